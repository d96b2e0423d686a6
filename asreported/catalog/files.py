"""Reads the files of a catalog's folder as text, or says in one line why they cannot be read."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Mapping
from pathlib import Path

from asreported.catalog.limits import MAX_ARTICLE_BYTES, MAX_FILE_NAME_LENGTH
from asreported.catalog.problems import one_line


class UnreadableError(Exception):
    """A file that cannot be read; the message says why, in one line."""

    line = 1


def read_bytes(file: Path, limit: int) -> bytes:
    """Read a file of at most ``limit`` bytes.

    Raises UnreadableError where it is larger, missing, no regular file or may not be read.
    """
    name = one_line(str(file), MAX_FILE_NAME_LENGTH)
    try:
        status = file.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableError(f"{name} is a folder, not a file")
        if not stat.S_ISREG(status.st_mode):  # a pipe or a device may never end
            raise UnreadableError(f"{name} is a pipe or a device, not a file")
        if status.st_size > limit:
            size, largest = (f"{number / 2**20:,.0f} MB" for number in (status.st_size, limit))
            raise UnreadableError(f"{name} has {size}, and may have {largest}")
        return file.read_bytes()
    except FileNotFoundError:
        raise UnreadableError(f"there is no file {name}") from None
    except OSError as error:
        raise UnreadableError(f"{name} cannot be read: {error.strerror}") from None


def decode(raw: bytes) -> str:
    """Decode UTF-8, with or without a byte-order mark. Raises UnreadableError for other bytes."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"not UTF-8: the byte 0x{raw[error.start]:02x} on line {line} of the file"
        raise UnreadableError(message) from None


def read_article(
    folder: Path, name: str, unwritten: Mapping[str, bytes] | None = None
) -> tuple[str, str]:
    """Read an article, whose file ``name`` is relative to the ``folder`` of its catalog.

    Gives its text, and the SHA-256 of its bytes. Those of ``unwritten`` are no files yet.

    Raises UnreadableError where it cannot be read or lies outside the folder.
    """
    require_inside(folder, name)
    raw = (unwritten or {}).get(name)
    if raw is None:
        raw = read_bytes(folder / name, MAX_ARTICLE_BYTES)
    text = decode(raw)
    if not text.strip():
        raise UnreadableError(f"the article '{name}' is empty")
    return text, hashlib.sha256(raw).hexdigest()


def require_inside(folder: Path, name: str) -> None:
    """Raise UnreadableError for the name of an article that leads out of its catalog's folder.

    A catalog from elsewhere must not show other files of this machine.
    """
    try:
        file = (folder / name).resolve()
        inside = file.is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # too long, with a NUL in it, or links in a circle
        raise UnreadableError("this is no name of a file") from None
    if not inside:
        shown = one_line(name, MAX_FILE_NAME_LENGTH)
        raise UnreadableError(f"the article '{shown}' lies outside the folder of the catalog")
