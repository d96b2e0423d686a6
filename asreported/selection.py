"""What a reader's choices come to: the comparisons, figures and charts that a view names.

The page and the command line both ask here, so that what they give is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import plotly.graph_objects as go

from asreported.catalog import Catalog
from asreported.charts import compare_chart
from asreported.compare import Comparison, Show, compare, is_chosen
from asreported.language import language
from asreported.model import ReportedFigure
from asreported.rates import Derived
from asreported.view import CompareView, metrics_of


def comparisons(catalog: Catalog, view: CompareView) -> list[Comparison]:
    """The comparison of each chosen metric; of all of the theme where none is chosen.

    One whose figures are all filtered out is given too, and holds none. Raises KeyError
    for an unknown metric.
    """
    return [
        compare(catalog, metric, view.counts, view.cities, show=view.show, rates=view.rates)
        for metric in view.metrics or metrics_of(catalog, view.theme)
    ]


def figures(catalog: Catalog, view: CompareView) -> list[ReportedFigure]:
    """The figures that a view names, in the file's order, each once.

    Those that restate another are among them, though no chart draws them; where the
    view shows only what may be compared, there are only those that its charts draw.
    """
    metrics = set(view.metrics or metrics_of(catalog, view.theme))
    chosen = {
        figure.id
        for figure in catalog.figures.values()
        if figure.metric in metrics and is_chosen(figure, view.counts, view.cities)
    }
    if view.show is not Show.ALL:
        drawn = {f.id for comparison in comparisons(catalog, view) for f in comparison.figures}
        chosen &= drawn
    return [figure for figure in catalog.figures.values() if figure.id in chosen]


def derived(catalog: Catalog, view: CompareView) -> dict[str, Derived]:
    """The rates that a view works out, by figure id."""
    return {
        figure_id: rate
        for comparison in comparisons(catalog, view)
        for figure_id, rate in comparison.derived.items()
    }


def drawer(catalog: Catalog, view: CompareView, comparison: Comparison) -> Callable[..., go.Figure]:
    """Draws the chart of one comparison of a view; takes ``width`` and ``min_height``."""
    address = view.address_of(comparison.metric)
    t, most = language(view.language), view.most
    return partial(compare_chart, catalog, comparison, t, address=address, most=most)
