"""Side by side: the cities as columns, metrics as rows, gaps as gaps."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from functools import partial

import streamlit as st

from asreported.markup.overview import overview_table
from asreported.markup.page import heading, note
from asreported.overview import Overview, metrics_shown, pages_of
from asreported.table_chart import facts, table_chart
from asreported.view import CompareView, TableView
from views.downloads import (
    cite_button,
    data_buttons,
    note_without_browser,
    picture_buttons,
    row_of_buttons,
)
from views.filters import choose_cells, choose_page, choose_theme
from views.shell import Page


def show(page: Page[TableView]) -> None:
    """Draw the table under its filters."""
    t = page.t
    st.html(heading(t("Side by side"), _lead(page)))
    choose_theme(page, lambda theme: page.choose(theme=theme, page=1))
    choose_cells(page)
    metrics = metrics_shown(page.catalog, page.view.theme, page.view.least)
    if not metrics:
        st.html(note(t("No metric is reported by so many cities.")))
        return
    pages = pages_of(metrics)
    above = st.container() if pages else nullcontext()
    choose_page(page, pages)
    table = page.view.table(page.catalog)
    with above:
        _table(page, table)
    address = f"side-by-side{page.view.address()}"
    draw = partial(table_chart, table, t, address=address)
    with row_of_buttons("side-by-side"):
        picture_buttons("side-by-side", t, lambda **_: draw(), sizes=False)
        data_buttons(
            page, "side-by-side", CompareView(t.code, metrics=metrics, cities=page.view.cities)
        )
        cite_button(page, "side-by-side", facts(table, t, address).line, table.cities)
    note_without_browser(t)


def _table(page: Page[TableView], table: Overview) -> None:
    """The table, and what part of it is shown; a value leads to the chart of the same cities."""
    if extent := table.extent(page.t):
        st.caption(extent)
    columns = table.cities if len(table.cities) < len(page.catalog.cities) else ()
    links = replace(
        page.context.links, metric=lambda metric: page.link("", metric=metric, city=columns)
    )
    st.html(overview_table(replace(page.context, links=links), table))


def _lead(page: Page[TableView]) -> str:
    return page.t("What each article reports on each metric. A value leads to its chart.")
