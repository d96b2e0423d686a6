"""Verdicts and the reasons for them in a reader's words.

Every sentence is built from the data: "7 months against 12", "Longnan states no
baseline". None is typed for one case.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from asreported.catalog.model import Named, Qualifier
from asreported.catalog.period import Length
from asreported.comparison.verdicts import RULES, Aspect, Level, Reason, Verdict
from asreported.translatable import N_, Nn_
from asreported.words.sentences import Sentences

_Words = Callable[[Hashable], str]
_Joins = Callable[[Sequence[str]], str]


class Reasons:
    """Verdicts and reasons, in the language of ``say``."""

    def __init__(self, say: Sentences) -> None:
        self.say = say
        self._t = say.t
        self._content = say.catalog.content

    def level(self, level: Level) -> str:
        """The name of a verdict."""
        return self._t(_LEVELS[level])

    def verdict(self, verdict: Verdict) -> str:
        """A verdict with its reasons in one line."""
        label = self.level(verdict.level)
        if not verdict.reasons:
            return label
        reasons = self.reasons(verdict.reasons)
        return self._t("{verdict}: {reasons}", verdict=label, reasons=reasons)

    def reasons(self, reasons: Iterable[Reason]) -> str:
        """Reasons in one line, as short as they can be."""
        return self._t("; ").join(self.reason(reason) for reason in reasons)

    def reason(self, reason: Reason, *, whose: bool = False) -> str:
        """One difference: "7 months against 12", "Longnan states no baseline".

        With ``whose`` each value names its cities: "7 months (Hengyang) against …".
        """
        if reason.aspect in _OF_CITIES and not (whose and reason.aspect is Aspect.QUALIFIER):
            cities = _hedged(reason) if reason.aspect is Aspect.QUALIFIER else reason.cities
            named = self.say.cities(cities) if whose else self.say.who(cities)
            return self._t.plural(*_OF_CITIES[reason.aspect], len(cities), cities=named)
        if reason.aspect is Aspect.INFERRED:
            name = self.say.cities if whose else self.say.who
            return self._t("; ").join(
                self._t(_INFERRED[str(field)], cities=name(cities))
                for field, cities in reason.values
            )
        if reason.aspect is Aspect.LENGTH and not whose and _two_in_months(reason):
            fewer, more = (value for value, _ in reason.values)
            assert isinstance(fewer, Length) and isinstance(more, Length)
            return self._t("{fewer} months against {more}", fewer=fewer.number, more=more.number)
        words, joins, sentence = self._differences()[reason.aspect]
        if reason.aspect is Aspect.COUNTING_UNIT and len(reason.values) > 2:
            joins, sentence = self._t.list, N_("different units: {what}")
        return self._t(sentence, what=joins(self._valued(reason, words, whose=whose)))

    def why(self, reason: Reason) -> str:
        """Why the rule is there that found the reason."""
        return self._t(next(rule.why for rule in RULES if rule.aspect is reason.aspect))

    def _valued(
        self, reason: Reason, words: Callable[[Hashable], str], *, whose: bool
    ) -> list[str]:
        """The values of a reason in words, with the cities that each belongs to."""
        if not whose:
            return self.say.some(words(value) for value, _ in reason.values)
        return self.say.some(
            self._t("{what} ({cities})", what=words(value), cities=self.say.cities(cities))
            for value, cities in reason.values
        )

    def _differences(self) -> Mapping[Aspect, tuple[_Words, _Joins, str]]:
        """How the values of each aspect are said, joined, and put into a sentence."""
        t, content = self._t, self._content
        against = t(" against ").join
        return {
            Aspect.COUNTS: (
                lambda v: self.say.counts(str(v)), t.list, N_("different things: {what}"),
            ),
            Aspect.COUNTING_UNIT: (self._unit, t(", not ").join, "{what}"),
            Aspect.AREA: (self._named(content.areas), t.list, N_("different areas: {what}")),
            Aspect.MOMENT: (
                lambda v: t("a moment") if v else t("a period"), against, "{what}",
            ),
            Aspect.LENGTH: (self._length, against, "{what}"),
            Aspect.LENGTH_EVENED: (
                self._length, t.list, N_("means of different lengths: {what}"),
            ),
            Aspect.YEARS: (self._years, t.list, N_("different years: {what}")),
            Aspect.PART_OF_YEAR: (
                self._part_of_year, t.list, N_("different parts of the year: {what}"),
            ),
            Aspect.BASELINE: (
                self._named(content.baselines), t.list, N_("different baselines: {what}"),
            ),
            Aspect.QUALIFIER: (self._qualifier, t.list, N_("not all exact: {what}")),
        }  # fmt: skip

    def _named(self, codelist: Mapping[str, Named]) -> _Words:
        return lambda key: self._t.label(codelist[str(key)].name)

    def _unit(self, value: Hashable) -> str:
        return self._t.label(self._content.counting_units[str(value)].name)

    def _length(self, value: Hashable) -> str:
        assert isinstance(value, Length)
        return self._t.length(value)

    def _years(self, value: Hashable) -> str:
        first, last = value if isinstance(value, tuple) else (None, None)
        if first is None:
            return self._t("up to {year}", year=last)
        if last is None:
            return self._t("from {year} on", year=first)
        return str(first) if first == last else f"{first}–{last}"

    def _part_of_year(self, value: Hashable) -> str:
        return self._t.part_of_year(*value) if isinstance(value, tuple) else ""

    def _qualifier(self, value: Hashable) -> str:
        return self._t(_QUALIFIERS[Qualifier(str(value))])


_LEVELS = {
    Level.ALONE: N_("one city"),
    Level.LIKE_FOR_LIKE: N_("like for like"),
    Level.WITH_CAVEATS: N_("with caveats"),
    Level.NOT_COMPARABLE: N_("not comparable"),
}
#: What cities leave open, of one city and of several.
_OF_CITIES = {
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
_INFERRED = {
    "period": N_("period inferred: {cities}"),
    "baseline": N_("baseline inferred: {cities}"),
    "counts": N_("what is counted inferred: {cities}"),
    "area": N_("area inferred: {cities}"),
}
_QUALIFIERS = {
    Qualifier.EXACT: N_("exact"),
    Qualifier.ABOUT: N_("about"),
    Qualifier.MORE_THAN: N_("more than"),
    Qualifier.AT_LEAST: N_("at least"),
    Qualifier.LESS_THAN: N_("less than"),
    Qualifier.AT_MOST: N_("at most"),
}


def _hedged(reason: Reason) -> tuple[str, ...]:
    """The cities of a reason whose number is not exact."""
    return tuple(
        dict.fromkeys(
            city for value, who in reason.values if value != Qualifier.EXACT for city in who
        )
    )


def _two_in_months(reason: Reason) -> bool:
    """Whether a reason holds two lengths that are both said in months."""
    return len(reason.values) == 2 and all(
        isinstance(value, Length)
        and value.unit == "months"
        and (value.number <= 12 or value.number % 12)
        for value, _ in reason.values
    )
