"""Charts on the page: drawn by a component of ours, which tells width and chosen mark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from asreported.drawing.browser import SCRIPT, for_browser
from asreported.drawing.canvas import BREAKPOINT, EDGE, NARROW_EDGE
from asreported.drawing.charts import Chart
from asreported.drawing.formats import PICTURE_WIDTH
from asreported.words.language import Language
from views.plotly_script import NAME

#: Widths that charts are laid out for, in pixels; the last is that of a picture.
STEPS = (300, 350, 400, 480, 600, 760, 960, PICTURE_WIDTH)


@st.cache_resource
def _component() -> st.components.v2.types.ComponentRenderer:
    scripts = (SCRIPT, Path(__file__).with_name("chart.js"))
    return st.components.v2.component(
        "chart",
        html='<div class="chart" role="figure"></div>',
        js="\n".join(path.read_text(encoding="utf-8") for path in scripts),
        isolate_styles=False,
    )


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
    told: Any = st.session_state  # what the component tells, for as long as a run takes

    def keep_width() -> None:
        st.session_state["chart-width"] = told[key]["width"]

    def choose() -> None:
        figure = told[key]["chosen"]
        st.session_state[chosen] = "" if st.session_state.get(chosen) == figure else figure

    drawn = for_browser(chart, t)
    figures = {figure for trace in drawn["data"] for figure in trace["customdata"]}
    if st.session_state.get(chosen) not in figures:
        close_chart(place)
    _component()(
        key=key,
        # In a list: of a dict Streamlit asks whether its values are data frames, and imports pandas.
        data=[
            {
                "chart": drawn,
                "alt": chart.metadata.description,
                "chosen": st.session_state[chosen],
                "script": f"./{NAME}",
                "steps": STEPS,
                "breakpoint": BREAKPOINT,
                "edges": (EDGE, NARROW_EDGE),
            }
        ],
        on_width_change=keep_width,
        on_chosen_change=choose,
    )
    return str(st.session_state[chosen])


def close_chart(place: int) -> None:
    """Let go of the chosen mark."""
    st.session_state[f"chosen-{place}"] = ""
