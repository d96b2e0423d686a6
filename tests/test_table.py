"""Figures as a table and as CSV."""

from __future__ import annotations

import csv
import io

import asreported
from asreported import Catalog
from asreported.export.table import COLUMNS, rows, to_csv, to_frame


def test_one_row_a_figure(catalog: Catalog) -> None:
    frame = to_frame(catalog)
    assert list(frame["id"]) == list(catalog.figures)
    assert asreported.to_frame(catalog).equals(frame)
    row = frame.set_index("id").loc["hengyang-criminal-cases"]
    assert row["value"] == -20.77
    assert row["as_written"] == "20.77%"
    assert (row["period_start"], row["period_end"]) == ("2022-01", "2022-07")
    assert row["baseline"] == "same_period_previous_year"
    assert row["inferred"] == "period"
    assert row["source"] == "seeds/hengyang.txt"


def test_the_columns_that_links_rely_on() -> None:
    promised = (
        "id city metric counts value unit qualifier as_written period_start period_end baseline "
        "area inferred quote gloss source"
    )
    assert set(promised.split()) <= set(COLUMNS)


def test_csv_opens_in_a_spreadsheet_with_its_chinese(catalog: Catalog) -> None:
    raw = to_csv(rows(catalog, catalog.figures.values()), COLUMNS)
    assert raw.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read UTF-8"
    read = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert len(read) == len(catalog.figures)
    (row,) = [row for row in read if row["id"] == "jingmen-cases"]
    assert (row["quote"], row["value"]) == ("2019年发案数同比下降14.7%", "-14.7")
    assert row["note"].startswith("The sentence lists campaigns")
    assert (row["source_date"], row["stated_by"]) == ("2020", "police")


def test_no_text_runs_as_a_formula() -> None:
    quotes = ["=1+1", "+1", "-1", "@x", "plain"]
    table = to_csv([{"quote": quote, "value": -1.0} for quote in quotes], ["quote", "value"])
    read = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert [row["quote"] for row in read] == ["'=1+1", "'+1", "'-1", "'@x", "plain"]
    assert read[0]["value"] == "-1"
