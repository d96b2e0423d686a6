"""A city on one A4 page: its figures by theme, its article, what is inferred, where to check it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import ReportedFigure
from asreported.comparison.city import figures_by_theme
from asreported.comparison.excerpts import MAX_OF_CITY
from asreported.drawing import formats, style
from asreported.drawing.metadata import Metadata
from asreported.drawing.text_layout import straight_quotes
from asreported.html.escaping import escape_html
from asreported.words.captions import Captions
from asreported.words.labels import SEPARATOR, Labels
from asreported.words.language import Language

#: Width and height of A4 in CSS pixels.
A4 = 793.92, 1122.24


@dataclass(frozen=True)
class ReportCard:
    """An HTML page on A4 to make a PDF or a PNG of, and what the file says of itself."""

    html: str
    metadata: Metadata


def page(catalog: Catalog, city_id: str, language: Language, *, address: str = "") -> ReportCard:
    """Write the report card of a city, which fits A4 whatever it holds.

    Of very many figures it says how many more there are. Raises KeyError for an unknown city.
    """
    labels = Labels(catalog, language)
    about = metadata(catalog, city_id, language, address=address)
    by_theme, more = figures_by_theme(catalog, city_id, MAX_OF_CITY)
    themes = "".join(_theme(labels, name, figures) for name, figures in by_theme.items())
    themes += f"<p>{escape_html(labels.more_figures(more))}</p>" if more else ""
    themes += _statements(labels, city_id)
    province = language.label(catalog.cities[city_id].province)
    first, *others = _facts(labels, city_id)
    lead = [f"{province}{SEPARATOR}{first}", *others]
    return ReportCard(_html(about, lead, themes), about)


def _html(about: Metadata, lead: list[str], themes: str) -> str:
    """Write a page that needs nothing but itself: its title, ``lead`` below it, themes, a foot."""
    title, below = escape_html(about.title), "".join(f"<p>{escape_html(one)}</p>" for one in lead)
    foot = SEPARATOR.join(filter(None, (about.notice, about.version, about.address)))
    body = (
        f'<header><h1>{title}</h1>{below}</header><div class="themes">{themes}</div>'
        f"<footer>{escape_html(foot)}</footer>"
    )
    body = _WORDS.sub(lambda words: straight_quotes(words[0]), body)
    return (
        f'<!doctype html><html lang="{about.language}"><meta charset="utf-8">'
        f"<title>{escape(about.title)}</title><style>{_CSS}</style>"
        f"<main>{body}</main><script>{_FIT}</script></html>"
    )


def metadata(catalog: Catalog, city_id: str, language: Language, *, address: str = "") -> Metadata:
    """Return what a city's report card says of itself. Raises KeyError for an unknown city."""
    labels, t = Labels(catalog, language), language
    return Metadata.of(
        labels,
        catalog.articles_on([city_id]),
        name=f"city-{city_id}",
        title=t("{city}, as reported", city=labels.city(city_id)),
        description=SEPARATOR.join(_facts(labels, city_id)),
        address=address,
        width=formats.PICTURE_WIDTH,
    )


def _facts(labels: Labels, city_id: str) -> list[str]:
    """Write what each article is in a line, the residents behind the last."""
    articles = [labels.provenance(one) for one in labels.catalog.articles_on([city_id])]
    articles[-1].append(labels.residents(city_id))
    return [SEPARATOR.join(f"{term}: {words}" for term, words in article) for article in articles]


def _theme(labels: Labels, theme: str, figures: list[ReportedFigure]) -> str:
    """Write the figures of a theme under its name."""
    rows = "".join(_row(labels, figure) for figure in figures)
    return f"<section><h2>{escape_html(labels.theme(theme))}</h2>{rows}</section>"


def _statements(labels: Labels, city_id: str) -> str:
    """Write what the article says without a number, the same words once; empty if nothing."""
    captions, statements = Captions(labels), labels.catalog.cities[city_id].statements
    said = {(one.metric, captions.said(one, one.metric)): one for one in statements}
    rows = "".join(
        f"<div><span>{escape_html(labels.metric(metric))} <i>{escape_html(words)}</i></span></div>"
        for metric, words in said
    )
    heading = escape_html(labels.t("Said without a number"))
    return f"<section><h2>{heading}</h2>{rows}</section>" if rows else ""


def _row(labels: Labels, figure: ReportedFigure) -> str:
    """Write a figure's value, its metric, what it counts if its metric does not say so, notes."""
    metric, counts = labels.metric(figure.metric), labels.counts(figure.counts)
    notes = [*([counts] if counts != metric else []), *labels.row_notes(figure)]
    return (
        f"<div><b>{escape_html(labels.value(figure))}</b><span>{escape_html(metric)} "
        f"<i>{escape_html(SEPARATOR.join(notes))}</i></span></div>"
    )


#: Words between two tags.
_WORDS = re.compile(r">[^<]+<")

_CSS = f"""
* {{ box-sizing: border-box; margin: 0; padding: 0 }}
body {{ font-family: {style.FONT_FAMILY}; color: {style.INK}; background: {style.PAPER} }}
header p, footer {{ color: {style.MUTED} }}

@page {{ size: A4; margin: 0 }}
main {{ width: 210mm; height: 297mm; padding: 13mm 14mm 10mm; display: flex;
  flex-direction: column; font-size: 11px; line-height: 1.35; overflow: hidden }}
h1 {{ font-size: 24px; line-height: 1.2; margin-bottom: 4px }}
header p {{ font-size: 10px }}
.themes {{ flex: 1; min-height: 0; columns: 2; column-gap: 9mm; column-fill: auto;
  margin: 5mm 0 3mm }}
h2 {{ font-size: 1.15em; border-bottom: 1px solid {style.INK}; margin: 0.9em 0 0.3em;
  break-after: avoid }}
section:first-child h2 {{ margin-top: 0 }}
section div {{ display: flex; gap: 0.8em; padding: 0.16em 0; border-bottom: 1px solid {style.GRID};
  break-inside: avoid }}
section b {{ flex: 0 0 7.6em; text-align: right; font-variant-numeric: tabular-nums }}
section i {{ font-style: normal; color: {style.MUTED} }}
footer {{ font-size: 9px; border-top: 1px solid {style.GRID}; padding-top: 2mm }}
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
