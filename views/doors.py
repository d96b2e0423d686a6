"""Who may speak to the dashboard, and what its answers tell a browser to keep to.

It stands before Streamlit, which takes any Host, asks an address service on the internet
about an Origin that it does not know, and sends no security headers.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from asreported.installation import OWN_ADDRESSES, is_editing

#: What no reader asks for: measurements, and an interface for programs.
CLOSED = ("/_stcore/metrics", "/_stcore/agent")

#: What a browser is told. Styles and scripts inside the page are Streamlit's own and cannot
#: be forbidden; components are modules that it loads from blobs.
SECURITY_HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def require_own_machine() -> None:
    """End the program where it may write files and others than this machine may reach it."""
    address, others = config.get_option("server.address"), config.get_option("server.allowedHosts")
    if is_editing() and (address not in OWN_ADDRESSES or others):
        where = f"its address is {address}" if not others else f"{', '.join(others)} may reach it"
        raise SystemExit(
            f"The dashboard writes files (--edit), so only this machine may reach it, and {where}."
        )


class Doors:
    """An ASGI application that lets through to another what is meant for this dashboard.

    A request to another Host than its own is refused, which ends DNS rebinding; so is one
    that a page of another origin makes, before Streamlit sees it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request, or pass it on and add the security headers to its answer."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        if fault := _fault(scope):
            await _refuse(scope, receive, send, *fault)
            return
        await self._app(scope, receive, _secured(send))


def _fault(scope: Scope) -> tuple[int, str] | None:
    """Why a request is refused: an HTTP status and a sentence; None where it is let through."""
    headers = Headers(scope=scope)
    hosts, origin = headers.getlist("host"), headers.get("origin")
    # Others than this machine's names are let in by whoever starts it.
    allowed = (*OWN_ADDRESSES, *config.get_option("server.allowedHosts"))
    if len(hosts) != 1 or not is_allowed(hosts[0], allowed):
        return 421, "This dashboard answers under the names that its owner gave it, and not this."
    foreign = origin is not None and urlsplit(origin).netloc.lower() != hosts[0].lower()
    if foreign and (scope["type"] == "websocket" or scope["method"] not in ("GET", "HEAD")):
        return 403, "A page from elsewhere may not speak to this dashboard."
    path = scope["path"].removeprefix(f"/{config.get_option('server.baseUrlPath').strip('/')}")
    if f"/{path.lstrip('/')}".startswith(CLOSED):
        return 404, "There is nothing here."
    return None


def is_allowed(host: str, allowed: Iterable[str]) -> bool:
    """Whether a Host header names one of the hosts that are allowed, on any port.

    ``*.example.org`` allows the names below it and ``*`` any, as ``server.allowedHosts``.
    """
    try:
        parts = urlsplit(f"//{host}")
        name, _ = (parts.hostname or "").rstrip("."), parts.port  # a port that is none raises
    except ValueError:
        return False
    if not name or parts.netloc != host or "@" in host:
        return False
    patterns = [pattern.strip().lower().rstrip(".") for pattern in allowed]
    return any(
        pattern in ("*", name) or (pattern.startswith("*.") and name.endswith(pattern[1:]))
        for pattern in patterns
    )


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, words: str) -> None:
    if scope["type"] == "websocket":  # closed before it is accepted: the server answers 403
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": words})
        return
    await PlainTextResponse(words, status)(scope, receive, _secured(send))


def _secured(send: Send) -> Send:
    """Send answers with the security headers."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers[name] = value
        await send(message)

    return sent
