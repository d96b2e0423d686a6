"""Fixtures of all tests: the real catalog, a running dashboard, a browser for those that need one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from asreported import Catalog, load
from tests import machine
from tests.known import DATA
from tests.server import running_dashboard

# No test is timed: a machine may be slow.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

if TYPE_CHECKING:  # imported where a browser is needed
    from playwright.sync_api import Browser, Page


@pytest.hookimpl(tryfirst=True)  # before pytest leaves out what -m does not select
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses a browser, see to it that there is one, and put it first.

    The first of two workers begins with those tests, the second with the others; which
    has none left takes over from the other. What takes minutes comes first of all: one worker
    would be at it long after the other had ended.
    """
    for item in items:
        if "chromium" in item.fixturenames:
            item.add_marker(pytest.mark.browser)
        elif item.get_closest_marker("browser"):
            item.fixturenames.insert(0, "chromium")
    items.sort(key=lambda item: [not item.get_closest_marker(one) for one in ("browser", "long")])


@pytest.fixture(scope="session")
def trap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program in a browser's place; where it was started, a file ``sprung`` is beside it."""
    program = tmp_path_factory.mktemp("trap") / "browser"
    sprung = program.with_name("sprung")
    program.write_text(
        f"#!/bin/sh\n(echo $PYTEST_CURRENT_TEST; ps -o args= $PPID) >> '{sprung}'\nexit 1\n"
    )
    program.chmod(0o755)
    return program


@pytest.fixture(autouse=True)
def no_browser_unless_marked(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, trap: Path
) -> Iterator[None]:
    """A test without the marker that starts a browser fails, on a machine that has one, too."""
    if request.node.get_closest_marker("browser"):
        yield
        return
    monkeypatch.setenv("BROWSER_PATH", str(trap))
    yield
    sprung = trap.with_name("sprung")
    if sprung.exists():
        print(sprung.read_text())
        sprung.unlink()
        pytest.fail("This test starts a browser: mark it with pytest.mark.browser", pytrace=False)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The real one, as far as tests know it."""
    return load(DATA / "metrics.yaml")


@pytest.fixture(scope="session")
def dashboard() -> Iterator[str]:
    """The address of a dashboard on the real catalog."""
    with running_dashboard() as server:
        yield server.address


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What draws pictures and shows pages, with its fonts: installed where we may."""
    if complaint := machine.supply(tmp_path_factory.getbasetemp().parent):
        pytest.fail(complaint, pytrace=False)


@pytest.fixture(scope="session")
def browser(chromium: None) -> Iterator[Browser]:
    """A Chromium for pages."""
    from tests import pages

    with pages.chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new reader with a wide, light, English screen."""
    from tests import pages

    with pages.new_page(browser) as page:
        yield page
