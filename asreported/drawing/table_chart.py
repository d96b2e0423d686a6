"""Side by side as a picture: all metrics of a theme, or all, in one table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from asreported.catalog.model import ReportedFigure
from asreported.comparison.excerpts import MAX_IN_CELL, excerpt
from asreported.comparison.side_by_side import Row, SideBySide
from asreported.drawing import formats, style
from asreported.drawing.canvas import Canvas, plain
from asreported.drawing.charts import Chart
from asreported.drawing.metadata import Metadata
from asreported.drawing.text_layout import wrap
from asreported.words.captions import Captions
from asreported.words.labels import Labels
from asreported.words.language import Language

_METRIC_SHARE = 0.24
_LINE = 18


def table_chart(table: SideBySide, language: Language, *, address: str = "") -> Chart:
    """A table as a picture of its own. Raises ValueError where it has no row."""
    if not table.metrics.shown:
        raise ValueError("nothing to draw: no metric is chosen")
    return _Table(table, language).draw(address)


def facts(table: SideBySide, language: Language, address: str) -> Metadata:
    """What the picture says of itself."""
    t = language
    return Metadata.of(
        Labels(table.catalog, language),
        table.cities,
        name="side-by-side",
        title=t("Side by side, as reported"),
        description=t(
            "What each city's article reports on each metric. An empty cell: not in the article."
        ),
        address=address,
        width=formats.PICTURE_WIDTH,
    )


class _Table:
    def __init__(self, table: SideBySide, language: Language) -> None:
        self.table, self.t = table, language
        self.labels = Labels(table.catalog, language)
        self.captions = Captions(self.labels)
        self.canvas = Canvas(formats.PICTURE_WIDTH)
        self.first = self.canvas.text_width * _METRIC_SHARE
        self.column = (self.canvas.text_width - self.first) / len(table.cities)
        #: Lines across: how far down each is, and its colour.
        self.lines: list[tuple[float, str]] = []

    def draw(self, address: str) -> Chart:
        """Write the table from top to bottom, then hand it to Plotly."""
        canvas = self.canvas
        metadata, themes = facts(self.table, self.t, address), self.table.catalog.content.themes
        canvas.y += canvas.edge
        canvas.write_paragraph(metadata.title, style.TITLE, free_right=36)
        canvas.y += 4
        for words in filter(None, (metadata.description, self.labels.extent(self.table))):
            canvas.write_paragraph(words, style.ABOUT, max_lines=8)
        canvas.y += 14
        self._line(canvas.y, style.INK)
        canvas.y += 12
        for i, city in enumerate(self.table.cities):
            self._write(self.labels.city(city), self._left(i), canvas.y, bold=True)
        canvas.y += 14
        for theme, of_theme in self.table.rows.items():
            name = self.t.label(themes[theme].name)
            self._line(canvas.y, style.INK)
            canvas.y += 16
            self._write(name, 0, canvas.y, bold=True)
            canvas.y += 14
            for row in of_theme:
                self._row(row)
        canvas.y += 6
        source, *others = metadata.sources
        canvas.write_items([f"{metadata.notice} {source}", *others], style.FOOT)
        canvas.write_items(
            [words for words in (metadata.version, metadata.address) if words], style.FOOT
        )
        canvas.y += canvas.edge - 8
        return self._figure(metadata)

    def _row(self, row: Row) -> None:
        self._line(self.canvas.y, style.GRID)
        top = self.canvas.y + 13
        room = self.first - 16
        name = wrap(self.labels.metric(row.metric), style.NOTE.size + 1, room)
        verdict = self.captions.short_headline(row.comparison)
        lines = [(line, style.INK) for line in name] + [(verdict, style.MUTED)]
        columns = [lines]
        for figures in row.cells.values():
            columns.append(self._cell(figures, many=len(row.comparison.blocks) > 1))
        for i, column in enumerate(columns):
            left = 0 if i == 0 else self._left(i - 1)
            for j, (words, colour) in enumerate(column):
                bold = i > 0 and colour == style.INK
                self._write(words, left, top + j * _LINE, colour=colour, bold=bold)
        self.canvas.y = top + max(len(column) for column in columns) * _LINE - 2

    def _cell(self, figures: Sequence[ReportedFigure], *, many: bool) -> list[tuple[str, str]]:
        """Value, then what is counted where that differs, and the period."""
        lines: list[tuple[str, str]] = []
        part = excerpt(figures, MAX_IN_CELL)
        for figure in part.shown:
            lines.append((self.labels.value(figure), style.INK))
            notes = [self.labels.counts(figure.counts)] if many else []
            for note in (*notes, self.labels.period(figure)):
                wrapped = wrap(note, style.NOTE.size - 1, self.column - 14)
                lines += [(line, style.MUTED) for line in wrapped]
        if part.more:
            more = self.t("and {number} more", number=part.more)
            lines.append((more, style.MUTED))
        return lines

    def _left(self, column: int) -> float:
        return self.first + column * self.column

    def _write(
        self, words: str, x: float, y: float, *, colour: str = style.INK, bold: bool = False
    ) -> None:
        safe = plain(words)
        size = style.NOTE.size if colour == style.INK else style.NOTE.size - 1
        self.canvas.write(f"<b>{safe}</b>" if bold else safe, y, style.Font(size, colour), x=x)

    def _line(self, y: float, colour: str) -> None:
        self.lines.append((y, colour))

    def _figure(self, facts: Metadata) -> Chart:
        height = math.ceil(self.canvas.y)
        self.canvas.shapes = [_rule(y / height, colour) for y, colour in self.lines]
        self.canvas.plot_bottom = height
        axes = {"xaxis": {"visible": False}, "yaxis": {"visible": False}}
        return Chart(self.canvas.figure([], axes), facts)


def _rule(share: float, colour: str) -> dict[str, Any]:
    """A line across, at a share of the canvas's height from its top."""
    return {
        "type": "line",
        "xref": "paper",
        "yref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": 1 - share,
        "y1": 1 - share,
        "line": {"color": colour, "width": 1},
    }
