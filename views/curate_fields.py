"""The fields of Curate: what is typed in one is kept as a draft, and stands there again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from asreported.catalog.catalog import Catalog
from asreported.curation.desk import Desk
from asreported.curation.existing import Existing
from asreported.curation.faults import typed_in
from asreported.curation.locking import SavingError
from asreported.curation.worklist import Number, Status
from asreported.html.escaping import escape_html
from asreported.html.page import remark
from asreported.translatable import N_
from asreported.view import CurateView
from asreported.words.faults import fault_said, is_empty
from asreported.words.labels import SEPARATOR
from asreported.words.language import LANGUAGES, Language, language
from views.page_scripts import lead_to_first, leading_to
from views.shell import Page

#: Where a session keeps the file as the person who works knows it.
SEEN = "curate-seen"
#: What was taken back last, until something is saved again.
UNDONE = "curate-undone"
#: Counts what was saved and taken back: fields of before would keep what was typed in them.
_TURN = "curate-turn"
#: Stands for an entry of a codelist that is made here.
NEW = "+"
#: The commonest forms of a period; a fault names them all.
PERIODS = N_("2023 · 2022-01/2022-07 · as of 2023-12-31")
#: Values of other entries that are offered for a field.
_OFFERED = 3
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
    #: All of its article.
    numbers: Sequence[Number] = ()
    #: The fields that are asked for: the label of each, and where its fault is told.
    asked: dict[str, tuple[str, DeltaGenerator]] = field(default_factory=dict)

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


def place_of(draft: str) -> tuple[str, int]:
    """Return the article and the number's start of a draft, by its name: see ``Work.name``."""
    article, _, rest = draft.rpartition("@")
    return article, int(rest.partition(" ")[0])


def start_afresh(text: str = "") -> None:
    """Have all fields show what the file has now; ``text`` is it, where that is known."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    if text:
        st.session_state[SEEN] = text
        st.session_state.pop(UNDONE, None)
    else:
        st.session_state.pop(SEEN, None)


def ask_text(work: Work, field: str, label: str, *, area: bool = False, **more: Any) -> str:
    """Ask for words, in an ``area`` of lines; what was typed before stands there again."""
    shown = work.draft.get(field) or ""
    bound = _bound(work, field, shown, shown, value=shown)
    typed_now: str = (st.text_area if area else st.text_input)(label, **bound, **more)
    work.asked[field] = label, st.container()
    return typed_now


def ask_choice(work: Work, field: str, label: str, names: Mapping[str, str], **more: Any) -> str:
    """Ask for one of the ids in ``names``, none at first; NEW is offered beside the list, too.

    A list that is searched shows only what has the words that were typed.
    """
    before, options = str(work.draft.get(field) or ""), list(names)
    chosen = before if before in names else None
    bound = _bound(work, field, before, chosen, index=options.index(before) if chosen else None)
    row = work.key(f"new-{field}")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key=row):
        found = st.selectbox(
            label,
            options,
            format_func=lambda one: names.get(one, one),
            filter_mode="contains",
            **bound,
            **{"placeholder": "–", **more},
        )
        if NEW in names:
            new = partial(work.keep, **{field: NEW})
            st.button(names[NEW], key=work.key(f"{field}-new"), on_click=new)
    work.asked[field] = label, st.container()
    return found or ""


def _bound(work: Work, field: str, before: str, shown: object, **begin: object) -> dict[str, Any]:
    """Return the arguments with which a field shows what its draft has, and keeps what is typed.

    What the draft has from elsewhere, as what was offered and taken, goes before what stood there.
    """
    key = work.key(field)
    bound = {"key": key, "on_change": partial(keep_typed, work, field, before, key)}
    if (st.session_state.get(key, shown) or "") == (shown or ""):
        return {**bound, **begin}  # see ``Page.bind``
    st.session_state[key] = shown
    return bound


def offer(work: Work, field: str, names: Mapping[str, str]) -> None:
    """Offer what entries of the article have in a field, by name: a press takes it."""
    with st.container():  # always there: see Compare
        if not names:
            return
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.html(remark(work.page.t("as before:")), width="content")
            for value, name in list(names.items())[:_OFFERED]:
                key = work.key(f"{field}-again-{value}")
                take = partial(work.keep, **{field: value})
                st.button(name, key=key, on_click=take)


def show_faults(
    work: Work, faults: Mapping[str, str], *, is_refused: bool = False, is_next: bool = False
) -> None:
    """Tell each fault below its field, and here which fields these are, as links to them.

    The first of them is led to where a save was refused, or where this ``is_next`` after a save.
    """
    t, told = work.page.t, set[str]()
    places = {name: _asked_in(work, typed_in(name)) for name in faults}
    order = [*work.asked, *places.values()]
    links: dict[bool, dict[str, None]] = {False: {}, True: {}}
    with st.container(key=work.key("faults")):  # always there: see Compare
        for name, field in sorted(places.items(), key=lambda one: order.index(one[1])):
            words, empty = fault_said(t, name, faults[name]), is_empty(faults[name])
            label, place = work.asked.get(field, ("", st))
            if label:
                links[empty][leading_to(label, work.key(field))] = None
            # What is wrong elsewhere is most often of the same cause.
            if not empty and words not in told and (label or not told):
                told.add(words)
                place.html(f'<p class="remark curate-fault">{escape_html(words)}</p>')
        for empty, lead in ((False, t("To mend:")), (True, t("Still empty:"))):
            if links[empty]:
                st.html(f'<p class="remark">{escape_html(lead)} {" · ".join(links[empty])}</p>')
        if is_refused or is_next:
            lead_to_first(gently=is_next)


def refusal(t: Language, error: SavingError) -> str:
    """Say why something was not saved."""
    values = {name: fault_said(t, "", str(value)) for name, value in error.values.items()}
    return t(error.sentence, **values)


def _asked_in(work: Work, field: str) -> str:
    """Return the field that is asked for, of several languages the first."""
    return next((one for one in work.asked if one == field or one.startswith(f"{field}-")), field)


def ask_twice(work: Work, field: str, label: str, example: str = "") -> dict[str, str]:
    """Ask for the same words in both languages, as in an example of how they begin."""
    t, found = work.page.t, {}
    for code, settings in LANGUAGES.items():
        name = t("{what} ({name})", what=label, name=settings.name)
        begins = language(code)(example) if example else None
        found[code] = ask_text(work, f"{field}-{code}", name, placeholder=begins)
    return found


def names_of(work: Work, codes: Mapping[str, Any]) -> dict[str, str]:
    """Name codes in both languages, so that either finds them; the reader's comes first."""
    return {one: in_both(work, Language.label, code.name) for one, code in codes.items()}


def in_both(work: Work, say: Callable[..., str], *what: object) -> str:
    """Say something in both languages, the reader's first; ``say`` is given the language first."""
    languages = dict.fromkeys([work.page.t.code, *LANGUAGES])
    return SEPARATOR.join(dict.fromkeys(say(language(code), *what) for code in languages))


def keep_typed(work: Work, field: str, shown: str, key: str) -> None:
    """Keep what was typed in a field that was drawn under a key.

    A browser also tells what a field merely shows, after a redraw; and a save that comes with it
    may come first: then nothing of it is a draft, and the field is no more.
    """
    value = st.session_state.get(key, shown) or ""
    if value != shown and key == work.key(field):
        work.keep(**{field: value})


def typed_so_far(work: Work, field: str) -> str:
    """Return what stands in a field now."""
    return str(st.session_state.get(work.key(field), work.draft.get(field, "")) or "")
