"""All of the data as a Frictionless data package: CSV tables, their types, how they hang together.

Written to the Data Package specification, version 1 (specs.frictionlessdata.io).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from asreported.catalog.catalog import Catalog
from asreported.drawing import formats
from asreported.export.citations import LICENCE, NOTICE, TITLE, citations, references
from asreported.export.datapackage_tables import Table, tables
from asreported.export.files import zipped
from asreported.export.table import to_csv

_README = Path(__file__).with_name("datapackage.md")


def datapackage(catalog: Catalog) -> bytes:
    """Write the package as a ZIP, which is the same for the same data."""
    resources = tables(catalog)
    files = {f"{table.name}.csv": to_csv(table.rows, table.fields) for table in resources}
    descriptor = json.dumps(_descriptor(catalog, resources), ensure_ascii=False, indent=2)
    files["datapackage.json"] = f"{descriptor}\n".encode()
    files["README.md"] = _readme(catalog, resources).encode()
    files["LICENSE.md"] = _licence().encode()
    for ending in formats.CITATIONS:
        files[f"citation.{ending}"] = citations(catalog, ending)
    return zipped(files)


def _descriptor(catalog: Catalog, resources: Iterable[Table]) -> dict[str, Any]:
    """Describe the package; so do its resources, one by one."""
    name, title, path = LICENCE
    subject = catalog.content.about.subject.en
    about = f"What press articles report about {subject} in {_cities(catalog)}. {NOTICE}"
    return {
        "profile": "tabular-data-package",
        "name": "as-reported",
        "title": TITLE,
        "description": about,
        "version": catalog.version,
        "licenses": [{"name": name, "title": title, "path": path}],
        "sources": [
            {"title": cited.title, **({"path": cited.url} if cited.url else {})}
            for cited in references(catalog)[1:]
        ],
        "contributors": [{"title": "As Reported contributors", "role": "author"}],
        "resources": [_resource(table) for table in resources],
    }


def _resource(table: Table) -> dict[str, Any]:
    """Describe a table: its file, its columns, its key, and where it leads."""
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


def _cities(catalog: Catalog) -> str:
    """Name all cities, in English."""
    return ", ".join(city.name.en for city in catalog.cities.values())


def _readme(catalog: Catalog, resources: Iterable[Table]) -> str:
    """Say how the data are to be read, and what is in each file."""
    listed = "\n".join(
        f"| `{table.name}.csv` | {table.title} | {len(table.rows)} |" for table in resources
    )
    return _README.read_text(encoding="utf-8").format(
        subject=catalog.content.about.subject.en,
        cities=_cities(catalog),
        figures=len(catalog.figures),
        version=catalog.version,
        notice=NOTICE,
        tables=listed,
    )


def _licence() -> str:
    """Say what is under the licence, and what is not."""
    name, title, path = LICENCE
    return (
        "# Licence\n\n"
        "The curated data (values, codes, glosses, notes) are under\n"
        f"{name}, {title}: <{path}>\n\n"
        "The words of the articles, quoted here as evidence, remain their publishers'.\n"
    )
