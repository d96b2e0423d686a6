"""Files are written whole or not at all; what cannot be written is one line and exit status 1."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from asreported.__main__ import main
from asreported.export import batch
from asreported.export.files import ExportError, make_folder, write_file
from asreported.export.leftovers import delete_marked_folders
from tests.commands import process
from tests.known import ROOT


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def the_line(status: int, out: str, err: str) -> str:
    """The one line that a refused command prints."""
    assert status == 1
    lines = (out + err).strip().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line that ``export`` prints, run in this process."""
    try:
        status = main(["export", *arguments])
    except SystemExit as ended:
        status = int(ended.code or 0)
    return the_line(status, *capsys.readouterr())


@pytest.mark.parametrize(
    "arguments, line",
    [
        (["data", "--out", "x.csv", "--metric", "camras"],
         "--metric: there is no 'camras': did you mean 'cameras'?"),
        (["data", "--out", "x.csv", "--city", "atlantis"], "--city: there is no 'atlantis' (the command method lists them all)"),
        (["data", "--out", "x.csv", "--theme", "x"], "--theme: there is no 'x' (the command method lists them all)"),
        (["data", "--out", "x.csv", "--theme", "cases", "traffic"], "--theme: one at a time, and these are 2"),
        (["data", "--out", "x.csv", "--theme", "traffic", "--metric", "cameras"],
         "--metric: 'cameras' is not in the theme 'traffic'"),
        (["data", "--out", "x.json"], "x.json is no name for csv: say --format json"),
        (["data", "--out", "x.csv", "--metric", "cameras", "--city", "jingmen"],
         "nothing to write: no figure is left with these choices"),
        (["charts", "--out", "README.md", "--metric", "cameras"], "README.md is a file: name a folder"),
        (["data", "--out", "x.csv", "--counts", "x"], "--counts: there is no 'x' (the command method lists them all)"),
        (["citations", "--out", "x.bib", "--city", "x"], "--city: there is no 'x' (the command method lists them all)"),
        (["data", "--out", "x.zip", "--format", "datapackage", "--city", "suqian"],
         "a data package holds all figures: leave the choices out"),
        (["charts", "--out", "x", "--metric", "cameras", "--city", "huizhou"],
         "nothing to draw: no figure is left with these choices"),
        (["report", "--out", "x.html", "--catalog", "no.yaml"], "no.yaml:1: there is no file no.yaml"),
        (["data", "--out", "seeds"], "seeds is not a file: name a file to write"),
        (["data", "--out", "nowhere/x.csv"],
         "nowhere/x.csv cannot be written: no such file or directory"),
        (["charts", "--out", "README.md/x", "--metric", "cameras"],
         "README.md/x cannot be made: not a directory"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line(
    arguments: list[str],
    line: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    assert refused(capsys, *arguments) == line


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["data", "--out", "x", "--format", "xlsx"], "invalid choice: 'xlsx'"),
        (["charts", "--out", "x", "--format", "png,gif"], "there is no 'gif' (choose from png, svg, pdf)"),
        (["charts", "--out", "x", "--lang", "fr"], "there is no 'fr'"),
        (["charts", "--out", "x", "--size", "tiny"], "there is no 'tiny'"),
        (["charts"], "--out"),
        (["charts", "--out", ""], "argument --out: it names nothing"),
        (["data", "--out", "x/"], "x/ names a folder: name a file"),
        (["video", "--out", "x"], "invalid choice: 'video'"),
    ],
)  # fmt: skip
def test_an_unknown_format_is_one_line(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in refused(capsys, *arguments)


def test_ids_stand_behind_spaces_or_commas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    chosen = ["--metric", "cameras,clearance", "satisfaction", "--metric", "investment"]
    assert main(["export", "data", "--out", str(tmp_path / "x.csv"), *chosen]) == 0
    metrics = {row.split(",")[3] for row in (tmp_path / "x.csv").read_text("utf-8").splitlines()}
    assert {"cameras", "clearance", "satisfaction", "investment"} <= metrics
    assert "case_change" not in metrics


@pytest.mark.parametrize("what", [["data"], ["data", "--format", "datapackage"], ["report"]])
def test_a_full_disk_leaves_the_file_that_was_there(tmp_path: Path, what: list[str]) -> None:
    target = tmp_path / "kept"
    target.write_text("what was there before", "utf-8")
    done = process("export", *what, "--out", str(target), most_bytes=4096)
    line = the_line(done.returncode, done.stdout, done.stderr)
    assert line == f"{target} cannot be written: file too large"
    assert target.read_text("utf-8") == "what was there before"
    assert names(tmp_path) == ["kept"], "no half-written file is left behind"


def test_a_full_disk_writes_no_half_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(batch, "picture", lambda *_, **__: b"a picture")
    monkeypatch.setattr("asreported.export.files.os.fsync", full)
    arguments = ["export", "charts", "--out", str(tmp_path / "c"), "--metric", "clearance"]
    assert main(arguments) == 1
    last = capsys.readouterr().err.strip().splitlines()[-1]
    assert last.endswith("as-reported_clearance_en.png cannot be written: no space left on device")
    assert names(tmp_path / "c") == []


def test_a_folder_that_is_forbidden_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(ExportError, match=r"x\.csv cannot be written: permission denied"):
        write_file(tmp_path / "x.csv", b"x")
    monkeypatch.setattr(Path, "mkdir", forbidden)
    with pytest.raises(ExportError, match="cannot be made: permission denied"):
        make_folder(tmp_path / "d")


def test_a_file_is_put_in_place_in_one_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise OSError(5, "Input/output error")

    (tmp_path / "x").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", crash)
    with pytest.raises(ExportError, match="x cannot be written: input/output error"):
        write_file(tmp_path / "x", b"new")
    assert (tmp_path / "x").read_bytes() == b"old"
    assert names(tmp_path) == ["x"]


def test_what_fails_while_it_is_made_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        write_file(tmp_path / "x", fail)
    assert names(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_found_before_the_work(tmp_path: Path) -> None:
    made = []
    with pytest.raises(ExportError):
        write_file(tmp_path / "nowhere" / "x", lambda: made.append(1) or b"")
    assert made == []


def test_a_new_file_may_be_read_by_those_who_may_read_others(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write_file(tmp_path / "x", b"12")
    assert (tmp_path / "x").stat().st_mode == (tmp_path / "plain").stat().st_mode
    assert (tmp_path / "x").read_bytes() == b"12"


def test_a_link_in_a_circle_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    loop = tmp_path / "loop.csv"
    loop.symlink_to(loop)
    assert "loop.csv cannot be written" in refused(capsys, "data", "--out", str(loop))
    assert "loop.csv" in refused(capsys, "charts", "--out", str(loop))


def test_a_copy_is_whole_or_nothing(tmp_path: Path) -> None:
    done = process("copy", str(tmp_path / "mine"), most_bytes=30_000)
    assert the_line(done.returncode, done.stdout, done.stderr).endswith("file too large")
    assert names(tmp_path / "mine") == []
    (tmp_path / "file").write_text("")
    done = process("copy", str(tmp_path / "file/mine"))
    assert "cannot be made" in the_line(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    "arguments, words",
    [(["serve", "nowhere"], "there is no file nowhere"), (["serve", "nowhere", "--edit"], "there is no file nowhere: 'asreported copy FOLDER' gives you ours"), (["serve", "--port", "99999"], "a port is a number"),
     (["serve", "--port", "-1"], "a port is a number"), (["serve", "x" * 5000], "cannot be read: File name too long")],
)  # fmt: skip
def test_what_cannot_be_served_is_one_line(arguments: list[str], words: str) -> None:
    done = process(*arguments)
    assert words in the_line(done.returncode, done.stdout, done.stderr)


def test_what_a_killed_process_left_is_swept_up(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"],
                           capture_output=True, text=True, check=True).stdout.strip()  # fmt: skip
    left, ours = tmp_path / f".x.csv.{ended}.part", tmp_path / f".x.csv.{os.getppid()}.part"
    others = tmp_path / ".x.csv.notes.part"
    for part in (left, ours, others):
        part.write_text("half")
    write_file(tmp_path / "x.csv", b"whole")
    assert sorted(names(tmp_path)) == sorted([ours.name, others.name, "x.csv"])
    folder = Path(tempfile.mkdtemp())
    (folder / f".as-reported-{ended}").touch()
    delete_marked_folders()
    assert not folder.exists()
