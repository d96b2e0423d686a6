"""Two metrics against each other."""

from __future__ import annotations

import re
from html import unescape

import plotly.graph_objects as go
import pytest

from asreported import Catalog, style
from asreported.compare import Show, compare
from asreported.explain import Explanations
from asreported.frame import edge_of
from asreported.language import language
from asreported.model import Rate
from asreported.pairing import Pairing, pair
from asreported.scatter import label_positions, scatter_chart
from asreported.sentences import Sentences
from tests.test_charts import flat, made_up, notes_of, words
from views.width import STEPS

EN = language("en")


def paired(catalog: Catalog, one: str, other: str, *rates: Rate, **choices: object) -> Pairing:
    return pair(
        compare(catalog, one, rates=rates, **choices),  # type: ignore[arg-type]
        compare(catalog, other, rates=rates, **choices),  # type: ignore[arg-type]
    )


def test_metrics_without_a_common_city_are_not_drawn(catalog: Catalog) -> None:
    pairing = paired(catalog, "satisfaction", "response_time")
    assert pairing.panels == ()
    with pytest.raises(ValueError, match="no city reports both"):
        scatter_chart(catalog, pairing, EN)
    explain = Explanations(Sentences(catalog, EN))
    hidden = paired(catalog, "cameras", "case_change", show=Show.COMPARABLE)
    assert explain.only_one(hidden).endswith("Change in cases: Jingmen and Huizhou"), (
        "a filter does not make an article silent"
    )
    said = explain.only_one(pairing)
    assert "Satisfaction and sense of safety: Suqian; Time to arrive: Hengyang" in said


def test_unlike_things_stand_in_panels_of_their_own(catalog: Catalog) -> None:
    pairing = paired(catalog, "cameras", "case_change")
    assert [(p.x.counts, p.y.counts, p.cities) for p in pairing.panels] == [
        ("surveillance_cameras", "criminal_cases", ("hengyang",)),
        ("video_feeds", "criminal_cases", ("longnan",)),
        ("smart_points", "preventable_cases", ("suqian",)),
    ]


def test_like_things_share_a_panel(catalog: Catalog) -> None:
    (panel,) = paired(catalog, "homicide_clearance_cold", "homicide_clearance").panels
    assert (panel.x.counts, panel.y.counts) == ("cold_homicides", "current_homicides")
    assert set(panel.cities) == {"longnan", "suqian"}
    assert all(x.city == y.city for x, y in panel.points)


def test_every_city_that_reports_both_is_in_one_panel(catalog: Catalog) -> None:
    metrics = ["case_change", "cameras", "clearance_count", "investment", "measures", "data_models"]
    for one in metrics:
        for other in metrics:
            pairing = paired(catalog, one, other)
            both = set(catalog.cities_reporting(one)) & set(catalog.cities_reporting(other))
            assert set(pairing.cities) == both
            assert len(pairing.cities) == len(both), "no city twice"


def test_a_city_that_has_its_panel_gets_no_second_one(catalog: Catalog) -> None:
    """Made up: Longnan reports criminal cases and, like Suqian, preventable ones."""
    template = catalog.figures["suqian-preventable-cases"]
    longnan = catalog.cities["longnan"]
    another = template.model_copy(update={"id": "longnan-made-up", "city": "longnan"})
    cities = {
        **catalog.cities,
        "longnan": longnan.model_copy(update={"figures": (*longnan.figures, another)}),
    }
    made_up = Catalog(catalog.content.model_copy(update={"cities": cities}), "x", {}, {})
    one = compare(made_up, "case_change", ["criminal_cases", "preventable_cases"])
    pairing = pair(one, one)
    assert sorted(pairing.cities) == ["hengyang", "longnan", "suqian"]
    assert {x.id for panel in pairing.panels for x, _ in panel.points if x.city == "longnan"} in (
        {"longnan-criminal-cases"}, {"longnan-made-up"},
    )  # fmt: skip


