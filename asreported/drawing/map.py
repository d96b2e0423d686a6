"""Draw the map of all metrics and cities: dots, and lines between cities that may be compared.

+-----------------------------------------------------------------+  y = 0
|   The finding                                                   |  _write_title
|   how many figures; the key                                     |
|                         city   city   city   city               |  _write_heads
|   May be compared, with caveats: 2                              |  _draw_group
|   Metric                 @------@                               |  _draw_comparable
|   Metric                 @..-o-..@      o                       |  an arc over a city
|   in part: ...                                                  |
|   ------------------------------------------------------------  |
|   Several cities report, but count different things: 2          |
|   metric                 o             o                        |  _draw_row
|   ------------------------------------------------------------  |
|   One city reports: 9    3      4      2                        |  _draw_alone
|                                                                 |
|   notice and sources; version and address                       |  canvas.write_foot
+-----------------------------------------------------------------+
"""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

from asreported.comparison.compare import Block
from asreported.comparison.excerpts import MAX_MAPPED, Excerpt
from asreported.comparison.side_by_side import COMPARABLE, Row, SideBySide
from asreported.comparison.verdicts import Level
from asreported.drawing import formats, style
from asreported.drawing.canvas import Canvas, as_markup, escape_plotly, hidden_axes
from asreported.drawing.charts import Chart
from asreported.drawing.metadata import Metadata
from asreported.drawing.style import Font
from asreported.drawing.text_layout import text_width, wrap
from asreported.words.labels import Labels
from asreported.words.language import Language
from asreported.words.map import MapCaptions

#: Type, and radius of a dot, of what may be compared and of all else.
_COMPARABLE, _OTHER = Font(18, bold=True), Font(15)
_LARGE, _SMALL = 8, 5.5
#: Heights of a row and of the gap between groups, in pixels.
_ROW, _GAP = 24, 24
#: Heights of rows of what may be compared, where they are few, and at most how many are few.
_HIGH_ROW, _FEW, _MANY_ROW = 42, 8, 28
#: How much higher a row with an arc is.
_ARC = 14
#: Widths of the signs of the key, with their space.
_SIGNS: dict[str, int] = {"meant": 20, "other": 18, **dict.fromkeys(COMPARABLE, 34)}
#: Greatest distance from city to city, and the parts of the width that names take at least and
#: at most.
_PITCH, _LEAST_NAMES, _NAMES = 116, 0.3, 0.42
#: How far rows are stretched at most to fill a height.
_MAX_STRETCH = 1.35
_HEAD, _GROUP = Font(15, bold=True), Font(15, style.MUTED)
#: The line between cities that may be compared.
_TIES: dict[Level, dict[str, Any]] = {
    Level.LIKE_FOR_LIKE: {"color": style.INK, "width": 2},
    Level.WITH_CAVEATS: {"color": style.INK, "width": 2, "dash": "3px,3px"},
}


def map_chart(
    table: SideBySide,
    language: Language,
    *,
    width: int = formats.PICTURE_WIDTH,
    min_height: int = 0,
    address: str = "",
    whole: bool = False,
) -> Chart:
    """Draw the map of a table, with all that its picture needs to stand alone.

    ``width`` in pixels is what it is laid out for, ``min_height`` its least height;
    ``address`` opens the page of the map. With ``whole`` all metrics of several cities are
    drawn, however many there are.
    """
    drawing = MapDrawing(MapCaptions(Labels(table.catalog, language), table), width, address, whole)
    height = drawing.draw().height
    stretch = min(_MAX_STRETCH, max(1, min_height / height))
    stretched = drawing.draw(stretch).height
    if stretched > min_height:  # rows are whole pixels high
        stretch, stretched = 1, height
    return drawing.draw(stretch, max(0, min_height - stretched))


