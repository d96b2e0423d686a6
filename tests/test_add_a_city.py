"""docs/ADD_A_CITY.md, walked from the article to the city on the screen."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT, open_chart, running_dashboard

WALK = (ROOT / "docs" / "ADD_A_CITY.md").read_text(encoding="utf-8")
ARTICLE = ROOT / "docs" / "example" / "mingqiao.txt"
SERVE = "serve trial/metrics.yaml"


def blocks() -> Iterator[tuple[str, str]]:
    """What the walk has in fences, in its order: the kind, and what is inside."""
    yield from re.findall(r"^```(\w+)\n(.*?)^```", WALK, re.DOTALL | re.MULTILINE)


def walk(folder: Path) -> dict[str, str]:
    """Do what the walk says up to its last command; give what each command printed."""
    printed: dict[str, str] = {}
    last = ""
    for kind, text in blocks():
        if kind == "sh":
            for last in text.splitlines():
                if not last.endswith(SERVE):
                    printed[f"{len(printed)} {last}"] = do(last, folder)
        elif kind == "yaml":
            with (folder / "trial" / "metrics.yaml").open("a", encoding="utf-8") as file:
                file.write(text)
        elif kind == "text":
            output = list(printed.values())[-1]
            assert output.endswith(text), f"{last} printed\n{output}"
    return printed


def do(command: str, folder: Path) -> str:
    words = shlex.split(command)
    words[0] = {".venv/bin/python": sys.executable}.get(words[0], words[0])
    done = subprocess.run(
        words,
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


def trial_of(folder: Path) -> Path:
    """Walk the walk in a folder, which has what it needs of the checkout; give its ``trial``."""
    (folder / "docs").symlink_to(ROOT / "docs")
    walk(folder)
    return folder / "trial"


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trial_of(tmp_path_factory.mktemp("walk"))


@contextmanager
def served(trial: Path) -> Iterator[str]:
    with running_dashboard(ASREPORTED_CATALOG=str(trial / "metrics.yaml")) as address:
        yield address


def test_the_walk_has_all_its_kinds_of_steps() -> None:
    kinds = [kind for kind, _ in blocks()]
    assert kinds == [
        "sh",
        "article",
        "sh",
        "text",
        "yaml",
        "sh",
        "text",
        "yaml",
        "sh",
        "text",
        "sh",
    ]


def test_the_article_is_the_one_printed_and_says_that_it_is_made_up() -> None:
    (printed,) = (text for kind, text in blocks() if kind == "article")
    assert ARTICLE.read_text(encoding="utf-8") == printed
    assert printed.startswith("【虚构文章")


def test_the_sixth_city_is_on_the_screen(trial: Path, page: Page) -> None:
    with served(trial) as address:
        open_chart(page, f"{address}?metric=cameras&lang=en")
        expect(page.locator(".js-plotly-plot")).to_contain_text("Mingqiao")
        expect(page.locator(".js-plotly-plot")).to_contain_text("more than 23K")
        expect(page.get_by_text("policing in 6 Chinese cities")).to_be_visible()
        page.goto(f"{address}city?city=mingqiao&lang=en")
        expect(page.get_by_role("heading", name="Cases", exact=True)).to_be_visible()
        table = page.locator("table.figures").first
        expect(table).to_contain_text("−12.5%")
        page.goto(f"{address}evidence?city=mingqiao&lang=en")
        expect(page.locator("mark", has_text="刑事案件发案数同比下降12.5%").first).to_be_visible()


def test_the_real_data_are_as_they_were(trial: Path) -> None:
    assert "mingqiao" not in (ROOT / "metrics.yaml").read_text(encoding="utf-8")
    assert not (ROOT / "seeds" / ARTICLE.name).exists()
