"""What the browser tests need from the machine, and how it gets there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PACKAGES = {
    "chromium": "Chromium",
    "fontconfig": "a list of its fonts",
    "fonts-noto-cjk": "a font with Chinese characters",
    "libatomic1": "a library that Playwright is built on",
}


def missing_packages() -> list[str]:
    """Debian packages that would supply what is not on the machine."""
    missing = []
    if not browser_path():
        missing.append("chromium")
    if os.name == "posix" and not shutil.which("fc-list"):
        missing.append("fontconfig")
    if not _has_chinese_font():
        missing.append("fonts-noto-cjk")
    if not playwright_runs():
        missing.append("libatomic1")
    return missing


def browser_path() -> str | None:
    """The Chromium, Chrome or Edge that the tests drive."""
    if path := os.environ.get("BROWSER_PATH"):  # as what draws pictures has it
        return path
    for name in ("chromium", "chromium-browser", "google-chrome", "microsoft-edge"):
        if path := shutil.which(name):
            return path
    return None


def supply(folder: Path) -> str:
    """Install what is missing where we may; else a sentence that says what to do, or ''.

    Of processes that do so at once one installs, and the others wait for it: they meet in
    ``folder``.
    """
    missing = missing_packages()
    if missing and os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        with _alone(folder / "supply.lock"):
            missing = _install(missing_packages())
    if not missing:
        return ""
    what = " and ".join(PACKAGES[package] for package in missing)
    return (
        f"The tests need {what}, which this machine lacks. "
        f"On Debian or Ubuntu: sudo apt-get install {' '.join(missing)}"
    )


def _install(missing: list[str]) -> list[str]:
    """Install Debian packages; give those that are missing still."""
    if missing:
        quiet = {"check": False, "stdout": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, **quiet)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing],
            env=environment,
            **quiet,
        )
    return missing_packages()


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Let one process at a time through."""
    import fcntl

    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def playwright_runs() -> bool:
    """Whether the program behind Playwright starts, which it does to tell its version."""
    command = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return os.name != "posix"
    found = subprocess.run(["fc-list", ":lang=zh-cn"], check=False, capture_output=True, text=True)
    return bool(found.stdout.strip())
