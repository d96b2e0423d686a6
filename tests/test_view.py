"""What a reader has chosen, in the address and back."""

from __future__ import annotations

import pytest

from asreported import Catalog
from asreported.view import View, metrics_of


@pytest.mark.parametrize(
    "query, metrics",
    [
        ({}, ("case_change",)),
        ({"metric": ["nonsense"]}, ("case_change",)),
        ({"metric": ["<script>"], "lang": ["xx"], "city": ["atlantis"]}, ("case_change",)),
        ({"metric": ["cameras"]}, ("cameras",)),
        ({"metric": ["cameras", "investment", "cameras", "x"]}, ("cameras", "investment")),
        ({"theme": ["money"]}, ("investment",)),
        ({"theme": ["money"], "metric": ["cameras"]}, ("cameras",)),
    ],
)
def test_metrics_of_a_query(
    catalog: Catalog, query: dict[str, list[str]], metrics: tuple[str, ...]
) -> None:
    assert View.from_query(query, catalog).metrics == metrics


def test_a_view_survives_its_address(catalog: Catalog) -> None:
    view = View(("cameras",), "zh", "cameras_and_sensing", ("video_feeds",), ("longnan",))
    assert View.from_query(view.to_query(), catalog, "en-GB") == view


def test_the_address_wins_over_the_browsers_language(catalog: Catalog) -> None:
    assert View.from_query({}, catalog, "zh-CN").language == "zh"
    assert View.from_query({"lang": ["en"]}, catalog, "zh-CN").language == "en"


def test_the_address_of_one_chart(catalog: Catalog) -> None:
    view = View(("case_change", "cameras"), "en", cities=("suqian",))
    assert view.address("cameras") == "?metric=cameras&city=suqian&lang=en"


def test_a_theme_opens_on_the_metric_that_most_cities_report(catalog: Catalog) -> None:
    assert View.from_query({"theme": ["clearance"]}, catalog).metrics == ("clearance_count",)


def test_metrics_of_a_theme(catalog: Catalog) -> None:
    assert metrics_of(catalog, "money") == [
        "investment", "investment_projects", "plan_years", "system_price",
    ]  # fmt: skip
    assert metrics_of(catalog, "")[0] == "case_change"
