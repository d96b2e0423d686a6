"""Scripts in the page: its language for screen readers, Copy link, marks of an article."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

# The page's language, for screen readers and hyphenation; the menu's entry of this page.
_PAGE_SCRIPT = """
export default function ({ data, parentElement }) {
  document.documentElement.lang = data.lang;
  const mark = () => {
    for (const link of document.querySelectorAll('[class*="st-key-menu-"] a')) {
      const here = link.closest('.st-key-menu-here');
      here ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
    }
  };
  mark();
  const observer = new MutationObserver(mark);
  observer.observe(document.body, { childList: true, subtree: true });
  const button = parentElement.querySelector('button');
  button.onclick = async () => {
    await navigator.clipboard.writeText(window.location.href);
    button.textContent = data.copied;
    setTimeout(() => { button.textContent = data.copy; }, 2000);
  };
  button.textContent = data.copy;
  button.hidden = false;
  return () => observer.disconnect();
}
"""

# Words of an article that are chosen by click or by key tell their figures.
_ARTICLE_SCRIPT = """
export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector('.host');
  if (host.shown !== data.html) { host.innerHTML = data.html; host.shown = data.html; }
  const marks = [...host.querySelectorAll('mark')];
  const show = (id) => marks.forEach((mark) => {
    mark.toggleAttribute('data-chosen', mark.dataset.figures.split(' ').includes(id));
  });
  const choose = (mark) => {
    show(mark.dataset.figures.split(' ')[0]);
    setTriggerValue('chosen', mark.dataset.figures);
  };
  for (const mark of marks) {
    mark.onclick = () => choose(mark);
    mark.onkeydown = (event) => {
      if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); choose(mark); }
    };
  }
  if (data.figure && host.dataset.figure !== data.figure) {
    host.dataset.figure = data.figure;
    show(data.figure);
    const first = host.querySelector('mark[data-chosen]');
    if (first) first.scrollIntoView({ block: 'center' });
  }
}
"""


@st.cache_resource
def _page_component() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component(
        "page_tools",
        html='<button type="button" class="copy-link" hidden></button>',
        js=_PAGE_SCRIPT,
        isolate_styles=False,
    )


@st.cache_resource
def _article_component() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component(
        "article", html='<div class="host"></div>', js=_ARTICLE_SCRIPT, isolate_styles=False
    )


def page_tools(lang: str, copy: str, copied: str) -> None:
    """Set the page's language and current menu entry; draw the button that copies the address."""
    _page_component()(
        key="page_tools", data={"lang": lang, "copy": copy, "copied": copied}, height="content"
    )


def choose_words(
    html: str, figure: str, choose: Callable[[Sequence[str]], None], *, key: str
) -> None:
    """Show an article's HTML; call ``choose`` with the ids of the figures of a chosen mark.

    The mark of ``figure`` is scrolled to when it is first shown.
    """
    _article_component()(
        key=key,
        data={"html": html, "figure": figure},
        on_chosen_change=lambda: choose(st.session_state[key]["chosen"].split()),
        height="content",
    )
