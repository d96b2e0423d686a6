"""Lists what one city reports: figures by theme, systems, and what other cities report on them."""

from __future__ import annotations

from collections.abc import Iterable

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import ReportedFigure, System
from asreported.comparison.excerpts import excerpt


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
