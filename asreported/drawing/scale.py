"""The value axis of a panel: its ends, its ticks, and where values find room."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from asreported.catalog.model import Kind, Metric, Unit
from asreported.drawing import style
from asreported.drawing.canvas import NOTE_SIZE
from asreported.drawing.marks import BAR, REACH, Mark
from asreported.words.labels import Labels


@dataclass(frozen=True)
class Scale:
    """The value axis: its ends and ticks, chosen so that values beside short bars have room."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    plot_width: float

    @classmethod
    def of(
        cls, marks: Sequence[Mark], metric: Metric, labels: Labels, plot_width: float, unit: str
    ) -> Scale:
        """The scale that all of a panel's marks share; a share lives on 0 to 100.

        ``unit`` is what its values count, in words; empty where the ticks say it.
        """
        if metric.kind is Kind.RANK:
            return cls(-BAR / 2 / plot_width, 1, (), plot_width)
        values = [mark.value for mark in marks]
        low, high = min([0, *values]), max([0, *values])
        if metric.kind is Kind.SHARE:
            high = 100
        if low == high:  # nothing but zeros
            high = 1
        widths = [mark.words_width + mark.reach for mark in marks]
        spare = (max(widths, default=0) + 30) / plot_width
        first, last = _with_room(marks, low, high, spare)
        if any(mark.reach for mark in marks):
            edge = REACH / plot_width * (last - first)
            first, last = first - edge * (first < 0), last + edge * (last > 0)
        pixels = plot_width / (last - first)
        whole = metric.unit is Unit.EACH and not any(mark.derived for mark in marks)
        ticks = _labelled_ticks(low, high, metric, labels, pixels, unit, whole=whole)
        return cls(first, last, ticks, plot_width)

    def holds(self, mark: Mark) -> bool:
        """Whether a mark's words fit inside it. On a hatch they could not be read."""
        if mark.kind is Kind.RANK or mark.derived:
            return False
        length = abs(mark.value) / (self.high - self.low) * self.plot_width
        return mark.words_width + 22 <= length

    def place(self, mark: Mark) -> float:
        """Where on the axis a mark ends; a rank has no length and stands at the start."""
        return 0 if mark.kind is Kind.RANK else mark.value

    def pixel(self, value: float) -> float:
        """How far from the plot's left edge a value lies."""
        return (value - self.low) / (self.high - self.low) * self.plot_width


def _with_room(marks: Sequence[Mark], low: float, high: float, spare: float) -> tuple[float, float]:
    """The ends moved apart, so that a value beside a short bar stays on the plot.

    ``spare`` is the room that a value takes, as a part of the plot's width.
    """
    span = high - low
    for mark in marks:
        if mark.derived:  # its words always stand beside it
            spared = spare * span / max(0.2, 1 - spare)
            low = min(low, mark.value - spared) if mark.value < 0 else low
            high = max(high, mark.value + spared) if mark.value >= 0 else high
        elif mark.value < 0 and -mark.value / span < spare:
            low = min(low, mark.value - spare * span)
        elif mark.value >= 0 and mark.value / span < spare:
            high = max(high, mark.value + spare * span)
    return low, high


def _labelled_ticks(
    low: float,
    high: float,
    metric: Metric,
    labels: Labels,
    pixels: float,
    unit: str,
    *,
    whole: bool,
) -> tuple[tuple[float, str], ...]:
    """As many ticks as their words leave room for, five at the most between the ends.

    ``pixels`` is how many a step of one takes.
    """
    # A scale of minutes counts in minutes, though its values are seconds.
    grain = 60 if metric.unit is Unit.SECOND and high >= 120 else 1
    for most in (5, 3, 2, 1):
        steps = [grain * step for step in round_steps(low / grain, high / grain, most)]
        if whole:  # there is no half of a case
            steps = [step for step in steps if step == int(step)]
        ticks = tuple((step, _tick_words(step, metric, labels, unit)) for step in steps)
        if _apart(ticks, pixels):
            return ticks
    return ticks[:1]


def _apart(ticks: Sequence[tuple[float, str]], pixels: float) -> bool:
    """Whether the words of ticks leave room between them.

    Words of zero may stand to its right, and those of the last tick to its left.
    """
    for (start, before), (end, after) in pairwise(ticks):
        left = style.text_width(before, NOTE_SIZE) * (1 if start == 0 else 0.5)
        right = style.text_width(after, NOTE_SIZE) * (1 if end == ticks[-1][0] else 0.5)
        if left + right + 12 > (end - start) * pixels:
            return False
    return True


def _tick_words(value: float, metric: Metric, labels: Labels, unit: str) -> str:
    """A value as the axis writes it; zero names the unit, once for all."""
    words = labels.axis_value(value, metric)
    return labels.t("{number} {unit}", number=words, unit=unit) if unit and not value else words


def round_steps(low: float, high: float, most: int) -> list[float]:
    """Round values from ``low`` to ``high``, ``most`` steps apart at the most, zero among them."""
    span = high - low
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next(p for f in (1, 2, 2.5, 5, 10, 20) if span / (p := power * f) <= most)
    first, last = math.ceil(low / step), math.floor(high / step)
    return [round(i * step, 10) for i in range(first, last + 1)]
