"""What docs/ADD_A_CITY.md tells its reader to do, done."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.known import ROOT

WALK = (ROOT / "docs" / "ADD_A_CITY.md").read_text(encoding="utf-8")
SERVE = "serve trial/metrics.yaml"


def blocks() -> Iterator[tuple[str, str]]:
    """What the walk has in fences, in its order: the kind, and what is inside."""
    yield from re.findall(r"^```(\w+)\n(.*?)^```", WALK, re.DOTALL | re.MULTILINE)


def walk(folder: Path) -> dict[str, str]:
    """Do what the walk says up to its last command; give what each command printed."""
    printed: dict[str, str] = {}
    last = ""
    for kind, text in blocks():
        if kind == "sh":
            for last in text.splitlines():
                if not last.endswith(SERVE):
                    printed[f"{len(printed)} {last}"] = do(last, folder)
        elif kind == "yaml":
            with (folder / "trial" / "metrics.yaml").open("a", encoding="utf-8") as file:
                file.write(text)
        elif kind == "diff":
            _change(folder / "trial" / "metrics.yaml", text)
        elif kind == "text":
            # On which line it stands is another with every change of the real data.
            output = re.sub(r"(?<=metrics\.yaml:)\d+(?=: notice)", "…", list(printed.values())[-1])
            assert output.endswith(text), f"{last} printed\n{output}"
    return printed


def by_hand(text: str) -> str:
    """The text of metrics.yaml with all that the walk has its reader type into it."""
    for kind, typed in blocks():
        if kind == "yaml":
            text += typed
        elif kind == "diff":
            text = changed(text, typed)
    return text


def _change(file: Path, diff: str) -> None:
    """Do in a file what each part of a diff says, which fits one place."""
    file.write_text(changed(file.read_text(encoding="utf-8"), diff), encoding="utf-8")


def changed(text: str, diff: str) -> str:
    """Do in a text what each part of a diff says."""
    for part in diff.split("@@\n"):
        lines = part.splitlines(keepends=True)
        old, new = ("".join(line[1:] for line in lines if line[0] != sign) for sign in "+-")
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def do(command: str, folder: Path) -> str:
    words = shlex.split(command)
    words[0] = {".venv/bin/python": sys.executable}.get(words[0], words[0])
    done = subprocess.run(
        words,
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


def trial_of(folder: Path) -> Path:
    """Walk the walk in a folder, which has what it needs of the checkout; give its ``trial``."""
    (folder / "docs").symlink_to(ROOT / "docs")
    walk(folder)
    return folder / "trial"
