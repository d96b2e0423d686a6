"""The camera: the one button on a chart, which saves it as a PNG in any browser."""

from __future__ import annotations

from typing import Any

from asreported.drawing import formats
from asreported.drawing.canvas import BREAKPOINT
from asreported.drawing.charts import Chart
from asreported.words.language import Language


def camera_config(chart: Chart, language: Language) -> dict[str, Any]:
    """Return Plotly's configuration of a chart: only the camera, always visible.

    Its labels are in the reader's language. Its picture is named after the metric and has
    the size of a wide one, or twice the pixels of a narrow chart's.
    """
    t, metadata = language, chart.metadata
    is_wide = metadata.width >= BREAKPOINT
    name = formats.file_name(metadata.name, t.code, "png", rates=metadata.rates)
    # Plotly's names for the button and its messages are the keys of its translations.
    labels = {
        "Download plot as a PNG": t("Save as a PNG picture"),
        "Taking snapshot - this may take a few seconds": t("Taking the picture"),
        "Snapshot succeeded": t("Picture saved"),
    }
    return {
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "locale": t.code,
        "locales": {t.code: {"dictionary": labels, "format": {}}},
        "toImageButtonOptions": {
            "format": "png",
            "filename": name.removesuffix(".png"),
            "width": formats.PICTURE_WIDTH if is_wide else metadata.width,
            "height": chart.height,
            "scale": formats.PICTURE_SCALE if is_wide else 2 * formats.PICTURE_SCALE,
        },
    }
