"""The value axis of a chart: its ends, its ticks, and where values find room."""

from __future__ import annotations

import math
from dataclasses import dataclass

from asreported import style
from asreported.model import Kind, Metric, Qualifier, ReportedFigure, Unit
from asreported.sentences import Sentences
from asreported.sheet import NOTE_SIZE

#: Height of a bar, and length of the pointed end of one that goes on, in pixels.
BAR = 24
POINT = 11

#: Hedges of a number that may be larger: their bars end open.
OPEN_ENDED = {Qualifier.MORE_THAN, Qualifier.AT_LEAST}


@dataclass(frozen=True)
class Scale:
    """The value axis: its ends and ticks, chosen so that values beside short bars have room."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    plot_width: float
    kind: Kind

    @classmethod
    def of(
        cls, figures: tuple[ReportedFigure, ...], metric: Metric, say: Sentences, plot_width: float
    ) -> Scale:
        """The scale that all of a metric's figures share; a share lives on 0 to 100."""
        if metric.kind is Kind.RANK:
            return cls(-BAR / 2 / plot_width, 1, (), plot_width, metric.kind)
        values = [figure.value for figure in figures]
        low, high = min([0, *values]), max([0, *values])
        if metric.kind is Kind.SHARE:
            high = 100
        if low == high:  # nothing but zeros
            high = 1
        ticks = _labelled_ticks(low, high, metric, say, plot_width)
        widths = [style.text_width(say.value(figure), 14, bold=True) for figure in figures]
        low, high = _with_room(figures, low, high, (max(widths, default=0) + 30) / plot_width)
        if any(figure.qualifier in OPEN_ENDED for figure in figures):
            edge = POINT / plot_width * (high - low)
            low, high = (low - edge if low < 0 else low), (high + edge if high > 0 else high)
        return cls(low, high, ticks, plot_width, metric.kind)

    def holds(self, figure: ReportedFigure, words: str) -> bool:
        """Whether the words fit inside the figure's bar."""
        if self.kind is Kind.RANK:
            return False
        length = abs(figure.value) / (self.high - self.low) * self.plot_width
        return style.text_width(words, 14, bold=True) + 22 <= length

    def mark(self, figure: ReportedFigure) -> float:
        """Where on the axis a figure's value is written."""
        return 0 if self.kind is Kind.RANK else figure.value

    def pixel(self, value: float) -> float:
        """How far from the plot's left edge a value lies."""
        return (value - self.low) / (self.high - self.low) * self.plot_width


def _with_room(
    figures: tuple[ReportedFigure, ...], low: float, high: float, spare: float
) -> tuple[float, float]:
    """The ends moved apart, so that a value beside a short bar stays on the plot.

    ``spare`` is the room that a value takes, as a part of the plot's width.
    """
    span = high - low
    for figure in figures:
        if figure.value < 0 and -figure.value / span < spare:
            low = min(low, figure.value - spare * span)
        elif figure.value >= 0 and figure.value / span < spare:
            high = max(high, figure.value + spare * span)
    return low, high


def _labelled_ticks(
    low: float, high: float, metric: Metric, say: Sentences, plot_width: float
) -> tuple[tuple[float, str], ...]:
    """As many ticks as their words leave room for, five at the most between the ends."""
    # A scale of minutes counts in minutes, though its values are seconds.
    grain = 60 if metric.unit is Unit.SECOND and high >= 120 else 1
    for most in (5, 3, 2):
        steps = [grain * step for step in _ticks(low / grain, high / grain, most)]
        if metric.unit is Unit.EACH:  # there is no half of a case
            steps = [step for step in steps if step == int(step)]
        ticks = tuple((step, say.axis_value(step, metric)) for step in steps)
        if sum(style.text_width(words, NOTE_SIZE) + 16 for _, words in ticks) <= plot_width:
            return ticks
    return ticks


def _ticks(low: float, high: float, most: int) -> list[float]:
    """Round values from ``low`` to ``high``, ``most`` steps apart at the most, zero among them."""
    span = high - low
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next(p for f in (1, 2, 2.5, 5, 10, 20) if span / (p := power * f) <= most)
    first, last = math.ceil(low / step), math.floor(high / step)
    return [round(i * step, 10) for i in range(first, last + 1)]
