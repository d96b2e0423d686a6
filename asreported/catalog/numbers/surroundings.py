"""What around a number makes it no count: part of a name, a price, an unsure sign, two units."""

from __future__ import annotations

import re

from asreported.catalog.numbers.reading import MASK

_DIGITS = "零一二三四五六七八九十百千万亿"
#: 八折 is a price, 一打 a dozen, 两位数 of some size, 二十大 a congress.
_AFTER_CHINESE = re.compile(
    r"\s*折|打(?![击掉处架非黑拐黄])|位数|个?基点|个?BP|旬|刻钟|[国省]道|[多小少大]半"
    "|大(?=以来|精神|报告|召开|胜利|代表|[,。、”]|$)"
)
#: Two signs for one, ±5, and a dash that may be a minus.
_UNSURE_SIGN = re.compile(r"正$|(?<![—\d])—$|^- $")
#: 十四五 is a plan, and 十四五个 fourteen or fifteen.
_PLAN = re.compile("十[一二三四]五(?![个名人起件次岁年天万亿])")
_AFTER_PLACE = re.compile(rf"第[\d{_DIGITS}]+(?:、[\d{_DIGITS}]+)*[、和与至到-]$")
#: How many characters before a number are looked at.
_REACH = 12


def is_no_count_in_chinese(plain: str, text: str, start: int, end: int, run: str) -> bool:
    """Return whether what stands around a run makes it part of something else.

    ``plain`` is the text in the form that the grammar knows, with what is read already masked.
    """
    sign = _UNSURE_SIGN.search(plain[max(0, start - 3) : start])
    if _AFTER_CHINESE.match(plain, end):
        return "比" not in plain[max(0, start - 2) : start]  # 比三十大
    return bool(
        (sign and (sign[0] != "正" or run[0] == "负"))
        or (plain.startswith(("版", "个点"), end) and "." in run)
        or (plain[end : end + 1] in ("级", "把") and not run.strip("十百千万亿"))
        or _PLAN.match(run + plain[end : end + 1])
        or _AFTER_PLACE.search(text[max(0, start - _REACH) : start])
    )


_BEFORE_ENGLISH = re.compile(r"\b(?:version|point)[ -]$|^- $|/$", re.IGNORECASE)
#: A six-figure sum, 10 basis points, 1+2+N.
_AFTER_ENGLISH = re.compile(
    r"[ -](?:digits?|figures?)\b|[ -]basis[ -]points?\b|[ ]?bps\b|[ ]?¢|[ ](?-i:[BT])\b"
    r"|[ ]p\.c\.|[ ]per[ ](?:mille?|thousand|hundred)\b|[ ]?ppm\b|[ ](?:noon|midday|midnight)\b"
    r"|[ ]?-?[ ]?(?:thirds?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|elevenths?"
    r"|twelfths?|\w+teenths?|\w+ieths?|hundredths?|thousandths?|\w+illionths?)\b"
    r"|[ ]out[ ]of[ ](?:every[ ])?(?:\d|(?:one|two|three|four|five|six|seven|eight|nine"
    r"|ten|twelve|twenty|thirty|a[ ]hundred)\b)"
    r"|[+*×^=/]\w",
    re.IGNORECASE,
)
_METRES = re.compile(r"m (?:high|long|tall|wide|deep|away|race|sprint)")


def is_no_count_in_english(plain: str, start: int, end: int) -> bool:
    """Return whether what stands around a run makes it part of something else."""
    return bool(
        _AFTER_ENGLISH.match(plain, end)
        or _BEFORE_ENGLISH.search(plain[max(0, start - _REACH) : start])
        or re.fullmatch(r"[\d.,]+ m", plain[start:end])
        or _METRES.match(plain, end - 1)
    )


#: The larger unit and the smaller, the second number between them. No grammar here reads both.
_TWO_UNITS = re.compile(
    rf"(?:个?小时|时)[零又]?{MASK}分|分钟?{MASK}秒|年零?{MASK}个月|个月零?{MASK}天"
    rf"|天零?{MASK}个?小时|元{MASK}[角毛分]|块{MASK}|米{MASK}|"
    + "|".join(
        rf"[ -]?(?:{large})(?:,? and|,)?[ ]{MASK}[ -]?(?:{small})\b"
        for large, small in (
            ("years?", "months?|weeks?|days?"),
            ("months?", "weeks?|days?"),
            ("weeks?", "days?"),
            ("days?", "hours?"),
            ("hours?|hrs?|h", "minutes?|mins?|m"),
            ("minutes?|mins?|m", "seconds?|secs?|s"),
            ("feet|foot|ft", "inch|inches|in"),
            ("dollars?|euros?", "cents?"),
            ("pounds?", "pence|p"),
        )
    )
)


def are_one_measure(plain: str, end: int, start: int, last: int) -> bool:
    """Return whether a number up to ``end`` goes on in one from ``start``: 1小时30分, 2h 15m."""
    if start - end > 2 * _REACH:
        return False
    return _TWO_UNITS.match(f"{plain[end:start]}{MASK}{plain[last : last + _REACH]}") is not None
