"""Buttons that take something away: pictures, data, references. Files are made when asked for.

What makes them is imported then, too: it takes longer than all else that a first page needs.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection
from functools import partial
from typing import Any

import streamlit as st
from streamlit import runtime
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

from asreported import selection
from asreported.catalog.catalog import Catalog
from asreported.catalog.model import Rate
from asreported.drawing import formats
from asreported.drawing.charts import Drawer
from asreported.drawing.metadata import Metadata
from asreported.export.files import PictureError
from asreported.translatable import N_
from asreported.view import CompareView
from asreported.words.language import Language
from views.follow import draw_again, faults_to_tell, this_reader
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
    """A button for a file that is made when it is asked for."""
    st.download_button(
        label,
        data=_kept(make, file_name, mime, key),
        file_name=file_name,
        mime=mime,
        on_click="ignore",
        key=key,
        help=help,
    )


def _kept(make: Callable[[], bytes], file_name: str, mime: str, key: str) -> Callable[[], bytes]:
    """Makes a file that stays until the reader's next choice.

    By itself Streamlit keeps a file that was made on demand for nobody: it is gone as
    soon as two pages of any readers have been drawn, which with many readers is before
    the browser has fetched it.
    """
    reader = get_script_run_ctx()

    def keep(raw: bytes) -> None:
        files = runtime.get_instance().media_file_mgr
        files.add(raw, mime, f"made-{key}", file_name, is_for_static_download=True)

    def made() -> bytes:
        raw = make()
        # A reader who has left meanwhile would have it kept for good.
        if reader and runtime.get_instance().is_active_session(reader.session_id):
            # The thread that this runs in serves all readers; whose file it is has to be told.
            thread = threading.Thread(target=keep, args=(raw,))
            add_script_run_ctx(thread, reader)
            thread.start()
            thread.join()
        return raw

    return made


def row_of_buttons(name: str) -> DeltaGenerator:
    """Where the buttons of something to take away stand; it is left out on paper."""
    return st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"downloads-{name}"
    )


def picture_buttons(
    name: str, t: Language, draw: Drawer, *, sizes: bool = True, rates: Collection[Rate] = ()
) -> None:
    """A button for each format of a picture, and a choice of its size."""
    if not has_browser():
        return
    size = _size(name, t) if sizes else "wide"
    for ending, mime in formats.PICTURES.items():
        give(
            ending.upper(),
            _told(t, partial(_picture, draw, ending, size)),
            file_name=formats.file_name(name, t.code, ending, size=size, rates=rates),
            mime=mime,
            key=f"{ending}-{size}-{name}-{t.code}",
        )


def a4_buttons(name: str, t: Language, write: Callable[[], str], facts: Metadata) -> None:
    """A button for each format of an A4 page."""
    for ending in ("pdf", "png") if has_browser() else ():
        give(
            ending.upper(),
            _told(t, partial(_a4, write, facts, ending)),
            file_name=formats.file_name(name, t.code, ending),
            mime=formats.PICTURES[ending],
            key=f"{ending}-{name}-{t.code}",
        )


def data_buttons(page: Page[Any], name: str, view: CompareView, *, every: bool = False) -> None:
    """A button for the figures of a view in each format of a table; ``every``: they are all."""
    t = page.t
    if every:
        labels = {"csv": t("All data (CSV)"), "json": t("All data (JSON)")}
    else:
        labels = {"csv": t("Data (CSV)"), "json": t("Data (JSON)")}
    for ending, mime in formats.TABLES.items():
        give(
            labels[ending],
            partial(_data, page.catalog, view, ending),
            file_name=formats.file_name(name, t.code, ending, rates=view.rates),
            mime=mime,
            key=f"{ending}-{name}-{t.code}",
        )


def cite_button(page: Page[Any], name: str, line: str, cities: Collection[str]) -> None:
    """What to paste next to a picture, and its references for a citation manager."""
    t = page.t
    with st.popover(t("Cite"), key=f"cite-{name}", on_change="rerun") as opened:
        if opened.open:
            _citations(page, name, line, cities)


def _citations(page: Page[Any], name: str, line: str, cities: Collection[str]) -> None:
    t = page.t
    st.caption(t("A line to paste next to it"))
    st.code(line, language=None, wrap_lines=True)
    st.caption(t("The articles and the data set as references"))
    with st.container(horizontal=True):
        for ending, (label, mime) in formats.CITATIONS.items():
            give(
                label,
                partial(_references, page.catalog, ending, cities),
                file_name=formats.file_name(f"{name}_references", t.code, ending),
                mime=mime,
                key=f"references-{ending}-{name}-{t.code}",
            )


def note_without_browser(t: Language) -> None:
    """What to do where there is no browser that could draw pictures."""
    if not has_browser():
        st.caption(
            t(
                "For PNG, SVG and PDF buttons here, install Chrome, Chromium or Edge on this "
                "computer. The camera on the chart works without."
            )
        )


@st.cache_data(ttl=60)
def has_browser() -> bool:
    """Whether there is a browser that can draw pictures; looked for at most once a minute."""
    from asreported.export.engine import find_browser

    return find_browser() is not None


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


def _told(t: Language, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Have the page tell, too, why a picture could not be made: a button says only that."""
    faults, reader = faults_to_tell(), this_reader()

    def made() -> bytes:
        try:
            return make()
        except PictureError as error:
            faults.append(t(error.sentence, **error.values))
            draw_again(reader)
            raise

    return made


def _data(catalog: Catalog, view: CompareView, ending: str) -> bytes:
    return selection.data(catalog, view, ending)


def _references(catalog: Catalog, ending: str, cities: Collection[str]) -> bytes:
    from asreported.export.citations import citations

    return citations(catalog, ending, cities)


def _picture(draw: Drawer, ending: str, size: str) -> bytes:
    from asreported.export.pictures import picture, sized

    return picture(sized(draw, size), ending, width=formats.SIZES[size][0])


def _a4(write: Callable[[], str], facts: Metadata, ending: str) -> bytes:
    from asreported.export.pictures import a4

    return a4(write(), facts, ending)


def _tell_in_one_line(record: logging.LogRecord) -> bool:
    """In the terminal, a picture that could not be made is a sentence and no traceback."""
    fault = record.exc_info[1] if record.exc_info else None
    if fault is not None and isinstance(fault.__cause__, PictureError):
        record.msg, record.args, record.exc_info = str(fault.__cause__), (), None
    return True


logging.getLogger("streamlit.runtime.backend_operation_handler").addFilter(_tell_in_one_line)
