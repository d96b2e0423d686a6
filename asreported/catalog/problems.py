"""What is wrong with a catalog, in words that a person can act on.

A check yields violations: a path in the data and a message. Here each becomes a
problem, which names the file, the line and the entry, and all together a CatalogError.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from asreported.catalog.limits import (
    MAX_FILE_NAME_LENGTH,
    MAX_MESSAGE_LENGTH,
    MAX_PROBLEMS,
    MAX_VALUE_LENGTH,
)
from asreported.catalog.model import (
    A_RANGE,
    ONE_NUMBER,
    Article,
    City,
    Metric,
    ReportedFigure,
    Statement,
)
from asreported.catalog.yaml_reader import Document, EntryPath, Violation


@dataclass(frozen=True)
class Problem:
    """One thing to mend: the file and line (from 1) where it stands, its entry, what to do.

    ``entry`` is the id or key of the entry; empty where it concerns the file as a whole.
    """

    file: str
    line: int
    entry: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self._what}"

    def as_notice(self) -> str:
        """Write it as something to know, which need not be mended."""
        return f"{self.file}:{self.line}: notice: {self._what}"

    @property
    def _what(self) -> str:
        return f"{self.entry}: {self.message}" if self.entry else self.message


class CatalogError(Exception):
    """A catalog that cannot be used. ``problems`` holds all that were found, at least one.

    ``violations`` are the same by where they stand in the data, as far as it could be read.
    """

    def __init__(self, problems: list[Problem], violations: Sequence[Violation] = ()) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
        self.violations = violations


def raise_problems(document: Document, file_name: str, violations: Iterable[Violation]) -> None:
    """Raise CatalogError that lists the violations with their lines; do nothing without any.

    No more than ``MAX_PROBLEMS`` are listed, and only one more is asked for.
    """
    found = list(islice(violations, MAX_PROBLEMS + 1))
    if not found:
        return
    listed = found[:MAX_PROBLEMS]
    lines = document.lines_of([path for path, _ in listed])
    problems = [
        _problem(document.data, file_name, line, path, message)
        for line, (path, message) in zip(lines, listed, strict=True)
    ]
    if len(found) > len(listed):
        problems.append(Problem(file_name, lines[-1], "", "and there is more: mend these first"))
    raise CatalogError(problems, listed)


def field_violations(error: ValidationError) -> Iterator[Violation]:
    """Yield what pydantic found wrong with the fields of a catalog, each field once."""
    # Of a value that fits no branch of a union the last branch has the most to say.
    found = {_path(detail): detail for detail in error.errors(include_url=False)}
    yield from map(_field_violation, found.values())


def display_name(file: Path) -> str:
    """Return the name of a file relative to the working directory, where it lies below it.

    It is on one line, with characters that would steer a terminal replaced.
    """
    with suppress(ValueError):
        file = file.relative_to(Path.cwd())
    return one_line(str(file), MAX_FILE_NAME_LENGTH)


def one_line(text: str, limit: int) -> str:
    """Return a text on one line of at most ``limit`` characters, with invisible ones replaced."""
    words = " ".join(text[: 10 * limit].split())
    seen = "".join(character if character.isprintable() else "�" for character in words)
    return seen if len(seen) <= limit else f"{seen[: limit - 1]}…"


def _problem(data: Any, file_name: str, line: int, path: EntryPath, message: str) -> Problem:
    entry, depth = _entry(data, path)
    field = ".".join(_short(step) for step in path[depth:])
    text = f"{field}: {message}" if field else message
    return Problem(file_name, line, _short(entry), one_line(text, MAX_MESSAGE_LENGTH))


def _entry(data: Any, path: EntryPath) -> tuple[str, int]:
    """Return the name of the entry that a path leads into, and how many steps lead to it.

    An article, figure or statement goes by its id, any other entry by its key.
    """
    kind = path[2] if path[:1] == ("cities",) and len(path) > 3 else ""
    if kind in ("articles", "figures", "statements"):
        try:
            return str(data["cities"][path[1]][kind][path[3]]["id"]), 4
        except (KeyError, IndexError, TypeError):
            return f"{path[1]}, {str(kind).removesuffix('s')} {int(path[3]) + 1}", 4
    depth = 2 if len(path) > 1 and isinstance(path[1], str) else min(len(path), 1)
    return (str(path[depth - 1]) if path else ""), depth


#: Steps that pydantic adds to a path for the branches of a union and for keys.
_PYDANTIC_STEPS = ("int", "float", "constrained-float", "[key]", ONE_NUMBER, A_RANGE)


def _path(detail: Mapping[str, Any]) -> EntryPath:
    return tuple(step for step in detail["loc"] if step not in _PYDANTIC_STEPS)


def _field_violation(detail: Mapping[str, Any]) -> Violation:
    """Say one of pydantic's errors in the words of this project."""
    path = _path(detail)
    kind, context = detail["type"], detail.get("ctx", {})
    given = _short(detail["input"])
    if kind == "missing":
        return path[:-1], f"'{path[-1]}' is missing"
    if kind == "extra_forbidden":
        field = _short(path[-1])
        return path, f"there is no field '{field}' here{_did_you_mean(field)}"
    if kind == "value_error":
        return path, str(context["error"])
    if kind in _MESSAGES:
        return path, _MESSAGES[kind].format(given=given, **context)
    return path, f"{detail['msg'][:1].lower()}{detail['msg'][1:]}, and this is '{given}'"


#: Messages by pydantic's type of error; ``given`` is the value, the rest pydantic's context.
_MESSAGES = {
    "literal_error": "'{given}' is not one of {expected}",
    "enum": "'{given}' is not one of {expected}",
    "finite_number": "it must be a number, neither infinite nor NaN",
    "int_type": "it must be a number, and this is '{given}'",
    "float_type": "it must be a number, and this is '{given}'",
    "greater_than": "it must be greater than {gt}, and this is {given}",
    "less_than_equal": "it may be {le} at most, and this is {given}",
    "string_type": "it must be text, and this is '{given}': put it in quotes",
    "string_too_short": "it is empty: write it, or take the line out",
    "string_too_long": "it may have {max_length} characters",
    "string_pattern_mismatch": "'{given}' is no id: use a-z, 0-9, - and _ only",
    "dict_type": "entries belong here, each a name, a colon and its fields, and this is '{given}'",
    "model_type": "fields belong here, each a name, a colon and a value, and this is '{given}'",
    "tuple_type": "a list belongs here, each entry behind a dash, and this is '{given}'",
}


def _short(value: object) -> str:
    return one_line(str(value), MAX_VALUE_LENGTH)


def _did_you_mean(word: str) -> str:
    models = (ReportedFigure, Statement, Article, City, Metric)
    names = {name for model in models for name in model.model_fields} - {word}
    close = difflib.get_close_matches(word, names, n=1)
    return f": did you mean '{close[0]}'?" if close else ""
