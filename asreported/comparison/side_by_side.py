"""Sets all metrics and cities side by side: one row for a metric, one column for a city."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import ReportedFigure
from asreported.comparison.compare import Block, Comparison, compare, compared
from asreported.comparison.excerpts import MAX_COLUMNS, Excerpt, excerpt
from asreported.comparison.verdicts import Level

#: Verdicts with which figures may be compared, the better one first.
COMPARABLE = (Level.LIKE_FOR_LIKE, Level.WITH_CAVEATS)


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

    @property
    def cities(self) -> tuple[str, ...]:
        """Ids of the cities that report, in the order of the table."""
        return tuple(city for city, figures in self.cells.items() if figures)

    @property
    def comparable(self) -> tuple[Block, ...]:
        """The blocks of several cities that may be compared."""
        blocks = self.comparison.multi_city_blocks
        return tuple(block for block in blocks if block.verdict.level in COMPARABLE)

    @property
    def counted_otherwise(self) -> int:
        """How many other blocks there are."""
        return len(self.comparison.blocks) - len(self.comparable)


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

    @cached_property
    def by_verdict(self) -> dict[Level, list[Row]]:
        """Rows with a figure by the verdict on their metric: first what may be compared best.

        Each verdict is there, with a row or without.
        """
        rows: dict[Level, list[Row]] = {
            level: [] for level in (*COMPARABLE, Level.NOT_COMPARABLE, Level.ONE_CITY)
        }
        for row in (row for of_theme in self.rows.values() for row in of_theme):
            if row.cities:
                rows[row.comparison.verdict.level].append(row)
        return rows

    def mapped(self, limit: int | None) -> dict[Level, Excerpt[Row]]:
        """Return the rows of the map by verdict, at most ``limit`` together (None: all).

        What one city reports is left out where several report something; so is a verdict
        without a row.
        """
        every = {level: rows for level, rows in self.by_verdict.items() if rows}
        if len(every) > 1:
            every.pop(Level.ONE_CITY, None)
        mapped: dict[Level, Excerpt[Row]] = {}
        for level, rows in every.items():
            mapped[level] = excerpt(rows, limit)
            limit = None if limit is None else limit - len(mapped[level].shown)
        return mapped

    def steps(self, block: Block) -> list[tuple[int, int]]:
        """Return the columns of a block's cities in pairs, each city with the next."""
        columns = [i for i, city in enumerate(self.cities) if city in block.cities]
        return list(pairwise(columns))

    def _row(self, metric: str) -> Row:
        every = len(self.cities) == len(self.catalog.cities)
        comparison = (
            compared(self.catalog, metric)
            if every
            else compare(self.catalog, metric, cities=self.cities)
        )
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
