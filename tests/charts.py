"""The words of charts: of a figure object, an SVG, a PDF; and charts of changed figures."""

from __future__ import annotations

import json
import re
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from html import unescape
from types import SimpleNamespace
from typing import Any

import plotly.graph_objects as go

from asreported import Catalog

SVG = "{http://www.w3.org/2000/svg}"


def words(figure: go.Figure) -> list[str]:
    """The chart's texts from top to bottom, without their markup."""
    ordered = sorted(notes_of(figure), key=lambda note: -note.yshift)
    return [unescape(re.sub(r"<[^>]+>", "", note.text)) for note in ordered]


def told(components: Iterable[Any]) -> list[dict[str, Any]]:
    """What the components of a page are told of its charts, from top to bottom."""
    return [json.loads(one.json)[0] for one in components if one.component_name == "chart"]


def notes_of(figure: go.Figure) -> list[Any]:
    """A chart's annotations as plain values: Plotly's own objects are slow to read."""
    return [
        SimpleNamespace(**{"xshift": 0, **note, "font": SimpleNamespace(**note["font"])})
        for note in figure.to_dict()["layout"]["annotations"]
    ]


def svg_text(raw: bytes) -> str:
    """The texts of an SVG, each on a line."""
    texts = ElementTree.fromstring(raw).iter(f"{SVG}text")
    return "\n".join("".join(text.itertext()) for text in texts)


def unified(text: str) -> str:
    """Text without spaces, and Chinese radicals as the characters that share their glyph.

    Chromium writes 文 as ⽂ where a font has one glyph for both.
    """
    plain = unicodedata.normalize("NFKC", text).replace("⻔", "门")
    return "".join(plain.split())


def made_up(catalog: Catalog, figure_id: str, **changes: Any) -> Catalog:
    """A catalog with one figure changed, and nothing of it checked."""
    changed = catalog.figures[figure_id].model_copy(update=changes)
    city = catalog.cities[changed.city]
    figures = tuple(changed if f.id == figure_id else f for f in city.figures)
    cities = {**catalog.cities, city.id: city.model_copy(update={"figures": figures})}
    content = catalog.content.model_copy(update={"cities": cities})
    return Catalog(content, catalog.version, catalog.articles, catalog.passages)
