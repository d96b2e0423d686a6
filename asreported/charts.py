"""A comparison -> a Plotly figure: blocks by what is counted, a bar a figure.

Everything is placed in pixels from the top left, so that a chart is the same
on the screen and in a picture. ``width`` is the least width it will be shown
at: texts are broken to fit it. Below ``SIDE_BY_SIDE`` pixels the words stand
above their bar instead of beside it.
"""

from __future__ import annotations

import math
from typing import Any

import plotly.graph_objects as go

from asreported import style
from asreported.catalog import Catalog
from asreported.compare import Block, Comparison, Level, compare
from asreported.language import Language
from asreported.model import Kind, Metric, ReportedFigure
from asreported.scale import BAR, OPEN_ENDED, POINT, Scale
from asreported.sentences import SEPARATOR, Sentences
from asreported.sheet import FOOT_SIZE, NOTE_SIZE, TEXT_SIZE, Sheet, plain

SIDE_BY_SIDE = 900

_ROW = 34
_GAP = 14
_EDGE = 24
_NARROW_EDGE = 12
_MOST_STRETCH = 1.7
#: Room for the camera button at the top right.
_CAMERA = 36


def compare_chart(
    catalog: Catalog,
    comparison: Comparison,
    language: Language,
    *,
    width: int = style.PICTURE_WIDTH,
    min_height: int = 0,
    address: str = "",
) -> go.Figure:
    """The chart of one metric, with everything a picture needs to stand alone.

    ``width`` in pixels is the least the chart will be shown at; where it would be
    lower than ``min_height`` it gets more air. ``address`` is the query that brings
    the view back. The layout's ``meta`` holds the title,
    metric, language and width; each bar's ``customdata`` is its figure's id.
    """
    chart = _CompareChart(catalog, comparison, language, width).draw(address)
    if chart.layout.height >= min_height:
        return chart
    stretch = min(_MOST_STRETCH, min_height / chart.layout.height)
    low = _CompareChart(catalog, comparison, language, width, stretch).draw(address)
    spare = max(0, min_height - low.layout.height)
    return _CompareChart(catalog, comparison, language, width, stretch).draw(address, spare)


def chart(catalog: Catalog, metric_id: str, language: Language, **options: Any) -> go.Figure:
    """The chart of a whole metric in one call. Raises KeyError for an unknown metric."""
    return compare_chart(catalog, compare(catalog, metric_id), language, **options)


