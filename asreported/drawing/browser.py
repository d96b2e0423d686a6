"""What a page draws charts with: the drawing itself, and our script around it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from asreported.drawing import formats
from asreported.drawing.canvas import BREAKPOINT, edge_of
from asreported.drawing.charts import Chart
from asreported.drawing.svg import fluid_svg
from asreported.words.language import Language

#: Our script: ``drawChart`` shows what ``for_browser`` gives, ``equipChart`` a drawing in a page.
SCRIPT = Path(__file__).with_name("chart.js")


def for_browser(chart: Chart, language: Language) -> dict[str, Any]:
    """Return a chart as plain data for our script: its drawing, and what ``about_chart`` tells."""
    return {"svg": fluid_svg(chart), **about_chart(chart, language)}


def about_chart(chart: Chart, language: Language) -> dict[str, Any]:
    """Return what our script needs beside a drawing: its size, its camera, words.

    The camera's picture is named after the metric and has the size of a wide one, or twice
    the pixels of a narrow chart's.
    """
    t, metadata = language, chart.metadata
    is_wide = metadata.width >= BREAKPOINT
    return {
        "width": metadata.width,
        "height": chart.height,
        "edge": edge_of(metadata.width),
        "margins": [chart.content["layout"]["margin"][side] for side in "lr"],
        "camera": {
            "filename": formats.file_name(metadata.name, t.code, "png", rates=metadata.rates),
            "width": formats.PICTURE_WIDTH if is_wide else metadata.width,
            "scale": formats.PICTURE_SCALE if is_wide else 2 * formats.PICTURE_SCALE,
        },
        "words": {
            "save": t("Save as a PNG picture"),
            "saved": t("Picture saved"),
            "copy": t("Copy the picture"),
            "copied": t("Picture copied"),
            "uncopied": t("This browser copies no pictures: save it with the camera."),
            "failed": t("The chart could not be drawn. Its figures stand in the table below it."),
        },
    }
