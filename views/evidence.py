"""Evidence: an article in full, every figure and every number left out marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from asreported.markup import shown
from asreported.markup.evidence import accounts, article, left_out
from asreported.markup.figures import reading
from asreported.markup.page import heading
from asreported.sentences import Sentences
from asreported.view import EvidenceView
from views.browser import choose_words
from views.filters import choose_city
from views.shell import Page


def show(page: Page[EvidenceView]) -> None:
    """Draw an article with its marks; a chosen mark shows its figures."""
    t = page.t
    lead = t(
        "The article in full. Marked words carry a figure; underlined numbers are left out, "
        "with the reason. Choose a mark to see what it was read as."
    )
    st.html(heading(t("Evidence"), lead))
    choose_city(page, lambda city: page.choose(city=city, figure=""))
    city = page.view.city
    st.html(accounts(page.context, city))
    _read(page, city)
    st.html(left_out(page.context, city))


def _read(page: Page[EvidenceView], city: str) -> None:
    say = Sentences(page.catalog, page.t)
    text, panel = st.columns([3, 2], gap="large")
    with text:
        choose_words(
            article(page.context, city),
            page.view.figure,
            partial(_choose_mark, page),
            key=f"article-{city}-{page.t.code}",
        )
    figures = st.session_state.pop("marked", None) or [page.view.figure]
    with panel, st.container(key="reading"):
        known = [page.catalog.figures[f] for f in figures if f in page.catalog.figures]
        if not known:
            hint = page.t("Choose a mark in the article.")
            st.html(f'<p class="remark">{shown(hint)}</p>')
        for found in known:
            st.html(reading(page.context, found))
            link = escape(page.link("", metric=found.metric))
            name = shown(page.t("Compare: {metric}", metric=say.metric(found.metric)))
            st.html(f'<p><a href="{link}" target="_self">{name}</a></p>')


def _choose_mark(page: Page[EvidenceView], figures: Sequence[str]) -> None:
    """Take a mark; the address names the first of its figures."""
    page.choose(figure=figures[0])
    st.session_state["marked"] = figures
