"""Reads numbers out of Chinese prose: 4.2亿余元, 20%以上, 超过80%, 第二, 全破.

This is the machine half of the double entry: the curator types a value, and
this module reads the quote without seeing it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

import cn2an

from asreported.model import Qualifier

_SCALES = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}

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

_NUMBER = re.compile(
    rf"""
    (?P<before>{"|".join(_BEFORE)})?
    (?P<digits>\d+(?:\.\d+)?)
    (?P<year>年)?                     # with four digits: a date, not a quantity
    (?:个(?=[万亿]))?                 # 8个亿
    (?P<scale>[百千万亿]*)
    (?P<percent>%)?
    (?P<after>余|多|(?:[^\d,。;、]{{0,1}})(?:以上|以下|以内|左右))?
    """,
    re.VERBOSE,
)
_ORDINAL = re.compile(r"第(?P<digits>\d+|[一二三四五六七八九十]+)")
# 全破: all of them solved, which is what the article gives in place of a percentage.
_ALL = re.compile(r"全破")

_DOWN = ("下降", "减少", "缩短", "降低")
_UP = ("上升", "提升", "增长", "增加", "提高")
_DIRECTION = re.compile("|".join(_DOWN + _UP))


@dataclass(frozen=True)
class Reading:
    """A number found in a text, in base units, without a sign.

    ``as_written`` holds the article's own characters, from ``start`` to ``end``.
    """

    as_written: str
    value: Decimal
    qualifier: Qualifier
    percent: bool
    ordinal: bool
    start: int
    end: int


def read_numbers(text: str) -> list[Reading]:
    """All quantities, percentages, ordinals and "all solved" in a text, in reading order.

    Years (2019年) and dates are no quantities and are passed over.
    """
    readings = [*_quantities(text), *_ordinals(text), *_totals(text)]
    return sorted(readings, key=lambda reading: reading.start)


def read_direction(text: str) -> int | None:
    """-1 for a word of falling, +1 for one of rising, None for neither or both."""
    words = {match[0] for match in _DIRECTION.finditer(text)}
    signs = {-1 if word in _DOWN else 1 for word in words}
    return signs.pop() if len(signs) == 1 else None


def _quantities(text: str) -> list[Reading]:
    found = []
    for match in _NUMBER.finditer(text):
        if match["year"] and len(match["digits"]) == 4:
            continue
        value = Decimal(match["digits"])
        for scale in match["scale"]:
            value *= _SCALES[scale]
        found.append(
            Reading(
                as_written=match[0],
                value=value,
                qualifier=_qualifier(match["before"], match["after"]),
                percent=match["percent"] is not None,
                ordinal=False,
                start=match.start(),
                end=match.end(),
            )
        )
    return found


def _qualifier(before: str | None, after: str | None) -> Qualifier:
    if before:
        return _BEFORE[before]
    for word, qualifier in _AFTER.items():
        if after and after.endswith(word):
            return qualifier
    return Qualifier.EXACT


def _ordinals(text: str) -> list[Reading]:
    return [
        Reading(
            as_written=match[0],
            value=Decimal(cn2an.cn2an(match["digits"], "smart")),
            qualifier=Qualifier.EXACT,
            percent=False,
            ordinal=True,
            start=match.start(),
            end=match.end(),
        )
        for match in _ORDINAL.finditer(text)
    ]


def _totals(text: str) -> list[Reading]:
    return [
        Reading(match[0], Decimal(100), Qualifier.EXACT, True, False, match.start(), match.end())
        for match in _ALL.finditer(text)
    ]
