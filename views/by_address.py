"""Pictures and data of a metric under an address of their own, for documents that hold a link.

``picture/case_change.svg?lang=zh&size=square`` and ``data/case_change.csv`` take the filters of
Compare by the names in its address. What is asked for again is sent only if the data or the
program have changed.
"""

from __future__ import annotations

import ipaddress
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from asreported.catalog.catalog import Catalog
from asreported.drawing import formats
from asreported.installation import program_version
from asreported.view import CompareView

#: How many pictures that need a browser may be asked for at once, in all and by one reader.
MOST, MOST_OF_ONE = 8, 2


class Crowded(Exception):
    """Raised where too many pictures are asked for at once."""


class Queue:
    """Counts who waits for a picture: there is one browser, which makes them one by one."""

    def __init__(self, most: int = MOST, most_of_one: int = MOST_OF_ONE) -> None:
        self._most, self._most_of_one = most, most_of_one
        self._waiting: Counter[str] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def place(self, who: str) -> Iterator[None]:
        """Hold a place until the picture is made. Raises Crowded where there is none."""
        with self._lock:
            if self._waiting[who] >= self._most_of_one or self._waiting.total() >= self._most:
                raise Crowded
            self._waiting[who] += 1
        try:
            yield
        finally:
            with self._lock:
                self._waiting[who] -= 1
                self._waiting += Counter()  # forgets who waits no more


_queue = Queue()


def reader_of(request: Request) -> str:
    """Return the address of who asks, which a proxy on this machine tells of its readers.

    Of several addresses only the last is the proxy's own word: those before it are what a reader
    sent. (uvicorn has looked already where the peer is 127.0.0.1, but not for other servers.)
    """
    peer = request.client.host if request.client else ""
    try:
        is_proxy = ipaddress.ip_address(peer).is_loopback
    except ValueError:  # no address of a machine
        is_proxy = False
    told = ",".join(request.headers.getlist("x-forwarded-for")).rpartition(",")[2].strip()
    return told if is_proxy and told else peer


def _answer(request: Request, *, kinds: dict[str, str], folder: str) -> Response:
    """Give the file that an address names, or say in a sentence why not."""
    from asreported.export.files import PictureError
    from views.shell import live_catalog  # with all that pages need

    catalog = live_catalog().get().catalog
    if catalog is None:
        return PlainTextResponse("The data cannot be used as they stand.", 503)
    metric, _, ending = str(request.path_params["name"]).rpartition(".")
    metric = catalog.current_id(metric)
    if metric not in catalog.metrics or ending not in kinds or not catalog.figures_of(metric):
        return PlainTextResponse(f"There is no such {folder}: name a metric, as cameras.svg.", 404)
    tag = f'"{catalog.version}-{program_version()}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    query["metric"] = [metric]
    view = CompareView.from_query(query, catalog)
    size = request.query_params.get("size", "wide")
    if size not in formats.SIZES:
        return PlainTextResponse("A size is wide or square.", 404)
    try:
        raw = _made(catalog, view, ending, size, reader_of(request))
    except Crowded:
        words = "Too many pictures are asked for at once: try again in a moment."
        return PlainTextResponse(words, 429, {"Retry-After": "5"})
    except PictureError as error:
        return PlainTextResponse(str(error), 503)
    except ValueError:
        return PlainTextResponse("With these filters there is no figure.", 404)
    return Response(raw, media_type=kinds[ending], headers=headers)


def _made(catalog: Catalog, view: CompareView, ending: str, size: str, who: str) -> bytes:
    """Make a file; a picture that needs the browser waits for its place."""
    from asreported import selection

    if ending in formats.TABLES:
        return selection.data(catalog, view, ending)
    from asreported.export.pictures import picture, sized

    (comparison,) = selection.comparisons(catalog, view)
    draw = selection.drawer(catalog, view, comparison)
    with nullcontext() if ending == "svg" else _queue.place(who):
        return picture(sized(draw, size), ending, width=formats.SIZES[size][0])


#: Beside the pages, under any prefix that ``server.baseUrlPath`` may name.
ROUTES = [
    Route(
        "/{prefix:path}picture/{name}",
        partial(_answer, kinds=formats.PICTURES, folder="picture"),
    ),
    Route("/{prefix:path}data/{name}", partial(_answer, kinds=formats.TABLES, folder="table")),
]
