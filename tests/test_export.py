"""Pictures, opened with tools that are not ours."""

from __future__ import annotations

import io
import os
import stat
import unicodedata
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from asreported import Catalog, formats, style
from asreported.charts import chart
from asreported.export.engine import Engine, find_browser
from asreported.export.files import PictureError
from asreported.export.pictures import picture
from asreported.language import language


def svg_text(raw: bytes) -> str:
    root = ElementTree.fromstring(raw)
    texts = root.iter("{http://www.w3.org/2000/svg}text")
    return "\n".join("".join(text.itertext()) for text in texts)


def unified(text: str) -> str:
    """Text without spaces, and Chinese radicals as the characters that share their glyph.

    Chromium writes 文 as ⽂ where a font has one glyph for both.
    """
    plain = unicodedata.normalize("NFKC", text).replace("⻔", "门")
    return "".join(plain.split())


def test_an_unknown_format_is_refused(catalog: Catalog) -> None:
    with pytest.raises(KeyError):
        picture(chart(catalog, "cameras", language("en")), "gif")


def test_no_browser_says_what_to_install(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("choreographer.browsers.chromium.Chromium.find_browser", lambda **_: None)
    assert find_browser() is None
    with pytest.raises(PictureError, match="install Chrome, Chromium or Edge"):
        picture(chart(catalog, "cameras", language("en")), "png", engine=Engine())


def test_a_browser_that_fails_is_named_and_the_next_picture_works(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(broken.stat().st_mode | stat.S_IEXEC)
    figure = chart(catalog, "cameras", language("en"))
    engine = Engine()
    with monkeypatch.context() as patch:
        patch.setattr(
            "choreographer.browsers.chromium.Chromium.find_browser", lambda **_: str(broken)
        )
        with pytest.raises(PictureError, match="browser"):
            picture(figure, "png", engine=engine)
    assert picture(figure, "png", engine=engine).startswith(b"\x89PNG")


@pytest.mark.parametrize("code", ["en", "zh"])
def test_png(catalog: Catalog, code: str) -> None:
    figure = chart(catalog, "case_change", language(code), min_height=formats.PICTURE_MIN_HEIGHT)
    image = Image.open(io.BytesIO(picture(figure, "png"))).convert("RGB")
    assert image.size == (2 * formats.PICTURE_WIDTH, 2 * figure.layout.height)
    colours = image.getcolors(1 << 24)
    assert colours is not None
    counted = {colour: count for count, colour in colours}
    for wanted in style.CITY_COLOURS[:5]:
        rgb = tuple(int(wanted[i : i + 2], 16) for i in (1, 3, 5))
        assert counted.get(rgb, 0) > 1_500, f"no bar or outline in {wanted}"
    assert image.getpixel((5, 5)) == (255, 255, 255), "pictures are light"


@pytest.mark.parametrize(
    "code, expected",
    [
        ("en", ["Hengyang", "Longnan", "Suqian", "50K", "66K", "20K", "Jingmen and Huizhou"]),
        ("zh", ["衡阳", "陇南", "宿迁", "5万", "6.6万", "2万", "荆门和惠州", "推断", "据报刊报道"]),
    ],
)
def test_svg_and_pdf_hold_the_words(catalog: Catalog, code: str, expected: list[str]) -> None:
    figure = chart(catalog, "cameras", language(code), address=f"?metric=cameras&lang={code}")
    drawn = svg_text(picture(figure, "svg"))
    pdf = PdfReader(io.BytesIO(picture(figure, "pdf")))
    (page,) = pdf.pages
    assert pdf.metadata and pdf.metadata.title == figure.layout.meta["title"]
    assert abs(float(page.mediabox.width) - 0.75 * formats.PICTURE_WIDTH) < 1
    printed = unified(page.extract_text())
    for words in [*expected, f"?metric=cameras&lang={code}"]:
        assert words in drawn
        assert unified(words) in printed


def test_many_at_once_each_gets_its_own(catalog: Catalog) -> None:
    metrics = ["cameras", "investment", "clearance", "satisfaction", "homicide_clearance"]
    figures = [chart(catalog, metric, language("en")) for metric in metrics]
    with ThreadPoolExecutor(5) as pool:
        pictures = list(pool.map(lambda figure: picture(figure, "svg"), figures))
    for metric, raw in zip(metrics, pictures, strict=True):
        assert svg_text(raw).startswith(catalog.metrics[metric].name.en)


def test_file_names_say_metric_and_language() -> None:
    assert formats.file_name("cameras", "zh", "png") == "as-reported_cameras_zh.png"
    assert os.sep not in formats.file_name("cameras", "zh", "png")
