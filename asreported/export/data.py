"""The figures of a view as a file; the page and the command give the same bytes."""

from __future__ import annotations

import pandas as pd

from asreported import selection
from asreported.catalog import Catalog
from asreported.table import to_csv, to_frame, to_json, with_rates
from asreported.view import CompareView


def data(catalog: Catalog, view: CompareView, ending: str) -> bytes:
    """The figures that a view names as CSV or JSON. Raises KeyError for another format."""
    writers = {"csv": to_csv, "json": to_json}
    return writers[ending](frame(catalog, view))


def frame(catalog: Catalog, view: CompareView) -> pd.DataFrame:
    """The figures that a view names as a table, with the rates that it works out."""
    chosen = to_frame(catalog, selection.figures(catalog, view))
    return with_rates(chosen, selection.derived(catalog, view)) if view.rates else chosen
