"""The catalog follows its file."""

from __future__ import annotations

import os
from pathlib import Path

from asreported.live import LiveCatalog
from tests.test_catalog import ARTICLE, GOOD, write


def save(folder: Path, text: str, article: str = ARTICLE) -> None:
    """Write, and make sure that the clock of the file system sees it."""
    for file in (write(folder, text, article), folder / "seeds/a.txt"):
        status = file.stat()
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000))


def test_a_broken_save_keeps_the_last_good_view_and_the_next_good_one_comes_up(
    tmp_path: Path,
) -> None:
    live = LiveCatalog(write(tmp_path))
    first, problems = live.get()
    assert first is not None and problems == []
    save(tmp_path, GOOD.replace("value: 98", "value: 97"))
    kept, problems = live.get()
    assert kept is first and "it says 97" in problems[0].message
    assert live.get() == (kept, problems), "asking again changes nothing"
    save(tmp_path, GOOD.replace("Longnan,", "Long Nan,"))
    now, problems = live.get()
    assert now is not None and now is not first and problems == []
    assert now.cities["longnan"].name.en == "Long Nan"


def test_an_unchanged_file_is_read_once(tmp_path: Path) -> None:
    live = LiveCatalog(write(tmp_path))
    assert live.get()[0] is live.get()[0]


def test_a_changed_article_is_noticed(tmp_path: Path) -> None:
    live = LiveCatalog(write(tmp_path))
    live.get()
    save(tmp_path, GOOD, ARTICLE.replace("98%", "99%"))
    assert "does not contain" in live.get()[1][0].message
    status = (tmp_path / "metrics.yaml").stat()
    (tmp_path / "seeds/a.txt").write_text(ARTICLE + "\n", encoding="utf-8")
    assert (tmp_path / "metrics.yaml").stat().st_mtime_ns == status.st_mtime_ns
    assert live.get()[1] == [], "mending the article alone is enough"


def test_broken_from_the_start(tmp_path: Path) -> None:
    live = LiveCatalog(write(tmp_path, "themes: {"))
    catalog, problems = live.get()
    assert catalog is None and len(problems) == 1
    save(tmp_path, GOOD)
    assert live.get()[0] is not None
