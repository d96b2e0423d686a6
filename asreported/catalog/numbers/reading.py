"""What is read: an amount in a run of characters, and a reading at its place in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from asreported.catalog.model import Qualifier

#: Of private use, so that no text has it.
MASK = "\ue000"
#: A longer run is no number that anybody means, and would only cost time.
MAX_RUN = 100
PERCENT, PERCENTAGE_POINTS, TIMES = "percent", "percentage_points", "times"


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity from ``low`` to ``high``, both the same where it is one number.

    ``high`` is None where it is open (上百: a hundred and up). ``unit`` is one of the three
    above, or empty.
    """

    low: Decimal
    high: Decimal | None
    unit: str = ""
    qualifier: Qualifier = Qualifier.EXACT

    @classmethod
    def of(cls, value: Decimal | int, unit: str = "") -> Amount:
        """Build the amount that is one number."""
        return cls(Decimal(value), Decimal(value), unit)

    def times(self, factor: Decimal | int) -> Amount:
        """Return it so many times; a negative factor turns its ends round."""
        if factor == 1:
            return self
        ends = [None if end is None else end * factor for end in (self.low, self.high)]
        if factor < 0:
            ends.reverse()
        if ends[0] is None:  # nothing is written that falls without end
            raise ValueError("an open amount has no negative")
        return replace(self, low=ends[0], high=ends[1])

    def hedged(self, *hedges: Qualifier | None) -> Amount | None:
        """Return it with hedges from around it; None where they contradict each other."""
        if not any(hedges):  # most numbers have none
            return self
        qualifier: Qualifier | None = self.qualifier
        for hedge in hedges:
            if hedge is not None and qualifier is not None:
                qualifier = _both(qualifier, hedge)
        return None if qualifier is None else replace(self, qualifier=qualifier)


@dataclass(frozen=True, slots=True)
class Reading:
    """Something in a text that states a number. Positions count characters from 0.

    ``as_written`` is ``text[start:end]``. ``value`` is in base units (5万 is 50000), negative
    only where a sign is written; None for a range or a vague magnitude (七八起, 上百), which
    has ``low`` and ``high``, and ``high`` None where it is open. What looks like a number and
    was not understood whole has none of the three. ``unit`` is percent, percentage_points,
    times or empty. ``ordinal`` says that it is a place (第二), ``calendar`` that it is part of
    a date or time. ``measure`` is the word of time or storage that follows (分钟, TB), or empty.
    """

    as_written: str
    value: Decimal | None
    qualifier: Qualifier
    start: int
    end: int
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    ordinal: bool = False
    calendar: bool = False
    measure: str = ""

    @property
    def understood(self) -> bool:
        """Whether it is read whole, as a number, a range or a vague magnitude."""
        return self.value is not None or self.low is not None

    @property
    def vague(self) -> bool:
        """Whether it names a magnitude and no ends of its own: 上百, 几百, several hundred."""
        is_open = self.low is not None and self.high is None
        return is_open or (self.low is not None and bool(_MAGNITUDE.search(self.as_written)))


_MAGNITUDE = re.compile("[几幾数數]|several|few", re.IGNORECASE)


def reading_of(
    amount: Amount | None, text: str, start: int, end: int, measure: str = ""
) -> Reading:
    """Build the reading of ``text[start:end]``; without an amount one that is not understood."""
    written = text[start:end]
    if amount is None:
        return Reading(written, None, Qualifier.EXACT, start, end, measure=measure)
    single = amount.low == amount.high
    return Reading(
        written,
        _in_full(amount.low) if single else None,
        amount.qualifier,
        start,
        end,
        unit=amount.unit,
        low=None if single else _in_full(amount.low),
        high=None if single or amount.high is None else _in_full(amount.high),
        measure=measure,
    )


def _in_full(value: Decimal) -> Decimal:
    """Return a number without exponent and zeros behind its point, as messages show it."""
    return Decimal(f"{value.normalize():f}")


def spans_of(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Return start and end of each occurrence of each of the words in a text."""
    return [
        (match.start(), match.end())
        for word in words
        for match in re.finditer(re.escape(word), text)
    ]


def masked(plain: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text of the same length with a sign in the place of what is read already."""
    pieces, last = [], 0
    for start, end in sorted(spans):
        if end > last:
            start = max(start, last)
            pieces += [plain[last:start], MASK * (end - start)]
            last = end
    return "".join([*pieces, plain[last:]])


def part_of(parts: Decimal | None, whole: Decimal | None) -> Amount | None:
    """Return so many parts of a whole as a percentage; None where it has no end (a third)."""
    if parts is None or not whole or parts > whole or int(whole) != whole:
        return None
    percent = Fraction(parts) * 100 / Fraction(whole)
    if 10**9 % percent.denominator:
        return None
    return Amount.of(Decimal(percent.numerator) / percent.denominator, PERCENT)


def span_between(low: Amount | None, high: Amount | None) -> Amount | None:
    """Return the range from one number to a larger one in the same unit, or None."""
    if low is None or high is None or low.unit != high.unit:
        return None
    if low.low != low.high or high.low != high.high or low.low >= high.low:
        return None
    hedged = low.hedged(high.qualifier)
    return hedged and replace(hedged, high=high.high)


_OVER = {Qualifier.MORE_THAN, Qualifier.AT_LEAST}
_UNDER = {Qualifier.LESS_THAN, Qualifier.AT_MOST}


def _both(one: Qualifier, other: Qualifier) -> Qualifier | None:
    """Return what two hedges of one number say together: 超过20%以上 is at least."""
    hedges = {one, other} - {Qualifier.EXACT}
    if len(hedges) < 2:
        return hedges.pop() if hedges else Qualifier.EXACT
    if hedges == _OVER:
        return Qualifier.AT_LEAST
    if hedges == _UNDER:
        return Qualifier.AT_MOST
    # "About twenty-odd" is about; "about at most" and "over, under" say nothing certain.
    if Qualifier.ABOUT in hedges and not hedges & _UNDER:
        return Qualifier.ABOUT
    return None
