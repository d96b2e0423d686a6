"""What a chart holds, read from the figure object."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html import unescape
from itertools import combinations, pairwise
from typing import Any

import plotly.graph_objects as go
import pytest

from asreported import Catalog, chart, load
from asreported.catalog.model import Kind, Qualifier, Rate, ReportedFigure
from asreported.catalog.period import Period
from asreported.comparison.compare import Show, compare
from asreported.drawing import style
from asreported.drawing.canvas import BREAKPOINT
from asreported.drawing.charts import ComparisonChart, compare_chart
from asreported.drawing.marks import MEANINGS, Sign
from asreported.drawing.text_layout import text_width
from asreported.words.captions import Captions
from asreported.words.labels import Labels
from asreported.words.language import language
from tests.charts import made_up, notes_of, words
from tests.known import DATA

EN = language("en")


@cache
def drawn(metric: str, code: str, width: int) -> go.Figure:
    """A chart of the real catalog, drawn once for all tests that look at it."""
    return chart(_real(), metric, code, width=width).figure


@cache
def _real() -> Catalog:
    return load(DATA / "metrics.yaml")


def ids(figure: go.Figure) -> list[str]:
    return [figure_id for trace in figure.data for figure_id in trace.customdata]


def flat(text: str) -> str:
    """Text without spaces, its quotes straight: charts write English so."""
    return "".join(text.split()).translate(str.maketrans("“”‘’", "\"\"''"))


def test_an_unknown_metric_is_refused(catalog: Catalog) -> None:
    with pytest.raises(KeyError):
        chart(catalog, "happiness")


def test_case_change_says_it_all(catalog: Catalog) -> None:
    texts = words(
        compare_chart(
            catalog, compare(catalog, "case_change"), EN, address="?metric=case_change&lang=en"
        ).figure
    )
    assert texts[0] == "Change in cases, as reported"
    text = "\n".join(texts)
    for city in ("Jingmen", "Hengyang", "Huizhou", "Longnan", "Suqian"):
        assert city in texts
    for value in ("−20.77%", "−22%", "−14.7%", "−23.5%", "−34%", "−73%", "−29.19%", "−55.8%"):
        assert value in texts
    assert "Jan–Jul 2022 (inferred) · year on year" in texts
    assert "2023 · baseline not stated" in texts
    assert "Jan–Jun 2016 · against the mean of the three previous years" in texts
    assert "As reported by articles, not verified." in text
    assert "Longnan: China Gansu Net, 7 Aug 2024" in text
    assert texts[-1] == f"As Reported, data {catalog.version} · ?metric=case_change&lang=en"


def test_in_chinese(catalog: Catalog) -> None:
    texts = words(chart(catalog, "cameras", "zh").figure)
    assert texts[0] == "监控摄像头与视频感知（据报道）"
    assert {"衡阳", "陇南", "宿迁", "5万", "6.6万", "2万"} <= set(texts)
    assert "文中没有这项数字" in texts


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("width", [300, 400, 760, 1200])
def test_every_figure_is_drawn_with_value_period_and_heading(
    catalog: Catalog, code: str, width: int
) -> None:
    t = language(code)
    labels = Labels(catalog, t)
    captions = Captions(labels)
    for metric in catalog.metrics:
        comparison = compare(catalog, metric)
        figure = drawn(metric, code, width)
        assert sorted(ids(figure)) == sorted(f.id for f in comparison.figures)
        flowing = flat("".join(unescape(re.sub(r"<[^>]+>", "", n.text)) for n in notes_of(figure)))
        for block in comparison.blocks:
            assert flat(labels.counts(block.counts)) in flowing
            if block.to_scale or len(block.cities) > 1:
                assert flat(captions.block_verdict(block)) in flowing
        assert flat(captions.headline(comparison)) in flowing
        assert flat(captions.explanation(comparison)) in flowing
        for reported in comparison.figures:
            assert flat(labels.value(reported)) in flowing
            for note in labels.notes(reported):
                tagged = flat("".join(labels.split_inferred(note)))
                assert flat(note) in flowing or tagged in flowing


def test_bars_have_the_values_and_the_cities_colours(catalog: Catalog) -> None:
    comparison = compare(catalog, "case_change")
    (trace,) = chart(catalog, "case_change").figure.data
    colours = style.city_colours(catalog.cities)
    assert list(trace.x) == [f.value for f in comparison.figures]
    assert list(trace.marker.line.color) == [colours[f.city] for f in comparison.figures]
    assert list(trace.y) == sorted(trace.y), "bars stand in the order of the words"


def test_silent_cities_are_named_and_never_drawn(catalog: Catalog) -> None:
    figure = chart(catalog, "cameras").figure
    assert "No such figure in the article" in words(figure)
    assert {figure_id.split("-")[0] for figure_id in ids(figure)} == {
        "hengyang",
        "longnan",
        "suqian",
    }
    in_a_line = chart(catalog, "cameras", width=400).figure
    assert "No such figure in the article: Jingmen" in words(in_a_line)
    assert not any("No such figure" in text for text in words(chart(catalog, "case_change").figure))


LENGTHS = """
cameras: one thing each        zero bars, for 37 checkpoints were as long as 66,000 video feeds
bodies: nothing comparable     zero bars
response_time: parts of cities zero bars
homicide_clearance_cold: other lengths zero bars, for 18 in three years towered over 6 in one
province_rank: places          zero bars
"""


@pytest.mark.parametrize("line", LENGTHS.strip().splitlines())
def test_a_length_that_means_nothing_is_not_drawn(catalog: Catalog, line: str) -> None:
    comparison = compare(catalog, line.partition(":")[0])
    assert comparison.panels == ()
    for width in (350, 1200):
        (trace,) = drawn(comparison.metric, "en", width).data
        assert trace.marker.color == "rgba(255, 255, 255, 0)", "nothing of it is seen"
        assert trace.base is not None and all(wide > 100 for wide in trace.x)


def test_shares_and_changes_keep_their_bars(catalog: Catalog) -> None:
    for metric, entry in catalog.metrics.items():
        comparison = compare(catalog, metric)
        if entry.kind in (Kind.SHARE, Kind.CHANGE):
            assert comparison.written == ()
        for block in comparison.blocks:
            assert block.to_scale is (entry.kind in (Kind.SHARE, Kind.CHANGE)), block


def equally_long(catalog: Catalog) -> Catalog:
    """Made up: Longnan's two numbers of fugitives of all kinds are those of two years."""
    return made_up(catalog, "longnan-fugitives-to-date", period=Period.parse("2022"))


