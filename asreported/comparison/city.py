"""Lists what one city reports: figures by theme, systems, and what other cities report on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import Kind, ReportedFigure, System
from asreported.comparison.compare import compared
from asreported.comparison.excerpts import excerpt
from asreported.comparison.side_by_side import COMPARABLE


@dataclass(frozen=True)
class Glance:
    """A city's figures at a glance; those that restate another are left out.

    ``by_theme`` counts them, ``comparable`` counts those that may be compared with another
    city's; ``partners`` has the metrics, by id, on which that is so for each other city.
    ``inferred`` counts those in which a field is inferred, ``fields`` by field.
    """

    by_theme: Mapping[str, int]
    comparable: int
    partners: Mapping[str, tuple[str, ...]]
    inferred: int
    fields: Mapping[str, int]

    @property
    def figures(self) -> int:
        """How many figures there are."""
        return sum(self.by_theme.values())


def at_a_glance(catalog: Catalog, city_id: str) -> Glance:
    """Count a city's figures by theme, by what may be compared with whom, by what is inferred.

    Raises KeyError for an unknown city.
    """
    by_theme, _ = figures_by_theme(catalog, city_id)
    figures = [figure for of_theme in by_theme.values() for figure in of_theme]
    blocks = [
        (metric, block)
        for metric in dict.fromkeys(figure.metric for figure in figures)
        if len(catalog.cities_reporting(metric)) > 1
        for block in compared(catalog, metric).multi_city_blocks
        if city_id in block.cities and block.verdict.level in COMPARABLE
    ]
    partners = {
        other: tuple(dict.fromkeys(metric for metric, block in blocks if other in block.cities))
        for other in catalog.cities
        if other != city_id
    }
    return Glance(
        {theme: len(of_theme) for theme, of_theme in by_theme.items()},
        sum(figure.city == city_id for _, block in blocks for figure in block.figures),
        partners,
        sum(bool(figure.inferred) for figure in figures),
        Counter(str(field) for figure in figures for field in figure.inferred),
    )


def bar_length(catalog: Catalog, figure: ReportedFigure) -> float | None:
    """Return how long the bar of a share or a change is, in percent; None for other numbers.

    A range has none here: a bar as thin as this starts at zero.

    A change is measured against 100, or the city's largest change where that is more.
    """
    kind = catalog.metrics[figure.metric].kind
    if isinstance(figure.value, tuple) or kind not in (Kind.SHARE, Kind.CHANGE):
        return None
    if kind is Kind.SHARE:
        return figure.value
    others = catalog.cities[figure.city].figures
    changes = (
        max(map(abs, f.ends)) for f in others if catalog.metrics[f.metric].kind is Kind.CHANGE
    )
    return 100 * abs(figure.value) / max(100, *changes)


def figures_by_theme(
    catalog: Catalog, city_id: str, limit: int | None = None
) -> tuple[dict[str, list[ReportedFigure]], int]:
    """Return a city's figures by theme, in the order of metrics, and how many more there are.

    Those that count the same thing stand together, in order of time. ``limit`` is how many to
    return (None: all). Those that restate another are left out. Raises KeyError for an unknown
    city.
    """
    themes = {theme: i for i, theme in enumerate(catalog.content.themes)}
    metrics = {
        metric_id: (themes[metric.theme], i)
        for i, (metric_id, metric) in enumerate(catalog.metrics.items())
    }
    figures = [figure for figure in catalog.cities[city_id].figures if not figure.is_repetition]
    counted = {counts: i for i, counts in enumerate(dict.fromkeys(f.counts for f in figures))}
    part = excerpt(
        sorted(figures, key=lambda f: (metrics[f.metric], counted[f.counts], f.period.order)), limit
    )
    by_theme: dict[str, list[ReportedFigure]] = {}
    for figure in part.shown:
        by_theme.setdefault(catalog.metrics[figure.metric].theme, []).append(figure)
    return by_theme, part.more


def reported_elsewhere(
    catalog: Catalog, figure: ReportedFigure
) -> tuple[list[ReportedFigure], list[str]]:
    """Find what other cities report on a figure's metric.

    Returns their figures that count the same thing, and the ids of the cities whose figures
    all count something else. Figures that restate another are left out.
    """
    same = [
        other
        for other in catalog.figures_of(figure.metric)
        if other.city != figure.city
        and other.counts == figure.counts
        and not other.is_repetition
        and catalog.content.counts[figure.counts].kind_stated
    ]
    alike = {figure.city, *(other.city for other in same)}
    return same, [city for city in catalog.cities_reporting(figure.metric) if city not in alike]


def systems_with_figures(
    catalog: Catalog, city_id: str
) -> Iterable[tuple[System, list[ReportedFigure]]]:
    """Return the systems that a city's article names with their figures; those with any first.

    Raises KeyError for an unknown city.
    """
    city = catalog.cities[city_id]
    pairs = [
        (system, [figure for figure in city.figures if figure.system == system.id])
        for system in city.systems
    ]
    return sorted(pairs, key=lambda pair: not pair[1])
