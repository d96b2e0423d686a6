"""The Compare page: choose metrics, read the chart, follow a bar to its words, take the picture."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

import streamlit as st

from asreported import compare as comparing
from asreported import export, style, table
from asreported.catalog import Catalog
from asreported.charts import SIDE_BY_SIDE, compare_chart
from asreported.compare import Comparison
from asreported.language import Language
from asreported.sentences import Sentences
from asreported.view import default_metric, metrics_of
from views import words
from views.shell import Page
from views.width import chart_width


def show(page: Page) -> None:
    """Draw the page, and leave the reader's choices in its view."""
    _choose(page)
    width = chart_width()
    if not page.view.metrics:
        st.info(page.t("Choose a metric above."))
    for metric_id in page.view.metrics:
        comparison = comparing.compare(page.catalog, metric_id, page.view.counts, page.view.cities)
        _section(page, comparison, width)


def _choose(page: Page) -> None:
    """The filters: theme, metric, what is counted, city."""
    catalog, t, say = page.catalog, page.t, Sentences(page.catalog, page.t)
    themes = [theme for theme in catalog.content.themes if metrics_of(catalog, theme)]
    theme = st.pills(
        t("Theme"),
        ["", *themes],
        default=page.view.theme,
        required=True,
        format_func=lambda theme: (
            catalog.content.themes[theme].name.in_language(t.code) if theme else t("All themes")
        ),
        key=f"choice-{page.key('theme')}",
        label_visibility="collapsed",
    )
    offered = metrics_of(catalog, theme or "")
    kept = [metric for metric in page.view.metrics if metric in offered]
    if theme != page.view.theme:
        kept = kept or [default_metric(catalog, theme or "")]
        st.session_state[f"choice-{page.key('metric')}"] = kept
    with st.container(key="filters"):
        wide, middle, narrow = st.columns([5, 4, 4], gap="medium")
        with wide:
            metrics = _several(
                page, "metric", t("Metric"), offered, kept, partial(_metric_label, page), ""
            )
        counted = {f.counts for metric in metrics for f in catalog.figures_of(metric)}
        countable = [counts for counts in catalog.content.counts if counts in counted]
        with middle:
            counts = _several(
                page,
                "counts",
                t("Counting"),
                countable,
                [c for c in page.view.counts if c in countable],
                say.counts,
                t("Everything"),
            )
        with narrow:
            cities = _several(
                page,
                "city",
                t("City"),
                list(catalog.cities),
                list(page.view.cities),
                say.city,
                t("All cities"),
            )
    page.choose(
        theme=theme or "", metrics=tuple(metrics), counts=tuple(counts), cities=tuple(cities)
    )


def _several(
    page: Page,
    name: str,
    label: str,
    options: list[str],
    chosen: list[str],
    format_func: Any,
    placeholder: str,
) -> list[str]:
    """A searchable list of which several may be chosen, with the reader's choice in it."""
    key = f"choice-{page.key(name)}"
    before = st.session_state.get(key)
    now = [choice for choice in (chosen if before is None else before) if choice in options]
    if now != before:  # set only then: setting makes the widget forget what is being typed
        st.session_state[key] = now
    return st.multiselect(
        label,
        options,
        key=key,
        format_func=format_func,
        placeholder=placeholder,
        select_all=False,
        filter_mode="contains",
        wrap=True,
    )


def _metric_label(page: Page, metric_id: str) -> str:
    return page.t(
        "{metric} · {number} of {all} cities",
        metric=Sentences(page.catalog, page.t).metric(metric_id),
        number=len(page.catalog.cities_reporting(metric_id)),
        all=len(page.catalog.cities),
    )