def test_counts_beside_each_other_over_equally_long_periods_are_bars(catalog: Catalog) -> None:
    comparison = compare(equally_long(catalog), "fugitives_caught")
    assert [block.counts for panel in comparison.panels for block in panel] == [
        "fugitives_all_kinds"
    ]
    figure = compare_chart(equally_long(catalog), comparison, EN).figure
    bars, written = figure.data
    assert list(bars.x) == [215, 419], "in order of time"
    assert len(written.customdata) == 6
    assert "Each counted by one city" in words(figure)
    assert {"0 people", "200"} <= set(words(figure)), "the axis says what it counts"
    margin = figure.layout.margin
    assert margin.l == margin.r, "the bars' rows leave what is written its whole width"


def test_a_number_per_month_has_a_length_again(catalog: Catalog) -> None:
    comparison = compare(catalog, "homicide_clearance_cold", rates=[Rate.PER_MONTH])
    assert [block.counts for panel in comparison.panels for block in panel] == ["cold_homicides"]
    bars, _ = compare_chart(catalog, comparison, EN).figure.data
    assert sorted(bars.x) == pytest.approx([0.25, 0.5, 0.5])
    assert set(bars.marker.pattern.shape) == {"/"}


def test_places_in_a_row_that_are_free_go_to_those_with_many_figures(catalog: Catalog) -> None:
    (trace,) = chart(catalog, "bodies").figure.data
    tops = [y - height / 2 for y, height in zip(trace.y, trace.width, strict=True)]
    longnan = [top for top, one in zip(tops, trace.customdata, strict=True) if "longnan" in one]
    assert len(set(longnan)) < len(longnan) / 2, "several stand abreast"
    assert "No such figure in the article: Jingmen, Huizhou and Suqian" in words(
        chart(catalog, "bodies").figure
    )


