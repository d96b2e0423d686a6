"""All of it as one HTML page: charts, verdicts, tables, articles, method; no server, no network."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

from asreported.catalog.catalog import Catalog
from asreported.comparison.claims import claims
from asreported.comparison.compare import Comparison
from asreported.comparison.excerpts import MAX_DRAWN, MAX_OF_CITY
from asreported.comparison.open_questions import open_questions
from asreported.comparison.side_by_side import Row, default_columns, side_by_side
from asreported.drawing.browser import PLOTLY, SCRIPT, for_browser
from asreported.drawing.charts import compare_chart
from asreported.html import COPY_SCRIPT, CSS
from asreported.html.article import accounts, article, left_out, source
from asreported.html.city import glance
from asreported.html.context import Context, Links
from asreported.html.escaping import escape_html
from asreported.html.figures import figures_table, reasons
from asreported.html.map import map_html
from asreported.html.method import method_text
from asreported.html.sentences import in_a_sentence, questions_to
from asreported.html.side_by_side import side_by_side_table
from asreported.words.language import Language

_HERE = Path(__file__).parent

#: Widths in pixels that each chart is laid out for: a screen and paper, a phone.
_WIDTHS = (960, 340)


def report(catalog: Catalog, language: Language, address: Callable[[str], str]) -> str:
    """Write the whole catalog as an HTML page that stands alone.

    ``address`` gives the query that opens a metric on the dashboard, for its chart to print.
    """
    links = Links(
        metric=lambda metric: f"#metric-{metric}",
        city=lambda city: f"#city-{city}",
        article=lambda city: f"#article-{city}",
        figure=lambda figure: f"#words-{figure}",
    )
    return _Report(Context(catalog, language, links), address).html()


class _Report:
    """Writes the report from its parts."""

    def __init__(self, context: Context, address: Callable[[str], str]) -> None:
        self.address = address
        self.context, self.catalog, self.t = context, context.catalog, context.t
        self.rows = side_by_side(self.catalog).rows

    def html(self) -> str:
        """Write the page from its head to its scripts."""
        name = self.t("Report")
        title = escape(f"As Reported 据报道 · {name}")
        css = (CSS.read_text(encoding="utf-8"), (_HERE / "report.css").read_text(encoding="utf-8"))
        sections = [
            self._opening(),
            self._side_by_side(),
            *(self._theme(theme, rows) for theme, rows in self.rows.items()),
            *(self._city(city) for city in self.catalog.cities),
            self._method(),
        ]
        return (
            f'<!doctype html>\n<html lang="{escape(self.t.code)}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{title}</title><style>{''.join(css)}</style></head>"
            f"<body><main>{''.join(sections)}</main>{self._scripts()}</body></html>\n"
        )

    def _opening(self) -> str:
        """Write what this is, of which version, and where its parts are."""
        t, themes = self.t, self.catalog.content.themes
        lead = escape_html(self.context.labels.tagline())
        notice = escape_html(t("As reported by articles, not verified."))
        version = escape_html(t("As Reported, data {version}", version=self.catalog.version))
        parts = [
            ("#overview", t("Side by side")),
            *((f"#theme-{theme}", t.label(themes[theme].name)) for theme in self.rows),
            *((f"#city-{city}", self.context.labels.city(city)) for city in self.catalog.cities),
            ("#method", t("Method")),
        ]
        items = "".join(
            f'<li><a href="{escape(to)}">{escape_html(name)}</a></li>' for to, name in parts
        )
        no_script = escape_html(t("Charts need JavaScript; their figures stand in the tables."))
        return (
            f'<header><p class="wordmark">As Reported <span lang="zh">据报道</span></p>'
            f"<h1>{lead}</h1><p><strong>{notice}</strong> {version}</p>"
            f"<noscript><p>{no_script}</p></noscript><nav><ul>{items}</ul></nav></header>"
        )

    def _side_by_side(self) -> str:
        """Write the map, then the table of cities and metrics, and which part of it is shown."""
        table = side_by_side(self.catalog, cities=default_columns(self.catalog))
        extent = self.context.labels.extent(table)
        remark = f'<p class="remark">{escape_html(extent)}</p>' if extent else ""
        return (
            f'<section id="overview"><h2>{escape_html(self.t("Side by side"))}</h2>'
            f"{map_html(self.context, table)}{remark}"
            f"{side_by_side_table(self.context, table)}</section>"
        )

    def _theme(self, theme: str, rows: list[Row]) -> str:
        """Write the metrics of a theme under its name."""
        name = escape_html(self.t.label(self.catalog.content.themes[theme].name))
        metrics = "".join(self._metric(row.comparison) for row in rows)
        return f'<section id="theme-{escape(theme)}"><h2>{name}</h2>{metrics}</section>'

    def _metric(self, comparison: Comparison) -> str:
        """Write where the page's script draws a metric's chart, then its verdict and figures."""
        metric = escape(comparison.metric)
        name = escape_html(self.context.labels.metric(comparison.metric))
        alt_text = escape(self.context.captions.alt_text(_drawn(comparison)))
        found = claims(self.catalog, _drawn(comparison))
        words = (
            reasons(self.context, comparison)
            + in_a_sentence(self.context, found, name=comparison.metric)
            + figures_table(self.context, comparison)
        )
        return (
            f'<article class="metric" id="metric-{metric}"><h3>{name}</h3>'
            f'<div class="chart" role="figure" aria-label="{alt_text}" data-metric="{metric}">'
            f"</div>{words}</article>"
        )

    def _city(self, city: str) -> str:
        """Write where a city's figures come from, and its article with all of them marked."""
        marked = article(self.context, city, link=self._row)
        asked = questions_to(self.context, open_questions(self.catalog, city, MAX_OF_CITY))
        origin = source(self.context, city, glance(self.context, city))
        return (
            f'<section id="city-{escape(city)}">{origin}{asked}'
            f'<div id="article-{escape(city)}">{accounts(self.context, city)}{marked}'
            f"{left_out(self.context, city)}</div></section>"
        )

    def _row(self, entry_id: str) -> str:
        """Return where a figure stands in a table, or the one that it restates; or a statement."""
        statement = self.catalog.statements.get(entry_id)
        if statement is not None:
            return f"#metric-{statement.metric}"
        return f"#figure-{self.catalog.figures[entry_id].restates or entry_id}"

    def _method(self) -> str:
        """Write the method, whose Markdown the Method page shows as well."""
        text = MarkdownIt("commonmark").enable("table").render(method_text(self.catalog, self.t))
        return f'<section id="method">{text}</section>'

    def _scripts(self) -> str:
        """Write Plotly itself, the charts as data, and what draws them."""
        comparisons = [row.comparison for rows in self.rows.values() for row in rows]
        charts = {one.metric: [self._chart(one, width) for width in _WIDTHS] for one in comparisons}
        files = (PLOTLY, SCRIPT, COPY_SCRIPT, _HERE / "report.js")
        plotly, ours, copy, report = (path.read_text(encoding="utf-8") for path in files)
        return (
            f"<script>{plotly}</script>"
            f'<script type="application/json" id="charts">{_in_script(charts)}</script>'
            f"<script>{ours}\n{copy}\n{report}</script>"
        )

    def _chart(self, comparison: Comparison, width: int) -> dict[str, object]:
        """Return a chart as the page's script takes it."""
        chart = compare_chart(
            self.catalog,
            _drawn(comparison),
            self.t,
            width=width,
            address=self.address(comparison.metric),
        )
        return for_browser(chart, self.t)


def _drawn(comparison: Comparison) -> Comparison:
    """Return a comparison as its chart draws it; the table beside it has all of its figures."""
    return replace(comparison, limit=MAX_DRAWN)


def _in_script(data: object) -> str:
    """Write data as JSON that cannot end the script element it stands in."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
