"""The browser behind the pictures hangs, crashes, is killed; ten ask it at once."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from asreported import Catalog, chart
from asreported.export import engine as engines
from asreported.export.batch import make_all
from asreported.export.engine import Engine
from asreported.export.files import PictureError
from asreported.export.pictures import picture
from asreported.selection import pictures
from asreported.view import CompareView

PNG = b"\x89PNG"


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Where the browsers of these tests have their profiles, and no others."""
    # Not under pytest's folder: after its thousandth run the name of a browser's socket was longer
    # than Linux allows.
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", folder)
        yield Path(folder)


@pytest.fixture(scope="module")
def engine(folder: Path) -> Iterator[Engine]:
    """One for all tests, each of which leaves it fit for the next: a browser starts slowly."""
    engine = Engine()
    yield engine
    engine.close()


@contextmanager
def limit(seconds: int) -> Iterator[None]:
    """Another limit of time than the usual one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "TIMEOUT_SECONDS", seconds)
        yield


@pytest.fixture
def posing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Puts a shell script in the browser's place."""

    def pose(script: str) -> None:
        path = tmp_path / "chromium"
        path.write_text(f"#!/bin/sh\necho $$ >> {tmp_path}/started\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setattr(
            "choreographer.browsers.chromium.Chromium.find_browser", lambda **_: str(path)
        )

    return pose


def draw(catalog: Catalog, engine: Engine, metric: str = "cameras") -> bytes:
    return picture(chart(catalog, metric), "png", engine=engine)


class Running(NamedTuple):
    """A browser: the group of its processes, and where it keeps its profile."""

    group: int
    profile: Path


