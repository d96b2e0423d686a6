"""Finds the numbers of English prose: the runs, and the hedges around them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from asreported.catalog.model import Qualifier
from asreported.catalog.numbers.chinese import TERABYTES
from asreported.catalog.numbers.dates import date_readings, find_dates
from asreported.catalog.numbers.digits import plain_digits
from asreported.catalog.numbers.english_numerals import (
    CURRENCY,
    PARTS,
    SCALES,
    TENS,
    UNITS,
    amount_of,
    numeral,
)
from asreported.catalog.numbers.idioms import ENGLISH_IDIOMS
from asreported.catalog.numbers.reading import (
    MAX_RUN,
    TIMES,
    Amount,
    Reading,
    masked,
    reading_of,
)
from asreported.catalog.numbers.surroundings import are_one_measure, is_no_count_in_english

_WORDS = "|".join(sorted([*UNITS, *TENS, *SCALES, "dozen"], key=len, reverse=True))
_PLURALS = "tens|dozens|scores|hundreds|thousands|millions|billions|trillions"
_SCALE_WORDS = "hundred|thousand|million|billion|trillion|dozen"
_FRACTIONS = "half|halves|quarters?|thirds?|fifths?|tenths?"
_UNIT = (
    r"(?:[ -]percentage[ -]points?\b|[ ]of[ ](?:a|one)[ ]percentage[ ]point\b|[ ]percentage\b"
    r"|[ ]?[%‰]|[ -]?per[ -]?cents?(?![a-z])|[ ]pct\b|[ ]?pp\b"
    r"|[ -]times\b|[ -]?fold\b|(?<=\d)x(?![\w])|×)"
)
_SUFFIX = r"(?:[ ]?(?:mn|mln|bn|bln|tln|trn|tn|k|MM|G)\b|(?:m|b|mil)\b|[ ](?:m|mil)\b)"
_DIGITS = r"(?:\.(?=\d))?\d+(?:[.,'’_:/]\d+)*(?:[ ]?[½¼¾⅓⅔⅛⅜⅝⅞])?"
_CURRENCY = rf"(?:(?<![A-Za-z])(?:{CURRENCY}))"
_SMALL = rf"\b(?:{'|'.join([*UNITS, 'a'])}|[1-9])"
_LETTERS = "(?:TB|PB|GB|MB|km|kg|cm|kWh|MW|kph|mph|km/h|ft)\\b"
_ATOM = (
    rf"(?:\b(?:(?:a|one|two|three)[ -])?(?:half|quarters?|thirds?|fifths?|tenths?)[ ]"
    rf"(?:of[ ])?(?:a[ ])?(?:{_SCALE_WORDS})\b|{_SMALL}[ -](?:halves|(?:{'|'.join(PARTS)})s?)\b"
    r"(?![ ](?:to\b|century|past))"
    rf"|{_SMALL}[ -](?:in|out[ -]of)[ -](?:every[ ])?(?:(?:{_WORDS})|\d+)\b"
    rf"(?![ ]?[%a-z]*(?:hundred|thousand|million))"
    rf"|{_DIGITS}{_SUFFIX}?(?:(?!{_UNIT}|{_LETTERS})[A-Za-z]+[\w]*)?"
    rf"|\b(?:{_WORDS})(?=fold\b)|\b(?:{_WORDS}|{_PLURALS})\b"
    rf"|\b(?:half[ ])?an?[ ]percentage[ -]points?\b"
    rf"|\b(?:an?|half[ ]an?)[ -](?=(?:{_SCALE_WORDS})\b)(?:{_SCALE_WORDS})\b"
    rf"|\b(?:several|many|a[ ]few|a[ ]couple(?:[ ]of)?)[ ]"
    rf"(?:{_SCALE_WORDS}|{_PLURALS})\b"
    rf"|\ba[ ](?:quarter|third|fifth|tenth)\b"
    rf"(?![ ](?:of[ ]an?\b|century|past|to\b|[a-z]+(?:er|ect|man|son)\b))"
    rf"|\bhalf\b(?![ -](?:an?|hour|year|day|way|past|term|price|dozen)\b)"
    r"|\b(?:lakh|crore)\b|(?<=\x20)do?zs?\b|[½¼¾⅓⅔²³])"
)
_JOIN = (
    rf"(?:[ ]?[-—][ ]?(?=[-.]?(?:{_CURRENCY})?\d|(?:{_WORDS})\b|(?:{_FRACTIONS})\b)|-(?=-\d)"
    rf"|[ ](?=(?:{_WORDS}|{_FRACTIONS}|{_PLURALS}|do?zs?|lakh|crore)\b|\d)"
    rf"|(?:\+|-odd|-plus)[ ](?=(?:{_SCALE_WORDS})\b)"
    rf"|[ -](?:to|through)[ -](?=(?:{_CURRENCY})?-?\.?\d|(?:{_WORDS}|an?[ ](?:{_SCALE_WORDS}))\b)"
    rf"|[ ]or[ ](?=\d|(?:{_WORDS})\b)"
    rf"|(?<=dred)[ ]and[ ](?=(?:{_WORDS}|\d+)\b)|(?<=sand|lion)[ ]and[ ](?=(?:{_WORDS}|\d+)\b)"
    rf"|[ -]and[ -]a[ -](?=half\b)|[ ]and[ ](?={_SMALL}[ -](?:{'|'.join(PARTS)})s?\b)"
    rf"|(?<=sand),[ ](?=(?:{_WORDS})\b)|(?<=lion),[ ](?=(?:{_WORDS})\b)"
    rf"|[ -]point[ -](?=(?:{_WORDS})\b)|[ ]of[ ](?=(?:{_PLURALS})\b)"
    r"|[+*×=](?=[\w])|\^[-+]*(?=[\w])|±(?=\d))"
).replace("(?<=sand|lion)", "(?:(?<=sand)|(?<=lion))")
# Any number of blanks may stand for one.
_UNIT, _ATOM, _JOIN = (
    re.sub(
        r"\[ (-?)\](\??)",
        lambda blank: f"[ {blank[1]}]" + ("+" if not blank[2] else "?" if blank[1] else "*"),
        part,
    )
    for part in (_UNIT, _ATOM, _JOIN)
)
_QUANTITY = rf"(?:(?:minus|negative)[ ])?(?:{_CURRENCY})?-?{_ATOM}(?:{_UNIT})?"
_BODY = rf"{_ATOM}(?:{_UNIT}(?!\w)|{_UNIT}(?=[ -])|{_JOIN}(?:{_CURRENCY})?(?:-(?=\.?\d))?{_ATOM})*"
_RUN = re.compile(
    rf"""
    \bbetween[ ]{_QUANTITY}(?:{_JOIN}{_QUANTITY})*[ ]and[ ]{_QUANTITY}(?:{_JOIN}{_QUANTITY})*
    | \bfrom[ ]{_QUANTITY}[ ]to[ ]{_QUANTITY}(?:{_JOIN}{_QUANTITY})*
    | (?:(?<![\w-])-(?=\.?(?:\d|{_CURRENCY}))|\b(?:minus|negative)[ ](?=\d|(?:{_WORDS})\b))?
      (?:(?:{_CURRENCY})(?:-(?=\d))?)?{_BODY}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CODE = re.compile(
    r"\b(?:single|double|triple)[ -](?:digits?|figures?)\b|"
    rf"(?<![\w$£€¥])(?!(?:{CURRENCY})-?\d)"
    r"(?!(?:per ?cent|cents?|pct|pp|points?|[a-z]+illion|thousand|hundred|fold|times|to|in|of)-\d)"
    r"[A-Za-z]+(?:-?\d+)+\w*(?:[-.]\w+)*",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?<![\w.,-])(?P<digits>\d[\d,]*)(?:st|nd|rd|th)\b"
    r"|\b(?:(?-i:No)(?:\.[ ]?|[ ])|number[ ])(?P<number>\d+|one)\b(?![.,]\d|[%-])"
    r"|\btop[ -](?P<top>\d+|three|five|ten|twenty|hundred)\b(?![.,]\d|[ ]?(?:%|per|pct|\d))"
    r"|\b(?P<word>(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ])?"
    r"(?:first|(?<!one )second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh"
    r"|twelfth))\b",
    re.IGNORECASE,
)
_PLACES = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
_CHANGED = re.compile(
    r"(?:rose|risen|rising|fell|fallen|falling|grew|grown|increas\w+|decreas\w+|dropp?\w*|declin\w+|"
    r"went|gone|climbed|up|down|cut|reduced|jumped|widened|narrowed|chang\w+|improved|raised|lowered|"
    r"shortened|shrank|doubled|moved)\b[^.;]*$",
    re.IGNORECASE,
)
_MULTIPLES = {"twice": 2, "thrice": 3} | {
    f"{verb}{end}": many
    for verb, many in (("doubl", 2), ("tripl", 3), ("trebl", 3), ("quadrupl", 4))
    for end in ("ed", "ing")
}
_MORE, _LESS = "(?:more|greater|higher|larger|bigger)", "(?:fewer|less|lower|smaller)"
_MULTIPLE = re.compile(rf"\b(?:{'|'.join(_MULTIPLES)})\b", re.IGNORECASE)
_BEFORE = {
    Qualifier.AT_LEAST: (
        rf"at least(?: or equal to)?|(?:no|not) {_LESS} than|"
        rf"{_MORE}(?: than)? or equal (?:to|than)|"
        rf"equal to or {_MORE} than|(?:a )?minimum of|≥|> ?="
    ),
    Qualifier.AT_MOST: (
        rf"up to|at (?:the )?most|(?:no|not) {_MORE} than|{_LESS}(?: than)? or equal (?:to|than)|"
        rf"equal to or {_LESS} than|(?:a )?maximum of|as (?:many|much|high) as|not exceeding|≤|< ?="
    ),
    Qualifier.MORE_THAN: (
        rf"(?<!no )(?<!not ){_MORE} than|(?:well |just )?over|above|exceed(?:s|ed|ing)?|"
        r"in excess of|upwards? of|north of|beyond|topped|surpass(?:ed|es|ing)?|>"
    ),
    Qualifier.LESS_THAN: (rf"(?<!no )(?<!not ){_LESS} than|(?:just )?under|below|short of|<"),
    Qualifier.ABOUT: (
        r"nearly|almost|(?:just )?about|around|approximately|approx\.?|roughly|some|close to|circa|"
        r"(?:an )?estimated|c\.|≈|~|in the region of"
    ),
}
_HEDGE_BEFORE = re.compile(
    "(?:(?<![A-Za-z])|(?=[<>≤≥≈~]))(?:"
    + "|".join(f"(?P<{name.name}>{words})" for name, words in _BEFORE.items())
    + r")[ ]*(?:an?[ ]|the[ ])?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?P<AT_LEAST>\+|[ -](?:plus|or more|or over|or above|or greater|or higher|and above"
    r"|and over|and more|at least)\b(?![ ](?:than|equal|\d|(?:" + _WORDS + r")\b)))"
    r"|(?P<AT_MOST>[ ](?:or less|or fewer|or under|and under|or below|at most|at the most"
    r"|or lower)\b(?![ ](?:than|\d|equal)))"
    r"|(?P<ABOUT>[ ]or so\b|-odd\b|[ ]odd\b|-ish\b|[ ](?:approximately|or thereabouts)\b)"
    r"|(?P<MORE_THAN>-something\b)",
    re.IGNORECASE,
)
_EQUAL = re.compile(r" or equal(?: to)?\b(?! \d)")
_OR_EQUAL = {
    Qualifier.MORE_THAN: Qualifier.AT_LEAST, Qualifier.LESS_THAN: Qualifier.AT_MOST,
}  # fmt: skip
_MEASURES = {"second": "秒", "minute": "分钟", "hour": "小时", "day": "天"}
#: How many characters around a number a word that belongs to it may take.
_REACH = 12


