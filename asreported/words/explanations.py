"""What a comparison comes to, what it leaves out, how its rates are worked out, in words.

Every sentence is built from the data and is the same on the screen, in a
picture and in its text alternative.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from asreported.catalog.model import Kind, Rate, ReportedFigure
from asreported.comparison.compare import Block, Comparison, Show, judge_pairs
from asreported.comparison.excerpts import MAX_NAMED, MAX_PAIRED
from asreported.comparison.rates import Obstacle, residents_per_rate
from asreported.comparison.verdicts import RULES, Aspect, Level, judge
from asreported.translatable import N_
from asreported.words.verdicts import VerdictLabels


class Captions(VerdictLabels):
    """Explanations of comparisons, in the language of ``say``."""

    @property
    def all_reasons(self) -> str:
        """The heading of a verdict's reasons."""
        return self._t("All reasons")

    @property
    def pair_by_pair(self) -> str:
        """The heading of the verdicts on pairs."""
        return self._t("Pair by pair")

    def headline(self, comparison: Comparison) -> str:
        """The verdict on a metric in two or three words."""
        headlines = _HEADLINES_IN_PART if _in_part(comparison) else _HEADLINES
        return self._t(headlines[comparison.verdict.level])

    def brief(self, comparison: Comparison) -> str:
        """The same for a row of a table."""
        level = comparison.verdict.level
        return self._t(_BRIEF_IN_PART[level]) if _in_part(comparison) else self.level(level)

    def ground(self, comparison: Comparison) -> str:
        """The sentence that gives the ground for the headline."""
        t, labels = self._t, self.labels
        level = comparison.verdict.level
        if level is Level.ONE_CITY:
            who = labels.cities(comparison.cities)
            if comparison.cities_filtered_out:
                others = labels.cities(comparison.cities_filtered_out)
                return t(
                    "Only {city} is chosen; {others} report this too.", city=who, others=others
                )
            if comparison.without_rate:
                return t("It can be worked out for {city} only.", city=who)
            return t("Only {city} reports this.", city=who) + self._own_scales(comparison)
        if level is Level.NOT_COMPARABLE:
            units = [r for r in comparison.verdict.reasons if r.aspect is Aspect.COUNTING_UNIT]
            if not units or len(comparison.panels) == 1:
                return t("No two cities shown here report on the same thing.")
            things = self._valued(units[0], self._unit, with_cities=True)
            ground = t(
                "No two cities shown here report on the same thing: {things}.",
                things=t.list(things),
            )
            return ground + self._own_scales(comparison)
        names = sum(len(block.cities) for block in comparison.multi_city_blocks)
        room = MAX_NAMED if names <= MAX_NAMED else 0
        held = labels.truncated(
            t(
                "{counts} ({cities})",
                counts=labels.counts(block.counts),
                cities=labels.cities_or_number(block.cities, room),
            )
            for block in comparison.multi_city_blocks
        )
        ground = t("Reported by more than one city: {held}.", held=t.list(held))
        if len(comparison.blocks) > len(comparison.multi_city_blocks):
            ground += t(" Other headings count something else.")
        return ground + self._own_scales(comparison)

    def _own_scales(self, comparison: Comparison) -> str:
        """Says that bars of different units are not drawn to one scale, where there are such."""
        ranks = self.labels.catalog.metrics[comparison.metric].kind is Kind.RANK
        if len(comparison.panels) < 2 or ranks:
            return ""
        return self._t(" Each unit has a scale of its own.")

    def block_verdict(self, block: Block) -> str:
        """A block's verdict and reasons, short enough for a heading."""
        if block.verdict.level is Level.ONE_CITY:
            if block.cities_filtered_out:
                return self._t(
                    "not chosen: {cities}", cities=self.labels.cities(block.cities_filtered_out)
                )
            if block.cities_without_rate:
                cities = self.labels.cities(block.cities_without_rate)
                return self._t("not worked out: {cities}", cities=cities)
            return self._t("one city")
        return self.verdict(block.verdict)

    def between(self, comparison: Comparison) -> str:
        """Why figures under different headings may not be compared."""
        verdict = judge(comparison.basis, comparison.figures)
        rules = [rule for rule in RULES if rule.aspect in {r.aspect for r in verdict.reasons}]
        whys = " ".join(self._t(rule.why) for rule in rules)
        return self._t("Between headings: not comparable. {why}", why=whys)

    def pairs(self, comparison: Comparison, block: Block) -> list[str]:
        """Each pair of a block of more than two figures, with its verdict; of many their number."""
        number = len(block.figures)
        if number < 3:
            return []
        if number > MAX_PAIRED:
            pairs = self._t.digits(number * (number - 1) // 2)
            return [self._t("{pairs} pairs: too many to be named one by one here.", pairs=pairs)]
        return [
            self._t(
                "{one} and {other}: {verdict}",
                one=self.labels.figure(one),
                other=self.labels.figure(other),
                verdict=self.verdict(verdict),
            )
            for one, other, verdict in judge_pairs(comparison, block)
        ]

    def choice(self, comparison: Comparison) -> str:
        """What the reader's filters leave out of a metric; empty where they leave nothing out."""
        cities, unchosen = self.labels.catalog.cities, set(comparison.cities_filtered_out)
        left_out = [self.labels.city(city) for city in cities if city in unchosen]
        left_out += [self.labels.counts(counts) for counts in comparison.counts_filtered_out]
        if not left_out:
            return ""
        named = self._t.list(self.labels.truncated(left_out))
        return self._t("Reported, and left out by choice: {what}", what=named)

    def hidden(self, comparison: Comparison) -> list[str]:
        """What does not hold together as the reader asked, and why."""
        t = self._t
        alone = [h for h in comparison.hidden if h.verdict.level is Level.ONE_CITY]
        unlike = [h for h in comparison.hidden if h.verdict.level is not Level.ONE_CITY]
        said = []
        if unlike:
            what = t("; ").join(self.labels.truncated(self._hidden(hidden) for hidden in unlike))
            said.append(t("Hidden, not like for like: {what}", what=what))
        if alone:
            things = self.labels.truncated(
                t(
                    "{counts} ({cities})",
                    counts=self.labels.counts(hidden.counts),
                    cities=self.labels.cities(figure.city for figure in hidden.figures),
                )
                for hidden in alone
            )
            said.append(t("Hidden, one city only: {what}", what=t("; ").join(things)))
        return said

    def left_out(self, comparison: Comparison) -> list[str]:
        """All that stands in no block of a comparison: what is hidden, and what gives no rate."""
        return [*self.hidden(comparison), *self.rate_notes(comparison, comparison.cities)]

    def no_figures(self, comparison: Comparison) -> str:
        """Says that filters leave nothing of a metric to draw."""
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
        return self._t(sentence, metric=self.labels.metric(comparison.metric))

    def silence(self, comparison: Comparison) -> str:
        """Names the chosen cities that report nothing; empty where all report."""
        if not comparison.silent:
            return ""
        cities = self.labels.cities(comparison.silent)
        return self._t("Not in the article: {cities}", cities=cities)

    def alt_text(self, comparison: Comparison) -> str:
        """A chart in words, for those who do not see it: its figures, then who is silent."""
        t, labels = self._t, self.labels
        parts = [labels.title(comparison.metric, comparison.rates), self.headline(comparison)]
        for block in comparison.drawn:
            said = [
                f"{labels.city(figure.city)} {self.value(comparison, figure)}{t(', ')}"
                f"{t(', ').join(labels.notes(figure))}"
                for figure in block.figures
            ]
            counts = labels.counts(block.counts)
            parts.append(t("{counts}: {figures}", counts=counts, figures=t("; ").join(said)))
        parts += [
            labels.more_figures(comparison.more),
            self.silence(comparison),
            *self.hidden(comparison),
        ]
        return t(". ").join(part.rstrip(".。") for part in parts if part)

    def value(self, comparison: Comparison, figure: ReportedFigure) -> str:
        """A figure's value as a comparison draws it: as reported, or the rate worked out."""
        derived = comparison.derived.get(figure.id)
        return self.labels.derived(figure, derived) if derived else self.labels.value(figure)

    def formula(self, comparison: Comparison) -> str:
        """How the rates of a comparison are worked out; empty where there are none."""
        if not comparison.rates:
            return ""
        t = self._t
        metric = self.labels.catalog.metrics[comparison.metric]
        steps = [t("the reported number")]
        if Rate.PER_HEAD in comparison.rates:
            steps.append(t("÷ residents"))
            if (residents := residents_per_rate(metric.unit)) > 1:
                steps.append(t("× {number}", number=t.digits(residents)))
        if Rate.PER_MONTH in comparison.rates:
            steps.append(t("÷ months covered"))
        formula = " ".join(step.replace(" ", _UNBROKEN) for step in steps)
        return t("Worked out by As Reported, printed in no article: {formula}.", formula=formula)

    def rate_notes(self, comparisons: Iterable[Comparison], cities: Collection[str]) -> list[str]:
        """Whose residents rates per head divide by, and which figures give no rate."""
        compared = list(comparisons)
        said = []
        if any(Rate.PER_HEAD in comparison.rates for comparison in compared):
            said += self._residents(cities)
        for comparison in compared:
            for obstacle, figures in comparison.without_rate.items():
                what = self._t("; ").join(self.labels.truncated(map(self.labels.figure, figures)))
                said.append(self._t(_OBSTACLES[obstacle], figures=what))
        return said

    def _residents(self, cities: Collection[str]) -> list[str]:
        """How many residents the cities had, census by census."""
        t = self._t
        by_census: dict[str, list[str]] = {}
        for city_id, city in self.labels.catalog.cities.items():
            if city_id in cities:
                number = t.digits(city.population.value)
                named = t("{city} {number}", city=self.labels.city(city_id), number=number)
                by_census.setdefault(city.population.census, []).append(named)
        return [
            t(
                "Residents: {census}, {date}: {residents}.",
                census=t.label(self._content.censuses[census].name),
                date=t.date(self._content.censuses[census].on),
                residents=t.list(self.labels.truncated(residents)),
            )
            for census, residents in by_census.items()
        ]

    def _hidden(self, hidden: Block) -> str:
        return self._t(
            "{counts} ({cities}): {reasons}",
            counts=self.labels.counts(hidden.counts),
            cities=self.labels.cities(figure.city for figure in hidden.figures),
            reasons=self._t(", ").join(self.reason(reason) for reason in hidden.verdict.reasons),
        )


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
_BRIEF_IN_PART = {
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
