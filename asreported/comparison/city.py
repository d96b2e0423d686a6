"""One city: its figures by theme, its systems, and what the others report on the same."""

from __future__ import annotations

from collections.abc import Iterable

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import ReportedFigure, System
from asreported.comparison.excerpts import MOST_OF_CITY


def figures_by_theme(catalog: Catalog, city_id: str) -> dict[str, list[ReportedFigure]]:
    """A city's figures by theme, in the order of metrics; what restates another is left out.

    Raises KeyError for an unknown city.
    """
    order = {metric: i for i, metric in enumerate(catalog.metrics)}
    figures = [figure for figure in catalog.cities[city_id].figures if not figure.is_repetition]
    figures.sort(key=lambda figure: order[figure.metric])
    by_theme: dict[str, list[ReportedFigure]] = {theme: [] for theme in catalog.content.themes}
    for figure in figures:
        by_theme[catalog.metrics[figure.metric].theme].append(figure)
    return {theme: of_theme for theme, of_theme in by_theme.items() if of_theme}


def themes_to_choose(catalog: Catalog, city_id: str) -> list[str]:
    """The themes of a city that has too many figures for one page; none where it has not."""
    by_theme = figures_by_theme(catalog, city_id)
    number = sum(len(figures) for figures in by_theme.values())
    return list(by_theme) if number > MOST_OF_CITY else []


def shown_of_city(
    catalog: Catalog, city_id: str, theme: str = ""
) -> tuple[dict[str, list[ReportedFigure]], int]:
    """A city's figures by theme as far as one page holds them, and how many are left off.

    ``theme`` narrows it to one (empty: all). Raises KeyError for an unknown city.
    """
    by_theme = figures_by_theme(catalog, city_id)
    chosen = {name: figures for name, figures in by_theme.items() if theme in ("", name)}
    room = MOST_OF_CITY
    shown = {}
    for name, figures in chosen.items():
        if room > 0:
            shown[name] = figures[:room]
        room -= len(figures)
    return shown, max(0, -room)


def elsewhere(catalog: Catalog, figure: ReportedFigure) -> tuple[list[ReportedFigure], list[str]]:
    """What other cities report on a figure's metric.

    Their figures that count the same thing, and ids of those that count something else.
    """
    same = [
        other
        for other in catalog.figures_of(figure.metric)
        if other.city != figure.city and other.counts == figure.counts and not other.is_repetition
    ]
    alike = {figure.city, *(other.city for other in same)}
    return same, [city for city in catalog.cities_reporting(figure.metric) if city not in alike]


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
