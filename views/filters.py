"""The filters of the pages: which metrics, cities and counts, how much of them, which rates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from asreported.catalog.catalog import Catalog, once
from asreported.catalog.model import Rate
from asreported.comparison.compare import Show
from asreported.comparison.excerpts import MAX_BUTTONS, MAX_COLUMNS
from asreported.comparison.nearby import opening_metric
from asreported.comparison.side_by_side import default_columns
from asreported.html.escaping import escape_markdown
from asreported.html.figures import found_figures
from asreported.search import find
from asreported.translatable import N_
from asreported.view import CompareView, EvidenceView, SideBySideView
from asreported.words.labels import SEPARATOR, Labels
from asreported.words.language import language
from views.shell import Page

_SHOWS = {
    Show.ALL: N_("All figures"),
    Show.COMPARABLE: N_("What may be compared"),
    Show.LIKE_FOR_LIKE: N_("Only like for like"),
}
_RATES = {Rate.PER_HEAD: N_("Per head"), Rate.PER_MONTH: N_("Per month")}


def keep_offered(page: Page[CompareView]) -> None:
    """Leave out of the page's view what the filters no longer offer."""
    view, catalog = page.view, page.catalog
    metrics = tuple(one for one in view.metrics if one in catalog.metrics_of(view.theme))
    counts = tuple(one for one in view.counts if one in _counted(catalog, metrics))
    offered = _offered_rates(catalog, metrics)
    rates = tuple(rate for rate in view.rates if rate in offered) if offered else view.rates
    page.choose(metrics=metrics, counts=counts, rates=rates)


def _counted(catalog: Catalog, metrics: Sequence[str]) -> list[str]:
    """Return what is counted under metrics, in the order of the catalog."""
    counted = {figure.counts for metric in metrics for figure in catalog.figures_of(metric)}
    return [counts for counts in catalog.content.counts if counts in counted]


def _offered_rates(catalog: Catalog, metrics: Sequence[str]) -> list[Rate]:
    """Return the rates that make sense for one of the metrics."""
    return [rate for rate in Rate if any(rate in catalog.metrics[one].rates for one in metrics)]


def choose(page: Page[CompareView], *, folded: bool) -> None:
    """Draw the filters of Compare.

    ``folded`` hides them behind a line that says what is chosen: on a phone they would take
    the whole first screen.
    """
    with st.expander(_chosen(page), key="folded-filters") if folded else st.container():
        _choose(page)


def _chosen(page: Page[CompareView]) -> str:
    """Say in a line what is chosen."""
    labels, view, t = page.context.labels, page.view, page.t
    parts = [
        t.list(labels.truncated(map(labels.metric, view.metrics))),
        t.list(labels.truncated(map(labels.counts, view.counts))),
        labels.cities(view.cities) if view.cities else t("All cities"),
        t(_SHOWS[view.show]) if view.show is not Show.ALL else "",
    ]
    return escape_markdown(SEPARATOR.join(part for part in parts if part))


def _choose(page: Page[CompareView]) -> None:
    choose_theme(page, partial(_change_theme, page))
    with st.container(key="filters"):
        columns = st.columns([5, 3, 3, 3, 3], gap="medium")
        with columns[0]:
            _metrics(page)
        with columns[1]:
            _counts(page)
        with columns[2]:
            _cities(page)
        with columns[3]:
            _show(page)
        with columns[4]:
            wanted = st.text_input(
                page.t("Find"),
                key=f"find-{page.t.code}",
                placeholder=page.t("a number or words, Enter"),
            )
    with st.container():
        if wanted.strip():
            st.html(found_figures(page.context, wanted, find(page.catalog, wanted)))
    _rates(page)


def choose_theme(page: Page[Any], change: Callable[[str], object]) -> None:
    """Draw a row of themes; the empty one means all. ``change`` is called with a chosen one."""
    catalog, labels, t = page.catalog, page.context.labels, page.t
    themes = [theme for theme in catalog.content.themes if theme in catalog.reported_metrics]
    st.pills(
        t("Theme"),
        ["", *themes],
        required=True,
        format_func=lambda one: escape_markdown(labels.theme(one)) if one else t("All themes"),
        label_visibility="collapsed",
        **page.bind("theme", page.view.theme, change, default=page.view.theme),
    )


