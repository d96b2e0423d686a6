"""The filters of the pages: which metrics, cities and counts, how much of them, which rates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import Rate
from asreported.comparison.compare import Show
from asreported.comparison.excerpts import MAX_BUTTONS, MAX_COLUMNS
from asreported.comparison.side_by_side import default_columns
from asreported.html.escaping import escape_markdown
from asreported.translatable import N_
from asreported.view import CompareView, SideBySideView
from asreported.words.labels import Labels
from asreported.words.language import language
from views.shell import Page

_SHOWS = {
    Show.ALL: N_("All figures"),
    Show.COMPARABLE: N_("What may be compared"),
    Show.LIKE_FOR_LIKE: N_("Only like for like"),
}
_RATES = {Rate.PER_HEAD: N_("Per head"), Rate.PER_MONTH: N_("Per month")}


def choose(page: Page[CompareView]) -> None:
    """Draw the filters, and leave the reader's choices in the page's view."""
    theme, kept = _theme(page)
    with st.container(key="filters"):
        columns = st.columns([5, 4, 3, 3], gap="medium")
        with columns[0]:
            metrics = _metrics(page, theme, kept)
        with columns[1]:
            counts = _counts(page, metrics)
        with columns[2]:
            cities = _cities(page)
        with columns[3]:
            show = _show(page)
    rates = _rates(page, metrics)
    page.choose(
        theme=theme,
        metrics=tuple(metrics),
        counts=tuple(counts),
        cities=tuple(cities),
        show=show,
        rates=rates,
    )


def choose_theme(page: Page[Any], chosen: str) -> str:
    """Draw a row of themes and return the one chosen; the empty one means all."""
    catalog, t = page.catalog, page.t
    themes = [theme for theme in catalog.content.themes if theme in catalog.reported_metrics]
    theme = st.pills(
        t("Theme"),
        ["", *themes],
        default=chosen,
        required=True,
        format_func=lambda theme: (
            escape_markdown(t.label(catalog.content.themes[theme].name))
            if theme
            else t("All themes")
        ),
        key=page.key("theme"),
        label_visibility="collapsed",
    )
    return theme or ""


def choose_city(page: Page[Any], chosen: str) -> str:
    """Draw a row of cities, of many a list to search, and return the one chosen."""
    labels = Labels(page.catalog, page.t)
    key, cities, label = page.key("city"), list(page.catalog.cities), page.t("City")
    st.session_state.setdefault(key, chosen)
    city: str | None
    if len(cities) > MAX_BUTTONS:
        city = st.selectbox(
            label, cities, key=key, format_func=labels.city, filter_mode="contains", width=400
        )
    else:
        city = st.segmented_control(
            label,
            cities,
            key=key,
            format_func=lambda city: escape_markdown(labels.city(city)),
            required=True,
            label_visibility="collapsed",
        )
    return city or chosen


def choose_columns_and_rows(page: Page[SideBySideView]) -> tuple[tuple[str, ...], int]:
    """Choose the cities to set side by side, of many, and how many of them must report."""
    if len(page.catalog.cities) <= MAX_COLUMNS:
        return (), _least(page)
    columns = st.columns([5, 2], gap="medium")
    with columns[0]:
        cities = _columns(page)
    with columns[1]:
        return cities, _least(page)


def _least(page: Page[SideBySideView]) -> int:
    """Choose how many cities must report: a row of numbers, of many a field to type one."""
    key, most = page.key("least"), len(page.catalog.cities)
    st.session_state.setdefault(key, page.view.least)
    label = page.t("Reported by at least")
    if most > MAX_BUTTONS:
        label = page.t("Reported by at least so many cities")
        return st.number_input(label, 1, most, step=1, key=key)
    chosen = st.segmented_control(
        label,
        list(range(1, most + 1)),
        key=key,
        format_func=lambda number: page.t.plural("{number} city", "{number} cities", number),
        required=True,
    )
    return int(chosen or 1)


def _columns(page: Page[SideBySideView]) -> tuple[str, ...]:
    """Choose cities; none are returned where they are the first of the catalog."""
    first = default_columns(page.catalog)
    chosen = _several(
        page,
        "city",
        page.t("City"),
        list(page.catalog.cities),
        list(page.view.cities or first),
        Labels(page.catalog, page.t).city,
        page.t("The first {number}", number=MAX_COLUMNS),
        most=MAX_COLUMNS,
    )
    return () if set(chosen) == set(first) else tuple(chosen)


def _theme(page: Page[CompareView]) -> tuple[str, list[str]]:
    """Choose a theme; return it with the metrics that stay chosen under it."""
    theme = choose_theme(page, page.view.theme)
    offered = list(page.catalog.metrics_of(theme))
    kept = [metric for metric in page.view.metrics if metric in offered]
    if theme != page.view.theme:
        kept = kept or [page.catalog.opening_metric(theme)]
        st.session_state[page.key("metric")] = kept
    return theme, kept


def _metrics(page: Page[CompareView], theme: str, kept: list[str]) -> list[str]:
    """Choose metrics of a theme; ``kept`` are those chosen before."""
    offered = list(page.catalog.metrics_of(theme))
    labels = _metric_labels(page.catalog.version, page.t.code, page.catalog)
    return _several(page, "metric", page.t("Metric"), offered, kept, labels.__getitem__, "")


def _counts(page: Page[CompareView], metrics: Sequence[str]) -> list[str]:
    labels = Labels(page.catalog, page.t)
    counted = {f.counts for metric in metrics for f in page.catalog.figures_of(metric)}
    countable = [counts for counts in page.catalog.content.counts if counts in counted]
    chosen = [counts for counts in page.view.counts if counts in countable]
    label, everything = page.t("Counting"), page.t("Everything")
    return _several(page, "counts", label, countable, chosen, labels.counts, everything)


def _cities(page: Page[CompareView]) -> list[str]:
    labels = Labels(page.catalog, page.t)
    chosen, label, everywhere = list(page.view.cities), page.t("City"), page.t("All cities")
    return _several(page, "city", label, list(page.catalog.cities), chosen, labels.city, everywhere)


def _show(page: Page[CompareView]) -> Show:
    key = page.key("show")
    st.session_state.setdefault(key, page.view.show)
    chosen = st.selectbox(
        page.t("Show"),
        list(Show),
        key=key,
        format_func=lambda show: page.t(_SHOWS[show]),
        filter_mode=None,
    )
    return chosen or Show.ALL


def _rates(page: Page[CompareView], metrics: Sequence[str]) -> tuple[Rate, ...]:
    """Choose rates among those that make sense for a chosen metric."""
    offered = [
        rate
        for rate in Rate
        if any(rate in page.catalog.metrics[metric].rates for metric in metrics)
    ]
    if not offered:
        return page.view.rates
    key = page.key("rate")
    st.session_state.setdefault(key, [rate for rate in page.view.rates if rate in offered])
    with st.container(horizontal=True, vertical_alignment="center", key="workings"):
        return tuple(
            st.pills(
                page.t("Work out"),
                offered,
                selection_mode="multi",
                key=key,
                format_func=lambda rate: page.t(_RATES[rate]),
                label_visibility="collapsed",
                width="content",
            )
        )


def _several(
    page: Page[Any],
    name: str,
    label: str,
    options: list[str],
    chosen: list[str],
    format_func: Any,
    placeholder: str,
    most: int | None = None,
) -> list[str]:
    """Draw a list to search in which several may be chosen; return the reader's choice."""
    key = page.key(name)
    before = st.session_state.get(key)
    now = [choice for choice in (chosen if before is None else before) if choice in options]
    if now != before:  # set only then: setting makes the widget forget what is being typed
        st.session_state[key] = now
    return st.multiselect(
        label,
        options,
        key=key,
        format_func=format_func,
        placeholder=placeholder,
        max_selections=most,
        select_all=False,
        filter_mode="contains",
        wrap=True,
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _metric_labels(version: str, code: str, _catalog: Catalog) -> dict[str, str]:
    """Name each metric for the list; cached by version, for there may be thousands."""
    t = language(code)
    labels, cities = Labels(_catalog, t), len(_catalog.cities)
    return {
        metric: t(
            "{metric} · {number} of {all} cities",
            metric=labels.metric(metric),
            number=len(_catalog.cities_reporting(metric)),
            all=cities,
        )
        for metric in _catalog.metrics
    }
