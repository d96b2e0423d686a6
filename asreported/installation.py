"""Where the dashboard and its data are, and how to start it on other data."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

from asreported.catalog import limits
from asreported.catalog.files import UnreadableError, read_bytes
from asreported.catalog.problems import CatalogError, Problem, display_name
from asreported.export.files import ExportError, make_folder, write_file

#: Names the catalog that the dashboard and the commands use in place of the default.
CATALOG_VARIABLE = "ASREPORTED_CATALOG"

#: Says to the server that it may write the catalog: "1". Set by ``serve`` and nobody else.
EDIT_VARIABLE = "ASREPORTED_EDIT"
#: Names of this machine, under which it alone reaches the server.
OWN_ADDRESSES = ("localhost", "127.0.0.1", "::1")

#: How a comparison of one's own begins: a catalog without any figure shows nothing.
_BEGIN = (
    "'asreported copy FOLDER' gives you ours; bring your articles on Curate, then take ours out"
)

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


def catalog_file(path: Path) -> Path:
    """Return the file of a catalog: of a folder, the metrics.yaml in it."""
    with suppress(OSError):  # what may not be looked at is told by who reads it
        return path / "metrics.yaml" if path.is_dir() else path
    return path


@cache
def program_version(package: Path = Path(__file__).parent) -> str:
    """Return a hash of the files that draw and write: a checkout has no number that changes.

    It is that of the files as they are when it is first asked for.
    """
    found, data = hashlib.sha256(), package / _PACKAGED.name
    for file in sorted(package.rglob("*")):
        if file.is_file() and file.suffix != ".pyc" and data not in file.parents:
            found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()[:7]


def is_editing() -> bool:
    """Return whether the server that runs this may write its catalog."""
    return os.environ.get(EDIT_VARIABLE) == "1"


def serve(
    catalog: Path, *, port: int | None = None, browser: bool = True, edit: bool = False
) -> int:
    """Run the dashboard on a catalog until it is stopped, and return its exit status.

    The catalog may have faults: the page names them, and comes up when they are mended. With
    ``edit`` the page Curate writes it. Raises CatalogError where there is no such file, or
    where it may not be looked at, and ExportError where it may not be written.
    """
    try:
        read_bytes(catalog, limits.MAX_CATALOG_BYTES)
    except UnreadableError as error:
        words = str(error) if not edit or os.path.lexists(catalog) else f"{error}: {_BEGIN}"
        raise CatalogError([Problem(display_name(catalog), 1, "", words)]) from None
    if edit:
        _require_own_file(catalog)
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    if port is not None:
        command += ["--server.port", str(port)]
    if not browser:
        command += ["--server.headless", "true"]
    environment = {
        **os.environ,
        CATALOG_VARIABLE: str(catalog.resolve()),
        EDIT_VARIABLE: "1" if edit else "",
    }
    if os.name == "posix":  # one process instead of two: whatever stops it stops the server
        os.chdir(HOME)
        os.execve(command[0], command, environment)
    with suppress(KeyboardInterrupt):
        return subprocess.run(command, cwd=HOME, env=environment, check=False).returncode
    return 0


def _require_own_file(catalog: Path) -> None:
    """Raise ExportError where a server may not write a catalog: elsewhere, or for others."""
    address = os.environ.get("STREAMLIT_SERVER_ADDRESS", OWN_ADDRESSES[0])
    if address not in OWN_ADDRESSES:
        raise ExportError(
            f"--edit writes files, so only this machine may reach it, and the server's address "
            f"is {address}: leave STREAMLIT_SERVER_ADDRESS out, or leave --edit out"
        )
    if not os.access(catalog, os.W_OK):
        raise ExportError(f"{catalog} may not be written: copy it, or leave --edit out")


def copy_data(folder: Path) -> None:
    """Copy metrics.yaml, its schema and its articles into a folder, to make another comparison.

    All or nothing is copied. Raises ExportError where that would overwrite something, or
    cannot be written.
    """
    top = ("metrics.yaml", "metrics.schema.json", "seeds")
    for name in top:
        if os.path.lexists(folder / name):
            raise ExportError(f"{folder / name} is there already: name another folder")
    articles = [f"seeds/{path.name}" for path in sorted((HOME / "seeds").iterdir())]
    try:
        make_folder(folder / "seeds")
        for name in (*top[:2], *articles):
            write_file(folder / name, (HOME / name).read_bytes())
    except ExportError:
        for name in (*top[:2], *articles):
            with suppress(OSError):
                (folder / name).unlink()
        with suppress(OSError):
            (folder / "seeds").rmdir()
        raise
