"""Side by side: the map of what may be compared, then all metrics as rows, cities as columns."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from asreported import selection
from asreported.catalog.catalog import Catalog, once
from asreported.comparison.excerpts import MAX_ROWS
from asreported.comparison.side_by_side import SideBySide, side_by_side
from asreported.drawing import formats
from asreported.drawing.map import map_metadata
from asreported.export.table import write_map
from asreported.html.context import Links
from asreported.html.map import finding_line, map_html
from asreported.html.page import heading, note, section
from asreported.html.side_by_side import side_by_side_table
from asreported.view import CompareView, SideBySideView
from asreported.words.labels import Labels
from asreported.words.language import language
from asreported.words.map import MapCaptions
from views.downloads import (
    cite_button,
    data_buttons,
    give,
    note_without_browser,
    picture_buttons,
    row_of_buttons,
)
from views.filters import choose_columns_and_rows, choose_theme, show_all_button
from views.shell import Page


def show(page: Page[SideBySideView]) -> None:
    """Show the table under its filters."""
    t = page.t
    st.html(heading(t("Side by side")))
    _map(page)
    lead = t("What each article reports on each metric. A value leads to its chart.")
    st.html(section(t("All metrics"), lead))
    choose_theme(page, lambda theme: page.choose(theme=theme))
    choose_columns_and_rows(page)
    table = selection.side_by_side(page.catalog, page.view)
    metrics = table.metrics.shown
    if not metrics:
        st.html(note(t("No metric is reported by so many cities.")))
        return
    with st.container():  # always there: see Compare
        _table(page, table)
        number = len(metrics) + table.metrics.more
        show_all_button(page, "side-by-side", number, MAX_ROWS)
    with row_of_buttons("figures"):
        every = selection.side_by_side(page.catalog, replace(page.view, whole=True)).metrics.shown
        view = CompareView(t.code, metrics=every, cities=page.view.cities)
        data_buttons(page, "side-by-side", view)


def _map(page: Page[SideBySideView]) -> None:
    """Show the map of all metrics, and its downloads."""
    t, name = page.t, "side-by-side"
    table = selection.map_table(page.catalog, page.view.cities)
    st.html(map_html(replace(page.context, links=_links(page, table)), table))
    captions = MapCaptions(page.context.labels, table)
    metadata = map_metadata(captions, address=page.view.address_of_map())
    with row_of_buttons(name):
        picture_buttons(name, t, selection.map_drawer(page.catalog, page.view))
        give(
            t("This map (CSV)"),
            partial(write_map, table),
            file_name=formats.file_name(name, t.code, "csv", part="map"),
            mime=formats.TABLES["csv"],
            key=f"csv-map-{t.code}",
        )
        cite_button(page, name, metadata.line, table.cities, letter=metadata.letter(t))
    note_without_browser(t)


def finding_link(page: Page[Any]) -> str:
    """Write the finding on the whole catalog as a line that leads to the map."""
    return finding_line(_finding(page.catalog, page.t.code), page.link("side-by-side"))


@once
def _finding(catalog: Catalog, code: str) -> str:
    """Say what may be compared, once for a catalog: all of its metrics are compared for it."""
    return MapCaptions(Labels(catalog, language(code)), side_by_side(catalog)).finding()


def _links(page: Page[SideBySideView], table: SideBySide) -> Links:
    """Return links that lead to charts of the table's cities."""
    columns = table.cities if len(table.cities) < len(page.catalog.cities) else ()
    return replace(
        page.context.links, metric=lambda metric: page.link("", metric=metric, city=columns)
    )


def _table(page: Page[SideBySideView], table: SideBySide) -> None:
    """Show the table and which part of it this is; a value leads to the chart of its cities."""
    if extent := page.context.labels.extent(table):
        st.caption(extent)
    st.html(side_by_side_table(replace(page.context, links=_links(page, table)), table))
