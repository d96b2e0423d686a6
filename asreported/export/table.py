"""Figures as a table, as CSV and as JSON: one row a figure, the same columns everywhere."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import ReportedFigure, Text
from asreported.comparison.rates import Derived
from asreported.comparison.side_by_side import Row, SideBySide
from asreported.drawing.charts import WHILE_PANDAS_COMES

if TYPE_CHECKING:
    import pandas as pd

#: A row of a table: its cells by column.
Record = Mapping[str, object]

#: What stands in each column. Periods are ISO dates as far as they are known, what the
#: article does not say is empty; ``inferred`` names the fields that are concluded. ``value`` is
#: empty for a range; ``value_low`` and ``value_high`` are the same where it is one number.
_CELLS: dict[str, Callable[[Catalog, ReportedFigure], object]] = {
    "id": lambda _, figure: figure.id,
    "city": lambda _, figure: figure.city,
    "article": lambda _, figure: figure.article,
    "metric": lambda _, figure: figure.metric,
    "counts": lambda _, figure: figure.counts,
    "counting_unit": lambda catalog, figure: catalog.content.counts[figure.counts].unit,
    "value": lambda _, figure: None if figure.is_range else figure.value,
    "unit": lambda catalog, figure: catalog.metrics[figure.metric].unit.value,
    "qualifier": lambda _, figure: figure.qualifier.value,
    "as_written": lambda catalog, figure: catalog.passages[figure.id].as_written,
    "period": lambda _, figure: str(figure.period),
    "period_start": lambda _, figure: str(figure.period.start or ""),
    "period_end": lambda _, figure: str(figure.period.end or ""),
    "baseline": lambda _, figure: figure.baseline or "",
    "area": lambda _, figure: figure.area,
    "among": lambda _, figure: figure.among or "",
    "system": lambda _, figure: figure.system or "",
    "inferred": lambda _, figure: " ".join(sorted(figure.inferred)),
    "restates": lambda _, figure: figure.restates or "",
    "subset_of": lambda _, figure: figure.subset_of or "",
    "share_of": lambda _, figure: figure.share_of or "",
    "quote": lambda _, figure: figure.quote,
    "gloss": lambda _, figure: figure.gloss,
    "note": lambda _, figure: figure.note.en if figure.note else "",
    "note_zh": lambda _, figure: figure.note.zh if figure.note else "",
    "source": lambda catalog, figure: catalog.sources[figure.article].file,
    "source_date": lambda catalog, figure: str(catalog.sources[figure.article].published.value),
    "stated_by": lambda catalog, figure: catalog.sources[figure.article].stated_by.value,
    "value_low": lambda _, figure: figure.ends[0],
    "value_high": lambda _, figure: figure.ends[1],
    # Codes in words, so that the file can be read without another.
    "city_name": lambda catalog, figure: catalog.cities[figure.city].name.en,
    "city_name_zh": lambda catalog, figure: catalog.cities[figure.city].name.zh,
    "metric_name": lambda catalog, figure: catalog.metrics[figure.metric].name.en,
    "metric_name_zh": lambda catalog, figure: catalog.metrics[figure.metric].name.zh,
    "counts_name": lambda catalog, figure: catalog.content.counts[figure.counts].name.en,
    "counts_name_zh": lambda catalog, figure: catalog.content.counts[figure.counts].name.zh,
    "publisher": lambda catalog, figure: ", ".join(one.en for one in _names(catalog, figure)),
    "publisher_zh": lambda catalog, figure: "、".join(one.zh for one in _names(catalog, figure)),
    "title": lambda catalog, figure: title.en if (title := _title(catalog, figure)) else "",
    "title_zh": lambda catalog, figure: title.zh if (title := _title(catalog, figure)) else "",
}
COLUMNS = tuple(_CELLS)

#: What is added where rates are worked out: the rate is value ÷ residents ×
#: per_residents ÷ months, without what is empty. A range has two, as with ``value``.
RATE_COLUMNS = (
    *("rate", "rate_value", "residents", "per_residents", "months"),
    *("rate_low", "rate_high"),
)

#: The columns of the map, before one for each city.
MAP_COLUMNS = ("metric", "name", "name_zh", "theme", "verdict", "in_part", "counts")

#: A text that opens with one of these would run as a formula in a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def _names(catalog: Catalog, figure: ReportedFigure) -> Sequence[Text]:
    """Return the name of who published a figure's article, or else of its authors."""
    return catalog.sources[figure.article].named


