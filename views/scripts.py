"""Serves the script of charts under a name that changes with it; has a browser fetch it early."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from asreported.drawing.browser import SCRIPT

_SCRIPT = b"\n".join(file.read_bytes() for file in (SCRIPT, Path(__file__).with_name("chart.js")))

#: The module of the component that shows charts: the last part of its address.
CHART_NAME = f"chart.{hashlib.sha256(_SCRIPT).hexdigest()[:16]}.js"


def _serve(request: Request) -> Response:
    """Give the script, which a browser may keep for ever; Streamlit compresses it."""
    if request.path_params["name"] != CHART_NAME:
        return Response(status_code=404)
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(_SCRIPT, media_type="text/javascript", headers=headers)


#: Beside the pages, under any prefix that ``server.baseUrlPath`` may name.
ROUTE = Route("/{prefix:path}scripts/{name}", _serve)


#: Modules of Streamlit's page that it fetches for its first component, and its first HTML.
_LATE = ("BidiComponent", "Html", "purify")


@cache
def _late_modules() -> tuple[str, ...]:
    """Return the files of these modules, and of what they need that the page does not name."""
    static = Path(streamlit.__file__).with_name("static")
    page = (static / "index.html").read_text(encoding="utf-8")
    files = [file.name for name in _LATE for file in (static / "static/js").glob(f"{name}.*.js")]
    for file in files:  # grows on the way
        script = (static / "static/js" / file).read_text(encoding="utf-8")
        imported = re.findall(r'(?:from|import)"\./([^"]+\.js)"', script)
        files += [one for one in imported if one not in files and one not in page]
    return tuple(files)


class Preload:
    """Has a browser fetch what charts need with the page that has them, not after its first run."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; add the headers to the answer that is such a page."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableHeaders(scope=message)
                headers.append("Link", f"<./scripts/{CHART_NAME}>; rel=modulepreload")
                for name in _late_modules():
                    headers.append("Link", f"<./static/js/{name}>; rel=modulepreload; crossorigin")
            await send(message)

        opens = scope["type"] == "http" and scope["path"].endswith("/")
        await self._app(scope, receive, sent if opens else send)
