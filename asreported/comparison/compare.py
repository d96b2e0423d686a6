"""Chooses the figures of a metric, groups them by what they count, and has them judged.

The result is ready to draw: blocks of figures that count the same thing, in panels that share
a unit, with a verdict for each block and for the whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from asreported.catalog.catalog import Catalog, once
from asreported.catalog.model import Kind, Rate, ReportedFigure, Statement
from asreported.comparison.excerpts import excerpt
from asreported.comparison.rates import Derived, Obstacle, census_years, derive
from asreported.comparison.told import Told, told_otherwise
from asreported.comparison.verdicts import Basis, Level, Verdict, has_gap, judge, judge_alone


class Show(StrEnum):
    """Which blocks a reader wants to see: all, only those of several cities, only like for like."""

    ALL = "all"
    COMPARABLE = "comparable"
    LIKE_FOR_LIKE = "like_for_like"


@dataclass(frozen=True)
class Block:
    """Figures of one metric that count the same thing, the largest value first.

    Those of a city stand together, in order of time.

    ``axis`` is the unit of its values: blocks with another unit need another axis.
    ``to_scale`` tells whether a length may stand for a value, see ``_is_to_scale``.
    ``cities_filtered_out`` are cities that report on the same thing and were not chosen,
    ``cities_without_rate`` those from whose figures no rate can be derived.
    """

    counts: str
    axis: str
    figures: tuple[ReportedFigure, ...]
    verdict: Verdict
    to_scale: bool = True
    cities_filtered_out: tuple[str, ...] = ()
    cities_without_rate: tuple[str, ...] = ()

    @cached_property
    def cities(self) -> tuple[str, ...]:
        """Ids of its cities, in order of appearance."""
        return _cities(self.figures)


@dataclass(frozen=True)
class Comparison:
    """One metric, ready to draw: its blocks, its verdict, and what is not in them.

    ``told`` has what chosen cities without a figure say of the metric all the same, ``silent``
    holds those whose articles say nothing of it.
    ``cities_filtered_out``, ``counts_filtered_out`` and ``figures_filtered_out`` are reported,
    and left out by the reader's choice of cities, of things counted and of figures.
    ``hidden`` is left out by ``show``, each with the verdict on its block as a whole. Where
    ``rates`` are derived, ``derived`` has the value of each figure by id, and
    ``without_rate`` the figures that have none. Of more than ``limit`` figures only some are
    drawn (None: all); verdicts are always on all.
    """

    metric: str
    blocks: tuple[Block, ...]
    silent: tuple[str, ...]
    told: Mapping[str, Told]
    verdict: Verdict
    basis: Basis
    show: Show = Show.ALL
    rates: tuple[Rate, ...] = ()
    cities_filtered_out: tuple[str, ...] = ()
    counts_filtered_out: tuple[str, ...] = ()
    figures_filtered_out: tuple[ReportedFigure, ...] = ()
    hidden: tuple[Block, ...] = ()
    derived: Mapping[str, Derived] = field(default_factory=dict)
    without_rate: Mapping[Obstacle, tuple[ReportedFigure, ...]] = field(default_factory=dict)
    limit: int | None = None

    @cached_property
    def drawn(self) -> tuple[Block, ...]:
        """The blocks with those of their figures that are drawn; blocks without any left out.

        Of more than ``limit`` figures the first two thirds of that number are drawn, so that
        never only one or two are left off.
        """
        cut_to = None if self.limit is None else max(2, self.limit * 2 // 3)
        room = len(excerpt(self.figures, self.limit, cut_to).shown)
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
    def told_entries(self) -> tuple[ReportedFigure | Statement, ...]:
        """All that cities without a figure say instead."""
        return tuple(entry for told in self.told.values() for entry in told.entries)

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
        """The blocks drawn to scale, so that neighbours with the same unit share an axis."""
        to_scale = (block for block in self.drawn if block.to_scale)
        return tuple(tuple(group) for _, group in groupby(to_scale, lambda block: block.axis))

    @property
    def written(self) -> tuple[tuple[Block, ...], ...]:
        """The blocks that are written, not drawn to scale: each of several cities, then the rest.

        Those of one city each need no heading of their own, for nothing stands beside them.
        """
        blocks = [block for block in self.drawn if not block.to_scale]
        several = [(block,) for block in blocks if len(block.cities) > 1]
        alone = tuple(block for block in blocks if len(block.cities) == 1)
        return (*several, alone) if alone else tuple(several)

    @property
    def multi_city_blocks(self) -> tuple[Block, ...]:
        """The blocks of more than one city, in the order of the chart."""
        return tuple(block for block in self.blocks if len(block.cities) > 1)

    def ends_of(self, figure: ReportedFigure) -> tuple[float, float]:
        """Return from what to what it is drawn: as reported, or the rate derived from it."""
        return _ends(figure, self.derived)


def compare(
    catalog: Catalog,
    metric_id: str,
    counts: Collection[str] = (),
    cities: Collection[str] = (),
    *,
    figures: Collection[str] | None = None,
    show: Show = Show.ALL,
    rates: Collection[Rate] = (),
    limit: int | None = None,
) -> Comparison:
    """Group the figures of a metric into blocks, with verdicts.

    ``counts`` and ``cities`` narrow the choice (empty: all), ``figures`` to figures with these
    ids (None: all), ``show`` hides blocks that may not be compared as asked. Of ``rates``
    those are derived that make sense for the metric. A figure that restates another is left
    out, so that no sum is drawn twice. ``limit`` is how many figures are drawn (None: all).
    Raises KeyError for an unknown metric.
    """
    reported = [figure for figure in catalog.figures_of(metric_id) if not figure.is_repetition]
    chosen = [figure for figure in reported if is_chosen(figure, counts, cities)]
    if figures is not None:  # what is chosen of cities and counts follows from them
        chosen = [figure for figure in chosen if figure.id in figures]
    applied = tuple(rate for rate in catalog.metrics[metric_id].rates if rate in rates)
    derived, without_rate = _derive(catalog, chosen, applied)
    basis = basis_of(catalog, applied)
    every = _blocks(catalog, basis, chosen, reported, derived if applied else None)
    split = [_split(catalog, basis, block, show) for block in every]
    blocks = tuple(block for block, _ in split if block is not None)
    asked = [city for city in catalog.cities if not cities or city in cities]
    reporting = dict.fromkeys(_cities(reported))
    counted = tuple(dict.fromkeys(figure.counts for figure in reported))
    kept_ids = {figure.id for figure in chosen}
    without_figure = tuple(city for city in asked if city not in reporting)
    told = told_otherwise(catalog, metric_id, without_figure)
    if figures is not None:
        counts, cities = {figure.counts for figure in chosen}, _cities(chosen)
    return Comparison(
        metric_id,
        blocks,
        silent=tuple(city for city in without_figure if city not in told),
        told=told,
        verdict=_verdict_of_blocks(basis, blocks),
        basis=basis,
        show=show,
        rates=applied,
        cities_filtered_out=tuple(city for city in reporting if cities and city not in cities),
        counts_filtered_out=tuple(thing for thing in counted if counts and thing not in counts),
        figures_filtered_out=tuple(
            figure
            for figure in reported
            if figure.id not in kept_ids and is_chosen(figure, counts, cities)
        ),
        hidden=tuple(hidden for _, hidden in split if hidden is not None),
        derived=derived,
        without_rate=without_rate,
        limit=limit,
    )


@once
def compared(catalog: Catalog, metric_id: str) -> Comparison:
    """Compare all figures of a metric. Raises KeyError for an unknown metric."""
    return compare(catalog, metric_id)


def is_chosen(figure: ReportedFigure, counts: Collection[str], cities: Collection[str]) -> bool:
    """Return whether a figure is in a choice of things counted and of cities (empty: all)."""
    return (not counts or figure.counts in counts) and (not cities or figure.city in cities)


def basis_of(catalog: Catalog, rates: Collection[Rate] = ()) -> Basis:
    """Return what verdicts on a catalog's figures need besides the figures."""
    metrics = catalog.metrics.items()
    additive = frozenset(metric for metric, one in metrics if one.kind in (Kind.COUNT, Kind.MONEY))
    return Basis(catalog.content.counts, additive, frozenset(rates), census_years(catalog))


