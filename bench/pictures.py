"""How long pictures take, against Plotly's own, each with its browser up and warm."""

from __future__ import annotations

import time

import kaleido
import plotly.graph_objects as go

from asreported import formats, load
from asreported.export.batch import make_all, pictures_of
from asreported.export.engine import shared_engine
from asreported.export.pictures import picture
from asreported.view import CompareView
from bench import REAL
from bench.loading import seconds
from bench.ratios import Ratio, in_turn


def one_picture(times: int) -> Ratio:
    """A PNG of a chart."""
    chart = load(REAL).chart("cameras")
    kaleido.start_sync_server(silence_warnings=True)
    try:
        ours, floor = in_turn(
            lambda: seconds(lambda: picture(chart, "png")),
            lambda: seconds(lambda: _plotly(chart)),
            times,
        )
    finally:
        kaleido.stop_sync_server(silence_warnings=True)
        shared_engine().close()
    return Ratio("a PNG", "`fig.to_image` of the same", 1.1, "s", ours, floor)


def all_pictures(times: int) -> Ratio:
    """A PNG of every chart, per chart, with the start of the browsers that it takes."""
    catalog = load(REAL)
    wanted = pictures_of(catalog, CompareView("en"), ["png"])
    charts = [one.draw(width=formats.PICTURE_WIDTH) for one in wanted]

    def ours() -> float:
        begun = time.perf_counter()
        assert all(made.raw for made in make_all(wanted))
        return (time.perf_counter() - begun) / len(wanted)

    def floor() -> float:
        return seconds(lambda: [_plotly(chart) for chart in charts]) / len(charts)

    kaleido.start_sync_server(silence_warnings=True)
    try:
        spent, least = in_turn(ours, floor, times)
    finally:
        kaleido.stop_sync_server(silence_warnings=True)
    return Ratio(
        f"all {len(wanted)} charts as PNG, per chart",
        "`fig.to_image` of each",
        1.0,
        "s",
        spent,
        least,
    )


def _plotly(chart: go.Figure) -> bytes:
    """What Plotly makes of it by itself, as large as ours."""
    layout = chart.layout
    raw: bytes = chart.to_image(
        format="png",
        width=layout.meta["width"],
        height=layout.height,
        scale=formats.PICTURE_SCALE,
    )
    return raw
