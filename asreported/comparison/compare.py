"""Chooses the figures of a metric, groups them by what they count, and has them judged.

A comparison is ready to draw: blocks of figures that count the same thing, in
panels that share a unit, with a verdict for each block and for the whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import combinations, groupby

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import Kind, Rate, ReportedFigure
from asreported.comparison.excerpts import excerpt
from asreported.comparison.rates import Derived, Obstacle, census_years, derive
from asreported.comparison.verdicts import Basis, Level, Verdict, judge, leaves_open


class Show(StrEnum):
    """How much a reader wants to see: all of it, or only what holds together."""

    ALL = "all"
    COMPARABLE = "comparable"
    LIKE_FOR_LIKE = "like_for_like"


@dataclass(frozen=True)
class Block:
    """Figures of one metric that count the same thing, the largest first.

    ``axis`` is the unit of its values: blocks of another one need another axis.
    ``unchosen`` are cities that report on the same thing and were not chosen,
    ``underived`` those from whose figures no rate can be worked out.
    """

    counts: str
    axis: str
    figures: tuple[ReportedFigure, ...]
    verdict: Verdict
    unchosen: tuple[str, ...] = ()
    underived: tuple[str, ...] = ()

    @cached_property
    def cities(self) -> tuple[str, ...]:
        """Ids of its cities, in order of appearance."""
        return _cities(self.figures)


@dataclass(frozen=True)
class Hidden:
    """Figures of a block that do not hold together as the reader asked, and why."""

    counts: str
    figures: tuple[ReportedFigure, ...]
    verdict: Verdict


@dataclass(frozen=True)
class Comparison:
    """One metric, ready to draw: its blocks, its verdict, and who is silent.

    ``silent`` holds the chosen cities whose article reports nothing on the metric,
    ``unchosen`` the cities and ``unchosen_counts`` the things counted that the
    reader's choice leaves out although they are reported, ``hidden`` what does not
    hold together as asked. ``derived`` gives the value of each figure, by id, where
    ``rates`` are worked out; ``underived`` those figures from which none follows.
    Where there are more than ``most`` figures some are drawn (None: all); verdicts
    stay those on all.
    """

    metric: str
    blocks: tuple[Block, ...]
    silent: tuple[str, ...]
    verdict: Verdict
    basis: Basis
    show: Show = Show.ALL
    rates: tuple[Rate, ...] = ()
    unchosen: tuple[str, ...] = ()
    unchosen_counts: tuple[str, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    derived: Mapping[str, Derived] = field(default_factory=dict)
    underived: Mapping[Obstacle, tuple[ReportedFigure, ...]] = field(default_factory=dict)
    most: int | None = None

    @cached_property
    def drawn(self) -> tuple[Block, ...]:
        """The blocks with the figures that are drawn of them, those without one left out.

        Of more than ``most`` figures these are the first two thirds as many, so that it is
        never one or two that are left off.
        """
        few = None if self.most is None else max(2, self.most * 2 // 3)
        room = len(excerpt(self.figures, self.most, few).shown)
        drawn = []
        for block in self.blocks:
            if room > 0:
                drawn.append(replace(block, figures=block.figures[:room]))
            room -= len(block.figures)
        return tuple(drawn)

    @property
    def drawn_figures(self) -> tuple[ReportedFigure, ...]:
        """The figures that are drawn, in the order of the blocks."""
        return tuple(figure for block in self.drawn for figure in block.figures)

    @property
    def more(self) -> int:
        """How many figures are not drawn."""
        return len(self.figures) - len(self.drawn_figures)

    @property
    def figures(self) -> tuple[ReportedFigure, ...]:
        """All figures, in the order of the blocks."""
        return tuple(figure for block in self.blocks for figure in block.figures)

    @property
    def cities(self) -> tuple[str, ...]:
        """Ids of the cities that report, in order of appearance."""
        return _cities(self.figures)

    @property
    def panels(self) -> tuple[tuple[Block, ...], ...]:
        """Neighbouring blocks whose values have one unit, and may share an axis; as drawn."""
        return tuple(tuple(group) for _, group in groupby(self.drawn, lambda block: block.axis))

    @property
    def holding(self) -> tuple[Block, ...]:
        """The blocks of more than one city, in the order of the chart."""
        return tuple(block for block in self.blocks if len(block.cities) > 1)

    def value_of(self, figure: ReportedFigure) -> float:
        """The value to draw: as reported, or the rate worked out from it."""
        return _value(figure, self.derived)


def compare(
    catalog: Catalog,
    metric_id: str,
    counts: Collection[str] = (),
    cities: Collection[str] = (),
    *,
    show: Show = Show.ALL,
    rates: Collection[Rate] = (),
    most: int | None = None,
) -> Comparison:
    """Group the figures of a metric into blocks, with verdicts.

    ``counts`` and ``cities`` narrow the choice; empty means all. ``show`` hides what
    does not hold together. Of ``rates`` those are worked out that make sense for the
    metric. A figure that only restates another is left out, so that no sum is drawn
    twice. ``most`` is how many figures are drawn (None: all). Raises KeyError for an
    unknown metric.
    """
    reported = [figure for figure in catalog.figures_of(metric_id) if not figure.is_repetition]
    chosen = [figure for figure in reported if is_chosen(figure, counts, cities)]
    applied = tuple(rate for rate in catalog.metrics[metric_id].rates if rate in rates)
    derived, underived = _derive(catalog, chosen, applied)
    basis = basis_of(catalog, applied)
    found = _blocks(catalog, basis, chosen, reported, derived if applied else None)
    kept = [_kept(basis, block, show) for block in found]
    blocks = tuple(block for block, _ in kept if block is not None)
    asked = [city for city in catalog.cities if not cities or city in cities]
    reporting = dict.fromkeys(_cities(reported))
    counted = tuple(dict.fromkeys(figure.counts for figure in reported))
    return Comparison(
        metric_id,
        blocks,
        silent=tuple(city for city in asked if city not in reporting),
        verdict=_verdict_of_blocks(basis, blocks),
        basis=basis,
        show=show,
        rates=applied,
        unchosen=tuple(city for city in reporting if cities and city not in cities),
        unchosen_counts=tuple(thing for thing in counted if counts and thing not in counts),
        hidden=tuple(hidden for _, hidden in kept if hidden is not None),
        derived=derived,
        underived=underived,
        most=most,
    )


def is_chosen(figure: ReportedFigure, counts: Collection[str], cities: Collection[str]) -> bool:
    """Whether a choice of what is counted and of cities, empty for all, has the figure."""
    return (not counts or figure.counts in counts) and (not cities or figure.city in cities)


def basis_of(catalog: Catalog, rates: Collection[Rate] = ()) -> Basis:
    """What verdicts on a catalog's figures rest on."""
    return Basis(catalog.content.counts, frozenset(rates), census_years(catalog))


