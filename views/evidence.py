"""Evidence: an article in full, every figure and every number left out marked in it."""

from __future__ import annotations

import streamlit as st

from asreported.html.article import accounts, article, left_out
from asreported.html.context import link_to
from asreported.html.escaping import escape_html
from asreported.html.figures import reading
from asreported.html.page import heading
from asreported.view import EvidenceView
from views.filters import choose_city
from views.page_scripts import choose_words
from views.shell import Page, remember


def show(page: Page[EvidenceView]) -> None:
    """Show an article with its marks; a chosen mark shows its figures."""
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
    """Show the article beside its figures; a choice draws this part of the page alone."""
    figure, context = page.view.figure, page.context
    text, panel = st.columns([3, 2], gap="large")
    with text:
        chosen = choose_words(article(context, city), figure, key=f"article-{city}-{page.t.code}")
    known = page.catalog.figures
    figures = [known[f] for f in chosen.split() if f in known]
    if not figures and figure in known:
        figures = [known[figure]]
    with panel, st.container(key="reading"):
        if not figures:
            hint = page.t("Choose a mark in the article.")
            st.html(f'<p class="remark">{escape_html(hint)}</p>')
        for one in figures:
            st.html(reading(context, one))
            name = page.t("Compare: {metric}", metric=context.labels.metric(one.metric))
            link = link_to(context.links.metric(one.metric), escape_html(name))
            st.html(f"<p>{link}</p>")
    if figures and figures[0].id != figure:
        page.choose(figure=figures[0].id)
        remember(page, "evidence")
