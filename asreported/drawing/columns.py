"""Columns: figures that no length may stand for are written, the cities side by side.

    ====================      ====================      ====================
    City                      City                      City
    50,000                    66,000                    no such figure in
    cameras                   video feeds               the article
    what is counted           what is counted
    as of Aug 2022            period not stated

An invisible bar lies over each figure, so that it is pointed at and chosen as a drawn one is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from asreported.drawing import style
from asreported.drawing.canvas import Canvas, as_markup, axis_id, hidden_axes
from asreported.drawing.marks import Mark
from asreported.drawing.style import Font
from asreported.drawing.text_layout import text_width, wrap

#: Least and greatest width of a column, and the gap between two, in pixels; below on a phone.
_LEAST, _MOST, _GUTTER = 156, 320, 26
_NARROW_LEAST, _NARROW_GUTTER = 130, 18
#: How many figures may stand below each other while there is room beside them.
TALL = 3
#: Height of the line above a city, and the gap below a figure, in pixels.
_RULE, _GAP = 4, 18
#: Size of the type of a tag.
_TAG = 11
#: Where a number does not fit its column in the first size, all are written in the second.
_NUMBERS = (Font(26, bold=True), Font(19, bold=True))


class Written(NamedTuple):
    """A figure as it is written: its mark, what its number counts, and notes below.

    Each note has a tag, or an empty one: that it is inferred.
    """

    mark: Mark
    unit: str
    notes: Sequence[tuple[str, str]]


class Column(NamedTuple):
    """A city: its name, its colour, its figures, and what it says where it has none."""

    name: str
    colour: str
    figures: Sequence[Written]
    otherwise: Sequence[str] = ()


@dataclass
class Columns:
    """The part of a canvas whose figures are written; its axes are numbered after the panels'.

    All x are pixels from the plot's left edge, all y from the top of the canvas.
    """

    canvas: Canvas
    number: int
    bottom: float = 0
    #: The figures written so far, each with its left, its width, its top and its bottom.
    cells: list[tuple[Mark, float, float, float, float]] = field(default_factory=list)
    #: What numbers are written in.
    _font: Font = _NUMBERS[0]

    def draw(self, columns: Sequence[Column], at_least: int) -> None:
        """Write cities side by side, in as many rows as they take, and move below them.

        Columns are as wide as if there were ``at_least`` so many, so that those of several
        headings stand below each other. What is free beside a few cities goes to those with
        many figures.
        """
        _, gutter = _spacing(self.canvas)
        abreast = min(most_abreast(self.canvas), max(len(columns), at_least))
        pitch = min(_MOST, (self.canvas.text_width + gutter) / abreast - gutter) + gutter
        words = [figure.mark.words for column in columns for figure in column.figures]
        self._font = _number_font(words, pitch - gutter)
        for first in range(0, len(columns), abreast):
            row = columns[first : first + abreast]
            top = bottom = self.canvas.y
            x = 0.0
            for column, places in zip(row, _places(row, abreast), strict=True):
                self.canvas.y = top
                self._draw_column(column, x, pitch, places)
                x += places * pitch
                bottom = max(bottom, self.canvas.y)
            self.canvas.y = bottom + 4

    def _draw_column(self, column: Column, x: float, pitch: float, places: int) -> None:
        """Write a city and its figures, ``places`` side by side, ``pitch`` pixels apart."""
        width = pitch - _spacing(self.canvas)[1]
        self._rule(x, places * pitch - (pitch - width), column.colour)
        self.canvas.y += _RULE + 10
        self._write([column.name], x, width, style.COLUMN_HEAD)
        self.canvas.y += 10
        for first in range(0, len(column.figures), places):
            top = bottom = self.canvas.y
            for i, figure in enumerate(column.figures[first : first + places]):
                self.canvas.y = top
                self._write_figure(figure, x + i * pitch, width)
                bottom = max(bottom, self.canvas.y)
            self.canvas.y = bottom
        for words in column.otherwise:
            self._write([words], x, width, style.NOTE)
            self.canvas.y += 6

    def _write_figure(self, figure: Written, x: float, width: float) -> None:
        canvas, top = self.canvas, self.canvas.y
        self._write([figure.mark.words], x, width, self._font)
        canvas.y += 2
        self._write([figure.unit] if figure.unit else [], x, width, style.HEADING)
        canvas.y += 2
        for words, tag in figure.notes:
            self._write([words], x, width, style.NOTE)
            self._write_tag(words, tag, x, width)
        self.cells.append((figure.mark, x, width, top, canvas.y))
        canvas.y += _GAP

    def _write_tag(self, words: str, tag: str, x: float, width: float) -> None:
        """Write a tag in an outline, as a bar has it: behind the last line, or below it."""
        if not tag:
            return
        font = style.NOTE._replace(size=_TAG)
        last = wrap(words, style.NOTE.size, width)[-1]
        beside = text_width(last, style.NOTE.size) + 8
        if beside + text_width(tag, font.size) + 8 > width:
            self.canvas.y += style.NOTE.size * 1.3 + 3
            beside = 2
        place = {"xref": axis_id("x", self.number), "x": x, "xanchor": "left", "xshift": beside}
        outline = {"bordercolor": style.MUTED, "borderwidth": 1, "borderpad": 1}
        y = self.canvas.y - style.NOTE.size * 0.65
        self.canvas.annotate(as_markup(tag, font), y, font, place, **outline)

    def _write(self, texts: Iterable[str], x: float, width: float, font: Font) -> None:
        """Write texts below each other, each in as many lines as it takes."""
        size = font.size * (1.05 if font.bold else 1)
        place = {"xref": axis_id("x", self.number), "x": x, "xanchor": "left"}
        for line in (line for text in texts for line in wrap(text, size, width)):
            self.canvas.y += font.size * 0.65
            self.canvas.annotate(as_markup(line, font), self.canvas.y, font, place, align="left")
            self.canvas.y += font.size * 0.65

    def _rule(self, x: float, width: float, colour: str) -> None:
        """Draw the line above a city, whose top is here."""
        top = self.canvas.y - self.canvas.plot_top
        axes = {"xref": axis_id("x", self.number), "yref": axis_id("y", self.number)}
        corners = {"x0": x, "x1": x + width, "y0": top, "y1": top + _RULE}
        box = {"type": "rect", **corners, "fillcolor": colour, "line": {"width": 0}}
        self.canvas.shapes.append({**axes, **box})

    def trace(self) -> dict[str, Any]:
        """Return what is pointed at as a Plotly trace; ``customdata`` are ids of figures."""
        top_of_plot, marks = self.canvas.plot_top, [cell[0] for cell in self.cells]
        return {
            "type": "bar",
            "orientation": "h",
            "base": [x for _, x, _, _, _ in self.cells],
            "x": [width for _, _, width, _, _ in self.cells],
            "y": [(top + bottom) / 2 - top_of_plot for *_, top, bottom in self.cells],
            "width": [bottom - top for *_, top, bottom in self.cells],
            "xaxis": axis_id("x", self.number),
            "yaxis": axis_id("y", self.number),
            "marker": {"color": style.translucent(style.PAPER, 0), "line": {"width": 0}},
            "customdata": [mark.figure.id for mark in marks],
            "hovertext": [mark.hover for mark in marks],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "meta": [mark.name for mark in marks],
            "uid": f"trace-{self.number - 1}",
        }

    def axes(self) -> dict[str, Any]:
        """Return its axes for Plotly's layout: pixels across, and down from the plot's top."""
        height = self.canvas.plot_bottom - self.canvas.plot_top
        across = {"range": [0, self.canvas.plot_width], "anchor": axis_id("y", self.number)}
        down = {"range": [height, 0], "anchor": axis_id("x", self.number)}
        return hidden_axes(self.number, across, down)


def most_abreast(canvas: Canvas) -> int:
    """Return how many columns stand side by side at most."""
    least, gutter = _spacing(canvas)
    return max(1, int((canvas.text_width + gutter) / (least + gutter)))


def _places(row: Sequence[Column], abreast: int) -> list[int]:
    """Share the places of a row: one for each city, and what is free where most figures wait."""
    places = [1] * len(row)
    for _ in range(abreast - len(row)):
        waiting = [len(column.figures) / n for column, n in zip(row, places, strict=True)]
        most = max(range(len(row)), key=waiting.__getitem__)
        if waiting[most] > TALL:
            places[most] += 1
    return places


def _spacing(canvas: Canvas) -> tuple[int, int]:
    """Return the least width of a column and the gap between two, in pixels."""
    return (_LEAST, _GUTTER) if canvas.has_columns else (_NARROW_LEAST, _NARROW_GUTTER)


def _number_font(words: Sequence[str], width: float) -> Font:
    """Return the largest font in which all numbers fit a column; the smallest where none does."""
    widest = max((text_width(one, 1, bold=True) for one in words), default=0)
    return next((font for font in _NUMBERS if widest * font.size <= width), _NUMBERS[-1])
