"""A browser tab as far as the server can tell: it speaks Streamlit's own protocol.

It does what Streamlit's scripts do in a browser: sends every widget's state with each
rerun, keeps large messages and tells the server which, runs fragments by themselves, and
asks for a file before it fetches it. It draws nothing.
"""

from __future__ import annotations

import asyncio
import http.client
import uuid
from collections.abc import Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import Any, TypeVar
from urllib.parse import urlsplit

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.PageLink_pb2 import PageLink
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State
from websockets.typing import Origin, Subprotocol

#: Runs of the page for which the browser keeps a large message that was not used again.
_KEPT_RUNS = 2

#: Widgets whose state a reader changes.
_CHOOSERS = ("multiselect", "button_group", "selectbox")

_FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


T = TypeVar("T")


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run it in a thread of its own: that of the tests may belong to their browser."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


class Trouble(Exception):
    """What a reader would take for a fault; the message says it in one line."""


class Tab:
    """One tab, which is one session on the server. All methods raise Trouble.

    ``query`` is what the address bar holds after the question mark, ``served_by`` the server that
    a proxy has chosen. ``source`` is the address of this machine to come from, where it has several.
    """

    def __init__(self, address: str, source: str = "") -> None:
        self.query = self.served_by = ""
        self._address = address.rstrip("/")
        self._source = (source, 0) if source else None
        self._socket: ClientConnection | None = None
        self._session = self._page = ""
        self._deltas: dict[tuple[int, ...], Delta] = {}
        self._values: dict[str, list[str]] = {}
        self._kept: dict[str, tuple[Delta, int]] = {}
        self._runs = 0

    async def open(self, path: str, query: str) -> None:
        """Load a page of the dashboard anew, and wait until it is complete."""
        self._deltas, self._values, self._kept, self.query = {}, {}, {}, query
        with _told():
            self._socket = await connect(
                self._address.replace("http", "ws", 1) + "/_stcore/stream",
                subprotocols=[Subprotocol("streamlit")],
                origin=Origin(self._address),
                compression=None,
                max_size=None,
                ping_interval=None,
                open_timeout=None,
                local_addr=self._source,
            )
        assert self._socket.response
        self.served_by = self._socket.response.headers.get("X-Served-By", "")
        await self._rerun(page_name=path)

    async def close(self) -> None:
        """Leave."""
        if self._socket is not None:
            await self._socket.close()

    @property
    def connected(self) -> bool:
        """Whether the server holds the connection."""
        return self._socket is not None and self._socket.state is State.OPEN

    async def choose(self, key: str, options: Sequence[int]) -> None:
        """Choose options of a widget by their place in it, and wait for the page."""
        delta, kind, widget = self._widget(key)
        offered = _options(kind, widget)
        self._values[widget.id] = [offered[place] for place in options]
        await self._rerun(page_script_hash=self._page, fragment_id=delta.fragment_id)

    async def follow(self, link: PageLink) -> None:
        """Open another page by its entry in the menu, and wait for it."""
        self._deltas, self._values, self.query = {}, {}, link.query_string
        await self._rerun(page_script_hash=link.page_script_hash)

    async def download(self, key: str) -> bytes:
        """Press a download button; give the file."""
        _, _, button = self._widget(key)
        request = BackMsg()
        asked = request.backend_operation_request
        asked.request_id, asked.session_id = uuid.uuid4().hex, self._session
        asked.deferred_file.file_id = button.deferred_file_id
        await self._send(request)
        while True:
            answer = (await self._receive()).backend_operation_response
            if answer.request_id == asked.request_id:
                break
        if answer.error_msg:
            raise Trouble(f"{key}: {answer.error_msg}")
        return await asyncio.to_thread(self._get, self._address + answer.deferred_file.url)

    def shown(self, kind: str) -> list[Any]:
        """Give the elements of a kind on the page, from top to bottom."""
        elements = (delta.new_element for _, delta in sorted(self._deltas.items()))
        return [getattr(one, kind) for one in elements if one.WhichOneof("type") == kind]

    def faults(self) -> list[str]:
        """Give what the page says went wrong."""
        alerts = [one.body for one in self.shown("alert") if one.format == Alert.ERROR]
        return alerts + [one.message for one in self.shown("exception")]

    def _get(self, address: str) -> bytes:
        url = urlsplit(address)
        line = http.client.HTTPConnection(url.netloc, source_address=self._source)
        with _told(), closing(line):
            line.request("GET", url._replace(scheme="", netloc="").geturl())
            answer = line.getresponse()
            raw = answer.read()
        if answer.status != 200:
            raise Trouble(f"{url.path}: {answer.status} {answer.reason}")
        return raw

    def _widgets(self) -> Iterator[tuple[Delta, str, Any]]:
        for delta in self._deltas.values():
            kind, widget = _element(delta)
            if getattr(widget, "id", ""):
                yield delta, kind, widget

    def _widget(self, key: str) -> tuple[Delta, str, Any]:
        for found in self._widgets():
            # The id of a widget is ``$$ID-<hash>-<key>``.
            if found[2].id.split("-", 2)[-1] == key:
                return found
        raise Trouble(f"{key}: not on the page")

    async def _rerun(self, **state: str) -> None:
        request = BackMsg()
        run = request.rerun_script
        run.query_string = self.query
        run.cached_message_hashes.extend(self._kept)
        run.context_info.timezone, run.context_info.locale = "UTC", "en-GB"
        for name, value in state.items():
            setattr(run, name, value)
        run.widget_states.widgets.extend(self._states())
        await self._send(request)
        while not self._take(await self._receive()):
            pass
        # A widget that comes back later has forgotten what was chosen in it.
        here = {widget.id for _, _, widget in self._widgets()}
        self._values = {name: values for name, values in self._values.items() if name in here}
        self._runs += 1
        oldest = self._runs - _KEPT_RUNS
        self._kept = {name: kept for name, kept in self._kept.items() if kept[1] >= oldest}

    def _states(self) -> Iterator[WidgetState]:
        for _, kind, widget in self._widgets():
            if kind in _CHOOSERS:
                state, values = WidgetState(id=widget.id), self._values[widget.id]
                if kind == "selectbox":
                    state.string_value = values[0]
                else:
                    state.string_array_value.data.extend(values)
                yield state

    def _take(self, message: ForwardMsg) -> bool:
        """Do what a message of the server says; whether it is the last of a run."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._session = message.new_session.initialize.session_id
            self._clear(message.metadata.run.fragment_ids)
        elif kind == "navigation":
            self._page = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind in ("delta", "ref_hash"):
            self._place(message)
        elif kind in ("session_event", "page_not_found"):
            raise Trouble(f"{kind}: {message!s:.200}")
        return kind == "script_finished" and message.script_finished in _FINISHED

    def _clear(self, fragments: Sequence[str]) -> None:
        """Drop what is about to be drawn again: the page, or fragments with all within them."""
        if not fragments:
            self._deltas = {}
        for fragment in fragments:
            own = [path for path, delta in self._deltas.items() if delta.fragment_id == fragment]
            whole = min(own, key=len, default=(-1,))  # the container around a fragment
            self._deltas = {
                path: delta for path, delta in self._deltas.items() if path[: len(whole)] != whole
            }

    def _place(self, message: ForwardMsg) -> None:
        """Put an element in its place; one that the server leaves out is taken from before."""
        delta = message.delta
        if message.ref_hash:
            if message.ref_hash not in self._kept:
                raise Trouble("the server refers to a message that it never sent")
            delta, _ = self._kept[message.ref_hash]
        if message.metadata.cacheable or message.ref_hash:
            self._kept[message.ref_hash or message.hash] = delta, self._runs
        self._deltas[tuple(message.metadata.delta_path)] = delta
        kind, widget = _element(delta)
        if kind in _CHOOSERS and (widget.set_value or widget.id not in self._values):
            self._values[widget.id] = _initial(kind, widget)

    async def _send(self, message: BackMsg) -> None:
        with _told():
            assert self._socket, "open a page first"
            await self._socket.send(message.SerializeToString())

    async def _receive(self) -> ForwardMsg:
        with _told():
            assert self._socket, "open a page first"
            message: ForwardMsg = ForwardMsg.FromString(await self._socket.recv(decode=False))
        return message


@contextmanager
def _told() -> Iterator[None]:
    """Tell a reader when a connection fails."""
    try:
        yield
    except (OSError, EOFError, ConnectionClosed, http.client.HTTPException) as error:
        raise Trouble(f"the connection failed: {error}") from error


def _element(delta: Delta) -> tuple[str, Any]:
    kind = delta.new_element.WhichOneof("type") or "empty"
    return kind, getattr(delta.new_element, kind)


def _options(kind: str, widget: Any) -> list[str]:
    return [one.content if kind == "button_group" else one for one in widget.options]


def _initial(kind: str, widget: Any) -> list[str]:
    """What a widget holds before it is touched, or what the page has set it to."""
    if kind == "selectbox":
        return [widget.raw_value if widget.set_value else widget.options[widget.default]]
    if widget.set_value:
        return list(widget.raw_values)
    return [_options(kind, widget)[place] for place in widget.default]
