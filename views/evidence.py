"""Evidence: an article in full, every figure and every number left out marked in it."""

from __future__ import annotations

from html import escape

import streamlit as st

from asreported.html import escaped
from asreported.html.article import accounts, article, left_out
from asreported.html.figures import reading
from asreported.html.page import heading
from asreported.view import EvidenceView
from asreported.words.labels import Labels
from views.browser import choose_words
from views.filters import choose_city
from views.shell import Page, remember


def show(page: Page[EvidenceView]) -> None:
    """Draw an article with its marks; a chosen mark shows its figures."""
    t = page.t
    lead = t(
        "The article in full. Marked words carry a figure; underlined numbers are left out, "
        "with the reason. Choose a mark to see what it was read as."
    )
    st.html(heading(t("Evidence"), lead))
    city = choose_city(page, page.view.city)
    if city != page.view.city:
        page.choose(city=city, figure="")
    st.html(accounts(page.context, city))
    _read(page, city)
    st.html(left_out(page.context, city))


@st.fragment
def _read(page: Page[EvidenceView], city: str) -> None:
    figure = page.view.figure
    labels = Labels(page.catalog, page.t)
    text, panel = st.columns([3, 2], gap="large")
    with text:
        chosen = choose_words(
            article(page.context, city), figure, key=f"article-{city}-{page.t.code}"
        )
    figures = [f for f in chosen.split() if f in page.catalog.figures] or [figure]
    with panel, st.container(key="reading"):
        known = [page.catalog.figures[f] for f in figures if f in page.catalog.figures]
        if not known:
            hint = page.t("Choose a mark in the article.")
            st.html(f'<p class="remark">{escaped(hint)}</p>')
        for found in known:
            st.html(reading(page.context, found))
            link = escape(page.link("", metric=found.metric))
            name = escaped(page.t("Compare: {metric}", metric=labels.metric(found.metric)))
            st.html(f'<p><a href="{link}" target="_self">{name}</a></p>')
    if known and known[0].id != figure:
        page.choose(figure=known[0].id)
        remember(page, "evidence")
