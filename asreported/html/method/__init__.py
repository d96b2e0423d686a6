"""The method in full: rules with examples from the data, what is recorded, the codelists.

The text of each language is a Markdown file beside this module; what must not go
stale is filled in from the catalog. ``docs/METHOD.md`` is this text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from pathlib import Path
from typing import NamedTuple

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import Counted, Metric, Named, Rate, ReportedFigure, figure_fields
from asreported.catalog.second_reading import agreement
from asreported.comparison.compare import basis_of
from asreported.comparison.excerpts import MAX_CODES, MAX_TRIED, excerpt
from asreported.comparison.rates import Derived, derive
from asreported.comparison.verdicts import RULES, Aspect, Basis, Reason, Rule, judge
from asreported.html.escaping import escape_markdown
from asreported.words.captions import Captions
from asreported.words.labels import Labels
from asreported.words.language import Language

#: Names of the sections in addresses, in the order of the text: ``method#verdicts``.
SECTIONS = (
    "figures", "verdicts", "reporting", "drawing", "rates",
    "fields", "adding", "citing", "codelists",
)  # fmt: skip

#: Whether the rule decides on a pair, and whether it is of two cities; the pair; what is found.
_Example = tuple[tuple[bool, bool], ReportedFigure, ReportedFigure, Reason]

_TEXTS = Path(__file__).parent


def method_text(catalog: Catalog, language: Language) -> str:
    """Write the method as Markdown; in English where a language has no text of its own."""
    file = _TEXTS / f"{language.code}.md"
    text = (file if file.is_file() else _TEXTS / "en.md").read_text(encoding="utf-8")
    parts = _Method(catalog, language)
    about = catalog.content.about
    return text.format(
        subject=escape_markdown(language.label(about.subject)),
        where=escape_markdown(language.label(about.where)),
        cities=len(catalog.cities),
        figures=len(catalog.figures),
        version=catalog.version,
        second_reading=parts.second_reading(),
        rules=parts.rules(),
        rate_example=escape_markdown(parts.rate_example()),
        fields=parts.fields(),
        codelists=parts.codelists(),
    )


class Section(NamedTuple):
    """A section of the method: its name in addresses, its title, its text, and parts to fold.

    Each part is a title and a text; only the codelists have any.
    """

    name: str
    title: str
    text: str
    parts: tuple[tuple[str, str], ...]


def sections(text: str) -> tuple[str, str, list[Section]]:
    """Split the method into its title, what stands before the sections, and the sections."""
    head, *rest = text.split("\n## ")
    title, _, lead = head.partition("\n")
    found = []
    for name, section in zip(SECTIONS, rest, strict=True):
        own, *parts = section.split("\n### ")
        heading, _, words = own.partition("\n")
        titled = (part.partition("\n") for part in parts)
        folded = tuple((title, text.strip()) for title, _, text in titled)
        found.append(Section(name, heading, words.strip(), folded))
    return title.removeprefix("# "), lead.strip(), found


class _Method:
    """Writes what the text of the method is filled in with."""

    def __init__(self, catalog: Catalog, language: Language) -> None:
        self.catalog, self.t = catalog, language
        self.labels = Labels(catalog, language)
        self.captions = Captions(self.labels)

    def second_reading(self) -> str:
        """Tell how far those agree who have read articles without seeing the entries."""
        if self.catalog.second_reading is None:
            return ""
        found = agreement(self.catalog.second_reading)
        if not found.compared:
            return ""
        words = self.t(
            "Articles read a second time, by somebody who had not seen the entries: {articles}. "
            "Numbers compared: {numbers}. Fields in which both agreed: {agreed} of {compared} "
            "({rate}). Differences: {differences}; of these decided: {settled}.",
            articles=found.articles,
            numbers=self.t.digits(found.numbers),
            agreed=self.t.digits(found.agreed),
            compared=self.t.digits(found.compared),
            rate=self.t.percent(found.rate),
            differences=self.t.digits(len(found.differences)),
            settled=self.t.digits(found.settled),
        )
        return f"\n\n{words}"

    def rules(self) -> str:
        """Write a table of the rules: what a difference makes of two figures, why, an example."""
        heads = self.t("Rule"), self.t("A difference means"), self.t("Why"), self.t("For example")
        rows = [
            (
                f"**{self.t(rule.name)}**",
                self.captions.level(rule.level),
                self.t(rule.why),
                escape_markdown(self._example(rule)),
            )
            for rule in RULES
        ]
        return _table(heads, rows)

    def _example(self, rule: Rule) -> str:
        """Write two figures of the data that the rule tells apart."""
        best = self._best_example(rule)
        if best is None:
            return self.t("none in the data")
        (decides, _), one, other, reason = best
        example = self.t(
            "{one} and {other}: {reasons}",
            one=self._figure(one),
            other=self._figure(other),
            reasons=self.captions.reason(reason),
        )
        if decides:
            return example
        return self.t("{example} (and they count unlike things)", example=example)

    def _best_example(self, rule: Rule) -> _Example | None:
        """Find the first pair that the rule decides on, of two cities; else the next best."""
        basis = basis_of(self.catalog, _RATE_OF.get(rule.aspect, ()))
        best: _Example | None = None
        for one, other in self._pairs(rule, basis):
            if reason := rule.find([one, other], basis):
                decides = reason in judge(basis, [one, other]).reasons
                preferred = decides, one.city != other.city
                if best is None or preferred > best[0]:
                    best = preferred, one, other, reason
                if all(preferred):
                    break
        return best

    def _pairs(self, rule: Rule, basis: Basis) -> Iterator[tuple[ReportedFigure, ReportedFigure]]:
        """Yield pairs of the metrics in which the rule finds something; of each so many at most."""
        for metric_id, metric in self.catalog.metrics.items():
            if set(metric.rates) >= set(_RATE_OF.get(rule.aspect, ())):
                figures = [f for f in self.catalog.figures_of(metric_id) if not f.is_repetition]
                if rule.find(figures, basis):
                    yield from islice(combinations(figures, 2), MAX_TRIED)

    def _figure(self, figure: ReportedFigure) -> str:
        """Write a figure in a line: whose it is, what it counts, its value and period."""
        return self.t(
            "{city}, {metric}, {counts}: {value}, {period}",
            city=self.labels.city(figure.city),
            metric=self.labels.metric(figure.metric),
            counts=self.labels.counts(figure.counts),
            value=self.labels.value(figure),
            period=self.labels.period(figure),
        )

    def rate_example(self) -> str:
        """Work out one rate step by step: the first that covers whole months."""
        rates = (Rate.PER_HEAD, Rate.PER_MONTH)
        for figure in self.catalog.figures.values():
            metric = self.catalog.metrics[figure.metric]
            derived = derive(self.catalog, figure, rates)
            if (
                set(metric.rates) >= set(rates)
                and isinstance(derived, Derived)
                and not figure.is_range
            ):
                return self.t(
                    "For example {figure}: {value} ÷ {residents} residents × {basis} ÷ {months} "
                    "months = {rate}, {what}.",
                    figure=self._figure(figure),
                    value=self.t.digits(round(figure.ends[0])),
                    residents=self.t.digits(derived.residents or 0),
                    basis=self.t.digits(derived.per_residents),
                    months=derived.months,
                    rate=self.labels.derived(figure, derived),
                    what=self.labels.rate(rates, metric),
                )
        return ""

    def fields(self) -> str:
        """Write the data dictionary: each field of a figure and what it means."""
        described = figure_fields().items()
        rows = [(f"`{', '.join(names)}`", self.t(meaning)) for meaning, names in described]
        return _table((self.t("Field"), self.t("Meaning")), rows)

    def codelists(self) -> str:
        """Write every codelist of the catalog that has an entry, under its heading."""
        content = self.catalog.content
        lists: list[tuple[str, Mapping[str, Named]]] = [
            (self.t("Themes"), content.themes),
            (self.t("Metrics"), content.metrics),
            (self.t("What is counted"), content.counts),
            (self.t("Counting units"), content.counting_units),
            (self.t("Baselines"), content.baselines),
            (self.t("Areas"), content.areas),
            (self.t("Who says it"), content.voices),
            (self.t("Why a number is no figure"), content.exclusion_reasons),
        ]
        return "\n\n".join(
            f"### {name}\n\n{self._codelist(codes)}" for name, codes in lists if codes
        )

    def _codelist(self, codes: Mapping[str, Named]) -> str:
        """Write a codelist as a table; of a long one its first entries."""
        heads = [self.t("Code"), self.t("Name")]
        kind = next(iter(codes.values()))
        if isinstance(kind, Metric):
            heads += [self.t("Theme"), self.t("Kind"), self.t("Unit"), self.t("Cities")]
        if isinstance(kind, Counted):
            heads.append(self.t("Counting unit"))
        if any(entry.about for entry in codes.values()):
            heads.append(self.t("Meaning"))
        part = excerpt(codes.items(), MAX_CODES)
        table = _table(heads, [self._code(code, entry, len(heads)) for code, entry in part.shown])
        more = self.t("and {number} more", number=part.more)
        return f"{table}\n\n{more}" if part.more else table

    def _code(self, code: str, entry: Named, columns: int) -> list[str]:
        """Return an entry's row, as wide as the table's heads."""
        cells = [f"`{code}`", escape_markdown(self.t.label(entry.name))]
        content = self.catalog.content
        if isinstance(entry, Metric):
            theme = escape_markdown(self.labels.theme(entry.theme))
            reporting = str(len(self.catalog.cities_reporting(code)))
            cells += [theme, f"`{entry.kind.value}`", f"`{entry.unit.value}`", reporting]
        if isinstance(entry, Counted):
            cells.append(escape_markdown(self.t.label(content.counting_units[entry.unit].name)))
        if len(cells) < columns:
            cells.append(escape_markdown(self.t.text(entry.about)) if entry.about else "")
        return cells


#: The rates under which a rule comes into play.
_RATE_OF = {Aspect.LENGTH_EVENED: [Rate.PER_MONTH], Aspect.CENSUS_YEAR: [Rate.PER_HEAD]}


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a Markdown table; a bar inside a cell is kept as one."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )
