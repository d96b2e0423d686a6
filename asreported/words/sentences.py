"""Sentences that may be printed: the strongest that a verdict permits, full and short.

Each gives the articles' own words with who says it and when, periods, baselines, hedges, what
is inferred, and that it is not verified. What differs and what is not stated are two things. An
order is told only where ``comparison.certainty`` gives one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from asreported.catalog.model import Direction, Kind, ReportedFigure
from asreported.comparison.certainty import Order, direction_of
from asreported.comparison.claims import Claim
from asreported.comparison.verdicts import Aspect, Level, Reason
from asreported.translatable import N_
from asreported.words.labels import SEPARATOR
from asreported.words.verdicts import VerdictLabels


class Sentences(VerdictLabels):
    """Sentences on claims, in the catalog and language of ``labels``."""

    def full(self, claim: Claim) -> str:
        """Tell of figures with all that a reader must know, and what may be concluded."""
        told = (self._according_to(claim, article) for article in claim.articles)
        glossed = {self.labels.needs_gloss(figure) for figure in claim.figures}
        translated = self.t("Quotations are our translation.") if glossed == {True} else ""
        if glossed == {True, False}:
            translated = self.t("Quotations from another language are our translation.")
        return self._text(
            self._opening(claim, told),
            self._conclusion(claim),
            *self._remarks(claim),
            self._unverified(claim),
            translated,
        )

    def short(self, claim: Claim) -> str:
        """Tell of figures in a line: values, periods, and whether they may be compared."""
        told = (self._in_a_line(claim, figure) for figure in claim.figures)
        return self._text(
            self._opening(claim, told, N_("{topic}, as reported: {told}.")),
            self._in_short(claim),
            self._unverified(claim),
        )

    def topic(self, claim: Claim) -> str:
        """Name what a claim is about: the metric, and what is counted where it is one thing."""
        metric = self.labels.metric(claim.figures[0].metric)
        if len(claim.counts) > 1:
            return metric
        return self.t(
            "{metric} ({counts})", metric=metric, counts=self.labels.counts(claim.counts[0])
        )

    def credit(self, claim: Claim) -> str:
        """Cite what a claim rests on: the articles of its figures, and the version of the data."""
        t, labels = self.t, self.labels
        sources = [
            t("{city}: {source}", city=labels.city(city), source=labels.source(article))
            for article in claim.articles
            for city in [labels.catalog.sources[article].city]
        ]
        version = t("As Reported, data {version}", version=labels.catalog.version)
        return SEPARATOR.join([*labels.truncated(sources), version])

    def _text(self, *sentences: str) -> str:
        """Join sentences, as the language has it between them."""
        said = filter(None, sentences)
        return reduce(lambda one, more: self.t("{first} {then}", first=one, then=more), said)

    def _opening(
        self, claim: Claim, told: Iterable[str], form: str = N_("{topic}: {told}.")
    ) -> str:
        listed = self.t("; ").join(self.labels.truncated(told))
        return self.t(form, topic=self.topic(claim), told=listed)

    def _in_a_line(self, claim: Claim, figure: ReportedFigure) -> str:
        """Give a figure's city, value and notes, and what it counts where they count several."""
        told = self.t(
            "{city} {value} ({notes})",
            city=self.labels.city(figure.city),
            value=self.labels.value(figure),
            notes=self.t("; ").join(self._notes(claim, figure)),
        )
        if len(claim.counts) == 1:
            return told
        return self.t("{counts}: {value}", counts=self.labels.counts(figure.counts), value=told)

    def _according_to(self, claim: Claim, article: str) -> str:
        """Give what an article says of its city, in its own words, the same words once."""
        by_words: dict[tuple[str, ...], list[str]] = {}
        for figure in claim.figures:
            if figure.article == article:
                glossed = self.labels.needs_gloss(figure)
                words = within(figure.gloss if glossed else figure.quote)
                told = words, *self._notes(claim, figure)
                by_words.setdefault(told, []).extend(self._naming(claim, figure))
        said = (
            self.t("“{words}” ({notes})", words=words, notes=self.t("; ").join([*named, *notes]))
            for (words, *notes), named in by_words.items()
        )
        return self.t(
            "according to {source}, in {city} {said}",
            source=self._source(article),
            city=self.labels.city(self.labels.catalog.sources[article].city),
            said=self.t.list(said),
        )

    def _source(self, article: str) -> str:
        """Say who tells it, and when: the outlet, or else the authors, or what is known of them."""
        t, source = self.t, self.labels.catalog.sources[article]
        date = t.date(source.published.value)
        if source.published.inferred is not None:
            date = t("{date}, inferred", date=date)
        if source.publisher is not None:
            return t("{publisher} ({date})", publisher=t.label(source.publisher), date=date)
        voice = self.labels.catalog.content.voices[source.stated_by.value]
        authors = t.list(map(t.label, source.authors or (voice.name,)))
        return t("an article by {authors} ({date})", authors=authors, date=date)

    def _naming(self, claim: Claim, figure: ReportedFigure) -> list[str]:
        """Name what a figure counts, and its number where its words hold several."""
        counts = self.labels.counts(figure.counts)
        if figure.as_written is not None:
            return [self.t("{counts}: {value}", counts=counts, value=self.labels.value(figure))]
        return [counts] if len(claim.counts) > 1 else []

    def _notes(self, claim: Claim, figure: ReportedFigure) -> list[str]:
        """List what must stand beside a figure, without brackets of its own for the period."""
        t, labels = self.t, self.labels
        period = t.period(figure.period)
        if "period" in figure.inferred:
            inferred = _DATE_INFERRED if figure.period.is_moment else _PERIOD_INFERRED
            period = t(inferred, period=period)
        _, *others = labels.notes(figure, alone=True)
        if "area" in figure.inferred:
            others.append(t("area inferred"))
        derived = claim.derived.get(figure.id)
        if derived is not None:
            metric = labels.catalog.metrics[figure.metric]
            rates = [rate for rate in metric.rates if rate in claim.rates]
            worked_out = t(
                "{rate} {per}, worked out by As Reported",
                rate=labels.derived(figure, derived),
                per=labels.rate(rates, metric),
            )
            others.append(worked_out)
        return [period, *others]

    def _conclusion(self, claim: Claim) -> str:
        """Say what may be concluded, and what cannot be said and why."""
        t, level = self.t, claim.verdict.level
        if claim.order is not None:
            return self._ordered(claim, claim.order)
        if level is Level.ONE_CITY:
            return ""
        if level is Level.LIKE_FOR_LIKE:
            return t("They are like for like and may be compared.")
        why = self.why_not(claim.verdict.reasons)
        if level is Level.NOT_COMPARABLE:
            return t("These reports should not be set against each other: {why}.", why=why)
        return t("They do not show {what}: {why}.", what=self._unknown(claim), why=why)

    def _remarks(self, claim: Claim) -> list[str]:
        """List what must be known of figures besides: other readings, and what is not said."""
        return list(dict.fromkeys(self._remark(claim, f) for f in claim.figures if f.note))

    def _remark(self, claim: Claim, figure: ReportedFigure) -> str:
        """Write a figure's note, with its value where the sentence has several of the city."""
        assert figure.note is not None
        city, note = self.labels.city(figure.city), self.t.text(figure.note)
        if sum(other.city == figure.city for other in claim.figures) == 1:
            return self.t("On {city}: {note}", city=city, note=note)
        value = self.labels.value(figure)
        return self.t("On {city}, {value}: {note}", city=city, value=value, note=note)

    def _in_short(self, claim: Claim) -> str:
        """Say in a few words what may be concluded."""
        if claim.order is not None:
            return self._ordered(claim, claim.order)
        reasons = [one for one in claim.verdict.reasons if one.aspect in _WARNED_OF]
        why = self.reasons(reasons)
        if claim.verdict.level is Level.WITH_CAVEATS:
            what = self._unknown(claim)
            if why:
                return self.t("They do not show {what}: {why}.", what=what, why=why)
            return self.t("They do not show {what}.", what=what)
        sentence = _IN_SHORT.get(claim.verdict.level)
        return self.t(sentence) if sentence else ""

    def why_not(self, reasons: Sequence[Reason]) -> str:
        """Say what stands between figures: in what they differ, then what is left open."""
        vague = [city for reason in reasons for city in self._kind_left_open(reason)]
        differing = [
            self.t(_DIFFERING[reason.aspect])
            for reason in reasons
            if reason.aspect in _DIFFERING and not self._is_one_thing(reason)
        ]
        parts = [self.reason(reason) for reason in reasons if reason.aspect in _LEFT_OPEN]
        if vague:
            parts.insert(0, self.reason(Reason(Aspect.KIND_NOT_STATED, ((None, tuple(vague)),))))
        if differing:
            differ = self.t("the figures differ in {what}", what=self.t.list(differing))
            parts.insert(0, differ)
        return self.t("; ").join(parts)

    def _kind_left_open(self, reason: Reason) -> tuple[str, ...]:
        """Return the cities of a difference in what is counted that do not state its kind."""
        counts = self.labels.catalog.content.counts
        return tuple(
            city
            for value, cities in reason.values
            if reason.aspect is Aspect.COUNTS and not counts[str(value)].kind_stated
            for city in cities
        )

    def _is_one_thing(self, reason: Reason) -> bool:
        """Return whether figures may count one thing after all, as one leaves its kind open."""
        return len(reason.values) == 2 and bool(self._kind_left_open(reason))

    def _ordered(self, claim: Claim, order: Order) -> str:
        """Say which figure is larger, or that it is open."""
        t, larger = self.t, order.larger
        if larger is None:
            return t(
                "Nothing but rounding and hedges stands between them, and these leave open {what}.",
                what=self._unknown(claim),
            )
        (smaller,) = (figure for figure in claim.figures if figure is not larger)
        return t(
            _LARGER[self._sort(claim)],
            city=self.labels.city(larger.city),
            other=self.labels.city(smaller.city),
        )

    def _unknown(self, claim: Claim) -> str:
        """Name what an order would tell: where the fall or the rise is larger, or there is more."""
        return self.t(_UNKNOWN[self._sort(claim)])

    def _sort(self, claim: Claim) -> str:
        """Return what is larger or smaller of figures: their fall, their rise or their number."""
        if len(claim.cities) == 1:
            same = len({figure.period for figure in claim.figures}) == 1
            return "of one period" if same else "of one city"
        kind = self.labels.catalog.metrics[claim.figures[0].metric].kind
        if kind is not Kind.CHANGE:
            return "share" if kind is Kind.SHARE else "number"
        direction = direction_of(claim.figures)
        return {Direction.DOWN: "fall", Direction.UP: "rise", None: "change"}[direction]

    def _unverified(self, claim: Claim) -> str:
        """Say that nothing of it has been verified."""
        number = len(claim.figures)
        return self.t(_UNVERIFIED[min(number, 3)])


