"""Choosing, grouping, hiding, and what is said of it."""

from __future__ import annotations

from itertools import groupby, pairwise

import pytest

from asreported import Catalog
from asreported.catalog.model import Rate
from asreported.comparison.compare import Show, compare
from asreported.comparison.verdicts import Level
from asreported.words.captions import Captions
from asreported.words.labels import Labels
from asreported.words.language import language


def captions_of(catalog: Catalog, code: str = "en") -> Captions:
    return Captions(Labels(catalog, language(code)))


def test_an_unknown_metric_is_refused(catalog: Catalog) -> None:
    with pytest.raises(KeyError):
        compare(catalog, "happiness")


def test_case_change_of_the_real_file(catalog: Catalog) -> None:
    comparison = compare(catalog, "case_change")
    assert len(comparison.figures) == 12
    assert comparison.silent == ()
    assert set(comparison.cities) == set(catalog.cities)
    first = comparison.blocks[0]
    assert (first.counts, first.cities) == ("criminal_cases", ("longnan", "hengyang"))
    assert comparison.multi_city_blocks == (first,)
    assert first.verdict.level is comparison.verdict.level is Level.WITH_CAVEATS
    assert all(block.verdict.level is Level.ONE_CITY for block in comparison.blocks[1:])
    counted = [block.counts for block in comparison.blocks]
    assert len(counted) == len(set(counted)) == 10


LEVELS = {
    "case_change": Level.WITH_CAVEATS,
    "clearance": Level.ONE_CITY,
    "clearance_count": Level.NOT_COMPARABLE,
    "homicide_clearance": Level.WITH_CAVEATS,
    "homicide_clearance_cold": Level.WITH_CAVEATS,
    "cameras": Level.NOT_COMPARABLE,
    "fugitives_caught": Level.NOT_COMPARABLE,
    "investment": Level.NOT_COMPARABLE,
    "satisfaction": Level.ONE_CITY,
}


@pytest.mark.parametrize("metric", LEVELS)
def test_verdicts_of_the_real_file(catalog: Catalog, metric: str) -> None:
    assert compare(catalog, metric).verdict.level is LEVELS[metric]


def test_blocks_hold_one_thing_each_and_order_is_by_size(catalog: Catalog) -> None:
    for metric in catalog.metrics:
        for block in compare(catalog, metric).blocks:
            assert {f.counts for f in block.figures} == {block.counts}
            of_cities = [list(group) for _, group in groupby(block.figures, lambda f: f.city)]
            assert len(of_cities) == len(block.cities), "those of a city stand together"
            sizes = [max(abs(f.value) for f in figures) for figures in of_cities]
            assert sizes == sorted(sizes, reverse=True)


def test_nothing_unlike_is_ordered_by_size(catalog: Catalog) -> None:
    """Blocks follow the number of cities and the codelist, never their values."""
    order = list(catalog.content.counts)
    for metric in catalog.metrics:
        for panel in compare(catalog, metric).panels:
            for one, other in pairwise(panel):
                more_cities = len(one.cities) > len(other.cities)
                assert more_cities or order.index(one.counts) < order.index(other.counts)


def test_a_panel_has_one_unit_and_a_unit_one_panel(catalog: Catalog) -> None:
    for metric in catalog.metrics:
        panels = compare(catalog, metric).panels
        units = [{block.axis for block in panel} for panel in panels]
        assert all(len(unit) == 1 for unit in units)
        assert len(set().union(*units)) == len(panels)
    assert len(compare(catalog, "case_change").panels) == 1, "cases and calls change in percent"


def test_blocks_of_one_unit_stand_together_whatever_the_codelist_says(catalog: Catalog) -> None:
    """Made up: things that are tallied alike are far apart in the codelist."""
    counts = catalog.content.counts
    moved = {key: counts[key] for key in ("smart_city_projects", "platform_bases")}
    reordered = {**{k: v for k, v in counts.items() if k not in moved}, **moved}
    made_up = Catalog(catalog.content.model_copy(update={"counts": reordered}), "x", {}, {})
    units = [block.axis for block in compare(made_up, "platform_parts").blocks]
    assert len(list(groupby(units))) == len({"part", "project"}), "a unit stands together"


