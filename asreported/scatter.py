"""Two metrics against each other -> a Plotly figure: a point a city, and no line through them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import plotly.graph_objects as go

from asreported import formats, style
from asreported.catalog import Catalog
from asreported.compare import Block, Comparison
from asreported.explain import Explanations
from asreported.frame import Drawing, Facts, chart_of, edge_of, write_facts, write_title
from asreported.hover import hover_lines, hover_words
from asreported.language import Language
from asreported.marks import MEANINGS, Mark, Sign, bar_style, key_shape
from asreported.model import Kind, Qualifier, ReportedFigure
from asreported.pairing import Pairing, Panel
from asreported.scale import round_steps
from asreported.sentences import SEPARATOR, Sentences
from asreported.sheet import NOTE_SIZE, TEXT_SIZE, Sheet, plain

_HEIGHT = 260
_MOST_HEIGHT = 640
_MOST_COLUMNS = 3
_GUTTER = 56
_POINT = 15
_LEAST_PANEL = 300


@dataclass(frozen=True)
class _Point:
    """What a city reports on both metrics."""

    x: Mark
    y: Mark

    @property
    def outlined(self) -> bool:
        """Whether something about either figure is inferred."""
        return self.x.outlined or self.y.outlined

    @property
    def mark(self) -> Mark:
        """What it is drawn as: that of the x axis, outlined where either is."""
        return replace(self.x, figure=self.y.figure) if self.y.outlined else self.x

    @property
    def ids(self) -> list[str]:
        """The ids of both figures."""
        return [self.x.figure.id, self.y.figure.id]


@dataclass
class _Place:
    """A panel, its points, and where it stands on the sheet, in pixels.

    So many of its points as are ``named`` have their city beside them.
    """

    panel: Panel
    points: list[_Point]
    named: int
    number: int
    left: float
    width: float
    top: float = 0

    @property
    def suffix(self) -> str:
        """What Plotly appends to the names of its axes."""
        return str(self.number) if self.number > 1 else ""


def scatter_chart(
    catalog: Catalog,
    pairing: Pairing,
    language: Language,
    *,
    width: int = formats.PICTURE_WIDTH,
    min_height: int = 0,
    address: str = "",
    most: int | None = None,
) -> go.Figure:
    """The chart of two metrics against each other, to stand alone.

    Where it would be lower than ``min_height`` its panels grow, and it gets more air.

    Each panel has its own axes where it counts something else; what has one unit has
    one range. Points carry the ids of both figures as ``customdata``. ``most`` is how
    many panels are drawn, and points named in each (None: all); the rest is counted.
    Raises ValueError where no city reports both.
    """
    if not pairing.panels:
        raise ValueError("nothing to draw: no city reports both metrics")
    plan = partial(_ScatterChart, catalog, pairing, language, width, address, most)
    first = plan()
    chart = first.draw()
    missing = min_height - chart.layout.height
    if missing <= 0:
        return chart
    taller = min(_MOST_HEIGHT, _HEIGHT + missing / first.rows)
    spare = max(0, min_height - plan(taller).draw().layout.height)
    return plan(taller).draw(spare)


class _ScatterChart:
    def __init__(
        self,
        catalog: Catalog,
        pairing: Pairing,
        language: Language,
        width: int,
        address: str,
        most: int | None,
        height: float = _HEIGHT,
    ) -> None:
        self.catalog, self.pairing, self.t = catalog, pairing, language
        self.drawn = pairing.first(most)
        self.say = Sentences(catalog, language)
        self.explain = Explanations(self.say)
        self.colours = style.city_colours(catalog.cities)
        self.wide = width >= 2 * _LEAST_PANEL + 150
        self.sheet = Sheet(width, edge_of(width))
        sides = {"one": self._name(pairing.x), "other": self._name(pairing.y)}
        if pairing.x.rates or pairing.y.rates:
            title = self.t("{one} against {other}, worked out from reports", **sides)
        else:
            title = self.t("{one} against {other}, as reported", **sides)
        self.facts = Facts.of(
            self.say,
            pairing.cities,
            name=f"{pairing.x.metric}-{pairing.y.metric}",
            title=title,
            description=self.explain.spoken_pairing(pairing, most),
            address=address,
            width=width,
            rates=dict.fromkeys((*pairing.x.rates, *pairing.y.rates)),
        )
        self.height = height
        self.rows = 0
        self.places: list[_Place] = []

    def draw(self, spare: float = 0) -> go.Figure:
        """Write the sheet from top to bottom, then hand it to Plotly.

        ``spare`` pixels of air go above the foot.
        """
        sides = (self.pairing.x, self.pairing.y)
        formulas = dict.fromkeys(self.explain.formula(comparison) for comparison in sides)
        lines = [*formulas, *self.explain.divided_by(sides, self.pairing.cities)]
        write_title(self.sheet, self.facts.title, lines, size=26 if self.wide else 20)
        self.sheet.lead(self.explain.rests_on(self.pairing), "", bold=True)
        self.sheet.y += 18
        self._set_places()
        self._listing()
        self.sheet.y += spare
        self._foot()
        return self._figure()

    def _name(self, comparison: Comparison) -> str:
        name = self.say.metric(comparison.metric)
        if not comparison.rates:
            return name
        metric = self.catalog.metrics[comparison.metric]
        rate = self.say.rate(comparison.rates, metric)
        return self.t("{metric} {rate}", metric=name, rate=rate)

    def _set_places(self) -> None:
        """Panels in rows, each under a heading that says what it counts."""
        panels, sheet = self.drawn, self.sheet
        columns = min(len(panels), _MOST_COLUMNS, max(1, sheet.text_width // _LEAST_PANEL))
        width = (sheet.text_width - (columns - 1) * 24) / columns - _GUTTER
        width = min(width, 620)
        for start in range(0, len(panels), columns):
            row = []
            for i, (panel, named) in enumerate(panels[start : start + columns]):
                left = sheet.edge + i * (width + _GUTTER + 24)
                row.append(_Place(panel, self._points(panel), named, start + i + 1, left, width))
            self._row(row)
            self.rows += 1
            self.places += row

    def _row(self, row: list[_Place]) -> None:
        sheet, top = self.sheet, self.sheet.y
        headings = [self._heading(place) for place in row]
        tallest = max(len(lines) for lines in headings)
        for place, lines in zip(row, headings, strict=True):
            for i, line in enumerate(lines):
                y = top + (i + 0.75) * NOTE_SIZE * 1.5
                self._write(line, place, -_GUTTER, y, style.INK)
        for place in row:
            place.top = top + tallest * NOTE_SIZE * 1.5 + 18
            label = self._axis_name(self.pairing.x, place.panel.x)
            for i, line in enumerate(style.wrap(label, NOTE_SIZE, place.width)):
                y = place.top + self.height + 42 + i * 17
                self._write(line, place, 0, y, style.MUTED)
        sheet.y = row[0].top + self.height + 78

    def _heading(self, place: _Place) -> list[str]:
        """What goes up: the y axis names itself above its panel."""
        words = self._axis_name(self.pairing.y, place.panel.y)
        return style.wrap(words, NOTE_SIZE, place.width + _GUTTER)

    def _axis_name(self, comparison: Comparison, block: Block) -> str:
        """What is counted, and per what."""
        counts = self.say.counts(block.counts)
        if not comparison.rates:
            return counts
        rate = self.say.rate(comparison.rates, self.catalog.metrics[comparison.metric])
        return self.t("{metric} {rate}", metric=counts, rate=rate)

    def _write(self, words: str, place: _Place, shift: float, y: float, colour: str) -> None:
        """Write a line that stays with its panel when the page stretches the chart."""
        self.sheet.write(plain(words), y, size=NOTE_SIZE, colour=colour)
        left = (place.left + _GUTTER - self.sheet.left) / self.sheet.plot_width
        self.sheet.annotations[-1] |= {"x": left, "xshift": shift}

    def _points(self, panel: Panel) -> list[_Point]:
        return [
            _Point(self._mark(self.pairing.x, x), self._mark(self.pairing.y, y))
            for x, y in panel.points
        ]

    def _mark(self, comparison: Comparison, figure: ReportedFigure) -> Mark:
        return Mark.of(self.explain, comparison, figure, self.colours[figure.city])

    def _listing(self) -> None:
        """Both figures of the points in words: the points alone leave out too much."""
        for place in self.places:
            for point in place.points[: place.named]:
                parts = [
                    self.t(
                        "{counts} {value}: {notes}",
                        counts=self.say.counts(mark.figure.counts),
                        value=mark.words,
                        notes=self.t(", ").join(self.say.notes(mark.figure)),
                    )
                    for mark in (point.x, point.y)
                ]
                city = self.say.city(point.x.figure.city)
                self.sheet.lead(city, SEPARATOR.join(parts), bold=False)
        if more := self.pairing.points - sum(place.named for place in self.places):
            self.sheet.lead("", self.t("and {number} more", number=more), bold=False)

    def _foot(self) -> None:
        sheet = self.sheet
        said = [self.explain.only_one(self.pairing)]
        for words in filter(None, said):
            sheet.y += 6
            sheet.paragraph(words, size=14, colour=style.INK)
        sheet.y += 12
        if any(point.outlined for place in self.places for point in place.points):
            sign = partial(key_shape, Sign.OUTLINED)
            sheet.key([(sign, self.t(MEANINGS[Sign.OUTLINED]))])
            sheet.y += 4
        write_facts(sheet, self.facts)

    def _figure(self) -> go.Figure:
        top, bottom = self.places[0].top, self.places[-1].top + self.height
        drawing = Drawing(
            top,
            bottom,
            traces=[self._trace(place) for place in self.places],
            axes=self._axes(top, bottom),
        )
        return chart_of(self.sheet, drawing, self.facts)

    def _axes(self, top: float, bottom: float) -> dict[str, Any]:
        axes: dict[str, Any] = {}
        for place in self.places:
            left = (place.left + _GUTTER - self.sheet.left) / self.sheet.plot_width
            right = left + place.width / self.sheet.plot_width
            upper, lower = (
                1 - (y - top) / (bottom - top) for y in (place.top, place.top + self.height)
            )
            axes[f"xaxis{place.suffix}"] = {
                **self._axis(self.pairing.x, place.panel.x),
                "domain": [left, min(1.0, right)],
                "anchor": f"y{place.suffix}",
            }
            axes[f"yaxis{place.suffix}"] = {
                **self._axis(self.pairing.y, place.panel.y),
                "domain": [max(0.0, lower), min(1.0, upper)],
                "anchor": f"x{place.suffix}",
            }
        return axes

    def _axis(self, comparison: Comparison, block: Block) -> dict[str, Any]:
        metric = self.catalog.metrics[comparison.metric]
        low, high = self._range(comparison, block)
        steps = [step for step in round_steps(low, high, 4) if low <= step <= high]
        return {
            "range": [low, high],
            "fixedrange": True,
            "tickvals": steps,
            "ticktext": [plain(self.say.axis_value(step, metric)) for step in steps],
            "tickfont": {"size": NOTE_SIZE, "color": style.MUTED},
            "gridcolor": style.RULE,
            "zeroline": True,
            "zerolinecolor": style.INK,
            "zerolinewidth": 1.5,
            "showline": False,
            "ticks": "outside",
            "ticklen": 6,
            "tickcolor": style.translucent(style.PAPER, 0),
        }

    def _range(self, comparison: Comparison, block: Block) -> tuple[float, float]:
        """From zero past the last value; one range for all panels that share a unit."""
        drawn = {f.id for panel in self.pairing.panels for point in panel.points for f in point}
        values = [
            comparison.value_of(figure)
            for other in comparison.blocks
            if other.axis == block.axis
            for figure in other.figures
            if figure.id in drawn
        ]
        low, high = min([0, *values]), max([0, *values])
        if self.catalog.metrics[comparison.metric].kind is Kind.SHARE:
            high = 100
        if low == high:
            high = 1
        room = (high - low) * 0.12
        return low - (room if low < 0 else 0), high + (room if high > 0 else room / 2)

    def _trace(self, place: _Place) -> dict[str, Any]:
        points = place.points
        labels = [self._label(point) for point in points[: place.named]]
        across = self._range(self.pairing.x, place.panel.x)
        up = self._range(self.pairing.y, place.panel.y)
        pixels = [
            (_pixel(point.x.value, across, place.width), _pixel(point.y.value, up, self.height))
            for point in points
        ]
        unnamed = len(points) - len(labels)
        positions = label_positions(pixels, labels, place.width)
        return {
            "type": "scatter",
            "x": [point.x.value for point in points],
            "y": [point.y.value for point in points],
            "xaxis": f"x{place.suffix}",
            "yaxis": f"y{place.suffix}",
            "mode": "markers+text",
            "marker": {**bar_style([point.mark for point in points]), "size": _POINT},
            "text": [*(f"<b>{plain(label)}</b>" for label in labels), *[""] * unnamed],
            "textposition": [*positions, *["top center"] * unnamed],
            "textfont": {"size": TEXT_SIZE - 1, "color": style.INK},
            "customdata": [point.ids for point in points],
            "hovertext": [self._hover(point) for point in points],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "cliponaxis": False,
        }

    def _label(self, point: _Point) -> str:
        """The city; a number that is hedged is said beside it, for a point cannot show it."""
        marks = (point.x, point.y)
        hedged = [mark.words for mark in marks if mark.figure.qualifier is not Qualifier.EXACT]
        city = self.say.city(point.x.figure.city)
        return f"  {SEPARATOR.join([city, *hedged])}  "

    def _hover(self, point: _Point) -> str:
        lines: list[str] = []
        for mark in (point.x, point.y):
            lines += hover_lines(f"{self.say.counts(mark.figure.counts)}{SEPARATOR}{mark.words}")
            lines += hover_words(self.say, mark.figure)
        return "<br>".join(lines)


def _pixel(value: float, ends: tuple[float, float], length: float) -> float:
    """How far from its lower end a value lies on an axis of so many pixels."""
    low, high = ends
    return (value - low) / (high - low) * length


def label_positions(
    points: list[tuple[float, float]], labels: list[str], width: float
) -> list[str]:
    """Where the labels of the first points stand, so that they cover no point and no label.

    ``points`` are in pixels from the lower left corner of a panel ``width`` wide.
    A label that finds no free place stands above its point.
    """
    half = _POINT / 2
    taken = [(x - half, y - half, x + half, y + half) for x, y in points]
    chosen = []
    for (x, y), label in zip(points, labels, strict=False):
        wide = style.text_width(label, TEXT_SIZE, bold=True)
        boxes = {
            "middle right": (x + half, y - 9, x + half + wide, y + 9),
            "middle left": (x - half - wide, y - 9, x - half, y + 9),
            "top center": (x - wide / 2, y + half, x + wide / 2, y + half + 18),
            "bottom center": (x - wide / 2, y - half - 18, x + wide / 2, y - half),
        }
        free = (
            place
            for place, box in boxes.items()
            if box[0] >= 0 and box[2] <= width and not any(_overlap(box, other) for other in taken)
        )
        place = next(free, "top center")
        taken.append(boxes[place])
        chosen.append(place)
    return chosen


_Box = tuple[float, float, float, float]


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