@pytest.mark.parametrize("width", [300, 400, 760, 1200])
@pytest.mark.parametrize("code", ["en", "zh"])
def test_written_figures_stand_in_their_columns(catalog: Catalog, code: str, width: int) -> None:
    """Neither over each other nor over the edge, and each over the words it is chosen by."""
    for metric in catalog.metrics:
        figure = drawn(metric, code, width)
        plot = width - figure.layout.margin.l - figure.layout.margin.r
        for trace in (trace for trace in figure.data if trace.base is not None):
            boxes = [
                (x, x + wide, y - high / 2, y + high / 2)
                for x, wide, y, high in zip(trace.base, trace.x, trace.y, trace.width, strict=True)
            ]
            assert all(left >= 0 and right <= plot + 0.01 for left, right, _, _ in boxes)
            for (l1, r1, t1, b1), (l2, r2, t2, b2) in combinations(boxes, 2):
                assert r1 <= l2 or r2 <= l1 or b1 <= t2 or b2 <= t1, metric


def test_the_verdict_travels_with_the_picture(catalog: Catalog) -> None:
    cameras = " ".join(" ".join(words(chart(catalog, "cameras").figure)).split())
    assert "Not comparable. No two cities shown here report on the same thing" in cameras
    assert "cameras (Hengyang), checkpoints (Longnan)" in cameras
    texts = words(chart(catalog, "case_change").figure)
    assert any(line.startswith("Comparable in part, with caveats.") for line in texts)
    assert any(
        line.startswith("Criminal cases  with caveats: 7 months against 12;") for line in texts
    )


def test_each_unit_has_axes_of_its_own(catalog: Catalog) -> None:
    for metric in catalog.metrics:
        comparison = compare(catalog, metric)
        figure = drawn(metric, "en", 1200)
        assert len(figure.data) == len(comparison.panels) + bool(comparison.written)
        assert len({(trace.xaxis, trace.yaxis) for trace in figure.data}) == len(figure.data)
        bars = [trace for trace in figure.data if trace.base is None]
        domains = [figure.layout[trace.yaxis.replace("y", "yaxis")].domain for trace in bars]
        for upper, lower in pairwise(domains):
            assert upper[0] >= lower[1], "panels do not overlap"


def test_unlike_bars_have_a_heading_between(catalog: Catalog) -> None:
    for metric in catalog.metrics:
        comparison = compare(catalog, metric)
        figure = drawn(metric, "en", 1200)
        top = figure.layout.margin.t
        labels = Labels(catalog, EN)
        headings = {
            flat(labels.counts(block.counts)): block.figures
            for block in comparison.blocks
            if block.to_scale
        }
        place = {}
        for note in notes_of(figure):
            heading = flat(unescape(re.sub(r"<[^>]+>", "", note.text.split("</b>")[0])))
            if note.x == 0 and heading in headings and note.font.size == 15:
                place[heading] = top - note.yshift - top
        for (one, figures), (other, _) in pairwise(headings.items()):
            for reported in figures:
                panel, y = bar_of(figure, reported.id)
                if one in place and other in place:
                    assert place[one] < panel + y < place[other]


def bar_of(figure: go.Figure, figure_id: str) -> tuple[float, float]:
    """How far below the plot's top a panel begins, and how far below that a mark stands."""
    height = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    for trace in figure.data:
        if figure_id in trace.customdata:
            axis = figure.layout[trace.yaxis.replace("y", "yaxis")]
            y = trace.y[list(trace.customdata).index(figure_id)]
            return (1 - axis.domain[1]) * height, y
    raise AssertionError(f"{figure_id} is not drawn")


def test_a_part_says_what_it_is_part_of(catalog: Catalog) -> None:
    assert "part of the 6" in words(chart(catalog, "homicide_clearance_cold").figure)


def test_a_filtered_picture_says_what_is_left_out(catalog: Catalog) -> None:
    comparison = compare(catalog, "cameras", cities=["longnan"])
    texts = words(compare_chart(catalog, comparison, EN).figure)
    assert "Reported, and left out by choice: Hengyang and Suqian" in texts


def ends(figure: go.Figure) -> list[Any]:
    """Shapes at the ends of bars; those of the key stand on the paper."""
    return [s for s in figure.layout.shapes if s.type == "path" and s.xref != "paper"]


def key(figure: go.Figure) -> set[Sign]:
    """What the key of a chart explains, by its words and by its shapes."""
    texts = set(words(figure))
    explained = {sign for sign, meaning in MEANINGS.items() if meaning in texts}
    shapes = [s for s in figure.layout.shapes if s.type == "path" and s.xref == "paper"]
    assert len(shapes) == len(explained), "each meaning stands beside its shape"
    return explained


