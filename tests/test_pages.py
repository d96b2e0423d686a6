"""Every page, in a real browser: both languages, both themes, narrow to wide."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from pathlib import Path

import axe_playwright_python
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from asreported import Catalog, load
from asreported.comparison.side_by_side import side_by_side
from tests.known import DATA
from tests.pages import (
    BOXES,
    at_rest,
    choose_language,
    cut_off,
    new_page,
    open_page,
    resize,
    save,
    settle,
)

PAGES = {
    "compare": "?metric=cameras&metric=homicide_clearance&rate=per_head",
    "side-by-side": "side-by-side?least=2",
    "city": "city?city=suqian",
    "evidence": "evidence?figure=suqian-clearance",
    "method": "method?x=1",
}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
#: Rules of axe that Streamlit's own markup breaks; none at present.
NOT_OURS: set[str] = set()
#: The ground of a dark page.
DARK = "rgb(15, 18, 22)"


@pytest.mark.parametrize("name", PAGES)
def test_every_reader_can_read_it(browser: Browser, dashboard: str, name: str) -> None:
    """Both languages, both themes, wide and narrow: no barrier, nothing cut off, no foreign words."""
    with new_page(browser) as page:
        open_page(page, f"{dashboard}{PAGES[name]}&lang=en")
        page.evaluate(AXE)
        check_words(page, "en")
        check_layout(page, 1440)
        for width in (768, 390) if name == "compare" else (390,):
            resize(page, width)
            check_layout(page, width)
        resize(page, 1440)
        page.emulate_media(color_scheme="dark")
        ground = page.locator(".stApp")
        expect(ground, "the page follows the theme").to_have_css("background-color", DARK)
        assert barriers(page) == []
        choose_language(page, "中文")
        page.wait_for_function("() => document.documentElement.lang == 'zh'")
        settle(page)
        check_words(page, "zh")
        resize(page, 390)
        check_layout(page, 390)


def check_words(page: Page, code: str) -> None:
    """What must hold for the words of a page in one language."""
    assert page.evaluate("document.documentElement.lang") == code
    assert page.locator("h1").count() == 1
    expect(page.locator("[aria-current=page]")).to_have_count(1)
    assert barriers(page) == []
    assert foreign_words(page, code) == []


def check_layout(page: Page, width: int) -> None:
    """What must hold for a page that stands still at its width."""
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("node => node.scrollWidth <= window.innerWidth"), width
    for chart in page.locator(".chart .plot").all():
        assert cut_off(chart.evaluate(BOXES)) == [], width
    if width < 760:  # there is no heading over a column: a label stands before each cell
        expect(page.locator(".figures td:empty:visible")).to_have_count(0)


def barriers(page: Page) -> list[tuple[str, str]]:
    """What axe calls serious or critical, with the element."""
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [
        (fault["id"], fault["nodes"][0]["html"][:200])
        for fault in found
        if fault["impact"] in ("serious", "critical") and fault["id"] not in NOT_OURS
    ]


def foreign_words(page: Page, code: str) -> list[str]:
    """Words on the page in the other language, outside of what is marked as such."""
    text = page.evaluate(
        """() => {
          const page = document.querySelector('[data-testid=stMain]').cloneNode(true);
          const drop = '[lang], svg, style, script, code, pre, .wordmark,'
            + '[data-testid=stIconMaterial], .st-key-masthead, [class*=st-key-zip-languages]';
          page.querySelectorAll(drop).forEach(node => node.remove());
          return page.textContent;
        }"""
    )
    if code == "en":
        explained = re.sub(r"\([^()]*\)", "", text)  # a word of the article beside our English
        return re.findall(r"[\u4e00-\u9fff]{2,}", explained)
    known = "JSON|HTML|ZIP|RIS|CSL|BibTeX|CN|API|APP|AI|TB|PNG|SVG|PDF|CSV|HTTP|HD|As Reported|N|X|B|metrics.yaml|km"
    plain = re.sub(known, "", text)
    return [word for word in re.findall(r"[A-Za-z]{3,}", plain) if word not in ("data", "lang")]


def test_side_by_side_leads_to_the_chart_and_the_city(
    page: Page, dashboard: str, catalog: Catalog
) -> None:
    open_page(page, dashboard + "side-by-side?lang=en")
    table = page.locator("table.overview")
    rows = [row for of_theme in side_by_side(catalog).rows.values() for row in of_theme]
    assert table.locator("tbody tr:not(.theme)").count() == len(rows) == 76
    gaps = sum(
        not figures and city not in row.comparison.told
        for row in rows
        for city, figures in row.cells.items()
    )
    assert table.locator("td.gap").count() == gaps
    first = table.locator("tbody tr:not(.theme)").first
    expect(first).to_contain_text("in part, with caveats")
    page.mouse.wheel(0, 3000)
    expect(first).not_to_be_in_viewport()
    head = at_rest(table.locator("thead th").nth(1))
    assert 0 <= head["y"] < 60, "the cities stay in sight"
    table.get_by_role("link", name="98.79%").click()
    page.wait_for_selector(".chart .plot text")
    expect(page).to_have_url(re.compile(r"/\?metric=satisfaction&lang=en$"))
    open_page(page, dashboard + "side-by-side?theme=money&least=3&lang=en")
    assert table.locator("tbody tr:not(.theme)").count() == 1
    table.locator("thead").get_by_role("link", name="Longnan").click()
    expect(page.locator(".source h2")).to_contain_text("Longnan")


def test_side_by_side_as_files(page: Page, dashboard: str, tmp_path: Path) -> None:
    open_page(page, dashboard + "side-by-side?least=4&lang=zh")
    image = Image.open(save(page, "PNG", tmp_path))
    assert image.width == 2400
    assert image.text["Address"] == "side-by-side?lang=zh", "the map is of all metrics"
    assert save(page, "SVG", tmp_path).name == "as-reported_side-by-side_zh.svg"
    pdf = save(page, "PDF", tmp_path)
    assert pdf.name == "as-reported_side-by-side_zh.pdf"
    (sheet,) = PdfReader(pdf).pages
    assert "side-by-side?lang=zh" in "".join(sheet.extract_text().split())
    map_table = save(page, "本图（CSV）", tmp_path)
    assert map_table.name == "as-reported_side-by-side__map_zh.csv"
    assert len(map_table.read_text(encoding="utf-8-sig").splitlines()) == 77
    table = save(page, "数据（CSV）", tmp_path)
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert {row["metric"] for row in rows} == {
        "case_change", "clearance_count", "measures",
    }  # fmt: skip
    page.get_by_role("radio", name="5市").click()
    expect(page).to_have_url(re.compile("least=5"))
    expect(page.locator(".overview tbody tr:not(.theme)")).to_have_count(1)


def test_a_report_card_is_one_sheet_with_every_figure(
    page: Page, dashboard: str, tmp_path: Path, catalog: Catalog
) -> None:
    open_page(page, dashboard + "city?city=longnan&lang=en")
    (sheet,) = PdfReader(save(page, "PDF", tmp_path)).pages
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) in ((595, 842), (596, 842))
    text = "".join(unicodedata.normalize("NFKC", sheet.extract_text()).split())
    for words in ("Longnan,asreported", "−55.8%", "540millionyuan", "morethan650,000", "notverified",
                  "100%", "10,628", "1,400TB", f"data{catalog.version}"):  # fmt: skip
        assert words in text, words
    image = Image.open(save(page, "PNG", tmp_path))
    assert image.size == (2 * 794, 2 * 1122)
    bottom = image.convert("L").crop((0, 2 * 1060, *image.size))
    assert bottom.getextrema()[0] < 160, "the foot is on the sheet"


def test_a_city_leads_to_its_evidence(page: Page, dashboard: str) -> None:
    open_page(page, dashboard + "city?city=hengyang&lang=en")
    for words in ("Hengyang", "Numbers accounted for", "count something else", "inferred:",
                  "Yanyun"):  # fmt: skip
        expect(page.locator("[data-testid=stMain]")).to_contain_text(words)
    page.locator("table.portrait a", has_text="刑事案件发案数同比下降20.77%").click()
    page.wait_for_selector(".article mark[data-chosen]")
    mark = page.locator(".article mark[data-chosen]")
    expect(mark).to_have_text("刑事案件发案数同比下降20.77%")
    expect(mark).to_be_in_viewport()
    reading = page.locator(".st-key-reading .passage")
    expect(reading).to_contain_text("−20.77%")
    page.locator(".article mark").last.scroll_into_view_if_needed()
    expect(reading).to_be_in_viewport()


def test_a_mark_leads_to_its_figure_by_mouse_and_by_key(page: Page, dashboard: str) -> None:
    open_page(page, dashboard + "evidence?city=suqian&lang=en")
    reading = page.locator(".st-key-reading")
    expect(reading).to_contain_text("Choose a mark")
    page.locator(".article mark", has_text="98%").first.click()
    expect(reading).to_contain_text("Clearance rate")
    expect(page).to_have_url(re.compile("figure=suqian-clearance"))
    mark = page.locator(".article mark", has_text="98.79%")
    mark.focus()
    page.keyboard.press("Enter")
    expect(reading).to_contain_text("Satisfaction and sense of safety")
    expect(page).to_have_url(re.compile("figure=suqian-sense-of-safety"))
    page.reload()
    expect(page.locator(".article mark[data-chosen]").first).to_contain_text("98.79%")
    left_out = page.locator(".article .left-out").first
    assert (left_out.get_attribute("title") or "").startswith("Left out: a date")
    expect(page.locator(".accounts")).to_contain_text("67 of 67 numbers accounted for")
    listed = page.locator("details.unused")
    listed.locator("summary").click()
    expect(listed.locator("dt", has_text="a date or time")).to_be_visible()
    expect(listed.locator("dd").first).to_contain_text("2021")


def test_the_whole_article_is_there(page: Page, dashboard: str) -> None:
    catalog = load(DATA / "metrics.yaml")
    for city in ("jingmen", "longnan"):
        open_page(page, f"{dashboard}evidence?city={city}&lang=zh")
        shown = "".join(page.locator(".article").inner_text().split())
        assert shown == "".join(catalog.articles[city].replace("\ufeff", "").split())


def test_the_menu_keeps_choices_and_the_language(page: Page, dashboard: str) -> None:
    open_page(page, dashboard + "?metric=cameras&lang=zh")
    page.get_by_role("link", name="方法", exact=True).click()
    expect(page.locator("h1")).to_have_text("方法")
    expect(page).to_have_url(re.compile(r"/method\?lang=zh"))
    page.get_by_role("link", name="比较", exact=True).click()
    page.wait_for_selector(".chart .plot text")
    expect(page).to_have_url(re.compile(r"/\?metric=cameras&lang=zh"))
    choose_language(page, "English")
    expect(page.locator("h1")).to_have_text("Compare")
    expect(page).to_have_title(re.compile("^Compare · As Reported"))


def test_the_link_is_copied(browser: Browser, dashboard: str) -> None:
    with new_page(browser) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        open_page(page, dashboard + "city?city=huizhou&lang=en")
        page.get_by_role("button", name="Copy link").click()
        expect(page.get_by_role("button", name="It opens on this computer only")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == (
            dashboard + "city?city=huizhou&lang=en"
        )


@pytest.mark.parametrize(
    "address",
    ["city?city=atlantis", "evidence?figure=%3Cscript%3E", "side-by-side?least=99&theme=x"],
)
def test_nonsense_in_an_address_opens_the_page(page: Page, dashboard: str, address: str) -> None:
    open_page(page, dashboard + address)
    assert page.locator("[data-testid=stAlert]").count() == 0
