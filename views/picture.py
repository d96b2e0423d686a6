"""A chart on the page: drawn to its width, followed by its camera and its downloads."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from asreported import export, style
from asreported.charts import SIDE_BY_SIDE
from asreported.language import Language

Chart = Any
#: Draws a chart for a picture.
Drawer = Callable[[], Chart]
#: Makes the bytes of a file, by its ending.
Makers = dict[str, Callable[[], bytes]]


def show_chart(chart: Chart, t: Language, *, key: str, alt: str) -> list[str]:
    """Draw a chart; give the ids of the figures of the mark that the reader chose."""
    width = chart.layout.meta["width"]
    metric = chart.layout.meta["metric"]
    chosen: Any = st.plotly_chart(
        chart,
        theme=None,
        key=f"{_chart_class(width)}-{key}",
        on_select="rerun",
        selection_mode="points",
        alt=alt,
        config=_config(chart, metric, t),
    )
    points = chosen["selection"]["points"] if chosen else []
    data = points[0].get("customdata") if points else None
    ids = data if isinstance(data, list) else [data]
    return [str(figure_id) for figure_id in ids if figure_id]


def download_buttons(name: str, t: Language, draw: Drawer, csv: Callable[[], bytes]) -> None:
    """Buttons for the picture in each format and for the data; files are made when asked for."""
    makers: Makers = {ending: partial(_picture, draw, ending) for ending in export.FORMATS}
    _buttons(name, t, makers, csv)


def page_buttons(
    name: str, t: Language, write: Callable[[], str], csv: Callable[[], bytes]
) -> None:
    """Buttons for an A4 page as PDF and PNG, and for the data."""
    makers: Makers = {ending: partial(_sheet, write, ending) for ending in ("pdf", "png")}
    _buttons(name, t, makers, csv)


def _buttons(name: str, t: Language, makers: Makers, csv: Callable[[], bytes]) -> None:
    with st.container(horizontal=True, key=f"downloads-{name}"):
        for ending, make in makers.items() if _browser() else ():
            st.download_button(
                ending.upper(),
                data=make,
                file_name=export.file_name(name, t.code, ending),
                mime=export.FORMATS[ending],
                on_click="ignore",
                key=f"{ending}-{name}-{t.code}",
            )
        st.download_button(
            t("Data (CSV)"),
            data=csv,
            file_name=export.file_name(name, t.code, "csv"),
            mime="text/csv",
            on_click="ignore",
            key=f"csv-{name}-{t.code}",
        )
    if not _browser():
        st.caption(
            t(
                "For PNG, SVG and PDF buttons here, install Chrome, Chromium or Edge on this "
                "computer. The camera on the chart works without."
            )
        )


def _sheet(write: Callable[[], str], ending: str) -> bytes:
    return export.a4(write(), ending)


def _chart_class(width: int) -> str:
    """The style sheet takes back the margin that a chart carries for its picture."""
    return "chart-beside" if width >= SIDE_BY_SIDE else "chart-below"


def _config(chart: Chart, name: str, t: Language) -> dict[str, Any]:
    """Only the camera, always visible; its picture has a name and plenty of pixels."""
    width = chart.layout.meta["width"]
    whole = width >= SIDE_BY_SIDE
    return {
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {
            "format": "png",
            "filename": export.file_name(name, t.code, "png").removesuffix(".png"),
            "width": style.PICTURE_WIDTH if whole else width,
            "height": chart.layout.height,
            "scale": style.PICTURE_SCALE if whole else 2 * style.PICTURE_SCALE,
        },
    }


def _picture(draw: Drawer, ending: str) -> bytes:
    return export.picture(draw(), ending)


def _tell_in_one_line(record: logging.LogRecord) -> bool:
    """In the terminal, a picture that could not be made is a sentence and no traceback."""
    fault = record.exc_info[1] if record.exc_info else None
    if fault is not None and isinstance(fault.__cause__, export.PictureError):
        record.msg, record.args, record.exc_info = str(fault.__cause__), (), None
    return True


logging.getLogger("streamlit.runtime.backend_operation_handler").addFilter(_tell_in_one_line)


@st.cache_data(ttl=60)
def _browser() -> str | None:
    return export.find_browser()
