"""Curate as it is used: in a real browser, on a copy of the real file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from asreported import load
from tests.commands import asreported
from tests.known import ROOT
from tests.pages import new_page, open_page, settle
from tests.server import Server, running_dashboard
from views import curate_fields

ARTICLE = "今年以来，明桥公安破案率达到98%。新建高清探头1,234个，8月完成。\n"


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real catalog."""
    folder = tmp_path_factory.mktemp("mine")
    shutil.copy(ROOT / "metrics.yaml", folder)
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    return folder / "metrics.yaml"


@pytest.fixture(scope="module")
def server(mine: Path) -> Iterator[Server]:
    with running_dashboard(catalog=mine, ASREPORTED_EDIT="1") as server:
        yield server


@pytest.fixture
def page(browser: Browser, server: Server, mine: Path) -> Iterator[Page]:
    """The page on Longnan's article, of whose figures one is taken out of the file."""
    mine.write_bytes(opened().encode())
    for name in ("metrics.drafts.json", "metrics.second_reading.yaml"):
        mine.with_name(name).unlink(missing_ok=True)
    with new_page(browser, width=1440) as page:
        open_page(page, server.address + "curate?article=longnan&lang=en")
        expect(page.get_by_text("1 open")).to_be_visible()
        settle(page)
        yield page
    assert server.complaints() == []


def whole() -> str:
    return (ROOT / "metrics.yaml").read_text(encoding="utf-8")


def opened(*figures: str) -> str:
    """The real file without some figures of Longnan: without its first, if none is named."""
    text = whole()
    for figure in figures or ("longnan-criminal-cases",):
        start = text.index(f"      - id: {figure}\n")
        text = text[:start] + text[text.index("      - id:", start + 9) :]
    return text


def type_into(page: Page, name: str, words: str) -> None:
    field = page.get_by_role("textbox", name=name, exact=True)
    field.fill(words)
    field.press("Tab")
    settle(page)


def choose(page: Page, name: str, words: str) -> None:
    field = page.get_by_role("combobox", name=name, exact=True)
    field.click()
    field.press_sequentially(words)
    page.locator("[role=option][data-focused]").filter(has_text=words).wait_for()
    field.press("Enter")
    settle(page)


def enter(page: Page) -> None:
    """Type the figure that is missing."""
    type_into(page, "Value", "-22")
    choose(page, "Metric", "Change in cases")
    choose(page, "Counts", "Criminal cases")
    type_into(page, "Period", "2023")
    choose(page, "Against", "not stated")
    type_into(page, "In English", "criminal cases in the whole city fell 22%")


def test_without_edit_there_is_no_such_page(browser: Browser, dashboard: str) -> None:
    with new_page(browser) as page:
        open_page(page, dashboard + "?lang=en")
        expect(page.get_by_role("link", name="Method", exact=True)).to_be_visible()
        expect(page.get_by_role("link", name="Curate", exact=True)).to_have_count(0)
        page.goto(dashboard + "curate?article=longnan&lang=en")
        expect(page.get_by_role("heading", name="Compare")).to_be_visible()
        expect(page.get_by_text("Save to the file")).to_have_count(0)


def test_a_figure_is_entered_as_it_was_typed_by_hand_and_taken_back(page: Page, mine: Path) -> None:
    before = mine.read_text(encoding="utf-8")
    expect(page.get_by_text(re.compile("^The machine reads"))).to_have_count(0)
    type_into(page, "Value", "22")
    expect(page.get_by_text("The machine reads -22 (exact).")).to_be_visible()
    enter(page)
    expect(page.get_by_text("The machine reads -22, too (exact).")).to_be_visible()
    expect(page.locator(".chart .plot")).to_contain_text("−22%")
    expect(page.get_by_test_id("stCode")).to_contain_text("quote: 全市刑事发案下降22%")
    page.get_by_role("button", name="Save to the file").click()
    expect(page.get_by_text("0 open")).to_be_visible()
    assert mine.read_text(encoding="utf-8") == whole()
    page.get_by_role("button", name="Undo the last save").click()
    expect(page.get_by_text("1 open")).to_be_visible()
    assert mine.read_text(encoding="utf-8") == before
    settle(page)  # what was typed is there again, to be mended
    expect(page.get_by_role("textbox", name="Value", exact=True)).to_have_value("-22")
    expect(page.get_by_test_id("stCode")).to_contain_text("quote: 全市刑事发案下降22%")


