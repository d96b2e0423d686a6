"""Downloads everything at once: charts as a ZIP, the report, the data, the references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from asreported import selection
from asreported.comparison.excerpts import MAX_ZIPPED
from asreported.drawing import formats
from asreported.html.escaping import escape_html
from asreported.view import CompareView
from asreported.words.language import LANGUAGES
from views.downloads import SIZE_NAMES, cite_button, data_buttons, give, has_browser, row_of_buttons
from views.shell import Page

if TYPE_CHECKING:  # imported when they are asked for, as in views.downloads
    from asreported.export.batch import PictureRequest
    from asreported.export.zip_job import ZipJob

_JOB = "zip-job"


def download_all(page: Page[CompareView]) -> None:
    """Draw the section at the foot of the page."""
    t, code = page.t, page.t.code
    with st.container(key="take-along"):
        heading = escape_html(t("Take it with you"))
        st.html(f'<h2 class="theme">{heading}</h2>')
        with row_of_buttons("all"):
            give(
                t("Report (HTML)"),
                partial(selection.report, page.catalog, code),
                file_name=formats.file_name("report", code, "html"),
                mime="text/html",
                key=f"report-{code}",
                help=t("Everything on one page that needs no server and no network."),
            )
            give(
                t("Data package (ZIP)"),
                lambda: _datapackage(page),
                file_name=formats.file_name("datapackage", code, "zip"),
                mime="application/zip",
                key=f"datapackage-{code}",
                help=t("All figures and codelists as linked tables, with types and a licence."),
            )
            data_buttons(page, "all-figures", CompareView(code), every=True)
            cite_button(page, "all", _line(page), ())
        if has_browser():
            section = st.expander(t("Charts as a ZIP"), key=f"zip-{code}", on_change="rerun")
            with section:
                if section.open:
                    _charts(page)


def _datapackage(page: Page[Any]) -> bytes:
    from asreported.export.datapackage import datapackage

    return datapackage(page.catalog)


def _line(page: Page[CompareView]) -> str:
    version = page.t("As Reported, data {version}", version=page.catalog.version)
    return f"{version} · {page.t('As reported by articles, not verified.')}"


def _charts(page: Page[CompareView]) -> None:
    """Show the form for a ZIP of charts, the progress of its job, or its result."""
    job: ZipJob | None = st.session_state.get(_JOB)
    if job is None:
        _ask(page)
    elif job.keep_alive():
        _progress(page, job)
        st.button(page.t("Stop"), key=f"zip-stop-{page.t.code}", on_click=_end)
    else:
        _give(page, job)


def _ask(page: Page[CompareView]) -> None:
    t, code = page.t, page.t.code
    here, every = page.view, replace(page.view, metrics=())
    scopes = {
        t("Of all metrics under the filters"): every,
        t("Of the metrics chosen"): here,
    }
    scope = st.radio(t("Charts"), list(scopes), key=f"zip-scope-{code}", persist_state="page")
    endings = _some(page, "formats", t("Formats"), {one: one.upper() for one in formats.PICTURES})
    sizes = _some(page, "sizes", t("Sizes"), {one: t(SIZE_NAMES[one]) for one in formats.SIZES})
    names = {one: settings.name for one, settings in LANGUAGES.items()}
    codes = _some(page, "languages", t("Languages"), names, first=code)
    view = scopes[scope or next(iter(scopes))]
    if len(view.metrics or page.catalog.metrics_of(view.theme)) > MAX_ZIPPED:
        st.caption(t("A ZIP holds {number} charts at most: choose a theme.", number=MAX_ZIPPED))
        return
    wanted = selection.pictures(page.catalog, view, endings, sizes, codes) if codes else []
    label = t.plural("Make {number} picture", "Make {number} pictures", len(wanted))
    st.button(
        label,
        type="primary",
        disabled=not wanted,
        key=f"zip-make-{code}",
        on_click=_make,
        args=(wanted,),
    )


def _make(wanted: Sequence[PictureRequest]) -> None:
    """Start a job for these pictures, unless one is at work."""
    from asreported.export.zip_job import ZipJob

    if _JOB not in st.session_state:  # the button may be pressed twice before it goes
        st.session_state[_JOB] = ZipJob(wanted)


def _some(
    page: Page[Any], key: str, label: str, names: dict[str, str], first: str = ""
) -> list[str]:
    """Choose several of ``names``; at first ``first``, or the first of them.

    The choice outlasts the job, during which it cannot be seen.
    """
    return st.pills(
        label,
        list(names),
        format_func=names.__getitem__,
        selection_mode="multi",
        default=[first or next(iter(names))],
        key=f"zip-{key}-{page.t.code}",
        persist_state="page",
    )


@st.fragment(run_every=0.5)
def _progress(page: Page[Any], job: ZipJob) -> None:
    """Show how far the job is; redraws itself until the job has ended."""
    if not job.keep_alive():
        page.redraw()  # only a run of the whole page ends that this redraws itself
    words = page.t("{done} of {total} pictures", done=job.done, total=job.total)
    st.progress(job.done / job.total, text=words)


def _end() -> None:
    """Stop the job, and let go of what it has made."""
    job: ZipJob | None = st.session_state.pop(_JOB, None)
    if job is not None:
        job.stop()


def _give(page: Page[Any], job: ZipJob) -> None:
    """Show the ZIP that was made, and which pictures could not be."""
    t = page.t
    for fault in job.faults:
        st.error(fault)
    if job.result is not None:
        st.download_button(
            t("Save the ZIP"),
            data=job.result,
            file_name=formats.file_name("charts", t.code, "zip"),
            mime="application/zip",
            type="primary",
            on_click="ignore",
            key=f"zip-save-{t.code}",
        )
    st.button(t("Make another"), key=f"zip-again-{t.code}", on_click=_end)
