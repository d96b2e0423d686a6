"""Decides whether figures may be compared, by rules that each look for one difference.

Every rule stands in the table ``RULES``, with what a difference makes of the figures and why.
What is counted and its unit decide whether figures may be compared at all; every other
difference is a caveat. Figures are like for like where no rule finds anything.

A verdict on many figures is the worst of the verdicts on their pairs. Neither the order of
figures nor that of cities changes it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from asreported.catalog.contradictions import contradictions
from asreported.catalog.model import Counted, Qualifier, Rate, ReportedFigure
from asreported.catalog.period import NOT_STATED
from asreported.translatable import N_


class Level(StrEnum):
    """How far figures may be compared. ALONE: there is one city only, and nothing to compare."""

    ONE_CITY = "alone"
    LIKE_FOR_LIKE = "like_for_like"
    WITH_CAVEATS = "with_caveats"
    NOT_COMPARABLE = "not_comparable"


class Aspect(StrEnum):
    """What figures may differ in, or what they may lack."""

    COUNTS = "counts"
    COUNTING_UNIT = "counting_unit"
    KIND_NOT_STATED = "kind_not_stated"
    CONTRADICTION = "contradiction"
    OVERLAP = "overlap"
    AREA = "area"
    MOMENT = "moment"
    LENGTH = "length"
    LENGTH_EVENED = "length_evened"
    YEARS = "years"
    PART_OF_YEAR = "part_of_year"
    PERIOD_NOT_STATED = "period_not_stated"
    START_NOT_STATED = "start_not_stated"
    END_NOT_STATED = "end_not_stated"
    BASELINE = "baseline"
    BASELINE_NOT_STATED = "baseline_not_stated"
    QUALIFIER = "qualifier"
    INFERRED = "inferred"
    CENSUS_YEAR = "census_year"


#: What a figure is in place of its qualifier, where it is a range.
RANGE = "range"
#: Values that differ, each with the ids of the cities that have it.
Values = tuple[tuple[Hashable, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Reason:
    """One difference between figures: the values that differ, and the cities that have them.

    Values are those of the catalog: ids of figures, units, areas and baselines, lengths, pairs of
    years, qualifiers or RANGE, names of inferred fields; None where something is not stated.
    """

    aspect: Aspect
    values: Values


@dataclass(frozen=True)
class Verdict:
    """Whether figures may be compared, and what decided it."""

    level: Level
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Basis:
    """What figures are judged by besides their own fields.

    ``counted`` is the codelist of things counted, with their units; ``additive`` has the ids of
    metrics whose numbers add up, so that one may hold another; ``rates`` are those derived for
    the comparison; ``census_years`` has the year of each city's census, by city.
    """

    counted: Mapping[str, Counted]
    additive: frozenset[str] = frozenset()
    rates: frozenset[Rate] = frozenset()
    census_years: Mapping[str, int] = field(default_factory=dict)


Figures = Sequence[ReportedFigure]
#: Finds the values in which figures differ, or which they lack; empty or None where none do.
Finder = Callable[[Figures, Basis], Values | None]


@dataclass(frozen=True)
class Rule:
    """One rule of comparison.

    ``finder`` finds a difference in ``aspect``, ``level`` is what it makes of the figures;
    ``name`` and ``why`` are what the Method page says of the rule, marked for translation.
    With ``always`` it is named also where another rule forbids the comparison.
    """

    aspect: Aspect
    name: str
    why: str
    finder: Finder
    level: Level = Level.WITH_CAVEATS
    always: bool = False

    def find(self, figures: Figures, basis: Basis) -> Reason | None:
        """Return what the rule finds in figures of one metric; None where it finds nothing."""
        values = self.finder(figures, basis)
        return Reason(self.aspect, values) if values else None


def judge(basis: Basis, figures: Iterable[ReportedFigure]) -> Verdict:
    """Judge figures of one metric by all rules.

    A figure is like for like with itself. A verdict of NOT_COMPARABLE has only the reasons that
    forbid the comparison, and those of rules that are always named. Raises ValueError for
    figures of several metrics.
    """
    distinct = list({figure.id: figure for figure in figures}.values())
    if len({figure.metric for figure in distinct}) > 1:
        raise ValueError("figures of several metrics have no common verdict")
    found = [(rule, reason) for rule in RULES if (reason := rule.find(distinct, basis))]
    if len(distinct) < 2 or not found:
        return Verdict(Level.LIKE_FOR_LIKE)
    forbidden = found[0][0].level is Level.NOT_COMPARABLE
    level = Level.NOT_COMPARABLE if forbidden else Level.WITH_CAVEATS
    reasons = tuple(reason for rule, reason in found if rule.always or rule.level is level)
    return Verdict(level, reasons)


def judge_alone(figures: Iterable[ReportedFigure]) -> Verdict:
    """Judge figures of one city: there is nothing to compare, but articles may disagree."""
    found = _contradictions(list(figures), Basis({}))
    return Verdict(Level.ONE_CITY, (Reason(Aspect.CONTRADICTION, found),) if found else ())


def has_gap(basis: Basis, figure: ReportedFigure) -> bool:
    """Return whether a rule finds something in one figure: then it is like for like with none."""
    return any(rule.find([figure], basis) for rule in RULES)


def _cities_by_value(figures: Figures, value_of: Callable[[ReportedFigure], Hashable]) -> Values:
    cities: dict[Hashable, set[str]] = {}
    for figure in figures:
        cities.setdefault(value_of(figure), set()).add(figure.city)
    ordered = sorted(cities.items(), key=lambda item: _sort_key(item[0]))
    return tuple((value, tuple(sorted(named))) for value, named in ordered)


def _sort_key(value: Hashable) -> tuple[bool, str]:
    """Return a sort key: numbers by size, words by letter, what is unknown last."""
    parts = value if isinstance(value, tuple) else (value,)
    return None in parts, " ".join(f"{p:09}" if isinstance(p, int) else str(p) for p in parts)


def _difference_in(value_of: Callable[[ReportedFigure], Hashable]) -> Finder:
    """Make a finder of known values that are not all the same."""

    def find(figures: Figures, _: Basis) -> Values | None:
        if len({value_of(figure) for figure in figures} - {None}) < 2:
            return None
        return _cities_by_value([f for f in figures if value_of(f) is not None], value_of)

    return find


def _gap_where(is_missing: Callable[[ReportedFigure], bool]) -> Finder:
    """Make a finder of figures in which something is not stated."""

    def find(figures: Figures, _: Basis) -> Values:
        left_open = [figure for figure in figures if is_missing(figure)]
        return _cities_by_value(left_open, lambda _: None)

    return find


def _only_with(rate: Rate, find: Finder, *, unless: bool = False) -> Finder:
    """Restrict a finder to comparisons that derive a rate, or that do not (``unless``)."""

    def restricted(figures: Figures, basis: Basis) -> Values | None:
        return find(figures, basis) if (rate in basis.rates) is not unless else None

    return restricted


def _units(figures: Figures, basis: Basis) -> Values | None:
    return _difference_in(lambda f: basis.counted[f.counts].unit)(figures, basis)


def _kinds_not_stated(figures: Figures, basis: Basis) -> Values | None:
    """Find several cities whose articles leave open which kind they count."""
    vague = [figure for figure in figures if not basis.counted[figure.counts].kind_stated]
    return _cities_by_value(vague, lambda _: None) if len({f.city for f in vague}) > 1 else None


def _contradictions(figures: Figures, _: Basis) -> Values:
    """Find figures of one city that contradict each other, and give their ids by city."""
    by_city: dict[str, set[str]] = {}
    for figure, others in contradictions(figures).items():
        by_city.setdefault(others[0].city, set()).add(figure)
    return tuple((tuple(sorted(ids)), (city,)) for city, ids in sorted(by_city.items()))


def _overlaps(figures: Figures, basis: Basis) -> Values:
    """Find numbers of one city that may be counted in each other, and give them by city."""
    alike: dict[tuple[str, str, str], list[ReportedFigure]] = {}
    for figure in figures:
        if figure.metric in basis.additive:
            alike.setdefault((figure.city, figure.counts, figure.area), []).append(figure)
    sizes = (
        (city, tuple(sorted((figure.ends for figure in overlapping), reverse=True)))
        for (city, _, _), group in alike.items()
        if (overlapping := _overlapping(group))
    )
    return tuple((numbers, (city,)) for city, numbers in sorted(sizes))


def _overlapping(figures: Figures) -> list[ReportedFigure]:
    """Return those of figures on the same thing whose spans differ and share a day, or may."""
    spans: dict[tuple[date, date], list[ReportedFigure]] = {}
    for figure in figures:
        period = figure.period
        if period.stated and not period.as_of:
            span = period.first_day or date.min, period.last_day or date.max
            spans.setdefault(span, []).append(figure)
    found: set[tuple[date, date]] = set()
    longest: tuple[date, date] | None = None  # of those that began before, the last to end
    for span in sorted(spans):
        if longest is not None and span[0] <= longest[1]:
            found |= {span, longest}
        if longest is None or span[1] > longest[1]:
            longest = span
    return [figure for span in sorted(found) for figure in spans[span]]


def _years(figures: Figures, _: Basis) -> Values | None:
    spans = {figure.period.years for figure in figures}
    firsts, lasts = ({span[i] for span in spans} - {None} for i in (0, 1))
    if len(firsts) < 2 and len(lasts) < 2:
        return None
    known = [figure for figure in figures if figure.period.stated]
    return _cities_by_value(known, lambda figure: figure.period.years)


def _parts_of_year(figures: Figures, _: Basis) -> Values:
    """Find periods of equal length in other months: January to June and July to December."""
    parts = {figure.id: _part_of_year(figure) for figure in figures}
    by_length: dict[Hashable, set[Hashable]] = {}
    for figure in figures:
        by_length.setdefault(figure.period.length, set()).add(parts[figure.id])
    differing = [
        figure
        for figure in figures
        if parts[figure.id] and len(by_length[figure.period.length] - {None}) > 1
    ]
    return _cities_by_value(differing, lambda figure: parts[figure.id])


def _part_of_year(figure: ReportedFigure) -> tuple[int, ...] | None:
    """Return first and last month of a figure's period, with days where it has no whole months.

    None where they are not known.
    """
    period = figure.period
    first, last = period.first_day, period.last_day
    if first is None or last is None:
        return None
    if period.length is not None and period.length.unit == "days":
        return first.month, first.day, last.month, last.day
    return first.month, last.month


def _qualifiers(figures: Figures, _: Basis) -> Values | None:
    values = _cities_by_value(figures, lambda f: RANGE if f.is_range else f.qualifier)
    return values if any(value is not Qualifier.EXACT for value, _ in values) else None


def _inferences(figures: Figures, _: Basis) -> Values:
    fields = sorted({str(field) for figure in figures for field in figure.inferred})
    return tuple(
        (name, tuple(sorted({figure.city for figure in figures if name in figure.inferred})))
        for name in fields
    )


def _census_years(figures: Figures, basis: Basis) -> Values:
    def another_year(figure: ReportedFigure) -> bool:
        first, last = figure.period.years
        year = basis.census_years[figure.city]
        if first is None or last is None:
            return figure.period.stated and year not in (first, last)
        return not first <= year <= last

    others = [figure for figure in figures if another_year(figure)]
    return _cities_by_value(others, lambda figure: basis.census_years[figure.city])


#: All rules. Those that forbid a comparison come first, then the weightier caveats.
RULES: tuple[Rule, ...] = (
    Rule(
        Aspect.COUNTS,
        N_("What is counted"),
        N_(
            "Where different things are counted, that one is larger, or falls faster, says "
            "nothing about the other."
        ),
        _difference_in(lambda figure: figure.counts),
        Level.NOT_COMPARABLE,
    ),
    Rule(
        Aspect.COUNTING_UNIT,
        N_("Counting unit"),
        N_(
            "A call is counted before anyone decides whether it is a case; one point may hold "
            "several cameras. Numbers of different things have no common scale."
        ),
        _units,
        Level.NOT_COMPARABLE,
    ),
    Rule(
        Aspect.KIND_NOT_STATED,
        N_("Kind not stated"),
        N_("Two articles that both speak of “cases” need not mean the same kind of case."),
        _kinds_not_stated,
        Level.NOT_COMPARABLE,
    ),
    Rule(
        Aspect.CONTRADICTION,
        N_("Contradiction within a city"),
        N_("Two articles give different numbers of one thing; which is right they do not tell."),
        _contradictions,
        always=True,
    ),
    Rule(
        Aspect.OVERLAP,
        N_("Overlap within a city"),
        N_("One case may be counted in several of a city's numbers: they do not add up."),
        _overlaps,
    ),
    Rule(
        Aspect.AREA,
        N_("Area"),
        N_("A city centre is policed, and counted, unlike a city with all its counties."),
        _difference_in(lambda figure: figure.area),
    ),
    Rule(
        Aspect.MOMENT,
        N_("Stock or flow"),
        N_("What there is on one day and what came about over a year are not the same count."),
        _difference_in(lambda f: f.period.as_of if f.period.stated else None),
        always=True,
    ),
    Rule(
        Aspect.LENGTH,
        N_("Length of period"),
        N_("A longer period holds more events, and evens out ups and downs."),
        _only_with(Rate.PER_MONTH, _difference_in(lambda f: f.period.length), unless=True),
    ),
    Rule(
        Aspect.LENGTH_EVENED,
        N_("Length of period, evened out per month"),
        N_("A monthly mean hides how the months differ."),
        _only_with(Rate.PER_MONTH, _difference_in(lambda figure: figure.period.length)),
    ),
    Rule(
        Aspect.YEARS,
        N_("Calendar years"),
        N_("Laws, campaigns and epidemics differ from year to year, for all cities alike."),
        _years,
    ),
    Rule(
        Aspect.PART_OF_YEAR,
        N_("Part of the year"),
        N_("Much follows the seasons: a first half of a year is no second half."),
        _parts_of_year,
    ),
    Rule(
        Aspect.PERIOD_NOT_STATED,
        N_("Period not stated"),
        N_("Where the article does not say what period a number covers, we cannot know."),
        _gap_where(lambda figure: not figure.period.stated),
    ),
    Rule(
        Aspect.START_NOT_STATED,
        N_("Start not stated"),
        N_("“To date” may mean since January, or since a programme began."),
        _gap_where(lambda f: f.period.first_day is None and f.period.end is not None),
    ),
    Rule(
        Aspect.END_NOT_STATED,
        N_("End not stated"),
        N_("“Since 2019” may end with that year, or on the day the article was written."),
        _gap_where(lambda f: f.period.start is not None and f.period.end is None),
    ),
    Rule(
        Aspect.BASELINE,
        N_("Baseline"),
        N_("A fall from last year and a fall from a mean of three years are two questions."),
        _difference_in(lambda f: None if f.baseline == NOT_STATED else f.baseline),
    ),
    Rule(
        Aspect.BASELINE_NOT_STATED,
        N_("Baseline not stated"),
        N_("The article does not say from what; it may be the year before, or not."),
        _gap_where(lambda figure: figure.baseline == NOT_STATED),
    ),
    Rule(
        Aspect.QUALIFIER,
        N_("Qualifier"),
        N_(
            "“More than 80%” gives a limit only, and “15% to 20%” two; the true number may lie far "
            "from them."
        ),
        _qualifiers,
    ),
    Rule(
        Aspect.INFERRED,
        N_("Inferred"),
        N_("What the article does not say outright is our reading, and may be wrong."),
        _inferences,
    ),
    Rule(
        Aspect.CENSUS_YEAR,
        N_("Year of the census, per head"),
        N_("Cities grow and shrink: in another year than the census they had other residents."),
        _only_with(Rate.PER_HEAD, _census_years),
    ),
)
