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
    panels: list[Panel] = []
    while left:
        bx, by = max(
            product(x.blocks, y.blocks),
            key=lambda blocks: len(left & set(blocks[0].cities) & set(blocks[1].cities)),
        )
        cities = left & set(bx.cities) & set(by.cities)
        points = [
            (one, other)
            for one, other in product(bx.figures, by.figures)
            if one.city == other.city and one.city in cities
        ]
        panels.append(Panel(bx, by, tuple(points)))
        left -= cities
    return Pairing(x, y, tuple(panels))
