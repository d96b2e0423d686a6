"""Catalogs that went wrong: the real one, changed at random, is good or is refused in lines.

``python -m bench.fuzz`` tries 20,000 and prints what came of them.
"""

from __future__ import annotations

import argparse
import json
import pickle
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from asreported.yaml_text import read_document

from asreported import CatalogError, load
from bench import REAL

#: What a value may become.
_STRANGE: list[Any] = [
    None, True, 0, -1, 1e308, float("nan"), float("-inf"), 10**40, "", " ", "x", "not_stated",
    "0", "2022", "2022-13", "as of", "-", "\ufeff", "\u202e", "\x07", "𝔘", "{}", [], {}, [1], [[]],
    {"a": 1}, {"en": "x"}, {"en": "x", "zh": "某"}, "a" * 10_000,
]  # fmt: skip
#: What may be put between any two bytes.
_SPLICES = [
    b"\0", b"\xff", b"\t", b"\r", b"\n", b": ", b"- ", b"#", b"'", b'"', b"{", b"]", b"&a ", b"*a",
    b"!!x ", b"---\n", b"%", b"|", b">", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"9" * 400,
]  # fmt: skip


def outcome(folder: Path, seed: int) -> str:
    """What comes of the real catalog with a change that the seed decides.

    ``folder`` holds the articles. "good", or "refused: " and the kind of change. Raises
    AssertionError for a refusal that no person could act on, and whatever else ``load``
    lets through.
    """
    random = Random(seed)
    kind, change = random.choice(_CHANGES)
    raw = change(random)
    path = folder / "metrics.yaml"
    path.write_bytes(raw)
    try:
        catalog = load(path)
    except CatalogError as error:
        last = raw.count(b"\n") + raw.count(b"\r") + 1
        assert 1 <= len(error.problems) <= 201, (seed, len(error.problems))
        for problem in error.problems:
            said = str(problem)
            assert said.startswith(str(path)) and problem.message, (seed, said)
            assert said.isprintable() and len(said) < 1_000, (seed, said)
            assert 1 <= problem.line <= last, (seed, said)
            assert "Traceback" not in said and "pydantic" not in said, (seed, said)
        return f"refused: {kind}"
    assert all(figure in catalog.passages for figure in catalog.figures), seed
    for metric in random.sample(list(catalog.metrics), min(2, len(catalog.metrics))):
        if any(not figure.is_repetition for figure in catalog.figures_of(metric)):
            catalog.chart(metric)
    return "good"


def _places(data: Any) -> list[tuple[Any, Any]]:
    """Every container of the data with every key or place in it."""
    keys = data.keys() if isinstance(data, dict) else range(len(data))
    found = [(data, key) for key in keys]
    for key in keys:
        if isinstance(data[key], (dict, list)):
            found += _places(data[key])
    return found


def _on_data(change: Callable[[Random, list[tuple[Any, Any]]], None]) -> Callable[[Random], bytes]:
    def changed(random: Random) -> bytes:
        data = pickle.loads(_DATA)  # a copy, made faster than by deepcopy
        change(random, _places(data))
        # This is YAML too, an entry a line; with an indent it would be written in Python.
        return json.dumps(data, ensure_ascii=False, separators=(",\n", ": ")).encode()

    return changed


def _drop(random: Random, places: list[tuple[Any, Any]]) -> None:
    container, key = random.choice(places)
    del container[key]


def _double(random: Random, places: list[tuple[Any, Any]]) -> None:
    container, key = random.choice([place for place in places if isinstance(place[0], list)])
    container.insert(random.randrange(len(container) + 1), container[key])


def _swap(random: Random, places: list[tuple[Any, Any]]) -> None:
    (one, i), (other, j) = random.sample(places, 2)
    if not _within(one[i], other) and not _within(other[j], one):
        one[i], other[j] = other[j], one[i]


def _within(whole: Any, part: Any) -> bool:
    """Whether a container is part of another: swapped, it would hold itself."""
    if whole is part:
        return True
    inner = whole.values() if isinstance(whole, dict) else whole if isinstance(whole, list) else ()
    return any(_within(one, part) for one in inner)


def _retype(random: Random, places: list[tuple[Any, Any]]) -> None:
    container, key = random.choice(places)
    container[key] = random.choice(_STRANGE)


def _rename(random: Random, places: list[tuple[Any, Any]]) -> None:
    container, key = random.choice([place for place in places if isinstance(place[0], dict)])
    container[random.choice(["", "x", "id", "value", "en", "<<", "=", "名"])] = container.pop(key)


def _truncate(random: Random) -> bytes:
    return _RAW[: random.randrange(len(_RAW))]


def _splice(random: Random) -> bytes:
    raw = bytearray(_RAW)
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(raw))
        raw[at : at + random.choice([0, 0, 1, 3, 40])] = random.choice(_SPLICES)
    return bytes(raw)


def _move(random: Random) -> bytes:
    """Cut some lines out, and put them elsewhere."""
    lines = _RAW.splitlines(keepends=True)
    start = random.randrange(len(lines))
    cut = lines[start : start + random.randint(1, 30)]
    del lines[start : start + len(cut)]
    at = random.randrange(len(lines))
    return b"".join([*lines[:at], *cut, *lines[at:]])


def _digit(random: Random) -> bytes:
    """Another digit somewhere: a slip of the finger."""
    raw = bytearray(_RAW)
    raw[random.choice(_DIGITS)] = random.choice(b"0123456789.-")
    return bytes(raw)


_RAW = REAL.read_bytes()
_DIGITS = [i for i, byte in enumerate(_RAW) if chr(byte).isdigit()]
_DATA = pickle.dumps(read_document(_RAW.decode()).data)
_CHANGES: list[tuple[str, Callable[[Random], bytes]]] = [
    ("an entry dropped", _on_data(_drop)),
    ("an entry doubled", _on_data(_double)),
    ("two entries swapped", _on_data(_swap)),
    ("a value of another type", _on_data(_retype)),
    ("a field renamed", _on_data(_rename)),
    ("the file cut short", _truncate),
    ("bytes put in", _splice),
    ("lines moved", _move),
    ("a digit changed", _digit),
]


def prepare(folder: Path) -> Path:
    """A folder with the articles, in which catalogs may go wrong."""
    shutil.copytree(REAL.parent / "seeds", folder / "seeds")
    return folder


def main() -> int:
    """Try many, and print how many of each kind came to what."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="the first seed (0)")
    options = parser.parse_args()
    tally: Counter[str] = Counter()
    slowest, begun = 0.0, time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        folder = prepare(Path(name))
        for seed in range(options.first, options.first + options.cases):
            before = time.perf_counter()
            try:
                tally[outcome(folder, seed)] += 1
            except Exception as error:
                tally["BROKEN"] += 1
                print(f"seed {seed}: {type(error).__name__}: {error!s:.300}")
            slowest = max(slowest, time.perf_counter() - before)
    for came, number in tally.most_common():
        print(f"{number:>8,}  {came}")
    seconds = time.perf_counter() - begun
    print(f"{options.cases:>8,}  cases in {seconds:.0f} s; the slowest took {slowest:.1f} s")
    return 1 if tally["BROKEN"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
