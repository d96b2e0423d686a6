"""Checks figures and statements against their articles: is the quote there, does it say that?

The value that the curator typed and the number that ``numerals.py`` reads out of the quote
must agree in size, sign, qualifier and unit (double entry).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from asreported.catalog.model import (
    GLOSS_LANGUAGE,
    Direction,
    Kind,
    Metric,
    Quoted,
    ReportedFigure,
    Statement,
    Unit,
    in_words,
)
from asreported.catalog.numerals import (
    PERCENT,
    PERCENTAGE_POINTS,
    SECONDS,
    TERABYTES,
    TIMES,
    Reading,
    find_numbers,
    language_of,
    read_direction,
    read_numbers,
)


@dataclass(frozen=True)
class Passage:
    """Where a figure or statement stands in its article. Positions count characters from 0.

    The quote is ``article[start:end]``; ``paragraph`` is the line around it without outer
    blanks, in which the quote starts at ``offset``; ``as_written`` is the number in the
    article's own characters, which a statement has none of.
    """

    start: int
    end: int
    paragraph: str
    offset: int
    as_written: str


class EvidenceError(Exception):
    """What its article does not confirm; ``field`` is the field to mend."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def find_passage(
    figure: ReportedFigure, metric: Metric, article: str, language: str | None = None
) -> Passage:
    """Find a figure's quote in its article and compare its number with the value typed.

    ``language`` is the article's; where it is not given it is told from the text.

    Raises EvidenceError where the quote is absent or stands more than once, or where its
    number differs in size, sign, qualifier or unit.
    """
    start = _find_quote(figure, article)
    reading = _pick_reading(figure, metric, language or language_of(article))
    _check_number(figure, metric, reading)
    at, to = start + reading.start, start + reading.end
    if metric.unit is Unit.YUAN and is_other_money(article, at, to):
        message = f"“{article[at:to]}” is in another currency than yuan: leave it out"
        raise EvidenceError("quote", message)
    return _passage(figure, article, start, reading.as_written)


def find_statement(
    statement: Statement, article: str, idioms: Iterable[str] = (), language: str | None = None
) -> Passage:
    """Find a statement's quote in its article and hold its direction against its words.

    Raises EvidenceError where the quote is absent or stands more than once, where it holds a
    number (then it is a figure) or says that it goes the other way, or does not say which.
    """
    start = _find_quote(statement, article)
    found = find_numbers(statement.quote, idioms, language or language_of(article))
    number = next((reading for reading in found if not reading.calendar), None)
    if number is not None:
        message = f"“{number.as_written}” is a number: enter it as a figure, or quote less"
        raise EvidenceError("quote", message)
    if statement.direction is not None:
        sign = _direction_of(statement)
        if sign != (1 if statement.direction is Direction.UP else -1):
            verb = "rises" if sign > 0 else "falls"
            message = f"it says '{statement.direction}', but the quote says that it {verb}"
            raise EvidenceError("direction", message)
    return _passage(statement, article, start, "")


def _passage(entry: Quoted, article: str, start: int, as_written: str) -> Passage:
    line_start = article.rfind("\n", 0, start) + 1
    line_end = article.find("\n", start)
    line = article[line_start : line_end if line_end >= 0 else len(article)]
    paragraph = line.strip()
    return Passage(
        start=start,
        end=start + len(entry.quote),
        paragraph=paragraph,
        offset=start - line_start - (len(line) - len(line.lstrip())),
        as_written=as_written,
    )


def _find_quote(entry: Quoted, article: str) -> int:
    start = article.find(entry.context)
    if start < 0:
        message = f"the article does not contain “{entry.context}”: copy it letter for letter"
        raise EvidenceError("quote", message)
    if article.find(entry.context, start + 1) >= 0:  # which may lie across the first
        raise EvidenceError(
            "quote",
            f"“{entry.context}” stands more than once in the article: "
            "add the words before it as 'prefix' or those after it as 'suffix'",
        )
    return start + len(entry.prefix)


