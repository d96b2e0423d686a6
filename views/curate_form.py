"""The form of one number: what a person reads in it, beside the words; then what will be written.

What the machine reads stays hidden until a value has been typed: a second entry that copies the
first is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain, count
from typing import Any

import streamlit as st

from asreported.catalog.catalog import Catalog
from asreported.catalog.checks import UNITS_OF_KIND
from asreported.catalog.model import GLOSS_LANGUAGE, Kind
from asreported.catalog.period import NOT_STATED
from asreported.comparison.compare import compare
from asreported.curation.desk import ChangedError, Desk, Proposal, SavingError, lines_between
from asreported.curation.edits import AddCode, AddEntry, ChangeEntry, Edit, RemoveEntry
from asreported.curation.entries import number_typed, typed
from asreported.curation.existing import Existing, existing_entries
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
    Number,
    Status,
    counted_under,
    machine_reading,
    numbers_of,
    reasons_used,
)
from asreported.drawing.charts import compare_chart
from asreported.html.escaping import escape_html
from asreported.html.page import remark
from asreported.view import CurateView
from asreported.words.captions import Captions
from asreported.words.labels import SEPARATOR, Labels
from asreported.words.language import DEFAULT_LANGUAGE, LANGUAGES, language
from asreported.words.verdicts import QUALIFIERS
from views.chart import STEPS, show_chart
from views.live_pages import current_reader
from views.shell import Page

#: Where a session keeps the file as the person who works knows it.
SEEN = "curate-seen"
#: Counts what was saved and taken back: fields of before would keep what was typed in them.
_TURN = "curate-turn"
#: Words that were chosen in the article, until the form takes them.
_QUOTE = "curate-quote"
#: Stands for an entry of a codelist that is made here.
_NEW = "+"
#: Such an entry is of no number.
NO_NUMBER = Number(-1, -1, "", Status.OPEN)
#: The place of the proposal's chart: behind any that Compare has.
_PLACE = 99


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


def form(page: Page[CurateView], work: Work) -> None:
    """Show the words around a number, the fields of its entry, and what will be written."""
    t, work = page.t, _at_hand(page, work)
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
        on_change=partial(_keep, work, "kind", shown),
    )
    edits = _edits(work, str(kind))
    with st.container():  # always there: see Compare
        if work.number.status is not Status.OPEN and not work.typed_fields:
            there = work.number.entry
            st.html(remark(t("This number is accounted for already: {entry}", entry=there)))
            return
        propose(page, work, edits)


def _at_hand(page: Page[CurateView], work: Work) -> Work:
    """Return the work on the entry that the number has already; of several, ask which."""
    if work.number.status is Status.OPEN:
        return work
    there = existing_entries(work.catalog, work.article, work.number, work.desk.data())
    found = {one.which: one for one in there}
    if any(one.kind == "figures" for one in there):
        names = {**{one: one for one in found}, _NEW: page.t("one more figure of this number")}
        which = st.selectbox(
            page.t("Entry"), list(names), format_func=names.__getitem__, key=work.key("which")
        )
    else:
        which = next(iter(found), _NEW)
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


def _keep(work: Work, field: str, shown: str) -> None:
    """Keep what was typed; a browser also tells what a field merely shows, after a redraw."""
    value = st.session_state.get(work.key(field)) or ""
    if value != shown:
        work.keep(**{field: value})


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


def ask_text(work: Work, field: str, label: str, *, area: bool = False, **more: Any) -> str:
    """Ask for words, in an ``area`` of lines; what was typed before stands there again."""
    shown = work.draft.get(field) or ""
    typed_now: str = (st.text_area if area else st.text_input)(
        label,
        value=shown,
        key=work.key(field),
        on_change=partial(_keep, work, field, shown),
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
        on_change=partial(_keep, work, field, before),
        **{"placeholder": "–", **more},
    )
    return chosen or ""


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
    metrics = {_NEW: t("a new metric …"), **names_of(work, catalog.metrics)}
    metric_id = ask_choice(work, "metric", t("Metric"), metrics)
    if metric_id == _NEW:
        _new_metric(work)
    metric = catalog.metrics.get(metric_id)
    kind = metric.kind if metric else _typed(work, "metric-measure").partition(" ")[0]
    with machine:
        _read_by_machine(work, value, metric_id)
    counts_id = ask_choice(work, "counts", t("Counts"), _counts(work, metric_id))
    if counts_id == _NEW:
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
    return {**first, _NEW: t("something new …"), **others}


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
    return _slug(_typed(work, f"{field}-name-{DEFAULT_LANGUAGE}")) if chosen == _NEW else chosen


def _suggested(work: Work, counts_id: str) -> str:
    """Suggest an id that nothing has: the city and what is counted, with a number if need be."""
    counts = _id_of(work, "counts", counts_id)
    if not counts:
        return ""
    first = f"{work.catalog.sources[work.article].city}-{counts.replace('_', '-')}"
    numbered = (f"{first}-{number}" for number in count(2))
    taken = {**work.catalog.figures, **work.catalog.statements}
    return next(one for one in chain([first], numbered) if one not in taken)


def _typed(work: Work, field: str) -> str:
    """Return what stands in a field now."""
    return str(st.session_state.get(work.key(field), work.draft.get(field, "")) or "")


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
    why = ask_choice(work, "why", t("Because it is"), {**ordered, _NEW: t("another reason …")})
    if why == _NEW:
        ask_twice(work, "why-name", t("Reason"))
    return {"why": _id_of(work, "why", why)}


def _codes(work: Work, entry: Mapping[str, Any]) -> list[Edit]:
    """Return the codes that are made with an entry, each for its codelist."""
    made: list[Edit] = []
    for field, codelist in (("metric", "metrics"), ("counts", "counts"), ("why", "reasons")):
        if _typed(work, field) != _NEW or not entry.get(field):
            continue
        fields: dict[str, Any] = {"name": _two(work, f"{field}-name")}
        if field == "counts":
            fields["unit"] = _typed(work, "counts-unit")
        if field == "metric":
            kind, _, unit = _typed(work, "metric-measure").partition(" ")
            fields |= {"theme": _typed(work, "metric-theme"), "kind": kind, "unit": unit}
            fields["about"] = _two(work, "metric-about")
        made.append(AddCode(codelist, str(entry[field]), typed(codelist, fields)))
    return made


def _two(work: Work, field: str) -> dict[str, str]:
    return {code: _typed(work, f"{field}-{code}") for code in LANGUAGES}


def _edit(work: Work, of: str, fields: dict[str, Any]) -> Edit:
    city = work.catalog.city_of(work.article)
    if len(city.articles) > 1:
        fields["article"] = work.article
    return AddEntry(city.id, of, typed(of, fields))


def propose(page: Page[CurateView], work: Work, edits: list[Edit]) -> None:
    """Show what will be written, what is wrong with it, and what it will say beside the others."""
    t = page.t
    try:
        proposal = work.desk.propose(edits)
    except SavingError as error:
        st.error(t(error.sentence, **error.values))
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
        _save(page, work, proposal, seen)
    elif pressed:  # never disabled: a shortcut pressed in the last field comes before its words
        st.toast(t("There is still something to mend."))
    with st.container(key=f"curate-faults-{work.is_number}"):  # always there: see Compare
        for field, fault in proposal.faults.items():
            st.html(remark(fault, field))
    if changed := st.session_state.pop(work.key("changed"), None):
        st.warning(t("The file has changed meanwhile: look at what it says now, and save again."))
        st.code("\n".join(changed), language="diff", wrap_lines=True)
    st.html(remark(t("What will be written, at line {line}", line=proposal.line)))
    st.code("\n".join(proposal.diff), language="diff", wrap_lines=True)
    with st.container():
        if proposal.catalog is not None and isinstance(edits[-1], AddEntry | ChangeEntry):
            _beside_others(page, proposal, edits[-1], _PLACE + work.is_number)


def _beside_others(
    page: Page[CurateView], proposal: Proposal, edit: AddEntry | ChangeEntry, place: int
) -> None:
    """Show the verdict that a figure will have, and its chart."""
    assert proposal.catalog is not None
    metric = str(edit.entry.get("metric", ""))
    if metric not in proposal.catalog.metrics:
        return
    comparison = compare(proposal.catalog, metric)
    captions = Captions(Labels(proposal.catalog, page.t))
    st.html(remark(page.t("What it will say beside the others")))
    words = f"{captions.headline(comparison)} {captions.explanation(comparison)}"
    st.html(f"<p>{escape_html(words)}</p>")
    chart = compare_chart(proposal.catalog, comparison, page.t, width=STEPS[3])
    show_chart(chart, page.t, place=place)


def _save(page: Page[CurateView], work: Work, proposal: Proposal, seen: str) -> None:
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
        work.desk.save(proposal, current_reader())
    except ChangedError as error:
        st.session_state[changed] = lines_between(proposal.before, error.now)
        return
    except SavingError as error:
        st.error(page.t(error.sentence, **error.values))
        return
    st.session_state.pop(changed, None)
    start_afresh(proposal.after)
    work.desk.drafts.forget(work.name)
    if work.is_number and proposal.catalog is not None:
        page.choose(at=_next_open(proposal.catalog, work))
    page.redraw()


def start_afresh(text: str = "") -> None:
    """Have all fields show what the file has now; ``text`` is it, where that is known."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    if text:
        st.session_state[SEEN] = text
    else:
        st.session_state.pop(SEEN, None)


def _next_open(catalog: Catalog, work: Work) -> int:
    """Return where the next open number starts, from the top again where none is left below."""
    numbers = numbers_of(catalog, work.article)
    still_open = [one.start for one in numbers if one.status is Status.OPEN]
    below = (start for start in still_open if start > work.number.start)
    return next(below, still_open[0] if still_open else work.number.start)
