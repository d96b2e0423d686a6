"""Finds what an article says of a metric of which it gives no figure.

It may say without a number that something rises, or give the number under a related metric: a
change in place of a level. Only where it does neither is it silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import ReportedFigure, Statement


@dataclass(frozen=True)
class Told:
    """What a city's article says in place of a figure of a metric, at least one thing.

    ``statements`` are on the metric itself or on a related one, those on itself first;
    ``figures`` are of related metrics, in the order in which the metric names these.
    """

    statements: tuple[Statement, ...] = ()
    figures: tuple[ReportedFigure, ...] = ()

    @property
    def entries(self) -> list[ReportedFigure | Statement]:
        """All of them."""
        return [*self.statements, *self.figures]


def told_otherwise(catalog: Catalog, metric_id: str, cities: Iterable[str]) -> Mapping[str, Told]:
    """Return what each of the cities says in place of a figure; those that say nothing left out.

    Raises KeyError for an unknown metric.
    """
    statements: dict[str, list[Statement]] = {city: [] for city in cities}
    figures: dict[str, list[ReportedFigure]] = {city: [] for city in statements}
    for metric in (metric_id, *catalog.metrics[metric_id].related):
        for statement in catalog.statements_of(metric):
            if statement.city in statements:
                statements[statement.city].append(statement)
        for figure in catalog.figures_of(metric):
            if figure.city in figures and metric != metric_id and not figure.is_repetition:
                figures[figure.city].append(figure)
    for said in statements.values():  # first what goes up or down: it says most in least words
        said.sort(key=lambda one: (one.metric != metric_id, one.direction is None))
    return {
        city: Told(tuple(statements[city]), tuple(figures[city]))
        for city in statements
        if statements[city] or figures[city]
    }
