"""Many pictures at once, by several browsers side by side."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event

from asreported.drawing import formats
from asreported.drawing.charts import Drawer
from asreported.export.engine import Engine, find_browser, no_browser
from asreported.export.files import PictureError
from asreported.export.pictures import picture, sized

#: A browser takes as long to start as eight pictures to draw.
_PICTURES_A_BROWSER = 16
_MOST_BROWSERS = 4
#: Failures in a row after which no browser is expected to draw anything.
_GIVE_UP = 3


@dataclass(frozen=True)
class PictureRequest:
    """A picture to make: its file's name, and what draws it at a width and a least height."""

    name: str
    draw: Drawer
    ending: str
    size: str


@dataclass(frozen=True)
class Made:
    """A picture that was made, or why it could not be."""

    name: str
    raw: bytes = b""
    fault: str = ""


def make_all(wanted: Sequence[PictureRequest], stop: Event | None = None) -> Iterator[Made]:
    """Make pictures, each given as soon as it is done; one that fails does not stop the rest.

    It ends early, with its browsers, when ``stop`` is set or the caller turns away; after
    three failures in a row the rest is not tried. Raises PictureError where there is no
    browser.
    """
    if find_browser() is None:
        raise no_browser()
    stop = stop or Event()
    failing = _Failing()
    number = min(os.cpu_count() or 1, _MOST_BROWSERS, 1 + len(wanted) // _PICTURES_A_BROWSER)
    idle: SimpleQueue[Engine] = SimpleQueue()
    engines = [Engine() for _ in range(number)]
    for engine in engines:
        idle.put(engine)
    with ThreadPoolExecutor(number) as pool:
        try:
            made: list[Future[Made | None]] = [
                pool.submit(_make, one, idle, stop, failing) for one in wanted
            ]
            for future in as_completed(made):
                if (done := future.result()) is not None:
                    yield done
        finally:
            pool.shutdown(cancel_futures=True)
            for engine in engines:
                engine.close()


@dataclass
class _Failing:
    """How many pictures in a row could not be made."""

    in_a_row: int = 0


def _make(
    wanted: PictureRequest, idle: SimpleQueue[Engine], stop: Event, failing: _Failing
) -> Made | None:
    if stop.is_set():
        return None
    if failing.in_a_row >= _GIVE_UP:
        return Made(wanted.name, fault="not tried, after so many failures in a row")
    engine = idle.get()
    try:
        chart = sized(wanted.draw, wanted.size)
        width = formats.SIZES[wanted.size][0]
        raw = picture(chart, wanted.ending, width=width, engine=engine)
    except PictureError as error:
        failing.in_a_row += 1
        return Made(wanted.name, fault=str(error))
    else:
        failing.in_a_row = 0
        return Made(wanted.name, raw)
    finally:
        idle.put(engine)
