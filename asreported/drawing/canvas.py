"""A canvas that a chart is written on from top to bottom, in pixels from its top left corner.

Plotly places text relative to the plot, with a shift in pixels. A canvas uses such shifts
only, so that a chart looks the same on the screen and in a picture.
"""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from asreported.drawing import style
from asreported.drawing.metadata import Metadata
from asreported.drawing.style import Font
from asreported.drawing.text_layout import straight_quotes, text_width, wrap, wrap_items
from asreported.words.labels import SEPARATOR

#: Least width in pixels at which names and notes stand in columns beside the bars.
BREAKPOINT = 900
#: Margin around a chart in pixels, from that width on and below it. Pages take it back
#: (chart.js).
EDGE, NARROW_EDGE = 24, 12


def edge_of(width: int) -> int:
    """Return the margin around a chart of a width, in pixels."""
    return EDGE if width >= BREAKPOINT else NARROW_EDGE


@dataclass
class Canvas:
    """Text and shapes of one chart, and how far down it is written.

    All lengths are in pixels; y counts down from the top of the canvas.
    """

    width: int
    #: Bars and rows are so many times as high as usual.
    stretch: float = 1
    #: Where the next text goes.
    y: float = 0
    #: The plot, which holds all panels.
    plot_top: float = 0
    plot_bottom: float = 0
    #: Widths of what is left and right of the plot: the edge, and a column of text.
    left: int = field(init=False)
    right: int = field(init=False)
    annotations: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.left = self.right = self.edge

    @property
    def has_columns(self) -> bool:
        """Whether names and notes stand in columns beside the bars, not above each bar."""
        return self.width >= BREAKPOINT

    @property
    def rows_are_wide(self) -> bool:
        """Whether this chart's rows have their name and notes beside the bar."""
        return self.left > self.edge

    @property
    def edge(self) -> int:
        """The margin around the chart."""
        return edge_of(self.width)

    @property
    def text_width(self) -> int:
        """The width between the edges."""
        return self.width - 2 * self.edge

    @property
    def plot_width(self) -> int:
        """The width of the plot: what the columns leave."""
        return self.width - self.left - self.right

    def stretched(self, height: float) -> int:
        """Return the height of a bar, row or gap of this canvas, given the usual one."""
        return round(height * self.stretch)

    def annotate(
        self, markup: str, y: float, font: Font, place: dict[str, Any], **properties: Any
    ) -> None:
        """Write a line whose middle is at ``y``.

        ``place`` is where it stands horizontally: Plotly's x, xref, xanchor and xshift.
        """
        # From the top of the canvas; content() adds where the plot begins.
        height = {"yref": "paper", "y": 1, "yshift": -y, "yanchor": "middle"}
        look = {"showarrow": False, "font": {"size": font.size, "color": font.colour}}
        self.annotations.append({"text": markup, **place, **height, **properties, **look})

    def write(
        self, markup: str, y: float, font: Font, *, x: float = 0, right: bool = False
    ) -> None:
        """Write a line ``x`` pixels from the left edge, or in the column right of the plot."""
        shift = 16 if right else self.edge - self.left + x
        place = {"xref": "paper", "x": int(right), "xshift": shift, "xanchor": "left"}
        self.annotate(markup, y, font, place, align="left")

    def write_cell(
        self, lines: Sequence[str], middle: float, pitch: float, font: Font, *, right: bool = False
    ) -> None:
        """Write lines of a column, ``pitch`` apart, around ``middle``."""
        for i, line in enumerate(lines):
            y = middle + (i - (len(lines) - 1) / 2) * pitch
            self.write(escape_plotly(line), y, font, right=right)

    def write_line(self, markup: str, font: Font) -> None:
        """Write a line at the left edge, 1.5 times as high as its type, and move below it."""
        self.y += font.size * 0.75
        self.write(markup, self.y, font)
        self.y += font.size * 0.75

    def write_paragraph(
        self, text: str, font: Font, *, free_right: int = 0, max_lines: int = 0
    ) -> None:
        """Write a text between the edges, in as many lines as it takes, and move below it.

        ``free_right`` pixels stay free; ``max_lines`` cuts the text (0: no limit).
        """
        width = (self.text_width - free_right) / (1.05 if font.bold else 1)
        for line in wrap(text, font.size, width, max_lines=max_lines):
            self.write_line(as_markup(line, font), font)

    def write_foot(self, metadata: Metadata) -> None:
        """Write notice with sources, then version with the view's address, and the edge below."""
        source, *others = metadata.sources
        notice = [f"{metadata.notice} {source}", *others]
        for items in (notice, filter(None, (metadata.version, metadata.address))):
            for line in wrap_items(items, SEPARATOR, style.FOOT.size, self.text_width):
                self.write_line(escape_plotly(line), style.FOOT)
        self.y += self.edge - 8

    def write_heading(self, text: str, note: str, font: Font) -> None:
        """Write a heading with a note after it, or below it where both are too wide."""
        width = text_width(text, font.size, bold=font.bold) + 16
        if width + text_width(note, style.NOTE.size) <= self.text_width:
            look = f"color:{style.NOTE.colour};font-size:{style.NOTE.size}px"
            line = f'{as_markup(text, font)}  <span style="{look}">{escape_plotly(note)}</span>'
            self.write_line(line, font)
        else:
            self.write_paragraph(text, font)
            self.write_paragraph(note, style.NOTE)

    def content(self, traces: Sequence[dict[str, Any]], axes: dict[str, Any]) -> dict[str, Any]:
        """Return all that was written, with the traces and axes of the plot, as Plotly has it."""
        height = math.ceil(round(self.y, 3))  # 660.0000000001 is 660
        bottom = height - self.plot_bottom
        margin = {"l": self.left, "r": self.right, "t": self.plot_top, "b": bottom}
        notes = [{**note, "yshift": note["yshift"] + self.plot_top} for note in self.annotations]
        layout = {
            "template": style.TEMPLATE,
            "autosize": True,
            "height": height,
            "margin": {**margin, "pad": 0, "autoexpand": False},
            "annotations": notes,
            "shapes": list(self.shapes),
            **axes,
        }
        return {"data": list(traces), "layout": layout}


def axis_id(letter: str, number: int) -> str:
    """Return Plotly's id of an axis: x, y, x2, y2 ..."""
    return letter if number == 1 else f"{letter}{number}"


def hidden_axes(number: int, across: dict[str, Any], down: dict[str, Any]) -> dict[str, Any]:
    """Return a pair of axes for Plotly's layout, which draws neither of them."""
    hidden, suffix = {"visible": False, "fixedrange": True}, axis_id("", number)
    return {f"xaxis{suffix}": {**hidden, **across}, f"yaxis{suffix}": {**hidden, **down}}


def as_markup(text: str, font: Font) -> str:
    """Return a text as Plotly's markup, bold where its font is."""
    return f"<b>{escape_plotly(text)}</b>" if font.bold else escape_plotly(text)


def escape_plotly(text: str) -> str:
    """Escape a text for Plotly, which reads <, & and %{...} as markup."""
    return html.escape(straight_quotes(text), quote=False).replace("%{", "&#37;{")
