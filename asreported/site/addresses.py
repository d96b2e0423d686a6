"""Where the pages of a site stand, and how one leads to another.

All links are relative, so that a site works in any folder and from a stick; each names its
``index.html``, for a browser that opens files shows a folder as a list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from asreported.html.context import Links
from asreported.html.escaping import escape_html
from asreported.words.language import DEFAULT_LANGUAGE


@dataclass(frozen=True)
class Place:
    """Where a page stands: its folder from the top of a site (empty: the top), its language."""

    folder: str
    language: str

    @property
    def path(self) -> str:
        """The page's file, from the top of the site."""
        top = "" if self.language == DEFAULT_LANGUAGE else self.language
        return "/".join(filter(None, [top, self.folder, "index.html"]))

    @property
    def address(self) -> str:
        """The page's address, from that of the site."""
        return self.path.removesuffix("index.html")

    def to(self, path: str) -> str:
        """Return how this page leads to a file of the site."""
        return "../" * self.path.count("/") + path or "./"

    def to_page(self, folder: str, language: str = "") -> str:
        """Return how this page leads to another, in its own language where none is named."""
        return self.to(Place(folder, language or self.language).path)

    def ways(self, pages: Mapping[str, str], here: str = "") -> str:
        """Write links to pages, given by folder with their names.

        The one in the folder ``here`` is marked as current (empty: this page's).
        """
        return "".join(
            f'<a href="{escape(self.to_page(folder))}"'
            f"{' aria-current=page' * (folder == (here or self.folder))}>{escape_html(name)}</a>"
            for folder, name in pages.items()
        )

    @property
    def links(self) -> Links:
        """Where words of this page lead."""
        return Links(
            metric=lambda metric: self.to_page(metric_page(metric)),
            city=lambda city: self.to_page(city_page(city)),
            article=lambda article: self.to_page(article_page(article)),
            figure=lambda figure: self.to_page(figure_page(figure)),
        )


def lasting(base: str, version: str) -> str:
    """Return the address of a version of the site at ``base``; empty where that is not known."""
    return f"{base}v/{version}/" if base else ""


def metric_page(metric: str) -> str:
    """Return the folder of a metric's page."""
    return f"m/{metric}"


def embed_page(metric: str) -> str:
    """Return the folder of a metric's chart alone, for other pages to frame."""
    return f"embed/{metric}"


def city_page(city: str) -> str:
    """Return the folder of a city's page."""
    return f"c/{city}"


def article_page(article: str) -> str:
    """Return the folder of an article's page."""
    return f"a/{article}"


def figure_page(figure: str) -> str:
    """Return the folder of a figure's page, or a statement's."""
    return f"f/{figure}"
