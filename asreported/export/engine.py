"""A Chromium browser in the background, which draws charts and prints pages."""

from __future__ import annotations

import asyncio
import atexit
import base64
import html
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from functools import cache, partial
from typing import Any

import kaleido
from choreographer.browsers.chromium import ChromeNotFoundError, Chromium

from asreported.export.files import PictureError

_TIMEOUT_SECONDS = 45
_PIXELS_PER_INCH = 96


def find_browser() -> str | None:
    """The path of the Chrome, Chromium or Edge that would draw pictures; None if there is none."""
    try:
        path = Chromium.find_browser(skip_local=False)
    except RuntimeError:
        return None
    return str(path) if path else None


def no_browser() -> PictureError:
    """What to tell where ``find_browser`` finds none."""
    return PictureError("No browser found to draw pictures: install Chrome, Chromium or Edge.")


class Engine:
    """One browser, in a thread of its own; any thread may ask it, one picture at a time.

    It starts with the first picture. All methods raise PictureError where no browser is
    found or the browser fails; the next picture then starts another.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._kaleido: Any = None
        atexit.register(self.close)

    def draw(
        self, chart: dict[str, Any], ending: str, width: int, height: int, scale: float
    ) -> bytes:
        """A Plotly figure as a PNG or SVG ``scale`` times as large as it is laid out."""
        options = {"format": ending, "width": width, "height": height, "scale": scale}
        return self._try(self._draw(chart, options))

    def print(self, page: str, width: float, height: float) -> bytes:
        """An HTML page as a PDF of one sheet; width and height in inches."""
        return self._try(self._in_tab(page, partial(_to_pdf, width=width, height=height)))

    def shoot(self, page: str, width: float, height: float, scale: float) -> bytes:
        """An HTML page as a PNG; width and height in inches, ``scale`` times 96 pixels each."""
        take = partial(_to_png, width=width, height=height, scale=scale)
        return self._try(self._in_tab(page, take))

    def close(self) -> None:
        """End the browser, if one runs."""
        with self._lock:
            engine, self._kaleido = self._kaleido, None
            if engine is None or self._loop is None:
                return
            try:
                asyncio.run_coroutine_threadsafe(engine.close(), self._loop).result(5)
            except Exception:  # a browser that is gone already cannot be closed, and need not be
                return

    def _try(self, task: Coroutine[Any, Any, bytes]) -> bytes:
        try:
            return self._wait(task)
        except ChromeNotFoundError:
            self.close()
            raise no_browser() from None
        except FutureTimeoutError:
            self.close()
            raise PictureError(
                f"The browser did not finish within {_TIMEOUT_SECONDS} seconds: try again."
            ) from None
        except Exception as error:
            self.close()
            raise PictureError(f"The browser could not draw the picture: {error}") from error

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
            engine = kaleido.Kaleido(n=1, timeout=_TIMEOUT_SECONDS, page_generator=page)
            await engine.open()
            self._kaleido = engine

    def _wait(self, task: Coroutine[Any, Any, bytes]) -> bytes:
        # One picture at a time: the browser has one tab, and opening it twice is a race.
        with self._lock:
            future: Future[bytes] = asyncio.run_coroutine_threadsafe(task, self._running_loop())
            return future.result(_TIMEOUT_SECONDS)

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            threading.Thread(target=self._loop.run_forever, daemon=True).start()
        return self._loop


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
