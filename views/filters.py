"""The filters of the pages: what to show, how much of it, and worked out how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from asreported.catalog import Catalog
from asreported.compare import Show
from asreported.language import language, mark
from asreported.markup.markdown import as_written
from asreported.model import Rate
from asreported.overview import first_columns
from asreported.portions import MOST_BUTTONS, MOST_COLUMNS
from asreported.sentences import Sentences
from asreported.view import CompareView, TableView, default_metric, metrics_of
from views.shell import Page

_SHOWS = {
    Show.ALL: mark("All figures"),
    Show.COMPARABLE: mark("What may be compared"),
    Show.LIKE_FOR_LIKE: mark("Only like for like"),
}
_RATES = {Rate.PER_HEAD: mark("Per head"), Rate.PER_MONTH: mark("Per month")}


def choose(page: Page[CompareView]) -> None:
    """Draw the filters; what is not on offer leaves the page's view."""
    choose_theme(page, partial(_change_theme, page))
    with st.container(key="filters"):
        columns = st.columns([5, 4, 3, 3], gap="medium")
        with columns[0]:
            metrics = _metrics(page)
        with columns[1]:
            counts = _counts(page, metrics)
        with columns[2]:
            cities = _cities(page)
        with columns[3]:
            _show(page)
    rates = _workings(page, metrics)
    page.choose(metrics=metrics, counts=counts, cities=cities, rates=rates)


def choose_theme(
    page: Page[Any], change: Callable[[str], object], offered: Sequence[str] = ()
) -> None:
    """A row of themes, those of the catalog or the ones offered; the empty one means all."""
    catalog, t = page.catalog, page.t
    themes = [theme for theme in catalog.content.themes if theme in catalog.reported_metrics]
    st.pills(
        t("Theme"),
        offered or ["", *themes],
        required=True,
        format_func=lambda theme: (
            as_written(catalog.content.themes[theme].name.label(t.code))
            if theme
            else t("All themes")
        ),
        label_visibility="collapsed",
        **page.bind("theme", page.view.theme, change),
    )


def choose_city(page: Page[Any], change: Callable[[str], object]) -> None:
    """A row of cities, or a list to search where there are many; one of them is chosen."""
    say = Sentences(page.catalog, page.t)
    cities, label = list(page.catalog.cities), page.t("City")
    bound = page.bind("city", page.view.city, change)
    if len(cities) > MOST_BUTTONS:
        st.selectbox(
            label, cities, format_func=say.city, filter_mode="contains", width=400, **bound
        )
    else:
        st.segmented_control(
            label,
            cities,
            format_func=lambda city: as_written(say.city(city)),
            required=True,
            label_visibility="collapsed",
            **bound,
        )


def choose_cells(page: Page[TableView]) -> None:
    """The cities to set side by side where there are many, and how many must report."""
    if len(page.catalog.cities) <= MOST_COLUMNS:
        _least(page)
        return
    columns = st.columns([5, 2], gap="medium")
    with columns[0]:
        _columns(page)
    with columns[1]:
        _least(page)


def _least(page: Page[TableView]) -> None:
    """How many cities must report: a row of numbers, or a field to type one where it is long."""
    most = len(page.catalog.cities)
    bound = page.bind("least", page.view.least, lambda least: page.choose(least=least, page=1))
    if most > MOST_BUTTONS:
        st.number_input(page.t("Reported by at least so many cities"), 1, most, step=1, **bound)
        return
    st.segmented_control(
        page.t("Reported by at least"),
        list(range(1, most + 1)),
        format_func=lambda number: page.t.plural("{number} city", "{number} cities", number),
        required=True,
        **bound,
    )


def choose_page(page: Page[TableView], pages: int) -> None:
    """The page of a table that has several; another choice of rows opens on its own first."""
    if not pages:
        return
    view = page.view
    key = page.key(f"page-{view.theme}-{view.least}")
    if st.session_state.get(key, view.page) != view.page:  # the address names another
        del st.session_state[key]  # it has a default, so it may not be set
    st.pagination(
        pages,
        default=view.page,
        key=key,
        on_change=lambda: page.choose(page=st.session_state[key]),
    )


