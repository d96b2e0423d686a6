"""Side by side: the cities as columns, metrics as rows, gaps as gaps."""

from __future__ import annotations

from functools import partial

import streamlit as st

from asreported.markup.figures import heading, note
from asreported.markup.overview import overview_table
from asreported.overview import overview
from asreported.table_chart import facts, table_chart
from asreported.view import CompareView, TableView
from views.downloads import (
    cite_button,
    data_buttons,
    note_without_browser,
    picture_buttons,
    row_of_buttons,
)
from views.filters import choose_theme
from views.shell import Page


def show(page: Page[TableView]) -> None:
    """Draw the table under its filters."""
    t = page.t
    st.html(heading(t("Side by side"), _lead(page)))
    theme = choose_theme(page, page.view.theme)
    least = _least(page)
    page.choose(theme=theme, least=least)
    rows = overview(page.catalog, theme, least)
    if not rows:
        st.html(note(t("No metric is reported by so many cities.")))
        return
    st.html(overview_table(page.context, rows))
    address = f"side-by-side{page.view.address()}"
    draw = partial(table_chart, page.catalog, rows, t, address=address)
    chosen = tuple(row.metric for of_theme in rows.values() for row in of_theme)
    with row_of_buttons("side-by-side"):
        picture_buttons("side-by-side", t, lambda **_: draw(), sizes=False)
        data_buttons(page, "side-by-side", CompareView(t.code, metrics=chosen))
        cite_button(page, "side-by-side", facts(page.catalog, t, address).line, ())
    note_without_browser(t)


def _lead(page: Page[TableView]) -> str:
    return page.t("What each article reports on each metric. A value leads to its chart.")


def _least(page: Page[TableView]) -> int:
    key = page.key("least")
    st.session_state.setdefault(key, page.view.least)
    chosen = st.segmented_control(
        page.t("Reported by at least"),
        list(range(1, len(page.catalog.cities) + 1)),
        key=key,
        format_func=lambda number: page.t.plural("{number} city", "{number} cities", number),
        required=True,
    )
    return int(chosen or 1)
