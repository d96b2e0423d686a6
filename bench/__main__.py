"""How fast the dashboard is: ``python -m bench``.

Each figure is a ratio against a floor that is measured in the same run, in turn with
ours, for the times of one machine say little about those of another. Prints a table as
it goes; exit status 1 if a target is missed. ``bench/README.md`` tells what each means.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from bench import FACTORS, loading, pages, pictures
from bench.ratios import HEAD, NothingMeasured, Ratio

#: What may be asked for by name; each takes how often to measure, and the largest catalog.
_PARTS: dict[str, Callable[[int, int], Iterable[Ratio]]] = {
    "load": lambda times, _: [loading.against_yaml(times * 3)],
    "start": lambda times, _: [pages.cold_start(times)],
    "switch": lambda times, _: pages.switching(times * 2),
    "png": lambda times, _: [pictures.one_picture(times * 2)],
    "pngs": lambda times, _: [pictures.all_pictures(max(3, times // 2))],
    "memory": lambda times, _: [pages.memory(max(3, times // 3))],
    "large-load": loading.enlarged,
    "large-switch": pages.enlarged,
}


def main() -> int:
    """Measure what the command line asks for; give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*_PARTS, []], help="only these")
    parser.add_argument("--times", type=int, default=9, help="pairs of measurements, about")
    parser.add_argument("--largest", type=int, default=max(FACTORS), help="catalog, in times ours")
    options = parser.parse_args()
    if options.times < 1:
        parser.error("--times: at least 1")
    ratios, complete = [], True
    print(HEAD)
    for part in options.parts or _PARTS:
        try:
            for ratio in _PARTS[part](options.times, options.largest):
                ratios.append(ratio)
                print(ratio.row, flush=True)
        except NothingMeasured as error:
            complete = False
            print(f"{part}: {error}", file=sys.stderr, flush=True)
    Path("bench.json").write_text(json.dumps([asdict(ratio) for ratio in ratios], indent=1) + "\n")
    return 0 if complete and all(ratio.met for ratio in ratios) else 1


if __name__ == "__main__":
    sys.exit(main())