@st.fragment
def _section(page: Page, comparison: Comparison, width: int) -> None:
    """One metric: chart, verdict, downloads, the words behind a chosen bar, the table."""
    t, metric_id = page.t, comparison.metric
    say = Sentences(page.catalog, t)
    if not comparison.figures:
        name = say.metric(metric_id)
        st.info(t("Nothing on “{metric}” is left with these filters.", metric=name))
        return
    address = page.view.address(metric_id)
    chart = compare_chart(page.catalog, comparison, t, width=width, address=address)
    closed = st.session_state.setdefault(f"closed-{metric_id}", 0)
    chosen = st.plotly_chart(
        chart,
        theme=None,
        key=f"{_chart_class(width)}-{metric_id}-{t.code}-{closed}",
        on_select="rerun",
        selection_mode="points",
        alt=say.spoken(comparison),
        config=_chart_config(chart, metric_id, t),
    )
    figure_id = _chosen_figure(chosen)
    if figure_id in {figure.id for figure in comparison.figures}:
        with st.container(key=f"passage-{metric_id}", gap="small"):
            st.html(words.passage(page.catalog, say, t, page.catalog.figures[figure_id]))
            st.button(t("Close"), key=f"close-{metric_id}", on_click=_close, args=(metric_id,))
    st.html(words.verdict(say, comparison))
    _downloads(page.catalog, comparison, t, address)
    st.html(words.figures_table(page.catalog, say, t, comparison))


def _chart_class(width: int) -> str:
    """The style sheet takes back the margin that a chart carries for its picture."""
    return "chart-beside" if width >= SIDE_BY_SIDE else "chart-below"


def _chart_config(chart: Any, metric_id: str, t: Language) -> dict[str, Any]:
    """Only the camera, always visible; its picture has a name and plenty of pixels."""
    width = chart.layout.meta["width"]
    whole = width >= SIDE_BY_SIDE
    return {
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {
            "format": "png",
            "filename": export.file_name(metric_id, t.code, "png").removesuffix(".png"),
            "width": style.PICTURE_WIDTH if whole else width,
            "height": chart.layout.height,
            "scale": style.PICTURE_SCALE if whole else 2 * style.PICTURE_SCALE,
        },
    }


def _downloads(catalog: Catalog, comparison: Comparison, t: Language, address: str) -> None:
    metric_id = comparison.metric
    with st.container(horizontal=True, key=f"downloads-{metric_id}"):
        if _browser():
            for ending, media_type in export.FORMATS.items():
                st.download_button(
                    ending.upper(),
                    data=partial(_draw, catalog, comparison, t, address, ending),
                    file_name=export.file_name(metric_id, t.code, ending),
                    mime=media_type,
                    on_click="ignore",
                    key=f"{ending}-{metric_id}-{t.code}",
                )
        st.download_button(
            t("Data (CSV)"),
            data=partial(_csv, catalog, comparison),
            file_name=export.file_name(metric_id, t.code, "csv"),
            mime="text/csv",
            on_click="ignore",
            key=f"csv-{metric_id}-{t.code}",
        )
    if not _browser():
        st.caption(
            t(
                "For PNG, SVG and PDF buttons here, install Chrome, Chromium or Edge on this "
                "computer. The camera on the chart works without."
            )
        )


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


def _draw(
    catalog: Catalog, comparison: Comparison, t: Language, address: str, ending: str
) -> bytes:
    chart = compare_chart(
        catalog, comparison, t, min_height=style.PICTURE_MIN_HEIGHT, address=address
    )
    return export.picture(chart, ending)


def _csv(catalog: Catalog, comparison: Comparison) -> bytes:
    return table.to_csv(table.to_frame(catalog, comparison.figures))


def _close(metric_id: str) -> None:
    """Let go of the chosen bar: a chart's choice cannot be set, so it gets a new identity."""
    st.session_state[f"closed-{metric_id}"] += 1


def _chosen_figure(chosen: Any) -> str:
    points = chosen["selection"]["points"] if chosen else []
    data = points[0].get("customdata") if points else None
    return str(data[0] if isinstance(data, list) else data)
