"""Makes catalogs many times as large as a given one, of copies of it.

Both the cities and the metrics are copied, so that each city has figures on more metrics
and each metric figures of more cities. An article grows with the figures that it carries.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from asreported.catalog.yaml_reader import read_document


def make_large(source: Path, folder: Path, *, cities: int, metrics: int) -> Path:
    """Write a catalog with so many times the cities and metrics of another; give its path.

    It has ``cities`` times ``metrics`` times as many figures, and articles of its own.
    """
    data = read_document(source.read_text(encoding="utf-8")).data
    data["about"]["opens_on"] += "_0"
    data["metrics"] = {
        f"{name}_{copy}": _metric(metric, copy)
        for copy in range(metrics)
        for name, metric in data["metrics"].items()
    }
    originals = data.pop("cities")
    data.pop("aliases", None)  # of figures whose ids carry a number now
    (folder / "seeds").mkdir(parents=True, exist_ok=True)
    path = folder / "metrics.yaml"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{name}: {_flow(section)}\n" for name, section in data.items())
        file.write("cities:\n")
        for copy in range(cities):
            for name, city in originals.items():
                article = f"seeds/{name}_{copy}.txt"
                text = (source.parent / city["source"]["file"]).read_text(encoding="utf-8")
                (folder / article).write_text(text + _quotes(city, metrics), encoding="utf-8")
                file.write(f"  {name}_{copy}:\n")
                file.writelines(f"    {line}\n" for line in _city(city, copy, metrics, article))
    return path


def _quotes(city: dict[str, Any], metrics: int) -> str:
    """The words of a city's figures, again for each copy of the metrics."""
    parts = ("prefix", "quote", "suffix")
    # Two figures may have the same words.
    contexts = dict.fromkeys(
        "".join(figure.get(part, "") for part in parts) for figure in city["figures"]
    )
    return "".join(f"{_mark(copy)}{words}。\n" for copy in range(metrics) for words in contexts)


def _city(city: dict[str, Any], number: int, metrics: int, article: str) -> Iterator[str]:
    """The lines of a copy of a city, a figure a line."""
    copy = _numbered(city, number)
    source = {field: value for field, value in city["source"].items() if field != "sha256"}
    copy["source"] = {**source, "file": article}
    copy["systems"] = [{**one, "id": f"{one['id']}-{number}"} for one in city.get("systems", [])]
    copy["statements"] = [
        {
            **one,
            "id": f"{one['id']}-{number}",
            "metric": f"{one['metric']}_0",
            **_system(one, number),
        }
        for one in city.get("statements", [])
    ]
    figures = copy.pop("figures")
    yield from (f"{field}: {_flow(value)}" for field, value in copy.items())
    yield "figures:"
    yield from (
        f"  - {_flow(_figure(figure, number, metric))}"
        for metric in range(metrics)
        for figure in figures
    )


def _figure(figure: dict[str, Any], city: int, metric: int) -> dict[str, Any]:
    changed = {**figure, "metric": f"{figure['metric']}_{metric}"}
    for field in {"id", "restates", "subset_of", "share_of", "same_event"} & figure.keys():
        changed[field] = f"{figure[field]}-{city}-{metric}"
    changed |= _system(figure, city)
    changed["prefix"] = _mark(metric) + figure.get("prefix", "")
    return changed


def _system(entry: dict[str, Any], city: int) -> dict[str, Any]:
    """The system of an entry of a copy of a city, if it has one."""
    return {"system": f"{entry['system']}-{city}"} if "system" in entry else {}


def _metric(metric: dict[str, Any], copy: int) -> dict[str, Any]:
    """The metric with a number in its name, related to others of the same number."""
    related = [f"{name}_{copy}" for name in metric.get("related", [])]
    return {**_numbered(metric, copy), "related": related}


def _numbered(entry: dict[str, Any], copy: int) -> dict[str, Any]:
    """The entry with a number in its name, so that it can be told from its copies."""
    return {**entry, "name": {code: f"{name} {copy + 1}" for code, name in entry["name"].items()}}


def _mark(copy: int) -> str:
    """Letters that tell a copy's words from those of the others."""
    return "〔" + "".join(chr(ord("a") + int(digit)) for digit in str(copy)) + "〕"


def _flow(value: Any) -> str:
    """Data on one line; what is JSON is YAML, too."""
    return json.dumps(value, ensure_ascii=False)
