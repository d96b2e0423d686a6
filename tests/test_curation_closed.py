"""Without ``serve --edit`` the dashboard can write nothing, and with it nobody else may reach it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from asreported import installation
from asreported.installation import EDIT_VARIABLE, HOME
from tests.catalog_files import write
from tests.commands import asreported
from tests.known import ROOT

#: What writes to a disk, by the names of functions and methods that do.
WRITERS = {
    *("write_text", "write_bytes", "unlink", "rename", "mkdir", "rmdir", "touch", "rmtree", "copytree"),
    *("symlink_to", "hardlink_to", "makedirs", "copyfile", "move", "chmod", "copymode"),
    *("write_file", "make_folder", "copy_data", "mkstemp", "mkdtemp", "NamedTemporaryFile", "truncate"),
}  # fmt: skip
#: The functions of the core in which one of these stands, which no page calls: the first four
#: write what a command names, the others delete temporary files of a browser that was killed.
KNOWN = {
    "asreported.export.files.write_file",
    "asreported.export.files.make_folder",
    "asreported.export.leftovers.delete_parts_of",
    "asreported.installation.copy_data",
    "asreported.export.leftovers.mark_as_ours",
    "asreported.export.leftovers.delete_marked_folders",
}


def loaded(**environment: str) -> list[str]:
    """The modules of this project that a server loads, with all its pages."""
    code = (
        "import runpy, sys; import dashboard, views.pages;"
        "print(*sorted(name for name in sys.modules if name.partition('.')[0] in ('asreported', 'views')))"
    )
    known = {name: value for name, value in os.environ.items() if name != EDIT_VARIABLE}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**known, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.fixture(scope="module")
def modules() -> list[str]:
    return loaded()


def file_of(module: str) -> Path:
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def test_a_reader_s_server_does_not_load_what_writes(modules: list[str]) -> None:
    assert "views.compare" in modules
    assert [name for name in modules if "curat" in name] == []


def test_no_code_that_a_reader_s_server_loads_writes(modules: list[str]) -> None:
    found = {place for module in modules for place in writing_places(module)}
    assert found == KNOWN
    named = {name.rpartition(".")[2] for name in KNOWN}
    for module in modules:
        if module.startswith("views"):
            assert not named & {*names_in(ast.parse(file_of(module).read_text("utf-8")))}, module


def test_the_test_finds_what_writes() -> None:
    assert len([*writing_places("asreported.curation.unfinished")]) == 1
    assert [*writing_places("asreported.export.files")]
    assert is_writing(ast.parse("open('a', 'r+')").body[0].value)  # type: ignore[attr-defined]
    assert is_writing(ast.parse("a.open(mode='xb')").body[0].value)  # type: ignore[attr-defined]
    assert not is_writing(ast.parse("a.open('rb')").body[0].value)  # type: ignore[attr-defined]


def writing_places(module: str) -> Iterator[str]:
    """Name the functions of a module that call something that writes."""
    tree = ast.parse(file_of(module).read_text(encoding="utf-8"))
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and any(
            isinstance(node, ast.Call) and is_writing(node) for node in ast.walk(function)
        ):
            yield f"{module}.{function.name}"


def is_writing(call: ast.Call) -> bool:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in WRITERS or ast.unparse(call.func) == "os.remove":
        return True
    if name == "replace":  # of a path; that of a text takes two, that of a dataclass names them
        return len(call.args) == 1 and not call.keywords
    words = [*call.args, *(one.value for one in call.keywords if one.arg == "mode")]
    texts = [one.value for one in words if isinstance(one, ast.Constant)]
    return name in ("open", "fdopen") and any(
        isinstance(text, str) and len(text) < 4 and set(text) & set("wax+") for text in texts
    )


def names_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        yield getattr(node, "attr", getattr(node, "id", getattr(node, "name", "")))


# Who may reach a server that writes.


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The environments of the servers that would have been started."""
    servers: list[dict[str, str]] = []

    def start(environment: dict[str, str]) -> None:
        servers.append(environment)
        raise SystemExit(0)

    monkeypatch.setattr(os, "execve", lambda *arguments: start(arguments[2]))
    monkeypatch.setattr(os, "chdir", lambda _: None)
    monkeypatch.setattr(subprocess, "run", lambda *_, **named: start(named["env"]))
    monkeypatch.delenv("STREAMLIT_SERVER_ADDRESS", raising=False)
    return servers


@pytest.mark.parametrize("address", ["0.0.0.0", "", "192.168.0.7", "example.org", "localhost.evil"])
def test_nobody_else_may_reach_what_writes(
    tmp_path: Path,
    started: list[dict[str, str]],
    monkeypatch: pytest.MonkeyPatch,
    address: str,
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", address)
    done = asreported("serve", str(write(tmp_path)), "--edit")
    assert done.returncode == 1
    assert done.stderr.startswith("--edit writes files, so only this machine may reach it")
    assert done.stderr.count("\n") == 1
    assert started == []
    asreported("serve", str(write(tmp_path)))
    assert [one[EDIT_VARIABLE] for one in started] == [""]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anything")
def test_what_may_not_be_written_is_not_edited(
    tmp_path: Path, started: list[dict[str, str]]
) -> None:
    path = write(tmp_path)
    path.chmod(0o444)
    done = asreported("serve", str(path), "--edit")
    assert (done.returncode, started) == (1, [])
    assert done.stderr == f"{path} may not be written: copy it, or leave --edit out\n"


def test_only_the_command_hands_over_the_right_to_write(
    tmp_path: Path, started: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(EDIT_VARIABLE, "1")
    asreported("serve", str(write(tmp_path)))
    asreported("serve", str(write(tmp_path)), "--edit")
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", "127.0.0.1")
    asreported("serve", str(write(tmp_path)), "--edit")
    assert [one[EDIT_VARIABLE] for one in started] == ["", "1", "1"]
    for value, edits in (("1", True), ("", False), ("0", False), ("true", False)):
        monkeypatch.setenv(EDIT_VARIABLE, value)
        assert installation.is_editing() is edits


@pytest.mark.parametrize(
    "option, reason",
    [
        (("--server.address", "0.0.0.0"), "its address is 0.0.0.0"),
        (("--server.allowedHosts", "example.org"), "example.org may reach it"),
    ],
)
def test_a_server_that_others_reach_ends_in_a_sentence(
    tmp_path: Path, option: tuple[str, str], reason: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", *option],
        cwd=HOME,
        env={**os.environ, EDIT_VARIABLE: "1", "STREAMLIT_SERVER_HEADLESS": "true"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    printed = done.stdout + done.stderr
    assert done.returncode != 0
    assert f"only this machine may reach it, and {reason}." in printed
    assert "Traceback" not in printed
