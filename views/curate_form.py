"""The form of one number: what a person reads in it, beside the words; then what will be written.

What the machine reads stays hidden until a value has been typed: a second entry that copies the
first is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, count
from typing import Any

import streamlit as st

from asreported.catalog.checks import UNITS_OF_KIND
from asreported.catalog.model import GLOSS_LANGUAGE, Kind
from asreported.catalog.period import NOT_STATED
from asreported.curation.edits import AddCode, AddEntry, ChangeEntry, Edit, RemoveEntry
from asreported.curation.entries import number_typed, typed
from asreported.curation.existing import existing_entries
from asreported.curation.quoting import (
    Side,
    first_left_out,
    first_quote,
    quote_fields,
    stretched,
    stretched_to_clause,
    within_line,
)
from asreported.curation.worklist import (
    Status,
    counted_under,
    machine_reading,
    reasons_used,
)
from asreported.html.escaping import escape_html
from asreported.html.page import remark
from asreported.words.language import DEFAULT_LANGUAGE, LANGUAGES
from asreported.words.verdicts import QUALIFIERS
from views.curate_fields import (
    NEW,
    Work,
    ask_choice,
    ask_text,
    ask_twice,
    keep_typed,
    names_of,
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
    kind = st.segmented_control(
        t("What it is"),
        list(kinds),
        format_func=kinds.__getitem__,
        default=(shown := work.draft.get("kind", "figure")),
        required=True,
        label_visibility="collapsed",
        key=work.key("kind"),
        on_change=partial(keep_typed, work, "kind", shown),
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
    out: list[Edit] = []
    if there is not None:
        article = work.article if len(city.articles) > 1 else ""
        out = [RemoveEntry(city.id, there.kind, there.which, article)]
    if kind == "out":
        return out
    quote = _quote(work, kind)
    entry = _left_out(work) if kind == "none" else _figure(work)
    of = "not_figures" if kind == "none" else "figures"
    if there is None or there.kind != of:
        return [*out, *_codes(work, entry), _edit(work, of, {**entry, **quote})]
    if f"quote-{kind}" not in work.typed_fields:
        quote = {}  # it stays as somebody has typed it, with its context
    fields = typed(of, {**there.entry, **entry, **quote})
    return [*_codes(work, entry), ChangeEntry(city.id, of, there.which, fields, article)]


def _quote(work: Work, kind: str) -> dict[str, str]:
    """Show the words that carry the number, with buttons that widen and narrow them."""
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
    machine = st.container()  # it reads in the unit of the metric
    metrics = {NEW: t("a new metric …"), **names_of(work, catalog.metrics)}
    metric_id = ask_choice(work, "metric", t("Metric"), metrics)
    if metric_id == NEW:
        _new_metric(work)
    metric = catalog.metrics.get(metric_id)
    kind = metric.kind if metric else typed_so_far(work, "metric-measure").partition(" ")[0]
    with machine:
        _read_by_machine(work, value, metric_id)
    counts_id = ask_choice(work, "counts", t("Counts"), _counts(work, metric_id))
    if counts_id == NEW:
        _new_counts(work)
    left, right = st.columns(2)
    with left:
        period = ask_text(work, "period", t("Period"), placeholder="2023, 2022-01/2022-07")
    areas = names_of(work, catalog.content.areas)
    with right:
        area = ask_choice(work, "area", t("Area"), areas)
    suggested = _suggested(work, counts_id)
    entry: dict[str, Any] = {
        "id": ask_text(work, "id", t("Id"), placeholder=suggested).strip() or suggested,
        "metric": _id_of(work, "metric", metric_id),
        "counts": _id_of(work, "counts", counts_id),
        "value": value,
        "qualifier": hedge,
        "period": period or NOT_STATED,
        "area": area,
    }
    if kind == Kind.CHANGE:
        baselines = names_of(work, catalog.content.baselines)
        entry["baseline"] = ask_choice(work, "baseline", t("Against"), baselines)
    if kind == Kind.RANK:
        among = {**areas, NOT_STATED: t("not stated")}
        entry["among"] = ask_choice(work, "among", t("Among"), among)
    if catalog.languages[work.article] != GLOSS_LANGUAGE:
        entry["gloss"] = ask_text(work, "gloss", t("In English"))
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
        systems = {one.id: work.page.t.label(one.name) for one in city.systems}
        entry["system"] = ask_choice(work, "system", t("System"), systems)
    return entry


def _counts(work: Work, metric_id: str) -> dict[str, str]:
    """Name what can be counted: first what others count under the metric, with who does."""
    t, labels = work.page.t, work.page.context.labels
    names = names_of(work, work.catalog.content.counts)
    used = counted_under(work.catalog, metric_id) if metric_id in work.catalog.metrics else {}
    first = {
        one: t("{what} ({cities})", what=names[one], cities=labels.cities(cities))
        for one, cities in used.items()
    }
    others = {one: name for one, name in names.items() if one not in used}
    return {**first, NEW: t("something new …"), **others}


def _new_counts(work: Work) -> None:
    """Ask for what is counted that no codelist has yet."""
    t = work.page.t
    ask_twice(work, "counts-name", t("What is counted"))
    units = names_of(work, work.catalog.content.counting_units)
    ask_choice(work, "counts-unit", t("Counting unit"), units)


def _new_metric(work: Work) -> None:
    """Ask for a metric that no codelist has yet."""
    t, content = work.page.t, work.catalog.content
    ask_twice(work, "metric-name", t("Metric"))
    ask_twice(work, "metric-about", t("What it measures"))
    ask_choice(work, "metric-theme", t("Theme"), names_of(work, content.themes))
    pairs = {
        f"{kind} {unit}": f"{kind}, {unit}"
        for kind, units in UNITS_OF_KIND.items()
        for unit in sorted(units)
    }
    ask_choice(work, "metric-measure", t("Kind and unit"), pairs)


def _slug(words: str) -> str:
    """Make an id of an English name."""
    return "_".join(re.findall("[a-z0-9]+", words.lower()))[:60]


def _id_of(work: Work, field: str, chosen: str) -> str:
    return (
        _slug(typed_so_far(work, f"{field}-name-{DEFAULT_LANGUAGE}")) if chosen == NEW else chosen
    )


def _suggested(work: Work, counts_id: str) -> str:
    """Suggest an id that nothing has: the city and what is counted, with a number if need be."""
    counts = _id_of(work, "counts", counts_id)
    if not counts:
        return ""
    first = f"{work.catalog.sources[work.article].city}-{counts.replace('_', '-')}"
    numbered = (f"{first}-{number}" for number in count(2))
    taken = {**work.catalog.figures, **work.catalog.statements}
    return next(one for one in chain([first], numbered) if one not in taken)


def _read_by_machine(work: Work, value: str, metric_id: str) -> None:
    """Say what the machine reads, once a value has been typed."""
    t = work.page.t
    with st.container():  # always there: see Compare
        if not value.strip():
            st.html(remark(t("What the machine reads is shown once you have typed a value.")))
            return
        start, end = work.draft.get("quote-figure") or first_quote(
            work.catalog, work.article, work.number
        )
        quote = work.catalog.articles[work.article][start:end]
        metric = metric_id if metric_id in work.catalog.metrics else None
        found = machine_reading(work.catalog, work.article, work.number, quote, metric)
        hedge = t(QUALIFIERS[found.qualifier])
        if found.value is None:
            st.html(remark(t("The machine cannot read this number for certain.")))
        elif number_typed(found.value) == number_typed(value):
            st.html(
                remark(t("The machine reads {value}, too ({hedge}).", value=value, hedge=hedge))
            )
        else:
            st.warning(t("The machine reads {value} ({hedge}).", value=found.value, hedge=hedge))


def _left_out(work: Work) -> dict[str, Any]:
    """Ask why a number is no figure."""
    t, reasons = work.page.t, work.catalog.content.exclusion_reasons
    names = names_of(work, reasons)
    ordered = {one: names[one] for one in reasons_used(work.catalog)}
    why = ask_choice(work, "why", t("Because it is"), {**ordered, NEW: t("another reason …")})
    if why == NEW:
        ask_twice(work, "why-name", t("Reason"))
    return {"why": _id_of(work, "why", why)}


def _codes(work: Work, entry: Mapping[str, Any]) -> list[Edit]:
    """Return the codes that are made with an entry, each for its codelist."""
    made: list[Edit] = []
    for field, codelist in (("metric", "metrics"), ("counts", "counts"), ("why", "reasons")):
        if typed_so_far(work, field) != NEW or not entry.get(field):
            continue
        fields: dict[str, Any] = {"name": _two(work, f"{field}-name")}
        if field == "counts":
            fields["unit"] = typed_so_far(work, "counts-unit")
        if field == "metric":
            kind, _, unit = typed_so_far(work, "metric-measure").partition(" ")
            fields |= {"theme": typed_so_far(work, "metric-theme"), "kind": kind, "unit": unit}
            fields["about"] = _two(work, "metric-about")
        made.append(AddCode(codelist, str(entry[field]), typed(codelist, fields)))
    return made


def _two(work: Work, field: str) -> dict[str, str]:
    return {code: typed_so_far(work, f"{field}-{code}") for code in LANGUAGES}


def _edit(work: Work, of: str, fields: dict[str, Any]) -> Edit:
    city = work.catalog.city_of(work.article)
    if len(city.articles) > 1:
        fields["article"] = work.article
    return AddEntry(city.id, of, typed(of, fields))