def test_undo_returns_to_the_number_and_a_save_leads_to_the_value_of_the_next(
    page: Page, mine: Path
) -> None:
    mine.write_bytes(opened("longnan-criminal-cases", "longnan-clearance-change").encode())
    page.reload()
    expect(page.get_by_text("2 open")).to_be_visible()
    settle(page)
    chosen = page.locator(".curated mark[data-chosen]")
    expect(chosen).to_have_text("22%")
    enter(page)
    page.keyboard.press("Alt+s")
    expect(chosen).to_have_text("11.3%")
    value = page.get_by_role("textbox", name="Value", exact=True)
    expect(value).to_be_focused()
    expect(value).to_have_value("")
    expect(value).to_be_in_viewport()
    page.get_by_role("button", name="Undo the last save").click()
    expect(chosen).to_have_text("22%")
    expect(value).to_have_value("-22")
    assert "longnan-criminal-cases" not in mine.read_text(encoding="utf-8")


def test_the_words_stay_in_view_beside_the_last_field(page: Page) -> None:
    page.get_by_text("Said without a number, or a system").scroll_into_view_if_needed()
    expect(page.get_by_role("heading", name="Curate")).not_to_be_in_viewport()
    expect(page.locator(".curated mark[data-chosen]")).to_be_in_viewport()


def test_what_is_chosen_as_counted_stays_under_another_metric(page: Page) -> None:
    choose(page, "Counts", "Criminal cases")
    choose(page, "Metric", "Clearance rate")
    counts = page.get_by_role("combobox", name="Counts", exact=True)
    expect(counts).to_have_value(re.compile("^Criminal cases"))
    expect(page.get_by_text("Nobody counts this under this metric so far.")).to_be_visible()
    choose(page, "Metric", "Change in cases")
    expect(page.get_by_text("Nobody counts this")).to_have_count(0)
    expect(page.get_by_text(re.compile("Huizhou: All criminal|Suqian: "))).to_be_visible()
    expect(counts).to_have_value(re.compile("^Criminal cases"))
    expect(page.get_by_test_id("stCode")).to_contain_text("counts: criminal_cases")


def test_a_translation_without_the_number_and_a_period_that_is_not_over_are_told(
    page: Page,
) -> None:
    type_into(page, "In English", "criminal cases fell 23%")
    warning = page.get_by_text("The English does not say 22%.")
    expect(warning).to_be_visible()
    type_into(page, "In English", "criminal cases fell 22 per cent")
    expect(warning).to_have_count(0)
    type_into(page, "Period", "2024")
    expect(
        page.get_by_text("It was not over when the article appeared: 2024-08-07")
    ).to_be_visible()
    type_into(page, "Period", "2023年")
    expect(page.get_by_text("It was not over")).to_have_count(0)
    expect(page.get_by_test_id("stCode")).to_contain_text("period: 2023")


def test_numbers_that_a_quote_takes_along_are_named(page: Page) -> None:
    told = page.get_by_text("11.3% in these words will count as done, too: take in fewer?")
    expect(told).to_have_count(0)
    page.keyboard.press("Alt+8")
    expect(told).to_be_visible()
    page.keyboard.press("Alt+5")
    expect(told).to_have_count(0)


def test_a_hedge_that_the_machine_reads_otherwise_is_no_agreement(page: Page) -> None:
    type_into(page, "Value", "-22")
    choose(page, "Hedge", "about")
    expect(page.get_by_text("The machine reads -22, too, but as “exact”.")).to_be_visible()
    choose(page, "Hedge", "exact")
    expect(page.get_by_text("The machine reads -22, too (exact).")).to_be_visible()


