"""Words as HTML: what the dashboard's pages and the report say besides their charts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from asreported.catalog import Catalog
from asreported.explain import Explanations
from asreported.language import Language
from asreported.sentences import Sentences

#: The look of this markup, in light and dark.
CSS = Path(__file__).with_name("markup.css")

Link = Callable[[str], str]


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
    def say(self) -> Sentences:
        """Sentences about the catalog."""
        return Sentences(self.catalog, self.t)

    @cached_property
    def explain(self) -> Explanations:
        """Explanations of comparisons."""
        return Explanations(self.say)