def _columns(page: Page[TableView]) -> None:
    """The cities chosen; none in the view where they are the first of the catalog."""
    first = first_columns(page.catalog)

    def in_view(cities: Sequence[str]) -> tuple[str, ...]:
        return () if set(cities) == set(first) else tuple(cities)

    # Where none is chosen the first are shown all the same, and the list may well be empty.
    shown: Sequence[str] | None = st.session_state.get(page.key("city"))
    if shown is None or in_view(shown) != page.view.cities:
        shown = page.view.cities or first
    _several(
        page,
        "city",
        page.t("City"),
        list(page.catalog.cities),
        shown,
        Sentences(page.catalog, page.t).city,
        page.t("The first {number}", number=MOST_COLUMNS),
        lambda cities: page.choose(cities=in_view(cities)),
        most=MOST_COLUMNS,
    )


def _change_theme(page: Page[CompareView], theme: str) -> None:
    """Take a theme; metrics that are not of it are no longer chosen."""
    offered = metrics_of(page.catalog, theme)
    kept = tuple(metric for metric in page.view.metrics if metric in offered)
    page.choose(theme=theme, metrics=kept or (default_metric(page.catalog, theme),))


def _metrics(page: Page[CompareView]) -> tuple[str, ...]:
    offered = metrics_of(page.catalog, page.view.theme)
    labels = _metric_labels(page.catalog.version, page.t.code, page.catalog)
    return _several(
        page,
        "metric",
        page.t("Metric"),
        offered,
        page.view.metrics,
        labels.__getitem__,
        "",
        lambda metrics: page.choose(metrics=tuple(metrics)),
    )


def _counts(page: Page[CompareView], metrics: Sequence[str]) -> tuple[str, ...]:
    counted = {f.counts for metric in metrics for f in page.catalog.figures_of(metric)}
    return _several(
        page,
        "counts",
        page.t("Counting"),
        [counts for counts in page.catalog.content.counts if counts in counted],
        page.view.counts,
        Sentences(page.catalog, page.t).counts,
        page.t("Everything"),
        lambda counts: page.choose(counts=tuple(counts)),
    )


def _cities(page: Page[CompareView]) -> tuple[str, ...]:
    return _several(
        page,
        "city",
        page.t("City"),
        list(page.catalog.cities),
        page.view.cities,
        Sentences(page.catalog, page.t).city,
        page.t("All cities"),
        lambda cities: page.choose(cities=tuple(cities)),
    )


def _show(page: Page[CompareView]) -> None:
    st.selectbox(
        page.t("Show"),
        list(Show),
        format_func=lambda show: page.t(_SHOWS[show]),
        filter_mode=None,
        **page.bind("show", page.view.show, lambda show: page.choose(show=show)),
    )


def _workings(page: Page[CompareView], metrics: Sequence[str]) -> tuple[Rate, ...]:
    """Rates that make sense for a chosen metric; two metrics against each other."""
    offered = [
        rate
        for rate in Rate
        if any(rate in page.catalog.metrics[metric].rates for metric in metrics)
    ]
    rates = page.view.rates
    with st.container(horizontal=True, vertical_alignment="center", key="workings"):
        if offered:
            rates = tuple(rate for rate in rates if rate in offered)
            st.pills(
                page.t("Work out"),
                offered,
                selection_mode="multi",
                format_func=lambda rate: page.t(_RATES[rate]),
                label_visibility="collapsed",
                width="content",
                **page.bind("rate", list(rates), lambda rates: page.choose(rates=tuple(rates))),
            )
        if len(metrics) == 2:
            st.toggle(
                page.t("One against the other"),
                **page.bind("against", page.view.against, lambda on: page.choose(against=on)),
            )
    return rates


def _several(
    page: Page[Any],
    name: str,
    label: str,
    options: list[str],
    chosen: Iterable[str],
    format_func: Any,
    placeholder: str,
    change: Callable[[list[str]], object],
    most: int | None = None,
) -> tuple[str, ...]:
    """A searchable list of which several may be chosen; gives those chosen that it offers."""
    shown = [choice for choice in chosen if choice in options]
    st.multiselect(
        label,
        options,
        format_func=format_func,
        placeholder=placeholder,
        max_selections=most,
        select_all=False,
        filter_mode="contains",
        wrap=True,
        **page.bind(name, shown, change),
    )
    return tuple(shown)


@st.cache_resource(max_entries=4, show_spinner=False)
def _metric_labels(version: str, code: str, _catalog: Catalog) -> dict[str, str]:
    """How the list calls each metric; worked out once for a version, for there may be thousands."""
    t = language(code)
    say, cities = Sentences(_catalog, t), len(_catalog.cities)
    return {
        metric: t(
            "{metric} · {number} of {all} cities",
            metric=say.metric(metric),
            number=len(_catalog.cities_reporting(metric)),
            all=cities,
        )
        for metric in _catalog.metrics
    }
