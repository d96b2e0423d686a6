"""Finds the questions whose answers would make figures comparable.

Figures are held against a target: one thing, period, area and baseline for all of them. What
the rules find between a figure and the target says what is to be asked (``ASKS``); of all
targets that the figures suggest, that with the fewest questions is taken. Of a city with
several figures one is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import Qualifier, ReportedFigure
from asreported.catalog.period import NOT_STATED, PartialDate, Period
from asreported.comparison.excerpts import MAX_DRAWN
from asreported.comparison.verdicts import RULES, Aspect, Basis, Verdict, judge


class Ask(StrEnum):
    """What a question asks for: what printed words mean, or a number that they do not give."""

    KIND = "kind"
    BASELINE = "baseline"
    PERIOD = "period"
    START = "start"
    END = "end"
    EXACT = "exact"
    CONTRADICTION = "contradiction"
    OVERLAP = "overlap"
    NUMBER = "number"
    CONFIRM = "confirm"
    RESIDENTS = "residents"


#: What is asked where each rule finds something.
ASKS: Mapping[Aspect, Ask] = {
    Aspect.COUNTS: Ask.NUMBER,
    Aspect.COUNTING_UNIT: Ask.NUMBER,
    Aspect.KIND_NOT_STATED: Ask.KIND,
    Aspect.CONTRADICTION: Ask.CONTRADICTION,
    Aspect.OVERLAP: Ask.OVERLAP,
    Aspect.AREA: Ask.NUMBER,
    Aspect.MOMENT: Ask.NUMBER,
    Aspect.LENGTH: Ask.NUMBER,
    Aspect.LENGTH_EVENED: Ask.NUMBER,
    Aspect.YEARS: Ask.NUMBER,
    Aspect.PART_OF_YEAR: Ask.NUMBER,
    Aspect.PERIOD_NOT_STATED: Ask.PERIOD,
    Aspect.START_NOT_STATED: Ask.START,
    Aspect.END_NOT_STATED: Ask.END,
    Aspect.BASELINE: Ask.NUMBER,
    Aspect.BASELINE_NOT_STATED: Ask.BASELINE,
    Aspect.QUALIFIER: Ask.EXACT,
    Aspect.INFERRED: Ask.CONFIRM,
    Aspect.CENSUS_YEAR: Ask.RESIDENTS,
}
#: Rules on several figures of one city.
_WITHIN = (Aspect.CONTRADICTION, Aspect.OVERLAP)
#: What may be answered in another way than the comparison needs; then a number is asked for too.
OPEN = frozenset({Ask.KIND, Ask.BASELINE, Ask.PERIOD, Ask.START, Ask.END})
#: What a number for a period and an area makes needless to ask; it is asked for exactly.
_SETTLED = frozenset({Ask.PERIOD, Ask.START, Ask.END, Ask.EXACT})
_PERIODS = frozenset({Ask.PERIOD, Ask.START, Ask.END})
#: What remains to be asked where a number is asked for of another thing than is printed.
_ELSEWHERE = frozenset({Ask.NUMBER, Ask.RESIDENTS})
#: A baseline that nobody knows yet.
_ANSWERED = "as_answered"


@dataclass(frozen=True)
class Question:
    """A question to those who can answer it for one city.

    ``figures`` are those it is about, ``target`` has the fields that the comparison needs. A
    question to confirm names the inferred ``field``. With ``or_else`` it asks, too, for the
    target's number in case the answer is another than the target.
    """

    ask: Ask
    figures: tuple[ReportedFigure, ...]
    target: ReportedFigure
    field: str = ""
    or_else: bool = False

    @property
    def city(self) -> str:
        """Id of the city that is asked."""
        return self.figures[0].city

    @property
    def figure(self) -> ReportedFigure:
        """The first figure that it is about."""
        return self.figures[0]


@dataclass(frozen=True)
class Plan:
    """The fewest questions that make figures like for like, and the verdict after each.

    ``kept`` are the figures they are about, one of each city; others of a city are left aside.
    """

    questions: tuple[Question, ...]
    verdicts: tuple[Verdict, ...]
    kept: tuple[ReportedFigure, ...]


def plan(
    catalog: Catalog,
    basis: Basis,
    figures: Sequence[ReportedFigure],
    towards: Sequence[ReportedFigure] = (),
) -> Plan:
    """Find the fewest questions that make figures of several cities like for like.

    They are brought to one of the figures ``towards`` (empty: to any of them). Raises
    ValueError for figures of one city: they have nothing to be compared with.
    """
    by_city: dict[str, list[ReportedFigure]] = {}
    for figure in figures:
        by_city.setdefault(figure.city, []).append(figure)
    if len(by_city) < 2:
        raise ValueError("figures of one city have nothing to be compared with")
    found = (
        [_cheapest(basis, own, target) for own in by_city.values()]
        for target in _targets(catalog, basis, figures, towards or figures)
    )
    best = min(found, key=lambda chosen: _cost(q for _, asked in chosen for q in asked))
    return _in_turn(basis, best)


def gaps(catalog: Catalog, basis: Basis, figure: ReportedFigure) -> list[Question]:
    """List what is to be asked about a figure whatever it is compared with."""
    target = _target(catalog, basis, figure, [figure])
    found = (rule.aspect for rule in RULES if rule.find([figure], basis))
    asks = dict.fromkeys(ASKS[aspect] for aspect in found)
    if not basis.counted[figure.counts].kind_stated:
        asks[Ask.KIND] = None
    return [replace(one, or_else=False) for one in _asked(figure, target, asks)]


def within_city(basis: Basis, figures: Sequence[ReportedFigure]) -> list[Question]:
    """Ask which numbers of one city are right, and whether they hold each other, as rules say."""
    found = (rule.aspect for rule in RULES if rule.aspect in _WITHIN and rule.find(figures, basis))
    return [Question(ASKS[aspect], tuple(figures), figures[0]) for aspect in found]


def answer(figure: ReportedFigure, question: Question) -> ReportedFigure:
    """Return a figure as it would be reported after an answer that gives what is asked for."""
    target, inferred = question.target, dict(figure.inferred)
    changes: dict[str, object] = {}
    if question.ask is Ask.NUMBER:
        changes = {"period": target.period, "area": target.area, "qualifier": Qualifier.EXACT}
        kept = {"counts"} if figure.counts == target.counts else set()
        inferred = {field: why for field, why in inferred.items() if field in kept}
        if not kept or figure.baseline != NOT_STATED:
            changes["baseline"] = target.baseline
        changes["counts"] = target.counts
    elif question.ask in _PERIODS:
        changes = {"period": target.period}
        inferred.pop("period", None)
    elif question.ask is Ask.BASELINE:
        changes = {"baseline": target.baseline}
    elif question.ask is Ask.EXACT:
        changes = {"qualifier": Qualifier.EXACT}
    elif question.ask is Ask.KIND:
        changes = {"counts": target.counts}
        inferred.pop("counts", None)
    elif question.ask is Ask.CONFIRM:
        inferred = {field: why for field, why in inferred.items() if field != question.field}
    return figure.model_copy(update={**changes, "inferred": inferred})


def learned(basis: Basis, question: Question) -> Basis:
    """Return what verdicts rest on after an answer: residents of another year, a kind of case."""
    if question.ask is Ask.RESIDENTS:
        year = question.target.period.years[0]
        assert year is not None  # the period of a target is complete
        return replace(basis, census_years={**basis.census_years, question.city: year})
    if question.ask is Ask.KIND:
        counted = basis.counted[question.target.counts].model_copy(update={"kind_stated": True})
        return replace(basis, counted={**basis.counted, question.target.counts: counted})
    return basis


def _in_turn(basis: Basis, chosen: Sequence[tuple[ReportedFigure, Sequence[Question]]]) -> Plan:
    """Put questions in the order of the cities, and judge the figures after each."""
    now = {figure.city: figure for figure, _ in chosen}
    kept, verdicts = tuple(now.values()), []
    questions = tuple(question for _, asked in chosen for question in asked)
    for question in questions:
        basis = learned(basis, question)
        now[question.city] = answer(now[question.city], question)
        verdicts.append(judge(basis, now.values()))
    return Plan(questions, tuple(verdicts), kept)


def _cheapest(
    basis: Basis, own: Sequence[ReportedFigure], target: ReportedFigure
) -> tuple[ReportedFigure, list[Question]]:
    """Return that of a city's figures that the fewest questions bring to the target, with them."""
    alike = [figure for figure in own if figure.counts == target.counts]
    found = [(figure, _questions(basis, figure, target)) for figure in alike or own]
    return min(found, key=lambda one: _cost(one[1]))


