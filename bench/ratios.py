"""What is measured against a floor: ours and the floor in turn, in one run."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TypeVar

T = TypeVar("T")


class NothingMeasured(Exception):
    """A measurement that came to nothing, so that there is no ratio; says which in a line."""


@dataclass(frozen=True)
class Ratio:
    """Measurements of ours and of the floor, pair by pair, and the ratio to stay below.

    ``unit`` is that of the measurements: "s", "MB". Raises NothingMeasured where one of
    them is not above 0: a floor of 0 has no ratio, and 0 of ours would meet any target.
    """

    what: str
    floor: str
    target: float
    unit: str
    ours: Sequence[float]
    floors: Sequence[float]

    def __post_init__(self) -> None:
        for side, values in (("ours", self.ours), (self.floor, self.floors)):
            if not values or min(values) <= 0:
                least = f"{min(values, default=0):g} {self.unit}"
                raise NothingMeasured(f"{self.what}: no ratio, for {side} came to {least} once")

    @property
    def pairs(self) -> list[float]:
        """The ratio of each pair."""
        return [ours / floor for ours, floor in zip(self.ours, self.floors, strict=True)]

    @property
    def middle(self) -> float:
        """The median of the pairs' ratios: what slows the machine for a while slows both."""
        return median(self.pairs)

    @property
    def met(self) -> bool:
        """Whether the median is within the target."""
        return self.middle <= self.target

    @property
    def row(self) -> str:
        """A line of a Markdown table, with the quartiles of the pairs' ratios."""
        ours, floor = (f"{median(side):.3g} {self.unit}" for side in (self.ours, self.floors))
        pairs = self.pairs if len(self.pairs) > 1 else self.pairs * 2  # one has no quartiles
        low, _, high = quantiles(pairs, n=4, method="inclusive")
        cells = [self.what, self.floor, ours, floor, f"{self.middle:.2f}"]
        cells += [f"{low:.2f} to {high:.2f}", str(self.target), "met" if self.met else "**missed**"]
        return f"| {' | '.join(cells)} |"


#: The head of a Markdown table of ratios.
HEAD = "| what | floor | ours | floor | ratio | quartiles | target | |\n" + "| --- " * 8 + "|"


def in_turn(
    ours: Callable[[], T], floor: Callable[[], T], times: int, *, warm: bool = True
) -> tuple[list[T], list[T]]:
    """Measure both so often, in turn; where ``warm``, after one of each that does not count."""
    if warm:
        ours(), floor()
    both: tuple[list[T], list[T]] = [], []
    for i in range(times):
        for side in (0, 1) if i % 2 == 0 else (1, 0):  # neither always comes second
            both[side].append((ours, floor)[side]())
    return both


def seconds(task: Callable[[], object]) -> float:
    """Measure how long a task takes."""
    begun = time.perf_counter()
    task()
    return time.perf_counter() - begun
