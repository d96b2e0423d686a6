"""Brings an article: its file is stored beside the catalog as it was pasted, and never changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from asreported.catalog.files import UnreadableError, decode, require_inside
from asreported.catalog.limits import MAX_ARTICLE_BYTES, MAX_FILE_NAME_LENGTH
from asreported.curation.locking import SavingError
from asreported.export.files import ExportError, make_folder, write_file

#: What no article says: a file with these is no text, or steers what shows it.
_CONTROL_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
#: Names that every system takes: no drive, no stream of a file, no way out of the folder.
_NAME = re.compile(r'([^\\/:*?"<>|\x00-\x1f.][^\\/:*?"<>|\x00-\x1f]*/)*'
                   r'[^\\/:*?"<>|\x00-\x1f.][^\\/:*?"<>|\x00-\x1f]*\.txt')  # fmt: skip


def text_fault(content: bytes, articles: Mapping[str, str]) -> str | None:
    """Say why a text cannot come as an article; None where it can.

    ``articles`` are those that are there, by id: none comes twice, also with other blanks.
    """
    if len(content) > MAX_ARTICLE_BYTES:
        size, most = (f"{number / 2**20:,.0f} MB" for number in (len(content), MAX_ARTICLE_BYTES))
        return f"the article has {size}, and may have {most}"
    try:
        text = decode(content)
    except UnreadableError as error:
        return str(error)
    if not text.strip():
        return "the article is empty"
    if found := _CONTROL_CHARACTER.search(text):
        line = text.count("\n", 0, found.start()) + 1
        return f"line {line} holds the control character U+{ord(found[0]):04X}: take it out"
    same = (name for name, one in articles.items() if _without_blanks(one) == _without_blanks(text))
    if (name := next(same, None)) is not None:
        return f"this is the text of '{name}', which is there already"
    return None


def file_fault(folder: Path, name: str, content: bytes) -> str | None:
    """Say why an article cannot be stored under a name; None where it can.

    A file of the same bytes that no catalog names is what a save that was cut short has left.
    """
    if not _NAME.fullmatch(name) or len(name) > MAX_FILE_NAME_LENGTH:
        return "name a text file in the folder of the catalog: seeds/city.txt"
    try:
        require_inside(folder, name)
    except UnreadableError as error:
        return str(error)
    with suppress(OSError):
        if (folder / name).exists() and (folder / name).read_bytes() != content:
            return f"there is a file {name}: give this one another name"
    return None


def free_name(folder: Path, stem: str) -> str:
    """Propose a name for an article's file, which no other has."""
    names = (f"seeds/{stem}{'' if n == 1 else f'-{n}'}.txt" for n in range(1, 10_000))
    return next(name for name in names if not (folder / name).exists())


def store(folder: Path, name: str, content: bytes) -> None:
    """Write an article's file. Raises SavingError where that would change another."""
    if fault := file_fault(folder, name, content):
        raise SavingError("{reason}", reason=fault)
    try:
        make_folder((folder / name).parent)
        write_file(folder / name, content)
    except ExportError as error:
        raise SavingError.of(error) from None


def take_back(folder: Path, name: str, content: bytes) -> None:
    """Delete an article's file whose entry was taken back, if it is still as it was stored."""
    with suppress(OSError):
        if (folder / name).read_bytes() == content:
            (folder / name).unlink()


def _without_blanks(text: str) -> str:
    return "".join(text.split())
