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

from bench import FACTORS, crowd, loading, pages, pictures
from bench.plot import write_growth
from bench.ratios import HEAD, NothingMeasured, Ratio

#: What may be asked for by name; each takes what the command line says.
_PARTS: dict[str, Callable[[argparse.Namespace], Iterable[Ratio]]] = {
    "load": lambda asked: [loading.against_yaml(asked.times * 3)],
    "start": lambda asked: [pages.cold_start(asked.times)],
    "first": lambda asked: pages.first_chart(asked.times, asked.peer),
    "switch": lambda asked: pages.switching(asked.times * 2),
    "png": lambda asked: [pictures.one_picture(asked.times * 2)],
    "pngs": lambda asked: [pictures.all_pictures(max(3, asked.times // 2))],
    "report": lambda _: pictures.reports(),
    "memory": lambda asked: [pages.memory(max(3, asked.times // 3))],
    "large-load": lambda asked: loading.enlarged(asked.times, asked.largest),
    "articles": lambda asked: loading.more_articles(asked.times, asked.largest),
    "readers": lambda asked: crowd.at_once(max(3, asked.times // 3)),
    "large-switch": lambda asked: pages.enlarged(asked.times, asked.largest),
    "publish": lambda asked: loading.published(max(3, asked.times // 3)),
}


def main() -> int:
    """Measure what the command line asks for; give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*_PARTS, []], help="only these")
    parser.add_argument("--times", type=int, default=9, help="pairs of measurements, about")
    parser.add_argument("--largest", type=int, default=max(FACTORS), help="catalog, in times ours")
    parser.add_argument(
        "--peer", type=Path, help="another Streamlit app, a floor of the part first"
    )
    options = parser.parse_args()
    if options.times < 1:
        parser.error("--times: at least 1")
    ratios, complete = [], True
    print(HEAD)
    for part in options.parts or _PARTS:
        try:
            for ratio in _PARTS[part](options):
                ratios.append(ratio)
                print(ratio.row, flush=True)
        except NothingMeasured as error:
            complete = False
            print(f"{part}: {error}", file=sys.stderr, flush=True)
    Path("bench.json").write_text(json.dumps([asdict(ratio) for ratio in ratios], indent=1) + "\n")
    write_growth(ratios)
    return 0 if complete and all(ratio.met for ratio in ratios) else 1


if __name__ == "__main__":
    sys.exit(main())
