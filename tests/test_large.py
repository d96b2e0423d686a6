"""A catalog many times as large: the top of each list, and the rest a click away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import combinations, takewhile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from asreported import Catalog, chart, load, selection
from asreported.__main__ import main
from asreported.catalog.model import Rate
from asreported.comparison.city import figures_by_theme
from asreported.comparison.compare import Comparison, Show, compare, largest_like_for_like
from asreported.comparison.side_by_side import default_columns, side_by_side
from asreported.comparison.verdicts import Aspect, Level, Reason, judge
from asreported.drawing.charts import Chart
from asreported.html import report_card
from asreported.html.context import Context, Links
from asreported.html.figures import figures_table
from asreported.html.method import method_text
from asreported.html.side_by_side import side_by_side_table
from asreported.selection import comparisons, drawer, figures
from asreported.site.pages import SitePages
from asreported.view import CityView, CompareView, SideBySideView
from asreported.words.captions import Captions
from asreported.words.labels import Labels
from asreported.words.language import language
from tests.catalogs import make_large
from tests.charts import told, words
from tests.known import DATA

EN, ZH = language("en"), language("zh")
COLD = "homicide_clearance_cold_0"


@pytest.fixture(scope="session")
def large_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    return make_large(DATA / "metrics.yaml", folder, cities=6, metrics=2)


@pytest.fixture(scope="session")
def large(large_path: Path) -> Catalog:
    """30 cities, 152 metrics, 2,592 figures."""
    return load(large_path)


def captions_of(catalog: Catalog, code: str = "en") -> Captions:
    return Captions(Labels(catalog, language(code)))


def context(catalog: Catalog) -> Context:
    return Context(catalog, EN, Links(*[lambda name: f"#{name}"] * 4))


# What an address names, and is not there.


@pytest.mark.parametrize(
    "query",
    [{"page": ["3"]}, {"least": ["31"]}, {"least": ["0"]}, {"least": ["two"]}, {"all": ["2"]},
     {"city": ["atlantis"]}],
)  # fmt: skip
def test_what_is_not_there_is_passed_over(large: Catalog, query: dict[str, list[str]]) -> None:
    view = SideBySideView.from_query(query, large, "en")
    assert view == SideBySideView("en")


def test_of_more_cities_than_fit_the_first_have_columns(large: Catalog) -> None:
    view = SideBySideView.from_query({"city": list(large.cities)[5:25]}, large, "en")
    assert view.cities == tuple(large.cities)[5:15]


def test_a_small_catalog_has_all_columns(catalog: Catalog) -> None:
    query = {"city": ["suqian"]}
    assert SideBySideView.from_query(query, catalog, "en") == SideBySideView("en")


@pytest.mark.parametrize(
    "view",
    [
        SideBySideView("en", cities=("suqian_4", "longnan_2"), whole=True),
        CityView("zh", city="longnan_3", whole=True),
        CompareView("en", metrics=(COLD,), whole=True),
    ],
)
def test_the_choices_survive_their_address(
    large: Catalog, view: SideBySideView | CityView | CompareView
) -> None:
    assert type(view).from_query(view.to_query(), large, "fr") == view


# Sentences.


def test_a_sentence_names_ten_cities_and_counts_the_rest(large: Catalog) -> None:
    names = list(large.cities)
    few, many = (Labels(large, EN).cities(names[:number]) for number in (12, 30))
    assert few.endswith(" and Hengyang 3") and few.count(",") == 10
    assert many.endswith("Longnan 2, Suqian 2 and 20 more") and many.count(",") == 9
    assert Labels(large, ZH).cities(names).endswith("宿迁 2和另外20个")


def test_no_sentence_grows_with_the_cities(large: Catalog) -> None:
    """Names and numbers of a metric that all report, with a filter that leaves most out."""
    comparison = compare(
        large, "cameras_0", cities=["suqian_0", "suqian_1"], show=Show.LIKE_FOR_LIKE
    )
    captions = captions_of(large)
    assert re.search(r"by choice: (\w+ \d, ){9}\w+ \d and \d+ more$", captions.unchosen(comparison))
    comparison = compare(large, "case_change_0")
    assert "Criminal cases (12 cities), " in captions.explanation(comparison)
    assert len(captions.explanation(comparison)) < 500
    comparison = compare(large, "cameras_0", rates=[Rate.PER_HEAD])
    residents, unlike = captions.rate_notes(comparison, large.cities)
    assert residents.count(",") < 60 and residents.endswith(" and 20 more."), residents
    assert unlike.startswith("Not worked out")
    assert "Hidden, one city only" not in " ".join(captions.hidden(comparison))


def test_a_reason_names_ten_values_and_counts_the_rest(large: Catalog) -> None:
    values = tuple(((year, year), ("suqian_0",)) for year in range(1990, 2020))
    text = captions_of(large).reason(Reason(Aspect.YEARS, values))
    assert text.startswith("different years: 1990, 1991, ") and text.endswith("1999 and 20 more")
    many = Reason(Aspect.INFERRED, (("period", tuple(large.cities)),))
    assert captions_of(large).reason(many) == "period inferred: 30 cities"
    assert captions_of(large).reason(many, with_cities=True).endswith("Suqian 2 and 20 more")


# Charts.


def drawn(catalog: Catalog, metric: str, *, whole: bool = False) -> tuple[list[str], str]:
    """The ids of the figures that a chart draws, and all that it says."""
    view = CompareView("en", metrics=(metric,), whole=whole)
    (comparison,) = comparisons(catalog, view)
    figure = drawer(catalog, view, comparison)().figure
    ids = [figure_id for trace in figure.data for figure_id in trace.customdata]
    return ids, " ".join(words(figure))


def number_drawn(chart: Chart) -> int:
    """How many figures a chart shows, drawn or written."""
    return sum(len(trace.customdata) for trace in chart.figure.data)


def test_a_chart_draws_the_largest_and_counts_the_rest(large: Catalog) -> None:
    comparison = compare(large, COLD)
    ids, text = drawn(large, COLD)
    first = comparison.blocks[0]
    assert len(first.figures) == 24 and len(comparison.figures) == 36
    assert sorted(ids) == sorted(figure.id for figure in first.figures[:8])
    assert text.count("and 28 more figures, in the data") == 1


def test_all_figures_are_drawn_where_the_reader_asks(large: Catalog) -> None:
    ids, text = drawn(large, COLD, whole=True)
    assert sorted(ids) == sorted(figure.id for figure in compare(large, COLD).figures)
    assert "more figures" not in text
    assert "?metric=homicide_clearance_cold_0&all=1" in unescape(text)


def test_the_verdict_is_that_on_all_figures(large: Catalog) -> None:
    whole, part = compare(large, COLD), compare(large, COLD, limit=33)
    assert part.verdict == whole.verdict and part.blocks == whole.blocks
    assert [len(block.figures) for block in part.drawn] == [22] and part.more == 14
    assert [block.verdict for block in part.drawn] == [whole.blocks[0].verdict]
    _, text = drawn(large, COLD)
    assert captions_of(large).headline(whole) in text


def test_the_words_and_the_table_say_what_the_chart_leaves_off(large: Catalog) -> None:
    part = compare(large, COLD, limit=6)
    assert "and 32 more figures, in the data" in captions_of(large).alt_text(part)
    assert "另有32条" in captions_of(large, "zh").alt_text(part)
    table = unescape(figures_table(context(large), part))
    assert table.count("<tr id=") == 4
    assert table.count("and 32 more figures, in the data") == 1
    whole = figures_table(context(large), compare(large, COLD))
    assert whole.count("<tr id=") == 36 and 'class="more"' not in whole


def test_nothing_of_the_real_catalog_is_left_off(catalog: Catalog) -> None:
    for comparison in comparisons(catalog, CompareView("en")):
        assert comparison.drawn_figures == comparison.figures and not comparison.more


def test_up_to_twelve_are_drawn_and_of_more_eight(large: Catalog) -> None:
    def drawn_of(most: int | None) -> list[int]:
        part = compare(large, COLD, ["cold_homicides"], limit=most)
        return [len(block.figures) for block in part.drawn]

    assert drawn_of(24) == drawn_of(None) == [24]
    assert drawn_of(12) == [8] and drawn_of(1) == [2]


def test_the_foot_names_twelve_articles(large: Catalog) -> None:
    everything = chart(large, "case_change_0", whole=True).metadata.sources
    assert len(everything) == 11 and everything[-1] == "20 more"
    part = chart(large, "case_change_0").metadata
    assert len(part.sources) == 8, "those of the bars that are drawn"
    assert part.line.count("Longnan 1: ") == 1


def test_pairs_are_named_where_they_are_few(large: Catalog) -> None:
    comparison = compare(large, COLD)
    many, few = comparison.blocks[:2]
    assert captions_of(large).pair_verdicts(comparison, many) == [
        "276 pairs: too many to be named one by one here."
    ]
    assert len(captions_of(large).pair_verdicts(comparison, few)) == 15


def test_like_for_like_holds_what_every_pair_says(large: Catalog, catalog: Catalog) -> None:
    """What is passed over at once is what pair by pair would have been."""
    chosen = [compare(catalog, metric) for metric in catalog.metrics]
    chosen += [compare(large, metric) for metric in (COLD, "cameras_0", "case_change_0")]
    held = 0
    for comparison in chosen:
        for block in comparison.multi_city_blocks:
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
    monkeypatch.setattr(
        "asreported.comparison.compare.judge", lambda *a: judged.append(a) or judge(*a)
    )
    comparison = compare(large, "case_change_0", show=Show.LIKE_FOR_LIKE)
    assert len(comparison.figures) == 6
    assert len(judged) < 40, "two headings of 12 figures and seven of 6 make 237 pairs"


# Side by side.


def test_only_rows_that_are_shown_are_judged(
    large: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []

    def counting(catalog: Catalog, metric: str, **choices: object) -> Comparison:
        judged.append(metric)
        return compare(catalog, metric, **choices)  # type: ignore[arg-type]

    monkeypatch.setattr("asreported.comparison.side_by_side.compare", counting)
    table = selection.side_by_side(large, SideBySideView("en"))
    rows = [row.metric for of_theme in table.rows.values() for row in of_theme]
    assert judged == rows == list(table.metrics.shown)
    assert len(table.metrics.shown) == 100 and table.metrics.more == 52
    assert Labels(large, EN).extent(table) == "100 of 152 metrics, 10 of 30 cities"
    assert Labels(large, ZH).extent(table) == "152项指标中的100项，10/30市"
    whole = selection.side_by_side(large, SideBySideView("en", whole=True))
    assert len(set(whole.metrics.shown)) == 152 and not whole.metrics.more


def test_a_table_has_the_columns_that_were_chosen(large: Catalog) -> None:
    view = SideBySideView("en", cities=("suqian_4", "jingmen_5"))
    table = selection.side_by_side(large, view)
    assert table.cities == ("suqian_4", "jingmen_5")
    html = unescape(side_by_side_table(context(large), table))
    assert ">Suqian 5</a></th>" in html and ">Jingmen 6</a></th>" in html
    assert "Suqian 1" not in html
    assert html.count('<th scope="row">') == 100
    for row in (row for rows in table.rows.values() for row in rows):
        assert set(row.cells) == {"suqian_4", "jingmen_5"}
        assert {f.city for f in row.comparison.figures} <= {"suqian_4", "jingmen_5"}


def test_a_table_that_is_whole_says_nothing_of_its_part(catalog: Catalog) -> None:
    table = selection.side_by_side(catalog, SideBySideView("en"))
    assert Labels(catalog, EN).extent(table) == "" and len(table.metrics.shown) == 76
    assert default_columns(catalog) == tuple(catalog.cities) == table.cities
    assert side_by_side(catalog).rows == table.rows


# The site.


def test_no_page_of_a_site_is_too_much_for_a_phone(large: Catalog) -> None:
    pages = takewhile(lambda page: page.place.folder[:2] != "a/", SitePages(large, ZH).pages())
    sizes = {page.place.folder: len(page.content.encode()) for page in pages}
    assert max(sizes.values()) < 300_000
    assert {"side-by-side/4", "c/longnan_0/2"} <= sizes.keys(), "what is more goes on"


# A city.


def test_a_city_with_many_figures_is_shown_in_part(large: Catalog) -> None:
    shown, more = figures_by_theme(large, "longnan_0", 100)
    assert sum(map(len, shown.values())) == 100 and more > 50
    whole, none = figures_by_theme(large, "longnan_0")
    assert sum(map(len, whole.values())) == 100 + more and none == 0
    first = [figure.id for figures in shown.values() for figure in figures]
    assert first == [figure.id for figures in whole.values() for figure in figures][:100]


def test_a_report_card_says_what_has_no_room(large: Catalog) -> None:
    _, more = figures_by_theme(large, "longnan_0", 100)
    card = report_card.page(large, "longnan_0", EN).html
    assert card.count("<div><b>") == 100
    assert f"and {more} more figures, in the data" in card
    assert "more figure" not in report_card.page(large, "huizhou_0", EN).html, "20 figures"


# What the command line and the library give.


def test_the_command_line_draws_all_where_asked(
    large: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    def count(chart: Chart, *_: object, **__: object) -> bytes:
        drawn.append(number_drawn(chart))
        return b"a picture"

    monkeypatch.setattr("asreported.export_command.load", lambda _: large)
    monkeypatch.setattr("asreported.export.batch.picture", count)
    asked = ["export", "charts", "--out", str(tmp_path), "--metric", COLD]
    assert (main(asked), main([*asked, "--all"])) == (0, 0)
    assert drawn == [8, 36]


def test_the_library_draws_all_where_asked_and_data_are_never_cut(large: Catalog) -> None:
    assert number_drawn(chart(large, COLD)) == 8
    assert number_drawn(chart(large, COLD, whole=True)) == 36
    view = CompareView("en", metrics=(COLD,))
    assert len(figures(large, view)) == len(large.figures_of(COLD))


def test_the_method_looks_no_further_than_its_example(
    large: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []
    monkeypatch.setattr("asreported.html.method.judge", lambda *a: tried.append(a) or judge(*a))
    monkeypatch.setattr("asreported.html.method.MAX_CODES", 20)
    text = method_text(large, EN)
    assert len(tried) < 1_500
    assert "and 132 more" in text


# The pages.

PAGE = """
from asreported.view import {view}
from views import {module}, shell
shell.run((shell.Entry("", "Page", {view}, {module}.{show}),))
"""
VIEWS = {"compare": "CompareView", "side_by_side": "SideBySideView", "city": "CityView",
         "evidence": "EvidenceView", "download_all": "CompareView"}  # fmt: skip


@pytest.fixture
def opened(large_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Opens a page of the large catalog."""
    monkeypatch.setenv("ASREPORTED_CATALOG", str(large_path))

    def open_page(module: str, **query: str | list[str]) -> AppTest:
        show = "download_all" if module == "download_all" else "show"
        code = PAGE.format(view=VIEWS[module], module=module, show=show)
        test = AppTest.from_string(code, default_timeout=60)
        for name, value in query.items():
            test.query_params[name] = value
        test.session_state["zip-en"] = True  # what asks for a ZIP is unfolded
        return fine(test.run())

    return open_page  # type: ignore[return-value]


