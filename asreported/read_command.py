"""The command ``read``: what the machine reads in a text."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from asreported.catalog.numbers.direction import direction_at
from asreported.catalog.numerals import Reading, find_numbers, language_of


def run(texts: Iterable[str], language: str | None, *, as_json: bool) -> None:
    """Print what the machine reads in each text, ``-`` being the lines of standard input.

    ``language`` is zh or en, and that of each text where it is None.
    """
    for text in _texts(texts):
        readings = find_numbers(text, language=language or language_of(text))
        print(as_line(text, readings) if as_json else _as_text(text, readings), flush=True)


def as_line(text: str, readings: Iterable[Reading]) -> str:
    """Write the quantities of a text as JSON on one line.

    A number has its ``value``; a range or a vague magnitude has none, but ``low`` and ``high``,
    which is null where it is open. What looks like a number and was not understood whole has
    none of the three. ``unit`` is percent, percentage_points, times or null, ``direction`` is
    "down", "up" or null, as the clause says. Places (第二, 15th), dates and times are no
    quantities and left out.
    """
    numbers = [
        _as_json(text, reading)
        for reading in readings
        if not reading.calendar and not reading.ordinal
    ]
    return json.dumps({"text": text, "numbers": numbers}, ensure_ascii=False)


def _texts(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if text == "-":
            yield from (line.rstrip("\r\n") for line in sys.stdin)
        else:
            yield text


def _as_json(text: str, reading: Reading) -> dict[str, Any]:
    return {
        "as_written": reading.as_written,
        "value": _number(reading.value),
        "unit": reading.unit or None,
        "qualifier": str(reading.qualifier),
        "low": _number(reading.low),
        "high": _number(reading.high),
        "direction": _direction(text, reading),
        "start": reading.start,
        "end": reading.end,
    }


def _direction(text: str, reading: Reading) -> str | None:
    direction = direction_at(text, reading.start, reading.end)
    return None if direction is None else "up" if direction > 0 else "down"


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _as_text(text: str, readings: Iterable[Reading]) -> str:
    lines = [f"  {reading.as_written}\t{_meaning(text, reading)}" for reading in readings]
    return "\n".join([text, *(lines or ["  no number"])])


def _meaning(text: str, reading: Reading) -> str:
    if not reading.understood:
        return "not understood: it looks like a number"
    if reading.calendar:
        return f"{_number(reading.value)}, of a date or time"
    if reading.ordinal:
        return f"place {_number(reading.value)}"
    if reading.value is not None:
        size = str(_number(reading.value))
    elif reading.high is None:
        size = f"{_number(reading.low)} and up"
    else:
        size = f"{_number(reading.low)} to {_number(reading.high)}"
    words = [size, reading.unit.replace("_", " "), str(reading.qualifier).replace("_", " ")]
    words.append(_direction(text, reading) or "")
    return ", ".join(word for word in words if word)