def test_what_is_at_fault_is_told_by_its_field_and_cannot_be_saved(page: Page, mine: Path) -> None:
    enter(page)
    type_into(page, "Value", "-23")
    expect(page.get_by_text("it says -23, but")).to_be_visible()
    page.get_by_role("button", name="Save to the file").click()
    expect(page.get_by_text("There is still something to mend.")).to_be_visible()
    assert mine.read_text(encoding="utf-8") == opened()


def test_a_number_is_left_out_by_keys_alone(page: Page, mine: Path) -> None:
    page.get_by_role("radio", name="No figure, because …").focus()
    page.keyboard.press("Space")
    settle(page)
    choose(page, "Because it is", "a date")
    page.keyboard.press("Alt+s")
    expect(page.get_by_text("0 open")).to_be_visible()
    expect(page.get_by_text("All are entered or left out.")).to_be_visible()
    added = set(mine.read_text(encoding="utf-8").splitlines()) - set(opened().splitlines())
    (line,) = added
    assert "why: date" in line and "22%" in line


def test_an_entry_is_changed_on_its_lines_alone_then_left_out_then_taken_out(
    page: Page, mine: Path
) -> None:
    mine.write_bytes(whole().encode())
    page.reload()  # before that somebody else would have changed the file
    expect(page.get_by_text("All are entered or left out.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Value", exact=True)).to_have_count(0)
    page.locator(".curated mark").filter(has_text="22%").first.click()
    settle(page)
    expect(page.get_by_text("accounted for already: longnan-criminal-cases")).to_be_visible()
    expect(page.get_by_role("textbox", name="Value", exact=True)).to_have_value("-22")
    type_into(page, "In English", "criminal cases fell 22%")
    expect(page.get_by_test_id("stCode")).to_contain_text("-        gloss: criminal cases in the")
    page.get_by_role("button", name="Save to the file").click()
    expect(page.get_by_text("last saved")).to_be_visible()
    old = "        gloss: criminal cases in the whole city fell 22%\n"
    new = "        gloss: criminal cases fell 22%\n"
    assert whole().count(old) == 1
    assert mine.read_text(encoding="utf-8") == whole().replace(old, new)
    page.get_by_role("button", name="Undo the last save").click()
    expect(page.get_by_role("textbox", name="In English", exact=True)).to_have_value(
        "criminal cases in the whole city fell 22%"
    )
    assert mine.read_text(encoding="utf-8") == whole()
    assert not mine.with_name("metrics.drafts.json").exists()  # what is only shown is no draft
    page.get_by_role("radio", name="No figure, because …").click()
    settle(page)
    choose(page, "Because it is", "a date")
    page.get_by_role("button", name="Save to the file").click()
    expect(page.get_by_text("accounted for already: date")).to_be_visible()
    assert "id: longnan-criminal-cases\n" not in mine.read_text(encoding="utf-8")
    page.get_by_role("radio", name="Take it out").click()
    settle(page)
    page.get_by_role("button", name="Save to the file").click()
    expect(page.get_by_text("1 open")).to_be_visible()
    assert mine.read_text(encoding="utf-8") == opened()


@pytest.mark.parametrize("before", [70, -4])
def test_words_chosen_with_the_mouse_are_the_quote(page: Page, before: int) -> None:
    """Around the number, and from the number on."""
    quote = page.locator(".curate-quote")
    expect(quote).to_have_text("全市刑事发案下降22%")
    mark = page.locator(".curated mark[data-chosen]").bounding_box()
    assert mark is not None
    y = mark["y"] + mark["height"] / 2
    page.mouse.move(mark["x"] - before, y)
    page.mouse.down()
    page.mouse.move(mark["x"] + mark["width"] + 75, y, steps=8)
    page.mouse.up()
    settle(page)
    chosen = page.evaluate("window.getSelection().toString()")
    assert chosen in "2023年,全市刑事发案下降22%,破案率上升11.3%"
    assert "22%,破案率" in chosen and chosen.startswith("22%") is (before < 0)
    expect(quote).to_have_text(chosen)
    page.reload()
    settle(page)
    expect(quote).to_have_text(chosen)  # it is a draft as all that is typed


