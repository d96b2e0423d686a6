"""Buttons that take something away: pictures, data, references. Files are made when asked for.

What makes them is imported then, too: it takes longer than all else that a first page needs.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection
from functools import partial
from shutil import which
from typing import Any

import streamlit as st
from streamlit import runtime
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

from asreported import selection
from asreported.catalog.model import Rate
from asreported.drawing import formats
from asreported.drawing.charts import Drawer
from asreported.export.citations import citations
from asreported.export.files import PictureError
from asreported.html.report_card import ReportCard
from asreported.translatable import N_
from asreported.view import CompareView
from asreported.words.language import Language
from views.live_pages import current_fragment, current_reader, pending_faults, redraw
from views.shell import Page

SIZE_NAMES = {"wide": N_("Wide"), "square": N_("Square")}


def give(
    label: str,
    make: Callable[[], bytes],
    *,
    file_name: str,
    mime: str,
    key: str,
    help: str | None = None,
) -> None:
    """Show a button for a file that is made when it is clicked."""
    st.download_button(
        label,
        data=_keeping(make, file_name, mime, key),
        file_name=file_name,
        mime=mime,
        on_click="ignore",
        key=key,
        help=help,
    )


def _keeping(make: Callable[[], bytes], file_name: str, mime: str, key: str) -> Callable[[], bytes]:
    """Return what makes a file and keeps it until the reader's next choice.

    By itself Streamlit keeps a file that was made on demand for nobody: it is gone as
    soon as two pages of any readers have been drawn, which with many readers is before
    the browser has fetched it.
    """
    reader = get_script_run_ctx()

    def keep(raw: bytes) -> None:
        files = runtime.get_instance().media_file_mgr
        files.add(raw, mime, f"made-{key}", file_name, is_for_static_download=True)

    def make_and_keep() -> bytes:
        raw = make()
        # A reader who has left meanwhile would have it kept for good.
        if reader and runtime.get_instance().is_active_session(reader.session_id):
            # This thread serves all readers, and Streamlit asks the thread whose file it is.
            thread = threading.Thread(target=keep, args=(raw,))
            add_script_run_ctx(thread, reader)
            thread.start()
            thread.join()
        return raw

    return make_and_keep


def row_of_buttons(name: str) -> DeltaGenerator:
    """Return a container for the buttons of something to take away; paper leaves it out."""
    return st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"downloads-{name}"
    )


def picture_buttons(name: str, t: Language, draw: Drawer, *, rates: Collection[Rate] = ()) -> None:
    """Show a choice of size, and a button for each format of a chart's picture that can be made."""
    size = _size(name, t)
    for ending, mime in formats.PICTURES.items():
        if ending != "svg" and not has_browser():
            continue
        give(
            ending.upper(),
            _telling_faults(t, partial(_picture, draw, ending, size)),
            file_name=formats.file_name(name, t.code, ending, size=size, rates=rates),
            mime=mime,
            key=f"{ending}-{size}-{name}-{t.code}",
        )


def page_buttons(name: str, t: Language, write: Callable[[], ReportCard]) -> None:
    """Show a button for each format of a page that leaves as a picture."""
    for ending in ("pdf", "png") if has_browser() else ():
        give(
            ending.upper(),
            _telling_faults(t, partial(_page_picture, write, ending)),
            file_name=formats.file_name(name, t.code, ending),
            mime=formats.PICTURES[ending],
            key=f"{ending}-{name}-{t.code}",
        )


def data_buttons(page: Page[Any], name: str, view: CompareView, *, every: bool = False) -> None:
    """Show a button for the figures of a view in each format of a table; ``every``: all of them."""
    t = page.t
    if every:
        labels = {"csv": t("All data (CSV)"), "json": t("All data (JSON)")}
    else:
        labels = {"csv": t("Data (CSV)"), "json": t("Data (JSON)")}
    for ending, mime in formats.TABLES.items():
        give(
            labels[ending],
            partial(selection.data, page.catalog, view, ending),
            file_name=formats.file_name(name, t.code, ending, rates=view.rates),
            mime=mime,
            key=f"{ending}-{name}-{t.code}",
        )


