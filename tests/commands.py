"""Runs commands of ``python -m asreported``: in this process, or in one of their own."""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from asreported.__main__ import main
from asreported.installation import CATALOG_VARIABLE
from tests.known import DATA, ROOT

Done = subprocess.CompletedProcess[str]


def asreported(*arguments: str, folder: Path = DATA) -> Done:
    """Run a command in this process, which spares the start of another, on a folder's catalog."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, chdir(folder):
        patch.delenv(CATALOG_VARIABLE, raising=False)
        with redirect_stdout(out), redirect_stderr(err):
            try:
                status = main(arguments)
            except SystemExit as ended:
                status = int(ended.code or 0)
    return Done(arguments, status, out.getvalue(), err.getvalue())


def process(
    *arguments: str, folder: Path = DATA, most_bytes: int | None = None, stdin: str = ""
) -> Done:
    """Run a command as a reader does; ``most_bytes`` is the size at which a disk is full."""

    def limit() -> None:
        if most_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    known = {name: value for name, value in os.environ.items() if name != CATALOG_VARIABLE}
    return subprocess.run(
        [sys.executable, "-m", "asreported", *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
        # Compiled modules are files, too, which a full disk would cut.
        env={**known, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
    )
