"""Serves Plotly's script to the pages, under a name that changes with it."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from asreported.drawing.browser import PLOTLY

_SCRIPT = PLOTLY.read_bytes()
#: The last part of its address.
NAME = f"plotly-basic.{hashlib.sha256(_SCRIPT).hexdigest()[:16]}.js"


def _serve(request: Request) -> Response:
    """Give the script, which a browser may keep for ever."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(_SCRIPT, media_type="text/javascript", headers=headers)
    headers["Content-Encoding"] = "gzip"
    return Response(_packed(), media_type="text/javascript", headers=headers)


@cache
def _packed() -> bytes:
    return gzip.compress(_SCRIPT, mtime=0)


#: Under any prefix that ``server.baseUrlPath`` may name.
ROUTE = Route("/{prefix:path}" + NAME, _serve)


class Preload:
    """Has a browser fetch the script with the page that has charts, not after its first run."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; add the header to the answer that is such a page."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                link = f"<./{NAME}>; rel=preload; as=script"
                MutableHeaders(scope=message).append("Link", link)
            await send(message)

        opens = scope["type"] == "http" and scope["path"].endswith("/")
        await self._app(scope, receive, sent if opens else send)
