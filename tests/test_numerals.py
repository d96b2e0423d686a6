"""Numbers read out of Chinese prose."""

from decimal import Decimal

import pytest

from asreported.model import Qualifier
from asreported.numerals import read_direction, read_numbers

# phrase, value, qualifier, percent, ordinal, as written
PHRASES = [
    ("同比下降20.77%", "20.77", "exact", True, False, "20.77%"),
    ("贡献率超过80%", "80", "more_than", True, False, "超过80%"),
    ("缩短20%以上", "20", "at_least", True, False, "20%以上"),
    ("4.2亿余元", "420000000", "more_than", False, False, "4.2亿余"),
    ("电诈30万余起", "300000", "more_than", False, False, "30万余"),
    ("全市5万个全高清", "50000", "exact", False, False, "5万"),
    ("6.6万路", "66000", "exact", False, False, "6.6万"),
    ("投入8个亿", "800000000", "exact", False, False, "8个亿"),
    ("投资3.7亿元", "370000000", "exact", False, False, "3.7亿"),
    ("6000亿条", "600000000000", "exact", False, False, "6000亿"),
    ("65万余次", "650000", "more_than", False, False, "65万余"),
    ("1500余名", "1500", "more_than", False, False, "1500余"),
    ("20余个", "20", "more_than", False, False, "20余"),
    ("20多个", "20", "more_than", False, False, "20多"),
    ("20年以上", "20", "at_least", False, False, "20年以上"),
    ("近500平方米", "500", "about", False, False, "近500"),
    ("约100人", "100", "about", False, False, "约100"),
    ("不到5天", "5", "less_than", False, False, "不到5"),
    ("达到209个", "209", "exact", False, False, "209"),
    ("1.7倍", "1.7", "exact", False, False, "1.7"),
    ("909宗", "909", "exact", False, False, "909"),
    ("全省第二", "2", "exact", False, True, "第二"),
    ("全省第一", "1", "exact", False, True, "第一"),
    ("第十二名", "12", "exact", False, True, "第十二"),
    ("第3名", "3", "exact", False, True, "第3"),
    ("命案全破", "100", "exact", True, False, "全破"),
]


@pytest.mark.parametrize("phrase, value, qualifier, percent, ordinal, written", PHRASES)
def test_phrase_reads_as(
    phrase: str, value: str, qualifier: str, percent: bool, ordinal: bool, written: str
) -> None:
    readings = [r for r in read_numbers(phrase) if not (ordinal and not r.ordinal)]
    (reading,) = readings
    assert reading.value == Decimal(value)
    assert reading.qualifier is Qualifier(qualifier)
    assert (reading.percent, reading.ordinal) == (percent, ordinal)
    assert reading.as_written == written == phrase[reading.start : reading.end]


@pytest.mark.parametrize("phrase", ["2019年发案", "没有数字", "近年来", ""])
def test_no_quantity_in(phrase: str) -> None:
    assert read_numbers(phrase) == []


def test_several_numbers_in_reading_order() -> None:
    readings = read_numbers("高清监控和人脸识别相机每平方公里达到209个和62个,密度全省第一")
    assert [r.as_written for r in readings] == ["209", "62", "第一"]


@pytest.mark.parametrize(
    "words, sign",
    [
        ("下降", -1), ("减少", -1), ("缩短", -1), ("降低", -1),
        ("上升", 1), ("提升", 1), ("增长", 1), ("增加", 1), ("提高", 1),
        ("达到", None), ("发案下降破案上升", None), ("", None),
    ],
)  # fmt: skip
def test_direction(words: str, sign: int | None) -> None:
    assert read_direction(words) == sign
