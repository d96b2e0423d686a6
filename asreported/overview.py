"""All metrics side by side: a row a metric, a column a city, gaps kept as gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from asreported.catalog import Catalog
from asreported.compare import Comparison, compare
from asreported.model import ReportedFigure


@dataclass(frozen=True)
class Row:
    """One metric: its comparison, and each city's figures in the order of its chart.

    ``cells`` has every city of the catalog; an empty one reports nothing.
    """

    comparison: Comparison
    cells: Mapping[str, tuple[ReportedFigure, ...]]

    @property
    def metric(self) -> str:
        """The metric's id."""
        return self.comparison.metric


def overview(catalog: Catalog, theme: str = "", least: int = 1) -> dict[str, list[Row]]:
    """Rows by theme, in the catalog's order; themes without a row are left out.

    ``theme`` narrows it to one (empty: all), ``least`` to metrics that so many
    cities report.
    """
    rows: dict[str, list[Row]] = {}
    for theme_id in catalog.content.themes:
        for metric_id, metric in catalog.metrics.items():
            reporting = len(catalog.cities_reporting(metric_id))
            if metric.theme == theme_id and theme in ("", theme_id) and reporting >= max(1, least):
                rows.setdefault(theme_id, []).append(_row(catalog, metric_id))
    return rows


def _row(catalog: Catalog, metric_id: str) -> Row:
    comparison = compare(catalog, metric_id)
    cells = {
        city: tuple(figure for figure in comparison.figures if figure.city == city)
        for city in catalog.cities
    }
    return Row(comparison, cells)
