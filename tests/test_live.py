"""The catalog follows its file."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from asreported import Catalog, load
from asreported.catalog.live import LiveCatalog
from tests.catalog_files import ARTICLE, GOOD, write


def save(folder: Path, text: str, article: str = ARTICLE) -> None:
    """Write, and make sure that the clock of the file system sees it."""
    for file in (write(folder, text, article), folder / "seeds/a.txt"):
        status = file.stat()
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000))


def test_a_broken_save_keeps_the_last_good_view_and_the_next_good_one_comes_up(
    tmp_path: Path,
) -> None:
    live = LiveCatalog(write(tmp_path))
    first = live.get()
    assert first.catalog is not None and first.problems == ()
    save(tmp_path, GOOD.replace("value: 98", "value: 97"))
    kept = live.get()
    assert kept.catalog is first.catalog and "it says 97" in kept.problems[0].message
    assert live.get() is kept, "asking again changes nothing"
    save(tmp_path, GOOD.replace("Longnan,", "Long Nan,"))
    now = live.get()
    assert now.catalog is not None and now.problems == ()
    assert now.catalog.cities["longnan"].name.en == "Long Nan"


def test_a_file_that_is_gone_for_a_moment_loses_nothing(tmp_path: Path) -> None:
    path = write(tmp_path)
    live = LiveCatalog(path)
    first = live.get()
    path.unlink()
    assert live.get().catalog is first.catalog
    assert "there is no file" in live.get().problems[0].message
    save(tmp_path, GOOD)
    assert live.get() == first


def test_an_unchanged_file_is_read_once_and_one_saved_as_it_was_shows_nothing_new(
    tmp_path: Path,
) -> None:
    live = LiveCatalog(write(tmp_path))
    first = live.get()
    assert live.get() is first
    save(tmp_path, GOOD)
    assert live.get() is first


def test_a_changed_article_is_noticed(tmp_path: Path) -> None:
    live = LiveCatalog(write(tmp_path))
    live.get()
    save(tmp_path, GOOD, ARTICLE.replace("98%", "99%"))
    assert "does not contain" in live.get().problems[0].message
    status = (tmp_path / "metrics.yaml").stat()
    (tmp_path / "seeds/a.txt").write_text(ARTICLE + "\n", encoding="utf-8")
    assert (tmp_path / "metrics.yaml").stat().st_mtime_ns == status.st_mtime_ns
    assert live.get().problems == (), "mending the article alone is enough"


def test_broken_from_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live = LiveCatalog(write(tmp_path, "themes: {"))
    shown = live.get()
    assert shown.catalog is None and len(shown.problems) == 1
    monkeypatch.setattr("asreported.catalog.live.RETRY_SECONDS", 0)
    assert live.get() is shown
    save(tmp_path, GOOD)
    assert live.get().catalog is not None


def test_nobody_waits_while_another_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live = LiveCatalog(write(tmp_path))
    first = live.get()
    reading, go_on = Event(), Event()

    def slowly(path: Path) -> Catalog:
        reading.set()
        assert go_on.wait(10)
        return load(path)

    monkeypatch.setattr("asreported.catalog.live.load", slowly)
    save(tmp_path, GOOD.replace("Longnan,", "Long Nan,"))
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(live.get)
        assert reading.wait(10)
        assert live.get() is first
        go_on.set()
        now = other.result(10)
    assert now is live.get() is not first


def test_another_file_of_the_same_size_and_time_is_seen(tmp_path: Path) -> None:
    path = write(tmp_path)
    live = LiveCatalog(path)
    assert live.get().problems == ()
    before = path.stat()
    other = tmp_path / "other.yaml"
    other.write_text(GOOD.replace("value: 98", "value: 97"), encoding="utf-8")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert "it says 97" in live.get().problems[0].message
