"""Charts, data and citations as files, opened with tools that are not ours."""

from __future__ import annotations

import io
import json
import shutil
import threading
import time
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import bibtexparser
import frictionless
import pandas as pd
import pytest
import rispy
from PIL import Image

from asreported import Catalog, selection
from asreported.__main__ import main
from asreported.catalog.model import Rate, Text
from asreported.comparison.compare import Show
from asreported.drawing.charts import Chart
from asreported.export import batch
from asreported.export.batch import make_all
from asreported.export.citations import citations
from asreported.export.datapackage import datapackage
from asreported.export.files import PictureError, zipped
from asreported.export.pictures import picture, sized
from asreported.export.table import COLUMNS, RATE_COLUMNS
from asreported.export.zip_job import ZipJob
from asreported.selection import data, pictures
from asreported.view import CompareView
from tests.commands import asreported

ALL = CompareView("en")


# All charts at once.


@pytest.mark.browser
def test_the_command_writes_what_the_page_gives(catalog: Catalog, tmp_path: Path) -> None:
    done = asreported("export",
        "charts", "--out", str(tmp_path / "a" / "b"), "--metric", "cameras",
        "--format", "svg,png", "--lang", "en,zh", "--size", "square", "--city", "suqian",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, f"4 of 4 pictures written to {tmp_path}/a/b\n")
    assert "4/4" in done.stderr, "a progress bar"
    names = sorted(path.name for path in (tmp_path / "a" / "b").iterdir())
    assert names == sorted(
        f"as-reported_cameras__square_{code}.{ending}"
        for code in ("en", "zh")
        for ending in ("png", "svg")
    )
    view = CompareView("zh", metrics=("cameras",), cities=("suqian",))
    (comparison,) = selection.comparisons(catalog, view)
    chart = sized(selection.drawer(catalog, view, comparison), "square")
    written = tmp_path / "a" / "b" / "as-reported_cameras__square_zh.svg"
    assert written.read_bytes() == picture(chart, "svg", width=1080)
    assert Image.open(written.with_suffix(".png")).size == (2160, 2160)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures without a browser: a file is the name of its metric."""

    def name_of(chart: Chart, *_: object, **__: object) -> bytes:
        time.sleep(0.01)
        name = chart.metadata.name
        if name == "clearance":
            raise PictureError("the browser went away")
        return name.encode()

    monkeypatch.setattr(batch, "picture", name_of)


def test_a_chart_that_fails_is_named_and_the_rest_are_written(
    quick: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--theme", "clearance", "--format", "svg"]
    assert main(["export", "charts", "--out", str(tmp_path), *arguments]) == 1
    printed = capsys.readouterr()
    assert "12 of 13 pictures written" in printed.out
    last = printed.err.strip().splitlines()[-1]
    assert last == "as-reported_clearance_en.svg: the browser went away"
    assert len(list(tmp_path.iterdir())) == 12
    written = tmp_path / "as-reported_homicide_clearance_en.svg"
    assert written.read_bytes() == b"homicide_clearance"


def test_no_browser_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(batch, "find_browser", lambda: None)
    assert main(["export", "charts", "--out", str(tmp_path), "--metric", "cameras"]) == 1
    assert "install Chrome, Chromium or Edge" in capsys.readouterr().err


@pytest.mark.browser
def test_several_browsers_share_the_work(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "PICTURES_A_BROWSER", 1)
    monkeypatch.setattr(batch.os, "cpu_count", lambda: 2)
    made = list(make_all(pictures(catalog, replace(ALL, theme="traffic"), ["svg"])))
    titles = {one.name: ElementTree.fromstring(one.raw)[0].text for one in made}
    assert titles == {
        "as-reported_traffic_change_en.svg": "Change in road accidents, as reported",
        "as-reported_traffic_decline_years_en.svg": "Years of falling road deaths, as reported",
    }


def test_the_filters_of_a_view_hold(catalog: Catalog) -> None:
    names = [one.name for one in pictures(catalog, ALL, ["png"])]
    assert len(names) == len(catalog.metrics) + 1 == len(set(names)), "and the map"
    chosen = replace(ALL, theme="money", cities=("hengyang",), rates=(Rate.PER_HEAD,))
    names = [one.name for one in pictures(catalog, chosen, ["png"])]
    assert names == ["as-reported_investment__per-head_en.png"]
    like = pictures(catalog, replace(ALL, show=Show.LIKE_FOR_LIKE), ["png"])
    assert len(like) < 10


def until(true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    for _ in range(3_000):
        if true():
            return
        time.sleep(0.02)
    pytest.fail("it does not come true")


def finished(job: ZipJob) -> ZipJob:
    until(lambda: not job.keep_alive())
    return job


def test_a_zip_job_gives_all_and_names_what_failed(catalog: Catalog, quick: None) -> None:
    job = finished(ZipJob(pictures(catalog, replace(ALL, theme="clearance"), ["png", "svg"])))
    assert (job.done, job.total) == (26, 26)
    assert sorted(job.faults) == [
        f"as-reported_clearance_en.{ending}: the browser went away" for ending in ("png", "svg")
    ]
    with zipfile.ZipFile(io.BytesIO(job.result or b"")) as archive:
        assert len(archive.namelist()) == 24
        assert archive.read("as-reported_homicide_clearance_en.png") == b"homicide_clearance"


def test_a_zip_job_can_be_stopped(catalog: Catalog, quick: None) -> None:
    job = ZipJob(pictures(catalog, ALL, ["png", "svg"]))
    while not job.done:
        time.sleep(0.01)
    job.stop()
    finished(job)
    assert job.result is None and job.done < job.total
    assert not [t for t in threading.enumerate() if t.name.startswith("ThreadPoolExecutor")]


def test_a_job_that_nobody_looks_at_ends(
    catalog: Catalog, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asreported.export.zip_job.PATIENCE_SECONDS", -1)
    others = set(threading.enumerate())
    job = ZipJob(pictures(catalog, ALL, ["png", "svg"]))
    until(lambda: others.issuperset(threading.enumerate()))
    assert job.result is None and job.done < job.total


def test_a_job_without_a_browser_says_so(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "find_browser", lambda: None)
    job = finished(ZipJob(pictures(catalog, ALL, ["png"])))
    assert job.result is None and "install Chrome" in job.faults[0]


def test_a_zip_of_the_same_files_is_the_same() -> None:
    raw = zipped({"b": b"2", "a": "甲".encode()})
    assert raw == zipped({"a": "甲".encode(), "b": b"2"})
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["a", "b"]


# Data.


def test_csv_and_json_hold_every_figure(catalog: Catalog, tmp_path: Path) -> None:
    for ending in ("csv", "json"):
        path = tmp_path / f"figures.{ending}"
        done = asreported("export", "data", "--format", ending, "--out", str(path))
        assert (done.returncode, done.stdout) == (0, f"{path} written\n")
        assert path.read_bytes() == data(catalog, ALL, ending)
    table = pd.read_csv(tmp_path / "figures.csv")
    rows = pd.read_json(tmp_path / "figures.json", precise_float=True)
    assert list(table.columns) == list(rows.columns) == list(COLUMNS)
    assert list(table["id"]) == list(rows["id"]) == list(catalog.figures)
    assert list(table["value"]) == list(rows["value"])
    longnan = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    found = {row["id"]: row for row in longnan}["hengyang-criminal-cases"]
    assert found["quote"] == "刑事案件发案数同比下降20.77%"
    assert found["restates"] is None and found["value"] == -20.77


def test_a_choice_of_figures(catalog: Catalog) -> None:
    def ids(view: CompareView) -> list[str]:
        return list(pd.read_csv(io.BytesIO(data(catalog, view, "csv")))["id"])

    view = CompareView("en", metrics=("investment",))
    assert ids(view) == [figure.id for figure in catalog.figures_of("investment")]
    assert "suqian-investment-again" in ids(view), "what restates another is in, and says so"
    assert "suqian-investment-again" not in ids(replace(view, show=Show.COMPARABLE))
    cases = CompareView("en", metrics=("case_change",), show=Show.COMPARABLE)
    assert ids(cases) == ["hengyang-criminal-cases", "longnan-criminal-cases"]
    assert ids(replace(view, cities=("longnan",))) == ["longnan-station-investment"]
    assert len(ids(CompareView("en", cities=("longnan",)))) == len(
        catalog.cities["longnan"].figures
    )
    counted = CompareView("en", counts=("criminal_cases",))
    assert ids(counted) == [f.id for f in catalog.figures.values() if f.counts == "criminal_cases"]


def test_rates_have_columns_of_their_own(catalog: Catalog) -> None:
    rates = (Rate.PER_HEAD, Rate.PER_MONTH)
    view = CompareView("en", metrics=("fraud_money", "cameras"), rates=rates)
    table = pd.read_csv(io.BytesIO(data(catalog, view, "csv"))).set_index("id")
    assert [name for name in table.columns if name in RATE_COLUMNS] == list(RATE_COLUMNS)
    worked = table[table["rate"].notna()]
    for _, row in worked.iterrows():
        expected = row["value"]
        if "per_head" in row["rate"]:
            expected *= row["per_residents"] / row["residents"]
        if "per_month" in row["rate"]:
            expected /= row["months"]
        assert row["rate_value"] == pytest.approx(expected)
    camera = table.loc["hengyang-cameras"]
    assert camera["rate"] == "per_head"
    assert round(camera["rate_value"]) == round(50_000 / 6_645_243 * 100_000) == 752
    assert (
        table.loc["longnan-expressway-checkpoints", "rate"]
        != table.loc["longnan-expressway-checkpoints", "rate"]
    ), "no rate follows from a part of a city"


# The data package.


def unpacked(catalog: Catalog, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(datapackage(catalog))) as archive:
        archive.extractall(folder)
    return folder / "datapackage.json"


def faults(path: Path) -> list[str]:
    report = frictionless.validate(str(path))
    assert not report.errors, report.errors
    return sorted({fault[0] for fault in report.flatten(["type"])})


def test_the_package_passes_the_validator(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    done = asreported("export", "data", "--format", "datapackage", "--out", str(path))
    assert (done.returncode, done.stdout) == (0, f"{path} written\n")
    assert path.read_bytes() == datapackage(catalog)
    report = frictionless.validate(str(path))
    assert report.valid, report.flatten(["resourceName", "rowNumber", "fieldName", "type"])
    rows = {task.name: task.stats["rows"] for task in report.tasks}
    assert rows["figures"] == len(catalog.figures)
    assert rows["metrics"] == len(catalog.metrics) and rows["cities"] == len(catalog.cities)
    assert {"counts", "sources", "systems"} <= set(rows)


@pytest.fixture(scope="module")
def good(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a package in which the validator finds nothing."""
    path = unpacked(catalog, tmp_path_factory.mktemp("good"))
    assert faults(path) == []
    return path.parent


