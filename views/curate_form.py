"""The form of one number: what a person reads in it, beside the words; then what will be written.

What the machine reads stays hidden until a value has been typed: a second entry that copies the
first is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import chain, count
from typing import Any

import streamlit as st

from asreported.catalog.evidence import is_other_money
from asreported.catalog.model import GLOSS_LANGUAGE, Kind, Qualifier
from asreported.catalog.period import NOT_STATED, PartialDate, Period
from asreported.comparison.excerpts import MAX_NAMED, excerpt
from asreported.curation.edits import AddEntry, ChangeEntry, Edit, RemoveEntry
from asreported.curation.entries import number_typed, typed
from asreported.curation.existing import existing_entries
from asreported.curation.quoting import (
    Side,
    first_left_out,
    first_quote,
    numbers_beside,
    quote_fields,
    stretched,
    stretched_to_clause,
    within_line,
)
from asreported.curation.worklist import (
    Status,
    counted_under,
    entered,
    machine_reading,
    reasons_for,
    said_before,
    says_number,
    used_before,
)
from asreported.html.escaping import escape_html
from asreported.html.page import remark
from asreported.words.labels import SEPARATOR
from asreported.words.language import Language
from asreported.words.verdicts import QUALIFIERS
from views.curate_codes import ask_code, codes_made
from views.curate_fields import (
    NEW,
    PERIODS,
    Work,
    ask_choice,
    ask_text,
    ask_twice,
    in_both,
    keep_typed,
    names_of,
    offer,
    typed_so_far,
)
from views.curate_saving import propose

#: Words that were chosen in the article, until the form takes them.
_QUOTE = "curate-quote"


def form(work: Work) -> None:
    """Show the words around a number, the fields of its entry, and what will be written."""
    t, work = work.page.t, _at_hand(work)
    kinds = {"figure": t("A figure"), "none": t("No figure, because …")}
    if work.there is not None:
        kinds["out"] = t("Take it out")
    shown, key = work.draft.get("kind", "figure"), work.key("kind")
    kind = st.segmented_control(
        t("What it is"),
        list(kinds),
        format_func=kinds.__getitem__,
        default=shown,
        required=True,
        label_visibility="collapsed",
        key=key,
        on_change=partial(keep_typed, work, "kind", shown, key),
    )
    edits = _edits(work, str(kind))
    with st.container():  # always there: see Compare
        if work.number.status is not Status.OPEN and not work.typed_fields:
            there = work.number.entry
            st.html(remark(t("This number is accounted for already: {entry}", entry=there)))
            return
        propose(work, edits)


def _at_hand(work: Work) -> Work:
    """Return the work on the entry that the number has already; of several, ask which."""
    if work.number.status is Status.OPEN:
        return work
    there = existing_entries(work.catalog, work.article, work.number, work.desk.data())
    found = {one.which: one for one in there}
    if any(one.kind == "figures" for one in there):
        names = {**{one: one for one in found}, NEW: work.page.t("one more figure of this number")}
        which = st.selectbox(
            work.page.t("Entry"), list(names), format_func=names.__getitem__, key=work.key("which")
        )
    else:
        which = next(iter(found), NEW)
    return replace(work, part=which, there=found.get(which))


def _edits(work: Work, kind: str) -> list[Edit]:
    """Ask for the fields of an entry; return what saving them does to the file."""
    there, city = work.there, work.catalog.city_of(work.article)
    article = work.article if len(city.articles) > 1 else ""
    out: list[Edit] = []
    if there is not None:
        out = [RemoveEntry(city.id, there.kind, there.which, article)]
    if kind == "out":
        return out
    quote = _quote(work, kind)
    entry = _left_out(work, quote["quote"]) if kind == "none" else _figure(work)
    of = "not_figures" if kind == "none" else "figures"
    if there is None or there.kind != of:
        fields = typed(of, {**entry, **quote, "article": article})
        return [*out, *codes_made(work, entry), AddEntry(city.id, of, fields)]
    if f"quote-{kind}" not in work.typed_fields:
        quote = {}  # it stays as somebody has typed it, with its context
    fields = typed(of, {**there.entry, **entry, **quote})
    return [*codes_made(work, entry), ChangeEntry(city.id, of, there.which, fields, article)]


def _quote(work: Work, kind: str) -> dict[str, str]:
    """Show the words that carry the number, with buttons that widen and narrow them."""
    with st.container(key=work.key("quote")):
        found = _words(work, kind)
    work.asked["quote"] = work.page.t("Words of the article"), st.container()
    return found


def _words(work: Work, kind: str) -> dict[str, str]:
    t, catalog, article = work.page.t, work.catalog, work.catalog.articles[work.article]
    first = first_left_out if kind == "none" else first_quote
    start, end = work.draft.get(f"quote-{kind}") or first(catalog, work.article, work.number)
    if chosen := st.session_state.pop(_QUOTE, None):
        start, end = within_line(article, chosen, work.number.span)
        work.keep(**{f"quote-{kind}": (start, end)})
    at, to = work.number.span
    words = (
        f"{escape_html(article[start:at])}<mark>{escape_html(article[at:to])}</mark>"
        f"{escape_html(article[to:end])}"
    )
    tongue = catalog.languages[work.article]
    st.html(f'<p class="curate-quote" lang="{tongue}">{words}</p>')
    with st.container():  # always there: see Compare
        beside = numbers_beside(catalog, work.article, work.number, (start, end))
        if beside:
            also = ", ".join(one.as_written for one in beside)
            told = t(
                "{numbers} in these words will count as done, too: take in fewer?", numbers=also
            )
            st.html(remark(told))
    moves: Sequence[tuple[str, Side, int, bool, str]] = (
        ("⇤", "start", 1, True, t("a clause more before")),
        ("←", "start", 1, False, t("a character more before")),
        ("→", "start", -1, False, t("a character less before")),
        ("⇥", "start", -1, True, t("a clause less before")),
        ("⇤", "end", -1, True, t("a clause less behind")),
        ("←", "end", -1, False, t("a character less behind")),
        ("→", "end", 1, False, t("a character more behind")),
        ("⇥", "end", 1, True, t("a clause more behind")),
    )
    rows = {"start": t("its start"), "end": t("its end")}
    for row, title in rows.items():
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.html(remark(title), width="content")
            for place, (sign, side, by, clause, name) in enumerate(moves, 1):
                if side != row:
                    continue
                key, quote, number = f"Alt+{place}", (start, end), work.number.span
                if clause:
                    moved = stretched_to_clause(article, quote, number, side, outwards=by > 0)
                else:
                    moved = stretched(article, quote, number, side, by)
                st.button(
                    sign,
                    help=name,
                    shortcut=key,
                    key=work.key(f"move-{key}"),
                    disabled=moved == quote,
                    on_click=partial(work.keep, **{f"quote-{kind}": moved}),
                )
    found = quote_fields(catalog, work.article, work.number, (start, end))
    return {"quote": found["quote"]} if kind == "none" else found


def choose_quote(start: int, end: int) -> None:
    """Make words that were chosen in the article the quote of the number in hand."""
    st.session_state[_QUOTE] = (start, end)


def _figure(work: Work) -> dict[str, Any]:
    """Ask for the fields of a figure."""
    t, catalog = work.page.t, work.catalog
    left, right = st.columns(2)
    with left:
        value = ask_text(work, "value", t("Value"), placeholder=t("in base units, a drop negative"))
    with right:
        hedges = {one.value: t(name) for one, name in QUALIFIERS.items()}
        hedge = ask_choice(work, "qualifier", t("Hedge"), hedges)
    st.html(remark(t("1,234 · 12.5 · a range: 15 to 20 · a drop: -20 · 3 minutes in seconds: 180")))
    machine = st.container()  # it reads in the unit of the metric
    metrics = {NEW: t("a new metric …"), **names_of(work, catalog.metrics)}
    metric_id = ask_code(work, "metric", t("Metric"), metrics)
    metric = catalog.metrics.get(metric_id)
    kind = metric.kind if metric else typed_so_far(work, "metric-measure").partition(" ")[0]
    with machine:
        _read_by_machine(work, value, hedge, metric_id)
    counts_id = ask_code(work, "counts", t("Counts"), _counts(work, metric_id))
    with st.container():  # always there: see Compare
        if metric is not None:
            st.html(remark(_counted_by(work, metric_id, counts_id)))
    period = ask_text(work, "period", t("Period"), placeholder=t(PERIODS))
    with st.container():  # always there: see Compare
        appeared = catalog.sources[work.article].published.value
        if _is_open(period, appeared):
            st.html(remark(t("It was not over when the article appeared: {date}", date=appeared)))
    before = partial(used_before, entered(catalog, work.article), work.number)
    offer(work, "period", {one: one for one in before("period") if one != NOT_STATED})
    baseline = among = ""
    if kind == Kind.CHANGE:
        baselines = names_of(work, catalog.content.baselines)
        baseline = ask_choice(work, "baseline", t("Against"), baselines)
        named = catalog.content.baselines
        offer(work, "baseline", {one: t.label(named[one].name) for one in before("baseline")})
    areas, suggested = names_of(work, catalog.content.areas), _suggested(work, counts_id)
    left, right = st.columns(2)
    with left:
        area = ask_choice(work, "area", t("Area"), areas)
        if kind == Kind.RANK:
            claimed = {**areas, NOT_STATED: t("not stated")}
            among = ask_choice(work, "among", t("Among"), claimed)
    with right:
        figure_id = ask_text(work, "id", t("Id"), placeholder=suggested).strip() or suggested
    entry: dict[str, Any] = {
        "id": figure_id,
        "metric": metric_id,
        "counts": counts_id,
        "value": value,
        "qualifier": hedge,
        "period": period or NOT_STATED,
        "area": area,
        "baseline": baseline,
        "among": among,
    }
    if catalog.languages[work.article] != GLOSS_LANGUAGE:
        entry["gloss"] = ask_text(work, "gloss", t("In English"))
        with st.container():  # always there: see Compare
            if entry["gloss"] and not says_number(
                catalog, work.article, work.number, entry["gloss"]
            ):
                st.warning(t("The English does not say {number}.", number=work.number.as_written))
    with st.expander(t("Notes, and what is inferred"), key=work.key("more")):
        entry["note"] = ask_twice(work, "note", t("Note"))
        inferred = {
            field: ask_twice(work, f"inferred-{field}", t("{field}, inferred because", field=name))
            for field, name in (
                ("period", t("Period")), ("baseline", t("Against")),
                ("counts", t("Counts")), ("area", t("Area")),
            )
        }  # fmt: skip
        entry["inferred"] = {field: why for field, why in inferred.items() if any(why.values())}
        city = catalog.city_of(work.article)
        others = {one.id: one.id for one in city.figures}
        entry["restates"] = ask_choice(work, "restates", t("Says again what is said by"), others)
        above = said_before(work.numbers, work.number)
        offer(work, "restates", {above.entry: above.entry} if above and above.entry else {})
        systems = {one.id: work.page.t.label(one.name) for one in city.systems}
        entry["system"] = ask_choice(work, "system", t("System"), systems)
    return entry


def _counts(work: Work, metric_id: str) -> dict[str, str]:
    """Name what can be counted: first what others count under the metric.

    A name is the same under any metric: a list whose names change forgets what was chosen.
    """
    names = names_of(work, work.catalog.content.counts)
    used = counted_under(work.catalog, metric_id) if metric_id in work.catalog.metrics else {}
    first = {one: names[one] for one in used}
    return {**first, NEW: work.page.t("something new …"), **names}


def _counted_by(work: Work, metric_id: str, counts_id: str) -> str:
    """Say what others count under a metric, and whether nobody counts what is chosen."""
    t, labels = work.page.t, work.page.context.labels
    counted = counted_under(work.catalog, metric_id)
    named = [
        t("{city}: {source}", city=labels.cities(cities), source=labels.counts(one))
        for one, cities in counted.items()
    ]
    part = excerpt(named, MAX_NAMED)
    more = [t("and {number} more", number=part.more)] if part.more else []
    is_new = counts_id and counts_id not in counted
    new = [t("Nobody counts this under this metric so far.")] if is_new else []
    return " ".join([*new, SEPARATOR.join([*part.shown, *more])])


def _is_open(period: str, appeared: PartialDate) -> bool:
    """Return whether a period that is typed ends after the day when its article appeared."""
    with suppress(ValueError):
        end = Period.parse(str(typed("figures", {"period": period}).get("period", ""))).last_day
        return end is not None and end > appeared.last_day
    return False


def _suggested(work: Work, counts_id: str) -> str:
    """Suggest an id that nothing has: the city and what is counted, with a number if need be."""
    city = work.catalog.sources[work.article].city
    first = "-".join(filter(None, [city, counts_id.replace("_", "-")]))
    numbered = (f"{first}-{number}" for number in count(2))
    taken = work.catalog.entries
    return next(one for one in chain([first], numbered) if one not in taken)


def _read_by_machine(work: Work, value: str, hedge: str, metric_id: str) -> None:
    """Say what the machine reads in the number, once a value is typed; at once if it is none."""
    t, article = work.page.t, work.catalog.articles[work.article]
    start, end = work.draft.get("quote-figure") or first_quote(
        work.catalog, work.article, work.number
    )
    read = partial(machine_reading, work.catalog, work.article, work.number, article[start:end])
    found = read(metric_id if metric_id in work.catalog.metrics else None)
    with st.container():  # always there: see Compare
        if read().value is None:
            words = t("The machine cannot read this number for certain: leave it out as no figure.")
        elif is_other_money(article, *work.number.span):
            words = t("It is in another currency than yuan: leave it out as no figure.")
        elif isinstance(number_typed(value), str):
            words = t("What the machine reads is shown once you have typed a value.")
        elif found.value is None:
            words = t("The machine does not read this number in the unit of the metric.")
        else:
            ends = number_typed(found.value)
            reads = [f"{end:,}" for end in (ends if isinstance(ends, list) else [ends, ends])]
            said = {"value": t.span(reads), "hedge": t(QUALIFIERS[found.qualifier])}
            if ends != number_typed(value):
                st.warning(t("The machine reads {value} ({hedge}).", **said))
                return
            if found.qualifier != (hedge or Qualifier.EXACT):
                st.warning(t("The machine reads {value}, too, but as “{hedge}”.", **said))
                return
            words = t("The machine reads {value}, too ({hedge}).", **said)
        st.html(remark(words))


def _left_out(work: Work, quote: str) -> dict[str, Any]:
    """Ask why a number is no figure; ``quote`` are the words that are left out."""
    t, catalog = work.page.t, work.catalog
    reasons = reasons_for(catalog, work.article, work.number, work.numbers)
    names = {one: in_both(work, Language.label, name) for one, name in reasons.items()}
    why = ask_code(work, "why", t("Because it is"), {**names, NEW: t("another reason …")})
    with st.container():  # always there: see Compare
        times = catalog.articles[work.article].count(quote)
        if times > 1:
            words = t(
                "These words stand {times} times in the article: left out at each.", times=times
            )
            st.html(remark(words))
        if above := said_before(work.numbers, work.number):
            words = t("It stands further up in the article: {entry}", entry=above.entry)
            st.html(remark(words))
    return {"why": why}