def cite_button(
    page: Page[Any], name: str, line: str, cities: Collection[str], *, letter: str = ""
) -> None:
    """Show a button for ``line``, to paste next to a picture, and the references of cities.

    ``letter`` is for someone who has not the view open; empty where there is none.
    """
    with st.popover(page.t("Cite"), key=f"cite-{name}", on_change="rerun") as opened:
        if opened.open:
            _citations(page, name, line, cities, letter)


def _citations(page: Page[Any], name: str, line: str, cities: Collection[str], letter: str) -> None:
    t = page.t
    st.caption(t("A line to paste next to it"))
    st.code(line, language=None, wrap_lines=True)
    if letter:
        st.caption(t("For someone elsewhere: what it shows, and how to open it"))
        st.code(letter, language=None, wrap_lines=True)
    st.caption(t("The articles and the data set as references"))
    with st.container(horizontal=True):
        for ending, (label, mime) in formats.CITATIONS.items():
            give(
                label,
                partial(citations, page.catalog, ending, cities),
                file_name=formats.file_name(name, t.code, ending, part="references"),
                mime=mime,
                key=f"references-{ending}-{name}-{t.code}",
            )


def note_without_browser(t: Language) -> None:
    """Say what to do where there is no browser that could draw pictures."""
    if not has_browser():
        st.caption(
            t(
                "For PNG and PDF buttons here, install Chrome, Chromium or Edge on this "
                "computer. SVG and the camera on the chart work without."
            )
        )


@st.cache_data(ttl=60)
def has_browser() -> bool:
    """Tell whether there is a browser that can draw pictures; look at most once a minute."""
    if any(map(which, BROWSERS)):
        return True
    from asreported.export.engine import find_browser

    return find_browser() is not None


#: Names by which most computers have a browser. One that is found by them Choreographer finds, too,
#: which looks in more places; it takes 1.3 MB, and is loaded when a browser is to be started.
BROWSERS = ("google-chrome", "chromium", "chromium-browser")


def _size(name: str, t: Language) -> str:
    chosen = st.segmented_control(
        t("Size"),
        list(formats.SIZES),
        format_func=lambda size: t(SIZE_NAMES[size]),
        default=next(iter(formats.SIZES)),
        required=True,
        key=f"size-{name}-{t.code}",
        label_visibility="collapsed",
        width="content",
    )
    return str(chosen)


def _telling_faults(t: Language, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return what makes a picture, and has the page say why where it cannot.

    A button of Streamlit's says only that it failed.
    """
    faults, page = pending_faults(), (current_reader(), current_fragment())

    def make_or_tell() -> bytes:
        try:
            return make()
        except PictureError as error:
            faults.append(t(error.sentence, **error.values))
            redraw(*page)
            raise

    return make_or_tell


def _picture(draw: Drawer, ending: str, size: str) -> bytes:
    from asreported.export.pictures import picture, sized

    return picture(sized(draw, size), ending, width=formats.SIZES[size][0])


def _page_picture(write: Callable[[], ReportCard], ending: str) -> bytes:
    from asreported.export.pictures import page_picture

    return page_picture(write(), ending)


def log_faults_in_one_line() -> None:
    """Have the terminal say of a picture that could not be made what the page says of it."""
    logging.getLogger("streamlit.runtime.backend_operation_handler").addFilter(_in_one_line)


def _in_one_line(record: logging.LogRecord) -> bool:
    """Log a picture that could not be made as a sentence, without its traceback."""
    fault = record.exc_info[1] if record.exc_info else None
    if fault is not None and isinstance(fault.__cause__, PictureError):
        record.msg, record.args, record.exc_info = str(fault.__cause__), (), None
    return True
