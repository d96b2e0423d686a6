"""One city: its figures by theme, its systems, and what the others report on the same."""

from __future__ import annotations

from collections.abc import Iterable

from asreported.catalog import Catalog
from asreported.model import ReportedFigure, System


def figures_by_theme(catalog: Catalog, city_id: str) -> dict[str, list[ReportedFigure]]:
    """A city's figures by theme, in the order of metrics; what restates another is left out.

    Raises KeyError for an unknown city.
    """
    order = {metric: i for i, metric in enumerate(catalog.metrics)}
    figures = [figure for figure in catalog.cities[city_id].figures if figure.restates is None]
    figures.sort(key=lambda figure: order[figure.metric])
    by_theme: dict[str, list[ReportedFigure]] = {}
    for theme in catalog.content.themes:
        of_theme = [f for f in figures if catalog.metrics[f.metric].theme == theme]
        if of_theme:
            by_theme[theme] = of_theme
    return by_theme


def same_elsewhere(catalog: Catalog, figure: ReportedFigure) -> list[ReportedFigure]:
    """Figures of other cities that count the same thing on the same metric."""
    return [
        other
        for other in catalog.figures_of(figure.metric)
        if other.city != figure.city and other.counts == figure.counts and other.restates is None
    ]


def unlike_elsewhere(catalog: Catalog, figure: ReportedFigure) -> list[str]:
    """Ids of other cities that report on the metric, and count something else."""
    same = {other.city for other in same_elsewhere(catalog, figure)}
    others = [city for city in catalog.cities_reporting(figure.metric) if city != figure.city]
    return [city for city in others if city not in same]


def systems_with_figures(
    catalog: Catalog, city_id: str
) -> Iterable[tuple[System, list[ReportedFigure]]]:
    """The systems that a city's article names, those with figures first."""
    city = catalog.cities[city_id]
    pairs = [
        (system, [figure for figure in city.figures if figure.system == system.id])
        for system in city.systems
    ]
    return sorted(pairs, key=lambda pair: not pair[1])
