"""What all markup is written from: a catalog, a language, and where links lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from html import escape

from asreported.catalog.catalog import Catalog
from asreported.words.captions import Captions
from asreported.words.labels import Labels
from asreported.words.language import Language

#: Gives the address of what has an id.
Link = Callable[[str], str]


def _nowhere(_: str) -> str:
    return ""


@dataclass(frozen=True)
class Links:
    """Where links lead, by the kind of thing that they lead to; by default nowhere.

    ``article`` leads to an article, ``figure`` to the words of a figure in its article.
    """

    metric: Link = _nowhere
    city: Link = _nowhere
    article: Link = _nowhere
    figure: Link = _nowhere


def link_to(address: str, content: str, *, css: str = "") -> str:
    """Write a link around HTML ``content``; with an empty address it leads nowhere.

    It opens in the same tab: by itself Streamlit opens another. ``css`` is its class.
    """
    chosen = f' class="{css}"' if css else ""
    target = f' href="{escape(address)}" target="_self"' if address else ""
    return f"<a{chosen}{target}>{content}</a>"


def link_out(address: str, content: str) -> str:
    """Write a link around HTML ``content`` to another site, which is not told where from."""
    return f'<a href="{escape(address)}" target="_blank" rel="noreferrer">{content}</a>'


@dataclass(frozen=True)
class Context:
    """A catalog, the reader's language, and where links lead."""

    catalog: Catalog
    t: Language
    links: Links

    @cached_property
    def labels(self) -> Labels:
        """Labels of what is in the catalog."""
        return Labels(self.catalog, self.t)

    @cached_property
    def captions(self) -> Captions:
        """Captions of comparisons."""
        return Captions(self.labels)
