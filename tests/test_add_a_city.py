"""docs/ADD_A_CITY.md, walked from the article to the city on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.known import ROOT
from tests.pages import open_page
from tests.server import running_dashboard
from tests.walk import blocks, trial_of

ARTICLE = ROOT / "docs" / "example" / "mingqiao.txt"


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trial_of(tmp_path_factory.mktemp("walk"))


@contextmanager
def served(trial: Path) -> Iterator[str]:
    with running_dashboard(catalog=trial / "metrics.yaml") as server:
        yield server.address


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
        open_page(page, f"{address}?metric=cameras&lang=en")
        expect(page.locator(".js-plotly-plot")).to_contain_text("Mingqiao")
        expect(page.locator(".js-plotly-plot")).to_contain_text("more than 23,000")
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
