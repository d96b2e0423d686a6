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
from views.curate_fields import NO_NUMBER, Work, ask_choice, ask_text, names_of, start_afresh
from views.live_pages import current_reader
from views.shell import Page

_NEW = "+"
#: The languages of articles.
_TONGUES = {code: one.name for code, one in LANGUAGES.items()}
#: The largest article that is taken (see catalog/limits.py).
_MEGABYTES = 16


def bring(page: Page[CurateView], desk: Desk) -> None:
    """Show the form that brings an article, folded."""
    t = page.t
    with st.expander(t("Bring an article"), key=f"bring-{t.code}", on_change="rerun") as opened:
        if opened.open:
            _form(page, desk)


def _form(page: Page[CurateView], desk: Desk) -> None:
    t, catalog = page.t, page.catalog
    work = Work(desk, "", NO_NUMBER, page, "bring")  # what is typed survives a reload
    chosen = st.file_uploader(
        t("A text file"), type=["txt"], key="bring-file", max_upload_size=_MEGABYTES
    )
    pasted = ask_text(work, "text", t("or its text"), area=True)
    content: str | bytes = chosen.getvalue() if chosen is not None else pasted
    cities = {_NEW: t("a new city …")}
    cities |= {one: page.context.labels.city(one) for one in catalog.cities}
    city = ask_choice(work, "city", t("City"), cities)
    if not city:
        st.html(remark(t("Paste a text, or choose a file, and say which city it is about.")))
        return
    left, right = st.columns(2)
    with left:
        asked = _about(page, city)
        about = _asked(work, asked)
    with right:
        source = _asked(work, _source(page))
        text = content.decode(errors="replace") if isinstance(content, bytes) else content
        told = language_of(text)
        of_text = ask_choice(work, "language", t("Language"), _TONGUES, placeholder=_TONGUES[told])
        source["language"] = of_text or (told if told == GLOSS_LANGUAGE else "")
        voices = names_of(work, catalog.content.voices)
        source["stated_by"] = ask_choice(work, "voice", t("Who says so"), voices)
    if not content:
        st.html(remark(t("Paste a text, or choose a file.")))
        return
    for field in (one for one in ("id", "so_far") if about.get(one, "-").strip() == ""):
        st.html(remark(t("Type an id: small letters, digits and hyphens."), dict(asked)[field]))
        return
    proposal = desk.bring(content, _edit(page, desk, city, about, source))
    for field, fault in proposal.faults.items():
        st.html(remark(fault, field))
    st.code("\n".join(proposal.diff), language="diff", wrap_lines=True)
    st.button(
        t("Save the article"),
        type="primary",
        key="bring-save",
        disabled=proposal.catalog is None,
        on_click=partial(_save, work, proposal),
    )


def _asked(work: Work, fields: list[tuple[str, str]]) -> dict[str, Any]:
    return {name: ask_text(work, name, label) for name, label in fields}


def _about(page: Page[CurateView], city: str) -> list[tuple[str, str]]:
    """List what is asked of the place of the article, by field."""
    t = page.t
    if city != _NEW:
        several = len(page.catalog.cities[city].articles) > 1
        there = [] if several else [("so_far", t("Id that the article there gets"))]
        return [("id", t("Id of the article")), *there]
    return [
        ("id", t("Id of the city")),
        *_twice("name", t("Its name")),
        *_twice("province", t("Its province")),
        ("population", t("Residents")),
    ]


def _twice(name: str, label: str) -> list[tuple[str, str]]:
    """Ask for the same words in every language."""
    return [(f"{name}-{code}", f"{label} ({one.name})") for code, one in LANGUAGES.items()]


def _source(page: Page[CurateView]) -> list[tuple[str, str]]:
    """List what is asked of the article itself, by field."""
    t = page.t
    return [
        *_twice("title", t("Title")),
        *_twice("publisher", t("Publisher")),
        *_twice("authors", t("Author")),
        ("published", t("Date")),
        ("url", t("Address")),
    ]


def _edit(
    page: Page[CurateView], desk: Desk, city: str, about: dict[str, str], source: dict[str, Any]
) -> AddCity | AddArticle:
    name = about["id"].strip()
    fields: dict[str, Any] = {
        "file": free_name(desk.path.parent, name or "article"),
        **{field: _two(source, field) for field in ("title", "publisher")},
        **{field: source[field] for field in ("language", "published", "stated_by", "url")},
    }
    if any(_two(source, "authors").values()):
        fields["authors"] = [_two(source, "authors")]
    if city != _NEW:
        so_far = about.get("so_far", "")
        return AddArticle(city, typed("articles", {"id": name, **fields}), so_far=so_far)
    census = next(iter(page.catalog.content.censuses), "")
    entry = {
        "name": _two(about, "name"),
        "province": _two(about, "province"),
        "population": {"value": about["population"], "census": census},
        "source": fields,
    }
    return AddCity(name, typed("cities", entry))


def _two(fields: dict[str, str], name: str) -> dict[str, str]:
    return {code: fields.get(f"{name}-{code}", "") for code in LANGUAGES}


def _save(work: Work, proposal: Proposal) -> None:
    page, there = work.page, set(work.catalog.sources)
    try:
        work.desk.save(proposal, current_reader())
    except SavingError as error:
        st.session_state["curate-fault"] = page.t(error.sentence, **error.values)
        return
    assert proposal.catalog is not None
    start_afresh(proposal.after)
    new = [one for one in proposal.catalog.sources if one not in there]
    page.choose(article=new[0] if new else page.view.article, at=-1)
    work.desk.drafts.forget(work.name)
