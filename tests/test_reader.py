"""Phrases as the press writes them: what is read, and what is refused whole."""

from __future__ import annotations

import pytest

from asreported.catalog.numerals import Reading, find_numbers, language_of, read_numbers

#: Phrase, what of it is the number, and that number: value, or low..high, or ? (not understood).
CHINESE = """
有1,234人|1,234|1234
有1，234人|1，234|1234
１２３４人|１２３４|1234
七八起|七八|7..8 about
五六百人|五六百|500..600 about
十五六个|十五六|15..16 about
两三千人|两三千|2000..3000 about
三四十万|三四十万|300000..400000 about
贰万元|贰万|20000
壹佰贰拾叁元|壹佰贰拾叁|123
上百人|上百|100.. at_least
上千万元|上千万|10000000.. at_least
数十万人|数十万|200000..900000 about
几十人|几十|20..90 about
十几天|十几|11..19 about
近百名|近百|100 about
百余名|百余|100 more_than
逾千人|逾千|1000 more_than
百分之十五点六|百分之十五点六|15.6 percent
千分之二|千分之二|0.2 percent
2‰|2‰|0.2 percent
三成五|三成五|35 percent
近三成|近三成|30 percent about
九成以上|九成以上|90 percent at_least
七八成|七八成|70..80 percent about
4亿5000万元|4亿5000万|450000000
1万2千|1万2千|12000
20多万人|20多万|200000 more_than
1.2亿余元|1.2亿余|120000000 more_than
二十来个|二十来|20 about
5-10起|5-10|5..10
5至10万元|5至10万|50000..100000
15%-20%|15%-20%|15..20 percent
15-20%|15-20%|15..20 percent
百分之五至十|百分之五至十|5..10 percent
5件至10件|5件至10|5..10
5000元到1万元|5000元到1万|5000..10000
3至5个百分点|3至5个百分点|3..5 percentage_points
2.5个百分点|2.5个百分点|2.5 percentage_points
30万+|30万+|300000 at_least
不低于95%|不低于95%|95 percent at_least
不超过3个|不超过3|3 at_most
最多10人|最多10|10 at_most
约有300人|约有300|300 about
5起左右|5起左右|5 about
5分钟以内|5分钟以内|5 at_most
负五|负五|-5
−5%|−5%|-5 percent
－5%|－5%|-5 percent
-5至-3|-5至-3|-5..-3
增长1.5倍|1.5倍|1.5 times
翻了两番|翻了两番|4 times
翻番|翻番|2 times
过半|过半|50 percent more_than
四分之三|四分之三|75 percent
三个半小时|三个半|3.5
一年半|一年半|1.5
30 万人|30 万|300000
三分之一|三分之一|?
1,23人|1,23|?
1.2.3|1.2.3|?
1万3|1万3|?
一二三产业|一二三|?
五四青年|五四|?
百八十人|百八十|?
1+9+202+N|1+9+202+N|?
4G网络|4G|?
AK47|AK47|?
12 345人|12 345|?
10至5起|10至5|?
15%-20起|15%-20|?
3-5-10|3-5-10|?
1/3|1/3|?
3∶2|3∶2|?
成百上千|百上千|?
八折|八|?
不到5人以上|不到5人以上|?
三至五十人|三至五十|?
""".strip().split("\n")
ENGLISH = """
1,234 officers|1,234|1234
twenty-three cases|twenty-three|23
one hundred and five people|one hundred and five|105
two million people|two million|2000000
a dozen arrests|a dozen|12
two and a half million|two and a half million|2500000
half a million|half a million|500000
$3.5bn|$3.5bn|3500000000
1.2m people|1.2m|1200000
66K views|66K|66000
¥200m|¥200m|200000000
12.5 per cent|12.5 per cent|12.5 percent
5.5 percentage points|5.5 percentage points|5.5 percentage_points
3.2 times|3.2 times|3.2 times
threefold|threefold|3 times
more than 300|more than 300|300 more_than
at least 40|at least 40|40 at_least
nearly a hundred|nearly a hundred|100 about
some 300|some 300|300 about
up to 1,000|up to 1,000|1000 at_most
fewer than 5|fewer than 5|5 less_than
no more than 10|no more than 10|10 at_most
500 or more|500 or more|500 at_least
300+ cases|300+|300 at_least
more than half|more than half|50 percent more_than
a quarter of cases|a quarter|25 percent
three-quarters|three-quarters|75 percent
between 5 and 10|between 5 and 10|5..10
from 10 to 15|from 10 to 15|10..15
5 to 10 per cent|5 to 10 per cent|5..10 percent
5–10%|5–10%|5..10 percent
$3m to $5m|$3m to $5m|3000000..5000000
two or three|two or three|2..3 about
hundreds of cases|hundreds|200.. at_least
tens of thousands|tens of thousands|20000.. at_least
several hundred|several hundred|200..900 about
minus 5|minus 5|-5
two-thirds|two-thirds|?
1,23 cases|1,23|?
12 345 cases|12 345|?
three 12-year-olds|three 12|?
COVID-19|COVID-19|?
twenty 5|twenty 5|?
10 to 5|10 to 5|?
24/12|24/12|?
100m high|100m|?
fifty-fifty|fifty-fifty|?
the 1662+X system|1662|?
""".strip().split("\n")
ROWS = [*(("zh", row) for row in CHINESE), *(("en", row) for row in ENGLISH)]