@once
def judge_two(catalog: Catalog, one: str, other: str) -> Verdict:
    """Judge two figures of one metric, by their ids. Raises KeyError for an unknown id."""
    figures = [catalog.figures[one], catalog.figures[other]]
    return judge(compared(catalog, figures[0].metric).basis, figures)


def _cities(figures: Iterable[ReportedFigure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(figure.city for figure in figures))


def _ends(figure: ReportedFigure, derived: Mapping[str, Derived]) -> tuple[float, float]:
    return derived[figure.id].ends if figure.id in derived else figure.ends


def _by_size(figure: ReportedFigure, derived: Mapping[str, Derived]) -> tuple[float, float, str]:
    """Return a sort key: the largest first, a range by its end that is farther from zero."""
    near, far = sorted(map(abs, _ends(figure, derived)))
    return -far, -near, figure.id


def _derive(
    catalog: Catalog, figures: Sequence[ReportedFigure], rates: Sequence[Rate]
) -> tuple[dict[str, Derived], dict[Obstacle, tuple[ReportedFigure, ...]]]:
    """Derive the rates of figures: those that have them by id, and the others by what lacks."""
    derived: dict[str, Derived] = {}
    without_rate: dict[Obstacle, tuple[ReportedFigure, ...]] = {}
    for figure in figures if rates else ():
        result = derive(catalog, figure, rates)
        if isinstance(result, Derived):
            derived[figure.id] = result
        else:
            without_rate[result] = (*without_rate.get(result, ()), figure)
    return derived, without_rate


def _blocks(
    catalog: Catalog,
    basis: Basis,
    chosen: Sequence[ReportedFigure],
    reported: Sequence[ReportedFigure],
    derived: Mapping[str, Derived] | None,
) -> list[Block]:
    """Group figures into blocks: those with most cities first, those of one axis together.

    ``derived`` has the rates of the figures to keep; None where the values are as reported.
    """
    grouped: dict[tuple[str, str], list[ReportedFigure]] = {}
    for figure in chosen:
        grouped.setdefault(_heading(basis, figure), []).append(figure)
    blocks = []
    for (counts, _), group in grouped.items():
        drawn = [figure for figure in group if derived is None or figure.id in derived]
        if drawn:
            named = {figure.city for figure in group}
            heading = _heading(basis, drawn[0])
            others = [f for f in reported if _heading(basis, f) == heading and f.city not in named]
            with_rate, verdict = set(_cities(drawn)), _verdict_of_block(basis, drawn)
            blocks.append(
                Block(
                    counts,
                    _axis(catalog, drawn[0]),
                    _ordered(drawn, derived or {}),
                    verdict,
                    _is_to_scale(catalog, basis, drawn, verdict),
                    _cities(others),
                    tuple(city for city in _cities(group) if city not in with_rate),
                )
            )
    order = {counts: i for i, counts in enumerate(catalog.content.counts)}
    levels = list(Level)
    blocks.sort(key=lambda b: (-len(b.cities), levels.index(b.verdict.level), order[b.counts]))
    axes = list(dict.fromkeys(block.axis for block in blocks))
    return sorted(blocks, key=lambda block: axes.index(block.axis))


def _ordered(
    figures: Sequence[ReportedFigure], derived: Mapping[str, Derived]
) -> tuple[ReportedFigure, ...]:
    """Order figures by size, those of a city together where its largest is, in order of time."""
    sizes = {figure.id: _by_size(figure, derived) for figure in figures}
    largest: dict[str, tuple[float, float, str]] = {}
    for figure in sorted(figures, key=lambda f: sizes[f.id]):
        largest.setdefault(figure.city, sizes[figure.id])
    return tuple(sorted(figures, key=lambda f: (largest[f.city], f.period.order, sizes[f.id])))


def _heading(basis: Basis, figure: ReportedFigure) -> tuple[str, str]:
    """Return what a figure stands under: the thing counted, of one city where its kind is open."""
    return figure.counts, "" if basis.counted[figure.counts].kind_stated else figure.city


def _axis(catalog: Catalog, figure: ReportedFigure) -> str:
    """Return the unit of a figure's value; of a count that is the thing tallied."""
    metric = catalog.metrics[figure.metric]
    return catalog.content.counts[figure.counts].unit if metric.kind is Kind.COUNT else metric.unit


def _is_to_scale(
    catalog: Catalog, basis: Basis, figures: Sequence[ReportedFigure], verdict: Verdict
) -> bool:
    """Tell whether bars of figures under one heading would mean something.

    A change and a share have a scale of their own. Any other number has one only beside
    another, over a period that is known to be as long: 18 cases in three years would tower
    over 6 in one. Whatever may not be compared, and a place in a ranking, has none.
    """
    kind = catalog.metrics[figures[0].metric].kind
    if kind in (Kind.CHANGE, Kind.SHARE):
        return True
    if kind is Kind.RANK or len(figures) < 2 or verdict.level is Level.NOT_COMPARABLE:
        return False
    spans = {figure.period.length or figure.period.as_of for figure in figures}
    return Rate.PER_MONTH in basis.rates or (len(spans) == 1 and False not in spans)


def _verdict_of_block(basis: Basis, figures: Sequence[ReportedFigure]) -> Verdict:
    return judge(basis, figures) if len(_cities(figures)) > 1 else judge_alone(figures)


def _verdict_of_blocks(basis: Basis, blocks: Sequence[Block]) -> Verdict:
    """Return the verdict of the block with most cities; of all figures where none has two."""
    largest = max(blocks, key=lambda block: len(block.cities), default=None)
    if largest is not None and len(largest.cities) > 1:
        return largest.verdict
    return _verdict_of_block(basis, [figure for block in blocks for figure in block.figures])


def _split(
    catalog: Catalog, basis: Basis, block: Block, show: Show
) -> tuple[Block | None, Block | None]:
    """Split a block into what the reader asked to see and what is hidden, with its old verdict."""
    shown = _shown_figures(basis, block, show)
    ids = {figure.id for figure in shown}
    rest = tuple(figure for figure in block.figures if figure.id not in ids)
    if not rest:
        return block, None
    hidden = replace(block, figures=rest)
    if not shown:
        return None, hidden
    verdict = _verdict_of_block(basis, shown)
    to_scale = _is_to_scale(catalog, basis, shown, verdict)
    return replace(block, figures=shown, verdict=verdict, to_scale=to_scale), hidden


def _shown_figures(basis: Basis, block: Block, show: Show) -> tuple[ReportedFigure, ...]:
    if show is not Show.ALL and len(block.cities) < 2:
        return ()
    if show is Show.LIKE_FOR_LIKE:
        return largest_like_for_like(basis, block.figures)
    return block.figures


def largest_like_for_like(
    basis: Basis, figures: Sequence[ReportedFigure]
) -> tuple[ReportedFigure, ...]:
    """Return the figures of most cities that are like for like with each other, in their order.

    Empty where no two cities are. Of sets with equally many cities it is the one with the
    smallest figure id.
    """
    # Like for like is transitive: each figure is compared with one of each set.
    sets: list[list[ReportedFigure]] = []
    # A figure with a gap (no period, an inferred field) is like for like with no other. Most of
    # the five cities' figures have one; leaving them out first spares judging them in pairs.
    complete = [figure for figure in figures if not has_gap(basis, figure)]
    for figure in sorted(complete, key=lambda figure: figure.id):
        for alike in sets:
            if judge(basis, [alike[0], figure]).level is Level.LIKE_FOR_LIKE:
                alike.append(figure)
                break
        else:
            sets.append([figure])
    largest = max(sets, key=lambda alike: len(_cities(alike)), default=[])
    if len(_cities(largest)) < 2:
        return ()
    ids = {figure.id for figure in largest}
    return tuple(figure for figure in figures if figure.id in ids)
