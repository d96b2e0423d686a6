"""A Chromium browser in the background, which prints and photographs pages."""

from __future__ import annotations

import asyncio
import atexit
import base64
import logging
import os
import signal
import subprocess
import threading
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from choreographer import Browser, Tab
from choreographer.browsers.chromium import ChromeNotFoundError, Chromium

from asreported.drawing import formats
from asreported.export.files import PictureError
from asreported.export.leftovers import delete_marked_folders, mark_as_ours
from asreported.translatable import N_

#: How long a picture may take, with the start of the browser: a hundred times what it does.
TIMEOUT_SECONDS = 40
#: How long a picture may wait for those before it.
QUEUE_SECONDS = 120
#: How long a browser may take to end by itself.
_CLOSE_SECONDS = 5
_PIXELS_PER_INCH = 96
#: The highest picture, in CSS pixels. Other programs open no picture of more than
#: 32,767 pixels, which a PNG of twice as many has then, and no PDF of more than 14,400 points.
_HIGHEST = 16_383

T = TypeVar("T")

_NONE_FOUND = N_("No browser found to draw pictures: install Chrome, Chromium or Edge.")
_TOO_SLOW = N_("The browser did not finish within {seconds} seconds, and was ended: try again.")
_BUSY = N_("The browser has been busy for {seconds} seconds: try again.")
_TOO_HIGH = N_(
    "The chart is too high for a picture: choose fewer cities, or less of what is counted."
)
_FAILED = N_("The browser could not draw the picture: try again, or look whether it starts.")


def find_browser() -> str | None:
    """Return the path of the Chrome, Chromium or Edge to draw with; None if there is none."""
    try:
        path = Chromium.find_browser(skip_local=False)
    except RuntimeError:
        return None
    return str(path) if path else None


def no_browser() -> PictureError:
    """Return what to raise where ``find_browser`` finds none."""
    return PictureError(_NONE_FOUND)


