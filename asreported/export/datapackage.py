"""All of the data as a Frictionless data package: CSV tables, their types, how they hang together.

Written to the Data Package specification, version 1 (specs.frictionlessdata.io).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import InferredField, Kind, Named, Qualifier, Rate, Text, Unit
from asreported.drawing import formats
from asreported.export.citations import LICENCE, NOTICE, TITLE, citations, references
from asreported.export.files import zipped
from asreported.export.table import COLUMNS, Row, rows, to_csv

NAME = "as-reported"

_README = Path(__file__).with_name("datapackage.md")
_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"


@dataclass(frozen=True)
class _Table:
    """A table and what its columns mean; ``links`` lead from a column to a table's id.

    A column without an entry in ``columns`` holds text. A link to "" stays in the table.
    ``names`` are needed where there may be no row to tell the columns.
    """

    name: str
    title: str
    rows: Sequence[Row]
    columns: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    key: Sequence[str] = ("id",)
    names: Sequence[str] = ()

    @property
    def fields(self) -> Sequence[str]:
        """The names of the columns."""
        return self.names or list(self.rows[0] if self.rows else self.key)


def datapackage(catalog: Catalog) -> bytes:
    """The package as a ZIP, which is the same for the same data."""
    tables = _tables(catalog)
    files = {f"{table.name}.csv": to_csv(table.rows, table.fields) for table in tables}
    files["datapackage.json"] = _json(_descriptor(catalog, tables))
    files["README.md"] = _readme(catalog, tables)
    files["LICENSE.md"] = _licence()
    for ending in formats.CITATIONS:
        files[f"citation.{ending}"] = citations(catalog, ending)
    return zipped(files)


def _descriptor(catalog: Catalog, tables: Iterable[_Table]) -> dict[str, Any]:
    name, title, path = LICENCE
    subject = catalog.content.about.subject.en
    about = f"What press articles report about {subject} in {_cities(catalog)}. {NOTICE}"
    return {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": TITLE,
        "description": about,
        "version": catalog.version,
        "licenses": [{"name": name, "title": title, "path": path}],
        "sources": [{"title": cited.title} for cited in references(catalog)[1:]],
        "contributors": [{"title": "As Reported contributors", "role": "author"}],
        "resources": [_resource(table) for table in tables],
    }


def _resource(table: _Table) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {"name": name, "type": "string", **table.columns.get(name, {})}
                for name in table.fields
            ],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": column, "reference": {"resource": other, "fields": "id"}}
                for column, other in table.links.items()
            ],
        },
    }


def _tables(catalog: Catalog) -> list[_Table]:
    content = catalog.content
    return [
        _figures(catalog),
        _inferences(catalog),
        _metrics(catalog),
        _Table(
            "counts",
            "What exactly is counted",
            _codelist(content.counts, unit=lambda counted: counted.unit),
            links={"unit": "counting_units"},
        ),
        _cities_table(catalog),
        _sources(catalog),
        _systems(catalog),
        _Table("themes", "Shelves of metrics", _codelist(content.themes)),
        _Table("counting_units", "The things that are tallied", _codelist(content.counting_units)),
        _Table(
            "baselines",
            "What a change is measured against",
            _codelist(content.baselines, against_en=lambda b: b.against.en),
        ),
        _Table("areas", "Parts of a city", _codelist(content.areas)),
        _Table("voices", "Who speaks in an article", _codelist(content.voices)),
    ]


def _figures(catalog: Catalog) -> _Table:
    needed = {"constraints": {"required": True}}
    date = {"constraints": {"pattern": _DATE}, "description": "as far as it is known"}
    columns: dict[str, dict[str, Any]] = {
        "id": {"constraints": {"required": True, "unique": True}},
        "city": needed,
        "metric": needed,
        "counts": needed,
        "value": {"type": "number", **needed, "description": "in base units; a drop is negative"},
        "unit": _one_of(Unit),
        "qualifier": {**_one_of(Qualifier), "description": "how the article hedges the number"},
        "as_written": {"description": "the number as the article writes it"},
        "period": {"description": "what the number covers, as metrics.yaml writes it"},
        "period_start": date,
        "period_end": date,
        "baseline": {"description": "what a change is measured against"},
        "inferred": {"description": "fields that we conclude; the table inferences says why"},
        "restates": {"description": "a figure of the same article that says the same"},
        "subset_of": {"description": "the figure of which this is a part"},
        "quote": {**needed, "description": "the article's words that carry the number"},
        "gloss": {"description": "the quote in our English"},
        "note": {"description": "what a reader must know besides"},
        "source": {"description": "the article"},
        "source_date": date,
    }
    links = {
        "city": "cities",
        "metric": "metrics",
        "counts": "counts",
        "counting_unit": "counting_units",
        "baseline": "baselines",
        "area": "areas",
        "system": "systems",
        "restates": "",
        "subset_of": "",
        "source": "sources",
        "stated_by": "voices",
    }
    figures = rows(catalog, catalog.figures.values())
    return _Table("figures", "Reported figures, one a row", figures, columns, links, names=COLUMNS)


def _inferences(catalog: Catalog) -> _Table:
    reasons = [
        {"figure": figure.id, "field": name, **_texts("reason", reason)}
        for figure in catalog.figures.values()
        for name, reason in figure.inferred.items()
    ]
    return _Table(
        "inferences",
        "Fields of figures that we conclude, and why",
        reasons,
        {"field": _one_of(get_args(InferredField))},
        {"figure": "figures"},
        ("figure", "field"),
        ("figure", "field", "reason_en", "reason_zh"),
    )


def _metrics(catalog: Catalog) -> _Table:
    metrics = _codelist(
        catalog.metrics,
        theme=lambda metric: metric.theme,
        kind=lambda metric: metric.kind.value,
        unit=lambda metric: metric.unit.value,
        rates=lambda metric: " ".join(metric.rates),
    )
    rates = " and ".join(rate.value for rate in Rate)
    columns = {
        "kind": _one_of(Kind),
        "unit": _one_of(Unit),
        "rates": {"description": f"which of {rates} make sense for it"},
    }
    return _Table("metrics", "What is measured", metrics, columns, {"theme": "themes"})


def _cities_table(catalog: Catalog) -> _Table:
    censuses = catalog.content.censuses
    cities = [
        {
            "id": city.id,
            **_texts("name", city.name),
            **_texts("province", city.province),
            "population": city.population.value,
            "census": censuses[city.population.census].name.en,
            "census_date": censuses[city.population.census].on.first_day.isoformat(),
        }
        for city in catalog.cities.values()
    ]
    columns: dict[str, dict[str, Any]] = {
        "population": {"type": "integer", "constraints": {"minimum": 1}},
        "census_date": {"type": "date"},
    }
    return _Table("cities", "The cities", cities, columns)


def _sources(catalog: Catalog) -> _Table:
    sources = [
        {
            "id": source.file,
            "city": city.id,
            **_texts("title", source.title),
            **_texts("publisher", source.publisher),
            "authors_en": "; ".join(author.en for author in source.authors),
            "authors_zh": "; ".join(author.zh for author in source.authors),
            "published": str(source.published.value),
            **_texts("published_inferred", source.published.inferred),
            "stated_by": source.stated_by.value,
            **_texts("stated_by_inferred", source.stated_by.inferred),
        }
        for city in catalog.cities.values()
        for source in [city.source]
    ]
    columns: dict[str, dict[str, Any]] = {
        "published": {"constraints": {"pattern": _DATE}},
        "published_inferred_en": {"description": "why, where the article does not print the date"},
        "stated_by_inferred_en": {"description": "why, where the article does not tell"},
    }
    links = {"city": "cities", "stated_by": "voices"}
    return _Table("sources", "The articles", sources, columns, links)


def _systems(catalog: Catalog) -> _Table:
    systems = [
        {"id": s.id, "city": city.id, **_texts("name", s.name), **_texts("about", s.about)}
        for city in catalog.cities.values()
        for s in city.systems
    ]
    title, links = "Systems that articles name", {"city": "cities"}
    names = ("id", "city", "name_en", "name_zh", "about_en", "about_zh")
    return _Table("systems", title, systems, links=links, names=names)


def _codelist(codes: Mapping[str, Named], **more: Any) -> list[Row]:
    """A codelist as a table: id, names, meaning, and what ``more`` reads from an entry."""
    return [
        {
            "id": code,
            **_texts("name", entry.name),
            **_texts("about", entry.about),
            **{name: read(entry) for name, read in more.items()},
        }
        for code, entry in codes.items()
    ]


def _texts(name: str, text: Text | None) -> dict[str, str]:
    """A text as two columns, one a language; empty where there is none."""
    return {f"{name}_en": text.en if text else "", f"{name}_zh": text.zh if text else ""}


def _one_of(values: Iterable[str]) -> dict[str, Any]:
    return {"constraints": {"enum": [str(value) for value in values]}}


def _cities(catalog: Catalog) -> str:
    return ", ".join(city.name.en for city in catalog.cities.values())


def _readme(catalog: Catalog, tables: Iterable[_Table]) -> bytes:
    listed = "\n".join(
        f"| `{table.name}.csv` | {table.title} | {len(table.rows)} |" for table in tables
    )
    text = _README.read_text(encoding="utf-8").format(
        subject=catalog.content.about.subject.en,
        cities=_cities(catalog),
        figures=len(catalog.figures),
        version=catalog.version,
        notice=NOTICE,
        tables=listed,
    )
    return text.encode()


def _licence() -> bytes:
    name, title, path = LICENCE
    text = (
        "# Licence\n\n"
        "The curated data (values, codes, glosses, notes) are under\n"
        f"{name}, {title}: <{path}>\n\n"
        "The words of the articles, quoted here as evidence, remain their publishers'.\n"
    )
    return text.encode()


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
