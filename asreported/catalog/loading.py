"""Reads metrics.yaml and its articles: gives a Catalog, or raises all problems that it finds.

Each step needs the one before it to find nothing: file and YAML, the fields of each entry
(``model.py``), entries against each other (``checks.py``), figures against the articles
(``evidence.py``).
"""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from asreported.catalog import limits
from asreported.catalog.catalog import Catalog
from asreported.catalog.checks import check_catalog
from asreported.catalog.evidence import EvidenceError, Passage, find_passage, find_statement
from asreported.catalog.files import UnreadableError, decode, read_article, read_bytes
from asreported.catalog.model import CatalogFile, City
from asreported.catalog.problems import (
    CatalogError,
    Problem,
    display_name,
    field_violations,
    raise_problems,
)
from asreported.catalog.yaml_reader import (
    Document,
    EntryPath,
    NotYamlError,
    Violation,
    read_document,
)


def load(path: str | Path) -> Catalog:
    """Read a catalog, check it, and check every figure against its article.

    The articles lie in the folder of the file ``path`` or below. Raises CatalogError with all
    problems that could be found, also where a file is missing or memory ends.
    """
    file = Path(path)
    file_name = display_name(file)
    try:
        return _load(file, file_name)
    except MemoryError:
        message = "checking it takes more memory than there is: make it smaller"
        raise CatalogError([Problem(file_name, 1, "", message)]) from None


def read_text(file: Path) -> str:
    """Read an article that need not belong to a catalog. Raises CatalogError if it cannot."""
    try:
        return decode(read_bytes(file, limits.MAX_ARTICLE_BYTES))
    except UnreadableError as error:
        raise CatalogError([Problem(display_name(file), 1, "", str(error))]) from None


def _load(file: Path, file_name: str) -> Catalog:
    try:
        raw = read_bytes(file, limits.MAX_CATALOG_BYTES)
        document = read_document(decode(raw))
    except (UnreadableError, NotYamlError) as error:
        raise CatalogError([Problem(file_name, error.line, "", str(error))]) from None
    raise_problems(document, file_name, document.violations)
    content = _validate(document, file_name)
    check = _ContentCheck(file.parent, content)
    raise_problems(document, file_name, check.violations())
    version = hashlib.sha256(raw).hexdigest()[:7]
    return Catalog(content, version, check.articles, check.passages)


def _validate(document: Document, file_name: str) -> CatalogFile:
    """Build the entries of a catalog. Raises CatalogError, and MemoryError for a large one."""
    if not isinstance(document.data, dict):
        message = "this file holds no catalog: it opens with themes, metrics, cities and so on"
        raise CatalogError([Problem(file_name, 1, "", message)])
    data, violations = _add_implied_fields(document.data)
    raise_problems(document, file_name, violations)
    try:
        if len(document.text) > limits.LARGE_CATALOG_LENGTH:
            _check_first_entries(data)
            _check_memory(data)
        return CatalogFile.model_validate(data)
    except ValidationError as error:
        raise_problems(document, file_name, field_violations(error))
        raise  # not reached: a ValidationError has at least one violation


def _check_first_entries(data: dict[str, Any]) -> None:
    """Raise ValidationError where the first entries alone have as many problems as are listed.

    pydantic collects all errors of a file, which take gigabytes for a large one.
    """
    try:
        CatalogFile.model_validate(_first_entries(data))
    except ValidationError as error:
        if error.error_count() >= limits.MAX_PROBLEMS:
            raise


def _first_entries(data: Any) -> Any:
    """Copy data with the first entries of each list and mapping in it only."""
    n = limits.FIRST_ENTRIES
    if isinstance(data, dict):
        return {key: _first_entries(value) for key, value in islice(data.items(), n)}
    return [_first_entries(value) for value in data[:n]] if isinstance(data, list) else data


def _check_memory(data: Any) -> None:
    """Raise MemoryError where there is too little to check a large catalog.

    pydantic's core is written in Rust, which ends the whole program where memory ends; a
    reservation that fails here is an exception.
    """
    try:
        mmap.mmap(-1, limits.BYTES_PER_VALUE * _count_values(data)).close()
    except OSError:
        raise MemoryError from None


