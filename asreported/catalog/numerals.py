"""Reads numbers out of Chinese prose: 4.2亿余元, 20%以上, 超过80%, 第二, 全破.

This is the machine's half of the double entry: the curator types a value, and this module
reads the quote without knowing that value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from asreported.catalog.model import Qualifier

_SCALES = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}

_DIGIT_VALUES = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_SIZES = {"thousands": 1_000, "hundreds": 100, "tens": 10}
_DIGIT = "[一二两三四五六七八九]"
#: A numeral below ten thousand; 零 stands for places that are empty.
_PLACES = re.compile(
    rf"(?:零?(?P<thousands>{_DIGIT})千)?(?:零?(?P<hundreds>{_DIGIT})百)?"
    rf"(?:零?(?P<tens>{_DIGIT})十)?(?:(?P<zero>零)?(?P<ones>{_DIGIT}))?"
)

_BEFORE = {
    "超过": Qualifier.MORE_THAN,
    "超": Qualifier.MORE_THAN,
    "逾": Qualifier.MORE_THAN,
    "不到": Qualifier.LESS_THAN,
    "不足": Qualifier.LESS_THAN,
    "至少": Qualifier.AT_LEAST,
    "约": Qualifier.ABOUT,
    "近": Qualifier.ABOUT,
}
_AFTER = {
    "余": Qualifier.MORE_THAN,
    "多": Qualifier.MORE_THAN,
    "以上": Qualifier.AT_LEAST,
    "以下": Qualifier.AT_MOST,
    "以内": Qualifier.AT_MOST,
    "左右": Qualifier.ABOUT,
}
#: Words that state a number without a numeral: value, and which sort of number it is.
_NUMBER_WORDS = {
    "全破": (100, "percent"),  # all of them solved
    "全部": (100, "percent"),
    "基本绝迹": (0, "about"),  # practically none left
    "首创": (1, "ordinal"),  # the first to do it
    "率先": (1, "ordinal"),
    "唯一": (1, "ordinal"),  # the only one
    "金奖": (1, "ordinal"),
    "银奖": (2, "ordinal"),
}
#: Words that follow a number and scale it: spans of time in seconds, storage in terabytes.
SECONDS = {"秒": 1, "分钟": 60, "小时": 3_600, "天": 86_400}
TERABYTES = {"TB": 1, "PB": 1_000}
_UNIT_WORDS = (*SECONDS, *TERABYTES)

# Not the 近 of 附近 (near by) and 最近 (lately).
_HEDGE_BEFORE = "|".join(_BEFORE).replace("近", "(?<![附最])近")
_HEDGE_AFTER = r"余|多(?=[万亿个名起人天年项辆])|[^\d,。;、]?(?:以上|以下|以内|左右)"
_NUMBER = re.compile(
    rf"""
    (?P<word>{"|".join(_NUMBER_WORDS)})
    | 第(?P<place>\d+|[一二三四五六七八九十]+)
    | (?P<top>[一二三四五六七八九十百]+)强              # 十强: among the first ten
    | (?P<grade>[一二三])等奖
    | (?P<before>{_HEDGE_BEFORE})?
      (?: (?P<digits>\d+(?:\.\d+)?) (?:个(?=[万亿]))? (?P<scale>[百千万亿]*)   # 4.2亿, 8个亿
        | (?P<chinese>[零〇一二两三四五六七八九十百千万亿几]+) )
      (?P<year>年(?![以余多]))?
      (?P<percent>%)?
      (?P<after>{_HEDGE_AFTER})?
    """,
    re.VERBOSE,
)

_DOWN = ("下降", "减少", "缩短", "降低")
_UP = ("上升", "提升", "增长", "增加", "提高")
_DIRECTION = re.compile("|".join(_DOWN + _UP))


@dataclass(frozen=True)
class Reading:
    """A number found in a text, without a sign. Positions count characters from 0.

    ``as_written`` is ``text[start:end]``. ``value`` is in base units (5万 is 50000), and None
    where the characters name no certain number (几百, "some hundreds"). ``percent``,
    ``ordinal`` and ``year`` say which sort of number it is. ``unit`` is the word of time or
    storage that follows (分钟, TB), or empty.
    """

    as_written: str
    value: Decimal | None
    qualifier: Qualifier
    start: int
    end: int
    percent: bool = False
    ordinal: bool = False
    year: bool = False
    unit: str = ""


def find_numbers(text: str, idioms: Iterable[str] = ()) -> list[Reading]:
    """Find everything in a text that states a number, years and dates too, in reading order.

    ``idioms`` are words in which a numeral states no number (一体化); numbers inside them are
    left out.
    """
    covered = spans_of(text, idioms)
    return [
        reading
        for match in _NUMBER.finditer(text)
        if not is_inside(match.span(), covered)
        for reading in _readings(match)
    ]


def read_numbers(text: str) -> list[Reading]:
    """Find the quantities in a text: all that ``find_numbers`` finds but calendar years."""
    return [reading for reading in find_numbers(text) if not reading.year]


def read_direction(text: str) -> int | None:
    """Return -1 where a text has words of falling, +1 of rising, None for neither or both."""
    words = {match[0] for match in _DIRECTION.finditer(text)}
    signs = {-1 if word in _DOWN else 1 for word in words}
    return signs.pop() if len(signs) == 1 else None


def spans_of(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Return start and end of each occurrence of each of the words in a text."""
    return [
        (match.start(), match.end())
        for word in words
        for match in re.finditer(re.escape(word), text)
    ]


