"""The Compare page: filters, a chart for each chosen metric, the words behind a bar, downloads."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from asreported import selection
from asreported.catalog.model import Rate
from asreported.comparison.compare import Comparison
from asreported.comparison.excerpts import MAX_DRAWN
from asreported.comparison.nearby import comparable_nearby
from asreported.drawing.charts import Chart, Drawer
from asreported.html.figures import figures_table, links_to_metrics, passage, reasons
from asreported.html.page import heading, note
from asreported.view import CompareView
from views import filters
from views.chart import chart_width, close_chart, show_chart
from views.download_all import download_all
from views.downloads import (
    cite_button,
    data_buttons,
    note_without_browser,
    picture_buttons,
    row_of_buttons,
)
from views.pace import draw_so_far
from views.sentences import sentences
from views.shell import Page
from views.side_by_side import finding_link

#: Width in pixels below which the filters are folded.
_FOLDED_BELOW = 760


def show(page: Page[CompareView]) -> None:
    """Show the filters, a chart for each chosen metric, and the downloads of everything.

    The charts are sent, and drawn, before the rest, also what stands above them.

    Whatever comes and goes stands in a container that is always there. Where an element takes the
    place of a container, or the other way round, in a run that another cuts short, Streamlit's page
    ends for good: "'setIn' cannot be called on an ElementNode".
    """
    filters.keep_offered(page)
    view = page.view
    chosen = selection.comparisons(page.catalog, view) if view.metrics else []
    charts = [_chart(page, one, place) for place, one in enumerate(reversed(chosen))]
    above = st.container(key="above")
    with above:
        st.html(heading(page.t("Compare"), page.context.labels.tagline()))
    with st.container():  # the downloads below keep their place, however many charts there are
        if not view.metrics:
            with st.container():
                st.html(note(page.t("Choose a metric above.")))
        sections = [_Section(page, chart, place) for place, chart in enumerate(charts)]
    draw_so_far()
    for section in sections:
        section.fill()
    with above:
        st.html(finding_link(page))
        filters.choose(page, folded=chart_width() < _FOLDED_BELOW)
    download_all(page)


@dataclass(frozen=True)
class _Chart:
    """A metric under the filters, and its chart, if any figure is left."""

    comparison: Comparison
    draw: Drawer
    chart: Chart | None


def _chart(page: Page[CompareView], comparison: Comparison, place: int) -> _Chart:
    draw = selection.drawer(page.catalog, page.view, comparison)
    chart = draw(width=chart_width(place)) if comparison.figures else None
    return _Chart(comparison, draw, chart)


class _Section:
    """One metric on the page: shows its chart at once, and the rest when it is filled."""

    def __init__(self, page: Page[CompareView], drawn: _Chart, place: int) -> None:
        self._page, self._drawn, self._place = page, drawn, place
        self._container = st.container(key=f"section-{place}")
        if drawn.chart is None:
            return
        with self._container:
            self._buttons = row_of_buttons(drawn.comparison.metric)
            self._chosen = show_chart(drawn.chart, page.t, place=place)

    def fill(self) -> None:
        """Show the words behind a chosen bar, reasons, sentences, table, and the downloads."""
        page, comparison, chart = self._page, self._drawn.comparison, self._drawn.chart
        with self._container:
            if chart is None:
                _no_figures(page, comparison)
                return
            _passage(page, comparison, self._chosen, self._place)
            with st.container():
                filters.show_all_button(page, comparison.metric, len(comparison.figures), MAX_DRAWN)
                note_without_browser(page.t)
                if why := reasons(page.context, comparison):
                    st.html(why)
            sentences(page, comparison)
            st.html(figures_table(page.context, comparison))
        with self._buttons:
            _downloads(page, comparison, self._drawn.draw, chart)


def _no_figures(page: Page[CompareView], comparison: Comparison) -> None:
    """Say why a metric has no figure left, and lead to metrics of which some may be compared."""
    metric_id, captions = comparison.metric, page.context.captions
    left = note(captions.no_figures(comparison), *captions.not_drawn(comparison))
    nearby = comparable_nearby(page.catalog, metric_id, page.view.cities, page.view.show)
    with st.container():
        st.html(left + links_to_metrics(page.context, nearby))


def _downloads(page: Page[CompareView], comparison: Comparison, draw: Drawer, chart: Chart) -> None:
    """Show the buttons of a metric: pictures, data, what to cite, another way to show it."""
    metric_id, captions = comparison.metric, page.context.captions
    picture_buttons(metric_id, page.t, draw, rates=comparison.rates)
    data_buttons(page, metric_id, replace(page.view, metrics=(metric_id,)))
    headline, explanation = captions.headline(comparison), captions.explanation(comparison)
    finding = page.t("{first} {then}", first=headline, then=explanation)
    letter = chart.metadata.letter(page.t, finding)
    cities = (*comparison.cities, *comparison.told)
    cite_button(page, metric_id, chart.metadata.line, cities, letter=letter)
    if comparison.written or Rate.PER_MONTH in comparison.rates:
        filters.monthly_or_not(page, metric_id)
    filters.alone_or_without(page, metric_id)


def _passage(page: Page[CompareView], comparison: Comparison, chosen: str, place: int) -> None:
    """Show the words behind a chosen mark, in their paragraph."""
    figure = next((figure for figure in comparison.figures if figure.id == chosen), None)
    name = comparison.metric
    with st.container(key=f"passage-{name}", gap="small"):
        if figure is None:
            return
        st.html(passage(page.context, figure))
        st.button(page.t("Close"), key=f"close-{name}", on_click=close_chart, args=(place,))