def choose_city(page: Page[Any], change: Callable[[str], object]) -> None:
    """Draw a row of cities, of many a list to search; ``change`` is called with a chosen one."""
    labels, city = page.context.labels, page.view.city
    cities, label = list(page.catalog.cities), page.t("City")
    if len(cities) > MAX_BUTTONS:
        st.selectbox(
            label,
            cities,
            format_func=labels.city,
            filter_mode="contains",
            width=400,
            **page.bind("city", city, change, index=cities.index(city)),
        )
    else:
        st.segmented_control(
            label,
            cities,
            format_func=lambda city: escape_markdown(labels.city(city)),
            required=True,
            label_visibility="collapsed",
            **page.bind("city", city, change, default=city),
        )


def choose_article(page: Page[EvidenceView], change: Callable[[str], object]) -> None:
    """Draw a list of the city's articles; ``change`` is called with a chosen one."""
    article = page.view.article
    articles = [one.id for one in page.catalog.cities[page.view.city].articles]
    st.selectbox(
        page.t("Article"),
        articles,
        format_func=page.context.labels.source,
        filter_mode="contains",
        width=400,
        **page.bind("article", article, change, index=articles.index(article)),
    )


def choose_columns_and_rows(page: Page[SideBySideView]) -> None:
    """Choose the cities to set side by side, of many, and how many of them must report."""
    if len(page.catalog.cities) <= MAX_COLUMNS:
        _least(page)
        return
    columns = st.columns([5, 2], gap="medium")
    with columns[0]:
        _columns(page)
    with columns[1]:
        _least(page)


def _least(page: Page[SideBySideView]) -> None:
    """Choose how many cities must report: a row of numbers, of many a field to type one."""
    highest = len(page.catalog.cities)
    least = page.view.least

    def change(chosen: int) -> None:
        page.choose(least=chosen)

    if highest > MAX_BUTTONS:
        label = page.t("Reported by at least so many cities")
        bound = page.bind("least", least, change, value=least)
        st.number_input(label, 1, highest, step=1, **bound)
        return
    st.segmented_control(
        page.t("Reported by at least"),
        list(range(1, highest + 1)),
        format_func=lambda number: page.t.plural("{number} city", "{number} cities", number),
        required=True,
        **page.bind("least", least, change, default=least),
    )


def _columns(page: Page[SideBySideView]) -> None:
    """Choose cities; none are in the view where they are the first of the catalog."""
    default = default_columns(page.catalog)

    def in_view(cities: Sequence[str]) -> tuple[str, ...]:
        return () if set(cities) == set(default) else tuple(cities)

    # Where none is chosen the first are shown all the same, and the list may well be empty.
    shown: Sequence[str] | None = st.session_state.get(page.key("city"))
    if shown is None or in_view(shown) != page.view.cities:
        shown = page.view.cities or default
    _several(
        page,
        "city",
        page.t("City"),
        list(page.catalog.cities),
        shown,
        page.context.labels.city,
        page.t("The first {number}", number=MAX_COLUMNS),
        lambda cities: page.choose(cities=in_view(cities)),
        most=MAX_COLUMNS,
    )


def alone_or_without(page: Page[CompareView], metric: str) -> None:
    """Offer to show one of several metrics alone, or to leave it out."""
    metrics = page.view.metrics
    if len(metrics) < 2:
        return
    others = tuple(other for other in metrics if other != metric)
    for label, chosen in ((N_("Only this"), (metric,)), (N_("Remove"), others)):
        st.button(
            page.t(label),
            key=f"{label}-{metric}-{page.t.code}",
            type="tertiary",
            on_click=partial(page.choose, metrics=chosen),
        )


