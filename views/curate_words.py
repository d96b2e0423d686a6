"""What an article says without a number, and the systems that it names, as entries of the file."""

from __future__ import annotations

from typing import Any

import streamlit as st

from asreported.catalog.model import GLOSS_LANGUAGE, Direction
from asreported.curation.desk import Desk
from asreported.curation.edits import AddEntry
from asreported.curation.entries import typed
from asreported.translatable import N_
from asreported.view import CurateView
from views.curate_fields import NO_NUMBER, PERIODS, Work, ask_choice, ask_text, ask_twice, names_of
from views.curate_saving import propose
from views.shell import Page

_DIRECTIONS = {Direction.UP.value: N_("it rises"), Direction.DOWN.value: N_("it falls")}


def words_without_a_number(page: Page[CurateView], desk: Desk, article: str) -> None:
    """Show the form of a statement, or of a system, folded."""
    t, kinds = page.t, {"statements": page.t("A statement"), "systems": page.t("A system")}
    name = t("Said without a number, or a system")
    with st.expander(name, key=f"words-{t.code}", on_change="rerun") as opened:
        if not opened.open:
            return
        kind = st.segmented_control(
            name,
            list(kinds),
            format_func=kinds.__getitem__,
            default="statements",
            required=True,
            label_visibility="collapsed",
            key=f"words-kind-{t.code}",
        )
        city = page.catalog.city_of(article)
        number = len(city.statements if kind == "statements" else city.systems)
        # The next one begins with an empty form.
        work = Work(desk, article, NO_NUMBER, page, f"{kind} {number}")
        entry = _statement(work) if kind == "statements" else _system(work)
        if len(city.articles) > 1:
            entry["article"] = article
        fields = typed(str(kind), entry)
        with st.container():  # always there: see Compare
            if fields:
                propose(work, [AddEntry(city.id, str(kind), fields)])


def _statement(work: Work) -> dict[str, Any]:
    t, catalog = work.page.t, work.catalog
    entry: dict[str, Any] = {
        "quote": ask_text(work, "quote", t("Its words, letter for letter")),
        "metric": ask_choice(work, "metric", t("Metric"), names_of(work, catalog.metrics)),
        "counts": ask_choice(work, "counts", t("Counts"), names_of(work, catalog.content.counts)),
        "direction": ask_choice(
            work, "direction", t("Direction"), {one: t(name) for one, name in _DIRECTIONS.items()}
        ),
        "claim": ask_twice(work, "claim", t("or its claim: the article …"), N_("says that …")),
        "period": ask_text(work, "period", t("Period"), placeholder=t(PERIODS)),
        "id": ask_text(work, "id", t("Id")),
    }
    if catalog.languages[work.article] != GLOSS_LANGUAGE:
        entry["gloss"] = ask_text(work, "gloss", t("In English"))
    return entry


def _system(work: Work) -> dict[str, Any]:
    t = work.page.t
    return {
        "name": ask_twice(work, "name", t("Name of the system")),
        "about": ask_twice(work, "about", t("What the article says of it")),
        "id": ask_text(work, "id", t("Id")),
    }
