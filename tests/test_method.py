"""The method: the same text in the documents as in the program, and nothing stale in it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from asreported import Catalog, load
from asreported.catalog.model import ReportedFigure, figure_fields
from asreported.comparison.verdicts import RULES
from asreported.html.method import SECTIONS, method_text, sections
from asreported.words.language import language
from tests.catalog_files import GOOD, write
from tests.known import ROOT


@pytest.mark.parametrize("code, file", [("en", "METHOD.md"), ("zh", "METHOD.zh.md")])
def test_the_document_is_what_the_program_says(code: str, file: str) -> None:
    written = (ROOT / "docs" / file).read_text(encoding="utf-8")
    catalog = load(ROOT / "metrics.yaml")
    assert written == method_text(catalog, language(code)), (
        f"renew it: python -m asreported method --lang {code} > docs/{file}"
    )


def test_the_command_prints_it(catalog: Catalog) -> None:
    command = [sys.executable, "-m", "asreported", "method", "--lang", "zh"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    assert printed == method_text(catalog, language("zh"))


@pytest.mark.parametrize("code", ["en", "zh"])
def test_every_rule_and_code_is_told(catalog: Catalog, code: str) -> None:
    t = language(code)
    text = method_text(catalog, t)
    for rule in RULES:
        assert f"| **{t(rule.name)}** |" in text and t(rule.why) in text
    content = catalog.content
    for codes in (content.themes, content.metrics, content.counts, content.counting_units,
                  content.baselines, content.areas, content.voices, content.exclusion_reasons):  # fmt: skip
        for key, entry in codes.items():
            assert f"| `{key}` | {language(code).text(entry.name)} " in text
    assert not re.search(r"{\w+}", text), "everything is filled in"


def test_every_field_of_a_figure_is_told() -> None:
    described = {name for names in figure_fields().values() for name in names}
    assert described == set(ReportedFigure.model_fields) - {"city"}


def test_examples_come_from_the_data(catalog: Catalog) -> None:
    text = method_text(catalog, language("en"))
    row = next(line for line in text.splitlines() if line.startswith("| **Length of period** |"))
    assert row.endswith(
        "Longnan, Change in cases, Criminal cases: −22%, 2023: 7 months against 12 |"
    )
    assert "13 ÷ 2,596,927 residents × 100,000 ÷ 12 months = 0.0417, per 100,000 r" in text


def test_a_codelist_without_codes_is_left_out(tmp_path: Path) -> None:
    whole = "reasons:\n  date: {name: {en: a date, zh: 日期}}\n"
    assert whole in GOOD
    catalog = load(write(tmp_path, GOOD.replace(whole, "reasons: {}\n")))
    text = method_text(catalog, language("en"))
    assert "### Areas" in text and "### Why a number is no figure" not in text


@pytest.mark.parametrize("code", ["en", "zh"])
def test_each_section_has_a_name_that_an_address_can_hold(catalog: Catalog, code: str) -> None:
    title, lead, found = sections(method_text(catalog, language(code)))
    assert title in ("Method", "方法") and lead
    assert tuple(section.name for section in found) == SECTIONS
    by_name = {section.name: section for section in found}
    assert "| --- |" in by_name["verdicts"].text, "the rules"
    assert len(by_name["codelists"].parts) == 8 and by_name["codelists"].text == ""
    assert not [section for section in found if section.parts and section.name != "codelists"]


@pytest.mark.parametrize("code", ["en", "zh"])
def test_no_markup_is_left_to_be_read(catalog: Catalog, code: str) -> None:
    """Chinese showed ``**人均：**`` raw: a colon of full width before the stars ends no emphasis."""
    shown = MarkdownIt("commonmark").enable("table").render(method_text(catalog, language(code)))
    assert "<strong>" in shown and "**" not in shown