class _CompareChart:
    def __init__(
        self,
        catalog: Catalog,
        comparison: Comparison,
        language: Language,
        width: int,
        stretch: float = 1,
    ) -> None:
        self.catalog = catalog
        self.comparison = comparison
        self.t = language
        self.say = Sentences(catalog, language)
        self.title = self.t("{metric}, as reported", metric=self.say.metric(comparison.metric))
        self.metric: Metric = catalog.metrics[comparison.metric]
        self.colours = style.city_colours(catalog.cities)
        self.beside = width >= SIDE_BY_SIDE
        edge = _EDGE if self.beside else _NARROW_EDGE
        self.sheet = Sheet(width, edge, left=edge, right=edge)
        self.bar, self.row, self.gap = (round(size * stretch) for size in (BAR, _ROW, _GAP))
        if self.beside:
            self._set_columns()
        self.scale = Scale.of(comparison.figures, self.metric, self.say, self.sheet.plot_width)

    def draw(self, address: str, spare: float = 0) -> go.Figure:
        """Write the sheet from top to bottom, then hand it to Plotly.

        ``spare`` pixels of air go around the bars, so that the foot stands at the foot.
        """
        self._title()
        self.sheet.y += spare * 0.3
        plot_top = self.sheet.y
        for block in self.comparison.blocks:
            self._block(block)
        plot_bottom = self.sheet.y - self.gap + 4
        self._tick_labels(plot_bottom)
        self._silence()
        self.sheet.y += spare * 0.7
        self._foot(address)
        return self._figure(plot_top, plot_bottom)

    def _set_columns(self) -> None:
        sheet = self.sheet
        names = [self.say.city(figure.city) for figure in self.comparison.figures]
        notes = [SEPARATOR.join(self.say.notes(figure)) for figure in self.comparison.figures]
        widest = max((style.text_width(name, TEXT_SIZE) for name in names), default=0)
        noted = max((style.text_width(note, NOTE_SIZE) for note in notes), default=0)
        sheet.left += int(widest) + 24
        sheet.right += min(int(noted) + 20, int(sheet.width * 0.36))

    def _title(self) -> None:
        sheet = self.sheet
        sheet.y += sheet.edge
        size = 26 if self.beside else 20
        sheet.paragraph(self.title, size=size, colour=style.INK, bold=True, spare=_CAMERA)
        sheet.y += 4
        about = self.metric.about.in_language(self.t.code)
        if len(self.comparison.blocks) > 1:
            about = self.t(
                "{about} Only bars under one heading count the same thing.",
                about=about,
            )
        sheet.paragraph(about, size=14, colour=style.MUTED)
        if self.comparison.verdict.level is Level.NOT_COMPARABLE:
            sheet.y += 4
            verdict = " ".join(self.say.verdict(self.comparison))
            sheet.paragraph(verdict, size=14, colour=style.INK, bold=True)
        sheet.y += 22

    def _block(self, block: Block) -> None:
        sheet = self.sheet
        sheet.lead(self.say.counts(block.counts), self.say.block_verdict(block), bold=True)
        sheet.y += 4
        top = sheet.y
        for figure in block.figures:
            if self.beside:
                self._row_beside(figure)
            else:
                self._row_below(figure)
        if self.beside:
            self._rules(top, sheet.y)
        sheet.y += self.gap

    def _rules(self, top: float, bottom: float) -> None:
        """The line at zero and faint ones at the ticks, behind bars and never behind words."""
        for value, _ in self.scale.ticks:
            colour, width = (style.INK, 1.5) if value == 0 else (style.RULE, 1)
            self.sheet.shapes.append(
                {
                    "type": "line",
                    "x0": value,
                    "x1": value,
                    "y0": top,
                    "y1": bottom,
                    "line": {"color": colour, "width": width},
                    "layer": "above" if value == 0 else "below",
                }
            )

    def _tick_labels(self, plot_bottom: float) -> None:
        """What the ticks mean, under the last block; at an edge they stay inside it."""
        if not self.scale.ticks:
            return
        for value, words in self.scale.ticks:
            place = self.scale.pixel(value)
            anchor = "center"
            if not self.beside:
                half = style.text_width(words, NOTE_SIZE) / 2
                outside = place < half, place > self.sheet.plot_width - half
                anchor = {(True, False): "left", (False, True): "right"}.get(outside, "center")
            self.sheet.annotations.append(
                {
                    "text": plain(words),
                    "xref": "x",
                    "x": value,
                    "xanchor": anchor,
                    "yref": "paper",
                    "y": 1,
                    "yshift": -(plot_bottom + 12),
                    "yanchor": "middle",
                    "showarrow": False,
                    "font": {"size": NOTE_SIZE, "color": style.MUTED},
                }
            )
        self.sheet.y += 26

    def _row_beside(self, figure: ReportedFigure) -> None:
        sheet = self.sheet
        room = sheet.right - sheet.edge - 18
        lines = style.wrap_items(self.say.notes(figure), SEPARATOR, NOTE_SIZE, room)
        height = max(self.row, len(lines) * 17 + 6)
        middle = sheet.y + height / 2
        sheet.write(plain(self.say.city(figure.city)), middle, size=TEXT_SIZE)
        self._bar(figure, middle)
        for i, line in enumerate(lines):
            y = middle + (i - (len(lines) - 1) / 2) * 17
            sheet.write(plain(line), y, size=NOTE_SIZE, colour=style.MUTED, beside=True)
        sheet.y += height

    def _row_below(self, figure: ReportedFigure) -> None:
        sheet = self.sheet
        sheet.y += 3
        notes = SEPARATOR.join(self.say.notes(figure))
        sheet.lead(self.say.city(figure.city), notes, bold=False)
        sheet.y += 2 + self.bar / 2
        self._bar(figure, sheet.y)
        self._rules(sheet.y - self.bar / 2 - 3, sheet.y + self.bar / 2 + 3)
        sheet.y += self.bar / 2 + 6

    def _bar(self, figure: ReportedFigure, y: float) -> None:
        """The mark of a figure and the value on it."""
        sheet, colour = self.sheet, self.colours[figure.city]
        sheet.bars.append((figure, y))
        words = self.say.value(figure)
        sign = -1 if figure.value < 0 else 1
        open_ended = figure.qualifier in OPEN_ENDED and self.metric.kind is not Kind.RANK
        if open_ended:
            sheet.shapes.append(_point(figure.value, y, sign, self.bar, colour))
        inside = self.scale.holds(figure, words)
        xshift: float = -sign * 9 if inside else sign * (9 + (POINT if open_ended else 0))
        if self.metric.kind is Kind.RANK:
            xshift = self.bar / 2 + 9
        sheet.annotations.append(
            {
                "text": f"<b>{plain(words)}</b>",
                "x": self.scale.mark(figure),
                "xref": "x",
                "xanchor": "left" if (sign < 0) is inside else "right",
                "xshift": xshift,
                "yref": "paper",
                "y": 1,
                "yshift": -y,
                "yanchor": "middle",
                "showarrow": False,
                "font": {"size": 14, "color": style.text_on(colour) if inside else style.INK},
            }
        )

    def _silence(self) -> None:
        for words in (self.say.silence(self.comparison), self.say.choice(self.comparison)):
            if words:
                self.sheet.y += 6
                self.sheet.paragraph(words, size=14, colour=style.INK)

    def _foot(self, address: str) -> None:
        sheet, t = self.sheet, self.t
        sheet.y += 14
        if any(figure.qualifier in OPEN_ENDED for figure in self.comparison.figures):
            key = t("A pointed end means more than, or at least, the number on it.")
            sheet.paragraph(key, size=FOOT_SIZE, colour=style.MUTED)
        said = t("As reported by the press, not verified.")
        sources = [
            t("{city}: {source}", city=self.say.city(city), source=self.say.source(city))
            for city in self.catalog.cities
            if city in self.comparison.cities
        ]
        version = t("As Reported, data {version}", version=self.catalog.version)
        sheet.items([f"{said} {sources[0]}", *sources[1:]])
        sheet.items([version, address] if address else [version])
        sheet.y += sheet.edge - 8

    def _figure(self, plot_top: float, plot_bottom: float) -> go.Figure:
        sheet = self.sheet
        height = math.ceil(sheet.y)
        for annotation in sheet.annotations:
            annotation["yshift"] += plot_top
        figure = go.Figure(_traces(self, plot_top))
        figure.update_layout(
            template=style.TEMPLATE,
            autosize=True,
            height=height,
            margin={
                "l": sheet.left,
                "r": sheet.right,
                "t": plot_top,
                "b": height - plot_bottom,
                "pad": 0,
                "autoexpand": False,
            },
            annotations=sheet.annotations,
            shapes=[_moved(shape, plot_top) for shape in sheet.shapes],
            xaxis={
                "visible": False,
                "range": [self.scale.low, self.scale.high],
                "fixedrange": True,
            },
            yaxis={"visible": False, "range": [plot_bottom - plot_top, 0], "fixedrange": True},
            meta={
                "title": self.title,
                "metric": self.comparison.metric,
                "language": self.t.code,
                "width": sheet.width,
            },
        )
        return figure


