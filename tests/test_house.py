"""The house rules: linters clean, the core without a screen, the settings closed."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from asreported.drawing import style
from tests import machine
from tests.known import ROOT


@pytest.mark.parametrize("tool", ["ruff check .", "ruff format --check .", "mypy", "lint-imports"])
def test_tools_are_clean(tool: str) -> None:
    program, *arguments = tool.split()
    command = [str(Path(sys.executable).with_name(program)), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


#: Private names of a library, which has no public way to ask a parser for its options.
OF_ARGPARSE = {"_actions", "_SubParsersAction"}


def private_names(code: str) -> Iterator[str]:
    """Other tests and private names that a test imports, uses, or names to put another in place."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.ImportFrom(module=str(module), names=names):
                yield from re.findall(r"^tests\.(?:test_\w+|conftest)", module)
                yield from (alias.name for alias in names if alias.name.startswith("_"))
            case ast.Attribute(attr=name) | ast.Constant(value=str(name)):
                yield from re.findall(r"^(?:[\w.]*\.)?(_[a-zA-Z]\w*)$", name)


def test_tests_go_through_public_doors() -> None:
    found = {
        file.name: set(private_names(file.read_text(encoding="utf-8"))) - OF_ARGPARSE
        for file in (ROOT / "tests").glob("test_*.py")
    }
    assert {name: names for name, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "code",
    [
        "from tests.test_x import y",
        "from asreported.x import _y",
        "y = x._y",
        "patch.setattr('asreported.x._y', 1)",
        "patch.setattr(x, '_y', 1)",
    ],
)
def test_a_door_that_is_not_public_is_found(code: str) -> None:
    assert len(set(private_names(code))) == 1


def test_ruff_refuses_streamlit_in_the_core() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--stdin-filename", "asreported/x.py", "-"],
        cwd=ROOT,
        input='"""x."""\nimport streamlit\n',
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1 and "the core knows no screen" in done.stdout


def test_the_core_loads_neither_streamlit_nor_pandas() -> None:
    code = (
        "import pkgutil, importlib, sys, asreported\n"
        "found = [m.name for m in pkgutil.walk_packages(asreported.__path__, 'asreported.')]\n"
        "for name in found:\n"
        "    name == 'asreported.__main__' or importlib.import_module(name)\n"
        "assert 'asreported.export.pictures' in found and 'asreported.html.figures' in found\n"
        "assert not {'streamlit', 'pandas'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_settings_keep_the_house_closed() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["address"] == "localhost"
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["server"]["showEmailPrompt"] is False
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["theme"]["light"]["backgroundColor"] == style.PAPER
    assert settings["theme"]["dark"]["backgroundColor"] == style.DARK_PAPER


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned(file: str) -> None:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    names = [line.split("#")[0].strip() for line in lines]
    for name in filter(None, names):
        assert name.startswith("-r ") or re.fullmatch(r"[\w.-]+==[\w.]+", name), name


def test_a_bare_machine_lacks_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("BROWSER_PATH")
    monkeypatch.setattr(machine, "playwright_runs", lambda: False)
    assert machine.missing_packages() == list(machine.PACKAGES)


def test_what_a_machine_lacks_is_named_with_the_way_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(machine, "missing_packages", lambda: ["chromium", "fonts-noto-cjk"])
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    assert machine.supply(tmp_path) == (
        "The tests need Chromium and a font with Chinese characters, which this machine lacks. "
        "On Debian or Ubuntu: sudo apt-get install chromium fonts-noto-cjk"
    )


def test_no_test_needs_the_bench() -> None:
    """The bench may use what the tests have; the tests run without it."""
    needs = re.compile(r"^\s*(from|import) bench\b", re.MULTILINE)
    texts = {file.name: file.read_text(encoding="utf-8") for file in ROOT.glob("tests/*.py")}
    assert [name for name, text in texts.items() if needs.search(text)] == []
