"""Labels of what a catalog holds: names, values, periods, notes and sources in words.

Each is built from the data, in the reader's language, and is the same on the
screen, in a picture and in its text alternative.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import (
    WHOLE_CITY,
    Author,
    Kind,
    Metric,
    Qualifier,
    Rate,
    ReportedFigure,
    Source,
    Statement,
    System,
    Text,
    Unit,
)
from asreported.catalog.period import NOT_STATED
from asreported.comparison.excerpts import MAX_NAMED, excerpt
from asreported.comparison.rates import Derived
from asreported.comparison.side_by_side import SideBySide
from asreported.translatable import N_
from asreported.words.language import Language

SEPARATOR = " · "


class Labels:
    """Labels for one catalog in one language. Methods raise KeyError for an unknown id."""

    def __init__(self, catalog: Catalog, language: Language) -> None:
        self.catalog = catalog
        self.t = language

    def tagline(self) -> str:
        """Say in one sentence what the catalog is about."""
        about, t = self.catalog.content.about, self.t
        if len(self.catalog.cities) == 1:
            return t(
                "What press articles report about {subject} in {city}, "
                "each figure with the words that carry it.",
                subject=t.label(about.subject),
                city=self.cities(self.catalog.cities),
            )
        return t(
            "What press articles report about {subject} in {count} {where}, side by side, "
            "each figure with the words that carry it.",
            subject=t.label(about.subject),
            count=len(self.catalog.cities),
            where=t.label(about.where),
        )

    def city(self, city_id: str) -> str:
        """Name a city."""
        return self.t.label(self.catalog.cities[city_id].name)

    def cities(self, city_ids: Iterable[str]) -> str:
        """List cities in the catalog's order; of many the first, and how many more."""
        chosen = set(city_ids)
        named = [self.city(city) for city in self.catalog.cities if city in chosen]
        return self.t.list(self.truncated(named))

    def cities_or_number(self, city_ids: Collection[str], most: int = MAX_NAMED) -> str:
        """List cities; give only their number where there are more than ``most``."""
        number = len(set(city_ids))
        if number <= most:
            return self.cities(city_ids)
        return self.t.plural("{number} city", "{number} cities", number)

    def truncated(self, words: Iterable[str]) -> list[str]:
        """Cut a long list: of more than twelve the first ten, and last how many more there are."""
        part = excerpt(words, MAX_NAMED, MAX_NAMED - 2)
        more = [self.t("{number} more", number=part.more)] if part.more else []
        return [*part.shown, *more]

    def more_figures(self, number: int) -> str:
        """Say how many figures are not shown; empty where all are."""
        if not number:
            return ""
        return self.t.plural(
            "and {number} more figure, in the data",
            "and {number} more figures, in the data",
            number,
        )

    def extent(self, table: SideBySide) -> str:
        """Say which part of the table side by side is shown; empty where it is all of it."""
        t, parts = self.t, []
        rows, more = len(table.metrics.shown), table.metrics.more
        if more:
            parts.append(t("{number} of {all} metrics", number=rows, all=t.digits(rows + more)))
        if len(table.cities) < len(self.catalog.cities):
            number, every = len(table.cities), len(self.catalog.cities)
            parts.append(t("{number} of {all} cities", number=number, all=every))
        return t(", ").join(parts)

    def metric(self, metric_id: str) -> str:
        """Name a metric."""
        return self.t.label(self.catalog.metrics[metric_id].name)

    def title(self, metric_id: str, rates: Collection[Rate] = ()) -> str:
        """Title a chart: the metric, and which rates are worked out from it."""
        metric = self.metric(metric_id)
        if not rates:
            return self.t("{metric}, as reported", metric=metric)
        return self.t(
            "{metric} {rate}, worked out from reports",
            metric=metric,
            rate=self.rate(rates, self.catalog.metrics[metric_id]),
        )

    def rate(self, rates: Collection[Rate], metric: Metric) -> str:
        """Name what a value is given for: "per 100,000 residents", "per resident and month"."""
        if Rate.PER_HEAD not in rates:
            return self.t("per month")
        per_head, both = _PER_RESIDENT if metric.unit is Unit.YUAN else _PER_RESIDENTS
        return self.t(both if Rate.PER_MONTH in rates else per_head)

    def theme(self, theme_id: str) -> str:
        """Name a shelf of metrics."""
        return self.t.label(self.catalog.content.themes[theme_id].name)

    def counts(self, counts_id: str) -> str:
        """Name what is counted."""
        return self.t.label(self.catalog.content.counts[counts_id].name)

    def value(self, figure: ReportedFigure) -> str:
        """Write a figure's value with sign, unit and qualifier."""
        return self.t.value(figure, self.catalog.metrics[figure.metric])

    def derived(self, figure: ReportedFigure, derived: Derived) -> str:
        """Write a rate that is worked out from a figure, with the figure's qualifier."""
        money = self.catalog.metrics[figure.metric].unit is Unit.YUAN
        return self.t.rounded(derived.ends, figure.qualifier, money=money)

    def figure(self, figure: ReportedFigure) -> str:
        """Name a figure in a few words: "Longnan 54 (to 7 Aug 2024, start not stated)"."""
        return self.t(
            "{city} {value}, {period}",
            city=self.city(figure.city),
            value=self.value(figure),
            period=self.period(figure),
        )

    def axis_value(self, value: float, metric: Metric) -> str:
        """Write a value as an axis does: no sign for a rise, no unit that the title gives."""
        bare = metric.kind is Kind.DENSITY or metric.unit is Unit.PERCENTAGE_POINTS
        return self.t.number(value).replace("-", "−") if bare else self.t.size(value, metric)

    def period(self, entry: ReportedFigure | Statement) -> str:
        """Write what a figure or statement covers, marked where it is inferred."""
        return self.t.period(entry.period, inferred="period" in entry.inferred)

    def baseline(self, figure: ReportedFigure) -> str:
        """Name what a change is measured against; empty where the figure is no change."""
        if figure.baseline is None:
            return ""
        words = self.t.text(self.catalog.content.baselines[figure.baseline].against)
        return self._marked(words, inferred="baseline" in figure.inferred)

    def notes(self, figure: ReportedFigure, *, alone: bool = False) -> list[str]:
        """List what must stand beside a mark: period, baseline, area, what else is to be known.

        With ``alone`` a whole that it is a part of is named: it does not stand beside it.
        """
        notes = [self.period(figure), self.baseline(figure), self.area(figure)]
        if "counts" in figure.inferred:
            notes.append(self.t("what is counted is inferred"))
        parts = (
            (N_("part of the {value}"), N_("part of: {value}"), figure.subset_of),
            (N_("of the {value}"), N_("a share of: {value}"), figure.share_of),
        )
        for beside, named, whole in parts:
            if whole is not None:
                value = self._whole(whole) if alone else self.value(self.catalog.figures[whole])
                notes.append(self.t(named if alone else beside, value=value))
        notes += [self.among(figure), self.no_numeral(figure), self.contradicted(figure)]
        return [note for note in notes if note]

    def _whole(self, figure_id: str) -> str:
        """Name what a figure that others are parts of counts, and its value."""
        figure = self.catalog.figures[figure_id]
        counts = self.counts(figure.counts)
        return self.t("{counts}, {value}", counts=counts, value=self.value(figure))

    def row_notes(self, figure: ReportedFigure) -> list[str]:
        """List what stands beside a figure away from its article: of several, which it is."""
        several = len(self.catalog.cities[figure.city].articles) > 1
        return [*self.notes(figure), *([self.source(figure.article)] if several else [])]

    def statement_notes(self, statement: Statement) -> list[str]:
        """List what must stand beside a statement: its period and area, as far as stated."""
        period = self.period(statement) if statement.period.stated else ""
        return [note for note in (period, self.area(statement)) if note]

    def area(self, entry: ReportedFigure | Statement) -> str:
        """Name the area that a figure or statement is about; empty where it is the whole city."""
        if entry.area == WHOLE_CITY:
            return ""
        return self.t.label(self.catalog.content.areas[entry.area].name)

    def among(self, figure: ReportedFigure) -> str:
        """Say where a rank, a first or an only one is claimed; empty where nothing is entered."""
        if figure.among is None:
            return ""
        if figure.among == NOT_STATED:
            return self.t("among whom is not stated")
        area = self.t.label(self.catalog.content.areas[figure.among].name)
        return self.t("in the {area}", area=area)

    def no_numeral(self, figure: ReportedFigure) -> str:
        """Say that a hedged number is our reading of a word; empty where a numeral is printed."""
        passage = self.catalog.passages.get(figure.id)
        if (
            passage is None
            or figure.qualifier is Qualifier.EXACT
            or not _NUMERALS.isdisjoint(passage.as_written)
        ):
            return ""
        return self.t("no number printed: “{words}”", words=passage.as_written)

    def contradicted(self, figure: ReportedFigure) -> str:
        """Say what other articles on the city give in place of a value; empty where none does."""
        others = self.catalog.contradictions.get(figure.id, ())
        if not others:
            return ""
        values = self.t.list(self.truncated(dict.fromkeys(map(self.value, others))))
        return self.t("another article says {values}", values=values)

    def definitions(self, figure: ReportedFigure) -> list[tuple[str, str]]:
        """Give term and meaning of what is counted and of its unit, where the catalog has one."""
        counted = self.catalog.content.counts[figure.counts]
        unit = self.catalog.content.counting_units[counted.unit]
        return [
            (self.t.label(entry.name), self.t.text(entry.about))
            for entry in (counted, unit)
            if entry.about is not None
        ]

    def field(self, field: str) -> str:
        """Name a field that may be inferred."""
        return self.t(_FIELDS[field])

    def inferred(self, entry: ReportedFigure | Statement) -> list[str]:
        """Say which fields are inferred, and why."""
        return [
            self.t("{field}, inferred: {reason}", field=self.field(field), reason=self.t.text(why))
            for field, why in entry.inferred.items()
        ]

    def needs_gloss(self, entry: ReportedFigure | Statement | System) -> bool:
        """Return whether readers need our English beside an entry's words."""
        return self.t.needs_gloss(self.catalog.languages[entry.article])

    def source(self, article_id: str) -> str:
        """Say who published an article, and when: "China Gansu Net, 7 Aug 2024"."""
        t, source = self.t, self.catalog.sources[article_id]
        inferred = source.published.inferred is not None
        published = self._marked(t.date(source.published.value), inferred=inferred)
        who = t.list(map(t.label, source.named)) or self._voice(source)  # whatever is known of it
        return t("{who}, {date}", who=who, date=published)

    def search_line(self, article_id: str) -> str:
        """Give an article as one line to search for, in its own words: title, who, when."""
        source, language = self.catalog.sources[article_id], self.catalog.languages[article_id]
        words = [*([source.title] if source.title else []), *source.named]
        parts = [str(getattr(one, language)) for one in words]
        return " ".join(filter(None, [*parts, str(source.published.value)]))

    def article(self, article_id: str) -> str:
        """Say which article it is and who speaks in it: title, then the kind of voice."""
        source = self.catalog.sources[article_id]
        voice = self._marked(self._voice(source), inferred=source.stated_by.inferred is not None)
        return self.t("Article: {title}; {voice}.", title=self.article_title(source), voice=voice)

    def provenance(self, article_id: str) -> list[tuple[str, str]]:
        """List what an article is, who says it, when, and how we know: term, words."""
        t, source = self.t, self.catalog.sources[article_id]
        published = t.date(source.published.value)
        facts = [
            (t("Article"), self.article_title(source)),
            (t("Authors"), t.list(map(self._author, source.authors))),
            (t("Publisher"), t.label(source.publisher) if source.publisher else ""),
            (t("Reposted by"), t.label(source.reposted_by) if source.reposted_by else ""),
            (t("Who says it"), self._reasoned(self._voice(source), source.stated_by.inferred)),
            (t("Published"), self._reasoned(published, source.published.inferred)),
            (t("Retrieved"), t.date(source.retrieved) if source.retrieved else ""),
        ]
        return [(term, words) for term, words in facts if words]

    def addresses(self, article_id: str) -> list[tuple[str, str]]:
        """List where an article and its archived copy are to be found: term, address."""
        t, source = self.t, self.catalog.sources[article_id]
        listed = ((t("Address"), source.url), (t("Archived copy"), source.archived_url))
        return [(term, address) for term, address in listed if address]

    def residents(self, city_id: str) -> tuple[str, str]:
        """Say how many residents a city has, by which census: term, words."""
        t, city = self.t, self.catalog.cities[city_id]
        census = self.catalog.content.censuses[city.population.census]
        residents = t(
            "{number} ({census}, {date})",
            number=t.digits(city.population.value),
            census=t.label(census.name),
            date=t.date(census.on),
        )
        return t("Residents"), residents

    def article_title(self, source: Source) -> str:
        """Give the title of an article, or say that it has none."""
        return self.t.text(source.title) if source.title else self.t("no title")

    def _author(self, author: Author) -> str:
        """Name an author, with the role that the article gives."""
        name = self.t.label(author)
        if author.role is None:
            return name
        return self.t("{name} ({role})", name=name, role=self.t.label(author.role))

    def _voice(self, source: Source) -> str:
        return self.t.label(self.catalog.content.voices[source.stated_by.value].name)

    def _marked(self, words: str, *, inferred: bool) -> str:
        """Mark words that are inferred."""
        return self.t("{what} (inferred)", what=words) if inferred else words

    def split_inferred(self, note: str) -> tuple[str, str]:
        """Part a note that is marked as inferred into its words and the mark; else ""."""
        mark = self._marked("", inferred=True).strip()
        words = note.removesuffix(mark)
        return (words.rstrip(), mark.strip("()（）")) if words != note else (note, "")

    def _reasoned(self, words: str, why: Text | None) -> str:
        """Mark words that are inferred with the reason."""
        if why is None:
            return words
        return self.t("{what} (inferred: {reason})", what=words, reason=self.t.text(why))