def find_english(text: str, idioms: Iterable[str]) -> list[Reading]:
    """Find everything in an English text that states a number, in reading order."""
    plain = _without_idioms(plain_digits(text), [*idioms, *ENGLISH_IDIOMS])
    readings: list[Reading] = []
    dates = list(find_dates(plain, "en"))
    for date in dates:
        readings += date_readings(text, plain, *date)
    plain = masked(plain, dates)
    codes = [match.span() for match in _CODE.finditer(plain)]  # COVID-19, G20
    readings += [reading_of(None, text, *code) for code in codes]
    plain = masked(plain, codes)
    places = [match for match in _ORDINAL.finditer(plain) if not _is_fraction(match, plain)]
    readings += [_place(match, text) for match in places]
    plain = masked(plain, [match.span() for match in places])
    for match in _MULTIPLE.finditer(plain):
        multiple = Amount.of(_MULTIPLES[match[0].lower()], TIMES)
        readings.append(_reading(multiple, plain, text, *match.span()))
    for start, end, two in _spans(plain):
        amount = None if two else _amount(plain, start, end)
        readings.append(_reading(amount, plain, text, start, end))
    readings.sort(key=lambda reading: reading.start)
    for i, (one, other) in enumerate(pairwise(readings), 1):
        if unit := _measure_before(plain, one, other):
            readings[i] = replace(other, measure=unit)
    return readings


