"""Limits of what is shown at once of a large catalog, each with its reason.

Nobody reads a page of a hundred thousand cells or a chart of a thousand bars, and a browser
hardly draws it. Each place shows the first items up to a limit and says how many more there
are; a button shows all, and files of data always hold all. The catalog of the five cities
stays within every limit. Limits of what a file may hold are in ``catalog/limits.py``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

#: Figures of a chart: about what a screen holds, and as many as the largest chart has today.
MAX_DRAWN = 12
#: Figures under one heading that are judged pair by pair, which makes 28 sentences; of 100
#: figures there would be 4,950.
MAX_PAIRED = 8
#: Names in a sentence, or articles under a picture: a longer list is read by nobody.
MAX_NAMED = 12
#: Columns of Side by side: with more, none is wide enough for a value and its period.
MAX_COLUMNS = 10
#: Rows of Side by side: more than the five cities have metrics.
MAX_ROWS = 100
#: Figures in the table of a metric on the site, or that one is judged beside on its page, which
#: has 300 kB at most.
MAX_TABLED = 150
#: Cells of Side by side on one page of the site; of more three quarters, for the map above the
#: first has most to say, and a page has 300 kB at most.
MAX_CELLS = 400
#: Metrics of the map that are drawn before the rest is folded: with more, none can be read in a
#: square picture.
MAX_MAPPED = 30
#: Figures of a city in a cell of Side by side.
MAX_IN_CELL = 3
#: Figures of a city on its page or report card: an A4 page holds no more in legible type.
MAX_OF_CITY = 100
#: Figures of other cities beside one of a city.
MAX_ELSEWHERE = 3
#: Rows of a codelist in the method, which is one page.
MAX_CODES = 300
#: Pairs of a metric that are tried as an example of a rule: their number grows with the square.
MAX_TRIED = 100
#: Cities in a row of buttons; more are a list to search.
MAX_BUTTONS = 8
#: Metrics whose charts go into one ZIP: their pictures take a second each.
MAX_ZIPPED = 200

T = TypeVar("T")


@dataclass(frozen=True)
class Excerpt(Generic[T]):
    """The first of many items, in their order, and how many more there are."""

    shown: tuple[T, ...]
    more: int = 0


def excerpt(items: Iterable[T], limit: int | None, cut_to: int | None = None) -> Excerpt[T]:
    """Return all items where they are no more than ``limit``, else the first ``cut_to``.

    A ``cut_to`` below the limit (its default) avoids an excerpt that leaves off only one or
    two. None for ``limit`` returns all.
    """
    every = tuple(items)
    if limit is None or len(every) <= limit:
        return Excerpt(every)
    shown = every[: limit if cut_to is None else cut_to]
    return Excerpt(shown, len(every) - len(shown))
