"""A dashboard of our own to load, and what it takes; only Linux tells, elsewhere that is 0."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench import ROOT

DASHBOARD = ROOT / "dashboard.py"


@dataclass(frozen=True)
class Usage:
    """Memory in bytes and processor time in seconds, of the server and of its browser.

    The server's memory is its resident set. The browser's is the proportional set of its
    processes, which share much: the resident sets would count that many times.
    """

    server: int
    browser: int
    server_seconds: float
    browser_seconds: float


class Server:
    """A running dashboard: its address, the id of its process, what it has printed."""

    def __init__(self, process: subprocess.Popen[bytes], address: str, log: Path) -> None:
        self.address, self.pid = address, process.pid
        self._process, self._log = process, log

    def usage(self) -> Usage:
        """What it takes now."""
        children = list(_descendants(self.pid))
        return Usage(
            _memory(self.pid, "smaps_rollup", "Rss"),
            sum(_memory(pid, "smaps_rollup", "Pss") for pid in children),
            _seconds(self.pid),
            sum(map(_seconds, children)),
        )

    def sessions(self) -> int:
        """How many sessions it counts as connected."""
        text = urllib.request.urlopen(self.address + "_stcore/metrics").read().decode()
        found = re.search(r"^active_sessions (\d+)", text, re.MULTILINE)
        return int(found[1]) if found else 0

    def complaints(self) -> list[str]:
        """What it has printed besides its greeting."""
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if line.strip() and not _GREETING.search(line)]


_GREETING = re.compile(r"Uvicorn server started|You can now view|URL: |Stopping\.\.\.")


@contextmanager
def running_server(script: Path = DASHBOARD, catalog: Path | None = None) -> Iterator[Server]:
    """Start the dashboard as the README does, on a free port of this computer; end it.

    Another ``script`` runs with the settings that its own folder has; ``catalog`` takes the
    place of the real one.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script.name]
    command += ["--server.headless", "true", "--server.port", str(port)]
    environment = {**os.environ, **({"ASREPORTED_CATALOG": str(catalog)} if catalog else {})}
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log")
        with log.open("wb") as printed:  # a pipe that nobody reads would stop the server
            process = subprocess.Popen(
                command, cwd=script.parent, env=environment, stdout=printed, stderr=printed
            )
        try:
            server = Server(process, f"http://localhost:{port}/", log)
            _wait_until_up(server.address, process)
            yield server
        finally:
            process.terminate()
            process.wait(20)


def free_port() -> int:
    """A port of this computer that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_up(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        with suppress(OSError):
            urllib.request.urlopen(address + "_stcore/health", timeout=1)
            return
        if process.poll() is not None:
            raise RuntimeError("the dashboard ended at once")
        time.sleep(0.05)
    raise RuntimeError("the dashboard did not start within 30 seconds")


def _descendants(parent: int) -> Iterator[int]:
    with suppress(OSError):
        for task in Path(f"/proc/{parent}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield int(child)
                yield from _descendants(int(child))


def _memory(pid: int, file: str, name: str) -> int:
    with suppress(OSError):
        found = re.search(rf"^{name}:\s+(\d+) kB", Path(f"/proc/{pid}/{file}").read_text(), re.M)
        return int(found[1]) * 1024 if found else 0
    return 0


def _seconds(pid: int) -> float:
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0