def _without_idioms(plain: str, idioms: Iterable[str]) -> str:
    """Mask idioms, but for those before a number: the first half million."""
    words = "|".join(re.escape(word) for word in idioms)
    spans = [
        match.span()
        for match in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", plain, re.IGNORECASE)
        if not re.match(rf"[ -](?:{_WORDS})\b", plain[match.end() : match.end() + _REACH])
    ]
    return masked(plain, spans)


def _amount(plain: str, start: int, end: int) -> Amount | None:
    if end - start > MAX_RUN * 3 or _YEARS.search(plain, start, end):
        return None
    return amount_of(re.sub(r"\s+", " ", plain[start:end].lower()))


#: Two years, of which nobody knows what lies between: between 2019 and 2020.
_YEARS = re.compile(r"\b(?:19|20)\d\d (?:and|to) (?:19|20)\d\d$")


def _spans(plain: str) -> Iterable[tuple[int, int, bool]]:
    """Yield start and end of each number, and whether it stands in two units."""
    found = deque(_runs(plain))
    while found:
        start, end = found.popleft()
        two = bool(found) and are_one_measure(plain, end, *found[0])
        yield start, found.popleft()[1] if two else end, two


def _runs(plain: str) -> Iterable[tuple[int, int]]:
    """Yield start and end of each run.

    Two whole numbers with *to* or *or* between them are no range where it "rose from 5 to 10",
    "fell by 5 per cent to 1,234" or is "5 or 50".
    """
    for match in _RUN.finditer(plain):
        start, end = match.span()
        has_changed = _CHANGED.search(plain[max(0, start - 5 * _REACH) : start]) is not None
        if has_changed and match[0].lower().startswith("from "):
            start += len("from ")
            yield from _parts(plain, start, end, " to ")
        elif _amount(plain, start, end) is not None:
            yield start, end
        elif " and " in match[0] and _are_a_list(plain, start, end):
            yield from _parts(plain, start, end, " and ")
        elif " or " in match[0]:
            yield from _parts(plain, start, end, " or ")
        elif has_changed and " to " in match[0]:
            yield from _parts(plain, start, end, " to ")
        else:
            yield start, end


