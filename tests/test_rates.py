"""Per head and per month: the arithmetic, what stands in its way, and how it is told."""

from __future__ import annotations

import pytest

from asreported import Catalog
from asreported.catalog.model import Rate
from asreported.catalog.period import Period
from asreported.comparison.compare import compare
from asreported.comparison.rates import Derived, Obstacle, derive
from asreported.words.captions import Captions
from asreported.words.labels import Labels
from asreported.words.language import language
from tests.charts import made_up

HEAD, MONTH = Rate.PER_HEAD, Rate.PER_MONTH


@pytest.mark.parametrize(
    "figure_id, rates, obstacle",
    [
        ("longnan-expressway-checkpoints", [HEAD], Obstacle.NOT_THE_CITY),
        ("hengyang-cameras", [MONTH], Obstacle.NO_WHOLE_MONTHS),  # a moment
        ("longnan-video-feeds", [MONTH], Obstacle.NO_WHOLE_MONTHS),  # not stated
        ("longnan-telecom-fraud", [MONTH], Obstacle.NO_WHOLE_MONTHS),  # no start
        ("suqian-cross-border-solved", [MONTH], Obstacle.NO_WHOLE_MONTHS),  # to 10 Feb
        ("longnan-extreme-cases-elsewhere", [HEAD], Obstacle.NOT_THE_CITY),
    ],
)
def test_no_rate_is_guessed(
    catalog: Catalog, figure_id: str, rates: list[Rate], obstacle: Obstacle
) -> None:
    assert derive(catalog, catalog.figures[figure_id], rates) is obstacle


@pytest.mark.parametrize(
    "figure_id, rates, value, english, chinese",
    [
        ("hengyang-cameras", [HEAD], 50_000 / 6_645_243 * 100_000, "752", "752"),
        ("suqian-smart-points", [HEAD], 20_000 / 4_986_192 * 100_000, "401", "401"),
        ("hengyang-sharp-eyes-investment", [HEAD], 370_000_000 / 6_645_243, "55.7 yuan", "55.7元"),
        ("hengyang-sharp-eyes-investment", [MONTH], 370_000_000 / 36, "10.3 million yuan", "1030万元"),
        ("huizhou-quick-cordon-solved", [MONTH], 909 / 9, "101", "101"),
        ("huizhou-quick-cordon-solved", [HEAD, MONTH], 909 / 9 / 6_042_852 * 100_000, "1.67", "1.67"),
        ("hengyang-fraud-losses-averted", [HEAD, MONTH], 420_000_000 / 6_645_243 / 7,
         "more than 9.03 yuan", "超过9.03元"),
    ],
)  # fmt: skip
def test_the_arithmetic(
    catalog: Catalog, figure_id: str, rates: list[Rate], value: float, english: str, chinese: str
) -> None:
    figure = catalog.figures[figure_id]
    derived = derive(catalog, figure, rates)
    assert isinstance(derived, Derived)
    assert derived.ends == pytest.approx((value, value))
    for code, text in (("en", english), ("zh", chinese)):
        assert Labels(catalog, language(code)).derived(figure, derived) == text


def test_blocks_are_ordered_by_the_rate_not_by_the_number(catalog: Catalog) -> None:
    """18 cold homicides in three years are as many a month as 6 in one."""
    block = compare(catalog, "homicide_clearance_cold", rates=[MONTH]).blocks[0]
    assert [(f.city, f.value) for f in block.figures] == [
        ("longnan", 3), ("longnan", 18), ("suqian", 6),
    ]  # fmt: skip
    per_head = compare(catalog, "suspects_caught", rates=[HEAD])
    for block in per_head.blocks:
        rates: dict[str, float] = {}
        for figure in block.figures:
            rates[figure.city] = max(rates.get(figure.city, 0), per_head.ends_of(figure)[0])
        assert list(rates.values()) == sorted(rates.values(), reverse=True)
    both = compare(catalog, "homicide_clearance_cold", rates=[HEAD, MONTH])
    assert both.derived["longnan-cold-homicides-three-years"].months == 36
    assert both.derived["suqian-cold-homicides"].residents == 4_986_192


def test_what_is_drawn_is_the_rate(catalog: Catalog) -> None:
    """Longnan has half of Suqian's residents: its three are more than Suqian's six."""
    comparison = compare(catalog, "homicide_clearance_cold", rates=[HEAD])
    drawn = [(f.city, f.value, comparison.ends_of(f)[0]) for f in comparison.blocks[0].figures]
    assert drawn == [
        ("longnan", 3, pytest.approx(0.125, abs=0.001)),
        ("longnan", 4, pytest.approx(0.166, abs=0.001)),
        ("longnan", 18, pytest.approx(0.748, abs=0.001)),
        ("suqian", 6, pytest.approx(0.120, abs=0.001)),
    ]


def test_nothing_is_worked_out_unasked(catalog: Catalog) -> None:
    comparison = compare(catalog, "cameras")
    assert (comparison.rates, comparison.derived, comparison.without_rate) == ((), {}, {})
    assert [comparison.ends_of(f)[1] for f in comparison.blocks[0].figures] == [50_000]


def test_the_formula_and_the_census_are_told(catalog: Catalog) -> None:
    captions = Captions(Labels(catalog, language("en")))
    comparison = compare(catalog, "cameras", rates=[HEAD])
    formula = captions.rate_formula(comparison).replace("\u00a0", " ")
    assert formula == (
        "Worked out by As Reported, printed in no article: "
        "the reported number ÷ residents × 100,000."
    )
    assert captions.rate_notes(comparison, comparison.cities) == [
        "Residents: Seventh National Population Census, 1 Nov 2020: Hengyang 6,645,243, "
        "Longnan 2,407,272 and Suqian 4,986,192.",
        "Not worked out, not exactly of the whole city: Longnan 37, 2023.",
    ]
    monthly = compare(catalog, "clearance_count", rates=[MONTH])
    assert "÷ months covered." in captions.rate_formula(monthly).replace("\u00a0", " ")
    (line,) = captions.rate_notes(monthly, monthly.cities)
    assert line.startswith("Not worked out, whole months not known: Jingmen 335, since")
    assert captions.rate_formula(compare(catalog, "cameras")) == ""


def test_what_cannot_be_worked_out_is_no_choice_of_the_readers(catalog: Catalog) -> None:
    """Made up: Suqian's six cold homicides lose the start of their period."""
    open_start = made_up(catalog, "suqian-cold-homicides", period=Period.parse("../2020-12"))
    comparison = compare(open_start, "homicide_clearance_cold", rates=[MONTH])
    block = comparison.blocks[0]
    assert (block.cities, block.cities_filtered_out, block.cities_without_rate) == (
        ("longnan",),
        (),
        ("suqian",),
    )
    captions = Captions(Labels(open_start, language("en")))
    assert captions.block_verdict(block) == "not worked out: Suqian"
