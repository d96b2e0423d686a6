"""Scripts in the page: its language for screen readers, Copy link, marks of an article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from time import monotonic

import streamlit as st

from asreported.html.escaping import escape_html
from asreported.translatable import N_
from asreported.words.language import Language


@st.cache_resource
def _component(
    name: str, html: str | None = None, *, isolate_styles: bool = False
) -> st.components.v2.types.ComponentRenderer:
    """Make the component of the script of this name."""
    script = Path(__file__).with_name(f"{name}.js").read_text(encoding="utf-8")
    return st.components.v2.component(name, html=html, js=script, isolate_styles=isolate_styles)


def leading_to(label: str, key: str) -> str:
    """Write a link that leads to the field of a key."""
    return f'<a role="button" tabindex="0" data-lead="{escape(key)}">{escape_html(label)}</a>'


def lead_to_first(*, gently: bool) -> None:
    """Follow the first such link that stands beside this; ``gently`` if no field has the focus."""
    _component("lead")(key="lead", data=[{"at": monotonic(), "gently": gently}], height="content")


def keep_presses() -> None:
    """Have a control that was pressed be clicked, wherever it has moved by the release."""
    _component("presses", isolate_styles=True)(key="presses", height="content")


#: What Streamlit says in English only.
_ENGLISH = (
    N_("No results"), N_("Clear all"), N_("Open"), N_("Remove"), N_("Dismiss"),
    N_("Link to heading"), N_("Copy to clipboard"), N_("Skip to main content"), N_("Upload"),
    N_("16MB per file"), N_("Press Enter to apply"), N_("Press Ctrl+Enter to apply"),
    N_("Press ⌘+Enter to apply"),
)  # fmt: skip


def page_tools(t: Language) -> None:
    """Set the page's language and current menu entry; draw the button that copies the address."""
    words = {english: said for english in _ENGLISH if (said := t(english)) != english}
    here = t("Copied. It opens on this computer only: Cite has lines for someone elsewhere.")
    named = {"copy": t("Copy link"), "copied": t("Copied"), "here": here, "words": words}
    data = [{"lang": t.code, **named}]  # in a list: see show_chart
    button = '<button type="button" class="copy-link" hidden></button>'
    _component("page", button)(key="page_tools", data=data, height="content")


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

    _component("article", '<div class="host"></div>')(
        key=key,
        on_words_change=quoted,
        data={"html": html, "figure": figure},
        on_chosen_change=chosen,
        height="content",
    )
