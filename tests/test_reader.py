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
增长一倍半|一倍半|1.5 times
翻了一倍|翻了一倍|2 times
数以万计|万|10000.. at_least
3亿多元|3亿多|300000000 more_than
破5万大关|破5万|50000 more_than
占比过20|过20|20 more_than
比三十大|比三十大|30 more_than
比 170 低|比 170 低|170 less_than
质数<= 100|<= 100|100 at_most
质数< = 100|< = 100|100 at_most
不到半小时|不到半|0.5 less_than
3个半月|3个半|3.5
二○○八户|二○○八|2008
3千5百万元|3千5百万|35000000
百万分之五|百万分之五|0.0005 percent
千万分之六|千万分之六|0.00006 percent
佰 分 之 一 百二|佰 分 之 一 百二|120 percent
半百|半百|50
0.5个至1个百分点|0.5个至1个百分点|0.5..1 percentage_points
三分之一|三分之一|?
三分之二以上|三分之二以上|?
两位数增长|两|?
亿元|亿|?
千万级|千万|?
正负5度|负5|?
—5%|5%|?
5个基点|5|?
2.0版|2.0|?
3比1|3比1|?
两、三万|两、三万|?
五、六人|五、六|?
千儿八百|千儿八百|?
百把人|百|?
年逾六旬|逾六|?
一多半|一|?
十四五规划|十四五|?
二十大报告|二十|?
1小时30分|1小时30|?
3年5个月|3年5|?
3元5角|3元5|?
1米75|1米75|?
312国道|312|?
五 分之 壹|五 分之 壹|20 percent
2^-1|2^-1|?
约莫三百人|约莫三百|300 about
成百人|成百|100.. at_least
翻两番半|翻两番半|?
半个百分点|半个百分点|0.5 percentage_points
1.5个点|1.5|?
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
two point five million|two point five million|2500000
nought point eleven|nought point eleven|0.11
five-point-two|five-point-two|5.2
1.2-million|1.2-million|1200000
five-and-a-half|five-and-a-half|5.5
2½ times|2½ times|2.5 times
one quarter|one quarter|25 percent
one-in-five|one-in-five|20 percent
1-in-5|1-in-5|20 percent
0.5 of a percentage point|0.5 of a percentage point|0.5 percentage_points
half a percentage point|half a percentage point|0.5 percentage_points
a five-per-cent rise|five-per-cent|5 percent
thirty percentage|thirty percentage|30 percent
5 percent-10 percent|5 percent-10 percent|5..10 percent
10 through 20|10 through 20|10..20
doubling|doubling|2 times
x>10|>10|10 more_than
less than 5000 or equal to|less than 5000 or equal to|5000 at_most
at least or equal to 30|at least or equal to 30|30 at_least
five hundred and more|five hundred and more|500 at_least
two in three|two in three|?
two-thirds|two-thirds|?
- 10  k|10  k|?
six-figure sum|six|?
double-digit growth|double-digit|?
version 2.0|2.0|?
10 basis points|10|?
point five|five|?
10 m|10 m|?
10 millions|10 millions|?
5 per mille|5|?
1 hour 30 minutes|1 hour 30|?
3 years and 5 months|3 years and 5|?
5 feet 10 inches|5 feet 10|?
between 2019 and 2020|between 2019 and 2020|?
one fifth of cases|one fifth|20 percent
one-eighth|one-eighth|12.5 percent
a quarter of a million|a quarter of a million|250000
three quarters of a million|three quarters of a million|750000
two quarters|two quarters|?
five and a quarter|five and a quarter|?
103 and two thirds|103 and two thirds|?
ten thirds|ten thirds|?
100 millionths|100|?
2^-1|2^-1|?
10+ million people|10+ million|10000000 at_least
20-odd thousand people|20-odd thousand|20000 about
10-to-12-year-olds|10-to-12|10..12
5-to-10 per cent|5-to-10 per cent|5..10 percent
half of a million|half of a million|500000
hundred per cent|hundred per cent|100 percent
million-dollar deal|million|?
from 900% to 1900%|from 900% to 1900%|900..1900 percent
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
        ("大于10小于20", ["大于10", "小于20"]),
        ("侦破5万起、破5起", ["5万", "5"]),
        ("第一、二季度", ["第一", "二"]),
        ("3 hundred and 2 hundred", ["3 hundred", "2 hundred"]),
        ("200 or greater than 190", ["200", "greater than 190"]),
        ("equal to 5000 or less than 6000", ["5000", "less than 6000"]),
        ("from 2019 to May 2020 it was 5", ["5"]),
        ("<b>10</b>", ["10"]),
    ],
)
def test_the_numbers_of_a_sentence(text: str, numbers: list[str]) -> None:
    assert [reading.as_written for reading in read_numbers(text)] == numbers


@pytest.mark.parametrize(
    "text, place",
    [
        ("全省第二", 2),
        ("前10名", 10),
        ("全省前三", 3),
        ("came 15th", 15),
        ("the second city", 2),
        ("a third man", 3),
        ("No. 3 in the province", 3),
        ("number one", 1),
        ("the top ten", 10),
    ],
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
