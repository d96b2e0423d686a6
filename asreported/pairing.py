"""Two metrics against each other, for the cities that report both.

One panel holds points that count the same things on both axes; a city whose
article counts something else stands in a panel of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from asreported.compare import Block, Comparison
from asreported.model import ReportedFigure


@dataclass(frozen=True)
class Panel:
    """Points whose x count one thing and whose y count one thing, city by city."""

    x: Block
    y: Block
    points: tuple[tuple[ReportedFigure, ReportedFigure], ...]

    @property
    def cities(self) -> tuple[str, ...]:
        """Ids of its cities."""
        return tuple(dict.fromkeys(x.city for x, _ in self.points))


@dataclass(frozen=True)
class Pairing:
    """Two comparisons, panel by panel; each city that reports both is in one panel."""

    x: Comparison
    y: Comparison
    panels: tuple[Panel, ...]

    def first(self, most: int | None) -> tuple[tuple[Panel, int], ...]:
        """Its panels, so many at most, each with how many of its points are named.

        None: all of both. A chart draws all points of a panel.
        """
        return tuple((panel, len(panel.points[:most])) for panel in self.panels[:most])

    @property
    def points(self) -> int:
        """How many points there are in all panels."""
        return sum(len(panel.points) for panel in self.panels)

    @property
    def cities(self) -> tuple[str, ...]:
        """Ids of the cities that report both."""
        return tuple(city for panel in self.panels for city in panel.cities)


def pair(x: Comparison, y: Comparison) -> Pairing:
    """Set two comparisons against each other.

    Panels are chosen so that each holds as many cities as count alike; what comes
    first in its comparison goes before what comes later.
    """
    left = set(x.cities) & set(y.cities)
    both = [(bx, by, {*bx.cities} & {*by.cities}) for bx, by in product(x.blocks, y.blocks)]
    panels: list[Panel] = []
    while left:
        bx, by, common = max(both, key=lambda pair: len(left & pair[2]))
        cities = left & common
        of_city: dict[str, list[ReportedFigure]] = {city: [] for city in cities}
        for other in by.figures:
            if other.city in cities:
                of_city[other.city].append(other)
        points = [(one, other) for one in bx.figures for other in of_city.get(one.city, ())]
        panels.append(Panel(bx, by, tuple(points)))
        left -= cities
    return Pairing(x, y, tuple(panels))
