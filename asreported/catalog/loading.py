"""Reads metrics.yaml and its articles: a Catalog, or every fault with file, line and entry."""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from asreported.catalog.catalog import Catalog
from asreported.catalog.checks import check_catalog
from asreported.catalog.evidence import EvidenceError, Passage, find_passage
from asreported.catalog.faults import MOST_PROBLEMS, faults_of_fields, refuse
from asreported.catalog.files import (
    LARGEST_ARTICLE,
    LARGEST_CATALOG,
    UnreadableError,
    decode,
    read_article,
    read_bytes,
)
from asreported.catalog.model import CatalogFile, City
from asreported.catalog.problems import CatalogError, Problem, name_of
from asreported.catalog.yaml_reader import Document, Fault, NotYamlError, Steps, read_document

#: Characters of a catalog that is looked at in part before it is looked at as a whole.
_LARGE = 2**20
#: Memory that a value of it takes while it is checked.
_BYTES_A_VALUE = 500


def load(path: str | Path) -> Catalog:
    """Read a catalog, check it, and hold every figure against its article.

    Raises CatalogError with all faults that could be found.
    """
    file = Path(path)
    named = name_of(file)
    try:
        return _load(file, named)
    except MemoryError:
        message = "checking it takes more memory than there is: make it smaller"
        raise CatalogError([Problem(named, 1, "", message)]) from None


def _load(file: Path, named: str) -> Catalog:
    try:
        raw = read_bytes(file, LARGEST_CATALOG)
        document = read_document(decode(raw))
    except UnreadableError as error:
        raise CatalogError([Problem(named, 1, "", str(error))]) from None
    except NotYamlError as error:
        raise CatalogError([Problem(named, error.line, "", str(error))]) from None
    refuse(document, named, document.violations)
    content = _validate(document, named)
    findings = _Findings(file.parent, content)
    refuse(document, named, findings.faults())
    version = hashlib.sha256(raw).hexdigest()[:7]
    return Catalog(content, version, findings.articles, findings.passages)


def read_text(file: Path) -> str:
    """The text of any article. Raises CatalogError where it cannot be read."""
    try:
        return decode(read_bytes(file, LARGEST_ARTICLE))
    except UnreadableError as error:
        raise CatalogError([Problem(name_of(file), 1, "", str(error))]) from None


def _validate(document: Document, named: str) -> CatalogFile:
    if not isinstance(document.data, dict):
        message = "this file holds no catalog: it opens with themes, metrics, cities and so on"
        raise CatalogError([Problem(named, 1, "", message)])
    data, faults = _placed(document.data)
    refuse(document, named, faults)
    try:
        if len(document.text) > _LARGE:
            _look_at_the_first(data)
            _make_sure_of_memory(data)
        return CatalogFile.model_validate(data)
    except ValidationError as error:
        refuse(document, named, faults_of_fields(error))
        raise  # not reached: an error has faults


def _make_sure_of_memory(data: Any) -> None:
    """Raise MemoryError where there is too little to check a large catalog.

    What checks it is written in Rust, which ends the program where memory ends.
    """
    try:
        mmap.mmap(-1, _BYTES_A_VALUE * _count(data)).close()
    except OSError:
        raise MemoryError from None


def _count(data: Any) -> int:
    """How many values there are in data."""
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return 1 + sum(map(_count, inside))


def _look_at_the_first(data: dict[str, Any]) -> None:
    """Raise ValidationError where the first entries are full of faults already.

    All those of a large file would take gigabytes.
    """
    try:
        CatalogFile.model_validate(_first_entries(data))
    except ValidationError as error:
        if error.error_count() >= MOST_PROBLEMS:
            raise


def _first_entries(data: Any) -> Any:
    """The data without what comes after the first 500 entries of anything in it."""
    if isinstance(data, dict):
        return {key: _first_entries(value) for key, value in islice(data.items(), 500)}
    return [_first_entries(value) for value in data[:500]] if isinstance(data, list) else data


def _placed(data: dict[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """The data with what follows from an entry's place: a city's id, a figure's city."""
    faults: list[Fault] = []

    def place(entry: Any, field: str, value: str, path: Steps) -> Any:
        if not isinstance(entry, dict):
            return entry
        if field in entry:
            message = "this is not typed: it follows from where the entry stands"
            faults.append(((*path, field), message))
        return {**entry, field: value}

    cities = data.get("cities")
    if not isinstance(cities, dict):
        return data, faults
    placed = {}
    for city_id, city in cities.items():
        where: Steps = ("cities", city_id)
        placed[city_id] = place(city, "id", city_id, where)
        if isinstance(city, dict) and isinstance(city.get("figures"), list):
            placed[city_id]["figures"] = [
                place(figure, "city", city_id, (*where, "figures", i))
                for i, figure in enumerate(city["figures"])
            ]
    return {**data, "cities": placed}, faults


@dataclass
class _Findings:
    """What is found in the articles of a catalog whose entries are each well formed."""

    folder: Path
    content: CatalogFile
    articles: dict[str, str] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)

    def faults(self) -> Iterator[Fault]:
        """Everything that is wrong between entries, and between them and the articles."""
        at_fault: set[Steps] = set()
        for path, message in check_catalog(self.content):
            at_fault.add(path[:4])
            yield path, message
        for city_id, city in self.content.cities.items():
            try:
                self.articles[city_id] = read_article(self.folder, city.source.file)
            except UnreadableError as error:
                yield ("cities", city_id, "source", "file"), str(error)
                continue
            yield from self._passages(city, at_fault)
            yield from self._absent_words(city)
        if len(self.articles) == len(self.content.cities):
            yield from self._absent_idioms()

    def _passages(self, city: City, at_fault: Collection[Steps]) -> Iterator[Fault]:
        """Finds each figure's words, and tells of those that do not bear it out."""
        for i, figure in enumerate(city.figures):
            path: Steps = ("cities", city.id, "figures", i)
            if path in at_fault:  # one thing after the other
                continue
            metric = self.content.metrics[figure.metric]
            try:
                self.passages[figure.id] = find_passage(figure, metric, self.articles[city.id])
            except EvidenceError as fault:
                yield (*path, fault.field), str(fault)

    def _absent_words(self, city: City) -> Iterator[Fault]:
        """Words that the catalog says are in an article, and are not."""
        path: Steps = ("cities", city.id)
        for i, left_out in enumerate(city.not_figures):
            if left_out.quote not in self.articles[city.id]:
                message = f"the article does not contain “{left_out.quote}”"
                yield (*path, "not_figures", i, "quote"), message
        for i, system in enumerate(city.systems):
            if system.name.zh not in self.articles[city.id]:
                message = f"the article does not name “{system.name.zh}”"
                yield (*path, "systems", i, "name", "zh"), message

    def _absent_idioms(self) -> Iterator[Fault]:
        for i, idiom in enumerate(self.content.idioms):
            if not any(idiom in article for article in self.articles.values()):
                yield ("idioms", i), f"no article contains “{idiom}”: take it out"