class MapDrawing:
    """What a map says at one width; each ``draw`` writes on a canvas of its own."""

    def __init__(self, captions: MapCaptions, width: int, address: str, whole: bool) -> None:
        self.captions, self.labels, self.table = captions, captions.labels, captions.table
        self.rows = self.table.mapped(None if whole else MAX_MAPPED)
        meant = sum(len(rows.shown) for level, rows in self.rows.items() if level in COMPARABLE)
        self.row = _HIGH_ROW if meant <= _FEW else _MANY_ROW
        self.metadata = map_metadata(captions, address=address, width=width)
        names = [
            text_width(self.labels.metric(row.metric), font.size, bold=font.bold)
            for level, rows in self.rows.items()
            for row in rows.shown
            for font in [_COMPARABLE if level in COMPARABLE else _OTHER]
        ]
        groups = text_width(captions.group(Level.ONE_CITY), _GROUP.size)
        needed = max([groups, *names]) + 24
        self.names = min(max(needed, width * _LEAST_NAMES), width * _NAMES)
        self.pitch = min(_PITCH, (width - self.names - 2 * 24) / len(self.table.cities))

    def draw(self, stretch: float = 1, spare: float = 0) -> Chart:
        """Draw the map on a new canvas, with ``spare`` pixels left free above its foot."""
        canvas = Canvas(self.metadata.width, stretch)
        canvas.left = canvas.right = 0  # shapes are placed on the whole of it
        self._write_title(canvas)
        self._write_heads(canvas)
        for level, rows in self.rows.items():
            self._draw_group(canvas, level, rows)
        if Level.ONE_CITY not in self.rows:
            self._draw_alone(canvas)
        canvas.y += spare + 18
        canvas.write_foot(self.metadata)
        canvas.plot_bottom = math.ceil(canvas.y)
        return Chart(canvas.content([], hidden_axes(1, {}, {})), self.metadata)

    def _write_title(self, canvas: Canvas) -> None:
        """Write the finding, of how many figures it is, and the key."""
        canvas.y += canvas.edge
        canvas.write_paragraph(
            self.metadata.title, style.TITLE if canvas.has_columns else style.NARROW_TITLE
        )
        canvas.y += 4
        self._write_key(canvas)
        canvas.y += 16

    def _write_key(self, canvas: Canvas) -> None:
        """Write of how many figures it is, and each sign before its meaning."""
        font, x = style.ABOUT, 0.0
        for sign, meaning in {"": self.captions.about(), **self.captions.key()}.items():
            width = _SIGNS.get(sign, 0) + text_width(meaning, font.size)
            if x and x + width > canvas.text_width:
                x, canvas.y = 0, canvas.y + 1.5 * font.size
            middle = canvas.y + 0.75 * font.size
            _draw_sign(canvas, sign, canvas.edge + x, middle)
            canvas.write(escape_plotly(meaning), middle, font, x=x + _SIGNS.get(sign, 0))
            x += width + 18
        canvas.y += 1.5 * font.size

    def _write_heads(self, canvas: Canvas) -> None:
        """Write the cities over their columns, upright where they are too wide."""
        names = [self.labels.city(city) for city in self.table.cities]
        widest = max(text_width(name, _HEAD.size, bold=True) for name in names)
        upright = widest > self.pitch - 8
        height = min(widest, 120) if upright else 1.5 * _HEAD.size
        for i, name in enumerate(names):
            lines = wrap(name, _HEAD.size, 120, max_lines=1) if upright else [name]
            place = {"xref": "paper", "x": 0, "xshift": self._x(canvas, i), "xanchor": "center"}
            turn = {"textangle": -90} if upright else {}
            canvas.annotate(as_markup(lines[0], _HEAD), canvas.y + height / 2, _HEAD, place, **turn)
        canvas.y += height + 8

    def _x(self, canvas: Canvas, column: float) -> float:
        """Return where a column's middle is."""
        return canvas.edge + self.names + self.pitch * (column + 0.5)

    def _draw_group(self, canvas: Canvas, level: Level, rows: Excerpt[Row]) -> None:
        """Draw the metrics that have a verdict under their heading, and a line below them."""
        canvas.write_line(escape_plotly(self.captions.group(level)), _GROUP)
        canvas.y += 6
        for row in rows.shown:
            if row.comparable:
                self._draw_comparable(canvas, row)
            else:
                self._draw_dots(canvas, row, self.labels.metric(row.metric), _OTHER)
        if rows.more and rows.shown:
            more = self.labels.t("and {number} more", number=self.labels.t.digits(rows.more))
            canvas.write_line(escape_plotly(more), _GROUP)
        canvas.y += _GAP / 2
        right = canvas.width - canvas.edge
        _line(canvas, (canvas.edge, canvas.y), (right, canvas.y), {"color": style.GRID, "width": 1})
        canvas.y += _GAP / 2

    def _draw_comparable(self, canvas: Canvas, row: Row) -> None:
        """Draw a metric that may be compared, with a line of dots for each of its headings."""
        font, name = _COMPARABLE, self.labels.metric(row.metric)
        blocks = row.comparable
        if len(blocks) > 1:
            canvas.write_paragraph(name, font)
        for block in blocks:
            named = (name, font) if len(blocks) == 1 else (self.labels.counts(block.counts), _OTHER)
            canvas.y += _ARC if any(b - a > 1 for a, b in self.table.steps(block)) else 0
            self._draw_ties(canvas, block, canvas.y + canvas.stretched(self.row) / 2)
            self._draw_dots(canvas, row, *named, meant=block.cities, height=self.row)
        if note := self.captions.notes(row):
            canvas.y -= 8
            canvas.write_paragraph(note, style.NOTE)
            canvas.y += 8

    def _draw_ties(self, canvas: Canvas, block: Block, y: float) -> None:
        """Draw lines between the cities of a block; an arc over one that is not meant."""
        line = _TIES[block.verdict.level]
        for one, other in self.table.steps(block):
            start, end = (self._x(canvas, one), y), (self._x(canvas, other), y)
            _line(canvas, start, end, line, rise=2 * _ARC + 12 if other - one > 1 else 0)

    def _draw_dots(
        self,
        canvas: Canvas,
        row: Row,
        name: str,
        font: Font,
        meant: Collection[str] = (),
        height: int = _ROW,
    ) -> None:
        """Draw a dot in each city that reports, a large black one in those that are ``meant``."""
        lines = wrap(name, font.size, (self.names - 16) / (1.05 if font.bold else 1), max_lines=3)
        pitch = font.size * 1.25
        tall = max(canvas.stretched(height), len(lines) * pitch + 4)
        middle = canvas.y + tall / 2
        for i, line in enumerate(lines):
            y = middle + (i - (len(lines) - 1) / 2) * pitch
            canvas.write(as_markup(line, font), y, font)
        for i, city in enumerate(self.table.cities):
            if city in row.cities:
                is_meant = city in meant
                look = (_LARGE, style.INK) if is_meant else (_SMALL, style.FAINT)
                _dot(canvas, self._x(canvas, i), middle, *look)
        canvas.y += tall

    def _draw_alone(self, canvas: Canvas) -> None:
        """Write how many metrics each city alone reports."""
        if not self.table.by_verdict[Level.ONE_CITY]:
            return
        canvas.write_line(escape_plotly(self.captions.group(Level.ONE_CITY)), _GROUP)
        for i, city in enumerate(self.table.cities):
            number = self.labels.t.digits(self.captions.alone(city))
            place = {"xref": "paper", "x": 0, "xshift": self._x(canvas, i), "xanchor": "center"}
            canvas.annotate(number, canvas.y - 0.75 * _GROUP.size, _GROUP, place)


