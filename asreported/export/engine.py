"""A Chromium browser in the background, which draws charts and prints pages."""

from __future__ import annotations

import asyncio
import atexit
import base64
import html
import logging
import os
import signal
import subprocess
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import suppress
from functools import cache, partial
from typing import Any

import kaleido
from choreographer.browsers.chromium import ChromeNotFoundError, Chromium

from asreported.export.files import PictureError
from asreported.translatable import N_

#: How long a picture may take, with the start of the browser: a hundred times what it does.
_TIMEOUT_SECONDS = 40
#: How long a picture may wait for those before it.
_QUEUE_SECONDS = 120
#: How long a browser may take to end by itself.
_CLOSE_SECONDS = 5
_PIXELS_PER_INCH = 96

_NONE_FOUND = N_("No browser found to draw pictures: install Chrome, Chromium or Edge.")
_TOO_SLOW = N_("The browser did not finish within {seconds} seconds, and was ended: try again.")
_BUSY = N_("The browser has been busy for {seconds} seconds: try again.")
_FAILED = N_("The browser could not draw the picture: try again, or look whether it starts.")


def find_browser() -> str | None:
    """The path of the Chrome, Chromium or Edge that would draw pictures; None if there is none."""
    try:
        path = Chromium.find_browser(skip_local=False)
    except RuntimeError:
        return None
    return str(path) if path else None


def no_browser() -> PictureError:
    """What to tell where ``find_browser`` finds none."""
    return PictureError(_NONE_FOUND)


# That a browser is gone is told by us, and not as a fault of its library.
logging.getLogger("choreographer").setLevel(logging.ERROR)


