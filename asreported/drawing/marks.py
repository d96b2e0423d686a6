"""The mark of a figure: how long it is, how it ends, how it is filled.

A flat end is an exact number. Any other end says that the number is not exact:
pointed for more than and at least, notched for less than and at most, round for
about. An outline says that something beside the mark is inferred; a hatch that
the value is worked out by us.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from asreported.catalog.model import Kind, Qualifier, ReportedFigure
from asreported.comparison.compare import Comparison
from asreported.drawing import style
from asreported.drawing.canvas import escape_plotly
from asreported.drawing.text_layout import text_width, wrap
from asreported.translatable import N_
from asreported.words.bidi import isolated
from asreported.words.captions import Captions
from asreported.words.labels import Labels

#: Height of a bar in pixels, and how far a pointed or round end reaches beyond the value.
BAR = 24
REACH = 11
#: Width of a mark in the key, in pixels.
KEY_WIDTH = 30

#: Opacity of the fill of an outlined mark.
_TINT = 0.2
#: Greatest width in pixels of the text that opens when a mark is pointed at.
_HOVER_WIDTH = 320
#: Quotation marks within quotation marks.
_INNER = str.maketrans("“”", "‘’")


class Sign(StrEnum):
    """A property that a mark shows besides its value, in the order of the key."""

    POINTED = "pointed"
    NOTCHED = "notched"
    ROUND = "round"
    OUTLINED = "outlined"
    HATCHED = "hatched"
    RANGE = "range"


MEANINGS = {
    Sign.POINTED: N_("more than, or at least"),
    Sign.NOTCHED: N_("less than, or at most"),
    Sign.ROUND: N_("about"),
    Sign.OUTLINED: N_("something said beside it is inferred, not stated"),
    Sign.HATCHED: N_("worked out by us, not reported"),
    Sign.RANGE: N_("a range, from its one end to the other"),
}
_ENDS = {
    Qualifier.MORE_THAN: Sign.POINTED,
    Qualifier.AT_LEAST: Sign.POINTED,
    Qualifier.LESS_THAN: Sign.NOTCHED,
    Qualifier.AT_MOST: Sign.NOTCHED,
    Qualifier.ABOUT: Sign.ROUND,
}


@dataclass(frozen=True)
class Mark:
    """A figure as it is drawn.

    ``ends`` are in the metric's base unit, or the rate worked out where it is ``derived``;
    ``words`` stand on it, ``hover`` opens when it is pointed at, in Plotly's markup; ``name``
    tells it from others to who cannot see it.
    """

    figure: ReportedFigure
    kind: Kind
    ends: tuple[float, float]
    words: str
    hover: str
    colour: str
    name: str
    derived: bool = False

    @classmethod
    def of(
        cls, captions: Captions, comparison: Comparison, figure: ReportedFigure, colour: str
    ) -> Mark:
        """Make the mark of a figure of a comparison, in its city's ``#rrggbb`` colour."""
        words = captions.value(comparison, figure)
        return cls(
            figure,
            captions.labels.catalog.metrics[figure.metric].kind,
            comparison.ends_of(figure),
            words,
            _hover(captions.labels, figure),
            colour,
            f"{captions.labels.city(figure.city)} {words}",
            derived=figure.id in comparison.derived,
        )

    @property
    def value(self) -> float:
        """Where it ends on the value axis: of a range the end that is farther from zero."""
        low, high = self.ends
        return low if abs(low) > abs(high) else high

    @property
    def base(self) -> float:
        """Where it begins on the value axis: at zero, and a range at its other end."""
        return sum(self.ends) - self.value if self.figure.is_range else 0

    @property
    def end(self) -> Sign | None:
        """How its end is drawn; None where flat."""
        return _ENDS.get(self.figure.qualifier)

    @property
    def outlined(self) -> bool:
        """Whether something about the figure is inferred."""
        return bool(self.figure.inferred)

    @property
    def signs(self) -> set[Sign]:
        """What the key must explain of it."""
        flags = {
            Sign.OUTLINED: self.outlined,
            Sign.HATCHED: self.derived,
            Sign.RANGE: self.figure.is_range,
        }
        return {sign for sign, here in flags.items() if here} | ({self.end} if self.end else set())

    @property
    def x(self) -> float:
        """How far it reaches from its base."""
        return self.value - self.base

    @property
    def direction(self) -> int:
        """-1 for a bar that runs to the left, else 1."""
        return -1 if self.value < 0 else 1

    @property
    def reach(self) -> int:
        """How many pixels its end reaches beyond the value."""
        return REACH if self.end in (Sign.POINTED, Sign.ROUND) else 0

    @property
    def fill(self) -> str:
        """The colour inside."""
        return style.translucent(self.colour, _TINT) if self.outlined else self.colour

    @property
    def words_width(self) -> float:
        """About how many pixels its words take."""
        return text_width(self.words, style.VALUE.size, bold=True)

    @property
    def ink(self) -> str:
        """The colour of words inside the mark."""
        return style.INK if self.outlined else style.text_on(self.colour)


