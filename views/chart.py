"""Charts on the page: their width, their camera, and the choice of a mark."""

from __future__ import annotations

from typing import Any

import streamlit as st

from asreported.drawing.camera import camera_config
from asreported.drawing.canvas import BREAKPOINT, EDGE, NARROW_EDGE
from asreported.drawing.charts import Chart
from asreported.drawing.formats import PICTURE_WIDTH
from asreported.words.language import Language

#: Widths that charts are laid out for, in pixels; the last is that of a picture.
STEPS = (300, 350, 400, 480, 600, 760, 960, PICTURE_WIDTH)

# Reports the widest step that fits the page, now and whenever that changes.
_SCRIPT = """
export default function ({ data, setStateValue }) {
  const page = document.querySelector('[data-testid="stMainBlockContainer"]') ?? document.body;
  let last = data.current;
  const report = () => {
    const { paddingLeft, paddingRight } = getComputedStyle(page);
    const text = page.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    // A chart reaches over the edges of the text by the margins that it carries (house.css).
    const wide = text + data.wideMargins;
    const room = wide >= data.breakpoint ? wide : text + data.narrowMargins;
    const fits = data.steps.filter((step) => step <= room);
    const width = fits.length ? fits[fits.length - 1] : data.steps[0];
    if (width !== last) { last = width; setStateValue('width', width); }
  };
  const observer = new ResizeObserver(report);
  observer.observe(page);
  report();
  return () => observer.disconnect();
}
"""


@st.cache_resource
def _component() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component("chart_width", js=_SCRIPT)


def chart_width() -> int:
    """Return the width to lay charts out for, in pixels: one of STEPS.

    Until the page has reported it, it is guessed from the browser's name. Call it once a
    page: it also has touched marks chosen.
    """
    reported = st.session_state.get("chart_width", {}).get("width")
    mobile = "Mobi" in (st.context.headers.get("User-Agent") or "")
    current = reported or (STEPS[1] if mobile else STEPS[-1])
    result = _component()(
        key="chart_width",
        data={
            "steps": STEPS,
            "current": current,
            "breakpoint": BREAKPOINT,
            "wideMargins": 2 * EDGE,
            "narrowMargins": 2 * NARROW_EDGE,
        },
        default={"width": current},
        on_width_change=lambda: None,
        height="content",
    )
    return int(result.get("width") or current)


def show_chart(chart: Chart, t: Language, *, key: str) -> str:
    """Show a chart with its camera; return the id of the figure that was chosen, or nothing."""
    metadata = chart.metadata
    # The style sheet (house.css) takes back the margin that a chart carries for its picture.
    layout = "beside" if metadata.width >= BREAKPOINT else "below"
    chosen: Any = st.plotly_chart(
        chart.figure,
        theme=None,
        key=f"chart-{layout}-{key}",
        on_select="rerun",
        selection_mode="points",
        alt=metadata.description,
        config=camera_config(chart, t),
    )
    points = chosen["selection"]["points"] if chosen else []
    return str(points[0].get("customdata") or "") if points else ""
