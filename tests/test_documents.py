"""The documents are true: commands run, names exist, links resolve, options are told."""

from __future__ import annotations

import argparse
import importlib
import re
import runpy
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from enum import Enum
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from asreported import Catalog, load
from asreported import installation as home
from asreported.__main__ import build_parser
from asreported.catalog import model, second_reading
from asreported.catalog.accounting import account
from asreported.catalog.model import Rate
from asreported.comparison.compare import Show
from asreported.export.citations import LICENCE, TITLE
from asreported.export.table import COLUMNS, RATE_COLUMNS
from asreported.view import CityView, CompareView, EvidenceView, SideBySideView, View
from asreported.words.language import LANGUAGES, language
from tests.commands import asreported
from tests.known import ROOT
from views.pages import ENTRIES

DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "bench" / "README.md",
]
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh.md"}
TEST_COMMAND = (
    "python3 -m venv .venv && .venv/bin/pip install -r requirements-dev.txt "
    "&& .venv/bin/python -m pytest"
)
OPEN_COMMAND = (
    "python3 -m venv .venv && .venv/bin/pip install -r requirements.lock "
    "&& .venv/bin/streamlit run dashboard.py"
)
#: Commands of the documents that another test runs, or that all tests are.
ELSEWHERE = {
    TEST_COMMAND: "CI",
    OPEN_COMMAND: "tests/server.py",
    TEST_COMMAND.rpartition(" && ")[0]: "CI",
    ".venv/bin/python -m pytest": "CI",
    ".venv/bin/ruff check .": "tests/test_house.py",
    ".venv/bin/ruff format --check .": "tests/test_house.py",
    ".venv/bin/mypy": "tests/test_house.py",
    ".venv/bin/lint-imports": "tests/test_house.py",
    "python3 -m venv .venv && .venv/bin/pip install .": "tests/test_installed.py",
    ".venv/bin/asreported serve": "tests/test_installed.py",
    ".venv/bin/asreported serve mine": "tests/test_installed.py",
}
#: The beginnings of those that take too long, of which the help is asked for.
LONG = (
    ".venv/bin/mutmut ",
    *(f".venv/bin/python -m {module}" for module in ("bench", "pre_commit", "tests.pictures")),
)


def name(document: Path) -> str:
    return str(document.relative_to(ROOT))


def blocks(document: Path) -> list[tuple[str, str]]:
    """What stands in fences: the kind, and what is inside."""
    text = document.read_text(encoding="utf-8")
    return re.findall(r"^```(\w*)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def prose(document: Path) -> str:
    """A document without what stands in fences."""
    text = document.read_text(encoding="utf-8")
    return re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)


def commands(kind: str = "sh") -> list[str]:
    """All commands, each once; those of the walk are run by tests/test_add_a_city.py."""
    walk = ROOT / "docs" / "ADD_A_CITY.md"
    found = (
        line.partition("  #")[0].rstrip()
        for document in DOCUMENTS
        if document != walk
        for of_kind, text in blocks(document)
        if of_kind == kind
        for line in text.splitlines()
    )
    return list(dict.fromkeys(found))


def test_the_documents_have_only_kinds_of_fences_that_tests_know() -> None:
    kinds = {kind for document in DOCUMENTS for kind, _ in blocks(document)}
    assert kinds == {"sh", "bat", "yaml", "text", "article", "python", "diff"}


def test_ci_runs_exactly_the_readmes_test_command() -> None:
    for readme in READMES.values():
        assert ("sh", f"{TEST_COMMAND}\n") in blocks(readme)
        assert ("sh", f"{OPEN_COMMAND}\n") in blocks(readme)
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == TEST_COMMAND


def test_the_commands_for_windows_are_those_for_the_others() -> None:
    assert commands("bat") == [
        command.replace("python3", "py").replace(".venv/bin/", ".venv\\Scripts\\")
        for command in (OPEN_COMMAND, TEST_COMMAND)
    ]


def test_what_other_tests_run_stands_in_the_documents() -> None:
    assert set(ELSEWHERE) <= set(commands())
    for where in set(ELSEWHERE.values()) - {"CI"}:
        assert (ROOT / where).exists()


