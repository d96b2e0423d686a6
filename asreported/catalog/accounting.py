"""Accounts for every number of an article: in a figure's quote, left out with a reason, or neither.

A number inside an idiom (一体化) states nothing and is not counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from asreported.catalog.catalog import Catalog, once
from asreported.catalog.limits import (
    MAX_CLAUSE_LENGTH,
    MAX_MESSAGE_LENGTH,
    MAX_PROBLEMS,
)
from asreported.catalog.numerals import Reading, find_numbers, spans_of
from asreported.catalog.problems import Problem, display_name, one_line
from asreported.catalog.spans import Cover, Lines, Span


@dataclass(frozen=True)
class Account:
    """What became of the numbers of one article.

    ``left_out`` maps those under ``not_figures`` to the id of their reason. ``in_both`` holds
    those that are in a figure and under ``not_figures``, which cannot both be right; they
    count as ``in_figures``.
    """

    in_figures: tuple[Reading, ...]
    left_out: Mapping[Reading, str]
    unaccounted: tuple[Reading, ...]
    in_both: tuple[Reading, ...]

    @property
    def found(self) -> int:
        """How many numbers the article holds."""
        return len(self.in_figures) + len(self.left_out) + len(self.unaccounted)

    @property
    def accounted(self) -> int:
        """How many of them are in a figure or left out with a reason."""
        return self.found - len(self.unaccounted)


@once
def account(catalog: Catalog, article_id: str) -> Account:
    """Find the numbers of an article and what accounts for each.

    Raises KeyError for an unknown article.
    """
    city, article = catalog.city_of(article_id), catalog.articles[article_id]
    figures = (figure for figure in city.figures if figure.article == article_id)
    quoted = Cover(((p.start, p.end), True) for p in (catalog.passages[f.id] for f in figures))
    reasons = Cover(
        (span, entry.why)
        for entry in city.not_figures
        if entry.article == article_id
        for span in spans_of(article, [entry.quote])
    )
    in_figures, left_out, unaccounted, in_both = [], {}, [], []
    for reading in find_numbers(article, catalog.content.idioms, catalog.languages[article_id]):
        span = (reading.start, reading.end)
        why = reasons.around(span)
        if quoted.around(span):
            in_figures.append(reading)
            if why is not None:
                in_both.append(reading)
        elif why is not None:
            left_out[reading] = why
        else:
            unaccounted.append(reading)
    return Account(tuple(in_figures), left_out, tuple(unaccounted), tuple(in_both))


def accounting_problems(catalog: Catalog, folder: Path = Path()) -> list[Problem]:
    """List a problem for each number of all articles that is unaccounted for or in both places.

    ``folder`` is that of the catalog: files are named relative to the working directory. Of
    one article no more than ``MAX_PROBLEMS`` are listed, and how many more there are.
    """
    problems: list[Problem] = []
    for article_id, source in catalog.sources.items():
        article, result = catalog.articles[article_id], account(catalog, article_id)
        file, lines = display_name(folder / source.file), Lines(article)
        complaints = [(reading, _UNACCOUNTED) for reading in result.unaccounted]
        complaints += [(reading, IN_BOTH) for reading in result.in_both]
        for reading, complaint in complaints[:MAX_PROBLEMS]:
            around = clause_around(article, reading)
            message = f"“{reading.as_written}” in “{around}” {complaint}"
            line = lines.number(reading.start)
            problems.append(Problem(file, line, article_id, one_line(message, MAX_MESSAGE_LENGTH)))
        if more := len(complaints[MAX_PROBLEMS:]):
            message = f"and {more:,} more numbers like these: mend these first"
            problems.append(Problem(file, problems[-1].line, article_id, message))
    return problems


_UNACCOUNTED = "is in no figure's quote and not under not_figures"
#: What is wrong with such a number, as the end of a sentence.
IN_BOTH = "is in a figure's quote and under not_figures too: shorten that entry or take it out"


def clause_around(article: str, reading: Reading) -> str:
    """Return the words around a number up to the next punctuation or line break on both sides.

    They are no more than MAX_CLAUSE_LENGTH on either side, and hold no control character.
    """
    start, end = clause_span(article, (reading.start, reading.end))
    return article[start:end]


def clause_span(article: str, around: Span) -> Span:
    """Return where the clause around a stretch starts and ends: see ``clause_around``."""
    start, end = around
    first, last = max(0, start - MAX_CLAUSE_LENGTH), min(len(article), end + MAX_CLAUSE_LENGTH)
    while start > first and not ends_clause(article, start - 1):
        start -= 1
    while end < last and not ends_clause(article, end):
        end += 1
    while start < around[0] and _inside_word(article, start):
        start += 1
    while end > around[1] and _inside_word(article, end):
        end -= 1
    blank = len(article[start:end]) - len(article[start:end].lstrip())
    return start + blank, end - (len(article[start:end]) - len(article[start:end].rstrip()))


def ends_clause(article: str, at: int) -> bool:
    """Return whether the character at a place of an article ends a clause."""
    character = article[at]
    if character == ".":  # that of a sentence, not of 3.5
        return not article[at + 1 : at + 2].strip()
    if (
        character in ",:"
        and at
        and article[at - 1 : at + 2 : 2].isdigit()
        and at + 1 < len(article)
    ):
        return False  # 26,000; 08:26
    return character in _BREAKS or not (character.isprintable() or character.isspace())


def _inside_word(article: str, at: int) -> bool:
    """Return whether a cut before a place would part a word of Latin letters, or a number."""
    around = article[at - 1 : at + 1] if at else ""
    return len(around) == 2 and around.isascii() and around.isalnum()


_BREAKS = ",。;:、!?\n\r\t\v\f\x85\u2028\u2029…—()\uff0c\uff1b\uff1a\uff01\uff1f\uff08\uff09"
