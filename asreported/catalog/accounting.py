"""Accounts for every number of an article: in a figure's quote, left out with a reason, or neither.

A number inside an idiom (一体化) states nothing and is not counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from asreported.catalog.catalog import Catalog
from asreported.catalog.numerals import Reading, find_numbers, is_inside, spans_of
from asreported.catalog.problems import Problem


@dataclass(frozen=True)
class Account:
    """What became of the numbers of one city's article.

    ``left_out`` maps those under ``not_figures`` to the id of their reason. ``in_both`` holds
    those that are in a figure and under ``not_figures``, which cannot both be right; they
    count as ``in_figures``.
    """

    city: str
    in_figures: tuple[Reading, ...]
    left_out: Mapping[Reading, str]
    unaccounted: tuple[Reading, ...]
    in_both: tuple[Reading, ...]

    @property
    def found(self) -> int:
        """How many numbers the article holds."""
        return len(self.in_figures) + len(self.left_out) + len(self.unaccounted)

    @property
    def accounted(self) -> int:
        """How many of them are in a figure or left out with a reason."""
        return self.found - len(self.unaccounted)


def account(catalog: Catalog, city_id: str) -> Account:
    """Find the numbers of a city's article and what accounts for each.

    Raises KeyError for an unknown city.
    """
    city, article = catalog.cities[city_id], catalog.articles[city_id]
    passages = [catalog.passages[figure.id] for figure in city.figures]
    quoted = [(passage.start, passage.end) for passage in passages]
    reasons = [
        (span, entry.why) for entry in city.not_figures for span in spans_of(article, [entry.quote])
    ]
    in_figures, left_out, unaccounted, in_both = [], {}, [], []
    for reading in find_numbers(article, catalog.content.idioms):
        span = (reading.start, reading.end)
        why = next((why for where, why in reasons if is_inside(span, [where])), None)
        if is_inside(span, quoted):
            in_figures.append(reading)
            if why is not None:
                in_both.append(reading)
        elif why is not None:
            left_out[reading] = why
        else:
            unaccounted.append(reading)
    return Account(city_id, tuple(in_figures), left_out, tuple(unaccounted), tuple(in_both))


def accounting_problems(catalog: Catalog, folder: Path = Path()) -> list[Problem]:
    """List a problem for each number of all articles that is unaccounted for or in both places.

    ``folder`` is that of the catalog: files are named relative to the working directory.
    """
    problems = []
    for city_id, city in catalog.cities.items():
        article, result = catalog.articles[city_id], account(catalog, city_id)
        for readings, complaint in ((result.unaccounted, _UNACCOUNTED), (result.in_both, _IN_BOTH)):
            for reading in readings:
                line = article.count("\n", 0, reading.start) + 1
                around = clause_around(article, reading)
                message = f"“{reading.as_written}” in “{around}” {complaint}"
                problems.append(Problem(str(folder / city.source.file), line, city_id, message))
    return problems


_UNACCOUNTED = "is in no figure's quote and not under not_figures"
_IN_BOTH = "is in a figure's quote and under not_figures too: shorten that entry or take it out"


def clause_around(article: str, reading: Reading) -> str:
    """Return the words around a number up to the next punctuation or line break on both sides."""
    start, end = reading.start, reading.end
    while start > 0 and article[start - 1] not in _BREAKS:
        start -= 1
    while end < len(article) and article[end] not in _BREAKS:
        end += 1
    return article[start:end].strip()


_BREAKS = ",。;:、!?\n\r…—()\uff0c\uff1b\uff1a\uff01\uff1f\uff08\uff09"
