"""Verdicts and the reasons for them in a reader's words.

Every sentence is built from the data: "7 months against 12", "Longnan states no
baseline". None is typed for one case.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from asreported.catalog.model import Named, Qualifier
from asreported.catalog.period import Length
from asreported.comparison.verdicts import RULES, Aspect, Level, Reason, Verdict
from asreported.translatable import N_, Nn_
from asreported.words.labels import Labels


class VerdictLabels:
    """Labels of verdicts and reasons, in the catalog and language of ``labels``."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.t = labels.t

    def level(self, level: Level) -> str:
        """Name a verdict."""
        return self.t(_LEVELS[level])

    def verdict(self, verdict: Verdict) -> str:
        """Give a verdict with its reasons in one line."""
        label = self.level(verdict.level)
        if not verdict.reasons:
            return label
        reasons = self.reasons(verdict.reasons)
        return self.t("{verdict}: {reasons}", verdict=label, reasons=reasons)

    def reasons(self, reasons: Iterable[Reason]) -> str:
        """Give reasons in one line, as short as they can be."""
        return self.t("; ").join(self.reason(reason) for reason in reasons)

    def reason(self, reason: Reason, *, with_cities: bool = False) -> str:
        """Put one difference into words: "7 months against 12", "Longnan states no baseline".

        With ``with_cities`` each value names its cities: "7 months (Hengyang) against …".
        """
        t, aspect = self.t, reason.aspect
        name = self.labels.cities if with_cities else self.labels.cities_or_number
        if aspect in _OF_CITIES and not (with_cities and aspect is Aspect.QUALIFIER):
            cities = _open_cities(reason)
            return t.plural(*_OF_CITIES[aspect], len(cities), cities=name(cities))
        if aspect is Aspect.CONTRADICTION:
            return t("; ").join(
                t(
                    "articles on {city} contradict each other: {values}",
                    city=self.labels.cities(cities),
                    values=self._figures(ids),
                )
                for ids, cities in reason.values
            )
        if aspect is Aspect.OVERLAP:
            numbers = (
                t(
                    "{city} {numbers}",
                    city=self.labels.cities(cities),
                    numbers=self._numbers(values),
                )
                for values, cities in reason.values
            )
            return t("may overlap: {what}", what=t("; ").join(self.labels.truncated(numbers)))
        if aspect is Aspect.INFERRED:
            return t("; ").join(
                t(_INFERRED[str(field)], cities=name(cities)) for field, cities in reason.values
            )
        if aspect is Aspect.LENGTH and not with_cities and _two_in_months(reason):
            fewer, more = (value for value, _ in reason.values)
            assert isinstance(fewer, Length) and isinstance(more, Length)
            return t("{fewer} months against {more}", fewer=fewer.number, more=more.number)
        separator, sentence = _DIFFERENCES[aspect]
        if aspect is Aspect.COUNTING_UNIT and len(reason.values) > 2:
            separator, sentence = "", N_("different units: {what}")
        values = self.values(reason, with_cities=with_cities)
        return t(sentence, what=t(separator).join(values) if separator else t.list(values))

    def why(self, reason: Reason) -> str:
        """Say why the rule exists that found the reason."""
        return self.t(next(rule.why for rule in RULES if rule.aspect is reason.aspect))

    def values(self, reason: Reason, *, with_cities: bool) -> list[str]:
        """Name the values of a reason, on request each with the cities that it belongs to."""
        values = ((self._value(reason.aspect, value), cities) for value, cities in reason.values)
        if not with_cities:
            return self.labels.truncated(words for words, _ in values)
        return self.labels.truncated(
            self.t("{what} ({cities})", what=words, cities=self.labels.cities(cities))
            for words, cities in values
        )

    def _value(self, aspect: Aspect, value: Hashable) -> str:
        """Name one of the values that differ in an aspect."""
        t, content = self.t, self.labels.catalog.content
        match aspect, value:
            case Aspect.MOMENT, _:
                return t("a moment") if value else t("a period")
            case _, Length():
                return t.length(value)
            case Aspect.YEARS, (int() | None as first, int() | None as last):
                return self._years(first, last)
            case Aspect.PART_OF_YEAR, tuple():
                return t.part_of_year(*value)
            case Aspect.QUALIFIER, "range":
                return t("a range")
            case Aspect.QUALIFIER, _:
                return t(QUALIFIERS[Qualifier(str(value))])
        codelists: dict[Aspect, Mapping[str, Named]] = {
            Aspect.COUNTS: content.counts,
            Aspect.COUNTING_UNIT: content.counting_units,
            Aspect.AREA: content.areas,
            Aspect.BASELINE: content.baselines,
        }
        return t.label(codelists[aspect][str(value)].name)

    def _figures(self, ids: Hashable) -> str:
        """List the values of figures, each once."""
        assert isinstance(ids, tuple)
        figures = (self.labels.catalog.figures[name] for name in ids)
        return self.t.list(self.labels.truncated(dict.fromkeys(map(self.labels.value, figures))))

    def _numbers(self, values: Hashable) -> str:
        """List numbers, each given by its two ends."""
        assert isinstance(values, tuple)
        numbers = (self.t.span([self.t.number(end) for end in ends]) for ends in values)
        return self.t.list(self.labels.truncated(numbers))

    def _years(self, first: int | None, last: int | None) -> str:
        if first is None:
            return self.t("up to {year}", year=last)
        if last is None:
            return self.t("from {year} on", year=first)
        return str(first) if first == last else f"{first}–{last}"


