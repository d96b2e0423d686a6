"""An article in pieces: which words carry which figures, which numbers are left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from asreported.catalog.accounting import account
from asreported.catalog.catalog import Catalog


@dataclass(frozen=True)
class Piece:
    """A stretch of an article in which the same is marked throughout.

    ``figures`` are the ids of the figures whose quotes cover it, ``left_out`` the
    id of the reason why the number in it is no figure; a loose number has none.
    """

    text: str
    figures: tuple[str, ...] = ()
    left_out: str = ""
    loose: bool = False


def annotate(catalog: Catalog, city_id: str) -> list[list[Piece]]:
    """A city's article, paragraph by paragraph, in the order of the text.

    The pieces of a paragraph, put together, are its words. Raises KeyError for an
    unknown city.
    """
    article = catalog.articles[city_id]
    spans = _spans(catalog, city_id)
    cuts = sorted({0, len(article), *(cut for start, end, _ in spans for cut in (start, end))})
    paragraphs: list[list[Piece]] = [[]]
    for start, end in pairwise(cuts):
        covering = [mark for first, last, mark in spans if first <= start and end <= last]
        for i, text in enumerate(article[start:end].split("\n")):
            if i:
                paragraphs.append([])
            if text.strip("\r\ufeff"):
                paragraphs[-1].append(_piece(text.strip("\r\ufeff"), covering))
    stripped = [_stripped(paragraph) for paragraph in paragraphs]
    return [paragraph for paragraph in stripped if paragraph]


def _spans(catalog: Catalog, city_id: str) -> list[tuple[int, int, Piece]]:
    """Where each quote and each number without one stands, with what it means."""
    spans = [
        (passage.start, passage.end, Piece("", figures=(figure.id,)))
        for figure in catalog.cities[city_id].figures
        for passage in [catalog.passages[figure.id]]
    ]
    made = account(catalog, city_id)
    spans += [(r.start, r.end, Piece("", left_out=why)) for r, why in made.left_out.items()]
    spans += [(r.start, r.end, Piece("", loose=True)) for r in made.unaccounted]
    return spans


def _piece(text: str, covering: list[Piece]) -> Piece:
    return Piece(
        text,
        figures=tuple(figure for piece in covering for figure in piece.figures),
        left_out=next((piece.left_out for piece in covering if piece.left_out), ""),
        loose=any(piece.unaccounted for piece in covering),
    )


def _stripped(paragraph: list[Piece]) -> list[Piece]:
    """A paragraph without the blanks that articles indent with."""
    text = "".join(piece.text for piece in paragraph)
    if not text.strip():
        return []
    first = paragraph[0]
    lead = Piece(first.text.lstrip(), first.figures, first.left_out, first.loose)
    return [piece for piece in (lead, *paragraph[1:]) if piece.text]
