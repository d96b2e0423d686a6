"""Assigns what is wrong with a proposed catalog to the fields in which it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any

from pydantic import BaseModel

from asreported.catalog.accounting import IN_BOTH, account, clause_around
from asreported.catalog.catalog import Catalog
from asreported.catalog.model import Population, Source, Text
from asreported.catalog.problems import CatalogError, Problem
from asreported.catalog.yaml_reader import EntryPath, Violation
from asreported.curation.entries import MODELS

#: The field of an entry that a message is about which stands at the entry as a whole.
_NAMED = re.compile(r"'(\w+)[':]")
#: The field in which the codes of a codelist are made.
_FIELD_OF_CODES = {
    "counts": "counts", "metrics": "metric", "reasons": "why", "censuses": "census",
}  # fmt: skip
#: Fields of a form that are more than one of an entry, or stand elsewhere in it.
_FIELDS = {
    "metric-kind": "metric-measure", "metric-unit": "metric-measure", "prefix": "quote",
    "suffix": "quote", "as_written": "quote", "file": "id", "city": "id",
    "population-census": "census", "stated_by": "voice", "sha256": "text",
}  # fmt: skip
#: Faults elsewhere that are told: the others are most often of the same cause.
_MOST = 5


def faults_by_field(
    error: CatalogError, entered: Iterable[tuple[EntryPath, Any]]
) -> dict[str, str]:
    """Return a sentence for each field at fault; under "" what is wrong elsewhere.

    ``entered`` are the paths of what was typed, and the entries. A field of a city's entry goes
    by its own path (``inferred.period.zh``), that of a code by its path in the file
    (``counts.cameras.name.zh``).
    """
    places = [(path, entry) for path, entry in entered]
    faults: dict[str, str] = {}
    elsewhere: list[Problem] = []
    for violation, problem in zip_longest(error.violations, error.problems):
        field = next(filter(None, (_field(violation, *one) for one in places)), None)
        if violation is None or field is None:
            elsewhere.append(problem)
        else:
            faults.setdefault(field, violation[1])
    if elsewhere:
        faults[""] = "\n".join(map(_words, elsewhere[:_MOST]))
    return faults


def typed_in(fault: str) -> str:
    """Return the field of a form in which was typed what a fault is of.

    That of ``metrics.cameras.name.zh`` is ``metric-name-zh``, of ``inferred.period.zh``
    ``inferred-period-zh``; an article's has no ``source`` before it, nor a number its place.
    """
    steps = fault.removeprefix("source.").removesuffix(".value").split(".")
    first, *inside = (step for step in steps if not step.isdigit())
    if first in _FIELD_OF_CODES and inside:
        first, inside = _FIELD_OF_CODES[first], inside[1:]
    return _FIELDS.get("-".join([first, *inside]), "-".join([first, *inside]))


def contradictory_numbers(before: Catalog, after: Catalog) -> dict[str, str]:
    """Return a fault of the quote where numbers come to be in a figure and left out at once.

    ``before`` may have such, too; they are not what was typed now.
    """
    for article, source in after.sources.items():
        city = after.cities[source.city]
        if city == before.cities.get(source.city):
            continue
        there = before.articles_on([source.city])  # which the second of them may have renamed
        known = {reading for one in there for reading in account(before, one).in_both}
        if new := [reading for reading in account(after, article).in_both if reading not in known]:
            around = clause_around(after.articles[article], new[0])
            return {"quote": f"“{new[0].as_written}” in “{around}” {IN_BOTH}"}
    return {}


def _field(violation: Violation | None, path: EntryPath, entry: Any) -> str | None:
    """Return the field of an entry that a violation is about; None if it is about another."""
    if violation is None:
        return None
    at, message = violation
    if at[: len(path)] != path:
        taken = isinstance(entry, Mapping) and f"the id '{entry.get('id')}' is taken" in message
        return "id" if taken and at[-1] == "id" else None
    inside = [*(path if path[0] != "cities" else ()), *at[len(path) :]]
    model = MODELS.get(str(path[2] if len(path) > 2 else path[0]))
    of_whole = message.endswith("is missing") or len(at) == len(path)
    names = _NAMED.findall(message) if of_whole else []
    models: list[type[BaseModel]] = [Text, Source, Population, *([model] if model else [])]
    known = {name for one in models for name in one.model_fields}
    inside += [name for name in names if name in known][:1]
    return ".".join(map(str, inside))


def _words(problem: Problem) -> str:
    return f"{problem.entry}: {problem.message}" if problem.entry else problem.message