def described(reading: Reading) -> str:
    if not reading.understood:
        return "?"
    size = f"{reading.value}"
    if reading.value is None:
        size = f"{reading.low}..{'' if reading.high is None else reading.high}"
    hedge = "" if reading.qualifier == "exact" else reading.qualifier
    return " ".join(part for part in (size, reading.unit, hedge) if part)


@pytest.mark.parametrize("language, row", ROWS, ids=[row for _, row in ROWS])
def test_a_phrase_is_read_or_refused_whole(language: str, row: str) -> None:
    phrase, written, meaning = row.split("|")
    (reading,) = find_numbers(phrase, language=language)
    assert (reading.as_written, described(reading)) == (written, meaning)
    assert phrase[reading.start : reading.end] == written


@pytest.mark.parametrize(
    "text, numbers",
    [
        ("rose from 10 to 15", ["10", "15"]),
        ("fell by 5 per cent to 1,234", ["5 per cent", "1,234"]),
        ("从10%提高到15%", ["10%", "15%"]),
        ("由5件降至3件", ["5", "3"]),
        ("2023年3月5日抓获15人", ["15"]),
        ("On 5 March 2024 police held 15 people", ["15"]),
        ("in 2019 there were 5", ["5"]),
        ("一体化推进,十分重要,百姓满意", []),
        ("三十一线城市", ["三十一"]),
        ("大陆的队伍", []),
        ("no one was hurt", []),
        ("截至8月10日,下降73%", ["73%"]),
    ],
)
def test_the_numbers_of_a_sentence(text: str, numbers: list[str]) -> None:
    assert [reading.as_written for reading in read_numbers(text)] == numbers


@pytest.mark.parametrize(
    "text, place", [("全省第二", 2), ("came 15th", 15), ("the second city", 2)]
)
def test_a_place_is_no_quantity(text: str, place: int) -> None:
    (reading,) = find_numbers(text)
    assert (reading.ordinal, reading.value) == (True, place)


@pytest.mark.parametrize(
    "text, language",
    [
        ("5人", "zh"),
        ("5 people", "en"),
        ("5%", "zh"),
        ("APP有5款", "zh"),
        ("1.2m", "en"),
        ("Police of Jingmen (荆门) held 5 people on Monday", "en"),
    ],
)
def test_a_text_has_a_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text, expected", [
    ("a" * 500 + "有5万个 of 30 cases", [("5万", 50_000), ("30", 30)]),
    ("He said 约66,000路 and 12 more things were seen there", [("约66,000", 66_000), ("12", 12)]),
    ("The plan (三年计划) covers 40 villages of the whole county and of its towns", [("三", 3), ("40", 40)]),
])  # fmt: skip
def test_what_touches_chinese_in_an_english_text_is_read_as_chinese(
    text: str, expected: list[tuple[str, int]]
) -> None:
    assert language_of(text) == "en"
    assert [(r.as_written, r.value) for r in find_numbers(text)] == expected
