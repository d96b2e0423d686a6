"""Reads numbers out of prose: 4.2亿余元, 三成五, 七八起, second to none, more than 1.2m.

This is the machine's half of the double entry: the curator types a value, and this module
reads the quote without knowing that value. What it does not understand whole it says it
cannot read: see the package ``numbers``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from asreported.catalog.numbers.chinese import SECONDS, TERABYTES, find_chinese
from asreported.catalog.numbers.direction import read_direction
from asreported.catalog.numbers.reading import (
    PERCENT,
    PERCENTAGE_POINTS,
    TIMES,
    Reading,
    spans_of,
)
from asreported.catalog.spans import Cover

__all__ = [
    "ARTICLE_LANGUAGES",
    "PERCENT",
    "PERCENTAGE_POINTS",
    "SECONDS",
    "TERABYTES",
    "TIMES",
    "Reading",
    "find_numbers",
    "language_of",
    "read_direction",
    "read_numbers",
    "spans_of",
]


def find_numbers(
    text: str, idioms: Iterable[str] = (), language: str | None = None
) -> list[Reading]:
    """Find everything in a text that states a number, years and dates too, in reading order.

    ``idioms`` are words in which a numeral states no number (对标一流); numbers inside them are
    left out. ``language`` is one of ARTICLE_LANGUAGES, and that of the text where none is given;
    what touches a Chinese character is Chinese in any text.
    """
    idioms = tuple(idioms)
    if (language or language_of(text)) == "zh":
        return find_chinese(text, idioms)
    # Patterns of 5 MB, which take 90 ms to compile: only for who has an English article.
    from asreported.catalog.numbers.english import find_english

    english = find_english(text, idioms)
    if not _CHINESE.search(text):
        return english
    # Or 5万 in an English sentence would be read as 5.
    chinese = [r for r in find_chinese(text, idioms) if _touches_chinese(text, r.start, r.end)]
    taken = Cover(((r.start - 1, r.end + 1), True) for r in chinese)
    kept = [
        reading
        for reading in english
        if not _touches_chinese(text, reading.start, reading.end)
        and not taken.around((reading.start, reading.end))
    ]
    return sorted([*chinese, *kept], key=lambda reading: reading.start)


def _touches_chinese(text: str, start: int, end: int) -> bool:
    return bool(_CHINESE.search(text, max(0, start - 1), end + 1))


def read_numbers(text: str, language: str | None = None) -> list[Reading]:
    """Find the quantities and places in a text: all of ``find_numbers`` but dates and times."""
    return [reading for reading in find_numbers(text, language=language) if not reading.calendar]


#: The languages that the reader knows.
ARTICLE_LANGUAGES = ("zh", "en")
_CHINESE = re.compile("[\u3007\u4e00-\u9fff]")


def language_of(text: str) -> str:
    """Return zh for a text with Chinese characters or without any letter, else en.

    An English article may name a few things in Chinese: it has more than ten letters for
    each such character.
    """
    beginning = text[:_SAMPLE]
    letters = len(re.findall("[A-Za-z]", beginning))
    characters = len(_CHINESE.findall(beginning))
    return "zh" if not letters or characters * 10 >= letters else "en"


#: How much of a text tells its language, in characters.
_SAMPLE = 2_000
