"""The page, without a browser."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from choreographer.browsers.chromium import Chromium
from streamlit.testing.v1 import AppTest

from asreported.drawing.style import CITY_COLOURS
from asreported.view import CompareView
from tests.catalog_files import GOOD, write
from tests.charts import svg_text, told
from tests.known import ROOT
from views import compare, downloads


def app(**query: str | list[str]) -> AppTest:
    test = AppTest.from_file(str(ROOT / "views" / "pages.py"), default_timeout=30)
    for name, value in query.items():
        test.query_params[name] = value
    return test.run()


def metrics(test: AppTest) -> list[str]:
    return list(test.multiselect[0].value)


def note(test: AppTest) -> str:
    """What the page says in place of a chart."""
    html = "\n".join(element.proto.body for element in test.get("html"))
    found = re.search(r'<p class="note" role="status">(.*?)</p>', html)
    assert found, "the page says nothing"
    return unescape(found[1])


def told_of(test: AppTest) -> list[dict[str, Any]]:
    return told(element.proto for element in test.get("bidi_component"))


def charts(test: AppTest) -> list[dict]:
    return [_facts_of(one["chart"]) for one in told_of(test)]


def _facts_of(chart: Any) -> dict[str, str]:
    """What a chart on the page is: its metric, its language and its title."""
    name = chart["camera"]["filename"].removesuffix(".png").split("_", 1)[1]
    texts = svg_text(chart["svg"].encode()).split("\n")
    return {
        "name": name.rpartition("_")[0],
        "language": name.rpartition("_")[2],
        "title": texts[0],
        "words": " ".join(texts),
    }


def test_a_broken_catalog_is_told_in_its_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, GOOD.replace("value: 98", "value: 97"))
    monkeypatch.setenv("ASREPORTED_CATALOG", str(path))
    test = app()
    assert not test.exception
    assert "The data cannot be used as they stand" in test.error[0].value
    assert "rate: value: it says 97, but “98%” reads 98" in test.code[0].value
    assert charts(test) == []


def test_charts_are_drawn_before_the_rest_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def listen_to(name: str) -> None:
        function = getattr(compare, name)

        def listening(*given: Any, **named: Any) -> Any:
            said.append(name)
            return function(*given, **named)

        monkeypatch.setattr(compare, name, listening)

    for name in ("show_chart", "draw_so_far", "figures_table", "data_buttons", "finding_link"):
        listen_to(name)
    app(metric=["case_change", "cameras"])
    rest = ["figures_table", "data_buttons"]
    assert said == ["show_chart", "show_chart", "draw_so_far", *rest, *rest, "finding_link"]


def test_it_opens_on_case_change_with_five_cities() -> None:
    test = app()
    assert not test.exception
    assert metrics(test) == ["case_change"]
    (shown,) = told_of(test)
    chart = shown["chart"]
    assert all(colour in chart["svg"] for colour in CITY_COLOURS[:5])
    alt = shown["alt"]
    for city in ("Jingmen", "Hengyang", "Huizhou", "Longnan", "Suqian"):
        assert city in alt
    assert chart["camera"]["filename"] == "as-reported_case_change_en.png"
    assert chart["camera"]["scale"] >= 2


def test_the_list_says_how_many_cities_report() -> None:
    options = app().multiselect[0].options
    assert "Change in cases · 5 of 5 cities" in options
    assert "Cameras and video sensing · 3 of 5 cities" in options
    assert "Clearance rate · 1 of 5 cities" in options


def test_each_chosen_metric_draws_its_chart() -> None:
    test = app()
    test.multiselect[0].set_value(["cameras", "investment"]).run()
    assert [chart["name"] for chart in charts(test)] == ["investment", "cameras"], "the last first"


def test_the_table_says_what_the_chart_says() -> None:
    html = "\n".join(element.proto.body for element in app(metric="cameras").get("html"))
    for words in ("<th scope=\"row\">Hengyang", "50,000", "as of Aug 2022 (inferred)",
                  "全市5万个全高清、全智能化监控摄像头", "50,000 all-HD, all-smart",
                  "China Gansu Net, 7 Aug 2024", "Between headings: not comparable."):  # fmt: skip
        assert words in html
    assert 'href="./evidence?figure=hengyang-cameras&amp;lang=en"' in html


def test_a_theme_narrows_the_metrics_and_chooses_its_first() -> None:
    test = app()
    test.button_group[1].set_value("money").run()
    assert metrics(test) == ["investment"]
    assert test.multiselect[0].options[0] == "Money invested · 3 of 5 cities"
    assert not any("cases" in option for option in test.multiselect[0].options)
    assert not test.exception


def test_one_of_several_metrics_is_shown_alone_or_left_out() -> None:
    def pressed(label: str) -> list[str]:
        test = app(metric=["cameras", "case_change", "clearance"])
        next(b for b in test.button if b.label == label and "case_change" in b.key).click().run()
        return [chart["name"] for chart in charts(test)]

    assert pressed("Only this") == ["case_change"]
    assert pressed("Remove") == ["clearance", "cameras"]
    assert not [b.label for b in app(metric="cameras").button if b.label in ("Only this", "Remove")]


def test_where_nothing_may_be_compared_it_leads_to_what_may() -> None:
    html = html_of(app(metric="clearance", show="comparable"))
    assert "no two cities under “Clearance rate” report on the same thing" in html
    near, link = html.index("May be compared:"), 'href="./?metric=homicide_clearance&amp;lang=en"'
    assert link in html[near:], "of the same theme"
    assert "May be compared:" not in html_of(app(metric="case_change", show="comparable"))


def test_a_heading_that_the_filter_leaves_with_one_city_is_not_said_to_have_one() -> None:
    test = app(metric="case_change", city="longnan", show="comparable")
    html = html_of(test)
    assert "Hidden, other cities not chosen: Criminal cases (Longnan)" in html
    assert "Hidden, one city only: Criminal cases" not in html


def test_a_number_or_words_lead_to_figures() -> None:
    def found(text: str) -> str:
        test = app()
        test.text_input[0].set_value(text).run()
        assert not test.exception
        return html_of(test)

    html = found("98.79")
    assert 'href="./evidence?figure=suqian-sense-of-safety&amp;lang=en"' in html
    assert 'href="./?metric=safety_sense&amp;lang=en"' in html or "<strong>98.79%</strong>" in html
    assert "suqian-sense-of-safety" not in html_of(app())
    assert "Nothing is found with “<script>”." not in found("<script>"), "it stays words"
    assert "Nothing is found with “&lt;script&gt;”." in found("<script>")


def test_filters_that_leave_nothing_say_so() -> None:
    test = app(metric="cameras", city="jingmen")
    assert "Nothing on “Cameras and video sensing” is left" in note(test)
    assert charts(test) == []


def test_a_filter_never_makes_the_verdict_say_what_is_not_so() -> None:
    test = app(metric="case_change", city="longnan")
    (chart,) = charts(test)
    assert "Only Longnan reports this" not in chart["words"]
    assert (
        "Only Longnan is chosen; Jingmen, Hengyang, Huizhou and Suqian report this too"
        in chart["words"]
    )


def test_a_run_that_was_cut_short_does_not_break_the_next() -> None:
    test = AppTest.from_file(str(ROOT / "views" / "pages.py"), default_timeout=30)
    test.session_state["views"] = {"": CompareView("en", metrics=("cameras",))}
    test.run()
    assert not test.exception and not test.error
    assert [chart["name"] for chart in charts(test)] == ["case_change"]


def test_a_fault_of_ours_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("views.compare.show", lambda page: 1 / 0)
    test = app()
    assert not test.exception
    assert "Something went wrong in the dashboard itself" in test.error[0].value


def test_no_metric_chosen_asks_for_one() -> None:
    test = app()
    test.multiselect[0].set_value([]).run()
    assert note(test) == "Choose a metric above."
    test.multiselect[0].set_value(["cameras"]).run()
    assert [chart["name"] for chart in charts(test)] == ["cameras"]


def test_the_address_opens_the_view() -> None:
    test = app(metric=["cameras", "clearance"], lang="zh", city="suqian")
    assert [(c["name"], c["language"]) for c in charts(test)] == [
        ("clearance", "zh"), ("cameras", "zh"),
    ]  # fmt: skip
    assert test.multiselect[2].value == ["suqian"]
    assert test.multiselect[0].label == "指标"


@pytest.mark.parametrize(
    "query",
    [
        {"metric": "nonsense"}, {"lang": "xx"}, {"city": "atlantis"}, {"theme": "<script>"},
        {"counts": "'; drop table"}, {"show": "best"}, {"rate": "per_dog"}, {"against": "yes"}, {"metric": ["", "‮", "cameras" * 99]}, {"zzz": "1"},
    ],
)  # fmt: skip
def test_nonsense_in_the_address_gives_the_default(query: dict[str, str | list[str]]) -> None:
    test = app(**query)
    assert not test.exception and not test.error
    assert [(c["name"], c["language"]) for c in charts(test)] == [("case_change", "en")]


def test_the_language_is_switched_in_place_and_choices_survive() -> None:
    test = app(metric="cameras", city=["suqian", "longnan"])
    test.button_group[0].set_value("zh").run()
    (chart,) = charts(test)
    assert (chart["name"], chart["language"]) == ("cameras", "zh")
    assert sorted(test.multiselect[2].value) == ["longnan", "suqian"]
    assert test.query_params["lang"] in ("zh", ["zh"])


@pytest.mark.parametrize("name", downloads.BROWSERS)
def test_a_browser_that_a_page_finds_by_name_draws_pictures(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / name).touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    assert downloads.has_browser.__wrapped__()
    assert Chromium.find_browser(skip_local=True, skip_typical=True) == str(tmp_path / name)


def test_without_a_browser_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import streamlit as st

    st.cache_data.clear()
    monkeypatch.setattr("views.downloads.which", lambda name: None)
    monkeypatch.setattr("asreported.export.engine.find_browser", lambda: None)
    test = app()
    st.cache_data.clear()
    texts = [caption.value for caption in test.caption]
    assert sum("install Chrome, Chromium or Edge" in words for words in texts) == 1
    assert len(charts(test)) == 1, "the camera is still there"
    labels = [button.label for button in test.get("download_button")]
    assert labels == [
        "SVG", "Data (CSV)", "Data (JSON)",
        "Report (HTML)", "Data package (ZIP)", "All data (CSV)", "All data (JSON)",
    ]  # fmt: skip


def html_of(test: AppTest) -> str:
    return "\n".join(element.proto.body for element in test.get("html"))


def test_all_reasons_are_a_click_away() -> None:
    html = html_of(app(metric="case_change"))
    assert "<summary>All reasons</summary>" in html
    assert "7 months (Hengyang) against 12 months (Longnan)" in html
    assert "A longer period holds more events" in html
    assert "Between headings: not comparable." in html
    assert "Pair by pair" not in html, "two figures are one pair"
    assert "Pair by pair" in html_of(app(metric="homicide_clearance_cold"))


def test_only_like_for_like_says_what_it_hid_and_why() -> None:
    test = app(metric="case_change")
    test.selectbox[0].set_value("like_for_like").run()
    assert not test.exception
    assert (
        note(test) == "With these filters no two figures under “Change in cases” are like for like."
    )
    html = html_of(test)
    assert "Hidden, not like for like: Criminal cases (Hengyang and Longnan): 7 months" in html
    assert "Hidden, one city only: Preventable cases (Suqian)" in html
    assert test.query_params["show"] in ("like_for_like", ["like_for_like"])
    test.selectbox[0].set_value("comparable").run()
    (shown,) = told_of(test)
    assert re.findall('data-figure="([^"]+)"', shown["chart"]["svg"]) == [
        "longnan-criminal-cases", "hengyang-criminal-cases",
    ]  # fmt: skip


def test_rates_are_offered_where_they_make_sense() -> None:
    def offered(metric: str) -> list[str]:
        groups = app(metric=metric).button_group
        return [option for group in groups for option in group.options if option[:3] == "Per"]

    assert offered("case_change") == ["Perception and rank"], "a theme, and no rate"
    assert offered("fraud_money") == ["Perception and rank", "Per head", "Per month"]
    assert offered("cameras") == ["Perception and rank", "Per head"]


def test_a_rate_is_worked_out_and_stays_in_the_address() -> None:
    test = app(metric="cameras")
    test.button_group[2].set_value(["per_head"]).run()
    assert not test.exception
    assert test.query_params["rate"] in ("per_head", ["per_head"])
    (chart,) = charts(test)
    assert chart["title"].endswith("per 100,000 residents, worked out from reports")
    html = html_of(test)
    assert '<th scope="col">Per 100,000 residents, worked out</th>' in html
    assert ">752<" in html and ">50,000<" in html, "the article's number stays beside ours"
    test.multiselect[0].set_value(["case_change"]).run()
    assert not test.exception and "worked out" not in html_of(test)


def test_an_old_address_that_set_two_metrics_against_each_other_opens_both_charts() -> None:
    test = app(metric=["cameras", "case_change"], against="1")
    assert not test.exception
    assert [chart["name"] for chart in charts(test)] == ["case_change", "cameras"]
    assert "against" not in test.query_params
