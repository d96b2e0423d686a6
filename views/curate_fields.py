"""The fields of Curate: what is typed in one is kept as a draft, and stands there again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import streamlit as st

from asreported.catalog.catalog import Catalog
from asreported.curation.desk import Desk
from asreported.curation.existing import Existing
from asreported.curation.worklist import Number, Status
from asreported.view import CurateView
from asreported.words.labels import SEPARATOR
from asreported.words.language import LANGUAGES, language
from views.shell import Page

#: Where a session keeps the file as the person who works knows it.
SEEN = "curate-seen"
#: Counts what was saved and taken back: fields of before would keep what was typed in them.
_TURN = "curate-turn"
#: Stands for an entry of a codelist that is made here.
NEW = "+"
#: Such an entry is of no number.
NO_NUMBER = Number(-1, -1, "", Status.OPEN)


@dataclass(frozen=True)
class Work:
    """One number that is worked on: its draft is kept as it is typed."""

    desk: Desk
    article: str
    number: Number
    page: Page[CurateView]
    #: What sets its draft apart from that of an open number: the entry that it has already, or
    #: who reads it a second time.
    part: str = ""
    #: The entry that is to be changed.
    there: Existing | None = None

    @property
    def catalog(self) -> Catalog:
        """The catalog as it is saved."""
        return self.page.catalog

    @property
    def is_number(self) -> bool:
        """Whether it is of a number, and not of words without one."""
        return self.number.start >= 0

    @property
    def name(self) -> str:
        """The name of its draft."""
        return " ".join(filter(None, [f"{self.article}@{self.number.start}", self.part]))

    @cached_property
    def draft(self) -> dict[str, Any]:
        """What stands in the fields: what was typed so far, before what the entry has."""
        return {**self._before, **self.typed_fields}

    @cached_property
    def typed_fields(self) -> dict[str, Any]:
        """What was typed so far."""
        return self.desk.drafts.get(self.name)

    @property
    def _before(self) -> dict[str, Any]:
        if self.there is None:
            return {}
        kind = "figure" if self.there.kind == "figures" else "none"
        return {**self.there.fields, "kind": kind, f"quote-{kind}": self.there.quote}

    def key(self, field: str) -> str:
        """Return the key of a field's widget."""
        turn = st.session_state.get(_TURN, 0)
        return f"curate-{field}-{self.name}-{self.page.t.code}-{turn}"

    def keep(self, **fields: object) -> None:
        """Keep fields in the draft."""
        self.desk.drafts.put(self.name, {**self.desk.drafts.get(self.name), **fields})


def start_afresh(text: str = "") -> None:
    """Have all fields show what the file has now; ``text`` is it, where that is known."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    if text:
        st.session_state[SEEN] = text
    else:
        st.session_state.pop(SEEN, None)


def ask_text(work: Work, field: str, label: str, *, area: bool = False, **more: Any) -> str:
    """Ask for words, in an ``area`` of lines; what was typed before stands there again."""
    shown = work.draft.get(field) or ""
    typed_now: str = (st.text_area if area else st.text_input)(
        label,
        value=shown,
        key=work.key(field),
        on_change=partial(keep_typed, work, field, shown),
        **more,
    )
    return typed_now


def ask_choice(work: Work, field: str, label: str, names: Mapping[str, str], **more: Any) -> str:
    """Ask for one of the ids in ``names``; none is chosen at first."""
    before, options = str(work.draft.get(field) or ""), list(names)
    chosen = st.selectbox(
        label,
        options,
        index=options.index(before) if before in names else None,
        format_func=lambda one: names.get(one, one),
        filter_mode="contains",
        key=work.key(field),
        on_change=partial(keep_typed, work, field, before),
        **{"placeholder": "–", **more},
    )
    return chosen or ""


def ask_twice(work: Work, field: str, label: str) -> dict[str, str]:
    """Ask for the same words in both languages."""
    t = work.page.t
    return {
        code: ask_text(
            work, f"{field}-{code}", t("{what} ({name})", what=label, name=settings.name)
        )
        for code, settings in LANGUAGES.items()
    }


def names_of(work: Work, codes: Mapping[str, Any]) -> dict[str, str]:
    """Name codes in both languages, so that either finds them; the reader's comes first."""
    languages = dict.fromkeys([work.page.t.code, *LANGUAGES])
    return {
        one: SEPARATOR.join(dict.fromkeys(language(t).label(code.name) for t in languages))
        for one, code in codes.items()
    }


def keep_typed(work: Work, field: str, shown: str) -> None:
    """Keep what was typed; a browser also tells what a field merely shows, after a redraw."""
    value = st.session_state.get(work.key(field)) or ""
    if value != shown:
        work.keep(**{field: value})


def typed_so_far(work: Work, field: str) -> str:
    """Return what stands in a field now."""
    return str(st.session_state.get(work.key(field), work.draft.get(field, "")) or "")
