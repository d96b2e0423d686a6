"""The Compare page: filters, a chart for each chosen metric, the words behind a bar, downloads."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from asreported import selection
from asreported.comparison.compare import Comparison
from asreported.comparison.excerpts import MAX_DRAWN
from asreported.html.figures import figures_table, passage, verdict
from asreported.html.page import heading, note
from asreported.view import CompareView
from views import filters
from views.chart import chart_width, show_chart
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


def show(page: Page[CompareView]) -> None:
    """Show the filters, a chart for each chosen metric, and the downloads of everything."""
    st.html(heading(page.t("Compare"), page.context.labels.tagline()))
    filters.choose(page)
    width = chart_width()
    view = page.view
    with st.container():  # the downloads below keep their place, however many charts there are
        if not view.metrics:
            st.html(note(page.t("Choose a metric above.")))
        for comparison in selection.comparisons(page.catalog, view) if view.metrics else []:
            with st.container():
                _section(page, comparison, width)
    download_all(page)


def _section(page: Page[CompareView], comparison: Comparison, width: int) -> None:
    """Draw one metric: chart, verdict, downloads, the words behind a chosen bar, the table."""
    metric_id, captions = comparison.metric, page.context.captions
    if not comparison.figures:
        st.html(note(captions.no_figures(comparison), *captions.not_drawn(comparison)))
        return
    draw = selection.drawer(page.catalog, page.view, comparison)
    chart = draw(width=width)
    closed = st.session_state.setdefault(f"closed-{metric_id}", 0)
    chosen = show_chart(chart, page.t, key=f"{metric_id}-{page.t.code}-{closed}")
    _passage(page, comparison, chosen)
    show_all_button(page, metric_id, len(comparison.figures), MAX_DRAWN)
    st.html(verdict(page.context, comparison))
    with row_of_buttons(metric_id):
        picture_buttons(metric_id, page.t, draw, rates=comparison.rates)
        data_buttons(page, metric_id, replace(page.view, metrics=(metric_id,)))
        cite_button(page, metric_id, chart.metadata.line, (*comparison.cities, *comparison.told))
    note_without_browser(page.t)
    sentences(page, comparison)
    st.html(figures_table(page.context, comparison))


def _passage(page: Page[CompareView], comparison: Comparison, chosen: str) -> None:
    """Show the words behind a chosen mark, in their paragraph."""
    figure = next((figure for figure in comparison.figures if figure.id == chosen), None)
    if figure is None:
        return
    name = comparison.metric
    with st.container(key=f"passage-{name}", gap="small"):
        st.html(passage(page.context, figure))
        st.button(page.t("Close"), key=f"close-{name}", on_click=_close, args=(name,))


def _close(name: str) -> None:
    """Deselect the chosen mark: a chart's selection cannot be set, so it gets a new key."""
    st.session_state[f"closed-{name}"] += 1
