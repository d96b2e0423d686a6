"""Starts a dashboard as a process of its own, and ends it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from asreported.installation import CATALOG_VARIABLE, HOME

#: Streamlit's own, for ``server.baseUrlPath``.
PATH_VARIABLE = "STREAMLIT_SERVER_BASE_URL_PATH"

_GREETING = re.compile(r"Uvicorn server started|You can now view|URL: |Stopping\.\.\.")


@dataclass(frozen=True)
class Server:
    """A running dashboard: its address, which ends in a slash, and its process."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def printed(self) -> str:
        """Give all that it has printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def complaints(self) -> list[str]:
        """Give the lines that it has printed besides its greeting."""
        lines = self.printed().splitlines()
        return [line for line in lines if line.strip() and not _GREETING.search(line)]


@contextmanager
def running_dashboard(
    script: Path = HOME / "dashboard.py", *, catalog: Path | None = None, **environment: str
) -> Iterator[Server]:
    """Start the dashboard as the README does, until the block ends.

    Another ``script`` runs in its own folder, with the settings that it finds there; a
    ``catalog`` takes the place of the real one.
    """
    command = [sys.executable, "-m", "streamlit", "run", script.name]
    command += ["--server.headless", "true", "--server.port"]
    if catalog is not None:
        environment[CATALOG_VARIABLE] = str(catalog)
    # It starts a browser ahead of pictures that nobody may ask for: no matter for the trap
    # that tests without a browser are set.
    known = {name: value for name, value in os.environ.items() if name != "BROWSER_PATH"}
    with serving(command, script.parent, {**known, **environment}) as server:
        yield server


@contextmanager
def serving(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Iterator[Server]:
    """Run a command that serves the dashboard on the port that is added as its last word.

    A path before its pages, which ends in a slash, is set by PATH_VARIABLE.
    Raises RuntimeError, with what was printed, where no server answers within 30 seconds.
    """
    port, path = free_port(), environment.get(PATH_VARIABLE, "")
    address = f"http://localhost:{port}/{path}"
    with tempfile.TemporaryDirectory() as name:
        log = Path(name, "log")
        with answering([*command, str(port)], address, log, folder, environment) as server:
            yield server


@contextmanager
def answering(
    command: Sequence[str],
    address: str,
    log: Path,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Run a program from when it answers at its address until the block ends; it prints to a log.

    Raises RuntimeError, with what was printed, where it does not answer within 30 seconds.
    """
    with log.open("wb") as printed:  # a pipe that nobody reads would stop the server
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=printed, stderr=printed
        )
    try:
        server = Server(address, process, log)
        wait_until_up(server)
        yield server
    finally:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(server: Server) -> None:
    """Wait until it answers; raise RuntimeError, with what it printed, where it does not."""
    for _ in range(600):
        with suppress(OSError):
            urllib.request.urlopen(server.address + "_stcore/health", timeout=1)
            return
        if server.process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"the dashboard did not start:\n{server.printed()}")