def map_metadata(
    captions: MapCaptions, *, address: str = "", width: int = formats.PICTURE_WIDTH
) -> Metadata:
    """Return what the picture of a map says of itself."""
    return Metadata.of(
        captions.labels,
        captions.table.cities,
        name="side-by-side",
        title=captions.finding(),
        description=captions.map_alt_text(),
        address=address,
        width=width,
    )


def _draw_sign(canvas: Canvas, sign: str, x: float, y: float) -> None:
    """Draw a sign of the key, whose left end is at ``x``."""
    if sign in COMPARABLE:
        _line(canvas, (x, y), (x + 26, y), _TIES[Level(sign)])
    elif sign == "meant":
        _dot(canvas, x + 7, y, 7, style.INK)
    elif sign == "other":
        _dot(canvas, x + 7, y, _SMALL, style.FAINT)


def _dot(canvas: Canvas, x: float, y: float, radius: float, colour: str) -> None:
    """Draw a dot; x and y are pixels from the canvas's top left corner, y downwards."""
    box = {"x0": x - radius, "x1": x + radius, "y0": -y - radius, "y1": radius - y}
    canvas.shapes.append(
        {"type": "circle", **_IN_PIXELS, **box, "fillcolor": colour, "line": {"width": 0}}
    )


def _line(
    canvas: Canvas,
    start: tuple[float, float],
    end: tuple[float, float],
    line: dict[str, Any],
    *,
    rise: float = 0,
) -> None:
    """Draw a line, or an arc whose control point lies ``rise`` pixels above it."""
    (x0, y0), (x1, y1) = start, end
    path = f"M{x0},{-y0} Q{(x0 + x1) / 2},{rise - (y0 + y1) / 2} {x1},{-y1}"
    canvas.shapes.append({"type": "path", **_IN_PIXELS, "path": path, "line": line})


#: Places shapes in pixels from the top left corner of the canvas, y upwards.
_IN_PIXELS = {
    "xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel",
    "xanchor": 0, "yanchor": 1,
}  # fmt: skip
