"""Colours that can be read and told apart; words that fit."""

from __future__ import annotations

import itertools
import re
import tomllib

import pytest

from asreported.drawing import style
from asreported.drawing.text_layout import text_width, wrap, wrap_items
from asreported.html import CSS
from tests.known import ROOT

#: How a colour looks to readers who lack one kind of cone (Machado and others, 2009), in
#: linear light; the first is everybody else, the last a grey copy.
EYES = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deutan": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritan": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
FIVE = style.CITY_COLOURS[:5]


def linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def lab(light: list[float]) -> tuple[float, float, float]:
    r, g, b = (min(1.0, max(0.0, part)) for part in light)
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, eye: str) -> tuple[float, float, float]:
    light = linear(colour)
    return lab([sum(w * c for w, c in zip(row, light, strict=True)) for row in EYES[eye]])


def apart(one: str, other: str, eye: str) -> float:
    """How far two colours look from each other."""
    both = zip(seen(one, eye), seen(other, eye), strict=True)
    return sum((a - b) ** 2 for a, b in both) ** 0.5


@pytest.mark.parametrize("eye", EYES)
def test_cities_are_told_apart(eye: str) -> None:
    for one, other in itertools.combinations(FIVE, 2):
        assert apart(one, other, eye) > 14, (one, other)


def test_cities_are_told_apart_in_grey() -> None:
    lightness = sorted(seen(colour, "all")[0] for colour in FIVE)
    assert all(b - a >= 3 for a, b in itertools.pairwise(lightness)), lightness


@pytest.mark.parametrize("colour", style.CITY_COLOURS)
def test_bars_stand_out_and_their_words_can_be_read(colour: str) -> None:
    assert style.contrast(colour, style.PAPER) >= 3
    assert style.contrast(colour, style.DARK_PAPER) >= 3
    assert style.contrast(colour, style.text_on(colour)) >= 4.5


def test_words_can_be_read_on_light_and_dark() -> None:
    for light in (style.INK, style.MUTED):
        assert style.contrast(light, style.PAPER) >= 4.5
        assert style.contrast(style.DARK[light], style.DARK_PAPER) >= 4.5


def test_a_sixth_city_gets_a_colour_and_a_ninth_one_too() -> None:
    colours = style.city_colours([f"c{i}" for i in range(9)])
    assert len(set(colours.values())) == 8 and colours["c8"] == colours["c0"]


def test_wrap_breaks_at_spaces_and_between_chinese() -> None:
    assert wrap("one two three", 10, 45) == ["one two", "three"]
    lines = wrap("各文所报案件，或警情的增减", 10, 65)
    assert "".join(lines) == "各文所报案件，或警情的增减"
    assert len(lines) > 1 and all(text_width(line, 10) <= 75 for line in lines)
    assert not any(line.startswith("，") for line in lines)
    # No line ends in what opens a bracket or a quotation.
    assert wrap("视频感知（据报道）", 10, 52) == ["视频感知", "（据报道）"]
    assert wrap("称为“三大警务”", 10, 35) == ["称为", "“三大", "警务”"]
    assert wrap("", 10, 50) == [""]


def test_wrap_items_keeps_items_whole() -> None:
    assert wrap_items(["aaa bbb", "ccc ddd"], " · ", 10, 60) == ["aaa bbb", "ccc ddd"]
    assert wrap_items(["a", "b"], " · ", 10, 60) == ["a · b"]


MARKUP_CSS = CSS.read_text(encoding="utf-8")
HOUSE_CSS = (ROOT / "views" / "house.css").read_text(encoding="utf-8")
#: Colours of the style sheet by name, on a light page and on a dark one.
NAMED = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", MARKUP_CSS
    )
}
VERDICTS = ("like-for-like", "with-caveats", "not-comparable")


def test_words_have_the_colours_of_charts() -> None:
    for name, light in (("ink", style.INK), ("muted", style.MUTED), ("rule", style.GRID)):
        assert NAMED[name] == (light, style.DARK[light])
    assert f"background: light-dark({style.PAPER}, {style.DARK_PAPER})" in MARKUP_CSS


def test_the_theme_of_the_page_has_them_too() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    light, dark = settings["theme"]["light"], settings["theme"]["dark"]
    assert (light["textColor"], light["backgroundColor"]) == (style.INK, style.PAPER)
    assert (dark["textColor"], dark["backgroundColor"]) == (style.DARK[style.INK], style.DARK_PAPER)
    assert (
        f"border: 1px solid light-dark({light['borderColor']}, {dark['borderColor']})" in HOUSE_CSS
    )
    ground = f"light-dark({light['backgroundColor']}, {dark['secondaryBackgroundColor']})"
    assert f"background: {ground};" in HOUSE_CSS


def test_one_colour_is_one_city_everywhere() -> None:
    """No verdict and no number looks as if it were of a city."""
    report_css = (ROOT / "asreported" / "export" / "report.css").read_text(encoding="utf-8")
    for colour in style.CITY_COLOURS:
        assert colour not in MARKUP_CSS + HOUSE_CSS + report_css
    for name in (*VERDICTS, "loose"):
        for here, city in itertools.product(NAMED[name], style.CITY_COLOURS):
            assert apart(here, city, "all") > 14, (name, here, city)


@pytest.mark.parametrize("name", [*VERDICTS, "unused", "loose"])
def test_small_signs_stand_out(name: str) -> None:
    light, dark = NAMED[name]
    assert style.contrast(light, style.PAPER) >= 3
    assert style.contrast(dark, style.DARK_PAPER) >= 3


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("ground", [0, 1], ids=["light", "dark"])
def test_verdicts_are_told_apart(eye: str, ground: int) -> None:
    for one, other in itertools.combinations([NAMED[name][ground] for name in VERDICTS], 2):
        assert apart(one, other, eye) > 14


def test_dark_css_names_every_colour_it_changes() -> None:
    css = style.dark_css(".x")
    for light, dark in style.DARK.items():
        assert f"light-dark({light}, {dark})" in css
