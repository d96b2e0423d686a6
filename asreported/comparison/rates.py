"""Derives rates per head and per month from what articles report.

Per head divides by the residents at the census that the catalog names for the city, per month
by the whole months that the figure covers. No article prints these numbers: wherever one is
shown, it must say that it was derived.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import WHOLE_CITY, Rate, ReportedFigure, Unit

#: Counts per head are given for so many residents, as crime statistics (UNODC) do; money for one.
_RESIDENTS_PER_COUNT = 100_000


class Obstacle(StrEnum):
    """Why a rate cannot be worked out from a figure."""

    NOT_THE_CITY = "not_the_city"
    NO_WHOLE_MONTHS = "no_whole_months"


@dataclass(frozen=True)
class Derived:
    """A rate: its ends, in the metric's unit, and what the figure was divided by.

    Both ends are the same unless the figure is a range.

    ``residents`` and ``months`` are None where the rate does not divide by them; the value is
    given for ``per_residents`` residents.
    """

    ends: tuple[float, float]
    residents: int | None = None
    per_residents: int = 1
    months: int | None = None


def derive(catalog: Catalog, figure: ReportedFigure, rates: Collection[Rate]) -> Derived | Obstacle:
    """Divide a figure by residents, months or both; or return why that cannot be done.

    ``rates`` must make sense for the figure's metric; this is not checked.
    """
    factor: float = 1
    residents, per_residents, months = None, 1, None
    if Rate.PER_HEAD in rates:
        if figure.area != WHOLE_CITY:
            return Obstacle.NOT_THE_CITY
        residents = catalog.cities[figure.city].population.value
        per_residents = residents_per_rate(catalog.metrics[figure.metric].unit)
        factor *= per_residents / residents
    if Rate.PER_MONTH in rates:
        length = figure.period.length
        if length is None or length.unit != "months":
            return Obstacle.NO_WHOLE_MONTHS
        months = length.number
        factor /= months
    low, high = figure.ends
    return Derived((low * factor, high * factor), residents, per_residents, months)


def residents_per_rate(unit: Unit) -> int:
    """Return for how many residents a rate per head of a unit is given."""
    return 1 if unit is Unit.YUAN else _RESIDENTS_PER_COUNT


def census_years(catalog: Catalog) -> dict[str, int]:
    """Return the year of the census that counted each city's residents, by city."""
    return {
        city_id: catalog.content.censuses[city.population.census].on.year
        for city_id, city in catalog.cities.items()
    }
