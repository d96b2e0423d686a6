"""A city on one A4 page: its figures by theme, its article, what is inferred, where to check it."""

from __future__ import annotations

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import ReportedFigure
from asreported.comparison.city import figures_by_theme
from asreported.comparison.excerpts import MOST_OF_CITY
from asreported.drawing import formats, style
from asreported.drawing.canvas import plain
from asreported.drawing.metadata import Metadata
from asreported.words.labels import SEPARATOR, Labels
from asreported.words.language import Language


def html(catalog: Catalog, city_id: str, language: Language, *, address: str = "") -> str:
    """The report card as an HTML page that fits A4, whatever it holds.

    Of very many figures it says how many more there are. Raises KeyError for an unknown city.
    """
    labels, t = Labels(catalog, language), language
    city = catalog.cities[city_id]
    metadata = facts(catalog, city_id, language, address=address)
    title = metadata.title
    by_theme, more = figures_by_theme(catalog, city_id, MOST_OF_CITY)
    themes = "".join(_theme(catalog, labels, name, figures) for name, figures in by_theme.items())
    themes += f"<p>{plain(labels.more_figures(more))}</p>" if more else ""
    foot = SEPARATOR.join(filter(None, (metadata.notice, metadata.version, metadata.address)))
    lang = "zh-CN" if t.code == "zh" else t.code
    return (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{plain(title)}</title>'
        f"<style>{_CSS}</style><main><header><h1>{plain(title)}</h1>"
        f"<p>{plain(t.label(city.province))}{SEPARATOR}{plain(metadata.description)}</p></header>"
        f'<div class="themes">{themes}</div><footer>{plain(foot)}</footer></main>'
        f"<script>{_FIT}</script></html>"
    )


def facts(catalog: Catalog, city_id: str, language: Language, *, address: str = "") -> Metadata:
    """What a city's report card says of itself. Raises KeyError for an unknown city."""
    labels, t = Labels(catalog, language), language
    title = t("{city}, as reported", city=labels.city(city_id))
    return Metadata.of(
        labels,
        (city_id,),
        name=f"city-{city_id}",
        title=title,
        description=SEPARATOR.join(
            f"{term}: {words}" for term, words in labels.provenance(city_id)
        ),
        address=address,
        width=formats.PICTURE_WIDTH,
    )


def _theme(catalog: Catalog, labels: Labels, theme: str, figures: list[ReportedFigure]) -> str:
    name = labels.t.label(catalog.content.themes[theme].name)
    rows = "".join(_row(labels, figure) for figure in figures)
    return f"<section><h2>{plain(name)}</h2>{rows}</section>"


def _row(labels: Labels, figure: ReportedFigure) -> str:
    what = labels.metric(figure.metric)
    counts = labels.counts(figure.counts)
    notes = SEPARATOR.join(
        [counts, *labels.notes(figure)] if counts != what else labels.notes(figure)
    )
    return (
        f"<div><b>{plain(labels.value(figure))}</b><span>{plain(what)} "
        f"<i>{plain(notes)}</i></span></div>"
    )


_CSS = f"""
@page {{ size: A4; margin: 0 }}
* {{ box-sizing: border-box; margin: 0; padding: 0 }}
body {{ font-family: {style.FONT}; color: {style.INK}; background: {style.PAPER} }}
main {{ width: 210mm; height: 297mm; padding: 13mm 14mm 10mm; display: flex;
  flex-direction: column; font-size: 11px; line-height: 1.35; overflow: hidden }}
h1 {{ font-size: 24px; line-height: 1.2; margin-bottom: 4px }}
header p {{ font-size: 10px; color: {style.MUTED} }}
.themes {{ flex: 1; min-height: 0; columns: 2; column-gap: 9mm; column-fill: auto;
  margin: 5mm 0 3mm }}
h2 {{ font-size: 1.15em; border-bottom: 1px solid {style.INK}; margin: 0.9em 0 0.3em;
  break-after: avoid }}
section:first-child h2 {{ margin-top: 0 }}
section div {{ display: flex; gap: 0.8em; padding: 0.16em 0; border-bottom: 1px solid {style.RULE};
  break-inside: avoid }}
section b {{ flex: 0 0 7.6em; text-align: right; font-variant-numeric: tabular-nums }}
section i {{ font-style: normal; color: {style.MUTED} }}
footer {{ font-size: 9px; color: {style.MUTED}; border-top: 1px solid {style.RULE};
  padding-top: 2mm }}
"""

# Type shrinks until all figures fit into the two columns of the page.
_FIT = """
const main = document.querySelector('main'), themes = document.querySelector('.themes');
for (let size = 13; size > 4; size -= 0.25) {
  main.style.fontSize = size + 'px';
  if (themes.scrollWidth <= themes.clientWidth + 1) break;
}
themes.style.columnFill = 'balance';
"""
