"""The method in full: rules with examples from the data, what is recorded, the codelists.

The text of each language is a Markdown file beside this module; what must not go
stale is filled in from the catalog. ``docs/METHOD.md`` is this text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from pathlib import Path

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import Counted, Metric, Named, Rate, ReportedFigure, figure_fields
from asreported.comparison.compare import basis_of
from asreported.comparison.excerpts import MOST_CODES, MOST_TRIED, excerpt
from asreported.comparison.rates import Derived, derive
from asreported.comparison.verdicts import RULES, Aspect, Basis, Reason, Rule, judge
from asreported.html.markdown import as_written
from asreported.words.captions import Captions
from asreported.words.labels import Labels
from asreported.words.language import Language

#: Whether a pair is preferred, in two respects; the pair, and what the rule finds in it.
_Example = tuple[tuple[bool, bool], ReportedFigure, ReportedFigure, Reason]

_TEXTS = Path(__file__).parent


def method_text(catalog: Catalog, language: Language) -> str:
    """The method as Markdown; in English where a language has no text of its own."""
    file = _TEXTS / f"{language.code}.md"
    text = (file if file.is_file() else _TEXTS / "en.md").read_text(encoding="utf-8")
    page = _Method(catalog, language)
    about = catalog.content.about
    return text.format(
        subject=as_written(language.label(about.subject)),
        where=as_written(language.label(about.where)),
        cities=len(catalog.cities),
        figures=len(catalog.figures),
        version=catalog.version,
        rules=page.rules(),
        rate_example=as_written(page.rate_example()),
        fields=page.fields(),
        codelists=page.codelists(),
    )


class _Method:
    def __init__(self, catalog: Catalog, language: Language) -> None:
        self.catalog, self.t = catalog, language
        self.labels = Labels(catalog, language)
        self.captions = Captions(self.labels)

    def rules(self) -> str:
        """Every rule: what a difference makes of two figures, why, and an example."""
        heads = self.t("Rule"), self.t("A difference means"), self.t("Why"), self.t("For example")
        rows = [
            (
                f"**{self.t(rule.name)}**",
                self.captions.level(rule.level),
                self.t(rule.why),
                as_written(self._example(rule)),
            )
            for rule in RULES
        ]
        return _table(heads, rows)

    def _example(self, rule: Rule) -> str:
        """The first pair of the data that the rule tells apart.

        Preferred are figures that count the same thing, and of two cities.
        """
        found = self._found(rule)
        if found is None:
            return self.t("none in the data")
        (decides, _), one, other, reason = found
        example = self.t(
            "{one} and {other}: {reasons}",
            one=self._figure(one),
            other=self._figure(other),
            reasons=self.captions.reason(reason),
        )
        return (
            example
            if decides
            else self.t("{example} (and they count unlike things)", example=example)
        )

    def _found(self, rule: Rule) -> _Example | None:
        """The best example of a rule: the first of those that are as good."""
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
        """Pairs of the metrics in which the rule finds something; of each so many at most."""
        for metric_id, metric in self.catalog.metrics.items():
            if set(metric.rates) >= set(_RATE_OF.get(rule.aspect, ())):
                figures = [f for f in self.catalog.figures_of(metric_id) if not f.is_repetition]
                if rule.find(figures, basis):
                    yield from islice(combinations(figures, 2), MOST_TRIED)

    def _figure(self, figure: ReportedFigure) -> str:
        return self.t(
            "{city}, {metric}, {counts}: {value}, {period}",
            city=self.labels.city(figure.city),
            metric=self.labels.metric(figure.metric),
            counts=self.labels.counts(figure.counts),
            value=self.labels.value(figure),
            period=self.labels.period(figure),
        )

    def rate_example(self) -> str:
        """One rate worked out step by step: the first that covers whole months."""
        rates = (Rate.PER_HEAD, Rate.PER_MONTH)
        for figure in self.catalog.figures.values():
            metric = self.catalog.metrics[figure.metric]
            derived = derive(self.catalog, figure, rates)
            if set(metric.rates) >= set(rates) and isinstance(derived, Derived):
                return self.t(
                    "For example {figure}: {value} ÷ {residents} residents × {basis} ÷ {months} "
                    "months = {rate}, {what}.",
                    figure=self._figure(figure),
                    value=self.t.digits(round(figure.value)),
                    residents=self.t.digits(derived.residents or 0),
                    basis=self.t.digits(derived.basis),
                    months=derived.months,
                    rate=self.labels.derived(figure, derived),
                    what=self.labels.rate(rates, metric),
                )
        return ""

    def fields(self) -> str:
        """The data dictionary: each field of a figure and what it means."""
        described = figure_fields().items()
        rows = [(f"`{', '.join(names)}`", self.t(meaning)) for meaning, names in described]
        return _table((self.t("Field"), self.t("Meaning")), rows)

    def codelists(self) -> str:
        """Every codelist of the catalog, under its heading."""
        content = self.catalog.content
        lists: list[tuple[str, Mapping[str, Named]]] = [
            (self.t("Themes"), content.themes),
            (self.t("Metrics"), content.metrics),
            (self.t("What is counted"), content.counts),
            (self.t("Counting units"), content.counting_units),
            (self.t("Baselines"), content.baselines),
            (self.t("Areas"), content.areas),
            (self.t("Who says it"), content.voices),
            (self.t("Why a number is no figure"), content.reasons),
        ]
        sections = [f"### {name}\n\n{self._codelist(codes)}" for name, codes in lists if codes]
        return "\n\n".join(sections)

    def _codelist(self, codes: Mapping[str, Named]) -> str:
        heads = [self.t("Code"), self.t("Name")]
        kind = next(iter(codes.values()))
        if isinstance(kind, Metric):
            heads += [self.t("Theme"), self.t("Kind"), self.t("Unit"), self.t("Cities")]
        if isinstance(kind, Counted):
            heads.append(self.t("Counting unit"))
        if any(entry.about for entry in codes.values()):
            heads.append(self.t("Meaning"))
        part = excerpt(codes.items(), MOST_CODES)
        table = _table(heads, [self._code(code, entry, len(heads)) for code, entry in part.shown])
        more = self.t("and {number} more", number=part.more)
        return f"{table}\n\n{more}" if part.more else table

    def _code(self, code: str, entry: Named, columns: int) -> list[str]:
        cells = [f"`{code}`", as_written(self.t.label(entry.name))]
        content = self.catalog.content
        if isinstance(entry, Metric):
            theme = as_written(self.t.label(content.themes[entry.theme].name))
            reporting = str(len(self.catalog.cities_reporting(code)))
            cells += [theme, f"`{entry.kind.value}`", f"`{entry.unit.value}`", reporting]
        if isinstance(entry, Counted):
            cells.append(as_written(self.t.label(content.counting_units[entry.unit].name)))
        if len(cells) < columns:
            cells.append(as_written(self.t.text(entry.about)) if entry.about else "")
        return cells


#: The rates under which a rule comes into play.
_RATE_OF = {Aspect.LENGTH_EVENED: [Rate.PER_MONTH], Aspect.CENSUS_YEAR: [Rate.PER_HEAD]}


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; a bar inside a cell is kept as one."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )
