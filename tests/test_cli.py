"""``python -m asreported``, run as a command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_catalog import GOOD, write


def run(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "asreported", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_fault_is_one_line_and_exit_status_1(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("value: 98", "value: 97"))
    done = run("check", folder=tmp_path)
    line = GOOD[: GOOD.index("value: 98")].count("\n") + 1
    assert done.stdout == f"metrics.yaml:{line}: rate: value: it says 97, but “98%” reads 98\n"
    assert (done.returncode, done.stderr) == (1, "")


def test_a_fault_in_json(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("value: 98", "value: 97"))
    done = run("check", "--format", "json", folder=tmp_path)
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert report["figures"] is None
    (error,) = report["errors"]
    assert (error["file"], error["entry"]) == ("metrics.yaml", "rate")
    assert error["message"].startswith("value: it says 97")


@pytest.mark.parametrize(
    "arguments", [["frob"], [], ["check", "--format", "xml"], ["check", "a", "b"]]
)
def test_bad_arguments_are_one_line_and_exit_status_1(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 1
    assert done.stdout == "" and done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_no_file() -> None:
    done = run("check", "nowhere.yaml")
    assert (done.returncode, done.stdout) == (1, "nowhere.yaml:1: there is no file nowhere.yaml\n")


def test_the_real_file_passes() -> None:
    done = run("check")
    assert done.returncode == 0
    assert done.stdout.startswith("metrics.yaml: 46 figures of 5 cities, each found in its article")
    report = json.loads(run("check", "--format", "json").stdout)
    assert (report["figures"], report["errors"]) == (46, [])
    assert 0 < report["numbers_accounted"] < report["numbers_found"]
