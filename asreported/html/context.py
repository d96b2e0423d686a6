"""What all markup is written from: a catalog, a language, and where links lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from html import escape

from asreported.catalog.catalog import Catalog
from asreported.html.escaping import escape_html
from asreported.words.captions import Captions
from asreported.words.labels import Labels
from asreported.words.language import Language

#: Gives the address of what has an id.
Link = Callable[[str], str]


@dataclass(frozen=True)
class Links:
    """Where links lead, by the kind of thing that they lead to.

    ``article`` leads to an article, ``figure`` to the words of a figure in its article.
    """

    metric: Link
    city: Link
    article: Link
    figure: Link


def link_to(address: str, content: str, *, css: str = "") -> str:
    """Write a link around HTML ``content``.

    It opens in the same tab: by itself Streamlit opens another. ``css`` is its class.
    """
    chosen = f' class="{css}"' if css else ""
    return f'<a{chosen} href="{escape(address)}" target="_self">{content}</a>'


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

    def to_metric(self, metric: str, words: str = "") -> str:
        """Write a link to the chart of a metric, under some words or its name."""
        return link_to(self.links.metric(metric), escape_html(words or self.labels.metric(metric)))

    def to_city(self, city: str) -> str:
        """Write a link to a city, under its name."""
        return link_to(self.links.city(city), escape_html(self.labels.city(city)))
