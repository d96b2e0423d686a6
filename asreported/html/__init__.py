"""Words as HTML: what the dashboard's pages and the report say besides their charts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path

from asreported.catalog.catalog import Catalog
from asreported.words.captions import Captions
from asreported.words.labels import Labels
from asreported.words.language import Language

#: The look of this markup, in light and dark.
CSS = Path(__file__).with_name("markup.css")

Link = Callable[[str], str]


def escaped(words: str) -> str:
    """Words as HTML shows them as they are; what has no space may be broken anywhere.

    A quote or a name without a space would else push all that is beside it off the page.
    """
    return _UNBROKEN.sub(_with_breaks, escape(words)) if len(words) > _LONG else escape(words)


#: Characters of a word that goes into any column.
_LONG = 40
# An entity (&lt;) is one character, and stays whole; Chinese breaks anywhere by itself.
_UNBROKEN = re.compile(rf"(?:&#?\w+;|[^\s\u2e80-\uffff]){{{_LONG},}}")
_PART = re.compile(rf"(?:&#?\w+;|.){{1,{_LONG // 2}}}", re.DOTALL)


def _with_breaks(word: re.Match[str]) -> str:
    return "<wbr>".join(_PART.findall(word[0]))


@dataclass(frozen=True)
class Links:
    """Where links lead: each gives the address of what has an id."""

    metric: Link
    city: Link
    article: Link
    #: The words of a figure in its article.
    figure: Link


@dataclass(frozen=True)
class Context:
    """What all markup is written from: a catalog, a language, and where links lead."""

    catalog: Catalog
    t: Language
    links: Links

    @cached_property
    def labels(self) -> Labels:
        """Labels of what the catalog holds."""
        return Labels(self.catalog, self.t)

    @cached_property
    def captions(self) -> Captions:
        """Captions of comparisons."""
        return Captions(self.labels)
