"""The dashboard in a real browser: what a reader sees, does and takes away."""

from __future__ import annotations

import csv
import io
import os
import re
import urllib.error
import urllib.request
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from asreported.drawing import formats, style
from tests.pages import (
    BOXES,
    at_rest,
    chart_text,
    choose_language,
    cut_off,
    new_page,
    open_page,
    resize,
    save,
    save_from,
    settle,
)
from tests.server import running_dashboard

CITIES = ["Jingmen", "Hengyang", "Huizhou", "Longnan", "Suqian"]


def has_bars(image: Image.Image, colours: tuple[str, ...]) -> bool:
    counted = {colour: n for n, colour in image.convert("RGB").getcolors(1 << 24) or []}
    wanted = [tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in colours]
    return all(counted.get(rgb, 0) > 2_000 for rgb in wanted)


def test_a_picture_that_fails_is_one_line_here_and_in_the_terminal(
    browser: Browser, tmp_path: Path
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    with running_dashboard(PATH=path) as server, new_page(browser) as page:
        open_page(page, server.address + "?metric=cameras&lang=en")
        page.get_by_role("button", name="PNG", exact=True).click()
        expect(page.get_by_text("Failed to generate file for download")).to_be_visible()
        expect(page.get_by_test_id("stToast")).to_contain_text("The browser could not draw")
        choose_language(page, "中文")
        expect(page.locator(".chart .plot")).to_contain_text(["据报道"])
        printed = server.printed()
    assert "The browser could not draw the picture" in printed
    assert "Traceback" not in printed, printed


def test_it_opens_on_five_cities(page: Page, dashboard: str) -> None:
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    open_page(page, dashboard)
    text = chart_text(page)
    for words in [*CITIES, "Change in cases, as reported", "−20.77%", "2023 · baseline not stated"]:
        assert words in text
    assert page.url.endswith("?metric=case_change&lang=en")
    host = dashboard.removeprefix("http://").rstrip("/")
    local = (f"http://{host}/", f"ws://{host}/", "data:", "blob:")
    assert [url for url in asked if not url.startswith(local)] == [], "no internet is needed"
    assert faults == []


def test_choosing_another_metric_changes_the_chart_and_the_address(
    page: Page, dashboard: str
) -> None:
    open_page(page, dashboard)
    field = page.get_by_role("combobox").first
    field.click()
    field.press("Backspace")
    field.type("money inv")
    page.get_by_role("option", name="Money invested · 3 of 5 cities").wait_for()
    field.press("Enter")
    expect(page.locator(".chart .plot")).to_contain_text(["Money invested, as reported"])
    assert "370 million yuan" in chart_text(page)
    assert "Change in cases" not in chart_text(page)
    page.wait_for_url("**/?metric=investment&lang=en")


def test_a_link_opens_its_view(page: Page, dashboard: str) -> None:
    open_page(page, dashboard + "?metric=cameras")
    assert "Cameras and video sensing, as reported" in chart_text(page)
    assert "No such figure in the article" in chart_text(page)


def test_a_copied_address_gives_the_same_view_elsewhere(
    page: Page, dashboard: str, browser: Browser
) -> None:
    open_page(page, dashboard + "?metric=case_change&metric=cameras&city=longnan&lang=zh")
    here = chart_text(page)
    assert "陇南" in here and "有报道但未选：衡阳和宿迁" in here
    with new_page(browser, locale="en-GB") as other:
        open_page(other, page.url)
        assert chart_text(other) == here
        expect(other.locator(".chart .plot")).to_have_count(2)


def test_the_browsers_language_comes_first_and_is_switched_in_place(
    browser: Browser, dashboard: str
) -> None:
    with new_page(browser, locale="zh-CN") as page:
        open_page(page, dashboard + "?metric=cameras&city=suqian")
        assert "监控摄像头与视频感知（据报道）" in chart_text(page)
        choose_language(page, "English")
        expect(page.locator(".chart .plot")).to_contain_text(["Cameras and video sensing"])
        assert "20,000" in chart_text(page)
        assert "Reported, and left out by choice: Hengyang and Longnan" in chart_text(page)
        page.wait_for_url("**/?metric=cameras&city=suqian&lang=en")


def test_the_back_button_goes_back(page: Page, dashboard: str) -> None:
    open_page(page, dashboard + "?metric=cameras&lang=en")
    choose_language(page, "中文")
    expect(page.locator(".chart .plot")).to_contain_text(["据报道"])
    page.wait_for_url("**lang=zh")
    page.go_back()
    expect(page.locator(".chart .plot")).to_contain_text(["Cameras and video sensing"])


def test_a_bar_leads_to_its_sentence(page: Page, dashboard: str) -> None:
    open_page(page, dashboard + "?metric=case_change&lang=en")
    bar = page.locator(".chart .point").nth(1)
    box = bar.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    passage = page.locator(".passage")
    expect(passage).to_contain_text("Hengyang −20.77%")
    expect(passage.locator("mark")).to_have_text("刑事案件发案数同比下降20.77%")
    expect(passage.locator("blockquote")).to_contain_text("今年1至7月,衡阳市刑事案件发案数")
    expect(passage).to_contain_text("criminal cases recorded fell 20.77% year on year")
    expect(passage).to_contain_text("Period, inferred:")
    expect(passage).to_be_in_viewport()
    page.get_by_role("button", name="Close").click()
    expect(passage).to_have_count(0)


def test_a_tap_chooses_the_bar_under_the_finger(browser: Browser, dashboard: str) -> None:
    with new_page(browser, width=390, touch=True) as page:
        open_page(page, dashboard + "?metric=cameras&lang=en")
        for bar, words in enumerate(["Hengyang 50,000", "Longnan 66,000", "Longnan 37"]):
            place = page.locator(".chart .point").nth(bar)
            top = at_rest(place)["y"]
            page.get_by_test_id("stMain").evaluate("(main, y) => main.scrollBy(0, y)", top - 200)
            box = at_rest(place)
            page.touchscreen.tap(box["x"] + 20, box["y"] + box["height"] / 2)
            expect(page.locator(".passage h2")).to_contain_text(words)
            expect(page.locator(".chart .hint")).to_be_hidden()


# The box of what is shown about a mark, and of what stands in the rows.
_HINT = """chart => {
  const box = node => {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    return [left, right, top, bottom];
  };
  const marks = [...chart.querySelectorAll('.point')].map(box);
  const first = Math.min(...marks.map(mark => mark[2])) - 30;
  const last = Math.max(...marks.map(mark => mark[3]));
  const texts = [...chart.querySelectorAll('.plot text')].map(box);
  const rows = texts.filter(text => text[3] > first && text[2] < last);
  return [box(chart.querySelector('.hint')), [...marks, ...rows]];
}"""


@pytest.mark.parametrize(
    "metric, width", [("case_change", 1440), ("cameras", 1000), ("measures", 390)]
)
def test_words_of_a_mark_stand_beside_what_they_are_about(
    browser: Browser, dashboard: str, metric: str, width: int
) -> None:
    with new_page(browser, width=width) as page:
        open_page(page, f"{dashboard}?metric={metric}&lang=en")
        chart = page.locator(".chart")
        marks = page.locator(".chart .marks button")
        assert marks.count() > 3
        for mark in marks.all():
            mark.hover()
            expect(chart.locator(".hint")).to_be_visible()
            (left, right, top, bottom), kept = chart.evaluate(_HINT)
            over = [
                b for b in kept if b[0] < right and b[1] > left and b[2] < bottom and b[3] > top
            ]
            assert over == [], mark.get_attribute("aria-label")
        marks.last.click()
        expect(page.locator(".passage")).to_be_visible()
        expect(chart.locator(".hint")).to_be_hidden()


def test_marks_are_reached_and_chosen_by_key(page: Page, dashboard: str) -> None:
    open_page(page, dashboard + "?metric=case_change&lang=en")
    hint = page.locator(".chart .hint")
    page.locator(".chart .marks button").first.focus()
    page.keyboard.press("Tab")
    expect(hint).to_contain_text("刑事案件发案数同比下降20.77%")
    page.keyboard.press("Escape")
    expect(hint).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(".passage")).to_contain_text("Hengyang −20.77%")
    mark = page.get_by_role("button", name="Hengyang −20.77%", pressed=True)
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".passage")).to_have_count(0)


