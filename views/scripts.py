"""Serves the scripts that draw charts, each under a name that changes with it."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from asreported.drawing.browser import PLOTLY, SCRIPT

_SCRIPTS: dict[str, bytes] = {}


def _add(stem: str, *files: Path) -> str:
    """Serve files as one script; return its name, which is the last part of its address."""
    script = b"\n".join(file.read_bytes() for file in files)
    name = f"{stem}.{hashlib.sha256(script).hexdigest()[:16]}.js"
    _SCRIPTS[name] = script
    return name


#: Plotly, and the module of the component that draws with it.
PLOTLY_NAME = _add("plotly-basic", PLOTLY)
CHART_NAME = _add("chart", SCRIPT, Path(__file__).with_name("chart.js"))


def _serve(request: Request) -> Response:
    """Give a script, which a browser may keep for ever."""
    name = request.path_params["name"]
    if name not in _SCRIPTS:
        return Response(status_code=404)
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if packed := "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    script = _packed(name) if packed else _SCRIPTS[name]
    return Response(script, media_type="text/javascript", headers=headers)


@cache
def _packed(name: str) -> bytes:
    return gzip.compress(_SCRIPTS[name], mtime=0)


#: Beside the pages, under any prefix that ``server.baseUrlPath`` may name.
ROUTE = Route("/{prefix:path}scripts/{name}", _serve)


class Preload:
    """Has a browser fetch the scripts with the page that has charts, not after its first run."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; add the header to the answer that is such a page."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                script = f"<./scripts/{PLOTLY_NAME}>; rel=preload; as=script"
                module = f"<./scripts/{CHART_NAME}>; rel=modulepreload"
                MutableHeaders(scope=message).append("Link", f"{script}, {module}")
            await send(message)

        opens = scope["type"] == "http" and scope["path"].endswith("/")
        await self._app(scope, receive, sent if opens else send)
