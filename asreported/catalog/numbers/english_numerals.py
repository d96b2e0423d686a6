"""The grammar of English numbers: 1,234, twenty-three, 3.5bn, 5 to 10 per cent, two million.

Every function takes the whole of a run, in lower case, and returns None unless it
understands all of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from math import gcd

from asreported.catalog.model import Qualifier
from asreported.catalog.numbers.digits import arabic
from asreported.catalog.numbers.reading import (
    PERCENT,
    PERCENTAGE_POINTS,
    TIMES,
    Amount,
    part_of,
    span_between,
)

UNITS = {
    "zero": 0, "nought": 0, "naught": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
SUFFIXES = {
    "k": 1_000, "bln": 1_000_000_000, "tln": 1_000_000_000_000, "m": 1_000_000,
    "mn": 1_000_000, "mln": 1_000_000, "mil": 1_000_000,
    "bn": 1_000_000_000, "b": 1_000_000_000, "tn": 1_000_000_000_000, "trn": 1_000_000_000_000,
}  # fmt: skip
CURRENCY = r"(?:us|a|hk|nt|c|s|nz|au|ca)?\$|[£€¥]|(?:rmb|cny|usd|eur|gbp|hkd) ?"
_UNIT = (
    r" ?%|[ -]?per[ -]?cents?| ?pct| ?pp| of (?:a|one) percentage point|[ -]percentage[ -]points?"
    r"| percentage|[ -]times|[ -]?fold|(?<=\d)x(?!\w)|×"
)
_MARK = re.compile(r"[ -](?:to|through)[ -]| ?(?:-|—) ?| and | or ")
_QUANTITY = re.compile(
    rf"(?P<sign>minus |negative |-)?(?:{CURRENCY})?(?P<sign2>-)?(?P<number>.+?)(?P<unit>{_UNIT})?"
)
_VAGUE = {
    "a couple of": (2, 2), "a few": (2, 9), "several": (2, 9), "a couple": (2, 2),
}  # fmt: skip
_MANY = re.compile(
    r"(?:many |several )?(tens|dozens|scores|hundreds|thousands|millions|billions|trillions)"
    r"(?: of (thousands|millions|billions|trillions))?"
)
_PLURALS = {"tens": 10, "dozens": 12, "scores": 20} | {f"{w}s": n for w, n in SCALES.items()}
_SCALE = "|".join(SCALES)
_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
#: Denominators of fractions.
PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100, "thousandth": 1_000,
}  # fmt: skip


def amount_of(run: str) -> Amount | None:
    """Read a run as one quantity, a fraction, or a range of two quantities."""
    between = run.startswith(("between ", "from "))
    run = re.sub(r"(?<=\d)-(?=(?:hundred|thousand|[mbtr]+illion)\b)", " ", run)
    if hedged := re.fullmatch(rf"(.+?)(\+|-odd|-plus) ((?:{_SCALE})\b.*)", run):
        hedge = Qualifier.ABOUT if hedged[2] == "-odd" else Qualifier.AT_LEAST
        found = quantity(f"{hedged[1]} {hedged[3]}")
        return found and found.hedged(hedge)
    if half_point := re.fullmatch("(half )?an? percentage[ -]points?", run):
        return Amount.of(Decimal("0.5") if half_point[1] else 1, PERCENTAGE_POINTS)
    if not between and (found := quantity(run)) is not None:
        return found
    body = run.split(" ", 1)[1] if between else run
    found_ranges = []
    for mark in _MARK.finditer(body, 1):
        word = mark[0].strip()
        if (word == "and") is not run.startswith("between "):
            continue
        amount = _range(body[: mark.start()], body[mark.end() :])
        if amount is not None and (word != "or" or amount.high == amount.low + 1):
            hedge = Qualifier.ABOUT if word == "or" else amount.qualifier
            found_ranges.append(replace(amount, qualifier=hedge))
    return found_ranges[0] if len(found_ranges) == 1 else None


def quantity(run: str) -> Amount | None:
    """Read one number with its sign, currency, scale and unit."""
    if (fraction := _fraction(run)) is not None:
        return fraction
    match = _QUANTITY.fullmatch(run)
    if match is None or (match["sign"] and match["sign2"]):
        return None
    found = _vague(match["number"])
    if found is None:
        value = numeral(match["number"])
        if match["unit"] and match["number"] in SCALES:  # hundred per cent, hundredfold
            value = Decimal(SCALES[match["number"]])
        found = None if value is None else Amount.of(value)
    if found is None:
        return None
    found = replace(found, unit=_unit(match["unit"] or ""))
    if not (match["sign"] or match["sign2"]):
        return found
    return None if found.high is None else found.times(-1)


def numeral(text: str) -> Decimal | None:
    """Read digits or words as one number: 1,234, 3.5bn, one hundred and five, half a million."""
    text = text.strip()
    if text in SCALES:  # million-dollar, per thousand
        return None
    if re.fullmatch(r"[\d.,'’_]+", text):
        return arabic(text)
    if short := re.fullmatch(rf"([\d.,'’_]+) ?({'|'.join(SUFFIXES)})", text):
        value = arabic(short[1])
        return None if value is None else value * SUFFIXES[short[2]]
    if part := re.fullmatch(r"([\d,]+) ?([½¼¾])", text):
        whole = arabic(part[1])
        return None if whole is None else whole + _VULGAR[part[2]]
    words = re.sub(r"(?<=[a-z])[ -]+", " ", text)
    if half := re.fullmatch(rf"(.+?) and a half(?: ({_SCALE}))?", words):
        return _and_a_half(half[1], half[2])
    if quarter := re.fullmatch(
        rf"(?:(a|one|three) )?(quarters?|half) (?:of )?(?:a )?({_SCALE})", words
    ):
        parts = 3 if quarter[1] == "three" else 2 if quarter[2] == "half" else 1
        return Decimal(SCALES[quarter[3]] * parts) / 4
    if re.match("half an? ", words):
        whole = _words(words.removeprefix("half ").replace("an ", "a "))
        return None if whole is None else whole / 2
    if " point " in words:
        return _with_point(words)
    return _words(words)


def _range(low: str, high: str) -> Amount | None:
    """Read a range whose ends may share what is written once: 5 to 10 per cent, $3-5m."""
    first, last = quantity(low), quantity(high)
    if first is None or last is None:
        return None
    if not first.unit:
        first = replace(first, unit=last.unit)
    shared = re.search(
        rf"\d ?({'|'.join(SUFFIXES)}|{_SCALE})(?:{_UNIT})?$| ({_SCALE})(?:{_UNIT})?$",
        high,
    )
    if shared and re.search(r"(?:\d|[a-z])$", low) and not _has_scale(low):
        word = shared[1] or shared[2]
        size = (SUFFIXES | SCALES)[word]
        if first.low < (last.low / size):
            first = first.times(size)
    return span_between(first, last)


def _has_scale(text: str) -> bool:
    return (
        re.search(rf"\d ?(?:{'|'.join(SUFFIXES)})$|hundred|thousand|million|billion", text)
        is not None
    )


def _unit(written: str) -> str:
    if "point" in written or written.strip() == "pp":
        return PERCENTAGE_POINTS
    if "%" in written or "c" in written:
        return PERCENT
    return TIMES if written else ""


def _fraction(run: str) -> Amount | None:
    """Read half, a quarter, three-quarters as percentages; thirds are none in full."""
    if one_in := re.fullmatch(r"(\w+)[ -](?:in|out[ -]of)[ -](?:every )?(.+)", run):
        return part_of(numeral(one_in[1]), numeral(one_in[2]))
    match = re.fullmatch(rf"(?:(an?|\w+)[ -])?({'|'.join(PARTS)})(s?)", run)
    if match is None or (match[1] is None and run != "half"):
        return None
    parts = 1 if match[1] in (None, "a", "an") else UNITS.get(match[1], 0)
    whole = PARTS[match[2]]
    # Two quarters are half a year more often than a half.
    if not parts or gcd(parts, whole) > 1 or (parts > 1) is not bool(match[3]):
        return None
    return part_of(Decimal(parts), Decimal(whole))


def _vague(text: str) -> Amount | None:
    """Read hundreds and tens of thousands as two and up, several hundred as 200 to 900."""
    if match := _MANY.fullmatch(text):
        size = _PLURALS[match[1]] * (_PLURALS[match[2]] if match[2] else 1)
        return Amount(Decimal(2 * size), None, qualifier=Qualifier.AT_LEAST)
    for word, (first, last) in _VAGUE.items():
        if text.startswith(f"{word} "):
            rest = text.removeprefix(word).strip()
            size_ = 12 if rest == "dozen" else _words(f"one {rest}") if rest in SCALES else None
            if size_ is None:
                return None
            ends = Decimal(first * size_), Decimal(last * size_)
            return Amount(*ends, qualifier=Qualifier.ABOUT)
    return None


def _and_a_half(whole: str, scale: str | None) -> Decimal | None:
    size = Decimal(SCALES[scale]) if scale else Decimal(1)
    if scale is None and (match := re.fullmatch(rf"(a|one) ({_SCALE})", whole)):
        return SCALES[match[2]] * Decimal("1.5")
    value = arabic(whole) if whole[:1].isdigit() else _words(whole)
    return (
        None
        if value is None or value >= 100 or value != int(value)
        else (value + Decimal("0.5")) * size
    )


def _with_point(words: str) -> Decimal | None:
    """Read two point five million and zero point zero five."""
    match = re.fullmatch(
        r"(.+) point ([a-z]+(?: [a-z]+)*?)(?: (thousand|million|billion|trillion))?", words
    )
    whole = _words(match[1]) if match else None
    if match is None or whole is None:
        return None
    digits = match[2].split()
    if all(UNITS.get(digit, 10) < 10 for digit in digits):
        decimals = "".join(str(UNITS[digit]) for digit in digits)
    elif (two := _below_hundred(" ".join(digits))) is not None:  # point eleven
        decimals = str(two)
    else:
        return None
    return Decimal(f"{whole}.{decimals}") * (SCALES[match[3]] if match[3] else 1)


def _words(text: str) -> Decimal | None:
    """Read a number of words, or of digits and a scale: 1.5 million, one hundred and five."""
    if dozens := re.fullmatch("(?:(?P<many>.+) )?dozens?", text):
        many = dozens["many"]
        if many and " and " in many:  # three hundred and two dozen: of what?
            return None
        count = Decimal(1) if many in (None, "a", "one") else _words(many)
        return None if count is None else count * 12
    return _scaled(re.sub(", ", " ", text), ("trillion", "billion", "million", "thousand"))


def _scaled(text: str, scales: tuple[str, ...]) -> Decimal | None:
    """Read a number of the scales, the largest first: so many of it, and what is below."""
    if not scales:
        return _below_thousand(text)
    scale, smaller = scales[0], scales[1:]
    match = re.fullmatch(rf"(?:(?P<head>.*?) )?{scale}(?: (?P<tail>.+))?", text)
    if match is None:
        return _scaled(text, smaller)
    size = SCALES[scale]
    head, tail = match["head"], match["tail"]
    many = Decimal(1) if head in (None, "a") else _many(head, smaller)
    if many is None or many == 0:
        return None
    if not tail:
        return many * size
    # "A thousand and five hundred" may be two numbers.
    below = _scaled(tail.removeprefix("and "), smaller)
    if below is None or below == 0 or below >= size or many != int(many):
        return None
    if tail.startswith("and ") and (below >= 100 or "hundred" in tail):
        return None
    return many * size + below


def _many(head: str, scales: tuple[str, ...]) -> Decimal | None:
    """Read how many of a scale: words, or digits with decimals. 1,234.5 million is one."""
    if re.fullmatch(r"[\d.,'’_]+", head):
        return arabic(head)
    return _scaled(head, scales)


def _below_thousand(text: str) -> Decimal | None:
    if re.fullmatch(r"[\d.,'’_]+", text):
        value = arabic(text)
        return value if value is not None and value == int(value) else None
    match = re.fullmatch(r"(?:(?P<head>.+? ?))?hundred(?:(?: and)? (?P<tail>.+))?", text)
    if match is None:
        return _below_hundred(text)
    head = (match["head"] or "a").strip()
    many = (
        Decimal(1) if head == "a" else arabic(head) if head[0].isdigit() else _below_hundred(head)
    )
    below = _below_hundred(match["tail"]) if match["tail"] else Decimal(0)
    if many is None or below is None or many == 0 or (match["tail"] and below == 0):
        return None
    return many * 100 + below


def _below_hundred(text: str) -> Decimal | None:
    first, _, second = text.partition(" ")
    if re.fullmatch(r"[1-9]\d?", text):
        return Decimal(text)
    if not second:
        value = UNITS.get(first, TENS.get(first))
        return None if value is None else Decimal(value)
    if first not in TENS or not 0 < UNITS.get(second, 10) < 10:
        return None
    return Decimal(TENS[first] + UNITS[second])
