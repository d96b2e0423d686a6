"""Grouping and verdicts."""

from __future__ import annotations

import itertools

import pytest

from asreported import Catalog
from asreported.compare import Aspect, Level, compare, judge
from asreported.language import language
from asreported.model import Qualifier, ReportedFigure
from asreported.period import Period
from asreported.sentences import Sentences


def figure(city: str = "jingmen", **changes: object) -> ReportedFigure:
    plain = {
        "id": f"{city}-x", "city": city, "metric": "case_change", "counts": "criminal_cases",
        "value": -20, "period": Period.parse("2023"), "baseline": "same_period_previous_year",
        "quote": "x", "gloss": "x",
    }  # fmt: skip
    return ReportedFigure.model_validate({**plain, **changes})


def test_unlike_things_have_no_common_verdict() -> None:
    with pytest.raises(ValueError, match="count different things"):
        judge([figure(), figure("suqian", counts="preventable_cases")])


def test_an_unknown_metric_is_refused(catalog: Catalog) -> None:
    with pytest.raises(KeyError):
        compare(catalog, "happiness")


def test_like_for_like_only_where_nothing_differs_and_all_is_stated() -> None:
    assert judge([figure(), figure("suqian", value=-3)]).level is Level.LIKE_FOR_LIKE


REASON = {"inferred": {"period": {"en": "why", "zh": "为何"}}}
DIFFERENT = [
    ({"area": "central_urban_area"}, {Aspect.AREA}),
    ({"period": Period.parse("2023-01/2023-06")}, {Aspect.LENGTH}),
    ({"period": Period.parse("2022")}, {Aspect.YEARS}),
    ({"period": Period.parse("not_stated")}, {Aspect.PERIOD_NOT_STATED}),
    ({"period": Period.parse("../2023-12")}, {Aspect.START_NOT_STATED}),
    ({"period": Period.parse("2023/..")}, {Aspect.END_NOT_STATED}),
    ({"baseline": "year_2019"}, {Aspect.BASELINE}),
    ({"baseline": "not_stated"}, {Aspect.BASELINE_NOT_STATED}),
    ({"qualifier": Qualifier.AT_LEAST}, {Aspect.QUALIFIER}),
    (REASON, {Aspect.INFERRED}),
    (
        {"period": Period.parse("2022-01/2022-07"), "baseline": "not_stated"},
        {Aspect.LENGTH, Aspect.YEARS, Aspect.BASELINE_NOT_STATED},
    ),
]


@pytest.mark.parametrize("changes, aspects", DIFFERENT, ids=[str(row[1]) for row in DIFFERENT])
def test_a_difference_is_a_caveat_and_is_named(
    changes: dict[str, object], aspects: set[Aspect]
) -> None:
    one, other = figure(), figure("suqian", **changes)
    verdict = judge([one, other])
    assert verdict.level is Level.WITH_CAVEATS
    assert {reason.aspect for reason in verdict.reasons} == aspects
    assert judge([other, one]) == verdict, "order changes nothing"


def test_two_open_figures_are_no_like_for_like() -> None:
    verdict = judge([figure(baseline="not_stated"), figure("suqian", baseline="not_stated")])
    assert verdict.level is Level.WITH_CAVEATS
    assert verdict.reasons[0].cities == ("jingmen", "suqian")


def test_one_city_has_nothing_to_compare() -> None:
    assert judge([figure(), figure(value=-3, baseline="not_stated")]).level is Level.ALONE


def test_case_change_of_the_real_file(catalog: Catalog) -> None:
    comparison = compare(catalog, "case_change")
    assert len(comparison.figures) == 12
    assert comparison.silent == ()
    assert set(comparison.cities) == set(catalog.cities)
    first = comparison.blocks[0]
    assert (first.counts, first.cities) == ("criminal_cases", ("longnan", "hengyang"))
    assert first.verdict.level is comparison.verdict.level is Level.WITH_CAVEATS
    assert all(block.verdict.level is Level.ALONE for block in comparison.blocks[1:])
    counted = [block.counts for block in comparison.blocks]
    assert len(counted) == len(set(counted)) == 10


