"""Checks of a catalog that need more than one of its entries.

Each check yields a violation for what it refuses: the path of the entry, which leads to its
line in the file, and a message. pydantic reports one error for a whole model where fields are
checked against each other; here every entry that is wrong gets its own path.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from asreported.catalog.model import (
    WHOLE_CITY,
    CatalogFile,
    City,
    Counted,
    Kind,
    Metric,
    ReportedFigure,
    Source,
    Statement,
    Unit,
    in_words,
)
from asreported.catalog.period import NOT_STATED
from asreported.catalog.yaml_reader import EntryPath, Violation

#: The units each kind of metric may have.
UNITS_OF_KIND: dict[Kind, set[Unit]] = {
    Kind.CHANGE: {Unit.PERCENT, Unit.PERCENTAGE_POINTS},
    Kind.SHARE: {Unit.PERCENT},
    Kind.COUNT: {Unit.EACH, Unit.TERABYTE},
    Kind.MONEY: {Unit.YUAN},
    Kind.DENSITY: {Unit.PER_KM2},
    Kind.RANK: {Unit.PLACE, Unit.TIER, Unit.CLASS, Unit.PRIZE, Unit.FIRST, Unit.ONLY},
    Kind.DURATION: {Unit.SECOND, Unit.HOUR, Unit.DAY, Unit.YEAR},
    Kind.RATIO: {Unit.TIMES},
}

#: Units of what adds up over residents and months, so that it may be divided by them.
ADDITIVE_UNITS = {Unit.EACH, Unit.YUAN}


#: Claims that say nothing without the area in which they are made.
CLAIM_UNITS = {Unit.FIRST, Unit.ONLY}


def check_catalog(content: CatalogFile) -> Iterator[Violation]:
    """Yield all violations between the entries of a catalog.

    Each entry by itself is well formed: pydantic has built ``content`` from it.
    """
    yield from _check_codelists(content)
    yield from _check_ids_are_unique(content)
    yield from _check_aliases(content)
    if all(figure.is_repetition for city in content.cities.values() for figure in city.figures):
        yield ("cities",), "there is no figure yet, so there is nothing to show: add one"
    for city_id, city in content.cities.items():
        yield from _check_city(content, city_id)
        siblings = {figure.id: figure for figure in city.figures}
        articles = {article.id: article for article in city.articles}
        systems = {system.id for system in city.systems}
        for i, figure in enumerate(city.figures):
            path: EntryPath = ("cities", city_id, "figures", i)
            yield from _check_references(content, path, figure)
            yield from _check_period(path, figure, articles)
            metric = content.metrics.get(figure.metric)
            if metric is not None:
                yield from _check_value(path, figure, metric)
                yield from _check_baseline(content, path, figure, metric)
                yield from _check_among(content, path, figure, metric)
            yield from _check_relations(path, figure, siblings)
            yield from _check_parts(content, path, figure, siblings)
            yield from _check_system(path, figure, systems)
        for i, statement in enumerate(city.statements):
            path = ("cities", city_id, "statements", i)
            yield from _check_references(content, path, statement)
            yield from _check_period(path, statement, articles)
            yield from _check_system(path, statement, systems)
            if (statement.direction is None) is (statement.claim is None):
                yield path, "it says one of two things: which 'direction' it goes, or a 'claim'"


def _unknown_id(path: EntryPath, value: str, codelist: str) -> Violation:
    return path, f"there is no '{value}' under {codelist}: add it there or mend the word"


def _check_codelists(content: CatalogFile) -> Iterator[Violation]:
    yield from _check_related("metrics", content.metrics)
    yield from _check_related("counts", content.counts)
    for metric_id, metric in content.metrics.items():
        path: EntryPath = ("metrics", metric_id)
        if metric.theme not in content.themes:
            yield _unknown_id((*path, "theme"), metric.theme, "themes")
        if metric.unit not in UNITS_OF_KIND[metric.kind]:
            yield (*path, "unit"), f"a {metric.kind} is not measured in '{metric.unit}'"
        if metric.rates and metric.unit not in ADDITIVE_UNITS:
            message = f"a {metric.kind} in '{metric.unit}' has no rate per head or per month"
            yield (*path, "rates"), message
    for counts_id, counted in content.counts.items():
        if counted.unit not in content.counting_units:
            yield _unknown_id(("counts", counts_id, "unit"), counted.unit, "counting_units")
    opens_on = content.about.opens_on
    if opens_on is not None and opens_on not in content.metrics:
        yield _unknown_id(("about", "opens_on"), opens_on, "metrics")
    if WHOLE_CITY not in content.areas:
        message = f"'{WHOLE_CITY}' is missing: it is the area of every figure that names none"
        yield ("areas",), message


def _check_related(codelist: str, codes: Mapping[str, Metric | Counted]) -> Iterator[Violation]:
    for code, entry in codes.items():
        for i, other in enumerate(entry.related):
            path: EntryPath = (codelist, code, "related", i)
            if other == code:
                yield path, "nothing is related to itself"
            elif other not in codes:
                yield _unknown_id(path, other, codelist)
            elif code not in codes[other].related:
                yield path, f"'{other}' does not name '{code}' as related: each names the other"


def _check_ids_are_unique(content: CatalogFile) -> Iterator[Violation]:
    """Check ids; one address leads to the words of a figure and of a statement."""
    cities = content.cities.values()
    for kinds in (("figures", "statements"), ("systems",)):
        yield from _check_taken(
            (("cities", city.id, kind, i), entry.id)
            for city in cities
            for kind in kinds
            for i, entry in enumerate(getattr(city, kind))
        )
    yield from _check_taken(
        (path, article.id) for city in cities for path, article in articles_with_paths(city)
    )


def _check_taken(entries: Iterable[tuple[EntryPath, str]]) -> Iterator[Violation]:
    seen: set[str] = set()
    for path, name in entries:
        if name in seen:
            kind = str(path[2]).removesuffix("s")
            yield (*path, "id"), f"the id '{name}' is taken: give this {kind} another"
        seen.add(name)


def articles_with_paths(city: City) -> Iterator[tuple[EntryPath, Source]]:
    """Yield a city's articles, each with the path to where it stands in the file."""
    path: EntryPath = ("cities", city.id)
    if not city.listed and city.source is not None:
        yield (*path, "source"), city.source
    for i, article in enumerate(city.listed):
        yield (*path, "articles", i), article


