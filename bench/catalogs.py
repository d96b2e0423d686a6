"""Catalogs many times as large as the real one, made of copies of it.

Both the cities and the metrics are copied, so that each city has figures on more metrics
and each metric figures of more cities. An article grows with the figures that it carries.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from asreported.yaml_text import read_document

from bench import REAL

#: How often cities and metrics are there for so many times as many figures.
FACTORS = {1: (1, 1), 10: (2, 5), 100: (10, 10), 1_000: (25, 40)}


def make(folder: Path, cities: int, metrics: int) -> Path:
    """Write a catalog with so many times the cities and metrics, and its articles.

    Gives its path. There are ``cities`` times ``metrics`` times as many figures.
    """
    data = read_document(REAL.read_text(encoding="utf-8")).data
    (folder / "seeds").mkdir(parents=True, exist_ok=True)
    path = folder / "metrics.yaml"
    data["about"]["opens_on"] += "_0"
    with path.open("w", encoding="utf-8") as file:
        for name, section in data.items():
            if name not in ("metrics", "cities"):
                file.write(f"{name}: {_flow(section)}\n")
        file.write("metrics:\n")
        for copy in range(metrics):
            for metric_id, metric in data["metrics"].items():
                file.write(f"  {metric_id}_{copy}: {_flow(_numbered(metric, copy))}\n")
        file.write("cities:\n")
        for copy in range(cities):
            for city_id, city in data["cities"].items():
                file.writelines(_city(folder, f"{city_id}_{copy}", city, copy, metrics))
    return path


def _city(
    folder: Path, city_id: str, city: dict[str, Any], number: int, times: int
) -> Iterator[str]:
    """The lines of one city, whose article is written too."""
    article = (REAL.parent / city["source"]["file"]).read_text(encoding="utf-8")
    file = f"seeds/{city_id}.txt"
    # Two figures may have the same words.
    contexts = list(dict.fromkeys(map(_context, city["figures"])))
    said = [f"{_mark(copy)}{context}。\n" for copy in range(times) for context in contexts]
    (folder / file).write_text("".join([article, *said]), encoding="utf-8")
    yield f"  {city_id}:\n"
    head = {**_numbered(city, number), "source": {**city["source"], "file": file}}
    del head["figures"]
    head["systems"] = [
        {**system, "id": f"{system['id']}-{number}"} for system in city.get("systems", [])
    ]
    yield from (f"    {key}: {_flow(value)}\n" for key, value in head.items())
    yield "    figures:\n"
    for copy in range(times):
        for figure in city["figures"]:
            changed = _figure(figure, number, copy)
            lines = [f"{key}: {_flow(value)}\n" for key, value in changed.items()]
            yield "      - " + "        ".join(lines)


def _figure(figure: dict[str, Any], city: int, metric: int) -> dict[str, Any]:
    changed = {**figure, "metric": f"{figure['metric']}_{metric}"}
    for key in ("id", "restates", "subset_of", "same_event"):
        if key in figure:
            changed[key] = f"{figure[key]}-{city}-{metric}"
    if "system" in figure:
        changed["system"] = f"{figure['system']}-{city}"
    changed["prefix"] = _mark(metric) + figure.get("prefix", "")
    return changed


def _numbered(entry: dict[str, Any], copy: int) -> dict[str, Any]:
    """The entry with a number in its name, so that it can be told from its copies."""
    return {**entry, "name": {code: f"{name} {copy + 1}" for code, name in entry["name"].items()}}


def _mark(copy: int) -> str:
    """Letters that tell a copy's words from those of the others."""
    return "〔" + "".join(chr(ord("a") + int(digit)) for digit in str(copy)) + "〕"


def _context(figure: dict[str, Any]) -> str:
    return "".join(figure.get(part, "") for part in ("prefix", "quote", "suffix"))


def _flow(value: Any) -> str:
    """Data on one line; what is JSON is YAML, too."""
    return json.dumps(value, ensure_ascii=False)
