"""Chooses the words of an article that carry a number, letter for letter."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import chain
from typing import Literal

from asreported.catalog.accounting import clause_span, ends_clause
from asreported.catalog.catalog import Catalog
from asreported.catalog.numerals import Reading, read_numbers
from asreported.catalog.spans import Span
from asreported.curation.worklist import Number, readings_of

Side = Literal["start", "end"]

#: What follows the number of a date.
_DATE_WORDS = ("年", "月", "日", "号", "时", "点", "分")
#: What joins one thing to another in a clause.
_JOINT = re.compile(r",?\s+(?:and|or|but|while)\s|[和及与并]")
#: What stands between the numbers of a date: 2024年3月, 5 March 2024, 08:26.
_BETWEEN = re.compile(r"[年月日号时点]?\s*[至到—~-]?|[/.:]|,? [A-Z][a-z]+,? |, ")


def first_quote(catalog: Catalog, article_id: str, number: Number) -> Span:
    """Return the clause around a number, up to where another is joined to it (and, 和)."""
    article = catalog.articles[article_id]
    start, end = clause_span(article, number.span)
    others = numbers_beside(catalog, article_id, number, (start, end))
    after = next((one.start for one in others if one.start > number.start), number.end)
    joint = _JOINT.search(article, number.end, after)
    return start, joint.start() if joint else end


def numbers_beside(catalog: Catalog, article_id: str, number: Number, quote: Span) -> list[Reading]:
    """Return the other numbers in a quote: they count as done with its entry. Dates are none."""
    return [
        one
        for one in readings_of(catalog, article_id)
        if quote[0] <= one.start
        and one.end <= quote[1]
        and one.start != number.start
        and not one.calendar
    ]


def first_left_out(catalog: Catalog, article_id: str, number: Number) -> Span:
    """Return words around a number to leave out, in which no other number stands.

    Of a date it is the whole date, with its other numbers.
    """
    article, readings = catalog.articles[article_id], readings_of(catalog, article_id)
    at = bisect_left([reading.start for reading in readings], number.start)
    if readings[at].calendar:
        return _whole_date(article, readings, at)
    start, end = clause_span(article, number.span)
    before = readings[at - 1].end if at else 0
    before += article[before : before + 1] in _DATE_WORDS
    after = readings[at + 1].start if at + 1 < len(readings) else len(article)
    return _trimmed(article, (max(start, before), min(end, after)))


def _whole_date(article: str, readings: list[Reading], at: int) -> Span:
    first = last = at
    while first and _one_date(article, readings[first - 1], readings[first]):
        first -= 1
    while last + 1 < len(readings) and _one_date(article, readings[last], readings[last + 1]):
        last += 1
    end = readings[last].end
    return readings[first].start, end + (article[end : end + 1] in _DATE_WORDS)


def _one_date(article: str, one: Reading, other: Reading) -> bool:
    """Return whether two numbers are of one date: nothing but its words stands between them."""
    between = article[one.end : other.start]
    return one.calendar and other.calendar and bool(_BETWEEN.fullmatch(between))


def _trimmed(article: str, span: Span) -> Span:
    """Return a stretch without the blanks at its ends."""
    words = article[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def stretched(article: str, quote: Span, number: Span, side: Side, by: int) -> Span:
    """Return a quote with one side moved by characters, outwards if ``by`` is positive.

    It never loses its number, and never leaves the line that the number stands in.
    """
    first, last = _line(article, number)
    start, end = quote
    if side == "start":
        return min(max(start - by, first), number[0]), end
    return start, max(min(end + by, last), number[1])


def within_line(article: str, quote: Span, number: Span) -> Span:
    """Return words that were chosen as a quote: with their number, in its line, without blanks."""
    first, last = _line(article, number)
    start, end = _trimmed(article, (max(quote[0], first), min(quote[1], last)))
    return min(start, number[0]), max(end, number[1])


def stretched_to_clause(
    article: str, quote: Span, number: Span, side: Side, *, outwards: bool
) -> Span:
    """Return a quote with one side moved to where the next clause ends."""
    step, moved = (1 if outwards else -1), stretched(article, quote, number, side, 0)
    while (further := stretched(article, moved, number, side, step)) != moved:
        moved = further
        outside = moved[0] - 1 if side == "start" else moved[1]
        if not 0 <= outside < len(article) or ends_clause(article, outside):
            break
    return moved


def _line(article: str, around: Span) -> Span:
    start = max(article.rfind(end, 0, around[0]) for end in "\r\n") + 1
    ends = [at for end in "\r\n" if (at := article.find(end, around[1])) >= 0]
    return start, min(ends, default=len(article))


def quote_fields(catalog: Catalog, article_id: str, number: Number, span: Span) -> dict[str, str]:
    """Return the fields that a quote makes of an entry, empty where it needs none.

    ``prefix`` or ``suffix`` are words beside it where it stands more than once, ``as_written``
    says which number it is where it holds several.
    """
    article, language = catalog.articles[article_id], catalog.languages[article_id]
    prefix, suffix = _context(article, span, number.span)
    quote = article[slice(*span)]
    several = len(read_numbers(quote, language)) > 1
    as_written = number.as_written if several else ""
    return {"quote": quote, "prefix": prefix, "suffix": suffix, "as_written": as_written}


def _context(article: str, span: Span, number: Span) -> tuple[str, str]:
    """Return the fewest words before a quote, or else behind it, by which it stands once."""
    first, last = _line(article, number)
    start, end = span
    before = ((at, end) for at in range(start, first - 1, -1))
    behind = ((start, at) for at in range(end, last + 1))
    for widened in chain(before, behind):
        if not _stands_twice(article, widened):
            return article[widened[0] : start], article[end : widened[1]]
    return article[first:start], article[end:last]


def _stands_twice(article: str, span: Span) -> bool:
    words = article[slice(*span)]
    return article.find(words) != span[0] or article.find(words, span[0] + 1) >= 0
