"""Side by side: the cities as columns, metrics as rows, gaps as gaps."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from asreported import selection
from asreported.comparison.excerpts import MAX_ROWS
from asreported.comparison.side_by_side import SideBySide
from asreported.html import side_by_side_picture
from asreported.html.page import heading, note
from asreported.html.side_by_side import side_by_side_table
from asreported.view import CompareView, SideBySideView
from views.downloads import (
    cite_button,
    data_buttons,
    note_without_browser,
    page_buttons,
    row_of_buttons,
)
from views.filters import choose_columns_and_rows, choose_theme
from views.shell import Page
from views.show_all import show_all_button


def show(page: Page[SideBySideView]) -> None:
    """Show the table under its filters."""
    t = page.t
    lead = t("What each article reports on each metric. A value leads to its chart.")
    st.html(heading(t("Side by side"), lead))
    choose_theme(page, lambda theme: page.choose(theme=theme))
    choose_columns_and_rows(page)
    table = selection.side_by_side(page.catalog, page.view)
    metrics = table.metrics.shown
    if not metrics:
        st.html(note(t("No metric is reported by so many cities.")))
        return
    _table(page, table)
    number = len(metrics) + table.metrics.more
    show_all_button(page, "side-by-side", number, MAX_ROWS)
    address = f"side-by-side{page.view.address()}"
    with row_of_buttons("side-by-side"):
        write = partial(side_by_side_picture.page, table, t, address=address)
        page_buttons("side-by-side", t, write)
        every = selection.side_by_side(page.catalog, replace(page.view, whole=True)).metrics.shown
        data_buttons(
            page, "side-by-side", CompareView(t.code, metrics=every, cities=page.view.cities)
        )
        metadata = side_by_side_picture.metadata(table, t, address=address)
        cite_button(page, "side-by-side", metadata.line, table.cities)
    note_without_browser(t)


def _table(page: Page[SideBySideView], table: SideBySide) -> None:
    """Show the table and which part of it this is; a value leads to the chart of its cities."""
    if extent := page.context.labels.extent(table):
        st.caption(extent)
    columns = table.cities if len(table.cities) < len(page.catalog.cities) else ()
    links = replace(
        page.context.links, metric=lambda metric: page.link("", metric=metric, city=columns)
    )
    st.html(side_by_side_table(replace(page.context, links=links), table))
