"""Questions that would make figures comparable, in the form in which one would send them."""

from __future__ import annotations

from collections.abc import Iterable

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import WHOLE_CITY, Kind, ReportedFigure
from asreported.catalog.period import NOT_STATED, Period
from asreported.comparison.questions import Ask, Plan, Question
from asreported.translatable import N_
from asreported.words.labels import Labels
from asreported.words.language import DEFAULT_LANGUAGE, LANGUAGES, language
from asreported.words.sentences import Sentences, within


def in_languages(catalog: Catalog, first: str = DEFAULT_LANGUAGE) -> dict[str, Questions]:
    """Return the words in every language by its code, the ``first`` before the others."""
    codes = dict.fromkeys([first, *LANGUAGES])
    return {code: Questions(Labels(catalog, language(code))) for code in codes}


class Questions(Sentences):
    """Questions in the catalog and language of ``labels``."""

    def addressee(self, question: Question) -> str:
        """Name whom a question is put to.

        What words of an article mean concerns its authors, or else its publisher; numbers concern
        those who have them.
        """
        t, labels = self.t, self.labels
        city = labels.city(question.city)
        source = labels.catalog.sources[question.figure.article]
        if question.ask is Ask.RESIDENTS:
            return t("the statistics office of {city}", city=city)
        if question.ask is Ask.CONFIRM and source.authors:
            return t("the authors of {city}'s article", city=city)
        if question.ask is Ask.CONFIRM and source.publisher is not None:
            return t.label(source.publisher)
        asked = labels.catalog.content.about.asked
        if asked is None:
            return t("the authorities of {city}", city=city)
        return t.text(asked).replace("{city}", city)

    def to(self, question: Question) -> str:
        """Address a question: "To the police of Longnan:"."""
        return self.t("To {whom}:", whom=self.addressee(question))

    def question(self, question: Question) -> str:
        """Ask it, with the words that it is about, and on for what is needed if that is not it."""
        asked = self._asked(question)
        return self._text(asked, self._or_else(question)) if question.or_else else asked

    def letter(self, questions: Iterable[Question]) -> str:
        """Write questions as a text to send: a greeting, then one a line with whom it is put to."""
        opening = self.t("We would be grateful for an answer to these questions.")
        return "\n".join([opening, *map(self.addressed, questions)])

    def addressed(self, question: Question) -> str:
        """Write a question with whom it is put to, in one line."""
        return self.t("{to} {question}", to=self.to(question), question=self.question(question))

    def because(self, question: Question) -> str:
        """Say why we infer what a question has confirmed; empty for other questions."""
        if question.ask is not Ask.CONFIRM:
            return ""
        why = next(w for field, w in question.figure.inferred.items() if field == question.field)
        return self.t("We infer it: {reason}", reason=self.t.text(why))

    def steps(self, plan: Plan) -> str:
        """Say how many questions lead to like for like."""
        number = len(plan.questions)
        return self.t.plural(
            "{number} question, then like for like",
            "{number} questions, then like for like",
            number,
        )

    def _asked(self, question: Question) -> str:
        t, figure, target = self.t, question.figure, question.target
        words = self._words(question.figures)
        match question.ask:
            case Ask.NUMBER if figure.counts != target.counts:
                return self._missing(figure, target)
            case Ask.NUMBER:
                number = _NUMBER[self._is_change(target)]
                return t(number, words=words, what=self._wanted(target, figure))
            case Ask.RESIDENTS:
                year, city = target.period.years[0], self.labels.city(question.city)
                return t("How many residents did {city} have in {year}?", city=city, year=year)
            case Ask.CONFIRM:
                what = self._inferred(question)
                return t(_CONFIRM[question.field], words=words, what=what)
            case Ask.KIND:
                unit = self.labels.catalog.content.counts[figure.counts].unit
                name = t.label(self.labels.catalog.content.counting_units[unit].name)
                return t("{words}: which kind of {unit} does it count?", words=words, unit=name)
            case _:
                return t(_ASKED[question.ask], words=words)

    def _missing(self, figure: ReportedFigure, target: ReportedFigure) -> str:
        """Ask for the number of another thing than the article counts."""
        labels, content = self.labels, self.labels.catalog.content
        unit = content.counts[target.counts].unit
        return self.t(
            "What was {city}'s figure for “{counts}” ({metric}, in {unit}) {what}?",
            city=labels.city(figure.city),
            counts=within(labels.counts(target.counts)),
            metric=labels.metric(target.metric),
            unit=self.t.label(content.counting_units[unit].name),
            what=self._wanted(target, figure),
        )

    def _or_else(self, question: Question) -> str:
        """Ask for the number that is needed where the answer is another than the target."""
        target = question.target
        sentences = _OR_ELSE
        if question.ask is Ask.KIND:
            if not self.labels.catalog.content.counts[target.counts].kind_stated:
                return ""
            sentences, what = _OR_ELSE_OF, within(self.labels.counts(target.counts))
        elif question.ask is Ask.BASELINE:
            what = self._against(target)
        else:
            what = self._when(target.period)
        return self.t(sentences[self._is_change(target)], what=what) if what else ""

    def _words(self, figures: Iterable[ReportedFigure]) -> str:
        """Quote figures, each number named where its words have several."""
        quoted = dict.fromkeys(
            self.t("“{words}”", words=within(f.gloss if self.labels.needs_gloss(f) else f.quote))
            for f in figures
        )
        return self.t.list(quoted)

    def _wanted(self, target: ReportedFigure, figure: ReportedFigure) -> str:
        """Name the area, period and baseline that a number is asked for in place of a figure's."""
        when = self._when(target.period)
        if {target.area, figure.area} != {WHOLE_CITY}:
            area = self.t.label(self.labels.catalog.content.areas[target.area].name)
            when = self.t("{when}, {area}", area=area, when=when)
        return self.t(", ").join(filter(None, [when, self._against(target)]))

    def _when(self, period: Period) -> str:
        """Write a complete period, as it stands in a question: "for 2020", "as at Aug 2022"."""
        if period.as_of and period.end is not None:
            return self.t("as at {date}", date=self.t.date(period.end))
        return self.t("for {period}", period=self.t.period(period))

    def _against(self, target: ReportedFigure) -> str:
        known = self.labels.catalog.content.baselines.get(target.baseline or NOT_STATED)
        if target.baseline in (None, NOT_STATED) or known is None:
            return ""
        return self.t.text(known.against)

    def _inferred(self, question: Question) -> str:
        """Write what we take an inferred field of a figure to be."""
        figure = question.figure
        match question.field:
            case "period":
                return self._when(figure.period)
            case "baseline":
                return self._against(figure)
            case "counts":
                return within(self.labels.counts(figure.counts))
            case _:
                return self.t.label(self.labels.catalog.content.areas[figure.area].name)

    def _is_change(self, figure: ReportedFigure) -> bool:
        return self.labels.catalog.metrics[figure.metric].kind is Kind.CHANGE