def measure(t: Language, kind: Kind, unit: Unit) -> str:
    """Say what sort of number a metric is, and in which unit."""
    return t("{kind}, {unit}", kind=t(KINDS[kind]), unit=t(UNITS[unit]))


#: Arabic and Chinese.
_NUMERALS = frozenset("0123456789零〇一二两三四五六七八九十百千万亿")
#: What a rate per head is given for, without and with a rate per month: of money, of counts.
_PER_RESIDENT = (N_("per resident"), N_("per resident and month"))
_PER_RESIDENTS = (N_("per 100,000 residents"), N_("per 100,000 residents and month"))

_FIELDS = {
    "period": N_("Period"),
    "baseline": N_("Against"),
    "counts": N_("Counting"),
    "area": N_("Area"),
}

#: What a metric may be, and what it is measured in.
KINDS = {
    Kind.CHANGE: N_("a change"), Kind.SHARE: N_("a share"), Kind.COUNT: N_("a count"),
    Kind.MONEY: N_("a sum of money"), Kind.DURATION: N_("a span of time"),
    Kind.DENSITY: N_("a density"), Kind.RANK: N_("a rank"), Kind.RATIO: N_("a multiple"),
}  # fmt: skip
UNITS = {
    Unit.PERCENT: N_("in percent"), Unit.PERCENTAGE_POINTS: N_("in percentage points"),
    Unit.EACH: N_("of people, things or cases"), Unit.YUAN: N_("in yuan"),
    Unit.PER_KM2: N_("per square kilometre"), Unit.TERABYTE: N_("in terabytes"),
    Unit.PLACE: N_("by place: No. 2"), Unit.TIER: N_("by group: the first tier"),
    Unit.CLASS: N_("by class of a prize: 一等奖"), Unit.PRIZE: N_("by prize: gold, silver"),
    Unit.FIRST: N_("as the first"), Unit.ONLY: N_("as the only one"),
    Unit.SECOND: N_("in seconds"), Unit.HOUR: N_("in hours"), Unit.DAY: N_("in days"),
    Unit.YEAR: N_("in years"), Unit.TIMES: N_("in times"),
}  # fmt: skip
