"""Numbers read out of Chinese prose."""

from decimal import Decimal

import cn2an
import pytest

from asreported.catalog.model import Qualifier
from asreported.catalog.numerals import PERCENT, find_numbers, read_direction, read_numbers

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
    ("1.7倍", "1.7", "exact", False, False, "1.7倍"),
    ("909宗", "909", "exact", False, False, "909"),
    ("全省第二", "2", "exact", False, True, "第二"),
    ("全省第一", "1", "exact", False, True, "第一"),
    ("第十二名", "12", "exact", False, True, "第十二"),
    ("第3名", "3", "exact", False, True, "第3"),
    ("命案全破", "100", "exact", True, False, "全破"),
    ("全部实现门禁", "100", "exact", True, False, "全部"),
    ("98.79%", "98.79", "exact", True, False, "98.79%"),
    ("率先研发", "1", "exact", False, True, "率先"),
    ("尚属首创", "1", "exact", False, True, "首创"),
    ("全省唯一", "1", "exact", False, True, "唯一"),
    ("金奖", "1", "exact", False, True, "金奖"),
    ("银奖", "2", "exact", False, True, "银奖"),
    ("排行榜十强", "10", "at_most", False, True, "十强"),
    ("荣获一等奖", "1", "exact", False, True, "一等奖"),
    ("第一方阵", "1", "exact", False, True, "第一"),
    ("案件基本绝迹", "0", "about", False, False, "基本绝迹"),
    ("实现“零发生”", "0", "exact", False, False, "零"),
    ("零警情", "0", "exact", False, False, "零"),
    ("三项机制", "3", "exact", False, False, "三"),
    ("两款APP", "2", "exact", False, False, "两"),
    ("八大主建项目", "8", "exact", False, False, "八"),
    ("连续三年", "3", "exact", False, False, "三"),
    ("八年连续下降", "8", "exact", False, False, "八"),
    ("百名民警", "100", "exact", False, False, "百"),
    ("万人警情数", "10000", "exact", False, False, "万"),
    ("三十二人", "32", "exact", False, False, "三十二"),
    ("一百二十起", "120", "exact", False, False, "一百二十"),
    ("十余个", "10", "more_than", False, False, "十余"),
    ("20多个部门", "20", "more_than", False, False, "20多"),
    ("100余名", "100", "more_than", False, False, "100余"),
    ("130余次", "130", "more_than", False, False, "130余"),
    ("25万余次", "250000", "more_than", False, False, "25万余"),
    ("1.9万余条", "19000", "more_than", False, False, "1.9万余"),
    ("7.1万人次", "71000", "exact", False, False, "7.1万"),
    ("2.43亿元", "243000000", "exact", False, False, "2.43亿"),
    ("132万元", "1320000", "exact", False, False, "132万"),
    ("436亿条", "43600000000", "exact", False, False, "436亿"),
    ("430万次", "4300000", "exact", False, False, "430万"),
    ("49451条", "49451", "exact", False, False, "49451"),
    ("附近5公里", "5", "exact", False, False, "5"),
    ("最近3年", "3", "exact", False, False, "3"),
    ("不足30人", "30", "less_than", False, False, "不足30"),
    ("至少12处", "12", "at_least", False, False, "至少12"),
    ("10人以下", "10", "at_most", False, False, "10人以下"),
    ("5分钟以内", "5", "at_most", False, False, "5分钟以内"),
    ("60起左右", "60", "about", False, False, "60起左右"),
    ("逾3000宗", "3000", "more_than", False, False, "逾3000"),
]


def test_the_table_is_long_enough() -> None:
    assert len(PHRASES) >= 60


@pytest.mark.parametrize("phrase, value, qualifier, percent, ordinal, written", PHRASES)
def test_phrase_reads_as(
    phrase: str, value: str, qualifier: str, percent: bool, ordinal: bool, written: str
) -> None:
    readings = [r for r in read_numbers(phrase) if not (ordinal and not r.ordinal)]
    (reading,) = readings
    assert reading.value == Decimal(value)
    assert reading.qualifier is Qualifier(qualifier)
    assert (reading.unit == PERCENT, reading.ordinal) == (percent, ordinal)
    assert reading.as_written == written == phrase[reading.start : reading.end]


@pytest.mark.parametrize(
    "phrase",
    ["几秒钟", "几百人", "十几天", "三五千人", "亿万群众", "万万人", "百百人", "二三十人",
     "一十零人", "零六百人", "三百零人", "四百五百人"],
)  # fmt: skip
def test_what_names_no_certain_number_has_no_value(phrase: str) -> None:
    (reading,) = read_numbers(phrase)
    assert reading.value is None


def test_a_numeral_that_a_library_writes_is_read_as_its_number() -> None:
    rarer = [12_0345, 30_000_007, 100_010_000, 305_000_000, 9_0000_9000_9000]
    for number in [*range(1, 1_300), *range(1_300, 100_000, 97), *rarer]:
        written = cn2an.an2cn(number)
        (reading,) = read_numbers(f"{written}人")
        assert (reading.as_written, reading.value) == (written, number)


@pytest.mark.parametrize(
    "numeral, number",
    [("三亿五", 350_000_000), ("两万八", 28_000), ("一百二", 120), ("一千二百三", 1_230),
     ("一百〇二", 102), ("二〇二〇", 2020), ("十万", 100_000), ("千万", 10_000_000),
     ("三千万", 30_000_000), ("两亿五千万", 250_000_000), ("一万亿", 10**12)],
)  # fmt: skip
def test_numerals_as_they_are_spoken(numeral: str, number: int) -> None:
    (reading,) = read_numbers(f"{numeral}人")
    assert reading.value == number


@pytest.mark.parametrize(
    "phrase, unit",
    [("35秒出警", "秒"), ("3分钟见警", "分钟"), ("24小时", "小时"), ("638天", "天"), ("19.5TB", "TB"),
     ("1.4PB", "PB"), ("5年", ""), ("26组", "")],
)  # fmt: skip
def test_the_word_of_time_or_storage_that_follows(phrase: str, unit: str) -> None:
    (reading,) = read_numbers(phrase)
    assert reading.measure == unit


def test_idioms_are_passed_over() -> None:
    assert [r.as_written for r in find_numbers("一体化推进三项机制")] == ["三"]
    assert [r.as_written for r in find_numbers("一图展示三项机制")] == ["一", "三"]
    assert [r.as_written for r in find_numbers("一图展示三项机制", ["一图展示"])] == ["三"]


def test_years_are_numbers_of_an_article_and_no_quantities() -> None:
    assert [r.as_written for r in find_numbers("2019年有5起")] == ["2019", "5"]
    assert [r.as_written for r in read_numbers("2019年有5起")] == ["5"]


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