def _are_a_list(plain: str, start: int, end: int) -> bool:
    """Return whether what follows *and* is too large to belong to what stands before it.

    Three hundred and two hundred are two numbers; a thousand and five hundred may be one.
    """
    one, _, other = plain[start:end].lower().partition(" and ")
    sizes = [size for word, size in SCALES.items() if word in one]
    found = amount_of(other)
    return bool(sizes) and found is not None and found.low >= min(sizes)


def _parts(plain: str, start: int, end: int, word: str) -> Iterable[tuple[int, int]]:
    """Yield start and end of the two numbers around a word, or of all where they are not two."""
    one, *others = plain[start:end].split(word)
    ends = (start, start + len(one)), (end - len(others[-1]) if others else end, end)
    if len(others) == 1 and all(_amount(plain, *span) for span in ends):
        yield from ends
    else:
        yield start, end


#: What may follow the second number of "from 11 minutes to 7" that it is of the same unit.
_ENDS = re.compile(
    r"(?:\.(?!\d)|[,;:!?)]| (?:in|by|on|at|last|this|since|after|during|and)\b|\s*$)"
)


def _measure_before(plain: str, one: Reading, other: Reading) -> str:
    """Return the unit of a number that another takes over: from 11 minutes to 7."""
    between = re.fullmatch(r"[ -][A-Za-z]+ to ", plain[one.end : other.start])
    is_from = re.search(r"\bfrom $", plain[: one.start], re.IGNORECASE)
    stands_alone = not other.unit and not other.ordinal and _ENDS.match(plain, other.end)
    return one.measure if between and is_from and stands_alone else ""


