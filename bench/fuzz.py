"""Catalogs that went wrong: the real one, changed at random, is good or is refused in lines.

``python -m bench.fuzz`` tries 20,000 and prints what came of them.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench import REAL
from tests.faults import Faults


def main() -> int:
    """Try many, and print how many of each kind came to what; give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="the first seed (0)")
    options = parser.parse_args()
    tally: Counter[str] = Counter()
    slowest, begun = 0.0, time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        faults = Faults(REAL, Path(folder))
        for seed in range(options.first, options.first + options.cases):
            before = time.perf_counter()
            try:
                tally[faults.outcome(seed)] += 1
            except Exception as error:
                tally["BROKEN"] += 1
                print(f"seed {seed}: {type(error).__name__}: {error!s:.300}")
            slowest = max(slowest, time.perf_counter() - before)
    for came, number in tally.most_common():
        print(f"{number:>8,}  {came}")
    spent = time.perf_counter() - begun
    print(f"{options.cases:>8,}  cases in {spent:.0f} s; the slowest took {slowest:.1f} s")
    return 1 if tally["BROKEN"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
