"""Bytes of a catalog's folder -> text, or a line that says why not."""

from __future__ import annotations

import stat
from pathlib import Path

from asreported.catalog.problems import one_line

#: Bytes that a catalog may have: a thousand times the real one, and half as much again.
LARGEST_CATALOG = 256 * 2**20
#: Bytes that an article may have: a long book has five million.
LARGEST_ARTICLE = 16 * 2**20


class UnreadableError(Exception):
    """A file that cannot be read; the message says why, in one line."""


def read_bytes(file: Path, most: int) -> bytes:
    """All of a file that has at most ``most`` bytes. Raises UnreadableError."""
    name = one_line(str(file), 200)
    try:
        status = file.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableError(f"{name} is a folder, not a file")
        if not stat.S_ISREG(status.st_mode):  # a pipe or a device may never end
            raise UnreadableError(f"{name} is a pipe or a device, not a file")
        if status.st_size > most:
            size, largest = (f"{number / 2**20:,.0f} MB" for number in (status.st_size, most))
            raise UnreadableError(f"{name} has {size}, and may have {largest}")
        return file.read_bytes()
    except FileNotFoundError:
        raise UnreadableError(f"there is no file {name}") from None
    except OSError as error:
        raise UnreadableError(f"{name} cannot be read: {error.strerror}") from None


def decode(raw: bytes) -> str:
    """UTF-8 as text, with or without a byte-order mark. Raises UnreadableError."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"not UTF-8: the byte 0x{raw[error.start]:02x} on line {line} of the file"
        raise UnreadableError(message) from None


def read_article(folder: Path, name: str) -> str:
    """The text of an article, which lies in the folder of its catalog or below.

    Raises UnreadableError.
    """
    try:
        file = (folder / name).resolve()
        inside = file.is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # too long, with a NUL in it, or links in a circle
        raise UnreadableError("this is no name of a file") from None
    if not inside:
        raise UnreadableError(
            f"the article '{one_line(name, 200)}' lies outside the folder of the catalog"
        )
    text = decode(read_bytes(folder / name, LARGEST_ARTICLE))
    if not text.strip():
        raise UnreadableError(f"the article '{name}' is empty")
    return text
