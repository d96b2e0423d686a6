"""How much of a large catalog is shown at once: the first of many, and how many more there are.

A page that draws a hundred thousand cells, or a chart of a thousand bars, is read by
nobody. Each place shows its first so many and says how many more there are; a button
shows all, and files of data always hold all. The five cities stay below all limits.
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
#: Rows of Side by side.
MAX_ROWS = 100
#: Figures of a city in a cell of Side by side.
MAX_IN_CELL = 3
#: Figures of a city on its page or report card: an A4 page holds no more in type that can
#: be read.
MAX_OF_CITY = 100
#: Figures of other cities beside one of a city.
MAX_ELSEWHERE = 3
#: Rows of a codelist in the method.
MAX_CODES = 300
#: Pairs of a metric that are tried as an example of a rule.
MAX_TRIED = 100
#: Cities in a row of buttons; more are a list to search.
MAX_BUTTONS = 8
#: Metrics whose charts go into one ZIP: their pictures take a second each.
MAX_ZIPPED = 200

T = TypeVar("T")


@dataclass(frozen=True)
class Excerpt(Generic[T]):
    """The first of many things, in their order, and how many more there are."""

    shown: tuple[T, ...]
    more: int = 0


def excerpt(things: Iterable[T], most: int | None, few: int | None = None) -> Excerpt[T]:
    """Return all of at most ``most`` things, and the first ``few`` of more (default: ``most``).

    Fewer than may be shown are shown of more, where it would be odd to leave off one or
    two. None for ``most`` shows all.
    """
    every = tuple(things)
    if most is None or len(every) <= most:
        return Excerpt(every)
    shown = every[: most if few is None else few]
    return Excerpt(shown, len(every) - len(shown))