def browser_in(folder: Path) -> Running:
    """The one browser that has its profile in a folder."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            profile = re.search(rf"--user-data-dir=({folder}[^\0 ]*)", entry.read_text())
            group = os.getpgid(int(entry.parent.name))
            found |= {Running(group, Path(profile[1]))} if profile else set()
    (browser,) = found
    return browser


def left_over(*words: str) -> list[str]:
    """Command lines of processes that have one of the words in them."""
    lines = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = entry.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if any(word in line for word in words):
            lines.append(line)
    return lines


def soon(true: Callable[[], bool], seconds: int = 2) -> bool:
    """Whether it comes true in that time."""
    for _ in range(seconds * 10):
        if true():
            return True
        time.sleep(0.1)
    return False


def gone(*words: str) -> bool:
    """Whether no such process is left, within two seconds."""
    return soon(lambda: not left_over(*words))


@pytest.mark.parametrize(
    "script, message",
    [
        ("trap '' TERM\nsleep 4711 &\nsleep 4711\nwait", "did not finish within 1 seconds"),
        ("cat >/dev/null <&3", "did not finish within 1 seconds"),
        ("exit 1", "could not draw the picture"),
        ("kill -SEGV $$", "could not draw the picture"),
        ("echo '{\"id\": 0}' >&4; sleep 0.3; exit 0", "could not draw the picture"),
    ],
    ids=["hangs", "reads and says nothing", "cannot start", "crashes", "talks nonsense"],
)
def test_a_browser_that_fails_is_one_line_and_leaves_nothing_behind(
    catalog: Catalog,
    posing: Callable[[str], None],
    tmp_path: Path,
    script: str,
    message: str,
) -> None:
    begun = time.monotonic()
    posing(script)
    engine = Engine()
    hangs = "finish" in message
    with limit(1 if hangs else 20), pytest.raises(PictureError, match=message) as failure:
        draw(catalog, engine)
    assert "\n" not in str(failure.value)
    assert time.monotonic() - begun < 1 + 12
    assert gone("sleep 4711", str(tmp_path / "chromium"))


@pytest.mark.browser
def test_one_that_was_started_ahead_draws_the_first_picture(
    catalog: Catalog, engine: Engine, folder: Path
) -> None:
    engine.start()
    first = browser_in(folder)
    engine.start()
    assert draw(catalog, engine).startswith(PNG)
    assert browser_in(folder) == first


def test_a_start_ahead_that_fails_is_told_with_the_first_picture(
    catalog: Catalog, posing: Callable[[str], None]
) -> None:
    posing("exit 1")
    engine = Engine()
    engine.start()
    with pytest.raises(PictureError, match="could not draw"):
        draw(catalog, engine)


@pytest.mark.browser
def test_a_browser_that_went_away_between_two_pictures_is_not_noticed(
    catalog: Catalog, engine: Engine, folder: Path
) -> None:
    assert draw(catalog, engine).startswith(PNG)
    first = browser_in(folder)
    os.killpg(first.group, signal.SIGKILL)
    assert draw(catalog, engine).startswith(PNG)
    assert browser_in(folder).group != first.group


@contextmanager
def stopped(catalog: Catalog, engine: Engine, folder: Path) -> Iterator[tuple[int, Future[bytes]]]:
    """A browser that stands still with a picture begun: its group, and who waits for the picture.

    Of two who ask it one is told that it is busy, so that the other's picture is begun.
    """
    draw(catalog, engine)
    group = browser_in(folder).group
    os.killpg(group, signal.SIGSTOP)
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(2) as pool:
        patch.setattr(engines, "QUEUE_SECONDS", 0.2)
        asked = [pool.submit(draw, catalog, engine) for _ in range(2)]
        try:
            (refused,), (begun,) = wait(asked, timeout=60, return_when=FIRST_COMPLETED)
            with pytest.raises(PictureError, match=r"busy for 0\.2 seconds"):
                refused.result()
            yield group, begun
        finally:
            os.killpg(browser_in(folder).group, signal.SIGCONT)


@pytest.mark.browser
def test_a_browser_that_is_killed_in_the_middle_of_a_picture(
    catalog: Catalog, engine: Engine, folder: Path
) -> None:
    with stopped(catalog, engine, folder) as (group, begun):
        os.killpg(group, signal.SIGKILL)
        assert begun.result(60).startswith(PNG)


@pytest.mark.browser
def test_who_waits_too_long_is_told_and_the_one_before_gets_the_picture(
    catalog: Catalog, engine: Engine, folder: Path
) -> None:
    with stopped(catalog, engine, folder) as (group, begun):
        os.killpg(group, signal.SIGCONT)
        assert begun.result(60).startswith(PNG)


@pytest.mark.browser
def test_a_browser_that_stops_in_the_middle_of_a_picture(
    catalog: Catalog, engine: Engine, folder: Path
) -> None:
    draw(catalog, engine)
    group, profile = browser_in(folder)
    os.killpg(group, signal.SIGSTOP)
    with limit(1), pytest.raises(PictureError, match="within 1 seconds"):
        draw(catalog, engine)
    assert gone(str(profile))
    # What the browser wrote as it died is taken away at a second try, after two seconds.
    assert soon(lambda: not profile.exists(), seconds=10)
    assert draw(catalog, engine).startswith(PNG)


@pytest.mark.browser
def test_ten_requests_at_once_are_all_served_and_nothing_is_left_behind(
    catalog: Catalog, engine: Engine, folder: Path
) -> None:
    metrics = [metric for metric in catalog.metrics if catalog.figures_of(metric)][:10]
    with ThreadPoolExecutor(10) as pool:
        made = list(pool.map(lambda metric: draw(catalog, engine, metric), metrics))
    for metric, raw in zip(metrics, made, strict=True):
        title = chart(catalog, metric).metadata.title
        assert raw.startswith(PNG) and title.encode() in raw
    profile = browser_in(folder).profile
    engine.close()
    assert gone(str(profile)) and not profile.exists()


@pytest.mark.browser
def test_nothing_is_left_when_the_program_ends() -> None:
    code = (
        "import os, tempfile\n"
        "from asreported import chart, load\n"
        "from asreported.export.pictures import picture\n"
        "picture(chart(load('metrics.yaml'), 'cameras'), 'png')\n"
        "print(os.listdir(tempfile.gettempdir()))\n"
    )
    # Not tmp_path, under which the name of the browser's socket is longer than Linux allows.
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "TMPDIR": folder},
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout != "[]\n", "its profile was there"
        assert gone(folder) and list(Path(folder).iterdir()) == []


def test_many_pictures_are_given_up_after_three_failures(
    catalog: Catalog, posing: Callable[[str], None], tmp_path: Path
) -> None:
    posing("exit 1")
    wanted = pictures(catalog, CompareView("en"), ["png"])
    made = list(make_all(wanted))
    assert len(made) == len(wanted) > 60
    faults = sorted({one.fault for one in made})
    assert faults == [
        "The browser could not draw the picture: try again, or look whether it starts.",
        "not tried, after so many failures in a row",
    ]
    assert len((tmp_path / "started").read_text().splitlines()) < 10


@pytest.mark.parametrize("side", [16_384, 100_000])
def test_a_picture_too_high_to_open_says_what_to_do(side: int) -> None:
    """Of a canvas that is too large a browser gives nothing, which counted as a picture."""
    with pytest.raises(PictureError, match="too high for a picture: choose fewer cities"):
        Engine().shoot("<p>", 1200, side)
    with pytest.raises(PictureError, match="too high for a picture"):
        Engine().print("<p>", 1200, side)
