"""The Compare page: choose metrics, read the chart, follow a bar to its words, take the picture."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

import streamlit as st

from asreported import compare as comparing
from asreported import style, table
from asreported.catalog import Catalog
from asreported.charts import compare_chart
from asreported.compare import Comparison
from asreported.explain import Explanations
from asreported.model import ReportedFigure
from asreported.pairing import Pairing, pair
from asreported.scatter import scatter_chart
from asreported.sentences import Sentences
from asreported.view import CompareView
from views import filters, words
from views.picture import download_buttons, show_chart
from views.shell import Page
from views.width import chart_width


def show(page: Page[CompareView]) -> None:
    """Draw the page, and leave the reader's choices in its view."""
    st.html(words.heading(page.t("Compare"), _lead(page)))
    filters.choose(page)
    width = chart_width()
    view = page.view
    if not view.metrics:
        st.html(words.note(page.t("Choose a metric above.")))
    comparisons = [
        comparing.compare(
            page.catalog, metric, view.counts, view.cities, show=view.show, rates=view.rates
        )
        for metric in view.metrics
    ]
    if view.against and len(comparisons) == 2:
        _against(page, pair(*comparisons), width)
    for comparison in comparisons:
        _section(page, comparison, width)


def _lead(page: Page[CompareView]) -> str:
    return page.t(
        "What press articles report about the police of {count} Chinese cities, side by side, "
        "each figure with the words that carry it.",
        count=len(page.catalog.cities),
    )


@st.fragment
def _section(page: Page[CompareView], comparison: Comparison, width: int) -> None:
    """One metric: chart, verdict, downloads, the words behind a chosen bar, the table."""
    t, metric_id = page.t, comparison.metric
    say = Sentences(page.catalog, t)
    explain = Explanations(say)
    if not comparison.figures:
        st.html(words.note(explain.nothing_left(comparison), *explain.left_out(comparison)))
        return
    address = page.view.address_of(metric_id)
    draw = partial(compare_chart, page.catalog, comparison, t, address=address)
    closed = st.session_state.setdefault(f"closed-{metric_id}", 0)
    chosen = show_chart(
        draw(width=width),
        t,
        key=f"{metric_id}-{t.code}-{closed}",
        alt=explain.spoken(comparison),
    )
    _passages(page, metric_id, chosen, comparison.figures)
    st.html(words.verdict(explain, comparison))
    download_buttons(
        metric_id,
        t,
        partial(draw, min_height=style.PICTURE_MIN_HEIGHT),
        partial(_csv, page.catalog, comparison.figures),
    )
    st.html(words.figures_table(page.catalog, say, t, comparison))


@st.fragment
def _against(page: Page[CompareView], pairing: Pairing, width: int) -> None:
    """Two metrics against each other, for the cities that report both."""
    t = page.t
    explain = Explanations(Sentences(page.catalog, t))
    if not pairing.panels:
        st.html(words.note(explain.none_reports_both(), explain.only_one(pairing)))
        return
    name = f"{pairing.x.metric}-{pairing.y.metric}"
    address = page.view.address_of(pairing.x.metric, pairing.y.metric)
    draw = partial(scatter_chart, page.catalog, pairing, t, address=address)
    closed = st.session_state.setdefault(f"closed-{name}", 0)
    chosen = show_chart(
        draw(width=width), t, key=f"{name}-{t.code}-{closed}", alt=explain.spoken_pairing(pairing)
    )
    figures = [figure for panel in pairing.panels for point in panel.points for figure in point]
    _passages(page, name, chosen, figures)
    download_buttons(name, t, draw, partial(_csv, page.catalog, figures))


def _passages(
    page: Page[CompareView], name: str, chosen: Sequence[str], figures: Collection[ReportedFigure]
) -> None:
    """The words behind a chosen mark, in their paragraph."""
    drawn = {figure.id for figure in figures}
    known = [page.catalog.figures[figure_id] for figure_id in chosen if figure_id in drawn]
    if not known:
        return
    say = Sentences(page.catalog, page.t)
    with st.container(key=f"passage-{name}", gap="small"):
        for figure in known:
            st.html(words.passage(page.catalog, say, page.t, figure))
        st.button(page.t("Close"), key=f"close-{name}", on_click=_close, args=(name,))


def _csv(catalog: Catalog, figures: Sequence[ReportedFigure]) -> bytes:
    distinct = {figure.id: figure for figure in figures}
    return table.to_csv(table.to_frame(catalog, distinct.values()))


def _close(name: str) -> None:
    """Let go of the chosen mark: a chart's choice cannot be set, so it gets a new identity."""
    st.session_state[f"closed-{name}"] += 1
