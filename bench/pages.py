"""How long a reader waits, what is sent, what the server takes: in Chromium, against a bare app."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from choreographer.browsers.chromium import Chromium
from playwright.sync_api import Browser, Page, sync_playwright

from asreported import Catalog, load
from asreported.view import metrics_of
from bench import MB, REAL, bare
from bench.catalogs import FACTORS, make
from bench.ratios import Ratio, in_turn
from bench.server import DASHBOARD, Server, running_server
from bench.wire import Wire, counted

_KB = 1_000
_DRAWN = ".js-plotly-plot .main-svg .point"
_SESSIONS = 10
#: A catalog of 1,000 times the figures takes a minute to load.
_PATIENCE = 300_000

# Notes when a key is pressed and when a chart first says the words.
_WATCH = """(words) => {
  window.pressed = 0;
  const note = (event) => { if (event.key === 'Enter') window.pressed = performance.now(); };
  window.addEventListener('keydown', note, { capture: true, once: true });
  window.drawn = new Promise((resolve) => {
    const look = () => {
      const charts = [...document.querySelectorAll('.js-plotly-plot')];
      const said = charts.some((chart) => chart.textContent.includes(words)
        && chart.querySelector('.point'));
      if (said) resolve(performance.now()); else requestAnimationFrame(look);
    };
    look();
  });
}"""


@dataclass(frozen=True)
class App:
    """A script to serve, and the catalog that it shows."""

    script: Path
    catalog: Path | None = None


class Reader:
    """Someone with a page of an app open, who chooses one metric after another."""

    def __init__(self, page: Page, metrics: list[str], wire: Wire) -> None:
        self._page, self._metrics, self._wire, self._next = page, metrics, wire, 0

    def open(self) -> None:
        """Open the app, and wait for its first chart."""
        self._page.goto(self._wire.address)
        self._page.wait_for_selector(_DRAWN, state="attached")
        self._rest()

    def switch(self) -> float:
        """Choose another metric; give the seconds from the last key until its chart is drawn."""
        name = self._typed()
        self._page.evaluate(_WATCH, name)
        self._page.keyboard.press("Enter")
        spent: float = self._page.evaluate("window.drawn.then((at) => at - window.pressed)")
        self._rest()
        return spent / 1000

    def switch_bytes(self) -> float:
        """Choose another metric; give the kilobytes that go over the wire for it."""
        self._typed()
        before = self._wire.sent
        self._page.keyboard.press("Enter")
        self._page.wait_for_timeout(1500)
        self._rest()
        return (self._wire.sent - before) / _KB

    def _typed(self) -> str:
        """Type the name of another metric, so that Enter chooses it."""
        name = self._another()
        field = self._page.get_by_role("combobox").first
        field.click()
        if self._page.locator('[data-testid="stMultiSelect"]').count():
            field.press("Backspace")  # a second one would be a second chart
            self._rest()
        field.type(name)
        self._page.get_by_role("option").first.wait_for()
        return name

    def _another(self) -> str:
        name = self._metrics[self._next % len(self._metrics)]
        self._next += 1
        return name

    def _rest(self) -> None:
        self._page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')")
        self._page.wait_for_timeout(400)


@contextmanager
def _browser() -> Iterator[Browser]:
    path = Chromium.find_browser(skip_local=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def _apps() -> Iterator[tuple[App, App, list[str]]]:
    """The dashboard, the bare app with the same figures, and metrics to choose in both."""
    catalog = load(REAL)
    names = [catalog.metrics[metric].name.en for metric in metrics_of(catalog, "")]
    with TemporaryDirectory() as folder:
        yield App(DASHBOARD), App(bare.make(Path(folder), _figures(catalog))), names


def _figures(catalog: Catalog) -> dict[str, list[tuple[str, float]]]:
    return {
        catalog.metrics[metric].name.en: [
            (catalog.cities[figure.city].name.en, figure.value)
            for figure in catalog.figures_of(metric)
        ]
        for metric in metrics_of(catalog, "")
    }


@contextmanager
def _opened(browser: Browser, server: Server, metrics: list[str]) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB")
    context.set_default_timeout(_PATIENCE)
    with counted(server.address) as wire:
        reader = Reader(context.new_page(), metrics, wire)
        reader.open()
        yield reader
        context.close()


def cold_start(times: int) -> Ratio:
    """From ``streamlit run`` to the first chart, with a browser that has never seen the app."""
    with _apps() as (ours, floor, _), _browser() as browser:

        def start(app: App) -> float:
            begun = time.perf_counter()
            with running_server(app.script) as server:
                context = browser.new_context(locale="en-GB")
                page = context.new_page()
                page.goto(server.address)
                page.wait_for_selector(_DRAWN, state="attached")
                spent = time.perf_counter() - begun
                context.close()
            return spent

        spent, least = in_turn(partial(start, ours), partial(start, floor), times)
    return Ratio("`streamlit run` to the first chart", "a bare app", 1.2, "s", spent, least)


def switching(times: int) -> Iterator[Ratio]:
    """Choosing another metric until its chart is drawn, and the bytes that are sent for it."""
    with ExitStack() as stack:
        ours, floor, names = stack.enter_context(_apps())
        browser = stack.enter_context(_browser())
        readers = [
            stack.enter_context(
                _opened(browser, stack.enter_context(running_server(app.script)), names)
            )
            for app in (ours, floor)
        ]
        one, other = readers
        for what, target, unit, measure in (
            ("choosing another metric", 1.25, "s", Reader.switch),
            ("bytes for another metric, on the wire", 2.0, "kB", Reader.switch_bytes),
        ):
            spent, least = in_turn(partial(measure, one), partial(measure, other), times)
            yield Ratio(what, "a bare app", target, unit, spent, least)


def memory(times: int) -> Ratio:
    """The server's resident memory after ten sessions have come and gone."""
    with _apps() as (ours, floor, names), _browser() as browser:

        def take(app: App) -> float:
            with running_server(app.script) as server:
                with _opened(browser, server, names) as reader:
                    for _ in range(_SESSIONS):
                        reader.open()
                        reader.switch()
                return server.usage().server / MB

        spent, least = in_turn(partial(take, ours), partial(take, floor), times, warm=False)
    return Ratio(f"memory after {_SESSIONS} sessions", "a bare app", 1.25, "MB", spent, least)


def enlarged(times: int, largest: int) -> Iterator[Ratio]:
    """Choosing another metric with 10, 100 and 1,000 times the figures, against one."""
    with _browser() as browser, TemporaryDirectory() as folder:
        once = make(Path(folder, "1"), *FACTORS[1])
        for factor in (factor for factor in FACTORS if 1 < factor <= largest):
            many = make(Path(folder, str(factor)), *FACTORS[factor])
            with ExitStack() as stack:
                readers = []
                for path in (many, once):
                    server = stack.enter_context(running_server(catalog=path))
                    names = [f"{name} 1" for name in _names()]
                    readers.append(stack.enter_context(_opened(browser, server, names)))
                ours, floor = readers
                spent, least = in_turn(ours.switch, floor.switch, times)
            what = f"choosing another metric, {factor:,} times the figures"
            yield Ratio(what, "the same once", 1.5, "s", spent, least)


def _names() -> list[str]:
    catalog = load(REAL)
    return [catalog.metrics[metric].name.en for metric in metrics_of(catalog, "")]
