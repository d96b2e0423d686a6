"""Figures as a table, as CSV and as JSON: one row a figure, the same columns everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from asreported.catalog import Catalog
from asreported.model import ReportedFigure
from asreported.rates import Derived

COLUMNS = (
    "id",
    "city",
    "metric",
    "counts",
    "counting_unit",
    "value",
    "unit",
    "qualifier",
    "as_written",
    "period",
    "period_start",
    "period_end",
    "baseline",
    "area",
    "system",
    "inferred",
    "restates",
    "subset_of",
    "quote",
    "gloss",
    "note",
    "note_zh",
    "source",
    "source_date",
    "stated_by",
)

#: What is added where rates are worked out: the rate is value ÷ residents ×
#: per_residents ÷ months, without what is empty.
RATE_COLUMNS = ("rate", "rate_value", "residents", "per_residents", "months")

#: A text that opens with one of these would run as a formula in a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_frame(catalog: Catalog, figures: Iterable[ReportedFigure] | None = None) -> pd.DataFrame:
    """Figures (all of the catalog by default) with the columns of COLUMNS.

    ``period_start`` and ``period_end`` are ISO dates to the precision that is
    known, empty where the article does not say; ``inferred`` names the fields
    that are concluded rather than read.
    """
    chosen = catalog.figures.values() if figures is None else figures
    return pd.DataFrame([_row(catalog, figure) for figure in chosen], columns=list(COLUMNS))


def with_rates(frame: pd.DataFrame, derived: Mapping[str, Derived]) -> pd.DataFrame:
    """A table of figures with the columns of RATE_COLUMNS; ``derived`` is by figure id.

    They are empty in the row of a figure from which no rate follows.
    """
    rates = [derived.get(figure_id) for figure_id in frame["id"]]
    cells = [_rate_cells(rate) if rate else (None,) * len(RATE_COLUMNS) for rate in rates]
    added = pd.DataFrame(cells, columns=list(RATE_COLUMNS), index=frame.index, dtype=object)
    return pd.concat([frame, added], axis="columns")


def _rate_cells(rate: Derived) -> tuple[object, ...]:
    divided = (rate.residents, "per_head"), (rate.months, "per_month")
    name = " ".join(name for by, name in divided if by is not None)
    per = rate.basis if rate.residents is not None else None
    return name, rate.value, rate.residents, per, rate.months


def to_json(frame: pd.DataFrame) -> bytes:
    """A table as a JSON list, an object a row; what is empty is null."""
    rows = [
        {str(name): _plain(cell) for name, cell in row.items()} for row in frame.to_dict("records")
    ]
    return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()


def _plain(cell: Any) -> Any:
    """A cell as JSON writes it: no 50000.0, and null for what is empty."""
    if cell is None or cell == "" or cell != cell:  # the last: not a number
        return None
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def to_csv(frame: pd.DataFrame) -> bytes:
    """A table as CSV that Excel opens with its Chinese intact and no text that runs."""
    safe = frame.map(lambda cell: f"'{cell}" if _would_run(cell) else cell)
    return safe.to_csv(index=False, float_format="%.15g").encode("utf-8-sig")


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
        "counting_unit": catalog.content.counts[figure.counts].unit,
        "value": figure.value,
        "unit": metric.unit.value,
        "qualifier": figure.qualifier.value,
        "as_written": catalog.passages[figure.id].as_written,
        "period": str(period),
        "period_start": str(period.start or ""),
        "period_end": str(period.end or ""),
        "baseline": figure.baseline or "",
        "area": figure.area,
        "system": figure.system or "",
        "inferred": " ".join(sorted(figure.inferred)),
        "restates": figure.restates or "",
        "subset_of": figure.subset_of or "",
        "quote": figure.quote,
        "gloss": figure.gloss,
        "note": figure.note.en if figure.note else "",
        "note_zh": figure.note.zh if figure.note else "",
        "source": source.file,
        "source_date": str(source.published.value),
        "stated_by": source.stated_by.value,
    }
