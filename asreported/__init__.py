"""As Reported: what press articles report about cities, side by side and held to their words.

catalog = load("metrics.yaml")
figures = to_frame(catalog)   # all figures as a pandas DataFrame, one a row
chart(catalog, "cameras")     # the chart of a metric
sentence(catalog, ids)        # what may be printed of figures of one metric
questions(catalog, ids)       # what would make them comparable
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from asreported.catalog.catalog import Catalog
from asreported.catalog.loading import load
from asreported.catalog.problems import CatalogError

if TYPE_CHECKING:  # imported where they are asked for: reading a catalog needs neither
    import pandas as pd

    from asreported.comparison.claims import Claim
    from asreported.drawing.charts import Chart
    from asreported.words.questions import Questions

__all__ = ["Catalog", "CatalogError", "chart", "load", "questions", "sentence", "to_frame"]


def to_frame(catalog: Catalog) -> pd.DataFrame:
    """Give all figures as a pandas DataFrame, one a row.

    The columns are those of ``export.table.COLUMNS``; values are in base units, a drop is
    negative, and what the article does not say is an empty string.
    """
    from asreported.export.table import to_frame

    return to_frame(catalog)


def chart(
    catalog: Catalog,
    metric: str,
    language: str = "en",
    *,
    figures: Iterable[str] | None = None,
    counts: Collection[str] = (),
    cities: Collection[str] = (),
    rates: Collection[str] = (),
    width: int = 1200,
    whole: bool = False,
) -> Chart:
    """Draw the chart of a metric as the Compare page does: a Plotly figure with its metadata.

    ``counts`` and ``cities`` narrow it (empty: all), ``figures`` to those with these ids, of
    a filtered frame (None: all): the verdict is on them, the chart says what else is
    reported, and has no address, for none on the dashboard brings that choice back.
    ``rates`` are "per_head" and "per_month", ``width`` is in pixels. Of many figures some
    are drawn and the rest is counted; with ``whole`` all are drawn. Raises KeyError for an
    unknown metric or figure, ValueError for an unknown rate or where nothing is left to draw.
    """
    from asreported.catalog.model import Rate
    from asreported.comparison.compare import compare
    from asreported.comparison.excerpts import MAX_DRAWN
    from asreported.drawing.charts import compare_chart
    from asreported.view import CompareView
    from asreported.words.language import language as language_of

    ids = None if figures is None else {catalog.figures[figure].id for figure in figures}
    view = CompareView(
        language,
        metrics=(metric,),
        counts=tuple(counts),
        cities=tuple(cities),
        rates=tuple(Rate(rate) for rate in rates),
        whole=whole,
    )
    most = None if whole else MAX_DRAWN
    comparison = compare(catalog, metric, counts, cities, figures=ids, rates=view.rates, limit=most)
    address = view.address() if ids is None else ""
    return compare_chart(catalog, comparison, language_of(language), width=width, address=address)


def sentence(
    catalog: Catalog, figures: Iterable[str], language: str = "en", *, short: bool = False
) -> str:
    """Write the strongest sentence that the verdict on figures permits; they are named by id.

    Raises KeyError for an unknown figure, ValueError for none or for several metrics.
    """
    told, words = _claim(catalog, figures, language)
    return words.short(told) if short else words.full(told)


def questions(catalog: Catalog, figures: Iterable[str], language: str = "en") -> list[str]:
    """List the fewest questions that would make figures like for like, with whom to ask.

    Empty where they are, and for figures of one city. Raises KeyError for an unknown figure,
    ValueError for none or for several metrics.
    """
    told, words = _claim(catalog, figures, language)
    return [words.addressed(one) for one in told.plan.questions] if told.plan else []


def _claim(catalog: Catalog, figures: Iterable[str], language: str) -> tuple[Claim, Questions]:
    """Find what may be claimed of figures, and the words for it."""
    from asreported.comparison.claims import claim
    from asreported.comparison.compare import basis_of
    from asreported.words.labels import Labels
    from asreported.words.language import language as language_of
    from asreported.words.questions import Questions

    told = claim(catalog, basis_of(catalog), [catalog.figures[figure] for figure in figures])
    return told, Questions(Labels(catalog, language_of(language)))
