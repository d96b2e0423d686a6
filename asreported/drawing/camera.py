"""The one button on a chart, the camera, which saves a PNG in any browser."""

from __future__ import annotations

from typing import Any

from asreported.drawing import formats
from asreported.drawing.metadata import BESIDE, Chart
from asreported.words.language import Language


def camera_config(chart: Chart, language: Language) -> dict[str, Any]:
    """Plotly's configuration: only the camera, always visible, in the reader's language.

    Its picture has a name that says what it is, and plenty of pixels.
    """
    t, facts = language, chart.metadata
    whole = facts.width >= BESIDE
    name = formats.file_name(facts.name, t.code, "png", rates=facts.rates)
    # What Plotly calls the button, and what it says while it works.
    words = {
        "Download plot as a PNG": t("Save as a PNG picture"),
        "Taking snapshot - this may take a few seconds": t("Taking the picture"),
        "Snapshot succeeded": t("Picture saved"),
    }
    return {
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "locale": t.code,
        "locales": {t.code: {"dictionary": words, "format": {}}},
        "toImageButtonOptions": {
            "format": "png",
            "filename": name.removesuffix(".png"),
            "width": formats.PICTURE_WIDTH if whole else facts.width,
            "height": chart.height,
            "scale": formats.PICTURE_SCALE if whole else 2 * formats.PICTURE_SCALE,
        },
    }
