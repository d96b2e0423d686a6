"""Shared by all tests: the real catalog, a running dashboard, a browser."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from asreported import Catalog, load
from tests import machine
from tests.known import DATA
from tests.server import running_dashboard

ROOT = Path(__file__).parent.parent
T = TypeVar("T")


def pytest_sessionstart(session: pytest.Session) -> None:
    if "MUTANT_UNDER_TEST" in os.environ:  # mutmut runs no browser, and starts often
        return
    if complaint := machine.supply():
        pytest.exit(complaint, returncode=1)


#: Files that take long, the longest first: one that came last would keep one worker busy
#: while the other had nothing left to do.
_LONG = ("house", "browser", "pages", "hostile", "take_along", "fuzz", "engine", "pictures",
         "live_editing", "export", "report", "readers", "mutations")  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {f"test_{name}": place for place, name in enumerate(_LONG)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The real one, as far as tests know it."""
    return load(DATA / "metrics.yaml")


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run it in a thread of its own: that of the tests may belong to their browser."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


@pytest.fixture(scope="session")
def dashboard() -> Iterator[str]:
    with running_dashboard() as server:
        yield server.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=machine.browser_path(), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new reader with a wide, light, English screen."""
    with new_page(browser) as page:
        yield page


#: A machine may be slow; only a test that fails waits so long, in milliseconds.
_PATIENCE = 60_000
expect.set_options(timeout=_PATIENCE)


@contextmanager
def new_page(
    browser: Browser, *, width: int = 1440, scheme: str = "light", locale: str = "en-GB"
) -> Iterator[Page]:
    """A reader who has not been here before, with a screen and a language of their own.

    Pages are used again, for any screen: a new one takes three times as long to load
    Streamlit's scripts, and each visit is a new session all the same.
    """
    free = _free_pages.setdefault(locale, [])
    page = free.pop() if free else _make_page(browser, locale)
    page.set_viewport_size({"width": width, "height": 1000})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    yield page
    if page.context.pages == [page]:
        page.goto("about:blank")  # or it would look for its server for ever
        free.append(page)
    else:  # the test opened another beside it
        page.context.close()


def _make_page(browser: Browser, locale: str) -> Page:
    page = browser.new_context(locale=locale, accept_downloads=True).new_page()
    page.set_default_timeout(_PATIENCE)
    return page


_free_pages: dict[str, list[Page]] = {}


def open_chart(page: Page, address: str) -> None:
    """Open an address and wait until its first chart is drawn and stands still."""
    page.goto(address)
    page.wait_for_selector(".js-plotly-plot .annotation-text")
    page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')")
    page.wait_for_timeout(300)