def judge_pairs(
    comparison: Comparison, block: Block
) -> Iterable[tuple[ReportedFigure, ReportedFigure, Verdict]]:
    """Each pair of a block's figures with its verdict."""
    for one, other in combinations(block.figures, 2):
        yield one, other, judge(comparison.basis, [one, other])


def _cities(figures: Iterable[ReportedFigure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(figure.city for figure in figures))


def _value(figure: ReportedFigure, derived: Mapping[str, Derived]) -> float:
    return derived[figure.id].value if figure.id in derived else figure.value


def _derive(
    catalog: Catalog, figures: Sequence[ReportedFigure], rates: Sequence[Rate]
) -> tuple[dict[str, Derived], dict[Obstacle, tuple[ReportedFigure, ...]]]:
    derived: dict[str, Derived] = {}
    underived: dict[Obstacle, tuple[ReportedFigure, ...]] = {}
    for figure in figures if rates else ():
        result = derive(catalog, figure, rates)
        if isinstance(result, Derived):
            derived[figure.id] = result
        else:
            underived[result] = (*underived.get(result, ()), figure)
    return derived, underived


def _blocks(
    catalog: Catalog,
    basis: Basis,
    chosen: Sequence[ReportedFigure],
    reported: Sequence[ReportedFigure],
    derived: Mapping[str, Derived] | None,
) -> list[Block]:
    """Blocks with most cities first, those of one axis together.

    Where rates are worked out, ``derived`` says for which figures.
    """
    grouped: dict[str, list[ReportedFigure]] = {}
    for figure in chosen:
        grouped.setdefault(figure.counts, []).append(figure)
    blocks = []
    for counts, group in grouped.items():
        drawn = [figure for figure in group if derived is None or figure.id in derived]
        if drawn:
            named = {figure.city for figure in group}
            others = [f for f in reported if f.counts == counts and f.city not in named]
            missing = set(_cities(group)) - set(_cities(drawn))
            blocks.append(
                Block(
                    counts,
                    _axis(catalog, drawn[0]),
                    tuple(sorted(drawn, key=lambda f: (-abs(_value(f, derived or {})), f.id))),
                    _verdict_of_block(basis, drawn),
                    _cities(others),
                    tuple(city for city in _cities(group) if city in missing),
                )
            )
    order = {counts: i for i, counts in enumerate(catalog.content.counts)}
    blocks.sort(
        key=lambda block: (-len(block.cities), _SEVERITY[block.verdict.level], order[block.counts])
    )
    axes = list(dict.fromkeys(block.axis for block in blocks))
    return sorted(blocks, key=lambda block: axes.index(block.axis))


_SEVERITY = {level: i for i, level in enumerate(Level)}


def _axis(catalog: Catalog, figure: ReportedFigure) -> str:
    """The unit of a figure's value: of a count the thing that is tallied."""
    metric = catalog.metrics[figure.metric]
    return catalog.content.counts[figure.counts].unit if metric.kind is Kind.COUNT else metric.unit


def _verdict_of_block(basis: Basis, figures: Sequence[ReportedFigure]) -> Verdict:
    if len(_cities(figures)) < 2:
        return Verdict(Level.ONE_CITY)
    return judge(basis, figures)


def _verdict_of_blocks(basis: Basis, blocks: Sequence[Block]) -> Verdict:
    """That of the largest block which holds together; where none does, of all figures."""
    holding = [block for block in blocks if len(block.cities) > 1]
    if holding:
        return max(holding, key=lambda block: len(block.cities)).verdict
    return _verdict_of_block(basis, [figure for block in blocks for figure in block.figures])


def _kept(basis: Basis, block: Block, show: Show) -> tuple[Block | None, Hidden | None]:
    """What the reader asked to see of a block, and what stays hidden."""
    figures = _held(basis, block, show)
    held = {figure.id for figure in figures}
    hidden = tuple(figure for figure in block.figures if figure.id not in held)
    if not hidden:
        return block, None
    left_out = Hidden(block.counts, hidden, block.verdict)
    if not figures:
        return None, left_out
    verdict = _verdict_of_block(basis, figures)
    return replace(block, figures=figures, verdict=verdict), left_out


def _held(basis: Basis, block: Block, show: Show) -> tuple[ReportedFigure, ...]:
    if show is Show.ALL:
        return block.figures
    if len(block.cities) < 2:
        return ()
    if show is Show.COMPARABLE:
        return block.figures
    return largest_like_for_like(basis, block.figures)


def largest_like_for_like(
    basis: Basis, figures: Sequence[ReportedFigure]
) -> tuple[ReportedFigure, ...]:
    """The figures of most cities that are like for like with each other.

    Empty where no two cities are. Of sets of one size, that which holds the
    smallest figure id.
    """
    sets: list[list[ReportedFigure]] = []
    # One that leaves something open, as most of ours do, is like for like with itself alone.
    whole = [figure for figure in figures if not leaves_open(basis, figure)]
    for figure in sorted(whole, key=lambda figure: figure.id):
        for alike in sets:
            if _alike(basis, alike[0], figure):
                alike.append(figure)
                break
        else:
            sets.append([figure])
    largest = max(sets, key=lambda alike: len(_cities(alike)), default=[])
    if len(_cities(largest)) < 2:
        return ()
    kept = {figure.id for figure in largest}
    return tuple(figure for figure in figures if figure.id in kept)


def _alike(basis: Basis, one: ReportedFigure, other: ReportedFigure) -> bool:
    return judge(basis, [one, other]).level is Level.LIKE_FOR_LIKE
