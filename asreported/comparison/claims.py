"""What may be claimed of figures: each with its verdict, and an order where that is allowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import Kind, Rate, ReportedFigure
from asreported.comparison.certainty import Order, order_of
from asreported.comparison.compare import Comparison
from asreported.comparison.questions import Plan, plan
from asreported.comparison.rates import Derived
from asreported.comparison.verdicts import Basis, Level, Verdict, judge


@dataclass(frozen=True)
class Claim:
    """Figures of one metric, and what may be said of them together.

    ``order`` is None where none may be given. ``plan`` has the questions that would make the
    figures like for like; None where there is nothing to ask for. ``derived`` has the values of
    the ``rates`` that are worked out, by figure id.
    """

    figures: tuple[ReportedFigure, ...]
    verdict: Verdict
    order: Order | None = None
    plan: Plan | None = None
    rates: tuple[Rate, ...] = ()
    derived: Mapping[str, Derived] = field(default_factory=dict)

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that say it, in order of appearance."""
        return tuple(dict.fromkeys(figure.article for figure in self.figures))

    @property
    def cities(self) -> tuple[str, ...]:
        """Ids of the cities, in order of appearance."""
        return tuple(dict.fromkeys(figure.city for figure in self.figures))

    @property
    def counts(self) -> tuple[str, ...]:
        """Ids of the things counted, in order of appearance."""
        return tuple(dict.fromkeys(figure.counts for figure in self.figures))


def claim(
    catalog: Catalog,
    basis: Basis,
    figures: Sequence[ReportedFigure],
    towards: Sequence[ReportedFigure] = (),
) -> Claim:
    """Find what may be claimed of figures of one metric, and what to ask for more.

    ``towards`` are the figures that questions lead to (empty: any). Raises ValueError for
    figures of several metrics, and for none.
    """
    if not figures:
        raise ValueError("there is no figure to tell of")
    verdict = judge(basis, figures)
    several = len({figure.city for figure in figures}) > 1
    if len(figures) == 1:
        return Claim(tuple(figures), Verdict(Level.ONE_CITY))
    # Places in unlike lists are not asked into one.
    asked = several and catalog.metrics[figures[0].metric].kind is not Kind.RANK
    return Claim(
        tuple(figures),
        verdict,
        order_of(catalog, basis, *figures) if len(figures) == 2 else None,
        plan(catalog, basis, figures, towards) if asked and verdict.reasons else None,
    )


def claims(catalog: Catalog, comparison: Comparison) -> list[Claim]:
    """Find what may be claimed under each heading of a comparison that is drawn.

    Where several cities report and no two on the same thing, the first is on one figure of
    each city together.
    """
    basis, drawn = comparison.basis, comparison.drawn
    found = [claim(catalog, basis, block.figures) for block in drawn]
    firsts = {figure.city: figure for figure in reversed(comparison.drawn_figures)}
    if len(firsts) > 1 and not comparison.multi_city_blocks:
        ordered = [figure for figure in comparison.drawn_figures if firsts[figure.city] == figure]
        found.insert(0, claim(catalog, basis, ordered, drawn[0].figures))
    return [replace(one, rates=comparison.rates, derived=comparison.derived) for one in found]
