"""A figure against its article: where it stands there, and what is said where it does not."""

from __future__ import annotations

from typing import Any

import pytest

from asreported.catalog.evidence import EvidenceError, Passage, find_passage
from asreported.catalog.model import Metric, ReportedFigure

WORDS = {"en": "x", "zh": "某"}


def held(
    quote: str, value: float, article: str = "", sort: str = "count each", **fields: Any
) -> Passage:
    """A made-up figure held against its article, which is its quote where none is given."""
    kind, unit = sort.split()
    metric = Metric.model_validate(
        {"name": WORDS, "about": WORDS, "theme": "x", "kind": kind, "unit": unit}
    )
    figure = ReportedFigure.model_validate(
        {"id": "x", "metric": "m", "counts": "x", "city": "x", "period": 2023, "gloss": "x",
         "quote": quote, "value": value, **fields}
    )  # fmt: skip
    return find_passage(figure, metric, article or quote)


ARTICLE = "首行有5个派出所\n　　二行下设3个警务站,另有9人\n末行有7个岗亭"


@pytest.mark.parametrize(
    "quote, value, start, paragraph, offset, as_written",
    [
        ("5个派出所", 5, 3, "首行有5个派出所", 3, "5"),
        ("下设3个警务站", 3, 13, "二行下设3个警务站,另有9人", 2, "3"),
        ("7个岗亭", 7, 29, "末行有7个岗亭", 3, "7"),
    ],
    ids=["first line", "indented line", "last line"],
)
def test_a_passage_is_the_line_around_the_quote(
    quote: str, value: int, start: int, paragraph: str, offset: int, as_written: str
) -> None:
    assert ARTICLE[start : start + len(quote)] == quote
    assert held(quote, value, ARTICLE) == Passage(
        start, start + len(quote), paragraph, offset, as_written
    )


def test_a_passage_starts_at_the_quote_and_not_at_its_prefix() -> None:
    article = "甲有5人。乙有5人,丙有5人。"
    found = held("有5人", 5, article, prefix="乙", suffix=",")
    assert (found.start, found.end) == (6, 9)


COUNT, CHANGE, SHARE = "count each", "change percent", "share percent"
# quote, value, the metric's kind and unit, other fields; the field at fault, what is said of it.
REFUSED: list[tuple[str, float, str, dict[str, str], str, str]] = [
    ("没有数字", 1, COUNT, {}, "quote", "there is no number in “没有数字”"),
    ("5人6车", 5, COUNT, {}, "quote", "the quote holds several numbers (5, 6): say which as 'as_written'"),
    ("5人6车", 5, COUNT, {"as_written": "7"}, "as_written", "'7' is not one of the quote's numbers (5, 6)"),
    ("5人和5车", 5, COUNT, {"as_written": "5"}, "as_written", "'5' is not one of the quote's numbers (5, 5)"),
    ("有5万人", 5, SHARE, {}, "metric", "'m' is a share in percent, but “5万” is a number"),
    ("第二", 2, COUNT, {}, "metric", "'m' is a count in each, but “第二” is a rank"),
    ("占5%", 5, COUNT, {}, "metric", "'m' is a count in each, but “5%” is a percentage"),
    ("有5万人", 5, COUNT, {}, "value", "it says 5, but “5万” reads 50000"),
    ("有5人", 5, COUNT, {"qualifier": "about"}, "qualifier", "it says 'about', but “5” reads 'exact'"),
    ("几百人", 100, COUNT, {}, "quote", "“几百” names no number and no range: it reads 200 to 900"),
    ("一二三人,5车", 5, COUNT, {}, "quote", "“一二三” looks like a number and cannot be read for certain (understood: “5”): shorten the quote, or leave it out"),
    ("上升5个百分点", 5, CHANGE, {}, "metric", "'m' is a change in percent, but “5个百分点” is in percentage points"),
    ("抓获七八人", 78, COUNT, {}, "value", "it says 78, but “七八” reads 7 to 8"),
    ("上百人", 100, COUNT, {}, "quote", "“上百” names no number and no range: it reads 100 and up"),
    ("增长1.5倍", 1.5, CHANGE, {}, "metric", "'m' is a change in percent, but “1.5倍” is a multiple"),
    ("下降-5%", -5, CHANGE, {}, "quote", "“下降-5%” does not say whether it rose or fell"),
    ("有1,234人", 234, COUNT, {}, "value", "it says 234, but “1,234” reads 1234"),
    ("有35人", 35, "duration second", {}, "quote", "“35” is not followed by one of 秒, 分钟, 小时, 天"),
    ("fell from 11 minutes to 7 officers", 420, "duration second", {"as_written": "7"}, "quote", "“7” is not followed by one of 秒, 分钟, 小时, 天"),
    ("after 11 minutes to 7", 420, "duration second", {"as_written": "7"}, "quote", "“7” is not followed by one of 秒, 分钟, 小时, 天"),
    ("有35人", 35, "count terabyte", {}, "quote", "“35” is not followed by one of TB, PB"),
    ("投资2亿港元", 200000000, "money yuan", {}, "quote", "“2亿” is in another currency than yuan: leave it out"),
    ("美元200万", 2000000, "money yuan", {}, "quote", "“200万” is in another currency than yuan: leave it out"),
    ("it cost $2 million", 2000000, "money yuan", {}, "quote", "“$2 million” is in another currency than yuan: leave it out"),
    ("发案5%", -5, CHANGE, {}, "quote", "“发案5%” does not say whether it rose or fell"),
    ("发案下降5%", 5, CHANGE, {}, "value", "it says 5, but the quote says that it fell"),
    ("破案上升5%", -5, CHANGE, {}, "value", "it says -5, but the quote says that it rose"),
]  # fmt: skip


