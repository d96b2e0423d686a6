"""Change any figure's value, quote or id, and it is refused."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from asreported import Catalog
from asreported.catalog.checks import check_catalog
from asreported.catalog.evidence import EvidenceError, find_passage
from asreported.catalog.model import ReportedFigure


def refused(catalog: Catalog, figure: ReportedFigure, **changes: object) -> bool:
    """Whether one of the checks of ``load`` refuses a changed figure."""
    try:
        changed = ReportedFigure.model_validate(figure.model_dump() | changes)
    except ValidationError:
        return True
    city = catalog.cities[figure.city]
    figures = tuple(changed if other is figure else other for other in city.figures)
    cities = {**catalog.cities, city.id: city.model_copy(update={"figures": figures})}
    if list(check_catalog(catalog.content.model_copy(update={"cities": cities}))):
        return True
    try:
        find_passage(changed, catalog.metrics[changed.metric], catalog.articles[city.id])
    except EvidenceError:
        return True
    return False


def test_an_unchanged_figure_is_not_refused(catalog: Catalog) -> None:
    assert not any(refused(catalog, figure) for figure in catalog.figures.values())


@pytest.mark.parametrize("factor", [10, 0.1, -1])
def test_another_value_is_refused(catalog: Catalog, factor: float) -> None:
    for figure in catalog.figures.values():
        if figure.value == 0:
            assert refused(catalog, figure, value=1)
        else:
            assert refused(catalog, figure, value=figure.value * factor), figure.id


def test_a_value_beside_the_true_one_is_refused(catalog: Catalog) -> None:
    for figure in catalog.figures.values():
        assert refused(catalog, figure, value=figure.value + 1), figure.id


def test_another_hedge_is_refused(catalog: Catalog) -> None:
    for figure in catalog.figures.values():
        other = "exact" if figure.qualifier != "exact" else "about"
        assert refused(catalog, figure, qualifier=other), figure.id


def test_another_quote_is_refused(catalog: Catalog) -> None:
    for figure in catalog.figures.values():
        middle = len(figure.quote) // 2
        dropped = figure.quote[:middle] + figure.quote[middle + 1 :]
        for quote in (dropped, figure.quote + "甚", figure.quote[::-1]):
            assert refused(catalog, figure, quote=quote), (figure.id, quote)


def test_an_id_that_is_taken_or_malformed_is_refused(catalog: Catalog) -> None:
    figures = list(catalog.figures.values())
    for figure, other in zip(figures, figures[1:] + figures[:1], strict=True):
        assert refused(catalog, figure, id=other.id), figure.id
        assert refused(catalog, figure, id=f"{figure.id}!"), figure.id


@pytest.mark.parametrize("field", ["metric", "counts", "area", "system"])
def test_an_unknown_id_is_refused(catalog: Catalog, field: str) -> None:
    for figure in catalog.figures.values():
        assert refused(catalog, figure, **{field: "nothing"}), figure.id


def test_an_article_without_the_words_is_refused(catalog: Catalog) -> None:
    for figure in catalog.figures.values():
        article = catalog.articles[figure.city].replace(figure.quote, "")
        with pytest.raises(EvidenceError):
            find_passage(figure, catalog.metrics[figure.metric], article)