def test_a_sum_printed_twice_is_drawn_once(catalog: Catalog) -> None:
    ids = [f.id for f in compare(catalog, "investment").figures]
    assert "suqian-investment" in ids and "suqian-investment-again" not in ids


def test_silent_cities_are_those_that_report_nothing(catalog: Catalog) -> None:
    assert compare(catalog, "cameras").silent == ("jingmen",)
    assert compare(catalog, "cameras", cities=["suqian", "jingmen"]).silent == ("jingmen",)
    assert compare(catalog, "cameras", cities=["suqian", "huizhou"]).silent == ()


def test_a_city_that_speaks_without_a_number_is_not_silent(catalog: Catalog) -> None:
    captions = captions_of(catalog)
    satisfaction = compare(catalog, "satisfaction")
    assert satisfaction.silent == ()
    assert list(satisfaction.told) == ["jingmen", "hengyang", "huizhou", "longnan"]
    periods = {"jingmen": "2019", "hengyang": "since 2021, end not stated", "longnan": "2023"}
    for city, period in periods.items():
        said = captions.told_by(satisfaction, city)[0]
        assert said == f"no number: says that it rises ({period})"
    assert captions.told(satisfaction)[3] == "Longnan · no number: says that it rises (2023)"
    assert captions.explanation(satisfaction) == (
        "Only Suqian reports a figure of this; Jingmen, Hengyang, Huizhou and Longnan tell of it "
        "otherwise."
    )
    assert captions_of(catalog, "zh").told_by(satisfaction, "longnan") == [
        "未给数字，只称上升（2023年）"
    ]
    chosen = compare(catalog, "satisfaction", cities=["suqian", "longnan"])
    assert list(chosen.told) == ["longnan"]


def test_a_related_metric_stands_in(catalog: Catalog) -> None:
    captions = captions_of(catalog)
    clearance = compare(catalog, "clearance")
    assert captions.told_by(clearance, "longnan")[0] == (
        "reports “Change in clearance rate” instead: Criminal cases (+11.3%, 2023, baseline not "
        "stated, what is counted is inferred) and Public-order cases (+5%, 2023, baseline not "
        "stated)"
    )
    assert captions.told_by(clearance, "hengyang") == [
        "no number: says that it rises (since 2021, end not stated)",
        "reports “Change in cases solved” instead: Criminal cases (+26.44%, Jan–Jul 2022 "
        "(inferred), year on year, what is counted is inferred)",
    ]
    change = compare(catalog, "clearance_change")
    said = "no number: says that “Clearance rate” rises (since 2021, end not stated)"
    assert captions.told_by(change, "hengyang")[0] == said
    deaths = captions.told_by(compare(catalog, "traffic_change"), "longnan")
    assert deaths == [
        "reports “Years of falling road deaths” instead: Deaths in road accidents (8 years, "
        "8 years to 2023 (inferred))"
    ]


def test_only_where_nobody_else_says_it_one_city_is_the_only_one(catalog: Catalog) -> None:
    captions = captions_of(catalog)
    for metric in catalog.metrics:
        comparison = compare(catalog, metric)
        only = "reports this." in captions.explanation(comparison)
        assert not (only and comparison.told), metric
        assert not set(comparison.told) & set(comparison.silent)


def test_filters(catalog: Catalog) -> None:
    chosen = compare(
        catalog, "case_change", ["criminal_cases", "vice_calls"], ["jingmen", "longnan"]
    )
    assert [f.id for f in chosen.figures] == ["longnan-criminal-cases", "jingmen-vice-calls"]
    assert compare(catalog, "case_change", ["video_feeds"]).figures == ()


