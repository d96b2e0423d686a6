"""The pages of a site: what stands on each, from the same words and drawings as the dashboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from html import escape
from itertools import groupby
from typing import TypeVar

from markdown_it import MarkdownIt

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import ReportedFigure, Statement
from asreported.comparison.city import figures_by_theme
from asreported.comparison.compare import Comparison, compared, judge_two
from asreported.comparison.excerpts import (
    MAX_CELLS,
    MAX_DRAWN,
    MAX_MAPPED,
    MAX_OF_CITY,
    MAX_TABLED,
    Excerpt,
    excerpt,
)
from asreported.comparison.open_questions import claims_of, open_questions
from asreported.comparison.side_by_side import Row, side_by_side
from asreported.drawing.charts import Chart, compare_chart
from asreported.export.citations import TITLE
from asreported.html import article as articles
from asreported.html.chart import WIDTHS, chart_html
from asreported.html.city import glance, statements, systems, theme_table
from asreported.html.context import Context, link_to
from asreported.html.escaping import escape_html
from asreported.html.figures import (
    figures_table,
    links_to_metrics,
    passage,
    reasons,
    statement_reading,
)
from asreported.html.map import finding_line, map_html
from asreported.html.method import SECTIONS, method_text, sections
from asreported.html.page import contents, folded, heading, section
from asreported.html.sentences import copy_button, in_a_sentence, questions_to
from asreported.html.side_by_side import side_by_side_table
from asreported.selection import map_table
from asreported.site.addresses import (
    Place,
    article_page,
    city_page,
    embed_page,
    figure_page,
    lasting,
    metric_page,
)
from asreported.site.linked_data import annotation, dataset
from asreported.words.labels import SEPARATOR
from asreported.words.language import Language
from asreported.words.map import MapCaptions

SIDE_BY_SIDE, METHOD, CHANGES = "side-by-side", "method", "changes"
#: Pixels of an embedded page below its chart.
_BELOW_EMBEDDED = 48

T = TypeVar("T")


@dataclass(frozen=True)
class SitePage:
    """A page of a site: where it stands, its title, what it says in a sentence, its content.

    ``about`` is linked data; ``picture`` the file of a picture, from the top of the site;
    ``bare`` pages have no menu, for others to frame; one that ``grows`` belongs to no version.
    """

    place: Place
    title: str
    description: str
    content: str
    about: tuple[dict[str, object], ...] = ()
    picture: str = ""
    bare: bool = False
    grows: bool = False


def _downloads(place: Place, files: Mapping[str, str]) -> str:
    """Lead to files, given by their paths from the top of the site with their names."""
    return SEPARATOR.join(
        f'<a href="{escape(place.to(file))}" download>{escape_html(name)}</a>'
        for file, name in files.items()
    )


class SitePages:
    """Writes the pages of one catalog in one language.

    ``base`` is the address of the site (empty: not known), ``address`` that of the version.
    """

    def __init__(self, catalog: Catalog, language: Language, base: str = "") -> None:
        self.catalog, self.t, self.base = catalog, language, base
        self.address = lasting(base, catalog.version)
        self.table = side_by_side(catalog)
        self.top, context = Place("", language.code).address, self._at("")[1]
        self.labels = labels = context.labels
        # Each figure stands on the pages of all others of its metric.
        self._named = cache(lambda figure: escape_html(labels.figure(catalog.figures[figure])))
        verdict = context.captions.verdict
        self._judged = cache(lambda *two: escape_html(verdict(judge_two(catalog, *two))))

    def pages(self) -> Iterator[SitePage]:
        """Yield all pages of the site."""
        yield self._first()
        yield from self._side_by_side()
        yield self._method()
        for metric in self.table.metrics.shown:
            charts = [self.chart(metric, width) for width in WIDTHS]
            yield self._metric(metric, charts)
            yield self._embed(metric, charts)
        for city in self.catalog.cities:
            yield from self._city(city)
        for article in self.catalog.sources:
            yield self._article(article)
        for entry in self.catalog.entries.values():
            yield self._entry(entry)

    def _at(self, folder: str) -> tuple[Place, Context]:
        place = Place(folder, self.t.code)
        return place, Context(self.catalog, self.t, place.links)

    @cached_property
    def _finding(self) -> str:
        return MapCaptions(self.labels, self.table).finding()

    def chart(self, metric: str, width: int) -> Chart:
        """Draw a metric's chart, which prints the address of its page."""
        drawn = replace(compared(self.catalog, metric), limit=MAX_DRAWN)
        place = Place(metric_page(metric), self.t.code)
        address = f"{self.address}{place.address}"
        return compare_chart(self.catalog, drawn, self.t, width=width, address=address)

    def _first(self) -> SitePage:
        """Write the page that opens first: the finding, a chart, all metrics by theme."""
        place, context = self._at("")
        t, metric = self.t, self.catalog.opening_metric()
        charts = [self.chart(metric, width) for width in WIDTHS]
        lead = self.labels.tagline()
        groups = "".join(
            f"<h2>{escape_html(self.labels.theme(theme))}</h2><ul class='metrics'>"
            f"{''.join(self._listed(context, row) for row in rows)}</ul>"
            for theme, rows in self.table.rows.items()
        )
        found = [level for level, rows in self.table.by_verdict.items() if rows]
        files = {
            "data/as-reported.csv": t("Data (CSV)"),
            "data/as-reported.json": t("Data (JSON)"),
            "data/as-reported.bib": "BibTeX",
            "data/as-reported.ris": "RIS",
            "data/as-reported.csl.json": "CSL JSON",
        }
        content = (
            heading(t("Compare"), lead)
            + finding_line(self._finding, place.to_page(SIDE_BY_SIDE))
            + self._search(place)
            + f'<p class="unseen">{context.to_metric(metric)}</p>'
            + chart_html(charts, t, context.links.figure)
            + self._boxes(t("Verdict"), list(map(context.captions.level, found)))
            + f'<section class="index">{groups}</section>'
            + f'<p class="downloads">{_downloads(place, files)}</p>'
        )
        about = dataset(self.labels, self.address)
        return SitePage(place, t("Compare"), lead, content, (about,))

    def _listed(self, context: Context, row: Row) -> str:
        """Write a line of the list of metrics: its name, its verdict."""
        level = escape_html(context.captions.level(row.comparison.verdict.level))
        return f"<li>{context.to_metric(row.metric)} <small>{level}</small></li>"

    def _boxes(self, name: str, options: list[str], remark: str = "") -> str:
        """Write a box to tick for each option, all ticked, which a script shows; not for one.

        Before more than three stands one that ticks all or none of them.
        """
        every = [(self.t("All"), ' class="every"')] * (len(options) > 3)
        boxes = "".join(
            f'<label{css}><input type="checkbox" checked>{escape_html(option)}</label>'
            for option, css in [*every, *((option, "") for option in options)]
        )
        below = f'<p class="remark">{escape_html(remark)}</p>' if remark else ""
        return (
            f'<div class="boxes" role="group" aria-label="{escape(name)}" hidden>{boxes}{below}'
            "</div>"
        ) * (len(options) > 1)

    def _search(self, place: Place) -> str:
        """Write the field of the search, which a script shows."""
        t = self.t
        top, pages = escape(place.to("")), escape(self.top)
        hint = t("a number or words")
        return (
            f'<search hidden data-top="{top}" data-pages="{pages}"><label>{escape_html(t("Find"))} '
            f'<input type="search" placeholder="{escape(hint)}"></label>'
            '<ul class="found" aria-live="polite"></ul></search>'
        )

    def _side_by_side(self) -> Iterator[SitePage]:
        """Write the map, then the table of cities and metrics; of many on several pages."""
        t, table = self.t, map_table(self.catalog)
        lead = [
            t("What each article reports on each metric. A value leads to its chart."),
            t("Map and verdicts are of all cities, whichever columns are shown."),
        ]
        every, most = table.metrics.shown, MAX_CELLS // len(table.cities)
        most = most if len(every) <= most else max(1, most * 3 // 4)
        for folder, part, number, ways in self._paged(SIDE_BY_SIDE, every, most):
            place, context = self._at(folder)
            shown = replace(table, metrics=Excerpt(part, len(every) - len(part)))
            content = (
                heading(t("Side by side"))
                + ways(place)
                + map_html(context, shown)
                + self._pictures(place, f"{SIDE_BY_SIDE}/map")
                + section(t("All metrics"), " ".join(lead))
                + side_by_side_table(context, shown)
            )
            yield SitePage(place, t("Side by side") + number, self._finding, content)

    def _paged(
        self, folder: str, items: Sequence[T], most: int
    ) -> Iterator[tuple[str, tuple[T, ...], str, Callable[[Place], str]]]:
        """Cut items into equal parts of at most so many, each for a page of its own.

        Yields the page's folder, the part, what is added to its title, and what leads from a
        place to all of the pages (empty where that is one).
        """
        number = max(1, -(-len(items) // most))
        size, name = max(1, -(-len(items) // number)), escape(self.t("Pages"))
        folders = [folder, *(f"{folder}/{i}" for i in range(2, number + 1))]
        numbered = {one: self.t.digits(i) for i, one in enumerate(folders, 1)}

        def ways(place: Place) -> str:
            links = place.ways(numbered)
            return f'<nav class="cities" aria-label="{name}">{links}</nav>' * (number > 1)

        for i, one in enumerate(folders):
            part = tuple(items[i * size : (i + 1) * size])
            yield one, part, f"{SEPARATOR}{i + 1}" if i else "", ways

    def _metric(self, metric: str, charts: list[Chart]) -> SitePage:
        """Write a metric's chart, its downloads, verdict, sentences and figures."""
        place, context = self._at(metric_page(metric))
        comparison = compared(self.catalog, metric)
        tabled = replace(comparison, limit=MAX_TABLED)
        name = self.labels.metric(metric)
        height = max(chart.height for chart in charts) + _BELOW_EMBEDDED
        embedding = self._embedding(place, metric, height)
        content = (
            f'<h1 class="unseen">{escape_html(name)}</h1>'
            f"{chart_html(charts, self.t, context.links.figure)}"
            f"{self._pictures(place, f'{place.folder}/chart', embedding)}"
            f'<h2 class="unseen">{escape_html(self.labels.title(metric))}</h2>'
            f"{reasons(context, comparison)}"
            f"{in_a_sentence(context, claims_of(self.catalog, metric), name=metric)}"
            f"{self._cities_shown(tabled)}{figures_table(context, tabled)}"
            f"{self._others(context, comparison)}"
        )
        description = " ".join(
            [context.captions.headline(comparison), context.captions.explanation(comparison)]
        )
        picture = f"{self.top}{place.folder}/chart"
        return SitePage(place, self.labels.title(metric), description, content, (), picture)

    def _cities_shown(self, comparison: Comparison) -> str:
        """Write a box for each city of a metric's table."""
        figures = {figure.city for figure in comparison.drawn_figures}
        there = {*figures, *comparison.told, *comparison.silent}
        cities = [self.labels.city(city) for city in self.catalog.cities if city in there]
        remark = self.t("The chart and its verdict are of all cities, whichever the table shows.")
        return self._boxes(self.t("City"), cities, remark)

    @cached_property
    def _comparable(self) -> list[str]:
        every = (row for rows in self.table.rows.values() for row in rows)
        return [row.metric for row in every if row.comparable]

    def _others(self, context: Context, comparison: Comparison) -> str:
        """Lead to the metrics of which something may be compared."""
        others = [one for one in self._comparable if one != comparison.metric]
        return links_to_metrics(context, excerpt(others, MAX_MAPPED).shown)

    def _pictures(self, place: Place, stem: str, more: str = "") -> str:
        """Lead to a chart's files."""
        stem = self.top + stem
        files = {f"{stem}.svg": "SVG", f"{stem}.csv": self.t("Data (CSV)")}
        return f'<div class="downloads">{_downloads(place, files)}{more}</div>'

    def _embedding(self, place: Place, metric: str, height: int) -> str:
        """Lead to the chart alone, and write the line with which another page frames it.

        ``height`` in pixels fits the higher layout, for a frame does not grow with its page.
        """
        t, embed = self.t, Place(embed_page(metric), self.t.code)
        line = (
            f'<iframe src="{escape(self.base + embed.address)}" title="'
            f'{escape(self.labels.title(metric))}" width="100%" height="{height}" '
            'loading="lazy" style="border:0"></iframe>'
        )
        remarks = [t("It shows the newest data.")]
        if not self.base:
            remarks.append(t("Complete its address: that of this site comes first."))
        alone = escape_html(t("The chart alone"))
        content = (
            f'<div class="card"><code>{escape(line)}</code>'
            f"{copy_button(t('Copy'), t('Copied'), line)}</div><p>{escape_html(' '.join(remarks))} "
            f'<a href="{escape(place.to(embed.path))}">{alone}</a></p>'
        )
        return SEPARATOR + folded(t("Embed"), content)

    def _embed(self, metric: str, charts: list[Chart]) -> SitePage:
        """Write a metric's chart alone, with all its caveats."""
        place, context = self._at(embed_page(metric))
        title = self.labels.title(metric)
        whole = place.to_page(metric_page(metric))
        content = (
            f'<main><h1 class="unseen">{escape_html(title)}</h1>'
            f"{chart_html(charts, self.t, context.links.figure)}"
            f'<p class="remark"><a href="{escape(whole)}" target="_blank">{TITLE}</a></p></main>'
        )
        return SitePage(place, title, title, content, bare=True)

    def _city(self, city: str) -> Iterator[SitePage]:
        """Write what is reported of a city, by theme, and where it comes from.

        Of many figures the first stand there, and the others on pages of their own.
        """
        folder, t = city_page(city), self.t
        by_theme, _ = figures_by_theme(self.catalog, city, None)
        every = [one for of_theme in by_theme.values() for one in of_theme]
        title = t("{city}, as reported", city=self.labels.city(city))
        lead = t("What is reported of one city, by theme, and where it comes from.")
        cities = {city_page(one): self.labels.city(one) for one in self.catalog.cities}
        for one, part, number, leading in self._paged(folder, every, MAX_OF_CITY):
            place, context = self._at(one)
            themes = groupby(part, lambda figure: self.catalog.metrics[figure.metric].theme)
            tables = "".join(theme_table(context, theme, list(found)) for theme, found in themes)
            ways = place.ways(cities, here=folder)
            before = after = ""
            if one == folder:
                before = articles.source(context, city, glance(context, city))
                asked = questions_to(context, open_questions(self.catalog, city, None))
                after = statements(context, city) + systems(context, city) + asked
            content = (
                f'<h1 class="unseen">{escape_html(title)}</h1>'
                f'<nav class="cities" aria-label="{escape(t("City"))}">{ways}</nav>'
                f"{before}{leading(place)}{tables}{after}"
            )
            yield SitePage(place, title + number, lead, content)

    def _article(self, article_id: str) -> SitePage:
        """Write an article with its figures marked, and its numbers accounted for."""
        place, context = self._at(article_page(article_id))
        title = self.labels.article_title(self.catalog.sources[article_id])
        content = (
            heading(title)
            + articles.origin(context, article_id)
            + articles.accounts(context, article_id)
            + articles.article(context, article_id, lambda entry: place.to_page(figure_page(entry)))
            + articles.left_out(context, article_id)
        )
        return SitePage(place, title, self.labels.article(article_id), content)

    def _entry(self, entry: ReportedFigure | Statement) -> SitePage:
        """Write what an entry's words say and were read as, and its verdicts beside others."""
        place, context = self._at(figure_page(entry.id))
        labels, t = self.labels, self.t
        city, metric = labels.city(entry.city), labels.metric(entry.metric)
        if isinstance(entry, ReportedFigure):
            value = f"{metric} {labels.value(entry)}"
            body = passage(context, entry) + self._verdicts(context, entry)
        else:
            value = metric
            body = statement_reading(context, entry)
        title = t("{city}: {source}", city=city, source=value)
        ways = SEPARATOR.join(
            [
                context.to_metric(entry.metric),
                link_to(
                    f"{context.links.article(entry.article)}#words-{entry.id}",
                    escape_html(t("Read it in our copy")),
                ),
                context.to_city(entry.city),
            ]
        )
        about = annotation(labels, entry, self.address + place.address)
        content = f'<h1 class="unseen">{escape_html(title)}</h1>{body}<p class="ways">{ways}</p>'
        return SitePage(place, title, entry.gloss, content, (about,))

    def _verdicts(self, context: Context, figure: ReportedFigure) -> str:
        """Say beside each other figure of the metric whether the two may be compared, and why.

        Of very many it says so beside the first.
        """
        others = excerpt(
            (
                other.id
                for other in self.catalog.figures_of(figure.metric)
                if other.id != figure.id and not other.is_repetition
            ),
            MAX_TABLED,
        )
        items = "".join(
            f"<li>{link_to(context.links.figure(other), self._named(other))} "
            f"<span>{self._judged(*sorted([figure.id, other]))}</span></li>"
            for other in others.shown
        )
        if others.more:
            more = self.t("and {number} more", number=self.t.digits(others.more))
            items += f"<li>{context.to_metric(figure.metric, more)}</li>"
        if not items:
            return ""
        name = escape_html(self.t("Beside other figures"))
        return f'<section class="reasons"><h2>{name}</h2><ul>{items}</ul></section>'

    def _method(self) -> SitePage:
        """Write the method, with its contents beside it and its long lists folded."""
        place, _ = self._at(METHOD)
        title, lead, parts = sections(method_text(self.catalog, self.t))
        markdown = MarkdownIt("commonmark").enable("table")

        def render(words: str) -> str:  # a table that is wider than a phone is scrolled by keys
            return str(markdown.render(words)).replace("<table>", '<table tabindex="0">')

        text = "".join(
            f'<section id="{escape(part.name)}"><h2>{escape_html(part.title)}</h2>'
            f"{render(part.text)}"
            f"{''.join(folded(name, render(words)) for name, words in part.parts)}</section>"
            for part in parts
        )
        beside = contents(self.t("Contents"), [(part.name, part.title) for part in parts])
        content = (
            heading(title, self.t("How this is made, and by which rules."))
            + f'<div class="method">{beside}<div>{render(lead)}{text}</div></div>'
        )
        assert [part.name for part in parts] == list(SECTIONS)
        return SitePage(place, title, lead, content)
