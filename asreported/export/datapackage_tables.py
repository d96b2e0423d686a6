"""The tables of the data package: figures, and all that their columns refer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import (
    Author,
    Direction,
    InferredField,
    Kind,
    Named,
    Qualifier,
    Rate,
    Statement,
    Text,
    Unit,
)
from asreported.export.table import COLUMNS, Record, rows

_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"


@dataclass(frozen=True)
class Table:
    """A table and what its columns mean; ``links`` lead from a column to a table's id.

    A column without an entry in ``columns`` holds text; an entry is what a field descriptor
    of a Table Schema says besides the name. A link to "" stays in the table. ``names`` are
    needed where there may be no row to tell the columns.
    """

    name: str
    title: str
    rows: Sequence[Record]
    columns: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    key: Sequence[str] = ("id",)
    names: Sequence[str] = ()

    @property
    def fields(self) -> Sequence[str]:
        """The names of the columns."""
        return self.names or list(self.rows[0] if self.rows else self.key)


def tables(catalog: Catalog) -> list[Table]:
    """Return the tables of a catalog, that of the figures first."""
    content = catalog.content
    return [
        _figures(catalog),
        _statements(catalog),
        _inferences(catalog),
        _metrics(catalog),
        Table(
            "counts",
            "What exactly is counted",
            _codelist(
                content.counts,
                unit=lambda counted: counted.unit,
                kind_stated=lambda counted: str(counted.kind_stated).lower(),
                related=lambda counted: " ".join(counted.related),
            ),
            {
                "kind_stated": {"type": "boolean"},
                "related": {"description": "other things by which articles tell of the same"},
            },
            links={"unit": "counting_units"},
        ),
        _cities(catalog),
        _sources(catalog),
        _systems(catalog),
        Table("themes", "Shelves of metrics", _codelist(content.themes)),
        Table("counting_units", "The things that are tallied", _codelist(content.counting_units)),
        Table(
            "baselines",
            "What a change is measured against",
            _codelist(content.baselines, against_en=lambda baseline: baseline.against.en),
        ),
        Table("areas", "Parts of a city", _codelist(content.areas)),
        Table("voices", "Who speaks in an article", _codelist(content.voices)),
    ]


def _figures(catalog: Catalog) -> Table:
    needed = {"constraints": {"required": True}}
    date = {"constraints": {"pattern": _DATE}, "description": "as far as it is known"}
    columns: dict[str, dict[str, Any]] = {
        "id": {"constraints": {"required": True, "unique": True}},
        "city": needed,
        "metric": needed,
        "counts": needed,
        "value": {
            "type": "number",
            "description": "in base units; a drop is negative; empty where it is a range",
        },
        "value_low": {
            "type": "number",
            **needed,
            "description": "the value, or where a range starts",
        },
        "value_high": {
            "type": "number",
            **needed,
            "description": "the value, or where a range ends",
        },
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
        "share_of": {"description": "the figure that a share is a share of"},
        "among": {"description": "the area among which a rank is claimed, or not_stated"},
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
        "share_of": "",
        "source": "sources",
        "stated_by": "voices",
    }
    figures = rows(catalog, catalog.figures.values())
    return Table("figures", "Reported figures, one a row", figures, columns, links, names=COLUMNS)


def _statements(catalog: Catalog) -> Table:
    statements = [
        {
            "id": statement.id,
            "city": statement.city,
            "metric": statement.metric,
            "counts": statement.counts,
            "direction": statement.direction.value if statement.direction else "",
            **_texts("claim", statement.claim),
            "period": str(statement.period),
            "area": statement.area,
            "system": statement.system or "",
            "inferred": " ".join(sorted(statement.inferred)),
            **_reasons(statement),
            "quote": statement.quote,
            "gloss": statement.gloss,
            **_texts("note", statement.note),
        }
        for statement in catalog.statements.values()
    ]
    columns: dict[str, dict[str, Any]] = {
        "direction": {
            **_one_of(Direction),
            "description": "which way the article says that it goes; empty where it makes a claim",
        },
        "claim_en": {"description": "what else the article says, to follow “it says …”"},
        "period": {"description": "what it covers, as metrics.yaml writes it"},
        "inferred": {"description": "fields that we conclude"},
        "quote": {"description": "the article's words"},
        "gloss": {"description": "the quote in our English"},
    }
    links = {
        "city": "cities",
        "metric": "metrics",
        "counts": "counts",
        "area": "areas",
        "system": "systems",
    }
    names = (
        *("id", "city", "metric", "counts", "direction"),
        *_texts("claim", None),
        *("period", "area", "system", "inferred"),
        *_texts("inferred_because", None),
        *("quote", "gloss"),
        *_texts("note", None),
    )
    title = "What articles say of a metric without a number"
    return Table("statements", title, statements, columns, links, names=names)


def _reasons(statement: Statement) -> dict[str, str]:
    """Return why we conclude fields of a statement, one column a language."""
    return {
        f"inferred_because_{code}": " ".join(
            getattr(reason, code) for _, reason in sorted(statement.inferred.items())
        )
        for code in Text.model_fields
    }


def _inferences(catalog: Catalog) -> Table:
    reasons = [
        {"figure": figure.id, "field": name, **_texts("reason", reason)}
        for figure in catalog.figures.values()
        for name, reason in figure.inferred.items()
    ]
    return Table(
        "inferences",
        "Fields of figures that we conclude, and why",
        reasons,
        columns={"field": _one_of(get_args(InferredField))},
        links={"figure": "figures"},
        key=("figure", "field"),
        names=("figure", "field", *_texts("reason", None)),
    )


def _metrics(catalog: Catalog) -> Table:
    metrics = _codelist(
        catalog.metrics,
        theme=lambda metric: metric.theme,
        kind=lambda metric: metric.kind.value,
        unit=lambda metric: metric.unit.value,
        rates=lambda metric: " ".join(metric.rates),
        related=lambda metric: " ".join(metric.related),
    )
    rates = " and ".join(rate.value for rate in Rate)
    columns = {
        "kind": _one_of(Kind),
        "unit": _one_of(Unit),
        "rates": {"description": f"which of {rates} make sense for it"},
        "related": {"description": "metrics that tell the same otherwise"},
    }
    return Table("metrics", "What is measured", metrics, columns, {"theme": "themes"})


def _cities(catalog: Catalog) -> Table:
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
    return Table("cities", "The cities", cities, columns)


def _sources(catalog: Catalog) -> Table:
    sources = [
        {
            "id": source.file,
            "city": city.id,
            **_texts("title", source.title),
            **_texts("publisher", source.publisher),
            **{
                f"authors_{code}": "; ".join(_author(author, code) for author in source.authors)
                for code in Text.model_fields
            },
            **_texts("reposted_by", source.reposted_by),
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
    return Table("sources", "The articles", sources, columns, links)


def _systems(catalog: Catalog) -> Table:
    systems = [
        {
            "id": system.id,
            "city": city.id,
            **_texts("name", system.name),
            **_texts("about", system.about),
        }
        for city in catalog.cities.values()
        for system in city.systems
    ]
    names = ("id", "city", *_texts("name", None), *_texts("about", None))
    title = "Systems that articles name"
    return Table("systems", title, systems, links={"city": "cities"}, names=names)


def _author(author: Author, code: str) -> str:
    """Name an author, with the role that the article gives."""
    role = f" ({getattr(author.role, code)})" if author.role else ""
    return f"{getattr(author, code)}{role}"


def _codelist(codes: Mapping[str, Named], **more: Any) -> list[Record]:
    """Return a codelist as rows: id, names, meaning, and what ``more`` reads from an entry."""
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
    """Return a text as columns, one a language; empty where there is none."""
    return {f"{name}_{code}": getattr(text, code) if text else "" for code in Text.model_fields}


def _one_of(values: Iterable[str]) -> dict[str, Any]:
    """Return the constraint of a column that holds one of some values."""
    return {"constraints": {"enum": [str(value) for value in values]}}