def test_what_the_filters_leave_out_is_known(catalog: Catalog) -> None:
    chosen = compare(catalog, "case_change", ["criminal_cases"], ["longnan"])
    assert chosen.cities_filtered_out == ("jingmen", "hengyang", "huizhou", "suqian")
    assert "preventable_cases" in chosen.counts_filtered_out
    assert chosen.blocks[0].cities_filtered_out == ("hengyang",)
    captions = captions_of(catalog)
    assert captions.block_verdict(chosen.blocks[0]) == "not chosen: Hengyang"
    assert captions.unchosen(chosen).startswith(
        "Reported, and left out by choice: Jingmen, Hengyang, Hui"
    )
    assert captions.unchosen(compare(catalog, "case_change")) == ""


def test_only_what_may_be_compared(catalog: Catalog) -> None:
    comparison = compare(catalog, "case_change", show=Show.COMPARABLE)
    assert [block.counts for block in comparison.blocks] == ["criminal_cases"]
    assert len(comparison.hidden) == 9
    (line,) = captions_of(catalog).hidden(comparison)
    assert line.startswith("Hidden, one city only: Preventable cases (Suqian); Cases, kind not sta")
    assert sum(len(h.figures) for h in comparison.hidden) + len(comparison.figures) == 12


def test_only_like_for_like_hides_the_rest_and_says_why(catalog: Catalog) -> None:
    comparison = compare(catalog, "case_change", show=Show.LIKE_FOR_LIKE)
    assert comparison.figures == ()
    captions = captions_of(catalog)
    assert (
        captions.no_figures(comparison)
        == "With these filters no two figures under “Change in cases” are like for like."
    )
    unlike, alone = captions.hidden(comparison)
    assert unlike == (
        "Hidden, not like for like: Criminal cases (Hengyang and Longnan): 7 months against 12, "
        "different years: 2022 and 2023, Longnan states no baseline, period inferred: Hengyang"
    )
    assert alone.startswith("Hidden, one city only: ")


def test_like_for_like_keeps_the_largest_set(catalog: Catalog) -> None:
    """Made up from the real file: three cities alike, one of another year, one inferred."""
    cities = dict(catalog.cities)
    alike = {"metric": "satisfaction", "counts": "sense_of_safety", "inferred": {}}
    template = catalog.figures["suqian-sense-of-safety"]
    for i, (city_id, city) in enumerate(catalog.cities.items()):
        period = template.period if i < 3 else type(template.period).parse("2016")
        figure = template.model_copy(
            update={"id": f"{city_id}-made-up", "city": city_id, "period": period, **alike}
        )
        cities[city_id] = city.model_copy(update={"figures": (figure,)})
    made_up = Catalog(catalog.content.model_copy(update={"cities": cities}), "made-up", {}, {})
    kept = compare(made_up, "satisfaction", show=Show.LIKE_FOR_LIKE)
    assert kept.cities == ("hengyang", "huizhou", "jingmen")
    assert kept.verdict.level is Level.LIKE_FOR_LIKE
    (hidden,) = kept.hidden
    assert {figure.city for figure in hidden.figures} == {"longnan", "suqian"}
    captions = captions_of(made_up)
    assert captions.headline(kept) == "Like for like."
    assert captions.block_verdict(kept.blocks[0]) == "like for like"
    assert captions.hidden(kept) == [
        "Hidden, not like for like: Sense of safety (Longnan and Suqian): "
        "different years: 2016 and 2020"
    ]


