"""What the first page needs is made ready while its reader's browser still loads scripts."""

from __future__ import annotations

import importlib
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

_log = logging.getLogger(__name__)


@asynccontextmanager
async def work_ahead(_app: Any) -> AsyncIterator[None]:
    """Begin with the server, which does not wait for it."""
    threading.Thread(target=_make_ready, daemon=True).start()
    yield


def _make_ready() -> None:
    """Import the pages, load the catalog, and draw the first chart in each language."""
    try:
        importlib.import_module("views.pages")
        importlib.import_module("streamlit.emojis")  # what Streamlit looks for in Chinese labels
        importlib.import_module("views.shell").draw_first_charts()
    except Exception as error:  # the page tells its reader, who can do something about it
        _log.debug("The first page was not made ready", exc_info=error)
