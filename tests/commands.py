"""``python -m asreported``, run as a command in a process of its own."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

from tests.known import ROOT


def asreported(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, with nothing on its PATH."""
    return subprocess.run(
        [sys.executable, "-m", "asreported", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def export(*arguments: str, most_bytes: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run ``export``; ``most_bytes`` is the size at which a disk is full."""

    def limit() -> None:
        if most_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    return subprocess.run(
        [sys.executable, "-m", "asreported", "export", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
