"""How long a catalog takes to load, in a process of its own for each large one."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from asreported import load
from bench import REAL, ROOT
from bench.catalogs import FACTORS, make
from bench.ratios import Ratio, in_turn

# Loads a catalog a few times in a fresh process; tells the median time. The first load, of
# ours, sets up what all share, and is not among them.
_LOAD = """
import sys, time
from asreported import load
path, times = sys.argv[1], int(sys.argv[2])
load("metrics.yaml")
spent = []
for _ in range(times):
    begun = time.perf_counter()
    load(path)
    spent.append(time.perf_counter() - begun)
print(sorted(spent)[len(spent) // 2])
"""


def against_yaml(times: int) -> Ratio:
    """Loading the real catalog against parsing its YAML with the C loader."""
    text = REAL.read_text(encoding="utf-8")
    ours, floor = in_turn(
        lambda: seconds(lambda: load(REAL)),
        lambda: seconds(lambda: yaml.load(text, Loader=yaml.CSafeLoader)),
        times,
    )
    return Ratio(
        "load, validate, hold against the articles", "`yaml.load`, C loader", 2.0, "s", ours, floor
    )


def enlarged(times: int, largest: int) -> Iterator[Ratio]:
    """Loading 10, 100 and 1,000 times the figures, against as many times one."""
    with tempfile.TemporaryDirectory() as folder:
        once = make(Path(folder, "1"), *FACTORS[1])
        for factor in (factor for factor in FACTORS if 1 < factor <= largest):
            path = make(Path(folder, str(factor)), *FACTORS[factor])
            pairs = [
                (_load(path, 1), _load(once, 9) * factor)
                for _ in range(times if factor < 1_000 else 2)
            ]
            ours, floor = zip(*pairs, strict=True)
            what = f"load {factor:,} times the figures"
            yield Ratio(what, f"load × {factor:,}", 1.1, "s", ours, floor)


def seconds(task: Callable[[], object]) -> float:
    """How long it takes."""
    begun = time.perf_counter()
    task()
    return time.perf_counter() - begun


def _load(path: Path, times: int) -> float:
    command = [sys.executable, "-c", _LOAD, str(path), str(times)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout)
