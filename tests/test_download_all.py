"""Taking things along from the page: what the buttons give is what the command gives."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pandas as pd
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from asreported import Catalog, selection
from asreported.catalog.model import Rate
from asreported.export.citations import citations
from asreported.export.datapackage import datapackage
from asreported.export.pictures import picture, sized
from asreported.selection import data
from asreported.view import CompareView
from tests.pages import new_page, open_page, save, settle


def test_a_chart_and_its_data_as_the_command_gives_them(
    page: Page, dashboard: str, catalog: Catalog, tmp_path: Path
) -> None:
    open_page(page, dashboard + "?metric=cameras&city=hengyang&rate=per_head&lang=en")
    view = CompareView("en", metrics=("cameras",), cities=("hengyang",), rates=(Rate.PER_HEAD,))
    for button, ending in (("Data (CSV)", "csv"), ("Data (JSON)", "json")):
        taken = save(page, button, tmp_path)
        assert taken.name == f"as-reported_cameras__per-head_en.{ending}"
        assert taken.read_bytes() == data(catalog, view, ending)
    page.get_by_role("radio", name="Square").click()
    settle(page)
    svg = save(page, "SVG", tmp_path)
    assert svg.name == "as-reported_cameras__per-head__square_en.svg"
    (comparison,) = selection.comparisons(catalog, view)
    chart = sized(selection.drawer(catalog, view, comparison), "square")
    assert svg.read_bytes() == picture(chart, "svg", width=1080)
    assert Image.open(save(page, "PNG", tmp_path)).size == (2160, 2160)


def test_a_line_and_references_to_paste(
    page: Page, dashboard: str, catalog: Catalog, tmp_path: Path
) -> None:
    open_page(page, dashboard + "?metric=goods_seized&lang=en")
    page.get_by_role("button", name="Cite").first.click()
    line = page.locator("[data-testid=stPopoverBody] code >> nth=0").inner_text()
    assert line == (
        "Goods seized, as reported · Longnan: China Gansu Net, 7 Aug 2024"
        f" · As Reported, data {catalog.version} · As reported by articles, not verified"
        " · ?metric=goods_seized&lang=en"
    )
    for button, ending in (("BibTeX", "bib"), ("RIS", "ris"), ("CSL JSON", "json")):
        taken = save(page, button, tmp_path)
        assert taken.name == f"as-reported_goods_seized__references_en.{ending}"
        assert taken.read_bytes() == citations(catalog, ending, ["longnan"])


def test_everything_at_once(page: Page, dashboard: str, catalog: Catalog, tmp_path: Path) -> None:
    open_page(page, dashboard + "?metric=cameras&lang=en")
    package = save(page, "Data package (ZIP)", tmp_path)
    assert package.read_bytes() == datapackage(catalog)
    everything = save(page, "All data (CSV)", tmp_path)
    assert len(pd.read_csv(everything)) == len(catalog.figures)
    whole = save(page, "Report (HTML)", tmp_path)
    assert whole.name == "as-reported_report_en.html"
    assert whole.read_text("utf-8") == selection.report(catalog, "en").decode()


def test_the_charts_of_a_filter_as_a_zip(browser: Browser, dashboard: str, tmp_path: Path) -> None:
    with new_page(browser) as page:
        open_page(page, dashboard + "?theme=traffic&lang=en")
        page.get_by_text("Charts as a ZIP").click()
        page.get_by_role("toolbar", name="Formats").get_by_role("button", name="SVG").click()
        make = page.get_by_role("button", name="Make 4 pictures")
        make.click()
        expect(page.get_by_text("of 4 pictures")).to_be_visible()
        page.get_by_role("button", name="Save the ZIP").wait_for(timeout=60_000)
        taken = save(page, "Save the ZIP", tmp_path)
        assert taken.name == "as-reported_charts_en.zip"
        with zipfile.ZipFile(taken) as archive:
            assert sorted(archive.namelist()) == [
                f"as-reported_traffic_{name}_en.{ending}"
                for name in ("change", "decline_years")
                for ending in ("png", "svg")
            ]
            raw = archive.read("as-reported_traffic_change_en.png")
        assert Image.open(io.BytesIO(raw)).width == 2400
        page.get_by_role("button", name="Make another").click()
        expect(make).to_be_visible()


def test_a_zip_can_be_stopped(browser: Browser, dashboard: str) -> None:
    with new_page(browser) as page:
        open_page(page, dashboard + "?metric=cameras&lang=en")
        page.get_by_text("Charts as a ZIP").click()
        page.get_by_role("button", name="Make 77 pictures").click()
        expect(page.get_by_text("of 77 pictures")).to_be_visible()
        page.get_by_role("button", name="Stop").last.click()
        expect(page.get_by_role("button", name="Make 77 pictures")).to_be_visible()
        page.get_by_role("radio", name="Of the metrics chosen").click(force=True)
        expect(page.get_by_role("button", name="Make 1 picture")).to_be_visible()


def test_a_city_and_the_table_as_the_command_gives_them(
    page: Page, dashboard: str, catalog: Catalog, tmp_path: Path
) -> None:
    page.goto(dashboard + "city?city=suqian&lang=en")
    taken = save(page, "Data (JSON)", tmp_path)
    rows = json.loads(taken.read_text("utf-8"))
    assert [row["id"] for row in rows] == [f.id for f in catalog.cities["suqian"].figures]
    pdf_view = CompareView("en", cities=("suqian",))
    assert taken.read_bytes() == data(catalog, pdf_view, "json")
    png = Image.open(save(page, "PNG", tmp_path))
    assert png.text["Title"] == "Suqian, as reported"
    assert catalog.version in png.text["Software"]
