"""Lets one program at a time save in a folder.

By hand, for libraries (filelock, portalocker) lock a file, which they leave beside the catalog
on Linux and macOS for good: to delete it would let two programs in.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from asreported.translatable import N_

#: How long to wait for another program, which takes a moment to save.
PATIENCE_SECONDS = 10.0


class SavingError(Exception):
    """A file that cannot be read or written; the message says why, in one line.

    ``sentence`` is the message to translate, ``values`` what is filled in.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence.format(**values))
        self.sentence = sentence
        self.values = values

    @classmethod
    def of(cls, reason: Exception) -> SavingError:
        """Say what another error says, in its own words."""
        return cls("{reason}", reason=reason)


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Keep other programs from saving beside a file; its folder is let go where this one ends.

    Raises SavingError where another does not let go.
    """
    folder = file.resolve().parent
    until = time.monotonic() + PATIENCE_SECONDS
    while (lock := _try(folder)) is None:
        if time.monotonic() > until:
            raise SavingError(
                N_("Another program is saving in {folder}: try again."), folder=folder
            )
        time.sleep(0.02)
    try:
        yield
    finally:
        os.close(lock)


if os.name == "posix":
    import fcntl

    def _try(folder: Path) -> int | None:
        """Return what is to be closed to let the folder go; None where another has it."""
        opened = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(opened)
            if isinstance(error, BlockingIOError):
                return None
            sentence = N_("{folder} cannot be locked: {reason}")
            raise SavingError(sentence, folder=folder, reason=error.strerror) from None
        return opened

else:  # a folder cannot be locked there; a file can go by itself as soon as it is closed

    def _try(folder: Path) -> int | None:
        """Return what is to be closed to let the folder go; None where another has it."""
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_TEMPORARY", 0)
        try:
            return os.open(folder / ".as-reported.lock", flags)
        except (FileExistsError, PermissionError):
            return None