def test_the_verdict_is_that_of_the_block_with_most_cities(catalog: Catalog) -> None:
    """Made up: two cities whose calls are alike, three whose cases are of two years."""
    cities = {key: city.model_copy(update={"figures": ()}) for key, city in catalog.cities.items()}
    plain = catalog.figures["hengyang-criminal-cases"].model_copy(update={"inferred": {}})
    for city, counts, year in (
        ("jingmen", "vice_calls", "2023"), ("hengyang", "vice_calls", "2023"),
        ("huizhou", "criminal_cases", "2016"), ("longnan", "criminal_cases", "2023"),
        ("suqian", "criminal_cases", "2023"),
    ):  # fmt: skip
        changes = {"id": f"{city}-x", "city": city, "counts": counts}
        figure = plain.model_copy(update={**changes, "period": type(plain.period).parse(year)})
        cities[city] = cities[city].model_copy(update={"figures": (figure,)})
    made_up = Catalog(catalog.content.model_copy(update={"cities": cities}), "x", {}, {})
    comparison = compare(made_up, "case_change")
    assert [(block.counts, block.verdict.level) for block in comparison.multi_city_blocks] == [
        ("criminal_cases", Level.WITH_CAVEATS), ("vice_calls", Level.LIKE_FOR_LIKE),
    ]  # fmt: skip
    assert comparison.verdict == comparison.blocks[0].verdict


def test_the_reasons_in_words(catalog: Catalog) -> None:
    block = compare(catalog, "case_change").blocks[0]
    assert captions_of(catalog).block_verdict(block) == (
        "with caveats: 7 months against 12; different years: 2022 and 2023; "
        "Longnan states no baseline; period inferred: Hengyang"
    )
    assert captions_of(catalog, "zh").block_verdict(block) == (
        "可比，但有保留：7个月与12个月；年份不同：2022和2023；陇南未说明比较基准；衡阳的时段系推断"
    )
    reasons = [
        captions_of(catalog).reason(reason, with_cities=True) for reason in block.verdict.reasons
    ]
    assert reasons[0] == "7 months (Hengyang) against 12 months (Longnan)"


def test_the_verdict_in_words(catalog: Catalog) -> None:
    captions = captions_of(catalog)

    def headline_of(metric: str, **choices: object) -> tuple[str, str]:
        comparison = compare(catalog, metric, **choices)  # type: ignore[arg-type]
        return captions.headline(comparison), captions.explanation(comparison)

    assert headline_of("cameras") == (
        "Not comparable.",
        "No two cities shown here report on the same thing: cameras (Hengyang), checkpoints (Longnan), "
        "video feeds (Longnan) and sensing points (Suqian).",
    )
    assert headline_of("investment") == (
        "Not comparable.", "No two cities shown here report on the same thing.",
    )  # fmt: skip
    assert headline_of("goods_seized") == ("Nothing to compare.", "Only Longnan reports this.")
    assert headline_of("case_change") == (
        "Comparable in part, with caveats.",
        "Reported by more than one city: Criminal cases (Hengyang and Longnan). "
        "Other headings count something else.",
    )
    assert headline_of("homicide_clearance") == (
        "Compare with caveats.",
        "Reported by more than one city: Homicides of the period, not cold ones (Longnan and Suqian).",
    )
    assert headline_of("case_change", cities=["longnan"])[1] == (
        "Only Longnan is chosen; Jingmen, Hengyang, Huizhou and Suqian report this too."
    )
    assert headline_of("fraud_money", rates=[Rate.PER_MONTH])[1] == (
        "It can be worked out for Hengyang only."
    )
    assert captions.between_blocks(compare(catalog, "cameras")).startswith(
        "Between headings: not comparable."
    )


def test_rates_only_where_they_make_sense(catalog: Catalog) -> None:
    both = [Rate.PER_HEAD, Rate.PER_MONTH]
    assert compare(catalog, "case_change", rates=both).rates == ()
    assert compare(catalog, "cameras", rates=both).rates == (Rate.PER_HEAD,)
    assert compare(catalog, "fraud_money", rates=both).rates == (Rate.PER_HEAD, Rate.PER_MONTH)
    kinds = {catalog.metrics[metric].kind for metric in catalog.metrics
             if catalog.metrics[metric].rates}  # fmt: skip
    assert kinds == {"count", "money"}