def test_it_says_how_many_cities_it_rests_on_and_draws_no_line(catalog: Catalog) -> None:
    pairing = paired(catalog, "cameras", "case_change", Rate.PER_HEAD)
    figure = scatter_chart(catalog, pairing, EN, address="?metric=cameras")
    said = words(figure)
    assert said[0].startswith("Cameras and video sensing per 100,000 residents against Change in c")
    text = flat(" ".join(said))
    for words_ in (
        "Rests on 3 cities: too few to tell whether there is a relation. Each panel counts something else: not "
        "comparable with the others. The two figures of a point may cover different periods. "
        "Figures on other things counted are not drawn.",
        "Worked out by As Reported, printed in no article",
        "Hengyang 6,645,243",
        "Not worked out, not exactly of the whole city: Longnan 37, 2023.",
        "Surveillance cameras, HD and smart 752: as of Aug 2022 (inferred)",
        "Only one of the two is reported: Change in cases: Jingmen and Huizhou",
        "As reported by the press, not verified.",
    ):
        assert flat(words_) in text, words_
    go.Figure(figure.to_dict())  # raises ValueError where Plotly finds something wrong
    assert [trace.mode for trace in figure.data] == ["markers+text"] * 3, "points and no line"
    assert not figure.layout.shapes or all(shape.type == "path" for shape in figure.layout.shapes)
    assert list(figure.data[0].customdata[0]) == ["hengyang-cameras", "hengyang-criminal-cases"]
    assert len({(trace.xaxis, trace.yaxis) for trace in figure.data}) == 3
    ranges = [figure.layout[f"yaxis{n}"].range for n in ("", "2", "3")]
    assert len(set(ranges)) == 1, "what has one unit has one range"
    assert len({figure.layout[f"xaxis{n}"].range for n in ("", "2", "3")}) == 3


@pytest.mark.parametrize("width", [300, 400, 760, 960, 1200])
@pytest.mark.parametrize("code", ["en", "zh"])
def test_words_stay_on_the_sheet(catalog: Catalog, code: str, width: int) -> None:
    for one, other in (("cameras", "case_change"), ("measures", "clearance_count")):
        pairing = paired(catalog, one, other, Rate.PER_HEAD)
        figure = scatter_chart(catalog, pairing, language(code), width=width)
        left = figure.layout.margin.l
        plot = width - left - figure.layout.margin.r
        for note in notes_of(figure):
            start = left + note.x * plot + note.xshift
            shown = words_of(note.text)
            assert start >= 0, shown
            assert start + style.text_width(shown, note.font.size) * 0.9 <= width, shown


@pytest.mark.parametrize("code", ["en", "zh"])
def test_behind_a_point_are_the_words_of_both_figures(catalog: Catalog, code: str) -> None:
    pairing = paired(catalog, "cameras", "case_change")
    first = scatter_chart(catalog, pairing, language(code)).data[0]
    behind = unescape(first.hovertext[0]).replace("<br>", " ")
    say = Sentences(catalog, language(code))
    for figure_id in first.customdata[0]:
        figure = catalog.figures[figure_id]
        assert flat(say.counts(figure.counts)) in flat(behind)
        assert flat(f"“{figure.quote}”") in flat(behind)
        assert (flat(figure.gloss) in flat(behind)) is (code == "en")
        assert flat(say.source(figure.city)) in flat(behind)


def test_long_and_hostile_words_stay_behind_their_point(catalog: Catalog) -> None:
    changed = made_up(catalog, "hengyang-cameras", quote="\u202e<b>%{x}</b>" + "很长" * 900)
    pairing = paired(changed, "cameras", "case_change")
    behind = scatter_chart(changed, pairing, EN).data[0].hovertext[0]
    assert behind.count("<br>") < 40
    assert "\u2068\u202e&lt;b&gt;" in behind and "%{" not in behind


@pytest.mark.parametrize("width", STEPS)
def test_its_margin_is_that_which_the_page_takes_back(catalog: Catalog, width: int) -> None:
    figure = scatter_chart(catalog, paired(catalog, "cameras", "case_change"), EN, width=width)
    edge = edge_of(width)
    assert (figure.layout.margin.l, figure.layout.margin.r) == (edge, edge)


def words_of(text: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", text))


def test_labels_cover_neither_points_nor_each_other() -> None:
    points = [(100.0, 100.0), (104.0, 101.0), (290.0, 40.0)]
    places = label_positions(points, ["Longnan"] * 3, 300)
    assert len(set(places[:2])) == 2
    assert places[2] == "middle left", "a label stays on the panel"
    assert label_positions([(10.0, 10.0)], ["Suqian"], 300) == ["middle right"]


def test_spoken_text_names_both_figures_of_a_point(catalog: Catalog) -> None:
    spoken = Explanations(Sentences(catalog, EN)).spoken_pairing(
        paired(catalog, "cameras", "case_change")
    )
    assert spoken.startswith("Rests on 3 cities")
    assert "Hengyang · Surveillance cameras, HD and smart 50K and Hengyang · Criminal" in spoken