def monthly_or_not(page: Page[CompareView], metric: str) -> None:
    """Offer to work out the monthly mean of numbers over unlike periods, or to leave that again."""
    if Rate.PER_MONTH not in page.catalog.metrics[metric].rates:
        return
    others = tuple(rate for rate in page.view.rates if rate is not Rate.PER_MONTH)
    chosen = Rate.PER_MONTH in page.view.rates
    st.button(
        page.t("As reported") if chosen else page.t("Work out per month"),
        key=f"monthly-{metric}-{page.t.code}",
        type="tertiary",
        on_click=partial(page.choose, rates=others if chosen else (*others, Rate.PER_MONTH)),
    )


def show_all_button(page: Page[Any], name: str, number: int, most: int) -> None:
    """Offer to show all of ``number`` things where there are more than ``most``, or fewer again."""
    if number <= most:
        return
    fewer = page.view.whole
    label = page.t("Show fewer") if fewer else page.t("Show all {number}", number=number)
    key = f"all-{name}-{page.t.code}"
    st.button(label, key=key, on_click=lambda: page.choose(whole=not fewer))


def _change_theme(page: Page[CompareView], theme: str) -> None:
    """Change to a theme; metrics that are not of it are no longer chosen."""
    offered = page.catalog.metrics_of(theme)
    kept = tuple(metric for metric in page.view.metrics if metric in offered)
    page.choose(theme=theme, metrics=kept or (opening_metric(page.catalog, theme),))


def _metrics(page: Page[CompareView]) -> None:
    """Choose metrics of the theme."""
    names = _metric_labels(page.catalog, page.t.code)
    _several(
        page,
        "metric",
        page.t("Metric"),
        list(page.catalog.metrics_of(page.view.theme)),
        page.view.metrics,
        names.__getitem__,
        "",
        lambda metrics: page.choose(metrics=tuple(metrics)),
    )


def _counts(page: Page[CompareView]) -> None:
    """Choose among what is counted under the metrics."""
    _several(
        page,
        "counts",
        page.t("Counting"),
        _counted(page.catalog, page.view.metrics),
        page.view.counts,
        page.context.labels.counts,
        page.t("Everything"),
        lambda counts: page.choose(counts=tuple(counts)),
    )


def _cities(page: Page[CompareView]) -> None:
    """Choose cities."""
    _several(
        page,
        "city",
        page.t("City"),
        list(page.catalog.cities),
        page.view.cities,
        page.context.labels.city,
        page.t("All cities"),
        lambda cities: page.choose(cities=tuple(cities)),
    )


def _show(page: Page[CompareView]) -> None:
    """Choose how much is shown."""
    st.selectbox(
        page.t("Show"),
        list(Show),
        format_func=lambda show: page.t(_SHOWS[show]),
        filter_mode=None,
        **page.bind(
            "show",
            page.view.show,
            lambda show: page.choose(show=show),
            index=list(Show).index(page.view.show),
        ),
    )


def _rates(page: Page[CompareView]) -> None:
    """Choose rates among those that make sense for a chosen metric."""
    offered = _offered_rates(page.catalog, page.view.metrics)
    with st.container(horizontal=True, vertical_alignment="center", key="workings"):
        if not offered:
            return
        rates = list(page.view.rates)
        st.pills(
            page.t("Work out"),
            offered,
            selection_mode="multi",
            format_func=lambda rate: page.t(_RATES[rate]),
            label_visibility="collapsed",
            width="content",
            **page.bind(
                "rate", rates, lambda rates: page.choose(rates=tuple(rates)), default=rates
            ),
        )


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
) -> None:
    """Draw a list to search in which several may be chosen."""
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
        **page.bind(name, shown, change, default=shown),
    )


@once
def _metric_labels(catalog: Catalog, code: str) -> dict[str, str]:
    """Name each metric for the list, once for a catalog: there may be thousands."""
    t = language(code)
    labels, cities = Labels(catalog, t), len(catalog.cities)
    return {
        metric: t(
            "{metric} · {number} of {all} cities",
            metric=labels.metric(metric),
            number=len(catalog.cities_reporting(metric)),
            all=cities,
        )
        for metric in catalog.metrics
    }
