"""metrics.yaml and its articles -> Catalog, or every fault with file, line and entry."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from asreported.evidence import EvidenceFault, Passage, find_passage
from asreported.model import CatalogFile, City, Metric, ReportedFigure
from asreported.problems import CatalogError, Problem
from asreported.rules import Fault, check_catalog
from asreported.yaml_text import Document, Path, YamlFault, read_document

if TYPE_CHECKING:  # heavy, and not needed to read and check a catalog
    import pandas as pd
    import plotly.graph_objects as go


@dataclass(frozen=True)
class Catalog:
    """A catalog that has passed every check.

    ``version`` is a short hash of the YAML file, ``articles`` the text of each
    city's article, ``passages`` the place of each figure in it.
    """

    content: CatalogFile
    version: str
    articles: Mapping[str, str]
    passages: Mapping[str, Passage]

    @property
    def cities(self) -> Mapping[str, City]:
        """Cities by id, in the file's order."""
        return self.content.cities

    @property
    def metrics(self) -> Mapping[str, Metric]:
        """Metrics by id, in the file's order."""
        return self.content.metrics

    @cached_property
    def figures(self) -> Mapping[str, ReportedFigure]:
        """All figures by id, in the file's order."""
        return {figure.id: figure for city in self.cities.values() for figure in city.figures}

    @cached_property
    def _by_metric(self) -> Mapping[str, tuple[ReportedFigure, ...]]:
        grouped: dict[str, list[ReportedFigure]] = {metric: [] for metric in self.metrics}
        for figure in self.figures.values():
            grouped[figure.metric].append(figure)
        return {metric: tuple(figures) for metric, figures in grouped.items()}

    def figures_of(self, metric_id: str) -> tuple[ReportedFigure, ...]:
        """The figures of a metric, in the file's order. Raises KeyError for an unknown id."""
        return self._by_metric[metric_id]

    def to_frame(self) -> pd.DataFrame:
        """All figures as a tidy table, one a row (see ``table.to_frame``)."""
        from asreported.table import to_frame

        return to_frame(self)

    def chart(
        self,
        metric_id: str,
        language: str = "en",
        *,
        counts: Collection[str] = (),
        cities: Collection[str] = (),
        rates: Collection[str] = (),
        width: int = 1200,
    ) -> go.Figure:
        """The chart of a metric as a Plotly figure, as the Compare page draws it.

        ``counts`` and ``cities`` narrow it (empty: all), ``rates`` are "per_head" and
        "per_month", ``width`` is in pixels. Raises KeyError for an unknown metric, and
        ValueError for an unknown rate or where nothing is left to draw.
        """
        from asreported import selection
        from asreported.model import Rate
        from asreported.view import CompareView

        view = CompareView(
            language,
            metrics=(metric_id,),
            counts=tuple(counts),
            cities=tuple(cities),
            rates=tuple(Rate(rate) for rate in rates),
        )
        (comparison,) = selection.comparisons(self, view)
        return selection.drawer(self, view, comparison)(width=width)

    def cities_reporting(self, metric_id: str) -> tuple[str, ...]:
        """Ids of the cities that report on a metric, in the file's order."""
        return tuple(dict.fromkeys(figure.city for figure in self.figures_of(metric_id)))


def load(path: str | FilePath) -> Catalog:
    """Read a catalog, check it, and hold every figure against its article.

    Raises CatalogError with all faults that could be found.
    """
    file = FilePath(path)
    named = _name(file)
    raw = _read_bytes(file, named, 1, "")
    text = _decode(raw, named, 1, "")
    document = _read_yaml(text, named)
    content = _validate(document, named)
    faults = list(check_catalog(content))
    if faults:
        raise CatalogError([_problem(document, named, path, said) for path, said in faults])
    articles = _read_articles(content, document, file, named)
    passages = _find_passages(content, articles, document, named)
    absent = list(_absent_words(content, articles))
    if absent:
        raise CatalogError([_problem(document, named, path, said) for path, said in absent])
    return Catalog(content, hashlib.sha256(raw).hexdigest()[:7], articles, passages)


