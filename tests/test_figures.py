"""Every figure of the real file, as two people read it in the articles."""

from __future__ import annotations

import hashlib
import re

import pytest

from asreported import Catalog
from tests.conftest import ROOT

# id, metric, counts, value, hedge, as written, period, baseline, inferred
FIGURES = """
jingmen-cases | case_change | cases_kind_not_stated | -14.7 | exact | 14.7% | 2019 | same_period_previous_year | -
jingmen-vice-calls | case_change | vice_calls | -30.1 | exact | 30.1% | 2019 | same_period_previous_year | period
jingmen-data-contribution | clearance_contribution | cases_kind_not_stated | 80 | more_than | 超过80% | 2019/.. | - | period
jingmen-data-assisted-solved | clearance_count | data_assisted_cases | 335 | exact | 335 | 2019/.. | - | period
jingmen-campaign-satisfaction-rank | satisfaction_rank | campaign_satisfaction | 2 | exact | 第二 | 2019 | - | -
hengyang-criminal-cases | case_change | criminal_cases | -20.77 | exact | 20.77% | 2022-01/2022-07 | same_period_previous_year | period
hengyang-street-robbery | case_change | street_robbery_cases | -73 | exact | 73% | ../2022-08-10 | same_period_previous_year | period
hengyang-public-order-cases | case_change | public_order_cases | -29.19 | exact | 29.19% | ../2022-08-10 | same_period_previous_year | period
hengyang-cases-solved | clearance_count_change | criminal_cases | 26.44 | exact | 26.44% | 2022-01/2022-07 | same_period_previous_year | counts period
hengyang-cameras | cameras | surveillance_cameras | 50000 | exact | 5万 | as of 2022-08 | - | period
hengyang-sharp-eyes-investment | investment | sharp_eyes_spending | 370000000 | exact | 3.7亿 | P3Y/2022-08 | - | period
hengyang-data-centre-investment | investment | data_centre_spending | 160000000 | exact | 1.6亿 | P3Y/2022-08 | - | period
huizhou-robbery-theft-calls | case_change | robbery_theft_calls | -34 | exact | 34% | 2016-01/2016-06 | mean_of_three_previous_years | -
huizhou-quick-cordon-solved | clearance_count | quick_cordon_cases | 909 | exact | 909 | 2016-01/2016-09 | - | -
longnan-criminal-cases | case_change | criminal_cases | -22 | exact | 22% | 2023 | not_stated | -
longnan-juvenile-crime | case_change | juvenile_crime_cases | -30.4 | exact | 30.4% | 2023 | not_stated | -
longnan-theft-robbery-fraud | case_change | theft_robbery_fraud_cases | -55.8 | exact | 55.8% | ../2024-08-07 | year_2019 | -
longnan-telecom-fraud | case_change | telecom_fraud_cases | -42 | exact | 42% | ../2024-08-07 | not_stated | -
longnan-telecom-fraud-year-on-year | case_change | telecom_fraud_cases | -55.4 | exact | 55.4% | ../2024-08-07 | same_period_previous_year | -
longnan-clearance-change | clearance_change | criminal_cases | 11.3 | exact | 11.3% | 2023 | not_stated | counts
longnan-public-order-closure | clearance_change | public_order_cases | 5 | exact | 5% | 2023 | not_stated | -
longnan-ministry-cases-solved | clearance_count | ministry_supervised_cases | 3 | exact | 3 | 2023 | - | -
longnan-province-cases-solved | clearance_count | province_supervised_cases | 17 | exact | 17 | 2023 | - | -
longnan-platform-supported-solved | clearance_count | platform_supported_cases | 107 | exact | 107 | ../2024-08-07 | - | -
longnan-homicide-clearance | homicide_clearance | current_homicides | 100 | exact | 100% | P5Y/2024-08-07 | - | period
longnan-cold-homicides-three-years | homicide_clearance_cold | cold_homicides | 18 | exact | 18 | P3Y/2024-08-07 | - | period
longnan-cold-homicides-2023 | homicide_clearance_cold | cold_homicides | 3 | exact | 3 | 2023 | - | -
longnan-cold-homicides-to-date | homicide_clearance_cold | cold_homicides | 4 | exact | 4 | ../2024-08-07 | - | -
longnan-hidden-homicides | homicide_clearance_cold | hidden_homicides | 1 | exact | 1 | 2023 | - | counts
longnan-video-feeds | cameras | video_feeds | 66000 | exact | 6.6万 | as of 2024-08-07 | - | period
longnan-expressway-checkpoints | cameras | expressway_checkpoints | 37 | exact | 37 | 2023 | - | -
longnan-station-investment | investment | station_building_spending | 540000000 | exact | 5.4亿 | not_stated | - | -
suqian-preventable-cases | case_change | preventable_cases | -23.5 | exact | 23.5% | 2020 | same_period_previous_year | period
suqian-clearance | clearance | major_criminal_cases | 98 | exact | 98% | 2020 | - | -
suqian-time-to-solve | clearance_time_change | cases_kind_not_stated | -20 | at_least | 20%以上 | 2020 | not_stated | period
suqian-cross-border-solved | clearance_count | cross_border_cases | 9 | exact | 9 | 2020-01/2021-02 | - | period
suqian-homicide-clearance | homicide_clearance | current_homicides | 100 | exact | 全破 | 2020 | - | -
suqian-cold-homicides | homicide_clearance_cold | cold_homicides | 6 | exact | 6 | 2020 | - | -
suqian-cold-homicides-70-days | homicide_clearance_cold | cold_homicides_over_18_years | 3 | exact | 3 | 2020 | - | -
suqian-smart-points | cameras | smart_points | 20000 | exact | 2万 | 2020-01/2021-02 | - | period
suqian-hd-camera-density | cameras_density | hd_cameras | 209 | exact | 209 | as of 2021-02-10 | - | period
suqian-face-camera-density | cameras_density | face_cameras | 62 | exact | 62 | as of 2021-02-10 | - | period
suqian-camera-density-rank | cameras_density_rank | hd_and_face_cameras | 1 | exact | 第一 | as of 2021-02-10 | - | period
suqian-investment | investment | sensing_network_spending | 800000000 | exact | 8亿 | not_stated | - | -
suqian-investment-again | investment | sensing_network_spending | 800000000 | exact | 8个亿 | not_stated | - | -
suqian-sense-of-safety | satisfaction | sense_of_safety | 98.79 | exact | 98.79% | 2020 | - | -
"""

