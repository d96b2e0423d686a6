"""How long a catalog takes to load, in a process of its own for each large one, and to publish."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

import yaml

from asreported import Catalog, load
from asreported.site.publishing import publish
from bench import FACTORS, REAL, ROOT
from bench.ratios import Ratio, in_turn, seconds
from tests.catalogs import make_large

# Loads a catalog a few times in a fresh process; tells the seconds of each time. The first
# load, of ours, sets up what all share, and is not among them.
_LOAD = """
import sys
from asreported import load
from bench.ratios import seconds
path, times = sys.argv[1], int(sys.argv[2])
load("metrics.yaml")
print(*(seconds(lambda: load(path)) for _ in range(times)))
"""


def against_yaml(times: int) -> Ratio:
    """Measure loading the real catalog against parsing its YAML with the C loader."""
    text = REAL.read_text(encoding="utf-8")
    sides = in_turn(
        lambda: seconds(lambda: load(REAL)),
        lambda: seconds(lambda: yaml.load(text, Loader=yaml.CSafeLoader)),
        times,
    )
    what = "load, validate, hold against the articles"
    return Ratio(what, "`yaml.load`, C loader", 2.0, "s", *sides)


def enlarged(times: int, largest: int) -> Iterator[Ratio]:
    """Measure loading 10, 100 and 1,000 times the figures, against as many times one."""
    yield from _times_one("figures", FACTORS, times, largest)


def more_articles(times: int, largest: int) -> Iterator[Ratio]:
    """Measure loading 10 and 100 times the articles, and their figures, against so often one."""
    yield from _times_one("articles", {10: (10, 1), 100: (100, 1)}, times, largest)


def _times_one(
    name: str, factors: dict[int, tuple[int, int]], times: int, largest: int
) -> Iterator[Ratio]:
    """Load catalogs of so many times the cities and metrics."""
    with tempfile.TemporaryDirectory() as folder:
        once = make_large(REAL, Path(folder, "1"), cities=1, metrics=1)
        for factor, (cities, metrics) in factors.items():
            if factor > largest:
                break
            path = make_large(REAL, Path(folder, str(factor)), cities=cities, metrics=metrics)
            ours, floors = in_turn(
                partial(_load, path, 1), partial(_load, once, 9), times if factor < 1_000 else 2,
                warm=False,
            )  # fmt: skip
            floors = [floor * factor for floor in floors]
            what = f"load {factor:,} times the {name}"
            yield Ratio(what, f"load × {factor:,}", 1.1, "s", ours, floors)


def published(times: int) -> Iterator[Ratio]:
    """Measure publishing many figures, and many cities with each metric, against so many sites."""
    once = load(REAL)
    for factor, of, cities, metrics in ((10, "catalog", 2, 5), (12, "cities", 12, 1)):
        with tempfile.TemporaryDirectory() as folder:
            large = load(make_large(REAL, Path(folder), cities=cities, metrics=metrics))
            sides = in_turn(partial(_publish, large), partial(_publish, once), times, warm=False)
        floors = [floor * factor for floor in sides[1]]
        what = f"publish {factor} times the {of}"
        yield Ratio(what, f"publish × {factor}", 1.1, "s", sides[0], floors)


def _publish(catalog: Catalog) -> float:
    # A copy has nothing worked out yet.
    with tempfile.TemporaryDirectory() as folder:
        return seconds(lambda: publish(replace(catalog), Path(folder)))


def _load(path: Path, times: int) -> float:
    command = [sys.executable, "-c", _LOAD, str(path), str(times)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return median(map(float, done.stdout.split()))
