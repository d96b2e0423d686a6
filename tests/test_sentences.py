"""Sentences that may be printed: what they say of real figures, and that none says too much."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asreported import Catalog
from asreported.catalog.model import Qualifier, Rate, ReportedFigure
from asreported.comparison.certainty import Interval, interval_of, order_of, rounding_step
from asreported.comparison.claims import Claim, claim, claims
from asreported.comparison.compare import basis_of, compare
from asreported.comparison.verdicts import Aspect, Level, judge
from asreported.words.labels import Labels
from asreported.words.language import language
from asreported.words.sentences import Sentences
from tests.made_up_figures import figure, figures, printed


def words(catalog: Catalog, code: str = "en") -> Sentences:
    return Sentences(Labels(catalog, language(code)))


def real(catalog: Catalog, ids: str) -> Claim:
    return claim(catalog, basis_of(catalog), [catalog.figures[id] for id in ids.split()])


def test_of_nothing_nothing_is_told(catalog: Catalog) -> None:
    with pytest.raises(ValueError, match="no figure to tell of"):
        claim(catalog, basis_of(catalog), [])


#: Real figures by id: the full sentence in English and Chinese.
FULL = {
    "longnan-criminal-cases hengyang-criminal-cases": (
        "Change in cases (Criminal cases): according to China Gansu Net (7 Aug 2024), in "
        "Longnan “criminal cases in the whole city fell 22%” (2023; baseline not stated); "
        "according to an article by Nie Pei and Li Gangbiao (Aug 2022, inferred), in "
        "Hengyang “criminal cases recorded fell 20.77% year on year” (Jan–Jul 2022, period "
        "inferred; year on year). They do not show where the fall is larger: the figures "
        "differ in length of period and calendar years; Longnan states no baseline; period "
        "inferred: Hengyang. Neither figure has been verified. Quotations are our "
        "translation.",
        "发案与警情变化（刑事案件）：据中国甘肃网（2024年8月7日）报道，陇南“全市刑事发案"
        "下降22%”（2023年；未说明比较基准）；据聂沛和李钢彪撰文（2022年8月，系推断"
        "），衡阳“刑事案件发案数同比下降20.77%”（2022年1月至7月，时段系推断；同比"
        "）。不能据此说哪个城市降幅更大：时段长短和年份不同；陇南未说明比较基准；衡阳的时段系推"
        "断。两个数据均未经核实。",
    ),
    "jingmen-cases hengyang-criminal-cases": (
        "Change in cases: according to an article by Yang Kui, political department of the "
        "Jingmen police (2020, inferred), in Jingmen “in 2019 the number of cases fell "
        "14.7% year on year” (Cases, kind not stated; 2019; year on year); according to an "
        "article by Nie Pei and Li Gangbiao (Aug 2022, inferred), in Hengyang “criminal "
        "cases recorded fell 20.77% year on year” (Criminal cases; Jan–Jul 2022, period "
        "inferred; year on year). These reports should not be set against each other: "
        "Jingmen does not state the kind. On Jingmen: The sentence lists campaigns and "
        "operations first; it does not say which cases the drop covers. Neither figure has "
        "been verified. Quotations are our translation.",
        "发案与警情变化：据荆门市公安局政治部 杨奎撰文（2020年，系推断），荆门“2019年"
        "发案数同比下降14.7%”（案件（未说明种类）；2019年；同比）；据聂沛和李钢彪撰文"
        "（2022年8月，系推断），衡阳“刑事案件发案数同比下降20.77%”（刑事案件；20"
        "22年1月至7月，时段系推断；同比）。这些报道不宜相互比较：荆门未说明种类。荆门：该句"
        "先列举专项斗争与行动，未说明降幅涵盖哪些案件。两个数据均未经核实。",
    ),
    "longnan-homicide-clearance suqian-homicide-clearance": (
        "Homicides solved (Homicides of the period, not cold ones): according to China "
        "Gansu Net (7 Aug 2024), in Longnan “100% of current homicides solved” (5 years to "
        "7 Aug 2024, period inferred); according to Suqian Broadcasting (10 Feb 2021), in "
        "Suqian “all homicides of the year were solved” (2020). They do not show where the "
        "share is larger: the figures differ in length of period and calendar years; period "
        "inferred: Longnan. Neither figure has been verified. Quotations are our "
        "translation.",
        "命案破案率（命案现案）：据中国甘肃网（2024年8月7日）报道，陇南“命案现案100%"
        "全破”（截至2024年8月7日的5年，时段系推断）；据宿迁市广播电视总台（2021年2"
        "月10日）报道，宿迁“全年发生命案全破”（2020年）。不能据此说哪个城市比例更高：时"
        "段长短和年份不同；陇南的时段系推断。两个数据均未经核实。",
    ),
    "hengyang-cameras longnan-video-feeds": (
        "Cameras and video sensing: according to an article by Nie Pei and Li Gangbiao (Aug "
        "2022, inferred), in Hengyang “50,000 all-HD, all-smart surveillance cameras in the "
        "whole city” (Surveillance cameras, HD and smart; as of Aug 2022, date inferred); "
        "according to China Gansu Net (7 Aug 2024), in Longnan “66,000 feeds of video "
        "surveillance” (Video feeds built, connected or shared; period not stated). These "
        "reports should not be set against each other: the figures differ in what is "
        "counted and the counting unit. On Hengyang: They were brought together in one "
        "application; the article also tells of 370 million yuan, and does not say whether "
        "these bought them. On Longnan: Feeds that the police built, connected or share, in "
        "three classes; not cameras that they own. Neither figure has been verified. "
        "Quotations are our translation.",
        "监控摄像头与视频感知：据聂沛和李钢彪撰文（2022年8月，系推断），衡阳“全市5万个全"
        "高清、全智能化监控摄像头”（全高清、全智能化监控摄像头；截至2022年8月，日期系推断"
        "）；据中国甘肃网（2024年8月7日）报道，陇南“视频监控资源6.6万路”（自建、接入"
        "、共享的视频监控资源；未说明时段）。这些报道不宜相互比较：统计对象和计数单位不同。衡阳"
        "：文中称实现其“智慧融合应用”；文中另有投资3.7亿元一项，是否用于购置，未说明。陇南"
        "：含自建、接入、共享的一、二、三类视频资源，并非自有摄像头数。两个数据均未经核实。",
    ),
    "longnan-telecom-fraud-year-on-year longnan-telecom-fraud": (
        "Change in cases (Telecom fraud): according to China Gansu Net (7 Aug 2024), in "
        "Longnan “telecom fraud cases fell 55.4% year on year” (to 7 Aug 2024, start not "
        "stated; year on year) and “telecom fraud cases fell 42%” (to 7 Aug 2024, start not "
        "stated; baseline not stated). They do not show which of them holds: Longnan states "
        "no start; Longnan states no baseline. On Longnan, −55.4%: “To date” (截止目前) is "
        "printed without a start. The same article gives 42% further up, without a "
        "baseline. On Longnan, −42%: “Compared with 2019” stands in the clause before and "
        "may or may not carry over. The same article gives 55.4% year on year further down, "
        "and does not reconcile the two. Neither figure has been verified. Quotations are "
        "our translation.",
        "发案与警情变化（电信诈骗案件）：据中国甘肃网（2024年8月7日）报道，陇南“电诈发案"
        "同比下降55.4%”（截至2024年8月7日，未写起点；同比）和“电诈案件下降42%”"
        "（截至2024年8月7日，未写起点；未说明比较基准）。不能据此说哪个数字为准：陇南未写"
        "起点；陇南未说明比较基准。陇南−55.4%：仅写“截止目前”，未写起点。同文前文另有“"
        "电诈案件下降42%”，未写基准。陇南−42%：前一分句有“与2019年相比”，是否及于"
        "此数不明。同文后文另有“电诈发案同比下降55.4%”，两者未作说明。两个数据均未经核实"
        "。",
    ),
    "huizhou-robbery-theft-calls hengyang-street-robbery": (
        "Change in cases: according to Southern Rule of Law News (21 Oct 2016), in Huizhou "
        "“in the first half of the year, calls about robbery, snatching and theft in the "
        "whole city were 34% below the mean of the three previous years” (Robbery, "
        "snatching and theft (calls); Jan–Jun 2016; against the mean of the three previous "
        "years); according to an article by Nie Pei and Li Gangbiao (Aug 2022, inferred), "
        "in Hengyang “cases of street robbery and snatching fell 73% year on year” (Street "
        "robbery and snatching; to 10 Aug 2022, start not stated, period inferred; year on "
        "year). These reports should not be set against each other: the figures differ in "
        "what is counted and the counting unit. On Huizhou: Whether the mean is of first "
        "halves or of whole years is not said. Neither figure has been verified. Quotations "
        "are our translation.",
        "发案与警情变化：据南方法治报（2016年10月21日）报道，惠州“上半年全市‘两抢一盗"
        "’警情比前三年平均数下降34%”（“两抢一盗”警情；2016年1月至6月；比前三年平均"
        "数）；据聂沛和李钢彪撰文（2022年8月，系推断），衡阳“街面‘两抢’案件同比下降73"
        "%”（街面“两抢”案件；截至2022年8月10日，未写起点，时段系推断；同比）。这些报"
        "道不宜相互比较：统计对象和计数单位不同。惠州：未说明平均数取自历年上半年还是全年。两个"
        "数据均未经核实。",
    ),
    "suqian-time-to-solve": (
        "Change in time to solve a case (Cases, kind not stated): according to Suqian "
        "Broadcasting (10 Feb 2021), in Suqian “the average time to solve a case was "
        "shortened by 20% or more” (2020, period inferred; baseline not stated). On Suqian: "
        "“Year on year” stands three clauses before; the provincial mean, another "
        "comparison, comes between. The figure has not been verified. Quotations are our "
        "translation.",
        "破案用时变化（案件（未说明种类））：据宿迁市广播电视总台（2021年2月10日）报道，"
        "宿迁“破案平均用时缩短20%以上”（2020年，时段系推断；未说明比较基准）。宿迁：“"
        "同比”写在前三个分句；其间另有与全省平均水平之比。该数据未经核实。",
    ),
    "hengyang-accidents hengyang-road-deaths": (
        "Change in road accidents: according to an article by Nie Pei and Li Gangbiao (Aug "
        "2022, inferred), in Hengyang “road accidents and deaths fell 33.64% and 31.54% "
        "respectively year on year” (Road accidents: −33.64%; Deaths in road accidents: "
        "−31.54%; Jan–Jul 2022, period inferred; year on year). These reports should not be "
        "set against each other: the figures differ in what is counted and the counting "
        "unit. Neither figure has been verified. Quotations are our translation.",
        "道路交通事故变化：据聂沛和李钢彪撰文（2022年8月，系推断），衡阳“道路交通事故发生"
        "起数、死亡人数同比分别下降33.64%、31.54%”（道路交通事故起数：−33.64"
        "%；道路交通事故死亡人数：−31.54%；2022年1月至7月，时段系推断；同比）。这"
        "些报道不宜相互比较：统计对象和计数单位不同。两个数据均未经核实。",
    ),
    "longnan-clearance-change": (
        "Change in clearance rate (Criminal cases): according to China Gansu Net (7 Aug "
        "2024), in Longnan “the clearance rate rose 11.3%” (2023; baseline not stated; what "
        "is counted is inferred). On Longnan: Percent or percentage points is not said. The "
        "figure has not been verified. Quotations are our translation.",
        "破案率变化（刑事案件）：据中国甘肃网（2024年8月7日）报道，陇南“破案率上升11."
        "3%”（2023年；未说明比较基准；统计对象系推断）。陇南：未说明是百分比还是百分点。"
        "该数据未经核实。",
    ),
    "suqian-cold-homicides longnan-cold-homicides-three-years longnan-cold-homicides-2023": (
        "Cold homicides solved (Cold homicides): according to Suqian Broadcasting (10 Feb "
        "2021), in Suqian “6 cold homicides solved” (2020); according to China Gansu Net (7 "
        "Aug 2024), in Longnan “18 cold homicides solved in three years” (Cold homicides: "
        "18; 3 years to 7 Aug 2024, period inferred) and “3 cold homicides” (2023). They do "
        "not show where there is more: the figures differ in length of period and calendar "
        "years; may overlap: Longnan 18 and 3; period inferred: Longnan. On Longnan, 18: "
        "The 3 of 2023 and the 4 “to date” that the article also gives may be among these; "
        "it does not say so. On Longnan, 3: The 18 of three years that the article also "
        "gives may include these; it does not say so. None of these figures has been "
        "verified. Quotations are our translation.",
        "命案积案破获数（命案积案）：据宿迁市广播电视总台（2021年2月10日）报道，宿迁“破"
        "获6起命案积案”（2020年）；据中国甘肃网（2024年8月7日）报道，陇南“三年来破"
        "获命案积案18起”（命案积案：18；截至2024年8月7日的3年，时段系推断）和“命案"
        "积案3起”（2023年）。不能据此说哪个城市更多：时段长短和年份不同；可能重叠：陇南1"
        "8和3；陇南的时段系推断。陇南18：同文另报2023年3起、“截止目前”4起，或已含于"
        "此数，文中未说明。陇南3：同文另报三年来18起，或已含此数，文中未说明。以上数据均未经"
        "核实。",
    ),
}


@pytest.mark.parametrize("ids", FULL)
@pytest.mark.parametrize("code", ["en", "zh"])
def test_real_figures_in_full(catalog: Catalog, ids: str, code: str) -> None:
    assert words(catalog, code).full(real(catalog, ids)) == FULL[ids][code == "zh"]


SHORT = {
    "longnan-criminal-cases hengyang-criminal-cases": (
        "Change in cases (Criminal cases), as reported: Longnan −22% (2023; baseline not "
        "stated); Hengyang −20.77% (Jan–Jul 2022, period inferred; year on year). They do "
        "not show where the fall is larger. Neither figure has been verified.",
        "据报道，发案与警情变化（刑事案件）：陇南−22%（2023年；未说明比较基准）；衡阳−"
        "20.77%（2022年1月至7月，时段系推断；同比）。不能据此说哪个城市降幅更大。两"
        "个数据均未经核实。",
    ),
    "jingmen-cases huizhou-robbery-theft-calls": (
        "Change in cases, as reported: Cases, kind not stated: Jingmen −14.7% (2019; year "
        "on year); Robbery, snatching and theft (calls): Huizhou −34% (Jan–Jun 2016; "
        "against the mean of the three previous years). Not comparable. Neither figure has "
        "been verified.",
        "据报道，发案与警情变化：案件（未说明种类）：荆门−14.7%（2019年；同比）；“两"
        "抢一盗”警情：惠州−34%（2016年1月至6月；比前三年平均数）。不可比。两个数据均"
        "未经核实。",
    ),
}


@pytest.mark.parametrize("ids", SHORT)
@pytest.mark.parametrize("code", ["en", "zh"])
def test_real_figures_in_short(catalog: Catalog, ids: str, code: str) -> None:
    assert words(catalog, code).short(real(catalog, ids)) == SHORT[ids][code == "zh"]


def test_what_is_told_of_a_metric_without_a_common_thing(catalog: Catalog) -> None:
    together, *headings = claims(catalog, compare(catalog, "cameras"))
    assert together.cities == ("hengyang", "longnan", "suqian")
    assert together.verdict.level is Level.NOT_COMPARABLE
    assert [one.counts for one in headings] == [
        (block.counts,) for block in compare(catalog, "cameras").blocks
    ]
    assert all(one.plan is None for one in headings)
    first, *_ = claims(catalog, compare(catalog, "case_change"))
    assert first.counts == ("criminal_cases",), "where two cities report the same, that is first"


def test_a_part_names_its_whole_which_does_not_stand_beside_it(catalog: Catalog) -> None:
    told = real(catalog, "longnan-key-fugitives")
    assert "; part of: Fugitives of all kinds, 215)" in words(catalog).full(told)
    assert "；属于：各类逃犯215）" in words(catalog, "zh").full(told)


def test_what_a_figure_may_be_read_as_is_told_in_full(catalog: Catalog) -> None:
    told = real(catalog, "jingmen-mafia-cases")
    note = " On Jingmen: Investigated (侦办), not necessarily solved. The figure has not been "
    assert note in words(catalog).full(told)
    assert "。荆门：原文为“侦办”，未必均已侦破。该数据未经核实。" in words(catalog, "zh").full(told)


def test_rates_are_told_as_ours(catalog: Catalog) -> None:
    comparison = compare(catalog, "homicide_clearance_cold", rates=[Rate.PER_HEAD])
    told = claims(catalog, comparison)[0]
    assert "; 0.748 per 100,000 residents, worked out by As Reported)" in words(catalog).full(told)
    assert told.order is None


#: What is printed, its size, and the step to which it is rounded.
STEPS = [
    ("5万", 50_000, 10_000), ("6.6万", 66_000, 1_000), ("20.77%", 20.77, 0.01), ("98%", 98, 1),
    ("30%", 30, 1), ("100%", 100, 1), ("1795", 1795, 1), ("1,800", 1800, 100), ("２０", 20, 10),
    ("1.0", 1.0, 0.1), ("3分钟", 180, 60), ("1.4", 1400, 100), ("0", 0, 1), ("八", 8, 1),
    ("二十", 20, 10), ("八成", 80, 10), ("全破", 100, 0), ("零", 0, 1), ("无", 0, 0),
    ("过半", 50, math.inf), ("绝大多数", 90, math.inf), ("4.2亿", 420_000_000, 10_000_000),
]  # fmt: skip


@pytest.mark.parametrize("as_written, size, step", STEPS, ids=[row[0] for row in STEPS])
def test_a_number_is_rounded_as_far_as_its_digits_tell(
    as_written: str, size: float, step: float
) -> None:
    assert rounding_step(as_written, size) == pytest.approx(step)


@pytest.mark.parametrize(
    "changes, low, high",
    [
        ({"value": -20.77}, 20.765, 20.775),
        ({"value": -20, "qualifier": "more_than"}, 20, 100),
        ({"value": -20, "qualifier": "at_most"}, 0, 20),
        ({"value": 20, "qualifier": "at_least"}, 20, math.inf),
        ({"value": 20, "qualifier": "about"}, 0, math.inf),
        ({"value": 100, "metric": "clearance"}, 99.5, 100),
        ({"value": 80, "metric": "clearance", "qualifier": "more_than"}, 80, 100),
    ],
)
def test_a_printed_value_stands_for_an_interval(
    catalog: Catalog, changes: dict[str, Any], low: float, high: float
) -> None:
    one = figure(**changes)
    found = interval_of(printed(catalog, [one]), one)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


def test_intervals_of_real_figures(catalog: Catalog) -> None:
    found = interval_of(catalog, catalog.figures["hengyang-cameras"])
    assert found == Interval(45_000, 55_000)
    for one in catalog.figures.values():
        interval = interval_of(catalog, one)
        exact = one.qualifier is Qualifier.EXACT
        assert interval.low <= abs(one.value) <= interval.high or not exact, one.id


larger = "By these reports the fall is larger in {} than in {}."
is_open = "and these leave open where the fall is larger."


@pytest.mark.parametrize(
    "one, other, said",
    [
        ({"value": -20.77}, {"value": -22}, larger.format("Suqian", "Jingmen")),
        ({"value": -22.4}, {"value": -22}, is_open),
        ({"value": -20}, {"value": -20}, is_open),
        ({"value": -20, "qualifier": "more_than"}, {"value": -19},
         larger.format("Jingmen", "Suqian")),
        ({"value": -20, "qualifier": "more_than"}, {"value": -22}, is_open),
        ({"value": -20, "qualifier": "about"}, {"value": -90}, is_open),
        ({"value": -20, "qualifier": "at_most"}, {"value": -30, "qualifier": "at_least"},
         larger.format("Suqian", "Jingmen")),
        ({"value": 40}, {"value": 20}, "By these reports the rise is larger in Jingmen than in"),
        ({"value": -40}, {"value": 20}, "They are like for like and may be compared."),
        ({"value": 40, "metric": "clearance"}, {"value": 20, "metric": "clearance"},
         "By these reports the share is larger in Jingmen than in Suqian."),
        ({"value": 1, "metric": "province_rank"}, {"value": 7, "metric": "province_rank"},
         "They are like for like and may be compared."),
        ({"value": -40, "period": "2022"}, {"value": -20}, "They do not show where the fall is"),
    ],
)  # fmt: skip
def test_an_order_is_told_only_where_it_is_certain(
    catalog: Catalog, one: dict[str, Any], other: dict[str, Any], said: str
) -> None:
    pair = [figure("jingmen", **one), figure("suqian", **other)]
    catalog = printed(catalog, pair)
    assert said in words(catalog).full(claim(catalog, basis_of(catalog), pair))


#: What sentences order figures by, in both languages.
ORDERS = re.compile(r"By these reports|照这些报道")
valued = st.builds(
    lambda one, value: one.model_copy(update={"value": value}),
    figures,
    st.one_of(st.integers(-99, 99), st.floats(-99, 99).map(lambda value: round(value, 1))),
)


@settings(max_examples=300, deadline=None)
@given(valued, valued, st.booleans(), st.sets(st.sampled_from(list(Rate)), max_size=1))
def test_no_sentence_orders_what_its_verdict_does_not_allow(
    catalog: Catalog, one: ReportedFigure, other: ReportedFigure, alike: bool, rates: set[Rate]
) -> None:
    if alike:  # else hardly a pair would be ordered
        same = {"id": "other", "city": "suqian", "value": other.value, "qualifier": other.qualifier}
        one = one.model_copy(update={"city": "jingmen", "inferred": {}})
        other = one.model_copy(update=same)
    basis = basis_of(catalog, rates)
    catalog = printed(catalog, [one, other])
    if one.id == other.id:
        return
    told = claim(catalog, basis, [one, other])
    reasons = {reason.aspect for reason in judge(basis, [one, other]).reasons}
    for code in ("en", "zh"):
        said = words(catalog, code)
        for text in (said.full(told), said.short(told)):
            if ORDERS.search(text):
                assert one.city != other.city and reasons <= {Aspect.QUALIFIER} and not rates
                first, second = (interval_of(catalog, f) for f in (one, other))
                assert first.is_above(second) or second.is_above(first)
    order = order_of(catalog, basis, one, other)
    turned = order_of(catalog, basis, other, one)
    assert (order and order.larger) == (turned and turned.larger), "whichever comes first"


def test_no_sentence_on_real_figures_orders_any(catalog: Catalog) -> None:
    """Of the five cities no two figures differ in nothing but rounding and hedges."""
    for metric in catalog.metrics_of():
        for told in claims(catalog, compare(catalog, metric)):
            for code in ("en", "zh"):
                said = words(catalog, code)
                assert not ORDERS.search(said.full(told) + said.short(told))
                assert "{" not in said.full(told)
