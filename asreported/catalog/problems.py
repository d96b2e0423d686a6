"""What is wrong with a catalog, in words that a person can act on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """One fault: the file and line where it stands, the entry it is in, what to do."""

    file: str
    line: int
    entry: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: "
        return where + (f"{self.entry}: {self.message}" if self.entry else self.message)


class CatalogError(Exception):
    """A catalog that cannot be used. ``problems`` holds every fault that was found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def name_of(file: Path) -> str:
    """The file as a reader would name it from where they stand."""
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)


def one_line(text: str, most: int) -> str:
    """A text on one line of at most ``most`` characters, without any that cannot be seen."""
    words = " ".join(text[: 10 * most].split())
    seen = "".join(character if character.isprintable() else "�" for character in words)
    return seen if len(seen) <= most else f"{seen[: most - 1]}…"