class Engine:
    """Runs one browser in a thread of its own; any thread may ask it, one picture at a time.

    The browser starts with the first picture, or ahead of it. All that give bytes raise
    PictureError where none is found, or where it fails: it is then killed with all its
    processes, and the next picture starts another.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._browser: Browser | None = None
        self._next_tab: asyncio.Task[Tab] | None = None
        self._ready = False
        atexit.register(self.close)

    def start(self) -> None:
        """Start the browser, so that the first picture need not wait for it.

        It raises nothing: where it fails, the first picture does.
        """
        with suppress(PictureError):
            self._ask(self._open)

    def print(self, page: str, width: float, height: float) -> bytes:
        """Print an HTML page as a PDF of one sheet, whose width and height are in CSS pixels.

        Also raises PictureError for a page that is too high.
        """
        if height > _HIGHEST:
            raise PictureError(_TOO_HIGH)
        take = partial(_to_pdf, width=width, height=height)
        return self._ask(partial(self._in_tab, page, _window(width, height, 1), take))

    def shoot(self, page: str, width: float, height: float) -> bytes:
        """Photograph an HTML page as a PNG of twice its size in CSS pixels.

        Also raises PictureError for a PNG that would be too high to be drawn, or opened.
        """
        if height > _HIGHEST:
            raise PictureError(_TOO_HIGH)
        window = _window(width, height, formats.PICTURE_SCALE)
        return self._ask(partial(self._in_tab, page, window, partial(_to_png, window=window)))

    def close(self) -> None:
        """Close the browser after the current picture."""
        if self._lock.acquire(timeout=TIMEOUT_SECONDS):
            try:
                self._end()
            finally:
                self._lock.release()

    def _ask(self, task: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Have one picture made, when those before it are: two could open the browser twice."""
        if not self._lock.acquire(timeout=QUEUE_SECONDS):
            raise PictureError(_BUSY, seconds=QUEUE_SECONDS)
        try:
            if self._ready:
                # The browser may have gone since the last picture: then another draws this.
                with suppress(_FailedError):
                    return self._try(task)
            return self._try(task)
        except _FailedError as error:
            raise PictureError(_FAILED) from error.__cause__
        finally:
            self._lock.release()

    def _try(self, task: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Run a task in the browser's thread; kill a browser that fails, and raise _FailedError."""
        future = asyncio.run_coroutine_threadsafe(task(), self._running_loop())
        try:
            return future.result(TIMEOUT_SECONDS)
        except PictureError:  # the browser did as it was told
            raise
        except ChromeNotFoundError:
            self._end()
            raise no_browser() from None
        except FutureTimeoutError:
            self._end(hung=True)
            with suppress(Exception):  # take the task's error, which asyncio would log
                future.result(1)
            raise PictureError(_TOO_SLOW, seconds=TIMEOUT_SECONDS) from None
        except Exception as error:
            self._end(hung=True)
            raise _FailedError from error

    def _end(self, *, hung: bool = False) -> None:
        """Close the browser and kill its processes, which comes first where it ``hung``."""
        browser, self._browser, self._ready = self._browser, None, False
        if browser is None or self._loop is None:
            return
        process = getattr(browser, "subprocess", None)
        if hung and process is not None:
            _kill(process)
        closing = asyncio.run_coroutine_threadsafe(
            browser.close() if hung else self._close(browser), self._loop
        )
        with suppress(Exception):  # a browser that is gone cannot be closed
            closing.result(1 if hung else _CLOSE_SECONDS)
        if process is not None:
            _kill(process)
        # Cancel a close() waiting on a killed process, so that it removes its files.
        closing.cancel()

    async def _in_tab(
        self, page: str, window: Mapping[str, float], take: Callable[[Tab], Awaitable[bytes]]
    ) -> bytes:
        """Lay out a page in a tab of its own, and return what ``take`` makes of it.

        ``window`` is its width, height and pixels for each CSS pixel, by DevTools' names. Tab and
        window are there before the page: letters would be drawn as the page before had them.
        """
        browser = await self._open()
        assert self._next_tab is not None  # it comes with the browser
        tab = await self._next_tab
        try:
            await tab.send_command(
                "Emulation.setDeviceMetricsOverride", {**window, "mobile": False}
            )
            tree = await tab.send_command("Page.getFrameTree")
            frame = tree["result"]["frameTree"]["frame"]["id"]
            await tab.send_command("Page.setDocumentContent", {"frameId": frame, "html": page})
            return await take(tab)
        finally:
            await browser.close_tab(tab.target_id)
            self._prepare_tab(browser)

    async def _open(self) -> Browser:
        """Return the browser, which is started if none runs."""
        if self._browser is None:
            # A browser that is gone is our PictureError; its library would log it as its own.
            logging.getLogger("choreographer").setLevel(logging.ERROR)
            # Kept before it is open, so that it can be killed if it never opens.
            self._browser = Browser()
            delete_marked_folders()
            await self._browser.open()
            # The temporary folder of a browser, which holds its profile.
            if folder := getattr(self._browser._browser_impl, "tmp_dir", None):
                mark_as_ours(Path(folder.path))
            self._prepare_tab(self._browser)
            self._ready = True
        return self._browser

    async def _close(self, browser: Browser) -> None:
        """Close a browser behind the tab that it may still open: its answer would be cut off."""
        if self._next_tab is not None:
            with suppress(Exception):
                await self._next_tab
        await browser.close()

    def _prepare_tab(self, browser: Browser) -> None:
        """Begin to open the next tab, so that no picture waits for it: a quarter of its time.

        Where it fails, the next picture does; where none comes, asyncio would log it.
        """
        self._next_tab = asyncio.ensure_future(browser.create_tab("about:blank"))
        self._next_tab.add_done_callback(lambda tab: tab.cancelled() or tab.exception())

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        """Return the event loop of the browser's thread, which starts with the first picture."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            threading.Thread(target=self._loop.run_forever, daemon=True).start()
        return self._loop


class _FailedError(Exception):
    """Raised where a browser fails in some other way than by taking too long."""


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a browser's processes, all of which are in a group of their own."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        subprocess.run(
            ["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True
        )


@cache
def shared_engine() -> Engine:
    """Return the engine that serves single pictures, for all sessions."""
    return Engine()


async def _to_pdf(tab: Tab, *, width: float, height: float) -> bytes:
    """Print what a tab shows on a sheet without margins."""
    margins = dict.fromkeys(("marginTop", "marginBottom", "marginLeft", "marginRight"), 0)
    paper = {"paperWidth": width / _PIXELS_PER_INCH, "paperHeight": height / _PIXELS_PER_INCH}
    options = {**paper, **margins, "printBackground": True, "pageRanges": "1"}
    done = await tab.send_command("Page.printToPDF", options)
    return base64.b64decode(done["result"]["data"])


def _window(width: float, height: float, scale: float) -> dict[str, float]:
    """Return a window as DevTools names its parts; ``scale`` is pixels for each CSS pixel."""
    return {"width": round(width), "height": round(height), "deviceScaleFactor": scale}


async def _to_png(tab: Tab, *, window: Mapping[str, float]) -> bytes:
    """Photograph what a tab shows in a window."""
    done = await tab.send_command("Page.captureScreenshot", {"format": "png"})
    raw = base64.b64decode(done["result"]["data"])
    scale = window["deviceScaleFactor"]
    _check_is_picture(raw, [round(window[side] * scale) for side in ("width", "height")])
    return raw


def _check_is_picture(raw: bytes, sides: Sequence[int]) -> None:
    """Raise ValueError for what is no PNG of that size; a browser gives none of a large page."""
    drawn = [int.from_bytes(raw[at : at + 4]) for at in (16, 20)]
    fits = all(abs(one - side) <= 1 for one, side in zip(drawn, sides, strict=True))
    if raw[:8] != _PNG_SIGNATURE or b"IEND" not in raw[-8:] or not fits:
        raise ValueError(f"{len(raw)} bytes that are no picture")


_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
