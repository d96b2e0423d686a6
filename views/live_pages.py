"""Redraws open pages when the catalog changes, and tells readers of faults in the background."""

from __future__ import annotations

import logging
import threading
import time
from urllib.parse import urlencode

import streamlit as st
from streamlit import runtime
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState

from asreported.catalog.live import LiveCatalog, Snapshot

_log = logging.getLogger(__name__)

#: How often the files of open pages are looked at.
_SECONDS_BETWEEN = 1.0


class CatalogWatcher:
    """Redraws every open page whose catalog has changed; one thread serves all pages.

    A page that asked by itself, with ``run_every``, would cost its browser a tenth of a
    processor.
    """

    def __init__(self, live: LiveCatalog) -> None:
        self._live = live
        self._shown: dict[str, Snapshot] = {}
        threading.Thread(target=self._watch, daemon=True).start()

    def register(self, reader: str, snapshot: Snapshot) -> None:
        """Note which snapshot the page of a reader shows."""
        self._shown[reader] = snapshot

    def _watch(self) -> None:
        while True:
            time.sleep(_SECONDS_BETWEEN)
            try:
                self._redraw_outdated()
            except Exception:
                _log.exception("The files could not be looked at")

    def _redraw_outdated(self) -> None:
        if not runtime.exists():
            self._shown.clear()
        readers = list(self._shown.items())
        now = self._live.get() if readers else None
        for reader, snapshot in readers:
            if not runtime.get_instance().is_active_session(reader):
                self._shown.pop(reader, None)
            elif snapshot is not now:
                # The redrawn page registers anew; if that fails, it is redrawn once more.
                redraw(reader)


def current_reader() -> str:
    """Return the session id of the reader for whom a page is being drawn."""
    context = get_script_run_ctx()
    return context.session_id if context else ""


def current_fragment() -> str:
    """Return the id of the fragment that is being drawn; of a page, all of it is one."""
    return ThreadState.get().fragment_id or ""


def redraw(reader: str, fragment: str = "") -> None:
    """Redraw the page of a reader, as Streamlit does when code was saved, or one fragment of it.

    A redraw of the whole page takes along what waits to be sent (``ForwardMsgQueue.clear``):
    the answer to a download as well, whose button then stays disabled for ever.
    """
    session = runtime.get_instance().get_app_session(reader)
    if session is None:
        return
    state = ClientState()
    state.CopyFrom(session._client_state)
    state.fragment_id = fragment
    if not fragment:  # of a page that opens just now only its first request tells which it is
        pages = session._pages_manager
        state.page_script_hash = pages.intended_page_script_hash or ""
        state.page_name = pages.intended_page_name or ""
    # What the controls showed when the last run ended is no choice of now, nor is the address:
    # with them a choice whose run is still under way would be taken back.
    state.ClearField("widget_states")
    if "query" in session.session_state:
        state.query_string = urlencode(session.session_state["query"][1], doseq=True)
    session.request_rerun(state)


def pending_faults() -> list[str]:
    """Return the sentences that the reader's page will show next; background work adds to them."""
    faults: list[str] = st.session_state.setdefault("faults", [])
    return faults


def show_faults() -> None:
    """Show the pending sentences, and forget them."""
    faults = pending_faults()
    while faults:
        st.toast(faults.pop(0), icon=":material/error:", duration="long")