def _point(value: float, y: float, sign: int, bar: float, colour: str) -> dict[str, Any]:
    """The pointed end of a bar that goes on: a triangle beyond the value, sized in pixels."""
    half, tip = bar / 2, sign * POINT
    return {
        "type": "path",
        "xref": "x",
        "yref": "y",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": value,
        "yanchor": y,
        "path": f"M0,{-half} L{tip},0 L0,{half} Z",
        "fillcolor": colour,
        "line": {"width": 0},
        "layer": "above",
    }


def _moved(shape: dict[str, Any], plot_top: float) -> dict[str, Any]:
    """The shape with its heights counted from the top of the plot, as the axis does."""
    moved = dict(shape)
    for key in ("y0", "y1", "yanchor"):
        if key in moved:
            moved[key] -= plot_top
    return moved


def _traces(chart: _CompareChart, plot_top: float) -> list[Any]:
    figures = [figure for figure, _ in chart.sheet.bars]
    y = [position - plot_top for _, position in chart.sheet.bars]
    colours = [chart.colours[figure.city] for figure in figures]
    common: dict[str, Any] = {
        "y": y,
        "customdata": [figure.id for figure in figures],
        "hovertext": [_hover(chart, figure) for figure in figures],
        "hovertemplate": "%{hovertext}<extra></extra>",
        # A chosen bar dims no other: the camera takes the same picture as before.
        "unselected": {"marker": {"opacity": 1}},
        "cliponaxis": False,
    }
    if chart.metric.kind is Kind.RANK:
        marker = {"size": chart.bar, "color": colours, "symbol": "circle"}
        x: list[float] = [0] * len(figures)
        return [go.Scatter(x=x, mode="markers", marker=marker, **common)]
    x = [figure.value for figure in figures]
    return [go.Bar(x=x, orientation="h", width=chart.bar, marker={"color": colours}, **common)]


def _hover(chart: _CompareChart, figure: ReportedFigure) -> str:
    """The words behind a bar: quote, gloss, source."""
    say = chart.say
    quote = style.wrap(f"“{figure.quote}”", 13, 320)
    gloss = style.wrap(figure.gloss, 13, 320) if chart.t.code != "zh" else []
    lines = [*quote, *gloss, say.source(figure.city)]
    return "<br>".join(plain(line) for line in lines)
