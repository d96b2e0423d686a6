"""What a reader has chosen to see on each page, and how it stands in the address.

``?metric=cameras&lang=zh`` opens that view again. Words in an address that
mean nothing to the catalog are passed over.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import Rate
from asreported.comparison.compare import Show
from asreported.comparison.excerpts import MAX_COLUMNS
from asreported.words.language import LANGUAGES, preferred_language

Query = Mapping[str, list[str]]


@dataclass(frozen=True)
class View:
    """What every page has: a language. The choices of a page are added by its own view."""

    language: str

    @classmethod
    def from_query(
        cls, query: Query, catalog: Catalog, browser_language: str | None = None
    ) -> Self:
        """The view that a query names; anything unknown in it falls back to the default."""
        chosen = language_asked(query, browser_language)
        return cls(language=chosen, **cls._choices(query, catalog))

    @classmethod
    def _choices(cls, query: Query, catalog: Catalog) -> dict[str, object]:
        """The choices of the page that a query names, by field."""
        return {}

    def to_query(self) -> dict[str, list[str]]:
        """The query that brings this view back, in a fixed order."""
        query = {**self._query(), "lang": [self.language]}
        return {name: values for name, values in query.items() if values}

    def _query(self) -> dict[str, list[str]]:
        """The choices of the page as a query has them; an empty list is left out."""
        return {}

    def address(self) -> str:
        """The view as the end of an address."""
        return "?" + urlencode(self.to_query(), doseq=True)


@dataclass(frozen=True)
class CompareView(View):
    """The choices of the Compare page. Empty ``theme``, ``counts`` and ``cities`` mean all.

    ``whole`` draws charts of many figures to the last.
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
        metrics = _known(query.get("metric", []), catalog.metrics)
        theme = _first(query.get("theme", []), catalog.reported_metrics)
        if theme and not all(catalog.metrics[metric].theme == theme for metric in metrics):
            theme = ""
        return {
            "metrics": metrics or (catalog.opening_metric(theme),),
            "theme": theme,
            "counts": _known(query.get("counts", []), catalog.content.counts),
            "cities": _known(query.get("city", []), catalog.cities),
            "show": Show(_first(query.get("show", []), list(Show)) or Show.ALL),
            "rates": tuple(Rate(rate) for rate in _known(query.get("rate", []), list(Rate))),
            "whole": "1" in query.get("all", []),
        }

    def _query(self) -> dict[str, list[str]]:
        return {
            "metric": list(self.metrics),
            "theme": [self.theme] if self.theme else [],
            "counts": list(self.counts),
            "city": list(self.cities),
            "show": [self.show.value] if self.show is not Show.ALL else [],
            "rate": [rate.value for rate in self.rates],
            "all": ["1"] if self.whole else [],
        }

    def address_of(self, metric_id: str) -> str:
        """The query of this view narrowed to one metric, as its picture prints it."""
        return replace(self, metrics=(metric_id,), theme="").address()


@dataclass(frozen=True)
class SideBySideView(View):
    """The choices of Side by side: a theme (empty: all), and how many cities must report.

    Of many cities some are chosen (empty: the first); ``whole`` shows all of many rows.
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

    def _query(self) -> dict[str, list[str]]:
        return {
            "theme": [self.theme] if self.theme else [],
            "least": [str(self.least)] if self.least > 1 else [],
            "city": list(self.cities),
            "all": ["1"] if self.whole else [],
        }


@dataclass(frozen=True)
class CityView(View):
    """The choices of the City page: the city, and ``whole`` for all of its many figures."""

    city: str = ""
    whole: bool = False

    @classmethod
    def _choices(cls, query: Query, catalog: Catalog) -> dict[str, object]:
        city = _first(query.get("city", []), catalog.cities) or next(iter(catalog.cities))
        return {"city": city, "whole": "1" in query.get("all", [])}

    def _query(self) -> dict[str, list[str]]:
        return {"city": [self.city], "all": ["1"] if self.whole else []}


@dataclass(frozen=True)
class EvidenceView(View):
    """The choices of the Evidence page: whose article, and which figure (empty: none)."""

    city: str = ""
    figure: str = ""

    @classmethod
    def _choices(cls, query: Query, catalog: Catalog) -> dict[str, object]:
        figure = _first(query.get("figure", []), catalog.figures)
        city = _first(query.get("city", []), catalog.cities)
        if figure:
            city = catalog.figures[figure].city
        return {"city": city or next(iter(catalog.cities)), "figure": figure}

    def _query(self) -> dict[str, list[str]]:
        return {"city": [self.city], "figure": [self.figure] if self.figure else []}


def language_asked(query: Query, browser_language: str | None) -> str:
    """The code of the language that a query names; the browser's where it names none."""
    asked = _first(query.get("lang", []), LANGUAGES)
    return asked or preferred_language(browser_language)


def _number(words: Iterable[str], highest: int) -> int:
    """Return the first of the words that is a number up to ``highest``; 1 where none is."""
    return int(_first(words, [str(number) for number in range(1, highest + 1)]) or 1)


def _known(words: Iterable[str], ids: Container[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word in ids))


def _first(words: Iterable[str], ids: Container[str]) -> str:
    """The first of the words that is known; empty where none is."""
    return next(iter(_known(words, ids)), "")
