"""A catalog many times as large: the top of each list, and the rest a click away."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import combinations
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from asreported import Catalog, load, report_card
from asreported.charts import compare_chart
from asreported.compare import Comparison, Show, compare, largest_like_for_like
from asreported.explain import Explanations
from asreported.export import command
from asreported.frame import Facts
from asreported.language import language
from asreported.markup import Context, Links
from asreported.markup.figures import figures_table
from asreported.markup.overview import overview_table
from asreported.method import _Method
from asreported.model import Rate
from asreported.overview import first_columns, overview
from asreported.pairing import pair
from asreported.portrait import shown_of_city, themes_to_choose
from asreported.scatter import scatter_chart
from asreported.selection import comparisons, drawer, figures
from asreported.sentences import Sentences
from asreported.table_chart import table_chart
from asreported.verdicts import RULES, Aspect, Level, Reason, judge
from asreported.view import CityView, CompareView, TableView
from tests.catalogs import make_large
from tests.known import DATA
from tests.test_charts import words

EN, ZH = language("en"), language("zh")
COLD = "homicide_clearance_cold_0"


@pytest.fixture(scope="session")
def large_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    return make_large(DATA / "metrics.yaml", folder, cities=6, metrics=2)


@pytest.fixture(scope="session")
def large(large_path: Path) -> Catalog:
    """30 cities, 148 metrics, 2,592 figures."""
    return load(large_path)


def explain(catalog: Catalog, code: str = "en") -> Explanations:
    return Explanations(Sentences(catalog, language(code)))


def context(catalog: Catalog) -> Context:
    return Context(catalog, EN, Links(*[lambda name: f"#{name}"] * 4))


# What an address names, and is not there.


@pytest.mark.parametrize(
    "query",
    [{"page": ["99"]}, {"page": ["0"]}, {"page": ["-1"]}, {"page": ["two"]}, {"page": ["1e0"]},
     {"city": ["atlantis"]}, {"page": ["3"], "theme": ["money"]}],
)  # fmt: skip
def test_a_page_or_a_city_that_is_not_there_is_passed_over(
    large: Catalog, query: dict[str, list[str]]
) -> None:
    view = TableView.from_query(query, large, "en")
    assert (view.page, view.cities) == (1, ())


def test_of_more_cities_than_fit_the_first_have_columns(large: Catalog) -> None:
    view = TableView.from_query({"city": list(large.cities)[5:25]}, large, "en")
    assert view.cities == tuple(large.cities)[5:15]


def test_a_small_catalog_has_no_pages_and_all_columns(catalog: Catalog) -> None:
    query = {"city": ["suqian"], "page": ["2"]}
    assert TableView.from_query(query, catalog, "en") == TableView("en")
    assert CityView.from_query({"theme": ["money"]}, catalog, "en").theme == ""


@pytest.mark.parametrize(
    "view",
    [
        TableView("en", cities=("suqian_4", "longnan_2"), page=3),
        CityView("zh", city="longnan_3", theme="money"),
        CompareView("en", metrics=(COLD,), whole=True),
    ],
)
def test_the_choices_survive_their_address(
    large: Catalog, view: TableView | CityView | CompareView
) -> None:
    assert type(view).from_query(view.to_query(), large, "fr") == view


# Sentences.


def test_a_sentence_names_ten_cities_and_counts_the_rest(large: Catalog) -> None:
    names = list(large.cities)
    few, many = (Sentences(large, EN).cities(names[:number]) for number in (12, 30))
    assert few.endswith(" and Hengyang 3") and few.count(",") == 10
    assert many.endswith("Longnan 2, Suqian 2 and 20 more") and many.count(",") == 9
    assert Sentences(large, ZH).cities(names).endswith("宿迁 2和另外20个")


def test_no_sentence_grows_with_the_cities(large: Catalog) -> None:
    """Names and numbers of a metric that all report, with a filter that leaves most out."""
    comparison = compare(
        large, "cameras_0", cities=["suqian_0", "suqian_1"], show=Show.LIKE_FOR_LIKE
    )
    said = explain(large)
    assert re.search(r"by choice: (\w+ \d, ){9}\w+ \d and \d+ more$", said.choice(comparison))
    comparison = compare(large, "case_change_0")
    assert "Criminal cases (12 cities), " in said.ground(comparison)
    assert len(said.ground(comparison)) < 500
    comparison = compare(large, "cameras_0", rates=[Rate.PER_HEAD])
    residents, unlike = said.divided_by([comparison], large.cities)
    assert residents.count(",") < 60 and residents.endswith(" and 20 more."), residents
    assert unlike.startswith("Not worked out")
    assert "Hidden, one city only" not in " ".join(said.hidden(comparison))


def test_a_reason_names_ten_values_and_counts_the_rest(large: Catalog) -> None:
    values = tuple(((year, year), ("suqian_0",)) for year in range(1990, 2020))
    said = explain(large).reason(Reason(Aspect.YEARS, values))
    assert said.startswith("different years: 1990, 1991, ") and said.endswith("1999 and 20 more")
    many = Reason(Aspect.INFERRED, (("period", tuple(large.cities)),))
    assert explain(large).reason(many) == "period inferred: 30 cities"
    assert explain(large).reason(many, whose=True).endswith("Suqian 2 and 20 more")


# Charts.


def drawn(comparison: Comparison, catalog: Catalog, most: int | None = 12) -> tuple[list[str], str]:
    """The ids of the figures that a chart draws, and all that it says."""
    view = CompareView("en", metrics=(comparison.metric,), whole=most is None)
    chart = drawer(catalog, view, comparison)()
    ids = [figure for trace in chart.data for figure in trace.customdata]
    return ids, " ".join(words(chart))


def test_a_chart_draws_the_largest_and_counts_the_rest(large: Catalog) -> None:
    comparison = compare(large, COLD)
    ids, said = drawn(comparison, large)
    first = comparison.blocks[0]
    assert len(first.figures) == 24 and len(comparison.figures) == 36
    assert ids[:2] == [figure.id for figure in first.figures[:2]]
    assert ids[2] == comparison.blocks[1].figures[0].id, "three headings have an equal share of 8"
    values = sorted(figure.value for figure in first.figures[2:])
    assert (values[0], values[-1]) == (3, 18)
    assert "and 22 more, from 3 to 18" in said
    assert said.count("and 22 more") == 1 and "under other headings" not in said


def test_all_figures_are_drawn_where_the_reader_asks(large: Catalog) -> None:
    comparison = compare(large, COLD)
    ids, said = drawn(comparison, large, most=None)
    assert ids == [figure.id for figure in comparison.figures]
    assert "and 22 more" not in said
    assert "?metric=homicide_clearance_cold_0&all=1" in unescape(said)


def test_headings_that_are_not_drawn_are_named(large: Catalog) -> None:
    chart = compare_chart(large, compare(large, COLD), EN, most=6)
    assert "and 6 more under other headings: Hidden homicides" in words(chart)
    assert len(chart.data[0].customdata) == 4


def test_the_verdict_is_that_on_all_figures(large: Catalog) -> None:
    comparison = compare(large, COLD)
    part = comparison.first(6)
    assert part.verdict == comparison.verdict
    assert [b.verdict for b in part.blocks] == [b.verdict for b in comparison.blocks[:2]]
    assert part.blocks[0].cities == comparison.blocks[0].cities
    assert len(part.figures) == 4 and len(part.further) == 1
    _, said = drawn(comparison, large)
    assert explain(large).headline(comparison) in said


def test_the_words_and_the_table_say_what_the_chart_leaves_off(large: Catalog) -> None:
    comparison = compare(large, COLD)
    spoken = explain(large).spoken(comparison, 6)
    assert spoken.count("Cold homicides: ") == 1
    assert "; and 22 more, from 3 to 18." in spoken
    assert "and 6 more under other headings: Hidden homicides" in spoken
    table = unescape(figures_table(context(large), comparison, 6))
    assert table.count("<tr id=") == 4
    assert "and 22 more, from 3 to 18" in table
    assert "and 4 more: 3" in table, "all have one value"
    assert "and 6 more under other headings: Hidden homicides" in table
    assert explain(large, "zh").rest(comparison, comparison.first(6).blocks[0]) == [
        "另有22条，从3到18"
    ]
    whole = figures_table(context(large), comparison)
    assert whole.count("<tr id=") == 36 and 'class="more"' not in whole


def test_what_is_worked_out_is_counted_by_its_rate(large: Catalog) -> None:
    comparison = compare(large, "cameras_0", rates=[Rate.PER_HEAD])
    block = comparison.first(3).blocks[0]
    (said,) = explain(large).rest(comparison, block)
    value = comparison.value_of(block.rest[0])
    assert said == f"and 4 more: {value:.0f}", said


def test_nothing_of_the_real_catalog_is_left_off(catalog: Catalog) -> None:
    for comparison in comparisons(catalog, CompareView("en")):
        assert comparison.first(CompareView("en").most).figures == comparison.figures


def test_up_to_twelve_are_drawn_and_of_more_eight(large: Catalog) -> None:
    only = compare(large, COLD, counts=["cold_homicides"])
    assert only.first(24) is only and only.first(None) is only
    assert [len(block.figures) for block in only.first(12).blocks] == [8]
    many = compare(large, "case_change_0").first(12)
    assert [len(block.figures) for block in many.blocks] == [2] * 4
    assert len(many.further) == 6


def test_the_foot_names_twelve_articles(large: Catalog) -> None:
    comparison = compare(large, "case_change_0")
    assert len(comparison.cities) == 30
    sources = Facts.on(drawer(large, CompareView("en", whole=True), comparison)()).sources
    assert len(sources) == 13 and sources[-1] == "and 18 more articles, in the data"
    part = Facts.on(drawer(large, CompareView("en"), comparison)())
    assert len(part.sources) == 8, "those of the bars that are drawn"
    assert part.line.count("Huizhou 1: ") == 1


def test_pairs_are_named_where_they_are_few(large: Catalog) -> None:
    comparison = compare(large, COLD)
    many, few = comparison.blocks[:2]
    assert explain(large).pairs(comparison, many) == [
        "276 pairs: too many to be named one by one here."
    ]
    assert len(explain(large).pairs(comparison, few)) == 15


def test_like_for_like_holds_what_every_pair_says(large: Catalog, catalog: Catalog) -> None:
    """What is passed over at once is what pair by pair would have been."""
    chosen = [compare(catalog, metric) for metric in catalog.metrics]
    chosen += [compare(large, metric) for metric in (COLD, "cameras_0", "case_change_0")]
    held = 0
    for comparison in chosen:
        for block in comparison.holding:
            kept = largest_like_for_like(comparison.basis, block.figures)
            for one, other in combinations(kept, 2):
                assert judge(comparison.basis, [one, other]).level is Level.LIKE_FOR_LIKE
            alike = [
                {one.city, other.city}
                for one, other in combinations(block.figures, 2)
                if judge(comparison.basis, [one, other]).level is Level.LIKE_FOR_LIKE
                and one.city != other.city
            ]
            assert bool(kept) is bool(alike), comparison.metric
            held += len(kept)
    assert held > 20


def test_what_leaves_something_open_is_compared_with_nothing(
    large: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = []
    monkeypatch.setattr("asreported.compare.judge", lambda *a: judged.append(a) or judge(*a))
    comparison = compare(large, "case_change_0", show=Show.LIKE_FOR_LIKE)
    assert len(comparison.figures) == 12
    assert len(judged) < 40, "two headings of 12 figures and eight of 6 make 252 pairs"


def test_of_many_points_the_first_are_named(large: Catalog) -> None:
    pairing = pair(compare(large, "case_change_0"), compare(large, "case_change_0"))
    assert pairing.points > 12
    chart = scatter_chart(large, pairing, EN, most=3)
    named = [text for trace in chart.data for text in trace.text if text]
    panels = pairing.panels[:3]
    assert len(named) == sum(min(3, len(panel.points)) for panel in panels)
    assert sum(len(t.x) for t in chart.data) == sum(len(p.points) for p in panels), "all are drawn"
    more = f"and {pairing.points - len(named)} more"
    assert more in " ".join(words(chart)) and more in Facts.on(chart).description
    said = explain(large).rests_on(pairing)
    assert said.startswith("Rests on 30 cities: what goes together may have another cause.")


# Side by side.


def test_a_page_judges_only_its_own_rows(large: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []

    def counting(catalog: Catalog, metric: str, **choices: object) -> Comparison:
        judged.append(metric)
        return compare(catalog, metric, **choices)  # type: ignore[arg-type]

    monkeypatch.setattr("asreported.overview.compare", counting)
    table = TableView("en", page=3).table(large)
    rows = [row.metric for of_theme in table.rows.values() for row in of_theme]
    assert judged == rows == list(table.metrics[100:148])
    assert len(table.metrics) == 148 and len(set(table.metrics)) == 148
    assert table.extent(EN) == "Metrics 101 to 148 of 148, 10 of 30 cities"
    assert table.extent(ZH) == "第101至148项指标，共148项，30市中的10市"


def test_table_and_picture_have_the_same_cells(large: Catalog) -> None:
    view = TableView("en", cities=("suqian_4", "jingmen_5"), page=2)
    table = view.table(large)
    assert table.cities == ("suqian_4", "jingmen_5")
    html = unescape(overview_table(context(large), table))
    picture = words(table_chart(table, EN, address="side-by-side" + view.address()))
    for name in ("Suqian 5", "Jingmen 6"):
        assert f">{name}</a></th>" in html and name in picture
    assert "Suqian 1" not in html and not any("Suqian 1" in said for said in picture)
    assert "Metrics 51 to 100 of 148, 2 of 30 cities" in picture
    assert html.count('<th scope="row">') == 50
    for row in (row for rows in table.rows.values() for row in rows):
        assert set(row.cells) == {"suqian_4", "jingmen_5"}
        assert {f.city for f in row.comparison.figures} <= {"suqian_4", "jingmen_5"}


def test_a_table_that_is_whole_says_nothing_of_its_part(catalog: Catalog) -> None:
    table = TableView("en").table(catalog)
    assert table.extent(EN) == "" and len(table.shown) == 74
    assert first_columns(catalog) == tuple(catalog.cities) == table.cities
    assert overview(catalog).rows == table.rows


# A city.


def test_a_city_with_many_figures_has_one_theme_at_a_time(large: Catalog) -> None:
    assert themes_to_choose(large, "huizhou_0") == [], "20 figures"
    themes = themes_to_choose(large, "longnan_0")
    assert themes[0] == "cases" and len(themes) > 5
    assert CityView.from_query({"city": ["longnan_0"]}, large, "en").theme == "cases"
    shown, more = shown_of_city(large, "longnan_0", "money")
    assert list(shown) == ["money"] and more == 0


def test_a_report_card_says_what_has_no_room(large: Catalog) -> None:
    shown, more = shown_of_city(large, "longnan_0")
    assert sum(map(len, shown.values())) == 100 and more > 50
    card = report_card.html(large, "longnan_0", EN)
    assert card.count("<div><b>") == 100
    assert f"and {more} more figures, in the data" in card
    card = report_card.html(large, "longnan_0", EN, theme="money")
    assert "more figure" not in card and card.count("<h2>") == 1


# What the command line and the library give.


def test_the_command_line_draws_all_where_asked(large: Catalog) -> None:
    parser = argparse.ArgumentParser()
    command.add_parsers(parser.add_subparsers(), "metrics.yaml", "which")
    asked = ["export", "charts", "--out", "x", "--metric", COLD]
    views = [command._view(large, parser.parse_args([*asked, *more]), "en")
             for more in ([], ["--all"])]  # fmt: skip
    assert [view.whole for view in views] == [False, True]
    assert len(large.chart(COLD).data[0].customdata) == 6
    assert len(large.chart(COLD, whole=True).data[0].customdata) == 36
    assert len(figures(large, views[0])) == len(large.figures_of(COLD)), "data are never cut"


def test_the_method_looks_no_further_than_its_example(
    large: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []
    monkeypatch.setattr("asreported.method.judge", lambda *a: tried.append(a) or judge(*a))
    method = _Method(large, EN)
    for rule in RULES[:2]:
        assert method._found(rule)
    assert len(tried) < 50
    monkeypatch.setattr("asreported.method.MOST_CODES", 20)
    assert "and 128 more" in method.codelists()


# The pages.

PAGE = """
from asreported.view import {view}
from views import {module}, shell
shell.run((shell.Entry("", "Page", {view}, {module}.{show}),))
"""
VIEWS = {"compare": "CompareView", "side_by_side": "TableView", "city": "CityView",
         "evidence": "EvidenceView", "take_along": "CompareView"}  # fmt: skip


@pytest.fixture
def opened(large_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Opens a page of the large catalog."""
    monkeypatch.setenv("ASREPORTED_CATALOG", str(large_path))

    def open_page(module: str, **query: str | list[str]) -> AppTest:
        show = "_ask" if module == "take_along" else "show"
        code = PAGE.format(view=VIEWS[module], module=module, show=show)
        test = AppTest.from_string(code, default_timeout=60)
        for name, value in query.items():
            test.query_params[name] = value
        return fine(test.run())

    return open_page  # type: ignore[return-value]


