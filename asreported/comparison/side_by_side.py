"""All metrics side by side: a row a metric, a column a city, gaps kept as gaps."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import ReportedFigure
from asreported.comparison.compare import Comparison, compare
from asreported.comparison.excerpts import MOST_COLUMNS, MOST_ROWS, ROWS_OF_PAGE


@dataclass(frozen=True)
class Row:
    """One metric: its comparison, and each city's figures in the order of its chart.

    ``cells`` has every city of the table; an empty one reports nothing.
    """

    comparison: Comparison
    cells: Mapping[str, tuple[ReportedFigure, ...]]

    @property
    def metric(self) -> str:
        """The metric's id."""
        return self.comparison.metric


@dataclass(frozen=True)
class SideBySide:
    """The table, or the part of it that is shown.

    ``metrics`` and ``all_cities`` are what the whole table has, in its order; ``page`` says
    which of the metrics have a row here (0: all), ``cities`` which cities a column.
    """

    catalog: Catalog
    metrics: tuple[str, ...]
    page: int
    cities: tuple[str, ...]

    @property
    def first(self) -> int:
        """The place of the first row among all, counted from 1."""
        return (self.page - 1) * ROWS_OF_PAGE + 1 if self.page else 1

    @property
    def metrics_on_page(self) -> tuple[str, ...]:
        """The metrics that have a row here."""
        start = self.first - 1
        return self.metrics[start : start + ROWS_OF_PAGE] if self.page else self.metrics

    @cached_property
    def rows(self) -> dict[str, list[Row]]:
        """Rows by theme; themes without a row are left out."""
        rows: dict[str, list[Row]] = {}
        for metric in self.metrics_on_page:
            theme = self.catalog.metrics[metric].theme
            rows.setdefault(theme, []).append(self._row(metric))
        return rows

    def _row(self, metric: str) -> Row:
        every = len(self.cities) == len(self.catalog.cities)
        comparison = compare(self.catalog, metric, cities=() if every else self.cities)
        cells: dict[str, list[ReportedFigure]] = {city: [] for city in self.cities}
        for figure in comparison.figures:
            cells[figure.city].append(figure)
        return Row(comparison, {city: tuple(figures) for city, figures in cells.items()})


def side_by_side(
    catalog: Catalog,
    theme: str = "",
    least: int = 1,
    *,
    cities: Collection[str] = (),
    page: int = 0,
) -> SideBySide:
    """The table of metrics by theme, in the catalog's order.

    ``theme`` narrows it to one (empty: all), ``least`` to metrics that so many cities of
    the catalog report. ``cities`` are its columns (empty: all), whose figures alone are
    compared in a row, ``page`` its page (0: all rows).
    """
    metrics = metrics_shown(catalog, theme, least)
    columns = [city for city in catalog.cities if not cities or city in cities]
    return SideBySide(catalog, metrics, page, tuple(columns))


def metrics_shown(catalog: Catalog, theme: str, least: int) -> tuple[str, ...]:
    """Ids of the metrics that have a row, theme by theme."""
    return tuple(
        metric
        for theme_id in catalog.content.themes
        if theme in ("", theme_id)
        for metric in catalog.reported_metrics.get(theme_id, ())
        if len(catalog.cities_reporting(metric)) >= least
    )


def pages_of(metrics: Collection[str]) -> int:
    """How many pages a table of so many rows has; 0 where it is shown as a whole."""
    return -(-len(metrics) // ROWS_OF_PAGE) if len(metrics) > MOST_ROWS else 0


def first_columns(catalog: Catalog) -> tuple[str, ...]:
    """The cities that have a column where none are chosen."""
    return tuple(catalog.cities)[:MOST_COLUMNS]
