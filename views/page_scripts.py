"""Scripts in the page: its language for screen readers, Copy link, marks of an article."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from asreported.translatable import N_
from asreported.words.language import Language

# The page's language, for screen readers and hyphenation; the menu's entry of this page; words
# of Streamlit's own that it has in English only, in the reader's language.
_PAGE_SCRIPT = """
export default function ({ data: [data], parentElement }) {
  document.documentElement.lang = data.lang;
  const mark = () => {
    for (const link of document.querySelectorAll('[class*="st-key-menu-"] a')) {
      const here = link.closest('.st-key-menu-here');
      here ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
    }
  };
  const translate = () => {
    for (const node of document.querySelectorAll('button[aria-label], a[aria-label]')) {
      const label = node.getAttribute('aria-label');
      const [verb, ...rest] = label.split(' ');
      const own = (word) => Object.hasOwn(data.words, word) && data.words[word];
      const said = own(label) || (own(verb) && [own(verb), ...rest].join(' '));
      if (said) node.setAttribute('aria-label', said);
    }
    for (const node of document.querySelectorAll('[role="option"] > span:only-child')) {
      const said = data.words[node.textContent];  // written once: each change calls this again
      if (said) node.textContent = said;
    }
  };
  const look = () => { mark(); if (Object.keys(data.words).length) translate(); };
  look();
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  const button = parentElement.querySelector('button');
  button.onclick = async () => {
    await navigator.clipboard.writeText(window.location.href);
    const here = ['localhost', '127.0.0.1', '[::1]'].includes(window.location.hostname);
    button.textContent = here ? data.here : data.copied;
    setTimeout(() => { button.textContent = data.copy; }, here ? 6000 : 2000);
  };
  button.textContent = data.copy;
  button.hidden = false;
  return () => observer.disconnect();
}
"""

_PRESS_SCRIPT = """
export default function () {
  let pressed = null;
  const placeOf = (control) => {
    const { left, top } = control.getBoundingClientRect();
    return `${left} ${top}`;
  };
  const press = (event) => {
    const { target, clientX: x, clientY: y } = event;
    const control = target.closest('button, summary, a, label, mark');
    pressed = control && { control, x, y, place: placeOf(control) };
  };
  // What is drawn between press and release, or unfolds meanwhile, moves a control away from
  // under the pointer: to the browser it is not clicked then, to the reader it is.
  const click = (event) => {
    const { control, x, y, place } = pressed ?? {};
    pressed = null;
    if (!control?.isConnected || control.contains(event.target)) return;
    const still = Math.hypot(event.clientX - x, event.clientY - y) < 10;
    if (!still || placeOf(control) === place) return;
    event.stopPropagation();
    control.click();
  };
  // A shortcut of Curate takes what is being typed along: a field tells it when it is left.
  const leave = ({ altKey, ctrlKey, code }) => {
    const form = document.querySelector('.st-key-curate-form');
    const places = {
      KeyV: '[data-testid="stTextInputField"]',
      KeyK: '[role="radio"][aria-checked="true"]',
    };
    if (form && altKey && !ctrlKey && places[code]) form.querySelector(places[code])?.focus();
    const ours = altKey && !ctrlKey && /^(Key[NPS]|Digit[1-8])$/.test(code);
    if (ours && form) document.activeElement.blur();
  };
  document.addEventListener('keydown', leave, true);
  document.addEventListener('pointerdown', press, true);
  document.addEventListener('click', click, true);
  return () => {
    document.removeEventListener('keydown', leave, true);
    document.removeEventListener('pointerdown', press, true);
    document.removeEventListener('click', click, true);
  };
}
"""

# Words of an article that are chosen by click or by key tell their figures.
_ARTICLE_SCRIPT = """
export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector('.host');
  if (host.shown !== data.html) {
    host.innerHTML = data.html;
    host.shown = data.html;
    delete host.dataset.figure;
  }
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
  // Words that are chosen around the number in hand, by their places in the article.
  const pane = host.querySelector('.curated');
  if (pane) pane.onmouseup = () => {
    const mark = pane.querySelector('mark[data-chosen]');
    const selection = window.getSelection();
    if (!mark || selection.isCollapsed || !selection.containsNode(mark, true)) return;
    const chosen = selection.getRangeAt(0);
    if (!mark.closest('p').contains(chosen.commonAncestorContainer)) return;
    const before = document.createRange();
    before.setStart(chosen.startContainer, chosen.startOffset);
    before.setEndBefore(mark);
    const start = Number(data.figure) - [...before.toString()].length;
    setTriggerValue('words', [start, start + [...chosen.toString()].length]);
  };
  if (data.figure && host.dataset.figure !== data.figure) {
    host.dataset.figure = data.figure;
    show(data.figure);
    const first = host.querySelector('mark[data-chosen]');
    const top = (element) => element.getBoundingClientRect().top;
    // The pane scrolls by itself: the page stays where it is.
    if (pane && first) pane.scrollTop += top(first) - top(pane) - pane.clientHeight / 2;
    else first?.scrollIntoView({ block: 'center' });
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


@st.cache_resource
def _press_component() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component("presses", js=_PRESS_SCRIPT)


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
