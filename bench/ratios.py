"""What is measured against a floor: ours and the floor in turn, in one run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

#: Takes one measurement: seconds, bytes, whatever both sides of a ratio share.
Measure = Callable[[], float]


@dataclass(frozen=True)
class Ratio:
    """Measurements of ours and of the floor, pair by pair, and the ratio to stay below.

    ``unit`` is that of the measurements: "s", "MB".
    """

    what: str
    floor: str
    target: float
    unit: str
    ours: tuple[float, ...]
    floors: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median of the pairs' ratios: what slows the machine for a while slows both."""
        return median(self._pairs)

    @property
    def spread(self) -> tuple[float, float]:
        """The first and the third quartile of the pairs' ratios."""
        if len(self._pairs) < 2:
            return self._pairs[0], self._pairs[0]
        first, _, third = quantiles(self._pairs, n=4, method="inclusive")
        return first, third

    @property
    def met(self) -> bool:
        """Whether the median is within the target."""
        return self.middle <= self.target

    @property
    def _pairs(self) -> list[float]:
        return [ours / floor for ours, floor in zip(self.ours, self.floors, strict=True)]


def in_turn(
    ours: Measure, floor: Measure, times: int, *, warm: bool = True
) -> tuple[tuple[float, ...], ...]:
    """Both measured so often, in turn; where ``warm``, after one of each that does not count."""
    if warm:
        ours(), floor()
    pairs = []
    for i in range(times):
        if i % 2:  # neither always comes second
            base = floor()
            pairs.append((ours(), base))
        else:
            pairs.append((ours(), floor()))
    return tuple(zip(*pairs, strict=True))


def table(ratios: Sequence[Ratio]) -> str:
    """All of them as a Markdown table."""
    lines = [
        "| what | floor | ours | floor | ratio | quartiles | target | |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for one in ratios:
        sizes = [f"{median(values):.3g} {one.unit}" for values in (one.ours, one.floors)]
        low, high = one.spread
        met = "met" if one.met else "**missed**"
        lines.append(
            f"| {one.what} | {one.floor} | {' | '.join(sizes)} | {one.middle:.2f} "
            f"| {low:.2f} to {high:.2f} | {one.target} | {met} |"
        )
    return "\n".join(lines)
