"""What a chart holds, read from the figure object."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import Any

import plotly.graph_objects as go
import pytest

from asreported import Catalog, load, style
from asreported.charts import SIDE_BY_SIDE, chart, compare_chart
from asreported.compare import compare
from asreported.language import language
from asreported.sentences import Sentences
from tests.conftest import ROOT

EN, ZH = language("en"), language("zh")


def words(figure: go.Figure) -> list[str]:
    """The chart's texts from top to bottom, without their markup."""
    ordered = sorted(figure.layout.annotations, key=lambda note: -note.yshift)
    return [unescape(re.sub(r"<[^>]+>", "", note.text)) for note in ordered]


@cache
def drawn(metric: str, code: str, width: int) -> go.Figure:
    """A chart of the real catalog, drawn once for all tests that look at it."""
    return chart(_real(), metric, language(code), width=width)


@cache
def _real() -> Catalog:
    return load(ROOT / "metrics.yaml")


def flat(text: str) -> str:
    """Text without spaces, its quotes straight: charts write English so."""
    return "".join(text.split()).translate(str.maketrans("“”‘’", "\"\"''"))


def test_an_unknown_metric_is_refused(catalog: Catalog) -> None:
    with pytest.raises(KeyError):
        chart(catalog, "happiness", EN)


def test_case_change_says_it_all(catalog: Catalog) -> None:
    said = words(chart(catalog, "case_change", EN, address="?metric=case_change&lang=en"))
    assert said[0] == "Change in cases, as reported"
    text = "\n".join(said)
    for city in ("Jingmen", "Hengyang", "Huizhou", "Longnan", "Suqian"):
        assert city in said
    for value in ("−20.77%", "−22%", "−14.7%", "−23.5%", "−34%", "−73%", "−29.19%", "−55.8%"):
        assert value in said
    assert "Jan–Jul 2022 (inferred) · year on year" in said
    assert "2023 · baseline not stated" in said
    assert "Jan–Jun 2016 · against the mean of the three previous years" in said
    assert "As reported by the press, not verified." in text
    assert "Longnan: China Gansu Net, 7 Aug 2024" in text
    assert said[-1] == f"As Reported, data {catalog.version} · ?metric=case_change&lang=en"


def test_in_chinese(catalog: Catalog) -> None:
    said = words(chart(catalog, "cameras", ZH))
    assert said[0] == "监控摄像头与视频感知（据报道）"
    assert {"衡阳", "陇南", "宿迁", "5万", "6.6万", "2万"} <= set(said)
    assert "文中未提及：荆门和惠州" in said


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("width", [300, 400, 760, 960, 1200])
def test_every_figure_is_drawn_with_value_period_and_heading(
    catalog: Catalog, code: str, width: int
) -> None:
    t = language(code)
    say = Sentences(catalog, t)
    for metric in catalog.metrics:
        comparison = compare(catalog, metric)
        figure = drawn(metric, code, width)
        (trace,) = figure.data
        assert list(trace.customdata) == [f.id for f in comparison.figures]
        said = words(figure)
        flowing = flat("".join(said))
        for block in comparison.blocks:
            assert flat(say.counts(block.counts)) in flowing
            assert flat(say.block_verdict(block)) in flowing
        for reported in comparison.figures:
            assert say.value(reported) in said
            for note in say.notes(reported):
                assert flat(note) in flowing


def test_bars_have_the_values_and_the_cities_colours(catalog: Catalog) -> None:
    comparison = compare(catalog, "case_change")
    (trace,) = chart(catalog, "case_change", EN).data
    colours = style.city_colours(catalog.cities)
    assert list(trace.x) == [f.value for f in comparison.figures]
    assert list(trace.marker.color) == [colours[f.city] for f in comparison.figures]
    assert list(trace.y) == sorted(trace.y), "bars stand in the order of the words"


def test_silent_cities_are_named_and_never_drawn(catalog: Catalog) -> None:
    figure = chart(catalog, "cameras", EN)
    assert "Not in the article: Jingmen and Huizhou" in words(figure)
    assert len(figure.data[0].x) == 4 and 0 not in figure.data[0].x
    assert not any(
        "Not in the article" in said for said in words(chart(catalog, "case_change", EN))
    )


def test_what_may_not_be_compared_says_so_in_the_picture(catalog: Catalog) -> None:
    said = words(chart(catalog, "cameras", EN))
    assert "Not comparable. Each city's article counts something else." in said
    assert not any("Not comparable" in line for line in words(chart(catalog, "case_change", EN)))


def test_a_part_says_what_it_is_part_of(catalog: Catalog) -> None:
    assert "2020 · part of the 6" in words(chart(catalog, "homicide_clearance_cold", EN))


def test_a_filtered_picture_says_what_is_left_out(catalog: Catalog) -> None:
    comparison = compare(catalog, "cameras", cities=["longnan"])
    said = words(compare_chart(catalog, comparison, EN))
    assert "Reported, and left out by choice: Hengyang and Suqian" in said


def points(figure: go.Figure) -> list[Any]:
    return [shape for shape in figure.layout.shapes if shape.type == "path"]


