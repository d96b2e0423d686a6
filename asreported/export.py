"""Charts as files: PNG, SVG and PDF, drawn by the Chromium browser on the machine."""

from __future__ import annotations

import asyncio
import atexit
import base64
import html
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from functools import partial
from typing import Any

import kaleido
import plotly.graph_objects as go
from choreographer.browsers.chromium import ChromeNotFoundError, Chromium

from asreported import style

#: Formats by file ending, with their media types.
FORMATS = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}

_TIMEOUT_SECONDS = 45


class PictureError(Exception):
    """A picture that could not be made; the message says what to do."""


def file_name(metric_id: str, language_code: str, ending: str) -> str:
    """A file name that says metric and language: ``as-reported_cameras_zh.png``."""
    return f"as-reported_{metric_id}_{language_code}.{ending}"


def find_browser() -> str | None:
    """The path of the Chrome, Chromium or Edge that would draw pictures; None if there is none."""
    try:
        path = Chromium.find_browser(skip_local=False)
    except RuntimeError:
        return None
    return str(path) if path else None


def picture(chart: go.Figure, ending: str) -> bytes:
    """A chart as the bytes of a PNG, SVG or PDF file.

    As wide as it was laid out for; a PNG at twice the pixels. Raises
    PictureError where no browser is found or the browser fails, and KeyError
    for a format that is not in FORMATS.
    """
    FORMATS[ending]
    options = {
        "format": ending,
        "width": chart.layout.meta["width"],
        "height": chart.layout.height,
        "scale": style.PICTURE_SCALE if ending == "png" else 1,
    }
    return _engine().draw(chart.to_dict(), options)


def a4(page: str, ending: str) -> bytes:
    """An HTML page that fits A4, as the bytes of a PDF or PNG file.

    Raises PictureError as ``picture`` does, and KeyError for any other format.
    """
    if ending not in ("pdf", "png"):
        raise KeyError(ending)
    return _engine().print(page, ending)


class _Engine:
    """One browser in the background, in a thread of its own; any thread may ask it to draw."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._kaleido: Any = None
        atexit.register(self.close)

    def draw(self, chart: dict[str, Any], options: dict[str, Any]) -> bytes:
        return self._try(self._draw(chart, options))

    def print(self, page: str, ending: str) -> bytes:
        return self._try(self._a4(page, ending))

    def _try(self, task: Any) -> bytes:
        try:
            return self._wait(task)
        except ChromeNotFoundError:
            self.close()
            raise PictureError(
                "No browser found to draw pictures: install Chrome, Chromium or Edge."
            ) from None
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
        if options["format"] != "pdf":
            drawn: bytes = await self._kaleido.calc_fig(chart, opts=options)
            return drawn
        svg = await self._kaleido.calc_fig(chart, opts={**options, "format": "svg"})
        title = chart["layout"]["meta"]["title"]
        return await self._print(svg.decode(), title, options["width"], options["height"])

    async def _print(self, svg: str, title: str, width: int, height: int) -> bytes:
        """An SVG as a one-page PDF of its size.

        Kaleido prints the SVG as an image, whose digits then cannot be copied
        or searched for; as part of a page its text stays text.
        """
        page = (
            f"<!doctype html><title>{html.escape(title)}</title>"
            f"<style>body{{margin:0}}svg{{display:block}}</style>{svg}"
        )
        return await self._in_tab(page, partial(_to_pdf, width=width / 96, height=height / 96))

    async def _a4(self, page: str, ending: str) -> bytes:
        await self._open()
        if ending == "pdf":
            return await self._in_tab(page, partial(_to_pdf, width=_A4[0], height=_A4[1]))
        return await self._in_tab(page, _to_png)

    async def _in_tab(self, page: str, take: Callable[[Any], Awaitable[bytes]]) -> bytes:
        """Show a page in a tab of its own, and take what is wanted of it."""
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

    def _wait(self, task: Any) -> bytes:
        # One picture at a time: the browser has one tab, and opening it twice is a race.
        with self._lock:
            future: Future[bytes] = asyncio.run_coroutine_threadsafe(task, self._running_loop())
            return future.result(_TIMEOUT_SECONDS)

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            threading.Thread(target=self._loop.run_forever, daemon=True).start()
        return self._loop

    def close(self) -> None:
        """End the browser, if one runs; the next picture starts another."""
        with self._lock:
            engine, self._kaleido = self._kaleido, None
            if engine is None or self._loop is None:
                return
            try:
                asyncio.run_coroutine_threadsafe(engine.close(), self._loop).result(5)
            except Exception:  # a browser that is gone already cannot be closed, and need not be
                return


#: Width and height of a sheet in inches.
_A4 = (8.27, 11.69)


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


async def _to_png(tab: Any) -> bytes:
    width, height = (round(inches * 96) for inches in _A4)
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": style.PICTURE_SCALE}
    options = {"format": "png", "clip": clip, "captureBeyondViewport": True}
    done = await tab.send_command("Page.captureScreenshot", options)
    return base64.b64decode(done["result"]["data"])


_shared: list[_Engine] = []
_shared_lock = threading.Lock()


def _engine() -> _Engine:
    with _shared_lock:
        if not _shared:
            _shared.append(_Engine())
        return _shared[0]
