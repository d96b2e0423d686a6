"""Chooses figures, groups them by what they count, and says whether they may be compared.

The rules, in one place:

- Figures that count different things, or in different units, are not comparable.
  They stand in different blocks, with a heading between.
- Within a block, figures hold together with caveats where their area, length of
  period, calendar years, baseline or hedge differ, or where one of these is
  inferred or not stated. Each difference is named.
- They are like for like only where nothing differs, and all of it is stated and exact.

Neither the order of figures nor that of cities changes a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from asreported.catalog import Catalog
from asreported.model import Qualifier, ReportedFigure
from asreported.period import NOT_STATED


class Level(StrEnum):
    """What a verdict comes to."""

    ALONE = "alone"
    LIKE_FOR_LIKE = "like_for_like"
    WITH_CAVEATS = "with_caveats"
    NOT_COMPARABLE = "not_comparable"


class Aspect(StrEnum):
    """What two figures of one block may differ in, or leave open."""

    AREA = "area"
    LENGTH = "length"
    YEARS = "years"
    PERIOD_NOT_STATED = "period_not_stated"
    START_NOT_STATED = "start_not_stated"
    END_NOT_STATED = "end_not_stated"
    BASELINE = "baseline"
    BASELINE_NOT_STATED = "baseline_not_stated"
    QUALIFIER = "qualifier"
    INFERRED = "inferred"


@dataclass(frozen=True)
class Reason:
    """One difference: the values that occur, each with the cities it belongs to.

    Values are those of the catalog: area and baseline ids, months, tuples of
    years, qualifiers, names of inferred fields; None where the aspect has none.
    """

    aspect: Aspect
    values: tuple[tuple[Hashable, tuple[str, ...]], ...]

    @property
    def cities(self) -> tuple[str, ...]:
        """All cities that the reason names."""
        return tuple(dict.fromkeys(city for _, cities in self.values for city in cities))


@dataclass(frozen=True)
class Verdict:
    """Whether figures may be compared, and why not without more ado."""

    level: Level
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Block:
    """Figures of one metric that count the same thing."""

    counts: str
    figures: tuple[ReportedFigure, ...]
    verdict: Verdict
    #: Cities that report on the same thing and were not chosen.
    unchosen: tuple[str, ...] = ()

    @property
    def cities(self) -> tuple[str, ...]:
        """Ids of its cities, in order of appearance."""
        return tuple(dict.fromkeys(figure.city for figure in self.figures))


@dataclass(frozen=True)
class Comparison:
    """One metric, ready to draw: its blocks, its verdict, and who is silent.

    ``silent`` holds the chosen cities whose article reports nothing on the metric,
    ``unchosen`` the cities and ``unchosen_counts`` the things counted that the
    reader's choice leaves out although they are reported.
    """

    metric: str
    blocks: tuple[Block, ...]
    silent: tuple[str, ...]
    verdict: Verdict
    unchosen: tuple[str, ...] = ()
    unchosen_counts: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[ReportedFigure, ...]:
        """All figures, in the order of the blocks."""
        return tuple(figure for block in self.blocks for figure in block.figures)

    @property
    def cities(self) -> tuple[str, ...]:
        """Ids of the cities that report, in order of appearance."""
        return tuple(dict.fromkeys(figure.city for figure in self.figures))

    @property
    def largest_block(self) -> Block:
        """The block with most cities; the first of those that tie."""
        return max(self.blocks, key=lambda block: len(block.cities))


def compare(
    catalog: Catalog,
    metric_id: str,
    counts: Collection[str] = (),
    cities: Collection[str] = (),
) -> Comparison:
    """Group the figures of a metric into blocks, with verdicts.

    ``counts`` and ``cities`` narrow the choice; empty means all. A figure that
    only restates another is left out, so that no sum is drawn twice. Raises
    KeyError for an unknown metric.
    """
    reported = [figure for figure in catalog.figures_of(metric_id) if figure.restates is None]
    chosen = [
        figure
        for figure in reported
        if (not counts or figure.counts in counts) and (not cities or figure.city in cities)
    ]
    blocks = _blocks(catalog, chosen, reported)
    asked = [city for city in catalog.cities if not cities or city in cities]
    reporting = tuple(dict.fromkeys(figure.city for figure in reported))
    counted = tuple(dict.fromkeys(figure.counts for figure in reported))
    return Comparison(
        metric_id,
        blocks,
        silent=tuple(city for city in asked if city not in reporting),
        verdict=_verdict_of_blocks(blocks),
        unchosen=tuple(city for city in reporting if cities and city not in cities),
        unchosen_counts=tuple(thing for thing in counted if counts and thing not in counts),
    )


def judge(figures: Sequence[ReportedFigure]) -> Verdict:
    """The verdict on figures that count the same thing.

    Raises ValueError where they count different things: those need blocks of their own.
    """
    if len({figure.counts for figure in figures}) > 1:
        raise ValueError("figures that count different things have no common verdict")
    if len({figure.city for figure in figures}) < 2:
        return Verdict(Level.ALONE)
    reasons = tuple(reason for rule in _RULES if (reason := rule(figures)) is not None)
    return Verdict(Level.WITH_CAVEATS if reasons else Level.LIKE_FOR_LIKE, reasons)


def _blocks(
    catalog: Catalog, figures: Sequence[ReportedFigure], reported: Sequence[ReportedFigure]
) -> tuple[Block, ...]:
    order = {counts: i for i, counts in enumerate(catalog.content.counts)}
    grouped: dict[str, list[ReportedFigure]] = {}
    for figure in figures:
        grouped.setdefault(figure.counts, []).append(figure)
    blocks = [
        Block(
            counts,
            tuple(sorted(group, key=lambda figure: -abs(figure.value))),
            judge(group),
            _others(counts, group, reported),
        )
        for counts, group in grouped.items()
    ]
    return tuple(sorted(blocks, key=lambda block: (-len(block.cities), order[block.counts])))


def _others(
    counts: str, chosen: Sequence[ReportedFigure], reported: Sequence[ReportedFigure]
) -> tuple[str, ...]:
    """Cities that report on what is counted and are not among the chosen figures."""
    here = {figure.city for figure in chosen}
    others = (figure.city for figure in reported if figure.counts == counts)
    return tuple(dict.fromkeys(city for city in others if city not in here))


def _verdict_of_blocks(blocks: Sequence[Block]) -> Verdict:
    if len({city for block in blocks for city in block.cities}) < 2:
        return Verdict(Level.ALONE)
    if all(block.verdict.level is Level.ALONE for block in blocks):
        return Verdict(Level.NOT_COMPARABLE)
    return max(blocks, key=lambda block: len(block.cities)).verdict


def _group(
    figures: Sequence[ReportedFigure], value_of: Callable[[ReportedFigure], Hashable]
) -> tuple[tuple[Hashable, tuple[str, ...]], ...]:
    grouped: dict[Hashable, list[str]] = {}
    for figure in figures:
        cities = grouped.setdefault(value_of(figure), [])
        if figure.city not in cities:
            cities.append(figure.city)
    ordered = sorted(grouped.items(), key=lambda item: (item[0] is None, str(item[0])))
    return tuple((value, tuple(sorted(cities))) for value, cities in ordered)


def _differs(
    aspect: Aspect, value_of: Callable[[ReportedFigure], Hashable]
) -> Callable[[Sequence[ReportedFigure]], Reason | None]:
    """A rule: the values that are known must all be the same."""

    def rule(figures: Sequence[ReportedFigure]) -> Reason | None:
        known = [figure for figure in figures if value_of(figure) is not None]
        values = _group(known, value_of)
        return Reason(aspect, values) if len(values) > 1 else None

    return rule


def _lacks(
    aspect: Aspect, holds: Callable[[ReportedFigure], bool]
) -> Callable[[Sequence[ReportedFigure]], Reason | None]:
    """A rule: none of the figures may leave this open."""

    def rule(figures: Sequence[ReportedFigure]) -> Reason | None:
        open_ones = [figure for figure in figures if holds(figure)]
        return Reason(aspect, _group(open_ones, lambda _: None)) if open_ones else None

    return rule


def _qualifiers(figures: Sequence[ReportedFigure]) -> Reason | None:
    values = _group(figures, lambda figure: figure.qualifier)
    if [value for value, _ in values] == [Qualifier.EXACT]:
        return None
    return Reason(Aspect.QUALIFIER, values)


def _inferences(figures: Sequence[ReportedFigure]) -> Reason | None:
    values = [
        (field, tuple(sorted({figure.city for figure in figures if field in figure.inferred})))
        for field in sorted({field for figure in figures for field in figure.inferred})
    ]
    return Reason(Aspect.INFERRED, tuple(values)) if values else None


def _stated_baseline(figure: ReportedFigure) -> str | None:
    return None if figure.baseline == NOT_STATED else figure.baseline


_RULES: tuple[Callable[[Sequence[ReportedFigure]], Reason | None], ...] = (
    _differs(Aspect.AREA, lambda figure: figure.area),
    _differs(Aspect.LENGTH, lambda figure: figure.period.length_in_months),
    _differs(Aspect.YEARS, lambda figure: figure.period.years or None),
    _lacks(Aspect.PERIOD_NOT_STATED, lambda figure: not figure.period.stated),
    _lacks(
        Aspect.START_NOT_STATED,
        lambda figure: (
            figure.period.start is None
            and figure.period.end is not None
            and figure.period.months is None
        ),
    ),
    _lacks(
        Aspect.END_NOT_STATED,
        lambda figure: figure.period.start is not None and figure.period.end is None,
    ),
    _differs(Aspect.BASELINE, _stated_baseline),
    _lacks(Aspect.BASELINE_NOT_STATED, lambda figure: figure.baseline == NOT_STATED),
    _qualifiers,
    _inferences,
)
