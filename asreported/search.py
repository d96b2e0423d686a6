"""Finds figures by what a reader remembers of them: a number, words of the article, a name."""

from __future__ import annotations

import re
import unicodedata

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import ReportedFigure
from asreported.comparison.excerpts import MAX_NAMED, Excerpt, excerpt
from asreported.words.labels import Labels
from asreported.words.language import LANGUAGES, language


def find(catalog: Catalog, text: str, most: int = MAX_NAMED) -> Excerpt[ReportedFigure]:
    """Find the figures that all words of a text are about, in the catalog's order.

    A word is looked for in the quote, its English, the value as articles and charts write it,
    and the names of city, metric and what is counted, in every language. A number is found as
    a whole only: 37 is not in 370,000.
    """
    wanted = [_pattern(word) for word in _plain(text).split() if re.search(r"\w", word)]
    if not wanted:
        return excerpt((), most)
    names = [Labels(catalog, language(code)) for code in LANGUAGES]

    def is_wanted(figure: ReportedFigure) -> bool:
        words = _about(catalog, names, figure)
        return all(pattern.search(words) for pattern in wanted)

    return excerpt(filter(is_wanted, catalog.figures.values()), most)


def _about(catalog: Catalog, names: list[Labels], figure: ReportedFigure) -> str:
    """Join all that a figure may be found by."""
    words = [figure.quote, figure.gloss, catalog.passages[figure.id].as_written]
    for labels in names:
        words += [labels.value(figure), labels.city(figure.city)]
        words += [labels.metric(figure.metric), labels.counts(figure.counts)]
    return _plain("\n".join(words))


def _plain(text: str) -> str:
    """Write a text as it is compared: one width, one case, one minus, no separators in numbers."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("−", "-")
    return re.sub(r"(?<=\d),(?=\d{3})", "", plain)


def _pattern(word: str) -> re.Pattern[str]:
    """Look for a word anywhere, and for a number only where no digit goes on."""
    pattern = re.escape(word)
    if word[0].isdigit():
        pattern = rf"(?<![\d.]){pattern}"
    return re.compile(rf"{pattern}(?!\d|\.\d)" if word[-1].isdigit() else pattern)