def _hover(labels: Labels, figure: ReportedFigure) -> str:
    """Return a figure's quote, gloss and source as Plotly's markup.

    The gloss is left out in a language whose readers read the quote itself.
    """
    paragraphs = [(f"“{isolated(figure.quote.translate(_INNER))}”", 8)]
    if labels.needs_gloss(figure):
        paragraphs.append((isolated(figure.gloss), 8))
    paragraphs.append((labels.source(figure.article), 4))
    return "<br>".join(
        escape_plotly(line)
        for text, max_lines in paragraphs
        for line in wrap(text, style.HOVER.size, _HOVER_WIDTH, max_lines=max_lines)
    )


def marker_of(marks: Sequence[Mark]) -> dict[str, Any]:
    """Return Plotly's ``marker`` for bars or points: fill and outline of each, hatch of a rate."""
    marker: dict[str, Any] = {
        "color": [mark.fill for mark in marks],
        "line": {
            "color": [mark.colour for mark in marks],
            "width": [1.5 if mark.outlined else 0 for mark in marks],
        },
    }
    if any(mark.derived for mark in marks):
        marker["pattern"] = {
            "shape": ["/" if mark.derived else "" for mark in marks],
            "fgcolor": [mark.colour if mark.outlined else style.PAPER for mark in marks],
            "fgopacity": 0.8,
            "fillmode": "overlay",
            "size": 7,
            "solidity": 0.25,
        }
    return marker


def end_shape(mark: Mark, y: float, height: float) -> dict[str, Any]:
    """Return the end of a bar as a Plotly shape beyond its value, or within it if notched.

    ``y`` is on the panel's axis, ``height`` that of the bar in pixels.
    """
    notched = mark.end is Sign.NOTCHED
    return {
        "type": "path",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": mark.value,
        "yanchor": y,
        "path": _end_path(mark.end, mark.direction, height / 2),
        "fillcolor": style.PAPER if notched else mark.fill,
        "line": {"color": mark.colour, "width": 1.5 if mark.outlined and not notched else 0},
        "layer": "above",
    }


def _end_path(end: Sign | None, direction: int, half: float) -> str:
    """Return the SVG path of an end, from the middle of the flat one; ``half`` a bar's height."""
    if end is Sign.ROUND:
        control = direction * REACH * 4 / 3
        return f"M0,{-half} C{control},{-half} {control},{half} 0,{half} Z"
    tip = direction * (REACH if end is Sign.POINTED else -REACH * 0.8)
    return f"M0,{-half} L{tip},0 L0,{half} Z"


def key_shape(sign: Sign, x: float, y: float) -> dict[str, Any]:
    """Return the Plotly shape that stands for a sign in the key.

    Its middle line starts at ``x``, ``y``: pixels from the top left corner of the plot, y
    upwards.
    """
    begin, end, half = x, x + KEY_WIDTH - REACH, 5
    outline, fill = style.translucent(style.MUTED, 0), style.MUTED
    if sign in (Sign.OUTLINED, Sign.HATCHED):
        end, outline, fill = x + KEY_WIDTH, style.MUTED, style.translucent(style.MUTED, _TINT)
    if sign is Sign.RANGE:
        begin, end, outline = x + KEY_WIDTH / 2, x + KEY_WIDTH, style.MUTED
    closing = {
        Sign.POINTED: f"L{end + REACH},{y}",
        Sign.NOTCHED: f"L{end - REACH * 0.8},{y}",
        Sign.ROUND: f"C{end + REACH},{y - half} {end + REACH},{y + half} {end},{y + half}",
    }.get(sign, "")
    path = (
        f"M{begin},{y - half} L{end},{y - half} {closing} L{end},{y + half} L{begin},{y + half} Z"
    )
    if sign is Sign.RANGE:  # it stands away from the line of zero
        path += f" M{x},{y - half - 2} L{x},{y + half + 2}"
    if sign is Sign.HATCHED:
        fill = style.translucent(style.MUTED, 0)
        path += "".join(
            f" M{x + i},{y - half} L{x + i + 2 * half},{y + half}"
            for i in range(0, KEY_WIDTH - 2 * half + 1, 5)
        )
    return {
        "type": "path",
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 0,
        "yanchor": 1,
        "path": path,
        "fillcolor": fill,
        "line": {"color": outline, "width": 1},
    }
