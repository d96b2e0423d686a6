"""What a reader has chosen to see, and how it stands in the address.

``?metric=cameras&lang=zh`` opens that view again. Words in an address that
mean nothing to the catalog are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from asreported.catalog import Catalog
from asreported.compare import Show
from asreported.language import LANGUAGES, preferred_language
from asreported.model import Rate

#: What the dashboard opens on.
DEFAULT_METRIC = "case_change"


@dataclass(frozen=True)
class View:
    """The choices of the Compare page. Empty ``theme``, ``counts`` and ``cities`` mean all.

    ``against`` sets the first two metrics against each other.
    """

    metrics: tuple[str, ...]
    language: str
    theme: str = ""
    counts: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    show: Show = Show.ALL
    rates: tuple[Rate, ...] = ()
    against: bool = False

    @classmethod
    def from_query(
        cls, query: Mapping[str, list[str]], catalog: Catalog, browser_language: str | None = None
    ) -> View:
        """The view that a query names; anything unknown in it falls back to the default."""
        asked = query.get("lang", [])
        known_languages = [code for code in asked if code in LANGUAGES]
        language = known_languages[0] if known_languages else preferred_language(browser_language)
        metrics = _known(query.get("metric", []), catalog.metrics)
        themes = _known(query.get("theme", []), catalog.content.themes)
        theme = themes[0] if themes else ""
        if theme and not all(catalog.metrics[metric].theme == theme for metric in metrics):
            theme = ""
        return cls(
            metrics=metrics or (default_metric(catalog, theme),),
            language=language,
            theme=theme,
            counts=_known(query.get("counts", []), catalog.content.counts),
            cities=_known(query.get("city", []), catalog.cities),
            show=Show(next(iter(_known(query.get("show", []), list(Show))), Show.ALL)),
            rates=tuple(Rate(rate) for rate in _known(query.get("rate", []), list(Rate))),
            against="1" in query.get("against", []),
        )

    def to_query(self) -> dict[str, list[str]]:
        """The query that brings this view back, in a fixed order."""
        query: dict[str, list[str]] = {
            "metric": list(self.metrics),
            "theme": [self.theme] if self.theme else [],
            "counts": list(self.counts),
            "city": list(self.cities),
            "show": [self.show.value] if self.show is not Show.ALL else [],
            "rate": [rate.value for rate in self.rates],
            "against": ["1"] if self.against else [],
            "lang": [self.language],
        }
        return {name: values for name, values in query.items() if values}

    def address(self, *metric_ids: str) -> str:
        """The query of this view narrowed to what one picture shows, as the picture prints it."""
        query = {**self.to_query(), "metric": list(metric_ids)}
        query.pop("theme", None)
        if len(metric_ids) == 1:
            query.pop("against", None)
        return "?" + urlencode(query, doseq=True)


def default_metric(catalog: Catalog, theme: str = "") -> str:
    """The metric that opens first: of all, or the one of a theme that most cities report."""
    metrics = metrics_of(catalog, theme)
    if DEFAULT_METRIC in metrics:
        return DEFAULT_METRIC
    return max(metrics, key=lambda metric: len(catalog.cities_reporting(metric)))


def metrics_of(catalog: Catalog, theme: str) -> list[str]:
    """Ids of the metrics of a theme, or of all where ``theme`` is empty, that have figures."""
    return [
        metric_id
        for metric_id, metric in catalog.metrics.items()
        if (not theme or metric.theme == theme) and catalog.figures_of(metric_id)
    ]


def _known(words: Iterable[str], ids: Iterable[str]) -> tuple[str, ...]:
    known = set(ids)
    return tuple(dict.fromkeys(word for word in words if word in known))