def fine(test: AppTest) -> AppTest:
    assert not test.exception and not test.error
    return test


def html_of(test: AppTest) -> str:
    return unescape("\n".join(element.proto.body for element in test.get("html")))


def bars(test: AppTest) -> int:
    (chart,) = test.get("plotly_chart")
    return sum(len(trace["customdata"]) for trace in json.loads(chart.proto.spec)["data"])


def test_all_figures_are_a_click_away_and_back(opened) -> None:
    test = opened("compare", metric=COLD)
    assert bars(test) == 6
    assert html_of(test).count("<tr id=") == 6 and "and 22 more, from 3 to 18" in html_of(test)
    (show,) = [button for button in test.button if button.label == "Show all 36 figures"]
    fine(show.click().run())
    assert bars(test) == 36 and test.query_params["all"] in ("1", ["1"])
    assert html_of(test).count("<tr id=") == 36
    (fewer,) = [button for button in test.button if button.label == "Show fewer"]
    fine(fewer.click().run())
    assert bars(test) == 6 and "all" not in test.query_params
    assert bars(opened("compare", metric=COLD, all="1", lang="zh")) == 36


def test_a_choice_goes_through_no_list_of_all_metrics(
    opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = opened("compare", metric="clearance_0")
    assert "Clearance rate 2 · 6 of 30 cities" in test.multiselect[0].options
    named: list[str] = []
    original = Sentences.metric
    monkeypatch.setattr(
        Sentences, "metric", lambda self, one: named.append(one) or original(self, one)
    )
    fine(test.multiselect[0].set_value(["clearance_1"]).run())
    assert set(named) == {"clearance_1"}


def test_side_by_side_comes_in_pages(opened, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr("views.side_by_side.data_buttons", lambda *a: asked.append(a[2]))
    test = opened("side_by_side", page="2", city=["suqian_4", "jingmen_5"])
    html = html_of(test)
    assert html.count('<th scope="row">') == 50 and html.count('<th scope="col"><a') == 2
    assert test.caption[0].value == "Metrics 51 to 100 of 148, 2 of 30 cities"
    assert re.search(r'href="\./\?metric=\w+&city=suqian_4&city=jingmen_5&lang=en"', html)
    assert len(asked[-1].metrics) == 148, "the data are those of all pages"
    (pages,) = test.get("pagination")
    assert (pages.proto.num_pages, pages.proto.default) == (3, 2)
    assert test.multiselect[0].value == ["suqian_4", "jingmen_5"]
    fine(test.number_input[0].set_value(6).run())
    assert test.query_params["least"] in ("6", ["6"]) and "page" not in test.query_params
    assert test.caption[0].value.startswith("Metrics 1 to 50 of 148"), "other rows, their first"
    fine(test.multiselect[0].set_value([]).run())
    assert "city" not in test.query_params and html_of(test).count('<th scope="col"><a') == 10


def test_a_city_is_searched_for_and_shown_by_theme(opened) -> None:
    test = opened("city", city="longnan_3", theme="money")
    assert test.selectbox[0].value == "longnan_3" and len(test.selectbox[0].options) == 30
    html = html_of(test)
    assert html.count('<h2 class="theme">') == 2, "one theme, and the systems"
    assert "and 2 more</a>" in html
    fine(test.selectbox[0].set_value("huizhou_0").run())
    assert "theme" not in test.query_params
    fine(test.selectbox[0].set_value("longnan_0").run())
    assert test.query_params["theme"] in ("cases", ["cases"])


def test_evidence_opens_on_any_city(opened) -> None:
    test = opened("evidence", city="suqian_5")
    assert test.selectbox[0].value == "suqian_5"
    assert "numbers accounted for" in html_of(test)


def test_a_zip_of_all_charts_is_refused_where_they_are_too_many(
    opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("views.take_along.MOST_ZIPPED", 100)
    test = opened("take_along")
    assert test.caption[0].value == "A ZIP holds 100 charts at most: choose a theme."
    assert not test.button
    test = opened("take_along", theme="money")
    assert [button.label for button in test.button] == ["Make 8 pictures"]
