"""Files that are written whole or not at all, and several as one."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from asreported.export.leftovers import delete_parts_of, part_of


class ExportError(Exception):
    """Raised where something cannot be exported; the message says what and why, in one line."""


class PictureError(ExportError):
    """Raised where a picture cannot be made; the message says what to do.

    ``sentence`` is the message to translate, ``values`` what is filled in.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence.format(**values))
        self.sentence = sentence
        self.values = values


def write_file(path: Path, make: Callable[[], bytes] | bytes) -> None:
    """Write bytes, or what ``make`` returns, to a file, which is then complete or as it was before.

    Whether it can be written is tried before anything is made. Raises ExportError where
    it cannot be written; what ``make`` raises goes through.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            raise ExportError(f"{path} is not a file: name a file to write")
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle, a name too long
        raise ExportError(f"{path} cannot be written: {why(error)}") from None
    # Beside the target, so that putting it in place is one step.
    part = part_of(target)
    delete_parts_of(target)
    try:
        with part.open("wb") as stream:
            stream.write(make() if callable(make) else make)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {why(error)}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Make a folder, with those above it, if it is not there. Raises ExportError if that fails."""
    try:
        if path.exists() and not path.is_dir():
            raise ExportError(f"{path} is a file: name a folder")
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise ExportError(f"{path} cannot be made: {why(error)}") from error


def zipped(files: dict[str, bytes]) -> bytes:
    """Pack files by name into a ZIP; the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name)  # dated 1980, for a date would differ each time
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def why(error: Exception) -> str:
    """Return what the system says of an error, as the end of a sentence."""
    if isinstance(error, OSError):
        return (error.strerror or str(error)).lower()
    return "this is no name of a file"
