"""Sets all metrics and cities side by side: one row for a metric, one column for a city."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import ReportedFigure
from asreported.comparison.compare import Comparison, compare
from asreported.comparison.excerpts import MAX_COLUMNS, Excerpt, excerpt


@dataclass(frozen=True)
class Row:
    """One metric: its comparison, and each city's figures in the order of its chart.

    ``cells`` has every city of the table; an empty cell means that the city reports nothing.
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

    ``metrics`` are the rows that are shown and how many more there are, ``cities`` the columns.
    """

    catalog: Catalog
    metrics: Excerpt[str]
    cities: tuple[str, ...]

    @cached_property
    def rows(self) -> dict[str, list[Row]]:
        """Rows by theme; themes without a row are left out."""
        rows: dict[str, list[Row]] = {}
        for metric in self.metrics.shown:
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
    limit: int | None = None,
) -> SideBySide:
    """Set metrics and cities side by side, metrics by theme in the catalog's order.

    ``theme`` narrows it to one (empty: all), ``least`` to metrics that at least so many cities
    of the catalog report, ``limit`` to so many rows (None: all). ``cities`` are the columns
    (empty: all); only their figures are compared in a row.
    """
    metrics = (
        metric
        for theme_id in catalog.content.themes
        if theme in ("", theme_id)
        for metric in catalog.metrics_of(theme_id)
        if len(catalog.cities_reporting(metric)) >= least
    )
    columns = tuple(city for city in catalog.cities if not cities or city in cities)
    return SideBySide(catalog, excerpt(metrics, limit), columns)


def default_columns(catalog: Catalog) -> tuple[str, ...]:
    """Return ids of the cities that have a column where the reader has chosen none."""
    return excerpt(catalog.cities, MAX_COLUMNS).shown
