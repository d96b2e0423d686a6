"""The map in words: what of all metrics may be compared, as a sentence, headings and notes."""

from __future__ import annotations

from collections.abc import Sequence

from asreported.catalog.model import ReportedFigure
from asreported.comparison.excerpts import MAX_IN_CELL, excerpt
from asreported.comparison.side_by_side import COMPARABLE, Row, SideBySide
from asreported.comparison.verdicts import Level
from asreported.translatable import N_
from asreported.words.captions import Captions
from asreported.words.labels import Labels


class MapCaptions(Captions):
    """Captions of the map of a table, in the catalog and language of ``labels``."""

    def __init__(self, labels: Labels, table: SideBySide) -> None:
        super().__init__(labels)
        self.table = table

    def finding(self) -> str:
        """Say in a sentence, without a full stop, how many of all metrics may be compared."""
        t = self.t
        alike, caveats, unlike, alone = map(len, self.table.by_verdict.values())
        some, number = alike + caveats, alike + caveats + unlike + alone
        of = t.spelled(number)
        if not number:
            return t("No article reports a figure")
        if not some and len(self.table.cities) == 1:
            return t.plural(
                "Only one city, with one metric: nothing to compare it with",
                "Only one city, with {of} metrics: nothing to compare them with",
                number,
                of=of,
            )
        if not some:
            return t.plural(
                "The only metric may not be compared",
                "None of {of} metrics may be compared",
                number,
                of=of,
            )
        how = self._how_well(alike, caveats)
        if some == number:
            return t.plural(
                "The only metric may be compared, {how}",
                "Each of {of} metrics may be compared, {how}",
                number,
                of=of,
                how=how,
            )
        return t(
            "Of {of} metrics, {some} may be compared, {how}", of=of, some=t.spelled(some), how=how
        )

    def _how_well(self, alike: int, caveats: int) -> str:
        if not caveats:
            return self.level(Level.LIKE_FOR_LIKE)
        if not alike:
            return self.t("and only with caveats")
        return self.t("{alike} of them like for like", alike=self.t.spelled(alike))

    def about(self) -> str:
        """Say what the map is of: how many figures, of how many cities, and which part."""
        t, cities = self.t, self.table.cities
        number = sum(len(self.labels.catalog.cities[city].figures) for city in cities)
        words = t.plural(
            "{figures} figure that articles about {cities} report.",
            "{figures} figures that articles about {cities} report.",
            number,
            figures=t.digits(number),
            cities=t.plural("{number} city", "{number} cities", len(cities)),
        )
        extent = self.labels.extent(self.table)
        return f"{words} {extent}" if extent else words

    def group(self, level: Level) -> str:
        """Head the metrics that have a verdict, with their number."""
        number = self.t.digits(len(self.table.by_verdict[level]))
        return self.t(_GROUPS[level], number=number)

    def notes(self, row: Row) -> str:
        """Say under which of a metric's headings the verdict holds; empty where under all."""
        t, others, blocks = self.t, row.counted_otherwise, row.comparable
        if not others or not blocks:
            return ""
        counted = t.plural(
            "{others} other thing is counted by one city",
            "{others} other things are counted by one city each",
            others,
            others=t.spelled(others),
        )
        if len(blocks) > 1:  # each has a line of its own, with its name
            return t("In part: {what}", what=counted)
        counts = self.labels.counts(blocks[0].counts)
        return t("In part: {what}", what=t("; ").join((counts, counted)))

    def key(self) -> dict[str, str]:
        """Give the meaning of each sign that the map uses, by its name.

        A sign is that of a verdict, or "meant", "other" or "none".
        """
        rows = [row for rows in self.table.by_verdict.values() for row in rows]
        levels = {block.verdict.level for row in rows for block in row.comparable}
        several = [row for row in rows if len(row.cities) > 1]
        signs = {"meant": self.t("may be compared")} if levels else {}
        if len(levels) > 1:
            signs |= {level: self.level(level) for level in COMPARABLE}
        if any(row.counted_otherwise for row in several):
            signs["other"] = self.t("reports something else")
        return {**signs, "none": self.t("empty: no figure in the article")} if several else {}

    def alone(self, city: str) -> int:
        """Count the metrics that only this city reports."""
        return sum(row.cities == (city,) for row in self.table.by_verdict[Level.ONE_CITY])

    def figures(self, figures: Sequence[ReportedFigure]) -> list[str]:
        """Say in a few lines what a city reports of a metric."""
        labels, part = self.labels, excerpt(figures, MAX_IN_CELL)
        lines = [
            self.t("{counts}: {figures}", counts=labels.counts(one.counts), figures=words)
            for one in part.shown
            for words in [self.t(", ").join((labels.value(one), labels.period(one)))]
        ]
        return lines + ([self.t("and {number} more", number=part.more)] if part.more else [])

    def map_alt_text(self) -> str:
        """Describe the map to those who do not see it: first what may be compared."""
        t, parts = self.t, [self.finding(), self.about().rstrip(".。")]
        for level, rows in self.table.by_verdict.items():
            if rows:
                names = self.labels.truncated(self._row(row) for row in rows)
                parts.append(
                    t("{counts}: {figures}", counts=self.group(level), figures=t("; ").join(names))
                )
        return t(". ").join(parts)

    def _row(self, row: Row) -> str:
        """Name a metric, and the cities of which it may be compared."""
        name = self.labels.metric(row.metric)
        if not row.comparable:
            return name
        blocks = self.t.list(
            self._of(block.counts, self.labels.cities(block.cities)) for block in row.comparable
        )
        return self.t("{counts}: {figures}", counts=name, figures=blocks)


_GROUPS = {
    Level.LIKE_FOR_LIKE: N_("May be compared, like for like: {number}"),
    Level.WITH_CAVEATS: N_("May be compared, with caveats: {number}"),
    Level.NOT_COMPARABLE: N_("Several cities report, but count different things: {number}"),
    Level.ONE_CITY: N_("One city reports: {number}"),
}