def fine(test: AppTest) -> AppTest:
    assert not test.exception and not test.error
    return test


def html_of(test: AppTest) -> str:
    return unescape("\n".join(element.proto.body for element in test.get("html")))


def bars(test: AppTest) -> int:
    (shown,) = told(element.proto for element in test.get("bidi_component"))
    return str(shown["chart"]["svg"]).count("data-figure=")


def test_all_figures_are_a_click_away_and_back(opened) -> None:
    test = opened("compare", metric=COLD)
    assert bars(test) == 8
    html = html_of(test)
    assert html.count("<tr id=") == 8 and "and 28 more figures, in the data" in html
    (show,) = [button for button in test.button if button.label == "Show all 36"]
    fine(show.click().run())
    assert bars(test) == 36 and test.query_params["all"] in ("1", ["1"])
    assert html_of(test).count("<tr id=") == 36
    (fewer,) = [button for button in test.button if button.label == "Show fewer"]
    fine(fewer.click().run())
    assert bars(test) == 8 and "all" not in test.query_params
    assert bars(opened("compare", metric=COLD, all="1", lang="zh")) == 36


def test_a_choice_goes_through_no_list_of_all_metrics(
    opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = opened("compare", metric="clearance_0")
    assert "Clearance rate 2 · 6 of 30 cities" in test.multiselect[0].options
    named: list[str] = []
    original = Labels.metric
    monkeypatch.setattr(
        Labels, "metric", lambda self, one: named.append(one) or original(self, one)
    )
    fine(test.multiselect[0].set_value(["clearance_1"]).run())
    related = {f"clearance_{kind}_1" for kind in ("change", "count", "count_change")}
    assert set(named) == {"clearance_1", *related}


def table_of(test: AppTest) -> str:
    return html_of(test).partition('class="overview"')[2]


def test_side_by_side_shows_some_rows_and_all_where_asked(
    opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr("views.side_by_side.data_buttons", lambda *a: asked.append(a[2]))
    test = opened("side_by_side", page="2", city=["suqian_4", "jingmen_5"])
    html = html_of(test)
    assert html.count('<div class="map">') == 1 and "2 of 30 cities" in html
    html = table_of(test)
    assert html.count('<th scope="row">') == 100 and html.count('<th scope="col"><a') == 2
    assert test.caption[0].value == "100 of 152 metrics, 2 of 30 cities"
    assert re.search(r'href="\./\?metric=\w+&city=suqian_4&city=jingmen_5&lang=en"', html)
    assert len(asked[-1].metrics) == 152, "the data are those of all rows"
    assert "page" not in test.query_params, "an old address opens the first rows"
    assert test.multiselect[0].value == ["suqian_4", "jingmen_5"]
    (show,) = [button for button in test.button if button.label == "Show all 152"]
    fine(show.click().run())
    assert table_of(test).count('<th scope="row">') == 152
    assert test.query_params["all"] in ("1", ["1"])
    fine(test.number_input[0].set_value(6).run())
    assert test.query_params["least"] in ("6", ["6"])
    fine(test.multiselect[0].set_value([]).run())
    assert "city" not in test.query_params and html_of(test).count('<th scope="col"><a') == 10


def test_a_city_is_searched_for_and_shown_in_part(opened) -> None:
    test = opened("city", city="longnan_3", theme="money")
    assert test.selectbox[0].value == "longnan_3" and len(test.selectbox[0].options) == 30
    html = html_of(test)
    rows = html.count('<th scope="row">')
    assert rows == 100 + 2 and "and 2 more</a>" in html, "figures, then statements"
    assert "more figures, in the data" in test.caption[0].value
    assert "theme" not in test.query_params, "an old address opens the city"
    (show,) = [button for button in test.button if button.label.startswith("Show all")]
    fine(show.click().run())
    assert html_of(test).count('<th scope="row">') > rows
    fine(test.selectbox[0].set_value("huizhou_0").run())
    assert not [button for button in test.button if button.label.startswith("Show")]


def test_evidence_opens_on_any_city(opened) -> None:
    test = opened("evidence", city="suqian_5")
    assert test.selectbox[0].value == "suqian_5"
    assert "numbers accounted for" in html_of(test)


def test_a_zip_of_all_charts_is_refused_where_they_are_too_many(
    opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("views.download_all.MAX_ZIPPED", 100)
    test = opened("download_all")
    assert test.caption[0].value == "A ZIP holds 100 charts at most: choose a theme."
    assert not test.button
    test = opened("download_all", theme="money")
    assert [button.label for button in test.button] == ["Make 8 pictures"]