def test_more_than_ends_open_and_exact_does_not(catalog: Catalog) -> None:
    changed = made_up(catalog, "suqian-clearance", qualifier=Qualifier.MORE_THAN)
    figure = chart(changed, "clearance").figure
    (point,) = ends(figure)
    assert point.xanchor == 98 and " L11," in point.path
    assert point.fillcolor == figure.data[0].marker.color[0], "it goes on in the bar's colour"
    assert key(figure) == {Sign.POINTED}
    exact = chart(catalog, "clearance").figure
    assert ends(exact) == [] and key(exact) == set()
    assert "more than 190,000" in words(chart(catalog, "data_use").figure)


def test_at_least_of_a_drop_points_down(catalog: Catalog) -> None:
    figure = chart(catalog, "clearance_time_change").figure
    (point,) = ends(figure)
    assert point.xanchor == -20 and " L-11," in point.path
    assert "down at least 20%" in words(figure)


def test_about_ends_round(catalog: Catalog) -> None:
    changed = made_up(catalog, "suqian-clearance", qualifier=Qualifier.ABOUT)
    figure = chart(changed, "clearance").figure
    (end,) = ends(figure)
    assert " C" in end.path and key(figure) == {Sign.ROUND}


def test_less_than_ends_in_a_notch(catalog: Catalog) -> None:
    changed = made_up(catalog, "suqian-clearance", qualifier=Qualifier.LESS_THAN)
    figure = chart(changed, "clearance").figure
    (notch,) = ends(figure)
    assert notch.xanchor == 98 and " L-8" in notch.path and notch.fillcolor == style.PAPER
    assert key(figure) == {Sign.NOTCHED}
    assert "less than 98%" in words(figure)


def test_what_is_inferred_is_an_outline(catalog: Catalog) -> None:
    figure = chart(catalog, "case_change").figure
    (trace,) = figure.data
    look = dict(zip(trace.customdata, zip(trace.marker.color, trace.marker.line.width, strict=True),
                    strict=True))  # fmt: skip
    for figure_id, (fill, line) in look.items():
        outlined = bool(catalog.figures[figure_id].inferred)
        assert (fill.startswith("rgba"), line > 0) == (outlined, outlined), figure_id
    assert key(figure) == {Sign.OUTLINED}


def test_what_is_inferred_has_a_tag_where_it_is_written(catalog: Catalog) -> None:
    tags = [n for n in notes_of(chart(catalog, "cameras").figure) if n.text == "inferred"]
    assert len(tags) == 2 and all(tag.borderwidth == 1 for tag in tags)
    beside = [n for n in notes_of(chart(catalog, "cameras").figure) if n.text == "as of Aug 2022"]
    assert beside[0].yshift == tags[0].yshift, "it stands beside the words that it is about"


def test_the_key_explains_what_occurs_and_nothing_else(catalog: Catalog) -> None:
    def signs(figure: ReportedFigure) -> set[Sign]:
        end = {
            Qualifier.ABOUT: Sign.ROUND, Qualifier.MORE_THAN: Sign.POINTED,
            Qualifier.AT_LEAST: Sign.POINTED,
        }.get(figure.qualifier)  # fmt: skip
        return ({end} if end else set()) | ({Sign.OUTLINED} if figure.inferred else set())

    for metric in catalog.metrics:
        blocks = [block for block in compare(catalog, metric).blocks if block.to_scale]
        figures = [figure for block in blocks for figure in block.figures]
        expected = set().union(*(signs(figure) for figure in figures))
        assert key(drawn(metric, "en", 1200)) == expected, metric


def test_a_rate_is_marked_as_ours(catalog: Catalog) -> None:
    comparison = compare(catalog, "cameras", rates=[Rate.PER_HEAD])
    figure = compare_chart(catalog, comparison, EN).figure
    texts = words(figure)
    assert texts[0] == "Cameras and video sensing per 100,000 residents, worked out from reports"
    assert texts[2].replace("\u00a0", " ") == (
        "Worked out by As Reported, printed in no article: "
        "the reported number ÷ residents × 100,000."
    )
    assert "752" in texts and "reported: 50,000" in texts
    assert any("Seventh National Population Census, 1 Nov 2020: Hengyang 6,645,243" in line
               for line in texts)  # fmt: skip
    per_month = compare(catalog, "homicide_clearance_cold", rates=[Rate.PER_MONTH])
    hatched = compare_chart(catalog, per_month, EN).figure
    assert set(hatched.data[0].marker.pattern.shape) == {"/"}
    assert key(hatched) == {Sign.OUTLINED, Sign.HATCHED}