def test_more_than_ends_open_and_exact_does_not(catalog: Catalog) -> None:
    figure = chart(catalog, "clearance_contribution", EN)
    (point,) = points(figure)
    assert point.xanchor == 80 and " L11," in point.path
    assert point.fillcolor == figure.data[0].marker.color[0], (
        "the point goes on in the bar's colour"
    )
    assert "more than 80%" in words(figure)
    assert "A pointed end means more than, or at least, the number on it." in words(figure)
    exact = chart(catalog, "case_change", EN)
    assert points(exact) == []
    assert not any("pointed end" in said for said in words(exact))


def test_at_least_of_a_drop_points_down(catalog: Catalog) -> None:
    figure = chart(catalog, "clearance_time_change", EN)
    (point,) = points(figure)
    assert point.xanchor == -20 and " L-11," in point.path
    assert "down at least 20%" in words(figure)


def test_things_that_are_counted_have_whole_ticks(catalog: Catalog) -> None:
    said = words(chart(catalog, "zero_incidents", EN))
    assert {"about 0", "0"} <= set(said) and not any(line.startswith("0.") for line in said)


def test_a_scale_of_minutes_counts_in_minutes(catalog: Catalog) -> None:
    said = words(chart(catalog, "response_time", EN))
    assert "35 seconds" in said and "2 minutes" in said and "100 seconds" not in said


def test_a_rank_is_no_bar(catalog: Catalog) -> None:
    figure = chart(catalog, "cameras_density_rank", EN)
    (trace,) = figure.data
    assert trace.type == "scatter" and trace.mode == "markers"
    assert "No. 1" in words(figure)


def test_a_share_lives_on_0_to_100(catalog: Catalog) -> None:
    figure = chart(catalog, "clearance", EN)
    low, high = figure.layout.xaxis.range
    assert low == 0 and high >= 100
    assert {"0%", "100%"} <= set(words(figure))


def test_one_reading_serves_all_of_a_scale(catalog: Catalog) -> None:
    for metric in catalog.metrics:
        figure = chart(catalog, metric, EN)
        low, high = figure.layout.xaxis.range
        assert low <= min(figure.data[0].x) and max(figure.data[0].x) <= high
        assert low <= 0 <= high, "a bar starts at zero"


def test_hover_leads_to_the_words(catalog: Catalog) -> None:
    (trace,) = chart(catalog, "homicide_clearance", EN).data
    hover = dict(zip(trace.customdata, trace.hovertext, strict=True))
    assert "“全年发生命案全破”" in hover["suqian-homicide-clearance"]
    assert "all homicides of the year were solved" in hover["suqian-homicide-clearance"]
    assert "Suqian Broadcasting, 10 Feb 2021" in hover["suqian-homicide-clearance"]


def test_the_house_template_is_set_on_every_chart(catalog: Catalog) -> None:
    import streamlit  # noqa: F401  (its import replaces Plotly's default template)

    for metric in catalog.metrics:
        figure = chart(catalog, metric, EN)
        assert figure.layout.template.layout.font.family == style.FONT
        assert figure.layout.template.layout.paper_bgcolor == style.PAPER


def test_a_picture_has_its_least_height_and_the_foot_at_its_foot(catalog: Catalog) -> None:
    short = chart(catalog, "satisfaction", EN)
    tall = chart(catalog, "satisfaction", EN, min_height=675)
    assert short.layout.height < 675 <= tall.layout.height <= 676
    assert words(short) == words(tall)
    long = chart(catalog, "case_change", EN)
    assert chart(catalog, "case_change", EN, min_height=675) == long


@pytest.mark.parametrize("width", [300, 350, 400, 480, 600, 760, 960, 1200])
@pytest.mark.parametrize("code", ["en", "zh"])
def test_words_stay_on_the_sheet(catalog: Catalog, code: str, width: int) -> None:
    for metric in catalog.metrics:
        figure = drawn(metric, code, width)
        left = figure.layout.margin.l
        plot = width - left - figure.layout.margin.r
        for note in figure.layout.annotations:
            if note.xref != "paper":
                continue
            text = unescape(re.sub(r"<[^>]+>", "", note.text))
            start = left + note.x * plot + note.xshift
            end = start + style.text_width(text, note.font.size) * 0.9
            assert start >= 0 and end <= width, (metric, text)


def test_the_layout_turns_where_it_says(catalog: Catalog) -> None:
    beside = chart(catalog, "case_change", EN, width=SIDE_BY_SIDE)
    below = chart(catalog, "case_change", EN, width=SIDE_BY_SIDE - 1)
    assert below.layout.height > beside.layout.height


def test_hostile_words_stay_words(catalog: Catalog) -> None:
    evil = "<b>bold</b> <a href='x'>link</a> & \"quoted\""
    metric = catalog.metrics["cameras"]
    renamed = metric.model_copy(update={"name": metric.name.model_copy(update={"en": evil})})
    content = catalog.content.model_copy(
        update={"metrics": {**catalog.metrics, "cameras": renamed}}
    )
    changed = Catalog(content, catalog.version, catalog.articles, catalog.passages)
    figure = chart(changed, "cameras", EN)
    assert words(figure)[0] == f"{evil}, as reported"
    assert "<a href" not in "".join(note.text for note in figure.layout.annotations)


def test_spoken_text_names_every_figure(catalog: Catalog) -> None:
    spoken = Sentences(catalog, EN).spoken(compare(catalog, "cameras"))
    assert spoken.startswith("Cameras and video sensing. ")
    assert "Hengyang 50K, as of Aug 2022 (inferred)" in spoken
    assert spoken.endswith("Not in the article: Jingmen and Huizhou")