ROWS = [[cell.strip() for cell in row.split("|")] for row in FIGURES.strip().splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_figure(catalog: Catalog, row: list[str]) -> None:
    figure = catalog.figures[row[0]]
    assert [
        figure.id,
        figure.metric,
        figure.counts,
        str(figure.value),
        figure.qualifier.value,
        catalog.passages[figure.id].as_written,
        str(figure.period),
        figure.baseline or "-",
        " ".join(figure.inferred) or "-",
    ] == row


def test_no_figure_is_untested(catalog: Catalog) -> None:
    assert list(catalog.figures) == [row[0] for row in ROWS]


def test_the_quote_stands_where_the_passage_says(catalog: Catalog) -> None:
    for figure in catalog.figures.values():
        found = catalog.passages[figure.id]
        assert catalog.articles[figure.city][found.start : found.end] == figure.quote
        assert found.paragraph[found.offset :].startswith(figure.quote)
        assert "\n" not in found.paragraph


REPORTING = {
    "case_change": ["jingmen", "hengyang", "huizhou", "longnan", "suqian"],
    "clearance": ["suqian"],
    "homicide_clearance": ["longnan", "suqian"],
    "cameras": ["hengyang", "longnan", "suqian"],
    "investment": ["hengyang", "longnan", "suqian"],
    "satisfaction": ["suqian"],
}


@pytest.mark.parametrize("metric", REPORTING)
def test_who_reports(catalog: Catalog, metric: str) -> None:
    assert list(catalog.cities_reporting(metric)) == REPORTING[metric]


def test_populations_are_those_of_the_2020_census(catalog: Catalog) -> None:
    assert {key: city.population.value for key, city in catalog.cities.items()} == {
        "jingmen": 2_596_927,
        "hengyang": 6_645_243,
        "huizhou": 6_042_852,
        "longnan": 2_407_272,
        "suqian": 4_986_192,
    }
    assert str(catalog.content.censuses["china_2020"].on) == "2020-11-01"


PUBLISHED = {
    "jingmen": ("2020", True, "police"),
    "hengyang": ("2022-08", True, "press"),
    "huizhou": ("2016-10-21", False, "newspaper"),
    "longnan": ("2024-08-07", False, "news_site"),
    "suqian": ("2021-02-10", False, "broadcaster"),
}


@pytest.mark.parametrize("city", PUBLISHED)
def test_sources(catalog: Catalog, city: str) -> None:
    source = catalog.cities[city].source
    inferred = source.published.inferred is not None
    assert (str(source.published.value), inferred, source.stated_by.value) == PUBLISHED[city]


def test_articles_are_unchanged() -> None:
    text = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
    sums = dict(re.findall(r"^([0-9a-f]{64})  (\S+)$", text, re.MULTILINE))
    assert len(sums) == 5
    for digest, name in sums.items():
        assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == digest


def test_our_chinese_uses_chinese_punctuation() -> None:
    for number, line in enumerate((ROOT / "metrics.yaml").read_text("utf-8").splitlines(), 1):
        if "title:" in line or line.lstrip().startswith("#"):
            continue
        for words in re.findall(r"zh: ([^}\n]*)", line):
            assert not re.search(r"[\u4e00-\u9fff][,;:()]", words), (number, words)
