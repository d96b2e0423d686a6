"""Tells the charts how wide they will be shown."""

from __future__ import annotations

import streamlit as st

from asreported.drawing.formats import PICTURE_WIDTH
from asreported.drawing.metadata import BESIDE, EDGE, NARROW_EDGE

#: Widths that charts are laid out for, the last that of a picture.
STEPS = (300, 350, 400, 480, 600, 760, 960, PICTURE_WIDTH)

# Runs in the page: reports the widest step that fits, and again when that changes.
_SCRIPT = """
export default function ({ data, setStateValue }) {
  const page = document.querySelector('[data-testid="stMainBlockContainer"]') ?? document.body;
  let last = data.current;
  const report = () => {
    const { paddingLeft, paddingRight } = getComputedStyle(page);
    const text = page.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    // A chart reaches over the edges of the text by the margins that it carries (house.css).
    const wide = text + data.wideMargins;
    const room = wide >= data.beside ? wide : text + data.narrowMargins;
    const fits = data.steps.filter((step) => step <= room);
    const width = fits.length ? fits[fits.length - 1] : data.steps[0];
    if (width !== last) { last = width; setStateValue('width', width); }
  };
  // On a touch screen Plotly chooses the bar that was last pointed at, which is the one
  // before: so point at the new one first.
  const point = (event) => {
    if (event.pointerType !== 'touch' || !event.target.closest('.js-plotly-plot')) return;
    const { clientX, clientY } = event;
    const move = new MouseEvent('mousemove', { clientX, clientY, bubbles: true });
    event.target.dispatchEvent(move);
  };
  document.addEventListener('pointerdown', point, true);
  const observer = new ResizeObserver(report);
  observer.observe(page);
  report();
  return () => {
    observer.disconnect();
    document.removeEventListener('pointerdown', point, true);
  };
}
"""


@st.cache_resource
def _component() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component("chart_width", js=_SCRIPT)


def chart_width() -> int:
    """Width in pixels to lay charts out for; until the page has told, a guess from the browser."""
    reported = st.session_state.get("chart_width", {}).get("width")
    mobile = "Mobi" in (st.context.headers.get("User-Agent") or "")
    current = reported or (STEPS[1] if mobile else STEPS[-1])
    result = _component()(
        key="chart_width",
        data={
            "steps": STEPS,
            "current": current,
            "beside": BESIDE,
            "wideMargins": 2 * EDGE,
            "narrowMargins": 2 * NARROW_EDGE,
        },
        default={"width": current},
        on_width_change=lambda: None,
        height="content",
    )
    return int(result.get("width") or current)
