"""What every chart has: a title above, where its words come from below, its facts, its figure."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import plotly.graph_objects as go

from asreported.drawing import style
from asreported.drawing.canvas import Sheet
from asreported.words.labels import SEPARATOR, Labels

#: From this width on, in pixels, words stand beside their bar.
BESIDE = 900
#: Margin around a chart in pixels, and on a narrow screen. Pages take it back (views/house.css).
EDGE, NARROW_EDGE = 24, 12
#: Room for the camera button at the top right.
_CAMERA = 36


def edge_of(width: int) -> int:
    """The margin of a chart that is laid out for so many pixels."""
    return EDGE if width >= BESIDE else NARROW_EDGE


@dataclass(frozen=True)
class Metadata:
    """What a picture says of itself, on its face and inside its file.

    ``name`` is that of its metric or of its page, ``rates`` what is worked out;
    ``width`` in pixels is what it is laid out for; ``address`` is the query that brings
    the view back.
    """

    name: str
    title: str
    description: str
    sources: tuple[str, ...]
    notice: str
    version: str
    address: str
    language: str
    width: int
    rates: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        labels: Labels,
        cities: Collection[str],
        *,
        name: str,
        title: str,
        description: str,
        address: str,
        width: int,
        rates: Collection[str] = (),
    ) -> Metadata:
        """The facts of a picture on some of the cities."""
        t, catalog = labels.t, labels.catalog
        named = set(cities)
        return cls(
            name,
            title,
            description,
            sources=_sources(labels, [city for city in catalog.cities if city in named]),
            notice=t("As reported by the press, not verified."),
            version=t("As Reported, data {version}", version=catalog.version),
            address=address,
            language=t.code,
            width=width,
            rates=tuple(rates),
        )

    @property
    def line(self) -> str:
        """What to paste next to the picture: what it is, whose words, how to find it again."""
        parts = [self.title, *self.sources, self.version, self.notice.rstrip(".。"), self.address]
        return SEPARATOR.join(filter(None, parts))


def _sources(labels: Labels, cities: Sequence[str]) -> tuple[str, ...]:
    """Return the articles of cities, each with its city; of many some, and how many more."""
    t = labels.t
    sources = (t("{city}: {source}", city=labels.city(c), source=labels.source(c)) for c in cities)
    return tuple(labels.truncated(sources))


def write_title(sheet: Sheet, title: str, lines: list[str], *, size: int) -> None:
    """The title, and lines below it that say what is measured."""
    sheet.y += sheet.edge
    sheet.paragraph(title, size=size, colour=style.INK, bold=True, spare=_CAMERA)
    sheet.y += 4
    for words in filter(None, lines):
        sheet.paragraph(words, size=14, colour=style.MUTED, most=8)
    sheet.y += 6


def write_facts(sheet: Sheet, facts: Metadata) -> None:
    """Articles with their dates, the data's version, and the address of the view."""
    first, *others = facts.sources
    sheet.items([f"{facts.notice} {first}", *others])
    sheet.items([words for words in (facts.version, facts.address) if words])
    sheet.y += sheet.edge - 8


@dataclass
class Drawing:
    """What is drawn on a sheet besides its words, between two heights in pixels."""

    top: float
    bottom: float
    traces: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)
    axes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Chart:
    """A Plotly figure, and what its picture says of itself."""

    figure: go.Figure
    metadata: Metadata

    @property
    def height(self) -> int:
        """Height in pixels."""
        return int(self.figure.layout.height)


class Drawer(Protocol):
    """What draws one chart at any width."""

    def __call__(self, *, width: int = ..., min_height: int = 0) -> Chart:
        """Draw it for a width in pixels; where it would be lower than ``min_height``, with air."""
        ...


def chart_of(sheet: Sheet, drawing: Drawing, facts: Metadata) -> Chart:
    """Make a chart of a sheet and what is drawn on it.

    It is not checked property by property: that takes ten times as long as the rest
    of a chart, and the tests do it for every chart.
    """
    height = math.ceil(sheet.y)
    for annotation in sheet.annotations:
        annotation["yshift"] += drawing.top
    signs = [sign(x, drawing.top - y) for sign, x, y in sheet.signs]
    layout = {
        "template": style.TEMPLATE,
        "autosize": True,
        "height": height,
        "margin": {
            "l": sheet.left,
            "r": sheet.right,
            "t": drawing.top,
            "b": height - drawing.bottom,
            "pad": 0,
            "autoexpand": False,
        },
        "annotations": sheet.annotations,
        "shapes": [*drawing.shapes, *signs],
        **drawing.axes,
    }
    # Plotly would draw a random name for each, which ends up in ids of an SVG.
    traces = [{**trace, "uid": f"trace-{i}"} for i, trace in enumerate(drawing.traces)]
    return Chart(go.Figure({"data": traces, "layout": layout}, _validate=False), facts)