#: What follows a third of something, and not a third suspect.
_PART_OF = re.compile(
    r"(?: (?:of|were|are|was|is|had|have|has|more|less|fewer|higher|lower|to|in|from|and|or)\b"
    r"|[^ \w-]|$)"
)


def _is_fraction(match: re.Match[str], plain: str) -> bool:
    """Return whether a third, two-fifths: the denominator of a fraction, and no place."""
    before = plain[max(0, match.start() - 6) : match.start()]
    if not match["word"] or not (one := re.search(r"\b(an?|one) ?-? ?$", before, re.IGNORECASE)):
        return False
    return one[1].lower() == "one" or _PART_OF.match(plain, match.end()) is not None


def _place(match: re.Match[str], text: str) -> Reading:
    if written := match["digits"] or match["number"] or match["top"]:
        place = numeral(written.lower())
    else:
        tens, _, ones = match["word"].lower().replace("-", " ").rpartition(" ")
        place = Decimal(TENS.get(tens, 0) + _PLACES[ones])
    hedge = Qualifier.AT_MOST if match["top"] else Qualifier.EXACT  # among the first ten
    return Reading(text[slice(*match.span())], place, hedge, *match.span(), ordinal=True)


def _reading(found: Amount | None, plain: str, text: str, start: int, end: int) -> Reading:
    amount = None if is_no_count_in_english(plain, start, end) else found
    measure = _measure(plain, end)
    window = max(0, start - 3 * _REACH)
    before = after = None
    if match := _hedge_before(plain[window:start]):
        start, before = window + match.start(), Qualifier[match.lastgroup or ""]
    if (match := _AFTER.match(plain, end)) and not re.match(r"\+\w", plain[end : end + 2]):
        end, after = match.end(), Qualifier[match.lastgroup or ""]
    elif match := _EQUAL.match(plain, end):
        end, before = match.end(), _OR_EQUAL.get(before or Qualifier.EXACT)
        amount = amount if before else None
    if amount is not None:
        amount = amount.hedged(before, after)
    return reading_of(amount, text, start, end, measure)


def _hedge_before(before: str) -> re.Match[str] | None:
    match = _HEDGE_BEFORE.search(before)
    if match and match[0][0] == ">" and re.search(r"<[^<>\s]*$", before[: match.start()]):
        return None  # the end of a tag
    return match


def _measure(plain: str, end: int) -> str:
    word = re.match(r"[ -]?([A-Za-z]+)", plain[end : end + _REACH])
    if word is None:
        return ""
    if word[1] in TERABYTES:
        return word[1]
    return _MEASURES.get(word[1].lower().removesuffix("s"), "")