LEVELS = {
    "case_change": Level.WITH_CAVEATS,
    "clearance": Level.ALONE,
    "clearance_count": Level.NOT_COMPARABLE,
    "homicide_clearance": Level.WITH_CAVEATS,
    "homicide_clearance_cold": Level.WITH_CAVEATS,
    "cameras": Level.NOT_COMPARABLE,
    "investment": Level.NOT_COMPARABLE,
    "satisfaction": Level.ALONE,
}


@pytest.mark.parametrize("metric", LEVELS)
def test_verdicts_of_the_real_file(catalog: Catalog, metric: str) -> None:
    assert compare(catalog, metric).verdict.level is LEVELS[metric]


def test_blocks_hold_one_thing_each_and_order_is_by_size(catalog: Catalog) -> None:
    for metric in catalog.metrics:
        for block in compare(catalog, metric).blocks:
            assert {f.counts for f in block.figures} == {block.counts}
            sizes = [abs(f.value) for f in block.figures]
            assert sizes == sorted(sizes, reverse=True)


def test_a_sum_printed_twice_is_drawn_once(catalog: Catalog) -> None:
    ids = [f.id for f in compare(catalog, "investment").figures]
    assert "suqian-investment" in ids and "suqian-investment-again" not in ids


def test_silent_cities_are_those_that_report_nothing(catalog: Catalog) -> None:
    assert compare(catalog, "cameras").silent == ("jingmen", "huizhou")
    assert compare(catalog, "cameras", cities=["suqian", "huizhou"]).silent == ("huizhou",)


def test_filters(catalog: Catalog) -> None:
    chosen = compare(
        catalog, "case_change", ["criminal_cases", "vice_calls"], ["jingmen", "longnan"]
    )
    assert [f.id for f in chosen.figures] == ["longnan-criminal-cases", "jingmen-vice-calls"]
    assert compare(catalog, "case_change", ["video_feeds"]).figures == ()


def test_what_the_filters_leave_out_is_known(catalog: Catalog) -> None:
    chosen = compare(catalog, "case_change", ["criminal_cases"], ["longnan"])
    assert chosen.unchosen == ("jingmen", "hengyang", "huizhou", "suqian")
    assert "preventable_cases" in chosen.unchosen_counts
    assert chosen.blocks[0].unchosen == ("hengyang",)
    say = Sentences(catalog, language("en"))
    assert say.block_verdict(chosen.blocks[0]) == "not chosen: Hengyang"
    assert say.choice(chosen).startswith("Reported, and left out by choice: Jingmen, Hengyang, Hui")
    assert say.choice(compare(catalog, "case_change")) == ""


def test_the_reasons_in_words(catalog: Catalog) -> None:
    block = compare(catalog, "case_change").blocks[0]
    assert Sentences(catalog, language("en")).block_verdict(block) == (
        "with caveats: 7 months against 12 months; different years: 2022 and 2023; "
        "no baseline stated: Longnan; period inferred: Hengyang"
    )
    assert Sentences(catalog, language("zh")).block_verdict(block) == (
        "可比但有保留：7个月对12个月；年份不同（2022和2023）；陇南未说明比较基准；衡阳的期间系推断"
    )


def test_every_reason_can_be_said_in_both_languages(catalog: Catalog) -> None:
    for (changes, _), code in itertools.product(DIFFERENT, ("en", "zh")):
        verdict = judge([figure(), figure("suqian", **changes)])
        said = Sentences(catalog, language(code)).reasons(verdict.reasons)
        assert said and "{" not in said
        assert not (code == "zh" and any("a" <= letter <= "z" for letter in said)), said


def test_the_verdict_in_words(catalog: Catalog) -> None:
    say = Sentences(catalog, language("en"))
    assert say.verdict(compare(catalog, "cameras")) == (
        "Not comparable.", "Each city's article counts something else.",
    )  # fmt: skip
    assert say.verdict(compare(catalog, "satisfaction")) == (
        "Nothing to compare.", "Only Suqian reports this.",
    )  # fmt: skip
    headline, ground = say.verdict(compare(catalog, "case_change"))
    assert headline == "Compare with caveats."
    assert ground.startswith("Hengyang and Longnan report on the same thing: Criminal cases. 7 mon")
