"""What other programs read in a page: schema.org's Dataset, W3C's Web Annotation, as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from asreported.catalog.model import ReportedFigure, Statement
from asreported.export.citations import LICENCE, TITLE
from asreported.words.labels import Labels


def dataset(labels: Labels, address: str = "") -> dict[str, Any]:
    """Describe the figures as a schema.org Dataset; ``address`` is that of the site, if known."""
    catalog = labels.catalog
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": TITLE,
        "description": labels.tagline(),
        "version": catalog.version,
        "inLanguage": labels.t.code,
        "license": LICENCE[2],
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "As Reported contributors"},
        "spatialCoverage": [labels.city(city) for city in catalog.cities],
        "variableMeasured": [labels.metric(metric) for metric in catalog.metrics_of()],
        "citation": [labels.article(article) for article in catalog.sources],
    }
    if address:
        about["url"] = address
        about["distribution"] = [
            {
                "@type": "DataDownload",
                "encodingFormat": kind,
                "contentUrl": f"{address}data/as-reported.{ending}",
            }
            for ending, kind in (("csv", "text/csv"), ("json", "application/json"))
        ]
    return about


def annotation(labels: Labels, entry: ReportedFigure | Statement, address: str) -> dict[str, Any]:
    """Describe an entry as a W3C Web Annotation of its article's words.

    ``address`` names the annotation; its target is the article where it stands, or our copy.
    The selector has the words before and after the quote as far as its paragraph goes.
    """
    catalog = labels.catalog
    found, source = catalog.passages[entry.id], catalog.sources[entry.article]
    after = found.paragraph[found.offset + len(entry.quote) :]
    ours = f"urn:sha256:{source.sha256}" if source.sha256 else f"urn:as-reported:{source.id}"
    selector = {
        "type": "TextQuoteSelector",
        "exact": entry.quote,
        "prefix": found.paragraph[: found.offset][-_AROUND:],
        "suffix": after[:_AROUND],
    }
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": address,
        "type": "Annotation",
        "motivation": "describing",
        "body": {
            "type": "TextualBody",
            "format": "text/plain",
            "language": labels.t.code,
            "value": _read_as(labels, entry),
        },
        "target": {"source": source.url or ours, "selector": selector},
    }


#: Characters of the paragraph before and after a quote that tell it from others.
_AROUND = 32


def _read_as(labels: Labels, entry: ReportedFigure | Statement) -> str:
    """Write in a line what the words were read as."""
    metric, city = labels.metric(entry.metric), labels.city(entry.city)
    if isinstance(entry, Statement):
        return f"{city}: {metric}"
    notes = " · ".join([labels.counts(entry.counts), *labels.notes(entry)])
    return f"{city}: {metric} {labels.value(entry)} ({notes})"


def in_page(about: dict[str, Any]) -> str:
    """Write linked data as a script element, which none of its words can end."""
    data = json.dumps(about, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{data}</script>'
