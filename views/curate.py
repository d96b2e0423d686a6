"""Curate: from an article's numbers to entries of the file, read, decided and typed by a person.

Only where the server was started with ``serve --edit``; no other page imports this one.
"""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

import streamlit as st

from asreported.curation.desk import Desk, Saved, SavingError
from asreported.curation.edits import named
from asreported.curation.marked import marked_article, progress
from asreported.curation.second_reader import SecondReader
from asreported.curation.worklist import Number, Status, numbers_of
from asreported.html.page import heading, note, remark
from asreported.view import CurateView
from views.curate_article import bring, offer_to_bring, open_form
from views.curate_fields import UNDONE, Work, place_of, refusal, start_afresh
from views.curate_form import choose_quote, form
from views.curate_second import differences, read_again
from views.curate_words import words_without_a_number
from views.live_pages import current_reader
from views.page_scripts import choose_words
from views.shell import Page, catalog_path


@cache
def _desk_at(path: Path) -> Desk:
    return Desk(path)


def show(page: Page[CurateView]) -> None:
    """Show an article with its numbers, and the form for the one that is chosen."""
    t, desk = page.t, _desk_at(catalog_path())
    lead = t("Read a number, decide what it is, and type it. Nothing is written before you save.")
    st.html(heading(t("Curate"), lead))
    _state(page, desk)
    article = page.view.article
    is_there = article in page.catalog.sources
    with st.container(horizontal=True, vertical_alignment="bottom", key="curate-articles"):
        if is_there:
            _choose_article(page)
        offer_to_bring(page)
        is_second = st.toggle(
            t("Read it a second time, without seeing the entries"),
            key="curate-second",
            on_change=partial(page.choose, at=-1),
        )
    bring(page, desk)
    if not is_there:  # saved a moment ago: the page is drawn again with it
        st.html(note(t("The file is being read …")))
        return
    reader = _reader(page, desk) if is_second else None
    if is_second and reader is None:
        st.html(note(t("Type your name: what you read is kept under it.")))
        return
    numbers = reader.numbers(page.catalog) if reader else numbers_of(page.catalog, article)
    text, panel = st.columns([5, 4], gap="large")
    current = _current(page, numbers)
    with text:
        st.html(progress(numbers, t))
        html = marked_article(
            page.catalog.articles[article], page.catalog.languages[article], numbers, t
        )
        at = str(current.start) if current else ""
        choose_words(
            html, at, lambda ids: page.choose(at=int(ids[0])), key="curated", quote=choose_quote
        )
    with panel, st.container(key="curate-form"):
        with st.container():  # always there: see Compare
            if current is not None:
                _steps(page, numbers, current)
            elif numbers:
                words = t("All are entered or left out. Choose one in the text to change it.")
                st.html(note(words))
            else:
                st.html(note(t("This article has no number.")))
        with st.container():
            if reader:
                if current is not None:
                    read_again(Work(desk, article, current, page, reader.name), reader)
                differences(page, reader)
            else:
                if current is not None:
                    form(Work(desk, article, current, page, numbers=numbers))
                words_without_a_number(page, desk, article)


def _choose_article(page: Page[CurateView]) -> None:
    articles = list(page.catalog.sources)
    st.selectbox(
        page.t("Article"),
        articles,
        format_func=lambda one: _article_name(page, one),
        **page.bind(
            "article",
            page.view.article,
            lambda one: page.choose(article=one, at=-1),
            index=articles.index(page.view.article),
        ),
    )


def _reader(page: Page[CurateView], desk: Desk) -> SecondReader | None:
    """Ask who reads the article a second time."""
    name = st.text_input(page.t("Your name"), key="curate-reader").strip()
    return SecondReader(desk.path, page.view.article, name) if name else None


def _article_name(page: Page[CurateView], article: str) -> str:
    labels = page.context.labels
    source = page.catalog.sources[article]
    return page.t("{city}: {source}", city=labels.city(source.city), source=labels.source(article))


def _current(page: Page[CurateView], numbers: tuple[Number, ...]) -> Number | None:
    """Return the number that is chosen, or else the first that is open."""
    chosen = [number for number in numbers if number.start == page.view.at]
    still_open = [number for number in numbers if number.status is Status.OPEN]
    return next(iter([*chosen, *still_open]), None)


def _steps(page: Page[CurateView], numbers: tuple[Number, ...], current: Number) -> None:
    """Say which number this is, and lead to the open ones before and after it."""
    t = page.t
    still_open = [one for one in numbers if one.status is Status.OPEN and one != current]
    before = [one for one in still_open if one.start < current.start][-1:]
    after = [one for one in still_open if one.start > current.start][:1]
    with st.container(horizontal=True, vertical_alignment="center"):
        place = t("number {number} of {all}", number=numbers.index(current) + 1, all=len(numbers))
        st.html(remark(place), width="content")
        ways = ((t("Previous open"), "Alt+P", before), (t("Next open"), "Alt+N", after))
        for label, key, to in ways:
            st.button(
                label,
                shortcut=key,
                disabled=not to,
                key=f"step-{key}-{t.code}",
                on_click=partial(page.choose, at=to[0].start) if to else None,
            )
    with st.container(key="curate-keys"):
        words = t(
            "Alt+V: to the value or the reason, Alt+G: to the English, Alt+K: what it is, with "
            "arrow keys and Space"
        )
        st.html(remark(words))


def _state(page: Page[CurateView], desk: Desk) -> None:
    """Say which file this writes, and when it last did; offer to take that back."""
    t, who = page.t, current_reader()
    # Words that were saved would tell a second reader of an entry.
    last = None if st.session_state.get("curate-second") else desk.last_save(who)
    file = f"{desk.path.resolve().parent.name}/{desk.path.name}"
    with st.container(horizontal=True, vertical_alignment="center", key="curate-state"):
        if last:
            at, what = last.at.astimezone().strftime("%H:%M"), _what(page, last)
            words = t("editing {file} · last saved {time}: {what}", file=file, time=at, what=what)
        else:
            words = t("editing {file}", file=file)
        st.html(remark(words), width="content")
        if last:
            undo = partial(_undo, page, desk)
            st.button(t("Undo the last save"), key=f"undo-{t.code}", on_click=undo)
    with st.container():  # always there: see Compare
        if fault := st.session_state.pop("curate-fault", ""):
            st.error(fault)
        if undone := st.session_state.get(UNDONE):
            st.html(note(t("Taken back: {what}", what=_what(page, undone))))


def _what(page: Page[CurateView], saved: Saved) -> str:
    """Say what a save was for: the city, and the words or the id of the entry."""
    city, entry = named(saved.edit)
    name = page.context.labels.city(city) if city in page.catalog.cities else city
    return page.t("{city}: {source}", city=name, source=f"“{entry}”")


def _undo(page: Page[CurateView], desk: Desk) -> None:
    """Take the last save back, and return to the form that it came of, as it was typed."""
    try:
        saved = desk.undo(current_reader())
    except SavingError as error:
        st.session_state["curate-fault"] = refusal(page.t, error)
        return
    st.session_state[UNDONE] = saved
    start_afresh()
    article, at = place_of(saved.draft)
    if article:
        page.choose(article=article, at=at)
    else:
        page.choose(article=next(iter(page.catalog.sources)), at=at)
        open_form()