@pytest.mark.parametrize(
    "table, old, new, fault",
    [
        ("figures.csv", ",-20.77,", ",twenty,", "type-error"),
        ("figures.csv", "hengyang-criminal-cases,hengyang,", "hengyang-criminal-cases,atlantis,", "foreign-key"),
        ("figures.csv", ",case_change,criminal_cases,", ",case_change,crimes,", "foreign-key"),
        ("figures.csv", ",percent,exact,20.77%", ",percent,roughly,20.77%", "constraint-error"),
        ("figures.csv", ",same_period_previous_year,", ",last_week,", "foreign-key"),
        ("cities.csv", "\nsuqian,", "\nhuizhou,", "foreign-key"),
        ("metrics.csv", "\nclearance,", "\ncameras,", "primary-key"),
    ],
)  # fmt: skip
def test_the_package_says_enough_to_catch_a_fault(
    good: Path, tmp_path: Path, table: str, old: str, new: str, fault: str
) -> None:
    folder = shutil.copytree(good, tmp_path / "bad")
    text = (folder / table).read_text("utf-8")
    assert old in text
    (folder / table).write_text(text.replace(old, new, 1), "utf-8")
    assert fault in faults(folder / "datapackage.json")


def test_the_package_explains_itself(catalog: Catalog, tmp_path: Path) -> None:
    path = unpacked(catalog, tmp_path)
    names = {file.name for file in tmp_path.iterdir()}
    assert {"README.md", "LICENSE.md", "citation.bib", "citation.ris", "citation.json"} <= names
    readme = (tmp_path / "README.md").read_text("utf-8")
    for table in tmp_path.glob("*.csv"):
        rows = len(pd.read_csv(table))
        assert f"| `{table.name}` | " in readme and f"| {rows} |" in readme
    assert "not verified" in readme and catalog.version in readme
    described = json.loads(path.read_text("utf-8"))
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    assert described["version"] == catalog.version
    reasons = pd.read_csv(tmp_path / "inferences.csv")
    inferred = sum(len(figure.inferred) for figure in catalog.figures.values())
    assert len(reasons) == inferred and reasons["reason_zh"].notna().all()
    figures = pd.read_csv(tmp_path / "figures.csv")
    assert figures["system"].notna().sum() == sum(
        figure.system is not None for figure in catalog.figures.values()
    )


