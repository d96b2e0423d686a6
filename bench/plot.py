"""Draw how cost grows with figures, articles and readers: each measurement against its floor."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import escape
from itertools import groupby
from math import log10
from pathlib import Path

from asreported.drawing.style import CITY_COLOURS, GRID, INK, MUTED, PAPER
from bench import ROOT
from bench.ratios import Ratio

#: Where the plot lies, which bench/README.md shows.
PLOT = ROOT / "docs" / "images" / "growth.svg"
_TIMES = re.compile(
    r"^(.*?),? ([\d,]+) (times the figures|times the articles|times the catalog|readers at once)$"
)
_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 720, 420, 56, 40, 150, 48
_MOST, _LARGEST = 2.0, 1_000


def growth(ratios: Iterable[Ratio]) -> str:
    """Draw the ratios that name so many figures, articles or readers as an SVG; or nothing."""
    found = [(f"{match[1]}, {match[3]}", int(match[2].replace(",", "")), ratio.middle)
             for ratio in ratios if (match := _TIMES.match(ratio.what))]  # fmt: skip
    lines = [_line(i, what, list(points))
             for i, (what, points) in enumerate(groupby(found, lambda one: one[0]))]  # fmt: skip
    return _sheet("".join(lines)) if lines else ""


def write_growth(ratios: Iterable[Ratio], path: Path = PLOT) -> None:
    """Write the plot of a run that measured large catalogs; leave it as it is after another."""
    if drawn := growth(ratios):
        path.write_text(drawn, encoding="utf-8")


def _x(times: int) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * log10(times) / log10(_LARGEST)


def _y(ratio: float) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * min(ratio, _MOST) / _MOST


def _line(number: int, what: str, points: list[tuple[str, int, float]]) -> str:
    """Draw a line through what was measured, of figures from what the real catalog takes, 1.

    A ratio above the axis stands at its top; the number beside the line's name tells.
    """
    colour = CITY_COLOURS[number]
    begin = [] if what.endswith("readers at once") else [(1, 1.0)]
    places = [(_x(times), _y(ratio)) for times, ratio in [*begin, *(one[1:] for one in points)]]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in places)
    values = ", ".join(f"{ratio:.2f} at {times:,}" for _, times, ratio in points)
    name = _text(f"{what}: {values}", _LEFT, 26 + 20 * number, colour, "start")
    return f'<polyline points="{path}" fill="none" stroke="{colour}"/>{dots}{name}'


def _sheet(lines: str) -> str:
    """Draw the axes and the floor around the lines."""
    right, floor = _WIDTH - _RIGHT, _y(1)
    ticks = "".join(
        _text(f"{times:,}", _x(times), _HEIGHT - _BOTTOM + 20, MUTED, "middle")
        for times in (1, 10, 100, _LARGEST)
    )
    ratios = "".join(_text(f"{one:g}", _LEFT - 10, _y(one) + 4, MUTED, "end") for one in (0, 1, 2))
    base = "".join(
        f'<line x1="{_LEFT}" x2="{right}" y1="{_y(one)}" y2="{_y(one)}" stroke="{GRID}"/>'
        for one in (0, 2)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        f' font-family="Segoe UI, Arial, sans-serif" font-size="13">'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{base}'
        f'<line x1="{_LEFT}" x2="{right}" y1="{floor}" y2="{floor}" stroke="{INK}"'
        f' stroke-dasharray="4 4"/>{ticks}{ratios}'
        f"{_text('Ratio to the floor (dashed), by how many', _LEFT, _TOP - 12, MUTED, 'start')}"
        f"{lines}</svg>\n"
    )


def _text(words: str, x: float, y: float, colour: str, anchor: str) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}"'
    return f"<text {place}>{escape(words)}</text>"


if __name__ == "__main__":
    measured = json.loads(Path("bench.json").read_text(encoding="utf-8"))
    write_growth(Ratio(**ratio) for ratio in measured)