@pytest.mark.parametrize(
    "command", [one for one in commands() if one not in ELSEWHERE and not one.startswith(LONG)]
)
def test_every_command_runs(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("metrics.yaml", "metrics.schema.json", "seeds", "docs"):
        source = ROOT / part
        copy = shutil.copytree if source.is_dir() else shutil.copyfile
        copy(source, tmp_path / part)
    words, _, written = command.partition(" > ")
    words = re.sub(r"^\.venv/bin/(python -m )?asreported ", "", words)
    if " charts " in words:  # all of them would take minutes, and another test draws pictures
        words += " --metric cameras"
        monkeypatch.setattr("asreported.export.batch.picture", lambda *_, **__: b"a picture")
    done = asreported(*shlex.split(words), folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    if written:
        assert done.stdout == (ROOT / written).read_text(encoding="utf-8"), "renew it"
    if out := re.search(r"--out (\S+)", words):
        file = tmp_path / out[1]
        assert any(file.iterdir()) if file.is_dir() else file.stat().st_size > 100


@pytest.mark.parametrize("command", [one for one in commands() if one.startswith(LONG)])
def test_what_takes_long_is_there_to_be_run(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program, *words = command.removeprefix(".venv/bin/").split()
    if program == "python":
        _, module, *words = words
        monkeypatch.setattr(sys, "argv", [module, *words, "--help"])
        with pytest.raises(SystemExit, match="0"):
            runpy.run_module(module, run_name="__main__")
        printed = capsys.readouterr().out
    else:  # this one changes the process it runs in
        words = [str(Path(sys.executable).with_name(program)), *words, "--help"]
        printed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for option in re.findall(r"--[a-z-]+", command):
        assert option in printed


def test_the_hooks_run_what_ci_runs() -> None:
    settings = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    entries = [hook["entry"] for repo in settings["repos"] for hook in repo["hooks"]]
    (linters,) = [text for _, text in blocks(ROOT / "CONTRIBUTING.md") if "ruff" in text]
    assert sorted(entries) == sorted(linters.splitlines())
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


# Links


@cache
def anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", prose(document), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_in_the_project_resolves(document: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", prose(document)):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        file = (document.parent / path) if path else document
        assert file.exists(), target
        assert not anchor or anchor in anchors(file.resolve()), target


# Names


class Known:
    """What a name in a document may be."""

    def __init__(self, catalog: Catalog) -> None:
        content = catalog.content
        codelists = [field for field in vars(content).values() if isinstance(field, dict)]
        self.words = {
            *chain.from_iterable(codelists),
            *catalog.figures,
            *(system.id for city in catalog.cities.values() for system in city.systems),
            *chain.from_iterable(names_of(entry) for entry in entries()),
            *(member.value for kind in enums() for member in kind),
            *(word for parser in parsers() for word in words_of(parser)),
            *COLUMNS,
            *RATE_COLUMNS,
            *queries(),
            *extras(),
        }
        self.options = options() | {"--server.fileWatcherType", "--peer"}
        self.catalog = catalog

    def fault(self, span: str) -> str:
        """What is wrong with words in code; empty for nothing."""
        if span.startswith("?"):
            return "" if span == self.opened(span) else "another address"
        if span.startswith("--"):
            option, *values = span.split()
            if option not in self.options:
                return "no option"
            known = self.words | set(LANGUAGES) | {"auto"}
            return "" if set(values) <= known else "no such value"
        if span.startswith(("python -m ", "asreported ")):
            words = span.removeprefix("python -m ").split()
            if words[0] == "asreported":
                return "" if words[1] in self.words else "no command"
            installed = "." not in words[0] and find_spec(words[0])
            return "" if installed or is_ours(words[0]) else "no module"
        if re.fullmatch(r"[\w.-]+/[\w./-]*|[\w.-]+\.(py|md|yaml|json|txt|toml|css|po|cff)", span):
            return "" if span in MADE_UP or stands(span) else "no file"
        if re.fullmatch(r"[a-z]\w*(\.\w+)+(\(\))?", span):
            return "" if span in OUTSIDE or resolves(span) else "no such thing in the code"
        if re.fullmatch(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*", span):
            return "" if span in self.words else "no id, field, command or module"
        return ""

    def opened(self, span: str) -> str:
        query: dict[str, list[str]] = {}
        for part in span.removeprefix("?").split("&"):
            key, value = part.split("=")
            query.setdefault(key, []).append(value)
        return CompareView.from_query(query, self.catalog).address()


#: Files that the documents name for the reader to make.
MADE_UP = {
    "trial/",
    "trial/metrics.yaml",
    "mutants/",
    "my.yaml",
    "bench.json",
    ".venv/bin/python",
    "metrics.drafts.json",
    "metrics.second_reading.yaml",
}
#: Names of other programs.
OUTSIDE = {
    "fig.to_image",
    "server.allowedHosts",
    "requirements.lock",
    "chart.figure",
    "chart.figure.show()",
    "yaml.load",
}


def extras() -> set[str]:
    """Other words that stand in code in the documents: of Python, and of other programs."""
    words = """asreported browser chart copy cp getattr load localhost metadata page problems to_frame unsafe-inline utf-8-sig width"""
    return {*words.split(), *parts_of_the_bench()}


@cache
def parts_of_the_bench() -> set[str]:
    """What the bench can be asked to measure, as its help names it: no test imports it."""
    command = [sys.executable, "-m", "bench", "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    (parts,) = re.findall(r"^  \{([\w,-]+)", done.stdout, re.MULTILINE)
    return set(parts.strip(",").split(","))


def entries() -> list[Any]:
    return [
        one
        for one in (*vars(model).values(), *vars(second_reading).values())
        if isinstance(one, type) and issubclass(one, model.Entry)
    ]


def names_of(entry: Any) -> list[str]:
    """The names of an entry's fields as the file has them."""
    return [field.alias or name for name, field in entry.model_fields.items()]


def enums() -> list[Any]:
    found = [one for one in vars(model).values() if isinstance(one, type) and issubclass(one, Enum)]
    return [*found, Show, Rate]


def parsers() -> Iterator[argparse.ArgumentParser]:
    """The parsers of all commands."""
    waiting: list[argparse.ArgumentParser] = [build_parser()]
    while waiting:
        parser = waiting.pop()
        yield parser
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                waiting += action.choices.values()


def options() -> set[str]:
    """The options of all commands."""
    actions = (action for parser in parsers() for action in parser._actions)
    return {option for action in actions for option in action.option_strings}


def words_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        yield from (str(choice) for choice in action.choices or ())
    yield from ("png", "svg", "pdf", "wide", "square")


def queries() -> set[str]:
    """All parameters that the pages' addresses have."""
    views: list[View] = [
        CompareView("en", ("x",), "x", ("x",), ("x",), Show.COMPARABLE, (Rate.PER_HEAD,), True),
        SideBySideView("en", "x", 2, ("x",), True),
        CityView("en", "x", True),
        EvidenceView("en", "x", "x", "x"),
    ]
    return set(chain.from_iterable(view.to_query() for view in views))


@cache
def files() -> list[str]:
    parts = ("asreported", "bench", "docs", "seeds", "tests", "views", ".streamlit")
    inside = (file for part in parts for file in (ROOT / part).rglob("*"))
    return [f"/{file.relative_to(ROOT)}" for file in (*inside, *ROOT.glob("*")) if file.is_file()]


def stands(path: str) -> bool:
    """Whether a file of the project ends like this, or a folder has this name."""
    return any(file.endswith(f"/{path}") or f"/{path}" in file for file in files())


def is_ours(dotted: str) -> bool:
    """Whether a file of the project is the module of this name, which is not imported for it."""
    return (ROOT / dotted.replace(".", "/")).with_suffix(".py").exists()


#: Where a dotted name may begin: documents name a module without its room.
PACKAGES = (
    "asreported.",
    "",
    *(
        f"asreported.{room}."
        for room in ("catalog", "comparison", "words", "drawing", "html", "export")
    ),
)


def resolves(dotted: str) -> bool:
    """Whether a dotted name leads to something in one of our packages."""
    if is_ours(dotted):
        return True
    words = dotted.split(".")
    for package in PACKAGES:
        for cut in range(len(words), 0, -1):
            try:
                found = importlib.import_module(package + ".".join(words[:cut]))
            except ImportError:
                continue
            for word in words[cut:]:
                within = [found, *(one for one in vars(found).values() if isinstance(one, type))]
                found = next((getattr(one, word) for one in within if hasattr(one, word)), None)
            if found is not None:
                return True
    return False


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_name_in_code_is_a_name(catalog: Catalog, document: Path) -> None:
    known = Known(catalog)
    spans = set(re.findall(r"`([^`\n]+)`", prose(document)))
    faults = {span: fault for span in spans if (fault := known.fault(span))}
    assert faults == {}


@pytest.mark.parametrize(
    "span, fault",
    [
        ("?metric=camera", "another address"),
        ("--metrics cameras", "no option"),
        ("--metric camerass", "no such value"),
        ("asreported open", "no command"),
        ("python -m bench.none", "no module"),
        ("docs/NONE.md", "no file"),
        ("verdicts.none", "no such thing in the code"),
        ("case_changes", "no id, field, command or module"),
    ],
)
def test_a_name_that_is_none_is_found(catalog: Catalog, span: str, fault: str) -> None:
    assert Known(catalog).fault(span) == fault


@pytest.mark.parametrize("code", READMES)
def test_the_readme_tells_every_page_option_and_parameter(code: str) -> None:
    text, t = READMES[code].read_text(encoding="utf-8"), language(code)
    for entry in ENTRIES:
        assert f"- **{t(entry.name)}**" in text
    spans = re.findall(r"`([^`\n]+)`", prose(READMES[code]))
    words = {word for span in spans for word in re.split(r"[ =&?]", span)}
    words |= {word for command in commands() for word in command.split()}
    assert queries() <= words
    assert options() - {"-h"} <= words
    assert home.CATALOG_VARIABLE in words


# What is said about the data and the package


def test_the_readmes_example_is_the_real_entry() -> None:
    real = (ROOT / "metrics.yaml").read_text(encoding="utf-8")
    for readme in READMES.values():
        (example,) = (text for kind, text in blocks(readme) if kind == "yaml")
        assert example in real


def test_the_curation_page_counts_right() -> None:
    catalog = load(ROOT / "metrics.yaml")
    text = (ROOT / "docs" / "CURATION.md").read_text(encoding="utf-8")
    restated = sum(figure.restates is not None for figure in catalog.figures.values())
    left_out = sum(len(city.not_figures) for city in catalog.cities.values())
    systems = sum(len(city.systems) for city in catalog.cities.values())
    text = " ".join(text.split())
    for words in (
        f"{len(catalog.figures)} figures, of which {restated} restate another",
        f"{len(catalog.metrics)} metrics",
        f"{left_out} entries under `not_figures`",
        f"{systems} systems",
        f"{sum(account(catalog, city).found for city in catalog.cities)} numbers",
    ):
        assert words in text, words


def test_version_title_and_licence_are_the_same_everywhere() -> None:
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(.+)\] - (.+)$", log, re.MULTILINE)
    assert newest
    assert newest.groups() == (cited["version"], str(cited["date-released"]))
    assert package["version"] == cited["version"]
    assert cited["title"] == TITLE
    assert package["license"] == " AND ".join(cited["license"])
    terms = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "MIT License" in terms and LICENCE[1] in terms and "remain their publishers'" in terms


def test_the_map_of_the_rooms_is_complete() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(asreported/[\w/]*|views/)`.*$", text, re.MULTILINE)
    rooms = {
        row: line for row in rows for line in text.splitlines() if line.startswith(f"| `{row}`")
    }
    missing = []
    for file in [*(ROOT / "asreported").rglob("*.py"), *(ROOT / "views").glob("*.py")]:
        folder = file.parent if file.name != "__init__.py" else file.parent.parent
        inside = f"{folder.relative_to(ROOT)}/"
        named = f"{file.parent.name}/" if file.name == "__init__.py" else file.name
        if named in ("asreported/", "views/") or f"`{inside}{named}`" in text:
            continue
        if f"`{named}`" not in rooms.get(inside, ""):
            missing.append(f"{inside}{named}")
    assert not missing, "CONTRIBUTING names each module in the row of its room"
    gone = {
        f"{room}{name}"
        for room, line in rooms.items()
        for name in re.findall(r"`(\w+\.py)`", line)
        if not (ROOT / room / name).exists() and name != "dashboard.py"
    }
    assert not gone
