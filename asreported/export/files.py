"""Files that are written whole or not at all, and several as one."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


class ExportError(Exception):
    """Something that could not be exported; the message says what and why, in one line."""


class PictureError(ExportError):
    """A picture that could not be made; the message says what to do.

    ``sentence`` is the message to translate, ``values`` what is filled in.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence.format(**values))
        self.sentence = sentence
        self.values = values


def write_file(path: Path, make: Callable[[], bytes] | bytes) -> None:
    """Write what ``make`` gives to a file, which is then complete, or as it was before.

    Whether it can be written is tried before anything is made. Raises ExportError where
    it cannot be written; what ``make`` raises goes through.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise ExportError(f"{path} is not a file: name a file to write")
    # Beside the target, so that putting it in place is one step.
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            stream.write(make() if callable(make) else make)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {_why(error)}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Make a folder, with those above it. Raises ExportError where that fails."""
    if path.exists() and not path.is_dir():
        raise ExportError(f"{path} is a file: name a folder")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{path} cannot be made: {_why(error)}") from error


def zipped(files: dict[str, bytes]) -> bytes:
    """Files by name as a ZIP; the same files give the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name)  # dated 1980, for a date would differ each time
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return written.getvalue()


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