_LEVELS = {
    Level.ONE_CITY: N_("one city"),
    Level.LIKE_FOR_LIKE: N_("like for like"),
    Level.WITH_CAVEATS: N_("with caveats"),
    Level.NOT_COMPARABLE: N_("not comparable"),
}
#: What cities leave open, of one city and of several.
_OF_CITIES = {
    Aspect.KIND_NOT_STATED: Nn_(
        "{cities} does not state the kind", "{cities} do not state the kind"
    ),
    Aspect.PERIOD_NOT_STATED: Nn_("{cities} states no period", "{cities} state no period"),
    Aspect.START_NOT_STATED: Nn_("{cities} states no start", "{cities} state no start"),
    Aspect.END_NOT_STATED: Nn_("{cities} states no end", "{cities} state no end"),
    Aspect.BASELINE_NOT_STATED: Nn_("{cities} states no baseline", "{cities} state no baseline"),
    Aspect.QUALIFIER: Nn_("{cities} gives no exact number", "{cities} give no exact number"),
    Aspect.CENSUS_YEAR: Nn_(
        "{cities}: residents of another year than the figure",
        "{cities}: residents of other years than the figures",
    ),
}
#: What stands between values that differ (nothing: they are a list), and their sentence.
_DIFFERENCES = {
    Aspect.COUNTS: ("", N_("different things: {what}")),
    Aspect.COUNTING_UNIT: (N_(", not "), "{what}"),
    Aspect.AREA: ("", N_("different areas: {what}")),
    Aspect.MOMENT: (N_(" against "), "{what}"),
    Aspect.LENGTH: (N_(" against "), "{what}"),
    Aspect.LENGTH_EVENED: ("", N_("means of different lengths: {what}")),
    Aspect.YEARS: ("", N_("different years: {what}")),
    Aspect.PART_OF_YEAR: ("", N_("different parts of the year: {what}")),
    Aspect.BASELINE: ("", N_("different baselines: {what}")),
    Aspect.QUALIFIER: ("", N_("not all exact: {what}")),
}
_INFERRED = {
    "period": N_("period inferred: {cities}"),
    "baseline": N_("baseline inferred: {cities}"),
    "counts": N_("what is counted inferred: {cities}"),
    "area": N_("area inferred: {cities}"),
}
#: Names of hedges, to be translated.
QUALIFIERS = {
    Qualifier.EXACT: N_("exact"),
    Qualifier.ABOUT: N_("about"),
    Qualifier.MORE_THAN: N_("more than"),
    Qualifier.AT_LEAST: N_("at least"),
    Qualifier.LESS_THAN: N_("less than"),
    Qualifier.AT_MOST: N_("at most"),
}


def _open_cities(reason: Reason) -> tuple[str, ...]:
    """Return the cities of a reason but those that give an exact number."""
    left_open = (cities for value, cities in reason.values if value != Qualifier.EXACT)
    return tuple(dict.fromkeys(city for cities in left_open for city in cities))


def _two_in_months(reason: Reason) -> bool:
    """Whether a reason holds two lengths that are both given in months, and not in years."""
    return len(reason.values) == 2 and all(
        isinstance(value, Length)
        and value.unit == "months"
        and (value.number <= 12 or value.number % 12)
        for value, _ in reason.values
    )
