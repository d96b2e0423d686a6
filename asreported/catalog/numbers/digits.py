"""Arabic digits with their separators: 1,234.5."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

#: Grouping is the same sign throughout; a whole number does not begin with a zero.
_ARABIC = re.compile(
    r"(?:0|[1-9]\d*|[1-9]\d{0,2}(?P<group>[,'’_])\d{3}(?:(?P=group)\d{3})*)?(?:\.\d+)?"
)


def arabic(text: str) -> Decimal | None:
    """Convert digits of ASCII with thousands separators and a decimal point.

    None for what is no one number: 1,23, 1.2.3, 007.
    """
    if not text or not _ARABIC.fullmatch(text):
        return None
    return Decimal(re.sub("[,'’_]", "", text))


def plain_digits(text: str) -> str:
    """Return a text of the same length with digits and signs of every width as ASCII has them.

    A comma of full width stays one unless digits stand on both sides of it; so does a blank
    that does not break a line, which groups thousands.
    """
    plain = re.sub(r"(?![0-9])\d", lambda digit: str(unicodedata.digit(digit[0])), text)
    plain = plain.translate(_SIGNS)
    plain = re.sub(r"(?<=\d)\uff0c(?=\d)", ",", plain)
    # One blank may part two numbers (12 345); two groups of three leave no doubt.
    plain = re.sub(
        r"(?<![\d.,] )(?<![\d.,])[1-9]\d{0,2}(?: \d{3}){2,}(?![ .,]?\d)",
        lambda match: match[0].replace(" ", "_"),
        plain,
    )
    return re.sub(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3})", "_", plain)


#: Every sign in the form that the grammars know, a character for a character.
_SIGNS = str.maketrans({
    "\uff05": "%", "\ufe6a": "%", "\uff0e": ".", "\uff0d": "-", "\u2212": "-", "\ufe63": "-",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\uff0b": "+", "\uff5e": "~",
    "\u301c": "~", "\u223c": "~", "\u2014": "—", "\u2015": "—", "\uff1a": ":", "\u2236": ":",
    "\uff0f": "/", "\uffe5": "¥", "\uff04": "$", "\uff1c": "<", "\uff1e": ">", "\u2248": "≈",
} | {
    chr(full): chr(full - 0xFEE0) for full in range(0xFF21, 0xFF5B) if chr(full).isalpha()
})  # fmt: skip
