"""Words that try to be something else are shown as words."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import bibtexparser
import pytest
import rispy
from frictionless import Package
from playwright.sync_api import Browser, Page, expect

from asreported import Catalog, chart, load, selection
from asreported.export.citations import citations
from asreported.export.datapackage import datapackage
from asreported.export.pictures import page_picture, picture
from asreported.html import report_card
from asreported.html.escaping import escape_markdown
from asreported.selection import data
from asreported.view import CompareView
from asreported.words.language import language
from tests import hostile
from tests.pages import new_page, open_page, open_report
from tests.server import running_dashboard


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile.write(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def catalog(file: Path) -> Catalog:
    return load(file)


@pytest.fixture(scope="module")
def dashboard(file: Path) -> Iterator[str]:
    with running_dashboard(catalog=file) as server:
        yield server.address
        assert "Traceback" not in server.printed(), server.printed()


def squeezed(words: str) -> str:
    """Words without what a line break takes away and what keeps directions apart."""
    return "".join(words.split()).translate(dict.fromkeys(map(ord, "\u2068\u2069\u2060")))


def harmless(page: Page) -> str:
    """The text of a page on which no script ran and nothing reaches over the edge."""
    assert page.evaluate("window.hacked") is None
    assert page.locator("script:not([src]):text('hacked'), img[src=x]").count() == 0
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth + 1")
    assert "Something went wrong" not in page.content()
    return squeezed(main.evaluate("main => main.textContent"))


_WORDS_AND_SIZE = """label => {
  const { width, height } = label.getBoundingClientRect();
  return [label.textContent, width, height];
}"""
SHORT = [hostile.HTML, hostile.MARKDOWN, hostile.PLOTLY, hostile.TURNED, hostile.UNSEEN, hostile.EMOJI, hostile.LATEX, hostile.FORMULA]  # fmt: skip


@pytest.mark.parametrize("width", [1440, 390])
def test_a_chart_and_its_table(browser: Browser, dashboard: str, width: int) -> None:
    with new_page(browser, width=width) as page:
        open_page(page, dashboard + "?metric=cameras&all=1&lang=en")
        harmless(page)
        drawn = squeezed("".join(page.locator(".chart .plot text").all_text_contents()))
        table = squeezed(page.locator("table.figures").text_content() or "")
        for words in SHORT:
            assert squeezed(words) in drawn
            assert squeezed(words) + "有5万个" in table
        assert hostile.LONG + "有5万个" in table and hostile.WIDE in table
        themes = squeezed(page.locator("[data-testid=stButtonGroup]").nth(1).text_content() or "")
        for words in SHORT:
            assert squeezed(words) in themes
        if width == 1440:
            for i in range(13):
                bar = page.locator(".chart .point").nth(i)
                bar.scroll_into_view_if_needed()
                bar.hover(force=True)
                label = page.locator(".chart .hint")
                expect(label).to_be_visible()
                words, wide, high = label.evaluate(_WORDS_AND_SIZE)
                assert wide < 500 and high < 500
                line = squeezed(words)
                starts = [squeezed(words)[:20] for words in hostile.ALL]
                assert line[1:].startswith(tuple(starts)), line
            assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("name", ["html", "long"])
def test_a_city_and_its_article(browser: Browser, dashboard: str, name: str) -> None:
    words = squeezed(hostile.QUOTES[name])
    with new_page(browser) as page:
        for path in (f"city?city={name}&lang=en", f"evidence?figure={name}-one&lang=zh"):
            page.goto(dashboard + path)
            expect(page.locator("mark").first).to_contain_text("有5万个")
            assert words in harmless(page)


@pytest.mark.parametrize("path", ["side-by-side", "method"])
def test_what_shows_every_name(browser: Browser, dashboard: str, path: str) -> None:
    with new_page(browser) as page:
        page.goto(f"{dashboard}{path}?lang=en")
        expect(page.locator("table").first).to_be_visible()
        shown = harmless(page)
        for words in SHORT:
            assert squeezed(words) in shown, words


def test_pictures(catalog: Catalog, browser: Browser) -> None:
    drawn = chart(catalog, "cameras", whole=True)
    svg = picture(drawn, "svg")
    root = ElementTree.fromstring(svg)
    assert not [one for one in root.iter() if one.tag.endswith(("script", "foreignObject"))]
    assert not [name for one in root.iter() for name in one.attrib if name.lower().startswith("on")]
    text = squeezed("".join(root.itertext()))
    for words in SHORT:
        assert squeezed(words) in text, words
    assert picture(drawn, "png").startswith(b"\x89PNG") and picture(drawn, "pdf").startswith(
        b"%PDF"
    )
    with new_page(browser) as page:
        page.set_content(svg.decode())
        assert page.evaluate("window.hacked") is None
        page.goto("about:blank")


@pytest.mark.browser
def test_a_city_on_paper(catalog: Catalog) -> None:
    for name in ("html", "long"):
        page = report_card.page(catalog, name, language("en"))
        assert page_picture(page, "pdf").startswith(b"%PDF")


def test_the_report(catalog: Catalog, browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(selection.report(catalog, "en"))
    with open_report(browser, path) as page:
        assert page.evaluate("window.hacked") is None
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        shown = squeezed(page.locator("main").text_content() or "")
        for words in hostile.ALL:
            assert squeezed(words) + "有5万个" in shown


def test_tables_hold_the_words_and_nothing_that_runs(catalog: Catalog, tmp_path: Path) -> None:
    view = CompareView("en")
    rows = list(csv.DictReader(io.StringIO(data(catalog, view, "csv").decode("utf-8-sig"))))
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "-a"))]
    quotes = {row["id"]: (row["quote"], row["gloss"], row["note"]) for row in rows}
    for name, words in hostile.QUOTES.items():
        guard = "'" if words[0] in "=+-@" else ""
        assert quotes[f"{name}-one"] == (f"{guard}{words}有5万个", guard + words, guard + words)
    as_json = {row["id"]: row for row in json.loads(data(catalog, view, "json"))}
    assert all(as_json[f"{name}-one"]["gloss"] == words for name, words in hostile.QUOTES.items())
    package = tmp_path / "package.zip"
    package.write_bytes(datapackage(catalog))
    assert Package(str(package)).validate().valid


def test_references(catalog: Catalog) -> None:
    library = bibtexparser.parse_string(citations(catalog, "bib").decode())
    assert (len(library.entries), library.failed_blocks) == (14, [])
    ris = rispy.loads(citations(catalog, "ris").decode())
    named = {one["id"]: one["title"] for one in ris}
    assert named["html"] == hostile.HTML and named["latex"] == hostile.LATEX
    csl = {one["id"]: one["title"] for one in json.loads(citations(catalog, "json"))}
    assert csl["turned"] == hostile.TURNED


@pytest.mark.parametrize(
    "words, written",
    [
        ("a*b_c", r"a\*b\_c"),
        ("# a", r"\# a"),
        ("1. a", r"1\. a"),
        ("- a", r"\- a"),
        (":red[a]", ":\u2060red\\[a\\]"),
        ("a: b", "a: b"),
        ("a\nb", "a b"),
    ],
)
def test_markdown_is_written_out(words: str, written: str) -> None:
    assert escape_markdown(words) == written
