"""What the dashboard says about figures: values, periods, notes and sources, in words.

Every sentence is built from the data, in the reader's language, and is the
same on the screen, in a picture and in its text alternative.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import WHOLE_CITY, Kind, Metric, Rate, ReportedFigure, Text, Unit
from asreported.comparison.excerpts import MAX_NAMED, excerpt
from asreported.comparison.rates import Derived
from asreported.comparison.side_by_side import SideBySide
from asreported.translatable import N_
from asreported.words.language import Language

SEPARATOR = " · "


class Labels:
    """Sentences about one catalog in one language."""

    def __init__(self, catalog: Catalog, language: Language) -> None:
        self.catalog = catalog
        self.t = language
        self._code = language.code

    def lead(self) -> str:
        """What the catalog is, in one sentence."""
        about, t = self.catalog.content.about, self.t
        return t(
            "What press articles report about {subject} in {count} {where}, side by side, "
            "each figure with the words that carry it.",
            subject=self.t.label(about.subject),
            count=len(self.catalog.cities),
            where=self.t.label(about.where),
        )

    def city(self, city_id: str) -> str:
        """A city's name."""
        return self.t.label(self.catalog.cities[city_id].name)

    def cities(self, city_ids: Iterable[str]) -> str:
        """Cities as a list, in the catalog's order; of many the first, and how many more."""
        chosen = set(city_ids)
        named = [self.city(city) for city in self.catalog.cities if city in chosen]
        return self.t.list(self.some(named))

    def who(self, city_ids: Collection[str], room: int = MAX_NAMED) -> str:
        """Cities by name, or how many they are where there is no room for so many names."""
        number = len(set(city_ids))
        if number <= room:
            return self.cities(city_ids)
        return self.t.plural("{number} city", "{number} cities", number)

    def some(self, words: Iterable[str]) -> list[str]:
        """Words to put into a list; of many the first ten, and last how many more there are."""
        part = excerpt(words, MAX_NAMED, MAX_NAMED - 2)
        more = [self.t("{number} more", number=part.more)] if part.more else []
        return [*part.shown, *more]

    def more_figures(self, number: int) -> str:
        """How many figures are not shown; empty where all are."""
        if not number:
            return ""
        return self.t.plural(
            "and {number} more figure, in the data",
            "and {number} more figures, in the data",
            number,
        )

    def extent(self, table: SideBySide) -> str:
        """Which part of the table side by side is shown; empty where it is all of it."""
        t, parts = self.t, []
        shown, more = len(table.metrics.shown), table.metrics.more
        if more:
            parts.append(t("{number} of {all} metrics", number=shown, all=t.digits(shown + more)))
        if len(table.cities) < len(self.catalog.cities):
            number, every = len(table.cities), len(self.catalog.cities)
            parts.append(t("{number} of {all} cities", number=number, all=every))
        return t(", ").join(parts)

    def metric(self, metric_id: str) -> str:
        """A metric's name."""
        return self.t.label(self.catalog.metrics[metric_id].name)

    def title(self, metric_id: str, rates: Collection[Rate] = ()) -> str:
        """A chart's title: the metric, and what is worked out from it."""
        metric = self.metric(metric_id)
        if not rates:
            return self.t("{metric}, as reported", metric=metric)
        return self.t(
            "{metric} {rate}, worked out from reports",
            metric=metric,
            rate=self.rate(rates, self.catalog.metrics[metric_id]),
        )

    def rate(self, rates: Collection[Rate], metric: Metric) -> str:
        """What a value is given for: "per 100,000 residents", "per resident and month"."""
        money = metric.unit is Unit.YUAN
        if Rate.PER_HEAD not in rates:
            return self.t("per month")
        if Rate.PER_MONTH not in rates:
            return self.t("per resident") if money else self.t("per 100,000 residents")
        if money:
            return self.t("per resident and month")
        return self.t("per 100,000 residents and month")

    def counts(self, counts_id: str) -> str:
        """What is counted."""
        return self.t.label(self.catalog.content.counts[counts_id].name)

    def value(self, figure: ReportedFigure) -> str:
        """A figure's value with sign, unit and hedge."""
        return self.t.value(figure, self.catalog.metrics[figure.metric])

    def derived(self, figure: ReportedFigure, derived: Derived) -> str:
        """A rate that we worked out from a figure, with the figure's hedge."""
        money = self.catalog.metrics[figure.metric].unit is Unit.YUAN
        return self.t.rounded(derived.value, figure.qualifier, money=money)

    def figure(self, figure: ReportedFigure) -> str:
        """A figure in a few words: "Longnan 54 (to 7 Aug 2024, start not stated)"."""
        return self.t(
            "{city} {value}, {period}",
            city=self.city(figure.city),
            value=self.value(figure),
            period=self.period(figure),
        )

    def axis_value(self, value: float, metric: Metric) -> str:
        """A value as an axis writes it: no sign for a rise, no unit that the title gives."""
        return self.t.number(value) if metric.kind is Kind.DENSITY else self.t.size(value, metric)

    def period(self, figure: ReportedFigure) -> str:
        """What a figure covers, with a word where it is inferred."""
        return self.t.period(figure.period, inferred="period" in figure.inferred)

    def baseline(self, figure: ReportedFigure) -> str:
        """What a change is measured against; empty where the figure is no change."""
        if figure.baseline is None:
            return ""
        baseline = self.catalog.content.baselines[figure.baseline]
        words = self.t.text(baseline.against)
        if "baseline" in figure.inferred:
            words = self.t("{what} (inferred)", what=words)
        return words

    def notes(self, figure: ReportedFigure) -> list[str]:
        """Period, then baseline, area and whatever else must stand beside a mark."""
        notes = [self.period(figure), self.baseline(figure)]
        if figure.area != WHOLE_CITY:
            notes.append(self.t.label(self.catalog.content.areas[figure.area].name))
        if "counts" in figure.inferred:
            notes.append(self.t("what is counted is inferred"))
        if figure.subset_of is not None:
            whole = self.value(self.catalog.figures[figure.subset_of])
            notes.append(self.t("part of the {value}", value=whole))
        return [note for note in notes if note]

    def definitions(self, figure: ReportedFigure) -> list[tuple[str, str]]:
        """What is counted, and in what, where the catalog explains it: term and meaning."""
        counted = self.catalog.content.counts[figure.counts]
        unit = self.catalog.content.counting_units[counted.unit]
        return [
            (self.t.label(entry.name), self.t.text(entry.about))
            for entry in (counted, unit)
            if entry.about is not None
        ]

    def field(self, field: str) -> str:
        """The name of a field that may be inferred."""
        return self.t(_FIELDS[field])

    def source(self, city_id: str) -> str:
        """Who published a city's article, and when: "China Gansu Net, 7 Aug 2024"."""
        source = self.catalog.cities[city_id].source
        if source.publisher is not None:
            who = self.t.label(source.publisher)
        else:
            who = self.t.list(self.t.label(author) for author in source.authors)
        when = self.t.date(source.published.value)
        if source.published.inferred is not None:
            when = self.t("{what} (inferred)", what=when)
        return self.t("{who}, {date}", who=who, date=when)

    def origin(self, city_id: str) -> str:
        """Which article it is and who speaks in it: title, then the kind of voice."""
        source = self.catalog.cities[city_id].source
        title = self.t.text(source.title) if source.title else self.t("no title")
        voice = self.t.label(self.catalog.content.voices[source.stated_by.value].name)
        if source.stated_by.inferred is not None:
            voice = self.t("{what} (inferred)", what=voice)
        return self.t("Article: {title}; {voice}.", title=title, voice=voice)

    def provenance(self, city_id: str) -> list[tuple[str, str]]:
        """Where a city's figures come from: article, who says it, when, how we know; residents."""
        t, city = self.t, self.catalog.cities[city_id]
        source, content = city.source, self.catalog.content
        voice = self.t.label(content.voices[source.stated_by.value].name)
        facts = [
            (t("Article"), self.t.text(source.title) if source.title else t("no title")),
            (t("Authors"), t.list(self.t.label(author) for author in source.authors)),
            (
                t("Publisher"),
                self.t.label(source.publisher) if source.publisher else "",
            ),
            (t("Who says it"), self._inferred(voice, source.stated_by.inferred)),
            (
                t("Published"),
                self._inferred(t.date(source.published.value), source.published.inferred),
            ),
        ]
        census = content.censuses[city.population.census]
        residents = t(
            "{number} ({census}, {date})",
            number=t.digits(city.population.value),
            census=self.t.label(census.name),
            date=t.date(census.on),
        )
        return [*((term, words) for term, words in facts if words), (t("Residents"), residents)]

    def _inferred(self, words: str, why: Text | None) -> str:
        """Words with the reason why they are inferred, if they are."""
        if why is None:
            return words
        return self.t("{what} (inferred: {reason})", what=words, reason=self.t.text(why))


_FIELDS = {
    "period": N_("Period"),
    "baseline": N_("Against"),
    "counts": N_("Counting"),
    "area": N_("Area"),
}