#: What figures differ in; of the other rules, what is left open is told by its own words.
_DIFFERING: Mapping[Aspect, str] = {
    Aspect.COUNTS: N_("what is counted"),
    Aspect.COUNTING_UNIT: N_("the counting unit"),
    Aspect.AREA: N_("the area"),
    Aspect.MOMENT: N_("whether they are of a moment or of a period"),
    Aspect.LENGTH: N_("length of period"),
    Aspect.LENGTH_EVENED: N_("the length of period that the monthly mean is of"),
    Aspect.YEARS: N_("calendar years"),
    Aspect.PART_OF_YEAR: N_("part of the year"),
    Aspect.BASELINE: N_("what they are measured against"),
}
#: What rules find that is no difference between figures: it is left open, hedged or inferred.
_LEFT_OPEN = frozenset(
    {
        Aspect.KIND_NOT_STATED,
        Aspect.CONTRADICTION,
        Aspect.OVERLAP,
        Aspect.PERIOD_NOT_STATED,
        Aspect.START_NOT_STATED,
        Aspect.END_NOT_STATED,
        Aspect.BASELINE_NOT_STATED,
        Aspect.QUALIFIER,
        Aspect.INFERRED,
        Aspect.CENSUS_YEAR,
    }
)
#: The aspects that have a place in a sentence.
PLACED = frozenset(_DIFFERING) | _LEFT_OPEN
_UNKNOWN = {
    "fall": N_("where the fall is larger"),
    "rise": N_("where the rise is larger"),
    "change": N_("which change is larger"),
    "number": N_("where there is more"),
    "share": N_("where the share is larger"),
    "of one city": N_("a trend"),
    "of one period": N_("which of them holds"),
}
_LARGER = {
    "fall": N_("By these reports the fall is larger in {city} than in {other}."),
    "rise": N_("By these reports the rise is larger in {city} than in {other}."),
    "number": N_("By these reports the number is larger for {city} than for {other}."),
    "share": N_("By these reports the share is larger in {city} than in {other}."),
}
_PERIOD_INFERRED, _DATE_INFERRED = N_("{period}, period inferred"), N_("{period}, date inferred")
#: What a short sentence says, too: who adds up what overlaps, or quotes one of two that contradict
#: each other, says what no article does.
_WARNED_OF = (Aspect.OVERLAP, Aspect.CONTRADICTION)
_IN_SHORT = {
    Level.LIKE_FOR_LIKE: N_("Like for like."),
    Level.NOT_COMPARABLE: N_("Not comparable."),
}
_UNVERIFIED = {
    1: N_("The figure has not been verified."),
    2: N_("Neither figure has been verified."),
    3: N_("None of these figures has been verified."),
}


def within(words: str) -> str:
    """Turn the quotation marks of words into single ones: they are quoted themselves."""
    return words.translate({ord("“"): "‘", ord("”"): "’"})