def _name(file: FilePath) -> str:
    """The file as a reader would name it from where they stand."""
    try:
        return str(file.relative_to(FilePath.cwd()))
    except ValueError:
        return str(file)


def read_text(file: FilePath) -> str:
    """The text of any article. Raises CatalogError where it cannot be read."""
    named = _name(file)
    return _decode(_read_bytes(file, named, 1, ""), named, 1, "")


def _read_bytes(file: FilePath, named: str, line: int, entry: str) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        message = f"there is no file {file}"
    except IsADirectoryError:
        message = f"{file} is a folder, not a file"
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror}"
    raise CatalogError([Problem(named, line, entry, message)])


def _decode(raw: bytes, named: str, line: int, entry: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad_line = raw[: error.start].count(b"\n") + 1
        message = f"not UTF-8: the byte 0x{raw[error.start]:02x} on line {bad_line} of the file"
        raise CatalogError([Problem(named, line, entry, message)]) from None


def _read_yaml(text: str, named: str) -> Document:
    try:
        return read_document(text)
    except YamlFault as fault:
        entry, _ = _entry(None, fault.path)
        raise CatalogError([Problem(named, fault.line, entry, fault.message)]) from None


def _validate(document: Document, named: str) -> CatalogFile:
    if not isinstance(document.data, dict):
        message = "this file holds no catalog: it opens with themes, metrics, cities and so on"
        raise CatalogError([Problem(named, 1, "", message)])
    data, faults = _placed(document.data)
    if faults:
        raise CatalogError([_problem(document, named, path, said) for path, said in faults])
    try:
        return CatalogFile.model_validate(data)
    except ValidationError as error:
        # Of a value that fits no branch of a union the last branch has the most to say.
        problems = {
            tuple(step for step in fault["loc"] if step not in _UNION_BRANCHES): fault
            for fault in error.errors()
        }
        raise CatalogError(
            [_pydantic_problem(document, named, fault) for fault in problems.values()]
        ) from None


def _placed(data: dict[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """The data with what follows from an entry's place: a city's id, a figure's city."""
    faults: list[Fault] = []

    def place(entry: Any, field: str, value: str, path: Path) -> Any:
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
        where: Path = ("cities", city_id)
        placed[city_id] = place(city, "id", city_id, where)
        if isinstance(city, dict) and isinstance(city.get("figures"), list):
            placed[city_id]["figures"] = [
                place(figure, "city", city_id, (*where, "figures", i))
                for i, figure in enumerate(city["figures"])
            ]
    return {**data, "cities": placed}, faults


def _problem(document: Document, named: str, path: Path, message: str) -> Problem:
    entry, depth = _entry(document.data, path)
    field = ".".join(str(step) for step in path[depth:])
    said = f"{field}: {message}" if field else message
    return Problem(named, document.line_of(path), entry, said)


def _entry(data: Any, path: Path) -> tuple[str, int]:
    """The entry that a path leads into, and how many steps lead to it.

    A figure goes by its id, any other entry by its key.
    """
    if path[:1] == ("cities",) and path[2:3] == ("figures",) and len(path) > 3:
        try:
            return str(data["cities"][path[1]]["figures"][path[3]]["id"]), 4
        except (KeyError, IndexError, TypeError):
            return f"{path[1]}, figure {int(path[3]) + 1}", 4
    depth = 2 if len(path) > 1 and isinstance(path[1], str) else min(len(path), 1)
    return (str(path[depth - 1]) if path else ""), depth


def _pydantic_problem(document: Document, named: str, fault: Mapping[str, Any]) -> Problem:
    path = tuple(step for step in fault["loc"] if step not in _UNION_BRANCHES)
    kind, context = fault["type"], fault.get("ctx", {})
    given = " ".join(str(fault["input"])[:_MOST_SHOWN].split())
    if kind == "missing":
        return _problem(document, named, path[:-1], f"'{path[-1]}' is missing")
    if kind == "extra_forbidden":
        message = f"there is no field '{path[-1]}' here{_did_you_mean(str(path[-1]))}"
        return _problem(document, named, path, message)
    if kind in ("literal_error", "enum"):
        message = f"'{given}' is not one of {context['expected']}"
    elif kind == "value_error":
        message = str(context["error"])
    elif kind == "finite_number":
        message = "it must be a number, neither infinite nor NaN"
    elif kind in ("int_type", "float_type"):
        message = f"it must be a number, and this is '{given}'"
    elif kind == "string_type":
        message = f"it must be text, and this is '{given}': put it in quotes"
    elif kind == "string_pattern_mismatch":
        message = f"'{given}' is no id: use a-z, 0-9, - and _ only"
    else:
        message = fault["msg"]
    return _problem(document, named, path, message)


#: Steps that pydantic adds to a path for the branches of a union and for keys.
_UNION_BRANCHES = ("int", "float", "constrained-float", "[key]")


#: Characters of a wrong value that a message repeats.
_MOST_SHOWN = 60


def _did_you_mean(word: str) -> str:
    names = {name for model in (ReportedFigure, City, Metric) for name in model.model_fields}
    close = difflib.get_close_matches(word, names, n=1)
    return f": did you mean '{close[0]}'?" if close else ""


def _read_articles(
    content: CatalogFile, document: Document, file: FilePath, named: str
) -> dict[str, str]:
    articles: dict[str, str] = {}
    problems: list[Problem] = []
    for city_id, city in content.cities.items():
        line = document.line_of(("cities", city_id, "source", "file"))
        try:
            articles[city_id] = _read_article(file, named, city.source.file, line, city_id)
        except CatalogError as error:
            problems += error.problems
    if problems:
        raise CatalogError(problems)
    return articles


def _read_article(catalog: FilePath, named: str, name: str, line: int, city_id: str) -> str:
    article = catalog.parent / name
    if not article.resolve().is_relative_to(catalog.parent.resolve()):
        message = f"the article '{name}' lies outside the folder of {catalog.name}"
        raise CatalogError([Problem(named, line, city_id, message)])
    text = _decode(_read_bytes(article, named, line, city_id), named, line, city_id)
    if not text.strip():
        raise CatalogError([Problem(named, line, city_id, f"the article '{name}' is empty")])
    return text


def _find_passages(
    content: CatalogFile, articles: Mapping[str, str], document: Document, named: str
) -> dict[str, Passage]:
    passages: dict[str, Passage] = {}
    problems: list[Problem] = []
    for path, figure in _figures_with_paths(content):
        try:
            metric = content.metrics[figure.metric]
            passages[figure.id] = find_passage(figure, metric, articles[figure.city])
        except EvidenceFault as fault:
            problems.append(_problem(document, named, (*path, fault.field), str(fault)))
    if problems:
        raise CatalogError(problems)
    return passages


def _absent_words(content: CatalogFile, articles: Mapping[str, str]) -> Iterator[Fault]:
    """Words that the catalog says are in an article, and are not."""
    for city_id, city in content.cities.items():
        path: Path = ("cities", city_id)
        for i, left_out in enumerate(city.not_figures):
            if left_out.quote not in articles[city_id]:
                message = f"the article does not contain “{left_out.quote}”"
                yield (*path, "not_figures", i, "quote"), message
        for i, system in enumerate(city.systems):
            if system.name.zh not in articles[city_id]:
                message = f"the article does not name “{system.name.zh}”"
                yield (*path, "systems", i, "name", "zh"), message
    for i, idiom in enumerate(content.idioms):
        if not any(idiom in article for article in articles.values()):
            yield ("idioms", i), f"no article contains “{idiom}”: take it out"


def _figures_with_paths(content: CatalogFile) -> Iterator[tuple[Path, ReportedFigure]]:
    for city_id, city in content.cities.items():
        for i, figure in enumerate(city.figures):
            yield ("cities", city_id, "figures", i), figure
