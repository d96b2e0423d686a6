"""metrics.yaml and its articles -> Catalog, or every fault with file, line and entry."""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from asreported.evidence import EvidenceFault, Passage, find_passage
from asreported.formats import PICTURE_WIDTH
from asreported.model import CatalogFile, City, Metric, ReportedFigure
from asreported.problems import CatalogError, Problem, name_of
from asreported.reading import (
    LARGEST_ARTICLE,
    LARGEST_CATALOG,
    UnreadableError,
    decode,
    read_article,
    read_bytes,
)
from asreported.refusals import MOST_PROBLEMS, faults_of_fields, refuse
from asreported.rules import check_catalog
from asreported.yaml_text import Document, Fault, NotYamlError, Steps, read_document

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

    @cached_property
    def _cities_by_metric(self) -> Mapping[str, tuple[str, ...]]:
        return {
            metric: tuple(dict.fromkeys(figure.city for figure in figures))
            for metric, figures in self._by_metric.items()
        }

    def cities_reporting(self, metric_id: str) -> tuple[str, ...]:
        """Ids of the cities that report on a metric, in the file's order."""
        return self._cities_by_metric[metric_id]

    @cached_property
    def reported_metrics(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the metrics that have figures, by theme, and of all under the empty one.

        They stand in the file's order. A theme without such a metric is left out.
        """
        grouped: dict[str, list[str]] = {"": []}
        for metric_id, metric in self.metrics.items():
            if self.figures_of(metric_id):
                grouped[""].append(metric_id)
                grouped.setdefault(metric.theme, []).append(metric_id)
        return {theme: tuple(metrics) for theme, metrics in grouped.items()}

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
        width: int = PICTURE_WIDTH,
        whole: bool = False,
    ) -> go.Figure:
        """The chart of a metric as a Plotly figure, as the Compare page draws it.

        ``counts`` and ``cities`` narrow it (empty: all), ``rates`` are "per_head" and
        "per_month", ``width`` is in pixels. Of many figures the first are drawn, and all
        where ``whole`` is true. Raises KeyError for an unknown metric, and
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
            whole=whole,
        )
        (comparison,) = selection.comparisons(self, view)
        return selection.drawer(self, view, comparison)(width=width)


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
    refuse(document, named, document.faults)
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
            except EvidenceFault as fault:
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
