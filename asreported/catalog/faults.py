"""Faults of a catalog -> problems with file, line and entry."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from pydantic import ValidationError

from asreported.catalog.model import City, Metric, ReportedFigure
from asreported.catalog.problems import CatalogError, Problem, one_line
from asreported.catalog.yaml_reader import Document, Fault, Steps

#: Problems that are told of one file.
MOST_PROBLEMS = 200
#: Characters of a wrong value that a message repeats.
_MOST_SHOWN = 60
#: Characters of a message: what it quotes may be a whole article.
_LONGEST_MESSAGE = 400
#: Steps that pydantic adds to a path for the branches of a union and for keys.
_UNION_BRANCHES = ("int", "float", "constrained-float", "[key]")


def refuse(document: Document, named: str, faults: Iterable[Fault]) -> None:
    """Raise CatalogError where there are faults in the file ``named``; the first 200 are told."""
    remaining = iter(faults)
    listed = list(islice(remaining, MOST_PROBLEMS))
    lines = document.lines_of([path for path, _ in listed]) if listed else []
    problems = [
        _problem(document.data, named, line, path, message)
        for line, (path, message) in zip(lines, listed, strict=True)
    ]
    if any(True for _ in remaining):
        problems.append(
            Problem(named, problems[-1].line, "", "and there is more: mend these first")
        )
    if problems:
        raise CatalogError(problems)


def faults_of_fields(error: ValidationError) -> Iterator[Fault]:
    """What is wrong with the fields of a catalog, each field once."""
    # Of a value that fits no branch of a union the last branch has the most to say.
    found = {_path(fault): fault for fault in error.errors(include_url=False)}
    for fault in found.values():
        yield _fault_of_field(fault)


def _problem(data: Any, named: str, line: int, path: Steps, message: str) -> Problem:
    entry, depth = _entry(data, path)
    field = ".".join(_short(step) for step in path[depth:])
    text = f"{field}: {message}" if field else message
    return Problem(named, line, _short(entry), one_line(text, _LONGEST_MESSAGE))


def _entry(data: Any, path: Steps) -> tuple[str, int]:
    """The entry that a path leads into, and how many steps lead to it.

    A figure goes by its id, any other entry by its key.
    """
    if path[:1] == ("cities",) and path[2:3] == ("figures",) and len(path) > 3:
        try:
            return str(data["cities"][path[1]]["figures"][path[3]]["id"]), 4
        except (KeyError, IndexError, TypeError):
            return f"{path[1]}, figure {int(path[3]) + 1}", 4
    depth = 2 if len(path) > 1 and isinstance(path[1], str) else min(len(path), 1)
    return (str(path[depth - 1]) if path else ""), depth


def _path(fault: Mapping[str, Any]) -> Steps:
    return tuple(step for step in fault["loc"] if step not in _UNION_BRANCHES)


def _fault_of_field(fault: Mapping[str, Any]) -> Fault:
    path = _path(fault)
    kind, context = fault["type"], fault.get("ctx", {})
    given = _short(fault["input"])
    if kind == "missing":
        return path[:-1], f"'{path[-1]}' is missing"
    if kind == "extra_forbidden":
        field = _short(path[-1])
        return path, f"there is no field '{field}' here{_did_you_mean(field)}"
    if kind == "value_error":
        return path, str(context["error"])
    if kind in _TOLD:
        return path, _TOLD[kind].format(given=given, **context)
    return path, f"{fault['msg'][:1].lower()}{fault['msg'][1:]}, and this is '{given}'"


#: What to say of a value that has the wrong form; ``given`` is the value.
_TOLD = {
    "literal_error": "'{given}' is not one of {expected}",
    "enum": "'{given}' is not one of {expected}",
    "finite_number": "it must be a number, neither infinite nor NaN",
    "int_type": "it must be a number, and this is '{given}'",
    "float_type": "it must be a number, and this is '{given}'",
    "greater_than": "it must be greater than {gt}, and this is {given}",
    "string_type": "it must be text, and this is '{given}': put it in quotes",
    "string_too_short": "it is empty: write it, or take the line out",
    "string_too_long": "it may have {max_length} characters",
    "string_pattern_mismatch": "'{given}' is no id: use a-z, 0-9, - and _ only",
    "dict_type": "entries belong here, each a name, a colon and its fields, and this is '{given}'",
    "model_type": "fields belong here, each a name, a colon and a value, and this is '{given}'",
    "tuple_type": "a list belongs here, each entry behind a dash, and this is '{given}'",
}


def _short(value: object) -> str:
    return one_line(str(value), _MOST_SHOWN)


def _did_you_mean(word: str) -> str:
    names = {name for model in (ReportedFigure, City, Metric) for name in model.model_fields}
    close = difflib.get_close_matches(word, names, n=1)
    return f": did you mean '{close[0]}'?" if close else ""
