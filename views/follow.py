"""Open pages are drawn again when something changes behind them, without being asked."""

from __future__ import annotations

import logging
import threading
import time

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from asreported.catalog.live import LiveCatalog, Snapshot

_log = logging.getLogger(__name__)

#: How often the files of open pages are looked at.
_SECONDS_BETWEEN = 1.0


class Follower:
    """Draws every open page again whose catalog has changed; one thread serves them all.

    A page that asked by itself would cost its browser a tenth of a processor.
    """

    def __init__(self, live: LiveCatalog) -> None:
        self._live = live
        self._shown: dict[str, Snapshot] = {}
        threading.Thread(target=self._watch, daemon=True).start()

    def shows(self, reader: str, snapshot: Snapshot) -> None:
        """Note what the page of a reader shows."""
        self._shown[reader] = snapshot

    def _watch(self) -> None:
        while True:
            time.sleep(_SECONDS_BETWEEN)
            try:
                self._look()
            except Exception:
                _log.exception("The files could not be looked at")

    def _look(self) -> None:
        if not runtime.exists():
            self._shown.clear()
        readers = list(self._shown.items())
        now = self._live.get() if readers else None
        for reader, snapshot in readers:
            if not runtime.get_instance().is_active_session(reader):
                self._shown.pop(reader, None)
            elif snapshot is not now:
                # Drawn again, it is noted again; if that fails, it is asked once more.
                draw_again(reader)


def this_reader() -> str:
    """The id of the reader for whom a page is being drawn."""
    context = get_script_run_ctx()
    return context.session_id if context else ""


def draw_again(reader: str) -> None:
    """Have the page of a reader drawn again, as Streamlit does when code was saved."""
    session = runtime.get_instance().get_app_session(reader)
    if session is not None:
        session.request_rerun(session._client_state)


def faults_to_tell() -> list[str]:
    """Sentences that the reader's page is about to show; what runs in the background adds some."""
    faults: list[str] = st.session_state.setdefault("faults", [])
    return faults


def tell_faults() -> None:
    """Show them, and forget them."""
    faults = faults_to_tell()
    while faults:
        st.toast(faults.pop(0), icon=":material/error:", duration="long")
