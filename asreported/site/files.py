"""All files of a site: the pages of one version and what they lead to, by their paths."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from asreported import selection
from asreported.catalog.catalog import Catalog
from asreported.drawing import style
from asreported.drawing.browser import SCRIPT
from asreported.drawing.charts import Chart
from asreported.drawing.formats import PICTURE_WIDTH
from asreported.drawing.map import map_chart
from asreported.export.citations import citations
from asreported.export.pictures import picture
from asreported.export.table import write, write_map
from asreported.html import COPY_SCRIPT, CSS, EQUIP_SCRIPT
from asreported.site.addresses import Place, lasting, metric_page
from asreported.site.changes import IN_WORDS, Told, told
from asreported.site.layout import Frame
from asreported.site.linked_data import annotation
from asreported.site.pages import SIDE_BY_SIDE, SitePage, SitePages
from asreported.view import CompareView
from asreported.words.labels import Labels
from asreported.words.language import LANGUAGES, Language, language

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class SiteFile:
    """A file of a site: its path, and what makes it where the site lies in a folder.

    ``make`` takes the folder of the version from the top ("" or "v/1234567/").
    """

    path: str
    make: Callable[[str], bytes]


def site_files(catalog: Catalog, base: str = "", *, png: bool = False) -> Iterator[SiteFile]:
    """Yield all files of a site of a catalog; the same catalog gives the same files.

    ``base`` is the address that the site will have, where it is known. ``png`` adds a picture of
    each chart for those who link to it, which needs a browser, and differs between machines.
    """
    in_words = told(catalog)
    for code in LANGUAGES:
        t = language(code)
        pages = SitePages(catalog, t, base)
        frame = Frame(pages.labels, base, png=png)
        for page in pages.pages():
            yield SiteFile(page.place.path, partial(_page, frame, page))
        yield from _charts(pages, t, png=png)
        yield SiteFile(f"search-{code}.js", _always(_search(catalog, in_words, code)))
    data = {IN_WORDS: as_json(in_words), **_data(catalog, lasting(base, catalog.version))}
    for name, raw in {**data, **_assets()}.items():
        yield SiteFile(name, _always(raw))


def _page(frame: Frame, page: SitePage, folder: str) -> bytes:
    return frame.html(page, folder).encode()


def _always(raw: bytes) -> Callable[[str], bytes]:
    return lambda _: raw


def _charts(pages: SitePages, t: Language, *, png: bool) -> Iterator[SiteFile]:
    """Yield the pictures of all charts and of the map, with the data of each."""
    for metric in pages.table.metrics.shown:
        stem = f"{Place(metric_page(metric), t.code).address}chart"
        chart = pages.chart(metric, PICTURE_WIDTH)
        view = CompareView(t.code, metrics=(metric,))
        yield from _pictures(stem, chart, png=png)
        yield SiteFile(f"{stem}.csv", _always(selection.data(pages.catalog, view, "csv")))
    place = Place(SIDE_BY_SIDE, t.code)
    table = selection.map_table(pages.catalog)
    address = f"{pages.address}{place.address}"
    yield from _pictures(f"{place.address}map", map_chart(table, t, address=address), png=png)
    yield SiteFile(f"{place.address}map.csv", _always(write_map(table)))


def _pictures(stem: str, chart: Chart, *, png: bool) -> Iterator[SiteFile]:
    yield SiteFile(f"{stem}.svg", _always(picture(chart, "svg")))
    if png:
        yield SiteFile(f"{stem}.png", lambda _: picture(chart, "png"))


def _data(catalog: Catalog, version: str) -> dict[str, bytes]:
    """Return figures as tables, references, and all entries as W3C annotations of articles."""
    figures, labels = list(catalog.figures.values()), Labels(catalog, language("en"))
    listed = [annotation(labels, one, f"{version}f/{id}/") for id, one in catalog.entries.items()]
    return {
        "data/as-reported.csv": write(catalog, figures, "csv"),
        "data/as-reported.json": write(catalog, figures, "json"),
        "data/as-reported.bib": citations(catalog, "bib"),
        "data/as-reported.ris": citations(catalog, "ris"),
        "data/as-reported.csl.json": citations(catalog, "json"),
        "data/annotations.jsonld": as_json(listed),
    }


def as_json(data: object) -> bytes:
    """Write data as JSON, the same for the same."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def _search(catalog: Catalog, in_words: Mapping[str, Told], code: str) -> bytes:
    """Write what the search looks through: a script, for from a stick a page loads no data."""
    fields = ("city", "metric", "counts", "value", "quote", "gloss")
    found = [[one, *(in_words[one][code][field] for field in fields)] for one in catalog.figures]
    return f"window.figures = {json.dumps(found, ensure_ascii=False)};\n".encode()


def _assets() -> dict[str, bytes]:
    """Return the style sheet and the script that all pages share."""
    sheets = [path.read_text(encoding="utf-8") for path in (CSS, _HERE / "site.css")]
    sheets.append(style.dark_css(".chart"))
    scripts = (SCRIPT, COPY_SCRIPT, EQUIP_SCRIPT, _HERE / "site.js")
    return {
        "site.css": "\n".join(sheets).encode(),
        "site.js": b"\n".join(path.read_bytes() for path in scripts),
    }
