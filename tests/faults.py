"""Changes a catalog at random, and loads what comes of it: good, or refused in lines."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from asreported import CatalogError, chart, load
from asreported.catalog.yaml_reader import read_document

Places = list[tuple[Any, Any]]

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


class Faults:
    """A catalog to change, and a folder with its articles in which the changes are loaded."""

    def __init__(self, catalog: Path, folder: Path) -> None:
        self._raw = catalog.read_bytes()
        self._data = json.dumps(read_document(self._raw.decode()).data)
        self._path = folder / "metrics.yaml"
        shutil.copytree(catalog.parent / "seeds", folder / "seeds")

    def outcome(self, seed: int) -> str:
        """Make one change that the seed decides; say "good", or "refused: " and its kind.

        Raises AssertionError for a refusal that no person could act on, and whatever else
        ``load`` lets through.
        """
        random = Random(seed)
        kind = random.choice([*_ON_DATA, *_ON_BYTES])
        raw = self._changed(kind, random)
        self._path.write_bytes(raw)
        try:
            catalog = load(self._path)
        except CatalogError as error:
            self._check_refusal(error, raw, seed)
            return f"refused: {kind}"
        assert all(figure in catalog.passages for figure in catalog.figures), seed
        for metric in random.sample(list(catalog.metrics), min(2, len(catalog.metrics))):
            if any(not figure.is_repetition for figure in catalog.figures_of(metric)):
                chart(catalog, metric)
        return "good"

    def _changed(self, kind: str, random: Random) -> bytes:
        if kind in _ON_BYTES:
            return _ON_BYTES[kind](random, self._raw)
        data = json.loads(self._data)
        _ON_DATA[kind](random, _places(data))
        # This is YAML too, an entry a line; with an indent it would be written in Python.
        return json.dumps(data, ensure_ascii=False, separators=(",\n", ": ")).encode()

    def _check_refusal(self, error: CatalogError, raw: bytes, seed: int) -> None:
        last = raw.count(b"\n") + raw.count(b"\r") + 1
        assert 1 <= len(error.problems) <= 201, (seed, len(error.problems))
        for problem in error.problems:
            said = str(problem)
            assert said.startswith(str(self._path)) and problem.message, (seed, said)
            assert said.isprintable() and len(said) < 1_000, (seed, said)
            assert 1 <= problem.line <= last, (seed, said)
            assert "Traceback" not in said and "pydantic" not in said, (seed, said)


def _places(data: Any) -> Places:
    """Every container of the data with every key or place in it."""
    keys = data.keys() if isinstance(data, dict) else range(len(data))
    found = [(data, key) for key in keys]
    for key in keys:
        if isinstance(data[key], (dict, list)):
            found += _places(data[key])
    return found


def _drop(random: Random, places: Places) -> None:
    container, key = random.choice(places)
    del container[key]


def _double(random: Random, places: Places) -> None:
    container, key = random.choice([place for place in places if isinstance(place[0], list)])
    container.insert(random.randrange(len(container) + 1), container[key])


def _swap(random: Random, places: Places) -> None:
    (one, i), (other, j) = random.sample(places, 2)
    if not _within(one[i], other) and not _within(other[j], one):
        one[i], other[j] = other[j], one[i]


def _within(whole: Any, part: Any) -> bool:
    """Whether a container is part of another: swapped, it would hold itself."""
    if whole is part:
        return True
    inner = whole.values() if isinstance(whole, dict) else whole if isinstance(whole, list) else ()
    return any(_within(one, part) for one in inner)


def _retype(random: Random, places: Places) -> None:
    container, key = random.choice(places)
    container[key] = random.choice(_STRANGE)


def _rename(random: Random, places: Places) -> None:
    container, key = random.choice([place for place in places if isinstance(place[0], dict)])
    container[random.choice(["", "x", "id", "value", "en", "<<", "=", "名"])] = container.pop(key)


def _truncate(random: Random, raw: bytes) -> bytes:
    return raw[: random.randrange(len(raw))]


def _splice(random: Random, raw: bytes) -> bytes:
    changed = bytearray(raw)
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(changed))
        changed[at : at + random.choice([0, 0, 1, 3, 40])] = random.choice(_SPLICES)
    return bytes(changed)


def _move(random: Random, raw: bytes) -> bytes:
    """Cut some lines out, and put them elsewhere."""
    lines = raw.splitlines(keepends=True)
    start = random.randrange(len(lines))
    cut = lines[start : start + random.randint(1, 30)]
    del lines[start : start + len(cut)]
    at = random.randrange(len(lines))
    return b"".join([*lines[:at], *cut, *lines[at:]])


def _digit(random: Random, raw: bytes) -> bytes:
    """Another digit somewhere: a slip of the finger."""
    changed = bytearray(raw)
    digits = [found.start() for found in re.finditer(rb"\d", raw)]
    changed[random.choice(digits)] = random.choice(b"0123456789.-")
    return bytes(changed)


#: What may go wrong with the data of a catalog, and with the bytes of its file.
_ON_DATA: dict[str, Callable[[Random, Places], None]] = {
    "an entry dropped": _drop,
    "an entry doubled": _double,
    "two entries swapped": _swap,
    "a value of another type": _retype,
    "a field renamed": _rename,
}
_ON_BYTES: dict[str, Callable[[Random, bytes], bytes]] = {
    "the file cut short": _truncate,
    "bytes put in": _splice,
    "lines moved": _move,
    "a digit changed": _digit,
}
