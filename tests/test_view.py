"""What a reader has chosen, in the address and back."""

from __future__ import annotations

import pytest

from asreported import Catalog
from asreported.catalog.model import Rate
from asreported.comparison.compare import Show
from asreported.view import CityView, CompareView, EvidenceView, SideBySideView, View


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
    assert CompareView.from_query(query, catalog).metrics == metrics


@pytest.mark.parametrize(
    "view",
    [
        CompareView("zh", metrics=("cameras",), theme="cameras_and_sensing",
                    counts=("video_feeds",), cities=("longnan",)),
        CompareView("en", metrics=("cameras", "case_change"), show=Show.COMPARABLE,
                    rates=(Rate.PER_HEAD, Rate.PER_MONTH)),
        SideBySideView("zh", theme="money", least=3),
        SideBySideView("en"),
        CityView("en", city="suqian"),
        EvidenceView("zh", city="longnan", figure="longnan-cold-homicides-2023"),
        EvidenceView("en", city="longnan"),
        View("zh"),
    ],
)  # fmt: skip
def test_a_view_survives_its_address(catalog: Catalog, view: View) -> None:
    assert type(view).from_query(view.to_query(), catalog, "fr") == view


@pytest.mark.parametrize(
    "view, query, expected",
    [
        (SideBySideView, {"least": ["99"], "theme": ["x"]}, SideBySideView("en")),
        (SideBySideView, {"least": ["-1"]}, SideBySideView("en")),
        (SideBySideView, {"least": ["2.5"]}, SideBySideView("en")),
        (CityView, {"city": ["atlantis"]}, CityView("en", city="jingmen")),
        (EvidenceView, {"figure": ["<b>"]}, EvidenceView("en", city="jingmen")),
        (EvidenceView, {"figure": ["suqian-clearance"], "city": ["jingmen"]},
         EvidenceView("en", city="suqian", figure="suqian-clearance")),
    ],
)  # fmt: skip
def test_nonsense_falls_back(
    catalog: Catalog, view: type[View], query: dict[str, list[str]], expected: View
) -> None:
    assert view.from_query(query, catalog) == expected


def test_the_address_wins_over_the_browsers_language(catalog: Catalog) -> None:
    assert View.from_query({}, catalog, "zh-CN").language == "zh"
    assert View.from_query({"lang": ["en"]}, catalog, "zh-CN").language == "en"


def test_the_address_of_one_chart(catalog: Catalog) -> None:
    view = CompareView("en", metrics=("case_change", "cameras"), cities=("suqian",))
    assert view.address_of("cameras") == "?metric=cameras&city=suqian&lang=en"


def test_a_theme_opens_on_what_may_be_compared(catalog: Catalog) -> None:
    def opened(theme: str) -> tuple[str, ...]:
        return CompareView.from_query({"theme": [theme]}, catalog).metrics

    assert opened("clearance") == ("homicide_clearance",), "not what most cities count differently"
    assert opened("cases") == ("case_change",)
    assert opened("money") == ("investment",), "nothing may be compared: what most report"


def test_metrics_of_a_theme(catalog: Catalog) -> None:
    assert catalog.metrics_of("money") == (
        "investment", "investment_projects", "plan_years", "system_price",
    )  # fmt: skip
    assert catalog.metrics_of()[0] == "case_change"
