"""Evidence: an article in full, every figure and every number left out marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from asreported.html.article import accounts, article, left_out, origin
from asreported.html.escaping import escape_html
from asreported.html.figures import reading, statement_reading
from asreported.html.page import heading
from asreported.view import EvidenceView, article_query, first_article
from views.filters import choose_article, choose_city
from views.page_scripts import choose_words
from views.shell import Page


def show(page: Page[EvidenceView]) -> None:
    """Show an article with its marks; a chosen mark shows its figures."""
    t = page.t
    lead = t(
        "The article in full. Marked words carry a figure, underlined words say something "
        "without a number, dotted numbers are left out, with the reason. Choose a mark to see "
        "what it was read as."
    )
    st.html(heading(t("Evidence"), lead))
    choose_city(page, lambda city: _choose_article(page, first_article(page.catalog, city)))
    with st.container():  # always there: see Compare
        if page.view.article:
            choose_article(page, partial(_choose_article, page))
    article_id = page.view.article or first_article(page.catalog, page.view.city)
    st.html(origin(page.context, article_id))
    st.html(accounts(page.context, article_id))
    _read(page, article_id)
    st.html(left_out(page.context, article_id))


def _choose_article(page: Page[EvidenceView], article_id: str) -> None:
    """Open an article, with no mark in it chosen."""
    page.choose(**{"article": "", **article_query(page.catalog, article_id), "figure": ""})


def _read(page: Page[EvidenceView], article_id: str) -> None:
    """Show the article beside the figures of the mark that was chosen."""
    figure, context = page.view.figure, page.context
    text, panel = st.columns([3, 2], gap="large")
    with text:
        key = "article"  # of any city in any language: a mark may be chosen while these change
        choose_words(article(context, article_id), figure, partial(_choose_mark, page), key=key)
    chosen = [entry for entry in st.session_state.pop("marked", [figure]) if entry]
    with panel, st.container(key="reading"):
        if not chosen:
            hint = page.t("Choose a mark in the article.")
            st.html(f'<p class="remark">{escape_html(hint)}</p>')
        for entry in chosen:
            _show_reading(page, entry)


def _show_reading(page: Page[EvidenceView], entry: str) -> None:
    """Show what a figure or a statement was read as, with a link to its metric."""
    context, catalog = page.context, page.catalog
    if entry in catalog.statements:
        metric = catalog.statements[entry].metric
        st.html(statement_reading(context, catalog.statements[entry]))
    elif entry in catalog.figures:
        metric = catalog.figures[entry].metric
        st.html(reading(context, catalog.figures[entry]))
    else:
        return
    name = page.t("Compare: {metric}", metric=context.labels.metric(metric))
    st.html(f"<p>{context.to_metric(metric, name)}</p>")


def _choose_mark(page: Page[EvidenceView], entries: Sequence[str]) -> None:
    """Choose a mark of the article on the screen; the address names the first entry on it."""
    first = entries[0]
    _choose_article(page, page.catalog.entries[first].article)
    page.choose(figure=first)
    st.session_state["marked"] = entries