def test_what_a_save_has_taken_away_is_no_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[dict[str, object]] = []
    state: dict[str, object] = {"drawn": "7"}
    monkeypatch.setattr(curate_fields.st, "session_state", state)
    for key, then in (("drawn", ""), ("drawn", "saved"), ("gone", ""), ("gone", "saved")):
        drawn = SimpleNamespace(
            key=lambda _, now=key + then: now, keep=lambda **one: kept.append(one)
        )
        curate_fields.keep_typed(cast(Any, drawn), "value", "3", key)
    assert kept == [{"value": "7"}]


def test_keys_lead_to_the_value_and_to_what_it_is(page: Page) -> None:
    page.keyboard.press("Alt+v")
    expect(page.get_by_role("textbox", name="Value", exact=True)).to_be_focused()
    page.keyboard.press("Alt+g")
    expect(page.get_by_role("textbox", name="In English", exact=True)).to_be_focused()
    page.keyboard.press("Alt+k")
    expect(page.get_by_role("radio", name="A figure", exact=True)).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    settle(page)
    page.keyboard.press("Alt+v")
    expect(page.get_by_role("combobox", name="Because it is")).to_be_focused()


def test_what_is_being_typed_is_saved_with_the_shortcut(page: Page, mine: Path) -> None:
    enter(page)
    type_into(page, "In English", "")  # the last field, without which nothing could be saved
    gloss = page.get_by_role("textbox", name="In English", exact=True)
    gloss.fill("criminal cases fell 22% in the whole city")
    gloss.press("Alt+s")
    expect(page.get_by_text("0 open")).to_be_visible()
    assert "gloss: criminal cases fell 22% in the whole city" in mine.read_text(encoding="utf-8")


def test_what_is_half_entered_survives_a_reload(page: Page) -> None:
    type_into(page, "Value", "-22")
    choose(page, "Metric", "Change in cases")
    page.reload()
    settle(page)
    expect(page.get_by_role("textbox", name="Value", exact=True)).to_have_value("-22")
    metric = page.get_by_role("combobox", name="Metric", exact=True)
    expect(metric).to_have_value("Change in cases · 发案与警情变化")


def test_a_file_that_has_changed_meanwhile_is_not_written_over(page: Page, mine: Path) -> None:
    enter(page)
    expect(page.get_by_role("button", name="Save to the file")).to_be_enabled()
    now = opened().replace("# The figures that five", "# Somebody else: the figures that five")
    mine.write_bytes(now.encode())
    page.wait_for_timeout(1_500)  # the page may be drawn with it: nobody has been told
    page.get_by_role("button", name="Save to the file").click()
    expect(page.get_by_text("The file has changed meanwhile").first).to_be_visible()
    assert mine.read_text(encoding="utf-8") == now
    expect(page.get_by_role("textbox", name="Value", exact=True)).to_have_value("-22")
    page.get_by_role("button", name="Save to the file").click()
    expect(page.get_by_text("0 open")).to_be_visible()
    assert "# Somebody else" in mine.read_text(encoding="utf-8")
    assert "id: longnan-criminal-cases" in mine.read_text(encoding="utf-8")


