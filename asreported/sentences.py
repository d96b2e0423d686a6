"""What the dashboard says about figures: verdicts, reasons, notes and sources, in words.

Every sentence is built from the data, in the reader's language, and is the
same on the screen, in a picture and in its text alternative.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from asreported.catalog import Catalog
from asreported.compare import Aspect, Block, Comparison, Level, Reason
from asreported.language import Language, mark
from asreported.model import Kind, Metric, Named, Qualifier, ReportedFigure

SEPARATOR = " · "


class Sentences:
    """Sentences about one catalog in one language."""

    def __init__(self, catalog: Catalog, language: Language) -> None:
        self._catalog = catalog
        self._t = language
        self._code = language.code

    def city(self, city_id: str) -> str:
        """A city's name."""
        return self._catalog.cities[city_id].name.in_language(self._code)

    def cities(self, city_ids: Iterable[str]) -> str:
        """Cities as a list, in the catalog's order."""
        chosen = set(city_ids)
        return self._t.list(self.city(city) for city in self._catalog.cities if city in chosen)

    def metric(self, metric_id: str) -> str:
        """A metric's name."""
        return self._catalog.metrics[metric_id].name.in_language(self._code)

    def counts(self, counts_id: str) -> str:
        """What is counted."""
        return self._catalog.content.counts[counts_id].name.in_language(self._code)

    def value(self, figure: ReportedFigure) -> str:
        """A figure's value with sign, unit and hedge."""
        return self._t.value(figure, self._catalog.metrics[figure.metric])

    def axis_value(self, value: float, metric: Metric) -> str:
        """A value as an axis writes it: no sign for a rise, no unit that the title gives."""
        return self._t.number(value) if metric.kind is Kind.DENSITY else self._t.size(value, metric)

    def period(self, figure: ReportedFigure) -> str:
        """What a figure covers, with a word where it is inferred."""
        return self._t.period(figure.period, inferred="period" in figure.inferred)

    def baseline(self, figure: ReportedFigure) -> str:
        """What a change is measured against; empty where the figure is no change."""
        if figure.baseline is None:
            return ""
        baseline = self._catalog.content.baselines[figure.baseline]
        words = baseline.against.in_language(self._code)
        if "baseline" in figure.inferred:
            words = self._t("{what} (inferred)", what=words)
        return words

    def notes(self, figure: ReportedFigure) -> list[str]:
        """Period, then baseline, area and whatever else must stand beside a mark."""
        notes = [self.period(figure), self.baseline(figure)]
        if figure.area != "whole_city":
            notes.append(self._catalog.content.areas[figure.area].name.in_language(self._code))
        if "counts" in figure.inferred:
            notes.append(self._t("what is counted is inferred"))
        if figure.subset_of is not None:
            whole = self.value(self._catalog.figures[figure.subset_of])
            notes.append(self._t("part of the {value}", value=whole))
        return [note for note in notes if note]

    def definitions(self, figure: ReportedFigure) -> list[tuple[str, str]]:
        """What is counted, and in what, where the catalog explains it: term and meaning."""
        counted = self._catalog.content.counts[figure.counts]
        unit = self._catalog.content.counting_units[counted.unit]
        return [
            (entry.name.in_language(self._code), entry.about.in_language(self._code))
            for entry in (counted, unit)
            if entry.about is not None
        ]

    def field(self, field: str) -> str:
        """The name of a field that may be inferred."""
        return self._t(_FIELDS[field])

    def source(self, city_id: str) -> str:
        """Who published a city's article, and when: "China Gansu Net, 7 Aug 2024"."""
        source = self._catalog.cities[city_id].source
        if source.publisher is not None:
            who = source.publisher.in_language(self._code)
        else:
            who = self._t.list(author.in_language(self._code) for author in source.authors)
        when = self._t.date(source.published.value)
        if source.published.inferred is not None:
            when = self._t("{what} (inferred)", what=when)
        return self._t("{who}, {date}", who=who, date=when)

    def origin(self, city_id: str) -> str:
        """Which article it is and who speaks in it: title, then the kind of voice."""
        source = self._catalog.cities[city_id].source
        title = source.title.in_language(self._code) if source.title else self._t("no title")
        voice = self._catalog.content.voices[source.stated_by.value].name.in_language(self._code)
        if source.stated_by.inferred is not None:
            voice = self._t("{what} (inferred)", what=voice)
        return self._t("Article: {title}; {voice}.", title=title, voice=voice)

    def block_verdict(self, block: Block) -> str:
        """A block's verdict, short enough for a heading."""
        if block.verdict.level is Level.ALONE:
            if block.unchosen:
                return self._t("not chosen: {cities}", cities=self.cities(block.unchosen))
            return self._t("one city")
        label = self.level(block.verdict.level)
        if not block.verdict.reasons:
            return label
        reasons = self.reasons(block.verdict.reasons)
        return self._t("{verdict}: {reasons}", verdict=label, reasons=reasons)

    def level(self, level: Level) -> str:
        """The name of a verdict."""
        return self._t(_LEVELS[level])

    def reasons(self, reasons: Iterable[Reason]) -> str:
        """Reasons in one line."""
        return self._t("; ").join(self.reason(reason) for reason in reasons)

    def reason(self, reason: Reason) -> str:
        """One difference in words: "7 months against 12", "Longnan states no baseline"."""
        cities = self.cities(reason.cities)
        values = [value for value, _ in reason.values]
        match reason.aspect:
            case Aspect.LENGTH:
                lengths = [self._t.months(int(str(value))) for value in sorted(values, key=_as_int)]
                return self._t(" against ").join(lengths)
            case Aspect.YEARS:
                years = [_years(value) for value in values]
                return self._t("different years: {years}", years=self._t.list(sorted(years)))
            case Aspect.AREA:
                areas = self._names(self._catalog.content.areas, values)
                return self._t("different areas: {areas}", areas=areas)
            case Aspect.BASELINE:
                names = self._names(self._catalog.content.baselines, values)
                return self._t("different baselines: {baselines}", baselines=names)
            case Aspect.QUALIFIER:
                hedged = {city for value, who in reason.values for city in who if not _exact(value)}
                return self._t("not an exact number: {cities}", cities=self.cities(hedged))
            case Aspect.INFERRED:
                return self._t("; ").join(
                    self._t(_INFERRED[str(field)], cities=self.cities(who))
                    for field, who in reason.values
                )
            case _:
                return self._t(_OPEN[reason.aspect], cities=cities)

    def verdict(self, comparison: Comparison) -> tuple[str, str]:
        """The verdict on a metric: a headline, and a sentence that gives the ground for it."""
        level = comparison.verdict.level
        headline = self._t(_HEADLINES[level])
        if level is Level.ALONE:
            who = self.cities(comparison.cities)
            if comparison.unchosen:
                others = self.cities(comparison.unchosen)
                return headline, self._t(
                    "Only {city} is chosen; {others} report this too.", city=who, others=others
                )
            return headline, self._t("Only {city} reports this.", city=who)
        if level is Level.NOT_COMPARABLE:
            return headline, self._t("Each city's article counts something else.")
        block = comparison.largest_block
        ground = self._t(
            "{cities} report on the same thing: {counts}.",
            cities=self.cities(block.cities),
            counts=self.counts(block.counts),
        )
        reasons = self.reasons(block.verdict.reasons)
        if reasons:
            ground += self._t(" {reasons}.", reasons=_capital(reasons))
        if len(comparison.blocks) > 1:
            ground += self._t(" What stands under other headings counts something else.")
        return headline, ground

    def choice(self, comparison: Comparison) -> str:
        """What the reader's filters leave out of a metric; empty where they leave nothing out."""
        left_out = [self.city(city) for city in self._catalog.cities if city in comparison.unchosen]
        left_out += [self.counts(counts) for counts in comparison.unchosen_counts]
        if not left_out:
            return ""
        return self._t("Reported, and left out by choice: {what}", what=self._t.list(left_out))

    def silence(self, comparison: Comparison) -> str:
        """Names the chosen cities that report nothing; empty where all report."""
        if not comparison.silent:
            return ""
        return self._t("Not in the article: {cities}", cities=self.cities(comparison.silent))

    def spoken(self, comparison: Comparison) -> str:
        """A chart in words, for those who do not see it: every figure, then who is silent."""
        parts = [self.metric(comparison.metric)]
        for block in comparison.blocks:
            figures = self._t("; ").join(
                f"{self.city(figure.city)} {self.value(figure)}, {', '.join(self.notes(figure))}"
                for figure in block.figures
            )
            parts.append(
                self._t("{counts}: {figures}", counts=self.counts(block.counts), figures=figures)
            )
        parts.append(self.silence(comparison))
        return self._t(". ").join(part for part in parts if part)

    def _names(self, codelist: Mapping[str, Named], ids: Iterable[object]) -> str:
        return self._t.list(codelist[str(key)].name.in_language(self._code) for key in ids)


