"""Pages of the dashboard in Chromium: opened, waited for, saved from, measured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, FloatRect, Locator, Page, expect, sync_playwright

from tests import machine

#: A machine may be slow; only a test that fails waits so long, in milliseconds.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)

# Runs in every page before its own scripts: follows what Streamlit says to its server, where
# the runs of the page's script begin and end. In a page's markup that shows late or never.
_FOLLOW_RUNS = """
const runs = window.runs = { asked: 0, waiting: false, running: false };
const RERUN = 11, NEW_SESSION = 4, FINISHED = 6, EARLY = 2;  // of BackMsg and ForwardMsg
// The fields of a protobuf message by number; of a number its value.
const fields = (buffer) => {
  const bytes = new Uint8Array(buffer), found = {};
  let at = 0;
  const number = () => {
    let value = 0, shift = 0, byte;
    do { byte = bytes[at++]; value += (byte & 127) * 2 ** shift; shift += 7; } while (byte > 127);
    return value;
  };
  while (at < bytes.length) {
    const tag = number();
    const value = number();
    found[tag >> 3] = value;
    if ((tag & 7) === 2) at += value;
  }
  return found;
};
const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
  constructor(...given) {
    super(...given);
    this.addEventListener('message', ({ data }) => {
      const said = fields(data);
      if (NEW_SESSION in said) { runs.waiting = false; runs.running = true; }
      if (FINISHED in said && said[FINISHED] !== EARLY) runs.running = false;
    });
  }
  send(data) {
    if (RERUN in fields(data)) { runs.asked += 1; runs.waiting = true; }
    super.send(data);
  }
};
"""

# Whether a page has nothing more to draw: no run is asked for or under way, its foot and every
# chart are there and laid out for this width, nothing fades, and since ``call`` nothing has
# moved for a tenth of a second.
_SETTLED = """call => {
  if (!window.runs?.asked || runs.waiting || runs.running) return false;
  if (!document.querySelector('.copy-link:not([hidden])')) return false;
  // Their places: what draws them is loaded when the first one comes.
  const charts = [...document.querySelectorAll('[class*="st-key-chart-"]')];
  if (!charts.every(chart => chart.querySelector('.chart[data-drawn]'))) return false;
  const ends = document.getAnimations().map(one => one.effect.getComputedTiming().endTime);
  if (ends.some(Number.isFinite)) return false;
  const boxes = [...document.querySelectorAll('.plot > svg, table')].map(node => {
    const { left, top, width, height } = node.getBoundingClientRect();
    return [left, top, width, height];
  });
  const elements = document.getElementsByTagName('*').length;
  const now = JSON.stringify([call, location.href, elements, boxes]);
  window.still = window.before === now ? window.still + 1 : 0;
  window.before = now;
  return window.still >= 2;
}"""

#: The box of each text of a chart, and of the part of the page in which it can be seen.
BOXES = """
plot => {
  const texts = [...plot.querySelectorAll('text')].map(node => {
    const box = node.getBoundingClientRect();
    return [node.textContent, box.left, box.right, box.top, box.bottom];
  });
  const sheet = plot.getBoundingClientRect();
  const seen = [Math.max(0, sheet.left), Math.min(window.innerWidth, sheet.right)];
  return { texts, seen };
}
"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium, without a window."""
    with sync_playwright() as playwright:
        path = machine.browser_path()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def new_page(
    browser: Browser,
    *,
    width: int = 1440,
    scheme: str = "light",
    locale: str = "en-GB",
    touch: bool = False,
) -> Iterator[Page]:
    """A reader who has not been here before, with a screen and a language of their own.

    Pages are used again, for any screen: a new one takes three times as long to load
    Streamlit's scripts, and each visit is a new session all the same.
    """
    free = _free_pages[locale, touch]
    page = free.pop() if free else _make_page(browser, locale, touch)
    page.set_viewport_size({"width": width, "height": 1000})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.mouse.move(0, 0)  # or it would rest on what the last test left it on
    yield page
    page.goto("about:blank")  # or it would look for its server for ever
    free.append(page)


def _make_page(browser: Browser, locale: str, touch: bool) -> Page:
    """A page in a window of its own: one behind another in a window would not be drawn."""
    context = browser.new_context(locale=locale, has_touch=touch, is_mobile=touch)
    context.add_init_script(_FOLLOW_RUNS)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    return page


#: By language, and by whether they have a touch screen.
_free_pages: defaultdict[tuple[str, bool], list[Page]] = defaultdict(list)
_calls = count()


def open_page(page: Page, address: str) -> None:
    """Open an address of the dashboard, and wait until the page is drawn and stands still."""
    page.goto(address)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page has nothing more to draw."""
    page.wait_for_function(_SETTLED, arg=next(_calls), polling=50)


def choose_language(page: Page, name: str) -> None:
    """Switch the page's language, by what the language calls itself."""
    page.locator(".st-key-masthead").get_by_role("radio", name=name).click()


def resize(page: Page, width: int) -> None:
    """Give the page another width, for which its charts are laid out anew."""
    asked = page.evaluate("runs.asked")
    charts = page.locator(".chart").count()
    page.set_viewport_size({"width": width, "height": 1000})
    if charts:
        page.wait_for_function(f"() => runs.asked > {asked}")
    settle(page)


def at_rest(place: Locator) -> FloatRect:
    """Where something is, once the page stands still."""
    settle(place.page)
    box = place.bounding_box()
    assert box is not None
    return box


def chart_text(page: Page) -> str:
    """What the first chart of a page says, each text on a line."""
    found = page.locator(".chart .plot").first.locator("text").all_text_contents()
    return "\n".join(found)


def cut_off(boxes: dict[str, Any]) -> list[str]:
    """Texts that leave the sheet or lie over each other; ``boxes`` is what BOXES gives."""
    left, right = boxes["seen"]
    faults = [text for text, x0, x1, *_ in boxes["texts"] if x0 < left - 1 or x1 > right + 1]
    texts = boxes["texts"]
    for i, (one, a0, a1, atop, abottom) in enumerate(texts):
        for other, b0, b1, btop, bbottom in texts[i + 1 :]:
            if min(a1, b1) - max(a0, b0) > 2 and min(abottom, bbottom) - max(atop, btop) > 5:
                faults.append(f"{one} over {other}")
    return faults


def save(page: Page, button: str, folder: Path) -> Path:
    """Press a button of the page for a file; give where it is kept, under its own name."""
    return save_from(page.get_by_role("button", name=button, exact=True).first, folder)


def save_from(place: Locator, folder: Path) -> Path:
    """Click something that gives a file; give where it is kept, under its own name."""
    with place.page.expect_download(timeout=PATIENCE) as download:
        place.click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target


@contextmanager
def open_report(browser: Browser, path: Path) -> Iterator[Page]:
    """A report on a wide screen, without a network, every chart drawn."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.goto(path.as_uri())
    yield page
    assert [url for url in asked if not url.startswith((path.as_uri(), "data:", "blob:"))] == []
    assert faults == []
    context.close()