def test_a_sixth_city_from_an_empty_form_to_its_chart(
    page: Page, server: Server, mine: Path
) -> None:
    mine.write_bytes(whole().encode())
    page.get_by_text("Bring an article").click()
    settle(page)
    choose(page, "City", "a new city …")
    type_into(page, "or its text", ARTICLE)
    for name, words in {
        "Id of the city": "mingqiao", "Its name (English)": "Mingqiao", "Its name (中文)": "明桥",
        "Its province (English)": "Hubei", "Its province (中文)": "湖北",
        "Residents": "1,000,000", "Date": "2025-09-08",
    }.items():  # fmt: skip
        type_into(page, name, words)
    page.reload()  # a newspaper's name is looked up meanwhile: nothing that was typed is lost
    settle(page)
    page.get_by_text("Bring an article").click()
    settle(page)
    expect(page.get_by_role("textbox", name="or its text")).to_have_value(ARTICLE)
    expect(page.get_by_role("button", name="Save the article")).to_be_disabled()
    choose(page, "Who says so", "newspaper")
    page.get_by_role("button", name="Save the article").click()
    expect(page.get_by_text("3 open")).to_be_visible()
    assert (mine.parent / "seeds/mingqiao.txt").read_text(encoding="utf-8") == ARTICLE
    type_into(page, "Value", "98")
    choose(page, "Metric", "Clearance rate")
    choose(page, "Counts", "something new …")
    type_into(page, "What is counted (English)", "All cases of Mingqiao")
    type_into(page, "What is counted (中文)", "明桥全部案件")
    choose(page, "Counting unit", "cases")
    type_into(page, "In English", "the clearance rate reached 98%")
    page.get_by_role("button", name="Save to the file").click()
    expect(page.get_by_text("2 open")).to_be_visible()
    for expected in ("1 open", "0 open"):
        page.get_by_role("radio", name="No figure, because …").click()
        settle(page)
        choose(page, "Because it is", "a date")
        page.get_by_role("button", name="Save to the file").click()
        expect(page.get_by_text(expected)).to_be_visible()
    done = asreported("check", str(mine))
    assert done.returncode == 0, done.stdout
    assert load(mine).figures["mingqiao-all-cases-of-mingqiao"].value == 98
    open_page(page, server.address + "?metric=clearance&lang=en")
    expect(page.locator(".chart .plot")).to_contain_text("Mingqiao")
    page.goto(server.address + "curate?article=mingqiao&lang=zh")
    settle(page)
    expect(page.get_by_text("0 待处理")).to_be_visible()


