"""Where the dashboard and its data are, and how to start it on other data."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from asreported.catalog.problems import CatalogError, Problem
from asreported.export.files import ExportError, make_folder

#: Names the catalog that the dashboard and the commands use in place of the default.
CATALOG_VARIABLE = "ASREPORTED_CATALOG"

_PACKAGED = Path(__file__).with_name("app")

#: The folder of dashboard.py, views/, metrics.yaml and seeds/: the top of a checkout, and of
#: an installed package its folder ``app``.
HOME = _PACKAGED if _PACKAGED.exists() else Path(__file__).parent.parent


def default_catalog() -> Path:
    """Return the path of the catalog for commands that name none.

    It is the one in the environment variable ASREPORTED_CATALOG, else the metrics.yaml of
    the working directory, else the one that comes with the dashboard.
    """
    if CATALOG_VARIABLE in os.environ:
        return Path(os.environ[CATALOG_VARIABLE])
    here = Path("metrics.yaml")
    return here if here.exists() else HOME / here


def serve(catalog: Path, *, port: int | None = None, browser: bool = True) -> int:
    """Run the dashboard on a catalog until it is stopped, and return its exit status.

    A folder means the metrics.yaml in it. The catalog may have faults: the page names
    them, and comes up when they are mended. Raises CatalogError where there is no such file.
    """
    if catalog.is_dir():
        catalog /= "metrics.yaml"
    if not catalog.is_file():
        raise CatalogError([Problem(str(catalog), 1, "", f"there is no file {catalog}")])
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    if port is not None:
        command += ["--server.port", str(port)]
    if not browser:
        command += ["--server.headless", "true"]
    environment = {**os.environ, CATALOG_VARIABLE: str(catalog.resolve())}
    if os.name == "posix":  # one process instead of two: whatever stops it stops the server
        os.chdir(HOME)
        os.execve(command[0], command, environment)
    with suppress(KeyboardInterrupt):
        return subprocess.run(command, cwd=HOME, env=environment, check=False).returncode
    return 0


def copy_data(folder: Path) -> None:
    """Copy metrics.yaml, its schema and its articles into a folder, to make another comparison.

    Raises ExportError where that would overwrite something.
    """
    files = ("metrics.yaml", "metrics.schema.json")
    for name in (*files, "seeds"):
        if (folder / name).exists():
            raise ExportError(f"{folder / name} is there already: name another folder")
    make_folder(folder)
    for name in files:
        shutil.copyfile(HOME / name, folder / name)
    shutil.copytree(HOME / "seeds", folder / "seeds")