#: Where a number is asked for: a level, and a change.
_NUMBER = (
    N_("{words}: what was the number {what}?"),
    N_("{words}: what was the change {what}?"),
)
_OR_ELSE = (
    N_("If it is not {what}: what was the number {what}?"),
    N_("If it is not {what}: what was the change {what}?"),
)
_OR_ELSE_OF = (
    N_("If it is not “{what}”: what was the number for “{what}”?"),
    N_("If it is not “{what}”: what was the change for “{what}”?"),
)
_ASKED = {
    Ask.BASELINE: N_("{words}: against which period?"),
    Ask.PERIOD: N_("{words}: which period is that of, or which day?"),
    Ask.START: N_("{words}: counted from when on?"),
    Ask.END: N_("{words}: counted up to when?"),
    Ask.EXACT: N_("{words}: what is the exact number?"),
    Ask.CONTRADICTION: N_("{words}: which of these is right?"),
    Ask.OVERLAP: N_("{words}: is anything counted in more than one of these?"),
}
_CONFIRM = {
    "period": N_("{words}: is that {what}?"),
    "baseline": N_("{words}: is that measured {what}?"),
    "counts": N_("{words}: does that count “{what}”?"),
    "area": N_("{words}: is its area the “{what}”?"),
}
#: What can be asked.
ASKABLE = frozenset(_ASKED) | {Ask.NUMBER, Ask.RESIDENTS, Ask.CONFIRM, Ask.KIND}
