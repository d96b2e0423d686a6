"""The report in a browser without a network, opened from a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from asreported import Catalog, load, selection
from asreported.catalog.accounting import account
from asreported.comparison.side_by_side import side_by_side
from asreported.words.labels import Labels
from asreported.words.language import language
from asreported.words.map import MapCaptions
from tests.catalog_files import GOOD, write
from tests.charts import unified
from tests.commands import asreported
from tests.pages import open_report


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stick") / "report.html"
    done = asreported("export", "report", "--out", str(path), "--lang", "en")
    assert (done.returncode, done.stdout) == (0, f"{path} written\n")
    return path


@pytest.fixture(scope="module")
def page(browser: Browser, report: Path) -> Iterator[Page]:
    with open_report(browser, report) as page:
        yield page


@pytest.fixture(scope="module")
def short(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The report on a small catalog, in Chinese."""
    folder = tmp_path_factory.mktemp("short")
    write(folder, GOOD)
    path = folder / "报告.html"
    done = asreported(
        "export",
        "report",
        "--out",
        str(path),
        "--lang",
        "zh",
        "--catalog",
        f"{folder}/metrics.yaml",
    )
    assert done.returncode == 0, done.stdout
    with open_report(browser, path) as page:
        yield page


def test_it_is_small_enough(report: Path) -> None:
    assert report.stat().st_size < 8_000_000


def test_words_of_the_catalog_end_no_element(tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script>'>\""
    small = load(
        write(tmp_path, GOOD.replace("gloss: 50,000 cameras", f"gloss: {json.dumps(evil)}"))
    )
    page = selection.report(small, "en").decode()
    assert evil not in page and "alert(1)" in page
    assert page.count("<script>") == 1


def test_it_asks_for_nothing(report: Path) -> None:
    markup = re.sub(r"<script.*?</script>", "", report.read_text("utf-8"), flags=re.DOTALL)
    assert re.findall(r'\b(?:src|srcset)="|<link|@import|url\((?!"data:)', markup) == []


def test_it_holds_everything(page: Page, catalog: Catalog) -> None:
    assert page.locator(".chart .plot > svg").count() >= len(catalog.metrics)
    drawn = page.locator(".chart").evaluate_all(
        "all => all.map(n => n.closest('.metric').id.slice('metric-'.length))"
    )
    assert set(drawn) == set(catalog.metrics)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(node => node.id)")
    figures = catalog.figures.values()
    assert sorted(i for i in ids if i.startswith("figure-")) == sorted(
        f"figure-{figure.id}" for figure in figures if figure.restates is None
    )
    assert {i for i in ids if i.startswith("words-")} == {
        f"words-{entry}" for entry in (*catalog.figures, *catalog.statements)
    }
    assert page.locator(".sentence").count() == len(catalog.metrics)
    for city in catalog.cities:
        made = account(catalog, city)
        summary = f"{made.accounted} of {made.found} numbers accounted for"
        expect(page.locator(f"#article-{city}")).to_contain_text(summary)
        article = "".join(page.locator(f"#article-{city} .article").inner_text().split())
        assert article == "".join(catalog.articles[city].replace("\ufeff", "").split())
    method = page.locator("#method")
    expect(method).to_contain_text("A difference means")
    expect(method).to_contain_text("case_change")
    expect(page.locator("header")).to_contain_text(f"data {catalog.version}")


def test_every_link_leads_somewhere(page: Page) -> None:
    missing = page.evaluate(
        """() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))
          .filter(to => !to.startsWith('#') || !document.getElementById(to.slice(1)))"""
    )
    assert missing == []


def test_a_bar_tells_its_words_and_leads_to_them(page: Page) -> None:
    chart = page.locator("#metric-clearance .chart")
    chart.scroll_into_view_if_needed()
    bar = chart.locator(".marks button").first
    bar.hover()
    expect(chart.locator(".hint")).to_contain_text("破案率")
    bar.click()
    expect(page).to_have_url(re.compile("#figure-suqian-clearance$"))
    expect(page.locator("tr#figure-suqian-clearance")).to_be_in_viewport()
    page.locator("tr#figure-suqian-clearance .evidence a").first.click()
    expect(page.locator("#article-suqian mark", has_text="破案率").first).to_be_in_viewport()


def test_in_chinese(short: Page) -> None:
    assert short.evaluate("document.documentElement.lang") == "zh"
    chart = short.locator("#metric-clearance .chart")
    expect(chart).to_contain_text("（据报道）")
    assert chart.locator(".camera").get_attribute("aria-label") == "存为 PNG 图片"
    expect(short.locator("#method")).to_contain_text("可比，但有保留")


def test_it_fits_a_phone_and_comes_back(short: Page) -> None:
    shown = (
        "[...document.querySelectorAll('.layouts')].map(n => [...n.querySelectorAll('.plot')]"
        ".filter(one => one.clientWidth).map(one => one.className).join())"
    )
    short.set_viewport_size({"width": 390, "height": 800})
    assert set(short.evaluate(shown)) == {"plot narrow"}
    short.wait_for_function("document.documentElement.scrollWidth <= 390")
    short.set_viewport_size({"width": 1280, "height": 900})
    assert set(short.evaluate(shown)) == {"plot wide"}


#: The city's full name: a script that knows no blanks, in a font that we do not name.
_BANGKOK = "กรุงเทพมหานครอมรรัตนโกสินทร์มหินทรายุธยามหาดิลกภพนพรัตนราชธานีบูรีรมย์อุดมราชนิเวศน์มหาสถาน"


@pytest.mark.parametrize("code", ["en", "zh"])
def test_a_long_name_in_another_script_fits_a_phone(
    browser: Browser, tmp_path: Path, code: str
) -> None:
    named = GOOD.replace("{en: Longnan, zh: 陇南}", f"{{en: {_BANGKOK}, zh: {_BANGKOK}}}")
    catalog, path = write(tmp_path, named), tmp_path / "report.html"
    done = asreported(
        "export", "report", "--out", str(path), "--lang", code, "--catalog", str(catalog)
    )
    assert done.returncode == 0, done.stdout
    with open_report(browser, path) as page:
        page.set_viewport_size({"width": 390, "height": 800})
        page.wait_for_function("document.documentElement.scrollWidth <= 390")
        texts = page.locator("main .chart .narrow text")
        assert _BANGKOK[:10] in "".join(texts.all_text_contents())
        ends = texts.evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
        assert max(ends) <= 390


def test_without_scripts_its_charts_are_drawn_and_lead_on(browser: Browser, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(report.as_uri())
    chart = page.locator("#metric-clearance .chart")
    expect(chart.locator(".wide")).to_contain_text("Clearance rate, as reported")
    chart.get_by_role("link", name="Suqian 98%").first.click()
    expect(page.locator("tr#figure-suqian-clearance")).to_be_in_viewport()
    context.close()


def test_on_paper(short: Page, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    short.pdf(path=path, prefer_css_page_size=True, print_background=True)
    sheets = PdfReader(path).pages
    assert (round(sheets[0].mediabox.width), round(sheets[0].mediabox.height)) == (595, 842)
    text = unified("".join(sheet.extract_text() for sheet in sheets))
    for words in ("（据报道）", "−22%", "全市刑事发案下降22%", "未经核实"):
        assert unified(words) in text, words


#: A font may have one glyph for a character and the radical that looks like it, for which Unicode
#: knows no common form.
_RADICALS = str.maketrans(
    "⺠⻅⻆⻋⻓⻔⻚⻛⻜⻝⻣⻩⻰⻢⻉⻨⻄⻘⻬⻮⻦⻥", "民见角车长门页风飞食骨黄龙马贝麦西青齐齿鸟鱼"
)


def test_the_whole_on_paper_is_about_fifty_sheets_and_nothing_is_parted(
    page: Page, catalog: Catalog, tmp_path: Path
) -> None:
    path = tmp_path / "paper.pdf"
    page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    texts = [sheet.extract_text().translate(_RADICALS) for sheet in PdfReader(path).pages]
    sheets = [unified(text) for text in texts]
    assert len(sheets) <= 56, "half of what it took"
    finding = MapCaptions(Labels(catalog, language("en")), side_by_side(catalog)).finding()
    for words in (finding, "Claims to be the first", "One city reports"):
        assert unified(words) in sheets[0], words
    whole = "".join(sheets)
    for figure in catalog.figures.values():
        assert unified(figure.quote) in whole, figure.id
    titles = [unified(theme.name.en) for theme in catalog.content.themes.values()]
    titles += [unified(f"{metric.name.en}, as reported") for metric in catalog.metrics.values()]
    assert [last for sheet in sheets for last in titles if sheet.endswith(last)] == []
