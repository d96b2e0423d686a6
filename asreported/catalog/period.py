"""The period that a figure covers: a span of time, a moment, or "not stated".

It is written in ``metrics.yaml`` in one of these forms. Dates and intervals are those of
ISO 8601, to the precision that the article gives; ``..`` for an open end is that of
ISO 8601-2 (EDTF).

=====================  =====================================================
``2019``               the calendar year; likewise ``2019-10``, ``2021-02-10``
``2022-01/2022-07``    from the first to the last, both included
``../2022-08-10``      up to the end; the article names no start
``2019/..``            from the start on; the article names no end
``P3Y/2022-08``        three years (``P6M``: six months) up to the end
``as of 2024-08-07``   a level or stock at that moment
``not_stated``         the article does not say
=====================  =====================================================
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, NamedTuple

from asreported.catalog.limits import FIRST_YEAR, LAST_YEAR, MAX_MONTHS

NOT_STATED = "not_stated"

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_LENGTH = re.compile(r"P(\d{1,9})([YM])")


class Length(NamedTuple):
    """How long a period is: in whole months, or in days where it has no whole months."""

    number: int
    unit: Literal["months", "days"]


@dataclass(frozen=True)
class PartialDate:
    """A year, a month of a year, or a day: no more than the article says."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``2022``, ``2022-08`` or ``2022-08-10``.

        Raises ValueError for anything else, and for days that are not in the calendar.
        """
        match = _DATE.fullmatch(text)
        if match is None:
            raise ValueError(f"'{text}' is no date: write 2022, 2022-08 or 2022-08-10")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        try:
            date(year, month or 1, day or 1)
        except ValueError:
            raise ValueError(f"'{text}' is not in the calendar") from None
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(f"'{text}': a year is one from {FIRST_YEAR} to {LAST_YEAR}")
        return cls(year, month, day)

    @cached_property
    def first_day(self) -> date:
        """The earliest day this may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @cached_property
    def last_day(self) -> date:
        """The latest day this may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return self.first_day.isoformat()[: 10 if self.day else 7 if self.month else 4]


@dataclass(frozen=True)
class Period:
    """A span of time, a moment (``as_of``), or neither where the article states none.

    ``start`` or ``end`` is None where the article names none; ``months`` is the
    length where the article gives one in place of a start.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None
    months: int | None = None
    as_of: bool = False

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read one of the forms in this module's docstring. Raises ValueError for any other."""
        if text == NOT_STATED:
            return cls()
        if text.startswith("as of "):
            moment = PartialDate.parse(text.removeprefix("as of "))
            return cls(moment, moment, as_of=True)
        if "/" not in text:
            span = PartialDate.parse(text)
            return cls(span, span)
        head, tail = text.split("/", 1)
        if tail == "..":
            return cls(start=PartialDate.parse(head))
        end = PartialDate.parse(tail)
        if head == "..":
            return cls(end=end)
        if length := _LENGTH.fullmatch(head):
            months = int(length[1]) * (12 if length[2] == "Y" else 1)
            if not 0 < months <= MAX_MONTHS:
                raise ValueError(
                    f"'{text}': a length is one from a month to {MAX_MONTHS // 12} years"
                )
            return cls(end=end, months=months)
        start = PartialDate.parse(head)
        if start.first_day > end.last_day:
            raise ValueError(f"'{text}' ends before it starts")
        return cls(start, end)

    @property
    def stated(self) -> bool:
        """Whether the article says anything about the period."""
        return self.start is not None or self.end is not None

    @property
    def is_moment(self) -> bool:
        """Whether it is a moment, or a single day."""
        one_day = self.start is not None and self.start == self.end and self.start.day is not None
        return self.as_of or one_day

    @cached_property
    def first_day(self) -> date | None:
        """The earliest day that it may cover; None where neither start nor length is known."""
        if self.start is not None:
            return self.start.first_day
        if self.months is None or self.end is None:
            return None
        after = self.end.last_day + timedelta(days=1)
        year, month = divmod(after.year * 12 + after.month - 1 - self.months, 12)
        return date(year, month + 1, min(after.day, monthrange(year, month + 1)[1]))

    @cached_property
    def last_day(self) -> date | None:
        """The latest day that it may cover; None where no end is known."""
        return None if self.end is None else self.end.last_day

    @property
    def order(self) -> tuple[date, date]:
        """Where it stands in order of time: by its end, or else its start; what has none last."""
        return self.last_day or self.first_day or date.max, self.first_day or date.min

    @cached_property
    def length(self) -> Length | None:
        """How long it is; None for a moment, or where start or end is unknown."""
        first, last = self.first_day, self.last_day
        if self.as_of or first is None or last is None:
            return None
        if self.months is not None:
            return Length(self.months, "months")
        after = last + timedelta(days=1)
        if first.day == after.day:
            return Length((after.year - first.year) * 12 + after.month - first.month, "months")
        return Length((after - first).days, "days")

    @property
    def years(self) -> tuple[int | None, int | None]:
        """The first and last calendar year that it covers in part; None for one not known."""
        first, last = self.first_day, self.last_day
        return first.year if first else None, last.year if last else None

    def __str__(self) -> str:
        if self.end is None:
            return f"{self.start}/.." if self.start else NOT_STATED
        if self.as_of:
            return f"as of {self.end}"
        if self.months is not None:
            length = f"P{self.months // 12}Y" if self.months % 12 == 0 else f"P{self.months}M"
            return f"{length}/{self.end}"
        if self.start is None:
            return f"../{self.end}"
        return str(self.end) if self.start == self.end else f"{self.start}/{self.end}"
