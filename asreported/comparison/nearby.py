"""Finds metrics of which something may be compared: what a theme opens on, and ways on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from asreported.catalog.catalog import Catalog
from asreported.comparison.compare import Show, compare
from asreported.comparison.side_by_side import COMPARABLE

#: Metrics that are looked through at most: a large catalog has thousands, and a reader waits.
_MAX_SEARCHED = 200


def opening_metric(catalog: Catalog, theme: str = "") -> str:
    """Return the metric that a theme opens on: the first that may be compared, where one may be.

    Without a theme it is the one that the catalog names. Raises ValueError for a theme without
    figures.
    """
    named = catalog.opening_metric(theme)
    if not theme or named == catalog.content.about.opens_on:
        return named
    return next(comparable(catalog, catalog.metrics_of(theme)), named)


def comparable_nearby(
    catalog: Catalog, metric: str, cities: Collection[str], show: Show, most: int = 6
) -> tuple[str, ...]:
    """Return other metrics that have something to show, those of the metric's theme first.

    ``cities`` and ``show`` are what the reader has chosen; at most ``most`` are given.
    """
    alike = catalog.metrics_of(catalog.metrics[metric].theme)
    ordered = [one for one in dict.fromkeys((*alike, *catalog.metrics_of(""))) if one != metric]
    return tuple(islice(comparable(catalog, ordered, cities, show), most))


def comparable(
    catalog: Catalog,
    metrics: Iterable[str],
    cities: Collection[str] = (),
    show: Show = Show.COMPARABLE,
) -> Iterator[str]:
    """Yield those of metrics of which figures are left where only what may be compared is shown."""
    for metric in islice(metrics, _MAX_SEARCHED):
        blocks = compare(catalog, metric, cities=cities, show=show).multi_city_blocks
        if any(block.verdict.level in COMPARABLE for block in blocks):
            yield metric
