"""Reads metrics.yaml and its articles: gives a Catalog, or raises all problems that it finds.

Each step needs the one before it to find nothing: file and YAML, the fields of each entry
(``model.py``), entries against each other (``checks.py``), figures against the articles
(``evidence.py``).
"""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from asreported.catalog import limits
from asreported.catalog.catalog import Catalog
from asreported.catalog.checks import articles_with_paths, check_catalog
from asreported.catalog.evidence import EvidenceError, Passage, find_passage, find_statement
from asreported.catalog.files import UnreadableError, decode, read_article, read_bytes
from asreported.catalog.implied import add_implied_fields
from asreported.catalog.model import CatalogFile, City, Source
from asreported.catalog.numerals import language_of
from asreported.catalog.problems import (
    CatalogError,
    Problem,
    display_name,
    field_violations,
    raise_problems,
)
from asreported.catalog.second_reading import read_second_reading
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
    try:
        raw = read_bytes(file, limits.MAX_CATALOG_BYTES)
    except UnreadableError as error:
        raise CatalogError([Problem(display_name(file), 1, "", str(error))]) from None
    except MemoryError:
        raise _too_large(display_name(file)) from None
    return check_content(raw, file)


def check_content(raw: bytes, file: Path, unwritten: Mapping[str, bytes] | None = None) -> Catalog:
    """Check what is or may come to be in a catalog's file, as ``load`` does; nothing is written.

    ``unwritten`` are articles that are to come with it, by the name under which it has them.
    """
    file_name = display_name(file)
    try:
        return _check(raw, file, file_name, unwritten or {})
    except MemoryError:
        raise _too_large(file_name) from None


def _too_large(file_name: str) -> CatalogError:
    message = "checking it takes more memory than there is: make it smaller"
    return CatalogError([Problem(file_name, 1, "", message)])


def read_text(file: Path) -> str:
    """Read an article that need not belong to a catalog. Raises CatalogError if it cannot."""
    try:
        return decode(read_bytes(file, limits.MAX_ARTICLE_BYTES))
    except UnreadableError as error:
        raise CatalogError([Problem(display_name(file), 1, "", str(error))]) from None


def sha256_of(file: Path) -> str:
    """Return the SHA-256 of an article's file. Raises CatalogError if it cannot be read."""
    try:
        return hashlib.sha256(read_bytes(file, limits.MAX_ARTICLE_BYTES)).hexdigest()
    except UnreadableError as error:
        raise CatalogError([Problem(display_name(file), 1, "", str(error))]) from None


def _check(raw: bytes, file: Path, file_name: str, unwritten: Mapping[str, bytes]) -> Catalog:
    try:
        document = read_document(decode(raw))
    except (UnreadableError, NotYamlError) as error:
        raise CatalogError([Problem(file_name, error.line, "", str(error))]) from None
    raise_problems(document, file_name, document.violations)
    content = _validate(document, file_name)
    check = _ContentCheck(file.parent, content, unwritten)
    raise_problems(document, file_name, check.violations())
    version = hashlib.sha256(raw).hexdigest()[:7]
    # What was read when a city had one article is of the first of several.
    first = {c.id: check.articles[c.articles[0].id] for c in content.cities.values()}
    second_reading = read_second_reading(file, {**first, **check.articles})
    return Catalog(content, version, check.articles, check.passages, second_reading)


def _validate(document: Document, file_name: str) -> CatalogFile:
    """Build the entries of a catalog. Raises CatalogError, and MemoryError for a large one."""
    if not isinstance(document.data, dict):
        message = "this file holds no catalog: it opens with themes, metrics, cities and so on"
        raise CatalogError([Problem(file_name, 1, "", message)])
    data, violations = add_implied_fields(document.data)
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


@dataclass
class _ContentCheck:
    """Checks the entries of a catalog against each other and against its articles.

    ``articles`` and ``languages`` (by article) and ``passages`` (by figure or statement) are
    complete once ``violations`` has been read to its end and yielded nothing.
    """

    folder: Path
    content: CatalogFile
    unwritten: Mapping[str, bytes]
    articles: dict[str, str] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)

    def violations(self) -> Iterator[Violation]:
        """Yield what is wrong between entries, and between them and the articles.

        Articles are read one by one, as far as the reader of the violations asks.
        """
        failed: set[EntryPath] = set()
        for path, message in check_catalog(self.content):
            failed.add(path[:4])
            yield path, message
        for city in self.content.cities.values():
            for path, article in articles_with_paths(city):
                yield from self._read(path, article)
            yield from self._check_figures(city, failed)
            yield from self._check_statements(city)
            yield from self._check_quotes_and_names(city)
        if len(self.articles) == sum(len(c.articles) for c in self.content.cities.values()):
            for i, idiom in enumerate(self.content.idioms):
                if not any(idiom in article for article in self.articles.values()):
                    yield ("idioms", i), f"no article contains “{idiom}”: take it out"

    def _read(self, path: EntryPath, article: Source) -> Iterator[Violation]:
        """Read the text of an article, and hold it against its SHA-256."""
        try:
            text, sha256 = read_article(self.folder, article.file, self.unwritten)
        except UnreadableError as error:
            yield (*path, "file"), str(error)
            return
        if article.sha256 not in (None, sha256):
            message = f"the SHA-256 of {article.file} is {sha256}: its text is not the one entered"
            yield (*path, "sha256"), message
        self.articles[article.id] = text
        self.languages[article.id] = article.language or language_of(text)

    def _check_figures(self, city: City, failed: set[EntryPath]) -> Iterator[Violation]:
        """Find the passage of each figure, but for those that have ``failed`` a check before."""
        for i, figure in enumerate(city.figures):
            path: EntryPath = ("cities", city.id, "figures", i)
            article = self.articles.get(figure.article)
            if article is None or path in failed:  # its metric may not exist
                continue
            metric, language = self.content.metrics[figure.metric], self.languages[figure.article]
            try:
                self.passages[figure.id] = find_passage(figure, metric, article, language)
            except EvidenceError as error:
                yield (*path, error.field), str(error)

    def _check_statements(self, city: City) -> Iterator[Violation]:
        """Find the passage of each statement."""
        for i, statement in enumerate(city.statements):
            path: EntryPath = ("cities", city.id, "statements", i)
            article, idioms = self.articles.get(statement.article), self.content.idioms
            if article is None:
                continue
            language = self.languages[statement.article]
            try:
                self.passages[statement.id] = find_statement(statement, article, idioms, language)
            except EvidenceError as error:
                yield (*path, error.field), str(error)

    def _check_quotes_and_names(self, city: City) -> Iterator[Violation]:
        """Check that the article has each quote of ``not_figures`` and the name of each system."""
        path: EntryPath = ("cities", city.id)
        for i, excluded in enumerate(city.not_figures):
            if excluded.quote not in self.articles.get(excluded.article, excluded.quote):
                message = f"the article does not contain “{excluded.quote}”"
                yield (*path, "not_figures", i, "quote"), message
        for i, system in enumerate(city.systems):
            if system.article in self.articles:
                language = self.languages[system.article]
                name = getattr(system.name, language)
                if name not in self.articles[system.article]:
                    message = f"the article does not name “{name}”"
                    yield (*path, "systems", i, "name", language), message
