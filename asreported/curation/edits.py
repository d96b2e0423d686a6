"""What a curator does to a catalog, as changes of its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class AddEntry:
    """Enters a figure, statement or system of a city, or leaves a number out.

    ``kind`` is the list of the city that it comes into; its place there follows the article.
    """

    city: str
    kind: str
    entry: Mapping[str, Any]


@dataclass(frozen=True)
class ChangeEntry:
    """Puts an entry of a city in place of another.

    ``which`` is its id, or the quote left out, which two ``article``s may have.
    """

    city: str
    kind: str
    which: str
    entry: Mapping[str, Any]
    article: str = ""


@dataclass(frozen=True)
class RemoveEntry:
    """Takes an entry of a city out, found as by ``ChangeEntry``."""

    city: str
    kind: str
    which: str
    article: str = ""


@dataclass(frozen=True)
class AddCode:
    """Adds to a codelist (``counts``, ``metrics``, ``reasons`` …), behind the code ``after``.

    Without one a metric joins those of its theme, and another code comes last. Codes that it
    names as ``related`` come to name it, too.
    """

    codelist: str
    id: str
    entry: Mapping[str, Any]
    after: str | None = None


@dataclass(frozen=True)
class AddCity:
    """Adds a city with the article that is its ``source``, and no figure yet."""

    id: str
    entry: Mapping[str, Any]


@dataclass(frozen=True)
class AddArticle:
    """Adds an article to a city. ``so_far`` is the id that its only ``source`` gets then."""

    city: str
    entry: Mapping[str, Any]
    so_far: str = ""


Edit = AddEntry | ChangeEntry | RemoveEntry | AddCode | AddCity | AddArticle


def named(edit: Edit) -> tuple[str, str]:
    """Name the city that an edit is of, and its entry: by its words in the article, or its id."""
    match edit:
        case AddCode():
            return "", edit.id
        case AddCity():
            return edit.id, edit.id
        case RemoveEntry():
            return edit.city, edit.which
    return edit.city, str(edit.entry.get("quote", edit.entry.get("id")))
