"""Figures that no article reports: one with nothing open, others at random."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from asreported import Catalog
from asreported.catalog.evidence import Passage
from asreported.catalog.model import Qualifier, ReportedFigure

WHY = {"en": "why", "zh": "为何"}


def figure(city: str = "jingmen", id: str = "", **changes: Any) -> ReportedFigure:
    """A made-up figure with nothing open: criminal cases of 2023, year on year."""
    plain = {
        "id": id or f"{city}-x", "city": city, "article": city, "metric": "case_change", "counts": "criminal_cases",
        "value": -20, "period": "2023", "baseline": "same_period_previous_year",
        "quote": "x", "gloss": "x",
    }  # fmt: skip
    return ReportedFigure.model_validate({**plain, **changes})


def printed(catalog: Catalog, figures: Iterable[ReportedFigure], sign: str = "%") -> Catalog:
    """The catalog, as if articles printed figures with the digits of their values."""
    found = {one.id: Passage(0, 1, one.quote, 0, f"{abs(one.value):g}{sign}") for one in figures}
    return Catalog(
        catalog.content, catalog.version, catalog.articles, {**catalog.passages, **found}
    )


periods = st.sampled_from(
    ["2023", "2022", "2023-01/2023-06", "2023-07/2023-12", "../2023-08", "2019/..", "P3Y/2023",
     "as of 2023-08", "as of 2023", "2023-03-30", "not_stated"]
)  # fmt: skip
figures = st.builds(
    lambda number, city, **fields: figure(city, id=f"{city}-{number}", **fields),
    number=st.integers(0, 10**6),
    city=st.sampled_from(["jingmen", "hengyang", "huizhou", "longnan", "suqian"]),
    counts=st.sampled_from(["criminal_cases", "criminal_cases", "vice_calls"]),
    period=periods,
    baseline=st.sampled_from(["same_period_previous_year", "year_2019", "not_stated"]),
    qualifier=st.sampled_from(list(Qualifier)),
    area=st.sampled_from(["whole_city", "whole_city", "key_places"]),
    inferred=st.sampled_from([{}, {}, {"period": WHY}, {"area": WHY}]),
)