@pytest.mark.parametrize(
    "quote, value, sort, fields, field, message", REFUSED, ids=[row[-1] for row in REFUSED]
)
def test_what_a_quote_does_not_bear_out(
    quote: str, value: float, sort: str, fields: dict[str, str], field: str, message: str
) -> None:
    with pytest.raises(EvidenceError) as fault:
        held(quote, value, sort=sort, **fields)
    assert (fault.value.field, str(fault.value)) == (field, message)


@pytest.mark.parametrize(
    "article, message",
    [
        ("有6人", "the article does not contain “有5人”: copy it letter for letter"),
        ("有5人,有5人", "“有5人” stands more than once in the article: add the words before it as 'prefix' "
                        "or those after it as 'suffix'"),
    ],
)  # fmt: skip
def test_a_quote_stands_in_its_article_once(article: str, message: str) -> None:
    with pytest.raises(EvidenceError) as fault:
        held("有5人", 5, article)
    assert (fault.value.field, str(fault.value)) == ("quote", message)


def test_a_quote_that_lies_across_itself_stands_more_than_once() -> None:
    with pytest.raises(EvidenceError, match="stands more than once"):
        held("5、5", 5, "5、5、5")


@pytest.mark.parametrize(
    "quote, value, sort, fields, as_written",
    [
        ("发案下降0%", 0, CHANGE, {}, "0%"),  # neither rose nor fell
        ("破案上升0%", 0, CHANGE, {}, "0%"),
        ("破案上升5%", 5, CHANGE, {}, "5%"),
        ("破案上升0.5%", 0.5, CHANGE, {}, "0.5%"),
        ("发案下降0.5%", -0.5, CHANGE, {}, "0.5%"),
        ("5人和5车", 5, COUNT, {}, "5"),
        ("5人6车", 6, COUNT, {"as_written": "6"}, "6"),
        ("30起中第二", 2, "rank place", {}, "第二"),
        ("30起占5%", 5, SHARE, {}, "5%"),
        ("cases fell by 5 per cent", -5, CHANGE, {}, "5 per cent"),
        ("more than 1.2m people", 1_200_000, COUNT, {"qualifier": "more_than"}, "more than 1.2m"),
        ("fell from 11 minutes to 7", 420, "duration second", {"as_written": "7"}, "7"),
        ("from about 11 minutes to 7 in 2024", 420, "duration second", {"as_written": "7"}, "7"),
        ("within 3 minutes", 180, "duration second", {}, "3"),
        ("是平均数的1.7倍", 1.7, "ratio times", {}, "1.7倍"),
        ("增幅为-5%", -5, CHANGE, {}, "-5%"),
        ("用时3分钟", 180, "duration second", {}, "3"),
        ("用时2天", 48, "duration hour", {}, "2"),
        ("用时36小时", 1.5, "duration day", {}, "36"),
        ("数据1.4PB", 1400, "count terabyte", {}, "1.4"),
        ("连续5年", 5, "duration year", {}, "5"),
    ],
)  # fmt: skip
def test_what_a_quote_bears_out(
    quote: str, value: float, sort: str, fields: dict[str, str], as_written: str
) -> None:
    assert held(quote, value, sort=sort, **fields).as_written == as_written
