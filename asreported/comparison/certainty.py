"""Decides whether it may be said which of two figures is larger, and whether it is certain.

A printed number stands for the interval that its digits and its qualifier allow: 5万 for 45,000
to 55,000, 20.77% for 20.765 to 20.775, "more than 80%" for all above 80. Where nothing but
rounding and hedges stands between two figures, one is larger for certain if its whole interval
is; else it is open. With any other caveat no order is given at all.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import Direction, Kind, Qualifier, ReportedFigure
from asreported.comparison.verdicts import Aspect, Basis, judge

_ARABIC = re.compile(r"(\d+)(?:\.(\d+))?")
_CHINESE = re.compile("[零〇一二两三四五六七八九十百千万亿]")
#: The whole of a share: none is larger, and nothing falls by more.
_WHOLE = 100.0


@dataclass(frozen=True)
class Interval:
    """All values that a printed number may stand for, from ``low`` to ``high``."""

    low: float
    high: float

    def is_above(self, other: Interval) -> bool:
        """Return whether each of its values is larger than each of another's."""
        return self.low > other.high


@dataclass(frozen=True)
class Order:
    """Which of two figures is larger; ``larger`` is None where that is open."""

    larger: ReportedFigure | None


def order_of(
    catalog: Catalog, basis: Basis, one: ReportedFigure, other: ReportedFigure
) -> Order | None:
    """Return which of two cities' figures is larger; None where no order may be given at all.

    Of changes the sizes are compared: of two falls, the larger fall. A rise and a fall have no
    order, nor have ranks, which are places in unlike lists, nor rates, which are worked out.
    """
    if one.city == other.city or basis.rates or catalog.metrics[one.metric].kind is Kind.RANK:
        return None
    if any(reason.aspect is not Aspect.QUALIFIER for reason in judge(basis, [one, other]).reasons):
        return None
    if catalog.metrics[one.metric].kind is Kind.CHANGE and direction_of([one, other]) is None:
        return None
    first, second = interval_of(catalog, one), interval_of(catalog, other)
    if first.is_above(second):
        return Order(one)
    return Order(other if second.is_above(first) else None)


def direction_of(figures: Iterable[ReportedFigure]) -> Direction | None:
    """Return whether all figures, which are changes, fall or all rise; None where neither."""
    ends = [end for figure in figures for end in figure.ends]
    if max(ends) < 0:
        return Direction.DOWN
    return Direction.UP if min(ends) > 0 else None


def interval_of(catalog: Catalog, figure: ReportedFigure) -> Interval:
    """Return the sizes that a figure may stand for: of a change without its sign.

    A range stands for all from the one end to the other, each of them rounded.
    """
    kind = catalog.metrics[figure.metric].kind
    falls = kind is Kind.CHANGE and direction_of([figure]) is Direction.DOWN
    most = _WHOLE if kind is Kind.SHARE or falls else math.inf
    sizes = sorted(float(abs(end)) for end in figure.ends)
    written = catalog.passages[figure.id].as_written
    low, high = (
        _BOUNDS[figure.qualifier](size, rounding_step(written, size) / 2) for size in sizes
    )
    return Interval(max(0.0, low[0]), min(most, high[1]))


def rounding_step(as_written: str, size: float) -> float:
    """Return the step to which a number is rounded, as far as its digits tell.

    The last digit counts, of a percentage with its zeros. Any other whole number that ends in
    zeros may be rounded to its last other digit. A word without a numeral (all, none) is exact
    where it stands for all or nothing; else it says too little, and the step is infinite.
    """
    text = unicodedata.normalize("NFKC", as_written).replace(",", "")
    printed = _ARABIC.search(text)
    if printed is None:
        if _CHINESE.search(text):
            return 10.0 ** _zeros(size)
        return 0.0 if size in (0, _WHOLE) else math.inf
    whole, decimals = printed[1], printed[2] or ""
    mantissa = float(printed[0])
    unit = size / mantissa if mantissa else 1.0  # 万, or seconds of a minute
    rounded = 0 if decimals or "%" in text else _zeros(float(whole))
    return float(unit * 10.0 ** (rounded - len(decimals)))


def _zeros(number: float) -> int:
    """Return how many zeros a whole number ends in."""
    digits = str(int(number))
    return len(digits) - len(digits.rstrip("0")) if number and number == int(number) else 0


#: From the size that is printed and half its step: what a number with each qualifier may be.
#: How far "about" reaches no article says.
_BOUNDS: Mapping[Qualifier, Callable[[float, float], tuple[float, float]]] = {
    Qualifier.EXACT: lambda size, half: (size - half, size + half),
    Qualifier.ABOUT: lambda size, half: (-math.inf, math.inf),
    Qualifier.MORE_THAN: lambda size, half: (size, math.inf),
    Qualifier.AT_LEAST: lambda size, half: (size, math.inf),
    Qualifier.LESS_THAN: lambda size, half: (-math.inf, size),
    Qualifier.AT_MOST: lambda size, half: (-math.inf, size),
}