def test_what_is_hidden_is_said_in_the_picture(catalog: Catalog) -> None:
    comparison = compare(catalog, "case_change", show=Show.COMPARABLE)
    texts = " ".join(words(compare_chart(catalog, comparison, EN).figure))
    assert "Hidden, one city only: Preventable cases (Suqian)" in texts


def test_nothing_is_no_chart(catalog: Catalog) -> None:
    empty = compare(catalog, "case_change", show=Show.LIKE_FOR_LIKE)
    with pytest.raises(ValueError, match="nothing to draw"):
        compare_chart(catalog, empty, EN)


def test_things_that_are_counted_have_whole_ticks(catalog: Catalog) -> None:
    few = made_up(equally_long(catalog), "longnan-fugitives-2023", value=2)
    few = made_up(few, "longnan-fugitives-to-date", value=1)
    texts = words(chart(few, "fugitives_caught").figure)
    assert {"0 people", "1", "2"} <= set(texts) and not any(line.startswith("0.") for line in texts)


def test_a_scale_of_minutes_counts_in_minutes(catalog: Catalog) -> None:
    year = Period.parse("2022")
    names = {"counts": "arrival_best", "period": year, "area": "whole_city"}
    alike = made_up(catalog, "hengyang-response-nanyue", **names)
    alike = made_up(alike, "hengyang-response-centre", **names)
    texts = words(chart(alike, "response_time").figure)
    assert "35 seconds" in texts and "2 minutes" in texts and "100 seconds" not in texts


def test_a_rank_is_no_bar(catalog: Catalog) -> None:
    comparison = compare(catalog, "cameras_density_rank")
    assert comparison.panels == () and "No. 1" in words(drawn(comparison.metric, "en", 1200))


def test_a_share_lives_on_0_to_100(catalog: Catalog) -> None:
    figure = chart(catalog, "clearance").figure
    low, high = figure.layout.xaxis.range
    assert low == 0 and high >= 100
    assert {"0%", "100%"} <= set(words(figure))
    (whole,) = [s for s in figure.layout.shapes if s.fillcolor == style.TRACK]
    assert (whole.x0, whole.x1, whole.layer) == (0, 100, "below")


def test_one_reading_serves_all_of_a_scale(catalog: Catalog) -> None:
    for metric in catalog.metrics:
        figure = drawn(metric, "en", 1200)
        for trace in figure.data:
            low, high = figure.layout[trace.xaxis.replace("x", "xaxis")].range
            assert low <= min(trace.x) and max(trace.x) <= high
            assert low <= 0 <= high, "a bar starts at zero"


def test_hover_leads_to_the_words(catalog: Catalog) -> None:
    (trace,) = chart(catalog, "homicide_clearance").figure.data
    hover = dict(zip(trace.customdata, trace.hovertext, strict=True))
    assert "“全年发生命案全破”" in hover["suqian-homicide-clearance"]
    assert "all homicides of the year were solved" in hover["suqian-homicide-clearance"]
    assert "Suqian Broadcasting, 10 Feb 2021" in hover["suqian-homicide-clearance"]


def test_quotation_marks_nest(catalog: Catalog) -> None:
    (trace,) = chart(catalog, "measures", "zh").figure.data
    hover = "".join(trace.hovertext).replace("<br>", "")
    assert "“创新推出‘打防管控服’30余项新举措”" in hover


@pytest.mark.parametrize("code", ["en", "zh"])
def test_plotly_finds_nothing_wrong_with_any_chart(catalog: Catalog, code: str) -> None:
    """Charts are made without its check, which is slow."""
    for metric in catalog.metrics:
        figure = drawn(metric, code, 1200)
        go.Figure(figure.to_dict())  # raises ValueError
    comparison = compare(catalog, "fraud_money", rates=list(Rate))
    figure = compare_chart(catalog, comparison, language(code)).figure
    go.Figure(figure.to_dict())


@pytest.mark.parametrize("width", [300, 1200])
def test_a_chart_drawn_twice_is_the_same_chart(catalog: Catalog, width: int) -> None:
    """Words would stand twice, or further down, on a canvas that another drawing left."""
    for metric in ("case_change", "cameras", "cameras_density_rank"):
        plan = ComparisonChart(Labels(catalog, EN), compare(catalog, metric), width, "?x=1")
        once, stretched, again = plan.draw(), plan.draw(1.5, 40), plan.draw()
        assert again.figure.to_json() == once.figure.to_json()
        assert words(stretched.figure) == words(once.figure) != []
        assert stretched.height > once.height
        assert again.metadata == once.metadata


