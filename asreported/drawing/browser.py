"""What a browser draws charts with: Plotly's script as it was published, and ours around it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from asreported.drawing import formats
from asreported.drawing.canvas import BREAKPOINT, edge_of
from asreported.drawing.charts import Chart
from asreported.words.language import Language

_HERE = Path(__file__).parent

#: Plotly's script for bars and points (see the README beside it).
PLOTLY = _HERE / "plotly" / "plotly-basic.min.js"
#: Our script: ``drawChart`` draws what ``for_browser`` gives.
SCRIPT = _HERE / "chart.js"


def for_browser(chart: Chart, language: Language) -> dict[str, Any]:
    """Return a chart as plain data for our script: the Plotly figure, its camera, its words.

    The camera's picture is named after the metric and has the size of a wide one, or twice
    the pixels of a narrow chart's.
    """
    t, metadata = language, chart.metadata
    is_wide = metadata.width >= BREAKPOINT
    name = formats.file_name(metadata.name, t.code, "png", rates=metadata.rates)
    return {
        **chart.figure.to_dict(),
        "width": metadata.width,
        "edge": edge_of(metadata.width),
        "camera": {
            "format": "png",
            "filename": name.removesuffix(".png"),
            "width": formats.PICTURE_WIDTH if is_wide else metadata.width,
            "height": chart.height,
            "scale": formats.PICTURE_SCALE if is_wide else 2 * formats.PICTURE_SCALE,
        },
        "words": {
            "save": t("Save as a PNG picture"),
            "saved": t("Picture saved"),
            "failed": t("The chart could not be drawn. Its figures stand in the table below it."),
        },
    }