# Citations.


def test_bibtex(catalog: Catalog) -> None:
    library = bibtexparser.parse_string(citations(catalog, "bib").decode())
    assert not library.failed_blocks
    entries = {entry.key: entry for entry in library.entries}
    assert list(entries) == ["as-reported", *catalog.cities]
    fields = {name: field.value for name, field in entries["huizhou"].fields_dict.items()}
    assert fields["author"] == "{尹利勇} and {曾斌戈} and {何雄}"
    assert fields["title"] == "{精细化“智慧防控” 让市民安全感满满}"
    assert (fields["year"], fields["month"], fields["day"]) == ("2016", "10", "21")
    assert fields["journal"] == "南方法治报"
    assert entries["as-reported"]["version"] == catalog.version


def test_bibtex_escapes_what_latex_would_read(catalog: Catalog) -> None:
    city = catalog.cities["suqian"]
    title = Text(en="x", zh="100% & more_of #1")
    source = city.source.model_copy(update={"title": title})
    cities = {"suqian": city.model_copy(update={"source": source})}
    content = catalog.content.model_copy(update={"cities": cities})
    text = citations(replace(catalog, content=content), "bib").decode()
    assert r"{100\% \& more\_of \#1}" in text


def test_ris(catalog: Catalog) -> None:
    text = citations(catalog, "ris").decode()
    assert text.startswith("TY  - ")
    first, *articles = rispy.loads(text)
    assert first["type_of_reference"] == "DATA" and first["edition"] == catalog.version
    assert [entry["id"] for entry in articles] == list(catalog.cities)
    longnan = articles[3]
    assert longnan["title"] == "陇南公安:对标一流 构建现代警务新模式"
    assert (longnan["authors"], longnan["year"], longnan["date"]) == (
        ["程健"],
        "2024",
        "2024/08/07/",
    )
    hengyang = articles[1]
    assert hengyang["date"] == "2022/08//" and "Date inferred:" in " ".join(hengyang["notes"])


def test_csl(catalog: Catalog) -> None:
    items = {item["id"]: item for item in json.loads(citations(catalog, "json"))}
    assert items["as-reported"]["type"] == "dataset"
    assert items["suqian"]["issued"] == {"date-parts": [[2021, 2, 10]]}
    assert items["jingmen"]["issued"] == {"date-parts": [[2020]], "circa": True}
    assert items["hengyang"]["title"] == "[Untitled article on policing in Hengyang]"
    assert "container-title" not in items["hengyang"]


def test_citations_of_some_cities(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    cities = ["--city", "suqian", "huizhou"]
    done = asreported("export", "citations", "--format", "json", *cities, "--out", str(path))
    assert done.returncode == 0
    ids = [item["id"] for item in json.loads(path.read_text("utf-8"))]
    assert ids == ["as-reported", "huizhou", "suqian"]