def test_an_english_article_is_entered_without_a_translation(page: Page, mine: Path) -> None:
    mine.write_bytes(whole().encode())
    page.reload()
    settle(page)
    page.get_by_text("Bring an article").click()
    settle(page)
    choose(page, "City", "a new city …")
    article = (ROOT / "docs/example/eastmere.txt").read_text(encoding="utf-8")
    type_into(page, "or its text", article)
    for name, words in {
        "Id of the city": "eastmere", "Its name (English)": "Eastmere", "Its name (中文)": "东湖",
        "Its province (English)": "an example", "Its province (中文)": "示例",
        "Residents": "500000", "Date": "2025-02-03",
    }.items():  # fmt: skip
        type_into(page, name, words)
    choose(page, "Who says so", "named authors, no outlet")
    diff = page.get_by_test_id("stCode")
    expect(diff).to_contain_text("+      language: en")  # as the text itself tells
    choose(page, "Language", "中文")
    expect(diff).to_contain_text("+      language: zh")
    choose(page, "Language", "English")
    expect(diff).to_contain_text("+      language: en")
    page.get_by_role("button", name="Save the article").click()
    expect(page.get_by_text("5 open")).to_be_visible()
    expect(page.locator('.curated[lang="en"]')).to_have_count(1)
    settle(page)
    type_into(page, "Value", "-8.5")
    expect(page.get_by_text("The machine reads -8.5, too (exact).")).to_be_visible()
    choose(page, "Metric", "Change in cases")
    choose(page, "Counts", "Criminal cases")
    type_into(page, "Period", "2024")
    choose(page, "Against", "same period of the previous year")
    expect(page.get_by_role("textbox", name="In English", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Save to the file").click()
    expect(page.get_by_text("2 entered")).to_be_visible()  # with the year in its quote
    figure = load(mine).figures["eastmere-criminal-cases"]
    assert figure.value == -8.5 and figure.quote.startswith(
        "Criminal cases in Eastmere fell by 8.5"
    )
    assert figure.gloss == figure.quote


def test_a_new_metric_is_offered_the_units_of_its_kind_alone(page: Page) -> None:
    type_into(page, "Value", "22")
    choose(page, "Metric", "a new metric …")
    field = page.get_by_role("combobox", name="Kind and unit", exact=True)
    # Streamlit shuts a list when the page moves, as it does under a field at its edge.
    field.evaluate("field => field.scrollIntoView({block: 'center'})")
    settle(page)
    field.click()
    pairs = [
        "a change, in percent", "a change, in percentage points", "a share, in percent",
        "a count, of people", "a count, in terabytes", "a sum of money, in yuan",
        "a density, per square kilometre",
        "a rank, by class", "a rank, as the first", "a rank, as the only", "a rank, by place",
        "a rank, by prize", "a rank, by group",
        "a span of time, in days", "a span of time, in hours", "a span of time, in seconds",
        "a span of time, in years", "a multiple, in times",
    ]  # fmt: skip
    expect(page.get_by_role("option")).to_contain_text(pairs)
    page.keyboard.press("Escape")
    choose(page, "Kind and unit", "a span of time, in hours")
    for name in ("Metric (English)", "What it measures (English)"):
        type_into(page, name, "Hours of light")
    diff = page.get_by_test_id("stCode")
    expect(diff).to_contain_text("+    kind: duration")
    expect(diff).to_contain_text("+    unit: hour")


def test_what_is_saved_leads_to_the_next_open_number_and_then_to_the_first(
    page: Page, mine: Path
) -> None:
    ids = ("longnan-criminal-cases", "longnan-clearance-change", "longnan-public-order-closure")
    mine.write_bytes(opened(*ids).encode())
    page.reload()
    expect(page.get_by_text("3 open")).to_be_visible()
    settle(page)
    chosen = page.locator(".curated mark[data-chosen]")
    expect(chosen).to_have_text("22%")
    page.get_by_role("button", name="Next open").click()
    for number, following in (("11.3%", "5%"), ("5%", "22%")):
        expect(chosen).to_have_text(number)
        settle(page)
        page.get_by_role("radio", name="No figure, because …").click()
        settle(page)
        choose(page, "Because it is", "a date")
        page.get_by_role("button", name="Save to the file").click()
        expect(chosen).to_have_text(following)
    expect(page.get_by_text("1 open")).to_be_visible()


def test_what_is_said_without_a_number_and_a_system_are_entered(page: Page, mine: Path) -> None:
    page.get_by_text("Said without a number, or a system").click()
    settle(page)
    page.get_by_role("radio", name="A system").click()
    settle(page)
    type_into(page, "Name of the system (English)", "One goal")
    type_into(page, "Name of the system (中文)", "一个目标")
    type_into(page, "What the article says of it (English)", "A goal that the article names.")
    type_into(page, "What the article says of it (中文)", "文中提出的目标。")
    page.get_by_role("textbox", name="Id", exact=True).last.fill("longnan-one-goal")
    page.keyboard.press("Tab")
    settle(page)
    page.get_by_role("button", name="Save to the file").last.click()
    expect(page.get_by_role("textbox", name="Name of the system (English)")).to_have_value("")
    added = "\n".join(set(mine.read_text("utf-8").splitlines()) - set(opened().splitlines()))
    assert "- id: longnan-one-goal" in added and "name: {en: One goal, zh: 一个目标}" in added


def test_a_second_reader_sees_no_entry_and_the_two_are_compared(page: Page, mine: Path) -> None:
    mine.write_bytes(whole().encode())
    expect(page.get_by_text("0 open")).to_be_visible()
    page.get_by_text("Read it a second time, without seeing the entries").click()
    settle(page)
    expect(page.locator(".curated")).to_have_count(0)
    type_into(page, "Your name", "Li")
    expect(page.get_by_text("201 open")).to_be_visible()
    expect(page.get_by_text("0 entered")).to_be_visible()
    page.locator(".curated mark").filter(has_text="22%").first.click()
    settle(page)
    type_into(page, "Value", "-22")
    choose(page, "Metric", "Change in cases")
    choose(page, "Counts", "Criminal cases")
    type_into(page, "Period", "2024")
    page.get_by_role("button", name="Keep this reading").click()
    expect(page.get_by_text("1 entered")).to_be_visible()
    expect(page.get_by_text("fields agree")).to_have_count(0)  # before it is asked for
    page.get_by_text("Compare with the entries").click()
    settle(page)
    expect(page.get_by_text("6 of 7 fields agree; 0 of 1 differences are settled.")).to_be_visible()
    expect(page.get_by_text("period: entered 2023, read 2024 (Li)")).to_be_visible()
    page.get_by_role("button", name="The entry is right").click()
    expect(page.get_by_text("1 of 1 differences are settled")).to_be_visible()
    expect(page.get_by_role("button", name="The entry is right")).to_have_count(0)
    kept = mine.with_name("metrics.second_reading.yaml").read_text(encoding="utf-8")
    assert "kept: entry" in kept and "by: Li" in kept
    assert mine.read_text(encoding="utf-8") == whole()


def test_faults_are_told_by_their_field_in_the_page_s_language(
    page: Page, server: Server, mine: Path
) -> None:
    open_page(page, server.address + "curate?article=longnan&lang=zh")
    type_into(page, "数值", "二十二")
    type_into(page, "时段", "去年")
    fault = page.locator(".curate-fault")
    expect(fault).to_have_text(
        [re.compile("^请只用数字填写一个数"), re.compile("^“去年”不是时段的写法.*as of 2024-08-07")]
    )
    to_mend = page.get_by_text("待改正：")
    expect(to_mend).to_have_text("待改正： 数值 · 时段")
    expect(page.get_by_text("尚未填写：")).to_have_text(re.compile("指标 · 统计对象 · 英文译文"))
    page.keyboard.press("Alt+s")
    value = page.get_by_role("textbox", name="数值", exact=True)
    expect(value).to_be_focused()
    expect(value).to_be_in_viewport()
    to_mend.get_by_role("button", name="时段").press("Enter")
    expect(page.get_by_role("textbox", name="时段", exact=True)).to_be_focused()
    type_into(page, "时段", "截至2023-12-31")
    expect(page.get_by_test_id("stCode")).to_contain_text("period: as of 2023-12-31")
    assert mine.read_text(encoding="utf-8") == opened()


def test_what_entries_of_the_article_have_is_offered_by_mouse_and_by_keys(page: Page) -> None:
    choose(page, "Metric", "Change in cases")
    form = page.locator(".st-key-curate-form")
    form.get_by_role("button", name="2023", exact=True).click()
    settle(page)
    period = page.get_by_role("textbox", name="Period", exact=True)
    expect(period).to_have_value("2023")
    page.get_by_role("button", name="same period of the previous year").press("Enter")
    settle(page)
    against = page.get_by_role("combobox", name="Against", exact=True)
    expect(against).to_have_value(re.compile("^same period of the previous year"))
    expect(page.get_by_test_id("stCode")).to_contain_text("period: 2023")
    expect(page.get_by_text(re.compile("^The machine reads"))).to_have_count(0)
    type_into(page, "Period", "2024")  # what is typed goes before what was taken
    expect(page.get_by_test_id("stCode")).to_contain_text("period: 2024")


def test_something_new_is_reachable_while_a_list_is_searched(page: Page) -> None:
    place = page.get_by_role("button", name="something new …").bounding_box()
    assert place is not None
    for name in ("Counts", "Metric"):
        field = page.get_by_role("combobox", name=name, exact=True)
        field.click()
        field.press_sequentially("nothing is called so")
        if name == "Counts":  # by mouse, while the list is open
            page.mouse.click(place["x"] + 20, place["y"] + 10)
            expect(page.get_by_role("textbox", name="What is counted (English)")).to_be_visible()
        else:
            field.press("Tab")
            expect(page.get_by_role("button", name="a new metric …")).to_be_focused()
            page.keyboard.press("Enter")
        settle(page)
    kinds = page.get_by_role("combobox", name="Kind and unit", exact=True)
    kinds.click()
    kinds.press_sequentially("percent")
    expect(page.get_by_role("option")).to_have_text(
        [
            "a change, in percent · 变化幅度，以百分比计",
            "a change, in percentage points · 变化幅度，以百分点计",
            "a share, in percent · 占比，以百分比计",
        ]
    )


def test_a_reason_that_is_ready_comes_into_the_file_with_its_first_number(
    page: Page, mine: Path
) -> None:
    page.get_by_role("radio", name="No figure, because …").click()
    settle(page)
    choose(page, "Because it is", "a telephone number")
    page.get_by_role("button", name="Save to the file").click()
    expect(page.get_by_text("0 open")).to_be_visible()
    now = mine.read_text(encoding="utf-8")
    assert "  telephone: {name: {en: a telephone number, zh: 电话号码}}\n" in now
    assert "22%, why: telephone}" in now
    expect(page.get_by_text("last saved")).to_contain_text("Longnan: “")
    page.get_by_role("button", name="Undo the last save").click()
    expect(page.get_by_text("1 open")).to_be_visible()  # drawn with the file as it is now
    expect(page.get_by_text("Taken back: Longnan: “")).to_contain_text("22%")
    assert mine.read_text(encoding="utf-8") == opened()


def test_a_tap_on_a_number_leads_to_the_form_on_a_phone(
    browser: Browser, page: Page, server: Server
) -> None:
    with new_page(browser, width=390, touch=True) as phone:
        open_page(phone, server.address + "curate?article=longnan&lang=en")
        expect(phone.locator(".curate-quote")).not_to_be_in_viewport()
        phone.locator(".curated mark").filter(has_text="22%").first.tap()
        expect(phone.locator(".curate-quote")).to_be_in_viewport()
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_streamlit_s_own_words_are_in_the_page_s_language(page: Page, server: Server) -> None:
    open_page(page, server.address + "curate?article=longnan&lang=zh")
    page.get_by_text("加入一篇文章").click()
    settle(page)
    uploader = page.get_by_test_id("stFileUploaderDropzone")
    expect(uploader).to_contain_text("选择文件")
    expect(uploader).to_contain_text("每个文件不超过16MB")
    page.get_by_role("textbox", name="或粘贴正文").press_sequentially("今")
    expect(page.get_by_test_id("InputInstructions").first).to_have_text("按Ctrl+回车键确认")
    page.get_by_text("English", exact=True).click()
    expect(page.get_by_text("Shut the form")).to_be_visible()
    expect(uploader).to_contain_text("Upload")
    expect(uploader).to_contain_text("16MB per file")


def test_a_second_reader_who_reads_another_area_differs_in_it(page: Page, mine: Path) -> None:
    page.get_by_text("Read it a second time, without seeing the entries").click()
    settle(page)
    type_into(page, "Your name", "Wu")
    page.locator(".curated mark").filter(has_text="11.3%").first.click()
    settle(page)
    type_into(page, "Value", "11.3")
    choose(page, "Area", "one police station")
    page.get_by_role("button", name="Keep this reading").click()
    page.get_by_text("Compare with the entries").click()
    expect(page.get_by_text("area: entered whole_city, read one_station (Wu)")).to_be_visible()
    kept = mine.with_name("metrics.second_reading.yaml").read_text(encoding="utf-8")
    assert "area: one_station" in kept and "area: whole_city" in kept


@pytest.mark.parametrize("width, scheme", [(1440, "light"), (768, "dark")])
def test_no_barrier(browser: Browser, server: Server, page: Page, width: int, scheme: str) -> None:
    with new_page(browser, width=width, scheme=scheme) as other:
        open_page(other, server.address + "curate?article=longnan&lang=zh")
        found = Axe().run(other).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
        assert other.evaluate("document.documentElement.scrollWidth") <= width
