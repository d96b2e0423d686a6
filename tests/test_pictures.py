"""Pictures, opened with tools that are not ours."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from asreported import Catalog, chart, selection
from asreported.catalog.model import Rate
from asreported.drawing import formats, style
from asreported.drawing.charts import Chart
from asreported.export.engine import Engine, find_browser
from asreported.export.files import PictureError
from asreported.export.pictures import page_picture, picture, sized
from asreported.html import report_card
from asreported.view import CompareView
from asreported.words.language import language
from tests.charts import SVG, svg_text, unified


def test_an_unknown_format_is_refused(catalog: Catalog) -> None:
    with pytest.raises(KeyError):
        picture(chart(catalog, "cameras"), "gif")


def test_no_browser_says_what_to_install(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("choreographer.browsers.chromium.Chromium.find_browser", lambda **_: None)
    assert find_browser() is None
    with pytest.raises(PictureError, match="install Chrome, Chromium or Edge"):
        picture(chart(catalog, "cameras"), "png", engine=Engine())


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine()
    yield engine
    engine.close()


def drawn(catalog: Catalog, metric: str, code: str, size: str = "wide", rate: str = "") -> Chart:
    rates = (Rate(rate),) if rate else ()
    view = CompareView(code, metrics=(metric,), rates=rates)
    (comparison,) = selection.comparisons(catalog, view)
    return sized(selection.drawer(catalog, view, comparison), size)


@pytest.mark.browser
@pytest.mark.parametrize("code", ["en", "zh"])
def test_png(catalog: Catalog, code: str) -> None:
    figure = drawn(catalog, "case_change", code)
    image = Image.open(io.BytesIO(picture(figure, "png"))).convert("RGB")
    assert image.size == (2 * formats.PICTURE_WIDTH, 2 * figure.height)
    colours = image.getcolors(1 << 24)
    assert colours is not None
    counted = {colour: count for count, colour in colours}
    for wanted in style.CITY_COLOURS[:5]:
        rgb = tuple(int(wanted[i : i + 2], 16) for i in (1, 3, 5))
        assert counted.get(rgb, 0) > 1_500, f"no bar or outline in {wanted}"
    assert image.getpixel((5, 5)) == (255, 255, 255), "pictures are light"


@pytest.mark.browser
@pytest.mark.parametrize(
    "code, expected",
    [
        (
            "en",
            ["Cameras and video sensing, as reported", "Hengyang", "50,000", "66,000", "20,000",
             "No such figure in the article", "Not comparable.", "period not stated", "2023",
             "Cameras, video feeds, sensing points", "7 Aug 2024", "not verified."],
        ),
        ("zh", ["衡阳", "陇南", "宿迁", "5万", "6.6万", "2万", "文中没有这项数字", "不可比", "推断",
                "未说明时段", "据文章所述，未经核实", "2024年8月7日"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("size", formats.SIZES)
def test_each_picture_stands_alone(
    catalog: Catalog, code: str, expected: list[str], size: str
) -> None:
    figure = drawn(catalog, "cameras", code, size)
    width = formats.SIZES[size][0]
    svg = picture(figure, "svg", width=width)
    pdf = PdfReader(io.BytesIO(picture(figure, "pdf", width=width)))
    (page,) = pdf.pages
    assert abs(float(page.mediabox.width) - 0.75 * width) < 1
    drawn_words, printed = unified(svg_text(svg)), unified(page.extract_text())
    for words in [*expected, f"?metric=cameras&lang={code}", catalog.version]:
        assert unified(words) in drawn_words
        assert unified(words) in printed


@pytest.mark.browser
@pytest.mark.parametrize("code", ["en", "zh"])
def test_the_same_facts_are_inside_the_file(catalog: Catalog, code: str) -> None:
    figure = drawn(catalog, "clearance", code)
    facts = figure.metadata
    texts = [*facts.sources, facts.notice, facts.version, facts.address, "98%"]
    assert len(facts.sources) == 5, "of all that it tells of, with a figure or without"
    assert catalog.version in facts.version

    png = Image.open(io.BytesIO(picture(figure, "png")))
    assert png.text["Title"] == facts.title
    assert "98%" in png.text["Description"]
    chunks = [png.text[key] for key in ("Source", "Disclaimer", "Software", "Address")]
    assert chunks == [" · ".join(facts.sources), facts.notice, facts.version, facts.address]

    root = ElementTree.fromstring(picture(figure, "svg"))
    assert root.findtext(f"{SVG}title") == facts.title
    description = root.findtext(f"{SVG}desc") or ""
    labels = (root.get("aria-labelledby") or "").split()
    assert [root.find(f"{SVG}{tag}").get("id") for tag in ("title", "desc")] == labels  # type: ignore[union-attr]

    pdf = PdfReader(io.BytesIO(picture(figure, "pdf")))
    assert pdf.metadata and pdf.metadata.title == facts.title
    for words in texts:
        assert words in description
        assert words in (pdf.metadata.subject or "")


@pytest.mark.browser
def test_a_pdf_has_its_fonts_inside(catalog: Catalog) -> None:
    pdf = PdfReader(io.BytesIO(picture(drawn(catalog, "cameras", "zh"), "pdf")))
    fonts = [font.get_object() for font in pdf.pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        kind = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        embedded = kind["/Subtype"] == "/Type3" or any(
            key in kind["/FontDescriptor"] for key in ("/FontFile", "/FontFile2", "/FontFile3")
        )
        assert embedded, font


@pytest.mark.browser
@pytest.mark.parametrize(
    "metric, size, rate",
    [
        ("case_change", "wide", ""),
        ("cameras", "square", "per_head"),
        ("safest_city_rank", "wide", ""),
    ],
)
def test_the_same_data_gives_the_same_svg_and_png(
    catalog: Catalog, engine: Engine, metric: str, size: str, rate: str
) -> None:
    for ending in ("svg", "png"):
        first = picture(drawn(catalog, metric, "zh", size, rate), ending)
        second = picture(drawn(catalog, metric, "zh", size, rate), ending, engine=engine)
        assert first == second


def test_two_svgs_in_one_page_keep_apart(catalog: Catalog) -> None:
    ids = [
        set(re.findall(r'id="([^"]+)"', picture(drawn(catalog, metric, "en"), "svg").decode()))
        for metric in ("cameras", "clearance")
    ]
    assert ids[0] and not ids[0] & ids[1]


@pytest.mark.parametrize("code", ["en", "zh"])
def test_every_square_is_square(catalog: Catalog, code: str) -> None:
    for metric in catalog.metrics:
        figure = drawn(catalog, metric, code, "square")
        assert figure.metadata.width == figure.height, metric


@pytest.mark.browser
def test_a_square_has_its_pixels(catalog: Catalog) -> None:
    for metric in ("case_change", "satisfaction_rank"):
        raw = picture(drawn(catalog, metric, "en", "square"), "png", width=1080)
        assert Image.open(io.BytesIO(raw)).size == (2160, 2160)


def test_an_unknown_size_is_refused(catalog: Catalog) -> None:
    with pytest.raises(KeyError):
        drawn(catalog, "cameras", "en", "huge")


def test_many_at_once_each_gets_its_own(catalog: Catalog) -> None:
    metrics = ["cameras", "investment", "clearance", "satisfaction", "homicide_clearance"]
    figures = [chart(catalog, metric) for metric in metrics]
    with ThreadPoolExecutor(5) as pool:
        pictures = list(pool.map(lambda figure: picture(figure, "svg"), figures))
    for metric, raw in zip(metrics, pictures, strict=True):
        assert svg_text(raw).startswith(catalog.metrics[metric].name.en)


# Pages.


def test_a_page_is_no_svg(catalog: Catalog) -> None:
    with pytest.raises(KeyError):
        page_picture(report_card.page(catalog, "suqian", language("en")), "svg")


def test_file_names_say_what_they_hold() -> None:
    name = formats.file_name
    assert name("cameras", "zh", "png") == "as-reported_cameras_zh.png"
    rates = [Rate.PER_HEAD, Rate.PER_MONTH]
    assert name("fraud_money", "en", "svg", size="square", rates=rates) == (
        "as-reported_fraud_money__per-head__per-month__square_en.svg"
    )