def _pick_reading(figure: ReportedFigure, metric: Metric, language: str) -> Reading:
    readings = read_numbers(figure.quote, language)
    if not readings:
        raise EvidenceError("quote", f"there is no number in “{figure.quote}”")
    _refuse_what_is_not_understood(readings)
    several = ", ".join(reading.as_written for reading in readings)
    if figure.as_written is not None:
        chosen = [reading for reading in readings if reading.as_written == figure.as_written]
        if len(chosen) != 1:
            message = f"'{figure.as_written}' is not one of the quote's numbers ({several})"
            raise EvidenceError("as_written", message)
        return chosen[0]
    fitting = [reading for reading in readings if _fits(reading, metric)] or readings
    if len({(reading.value, reading.low, reading.high) for reading in fitting}) > 1:
        message = f"the quote holds several numbers ({several}): say which as 'as_written'"
        raise EvidenceError("quote", message)
    return fitting[0]


def _refuse_what_is_not_understood(readings: list[Reading]) -> None:
    """Raise EvidenceError where something looks like a number and was not read whole."""
    understood = ", ".join(f"“{r.as_written}”" for r in readings if r.understood)
    for reading in readings:
        if not reading.understood:
            raise EvidenceError(
                "quote",
                f"“{reading.as_written}” looks like a number and cannot be read for certain "
                f"(understood: {understood or 'nothing'}): shorten the quote, or leave it out",
            )


_MONEY_BEFORE = re.compile(
    r"(?:[$£€]|(?<![a-z])(?:usd|eur|gbp|hkd|jpy)|[美欧日港澳加韩]元|英镑|卢布|[港新台]币) ?-?$",
    re.IGNORECASE,
)
_MONEY_BEHIND = re.compile(
    r"(?:多|余)?(?:[美欧日港澳加韩]元|美金|英镑|卢布|[港新台]币)"
    r"|[ -]?(?:(?:us|hong kong|canadian|australian) )?"
    r"(?:usd|eur|gbp|hkd|jpy|dollars?|pounds?|euros?|yen|rou?bles?)(?![a-z])",
    re.IGNORECASE,
)


def is_told_in(gloss: str, reading: Reading) -> bool:
    """Return whether an English translation holds a number that is written in digits.

    One in words (全破, all solved) may be translated by any.
    """
    if not re.search(r"[0-9]", unicodedata.normalize("NFKC", reading.as_written)):
        return True
    told = read_numbers(gloss, GLOSS_LANGUAGE)
    return bool(_sizes([reading]) & _sizes(told))


def _sizes(readings: Iterable[Reading]) -> set[Decimal]:
    ends = (end for one in readings for end in (one.value, one.low, one.high))
    return {abs(end) for end in ends if end is not None}


def is_other_money(article: str, start: int, end: int) -> bool:
    """Return whether a number, by its place in the article, is money, and not in yuan."""
    first = re.search(r"\d", article[start:end])
    before = article[max(0, start - 8) : start + (first.start() if first else 0)]
    return bool(_MONEY_BEFORE.search(before) or _MONEY_BEHIND.match(article, end))


def _fits(reading: Reading, metric: Metric) -> bool:
    """Return whether a reading is of the unit, and a rank or none, as the metric's values are."""
    unit = _READ_UNITS.get(metric.unit, "")
    return reading.unit == unit and reading.ordinal is (metric.kind is Kind.RANK)


#: What the reader calls the units that it tells apart.
_READ_UNITS = {
    Unit.PERCENT: PERCENT,
    Unit.PERCENTAGE_POINTS: PERCENTAGE_POINTS,
    Unit.TIMES: TIMES,
}
_SORTS = {PERCENT: "a percentage", PERCENTAGE_POINTS: "in percentage points", TIMES: "a multiple"}


