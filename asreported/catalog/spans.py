"""Spans of a text: which of many lie around a place, in time that does not grow with both."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

#: Start and end of a stretch of a text, in characters from 0.
Span = tuple[int, int]
T = TypeVar("T")


class Cover(Generic[T]):
    """Stretches of a text, each with something to tell of it.

    An article of a long book holds a hundred thousand numbers, and an entry that leaves one out
    may stand in it as often: held against each other one by one they took minutes.
    """

    def __init__(self, spans: Iterable[tuple[Span, T]]) -> None:
        ordered = sorted(spans, key=lambda item: item[0])
        self._starts = [start for (start, _), _ in ordered]
        # Of all that start so far, the one that reaches farthest.
        self._widest: list[tuple[Span, T]] = list(accumulate(ordered, _wider))

    def around(self, span: Span) -> T | None:
        """Return what is told of a stretch that wholly holds ``span``; None where none does."""
        at = bisect_right(self._starts, span[0]) - 1
        if at < 0:
            return None
        (_, end), told = self._widest[at]
        return told if span[1] <= end else None


def _wider(one: tuple[Span, T], other: tuple[Span, T]) -> tuple[Span, T]:
    return other if other[0][1] > one[0][1] else one


class Lines:
    """The lines of a text, to ask on which of them a place is."""

    def __init__(self, text: str) -> None:
        self._breaks = [at for at, character in enumerate(text) if character == "\n"]

    def number(self, position: int) -> int:
        """Return the number, from 1, of the line that a position lies on."""
        return bisect_right(self._breaks, position - 1) + 1
