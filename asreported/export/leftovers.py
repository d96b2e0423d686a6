"""Deletes what a process that was killed has left behind: half a file, a browser's profile.

Whoever may be killed puts the number of its process into a name; the next one that does
the same work looks whether that process still runs.
"""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

_MARK = ".as-reported-"


def part_of(target: Path) -> Path:
    """Return where this process writes ``target`` until it is whole: beside it."""
    return target.with_name(f".{target.name}.{os.getpid()}.part")


def delete_parts_of(target: Path) -> None:
    """Delete what killed processes have written of a file."""
    with suppress(OSError):
        for part in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
            if _has_ended(part.name.split(".")[-2]):
                part.unlink(missing_ok=True)


def mark_as_ours(folder: Path) -> None:
    """Leave the number of this process in a temporary folder."""
    with suppress(OSError):
        (folder / f"{_MARK}{os.getpid()}").touch()


def delete_marked_folders() -> None:
    """Delete the temporary folders that killed processes have marked."""
    # The browser's library takes the second place where a browser may not see the first.
    for place, names in ((Path(tempfile.gettempdir()), "tmp*"), (Path.home(), ".choreographer-*")):
        with suppress(OSError):
            for mark in place.glob(f"{names}/{_MARK}*"):
                if _has_ended(mark.name.removeprefix(_MARK)):
                    shutil.rmtree(mark.parent, ignore_errors=True)


def _has_ended(process: str) -> bool:
    """Return whether no process of this number runs. On Windows, where asking ends it: no."""
    if os.name != "posix" or not process.isdecimal():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