def _check_aliases(content: CatalogFile) -> Iterator[Violation]:
    cities = content.cities.values()
    known = {
        *content.metrics,
        *content.counts,
        *(figure.id for city in cities for figure in city.figures),
        *(statement.id for city in cities for statement in city.statements),
    }
    for old, new in content.aliases.items():
        if old in known:
            yield ("aliases", old), f"'{old}' is the id of an entry: an alias is one no longer used"
        if new not in known:
            yield ("aliases", old), f"there is no metric, count, figure or statement '{new}'"


def _check_city(content: CatalogFile, city_id: str) -> Iterator[Violation]:
    city = content.cities[city_id]
    path: EntryPath = ("cities", city_id)
    if city.population.census not in content.censuses:
        yield _unknown_id((*path, "population", "census"), city.population.census, "censuses")
    if not city.articles:
        yield path, "'source' is missing: the article, or a list of 'articles'"
    elif city.source is not None and city.listed:
        yield (*path, "source"), "it has 'articles' too: move this one into the list"
    for where, article in articles_with_paths(city):
        if article.stated_by.value not in content.voices:
            yield _unknown_id((*where, "stated_by"), article.stated_by.value, "voices")
        yield from _check_dates(where, article)
    yield from _check_articles_named(city, path)
    for i, excluded in enumerate(city.not_figures):
        if excluded.why not in content.exclusion_reasons:
            yield _unknown_id((*path, "not_figures", i, "why"), excluded.why, "reasons")


def _check_dates(path: EntryPath, article: Source) -> Iterator[Violation]:
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)  # where the day begins first
    for field, on in (("published", article.published.value), ("retrieved", article.retrieved)):
        if on is not None and on.first_day > tomorrow:
            yield (*path, field), f"{on} lies in the future"


def _check_articles_named(city: City, path: EntryPath) -> Iterator[Violation]:
    ids = {article.id for article in city.articles}
    for kind in ("figures", "statements", "systems", "not_figures"):
        for i, entry in enumerate(getattr(city, kind)):
            if ids and entry.article not in ids:
                yield _unknown_id((*path, kind, i, "article"), entry.article, "the city's articles")


def _check_references(
    content: CatalogFile, path: EntryPath, entry: ReportedFigure | Statement
) -> Iterator[Violation]:
    if entry.metric not in content.metrics:
        yield _unknown_id((*path, "metric"), entry.metric, "metrics")
    if entry.counts not in content.counts:
        yield _unknown_id((*path, "counts"), entry.counts, "counts")
    if entry.area not in content.areas:
        yield _unknown_id((*path, "area"), entry.area, "areas")


