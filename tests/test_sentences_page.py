"""Sentences and questions on the pages: chosen, copied, read in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from asreported import Catalog
from asreported.comparison.open_questions import open_questions
from tests.pages import new_page, open_page, settle

SHOWN = ".sentence > .card p:visible"


def copied(page: Page, button: str) -> str:
    """What a button puts on the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(button).first.click()
    expect(page.locator(button).first).to_have_text("Copied")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_sentence_full_or_short_in_either_language(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}?metric=case_change")
    shown = page.locator(SHOWN)
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("They do not show where the fall is larger")
    expect(shown).to_contain_text("Quotations are our translation.")
    page.locator(".sentence .head").get_by_text("Short", exact=True).click()
    expect(shown).to_contain_text("Longnan −22% (2023; baseline not stated)")
    page.locator(".sentence .head").get_by_text("中文").click()
    expect(shown).to_have_attribute("lang", "zh")
    expect(shown).to_contain_text("不能据此说哪个城市降幅更大。")
    page.keyboard.press("ArrowLeft")
    expect(shown).to_have_attribute("lang", "en")


def test_a_sentence_is_copied_with_what_it_rests_on(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}?metric=case_change")
    sentence, credit = copied(page, ".sentence > .card .copy").split("\n")
    assert sentence.endswith("Neither figure has been verified. Quotations are our translation.")
    assert credit.startswith("Longnan: China Gansu Net, 7 Aug 2024 · Hengyang: ")
    assert "As Reported, data " in credit


def test_questions_are_copied_at_once(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}?metric=case_change")
    letters = copied(page, ".questions .copy").split("\n\n")
    assert [letter.count("\n") for letter in letters] == [3, 3], "in English and in Chinese"
    assert "\nTo the police of Longnan: “criminal cases in the whole city fell 22%”: " in letters[0]
    assert "\n致陇南市公安局：“全市刑事发案下降22%”，与哪一时期相比？\n" in letters[1]


def test_any_two_figures_have_a_sentence(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}?metric=cameras")
    shown = page.locator(SHOWN).first
    expect(shown).to_contain_text("Suqian")
    choice = page.get_by_role("combobox", name="On any two figures")
    for name in ("Surveillance cameras", "Video feeds built"):
        choice.press_sequentially(name)
        expect(page.get_by_role("option")).to_have_count(1)
        choice.press("Enter")
        settle(page)
    expect(shown).to_contain_text("“66,000 feeds of video surveillance”")
    expect(shown).not_to_contain_text("Suqian")
    expect(page.locator(".questions h3")).to_contain_text("2 questions, then like for like")


def test_all_questions_to_a_city(page: Page, dashboard: str, catalog: Catalog) -> None:
    number = sum(map(len, open_questions(catalog, "huizhou").values()))
    open_page(page, f"{dashboard}city?city=huizhou&lang=en")
    expect(page.locator(".questions h3")).to_have_text(f"Questions to ask {number} questions")
    letters = copied(page, ".questions .copy").split("\n\n")
    assert [letter.count("\n") for letter in letters] == [number, number]
    assert letters[1].startswith("您好！")


@pytest.mark.parametrize("address", ["?metric=case_change", "?metric=cameras", "city?city=longnan"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_leaves_the_page(
    browser: Browser, dashboard: str, address: str, width: int
) -> None:
    for language in ("en", "zh"):
        with new_page(browser, width=width) as page:
            open_page(page, f"{dashboard}{address}&lang={language}")
            expect(page.locator(".card").first).to_be_visible()
            boxes = page.locator(
                ".card, .card p:visible, .card li:visible, .card .copy"
            ).evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
            assert boxes and max(boxes) <= width
