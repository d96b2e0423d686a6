"""The value axis of a panel: its ends, its ticks, and where values find room."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from asreported.catalog.model import Kind, Metric, Unit
from asreported.drawing.marks import REACH, Mark
from asreported.drawing.style import NOTE
from asreported.drawing.text_layout import text_width
from asreported.words.labels import Labels

Ticks = tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Scale:
    """A value axis from ``low`` to ``high`` over ``plot_width`` pixels.

    Each tick is a value with its label. The ends lie so far out that a value beside a
    short bar has room.
    """

    low: float
    high: float
    ticks: Ticks
    plot_width: float

    @classmethod
    def of(
        cls, marks: Sequence[Mark], metric: Metric, labels: Labels, plot_width: float, unit: str
    ) -> Scale:
        """Choose the scale that all marks of a panel share; that of a share holds 0 to 100.

        ``unit`` is what the values count, in words (empty: each tick's label says it).
        """
        values = [end for mark in marks for end in mark.ends]
        low, high = min([0, *values]), max([0, *values])
        if metric.kind is Kind.SHARE:
            high = 100
        if low == high:  # nothing but zeros
            high = 1
        axis_low, axis_high = _with_room(marks, low, high, plot_width)
        pixels = plot_width / (axis_high - axis_low)
        # A scale of minutes counts in minutes, though its values are seconds.
        grain = 60 if metric.unit is Unit.SECOND and high >= 120 else 1
        # There is no half of a case.
        whole = metric.unit is Unit.EACH and not any(mark.derived for mark in marks)
        for most in (5, 3, 2, 1):
            steps = _round_values(low, high, most, grain, whole=whole)
            ticks = tuple((value, _tick_label(value, metric, labels, unit)) for value in steps)
            if _are_apart(ticks, pixels):
                break
        else:
            ticks = ticks[:1]
        return cls(axis_low, axis_high, ticks, plot_width)

    def holds(self, mark: Mark) -> bool:
        """Return whether a mark's words fit inside it. On a hatch they could not be read."""
        if mark.derived:
            return False
        length = abs(mark.x) / (self.high - self.low) * self.plot_width
        return mark.words_width + 22 <= length

    def pixel(self, value: float) -> float:
        """Return how many pixels from the plot's left edge a value lies."""
        return (value - self.low) / (self.high - self.low) * self.plot_width


def _with_room(
    marks: Sequence[Mark], low: float, high: float, plot_width: float
) -> tuple[float, float]:
    """Move the ends of an axis apart, so that a value beside a short bar stays on the plot."""
    widest = max((mark.words_width + mark.reach for mark in marks), default=0)
    room = (widest + 30) / plot_width  # of a value, as a part of the plot's width
    span = high - low
    for mark in marks:
        if mark.derived:  # its words always stand beside it
            needed = room * span / max(0.2, 1 - room)
        elif abs(mark.x) / span < room:
            needed = room * span
        else:
            continue
        if mark.value < 0:
            low = min(low, mark.value - needed)
        else:
            high = max(high, mark.value + needed)
    if any(mark.reach for mark in marks):
        reach = REACH / plot_width * (high - low)
        low, high = low - reach * (low < 0), high + reach * (high > 0)
    return low, high


def _are_apart(ticks: Ticks, pixels: float) -> bool:
    """Return whether the labels of ticks leave room between them.

    The label of zero may stand to its right, and that of the last tick to its left.
    """
    for (start, before), (end, after) in pairwise(ticks):
        left = text_width(before, NOTE.size) * (1 if start == 0 else 0.5)
        right = text_width(after, NOTE.size) * (1 if end == ticks[-1][0] else 0.5)
        if left + right + 12 > (end - start) * pixels:
            return False
    return True


def _tick_label(value: float, metric: Metric, labels: Labels, unit: str) -> str:
    """Write a value for the axis; only zero names the unit."""
    number = labels.axis_value(value, metric)
    return labels.t("{number} {unit}", number=number, unit=unit) if unit and not value else number


def _round_values(low: float, high: float, most: int, grain: int, *, whole: bool) -> list[float]:
    """List round values from ``low`` to ``high``, with zero, in at most ``most`` steps.

    They are round in multiples of ``grain``; ``whole`` leaves out fractions.
    """
    low, high = low / grain, high / grain
    span = high - low
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next(p for f in (1, 2, 2.5, 5, 10, 20) if span / (p := power * f) <= most)
    first, last = math.ceil(low / step), math.floor(high / step)
    values = [grain * round(i * step, 10) for i in range(first, last + 1)]
    return [value for value in values if not whole or value == int(value)]
