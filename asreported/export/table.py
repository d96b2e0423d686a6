"""Figures as a table, as CSV and as JSON: one row a figure, the same columns everywhere."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import ReportedFigure
from asreported.comparison.rates import Derived

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, object]

COLUMNS: tuple[str, ...] = (
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


def to_frame(catalog: Catalog) -> pd.DataFrame:
    """All figures with the columns of COLUMNS (see ``rows``), to work with in Python."""
    # Not for the pages: Plotly, which looks at what is there of pandas, fails where another
    # thread has imported it by half; and it would double the memory of the server.
    import pandas as pd

    return pd.DataFrame(rows(catalog, catalog.figures.values()), columns=list(COLUMNS))


def write(
    catalog: Catalog,
    figures: Iterable[ReportedFigure],
    ending: str,
    rates: Mapping[str, Derived] | None = None,
) -> bytes:
    """Write figures as CSV or JSON, one a row, with ``rates`` by figure id where there are any.

    Raises KeyError for another format.
    """
    table, columns = rows(catalog, figures), COLUMNS
    if rates is not None:
        table, columns = with_rates(table, rates), COLUMNS + RATE_COLUMNS
    writers = {"csv": lambda: to_csv(table, columns), "json": lambda: to_json(table)}
    return writers[ending]()


def rows(catalog: Catalog, figures: Iterable[ReportedFigure]) -> list[Row]:
    """Figures with the columns of COLUMNS, one a row.

    ``period_start`` and ``period_end`` are ISO dates to the precision that is
    known, empty where the article does not say; ``inferred`` names the fields
    that are concluded rather than read.
    """
    return [_row(catalog, figure) for figure in figures]


def with_rates(figures: Iterable[Row], derived: Mapping[str, Derived]) -> list[Row]:
    """Rows of figures with the columns of RATE_COLUMNS; ``derived`` is by figure id.

    They are empty in the row of a figure from which no rate follows.
    """
    rates = ((row, derived.get(str(row["id"]))) for row in figures)
    return [
        {**row, **dict(zip(RATE_COLUMNS, _rate_cells(rate), strict=True))} for row, rate in rates
    ]


def _rate_cells(rate: Derived | None) -> tuple[object, ...]:
    if rate is None:
        return (None,) * len(RATE_COLUMNS)
    divided = (rate.residents, "per_head"), (rate.months, "per_month")
    name = " ".join(name for by, name in divided if by is not None)
    per = rate.per_residents if rate.residents is not None else None
    return name, rate.value, rate.residents, per, rate.months


def to_json(table: Iterable[Row]) -> bytes:
    """A table as a JSON list, an object a row; what is empty is null."""
    plain = [{name: _plain(cell) for name, cell in row.items()} for row in table]
    return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode()


def _plain(cell: object) -> object:
    """A cell as JSON writes it: no 50000.0, and null for what is empty."""
    if cell == "":
        return None
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def to_csv(table: Iterable[Row], columns: Sequence[str]) -> bytes:
    """A table as CSV that Excel opens with its Chinese intact and no text that runs."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _safe(cell) for name, cell in row.items()} for row in table)
    return text.getvalue().encode("utf-8-sig")


def _safe(cell: object) -> object:
    """A cell as CSV holds it: no 50000.0, and an apostrophe before what would run."""
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return f"'{cell}" if _would_run(cell) else cell


def _would_run(cell: object) -> bool:
    return isinstance(cell, str) and cell.startswith(_FORMULA)


def _row(catalog: Catalog, figure: ReportedFigure) -> Row:
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
