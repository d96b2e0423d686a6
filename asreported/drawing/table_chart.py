"""Side by side as a picture: all metrics of a theme, or all, in one table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from asreported.catalog.model import ReportedFigure
from asreported.comparison.excerpts import MOST_IN_CELL, excerpt
from asreported.comparison.side_by_side import Row, SideBySide
from asreported.drawing import formats, style
from asreported.drawing.canvas import NOTE_SIZE, Sheet, plain
from asreported.drawing.metadata import (
    Drawing,
    Metadata,
    chart_of,
    edge_of,
    write_facts,
    write_title,
)
from asreported.words.captions import Captions
from asreported.words.labels import Labels
from asreported.words.language import Language

_METRIC_SHARE = 0.24
_LINE = 18


def table_chart(table: SideBySide, language: Language, *, address: str = "") -> go.Figure:
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
        self.sheet = Sheet(formats.PICTURE_WIDTH, edge_of(formats.PICTURE_WIDTH))
        self.first = self.sheet.text_width * _METRIC_SHARE
        self.column = (self.sheet.text_width - self.first) / len(table.cities)
        #: Lines across: how far down each is, and its colour.
        self.lines: list[tuple[float, str]] = []

    def draw(self, address: str) -> go.Figure:
        """Write the table from top to bottom, then hand it to Plotly."""
        sheet = self.sheet
        metadata, themes = facts(self.table, self.t, address), self.table.catalog.content.themes
        write_title(
            sheet, metadata.title, [metadata.description, self.labels.extent(self.table)], size=26
        )
        sheet.y += 8
        self._line(sheet.y, style.INK)
        sheet.y += 12
        for i, city in enumerate(self.table.cities):
            self._write(self.labels.city(city), self._left(i), sheet.y, bold=True)
        sheet.y += 14
        for theme, of_theme in self.table.rows.items():
            name = self.t.label(themes[theme].name)
            self._line(sheet.y, style.INK)
            sheet.y += 16
            self._write(name, 0, sheet.y, bold=True)
            sheet.y += 14
            for row in of_theme:
                self._row(row)
        sheet.y += 6
        write_facts(sheet, metadata)
        return self._figure(metadata)

    def _row(self, row: Row) -> None:
        self._line(self.sheet.y, style.RULE)
        top = self.sheet.y + 13
        room = self.first - 16
        name = style.wrap(self.labels.metric(row.metric), NOTE_SIZE + 1, room)
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
        self.sheet.y = top + max(len(column) for column in columns) * _LINE - 2

    def _cell(self, figures: Sequence[ReportedFigure], *, many: bool) -> list[tuple[str, str]]:
        """Value, then what is counted where that differs, and the period."""
        lines: list[tuple[str, str]] = []
        part = excerpt(figures, MOST_IN_CELL)
        for figure in part.shown:
            lines.append((self.labels.value(figure), style.INK))
            notes = [self.labels.counts(figure.counts)] if many else []
            for note in (*notes, self.labels.period(figure)):
                wrapped = style.wrap(note, NOTE_SIZE - 1, self.column - 14)
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
        size = NOTE_SIZE if colour == style.INK else NOTE_SIZE - 1
        self.sheet.write(f"<b>{safe}</b>" if bold else safe, y, size=size, colour=colour)
        self.sheet.annotations[-1]["xshift"] += x

    def _line(self, y: float, colour: str) -> None:
        self.lines.append((y, colour))

    def _figure(self, facts: Metadata) -> go.Figure:
        height = math.ceil(self.sheet.y)
        lines = [_rule(y / height, colour) for y, colour in self.lines]
        axes = {"xaxis": {"visible": False}, "yaxis": {"visible": False}}
        return chart_of(self.sheet, Drawing(0, height, shapes=lines, axes=axes), facts)


def _rule(share: float, colour: str) -> dict[str, Any]:
    """A line across, at a share of the sheet's height from its top."""
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