def _cost(questions: Iterable[Question]) -> tuple[int, int, int]:
    """Count questions, one that may need a second answer twice; then those; then new numbers."""
    asked = list(questions)
    open_ones = sum(question.or_else for question in asked)
    return len(asked) + open_ones, open_ones, sum(q.ask is Ask.NUMBER for q in asked)


def _questions(basis: Basis, figure: ReportedFigure, target: ReportedFigure) -> list[Question]:
    """List what is to be asked so that a figure becomes like for like with the target."""
    target = target.model_copy(update={"city": figure.city})
    asks = {
        ASKS[rule.aspect]: None
        for rule in RULES
        # A target of its own year needs no other residents, whatever the figure needs.
        if rule.find([target] if rule.aspect is Aspect.CENSUS_YEAR else [figure, target], basis)
    }
    for aspect in _WITHIN:  # of each city one number is left
        asks.pop(ASKS[aspect], None)
    if not basis.counted[figure.counts].kind_stated:
        differs = asks.keys() & {Ask.NUMBER} and _differs_besides(basis, figure, target)
        asks = asks if differs else {a: None for a in (Ask.KIND, *asks) if a is not Ask.NUMBER}
    return _asked(figure, target, asks)


def _differs_besides(basis: Basis, figure: ReportedFigure, target: ReportedFigure) -> bool:
    """Return whether a number must be asked for even if the figure counts what the target does."""
    alike = figure.model_copy(update={"counts": target.counts})
    return any(
        ASKS[rule.aspect] is Ask.NUMBER and rule.find([alike, target], basis) for rule in RULES
    )


