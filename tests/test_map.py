"""The map: what of all metrics may be compared, of real and of made-up catalogs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from functools import cache, partial

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from asreported import Catalog, load, selection
from asreported.catalog.model import ReportedFigure
from asreported.comparison.city import at_a_glance, bar_length
from asreported.comparison.side_by_side import side_by_side
from asreported.comparison.verdicts import Level
from asreported.drawing.map import map_chart
from asreported.export.pictures import picture, sized
from asreported.export.table import write_map
from asreported.html.city import glance, theme_table
from asreported.html.context import Context, Links
from asreported.html.map import map_html
from asreported.view import CompareView, SideBySideView
from asreported.words.labels import Labels
from asreported.words.language import language
from asreported.words.map import MapCaptions
from tests.charts import svg_text, unified, words
from tests.known import ROOT
from tests.pages import open_page

EN, ZH = language("en"), language("zh")
LINKS = Links(str, str, str, str)
COMPARABLE = {"criminal_cases", "current_homicides", "cold_homicides"}


five_cities = cache(partial(load, ROOT / "metrics.yaml"))


def cut(
    keep: Callable[[ReportedFigure], bool] = lambda _: True,
    cities: tuple[str, ...] = (),
    copies: int = 1,
    **changes: object,
) -> Catalog:
    """The real catalog with some of its cities and figures, changed; nothing of it is checked.

    Each metric is there ``copies`` times, with figures of its own.
    """
    catalog = five_cities()
    made = {}
    for name, city in catalog.cities.items():
        figures = [
            figure.model_copy(
                update={
                    **dict.fromkeys(("subset_of", "share_of", "restates")),
                    **changes,
                    "id": f"{figure.id}-{i}",
                    "metric": f"{figure.metric}_{i}",
                }
            )
            for i in range(copies)
            for figure in city.figures
            if keep(figure)
        ]
        if not cities or name in cities:
            made[name] = city.model_copy(update={"figures": tuple(figures), "statements": ()})
    metrics = {
        f"{name}_{i}": metric.model_copy(update={"related": ()})
        for i in range(copies)
        for name, metric in catalog.metrics.items()
    }
    content = catalog.content.model_copy(update={"cities": made, "metrics": metrics})
    return Catalog(content, catalog.version, catalog.articles, {})


def of(*metrics: str) -> Callable[[ReportedFigure], bool]:
    return lambda figure: figure.metric in metrics


def alike(figure: ReportedFigure) -> bool:
    """Once changed as ALIKE says, of two cities and like for like."""
    return figure.metric == "homicide_clearance"


ALIKE = {"period": five_cities().figures["suqian-homicide-clearance"].period, "inferred": {}}


def mixed() -> Catalog:
    """Of three metrics one may be compared as it is, one with caveats, and one in no way."""
    catalog = cut(of("homicide_clearance", "homicide_clearance_cold", "cameras"))
    cities = {
        name: city.model_copy(
            update={
                "figures": tuple(
                    f.model_copy(update=ALIKE) if f.metric == "homicide_clearance_0" else f
                    for f in city.figures
                )
            }
        )
        for name, city in catalog.cities.items()
    }
    content = catalog.content.model_copy(update={"cities": cities})
    return Catalog(content, catalog.version, catalog.articles, {})


#: Catalogs by what is said of them in English and in Chinese.
FINDINGS = {
    "nothing": (
        partial(cut, of("no such metric")),
        "No article reports a figure", "尚无文章报道数字",
    ),
    "one city, one metric": (
        partial(cut, of("homicide_clearance"), ("suqian",)),
        "Only one city, with one metric: nothing to compare it with", "仅有一市，1项指标无从比较",
    ),
    "one city": (
        partial(cut, cities=("suqian",)),
        "Only one city, with 24 metrics: nothing to compare them with", "仅有一市，24项指标无从比较",
    ),
    "one metric, not comparable": (
        partial(cut, of("cameras")),
        "The only metric may not be compared", "1项指标均不可比",
    ),
    "none": (
        partial(cut, lambda figure: figure.counts not in COMPARABLE),
        "None of 73 metrics may be compared", "73项指标均不可比",
    ),
    "one metric, alike": (
        partial(cut, alike, **ALIKE),
        "The only metric may be compared, like for like", "1项指标全部可比，口径一致",
    ),
    "all alike": (
        partial(cut, alike, copies=100, **ALIKE),
        "Each of 100 metrics may be compared, like for like", "100项指标全部可比，口径一致",
    ),
    "all with caveats": (
        partial(cut, of("homicide_clearance", "homicide_clearance_cold")),
        "Each of two metrics may be compared, and only with caveats", "2项指标全部可比，且均有保留",
    ),
    "mixed": (
        mixed,
        "Of three metrics, two may be compared, one of them like for like",
        "3项指标中，2项可比，其中1项口径一致",
    ),
    "a hundred": (
        partial(cut, of("homicide_clearance", "cameras"), copies=50),
        "Of 100 metrics, 50 may be compared, and only with caveats",
        "100项指标中，50项可比，且均有保留",
    ),
    "the five cities": (
        five_cities,
        "Of 76 metrics, three may be compared, and only with caveats",
        "76项指标中，3项可比，且均有保留",
    ),
}  # fmt: skip


@cache
def made(name: str) -> Catalog:
    return FINDINGS[name][0]()  # type: ignore[operator,no-any-return]


def captions(catalog: Catalog, code: str = "en") -> MapCaptions:
    return MapCaptions(Labels(catalog, language(code)), side_by_side(catalog))


@pytest.mark.parametrize("name", FINDINGS)
def test_the_finding(name: str) -> None:
    _, english, chinese = FINDINGS[name]
    assert captions(made(name)).finding() == english
    assert captions(made(name), "zh").finding() == chinese


@pytest.mark.parametrize("name", FINDINGS)
@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("size", ["wide", "square"])
def test_any_catalog_has_a_map(name: str, code: str, size: str) -> None:
    draw = partial(map_chart, side_by_side(made(name)), language(code))
    chart = sized(draw, size)
    drawn = words(chart.figure)
    finding = captions(made(name), code).finding()
    assert "".join(drawn).replace(" ", "").startswith(finding.replace(" ", ""))
    width = chart.metadata.width
    assert chart.height == width if size == "square" else chart.height >= 675
    assert chart.metadata.width >= 540
    dots = [shape for shape in chart.figure.layout.shapes if shape.type == "circle"]
    assert all(dot.x0 >= 0 and dot.x1 <= width and -chart.height <= dot.y0 for dot in dots)
    html = map_html(Context(made(name), language(code), LINKS), side_by_side(made(name)))
    assert finding in html


def test_what_several_cities_report_comes_by_verdict(catalog: Catalog) -> None:
    rows = side_by_side(catalog).by_verdict
    assert {level.value: len(found) for level, found in rows.items()} == {
        "like_for_like": 0, "with_caveats": 3, "not_comparable": 22, "alone": 51,
    }  # fmt: skip
    assert [row.metric for row in rows[Level.WITH_CAVEATS]] == [
        "case_change", "homicide_clearance", "homicide_clearance_cold",
    ]  # fmt: skip
    first = rows[Level.WITH_CAVEATS][0]
    assert set(first.cities) == set(catalog.cities) and first.counted_otherwise == 9
    table = side_by_side(catalog)
    assert table.steps(first.comparable[0]) == [(1, 3)], "Hengyang and Longnan, over Huizhou"


@pytest.mark.parametrize(
    "code, expected",
    [
        ("en", ["In part: Criminal cases; nine other things are counted by one city each",
                "In part: Cold homicides; two other things are counted by one city each"]),
        ("zh", ["部分可比：刑事案件；另有9项各只有一市统计", "部分可比：命案积案；另有2项各只有一市统计"]),
    ],
)  # fmt: skip
def test_where_a_verdict_holds_in_part_the_map_says_so(
    catalog: Catalog, code: str, expected: list[str]
) -> None:
    said = captions(catalog, code)
    rows = said.table.by_verdict[Level.WITH_CAVEATS]
    assert list(filter(None, map(said.notes, rows))) == expected


def test_an_arc_rises_over_a_city_that_is_not_meant(catalog: Catalog) -> None:
    shapes = map_chart(side_by_side(catalog), EN).figure.layout.shapes
    lines = [shape for shape in shapes if shape.type == "path" and shape.line.dash]
    assert len(lines) == 3
    rises = []
    for line in lines:
        (y0, control, y1) = (float(y) for y in re.findall(r",(-?[\d.]+)", line.path))
        rises.append(control - (y0 + y1) / 2)
    assert rises[0] > 20 and rises[1:] == [0, 0]
    large = [s for s in shapes if s.type == "circle" and s.x1 - s.x0 == 16]
    assert len(large) == 6, "two cities in each of three rows"


def test_of_many_metrics_a_picture_shows_the_first_and_how_many_more() -> None:
    table = side_by_side(made("a hundred"))
    part, whole = (map_chart(table, EN, whole=all_of_it) for all_of_it in (False, True))
    said = words(part.figure)
    assert "and 20 more" in said
    assert "Several cities report, but count different things: 50" in said
    assert "Cameras and video sensing" not in said
    assert not [line for line in words(whole.figure) if line.startswith("and ")]
    assert part.height < whole.height


def test_a_metric_with_two_comparable_headings_has_a_line_for_each() -> None:
    def two(figure: ReportedFigure) -> bool:
        return figure.metric == "homicide_clearance_cold" or alike(figure)

    catalog = cut(two)
    cities = {
        name: city.model_copy(
            update={
                "figures": tuple(
                    f.model_copy(update={"metric": "homicide_clearance_cold_0"})
                    for f in city.figures
                )
            }
        )
        for name, city in catalog.cities.items()
    }
    content = catalog.content.model_copy(update={"cities": cities})
    both = Catalog(content, catalog.version, catalog.articles, {})
    drawn = words(map_chart(side_by_side(both), EN).figure)
    assert drawn.count("Cold homicides solved") == 1
    at = drawn.index("Cold homicides solved")
    assert {"Cold homicides", "Homicides of the period, not cold ones"} <= {
        line.capitalize() for line in drawn[at : at + 4]
    }
    html = map_html(Context(both, EN, LINKS), side_by_side(both))
    assert html.count('class="meant part"') == 2


def test_the_map_as_html_leads_to_charts_and_says_figures(catalog: Catalog) -> None:
    links = Links(metric="#metric-{}".format, city="#city-{}".format, article=str, figure=str)
    html = map_html(Context(catalog, EN, links), side_by_side(catalog))
    assert html.count('href="#metric-cameras"') == 4, "its name and three dots"
    assert "Criminal cases: −20.77%, Jan–Jul 2022 (inferred)" in html
    assert html.count('class="tie arc with_caveats"') == 1
    assert html.count('class="tie straight with_caveats"') == 2
    folded = html.split('<tbody class="fold">')[1]
    assert "One city reports: 51" in folded and ">Satisfaction" in folded
    assert ">Satisfaction" not in html.split('<tbody class="fold">')[0]


def test_the_map_as_a_table(catalog: Catalog) -> None:
    raw = write_map(side_by_side(catalog)).decode("utf-8-sig")
    rows = {row["metric"]: row for row in csv.DictReader(io.StringIO(raw))}
    assert len(rows) == 76
    first = rows["case_change"]
    assert (first["verdict"], first["in_part"], first["counts"]) == (
        "with_caveats", "yes", "criminal_cases",
    )  # fmt: skip
    assert [first[city] for city in catalog.cities] == [
        "reported", "compared", "reported", "compared", "reported",
    ]  # fmt: skip
    assert rows["homicide_clearance"]["in_part"] == rows["cameras"]["in_part"] == ""
    assert rows["cameras"]["name_zh"] == catalog.metrics["cameras"].name.zh
    assert [rows["satisfaction"][city] for city in catalog.cities] == ["", "", "", "", "reported"]


def test_pictures_of_everything_begin_with_the_map(catalog: Catalog) -> None:
    def names(**choices: object) -> list[str]:
        view = CompareView("en", **choices)  # type: ignore[arg-type]
        return [one.name for one in selection.pictures(catalog, view, ["png", "svg"])]

    assert names()[:2] == ["as-reported_side-by-side_en.png", "as-reported_side-by-side_en.svg"]
    assert len(names()) == 2 * (76 + 1)
    for choices in ({"theme": "money"}, {"cities": ("suqian",)}, {"metrics": ("cameras",)}):
        assert not [name for name in names(**choices) if "side-by-side" in name]


@pytest.mark.browser
@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("size", ["wide", "square"])
def test_the_picture_of_the_map_stands_alone(catalog: Catalog, code: str, size: str) -> None:
    chart = sized(selection.map_drawer(catalog, SideBySideView(code, theme="money")), size)
    width = {"wide": 1200, "square": 1080}[size]
    said = captions(catalog, code)
    names = [said.labels.city(city) for city in catalog.cities]
    expected = [said.finding(), said.about(), *names, *map(said.group, list(Level)[2:]),
                *said.key().values(), *chart.metadata.sources[:1], catalog.version,
                f"side-by-side?lang={code}"]  # fmt: skip
    drawn = unified(svg_text(picture(chart, "svg", width=width)))
    (sheet,) = PdfReader(io.BytesIO(picture(chart, "pdf", width=width))).pages
    printed = unified(sheet.extract_text())
    for text in expected:
        assert unified(text) in drawn
        assert unified(text) in printed
    image = Image.open(io.BytesIO(picture(chart, "png", width=width)))
    assert image.width == 2 * width and (size == "wide" or image.height == 2160)
    assert image.text["Title"] == said.finding()
    assert said.labels.metric("case_change") in image.text["Description"]


# On the page.


def test_side_by_side_opens_with_the_map(page: Page, dashboard: str) -> None:
    open_page(page, dashboard + "side-by-side?lang=en")
    finding = page.get_by_role("heading", name="Of 76 metrics, three may be compared")
    expect(finding).to_be_in_viewport()
    row = page.locator(".map tr", has_text="Change in cases").first
    dot = row.locator(".dot").nth(3)
    dot.hover()
    expect(dot).to_contain_text("Criminal cases: −22%, 2023")
    box = dot.locator(".tip").bounding_box()
    assert box is not None and box["width"] > 150, "it is seen"
    alone = page.locator(".map").get_by_role("link", name="Satisfaction and sense of safety")
    expect(alone).to_be_hidden()
    page.locator(".map summary").click()
    expect(alone).to_be_visible()
    row.get_by_role("link", name="Change in cases").click()
    page.wait_for_selector(".chart .plot text")
    expect(page).to_have_url(re.compile(r"/\?metric=case_change&lang=en$"))
    page.get_by_role("link", name="Of 76 metrics, three may be compared").click()
    expect(page).to_have_url(re.compile(r"/side-by-side\?lang=en$"))
    expect(finding).to_be_visible()


def test_on_a_phone_two_cities_stand_side_by_side(page: Page, dashboard: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    open_page(page, dashboard + "side-by-side?lang=en")
    heads = page.locator("table.overview thead th")
    seen = [head.inner_text() for head in heads.all() if head.is_visible()]
    assert seen == ["Metric", "Jingmen", "Hengyang"]
    page.locator(".columns label", has_text="Jingmen").click()
    page.locator(".columns label", has_text="Suqian").click()
    seen = [head.inner_text() for head in heads.all() if head.is_visible()]
    assert seen == ["Metric", "Hengyang", "Suqian"]
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    first, second = (heads.nth(i).bounding_box() for i in (2, 5))
    assert first and second and min(first["width"], second["width"]) > 100


# A city.


def test_a_city_at_a_glance(catalog: Catalog) -> None:
    seen = at_a_glance(catalog, "longnan")
    assert seen.figures == 98 and seen.by_theme["data"] == 24
    assert seen.comparable == 5 and seen.inferred == 7
    assert seen.fields == {"period": 4, "counts": 3}
    assert seen.partners == {
        "jingmen": (), "hengyang": ("case_change",), "huizhou": (),
        "suqian": ("homicide_clearance", "homicide_clearance_cold"),
    }  # fmt: skip
    html = glance(Context(catalog, EN, LINKS), "longnan")
    for text in ("98 figures", "5 of 98 may be compared", "91 entered as stated", "in 7 something"):
        assert text in html
    assert glance(Context(made("nothing"), EN, LINKS), "longnan") == ""


def test_shares_and_changes_have_a_bar_and_other_numbers_none(catalog: Catalog) -> None:
    figures = {figure.id: figure for figure in catalog.figures.values()}
    assert bar_length(catalog, figures["hengyang-criminal-cases"]) == 20.77
    assert bar_length(catalog, figures["suqian-homicide-clearance"]) == 100
    assert bar_length(catalog, figures["longnan-cold-homicides-2023"]) is None
    context = Context(catalog, EN, LINKS)
    html = theme_table(context, "cases", [figures["hengyang-criminal-cases"]])
    assert '<i class="bar" aria-hidden="true"><i class="outlined" style="width: 20.77%">' in html
    tripled = cut(of("case_change"), cities=("hengyang",), value=300.0)
    figure = next(iter(tripled.figures.values()))
    assert bar_length(tripled, figure) == 100, "no bar leaves its cell"
