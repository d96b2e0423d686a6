"""The Compare page: filters, a chart for each chosen metric, the words behind a bar, downloads."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from asreported import selection
from asreported.catalog.model import Rate
from asreported.comparison.compare import Comparison
from asreported.comparison.excerpts import MAX_DRAWN
from asreported.comparison.nearby import comparable_nearby
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
from views.sentences import sentences
from views.shell import Page
from views.show_all import show_all_button
from views.side_by_side import finding_link

#: Width in pixels below which the filters are folded.
_FOLDED_BELOW = 760


def show(page: Page[CompareView]) -> None:
    """Show the filters, a chart for each chosen metric, and the downloads of everything.

    Whatever comes and goes stands in a container that is always there. Where an element takes the
    place of a container, or the other way round, in a run that another cuts short, Streamlit's page
    ends for good: "'setIn' cannot be called on an ElementNode".
    """
    st.html(heading(page.t("Compare"), page.context.labels.tagline()))
    st.html(finding_link(page))
    filters.choose(page, folded=chart_width() < _FOLDED_BELOW)
    view = page.view
    with st.container():  # the downloads below keep their place, however many charts there are
        if not view.metrics:
            with st.container():
                st.html(note(page.t("Choose a metric above.")))
        chosen = selection.comparisons(page.catalog, view) if view.metrics else []
        for place, comparison in enumerate(reversed(chosen)):  # the last is seen at once
            with st.container(key=f"section-{place}"):
                _section(page, comparison, place)
    download_all(page)


def _section(page: Page[CompareView], comparison: Comparison, place: int) -> None:
    """Draw one metric: downloads, chart, the words behind a chosen bar, reasons, the table."""
    metric_id, captions = comparison.metric, page.context.captions
    if not comparison.figures:
        left = note(captions.no_figures(comparison), *captions.not_drawn(comparison))
        nearby = comparable_nearby(page.catalog, metric_id, page.view.cities, page.view.show)
        with st.container():
            st.html(left + links_to_metrics(page.context, nearby))
        return
    draw = selection.drawer(page.catalog, page.view, comparison)
    chart = draw(width=chart_width(place))
    with row_of_buttons(metric_id):
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
    _passage(page, comparison, show_chart(chart, page.t, place=place), place)
    with st.container():
        show_all_button(page, metric_id, len(comparison.figures), MAX_DRAWN)
        note_without_browser(page.t)
        if why := reasons(page.context, comparison):
            st.html(why)
    sentences(page, comparison)
    st.html(figures_table(page.context, comparison))


def _passage(page: Page[CompareView], comparison: Comparison, chosen: str, place: int) -> None:
    """Show the words behind a chosen mark, in their paragraph."""
    figure = next((figure for figure in comparison.figures if figure.id == chosen), None)
    name = comparison.metric
    with st.container(key=f"passage-{name}", gap="small"):
        if figure is None:
            return
        st.html(passage(page.context, figure))
        st.button(page.t("Close"), key=f"close-{name}", on_click=close_chart, args=(place,))
