"""Dates and times in prose: their numbers are counted, and are no quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from asreported.catalog.model import Qualifier
from asreported.catalog.numbers.chinese_numerals import numeral
from asreported.catalog.numbers.reading import Reading

_TO = r"\s?(?:[-~—至到、])\s?"
_MONTH = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR = r"(?:(?:19|20)\d\d|[一二][零一二三四五六七八九]{3})"
_NAMES = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?"
_BOTH = rf"""
    \d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d|[.,:/-]\d)
    | \d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d(?!\d|[.,:/-]\d)
    | {_CLOCK}(?!\d|[.,:]\d)
"""
_CHINESE = re.compile(
    rf"""(?<![\d零一二三四五六七八九十百千万亿第.])(?<!\d,) (?: {_BOTH}
    | {_YEAR}(?:年?{_TO}{_YEAR})?年(?!以[上下内]|余|多)
    | {_MONTH}(?:月份?)?{_TO}{_MONTH}月 | {_MONTH}月
    | (?<=月){_DAY}(?:日?{_TO}{_DAY})?[日号]
    | \d{{1,2}}时(?:\d{{1,2}}分)?(?![间空点]) | (?<=\d时)\d{{1,2}}分(?!钟)
    | \d{{1,2}}点(?:\d{{1,2}}分?(?!\d|[.,:]\d)|[半整钟许])
    | (?<=[早晚午晨夜])\d{{1,2}}点(?!\d)
    | (?:十[一二]?|[一两三四五六七八九])点[半整钟许] | [5-9]0后|00后
    )""",
    re.VERBOSE,
)
_ENGLISH = re.compile(
    rf"""(?<![\w.,-]) (?: {_BOTH}
    | \d{{1,2}}(?:st|nd|rd|th)?(?:\ ?-\ ?\d{{1,2}})?\ (?:of\ )?{_NAMES}\b
      (?:,?\ (?:19|20)\d\d)?(?![\d,])
    | {_NAMES}\.?\ \d{{1,2}}(?:st|nd|rd|th)?(?![\d,]\d)(?:,?\ (?:19|20)\d\d)?\b(?![.,]?\d)
    | {_NAMES}\.?,?\ (?:19|20)\d\d\b(?![.,]\d)
    | \d{{1,2}}(?:[.:]\d\d)?\ ?(?:am|pm|a\.m\.|p\.m\.)(?!\w)
    | (?:19|20)\d0s\b
    | (?<=[Ii]n\ )(?:19|20)\d\d\b(?![.,]\d|-\w) | (?<=[Ss]ince\ )(?:19|20)\d\d\b(?![.,]\d)
    | (?:(?<=during\ )|(?<=until\ )|(?<=year\ )|(?<=early\ )|(?<=late\ )|(?<=end\ of\ ))
      (?:19|20)\d\d\b(?![.,]\d|%)
    | (?:(?<=of\ )|(?<=by\ )|(?<=from\ )|(?<=to\ )|(?<=with\ )|(?<=than\ in\ )
      |(?<=before\ )|(?<=after\ ))
      (?:19|20)\d\d\b(?!\ [a-z]|[.,]\d|-|\ ?[%‰]|x\b)
    | (?<=from\ )(?:19|20)\d\d(?=\ to\ (?:{_NAMES}\ |
      (?:19|20)\d\d\b(?!\ [a-z]|[.,]\d|-|\ ?[%‰]|x\b)))
    | (?:19|20)\d\d-(?:19|20)\d\d\b | (?:19|20)\d\d/\d\d\b
    )""",
    re.VERBOSE,
)
_PART = re.compile("[零一二三四五六七八九十]+|[0-9]+")


def find_dates(plain: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each date or time of a text whose digits are ASCII."""
    pattern = _CHINESE if language == "zh" else _ENGLISH
    for match in pattern.finditer(plain):
        yield match.span()


def date_readings(text: str, plain: str, start: int, end: int) -> Iterator[Reading]:
    """Yield a reading for each number of the date ``text[start:end]``."""
    for part in _PART.finditer(plain, start, end):
        value = Decimal(part[0]) if part[0].isascii() else numeral(part[0])
        first, last = part.span()
        yield Reading(text[first:last], value, Qualifier.EXACT, first, last, calendar=True)
