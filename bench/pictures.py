"""How long pictures take, against Plotly's own, each with its browser up and warm."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import kaleido

from asreported import chart as chart_of
from asreported import load
from asreported.drawing.charts import Chart
from asreported.drawing.formats import PICTURE_SCALE, PICTURE_WIDTH
from asreported.export.batch import make_all
from asreported.export.engine import shared_engine
from asreported.export.pictures import picture
from asreported.export.report import report
from asreported.selection import pictures
from asreported.view import CompareView
from asreported.words.language import LANGUAGES, language
from bench import MB, REAL
from bench.ratios import Ratio, in_turn, seconds

#: What a report may weigh, in MB.
_MOST = 3.6


def one_picture(times: int) -> Ratio:
    """Measure a PNG of a chart."""
    chart = chart_of(load(REAL), "cameras")
    with _kaleido():
        sides = in_turn(
            lambda: seconds(lambda: picture(chart, "png")),
            lambda: seconds(lambda: _plotly(chart)),
            times,
        )
        shared_engine().close()
    return Ratio("a PNG", "`fig.to_image` of the same", 0.9, "s", *sides)


def all_pictures(times: int) -> Ratio:
    """Measure a PNG of every chart, per chart, with the start of the browsers that it takes."""
    wanted = pictures(load(REAL), CompareView("en"), ["png"])
    charts = [one.draw(width=PICTURE_WIDTH) for one in wanted]

    def make() -> None:
        assert all(made.raw for made in make_all(wanted))

    with _kaleido():
        sides = in_turn(
            lambda: seconds(make) / len(charts),
            lambda: seconds(lambda: [_plotly(chart) for chart in charts]) / len(charts),
            times,
        )
    what = f"all {len(charts)} charts as PNG, per chart"
    return Ratio(what, "`fig.to_image` of each", 0.9, "s", *sides)


def reports() -> Iterator[Ratio]:
    """Weigh the report in each language, against what it may weigh."""
    catalog = load(REAL)
    for code in LANGUAGES:
        text = report(catalog, language(code), lambda metric: f"?metric={metric}")
        size = len(text.encode()) / MB
        yield Ratio(f"the report ({code})", "what it may weigh", 1.0, "MB", [size], [_MOST])


@contextmanager
def _kaleido() -> Iterator[None]:
    """Keep the browser up with which Plotly makes pictures."""
    kaleido.start_sync_server(silence_warnings=True)
    try:
        yield
    finally:
        kaleido.stop_sync_server(silence_warnings=True)


def _plotly(chart: Chart) -> bytes:
    """What Plotly makes of a chart by itself, as large as ours."""
    raw: bytes = chart.figure.to_image(
        format="png", width=PICTURE_WIDTH, height=chart.height, scale=PICTURE_SCALE
    )
    return raw
