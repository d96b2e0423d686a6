"""Finds where two articles give different values of one thing; which is right they do not tell."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping

from asreported.catalog.model import ReportedFigure


def contradictions(figures: Iterable[ReportedFigure]) -> Mapping[str, tuple[ReportedFigure, ...]]:
    """Return the figures that contradict a figure, by its id; without those that none does.

    Two contradict each other where they tell of the same thing in the same city and period, and
    neither value is among those of the other's article. Of a period that is not stated nothing
    is known to be the same.
    """
    alike: dict[Hashable, list[ReportedFigure]] = {}
    for figure in figures:
        if figure.period.stated and not figure.is_repetition:
            alike.setdefault(_what(figure), []).append(figure)
    several = (group for group in alike.values() if len({one.article for one in group}) > 1)
    return {figure: others for group in several for figure, others in _in_group(group)}


def _what(figure: ReportedFigure) -> Hashable:
    """Return all that makes two figures tell of the same thing."""
    period = figure.period
    return (
        *(figure.city, figure.metric, figure.counts, figure.area, figure.among),
        *(period.first_day, period.last_day, period.as_of, figure.baseline, figure.qualifier),
    )


def _in_group(group: list[ReportedFigure]) -> Iterator[tuple[str, tuple[ReportedFigure, ...]]]:
    given = {(figure.article, figure.value) for figure in group}
    for one in group:
        others = tuple(
            other
            for other in group
            if other.article != one.article
            and (other.article, one.value) not in given
            and (one.article, other.value) not in given
        )
        if others:
            yield one.id, others
