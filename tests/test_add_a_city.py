"""docs/ADD_A_CITY.md, walked from the article to the city on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from asreported import load
from asreported.comparison.compare import compare
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
        *("sh", "text"),
        *("sh", "diff", "sh", "text"),
        *("sh", "yaml", "sh", "text"),
        "sh",
    ]


def test_the_article_is_the_one_printed_and_says_that_it_is_made_up() -> None:
    (printed,) = (text for kind, text in blocks() if kind == "article")
    assert ARTICLE.read_text(encoding="utf-8") == printed
    for article in ARTICLE.parent.iterdir():
        text = article.read_text(encoding="utf-8")
        assert text.startswith(("【虚构文章", "[A made-up article"))


def test_the_new_cities_are_on_the_screen(trial: Path, page: Page) -> None:
    with served(trial) as address:
        open_page(page, f"{address}?metric=cameras&lang=en")
        expect(page.locator(".chart .plot")).to_contain_text("Mingqiao")
        expect(page.locator(".chart .plot")).to_contain_text("more than 23,000")
        expect(page.get_by_text("policing in 7 Chinese cities")).to_be_visible()
        page.goto(f"{address}city?city=mingqiao&lang=en")
        expect(page.get_by_role("heading", name="Cases", exact=True)).to_be_visible()
        table = page.locator("table.figures").first
        expect(table).to_contain_text("−12.5%")
        page.goto(f"{address}evidence?city=mingqiao&lang=en")
        expect(page.locator("mark", has_text="刑事案件发案数同比下降12.5%").first).to_be_visible()


def test_a_second_article_is_shown_by_itself_and_beside_the_first(trial: Path, page: Page) -> None:
    with served(trial) as address:
        open_page(page, f"{address}evidence?city=mingqiao&lang=en")
        expect(page.get_by_text("9 of 9 numbers accounted for; in the city's 2")).to_be_visible()
        page.get_by_role("combobox", name="Article").click()
        page.get_by_role("option", name="Mingqiao Evening News (made up), 1 Feb 2025").click()
        expect(page.locator("mark", has_text="刑事案件发案数同比下降11.8%").first).to_be_visible()
        expect(page).to_have_url(re.compile("city=mingqiao&article=mingqiao-evening"))
        out = page.get_by_role("link", name="example.org")
        expect(out).to_have_attribute("href", "https://example.org/mingqiao/2025")
        expect(out).to_have_attribute("rel", re.compile("noreferrer"))
        page.locator("mark", has_text="刑事案件发案数同比下降11.8%").first.click()
        expect(page.get_by_text("Another article gives −12.5%")).to_be_visible()
        page.get_by_role("radio", name="Longnan").or_(
            page.get_by_role("button", name="Longnan")
        ).first.click()
        expect(page).to_have_url(re.compile(r"evidence\?city=longnan&lang=en$"))
        open_page(page, f"{address}evidence?figure=mingqiao-criminal-cases-2024&lang=zh")
        expect(page.locator("mark[data-chosen]")).to_have_text("刑事案件发案数同比下降9%")


def test_the_years_of_a_city_stand_together_and_are_one_city(trial: Path) -> None:
    comparison = compare(load(trial / "metrics.yaml"), "case_change")
    block = next(block for block in comparison.blocks if block.counts == "criminal_cases")
    assert [figure.id for figure in block.figures if figure.city == "mingqiao"] == [
        "mingqiao-criminal-cases", "mingqiao-criminal-cases-evening", "mingqiao-criminal-cases-2024",
    ]  # fmt: skip
    assert len(block.cities) == 4 and len(block.figures) == 6


def test_an_english_article_is_shown_as_english(trial: Path, page: Page) -> None:
    with served(trial) as address:
        open_page(page, f"{address}evidence?city=eastmere&lang=zh")
        expect(page.locator('.article[lang="en"] mark')).to_have_count(2)
        expect(page.get_by_role("combobox", name="文章")).to_have_count(0)


def test_the_real_data_are_as_they_were(trial: Path) -> None:
    assert "mingqiao" not in (ROOT / "metrics.yaml").read_text(encoding="utf-8")
    assert not (ROOT / "seeds" / ARTICLE.name).exists()
