"""What is made ready before it is needed."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

import pytest

from views import shell, warm_up


@pytest.mark.parametrize("catalog", ["", "none.yaml"])
def test_what_is_done_ahead_leaves_the_server_as_it_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, catalog: str
) -> None:
    if catalog:
        monkeypatch.setenv("ASREPORTED_CATALOG", str(tmp_path / catalog))
    before = sys.getswitchinterval()
    warm_up._prepare()
    assert gc.isenabled() and sys.getswitchinterval() == before
    shown = shell._live_catalog().get()
    assert (shown.catalog is None) is bool(catalog), "the page tells what is wrong"


def test_a_fault_ahead_is_left_to_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("views.shell.draw_first_chart", lambda: 1 / 0)
    warm_up._prepare()
    assert gc.isenabled()


def test_the_browser_for_pictures_starts_when_readers_pause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[float] = []

    class Engine:
        def start(self) -> None:
            started.append(time.monotonic())

    monkeypatch.setattr("asreported.export.engine.shared_engine", Engine)
    monkeypatch.setattr(warm_up, "_waiting", [])
    monkeypatch.setattr(warm_up.runtime, "exists", lambda: False)
    warm_up.expect_pictures()
    assert not warm_up._waiting, "without a server there are no readers"
    monkeypatch.setattr(warm_up.runtime, "exists", lambda: True)
    monkeypatch.setattr(warm_up, "_QUIET_SECONDS", 0.3)
    for _ in range(4):
        warm_up.expect_pictures()
        time.sleep(0.1)
    assert started == []
    time.sleep(0.6)
    assert len(started) == 1
