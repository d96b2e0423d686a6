"""The grammar of Chinese numbers: 三万五, 1万2千, 七八百, 几十, 百分之五至十, 三成五.

Every function takes the whole of a run, in the form that ``chinese.py`` gives it (simple
numerals, signs of ASCII), and returns None unless it understands all of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

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

SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}

_SIZES = {"thousands": 1_000, "hundreds": 100, "tens": 10}
_DIGIT = "[一二两三四五六七八九]"
#: A numeral below ten thousand; 零 stands for places that are empty.
_PLACES = re.compile(
    rf"(?:零?(?P<thousands>{_DIGIT})千)?(?:零?(?P<hundreds>{_DIGIT})百)?"
    rf"(?:零?(?P<tens>{_DIGIT})十|零(?P<ten>十))?(?:(?P<zero>零)?(?P<ones>{_DIGIT}))?"
)
#: Scales that follow Arabic digits, and those that stand for one of themselves (百名, 千万元).
_SCALE_WORDS = "十万|百万|千万|十亿|百亿|千亿|万亿|百|千|万|亿|十"
_MIXED = re.compile(rf"(?P<many>[\d.,'’_]+)(?P<scale>{_SCALE_WORDS})(?P<rest>.*)")
_NEIGHBOURS = "一二|一两|二三|两三|三四|四五|五六|六七|七八|八九|三五|三两"
#: The one place of a numeral that is vague, and what may stand around it: 十五六万, 数百.
_VAGUE = re.compile(
    rf"(?P<before>(?:[^几数]*[十百千万亿])?)(?P<vague>[几数]|{_NEIGHBOURS})"
    rf"(?P<after>[十百千]?[万亿]?)"
)
_INFIX = {"余": Qualifier.MORE_THAN, "多": Qualifier.MORE_THAN, "来": Qualifier.ABOUT}
_QUANTITY = re.compile(
    r"(?P<sign>负|-|零下)?(?P<part>[百千万]分之)?(?P<sign2>负|-)?"
    r"(?P<number>[^%‰成倍]+?)(?:(?P<unit>%|‰|成|倍|个?百分点)(?P<tenth>(?<=成)[一二三四五六七八九半]|(?<=倍)半)?)?"
)
_TENTHS = DIGITS | {"半": 5}
_PARTS = {"百分之": Decimal(1), "千分之": Decimal("0.1"), "万分之": Decimal("0.01")}
#: Size and unit of what follows a number; 成 is a tenth.
_UNITS = {
    "%": (Decimal(1), PERCENT),
    "‰": (Decimal("0.1"), PERCENT),
    "成": (Decimal(10), PERCENT),
    "倍": (Decimal(1), TIMES),
    "个百分点": (Decimal(1), PERCENTAGE_POINTS),
    "百分点": (Decimal(1), PERCENTAGE_POINTS),
}
#: Blanks stand on both sides of it or on neither: 5 -10 may be a list.
_MARK = re.compile(
    r"(?<=[^-~—至到 ])(?:[-~至到]|—{1,2})(?=[^~—至到 ])|(?<=[^ ]) (?:[-~至到]|—{1,2}) (?=[^ ])"
)
_SHARED_UNIT = re.compile(r"(?:%|‰|成|倍|个?百分点)$")
_SHARED_SCALE = re.compile(rf"(?P<many>.*?)(?P<scale>{_SCALE_WORDS})$")


def amount_of(run: str) -> Amount | None:
    """Read a run as one quantity, a fraction, or a range of two quantities."""
    if (special := _WORDS.get(run)) is not None:
        return special
    if re.search(r"\d\s+\d", run):  # two numbers, or one in groups: nobody knows
        return None
    marks = list(_MARK.finditer(run))
    if marks and re.search(r"[^ ][-~—至到] | [-~—至到][^ ]", run):
        return None
    if not marks:
        run = re.sub(r"\s", "", run)
        return _fraction(run) or _doubled(run) or quantity(run)
    ranges = [_range(run[: mark.start()], run[mark.end() :]) for mark in marks]
    understood = [found for found in ranges if found is not None]
    return understood[0] if len(understood) == 1 else None


def quantity(run: str) -> Amount | None:
    """Read one number with its sign, percent word or 倍: 负百分之五, 三成五, 1.5倍."""
    match = _QUANTITY.fullmatch(re.sub(r"\s", "", run))
    if match is None:
        return None
    if (match["sign"] and match["sign2"]) or (match["part"] and match["unit"]):
        return None
    found = _hedged_numeral(match["number"])
    if found is None or (match["unit"] == "成" and found.high is not None and found.high > 10):
        return None
    if match["tenth"]:
        if found.low != found.high or found.low != int(found.low) or found.low > 9:
            return None
        found = Amount.of(found.low + Decimal(_TENTHS[match["tenth"]]) / 10)
    size, unit = _UNITS.get(match["unit"] or "", (Decimal(1), ""))
    if match["part"]:
        size, unit = _PARTS[match["part"]], PERCENT
    if unit:
        found = replace(found, unit=unit)
    return found.times(-size if match["sign"] or match["sign2"] else size)


def numeral(text: str) -> Decimal | None:
    """Read digits or a numeral as one number: 1,234, 三万五, 1万2千, 二〇二〇, 三点五万."""
    if re.fullmatch(r"[\d.,'’_]+", text):
        return arabic(text)
    text = re.sub("(?<=.)万万", "亿", text)
    if (high := re.fullmatch(r"([\d.,]+千.+)([万亿])", text)) and "万" not in high[1]:
        many = numeral(high[1])  # 3千5百万
        return None if many is None or many >= 10_000 else many * SCALES[high[2]]
    if match := _MIXED.fullmatch(text):
        return _mixed(match)
    if "点" in text:
        return _with_point(text)
    whole = _chinese(text)
    return None if whole is None else Decimal(whole)


def _range(low: str, high: str) -> Amount | None:
    """Read a range whose ends may share a unit and a scale: 15-20%, 5至10万, 百分之五至十."""
    if part := re.match(r"[百千万]分之", low):
        if not re.match(r"[百千万]分之", high):
            high = part[0] + high
    elif (unit := _SHARED_UNIT.search(high)) and not _SHARED_UNIT.search(low):
        low += unit[0]
    return span_between(_with_shared_scale(low, high), quantity(high))


def _with_shared_scale(low: str, high: str) -> Amount | None:
    """Read the low end of a range: 5 is 50,000 in 5至10万, and 500 is 500 in 500至1万.

    None where it could be either: 三至五十.
    """
    plain = quantity(low)
    unit = _SHARED_UNIT.search(low)
    body = low[: unit.start()] if unit else low
    top = _SHARED_UNIT.sub("", high)
    shared = _SHARED_SCALE.fullmatch(top)
    if plain is None or shared is None or re.search(r"[十百千万亿]$", body):
        return plain
    many = quantity(shared["many"] + (unit[0] if unit else ""))
    if many is None or plain.low >= many.low:
        return plain
    if shared["scale"] == "十":
        return None
    return quantity(body + shared["scale"] + (unit[0] if unit else ""))


def _hedged_numeral(text: str) -> Amount | None:
    """Read a numeral that may be vague or hold a hedge before its scale: 几百, 20多万, 三个亿."""
    if text == "半":  # 半个百分点
        return Amount.of(Decimal("0.5"))
    text = re.sub("个(?=[万亿])", "", text)
    if infix := re.fullmatch(
        r"(.*[\d一二两三四五六七八九十百千万])([余多来])([百千万亿]+|万亿)", text
    ):
        found = _vague_or_plain(infix[1] + infix[3])
        return found and found.hedged(_INFIX[infix[2]])
    if half := re.fullmatch("(.+)个半", text):
        whole = numeral(half[1])
        return None if whole is None or whole != int(whole) else Amount.of(whole + Decimal("0.5"))
    return _vague_or_plain(text)


def _vague_or_plain(text: str) -> Amount | None:
    if match := _VAGUE.fullmatch(text):
        return _vague(match)
    value = numeral(text)
    return None if value is None else Amount.of(value)


def _vague(match: re.Match[str]) -> Amount | None:
    """Read 几 and 数 as two to nine (after 十 as one to nine), and 七八 as seven to eight."""
    before, word, after = match["before"], match["vague"], match["after"]
    if word in "几数":
        first, last = ("一" if before.endswith("十") else "二"), "九"
        if before and not before.endswith("十"):
            return None  # 一百几: nobody writes that of one hundred and some
    else:
        first, last = sorted(word, key=lambda digit: DIGITS[digit])
    ends = [numeral(before + digit + after) for digit in (first, last)]
    if ends[0] is None or ends[1] is None or (before and not before.endswith("十") and not after):
        return None
    return Amount(ends[0], ends[1], qualifier=Qualifier.ABOUT)


def _fraction(run: str) -> Amount | None:
    """Read 四分之三 as a percentage; None where it is none in full (三分之一)."""
    match = re.fullmatch("(?P<whole>[^分]+)分之(?P<parts>[^分]+)", run)
    if match is None or match["whole"] in ("百", "千", "万"):
        return None
    return part_of(numeral(match["parts"]), numeral(match["whole"]))


def _doubled(run: str) -> Amount | None:
    """Read 翻两番 as four times, and 翻一倍 as two; what 翻两倍 means nobody knows."""
    if re.fullmatch("翻了?[一1]倍", run):
        return Amount.of(2, TIMES)
    match = re.fullmatch("翻了?(?P<often>.*)番", run)
    if match is None:
        return None
    often = numeral(match["often"]) if match["often"] else Decimal(1)
    return None if often not in range(1, 10) else Amount.of(Decimal(2) ** (often or 1), TIMES)


def _mixed(match: re.Match[str]) -> Decimal | None:
    many = arabic(match["many"])
    if many is None:
        return None
    size = _size(match["scale"])
    if not match["rest"]:
        return many * size
    last = SCALES[match["scale"][-1]]
    rest = numeral(match["rest"].removeprefix("零"))
    if rest is None or rest == 0 or many != int(many) or rest >= last:
        return None
    # 1万2 may be 12,000 or 10,002; 1万2000 leaves no doubt, and 1万零200 and 1亿2万 none either.
    if rest < last // 10 and not re.search("[零十百千万亿]", match["rest"]):
        return None
    return many * size + rest


def _size(scales: str) -> int:
    size = 1
    for scale in scales:
        size *= SCALES[scale]
    return size


def _with_point(text: str) -> Decimal | None:
    """Read 三点五 and 零点零五, with a scale behind it or not."""
    match = re.fullmatch(rf"(.+)点([{''.join(DIGITS).replace('两', '')}]+)({_SCALE_WORDS})?", text)
    whole = _chinese(match[1]) if match else None
    if match is None or whole is None:
        return None
    decimals = "".join(str(DIGITS[digit]) for digit in match[2])
    return Decimal(f"{whole}.{decimals}") * _size(match[3] or "")


def _chinese(text: str) -> int | None:
    """Convert a numeral of Chinese characters; None for one that is vague or none (三五千)."""
    if not text or not set(text) <= set(DIGITS) | set(SCALES):
        return None
    if set(text) <= set(DIGITS):
        return _digit_by_digit(text)
    if text.startswith("零"):
        return None
    if text[0] == "十" or text in _SCALE_WORDS.split("|"):
        text = f"一{text}"
    return _with_scales(text, ("亿", "万"))


def _digit_by_digit(text: str) -> int | None:
    """Read 二〇二〇; None for what may be neighbours or a list (七八, 一二三, 三二)."""
    values = [DIGITS[digit] for digit in text]
    if len(values) > 1:
        runs_on = all(after - before == 1 for before, after in pairwise(values))
        if runs_on or "两" in text or values[0] == 0 or (len(values) == 2 and values[1] != 0):
            return None
    return int("".join(map(str, values)))


def _with_scales(text: str, scales: Sequence[str]) -> int | None:
    """Convert a numeral of the ``scales``, the largest first: so many of it, and what is below."""
    if not scales:
        return _below_ten_thousand(text)
    scale, smaller = scales[0], scales[1:]
    head, found, tail = text.rpartition(scale)
    if not found:
        return _with_scales(text, smaller)
    many, size = _with_scales(head, smaller), SCALES[scale]
    if tail in DIGITS and tail != "零":  # 三万五: thirty-five thousand
        below: int | None = DIGITS[tail] * size // 10
    else:
        below = _with_scales(tail, smaller) if tail else 0
    if many is None or below is None or below >= size:
        return None
    return many * size + below


def _below_ten_thousand(text: str) -> int | None:
    match = _PLACES.fullmatch(text)
    if match is None or not text:
        return None
    value, unit = 0, 1
    for place, size in _SIZES.items():
        if match[place]:
            value, unit = value + DIGITS[match[place]] * size, size
    if match["ten"]:  # 一千零十二
        value, unit = value + 10, 10
    if match["ones"]:  # 一百二 is 120, 一百零二 is 102
        value += DIGITS[match["ones"]] * (1 if match["zero"] else max(1, unit // 10))
    return value


_HALF = Amount.of(50, PERCENT)
_MORE_THAN_HALF = replace(_HALF, qualifier=Qualifier.MORE_THAN)
#: Words that state a number without a numeral.
_WORDS = {
    "半": Amount.of(Decimal("0.5")),
    "半百": Amount.of(50),
    "半成": Amount.of(5, PERCENT),
    "一半": _HALF,
    "半数": _HALF,
    "对半": _HALF,
    "过半": _MORE_THAN_HALF,
    "过半数": _MORE_THAN_HALF,
    "大半": _MORE_THAN_HALF,
    "百分百": Amount.of(100, PERCENT),
    "翻倍": Amount.of(2, TIMES),
    "全破": Amount.of(100, PERCENT),  # all of them solved
    "全部": Amount.of(100, PERCENT),
    "基本绝迹": replace(Amount.of(0), qualifier=Qualifier.ABOUT),  # practically none left
}
