"""Verdicts: a table of pairs, and what holds for any figures."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asreported import Catalog
from asreported.catalog.model import Rate, ReportedFigure
from asreported.catalog.period import Period
from asreported.comparison.compare import basis_of, compare, largest_like_for_like
from asreported.comparison.verdicts import RULES, Aspect, Basis, Level, judge
from asreported.words.captions import Captions
from asreported.words.labels import Labels
from asreported.words.language import language
from tests.charts import made_up
from tests.made_up_figures import WHY, figure, figures


@pytest.fixture(scope="session")
def basis(catalog: Catalog) -> Basis:
    return basis_of(catalog)


def test_figures_of_several_metrics_have_no_common_verdict(basis: Basis) -> None:
    with pytest.raises(ValueError) as refusal:
        judge(basis, [figure(), figure("suqian", metric="cameras")])
    assert str(refusal.value) == "figures of several metrics have no common verdict"


LIKE, CAVEATS, NOT = Level.LIKE_FOR_LIKE, Level.WITH_CAVEATS, Level.NOT_COMPARABLE
inferred = dict(inferred={"period": WHY})  # noqa: C408

#: One side, the other side, the verdict, and the reasons in words. Sides are what
#: differs from the plain figure; the first is Jingmen's, the second Suqian's.
MADE_UP: list[tuple[dict[str, Any], dict[str, Any], Level, str]] = [
    ({}, {}, LIKE, ""),
    ({}, {"value": -3}, LIKE, ""),
    ({}, {"period": "2023-01/2023-12"}, LIKE, ""),
    # what is counted, and its unit
    ({}, {"counts": "preventable_cases"}, NOT, "different things: Criminal cases and Preventable cases"),
    ({"counts": "street_robbery_cases"}, {"counts": "robbery_theft_calls"}, NOT,
     "different things: Robbery, snatching and theft (calls) and Street robbery and snatching; police calls, not cases"),
    ({"counts": "vice_calls"}, {"counts": "vice_calls"}, LIKE, ""),
    ({"counts": "vice_calls"}, {"counts": "robbery_theft_calls"}, NOT,
     "different things: Robbery, snatching and theft (calls) and Prostitution and gambling (calls)"),
    ({"counts": "vice_calls", "baseline": "not_stated"}, {"period": "2016"}, NOT,
     "different things: Criminal cases and Prostitution and gambling (calls); police calls, not cases"),
    ({"counts": "cases_kind_not_stated"}, {"counts": "cases_kind_not_stated"}, NOT,
     "Jingmen and Suqian do not state the kind"),
    ({"counts": "preventable_cases", "period": "as of 2023"}, {}, NOT,
     "different things: Criminal cases and Preventable cases; a period against a moment"),
    # area
    ({}, {"area": "central_urban_area"}, CAVEATS, "different areas: central urban area and whole city"),
    ({"area": "expressways"}, {"area": "expressways"}, LIKE, ""),
    # a moment, or a period
    ({"period": "as of 2023-12"}, {}, CAVEATS, "a period against a moment"),
    ({"period": "as of 2023-12"}, {"period": "as of 2023-12-31"}, LIKE, ""),
    # length
    ({"period": "2023-01/2023-07"}, {}, CAVEATS, "7 months against 12"),
    ({"period": "2023-01/2023-07"}, {"period": "2023-01/2023-07"}, LIKE, ""),
    ({"period": "2022-01/2023-12"}, {"period": "P3Y/2023"}, CAVEATS,
     "2 years against 3 years; different years: 2021–2023 and 2022–2023"),
    ({"period": "2023-03-30"}, {"period": "2023-03"}, CAVEATS, "1 day against 1 month"),
    ({"period": "2023-03-01/2023-03-31"}, {"period": "2023-03"}, LIKE, ""),
    ({"period": "2023-03-01/2023-03-20"}, {"period": "2023-03-05/2023-03-24"}, CAVEATS,
     "different parts of the year: 1–20 Mar and 5–24 Mar"),
    # years
    ({}, {"period": "2016"}, CAVEATS, "different years: 2016 and 2023"),
    ({"period": "2022-07/2023-06"}, {"period": "2022-07/2023-06"}, LIKE, ""),
    ({"period": "P5Y/2023"}, {"period": "2019/2023"}, LIKE, ""),
    ({"period": "as of 2021"}, {"period": "as of 2024"}, CAVEATS, "different years: 2021 and 2024"),
    ({"period": "../2024-08"}, {"period": "../2022-08"}, CAVEATS,
     "different years: up to 2022 and up to 2024; Jingmen and Suqian state no start"),
    # part of the year
    ({"period": "2023-01/2023-06"}, {"period": "2023-07/2023-12"}, CAVEATS, "different parts of the year: Jan–Jun and Jul–Dec"),
    ({"period": "2023-01/2023-06"}, {"period": "2023-01/2023-06"}, LIKE, ""),
    ({"period": "2022-07/2023-06"}, {}, CAVEATS,
     "different years: 2022–2023 and 2023; different parts of the year: Jan–Dec and Jul–Jun"),
    ({"period": "as of 2023-02"}, {"period": "as of 2023-09"}, CAVEATS, "different parts of the year: Feb and Sept"),
    ({"period": "as of 2023"}, {"period": "as of 2023-09"}, CAVEATS, "different parts of the year: Jan–Dec and Sept"),
    # a period that is not stated, or not to its ends
    ({"period": "not_stated"}, {}, CAVEATS, "Jingmen states no period"),
    ({"period": "not_stated"}, {"period": "not_stated"}, CAVEATS, "Jingmen and Suqian state no period"),
    ({"period": "../2023-12"}, {}, CAVEATS, "Jingmen states no start"),
    ({"period": "P1Y/2023"}, {}, LIKE, ""),
    ({}, {"period": "2023/.."}, CAVEATS, "Suqian states no end"),
    ({"period": "../2023"}, {"period": "2023/.."}, CAVEATS, "Jingmen states no start; Suqian states no end"),
    # baseline
    ({}, {"baseline": "year_2019"}, CAVEATS, "different baselines: same period of the previous year and 2019"),
    ({"baseline": "year_2019"}, {"baseline": "year_2019"}, LIKE, ""),
    ({"baseline": "not_stated"}, {}, CAVEATS, "Jingmen states no baseline"),
    ({"baseline": "not_stated"}, {"baseline": "not_stated"}, CAVEATS, "Jingmen and Suqian state no baseline"),
    # qualifier
    ({"qualifier": "at_least"}, {}, CAVEATS, "Jingmen gives no exact number"),
    ({"qualifier": "about"}, {"qualifier": "about"}, CAVEATS, "Jingmen and Suqian give no exact number"),
    # inferred
    (inferred, {}, CAVEATS, "period inferred: Jingmen"),
    ({"inferred": {"area": WHY, "counts": WHY}}, {"inferred": {"counts": WHY, "baseline": WHY}}, CAVEATS,
     "area inferred: Jingmen; baseline inferred: Suqian; what is counted inferred: Jingmen and Suqian"),
    # several at once, the weightier first
    ({"period": "2022-01/2022-07", **inferred}, {"baseline": "not_stated"}, CAVEATS,
     "7 months against 12; different years: 2022 and 2023; Suqian states no baseline; period inferred: Jingmen"),
]  # fmt: skip

#: Pairs of the real file, by id.
REAL: list[tuple[str, str, Level, str]] = [
    ("longnan-criminal-cases", "hengyang-criminal-cases", CAVEATS,
     "7 months against 12; different years: 2022 and 2023; Longnan states no baseline; period inferred: Hengyang"),
    ("longnan-criminal-cases", "longnan-criminal-cases", LIKE, ""),
    ("longnan-homicide-clearance", "suqian-homicide-clearance", CAVEATS,
     "12 months against 5 years; different years: 2019–2024 and 2020; period inferred: Longnan"),
    ("huizhou-robbery-theft-calls", "hengyang-street-robbery", NOT,
     "different things: Robbery, snatching and theft (calls) and Street robbery and snatching; police calls, not cases"),
    ("hengyang-street-robbery", "longnan-theft-robbery-fraud", NOT,
     "different things: Street robbery and snatching and Theft, robbery and fraud"),
    ("jingmen-cases", "hengyang-criminal-cases", NOT,
     "different things: Cases, kind not stated and Criminal cases"),
    ("hengyang-cameras", "longnan-video-feeds", NOT,
     "different things: Surveillance cameras, HD and smart and Video feeds built, connected or shared; cameras, not video feeds"),
    ("hengyang-cameras", "suqian-smart-points", NOT,
     "different things: Smart front-end points, newly built and Surveillance cameras, HD and smart; cameras, not sensing points; a period against a moment"),
    ("longnan-cold-homicides-2023", "longnan-cold-homicides-three-years", CAVEATS,
     "may overlap: Longnan 18 and 3; 12 months against 3 years; different years: 2021–2024 and 2023; period inferred: Longnan"),
    ("jingmen-smart-estates", "suqian-smart-estates", NOT,
     "different things: Smart safe estates and Smart security estates; a period against a moment"),
    ("longnan-telecom-fraud-year-on-year", "longnan-telecom-fraud", CAVEATS,
     "Longnan states no start; Longnan states no baseline"),
]  # fmt: skip


@pytest.mark.parametrize(
    "one, other, level, reasons",
    MADE_UP,
    ids=[f"{i}-{row[3] or 'like'}" for i, row in enumerate(MADE_UP)],
)
def test_pairs(
    catalog: Catalog,
    basis: Basis,
    one: dict[str, Any],
    other: dict[str, Any],
    level: Level,
    reasons: str,
) -> None:
    pair = [figure("jingmen", **one), figure("suqian", **other)]
    check(catalog, basis, pair, level, reasons)


@pytest.mark.parametrize("one, other, level, reasons", REAL, ids=[f"{a}-{b}" for a, b, *_ in REAL])
def test_real_pairs(
    catalog: Catalog, basis: Basis, one: str, other: str, level: Level, reasons: str
) -> None:
    check(catalog, basis, [catalog.figures[one], catalog.figures[other]], level, reasons)


def check(
    catalog: Catalog, basis: Basis, pair: list[ReportedFigure], level: Level, reasons: str
) -> None:
    verdict = judge(basis, pair)
    captions = Captions(Labels(catalog, language("en")))
    assert (verdict.level, captions.reasons(verdict.reasons)) == (level, reasons)
    assert judge(basis, pair[::-1]) == verdict, "order changes nothing"
    for reason in verdict.reasons:
        for code in ("en", "zh"):
            captions = Captions(Labels(catalog, language(code)))
            texts = [
                captions.reason(reason),
                captions.reason(reason, with_cities=True),
                captions.why(reason),
            ]
            assert all(texts) and not any("{" in words for words in texts)
            if code == "zh":
                words = "".join(texts).replace("HD", "")
                assert not any("a" <= letter <= "z" for letter in words), words


def test_the_table_tries_every_rule(basis: Basis) -> None:
    assert len(MADE_UP) + len(REAL) >= 40
    found = {
        rule.aspect
        for one, other, *_ in MADE_UP
        for rule in RULES[2:]
        if rule.find([figure("jingmen", **one), figure("suqian", **other)], basis)
    }
    elsewhere = {Aspect.LENGTH_EVENED, Aspect.CENSUS_YEAR, Aspect.OVERLAP, Aspect.CONTRADICTION}
    assert found | elsewhere | {Aspect.COUNTS, Aspect.COUNTING_UNIT} == set(Aspect)
    assert [rule.aspect for rule in RULES] == list(Aspect), "each aspect has one rule, in order"


def test_rates_have_caveats_of_their_own(catalog: Catalog) -> None:
    captions = Captions(Labels(catalog, language("en")))
    pair = [figure("jingmen", period="2023-01/2023-07"), figure("suqian", period="2020")]
    for rates, texts in (
        ({Rate.PER_MONTH}, "means of different lengths: 7 months and 12 months; different years: 2020 and 2023"),
        ({Rate.PER_HEAD}, "7 months against 12; different years: 2020 and 2023; "
                          "Jingmen: residents of another year than the figure"),
    ):  # fmt: skip
        assert captions.reasons(judge(basis_of(catalog, rates), pair).reasons) == texts
    for period in ("2016", "../2024-08", "2022/.."):
        pair = [figure("jingmen", period=period), figure("suqian", period="2020")]
        found = judge(basis_of(catalog, {Rate.PER_HEAD}), pair).reasons
        census = next(reason for reason in found if reason.aspect is Aspect.CENSUS_YEAR)
        assert census.values == ((2020, ("jingmen",)),), period
    alike = [
        figure("jingmen", period="2020-01/2021-02"),
        figure("suqian", period="2020-01/2021-02"),
    ]
    assert judge(basis_of(catalog, {Rate.PER_HEAD, Rate.PER_MONTH}), alike).level is LIKE


@pytest.mark.parametrize("period", ["not_stated", "../2020-12", "2020/..", "2019/2021"])
def test_no_year_but_that_of_the_census_may_be_meant(catalog: Catalog, period: str) -> None:
    """Where the article leaves the year open, or names it, the census may well fit."""
    pair = [figure("jingmen", period=period), figure("suqian", period=period)]
    found = judge(basis_of(catalog, {Rate.PER_HEAD}), pair).reasons
    assert Aspect.CENSUS_YEAR not in {reason.aspect for reason in found}


def test_a_reason_names_values_by_size_and_the_unknown_last(basis: Basis) -> None:
    periods = {"suqian": "../2016", "longnan": "2019", "jingmen": "2024", "huizhou": "2018/.."}
    verdict = judge(basis, [figure(city, period=period) for city, period in periods.items()])
    years = next(reason for reason in verdict.reasons if reason.aspect is Aspect.YEARS)
    assert years.values == (
        ((2019, 2019), ("longnan",)), ((2024, 2024), ("jingmen",)),
        ((2018, None), ("huizhou",)), ((None, 2016), ("suqian",)),
    )  # fmt: skip


PAST = {"period": "2016"}


@pytest.mark.parametrize(
    "found, kept",
    [
        ([], ""),
        ([figure("suqian"), figure("jingmen", **PAST)], ""),
        ([figure("suqian"), figure("longnan", **PAST), figure("jingmen")], "suqian jingmen"),
        # of two pairs that with the first id
        ([figure("suqian"), figure("longnan", **PAST), figure("jingmen"), figure("huizhou", **PAST)],
         "longnan huizhou"),
        # more cities, not more figures
        ([figure("jingmen"), figure("jingmen", id="a"), figure("jingmen", id="b"), figure("suqian"),
          figure("longnan", **PAST), figure("huizhou", **PAST), figure("hengyang", **PAST)],
         "longnan huizhou hengyang"),
    ],
    ids=["none", "no pair", "one pair", "two pairs", "three cities"],
)  # fmt: skip
def test_the_most_cities_that_are_alike(
    basis: Basis, found: list[ReportedFigure], kept: str
) -> None:
    assert " ".join(f.city for f in largest_like_for_like(basis, found)) == kept


def test_more_than_two_units_are_listed(catalog: Catalog, basis: Basis) -> None:
    captions = Captions(Labels(catalog, language("en")))
    verdict = judge(basis, compare(catalog, "cameras").figures)
    units = next(r for r in verdict.reasons if r.aspect is Aspect.COUNTING_UNIT)
    assert captions.reason(units, with_cities=True) == (
        "different units: cameras (Hengyang), checkpoints (Longnan), video feeds (Longnan) "
        "and sensing points (Suqian)"
    )


many = st.lists(figures, min_size=1, max_size=7, unique_by=lambda f: f.id)
rates = st.sets(st.sampled_from(list(Rate)))
quick = settings(max_examples=80, deadline=None)


def severity(level: Level) -> int:
    return [LIKE, CAVEATS, NOT].index(level)


@quick
@given(many, rates, st.randoms())
def test_neither_order_of_figures_nor_of_cities_matters(
    catalog: Catalog, found: list[ReportedFigure], rates: set[Rate], random: Any
) -> None:
    basis = basis_of(catalog, rates)
    shuffled = random.sample(found, len(found))
    assert judge(basis, shuffled) == judge(basis, found)


@quick
@given(figures, rates)
def test_a_figure_is_like_for_like_with_itself(
    catalog: Catalog, one: ReportedFigure, rates: set[Rate]
) -> None:
    assert judge(basis_of(catalog, rates), [one, one]).level is LIKE


@quick
@given(many, rates)
def test_a_verdict_is_the_worst_of_its_pairs(
    catalog: Catalog, found: list[ReportedFigure], rates: set[Rate]
) -> None:
    basis = basis_of(catalog, rates)
    pairs = [judge(basis, [one, other]).level for one in found for other in found]
    assert judge(basis, found).level is max(pairs, key=severity)


@quick
@given(many, figures)
def test_another_figure_never_makes_a_verdict_better(
    catalog: Catalog, found: list[ReportedFigure], another: ReportedFigure
) -> None:
    basis = basis_of(catalog)
    before, after = judge(basis, found), judge(basis, [*found, another])
    assert severity(after.level) >= severity(before.level)


@quick
@given(many)
def test_what_is_kept_as_like_for_like_is(catalog: Catalog, found: list[ReportedFigure]) -> None:
    basis = basis_of(catalog)
    alike = [f for f in found if f.counts == found[0].counts]
    kept = largest_like_for_like(basis, alike)
    assert judge(basis, kept or [figure()]).level is LIKE
    cities = {f.city for f in kept}
    assert len(cities) != 1, "one city is no comparison"
    for one in alike:
        for other in alike:
            if one.city != other.city and judge(basis, [one, other]).level is LIKE:
                assert len(cities) >= 2, "a pair that holds is not lost"


@pytest.mark.parametrize("metric", ["case_change", "cameras", "homicide_clearance", "investment"])
def test_an_unrelated_city_changes_nothing(catalog: Catalog, metric: str) -> None:
    """A city that reports nothing on the metric may join or leave."""
    reporting = catalog.cities_reporting(metric)
    whole, narrowed = compare(catalog, metric), compare(catalog, metric, cities=reporting)
    assert [b.verdict for b in narrowed.blocks] == [b.verdict for b in whole.blocks]
    assert narrowed.verdict == whole.verdict


def test_pairs_of_a_block_are_judged_one_by_one(catalog: Catalog) -> None:
    comparison = compare(catalog, "homicide_clearance_cold")
    texts = Captions(Labels(catalog, language("en"))).pair_verdicts(
        comparison, comparison.blocks[0]
    )
    assert len(texts) == 6
    assert texts[0].startswith(
        "Longnan 3, 2023 and Longnan 4, to 7 Aug 2024, start not stated: with "
    )


def test_a_period_is_as_long_as_it_says() -> None:
    assert Period.parse("P5Y/2024-08-07").years == (2019, 2024)


def test_numbers_of_one_city_that_may_hold_each_other_are_named(
    catalog: Catalog, basis: Basis
) -> None:
    captions = Captions(Labels(catalog, language("en")))

    def found(*periods: str, **changes: Any) -> str:
        figures = [
            figure("longnan", f"x{i}", value=i + 1, period=period,
                   **{"metric": "clearance_count", **changes})
            for i, period in enumerate(periods)
        ]  # fmt: skip
        reasons = judge(basis, figures).reasons
        return "".join(captions.reason(r) for r in reasons if r.aspect is Aspect.OVERLAP)

    assert found("2023", "2022/2024") == "may overlap: Longnan 2 and 1"
    assert found("2023", "2023-06", "2021", "../2021-03") == "may overlap: Longnan 4, 3, 2 and 1"
    assert found("2023", "2022/..") == "may overlap: Longnan 2 and 1"
    for apart in (
        ("2023", "2022"),
        ("2023", "2023"),
        ("2023", "as of 2023"),
        ("2023", "not_stated"),
    ):
        assert found(*apart) == "", apart
    assert found("2023", "2022/2024", metric="case_change") == "", "changes do not add up"
    cold = compare(catalog, "homicide_clearance_cold").blocks[0]
    assert captions.block_verdict(cold).startswith(
        "with caveats: may overlap: Longnan 18, 4 and 3; "
    )


def test_kinds_that_are_not_stated_never_make_two_cities_alike(catalog: Catalog) -> None:
    vague = "cases_kind_not_stated"
    made = made_up(catalog, "suqian-preventable-cases", counts=vague)
    comparison = compare(made, "case_change")
    blocks = [block for block in comparison.blocks if block.counts == vague]
    assert [block.cities for block in blocks] == [("jingmen",), ("suqian",)]
    assert all(block.verdict.level is Level.ONE_CITY for block in blocks)
    assert all(block.cities_filtered_out == () for block in blocks)
