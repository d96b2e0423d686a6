"""Figures are found by what a reader remembers of them."""

from __future__ import annotations

import pytest

from asreported import Catalog
from asreported.search import find


def ids(catalog: Catalog, text: str) -> list[str]:
    return [figure.id for figure in find(catalog, text, 300).shown]


@pytest.mark.parametrize("text", ["", "   ", "nowhere", "98.7", "8.79", ".", "(", "98.79 荆门"])
def test_nothing_is_found(catalog: Catalog, text: str) -> None:
    """Least of all a part of a number."""
    assert ids(catalog, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "50000",
        "50,000",
        "5万",
        "５万",
        "摄像头 衡阳",
        "hengyang CAMERAS",
        "全智能化监控",
        "50,000 hengyang",
    ],
)
def test_a_figure_is_found(catalog: Catalog, text: str) -> None:
    assert "hengyang-cameras" in ids(catalog, text)


def test_a_number_is_found_whole(catalog: Catalog) -> None:
    assert ids(catalog, "98.79") == ["suqian-sense-of-safety"]
    thirty_seven = ids(catalog, "37")
    assert "longnan-expressway-checkpoints" in thirty_seven
    assert "hengyang-sharp-eyes-investment" not in thirty_seven, "370,000,000"
    assert "hengyang-criminal-cases" in ids(catalog, "-20.77%")


def test_of_many_there_are_the_first_and_how_many_more(catalog: Catalog) -> None:
    found = find(catalog, "陇南")
    assert len(found.shown) == 12 and found.more > 50