def _check_number(figure: ReportedFigure, metric: Metric, reading: Reading) -> None:
    if not _fits(reading, metric):
        sort = "a rank" if reading.ordinal else _SORTS.get(reading.unit, "a number")
        raise EvidenceError(
            "metric",
            f"'{figure.metric}' is a {metric.kind} in {metric.unit}, "
            f"but “{reading.as_written}” is {sort}",
        )
    words = _CLAIM_WORDS.get(metric.unit, ("",))
    if not any(word in reading.as_written for word in words):
        message = f"a {metric.unit} is claimed by {' or '.join(words)}, not “{reading.as_written}”"
        raise EvidenceError("metric", message)
    low, high = (Decimal(str(end)) for end in figure.ends)
    size, read = (low, high), in_unit(reading, metric)
    if metric.kind is Kind.CHANGE and not read[0] < 0 < read[1]:  # up or down by 5%
        _check_direction(figure, size, read)
        size, read = _without_sign(size), _without_sign(read)
    if size != read:
        value, found = in_words(figure.value), in_words(read if read[0] != read[1] else read[0])
        message = f"it says {value}, but “{reading.as_written}” reads {found}"
        raise EvidenceError("value", message)
    if figure.qualifier is not reading.qualifier:
        raise EvidenceError(
            "qualifier",
            f"it says '{figure.qualifier}', but “{reading.as_written}” reads '{reading.qualifier}'",
        )


#: The words that claim a rank without a number, by its unit.
_CLAIM_WORDS: dict[Unit, tuple[str, ...]] = {
    Unit.CLASS: ("等奖",),
    Unit.PRIZE: ("金奖", "银奖"),
    Unit.FIRST: ("首创", "率先"),
    Unit.ONLY: ("唯一",),
}


#: Both ends of a range, or one number twice.
_Ends = tuple[Decimal, Decimal]


def _without_sign(ends: _Ends) -> _Ends:
    low, high = sorted(map(abs, ends))
    return low, high


def in_unit(reading: Reading, metric: Metric) -> _Ends:
    """Convert a reading into the metric's unit by the unit word that follows it (分钟, PB).

    Raises EvidenceError where it is no number or range, or in no such unit.
    """
    low, high = (
        (reading.low, reading.high) if reading.value is None else (reading.value, reading.value)
    )
    if low is None or high is None or reading.vague:
        ends = f"{low} " + ("and up" if high is None else f"to {high}")
        message = f"“{reading.as_written}” names no number and no range: it reads {ends}"
        raise EvidenceError("quote", message)
    if metric.unit not in _UNIT_WORDS:
        return low, high
    words, size = _UNIT_WORDS[metric.unit]
    if reading.measure not in words:
        message = f"“{reading.as_written}” is not followed by one of {', '.join(words)}"
        raise EvidenceError("quote", message)
    factor = words[reading.measure]
    return low * factor / size, high * factor / size


#: Units that articles write in several ways: the size of each word in the smallest (seconds,
#: terabytes), and that of the unit itself.
_UNIT_WORDS: dict[Unit, tuple[dict[str, int], int]] = {
    Unit.SECOND: (SECONDS, 1),
    Unit.HOUR: (SECONDS, 3_600),
    Unit.DAY: (SECONDS, 86_400),
    Unit.TERABYTE: (TERABYTES, 1),
}


def _check_direction(figure: ReportedFigure, value: _Ends, read: _Ends) -> None:
    direction: int | None = _direction_of(figure)
    if read[0] < 0:  # a rise of -5% is a fall, and a fall of -5% may be either
        direction = None if direction == -1 else -1
    if direction is None:
        raise EvidenceError("quote", f"“{figure.quote}” does not say whether it rose or fell")
    if min(end * direction for end in value) < 0:
        verb, says = "rose" if direction > 0 else "fell", in_words(figure.value)
        raise EvidenceError("value", f"it says {says}, but the quote says that it {verb}")


def _direction_of(entry: Quoted) -> int:
    direction = read_direction(entry.quote)
    if direction is None:
        raise EvidenceError("quote", f"“{entry.quote}” does not say whether it rose or fell")
    return direction
