"""The installed package: the command ``asreported``, far from any checkout."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from asreported import load
from asreported.installation import CATALOG_VARIABLE
from tests.catalog_files import GOOD, write
from tests.known import ROOT
from tests.server import Server, serving
from tests.tab import Tab, run


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where ``pip install .`` has put the package; what it needs is installed already."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    command += ["--no-build-isolation", "--target", str(folder), str(ROOT)]
    subprocess.run(command, check=True, cwd=folder)
    return folder


def command(site: Path, *arguments: str) -> list[str]:
    return [sys.executable, str(site / "bin" / "asreported"), *arguments]


def environment(site: Path) -> dict[str, str]:
    known = {name: value for name, value in os.environ.items() if name != CATALOG_VARIABLE}
    return {**known, "PYTHONPATH": str(site)}


def ask(site: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(site, *arguments),
        cwd=folder,
        env=environment(site),
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def served(site: Path, folder: Path, *arguments: str) -> Iterator[Server]:
    """The dashboard as ``asreported serve`` opens it."""
    words = command(site, "serve", *arguments, "--no-browser", "--port")
    with serving(words, folder, environment(site)) as server:
        yield server


def cities(address: str) -> list[str]:
    async def look() -> list[str]:
        tab = Tab(address)
        await tab.open("", "lang=en")
        assert tab.faults() == []
        offered = next(one for one in tab.shown("multiselect") if one.label == "City")
        await tab.close()
        return list(offered.options)

    return run(look())


def test_it_opens_on_the_figures_that_come_with_it(site: Path, tmp_path: Path) -> None:
    catalog = load(ROOT / "metrics.yaml")
    with served(site, tmp_path) as server:
        assert cities(server.address) == [city.name.en for city in catalog.cities.values()]
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(20)
        with pytest.raises(OSError):
            urllib.request.urlopen(server.address + "_stcore/health", timeout=1)


def test_it_opens_on_a_catalog_of_ones_own(site: Path, tmp_path: Path) -> None:
    write(tmp_path, GOOD).rename(tmp_path / "my.yaml")
    with served(site, tmp_path, "my.yaml") as server:
        assert cities(server.address) == ["Longnan"]


def test_it_opens_on_the_catalog_of_a_folder(site: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    write(tmp_path / "mine", GOOD)
    with served(site, tmp_path, "mine") as server:
        assert cities(server.address) == ["Longnan"]


def test_a_catalog_that_is_not_there(site: Path, tmp_path: Path) -> None:
    done = ask(site, tmp_path, "serve", "my.yaml")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == "my.yaml:1: there is no file my.yaml\n"


def test_the_other_commands_take_the_figures_that_come_with_it(site: Path, tmp_path: Path) -> None:
    done = ask(site, tmp_path, "check")
    figures = len(load(ROOT / "metrics.yaml").figures)
    assert done.returncode == 0 and f"asreported/app/metrics.yaml: {figures} figures" in done.stdout
    write(tmp_path, GOOD)
    done = ask(site, tmp_path, "check")
    assert done.stdout.startswith("seeds/a.txt:3: longnan"), "that of the folder comes first"


def test_a_copy_to_begin_with(site: Path, tmp_path: Path) -> None:
    done = ask(site, tmp_path, "copy", "mine")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "mine" / "metrics.yaml").read_bytes() == (ROOT / "metrics.yaml").read_bytes()
    assert ask(site, tmp_path, "check", "mine/metrics.yaml").returncode == 0
    (tmp_path / "mine" / "metrics.yaml").write_text("mine")
    done = ask(site, tmp_path, "copy", "mine")
    assert done.returncode == 1 and "is there already" in done.stderr
    assert (tmp_path / "mine" / "metrics.yaml").read_text() == "mine"
