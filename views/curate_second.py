"""A second reader goes through an article without seeing its entries; then the two are compared."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from asreported.catalog.second_reading import LEFT_OUT, Difference, agreement
from asreported.curation.locking import SavingError
from asreported.curation.second_reader import SecondReader
from asreported.curation.worklist import reasons_used, used_before
from asreported.html.page import note, remark
from asreported.translatable import N_
from asreported.view import CurateView
from asreported.words.labels import SEPARATOR
from asreported.words.language import Language
from asreported.words.verdicts import QUALIFIERS
from views.curate_fields import (
    PERIODS,
    Work,
    ask_choice,
    ask_text,
    names_of,
    offer,
    refusal,
    show_faults,
)
from views.shell import Page

#: What may be decided on a difference, and what it says.
_DECISIONS = {
    "entry": N_("The entry is right"),
    "reading": N_("The second reader is right"),
    "neither": N_("Neither"),
}
#: What the fields are called that are compared.
_FIELDS = {
    "figure": N_("A figure"), "value": N_("Value"), "qualifier": N_("Hedge"),
    "metric": N_("Metric"), "counts": N_("Counts"), "period": N_("Period"),
    "baseline": N_("Against"), "area": N_("Area"),
}  # fmt: skip


def read_again(work: Work, reader: SecondReader) -> None:
    """Ask what the second reader reads in a number, and keep it."""
    t, catalog = work.page.t, work.catalog
    reasons = names_of(work, catalog.content.exclusion_reasons)
    why = {one: reasons[one] for one in reasons_used(catalog)}
    metrics, counts = names_of(work, catalog.metrics), names_of(work, catalog.content.counts)
    before = partial(used_before, reader.entered(catalog), work.number)
    rows = [st.columns(2) for _ in range(3)]  # a row each, so that Tab goes as eyes do
    with rows[0][0]:
        value = ask_text(work, "value", t("Value"))
    with rows[0][1]:
        hedges = {one.value: t(name) for one, name in QUALIFIERS.items()}
        hedge = ask_choice(work, "qualifier", t("Hedge"), hedges)
    with rows[1][0]:
        metric = ask_choice(work, "metric", t("Metric"), metrics)
    with rows[1][1]:
        counted = ask_choice(work, "counts", t("Counts"), counts)
    with rows[2][0]:
        area = ask_choice(work, "area", t("Area"), names_of(work, catalog.content.areas))
    with rows[2][1]:
        baselines = names_of(work, catalog.content.baselines)
        against = ask_choice(work, "baseline", t("Against"), baselines)
        named = catalog.content.baselines
        offer(work, "baseline", {one: t.label(named[one].name) for one in before("baseline")})
    period = ask_text(work, "period", t("Period"), placeholder=t(PERIODS))
    offer(work, "period", {one: one for one in before("period")})
    reason = ask_choice(work, "why", t("or no figure, because it is"), why)
    st.html(remark(t("A field that is left empty is not compared.")))
    read = {
        "value": value, "qualifier": hedge, "metric": metric, "counts": counted,
        "period": period, "baseline": against, "area": area,
    }  # fmt: skip
    st.button(
        t("Keep this reading"),
        type="primary",
        shortcut="Alt+S",
        key=work.key("record"),
        on_click=partial(_record, work, reader, {"why": reason} if reason else read),
    )
    found = st.session_state.pop("second-faults", {})
    show_faults(work, found, is_refused=bool(found))


def _record(work: Work, reader: SecondReader, read: dict[str, Any]) -> None:
    try:
        faults = reader.record(work.catalog, work.number, read)
    except SavingError as error:
        st.session_state["curate-fault"] = refusal(work.page.t, error)
        return
    st.session_state["second-faults"] = faults
    if not faults:
        work.desk.drafts.forget(work.name)
        work.page.choose(at=-1)


def differences(page: Page[CurateView], reader: SecondReader) -> None:
    """Say how far the readings agree, and ask of each difference who is right."""
    t, content = page.t, page.catalog.second_reading
    if content is None:
        return
    found = agreement(content)
    words = t(
        "{agreed} of {compared} fields agree; {settled} of {all} differences are settled.",
        agreed=found.agreed,
        compared=found.compared,
        settled=found.settled,
        all=len(found.differences),
    )
    # Its name is the same all the while: one who still reads sees no result, and it stays open.
    name = t("Compare with the entries")
    with st.expander(name, key=f"differences-{t.code}", on_change="rerun") as opened:
        if not opened.open:
            return
        st.html(note(words))
        for i, one in enumerate(found.differences):
            _difference(page, reader, one, i)
        if not found.differences:
            st.html(note(t("There is no difference.")))


def _difference(page: Page[CurateView], reader: SecondReader, one: Difference, place: int) -> None:
    t = page.t
    st.html(
        remark(
            t(
                "{field}: entered {entered}, read {read} ({reader})",
                field=t(_FIELDS[one.field]),
                entered=_named(t, one.entered),
                read=_named(t, one.read),
                reader=one.reader,
            ),
            one.number.as_written,
        )
    )
    if one.settled is not None:
        to_do = t("mend the entry: nothing changes it by itself")
        todo = [to_do] if one.settled.kept != "entry" else []
        st.html(remark(SEPARATOR.join([t(_DECISIONS[one.settled.kept]), *todo])))
        return
    with st.container(horizontal=True):
        for kept, name in _DECISIONS.items():
            st.button(
                t(name),
                key=f"settle-{place}-{kept}-{t.code}",
                on_click=partial(_settle, page, reader, one, kept),
            )


def _named(t: Language, value: str | None) -> str:
    return t("No figure") if value == LEFT_OUT else value or "–"


def _settle(page: Page[CurateView], reader: SecondReader, one: Difference, kept: str) -> None:
    try:
        reader.settle(one, kept, by=reader.name)
    except SavingError as error:
        st.session_state["curate-fault"] = refusal(page.t, error)
