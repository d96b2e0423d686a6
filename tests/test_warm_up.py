"""What is made ready before it is needed."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from views import shell, warm_up


def test_a_fault_ahead_is_left_to_the_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ASREPORTED_CATALOG", str(tmp_path / "none.yaml"))
    warm_up.prepare()
    assert shell.live_catalog().get().problems, "the page tells what is wrong"
    monkeypatch.setattr("views.shell.live_catalog", lambda: 1 / 0)
    warm_up.prepare()


def test_the_browser_for_pictures_starts_when_readers_pause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started = threading.Semaphore(0)

    class Engine:
        def start(self) -> None:
            started.release()

    def timers() -> int:
        waiting = [one for one in threading.enumerate() if isinstance(one, threading.Timer)]
        return len([one for one in waiting if not one.finished.is_set()])

    async def serve() -> None:
        async with warm_up.warm_up(None):
            for _ in range(4):
                warm_up.expect_pictures()
            assert timers() == 1, "the last choice counts"
            monkeypatch.setattr(warm_up, "QUIET_SECONDS", 0.05)
            warm_up.expect_pictures()
            assert started.acquire(timeout=30)
            assert not started.acquire(timeout=0.2), "once"

    monkeypatch.setattr("asreported.export.engine.shared_engine", Engine)
    monkeypatch.setattr(warm_up, "prepare", lambda: None)
    warm_up.expect_pictures()
    assert timers() == 0, "without a server there are no readers"
    asyncio.run(serve())
    warm_up.expect_pictures()
    assert timers() == 0, "nor when it has ended"
