"""Charts on the page: drawn by a component of ours, which tells width and chosen mark."""

from __future__ import annotations

import streamlit as st

from asreported.drawing.browser import for_browser
from asreported.drawing.canvas import edge_of
from asreported.drawing.charts import Chart
from asreported.drawing.formats import PICTURE_WIDTH
from asreported.words.language import Language
from views.scripts import CHART_NAME

#: Widths that charts are laid out for, in pixels; the last is that of a picture.
STEPS = (300, 350, 400, 480, 600, 760, 960, PICTURE_WIDTH)

# Streamlit sends a component's script with each of its charts: the rest is a module of its own.
_SCRIPT = """
export default async (component) => {
  const { data: [{ module, chart }], parentElement } = component;
  try {
    return (await import(new URL(module, document.baseURI))).default(component);
  } catch {
    parentElement.querySelector('.chart').textContent = chart.words.failed;
  }
};
"""


@st.cache_resource
def _component() -> st.components.v2.types.ComponentRenderer:
    html = '<div class="chart" role="figure"></div>'
    return st.components.v2.component("chart", html=html, js=_SCRIPT, isolate_styles=False)


def chart_width() -> int:
    """Return the width to lay charts out for, in pixels: one of STEPS.

    Until a chart has told it, it is guessed from the browser's name.
    """
    mobile = "Mobi" in (st.context.headers.get("User-Agent") or "")
    return int(st.session_state.get("chart-width") or (STEPS[1] if mobile else STEPS[-1]))


def show_chart(chart: Chart, t: Language, *, place: int) -> str:
    """Show a chart with its camera; return the id of the figure that was chosen, or nothing.

    A chart that comes in the ``place`` of another is drawn over it.
    """
    key, chosen = f"chart-{place}", f"chosen-{place}"

    def told(name: str) -> object:  # nothing where another choice has taken the chart away
        return st.session_state.get(key, {}).get(name)

    def keep_width() -> None:
        st.session_state["chart-width"] = told("width")

    def choose() -> None:
        figure = told("chosen")
        st.session_state[chosen] = "" if st.session_state.get(chosen) == figure else figure

    if st.session_state.get(chosen) not in chart.figures:
        close_chart(place)
    _component()(
        key=key,
        # In a list: for a dict Streamlit imports pandas, to see whether it holds a data frame.
        data=[
            {
                "chart": for_browser(chart, t),
                "alt": chart.metadata.description,
                "chosen": st.session_state[chosen],
                "module": f"./scripts/{CHART_NAME}",
                "steps": [(step, edge_of(step)) for step in STEPS],
            }
        ],
        on_width_change=keep_width,
        on_chosen_change=choose,
    )
    return str(st.session_state[chosen])


def close_chart(place: int) -> None:
    """Let go of the chosen mark."""
    st.session_state[f"chosen-{place}"] = ""
