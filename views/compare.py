"""The Compare page: choose metrics, read the chart, follow a bar to its words, take the picture."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from asreported import selection
from asreported.compare import Comparison
from asreported.frame import Facts
from asreported.markup.figures import figures_table, passage, verdict
from asreported.markup.page import heading, note
from asreported.model import ReportedFigure
from asreported.pairing import Pairing, pair
from asreported.portions import MOST_DRAWN
from asreported.scatter import scatter_chart
from asreported.view import CompareView
from views import filters
from views.downloads import (
    cite_button,
    data_buttons,
    note_without_browser,
    picture_buttons,
    row_of_buttons,
)
from views.picture import show_chart
from views.shell import Page
from views.take_along import take_along
from views.width import chart_width


def show(page: Page[CompareView]) -> None:
    """Draw the page, and leave the reader's choices in its view."""
    st.html(heading(page.t("Compare"), page.context.say.lead()))
    filters.choose(page)
    width = chart_width()
    view = page.view
    with st.container():
        if not view.metrics:
            st.html(note(page.t("Choose a metric above.")))
        comparisons = selection.comparisons(page.catalog, view) if view.metrics else []
        if view.against and len(comparisons) == 2:
            with st.container():
                _against(page, pair(*comparisons), width)
        for comparison in comparisons:
            with st.container():
                _section(page, comparison, width)
    take_along(page)


def _section(page: Page[CompareView], comparison: Comparison, width: int) -> None:
    """One metric: chart, verdict, downloads, the words behind a chosen bar, the table."""
    metric_id, explain = comparison.metric, page.context.explain
    if not comparison.figures:
        st.html(note(explain.nothing_left(comparison), *explain.left_out(comparison)))
        return
    draw = selection.drawer(page.catalog, page.view, comparison)
    chart = draw(width=width)
    closed = st.session_state.setdefault(f"closed-{metric_id}", 0)
    chosen = show_chart(chart, page.t, key=f"{metric_id}-{page.t.code}-{closed}")
    _passages(page, metric_id, chosen, comparison.figures)
    few = len(comparison.first(MOST_DRAWN).figures)
    _all_or_fewer(page, metric_id, few, len(comparison.figures))
    st.html(verdict(page.context, comparison))
    with row_of_buttons(metric_id):
        picture_buttons(metric_id, page.t, draw, rates=comparison.rates)
        data_buttons(page, metric_id, replace(page.view, metrics=(metric_id,)))
        cite_button(page, metric_id, Facts.on(chart).line, comparison.cities)
    note_without_browser(page.t)
    st.html(figures_table(page.context, comparison, page.view.most))


def _all_or_fewer(page: Page[CompareView], name: str, few: int, number: int) -> None:
    """A button that has every figure shown, or the first again, where there are many."""
    if few == number:
        return
    fewer = page.view.whole
    label = page.t("Show fewer") if fewer else page.t("Show all {number} figures", number=number)
    key = f"all-{name}-{page.t.code}"
    st.button(label, key=key, on_click=lambda: page.choose(whole=not fewer))


def _against(page: Page[CompareView], pairing: Pairing, width: int) -> None:
    """Two metrics against each other, for the cities that report both."""
    explain, metrics = page.context.explain, (pairing.x.metric, pairing.y.metric)
    if not pairing.panels:
        st.html(note(explain.none_reports_both(), explain.only_one(pairing)))
        return
    name = "-".join(metrics)
    address = page.view.address_of(*metrics)
    draw = partial(
        scatter_chart, page.catalog, pairing, page.t, address=address, most=page.view.most
    )
    chart = draw(width=width)
    closed = st.session_state.setdefault(f"closed-{name}", 0)
    chosen = show_chart(chart, page.t, key=f"{name}-{page.t.code}-{closed}")
    figures = [figure for panel in pairing.panels for point in panel.points for figure in point]
    _passages(page, name, chosen, figures)
    few = sum(named for _, named in pairing.first(MOST_DRAWN))
    _all_or_fewer(page, name, 2 * few, 2 * pairing.points)
    with row_of_buttons(name):
        picture_buttons(name, page.t, draw, rates=page.view.rates)
        data_buttons(page, name, page.view)
        cite_button(page, name, Facts.on(chart).line, pairing.cities)


def _passages(
    page: Page[CompareView], name: str, chosen: Sequence[str], figures: Collection[ReportedFigure]
) -> None:
    """The words behind a chosen mark, in their paragraph."""
    drawn = {figure.id for figure in figures}
    known = [page.catalog.figures[figure_id] for figure_id in chosen if figure_id in drawn]
    if not known:
        return
    with st.container(key=f"passage-{name}", gap="small"):
        for figure in known:
            st.html(passage(page.context, figure))
        st.button(page.t("Close"), key=f"close-{name}", on_click=_close, args=(name,))


def _close(name: str) -> None:
    """Let go of the chosen mark: a chart's choice cannot be set, so it gets a new identity."""
    st.session_state[f"closed-{name}"] += 1
