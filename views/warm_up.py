"""Prepares what readers need: languages, the pages, the catalog, the browser for pictures."""

from __future__ import annotations

import importlib
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from asreported.installation import program_version
from asreported.words.language import LANGUAGES, language

_log = logging.getLogger(__name__)

#: Files that may be open: ten times what readers who have left can hold.
_OPEN_FILES = 4096
#: How long readers must have paused before the browser for pictures is started.
QUIET_SECONDS = 5


@asynccontextmanager
async def warm_up(_app: Any) -> AsyncIterator[None]:
    """Prepare in a thread that starts with the server; the server does not wait for it."""
    _allow_open_files()
    threading.Thread(target=prepare, daemon=True).start()
    _serving.set()
    try:
        yield
    finally:
        _serving.clear()


def _allow_open_files() -> None:
    """Raise the number of files that may be open, where the system lets us (not on Windows).

    Streamlit keeps 128 readers who have left, each with three open files. Where 256 may be
    open, as usual on macOS, the 82nd visit ended the server for good.
    """
    try:
        import resource
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, _OPEN_FILES)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def prepare() -> None:
    """Load the languages, import the pages, set up their logging, and load the catalog."""
    try:
        program_version()  # of the files that run, though others may take their place
        # A first page writes its sentences in all languages. First, for what is loaded next takes
        # the place of what Babel has read for them.
        for code in LANGUAGES:
            language(code)
        importlib.import_module("views.pages")
        importlib.import_module("views.downloads").log_faults_in_one_line()
        importlib.import_module("views.shell").live_catalog().get()
    except Exception as error:  # the page tells its reader, who can do something about it
        _log.debug("The first page was not prepared", exc_info=error)


def expect_pictures() -> None:
    """Start the browser that draws pictures once no reader has chosen anything for a while.

    Call this for every choice. Started at once, the browser would slow the next choice
    down; a reader who only looks needs none.
    """
    if not _serving.is_set():  # a test of one page has no reader who could ask for a picture
        return
    while _waiting:
        _waiting.pop().cancel()
    timer = threading.Timer(QUIET_SECONDS, _start_engine)
    timer.daemon = True
    _waiting.append(timer)
    timer.start()


_waiting: list[threading.Timer] = []
_serving = threading.Event()


def _start_engine() -> None:
    if not _serving.is_set():  # the server has ended meanwhile
        return
    from asreported.export.engine import shared_engine

    shared_engine().start()
