"""As Reported in a notebook: what docs/LIBRARY.md shows is so."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from asreported import Catalog, chart, to_frame
from asreported.drawing.charts import Chart
from asreported.drawing.svg import svg
from tests.known import DATA, ROOT


@pytest.mark.browser
def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copyfile(DATA / "metrics.yaml", tmp_path / "metrics.yaml")
    shutil.copytree(DATA / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)  # they write files
    done = doctest.testfile(
        str(ROOT / "docs" / "LIBRARY.md"), module_relative=False, encoding="utf-8"
    )
    assert done.attempted > 30 and done.failed == 0
    assert (tmp_path / "cities.csv").read_text("utf-8-sig").startswith("metric,counts,period,")


def test_nothing_heavy_is_loaded_to_check_a_catalog() -> None:
    code = (
        "import sys, asreported\n"
        "asreported.load('metrics.yaml')\n"
        "heavy = {'pandas', 'plotly', 'kaleido', 'PIL', 'pypdf', 'streamlit'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_a_chart_is_drawn_without_plotly_until_its_figure_is_asked_for() -> None:
    code = (
        "import sys, asreported\n"
        "from asreported.drawing.svg import svg\n"
        "chart = asreported.chart(asreported.load('metrics.yaml'), 'clearance')\n"
        "assert 'Clearance' in svg(chart)\n"
        "assert 'plotly' not in sys.modules\n"
        "assert type(chart.figure).__module__.startswith('plotly')\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_a_figure_that_is_changed_leaves_its_chart_as_it_is(catalog: Catalog) -> None:
    drawn = chart(catalog, "clearance")
    before = svg(drawn)
    drawn.figure.update_layout(height=1).data[0].x = [3]
    drawn.figure.layout.annotations[0].text = "ours"
    assert (drawn.figure.layout.height, svg(drawn)) == (1, before)


def test_a_chart_takes_the_choices_of_the_page(catalog: Catalog) -> None:
    drawn = chart(catalog, "fraud_money", "zh", rates=["per_head"], cities=["longnan"], width=600)
    metadata = drawn.metadata
    assert (metadata.language, metadata.width) == ("zh", 600)
    assert metadata.address == "?metric=fraud_money&city=longnan&rate=per_head&lang=zh"
    narrowed = chart(catalog, "case_change", counts=["vice_calls"]).metadata
    assert (narrowed.language, narrowed.width) == ("en", 1200)
    assert narrowed.address == "?metric=case_change&counts=vice_calls&lang=en"
    with pytest.raises(KeyError):
        chart(catalog, "camras")
    with pytest.raises(ValueError, match="per_dog"):
        chart(catalog, "cameras", rates=["per_dog"])
    with pytest.raises(ValueError, match="nothing to draw"):
        chart(catalog, "cameras", cities=["huizhou"])


def words(drawn: Chart) -> str:
    notes = (note["text"] for note in drawn.figure.to_dict()["layout"]["annotations"])
    return unescape(" ".join(re.sub(r"<[^>]+>", "", note) for note in notes))


def test_a_chart_of_a_filtered_frame_says_what_the_filter_leaves_out(catalog: Catalog) -> None:
    with pytest.raises(KeyError, match="suqian-crime"):
        chart(catalog, "case_change", figures=["suqian-crime"])
    frame = to_frame(catalog)
    for nothing in (frame[:0], frame.query("metric == 'cameras'"), frame.query("restates != ''")):
        with pytest.raises(ValueError, match="nothing to draw"):
            chart(catalog, "case_change", figures=nothing["id"])
    kept = frame.query("metric == 'case_change' and period == '2023' and city == 'longnan'")
    drawn = chart(catalog, "case_change", figures=kept["id"])
    bars = [figure_id for trace in drawn.figure.data for figure_id in trace.customdata]
    assert sorted(bars) == sorted(kept["id"]) and drawn.metadata.address == ""
    text = words(drawn)
    assert "Only Longnan is chosen; Jingmen, Hengyang, Huizhou and Suqian report this too." in text
    assert "Criminal cases  not chosen: Hengyang" in text
    left_out = text.partition("Reported, and left out by choice: ")[2]
    assert left_out.startswith("Jingmen, Hengyang, Huizhou, Suqian, ")
    kept = frame.query("metric == 'fugitives_caught' and city == 'longnan' and period == '2023'")
    text = words(chart(catalog, "fugitives_caught", figures=kept["id"]))
    assert "Longnan 215, to 7 Aug 2024" in text.partition("left out by choice: ")[2]
    whole, every = chart(catalog, "cameras"), chart(catalog, "cameras", figures=frame["id"])
    assert every.metadata.description == whole.metadata.description
    assert "left out by choice" not in str(every.figure)


def test_pandas_may_come_while_a_chart_is_drawn() -> None:
    """In a process of its own, for pandas is there already in this one."""
    program = """
import threading, asreported
catalog = asreported.load("metrics.yaml")
faults = []
def attempt(work):
    try: work()
    except BaseException as fault: faults.append(fault)
works = [lambda: asreported.to_frame(catalog)] + 3 * [lambda: asreported.chart(catalog, "cameras").figure]
threads = [threading.Thread(target=attempt, args=(work,)) for work in works]
[thread.start() for thread in threads]; [thread.join() for thread in threads]
print(faults)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=DATA, capture_output=True,
                          text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    assert done.stdout == "[]\n", done.stdout + done.stderr
