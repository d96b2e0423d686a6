"""City: what one article reports, by theme, and where it comes from."""

from __future__ import annotations

from functools import partial

import streamlit as st

from asreported.comparison.city import figures_by_theme
from asreported.comparison.excerpts import MAX_OF_CITY
from asreported.html import report_card
from asreported.html.article import source
from asreported.html.city import glance, statements, systems, theme_table
from asreported.html.page import heading, note
from asreported.view import CityView, CompareView
from views.downloads import (
    cite_button,
    data_buttons,
    note_without_browser,
    page_buttons,
    row_of_buttons,
)
from views.filters import choose_city, show_all_button
from views.sentences import questions
from views.shell import Page


def show(page: Page[CityView]) -> None:
    """Show a city: where its figures come from, its downloads, its figures and systems."""
    t = page.t
    lead = t("What is reported of one city, by theme, and where it comes from.")
    st.html(heading(t("City"), lead))
    choose_city(page, lambda city: page.choose(city=city))
    city = page.view.city
    st.html(source(page.context, city, glance(page.context, city)))
    address = f"city{page.view.address()}"
    name = f"city-{city}"
    with row_of_buttons(name):
        page_buttons(name, t, partial(report_card.page, page.catalog, city, t, address=address))
        data_buttons(page, name, CompareView(t.code, cities=(city,)))
        metadata = report_card.metadata(page.catalog, city, t, address=address)
        cite_button(page, name, metadata.line, (city,), letter=metadata.letter(t))
    note_without_browser(t)
    most = None if page.view.whole else MAX_OF_CITY
    themes, more = figures_by_theme(page.catalog, city, most)
    context = page.context
    tables = "".join(theme_table(context, theme, figures) for theme, figures in themes.items())
    st.html(tables or note(t("No figure is entered from this article.")))
    if more:
        st.caption(context.labels.more_figures(more))
    number = more + sum(map(len, themes.values()))
    show_all_button(page, name, number, MAX_OF_CITY)
    for part in (statements(context, city), systems(context, city)):
        if part:
            st.html(part)
    questions(page, most)
