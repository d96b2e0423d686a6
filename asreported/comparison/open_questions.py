"""Lists what is to be asked of one city: by theme, and nothing twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from asreported.catalog.catalog import Catalog, once
from asreported.catalog.model import ReportedFigure
from asreported.comparison.city import figures_by_theme
from asreported.comparison.claims import Claim, claims
from asreported.comparison.compare import basis_of, compared
from asreported.comparison.excerpts import MAX_DRAWN
from asreported.comparison.questions import Ask, Question, gaps, within_city


def open_questions(
    catalog: Catalog, city: str, limit: int | None = None
) -> dict[str, list[Question]]:
    """Return the questions to a city by theme, in the order of its figures.

    They are what its article leaves open, and what would make its figures comparable with
    those of others. ``limit`` is how many of its figures are asked about (None: all). Raises
    KeyError for an unknown city.
    """
    by_theme, _ = figures_by_theme(catalog, city, limit)
    return {
        theme: questions
        for theme, figures in by_theme.items()
        if (questions := _merged(_of_theme(catalog, figures)))
    }


def _of_theme(catalog: Catalog, figures: Sequence[ReportedFigure]) -> Iterable[Question]:
    """Yield questions metric by metric: first those that lead to a comparison."""
    for metric in dict.fromkeys(figure.metric for figure in figures):
        own = [figure for figure in figures if figure.metric == metric]
        if len(catalog.cities_reporting(metric)) > 1:
            yield from _of_plans(catalog, metric, own[0].city)
        basis = basis_of(catalog)
        for figure in own:
            yield from gaps(catalog, basis, figure)
        for counts in dict.fromkeys(figure.counts for figure in own):
            yield from within_city(basis, [one for one in own if one.counts == counts])


@once
def claims_of(catalog: Catalog, metric: str) -> list[Claim]:
    """Find what may be claimed of a metric as its chart draws it."""
    return claims(catalog, replace(compared(catalog, metric), limit=MAX_DRAWN))


def _of_plans(catalog: Catalog, metric: str, city: str) -> Iterable[Question]:
    for claim in claims_of(catalog, metric):
        for question in claim.plan.questions if claim.plan else ():
            if question.city == city:
                yield question


def _merged(questions: Iterable[Question]) -> list[Question]:
    """Join questions that ask the same about several figures, and leave out repetitions."""
    merged: dict[Hashable, Question] = {}
    asked: set[Hashable] = set()
    for question in questions:
        about = question.ask, _about(question), question.field
        if about in asked:
            continue
        asked.add(about)
        key = _same(question)
        if known := merged.get(key):
            question = replace(known, figures=(*known.figures, *question.figures))
        merged[key] = question
    return list(merged.values())


def _about(question: Question) -> str:
    """Return what a question is about: of several numbers in the same words it is asked once."""
    of_a_number = question.ask is Ask.NUMBER or question.field == "counts"
    return question.figure.id if of_a_number else question.figure.quote


def _same(question: Question) -> Hashable:
    """Return what questions have in common that can be asked at once."""
    figure = question.figure
    if question.ask is Ask.CONFIRM:
        (why,) = (why.en for field, why in figure.inferred.items() if field == question.field)
        return question.ask, question.field, str(getattr(figure, question.field)), why
    of_its_own = (Ask.NUMBER, Ask.CONTRADICTION, Ask.OVERLAP, Ask.RESIDENTS)
    if question.or_else or question.ask in of_its_own:
        return question.ask, figure.id
    return question.ask
