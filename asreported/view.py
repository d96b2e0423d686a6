"""Views: what a reader has chosen to see on each page, and how it stands in the address.

``?metric=cameras&lang=zh`` opens that view again. What an address names and the catalog
does not have is ignored, for old links lead to catalogs that have changed.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Self
from urllib.parse import urlencode

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import Rate
from asreported.comparison.compare import Show
from asreported.comparison.excerpts import MAX_COLUMNS
from asreported.comparison.nearby import opening_metric
from asreported.words.language import LANGUAGES, preferred_language

Query = Mapping[str, list[str]]

#: Names in an address of fields that are called otherwise in a view.
_PARAMETERS = {
    "language": "lang", "metrics": "metric", "cities": "city", "rates": "rate", "whole": "all",
}  # fmt: skip


@dataclass(frozen=True)
class View:
    """The language, by its code, which every page has; the view of a page adds its choices."""

    language: str

    @classmethod
    def from_query(
        cls, query: Query, catalog: Catalog, browser_language: str | None = None
    ) -> Self:
        """Read a view from a query; anything unknown in it falls back to the default."""
        language = language_asked(query, browser_language)
        return cls(language=language, **cls._choices(query, catalog))

    @classmethod
    def _choices(cls, query: Query, catalog: Catalog) -> dict[str, object]:
        """Read the choices of the page from a query, by field."""
        return {}

    def to_query(self) -> dict[str, list[str]]:
        """Write the query that brings this view back, in a fixed order, the language last."""
        language, *choices = fields(self)
        return {
            _PARAMETERS.get(field.name, field.name): _values(getattr(self, field.name))
            for field in (*choices, language)
            if getattr(self, field.name) != field.default
        }

    def address(self) -> str:
        """Write the view as the end of an address."""
        return "?" + urlencode(self.to_query(), doseq=True)


@dataclass(frozen=True)
class CompareView(View):
    """The choices of the Compare page: ids, of which none means all, and what to show of them.

    ``rates`` are worked out; ``whole`` draws charts of many figures to the last one.
    """

    metrics: tuple[str, ...] = ()
    theme: str = ""
    counts: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    show: Show = Show.ALL
    rates: tuple[Rate, ...] = ()
    whole: bool = False

    @classmethod
    def _choices(cls, query: Query, catalog: Catalog) -> dict[str, object]:
        metrics = _known(_current(query, "metric", catalog), catalog.metrics)
        theme = _first(query.get("theme", []), catalog.reported_metrics)
        if theme and not all(catalog.metrics[metric].theme == theme for metric in metrics):
            theme = ""
        return {
            "metrics": metrics or (opening_metric(catalog, theme),),
            "theme": theme,
            "counts": _known(_current(query, "counts", catalog), catalog.content.counts),
            "cities": _known(query.get("city", []), catalog.cities),
            "show": Show(_first(query.get("show", []), list(Show)) or Show.ALL),
            "rates": tuple(Rate(rate) for rate in _known(query.get("rate", []), list(Rate))),
            "whole": "1" in query.get("all", []),
        }

    def address_of(self, metric_id: str) -> str:
        """Write the address of this view narrowed to one metric, as its picture prints it."""
        return replace(self, metrics=(metric_id,), theme="").address()


@dataclass(frozen=True)
class SideBySideView(View):
    """The choices of Side by side: a theme (empty: all), how many cities must report, columns.

    ``cities`` are the columns of a catalog with many (none: the first); ``whole`` shows all
    of many rows.
    """

    theme: str = ""
    least: int = 1
    cities: tuple[str, ...] = ()
    whole: bool = False

    @classmethod
    def _choices(cls, query: Query, catalog: Catalog) -> dict[str, object]:
        cities = _known(query.get("city", []), catalog.cities)[:MAX_COLUMNS]
        return {
            "theme": _first(query.get("theme", []), catalog.reported_metrics),
            "least": _number(query.get("least", []), len(catalog.cities)),
            "cities": cities if len(catalog.cities) > MAX_COLUMNS else (),
            "whole": "1" in query.get("all", []),
        }

    def address_of_map(self) -> str:
        """Write the address of the map of this view's cities, as its picture prints it."""
        return f"side-by-side{replace(self, theme='', least=1).address()}"


@dataclass(frozen=True)
class CityView(View):
    """The choices of the City page: the city, and ``whole`` for all of its many figures."""

    city: str = ""
    whole: bool = False

    @classmethod
    def _choices(cls, query: Query, catalog: Catalog) -> dict[str, object]:
        city = _first(query.get("city", []), catalog.cities) or next(iter(catalog.cities))
        return {"city": city, "whole": "1" in query.get("all", [])}


@dataclass(frozen=True)
class EvidenceView(View):
    """The choices of the Evidence page: whose article, and which figure in it (empty: none).

    ``figure`` may be a statement's id as well. ``article`` is empty where the city has only one.
    """

    city: str = ""
    figure: str = ""
    article: str = ""

    @classmethod
    def _choices(cls, query: Query, catalog: Catalog) -> dict[str, object]:
        figure = _first(_current(query, "figure", catalog), catalog.entries)
        article = _first(query.get("article", []), catalog.sources)
        city = _first(query.get("city", []), catalog.cities) or next(iter(catalog.cities))
        if figure:
            article = catalog.entries[figure].article
        return {**article_query(catalog, article or first_article(catalog, city)), "figure": figure}


@dataclass(frozen=True)
class CurateView(View):
    """The choices of the page Curate: an article, and where in it the number starts (-1: any)."""

    article: str = ""
    at: int = -1

    @classmethod
    def _choices(cls, query: Query, catalog: Catalog) -> dict[str, object]:
        article = _first(query.get("article", []), catalog.sources) or next(iter(catalog.sources))
        starts = [word for word in query.get("at", []) if word.isascii() and word.isdigit()]
        return {"article": article, "at": int(starts[0][:9]) if starts else -1}


def first_article(catalog: Catalog, city_id: str) -> str:
    """Return the id of the first article of a city."""
    return catalog.cities[city_id].articles[0].id


def article_query(catalog: Catalog, article_id: str) -> dict[str, str]:
    """Return what names an article in an address: its city, and itself where that has several."""
    city = catalog.city_of(article_id)
    return {"city": city.id} | ({"article": article_id} if len(city.articles) > 1 else {})


def language_asked(query: Query, browser_language: str | None) -> str:
    """Return the code of the language that a query names, or of the browser's if it names none."""
    asked = _first(query.get("lang", []), LANGUAGES)
    return asked or preferred_language(browser_language)


def _current(query: Query, name: str, catalog: Catalog) -> list[str]:
    """Return the ids that a query names, by the names that they have now."""
    return [catalog.current_id(asked) for asked in query.get(name, [])]


def _values(choice: object) -> list[str]:
    """Write a choice as a query has it: each of several, 1 for what is switched on."""
    if isinstance(choice, tuple):
        return [str(one) for one in choice]
    return ["1"] if choice is True else [str(choice)]


def _number(words: Iterable[str], highest: int) -> int:
    """Return the first of the words that is a number from 1 to ``highest``; 1 where none is."""
    return int(_first(words, [str(number) for number in range(1, highest + 1)]) or 1)


def _known(words: Iterable[str], ids: Container[str]) -> tuple[str, ...]:
    """Return those of the words that are known, each once."""
    return tuple(dict.fromkeys(word for word in words if word in ids))


def _first(words: Iterable[str], ids: Container[str]) -> str:
    """Return the first of the words that is known; empty where none is."""
    return next(iter(_known(words, ids)), "")
