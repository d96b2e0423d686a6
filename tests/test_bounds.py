"""What is accepted can be shown, and what cannot be shown is refused in a line."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asreported import Catalog, load, selection
from asreported.catalog.accounting import account, accounting_problems
from asreported.catalog.annotation import annotate
from asreported.catalog.drafts import scan_article
from asreported.catalog.model import Rate
from asreported.comparison.side_by_side import side_by_side
from asreported.drawing.formats import CITATIONS, SIZES, TABLES, file_name
from asreported.export.citations import citations
from asreported.export.datapackage import datapackage
from asreported.export.pictures import sized
from asreported.html.method import method_text
from asreported.view import CompareView
from asreported.words.language import LANGUAGES, language
from tests.catalog_files import ARTICLE, GOOD, line_of, problems, write


@pytest.mark.parametrize(
    "before, after, message",
    [
        ("value: 50000", f"value: {10**28}", "value: it may be 1,000,000,000,000,000 at most"),
        ("value: -22", "value: -0.0000001", "value: it may be 0.000001 at least, or 0"),
        ("period: as of 2024\n        quote: 全市", "period: as of 9999\n        quote: 全市",
         "period: '9999': a year is one from 1000 to 2999"),
        ("period: as of 2024\n        quote: 全市", "period: P900Y/2024\n        quote: 全市",
         "period: 'P900Y/2024': a length is one from a month to 200 years"),
        ("period: as of 2024\n        quote: 全市", "period: P0M/2024\n        quote: 全市",
         "period: 'P0M/2024': a length is one"),
        ("2407272", "9" * 29, "population.value: it may be 100000000000 at most"),
        ("published: 2024-08-07", "published: 9999", "a year is one from 1000 to 2999"),
    ],
)  # fmt: skip
def test_what_could_not_be_shown_is_refused(
    tmp_path: Path, before: str, after: str, message: str
) -> None:
    text = GOOD.replace(before, after)
    (problem,) = problems(write(tmp_path, text))
    assert message in str(problem)
    assert problem.line == line_of(text, after) + after.count("\n") * (before.find("\n") < 0)


def shown(catalog: Catalog) -> str:
    """Draw and write all that there is of a catalog; give the words of its report and method."""
    said = ""
    for code in LANGUAGES:
        for rates in ((), tuple(Rate)):
            view = CompareView(code, rates=rates)
            for comparison in selection.comparisons(catalog, view):
                if comparison.figures:
                    draw = selection.drawer(catalog, view, comparison)
                    said += draw(width=350).metadata.description
                    for size in SIZES:
                        sized(draw, size)
            for ending in TABLES:
                selection.data(catalog, view, ending)
        said += selection.report(catalog, code).decode() + method_text(catalog, language(code))
    for ending in CITATIONS:
        citations(catalog, ending)
    assert datapackage(catalog) and side_by_side(catalog)
    return said


_VALUES = st.one_of(
    st.integers(0, 10**15),
    st.decimals(min_value="0.000001", max_value="1000000", places=6).map(lambda d: f"{d:f}"),
)
_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1).filter(
    lambda words: words.strip()
)


@settings(max_examples=25, deadline=None)
@given(
    value=_VALUES,
    population=st.integers(1, 10**11),
    period=st.sampled_from(
        ["1000", "2999", "P200Y/1000", "as of 2999-12-31", "../1000", "2999/.."]
    ),
    name=_WORDS,
)
@example("99.9996", 1, "2999-12-31/2999-12-31", "Longnan")
def test_what_is_accepted_is_shown(value: object, population: int, period: str, name: str) -> None:
    text = GOOD.replace("value: 98", f"value: {value}").replace("率为98%", f"率为{value}%")
    text = text.replace("value: 50000", f"value: {value}").replace("有5万个", f"有{value}个")
    text = text.replace("2407272", str(population)).replace("period: 2023", f"period: {period}")
    quoted = name.replace("'", "''")
    text = text.replace("{en: Longnan,", f"{{en: '{quoted}',")
    article = ARTICLE.replace("98%", f"{value}%").replace("5万", str(value))
    with TemporaryDirectory() as folder:
        try:
            catalog = load(write(Path(folder), text, article))
        except Exception as refusal:
            assert type(refusal).__name__ == "CatalogError" and str(refusal)
            return
        said = shown(catalog)
    assert "Traceback" not in said


def test_names_of_files_are_told_apart() -> None:
    names = [
        file_name(metric, "en", "png", size=size, rates=rates, part=part)
        for metric in ("m", "m_square", "m_per-head", "m_per-head_square", "m_references", "m-zh")
        for size in SIZES
        for rates in ((), (Rate.PER_HEAD,), tuple(Rate))
        for part in ("", "references")
    ]
    assert len(set(names)) == len(names)


def with_article(tmp_path: Path, words: str) -> Path:
    return write(tmp_path, GOOD, ARTICLE + "\n" + words)


@pytest.mark.parametrize("words", ["甲1", "1,", "共1件", "1\n", "一"])
def test_the_work_grows_with_the_article_and_not_with_its_square(
    tmp_path: Path, words: str
) -> None:
    """40 KB of 甲1 took 25 seconds; the ratio of two lengths tells the power, not the machine."""
    seconds = []
    for times in (5_000, 40_000):
        path = with_article(tmp_path, words * times)
        catalog = load(path)
        start = time.process_time()
        listed = accounting_problems(catalog, tmp_path)
        annotate(catalog, "longnan")
        seconds.append(time.process_time() - start)
        assert len(listed) <= 201 and all(len(str(problem)) < 700 for problem in listed)
        if words in ("甲1", "1\n"):  # the others are one long run, or one for each thousand
            assert "more numbers like these: mend these first" in listed[-1].message
    assert seconds[1] < 8 * 3 * seconds[0]


def test_an_entry_that_stands_often_is_held_against_each_number_once(tmp_path: Path) -> None:
    text = GOOD + "    not_figures:\n      - {quote: 共7件, why: date}\n"
    catalog = load(write(tmp_path, text, ARTICLE + "\n" + "共7件,有7人。" * 20_000))
    result = account(catalog, "longnan")
    assert len(result.left_out) == 20_000 and len(result.unaccounted) >= 20_000


def test_a_quote_of_scan_is_no_longer_than_a_line(tmp_path: Path) -> None:
    path = with_article(tmp_path, "甲1" * 2_000 + "\x1b[31m共7件\x07" + "乙")
    drafts = list(scan_article(str(tmp_path / "seeds/a.txt"), load(path)))
    assert len(drafts) >= 2_000
    for draft in drafts:
        assert all(len(line) < 200 and line.isprintable() for line in draft.splitlines())
    assert any("quote: 共7件" in draft or "quote: [31m共7件" in draft for draft in drafts)
