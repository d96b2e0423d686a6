"""The pages in Firefox: charts, clicks, dark page, camera, downloads, clipboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PIL import Image

from asreported.drawing import style
from tests.firefox import MISSING, Firefox, firefox

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("firefox")) as found:
        if found is None:
            pytest.skip(MISSING)
        yield found


def colour(hexadecimal: str) -> str:
    return f"rgb({', '.join(map(str, bytes.fromhex(hexadecimal[1:])))})"


@pytest.mark.parametrize(
    "path, words",
    [
        ("side-by-side?lang=en", "98.79%"),
        ("city?city=suqian&lang=en", "Suqian"),
        ("evidence?city=suqian&lang=zh", "全年发生命案全破"),
        ("method?lang=zh", "可比，但有保留"),
    ],
)
def test_a_page_is_drawn_and_dark(fox: Firefox, dashboard: str, path: str, words: str) -> None:
    fox.open(dashboard + path)
    fox.until(f"document.querySelector('[data-testid=stMain]').textContent.includes('{words}')")
    app = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    assert fox.value(app) == colour(style.DARK_PAPER)
    assert fox.value("document.querySelectorAll('.stAlert, .stException').length") == 0


def test_a_chart_is_dark_and_its_bar_leads_to_its_sentence(fox: Firefox, dashboard: str) -> None:
    fox.open(dashboard + "?metric=case_change&lang=en")
    fox.until("document.querySelector('.chart[data-drawn]')")
    texts = "[...document.querySelectorAll('.chart .plot text')]"
    inks = fox.value(f"{texts}.map(one => getComputedStyle(one).fill)")
    assert colour(style.DARK[style.INK]) in inks and colour(style.INK) not in inks
    fox.click(".chart .marks button:nth-child(2)")
    fox.until("document.querySelector('.passage mark')?.textContent.includes('下降20.77%')")
    assert fox.value("document.querySelector('.hint').hidden")


def test_what_a_reader_takes_away(fox: Firefox, dashboard: str) -> None:
    fox.open(dashboard + "?metric=cameras&lang=en")
    fox.until("document.querySelector('.chart[data-drawn]')")
    fox.click(".chart .camera")
    image = Image.open(fox.downloaded(".png")).convert("RGB")
    assert image.width == 2400 and image.getpixel((5, 5)) == (255, 255, 255), "light, as any"
    fox.click("[class*=st-key-csv-cameras] button")
    assert "hengyang-cameras" in fox.downloaded(".csv").read_text(encoding="utf-8-sig")
    fox.click(".copy-link")
    fox.until("document.querySelector('.copy-link').textContent.startsWith('Copied')")
