"""The figures of a view as a file; the page and the command give the same bytes."""

from __future__ import annotations

from asreported import selection, table
from asreported.catalog import Catalog
from asreported.view import CompareView


def data(catalog: Catalog, view: CompareView, ending: str) -> bytes:
    """The figures that a view names as CSV or JSON, with the rates that it works out.

    Raises KeyError for another format.
    """
    figures, columns = table.rows(catalog, selection.figures(catalog, view)), table.COLUMNS
    if view.rates:
        figures = table.with_rates(figures, selection.derived(catalog, view))
        columns += table.RATE_COLUMNS
    writers = {
        "csv": lambda: table.to_csv(figures, columns),
        "json": lambda: table.to_json(figures),
    }
    return writers[ending]()