def _asked(figure: ReportedFigure, target: ReportedFigure, asks: Iterable[Ask]) -> list[Question]:
    """Make questions of what is to be asked, without what another of them settles."""
    chosen = [ask for ask in Ask if ask in set(asks)]  # in the order in which one would ask
    fields = set(figure.inferred)
    if Ask.NUMBER in chosen:
        chosen = [ask for ask in chosen if ask not in _SETTLED]
        fields &= {"counts"}
        if figure.counts != target.counts:  # nothing is asked about words that count another thing
            chosen, fields = [ask for ask in chosen if ask in _ELSEWHERE], set()
    if _PERIODS.intersection(chosen):
        fields -= {"period"}
    if Ask.KIND in chosen:
        fields -= {"counts"}
    questions = []
    for ask in chosen:
        or_else = ask in OPEN and Ask.NUMBER not in chosen
        named = sorted(fields) if ask is Ask.CONFIRM else [""]
        questions += [Question(ask, (figure,), target, field, or_else) for field in named]
    return questions


def _targets(
    catalog: Catalog,
    basis: Basis,
    figures: Sequence[ReportedFigure],
    towards: Iterable[ReportedFigure],
) -> Iterable[ReportedFigure]:
    """Yield what figures may be brought to: each ``towards``, without what it leaves open."""
    for figure in islice(towards, MAX_DRAWN):
        yield _target(catalog, basis, figure, figures)


def _target(
    catalog: Catalog, basis: Basis, figure: ReportedFigure, figures: Sequence[ReportedFigure]
) -> ReportedFigure:
    """Return a figure with all stated that it leaves open, by the other figures where they can."""
    baseline = figure.baseline
    if baseline == NOT_STATED:
        stated = [f.baseline for f in figures if f.baseline not in (None, NOT_STATED)]
        known = [code for code in catalog.content.baselines if code != NOT_STATED]
        baseline = next(iter([*stated, *known]), _ANSWERED)
    changes: dict[str, object] = {
        "period": _complete(figure.period, _latest_year(catalog, figures)),
        "baseline": baseline,
        "counts": _of_a_kind(basis, figure.counts, figures),
        "qualifier": Qualifier.EXACT,
        "inferred": {},
    }
    return figure.model_copy(update=changes)


def _complete(period: Period, latest: int) -> Period:
    """Return a period with both ends: of one without, the calendar year that is named, so far."""
    if period.first_day is not None and period.last_day is not None:
        return period
    if period.end is None:
        year = PartialDate(period.start.year if period.start else latest)
        return Period(year, year)
    end = period.end
    first = PartialDate(end.year, 1 if end.month else None, 1 if end.day else None)
    return Period(first, end)


def _latest_year(catalog: Catalog, figures: Iterable[ReportedFigure]) -> int:
    """Return the last calendar year that was over when the newest of the articles appeared."""
    articles = {figure.article for figure in figures}
    return max(catalog.sources[article].published.value.year for article in articles) - 1


def _of_a_kind(basis: Basis, counts: str, figures: Iterable[ReportedFigure]) -> str:
    """Return a thing that is counted, or where its kind is open one in its unit that is not."""
    if basis.counted[counts].kind_stated:
        return counts
    unit = basis.counted[counts].unit
    others = [*(figure.counts for figure in figures), *basis.counted]
    alike = (one for one in others if basis.counted[one].unit == unit)
    return next((one for one in alike if basis.counted[one].kind_stated), counts)
