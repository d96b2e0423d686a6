"""A chart on the page, drawn to its width, with its camera."""

from __future__ import annotations

from typing import Any

import streamlit as st

from asreported.drawing.camera import camera_config
from asreported.drawing.canvas import BREAKPOINT
from asreported.drawing.charts import Chart
from asreported.words.language import Language


def show_chart(chart: Chart, t: Language, *, key: str) -> list[str]:
    """Draw a chart; give the ids of the figures of the mark that the reader chose."""
    facts = chart.metadata
    chosen: Any = st.plotly_chart(
        chart.figure,
        theme=None,
        key=f"{_chart_class(facts.width)}-{key}",
        on_select="rerun",
        selection_mode="points",
        alt=facts.description,
        config=camera_config(chart, t),
    )
    points = chosen["selection"]["points"] if chosen else []
    data = points[0].get("customdata") if points else None
    ids = data if isinstance(data, list) else [data]
    return [str(figure_id) for figure_id in ids if figure_id]


def _chart_class(width: int) -> str:
    """The style sheet takes back the margin that a chart carries for its picture."""
    return "chart-beside" if width >= BREAKPOINT else "chart-below"
