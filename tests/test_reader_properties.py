"""The reader against writers that are not ours: a number comes back whole, or is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import cn2an
import pytest
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from hypothesis import assume, given
from hypothesis import strategies as st
from num2words import num2words

from asreported.catalog.numerals import Reading, find_numbers

WHOLE = st.one_of(st.integers(0, 2_000), st.integers(0, 10**12))
TENTHS = st.decimals(0, 10_000, places=2).map(lambda value: value.normalize() + 0)


def only(text: str, language: str) -> Reading:
    (reading,) = find_numbers(text, language=language)
    return reading


def assert_whole(written: str, value: Decimal | int, language: str, after: str) -> None:
    reading = only(f"{written}{after}", language)
    assert (reading.as_written, reading.value) == (written, value)


@given(WHOLE, st.sampled_from(["low", "up"]))
def test_a_chinese_numeral_comes_back_whole(number: int, mode: str) -> None:
    assume(mode == "low" or number > 20)  # 陆 and 伍 alone are more often names
    assert_whole(cn2an.an2cn(number, mode), number, "zh", "人")


@given(TENTHS)
def test_a_chinese_decimal_comes_back_whole(number: Decimal) -> None:
    assert_whole(cn2an.an2cn(f"{number:f}"), number, "zh", "人")


@given(TENTHS)
def test_a_chinese_percentage_comes_back_whole(number: Decimal) -> None:
    reading = only(f"百分之{cn2an.an2cn(f'{number:f}')}", "zh")
    assert (reading.value, reading.unit) == (number, "percent")


@given(st.integers(0, 10**9))
def test_numerals_one_by_one_come_back_whole_or_not_at_all(number: int) -> None:
    written = cn2an.an2cn(number, "direct")
    assert all(reading.value in (None, number) for reading in find_numbers(f"{written}人"))


@given(WHOLE)
def test_english_words_come_back_whole(number: int) -> None:
    assert_whole(num2words(number), number, "en", " cases")


@given(st.decimals(0, 1_000, places=2))
def test_english_decimals_in_words_come_back_whole(number: Decimal) -> None:
    assert_whole(num2words(number), number, "en", " cases")


@pytest.mark.parametrize("language, after", [("zh", "人"), ("en", " cases")])
@given(st.decimals(-(10**9), 10**9, places=3))
def test_digits_come_back_whole(language: str, after: str, number: Decimal) -> None:
    written = format_decimal(number, locale=language)
    assert_whole(written, Decimal(written.replace(",", "")), language, after)


@pytest.mark.parametrize("language", ["zh", "en"])
@given(st.decimals(0, 10, places=4))
def test_percentages_come_back_whole(language: str, number: Decimal) -> None:
    written = format_percent(number, "#,##0.##%", locale=language)
    reading = only(written, language)
    assert (reading.as_written, reading.unit) == (written, "percent")
    assert reading.value == Decimal(written.rstrip("%").replace(",", ""))


@pytest.mark.parametrize("language, style", [("zh", "short"), ("en", "short"), ("en", "long")])
@given(st.integers(1, 999), st.sampled_from([10**4, 10**6, 10**8, 10**9]))
def test_short_forms_come_back_whole(language: str, style: str, many: int, size: int) -> None:
    number = many * size
    written = format_compact_decimal(number, format_type=style, locale=language, fraction_digits=9)
    assert_whole(written, number, language, "人" if language == "zh" else " cases")


@given(st.integers(0, 10**9))
def test_digits_of_full_width_come_back_whole(number: int) -> None:
    written = str(number).translate({ord("0") + i: chr(0xFF10 + i) for i in range(10)})
    assert_whole(written, number, "zh", "人")


@pytest.mark.parametrize(
    "language, mark", [("zh", "至"), ("zh", "-"), ("zh", "～"), ("en", " to "), ("en", "–")]
)
@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_range_has_both_ends(language: str, mark: str, low: int, more: int) -> None:
    after = "人" if language == "zh" else " cases"
    found = find_numbers(f"{low:,}{mark}{low + more:,}{after}", language=language)
    assume(not any(reading.calendar for reading in found))
    (reading,) = found
    assert (reading.value, reading.low, reading.high) == (None, low, low + more)


SHAPES = {
    "zh": ["-", "−", "－", "﹣", "–", "负", "零下"],
    "en": ["-", "−", "–", "minus ", "negative "],
}
SIZES = st.decimals(Decimal("0.01"), 10**6, places=2)


@pytest.mark.parametrize(
    "language, sign", [(language, sign) for language in SHAPES for sign in SHAPES[language]]
)
@given(SIZES)
def test_a_sign_of_any_shape_is_read(language: str, sign: str, number: Decimal) -> None:
    assert_whole(f"{sign}{number}", -number, language, "度" if language == "zh" else " degrees")


UNITS = {
    "zh": [("{}%", "percent", 1), ("{}％", "percent", 1), ("百分之{}", "percent", 1),
           ("{}‰", "percent", Decimal("0.1")), ("千分之{}", "percent", Decimal("0.1")),
           ("{}个百分点", "percentage_points", 1), ("{}倍", "times", 1)],
    "en": [("{}%", "percent", 1), ("{} per cent", "percent", 1), ("{}-percent", "percent", 1),
           ("{} pct", "percent", 1), ("{} percentage points", "percentage_points", 1),
           ("{}pp", "percentage_points", 1), ("{}-fold", "times", 1), ("{}x", "times", 1)],
}  # fmt: skip
FORMS = [(language, *form) for language in UNITS for form in UNITS[language]]


@pytest.mark.parametrize("language, form, unit, size", FORMS)
@given(SIZES)
def test_a_unit_belongs_to_its_number(
    language: str, form: str, unit: str, size: Decimal, number: Decimal
) -> None:
    reading = only(form.format(number), language)
    assert (reading.as_written, reading.value, reading.unit) == (
        form.format(number), number * size, unit
    )  # fmt: skip


@pytest.mark.parametrize("language, form, unit, size", FORMS)
@given(st.data())
def test_a_range_may_share_its_unit(
    language: str, form: str, unit: str, size: Decimal, data: st.DataObject
) -> None:
    marks = ["-", "–", "至", "到", "～"] if language == "zh" else ["-", "–", " to "]
    mark = data.draw(st.sampled_from(marks))
    low = data.draw(st.integers(1, 1_000))
    high = low + data.draw(st.integers(1, 1_000))
    repeated = form.format(low) + mark + form.format(high)
    for written in (repeated, form.format(f"{low}{mark}{high}")):
        reading = only(written, language)
        assert reading.as_written == written
        assert reading.value is None  # and what cannot be told is refused
        assert not reading.understood or (reading.low, reading.high, reading.unit) == (
            low * size, high * size, unit
        )  # fmt: skip


HEDGES = {
    "zh": [("超过{}人", "more_than"), ("逾{}人", "more_than"), ("不足{}人", "less_than"),
           ("至少{}人", "at_least"), ("{}人以上", "at_least"), ("不低于{}人", "at_least"),
           ("最多{}人", "at_most"), ("{}人以内", "at_most"), ("约{}人", "about"),
           ("{}人左右", "about"), ("{}余人", "more_than"), ("近{}人", "about")],
    "en": [("more than {} cases", "more_than"), ("over {} cases", "more_than"),
           ("fewer than {} cases", "less_than"), ("under {} cases", "less_than"),
           ("at least {} cases", "at_least"), ("{} or more cases", "at_least"),
           ("no fewer than {} cases", "at_least"), ("up to {} cases", "at_most"),
           ("no more than {} cases", "at_most"), ("about {} cases", "about"),
           ("nearly {} cases", "about"), ("{} or so cases", "about")],
}  # fmt: skip


@pytest.mark.parametrize(
    "language, form, qualifier",
    [(language, *form) for language in HEDGES for form in HEDGES[language]],
)
@given(WHOLE, st.booleans())
def test_a_hedge_belongs_to_its_number(
    language: str, form: str, qualifier: str, number: int, in_words: bool
) -> None:
    assume(number > 100)
    words = cn2an.an2cn(number) if language == "zh" else num2words(number)
    reading = only(form.format(words if in_words else f"{number:,}"), language)
    assert (reading.value, reading.qualifier) == (number, qualifier)


@given(st.integers(1, 9_999), st.integers(1_000, 9_999), st.integers(1_000, 9_999))
def test_mixed_numbers_come_back_whole(first: int, second: int, third: int) -> None:
    written = f"{first}亿{second}万{third}"
    assert_whole(written, first * 10**8 + second * 10**4 + third, "zh", "元")


@given(st.integers(2, 99), st.integers(1, 99))
def test_a_fraction_is_read_in_full_or_refused(whole: int, parts: int) -> None:
    """Also where a percentage of so many digits would look exact: two thirds are none."""
    written = f"{cn2an.an2cn(whole)}分之{cn2an.an2cn(parts)}"
    reading = only(written, "zh")
    assert reading.as_written == written
    if reading.understood:
        assert reading.value is not None
        assert Fraction(reading.value) == Fraction(parts * 100, whole) and reading.unit == "percent"


PIECES = {
    "zh": ["5", "1,234", "20.5", "12", "007", "30%", "二十三", "七八", "两万", "4亿", "百分之五", "三成", "几十", "-7", "2‰",
           "3倍", "上百", "〇", "１２", "0.3", "壹佰"],
    "en": ["5", "1,234", "20.5", "12", "007", "30%", "twenty-three", "two million", "3.5bn", "66K", "-7", "a dozen",
           "5 per cent", "hundreds", "0.3", "one hundred", "half"],
}  # fmt: skip
GLUE = {"zh": ["", ",", ".", "-", "至", "点", "分之", "+", "/", ":", "比", "^", "^-", "个半", "○"],
        "en": ["", ",", ".", "-", " ", "+", "/", ":", " and a half ", "^-", " through ", "½ "]}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@given(st.data())
def test_a_splice_of_two_numbers_is_refused_or_whole(language: str, data: st.DataObject) -> None:
    """No part of what stands without a gap is read as a number by itself."""
    glue = data.draw(st.sampled_from(GLUE[language]))
    pieces = PIECES[language]
    if glue or language == "en":  # between a word and a digit such a mark is a comma or a dash
        pieces = [piece for piece in pieces if piece[0].isdigit() and piece[-1].isdigit()]
    one, other = (data.draw(st.sampled_from(pieces)) for _ in range(2))
    text = one + glue + other
    for reading in find_numbers(text, language=language):
        whole = (reading.start, reading.end) == (0, len(text))
        assert whole or reading.calendar or not reading.understood, (text, reading)


@given(
    st.text(
        "0123456789０１,.:-—~+/×%‰零一二三十百千万亿两几数成倍多余来点至到个分之 负约近上下",
        max_size=12,
    )
)
def test_whatever_is_written_digits_are_never_cut_in_two(text: str) -> None:
    for reading in find_numbers(text, language="zh"):
        assert reading.as_written == text[reading.start : reading.end]
        if reading.calendar or reading.ordinal:
            continue
        assert not (text[reading.start].isdecimal() and text[: reading.start][-1:].isdecimal())
        assert not (text[reading.end - 1].isdecimal() and text[reading.end :][:1].isdecimal())


@given(st.text("0123456789,.:-–+/%$£kmbn ", max_size=14))
def test_digits_of_english_are_never_cut_in_two(text: str) -> None:
    for reading in find_numbers(text, language="en"):
        if reading.calendar or reading.ordinal:
            continue
        assert not (text[reading.start].isdecimal() and text[: reading.start][-1:].isdecimal())
        assert not (text[reading.end - 1].isdecimal() and text[reading.end :][:1].isdecimal())
