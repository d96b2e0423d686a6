"""A catalog that has passed every check, and the queries on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TypeVar, TypeVarTuple

from asreported.catalog.contradictions import contradictions
from asreported.catalog.evidence import Passage
from asreported.catalog.model import CatalogFile, City, Metric, ReportedFigure, Source, Statement
from asreported.catalog.numerals import language_of
from asreported.catalog.second_reading import SecondReading

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True)
class Catalog:
    """A catalog that has passed every check, as ``load`` gives it. It never changes.

    ``content`` is the file as typed entries, ``version`` the first seven digits of its SHA-256,
    ``articles`` the text of each article by its id (that of the city where it has one source),
    ``passages`` the place in it of each figure and statement by id, ``second_reading`` what
    others have read in the articles.
    """

    content: CatalogFile
    version: str
    articles: Mapping[str, str]
    passages: Mapping[str, Passage]
    second_reading: SecondReading | None = None

    @cached_property
    def kept(self) -> dict[Hashable, object]:
        """What functions have worked out of the catalog, see ``once``."""
        return {}

    @property
    def cities(self) -> Mapping[str, City]:
        """Cities by id, in the file's order."""
        return self.content.cities

    @property
    def metrics(self) -> Mapping[str, Metric]:
        """Metrics by id, in the file's order."""
        return self.content.metrics

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """What is known of all articles, by their ids, in the file's order."""
        return {one.id: one for city in self.cities.values() for one in city.articles}

    @cached_property
    def languages(self) -> Mapping[str, str]:
        """The language of each article, by its id: as it is given, or told from the text."""
        return {
            name: article.language or language_of(self.articles[name])
            for name, article in self.sources.items()
        }

    def articles_on(self, cities: Collection[str]) -> list[str]:
        """Return the ids of the articles on cities, in the file's order."""
        return [name for name, article in self.sources.items() if article.city in cities]

    def city_of(self, article_id: str) -> City:
        """Return the city that an article is about. Raises KeyError for an unknown article."""
        return self.cities[self.sources[article_id].city]

    @cached_property
    def figures(self) -> Mapping[str, ReportedFigure]:
        """All figures by id, in the file's order."""
        return {figure.id: figure for city in self.cities.values() for figure in city.figures}

    @cached_property
    def contradictions(self) -> Mapping[str, tuple[ReportedFigure, ...]]:
        """The figures of other articles that contradict a figure, by its id."""
        return contradictions(self.figures.values())

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """All statements by id, in the file's order."""
        return {one.id: one for city in self.cities.values() for one in city.statements}

    @cached_property
    def entries(self) -> Mapping[str, ReportedFigure | Statement]:
        """All figures and then all statements by id."""
        return {**self.figures, **self.statements}

    @cached_property
    def _statements_by_metric(self) -> Mapping[str, tuple[Statement, ...]]:
        grouped: dict[str, list[Statement]] = {}
        for statement in self.statements.values():
            grouped.setdefault(statement.metric, []).append(statement)
        return {metric: tuple(statements) for metric, statements in grouped.items()}

    def statements_of(self, metric_id: str) -> tuple[Statement, ...]:
        """Return what is said of a metric without a number, in the file's order."""
        return self._statements_by_metric.get(metric_id, ())

    @cached_property
    def _by_metric(self) -> Mapping[str, tuple[ReportedFigure, ...]]:
        grouped: dict[str, list[ReportedFigure]] = {metric: [] for metric in self.metrics}
        for figure in self.figures.values():
            grouped[figure.metric].append(figure)
        return {metric: tuple(figures) for metric, figures in grouped.items()}

    def current_id(self, asked: str) -> str:
        """Return the id that a metric, count, figure or statement has now; others as asked."""
        return self.content.aliases.get(asked, asked)

    def figures_of(self, metric_id: str) -> tuple[ReportedFigure, ...]:
        """Return a metric's figures, in the file's order. Raises KeyError for an unknown id."""
        return self._by_metric[metric_id]

    @cached_property
    def _cities_by_metric(self) -> Mapping[str, tuple[str, ...]]:
        return {
            metric: tuple(dict.fromkeys(figure.city for figure in figures))
            for metric, figures in self._by_metric.items()
        }

    def cities_reporting(self, metric_id: str) -> tuple[str, ...]:
        """Return ids of the cities with figures of a metric. Raises KeyError for an unknown id."""
        return self._cities_by_metric[metric_id]

    @cached_property
    def reported_metrics(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the metrics that have figures, by theme; those of all themes under "".

        Both in the file's order. A theme without such a metric is left out.
        """
        grouped: dict[str, list[str]] = {"": []}
        for metric_id, metric in self.metrics.items():
            if self.figures_of(metric_id):
                grouped[""].append(metric_id)
                grouped.setdefault(metric.theme, []).append(metric_id)
        return {theme: tuple(metrics) for theme, metrics in grouped.items()}

    def metrics_of(self, theme: str = "") -> tuple[str, ...]:
        """Return ids of the metrics of a theme that have figures; of all themes where it is ""."""
        return self.reported_metrics.get(theme, ())

    def opening_metric(self, theme: str = "") -> str:
        """Return the metric to open first: ``opens_on``, or else the one that most cities report.

        ``theme`` narrows the choice to one. Raises ValueError for a theme without figures.
        """
        metrics = self.metrics_of(theme)
        opens_on = self.content.about.opens_on
        if opens_on in metrics:
            return opens_on
        return max(metrics, key=lambda metric: len(self.cities_reporting(metric)))


def once(work: Callable[[Catalog, *Ts], T]) -> Callable[[Catalog, *Ts], T]:
    """Keep what a function gives for a catalog and ids with the catalog, which never changes."""

    @wraps(work)
    def kept(catalog: Catalog, *ids: *Ts) -> T:
        if (key := (work, ids)) not in catalog.kept:
            catalog.kept[key] = work(catalog, *ids)
        return catalog.kept[key]  # type: ignore[return-value]

    return kept
