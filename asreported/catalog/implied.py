"""Adds to the entries of a catalog what follows from their place, and is not typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from asreported.catalog.model import GLOSS_LANGUAGE
from asreported.catalog.yaml_reader import EntryPath, Violation


def add_implied_fields(data: dict[str, Any]) -> tuple[dict[str, Any], list[Violation]]:
    """Add ids of cities, and to all that stands under a city the ids of city and article.

    Gives a copy of the data, and a violation for each field that is typed all the same, or that
    does not follow.
    """
    violations: list[Violation] = []
    if not isinstance(data.get("cities"), dict):
        return data, violations
    cities = {
        city_id: _City(city_id, city, violations).complete() if isinstance(city, dict) else city
        for city_id, city in data["cities"].items()
    }
    return {**data, "cities": cities}, violations


class _City:
    """Completes a city as plain data; what is wrong with it is added to ``violations``."""

    def __init__(self, city_id: str, city: dict[str, Any], violations: list[Violation]) -> None:
        self.id, self.city, self.violations = city_id, city, violations
        self.path: EntryPath = ("cities", city_id)
        listed = city.get("articles", [{**_mapping(city.get("source")), "id": city_id}])
        self.articles = [_mapping(one) for one in listed] if isinstance(listed, list) else []

    def complete(self) -> dict[str, Any]:
        """Copy the city with all that is implied."""
        of_city = {"city": self.id}
        copy: dict[str, Any] = self._implied(self.city, {"id": self.id}, self.path)
        if "source" in copy:
            fields = {"id": self.id, **of_city}
            copy["source"] = self._implied(copy["source"], fields, (*self.path, "source"))
        for kind in ("articles", "figures", "statements"):
            self._complete_list(copy, kind, of_city)
        for kind in ("systems", "not_figures"):
            self._complete_list(copy, kind, {})
        return copy

    def _complete_list(self, copy: dict[str, Any], kind: str, fields: dict[str, str]) -> None:
        if not isinstance(copy.get(kind), list):
            return
        entries = enumerate(copy[kind])
        copy[kind] = [self._implied(one, fields, (*self.path, kind, i)) for i, one in entries]
        for i, entry in enumerate(copy[kind] if kind != "articles" else ()):
            if isinstance(entry, dict):
                self.violations += self._name_article(entry, (*self.path, kind, i))
            if isinstance(entry, dict) and kind in ("figures", "statements"):
                self._gloss(entry)

    def _implied(self, entry: Any, fields: dict[str, str], path: EntryPath) -> Any:
        if not isinstance(entry, dict):
            return entry
        message = "this is not typed: it follows from where the entry stands"
        self.violations += [((*path, field), message) for field in fields if field in entry]
        return {**entry, **fields}

    def _name_article(self, entry: dict[str, Any], path: EntryPath) -> Iterator[Violation]:
        """Name the article of an entry that names none, where its city has one only."""
        if "article" in entry:
            return
        if len(self.articles) > 1:
            names = ", ".join(str(article.get("id")) for article in self.articles)
            yield path, f"'article' is missing: the city has several, so name one of {names}"
        entry["article"] = next((one.get("id") for one in self.articles), self.id)

    def _gloss(self, entry: dict[str, Any]) -> None:
        """Take a quote for its own gloss, where its article is in the language of glosses."""
        own = [one.get("language") for one in self.articles if one.get("id") == entry["article"]]
        # Where there is no such article, or two, that is what has to be mended, and no gloss.
        if "quote" in entry and (not own or GLOSS_LANGUAGE in own):
            entry.setdefault("gloss", entry["quote"])


def _mapping(entry: Any) -> dict[str, Any]:
    return entry if isinstance(entry, dict) else {}