def _title(catalog: Catalog, figure: ReportedFigure) -> Text | None:
    """Return the title of a figure's article; None where none is printed."""
    return catalog.sources[figure.article].title


def to_frame(catalog: Catalog) -> pd.DataFrame:
    """Return all figures as a DataFrame with the columns of COLUMNS."""
    # Not for the pages: it would double the memory of the server.
    with WHILE_PANDAS_COMES:
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


def write_map(table: SideBySide) -> bytes:
    """Write the map as CSV, a row a metric: its verdict, and in the column of each city a word.

    That is "compared", "reported", or nothing; ``counts`` names the things counted that may
    be compared, and ``in_part`` says that others are counted, too.
    """
    metrics = table.catalog.metrics
    lines: list[Record] = [
        {
            "metric": row.metric,
            "name": metrics[row.metric].name.en,
            "name_zh": metrics[row.metric].name.zh,
            "theme": metrics[row.metric].theme,
            "verdict": level.value,
            "in_part": "yes" if row.comparable and row.counted_otherwise else "",
            "counts": " ".join(block.counts for block in row.comparable),
            **{city: _on_map(row, city) for city in table.cities},
        }
        for level, rows_of_level in table.by_verdict.items()
        for row in rows_of_level
    ]
    return to_csv(lines, [*MAP_COLUMNS, *table.cities])


def _on_map(row: Row, city: str) -> str:
    if any(city in block.cities for block in row.comparable):
        return "compared"
    return "reported" if row.cells[city] else ""


def rows(catalog: Catalog, figures: Iterable[ReportedFigure]) -> list[Record]:
    """Return figures as rows with the columns of COLUMNS."""
    return [
        {column: cell(catalog, figure) for column, cell in _CELLS.items()} for figure in figures
    ]


def with_rates(figures: Iterable[Record], derived: Mapping[str, Derived]) -> list[Record]:
    """Add the columns of RATE_COLUMNS to rows of figures; ``derived`` is by figure id.

    They are empty in the row of a figure from which no rate follows.
    """
    return [{**row, **_rate_cells(derived.get(str(row["id"])))} for row in figures]


def _rate_cells(rate: Derived | None) -> Record:
    """Return the cells of RATE_COLUMNS by column."""
    if rate is None:
        return dict.fromkeys(RATE_COLUMNS)
    divided = (rate.residents, "per_head"), (rate.months, "per_month")
    name = " ".join(name for by, name in divided if by is not None)
    per = rate.per_residents if rate.residents is not None else None
    low, high = rate.ends
    cells = (name, low if low == high else None, rate.residents, per, rate.months, low, high)
    return dict(zip(RATE_COLUMNS, cells, strict=True))


def to_json(table: Iterable[Record]) -> bytes:
    """Write a table as a JSON list, an object a row; what is empty is null."""
    cells = [{column: _json_cell(cell) for column, cell in row.items()} for row in table]
    return (json.dumps(cells, ensure_ascii=False, indent=2) + "\n").encode()


def _json_cell(cell: object) -> object:
    """Return a cell as JSON writes it: no 50000.0, and null for what is empty."""
    if cell == "":
        return None
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def to_csv(table: Iterable[Record], columns: Sequence[str]) -> bytes:
    """Write a table as CSV that Excel opens with its Chinese intact and no text that runs."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: _csv_cell(cell) for column, cell in row.items()} for row in table)
    return text.getvalue().encode("utf-8-sig")


def _csv_cell(cell: object) -> object:
    """Return a cell as CSV holds it: no 50000.0, and an apostrophe before what would run."""
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
