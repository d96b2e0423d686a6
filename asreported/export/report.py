"""All of it as one HTML page: charts, verdicts, tables, articles, method; no server, no network."""

from __future__ import annotations

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
from asreported.drawing.browser import SCRIPT
from asreported.drawing.charts import Chart, compare_chart
from asreported.html import COPY_SCRIPT, CSS, EQUIP_SCRIPT
from asreported.html.article import accounts, article, left_out, origin, source
from asreported.html.chart import WIDTHS, chart_html
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


def report(catalog: Catalog, language: Language, address: Callable[[str], str]) -> str:
    """Write the whole catalog as an HTML page that stands alone.

    ``address`` gives the query that opens a metric on the dashboard, for its chart to print.
    """
    links = Links(
        metric=lambda metric: f"#metric-{metric}",
        city=lambda city: f"#city-{city}",
        article=lambda article: f"#article-{article}",
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
        t, labels = self.t, self.context.labels
        lead = escape_html(labels.tagline())
        notice = escape_html(t("As reported by articles, not verified."))
        version = escape_html(t("As Reported, data {version}", version=self.catalog.version))
        parts = [
            ("#overview", t("Side by side")),
            *((f"#theme-{theme}", labels.theme(theme)) for theme in self.rows),
            *((f"#city-{city}", labels.city(city)) for city in self.catalog.cities),
            ("#method", t("Method")),
        ]
        items = "".join(
            f'<li><a href="{escape(to)}">{escape_html(name)}</a></li>' for to, name in parts
        )
        return (
            f'<header><p class="wordmark">As Reported <span lang="zh">据报道</span></p>'
            f"<h1>{lead}</h1><p><strong>{notice}</strong> {version}</p>"
            f"<nav><ul>{items}</ul></nav></header>"
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
        name = escape_html(self.context.labels.theme(theme))
        metrics = "".join(self._metric(row.comparison) for row in rows)
        return f'<section id="theme-{escape(theme)}"><h2>{name}</h2>{metrics}</section>'

    def _metric(self, comparison: Comparison) -> str:
        """Write a metric's chart, then its verdict, what may be printed of it, its figures."""
        drawn = replace(comparison, limit=MAX_DRAWN)  # the table beside it has all of its figures
        charts = [self._chart(drawn, width) for width in WIDTHS]
        words = (
            reasons(self.context, comparison)
            + in_a_sentence(self.context, claims(self.catalog, drawn), name=comparison.metric)
            + figures_table(self.context, comparison)
        )
        return (
            f'<article class="metric" id="metric-{escape(comparison.metric)}">'
            f"<h3>{escape_html(self.context.labels.metric(comparison.metric))}</h3>"
            f"{chart_html(charts, self.t, self._row)}{words}</article>"
        )

    def _chart(self, comparison: Comparison, width: int) -> Chart:
        """Draw a metric's chart; the dashboard's address stands in it."""
        address = self.address(comparison.metric)
        return compare_chart(self.catalog, comparison, self.t, width=width, address=address)

    def _city(self, city: str) -> str:
        """Write where a city's figures come from, and its articles with all of them marked."""
        articles = "".join(self._article(one.id) for one in self.catalog.cities[city].articles)
        asked = questions_to(self.context, open_questions(self.catalog, city, MAX_OF_CITY))
        begins = source(self.context, city, glance(self.context, city))
        return f'<section id="city-{escape(city)}">{begins}{asked}{articles}</section>'

    def _article(self, article_id: str) -> str:
        """Write an article with its figures marked, and its numbers accounted for."""
        context = self.context
        return (
            f'<div id="article-{escape(article_id)}">{origin(context, article_id)}'
            f"{accounts(context, article_id)}{article(context, article_id, link=self._row)}"
            f"{left_out(context, article_id)}</div>"
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
        """Write the scripts that add hints, cameras and buttons to copy; all else needs none."""
        files = (SCRIPT, COPY_SCRIPT, EQUIP_SCRIPT)
        return f"<script>{''.join(path.read_text(encoding='utf-8') for path in files)}</script>"
