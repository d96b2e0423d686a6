"""Figures per head and per month: worked out by us from what articles report.

Per head divides by the residents at the census that the catalog names for the
city, per month by the whole months that the figure covers. No article prints
these numbers; whoever shows one says so.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import WHOLE_CITY, Rate, ReportedFigure, Unit

#: Counts are given per this many residents; sums of money per resident.
RESIDENTS = 100_000


class Obstacle(StrEnum):
    """Why a rate cannot be worked out from a figure."""

    NOT_THE_CITY = "not_the_city"
    NO_WHOLE_MONTHS = "no_whole_months"


@dataclass(frozen=True)
class Derived:
    """A rate: its value, in the metric's unit, and what the figure was divided by.

    ``residents`` and ``months`` are None where the rate does not divide by them;
    ``basis`` is the number of residents that the value is given for.
    """

    value: float
    residents: int | None = None
    basis: int = 1
    months: int | None = None


def derive(catalog: Catalog, figure: ReportedFigure, rates: Collection[Rate]) -> Derived | Obstacle:
    """The figure per head, per month, or both; or what stands in the way."""
    value: float = figure.value
    residents, basis, months = None, 1, None
    if Rate.PER_HEAD in rates:
        if figure.area != WHOLE_CITY:
            return Obstacle.NOT_THE_CITY
        residents = catalog.cities[figure.city].population.value
        basis = residents_per_rate(catalog.metrics[figure.metric].unit)
        value *= basis / residents
    if Rate.PER_MONTH in rates:
        length = figure.period.length
        if length is None or length.unit != "months":
            return Obstacle.NO_WHOLE_MONTHS
        months = length.number
        value /= months
    return Derived(value, residents, basis, months)


def residents_per_rate(unit: Unit) -> int:
    """For how many residents a rate per head is given."""
    return 1 if unit is Unit.YUAN else RESIDENTS


def census_years(catalog: Catalog) -> dict[str, int]:
    """The year of the census that each city's residents are counted by."""
    return {
        city_id: catalog.content.censuses[city.population.census].on.year
        for city_id, city in catalog.cities.items()
    }