_LEVELS = {
    Level.ALONE: mark("one city"),
    Level.LIKE_FOR_LIKE: mark("like for like"),
    Level.WITH_CAVEATS: mark("with caveats"),
    Level.NOT_COMPARABLE: mark("not comparable"),
}
_HEADLINES = {
    Level.ALONE: mark("Nothing to compare."),
    Level.LIKE_FOR_LIKE: mark("Like for like."),
    Level.WITH_CAVEATS: mark("Compare with caveats."),
    Level.NOT_COMPARABLE: mark("Not comparable."),
}
_OPEN = {
    Aspect.PERIOD_NOT_STATED: mark("no period stated: {cities}"),
    Aspect.START_NOT_STATED: mark("no start stated: {cities}"),
    Aspect.END_NOT_STATED: mark("no end stated: {cities}"),
    Aspect.BASELINE_NOT_STATED: mark("no baseline stated: {cities}"),
}
_FIELDS = {
    "period": mark("Period"),
    "baseline": mark("Against"),
    "counts": mark("Counting"),
    "area": mark("Area"),
}
_INFERRED = {
    "period": mark("period inferred: {cities}"),
    "baseline": mark("baseline inferred: {cities}"),
    "counts": mark("what is counted inferred: {cities}"),
    "area": mark("area inferred: {cities}"),
}


def _as_int(value: object) -> int:
    return int(str(value))


def _years(value: object) -> str:
    years = value if isinstance(value, tuple) else ()
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _exact(value: object) -> bool:
    return value == Qualifier.EXACT


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
