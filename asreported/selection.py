"""What a view selects of a catalog: comparisons, figures, charts, and files of them.

The pages and the command line both ask here, so that what they give is the same.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import ReportedFigure
from asreported.comparison.claims import Claim
from asreported.comparison.claims import claims as _claims
from asreported.comparison.compare import Comparison, Show, compare, is_chosen
from asreported.comparison.excerpts import MAX_DRAWN, MAX_ROWS
from asreported.comparison.rates import Derived
from asreported.comparison.side_by_side import SideBySide, default_columns
from asreported.comparison.side_by_side import side_by_side as _side_by_side
from asreported.drawing import formats
from asreported.drawing.charts import Drawer, compare_chart
from asreported.drawing.map import map_chart
from asreported.export import table
from asreported.view import CompareView, SideBySideView
from asreported.words.language import language

if TYPE_CHECKING:
    from asreported.export.batch import PictureRequest


def comparisons(catalog: Catalog, view: CompareView) -> list[Comparison]:
    """Compare the figures of each metric that a view selects, or of its theme if it names none.

    A comparison whose figures are all filtered out is given too, and holds none. Raises
    KeyError for an unknown metric.
    """
    return [
        compare(
            catalog,
            metric,
            view.counts,
            view.cities,
            show=view.show,
            rates=view.rates,
            limit=None if view.whole else MAX_DRAWN,
        )
        for metric in view.metrics or catalog.metrics_of(view.theme)
    ]


def figures(catalog: Catalog, view: CompareView) -> list[ReportedFigure]:
    """List the figures that a view selects, in the file's order, each once.

    Those that restate another are among them, though no chart draws them; where the
    view shows only what may be compared, there are only those that its charts draw.
    """
    metrics = set(view.metrics or catalog.metrics_of(view.theme))
    chosen = [
        figure
        for figure in catalog.figures.values()
        if figure.metric in metrics and is_chosen(figure, view.counts, view.cities)
    ]
    if view.show is Show.ALL:
        return chosen
    drawn = {f.id for comparison in comparisons(catalog, view) for f in comparison.figures}
    return [figure for figure in chosen if figure.id in drawn]


def derived(catalog: Catalog, view: CompareView) -> dict[str, Derived]:
    """Work out the rates that a view asks for, by figure id."""
    return {
        figure_id: rate
        for comparison in comparisons(catalog, view)
        for figure_id, rate in comparison.derived.items()
    }


def side_by_side(catalog: Catalog, view: SideBySideView) -> SideBySide:
    """Set metrics and cities side by side: the part of the table that a view shows."""
    cities = view.cities or default_columns(catalog)
    limit = None if view.whole else MAX_ROWS
    return _side_by_side(catalog, view.theme, view.least, cities=cities, limit=limit)


def map_table(catalog: Catalog, cities: Collection[str] = ()) -> SideBySide:
    """Set all metrics side by side for the map: of the cities, or of those shown by default."""
    return _side_by_side(catalog, cities=cities or default_columns(catalog))


def map_drawer(catalog: Catalog, view: SideBySideView) -> Drawer:
    """Return what draws the map of a view's cities, at any width."""
    table, t = map_table(catalog, view.cities), language(view.language)
    return partial(map_chart, table, t, address=view.address_of_map(), whole=view.whole)


def drawer(catalog: Catalog, view: CompareView, comparison: Comparison) -> Drawer:
    """Return what draws the chart of one of a view's comparisons, at any width."""
    address = view.address_of(comparison.metric)
    return partial(compare_chart, catalog, comparison, language(view.language), address=address)


def data(catalog: Catalog, view: CompareView, ending: str) -> bytes:
    """Write the figures that a view selects as CSV or JSON, with the rates that it asks for.

    ``ending`` is "csv" or "json". Raises KeyError for another.
    """
    rates = derived(catalog, view) if view.rates else None
    return table.write(catalog, figures(catalog, view), ending, rates)


def claims(catalog: Catalog, view: CompareView) -> list[Claim]:
    """Find what may be claimed under each heading of the charts that a view selects."""
    return [
        claim
        for comparison in comparisons(catalog, view)
        if comparison.figures
        for claim in _claims(catalog, comparison)
    ]


def pictures(
    catalog: Catalog,
    view: CompareView,
    endings: Collection[str],
    sizes: Collection[str] = ("wide",),
    codes: Collection[str] = (),
) -> list[PictureRequest]:
    """List the pictures of a view: every chart in each format and size; none is drawn yet.

    Where nothing is left out the map is the first of them. ``endings`` and ``sizes`` are keys of
    ``formats.PICTURES`` and ``formats.SIZES``, ``codes`` languages (empty: that of the view).
    """
    from asreported.export.batch import PictureRequest  # heavy, and needed for pictures only

    requests = []
    for code in codes or (view.language,):
        view = replace(view, language=code)
        drawn = [
            (comparison.metric, comparison.rates, drawer(catalog, view, comparison))
            for comparison in comparisons(catalog, view)
            if comparison.figures
        ]
        if replace(view, language="", whole=False) == CompareView(""):
            map_view = SideBySideView(code, whole=view.whole)
            drawn.insert(0, ("side-by-side", (), map_drawer(catalog, map_view)))
        for (name, rates, draw), size, ending in product(drawn, sizes, endings):
            file = formats.file_name(name, code, ending, size=size, rates=rates)
            requests.append(PictureRequest(file, draw, ending, size))
    return requests


def report(catalog: Catalog, code: str) -> bytes:
    """Write the whole catalog as one HTML page, in UTF-8, that needs no other file."""
    from asreported.export.report import report

    view = CompareView(code)
    return report(catalog, language(code), view.address_of).encode()
