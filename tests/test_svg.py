"""Charts as drawings: held against those that Plotly makes of the same figures."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
from playwright.sync_api import Browser

from asreported import Catalog, selection
from asreported.catalog.model import Rate
from asreported.drawing.charts import Chart
from asreported.drawing.svg import fluid_svg, svg
from asreported.view import CompareView, SideBySideView
from tests.charts import SVG, svg_text
from tests.pages import new_page


def drawn(catalog: Catalog, metric: str, width: int, *rates: Rate) -> Chart:
    view = CompareView("en", metrics=(metric,), rates=rates)
    (comparison,) = selection.comparisons(catalog, view)
    return selection.drawer(catalog, view, comparison)(width=width)


#: Bars and their ends, columns with tags, a hatch, a scale of shares.
KINDS = [
    ("case_change", 1200, ()),
    ("clearance", 400, ()),
    ("cameras", 1200, ()),
    ("homicide_clearance_cold", 400, (Rate.PER_MONTH,)),
    ("satisfaction", 960, ()),
]

#: Where the marks of a drawing are, and where its texts begin and end, by what they say.
_PLACES = """
root => {
  const top = root.getBoundingClientRect();
  const box = (node) => {
    const { left, right, top: above, bottom } = node.getBoundingClientRect();
    return [left - top.left, right - top.left, above - top.top, bottom - top.top];
  };
  return {
    marks: [...root.querySelectorAll('.point')].map(box),
    texts: [...root.querySelectorAll('text')].map((node) =>
      [node.textContent.replace(/\\s+/g, ' ').trim(), box(node)]),
  };
}
"""


@pytest.mark.parametrize("metric, width, rates", KINDS, ids=[kind[0] for kind in KINDS])
def test_plotly_draws_the_same(
    browser: Browser, catalog: Catalog, metric: str, width: int, rates: tuple[Rate, ...]
) -> None:
    chart = drawn(catalog, metric, width, *rates)
    theirs = chart.figure.to_image(format="svg", width=width, height=chart.height).decode()
    with new_page(browser, width=width + 100) as page:
        page.set_content(
            f"<style>body {{ margin: 0 }} div {{ width: {width}px }} svg {{ display: block }}</style>"
            f"<div id=ours>{fluid_svg(chart)}</div><div id=theirs>{theirs}</div>"
        )
        ours, plotly = (page.locator(name).evaluate(_PLACES) for name in ("#ours", "#theirs"))
    assert len(ours["marks"]) == len(plotly["marks"]) > 0
    for mine, its in zip(ours["marks"], plotly["marks"], strict=True):
        assert mine == pytest.approx(its, abs=2)
    assert [words for words, _ in ours["texts"]] == [words for words, _ in plotly["texts"]]
    for (words, mine), (_, its) in zip(ours["texts"], plotly["texts"], strict=True):
        assert mine[:2] == pytest.approx(its[:2], abs=8), words
        assert sum(mine[2:]) == pytest.approx(sum(its[2:]), abs=8), words


def test_all_drawings_are_well_formed_and_say_the_same_at_any_size(catalog: Catalog) -> None:
    view = CompareView("zh")
    charts = [
        selection.drawer(catalog, view, comparison)(width=width)
        for comparison in selection.comparisons(catalog, view)
        for width in (340, 1200)
    ]
    charts.append(selection.map_drawer(catalog, SideBySideView("zh"))(width=1200))
    for chart in charts:
        once, twice = (svg(chart, scale=scale) for scale in (1, 2))
        assert ElementTree.fromstring(once).get("width") == str(chart.metadata.width)
        assert ElementTree.fromstring(twice).get("width") == str(2 * chart.metadata.width)
        words = svg_text(fluid_svg(chart).encode())
        assert words == svg_text(once.encode()) == svg_text(twice.encode()) != ""


def test_a_mark_tells_its_figure_and_leads_to_it(catalog: Catalog) -> None:
    chart = drawn(catalog, "clearance", 1200)
    drawing = ElementTree.fromstring(fluid_svg(chart, lambda figure: f"#<{figure}>"))
    (link,) = drawing.iter(f"{SVG}a")
    (mark,) = link
    assert link.attrib == {"href": "#<suqian-clearance>", "aria-label": "Suqian 98%"}
    assert mark.get("data-figure") == "suqian-clearance" and chart.figures == ["suqian-clearance"]
    assert "破案率为98%" in mark.findtext(f"{SVG}title", "")
    assert "data-figure" not in svg(chart) and "<title>" not in svg(chart)