def test_a_chart_that_cannot_be_drawn_says_so(page: Page, dashboard: str) -> None:
    page.route("**/scripts/chart.*", lambda route: route.abort())
    page.goto(dashboard + "?metric=cameras&lang=en")
    expect(page.get_by_text("The chart could not be drawn. Its figures stand")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text(["50,000"])
    page.unroute_all()


# Loses what a chart tells of its width at first, as a run does that another ends.
_LOSE_A_WIDTH = """
const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
  send(data) {
    const told = new TextDecoder().decode(data).includes('"width"');
    if (told) window.lost ??= Date.now();
    if (!told || Date.now() - window.lost > 1000) super.send(data);
  }
};
"""


def test_a_chart_whose_width_is_lost_tells_it_again(browser: Browser, dashboard: str) -> None:
    context = browser.new_context(viewport={"width": 900, "height": 900}, locale="en-GB")
    context.add_init_script(_LOSE_A_WIDTH)
    with context.new_page() as page:
        page.goto(dashboard)
        expect(page.locator(".chart .plot")).to_contain_text(["Change in cases"])
        assert page.evaluate("window.lost")
    context.close()


def test_on_a_phone_the_filters_fold_into_what_is_chosen(browser: Browser, dashboard: str) -> None:
    with new_page(browser, width=390) as page:
        open_page(page, dashboard + "?metric=cameras&city=hengyang&city=longnan&lang=en")
        fold = page.locator(".st-key-folded-filters summary")
        expect(fold).to_contain_text("Cameras and video sensing · Hengyang and Longnan")
        assert at_rest(page.locator(".chart"))["y"] < 500, "the chart begins on the screen"
        fold.click()
        page.locator("[class*=st-key-choice-rate-] button").first.click()
        page.wait_for_url("**rate=per_head**")
        settle(page)
        expect(page.locator(".st-key-choice-theme-en")).to_be_visible()  # it stays open


def test_on_a_phone_what_a_mark_was_read_as_comes_to_where_one_taps(
    browser: Browser, dashboard: str
) -> None:
    """It stood 6,400 pixels further down."""
    with new_page(browser, width=390, touch=True) as page:
        open_page(page, dashboard + "evidence?city=longnan&lang=en")
        expect(page.locator(".passage")).to_have_count(0)
        mark = page.locator("mark").nth(8)
        mark.scroll_into_view_if_needed()
        mark.click()
        expect(page.locator(".passage")).to_be_visible()
        settle(page)
        panel, tapped = at_rest(page.locator(".st-key-reading")), at_rest(mark)
        height = page.viewport_size["height"] if page.viewport_size else 0
        assert tapped["y"] + tapped["height"] < panel["y"], "the mark stays in sight"
        assert panel["y"] + panel["height"] <= height


def test_what_was_chosen_last_stands_first(page: Page, dashboard: str) -> None:
    open_page(page, dashboard + "?metric=case_change&lang=en")
    page.locator(".st-key-choice-metric-en input").fill("camera")
    page.keyboard.press("Enter")
    page.wait_for_url("**metric=cameras**")
    settle(page)
    first = page.locator(".chart").first
    expect(first).to_contain_text("Cameras and video sensing")
    assert at_rest(first)["y"] < 700, "it is seen at once"


def test_the_table_can_be_walked_and_opens_paragraphs(page: Page, dashboard: str) -> None:
    open_page(page, dashboard + "?metric=homicide_clearance&lang=en")
    table = page.get_by_role("table", name="Homicides solved, as reported")
    heads = table.get_by_role("columnheader").all_text_contents()
    assert heads == ["City", "Value", "Counting", "Period", "In the article's words"]
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Suqian"))
    expect(row).to_contain_text("全年发生命案全破")
    expect(row).to_contain_text("all homicides of the year were solved · Suqian Broadcasting, 10")
    summary = row.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(row.locator("blockquote")).to_be_visible()
    expect(row.locator("blockquote mark")).to_have_text("全年发生命案全破")


def test_the_chart_speaks(page: Page, dashboard: str) -> None:
    open_page(page, dashboard + "?metric=cameras&lang=en")
    figure = page.get_by_role("figure")
    alt_text = figure.get_attribute("aria-label") or ""
    assert "Hengyang 50,000, as of Aug 2022 (inferred)" in alt_text
    assert "No such figure in the article: Jingmen" in alt_text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_camera_takes_a_light_picture(
    browser: Browser, dashboard: str, tmp_path: Path, scheme: str
) -> None:
    with new_page(browser, scheme=scheme) as page:
        open_page(page, dashboard + "?metric=cameras&lang=zh")
        button = page.locator(".chart .camera").first
        expect(button).to_be_visible()
        taken = save_from(page.locator(".chart .camera").first, tmp_path)
        assert taken.name == "as-reported_cameras_zh.png"
        image = Image.open(taken)
        assert image.width == 2 * formats.PICTURE_WIDTH
        assert image.convert("RGB").getpixel((5, 5)) == (255, 255, 255)
        assert has_bars(image, (style.CITY_COLOURS[1], style.CITY_COLOURS[3]))


def test_the_camera_on_a_small_screen(browser: Browser, dashboard: str, tmp_path: Path) -> None:
    with new_page(browser, width=390) as page:
        open_page(page, dashboard + "?metric=cameras&lang=en")
        image = Image.open(save_from(page.locator(".chart .camera").first, tmp_path))
        assert image.width > 1200 and image.height > image.width
        assert has_bars(image, (style.CITY_COLOURS[1], style.CITY_COLOURS[3]))


def test_png_svg_pdf_and_csv_buttons(page: Page, dashboard: str, tmp_path: Path) -> None:
    open_page(page, dashboard + "?metric=cameras&lang=zh")
    png = save(page, "PNG", tmp_path)
    assert png.name == "as-reported_cameras_zh.png"
    image = Image.open(png)
    assert image.width == 2 * formats.PICTURE_WIDTH
    assert image.height >= 2 * formats.SIZES["wide"][1]
    assert has_bars(image, (style.CITY_COLOURS[1], style.CITY_COLOURS[3]))
    svg = save(page, "SVG", tmp_path)
    assert svg.name == "as-reported_cameras_zh.svg"
    texts = ElementTree.fromstring(svg.read_bytes()).iter("{http://www.w3.org/2000/svg}text")
    words = "\n".join("".join(text.itertext()) for text in texts)
    assert {"衡阳", "陇南", "宿迁", "5万", "6.6万", "2万"} <= set(words.split("\n"))
    assert "?metric=cameras&lang=zh" in words
    pdf = save(page, "PDF", tmp_path)
    assert pdf.name == "as-reported_cameras_zh.pdf"
    (sheet,) = PdfReader(pdf).pages
    assert "6.6万" in sheet.extract_text()
    table = save(page, "数据（CSV）", tmp_path)
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert [row["id"] for row in rows] == [
        "hengyang-cameras", "longnan-expressway-checkpoints", "longnan-video-feeds",
        "suqian-smart-points",
    ]  # fmt: skip


def test_nothing_is_cut_off_at_any_width(browser: Browser, dashboard: str) -> None:
    query = "?metric=case_change&metric=clearance_contribution&metric=investment&lang=en"
    with new_page(browser, width=1280) as page:
        open_page(page, dashboard + query)
        for width in (1280, 1008, 412, 320):
            if width < 1280:
                resize(page, width)
            main = page.locator("[data-testid=stMain]")
            assert main.evaluate("node => node.scrollWidth <= window.innerWidth"), width
            charts = page.locator(".chart .plot").all()
            assert len(charts) == 3
            for chart in charts:
                assert cut_off(chart.evaluate(BOXES)) == [], width


def test_a_dark_page_has_a_dark_chart_that_can_be_read(browser: Browser, dashboard: str) -> None:
    with new_page(browser, scheme="dark") as page:
        open_page(page, dashboard + "?metric=case_change&lang=en")
        fills = page.evaluate(
            """() => [...document.querySelectorAll('.plot text, .plot tspan')]
                .map(node => getComputedStyle(node).fill)"""
        )
        light = {_rgb(colour) for colour in (style.INK, style.MUTED)}
        dark = {_rgb(colour) for colour in (style.DARK[style.INK], style.DARK[style.MUTED])}
        assert not light & set(fills)
        assert dark <= set(fills)
        paper = page.locator(".plot > svg").first.evaluate(
            "node => getComputedStyle(node).backgroundColor"
        )
        assert paper == "rgba(0, 0, 0, 0)"


def _rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


def test_it_listens_on_this_computer_only(dashboard: str) -> None:
    match = re.search(r":(\d+)/", dashboard)
    assert match is not None
    port = int(match[1])
    sockets = Path("/proc/net/tcp")
    if not sockets.exists():
        pytest.skip("needs /proc/net/tcp to see who listens")
    listening = [line.split()[1] for line in sockets.read_text().splitlines()[1:] if " 0A " in line]
    here = [address for address in listening if int(address.split(":")[1], 16) == port]
    assert here and all(address.startswith("0100007F:") for address in here)


def test_no_file_of_the_machine_is_served(dashboard: str) -> None:
    for path in ("metrics.yaml", "app/static/metrics.yaml", "..%2f..%2fetc/passwd"):
        try:
            body = urllib.request.urlopen(dashboard + path, timeout=5).read()
        except urllib.error.HTTPError:
            continue
        assert b"hengyang" not in body and b"root:" not in body


def test_words_stand_beside_the_chart_on_a_wide_screen_and_below_it_on_others(
    browser: Browser, dashboard: str
) -> None:
    for width in (1440, 1000):
        with new_page(browser, width=width) as page:
            open_page(page, dashboard + "?metric=case_change&lang=en")
            chart, passage = page.locator(".chart"), page.locator(".passage")
            page.locator(".chart .marks button").first.click()
            expect(passage).to_contain_text("全市刑事发案下降22%")
            settle(page)
            drawn, words = chart.bounding_box(), passage.bounding_box()
            assert drawn is not None and words is not None
            assert (words["x"] > drawn["x"] + drawn["width"]) is (width == 1440)
            expect(page.locator(".chart .hint")).to_be_hidden()
            assert cut_off(page.locator(".chart .plot").evaluate(BOXES)) == []
            page.get_by_role("button", name="Close").click()
            settle(page)
            assert chart.evaluate("node => node.clientWidth") > 900, "as wide as before"


def test_the_picture_is_copied_and_where_it_cannot_be_a_sentence_says_so(
    browser: Browser, dashboard: str
) -> None:
    with new_page(browser, width=1440) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        open_page(page, dashboard + "?metric=cameras&lang=en")
        copy = page.get_by_role("button", name="Copy the picture")
        copy.click()
        expect(page.locator(".saved")).to_have_text("Picture copied")
        size = page.evaluate(
            """async () => {
              const [item] = await navigator.clipboard.read();
              const { width, height } = await createImageBitmap(await item.getType('image/png'));
              return [width, height];
            }"""
        )
        assert size[0] == 2400 and size[1] > 800
        page.evaluate("() => { delete window.ClipboardItem; }")
        copy.click()
        expect(page.locator(".saved")).to_have_text(re.compile("copies no pictures"))


def test_numbers_over_unlike_periods_are_a_click_from_their_monthly_means(
    page: Page, dashboard: str
) -> None:
    open_page(page, dashboard + "?metric=homicide_clearance_cold&lang=en")
    expect(page.locator(".chart .plot")).not_to_contain_text("per month")
    page.get_by_role("button", name="Work out per month").click()
    page.wait_for_url("**rate=per_month**")
    expect(page.locator(".chart .plot")).to_contain_text("per month")
    page.get_by_role("button", name="As reported", exact=True).click()
    expect(page.locator(".chart .plot")).not_to_contain_text("per month")


def test_cite_tells_someone_elsewhere_what_it_shows_and_how_to_open_it(
    page: Page, dashboard: str
) -> None:
    open_page(page, dashboard + "?metric=cameras&lang=en")
    page.get_by_role("button", name="Cite").first.click()
    letter = page.get_by_test_id("stCode").nth(1)
    expect(letter).to_contain_text("Cameras and video sensing, as reported")
    expect(letter).to_contain_text("Not comparable. No two cities shown here report on the same")
    expect(letter).to_contain_text("start As Reported as its README says")
    expect(letter).to_contain_text("?metric=cameras&lang=en")


def test_what_streamlit_says_in_english_only_is_in_the_readers_language(
    page: Page, dashboard: str
) -> None:
    open_page(page, dashboard + "?metric=cameras&lang=zh")
    expect(page.get_by_role("button", name="全部清除")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^移除 监控"))).to_be_visible()
    metric = page.get_by_role("combobox").first
    metric.click()
    metric.press_sequentially("zzzq")
    expect(page.get_by_role("option")).to_have_text(["没有结果"])
    metric.fill("摄像")
    expect(page.get_by_role("option").first).to_contain_text("摄像头")
