"""Accounts for every number of an article: in a figure's quote, left out with a reason, or loose.

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
    """What became of the numbers of one article.

    ``left_out`` maps each to its reason's id; ``twice`` holds those that are in a
    figure and left out as well, which cannot both be right.
    """

    city: str
    in_figures: tuple[Reading, ...]
    left_out: Mapping[Reading, str]
    loose: tuple[Reading, ...]
    twice: tuple[Reading, ...]

    @property
    def found(self) -> int:
        """How many numbers the article holds."""
        return len(self.in_figures) + len(self.left_out) + len(self.loose)

    @property
    def accounted(self) -> int:
        """How many of them are in a figure or left out with a reason."""
        return self.found - len(self.loose)


def account(catalog: Catalog, city_id: str) -> Account:
    """Account for the numbers of a city's article. Raises KeyError for an unknown city."""
    city, article = catalog.cities[city_id], catalog.articles[city_id]
    passages = [catalog.passages[figure.id] for figure in city.figures]
    quoted = [(passage.start, passage.end) for passage in passages]
    reasons = [
        (span, entry.why) for entry in city.not_figures for span in spans_of(article, [entry.quote])
    ]
    in_figures, left_out, loose, twice = [], {}, [], []
    for reading in find_numbers(article, catalog.content.idioms):
        span = (reading.start, reading.end)
        why = next((why for where, why in reasons if is_inside(span, [where])), None)
        if is_inside(span, quoted):
            in_figures.append(reading)
            if why is not None:
                twice.append(reading)
        elif why is not None:
            left_out[reading] = why
        else:
            loose.append(reading)
    return Account(city_id, tuple(in_figures), left_out, tuple(loose), tuple(twice))


def accounting_problems(catalog: Catalog, folder: Path = Path()) -> list[Problem]:
    """A problem for each number that is loose, or accounted for in two ways, with its line.

    ``folder`` is that of the catalog, to name an article from where the reader stands.
    """
    problems = []
    for city_id, city in catalog.cities.items():
        article = catalog.articles[city_id]
        made = account(catalog, city_id)
        for readings, fault in ((made.unaccounted, _LOOSE), (made.twice, _TWICE)):
            for reading in readings:
                line = article.count("\n", 0, reading.start) + 1
                around = clause_around(article, reading)
                message = f"“{reading.as_written}” in “{around}” {fault}"
                file = str(folder / city.source.file)
                problems.append(Problem(file, line, city_id, message))
    return problems


_LOOSE = "is in no figure's quote and not under not_figures"
_TWICE = "is in a figure's quote and under not_figures too: shorten that entry or take it out"


def clause_around(article: str, reading: Reading) -> str:
    """The shortest stretch between two marks of punctuation that holds the number."""
    start, end = reading.start, reading.end
    while start > 0 and article[start - 1] not in _BREAKS:
        start -= 1
    while end < len(article) and article[end] not in _BREAKS:
        end += 1
    return article[start:end].strip()


_BREAKS = ",。;:、!?\n\r…—()\uff0c\uff1b\uff1a\uff01\uff1f\uff08\uff09"
