"""Evidence: an article in full, every figure and every number left out marked in it."""

from __future__ import annotations

from html import escape

import streamlit as st

from asreported.accounting import account, clause_around
from asreported.annotate import Piece, annotate
from asreported.sentences import Sentences
from asreported.view import EvidenceView
from views import words
from views.browser import article
from views.filters import choose_city
from views.shell import Page


def show(page: Page[EvidenceView]) -> None:
    """Draw an article with its marks; a chosen mark shows its figures."""
    t = page.t
    lead = t(
        "The article in full. Marked words carry a figure; underlined numbers are left out, "
        "with the reason. Choose a mark to see what it was read as."
    )
    st.html(words.heading(t("Evidence"), lead))
    city = choose_city(page, page.view.city)
    if city != page.view.city:
        page.choose(city=city, figure="")
    st.html(_accounts(page, city))
    _read(page, city)
    st.html(_left_out(page, city))


@st.fragment
def _read(page: Page[EvidenceView], city: str) -> None:
    figure = page.view.figure
    say = Sentences(page.catalog, page.t)
    text, panel = st.columns([3, 2], gap="large")
    with text:
        chosen = article(_article(page, city), figure, key=f"article-{city}-{page.t.code}")
    figures = [f for f in chosen.split() if f in page.catalog.figures] or [figure]
    with panel, st.container(key="reading"):
        known = [page.catalog.figures[f] for f in figures if f in page.catalog.figures]
        if not known:
            hint = page.t("Choose a mark in the article.")
            st.html(f'<p class="remark">{escape(hint)}</p>')
        for found in known:
            st.html(words.reading(page.catalog, say, page.t, found))
            link = escape(page.link("", metric=found.metric))
            name = escape(page.t("Compare: {metric}", metric=say.metric(found.metric)))
            st.html(f'<p><a href="{link}" target="_self">{name}</a></p>')
    if known and known[0].id != figure:
        page.choose(figure=known[0].id)
        st.query_params.from_dict(page.view.to_query())
        st.session_state["views"]["evidence"] = page.view
        st.session_state["query"] = ("evidence", page.view.to_query())


def _accounts(page: Page[EvidenceView], city: str) -> str:
    """How many numbers the article holds, and what became of them, as a bar and in words."""
    t = page.t
    made = account(page.catalog, city)
    parts = [
        ("used", len(made.in_figures), t("in figures")),
        ("unused", len(made.left_out), t("left out with a reason")),
        ("loose", len(made.loose), t("not accounted for")),
    ]
    bars = "".join(
        f'<span class="{kind}" style="flex-grow: {number}"></span>'
        for kind, number, _ in parts
        if number
    )
    legend = "".join(
        f'<span class="{kind}"><i></i>{number} {escape(name)}</span>'
        for kind, number, name in parts
        if number or kind != "loose"
    )
    said = escape(t("{accounted} of {found} numbers accounted for",
                    accounted=made.accounted, found=made.found))  # fmt: skip
    return (
        f'<div class="accounts"><p>{said}</p><div class="bar" aria-hidden="true">{bars}</div>'
        f'<p class="legend">{legend}</p></div>'
    )


def _left_out(page: Page[EvidenceView], city: str) -> str:
    """All numbers that are no figure, by the reason, each in its clause."""
    article, reasons = page.catalog.articles[city], page.catalog.content.reasons
    by_reason: dict[str, list[str]] = {}
    for reading, why in account(page.catalog, city).left_out.items():
        by_reason.setdefault(why, []).append(clause_around(article, reading))
    items = "".join(
        f"<dt>{escape(reasons[why].name.in_language(page.t.code))}</dt>"
        f'<dd lang="zh">{escape(" · ".join(dict.fromkeys(clauses)))}</dd>'
        for why, clauses in by_reason.items()
    )
    summary = escape(page.t("Numbers left out, by reason"))
    return f'<details class="unused"><summary>{summary}</summary><dl>{items}</dl></details>'


def _article(page: Page[EvidenceView], city: str) -> str:
    paragraphs = "".join(
        f"<p>{''.join(_piece(page, piece) for piece in paragraph)}</p>"
        for paragraph in annotate(page.catalog, city)
    )
    return f'<div class="article" lang="zh">{paragraphs}</div>'


def _piece(page: Page[EvidenceView], piece: Piece) -> str:
    text = escape(piece.text)
    if piece.figures:
        say = Sentences(page.catalog, page.t)
        figures = [page.catalog.figures[figure] for figure in piece.figures]
        label = "; ".join(f"{say.metric(f.metric)}: {say.value(f)}" for f in figures)
        ids = escape(" ".join(piece.figures))
        return (
            f'<mark tabindex="0" role="button" data-figures="{ids}" title="{escape(label)}">'
            f"{text}</mark>"
        )
    if piece.left_out:
        reason = page.catalog.content.reasons[piece.left_out].name.in_language(page.t.code)
        said = page.t("Left out: {reason}", reason=reason)
        return f'<span class="left-out" title="{escape(said)}">{text}</span>'
    return f'<span class="loose">{text}</span>' if piece.loose else text
