"""Many pictures at once, by several browsers side by side."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event

from asreported.drawing import formats
from asreported.drawing.charts import Drawer
from asreported.export.engine import Engine, find_browser, no_browser
from asreported.export.files import PictureError
from asreported.export.pictures import picture, sized

#: A browser takes as long to start as eight pictures to draw.
PICTURES_A_BROWSER = 16
_MOST_BROWSERS = 4
#: Failures in a row after which no browser is expected to draw anything.
_GIVE_UP = 3


@dataclass(frozen=True)
class PictureRequest:
    """A picture to make: its file's name, what draws it, its format and its size by name."""

    name: str
    draw: Drawer
    ending: str
    size: str


@dataclass(frozen=True)
class PictureResult:
    """The file of a picture that was made, or the sentence that says why it could not be."""

    name: str
    raw: bytes = b""
    fault: str = ""


def make_all(
    requests: Sequence[PictureRequest], stop: Event | None = None
) -> Iterator[PictureResult]:
    """Make pictures, and give each as soon as it is done; one that fails does not stop the rest.

    It ends early, with its browsers, when ``stop`` is set or the caller turns away; after
    three failures in a row the rest is not tried. Raises PictureError where one needs a
    browser, and there is none.
    """
    if find_browser() is None and any(request.ending != "svg" for request in requests):
        raise no_browser()
    number = min(os.cpu_count() or 1, _MOST_BROWSERS, 1 + len(requests) // PICTURES_A_BROWSER)
    engines = [Engine() for _ in range(number)]
    work = _Work(engines, stop or Event())
    with ThreadPoolExecutor(number) as pool:
        try:
            futures = [pool.submit(work.make, request) for request in requests]
            for future in as_completed(futures):
                if (result := future.result()) is not None:
                    yield result
        finally:
            pool.shutdown(cancel_futures=True)
            for engine in engines:
                engine.close()


class _Work:
    """Makes pictures in several threads, which share the engines and a count of failures."""

    def __init__(self, engines: Sequence[Engine], stop: Event) -> None:
        self._stop = stop
        self._failed_in_a_row = 0
        self._free: SimpleQueue[Engine] = SimpleQueue()
        for engine in engines:
            self._free.put(engine)

    def make(self, request: PictureRequest) -> PictureResult | None:
        """Make a picture with an engine that is free; None where it is not wanted any more."""
        if self._stop.is_set():
            return None
        if self._failed_in_a_row >= _GIVE_UP:
            return PictureResult(request.name, fault="not tried, after so many failures in a row")
        engine = self._free.get()
        try:
            chart = sized(request.draw, request.size)
            width = formats.SIZES[request.size][0]
            raw = picture(chart, request.ending, width=width, engine=engine)
        except PictureError as error:
            self._failed_in_a_row += 1
            return PictureResult(request.name, fault=str(error))
        else:
            self._failed_in_a_row = 0
            return PictureResult(request.name, raw)
        finally:
            self._free.put(engine)
