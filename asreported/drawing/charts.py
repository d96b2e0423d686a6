"""A comparison -> a Plotly figure: panels by unit, blocks by what is counted, a mark a figure.

Everything is placed in pixels from the top left, so that a chart is the same
on the screen and in a picture. ``width`` is the least width it will be shown
at: texts are broken to fit it. Below ``frame.BESIDE`` pixels the words stand
above their bar instead of beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import Kind, Metric, ReportedFigure
from asreported.comparison.compare import Block, Comparison
from asreported.drawing import formats, style
from asreported.drawing.canvas import FOOT_SIZE, NOTE_SIZE, TEXT_SIZE, Sheet, plain
from asreported.drawing.hover import hover_words
from asreported.drawing.marks import (
    BAR,
    MEANINGS,
    VALUE_SIZE,
    Mark,
    Sign,
    bar_style,
    end_shape,
    hatch,
    key_shape,
)
from asreported.drawing.metadata import (
    BESIDE,
    Chart,
    Drawing,
    Metadata,
    chart_of,
    edge_of,
    write_facts,
    write_title,
)
from asreported.drawing.scale import Scale
from asreported.words.captions import Captions
from asreported.words.labels import SEPARATOR, Labels
from asreported.words.language import Language

_ROW = 34
_GAP = 14
_MOST_STRETCH = 1.7
_RANK_WIDTH = 240


def compare_chart(
    catalog: Catalog,
    comparison: Comparison,
    language: Language,
    *,
    width: int = formats.PICTURE_WIDTH,
    min_height: int = 0,
    address: str = "",
) -> Chart:
    """The chart of one metric, with everything a picture needs to stand alone.

    ``width`` in pixels is the least the chart will be shown at; where it would be
    lower than ``min_height`` it gets more air. ``address`` is the query that brings
    the view back. Each mark's ``customdata`` is its figure's
    id. Raises ValueError where the comparison holds no figure.
    """
    if not comparison.figures:
        raise ValueError(f"nothing to draw: no figure on {comparison.metric} is chosen")
    plan = partial(_CompareChart, catalog, comparison, language, width, address)
    chart = plan().draw()
    if chart.height >= min_height:
        return chart
    stretch = min(_MOST_STRETCH, min_height / chart.height)
    spare = max(0, min_height - plan(stretch).draw().height)
    return plan(stretch).draw(spare)


@dataclass
class _Panel:
    """Blocks that share an axis: their scale, and where their marks stand on the sheet."""

    number: int
    scale: Scale
    top: float
    bottom: float = 0
    marks: list[tuple[Mark, float]] = field(default_factory=list)

    @property
    def x(self) -> str:
        """What Plotly calls its value axis."""
        return f"x{self.number}" if self.number > 1 else "x"

    @property
    def y(self) -> str:
        """What Plotly calls the axis that its marks stand along."""
        return f"y{self.number}" if self.number > 1 else "y"


class _CompareChart:
    def __init__(
        self,
        catalog: Catalog,
        comparison: Comparison,
        language: Language,
        width: int,
        address: str,
        stretch: float = 1,
    ) -> None:
        self.catalog = catalog
        self.comparison = comparison
        self.cities = {figure.city for figure in comparison.drawn_figures}
        self.t = language
        self.labels = Labels(catalog, language)
        self.captions = Captions(self.labels)
        self.facts = Metadata.of(
            self.labels,
            self.cities,
            name=comparison.metric,
            title=self.labels.title(comparison.metric, comparison.rates),
            description=self.captions.alt_text(comparison),
            address=address,
            width=width,
            rates=comparison.rates,
        )
        self.metric: Metric = catalog.metrics[comparison.metric]
        colours = style.city_colours(catalog.cities)
        self.marks = {
            figure.id: Mark.of(self.captions, comparison, figure, colours[figure.city])
            for figure in comparison.drawn_figures
        }
        self.beside = width >= BESIDE
        self.sheet = Sheet(width, edge_of(width))
        self.bar, self.row, self.gap = (round(size * stretch) for size in (BAR, _ROW, _GAP))
        self.panels: list[_Panel] = []
        self.shapes: list[dict[str, Any]] = []
        if self.beside:
            self._set_columns()

    def draw(self, spare: float = 0) -> Chart:
        """Write the sheet from top to bottom, then hand it to Plotly.

        ``spare`` pixels of air go around the bars, so that the foot stands at the foot.
        """
        self._title()
        self.sheet.y += spare * 0.3
        for blocks in self.comparison.panels:
            self._panel(blocks)
        self._left_out()
        self.sheet.y += spare * 0.7
        self._foot()
        return self._figure()

    def _notes(self, figure: ReportedFigure) -> list[str]:
        """What stands beside a mark; of a rate first what the article reports."""
        notes = self.labels.notes(figure)
        if not self.comparison.rates:
            return notes
        return [self.t("reported: {value}", value=self.labels.value(figure)), *notes]

    def _set_columns(self) -> None:
        sheet = self.sheet
        names = [self.labels.city(figure.city) for figure in self.comparison.drawn_figures]
        notes = [SEPARATOR.join(self._notes(figure)) for figure in self.comparison.drawn_figures]
        widest = max((style.text_width(name, TEXT_SIZE) for name in names), default=0)
        noted = max((style.text_width(note, NOTE_SIZE) for note in notes), default=0)
        sheet.left += min(int(widest), int(sheet.width * 0.24)) + 24
        sheet.right += min(int(noted) + 20, int(sheet.width * 0.36))
        if self.metric.kind is Kind.RANK:  # a dot needs little room: what goes with it comes near
            sheet.right = max(sheet.right, sheet.width - sheet.left - _RANK_WIDTH)

    def _title(self) -> None:
        sheet = self.sheet
        about = self.t.text(self.metric.about)
        lines = [about, self.captions.rate_formula(self.comparison)]
        write_title(sheet, self.facts.title, lines, size=26 if self.beside else 20)
        headline = self.captions.headline(self.comparison)
        sheet.lead(headline, self.captions.explanation(self.comparison), bold=True)
        sheet.y += 22

    def _panel(self, blocks: tuple[Block, ...]) -> None:
        """Blocks that share a unit, and the scale under the last of them."""
        sheet = self.sheet
        marks = [self.marks[figure.id] for block in blocks for figure in block.figures]
        unit = self._unit(blocks[0])
        scale = Scale.of(marks, self.metric, self.labels, sheet.plot_width, unit)
        panel = _Panel(len(self.panels) + 1, scale, top=sheet.y)
        self.panels.append(panel)
        for block in blocks:
            self._block(panel, block)
        panel.bottom = sheet.y - self.gap + 4
        self._tick_labels(panel)

    def _unit(self, block: Block) -> str:
        """What the values of a count are a number of, where it is something that is tallied."""
        units = self.catalog.content.counting_units
        is_tallied = self.metric.kind is Kind.COUNT and self.metric.unit == "each"
        return self.t.label(units[block.axis].name) if is_tallied else ""

    def _block(self, panel: _Panel, block: Block) -> None:
        sheet = self.sheet
        sheet.lead(self.labels.counts(block.counts), self.captions.block_verdict(block), bold=True)
        sheet.y += 4
        top = sheet.y
        for figure in block.figures:
            if self.beside:
                self._row_beside(panel, figure)
            else:
                self._row_below(panel, figure)
        if self.beside:
            self._rules(panel, top, sheet.y)
        sheet.y += self.gap

    def _rules(self, panel: _Panel, top: float, bottom: float) -> None:
        """The line at zero and faint ones at the ticks, behind bars and never behind words."""
        for value, _ in panel.scale.ticks:
            colour, width = (style.INK, 1.5) if value == 0 else (style.RULE, 1)
            self._shape(
                panel,
                type="line",
                x0=value,
                x1=value,
                y0=top - panel.top,
                y1=bottom - panel.top,
                line={"color": colour, "width": width},
                layer="above" if value == 0 else "below",
            )

    def _shape(self, panel: _Panel, **shape: Any) -> None:
        """A shape on a panel's axes, y counted down from the panel's top."""
        self.shapes.append({"xref": panel.x, "yref": panel.y, **shape})

    def _tick_labels(self, panel: _Panel) -> None:
        """What the ticks mean, under the last block; at an edge they stay inside it."""
        scale = panel.scale
        if not scale.ticks:
            return
        for value, words in scale.ticks:
            place = scale.pixel(value)
            half = style.text_width(words, NOTE_SIZE) / 2
            anchor, shift = "center", 0.0
            if value == 0 and "%" not in words and place < half:
                anchor, shift = "left", min(0, -style.text_width(words[:1], NOTE_SIZE) / 2)
            if not self.beside:
                outside = place < half, place > self.sheet.plot_width - half
                anchor = {(True, False): "left", (False, True): "right"}.get(outside, "center")
                shift = 0
            self.sheet.annotations.append(
                {
                    "text": plain(words),
                    "xref": panel.x,
                    "x": value,
                    "xanchor": anchor,
                    "xshift": shift,
                    "yref": "paper",
                    "y": 1,
                    "yshift": -(panel.bottom + 12),
                    "yanchor": "middle",
                    "showarrow": False,
                    "font": {"size": NOTE_SIZE, "color": style.MUTED},
                }
            )
        self.sheet.y += 26

    def _row_beside(self, panel: _Panel, figure: ReportedFigure) -> None:
        sheet = self.sheet
        room = sheet.right - sheet.edge - 18
        name = style.wrap(self.labels.city(figure.city), TEXT_SIZE, sheet.left - sheet.edge - 22)
        lines = style.wrap_items(self._notes(figure), SEPARATOR, NOTE_SIZE, room)
        height = max(self.row, len(lines) * 17 + 6, len(name) * 19 + 6)
        middle = sheet.y + height / 2
        sheet.column(name, middle, 19, size=TEXT_SIZE)
        self._draw_mark(panel, self.marks[figure.id], middle)
        sheet.column(lines, middle, 17, size=NOTE_SIZE, colour=style.MUTED, beside=True)
        sheet.y += height

    def _row_below(self, panel: _Panel, figure: ReportedFigure) -> None:
        sheet = self.sheet
        sheet.y += 3
        sheet.lead(self.labels.city(figure.city), SEPARATOR.join(self._notes(figure)), bold=False)
        sheet.y += 2 + self.bar / 2
        self._draw_mark(panel, self.marks[figure.id], sheet.y)
        self._rules(panel, sheet.y - self.bar / 2 - 3, sheet.y + self.bar / 2 + 3)
        sheet.y += self.bar / 2 + 6

    def _draw_mark(self, panel: _Panel, mark: Mark, y: float) -> None:
        """The mark of a figure, its end, and the value on it."""
        panel.marks.append((mark, y))
        if mark.kind is Kind.SHARE:
            self._box(panel, y, 100, style.TRACK, "below")  # the whole of the share
        if mark.outlined and mark.kind is not Kind.RANK:
            self._box(panel, y, mark.value, style.PAPER, "between")  # no tick shows through
        if mark.end is not None:
            shape = end_shape(mark, y - panel.top, self.bar)
            self._shape(panel, **shape)
        inside = panel.scale.holds(mark)
        xshift: float = mark.direction * (-9 if inside else 9 + mark.reach)
        if mark.kind is Kind.RANK:
            xshift = self.bar / 2 + 9
        self.sheet.annotations.append(
            {
                "text": f"<b>{plain(mark.words)}</b>",
                "x": panel.scale.place(mark),
                "xref": panel.x,
                "xanchor": "left" if (mark.direction < 0) is inside else "right",
                "xshift": xshift,
                "yref": "paper",
                "y": 1,
                "yshift": -y,
                "yanchor": "middle",
                "showarrow": False,
                "font": {"size": VALUE_SIZE, "color": mark.ink if inside else style.INK},
            }
        )

    def _box(self, panel: _Panel, y: float, value: float, colour: str, layer: str) -> None:
        """A stretch from zero to ``value``, as high as a bar, behind it."""
        half = self.bar / 2
        self._shape(
            panel,
            type="rect",
            x0=0,
            x1=value,
            y0=y - panel.top - half,
            y1=y - panel.top + half,
            fillcolor=colour,
            line={"width": 0},
            layer=layer,
        )

    def _left_out(self) -> None:
        """What is not drawn, who is silent, what was not chosen, what does not hold together."""
        sentences = [self.labels.more_figures(self.comparison.more)]
        sentences += [
            self.captions.silent(self.comparison),
            self.captions.cities_filtered_out(self.comparison),
        ]
        for words in [*sentences, *self.captions.hidden(self.comparison)]:
            if words:
                self.sheet.y += 6
                self.sheet.paragraph(words, size=14, colour=style.INK)

    def _foot(self) -> None:
        sheet, t = self.sheet, self.t
        sheet.y += 14
        used = {sign for mark in self.marks.values() for sign in mark.signs}
        sheet.key([(partial(key_shape, sign), t(MEANINGS[sign])) for sign in Sign if sign in used])
        sheet.y += 4 if used else 0
        for words in self.captions.rate_notes(self.comparison, self.cities):
            sheet.paragraph(words, size=FOOT_SIZE, colour=style.MUTED)
        write_facts(sheet, self.facts)

    def _figure(self) -> Chart:
        top, bottom = self.panels[0].top, self.panels[-1].bottom
        drawing = Drawing(
            top,
            bottom,
            traces=[_trace(self, panel) for panel in self.panels],
            shapes=self.shapes,
            axes=_axes(self.panels, top, bottom),
        )
        return chart_of(self.sheet, drawing, self.facts)


def _axes(panels: list[_Panel], top: float, bottom: float) -> dict[str, Any]:
    """A pair of axes for each panel: values across, pixels down from its top."""
    axes: dict[str, Any] = {}
    for panel in panels:
        number = str(panel.number) if panel.number > 1 else ""
        axes[f"xaxis{number}"] = {
            "visible": False,
            "fixedrange": True,
            "range": [panel.scale.low, panel.scale.high],
            "anchor": panel.y,
        }
        upper, lower = (1 - (y - top) / (bottom - top) for y in (panel.top, panel.bottom))
        axes[f"yaxis{number}"] = {
            "visible": False,
            "fixedrange": True,
            "range": [panel.bottom - panel.top, 0],
            "domain": [max(0.0, lower), min(1.0, upper)],
            "anchor": panel.x,
        }
    return axes


def _trace(chart: _CompareChart, panel: _Panel) -> dict[str, Any]:
    marks = [mark for mark, _ in panel.marks]
    common: dict[str, Any] = {
        "x": [panel.scale.place(mark) for mark in marks],
        "y": [y - panel.top for _, y in panel.marks],
        "xaxis": panel.x,
        "yaxis": panel.y,
        "customdata": [mark.figure.id for mark in marks],
        "hovertext": ["<br>".join(hover_words(chart.labels, mark.figure)) for mark in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        # A chosen bar dims no other: the camera takes the same picture as before.
        "unselected": {"marker": {"opacity": 1}},
        "cliponaxis": False,
    }
    marker = bar_style(marks)
    if chart.metric.kind is Kind.RANK:
        marker |= {"size": chart.bar, "symbol": "circle"}
        return {"type": "scatter", "mode": "markers", "marker": marker, **common}
    if chart.comparison.rates:
        marker["pattern"] = hatch(marks)
    return {"type": "bar", "orientation": "h", "width": chart.bar, "marker": marker, **common}