def _count_values(data: Any) -> int:
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return 1 + sum(map(_count_values, inside))


def _add_implied_fields(data: dict[str, Any]) -> tuple[dict[str, Any], list[Violation]]:
    """Add what follows from an entry's place: to a city its id, to a figure or statement its city.

    Gives a copy of the data, and a violation for each such field that is typed all the same.
    """
    violations: list[Violation] = []

    def add(entry: Any, field: str, value: str, path: EntryPath) -> Any:
        if not isinstance(entry, dict):
            return entry
        if field in entry:
            message = "this is not typed: it follows from where the entry stands"
            violations.append(((*path, field), message))
        return {**entry, field: value}

    if not isinstance(data.get("cities"), dict):
        return data, violations
    cities = {}
    for city_id, city in data["cities"].items():
        path: EntryPath = ("cities", city_id)
        cities[city_id] = add(city, "id", city_id, path)
        for kind in ("figures", "statements"):
            if isinstance(city, dict) and isinstance(city.get(kind), list):
                cities[city_id][kind] = [
                    add(entry, "city", city_id, (*path, kind, i))
                    for i, entry in enumerate(city[kind])
                ]
    return {**data, "cities": cities}, violations


@dataclass
class _ContentCheck:
    """Checks the entries of a catalog against each other and against its articles.

    ``articles`` (by city) and ``passages`` (by figure or statement) are complete once
    ``violations`` has been read to its end and yielded nothing.
    """

    folder: Path
    content: CatalogFile
    articles: dict[str, str] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)

    def violations(self) -> Iterator[Violation]:
        """Yield what is wrong between entries, and between them and the articles.

        Articles are read one by one, as far as the reader of the violations asks.
        """
        failed: set[EntryPath] = set()
        for path, message in check_catalog(self.content):
            failed.add(path[:4])
            yield path, message
        for city_id, city in self.content.cities.items():
            try:
                self.articles[city_id] = read_article(self.folder, city.source.file)
            except UnreadableError as error:
                yield ("cities", city_id, "source", "file"), str(error)
                continue
            yield from self._check_figures(city, failed)
            yield from self._check_statements(city)
            yield from self._check_quotes_and_names(city)
        if len(self.articles) == len(self.content.cities):
            for i, idiom in enumerate(self.content.idioms):
                if not any(idiom in article for article in self.articles.values()):
                    yield ("idioms", i), f"no article contains “{idiom}”: take it out"

    def _check_figures(self, city: City, failed: set[EntryPath]) -> Iterator[Violation]:
        """Find the passage of each figure, but for those that have ``failed`` a check before."""
        for i, figure in enumerate(city.figures):
            path: EntryPath = ("cities", city.id, "figures", i)
            if path in failed:  # its metric may not exist
                continue
            metric = self.content.metrics[figure.metric]
            try:
                self.passages[figure.id] = find_passage(figure, metric, self.articles[city.id])
            except EvidenceError as error:
                yield (*path, error.field), str(error)

    def _check_statements(self, city: City) -> Iterator[Violation]:
        """Find the passage of each statement."""
        for i, statement in enumerate(city.statements):
            article, idioms = self.articles[city.id], self.content.idioms
            try:
                self.passages[statement.id] = find_statement(statement, article, idioms)
            except EvidenceError as error:
                yield ("cities", city.id, "statements", i, error.field), str(error)

    def _check_quotes_and_names(self, city: City) -> Iterator[Violation]:
        """Check that the article has each quote of ``not_figures`` and the name of each system."""
        path: EntryPath = ("cities", city.id)
        for i, excluded in enumerate(city.not_figures):
            if excluded.quote not in self.articles[city.id]:
                message = f"the article does not contain “{excluded.quote}”"
                yield (*path, "not_figures", i, "quote"), message
        for i, system in enumerate(city.systems):
            if system.name.zh not in self.articles[city.id]:
                message = f"the article does not name “{system.name.zh}”"
                yield (*path, "systems", i, "name", "zh"), message
