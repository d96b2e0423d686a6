"""Bring an article: its text is pasted or chosen, and who says it is typed."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from asreported.catalog.model import GLOSS_LANGUAGE
from asreported.catalog.numerals import language_of
from asreported.curation.articles import free_name
from asreported.curation.desk import Desk, Proposal, SavingError
from asreported.curation.edits import AddArticle, AddCity
from asreported.curation.entries import typed
from asreported.html.page import remark
from asreported.view import CurateView
from asreported.words.language import LANGUAGES
from views.curate_codes import ask_code, codes_made
from views.curate_fields import (
    NEW,
    NO_NUMBER,
    Work,
    ask_choice,
    ask_text,
    ask_twice,
    names_of,
    refusal,
    show_faults,
    start_afresh,
    typed_so_far,
)
from views.live_pages import current_reader
from views.shell import Page

#: The languages of articles.
_TONGUES = {code: one.name for code, one in LANGUAGES.items()}
#: Where a session keeps whether the form is open.
_IS_OPEN = "curate-bring"
#: The largest article that is taken (see catalog/limits.py).
_MEGABYTES = 16


def offer_to_bring(page: Page[CurateView]) -> None:
    """Show the button that opens the form that brings an article, or shuts it."""
    t, is_open = page.t, st.session_state.get(_IS_OPEN, False)
    label = t("Shut the form") if is_open else t("Bring an article")
    st.button(label, key=f"bring-{t.code}", on_click=partial(open_form, is_open=not is_open))


def open_form(*, is_open: bool = True) -> None:
    """Open or shut the form; what is typed in it stays."""
    st.session_state[_IS_OPEN] = is_open


def bring(page: Page[CurateView], desk: Desk) -> None:
    """Show the form that brings an article, where it was asked for."""
    with st.container():  # always there: see Compare
        if st.session_state.get(_IS_OPEN):
            with st.container(border=True, key="bring"):
                _form(page, desk)


def _form(page: Page[CurateView], desk: Desk) -> None:
    t = page.t
    work = Work(desk, "", NO_NUMBER, page, "bring")  # what is typed survives a reload
    chosen = st.file_uploader(
        t("A text file"), type=["txt"], key="bring-file", max_upload_size=_MEGABYTES
    )
    pasted = ask_text(work, "text", t("or its text"), area=True)
    content: str | bytes = chosen.getvalue() if chosen is not None else pasted
    cities = {one: page.context.labels.city(one) for one in page.catalog.cities}
    city = ask_choice(work, "city", t("City"), {NEW: t("a new city …"), **cities})
    if not city:
        st.html(remark(t("Paste a text, or choose a file, and say which city it is about.")))
        return
    left, right = st.columns(2)
    with left:
        about = _city(work) if city == NEW else _article(work, city)
    with right:
        source = _source(work, content)
    if not content:
        st.html(remark(t("Paste a text, or choose a file.")))
        return
    for field in (one for one in ("id", "so_far") if not about.get(one, "-").strip()):
        words = t("Type an id: small letters, digits and hyphens.")
        st.html(remark(words, work.asked[field][0]))
        return
    source["file"] = free_name(desk.path.parent, about["id"].strip())
    made = codes_made(work, about.get("population", {}))
    proposal = desk.bring(content, _edit(city, about, source), made)
    st.button(
        t("Save the article"),
        type="primary",
        key="bring-save",
        disabled=proposal.catalog is None,
        on_click=partial(_save, work, proposal, about["id"].strip()),
    )
    show_faults(work, proposal.faults)
    st.code("\n".join(proposal.diff), language="diff", wrap_lines=True)


def _article(work: Work, city: str) -> dict[str, Any]:
    """Ask for the ids of an article, and of the only one that the city has so far."""
    t, several = work.page.t, len(work.catalog.cities[city].articles) > 1
    own = {"id": ask_text(work, "id", t("Id of the article"))}
    there = t("Id that the article there gets")
    return own if several else {**own, "so_far": ask_text(work, "so_far", there)}


def _city(work: Work) -> dict[str, Any]:
    """Ask for a city that the catalog has not yet."""
    t, censuses = work.page.t, names_of(work, work.catalog.content.censuses)
    about: dict[str, Any] = {
        "id": ask_text(work, "id", t("Id of the city")),
        "name": ask_twice(work, "name", t("Its name")),
        "province": ask_twice(work, "province", t("Its province")),
    }
    first = next(iter(censuses), "")
    population = ask_text(work, "population", t("Residents"))
    names = {**censuses, NEW: t("another census …")}
    census = ask_code(work, "census", t("Counted by"), names, placeholder=censuses.get(first, "–"))
    if not census and typed_so_far(work, "census") != NEW:
        census = first
    return {**about, "population": {"value": population, "census": census}}


def _source(work: Work, content: str | bytes) -> dict[str, Any]:
    """Ask for where an article comes from."""
    t = work.page.t
    source: dict[str, Any] = {
        "title": ask_twice(work, "title", t("Title")),
        "publisher": ask_twice(work, "publisher", t("Publisher")),
        "authors": [one] if any((one := ask_twice(work, "authors", t("Author"))).values()) else [],
        "published": ask_text(work, "published", t("Date"), placeholder="2024-08-07"),
        "url": ask_text(work, "url", t("Address"), placeholder="https://"),
    }
    told = language_of(content if isinstance(content, str) else content.decode(errors="replace"))
    of_text = ask_choice(work, "language", t("Language"), _TONGUES, placeholder=_TONGUES[told])
    source["language"] = of_text or (told if told == GLOSS_LANGUAGE else "")
    voices = names_of(work, work.catalog.content.voices)
    return {**source, "stated_by": ask_choice(work, "voice", t("Who says so"), voices)}


def _edit(city: str, about: dict[str, Any], source: dict[str, Any]) -> AddCity | AddArticle:
    name = about["id"].strip()
    if city == NEW:
        fields = {field: value for field, value in about.items() if field != "id"}
        return AddCity(name, typed("cities", {**fields, "source": source}))
    so_far = about.get("so_far", "")
    return AddArticle(city, typed("articles", {"id": name, **source}), so_far=so_far)


def _save(work: Work, proposal: Proposal, name: str) -> None:
    """Save, and go on to the article, which has this name."""
    page = work.page
    try:
        work.desk.save(proposal, current_reader(), work.name)
    except SavingError as error:
        st.session_state["curate-fault"] = refusal(page.t, error)
        return
    start_afresh(proposal.after)
    st.session_state[_IS_OPEN] = False
    page.choose(article=name, at=-1)
