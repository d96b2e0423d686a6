"""The dashboard as a server of its own, and what is to be said to it in another thread."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest

from tests.known import ROOT

T = TypeVar("T")


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run it in a thread of its own: that of the tests may belong to their browser."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


@contextmanager
def running_dashboard(log: list[str] | None = None, **environment: str) -> Iterator[str]:
    """Start the dashboard as the README does; give its address; end it.

    What it printed is put into ``log`` at the end. It may start a browser ahead of pictures
    that nobody asks it for: the trap of tests without a browser is not set for it.
    """
    known = {name: value for name, value in os.environ.items() if name != "BROWSER_PATH"}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    command += ["--server.headless", "true", "--server.port", str(port)]
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**known, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    address = f"http://localhost:{port}/"
    try:
        _wait_until_up(address, server)
        yield address
    finally:
        server.terminate()
        printed, _ = server.communicate(timeout=20)
        if log is not None:
            log.append(printed)


def _wait_until_up(address: str, server: subprocess.Popen[str]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            pytest.fail(f"the dashboard ended at once:\n{server.stdout and server.stdout.read()}")
        try:
            urllib.request.urlopen(address + "_stcore/health", timeout=1)
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the dashboard did not start within 30 seconds")
