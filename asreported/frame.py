"""What every chart has: its title above, where its words come from below, and its figure."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import plotly.graph_objects as go

from asreported import style
from asreported.catalog import Catalog
from asreported.sentences import Sentences
from asreported.sheet import Sheet

#: Room for the camera button at the top right.
_CAMERA = 36


def write_title(sheet: Sheet, title: str, lines: list[str], *, size: int) -> None:
    """The title, and lines below it that say what is measured."""
    sheet.y += sheet.edge
    sheet.paragraph(title, size=size, colour=style.INK, bold=True, spare=_CAMERA)
    sheet.y += 4
    for words in filter(None, lines):
        sheet.paragraph(words, size=14, colour=style.MUTED)
    sheet.y += 6


def write_sources(
    sheet: Sheet, catalog: Catalog, say: Sentences, cities: Collection[str], address: str
) -> None:
    """Articles with their dates, the data's version, and the address of the view."""
    t = say.language
    said = t("As reported by the press, not verified.")
    sources = [
        t("{city}: {source}", city=say.city(city), source=say.source(city))
        for city in catalog.cities
        if city in cities
    ]
    version = t("As Reported, data {version}", version=catalog.version)
    sheet.items([f"{said} {sources[0]}", *sources[1:]])
    sheet.items([version, address] if address else [version])
    sheet.y += sheet.edge - 8


def unchecked_figure(traces: list[dict[str, Any]], layout: dict[str, Any]) -> go.Figure:
    """A Plotly figure that is not checked property by property.

    The check takes ten times as long as the rest of a chart; the tests make it,
    for every chart.
    """
    return go.Figure({"data": traces, "layout": layout}, _validate=False)
