"""Cuts an article into pieces: which words carry which figures, which statements, which numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from asreported.catalog.accounting import account
from asreported.catalog.catalog import Catalog
from asreported.catalog.model import ReportedFigure, Statement


@dataclass(frozen=True)
class Piece:
    """A stretch of an article to which the same applies throughout.

    ``figures`` and ``statements`` are the ids of those whose quotes cover it, ``left_out`` is
    the id of the reason why the number in it is no figure (empty: none); ``unaccounted`` says
    that it is a number with neither.
    """

    text: str
    figures: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    left_out: str = ""
    unaccounted: bool = False


#: Start and end of stretches of an article, each with what applies there.
_Spans = list[tuple[int, int, Piece]]


def annotate(catalog: Catalog, article_id: str) -> list[list[Piece]]:
    """Cut an article into paragraphs of pieces, in the order of the text.

    The pieces of a paragraph, joined, are its text without the indent; empty paragraphs are
    left out. Raises KeyError for an unknown article.
    """
    paragraphs: list[list[Piece]] = [[]]
    for whole, covering in _cut(catalog.articles[article_id], _spans(catalog, article_id)):
        for i, text in enumerate(whole.split("\n")):
            if i:
                paragraphs.append([])
            if text.strip("\r\ufeff"):
                paragraphs[-1].append(_piece(text.strip("\r\ufeff"), covering))
    dedented = [_without_indent(paragraph) for paragraph in paragraphs if paragraph]
    return [paragraph for paragraph in dedented if paragraph]


def _cut(article: str, spans: _Spans) -> Iterator[tuple[str, list[Piece]]]:
    """Yield the stretches between all ends of spans, each with what covers it, in their order."""
    opening, closing = defaultdict(list), defaultdict(list)
    for number, (start, end, _) in enumerate(spans):
        opening[start].append(number)
        closing[end].append(number)
    covering: set[int] = set()
    for start, end in pairwise(sorted({0, len(article), *opening, *closing})):
        covering.difference_update(closing[start])
        covering.update(opening[start])
        yield article[start:end], [spans[number][2] for number in sorted(covering)]


def _spans(catalog: Catalog, article_id: str) -> _Spans:
    """List start and end of each quote and each number outside them, with what applies there."""
    city = catalog.city_of(article_id)
    pieces: list[tuple[ReportedFigure | Statement, Piece]]
    pieces = [(one, Piece("", figures=(one.id,))) for one in city.figures]
    pieces += [(one, Piece("", statements=(one.id,))) for one in city.statements]
    spans: _Spans = [
        (passage.start, passage.end, piece)
        for entry, piece in pieces
        if entry.article == article_id
        for passage in [catalog.passages[entry.id]]
    ]
    result = account(catalog, article_id)
    spans += [(r.start, r.end, Piece("", left_out=why)) for r, why in result.left_out.items()]
    spans += [(r.start, r.end, Piece("", unaccounted=True)) for r in result.unaccounted]
    return spans


def _piece(text: str, covering: list[Piece]) -> Piece:
    return Piece(
        text,
        figures=tuple(figure for piece in covering for figure in piece.figures),
        statements=tuple(one for piece in covering for one in piece.statements),
        left_out=next((piece.left_out for piece in covering if piece.left_out), ""),
        unaccounted=any(piece.unaccounted for piece in covering),
    )


def _without_indent(paragraph: list[Piece]) -> list[Piece]:
    """Drop the blanks that a paragraph is indented with, and pieces that are empty then."""
    first, *others = paragraph
    lead = replace(first, text=first.text.lstrip())
    return [piece for piece in (lead, *others) if piece.text]
