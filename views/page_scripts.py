"""Scripts in the page: its language for screen readers, Copy link, marks of an article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from asreported.translatable import N_
from asreported.words.language import Language


def _script(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


@st.cache_resource
def _page_component() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component(
        "page_tools",
        html='<button type="button" class="copy-link" hidden></button>',
        js=_script("page.js"),
        isolate_styles=False,
    )


@st.cache_resource
def _article_component() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component(
        "article", html='<div class="host"></div>', js=_script("article.js"), isolate_styles=False
    )


@st.cache_resource
def _press_component() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component("presses", js=_script("presses.js"))


def keep_presses() -> None:
    """Have a control that was pressed be clicked, wherever it has moved by the release."""
    _press_component()(key="presses", height="content")


#: What Streamlit says in English only.
_ENGLISH = (
    N_("No results"),
    N_("Clear all"),
    N_("Open"),
    N_("Remove"),
    N_("Dismiss"),
    N_("Link to heading"),
)


def page_tools(t: Language) -> None:
    """Set the page's language and current menu entry; draw the button that copies the address."""
    words = {english: said for english in _ENGLISH if (said := t(english)) != english}
    here = t("Copied. It opens on this computer only: Cite has lines for someone elsewhere.")
    named = {"copy": t("Copy link"), "copied": t("Copied"), "here": here, "words": words}
    data = [{"lang": t.code, **named}]  # in a list: see show_chart
    _page_component()(key="page_tools", data=data, height="content")


def choose_words(
    html: str,
    figure: str,
    choose: Callable[[Sequence[str]], None],
    *,
    key: str,
    quote: Callable[[int, int], None] = lambda _start, _end: None,
) -> None:
    """Show an article's HTML; call ``choose`` with the ids of the figures of a chosen mark.

    The mark of ``figure`` is scrolled to when it is first shown. ``quote`` is called with where
    words around it start and end that are chosen with the mouse.
    """

    def chosen() -> None:
        # Gone where another choice has taken the article off the page meanwhile.
        if figures := str(st.session_state.get(key, {}).get("chosen") or "").split():
            choose(figures)

    def quoted() -> None:
        if words := st.session_state.get(key, {}).get("words"):
            quote(int(words[0]), int(words[1]))

    _article_component()(
        key=key,
        on_words_change=quoted,
        data={"html": html, "figure": figure},
        on_chosen_change=chosen,
        height="content",
    )