def _check_period(
    path: EntryPath, entry: ReportedFigure | Statement, articles: Mapping[str, Source]
) -> Iterator[Violation]:
    """Check that a period begins and ends before its article could have told of it.

    The year or month in which the article appeared may be given whole. An article that counts
    what is to come states an aim, which is no figure.
    """
    article = articles.get(entry.article)
    if article is None:
        return
    appeared = article.published.value
    for end in (entry.period.start, entry.period.end):
        if end is not None and end.first_day > appeared.last_day:
            message = (
                f"'{entry.period}' lies after {appeared}, when the article appeared: mend either"
            )
            yield (*path, "period"), message
            return


def _check_system(
    path: EntryPath, entry: ReportedFigure | Statement, systems: Container[str]
) -> Iterator[Violation]:
    if entry.system is not None and entry.system not in systems:
        yield _unknown_id((*path, "system"), entry.system, "the city's systems")


def _check_value(path: EntryPath, figure: ReportedFigure, metric: Metric) -> Iterator[Violation]:
    where, value, (low, high) = (*path, "value"), in_words(figure.value), figure.ends
    if metric.kind is Kind.SHARE and not 0 <= low <= high <= 100:
        yield where, f"a share lies between 0 and 100, and this is {value}"
    elif metric.kind is Kind.CHANGE and low < -100:
        yield where, f"nothing falls by more than 100 percent, and this is {value}"
    elif metric.kind is Kind.RANK and (figure.is_range or low < 1 or low != int(low)):
        yield where, f"a rank is 1, 2, 3 and so on, and this is {value}"
    elif metric.kind not in (Kind.SHARE, Kind.CHANGE, Kind.RANK) and low < 0:
        yield where, f"a {metric.kind} is never negative, and this is {value}"


def _check_baseline(
    content: CatalogFile, path: EntryPath, figure: ReportedFigure, metric: Metric
) -> Iterator[Violation]:
    where = (*path, "baseline")
    if metric.kind is not Kind.CHANGE:
        if figure.baseline is not None:
            yield where, f"only a change has a baseline, and this is a {metric.kind}: take it out"
    elif figure.baseline is None:
        yield path, "a change needs a baseline: name it, or write 'baseline: not_stated'"
    elif figure.baseline not in content.baselines:
        yield _unknown_id(where, figure.baseline, "baselines")


def _check_among(
    content: CatalogFile, path: EntryPath, figure: ReportedFigure, metric: Metric
) -> Iterator[Violation]:
    where = (*path, "among")
    if figure.among is None:
        if metric.unit in CLAIM_UNITS:
            yield path, "the first or the only one where? Name it, or write 'among: not_stated'"
    elif metric.kind is not Kind.RANK:
        yield where, f"only a rank is claimed among others, and this is a {metric.kind}"
    elif figure.among not in (*content.areas, NOT_STATED):
        yield _unknown_id(where, figure.among, "areas")


def _check_parts(
    content: CatalogFile,
    path: EntryPath,
    figure: ReportedFigure,
    siblings: Mapping[str, ReportedFigure],
) -> Iterator[Violation]:
    """Check that a share is no part of a count, and only a share a share of one."""
    for field, is_share in (("subset_of", False), ("share_of", True)):
        whole = siblings.get(getattr(figure, field) or "")
        kinds = [content.metrics[f.metric].kind for f in (figure, whole) if f is not None
                 and f.metric in content.metrics]  # fmt: skip
        if whole is not None and len(kinds) == 2:
            one, other = (kind is Kind.SHARE for kind in kinds)
            if is_share and (not one or other):
                yield (*path, field), "only a share is a share of something that is counted"
            elif not is_share and one is not other:
                yield (*path, field), "a share is no part of a count: name it as 'share_of'"


def _check_relations(
    path: EntryPath, figure: ReportedFigure, siblings: Mapping[str, ReportedFigure]
) -> Iterator[Violation]:
    """Check what a figure says of others; ``siblings`` are the figures of its city by id."""
    for field in ("restates", "subset_of", "share_of", "same_event"):
        other = getattr(figure, field)
        if other is None:
            continue
        if other == figure.id:
            yield (*path, field), "a figure cannot refer to itself"
        elif other not in siblings:
            yield (*path, field), f"there is no figure '{other}' in the same city"
        elif field == "restates" and siblings[other].value != figure.value:
            value = in_words(siblings[other].value)
            yield (*path, field), f"it restates '{other}', whose value is {value}"