def test_the_house_template_is_set_on_every_chart(catalog: Catalog) -> None:
    import streamlit  # noqa: F401  (its import replaces Plotly's default template)

    for metric in catalog.metrics:
        figure = chart(catalog, metric).figure
        assert figure.layout.template.layout.font.family == style.FONT_FAMILY
        assert figure.layout.template.layout.paper_bgcolor == style.PAPER


def test_a_picture_has_its_least_height_and_the_foot_at_its_foot(catalog: Catalog) -> None:
    short = compare_chart(catalog, compare(catalog, "satisfaction"), EN).figure
    tall = compare_chart(catalog, compare(catalog, "satisfaction"), EN, min_height=675).figure
    assert short.layout.height < 675 <= tall.layout.height <= 676
    assert words(short) == words(tall)
    long = compare_chart(catalog, compare(catalog, "case_change"), EN).figure
    assert (
        compare_chart(catalog, compare(catalog, "case_change"), EN, min_height=675).figure == long
    )


@pytest.mark.parametrize("width", [300, 400, 760, 1200])
@pytest.mark.parametrize("code", ["en", "zh"])
def test_words_stay_on_the_sheet(catalog: Catalog, code: str, width: int) -> None:
    for metric in catalog.metrics:
        figure = drawn(metric, code, width)
        left = figure.layout.margin.l
        plot = width - left - figure.layout.margin.r
        for note in notes_of(figure):
            if note.xref != "paper":
                continue
            text = unescape(re.sub(r"<[^>]+>", "", note.text))
            start = left + note.x * plot + note.xshift
            end = start + text_width(text, note.font.size) * 0.9
            assert start >= 0 and end <= width, (metric, text)


@pytest.mark.parametrize("width", [300, 400, 760, 1200])
@pytest.mark.parametrize("code", ["en", "zh"])
def test_ticks_keep_apart(catalog: Catalog, code: str, width: int) -> None:
    for metric in catalog.metrics:
        figure = drawn(metric, code, width)
        plot = width - figure.layout.margin.l - figure.layout.margin.r
        notes = notes_of(figure)
        for trace in (trace for trace in figure.data if trace.base is None):
            low, high = figure.layout[trace.xaxis.replace("x", "xaxis")].range
            labels = [n for n in notes if n.xref == trace.xaxis and n.font.color == style.MUTED]
            ends = [
                span(note, plot / (high - low), text_width(note.text, note.font.size) * 0.9)
                for note in labels
            ]
            for (_, end), (start, _) in pairwise(sorted(ends)):
                assert end < start, (metric, [note.text for note in labels])


def span(note: Any, pixels: float, width: float) -> tuple[float, float]:
    """Where a tick's words begin and end, in pixels."""
    start = note.x * pixels + (note.xshift or 0)
    start -= {"left": 0, "center": 0.5, "right": 1}[note.xanchor] * width
    return start, start + width


def test_the_layout_turns_where_it_says(catalog: Catalog) -> None:
    beside = chart(catalog, "case_change", width=BREAKPOINT).figure
    below = chart(catalog, "case_change", width=BREAKPOINT - 1).figure
    assert below.layout.height > beside.layout.height


def test_hostile_words_stay_words(catalog: Catalog) -> None:
    evil = "<b>bold</b> <a href='x'>link</a> & \"quoted\""
    metric = catalog.metrics["cameras"]
    renamed = metric.model_copy(update={"name": metric.name.model_copy(update={"en": evil})})
    content = catalog.content.model_copy(
        update={"metrics": {**catalog.metrics, "cameras": renamed}}
    )
    changed = replace(catalog, content=content)
    figure = chart(changed, "cameras").figure
    assert words(figure)[0] == f"{evil}, as reported"
    assert "<a href" not in "".join(note.text for note in figure.layout.annotations)


def test_spoken_text_names_every_figure(catalog: Catalog) -> None:
    alt_text = Captions(Labels(catalog, EN)).alt_text(compare(catalog, "cameras"))
    assert alt_text.startswith("Cameras and video sensing, as reported. Not comparable. ")
    assert "Hengyang 50,000, as of Aug 2022 (inferred)" in alt_text
    assert alt_text.endswith("No such figure in the article: Jingmen")
