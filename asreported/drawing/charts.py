"""Draw a comparison as a chart: panels by unit, blocks by what is counted, a mark a figure.

Everything is placed in pixels from the top left corner of a canvas, so that a chart is the
same on the screen and in a picture. One as wide as ``canvas.BREAKPOINT`` or wider:

    +-----------------------------------------------------------------+  y = 0
    | edge                                                            |
    |   Title                                              [camera]   |  _write_title
    |   what is measured, how a rate is worked out                    |
    |   Verdict  its ground                             (a heading)   |
    |   ##> more than, or at least   ##) about          (the key)     |  _write_key
    |                                                                 |
    |   What is counted  verdict                        (a heading)   |  plot_top = panel.top
    |                                                                 |
    |   name       |##### mark ##### value>       :     notes         |  _draw_row
    |   name       |### mark ##| value            :     notes         |  _draw_row
    |                                                                 |
    |   What is counted  verdict                        (next block)  |
    |                                                                 |
    |   name       |# mark #) value   :           :     notes         |
    |              0                 20          40     tick labels   |  panel.bottom
    |                                                                 |
    |   ...                                             (next panel)  |  plot_bottom
    |                                                                 |
    |   how many more figures, what others say, what is left out      |  _write_remarks
    |                                                                 |
    |   residents; notice and sources; version and address            |  _write_foot
    | edge                                                            |
    +-----------------------------------------------------------------+
     <-- left --><----------- plot_width ----------><---- right ---->

Zero has a black line, other ticks have a grid line (:). On a narrower canvas left and right
are edges only, and name and notes stand above the mark (_draw_narrow_row).
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import Kind, ReportedFigure, Unit
from asreported.comparison.compare import Block, Comparison
from asreported.drawing import formats, style
from asreported.drawing.canvas import Canvas, escape_plotly
from asreported.drawing.columns import TALL, Column, Columns, Written, most_abreast
from asreported.drawing.marks import KEY_WIDTH, MEANINGS, Mark, Sign, key_shape
from asreported.drawing.metadata import Metadata
from asreported.drawing.panel import Panel
from asreported.drawing.scale import Scale
from asreported.drawing.text_layout import text_width, wrap, wrap_items
from asreported.words.captions import Captions
from asreported.words.labels import SEPARATOR, Labels
from asreported.words.language import Language

if TYPE_CHECKING:
    import plotly.graph_objects as go

#: Plotly looks at what is there of pandas, and fails where another thread has imported it by half.
WHILE_PANDAS_COMES = threading.Lock()

#: Least height of a row with columns, and the gap below a block, in pixels.
_ROW = 34
_GAP = 14
#: Pixels from a line to the next, in a column of names and of notes.
_NAME_PITCH, _NOTE_PITCH = 19, 17
#: How far bars and rows are stretched at most to fill a height.
_MAX_STRETCH = 1.7
#: Room for the buttons at the top right, in pixels.
_CAMERA = 68


@dataclass(frozen=True)
class Chart:
    """What is drawn, and what its picture says about itself."""

    #: Data and layout as Plotly has them, in plain lists and dictionaries, which nobody changes.
    content: dict[str, Any]
    metadata: Metadata

    @cached_property
    def figure(self) -> go.Figure:
        """The chart as a Plotly figure, made when it is asked for: pages do without Plotly.

        Plotly does not check its properties: that takes ten times as long as the rest of a
        chart, and the tests do it for every chart.
        """
        import plotly.graph_objects as go

        with WHILE_PANDAS_COMES:
            return go.Figure(self.content, _validate=False)

    @property
    def height(self) -> int:
        """Height in pixels."""
        return int(self.content["layout"]["height"])

    @property
    def figures(self) -> list[str]:
        """Ids of the figures that have a mark, in the order of the drawing."""
        return [figure for trace in self.content["data"] for figure in trace["customdata"]]


#: Draws one chart: takes ``width`` and ``min_height`` in pixels, by name (see compare_chart).
Drawer = Callable[..., Chart]


def compare_chart(
    catalog: Catalog,
    comparison: Comparison,
    language: Language,
    *,
    width: int = formats.PICTURE_WIDTH,
    min_height: int = 0,
    address: str = "",
) -> Chart:
    """Draw the chart of one metric, with all that its picture needs to stand alone.

    ``width`` in pixels is the least that the chart will be shown at: text is broken to fit
    it. A chart that would be lower than ``min_height`` pixels is stretched. ``address`` is
    the query that opens the view again. Each mark's ``customdata`` is the id of its figure.
    Raises ValueError where the comparison holds no figure.
    """
    if not comparison.figures:
        raise ValueError(f"nothing to draw: no figure on {comparison.metric} is chosen")
    chart = ComparisonChart(Labels(catalog, language), comparison, width, address)
    drawn = chart.draw()
    if drawn.height >= min_height:
        return drawn
    stretch = min(_MAX_STRETCH, min_height / drawn.height)
    spare = max(0, min_height - chart.draw(stretch).height)
    return chart.draw(stretch, spare)


class ComparisonChart:
    """What the chart of a comparison says and draws at one width, before anything is placed.

    It never changes: each ``draw`` writes on a canvas of its own, so all give the same chart.
    """

    def __init__(self, labels: Labels, comparison: Comparison, width: int, address: str) -> None:
        self.comparison, self.figures = comparison, comparison.drawn_figures
        self.t, self.labels, self.captions = labels.t, labels, Captions(labels)
        self.cities = {figure.city for figure in self.figures}
        self.metric = labels.catalog.metrics[comparison.metric]
        self.metadata = Metadata.of(
            labels,
            {entry.article for entry in (*self.figures, *comparison.told_entries)},
            name=comparison.metric,
            title=labels.title(comparison.metric, comparison.rates),
            description=self.captions.alt_text(comparison),
            address=address,
            width=width,
            rates=comparison.rates,
        )
        self.colours = colours = style.city_colours(labels.catalog.cities)
        self.all_cities = {*comparison.cities, *comparison.told, *comparison.silent}
        self.marks = {
            figure.id: Mark.of(self.captions, comparison, figure, colours[figure.city])
            for figure in self.figures
        }

    def draw(self, stretch: float = 1, spare: float = 0) -> Chart:
        """Draw the chart on a new canvas, from top to bottom.

        Bars and rows are ``stretch`` times as high as usual. ``spare`` pixels are left free
        above and below the panels, so that the foot stands at the bottom of a given height.
        """
        canvas = self._new_canvas(stretch)
        self._write_title(canvas)
        canvas.y += spare * 0.3
        key = self._write_key(canvas)
        canvas.plot_top = canvas.y
        canvas.shapes += [key_shape(sign, x, canvas.plot_top - y) for sign, x, y in key]
        parts: list[Panel | Columns] = [
            self._draw_panel(canvas, number, blocks)
            for number, blocks in enumerate(self.comparison.panels, 1)
        ]
        if self.comparison.written:
            parts.append(self._draw_columns(canvas, len(parts) + 1))
        canvas.plot_bottom = parts[-1].bottom
        self._write_remarks(canvas)
        canvas.y += spare * 0.7
        self._write_foot(canvas)
        axes = {name: axis for part in parts for name, axis in part.axes().items()}
        content = canvas.content([part.trace() for part in parts], axes)
        return Chart(content, self.metadata)

    def _new_canvas(self, stretch: float) -> Canvas:
        """Make a canvas, with columns as wide as the widest name and notes, up to a limit."""
        canvas = Canvas(self.metadata.width, stretch)
        if not canvas.has_columns or self.comparison.written:
            return canvas  # what is written takes the whole width
        rows = [(self.labels.city(f.city), self._notes(f)) for f in self.figures]
        name = max(text_width(name, style.NAME.size) for name, _ in rows)
        notes = max(text_width(SEPARATOR.join(notes), style.NOTE.size) for _, notes in rows)
        canvas.left += min(int(name), int(canvas.width * 0.24)) + 24
        canvas.right += min(int(notes) + 20, int(canvas.width * 0.36))
        return canvas

    def _notes(self, figure: ReportedFigure) -> list[str]:
        """List what stands beside a mark: of a rate first what the article reports."""
        notes = self.labels.row_notes(figure)
        if not self.comparison.rates:
            return notes
        return [self.t("reported: {value}", value=self.labels.value(figure)), *notes]

    def _write_title(self, canvas: Canvas) -> None:
        """Write title, what is measured, how rates are worked out, and the verdict."""
        canvas.y += canvas.edge
        font = style.TITLE if canvas.has_columns else style.NARROW_TITLE
        canvas.write_paragraph(self.metadata.title, font, free_right=_CAMERA)
        canvas.y += 4
        for text in (self.t.text(self.metric.about), self.captions.rate_formula(self.comparison)):
            if text:
                canvas.write_paragraph(text, style.ABOUT, max_lines=8)
        canvas.y += 6
        headline = self.captions.headline(self.comparison)
        canvas.write_heading(headline, self.captions.explanation(self.comparison), style.HEADING)
        canvas.y += 22

    def _draw_panel(self, canvas: Canvas, number: int, blocks: tuple[Block, ...]) -> Panel:
        """Draw blocks that share a unit, and the labels of their ticks below the last."""
        marks = [self.marks[figure.id] for block in blocks for figure in block.figures]
        unit = self._unit(blocks[0])
        scale = Scale.of(marks, self.metric, self.labels, canvas.plot_width, unit)
        panel = Panel(canvas, number, scale, top=canvas.y)
        for block in blocks:
            self._draw_block(panel, block)
        panel.bottom = canvas.y - canvas.stretched(_GAP) + 4
        panel.write_tick_labels()
        return panel

    def _unit(self, block: Block) -> str:
        """Name what the values count (cameras, cases, points); empty where they are no count."""
        if self.metric.unit is Unit.PERCENTAGE_POINTS:
            return self.t("percentage points")
        units = self.labels.catalog.content.counting_units
        is_tallied = self.metric.kind is Kind.COUNT and self.metric.unit is Unit.EACH
        return self.t.label(units[block.axis].name) if is_tallied else ""

    def _draw_block(self, panel: Panel, block: Block) -> None:
        """Draw the heading of a block and its rows."""
        canvas = panel.canvas
        counts, verdict = self.labels.counts(block.counts), self.captions.block_verdict(block)
        canvas.write_heading(counts, verdict, style.HEADING)
        canvas.y += 4
        top = canvas.y
        for figure in block.figures:
            if canvas.rows_are_wide:
                self._draw_row(panel, figure)
            else:
                self._draw_narrow_row(panel, figure)
        if canvas.rows_are_wide:
            panel.draw_grid_lines(top, canvas.y)
        canvas.y += canvas.stretched(_GAP)

    def _draw_columns(self, canvas: Canvas, number: int) -> Columns:
        """Write the blocks that are not drawn to scale, cities side by side."""
        columns = Columns(canvas, number)
        asked = self.all_cities if self._silence_in_place(canvas) else set()
        for blocks in self.comparison.written:
            self._write_group_heading(canvas, blocks)
            cities = {figure.city for block in blocks for figure in block.figures}
            shown = [city for city in self.labels.catalog.cities if city in cities | asked]
            columns.draw([self._column(city, blocks) for city in shown], len(self.all_cities))
        columns.bottom = canvas.y
        return columns

    def _silence_in_place(self, canvas: Canvas) -> bool:
        """Whether cities without a figure have a column, too: where all stand in one row.

        Of a city with many figures the whole width is needed.
        """
        one_group = len(self.comparison.written) == 1 and not self.comparison.panels
        tallest = max(Counter(figure.city for figure in self.figures).values())
        return one_group and tallest <= TALL and len(self.all_cities) <= most_abreast(canvas)

    def _write_group_heading(self, canvas: Canvas, blocks: tuple[Block, ...]) -> None:
        """Write what a group counts with its verdict; nothing where it is all there is."""
        several = len(blocks[0].cities) > 1
        if several:
            counts = self.labels.counts(blocks[0].counts)
            canvas.write_heading(counts, self.captions.block_verdict(blocks[0]), style.HEADING)
        elif len(self.comparison.written) > 1 or self.comparison.panels:
            canvas.write_paragraph(self.t("Each counted by one city"), style.HEADING)
        else:
            return
        canvas.y += 14

    def _column(self, city: str, blocks: tuple[Block, ...]) -> Column:
        """Return the column of a city: its figures, or what its article says instead."""
        figures = [
            Written(self.marks[figure.id], self._unit(block), self._written_notes(block, figure))
            for block in blocks
            for figure in block.figures
            if figure.city == city
        ]
        otherwise: list[str] = []
        if city in self.comparison.told:
            otherwise = self.captions.told_by(self.comparison, city)
        elif city in self.comparison.silent:
            otherwise = [self.t("No such figure in the article")]
        return Column(self.labels.city(city), self.colours[city], figures, otherwise)

    def _written_notes(self, block: Block, figure: ReportedFigure) -> list[tuple[str, str]]:
        """List what stands below a written number, each with a tag where it is inferred."""
        notes = self._notes(figure)
        if len(block.cities) == 1:  # no heading says it
            notes = [self.labels.counts(block.counts), *notes]
            if block.cities_filtered_out or block.cities_without_rate:
                notes.append(self.captions.block_verdict(block))
        return [self.labels.split_inferred(note) for note in notes]

    def _draw_row(self, panel: Panel, figure: ReportedFigure) -> None:
        """Draw a figure's mark between its name and its notes."""
        canvas = panel.canvas
        name_width, notes_width = canvas.left - canvas.edge - 22, canvas.right - canvas.edge - 18
        name = wrap(self.labels.city(figure.city), style.NAME.size, name_width)
        notes = wrap_items(self._notes(figure), SEPARATOR, style.NOTE.size, notes_width)
        height = max(
            canvas.stretched(_ROW), len(notes) * _NOTE_PITCH + 6, len(name) * _NAME_PITCH + 6
        )
        middle = canvas.y + height / 2
        canvas.write_cell(name, middle, _NAME_PITCH, style.NAME)
        panel.draw_mark(self.marks[figure.id], middle)
        canvas.write_cell(notes, middle, _NOTE_PITCH, style.NOTE, right=True)
        canvas.y += height

    def _draw_narrow_row(self, panel: Panel, figure: ReportedFigure) -> None:
        """Draw a figure's mark below its name and its notes."""
        canvas, half = panel.canvas, panel.bar / 2
        canvas.y += 3
        notes = SEPARATOR.join(self._notes(figure))
        canvas.write_heading(self.labels.city(figure.city), notes, style.NAME)
        canvas.y += 2 + half
        panel.draw_mark(self.marks[figure.id], canvas.y)
        panel.draw_grid_lines(canvas.y - half - 3, canvas.y + half + 3)
        canvas.y += half + 6

    def _write_remarks(self, canvas: Canvas) -> None:
        """Write how many figures are not drawn, what others say, what is not chosen or hidden."""
        captions, comparison = self.captions, self.comparison
        in_place = self._silence_in_place(canvas)
        remarks = [
            self.labels.more_figures(comparison.more),
            *([] if in_place else captions.told(comparison)),
            "" if in_place else captions.silent(comparison),
            captions.unchosen(comparison),
            *captions.hidden(comparison),
        ]
        for text in filter(None, remarks):
            canvas.y += 6
            canvas.write_paragraph(text, style.REMARK)

    def _signs(self) -> set[Sign]:
        """Return what the key must explain; what is written explains itself."""
        drawn = [f for blocks in self.comparison.panels for b in blocks for f in b.figures]
        return {sign for figure in drawn for sign in self.marks[figure.id].signs}

    def _write_key(self, canvas: Canvas) -> list[tuple[Sign, float, float]]:
        """Write the meaning of each sign that a mark has, in as many lines as they take.

        Return each sign with where it goes: left of the plot's left edge, and the middle from
        the top of the canvas. They can be placed once the plot's top is known.
        """
        size, x, places = style.FOOT.size, 0.0, []
        used = self._signs()
        for sign in [sign for sign in Sign if sign in used]:
            meaning = self.t(MEANINGS[sign])
            width = KEY_WIDTH + 8 + text_width(meaning, size) + 24
            if x and x + width > canvas.text_width:
                x = 0
                canvas.y += size * 1.6
            middle = canvas.y + size * 0.8
            places.append((sign, canvas.edge - canvas.left + x + 2, middle))
            canvas.write(escape_plotly(meaning), middle, style.FOOT, x=x + KEY_WIDTH + 8)
            x += width
        if used:
            canvas.y += size * 1.6 + 14
        return places

    def _write_foot(self, canvas: Canvas) -> None:
        """Write residents, notice with sources, and version with the view's address."""
        canvas.y += 14
        for text in self.captions.rate_notes(self.comparison, self.cities):
            canvas.write_paragraph(text, style.FOOT)
        canvas.write_foot(self.metadata)
