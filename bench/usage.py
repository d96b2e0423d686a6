"""What a process and those that it started take; only Linux tells, elsewhere that is 0."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Usage:
    """Memory in bytes and processor time in seconds, of a server and of its browser.

    The server's memory is its resident set. The browser's is the proportional set of its
    processes, which share much: the resident sets would count that many times.
    """

    server: int
    browser: int
    server_seconds: float
    browser_seconds: float


def usage(pid: int) -> Usage:
    """Measure what the server with this process id takes now."""
    children = list(_descendants(pid))
    return Usage(
        _memory(pid, "Rss"),
        sum(_memory(child, "Pss") for child in children),
        _seconds(pid),
        sum(map(_seconds, children)),
    )


def _descendants(parent: int) -> Iterator[int]:
    with suppress(OSError):
        for task in Path(f"/proc/{parent}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield int(child)
                yield from _descendants(int(child))


def _memory(pid: int, name: str) -> int:
    with suppress(OSError):
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        return sum(int(kb) * 1024 for kb in re.findall(rf"^{name}:\s+(\d+) kB", text, re.M))
    return 0


def _seconds(pid: int) -> float:
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0
