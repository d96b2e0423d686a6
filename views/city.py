"""City: what one article reports, by theme, and where it comes from."""

from __future__ import annotations

from functools import partial

import streamlit as st

from asreported import report_card
from asreported.markup.evidence import source
from asreported.markup.page import heading, note
from asreported.markup.portrait import systems, theme_table
from asreported.portrait import shown_of_city, themes_to_choose
from asreported.view import CityView, CompareView
from views.downloads import (
    a4_buttons,
    cite_button,
    data_buttons,
    note_without_browser,
    row_of_buttons,
)
from views.filters import choose_city, choose_theme
from views.shell import Page


def show(page: Page[CityView]) -> None:
    """Draw one city's page."""
    t = page.t
    lead = t("What one city's article reports, by theme, and where it comes from.")
    st.html(heading(t("City"), lead))
    choose_city(page, lambda city: page.choose(city=city))
    city = page.view.city
    _choose_theme(page, city)
    st.html(source(page.context, city))
    address = f"city{page.view.address()}"
    name = f"city-{city}"
    with row_of_buttons(name):
        facts = report_card.facts(page.catalog, city, t, address=address)
        theme = page.view.theme
        write = partial(report_card.html, page.catalog, city, t, theme=theme, address=address)
        a4_buttons(name, t, write, facts)
        data_buttons(page, name, CompareView(t.code, cities=(city,)))
        cite_button(page, name, facts.line, (city,))
    note_without_browser(t)
    themes, more = shown_of_city(page.catalog, city, page.view.theme)
    context = page.context
    tables = "".join(theme_table(context, theme, figures) for theme, figures in themes.items())
    st.html(tables or note(t("No figure is entered from this article.")))
    if more:
        st.caption(context.say.more_figures(more))
    if named := systems(context, city):
        st.html(named)


def _choose_theme(page: Page[CityView], city: str) -> None:
    """The theme to show of a city with many figures; the first of another city's at first."""
    themes = themes_to_choose(page.catalog, city)
    if page.view.theme not in themes:
        page.choose(theme=next(iter(themes), ""))
    if themes:
        choose_theme(page, lambda theme: page.choose(theme=theme), themes)
