"""Turns what was typed into fields of a form into an entry, with its fields in the file's order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel

from asreported.catalog.model import (
    WHOLE_CITY,
    Article,
    Author,
    Baseline,
    Census,
    City,
    Counted,
    InferredField,
    Metric,
    Named,
    NotFigure,
    ReportedFigure,
    Statement,
    System,
)
from asreported.catalog.yaml_reader import NotYamlError, read_document

#: The type of the entries of a city's lists, and of codelists that have fields of their own.
MODELS: dict[str, type[BaseModel]] = {
    "articles": Article,
    "figures": ReportedFigure,
    "statements": Statement,
    "systems": System,
    "not_figures": NotFigure,
    "cities": City,
    "counts": Counted,
    "metrics": Metric,
    "baselines": Baseline,
    "censuses": Census,
}
#: Not written, for that is what a figure says that has no such field.
_DEFAULTS = {"qualifier": "exact", "area": WHOLE_CITY}
#: Fields beside a value that may be a year, which would be put in quotes as text.
_BARE = ("period", "published", "retrieved", "on")
#: Fields inside a field, in the order in which they are written.
_INSIDE = ("value", "census", "inferred", *Author.model_fields, *get_args(InferredField))
#: Two ends; 2022-08 is a month, and no range.
_RANGE = re.compile(r"(?!\d{4}-\d\d$)(-?[0-9.,]+)%?\s*(?:to|[-–—~]|至|到)\s*(-?[0-9.,]+)")
#: A year, month or day as it is written in Chinese, or without noughts: 2024年1月, 2024-1-5.
_DATE = re.compile(
    r"(\d{4})(?:年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?|-(\d{1,2})(?:-(\d{1,2}))?(?!\d))"
)
#: How a moment is written in Chinese: 截至2024-08-07.
_AS_OF = re.compile(r"^(?:截至|截止)\s*(?=\d)")
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")


def typed(kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry from what was typed: empty fields and defaults go, numbers become numbers.

    ``kind`` is the list or codelist of the file that it belongs to. A field that such an entry
    has not stays, and is refused when the entry is checked.
    """
    entry = _fields(fields, keys_in_order(kind))
    return {name: value for name, value in entry.items() if _DEFAULTS.get(name) != value}


def number_typed(text: str) -> Any:
    """Return the number or range that a text writes (1,234, -12.5%, 15 to 20), else the text.

    Of signs beside the digits only % is taken, which stands for the unit that the metric has.
    """
    text = text.strip().removesuffix("%").rstrip().replace("−", "-")
    if ends := _RANGE.fullmatch(text):
        return _bare(f"[{_ungrouped(ends[1])}, {_ungrouped(ends[2])}]")
    return _bare(_ungrouped(text))


def _iso(date: re.Match[str]) -> str:
    return "-".join(part.zfill(2) for part in date.groups() if part)


def _bare(text: str) -> Any:
    """Return the number or range that a text is to YAML, else the text."""
    try:
        found = read_document(text).data
    except NotYamlError:
        return text
    is_range = isinstance(found, list) and all(isinstance(end, (int, float)) for end in found)
    is_number = isinstance(found, (int, float)) and not isinstance(found, bool)
    return found if is_range or is_number else text


def _ungrouped(number: str) -> str:
    return number.replace(",", "") if _GROUPED.fullmatch(number) else number


def keys_in_order(kind: str) -> list[str]:
    """Return the fields of an entry in the order in which they are written."""
    model = MODELS.get(kind, Named)
    names = [field.alias or name for name, field in model.model_fields.items()]
    return sorted(names, key=lambda name: name == "about")  # what it means comes last


def _fields(fields: Mapping[str, Any], order: Sequence[str]) -> dict[str, Any]:
    known = sorted(fields, key=lambda name: order.index(name) if name in order else len(order))
    entry = {name: _typed(name, fields[name]) for name in known}
    return {name: value for name, value in entry.items() if not _is_empty(value)}


def _typed(name: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return _fields(value, keys_in_order("articles") if name == "source" else _INSIDE)
    if isinstance(value, (list, tuple)):
        return [_typed("", one) for one in value]
    if not isinstance(value, str):
        return value
    if name in _BARE:
        value = _DATE.sub(_iso, value.strip())
    if name == "period":
        value = _AS_OF.sub("as of ", value)
    if name == "value":
        return number_typed(value)
    if name in _BARE:
        return _bare(value.strip())
    return value if name in ("prefix", "suffix") else value.strip()


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, (dict, list)) and not value)