class Engine:
    """One browser, in a thread of its own; any thread may ask it, one picture at a time.

    It starts with the first picture, or ahead of it. All that give bytes raise PictureError
    where no browser is found or the browser fails, which is then ended with all its
    processes; the next picture starts another.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._kaleido: Any = None
        self._ready = False
        atexit.register(self.close)

    def start(self) -> None:
        """Start the browser, so that the first picture need not wait for it.

        If that fails, nobody has asked for anything yet: the first picture tells.
        """
        with suppress(PictureError):
            self._ask(self._empty)

    def draw(
        self, chart: dict[str, Any], ending: str, width: int, height: int, scale: float
    ) -> bytes:
        """A Plotly figure as a PNG or SVG ``scale`` times as large as it is laid out."""
        options = {"format": ending, "width": width, "height": height, "scale": scale}
        return self._ask(lambda: self._draw(chart, options))

    def print(self, page: str, width: float, height: float) -> bytes:
        """An HTML page as a PDF of one sheet; width and height in inches."""
        return self._ask(lambda: self._in_tab(page, partial(_to_pdf, width=width, height=height)))

    def shoot(self, page: str, width: float, height: float, scale: float) -> bytes:
        """An HTML page as a PNG; width and height in inches, ``scale`` times 96 pixels each."""
        take = partial(_to_png, width=width, height=height, scale=scale)
        return self._ask(lambda: self._in_tab(page, take))

    def close(self) -> None:
        """End the browser, if one runs, when it has drawn what it is at."""
        if self._lock.acquire(timeout=_TIMEOUT_SECONDS):
            try:
                self._end()
            finally:
                self._lock.release()

    def _ask(self, task: Callable[[], Coroutine[Any, Any, bytes]]) -> bytes:
        """Have one picture made: opening the browser twice would be a race."""
        if not self._lock.acquire(timeout=_QUEUE_SECONDS):
            raise PictureError(_BUSY, seconds=_QUEUE_SECONDS)
        try:
            if self._ready:
                # It may have gone since the last picture: then another one draws this.
                with suppress(_FailedError):
                    return self._try(task)
            return self._try(task)
        except _FailedError as error:
            raise PictureError(_FAILED) from error.__cause__
        finally:
            self._lock.release()

    def _try(self, task: Callable[[], Coroutine[Any, Any, bytes]]) -> bytes:
        future: Future[bytes] = asyncio.run_coroutine_threadsafe(task(), self._running_loop())
        try:
            return future.result(_TIMEOUT_SECONDS)
        except ChromeNotFoundError:
            self._end()
            raise no_browser() from None
        except FutureTimeoutError:
            self._end(hung=True)
            with suppress(Exception):  # what it was at ends with it; nobody else would hear how
                future.result(1)
            raise PictureError(_TOO_SLOW, seconds=_TIMEOUT_SECONDS) from None
        except Exception as error:
            self._end(hung=True)
            raise _FailedError from error

    def _end(self, *, hung: bool = False) -> None:
        """End the browser with all its processes; one that hung is not asked to."""
        browser, self._kaleido, self._ready = self._kaleido, None, False
        if browser is None or self._loop is None:
            return
        process = getattr(browser, "subprocess", None)
        if hung and process is not None:
            _kill(process)
        closing = asyncio.run_coroutine_threadsafe(browser.close(), self._loop)
        with suppress(Exception):  # one that is gone already cannot be closed, and need not be
            closing.result(1 if hung else _CLOSE_SECONDS)
        if process is not None:
            _kill(process)
        # It may wait for an answer of the dead: where it does, this lets it go on and clean up.
        closing.cancel()

    async def _empty(self) -> bytes:
        await self._open()
        return b""

    async def _draw(self, chart: dict[str, Any], options: dict[str, Any]) -> bytes:
        await self._open()
        drawn: bytes = await self._kaleido.calc_fig(chart, opts=options)
        return drawn

    async def _in_tab(self, page: str, take: Callable[[Any], Awaitable[bytes]]) -> bytes:
        """Show a page in a tab of its own, and take what is wanted of it."""
        await self._open()
        tab = await self._kaleido.create_tab("about:blank")
        try:
            tree = await tab.send_command("Page.getFrameTree")
            frame = tree["result"]["frameTree"]["frame"]["id"]
            await tab.send_command("Page.setDocumentContent", {"frameId": frame, "html": page})
            return await take(tab)
        finally:
            await self._kaleido.close_tab(tab.target_id)

    async def _open(self) -> None:
        if self._kaleido is None:
            # Formulas are never drawn, and their library would be asked for over the network.
            page = kaleido.PageGenerator(mathjax=False)
            # Known before it is open, so that it can be ended if it never is.
            self._kaleido = kaleido.Kaleido(n=1, timeout=_TIMEOUT_SECONDS, page_generator=page)
            await self._kaleido.open()
            self._ready = True

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            threading.Thread(target=self._loop.run_forever, daemon=True).start()
        return self._loop


class _FailedError(Exception):
    """A browser that failed in some other way than by taking too long."""


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a browser's processes at once: all are in a group of their own."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        subprocess.run(
            ["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True
        )


@cache
def shared_engine() -> Engine:
    """The engine that serves single pictures, for all sessions."""
    return Engine()


def page_around(svg: str, title: str) -> str:
    """An HTML page that holds nothing but a picture.

    Kaleido prints an SVG as an image, whose digits then cannot be copied or
    searched for; as part of a page its text stays text.
    """
    return (
        f"<!doctype html><title>{html.escape(title)}</title>"
        f"<style>body{{margin:0}}svg{{display:block}}</style>{svg}"
    )


def inches(pixels: float) -> float:
    """CSS pixels in inches."""
    return pixels / _PIXELS_PER_INCH


async def _to_pdf(tab: Any, *, width: float, height: float) -> bytes:
    options = {
        "paperWidth": width,
        "paperHeight": height,
        **dict.fromkeys(("marginTop", "marginBottom", "marginLeft", "marginRight"), 0),
        "printBackground": True,
        "pageRanges": "1",
    }
    done = await tab.send_command("Page.printToPDF", options)
    return base64.b64decode(done["result"]["data"])


async def _to_png(tab: Any, *, width: float, height: float, scale: float) -> bytes:
    pixels = (round(side * _PIXELS_PER_INCH) for side in (width, height))
    clip = {"x": 0, "y": 0, **dict(zip(("width", "height"), pixels, strict=True)), "scale": scale}
    options = {"format": "png", "clip": clip, "captureBeyondViewport": True}
    done = await tab.send_command("Page.captureScreenshot", options)
    return base64.b64decode(done["result"]["data"])
