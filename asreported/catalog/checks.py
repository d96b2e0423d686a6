"""Rules of a catalog that take more than one entry to check.

Each rule yields ``(path, message)`` for what it refuses; the path leads to the
line in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from asreported.catalog.model import WHOLE_CITY, CatalogFile, Kind, Metric, ReportedFigure, Unit
from asreported.catalog.yaml_reader import Fault, Steps

#: The units each kind of metric may have.
UNITS: dict[Kind, set[Unit]] = {
    Kind.CHANGE: {Unit.PERCENT},
    Kind.SHARE: {Unit.PERCENT},
    Kind.COUNT: {Unit.EACH, Unit.TERABYTE},
    Kind.MONEY: {Unit.YUAN},
    Kind.DENSITY: {Unit.PER_KM2},
    Kind.RANK: {Unit.PLACE, Unit.TIER, Unit.CLASS, Unit.FIRST},
    Kind.DURATION: {Unit.SECOND, Unit.HOUR, Unit.DAY, Unit.YEAR},
    Kind.RATIO: {Unit.TIMES},
}

#: Units of what adds up: half the residents or half the months have half of it.
COUNTED_UP = {Unit.EACH, Unit.YUAN}


def check_catalog(content: CatalogFile) -> Iterator[Fault]:
    """All faults between the entries of a catalog whose entries are each well formed."""
    yield from _codelists(content)
    yield from _unique_ids(content)
    if not any(
        not figure.is_repetition for city in content.cities.values() for figure in city.figures
    ):
        yield ("cities",), "there is no figure yet, so there is nothing to show: add one"
    for city_id, city in content.cities.items():
        yield from _city(content, city_id)
        siblings = {figure.id: figure for figure in city.figures}
        systems = {system.id for system in city.systems}
        for i, figure in enumerate(city.figures):
            path: Steps = ("cities", city_id, "figures", i)
            yield from _figure_references(content, path, figure)
            metric = content.metrics.get(figure.metric)
            if metric is not None:
                yield from _value(path, figure, metric)
                yield from _baseline(content, path, figure, metric)
            yield from _relations(path, figure, siblings)
            if figure.system is not None and figure.system not in systems:
                yield _unknown((*path, "system"), figure.system, "the city's systems")


def _unknown(path: Steps, value: str, codelist: str) -> Fault:
    return path, f"there is no '{value}' under {codelist}: add it there or mend the word"


def _codelists(content: CatalogFile) -> Iterator[Fault]:
    for metric_id, metric in content.metrics.items():
        path: Steps = ("metrics", metric_id)
        if metric.theme not in content.themes:
            yield _unknown((*path, "theme"), metric.theme, "themes")
        if metric.unit not in UNITS[metric.kind]:
            yield (*path, "unit"), f"a {metric.kind} is not measured in '{metric.unit}'"
        if metric.rates and metric.unit not in COUNTED_UP:
            message = f"a {metric.kind} in '{metric.unit}' has no rate per head or per month"
            yield (*path, "rates"), message
    for counts_id, counted in content.counts.items():
        if counted.unit not in content.counting_units:
            yield _unknown(("counts", counts_id, "unit"), counted.unit, "counting_units")
    opens_on = content.about.opens_on
    if opens_on is not None and opens_on not in content.metrics:
        yield _unknown(("about", "opens_on"), opens_on, "metrics")
    if WHOLE_CITY not in content.areas:
        message = f"'{WHOLE_CITY}' is missing: it is the area of every figure that names none"
        yield ("areas",), message


def _unique_ids(content: CatalogFile) -> Iterator[Fault]:
    for kind, name in (("figures", "figure"), ("systems", "system")):
        seen: set[str] = set()
        for city_id, city in content.cities.items():
            for i, entry in enumerate(getattr(city, kind)):
                if entry.id in seen:
                    path: Steps = ("cities", city_id, kind, i, "id")
                    yield path, f"the id '{entry.id}' is taken: give this {name} another"
                seen.add(entry.id)


def _city(content: CatalogFile, city_id: str) -> Iterator[Fault]:
    city = content.cities[city_id]
    path: Steps = ("cities", city_id)
    if city.population.census not in content.censuses:
        yield _unknown((*path, "population", "census"), city.population.census, "censuses")
    if city.source.stated_by.value not in content.voices:
        yield _unknown((*path, "source", "stated_by"), city.source.stated_by.value, "voices")
    for i, left_out in enumerate(city.not_figures):
        if left_out.why not in content.exclusion_reasons:
            yield _unknown((*path, "not_figures", i, "why"), left_out.why, "reasons")


def _figure_references(
    content: CatalogFile, path: Steps, figure: ReportedFigure
) -> Iterator[Fault]:
    if figure.metric not in content.metrics:
        yield _unknown((*path, "metric"), figure.metric, "metrics")
    if figure.counts not in content.counts:
        yield _unknown((*path, "counts"), figure.counts, "counts")
    if figure.area not in content.areas:
        yield _unknown((*path, "area"), figure.area, "areas")


def _value(path: Steps, figure: ReportedFigure, metric: Metric) -> Iterator[Fault]:
    where = (*path, "value")
    if metric.kind is Kind.SHARE and not 0 <= figure.value <= 100:
        yield where, f"a share lies between 0 and 100, and this is {figure.value}"
    elif metric.kind is Kind.CHANGE and figure.value < -100:
        yield where, f"nothing falls by more than 100 percent, and this is {figure.value}"
    elif metric.kind is Kind.RANK and (figure.value < 1 or figure.value != int(figure.value)):
        yield where, f"a rank is 1, 2, 3 and so on, and this is {figure.value}"
    elif metric.kind not in (Kind.SHARE, Kind.CHANGE, Kind.RANK) and figure.value < 0:
        yield where, f"a {metric.kind} is never negative, and this is {figure.value}"


def _baseline(
    content: CatalogFile, path: Steps, figure: ReportedFigure, metric: Metric
) -> Iterator[Fault]:
    where = (*path, "baseline")
    if metric.kind is not Kind.CHANGE:
        if figure.baseline is not None:
            yield where, f"only a change has a baseline, and this is a {metric.kind}: take it out"
    elif figure.baseline is None:
        yield path, "a change needs a baseline: name it, or write 'baseline: not_stated'"
    elif figure.baseline not in content.baselines:
        yield _unknown(where, figure.baseline, "baselines")


def _relations(
    path: Steps, figure: ReportedFigure, siblings: Mapping[str, ReportedFigure]
) -> Iterator[Fault]:
    """What a figure says of others; ``siblings`` are those of its city by id."""
    for field in ("restates", "subset_of", "same_event"):
        other = getattr(figure, field)
        if other is None:
            continue
        if other == figure.id:
            yield (*path, field), "a figure cannot refer to itself"
        elif other not in siblings:
            yield (*path, field), f"there is no figure '{other}' in the same city"
        elif field == "restates" and siblings[other].value != figure.value:
            value = siblings[other].value
            yield (*path, field), f"it restates '{other}', whose value is {value}"
