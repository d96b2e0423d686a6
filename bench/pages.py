"""How long a reader waits, what is sent, what the server takes: in Chromium, against a bare app."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from choreographer.browsers.chromium import Chromium
from playwright.sync_api import Browser, Page, sync_playwright

from asreported import load
from bench import FACTORS, MB, REAL
from bench.ratios import Ratio, in_turn
from bench.usage import usage
from bench.wire import Wire, counted
from tests.catalogs import make_large
from tests.server import Server, running_dashboard

#: Starts a server, which runs as long as the block.
App = Callable[[], AbstractContextManager[Server]]

_KB = 1_000
#: A mark of a chart: ours, Plotly's, or Vega's as a drawing or a picture.
_DRAWN = (
    ".chart .point, .js-plotly-plot .main-svg .point, .stVegaLiteChart :is(canvas, .mark-group *)"
)
_SESSIONS = 10
#: In milliseconds: a catalog of 1,000 times the figures takes a minute to load.
_PATIENCE = 300_000

# The floor: the smallest app that lets a reader choose what a bar chart shows.
_BARE_APP = """
import plotly.graph_objects as go
import streamlit as st

FIGURES = {figures!r}

name = st.selectbox("Metric", list(FIGURES))
cities, values = zip(*FIGURES[name])
chart = go.Figure(go.Bar(x=values, y=cities, orientation="h"))
chart.update_layout(title=name)
st.plotly_chart(chart)
"""
# It runs with Streamlit's own settings but for these.
_BARE_SETTINGS = """
[server]
address = "localhost"
[browser]
gatherUsageStats = false
"""

# Notes when Enter is pressed, and when a chart first says the words after that.
_WATCH = """(words) => {
  window.drawn = undefined;
  window.addEventListener('keydown', () => {
    const pressed = performance.now();
    const look = () => {
      const charts = [...document.querySelectorAll('.chart .plot, .js-plotly-plot')];
      const said = charts.some((chart) => chart.textContent.includes(words)
        && chart.querySelector('.point'));
      if (said) window.drawn = performance.now() - pressed; else requestAnimationFrame(look);
    };
    look();
  }, { capture: true, once: true });
}"""


class Reader:
    """Someone with a page of an app open, who chooses one metric after another."""

    def __init__(self, page: Page, metrics: list[str], wire: Wire) -> None:
        self._page, self._metrics, self._wire = page, cycle(metrics), wire

    def open(self) -> None:
        """Open the app, and wait for its first chart."""
        self._page.goto(self._wire.address)
        self._page.wait_for_selector(_DRAWN, state="attached")
        self._rest()

    def switch(self) -> tuple[float, float]:
        """Choose another metric.

        Gives the seconds from Enter until its chart is drawn, and the kilobytes that the
        server has sent for it by the time that the page is at rest.
        """
        name = next(self._metrics)
        self._find(name)
        self._page.evaluate(_WATCH, name)
        before = sum(self._wire.pieces)
        self._page.keyboard.press("Enter")
        drawn = self._page.wait_for_function("() => window.drawn")
        self._rest()
        return drawn.json_value() / 1_000, (sum(self._wire.pieces) - before) / _KB

    def _find(self, name: str) -> None:
        """Search the list of metrics for a name, so that Enter chooses it."""
        field = self._page.get_by_role("combobox").first
        field.click()
        if self._page.get_by_test_id("stMultiSelect").count():
            field.press("Backspace")  # a second one would be a second chart
            self._rest()
        field.press_sequentially(name)
        # The list shows an option before it has it in focus; until then Enter may choose
        # nothing, for which nothing is sent.
        words = re.compile(rf"^{re.escape(name)}( ·|$)")
        self._page.locator("[role=option][data-focused]").filter(has_text=words).wait_for()

    def _rest(self) -> None:
        self._page.wait_for_function(
            "() => !document.querySelector('[data-testid=stStatusWidget]')"
        )
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
def both_apps() -> Iterator[tuple[App, App]]:
    """The dashboard, and the bare app with the same figures."""
    catalog = load(REAL)
    figures = {
        catalog.metrics[metric].name.en: [
            (catalog.cities[figure.city].name.en, figure.value)
            for figure in catalog.figures_of(metric)
        ]
        for metric in catalog.metrics_of()
    }
    with TemporaryDirectory() as folder:
        script, settings = Path(folder, "bare.py"), Path(folder, ".streamlit", "config.toml")
        settings.parent.mkdir()
        settings.write_text(_BARE_SETTINGS, encoding="utf-8")
        script.write_text(_BARE_APP.format(figures=figures), encoding="utf-8")
        yield running_dashboard, partial(running_dashboard, script)


@contextmanager
def _opened(browser: Browser, app: App, mark: str = "") -> Iterator[tuple[Reader, Server]]:
    """A reader of an app in whose catalog names of metrics end with a mark."""
    catalog = load(REAL)
    # But the first, which is what the bare app opens on.
    names = [catalog.metrics[metric].name.en for metric in catalog.metrics_of()[1:]]
    # A search for a name that is part of another may find that one first.
    whole = [name + mark for name in names if sum(_alike(name, other) for other in names) == 1]
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB")
    context.set_default_timeout(_PATIENCE)
    with context, app() as server, counted(server.address) as wire:
        reader = Reader(context.new_page(), whole, wire)
        reader.open()
        yield reader, server


def _alike(name: str, other: str) -> bool:
    return name.lower() in other.lower() or other.lower() in name.lower()


def cold_start(times: int) -> Ratio:
    """Measure from ``streamlit run`` to the first chart; the browser has never seen the app."""
    with both_apps() as (ours, floor), _browser() as browser:

        def start(app: App) -> float:
            begun = time.perf_counter()
            with app() as server, browser.new_context(locale="en-GB") as context:
                page = context.new_page()
                page.goto(server.address)
                page.wait_for_selector(_DRAWN, state="attached")
                return time.perf_counter() - begun

        sides = in_turn(partial(start, ours), partial(start, floor), times)
    return Ratio("`streamlit run` to the first chart", "a bare app", 0.95, "s", *sides)


def first_chart(times: int, peer: Path | None) -> Iterator[Ratio]:
    """Measure from an address to its first chart, of a server that runs and a browser that is new.

    The floors are the bare app and, where there is one, a ``peer``: another Streamlit app.
    """
    with both_apps() as (ours, bare), _browser() as browser, ExitStack() as stack:
        server = stack.enter_context(ours())

        def first(server: Server) -> float:
            with browser.new_context(locale="en-GB") as context:
                page = context.new_page()
                begun = time.perf_counter()
                page.goto(server.address)
                page.wait_for_selector(_DRAWN, state="attached")
                return time.perf_counter() - begun

        floors = [("a bare app", bare, 0.8)]
        floors += [("the peer", partial(running_dashboard, peer.resolve()), 0.9)] if peer else []
        for name, app, target in floors:
            floor = stack.enter_context(app())
            sides = in_turn(partial(first, server), partial(first, floor), times)
            yield Ratio("an address to its first chart", name, target, "s", *sides)


def switching(times: int) -> Iterator[Ratio]:
    """Measure choosing another metric until its chart is drawn, and the bytes sent for it."""
    with both_apps() as apps:
        spent, sent = _switches(apps, times)
    yield Ratio("choosing another metric", "a bare app", 1.05, "s", *spent)
    yield Ratio("bytes for another metric, on the wire", "a bare app", 2.0, "kB", *sent)


def memory(times: int) -> Ratio:
    """Measure the server's resident memory after ten sessions have come and gone."""
    with both_apps() as (ours, floor), _browser() as browser:

        def take(app: App) -> float:
            with _opened(browser, app) as (reader, server):
                for _ in range(_SESSIONS):
                    reader.open()
                    reader.switch()
                return usage(server.process.pid).server / MB

        sides = in_turn(partial(take, ours), partial(take, floor), times, warm=False)
    return Ratio(f"memory after {_SESSIONS} sessions", "a bare app", 1.25, "MB", *sides)


def enlarged(times: int, largest: int) -> Iterator[Ratio]:
    """Measure choosing another metric with 10, 100 and 1,000 times the figures, against one."""
    with TemporaryDirectory() as folder:
        once = make_large(REAL, Path(folder, "1"), cities=1, metrics=1)
        for factor, (cities, metrics) in FACTORS.items():
            if factor > largest:
                break
            many = make_large(REAL, Path(folder, str(factor)), cities=cities, metrics=metrics)
            apps = [partial(running_dashboard, catalog=path) for path in (many, once)]
            spent, _ = _switches(apps, times, " 1")
            what = f"choosing another metric, {factor:,} times the figures"
            yield Ratio(what, "the same once", 1.5, "s", *spent)


def _switches(apps: Iterable[App], times: int, mark: str = "") -> list[list[list[float]]]:
    """Seconds and kilobytes of choices in two apps, in turn: of each those of both sides."""
    with _browser() as browser, ExitStack() as stack:
        ours, floor = (stack.enter_context(_opened(browser, app, mark))[0] for app in apps)
        sides = in_turn(ours.switch, floor.switch, times)
    return [[[both[place] for both in side] for side in sides] for place in (0, 1)]
