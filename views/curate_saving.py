"""What will be written of an entry, what is wrong with it, what it will say; then it is saved."""

from __future__ import annotations

import streamlit as st

from asreported.catalog.catalog import Catalog
from asreported.comparison.compare import compare
from asreported.curation.desk import ChangedError, Proposal, SavingError, lines_between
from asreported.curation.edits import AddEntry, ChangeEntry, Edit
from asreported.curation.worklist import Status, numbers_of
from asreported.drawing.charts import compare_chart
from asreported.html.escaping import escape_html
from asreported.html.page import remark
from asreported.words.captions import Captions
from asreported.words.labels import Labels
from views.chart import STEPS, show_chart
from views.curate_fields import SEEN, Work, refusal, show_faults, start_afresh
from views.live_pages import current_reader

#: Where a session keeps that a number was saved in this moment.
_SAVED = "curate-saved"
#: The place of the proposal's chart: behind any that Compare has.
_PLACE = 99


def propose(work: Work, edits: list[Edit]) -> None:
    """Show what will be written, what is wrong with it, and what it will say beside the others."""
    t = work.page.t
    try:
        proposal = work.desk.propose(edits)
    except SavingError as error:
        st.error(refusal(t, error))
        return
    # In the run of its press, so that what was being typed is in the proposal.
    pressed = st.button(
        t("Save to the file"),
        type="primary",
        shortcut="Alt+S" if work.is_number else None,
        key=work.key("save"),
    )
    seen = st.session_state.setdefault(SEEN, proposal.before)
    if pressed and proposal.catalog is not None:
        _save(work, proposal, seen)
    elif pressed:  # never disabled: a shortcut pressed in the last field comes before its words
        st.toast(t("There is still something to mend."))
    is_next = st.session_state.pop(_SAVED, False)
    is_refused = pressed and proposal.catalog is None
    show_faults(work, proposal.faults, is_refused=is_refused, is_next=is_next)
    if changed := st.session_state.pop(work.key("changed"), None):
        st.warning(t("The file has changed meanwhile: look at what it says now, and save again."))
        st.code("\n".join(changed), language="diff", wrap_lines=True)
    with st.container():  # always there: see Compare
        if proposal.diff:
            st.html(remark(t("What will be written, at line {line}", line=proposal.line)))
            st.code("\n".join(proposal.diff), language="diff", wrap_lines=True)
    with st.container():
        if proposal.catalog is not None and isinstance(edits[-1], AddEntry | ChangeEntry):
            _beside_others(work, proposal, edits[-1], _PLACE + work.is_number)


def _beside_others(
    work: Work, proposal: Proposal, edit: AddEntry | ChangeEntry, place: int
) -> None:
    """Show the verdict that a figure will have, and its chart."""
    assert proposal.catalog is not None
    metric = str(edit.entry.get("metric", ""))
    if metric not in proposal.catalog.metrics:
        return
    comparison = compare(proposal.catalog, metric)
    t = work.page.t
    captions = Captions(Labels(proposal.catalog, t))
    st.html(remark(t("What it will say beside the others")))
    words = f"{captions.headline(comparison)} {captions.explanation(comparison)}"
    st.html(f"<p>{escape_html(words)}</p>")
    chart = compare_chart(proposal.catalog, comparison, t, width=STEPS[3])
    show_chart(chart, t, place=place)


def _save(work: Work, proposal: Proposal, seen: str) -> None:
    """Save, and go on to the next number; what was typed stays where it cannot be saved.

    ``seen`` is the file as this person has it from the page: as it was at first, after the last
    save, or when it was said that it had changed.
    """
    changed = work.key("changed")
    if seen != proposal.before:
        st.session_state[changed] = lines_between(seen, proposal.before)
        st.session_state[SEEN] = proposal.before
        return
    try:
        work.desk.save(proposal, current_reader(), work.name)
    except ChangedError as error:
        st.session_state[changed] = lines_between(proposal.before, error.now)
        return
    except SavingError as error:
        st.error(refusal(work.page.t, error))
        return
    st.session_state.pop(changed, None)
    start_afresh(proposal.after)
    if work.is_number and proposal.catalog is not None:
        at = _next_open(proposal.catalog, work)
        st.session_state[_SAVED] = at not in (-1, work.number.start)
        work.page.choose(at=at)
    work.page.redraw()


def _next_open(catalog: Catalog, work: Work) -> int:
    """Return where the next open number starts, from the top again where none is left below.

    Where none is left at all it is -1: what is done is said. One that is changed stays in view.
    """
    numbers = numbers_of(catalog, work.article)
    still_open = [one.start for one in numbers if one.status is Status.OPEN]
    below = (start for start in still_open if start > work.number.start)
    rest = work.number.start if work.there is not None else -1
    return next(below, still_open[0] if still_open else rest)
