"""Captions of comparisons: the verdict and why, what is left out, how rates are worked out.

Every sentence is built from the data and is the same on the screen, in a
picture and in its text alternative.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from asreported.catalog.model import Direction, Rate, ReportedFigure, Statement
from asreported.comparison.compare import Block, Comparison, Show
from asreported.comparison.excerpts import MAX_ELSEWHERE, MAX_NAMED, MAX_PAIRED, excerpt
from asreported.comparison.rates import Obstacle, residents_per_rate
from asreported.comparison.verdicts import RULES, Aspect, Level, judge
from asreported.translatable import N_
from asreported.words.labels import SEPARATOR
from asreported.words.verdicts import VerdictLabels


class Captions(VerdictLabels):
    """Captions of comparisons, in the catalog and language of ``labels``."""

    def headline(self, comparison: Comparison) -> str:
        """Give the verdict on a metric as a headline of two or three words."""
        headlines = _HEADLINES_IN_PART if _in_part(comparison) else _HEADLINES
        return self.t(headlines[comparison.verdict.level])

    def short_headline(self, comparison: Comparison) -> str:
        """Give the verdict on a metric for a row of a table."""
        level = comparison.verdict.level
        return self.t(_SHORT_IN_PART[level]) if _in_part(comparison) else self.level(level)

    def explanation(self, comparison: Comparison) -> str:
        """Explain the headline: which cities report what, and whether it is the same thing."""
        t, level = self.t, comparison.verdict.level
        if level is Level.ONE_CITY:
            city = self.labels.cities(comparison.cities)
            if comparison.cities_filtered_out:
                others = self.labels.cities(comparison.cities_filtered_out)
                return t(
                    "Only {city} is chosen; {others} report this too.", city=city, others=others
                )
            if comparison.without_rate:
                return t("It can be worked out for {city} only.", city=city)
            sentence = t("Only {city} reports this.", city=city)
            if comparison.told:
                sentence = t.plural(
                    "Only {city} reports a figure of this; {others} tells of it otherwise.",
                    "Only {city} reports a figure of this; {others} tell of it otherwise.",
                    len(comparison.told),
                    city=city,
                    others=self.labels.cities(comparison.told),
                )
        elif level is Level.NOT_COMPARABLE:
            sentence = self._nothing_in_common(comparison)
        else:
            sentence = t(
                "Reported by more than one city: {held}.", held=self._several_report(comparison)
            )
            if len(comparison.blocks) > len(comparison.multi_city_blocks):
                sentence += t(" Other headings count something else.")
        if len(comparison.panels) > 1:
            sentence += t(" Each unit has a scale of its own.")
        return sentence

    def _nothing_in_common(self, comparison: Comparison) -> str:
        """Say that no two cities report on the same thing; where units differ, who counts what."""
        units = [r for r in comparison.verdict.reasons if r.aspect is Aspect.COUNTING_UNIT]
        if not units or len({block.axis for block in comparison.drawn}) == 1:
            return self.t("No two cities shown here report on the same thing.")
        things = self.t.list(self.values(units[0], with_cities=True))
        return self.t("No two cities shown here report on the same thing: {things}.", things=things)

    def _several_report(self, comparison: Comparison) -> str:
        """List what more than one city reports on, with the cities or how many they are."""
        names = sum(len(block.cities) for block in comparison.multi_city_blocks)
        most = MAX_NAMED if names <= MAX_NAMED else 0
        return self.t.list(
            self.labels.truncated(
                self._of(block.counts, self.labels.cities_or_number(block.cities, most))
                for block in comparison.multi_city_blocks
            )
        )

    def _of(self, counts_id: str, what: str) -> str:
        """Name a thing that is counted, and in brackets the cities that count it or its value."""
        return self.t("{counts} ({cities})", counts=self.labels.counts(counts_id), cities=what)

    def block_verdict(self, block: Block) -> str:
        """Give a block's verdict and reasons, short enough for a heading."""
        if block.verdict.level is not Level.ONE_CITY or block.verdict.reasons:
            return self.verdict(block.verdict)
        if block.cities_filtered_out:
            return self.t(
                "not chosen: {cities}", cities=self.labels.cities(block.cities_filtered_out)
            )
        if block.cities_without_rate:
            return self.t(
                "not worked out: {cities}", cities=self.labels.cities(block.cities_without_rate)
            )
        return self.t("one city")

    def between_blocks(self, comparison: Comparison) -> str:
        """Say why figures under different headings may not be compared."""
        verdict = judge(comparison.basis, comparison.figures)
        rules = [rule for rule in RULES if rule.aspect in {r.aspect for r in verdict.reasons}]
        whys = " ".join(self.t(rule.why) for rule in rules)
        return self.t("Between headings: not comparable. {why}", why=whys)

    def told_otherwise(self, block: Block) -> list[tuple[str, str]]:
        """List by what else articles tell of what a block counts: the metric, and the words."""
        labels, content = self.labels, self.labels.catalog.content
        related = content.counts[block.counts].related
        if not related:  # spares going through all figures
            return []
        return [
            (
                figure.metric,
                self._of(figure.counts, f"{labels.city(figure.city)} {self._with_notes(figure)}"),
            )
            for figure in labels.catalog.figures.values()
            if figure.counts in related and not figure.is_repetition
        ]

    def _with_notes(self, figure: ReportedFigure) -> str:
        """Write a figure's value with all that must stand beside it."""
        return self.t(", ").join([self.labels.value(figure), *self.labels.notes(figure)])

    def pair_verdicts(self, comparison: Comparison, block: Block) -> list[str]:
        """Give the verdict on each pair of three figures or more; of many, how many pairs."""
        number = len(block.figures)
        if number < 3:
            return []
        if number > MAX_PAIRED:
            pairs = self.t.digits(number * (number - 1) // 2)
            return [self.t("{pairs} pairs: too many to be named one by one here.", pairs=pairs)]
        return [
            self.t(
                "{one} and {other}: {verdict}",
                one=self.labels.figure(one),
                other=self.labels.figure(other),
                verdict=self.verdict(judge(comparison.basis, [one, other])),
            )
            for one, other in combinations(block.figures, 2)
        ]

    def unchosen(self, comparison: Comparison) -> str:
        """List what the reader's filters leave out of a metric; empty where that is nothing."""
        labels = self.labels
        left_out = [
            *map(labels.city, comparison.cities_filtered_out),
            *map(labels.counts, comparison.counts_filtered_out),
            *map(labels.figure, comparison.figures_filtered_out),
        ]
        if not left_out:
            return ""
        listed = self.t.list(labels.truncated(left_out))
        return self.t("Reported, and left out by choice: {what}", what=listed)

    def hidden(self, comparison: Comparison) -> list[str]:
        """Name what does not hold together as the reader asked, and why."""
        alone = [h for h in comparison.hidden if h.verdict.level is Level.ONE_CITY]
        left_alone = [h for h in alone if h.cities_filtered_out]
        unlike = [h for h in comparison.hidden if h.verdict.level is not Level.ONE_CITY]
        sentences = {
            N_("Hidden, not like for like: {what}"): unlike,
            N_("Hidden, one city only: {what}"): [h for h in alone if h not in left_alone],
            N_("Hidden, other cities not chosen: {what}"): left_alone,
        }
        return [
            self.t(sentence, what=self._joined(map(self._hidden, hidden)))
            for sentence, hidden in sentences.items()
            if hidden
        ]

    def _joined(self, things: Iterable[str]) -> str:
        return self.t("; ").join(self.labels.truncated(things))

    def _hidden(self, hidden: Block) -> str:
        """Name a thing that is counted, its cities, and the reasons where there are any."""
        cities = self.labels.cities(figure.city for figure in hidden.figures)
        if not hidden.verdict.reasons:
            return self._of(hidden.counts, cities)
        return self.t(
            "{counts} ({cities}): {reasons}",
            counts=self.labels.counts(hidden.counts),
            cities=cities,
            reasons=self.t(", ").join(map(self.reason, hidden.verdict.reasons)),
        )

    def not_drawn(self, comparison: Comparison) -> list[str]:
        """Name all that stands in no block: what is hidden, and what gives no rate."""
        return [*self.hidden(comparison), *self.rate_notes(comparison, comparison.cities)]

    def no_figures(self, comparison: Comparison) -> str:
        """Say that filters leave no figure of a metric to draw."""
        if comparison.hidden and comparison.show is Show.LIKE_FOR_LIKE:
            sentence = N_("With these filters no two figures under “{metric}” are like for like.")
        elif comparison.hidden:
            sentence = N_(
                "With these filters no two cities under “{metric}” report on the same thing."
            )
        elif comparison.without_rate:
            sentence = N_("No figure under “{metric}” has what this rate needs.")
        else:
            sentence = N_("Nothing on “{metric}” is left with these filters.")
        return self.t(sentence, metric=self.labels.metric(comparison.metric))

    def silent(self, comparison: Comparison) -> str:
        """Name the chosen cities whose article says nothing; empty where all say something."""
        if not comparison.silent:
            return ""
        cities = self.labels.cities(comparison.silent)
        return self.t("No such figure in the article: {cities}", cities=cities)

    def told(self, comparison: Comparison) -> list[str]:
        """Tell of each city without a figure what its article says instead."""
        return self.labels.truncated(
            SEPARATOR.join(
                [self.labels.city(city), self.t("; ").join(self.told_by(comparison, city))]
            )
            for city in comparison.told
        )

    def told_by(self, comparison: Comparison, city: str) -> list[str]:
        """List what a city without a figure says instead; without words twice."""
        told = comparison.told[city]
        said = [self.said_when(one, comparison.metric) for one in told.statements]
        by_metric: dict[str, list[ReportedFigure]] = {}
        for figure in told.figures:
            by_metric.setdefault(figure.metric, []).append(figure)
        return [*dict.fromkeys(said), *map(self.reported_instead, by_metric.values())]

    def said_when(self, statement: Statement, metric: str) -> str:
        """Say what a statement says, of what time and area as far as the article states them."""
        said, notes = self.said(statement, metric), self.labels.statement_notes(statement)
        if not notes:
            return said
        return self.t("{what} ({notes})", what=said, notes=self.t(", ").join(notes))

    def said(self, statement: Statement, metric: str) -> str:
        """Say what a statement says, as one on ``metric`` or, by its name, on a related one."""
        if statement.claim is not None:
            return self.t("no number: {claim}", claim=self.t.text(statement.claim))
        assert statement.direction is not None
        if statement.metric == metric:
            return self.t(_SAID[statement.direction])
        name = self.labels.metric(statement.metric)
        return self.t(_SAID_OF[statement.direction], metric=name)

    def reported_instead(self, figures: Sequence[ReportedFigure]) -> str:
        """Name a metric and its figures that stand in place of another's."""
        part = excerpt(figures, MAX_ELSEWHERE)
        values = [self._of(figure.counts, self._with_notes(figure)) for figure in part.shown]
        values += [self.t("{number} more", number=part.more)] if part.more else []
        name = self.labels.metric(figures[0].metric)
        return self.t(
            "reports “{metric}” instead: {values}", metric=name, values=self.t.list(values)
        )

    def alt_text(self, comparison: Comparison) -> str:
        """Describe a chart to those who do not see it: figures, then what is not drawn and why."""
        t, labels = self.t, self.labels
        parts = [labels.title(comparison.metric, comparison.rates), self.headline(comparison)]
        for block in comparison.drawn:
            figures = [
                f"{labels.city(figure.city)} {self.value(comparison, figure)}{t(', ')}"
                f"{t(', ').join(labels.row_notes(figure))}"
                for figure in block.figures
            ]
            counts = labels.counts(block.counts)
            parts.append(t("{counts}: {figures}", counts=counts, figures=t("; ").join(figures)))
        parts += [
            labels.more_figures(comparison.more),
            *self.told(comparison),
            self.silent(comparison),
            *self.hidden(comparison),
        ]
        return t(". ").join(part.rstrip(".。") for part in parts if part)

    def value(self, comparison: Comparison, figure: ReportedFigure) -> str:
        """Write a figure's value as a comparison draws it: as reported, or the rate worked out."""
        derived = comparison.derived.get(figure.id)
        return self.labels.derived(figure, derived) if derived else self.labels.value(figure)

    def rate_formula(self, comparison: Comparison) -> str:
        """Say how the rates of a comparison are worked out; empty where there are none."""
        if not comparison.rates:
            return ""
        t = self.t
        steps = [t("the reported number")]
        if Rate.PER_HEAD in comparison.rates:
            steps.append(t("÷ residents"))
            residents = residents_per_rate(self.labels.catalog.metrics[comparison.metric].unit)
            if residents > 1:
                steps.append(t("× {number}", number=t.digits(residents)))
        if Rate.PER_MONTH in comparison.rates:
            steps.append(t("÷ months covered"))
        formula = " ".join(step.replace(" ", _UNBROKEN) for step in steps)
        return t("Worked out by As Reported, printed in no article: {formula}.", formula=formula)

    def rate_notes(self, comparison: Comparison, cities: Collection[str]) -> list[str]:
        """Tell what rates rest on: residents of ``cities`` by census; figures that give no rate."""
        notes = self._residents(cities) if Rate.PER_HEAD in comparison.rates else []
        for obstacle, figures in comparison.without_rate.items():
            listed = self._joined(map(self.labels.figure, figures))
            notes.append(self.t(_OBSTACLES[obstacle], figures=listed))
        return notes

    def _residents(self, cities: Collection[str]) -> list[str]:
        """Tell how many residents the cities have, census by census."""
        t, content = self.t, self.labels.catalog.content
        by_census: dict[str, list[str]] = {}
        for city_id, city in content.cities.items():
            if city_id in cities:
                number = t.digits(city.population.value)
                residents = t("{city} {number}", city=self.labels.city(city_id), number=number)
                by_census.setdefault(city.population.census, []).append(residents)
        return [
            t(
                "Residents: {census}, {date}: {residents}.",
                census=t.label(content.censuses[census].name),
                date=t.date(content.censuses[census].on),
                residents=t.list(self.labels.truncated(residents)),
            )
            for census, residents in by_census.items()
        ]


_SAID = {
    Direction.UP: N_("no number: says that it rises"),
    Direction.DOWN: N_("no number: says that it falls"),
}
_SAID_OF = {
    Direction.UP: N_("no number: says that “{metric}” rises"),
    Direction.DOWN: N_("no number: says that “{metric}” falls"),
}

_UNBROKEN = "\u00a0"

_HEADLINES = {
    Level.ONE_CITY: N_("Nothing to compare."),
    Level.LIKE_FOR_LIKE: N_("Like for like."),
    Level.WITH_CAVEATS: N_("Compare with caveats."),
    Level.NOT_COMPARABLE: N_("Not comparable."),
}
_HEADLINES_IN_PART = {
    Level.LIKE_FOR_LIKE: N_("Like for like in part."),
    Level.WITH_CAVEATS: N_("Comparable in part, with caveats."),
}
_SHORT_IN_PART = {
    Level.LIKE_FOR_LIKE: N_("in part like for like"),
    Level.WITH_CAVEATS: N_("in part, with caveats"),
}
_OBSTACLES = {
    Obstacle.NOT_THE_CITY: N_("Not worked out, not exactly of the whole city: {figures}."),
    Obstacle.NO_WHOLE_MONTHS: N_("Not worked out, whole months not known: {figures}."),
}


def _in_part(comparison: Comparison) -> bool:
    """Whether the verdict holds under some of the headings only."""
    return bool(comparison.multi_city_blocks) and len(comparison.blocks) > 1