def is_inside(span: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    """Return whether a span lies wholly in one of the others."""
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _readings(match: re.Match[str]) -> Iterator[Reading]:
    if match["word"]:
        value, sort = _NUMBER_WORDS[match["word"]]
        yield Reading(
            match[0],
            Decimal(value),
            Qualifier.ABOUT if sort == "about" else Qualifier.EXACT,
            *match.span(),
            percent=sort == "percent",
            ordinal=sort == "ordinal",
        )
        return
    if place := match["place"] or match["top"] or match["grade"]:
        hedge = Qualifier.AT_MOST if match["top"] else Qualifier.EXACT
        yield Reading(match[0], _numeral(place), hedge, *match.span(), ordinal=True)
        return
    year = bool(match["year"]) and len(match["digits"] or "") == 4
    # The word 年 belongs to the number only as part of a hedge (20年以上).
    end = match.end()
    if match["year"] and not match["percent"] and not match["after"]:
        end = match.end("year") - 1
    yield Reading(
        match.string[match.start() : end],
        _value(match),
        _qualifier(match["before"], match["after"]),
        match.start(),
        end,
        percent=match["percent"] is not None,
        year=year,
        unit=next((word for word in _UNIT_WORDS if match.string.startswith(word, end)), ""),
    )


def _value(match: re.Match[str]) -> Decimal | None:
    if match["chinese"]:
        return _numeral(match["chinese"])
    value = Decimal(match["digits"])
    for scale in match["scale"]:
        value *= _SCALES[scale]
    return value


def _numeral(numeral: str) -> Decimal | None:
    """Convert a Chinese or Arabic numeral into a number.

    None for one that is vague (几百, 亿万) or no numeral (三五千).
    """
    if numeral.isdecimal():
        return Decimal(numeral)
    numeral = numeral.replace("〇", "零")
    if set(numeral) <= set(_DIGIT_VALUES):  # digit by digit: 二〇二〇
        return Decimal("".join(str(_DIGIT_VALUES[digit]) for digit in numeral))
    if numeral.startswith("零"):
        return None
    if numeral[0] not in _DIGIT_VALUES:  # 百名, 十三: one hundred, one ten
        numeral = f"一{numeral}"
    value = _with_scales(numeral, ("亿", "万"))
    return None if value is None else Decimal(value)


def _with_scales(numeral: str, scales: Sequence[str]) -> int | None:
    """Convert a numeral of the ``scales``, the largest first: so many of it, and what is below."""
    if not scales:
        return _below_ten_thousand(numeral)
    scale, smaller = scales[0], scales[1:]
    head, found, tail = numeral.rpartition(scale)
    if not found:
        return _with_scales(numeral, smaller)
    many, size = _with_scales(head, smaller), _SCALES[scale]
    if tail in _DIGIT_VALUES and tail != "零":  # 三万五: thirty-five thousand
        below: int | None = _DIGIT_VALUES[tail] * size // 10
    else:
        below = _with_scales(tail, smaller) if tail else 0
    return None if many is None or below is None else many * size + below


def _below_ten_thousand(numeral: str) -> int | None:
    match = _PLACES.fullmatch(numeral)
    if match is None or not numeral:
        return None
    value, unit = 0, 1
    for place, size in _SIZES.items():
        if match[place]:
            value, unit = value + _DIGIT_VALUES[match[place]] * size, size
    if match["ones"]:  # 一百二 is 120, 一百零二 is 102
        value += _DIGIT_VALUES[match["ones"]] * (1 if match["zero"] else max(1, unit // 10))
    return value


def _qualifier(before: str | None, after: str | None) -> Qualifier:
    if before:
        return _BEFORE[before]
    for word, qualifier in _AFTER.items():
        if after and after.endswith(word):
            return qualifier
    return Qualifier.EXACT
