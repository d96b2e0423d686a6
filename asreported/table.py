"""Figures as a table: one row a figure, the same columns everywhere."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from asreported.catalog import Catalog
from asreported.model import ReportedFigure

COLUMNS = (
    "id",
    "city",
    "metric",
    "counts",
    "value",
    "unit",
    "qualifier",
    "as_written",
    "period",
    "period_start",
    "period_end",
    "baseline",
    "area",
    "inferred",
    "restates",
    "subset_of",
    "quote",
    "gloss",
    "note",
    "source",
    "source_date",
    "stated_by",
)

#: A text that opens with one of these would run as a formula in a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_frame(catalog: Catalog, figures: Iterable[ReportedFigure] | None = None) -> pd.DataFrame:
    """Figures (all of the catalog by default) with the columns of COLUMNS.

    ``period_start`` and ``period_end`` are ISO dates to the precision that is
    known, empty where the article does not say; ``inferred`` names the fields
    that are concluded rather than read.
    """
    chosen = catalog.figures.values() if figures is None else figures
    return pd.DataFrame([_row(catalog, figure) for figure in chosen], columns=list(COLUMNS))


def to_csv(frame: pd.DataFrame) -> bytes:
    """A table as CSV that Excel opens with its Chinese intact and no text that runs."""
    safe = frame.map(lambda cell: f"'{cell}" if _would_run(cell) else cell)
    return safe.to_csv(index=False).encode("utf-8-sig")


def _would_run(cell: object) -> bool:
    return isinstance(cell, str) and cell.startswith(_FORMULA)


def _row(catalog: Catalog, figure: ReportedFigure) -> dict[str, object]:
    metric = catalog.metrics[figure.metric]
    period = figure.period
    source = catalog.cities[figure.city].source
    return {
        "id": figure.id,
        "city": figure.city,
        "metric": figure.metric,
        "counts": figure.counts,
        "value": figure.value,
        "unit": metric.unit.value,
        "qualifier": figure.qualifier.value,
        "as_written": catalog.passages[figure.id].as_written,
        "period": str(period),
        "period_start": str(period.start or ""),
        "period_end": str(period.end or ""),
        "baseline": figure.baseline or "",
        "area": figure.area,
        "inferred": " ".join(sorted(figure.inferred)),
        "restates": figure.restates or "",
        "subset_of": figure.subset_of or "",
        "quote": figure.quote,
        "gloss": figure.gloss,
        "note": figure.note.en if figure.note else "",
        "source": source.file,
        "source_date": str(source.published.value),
        "stated_by": source.stated_by.value,
    }
