"""The numbers of an article one by one, and the words of it that carry each."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asreported import Catalog, load
from asreported.catalog.accounting import account
from asreported.catalog.model import Qualifier
from asreported.curation.desk import Desk
from asreported.curation.edits import AddEntry
from asreported.curation.entries import typed
from asreported.curation.existing import existing_entries
from asreported.curation.quoting import (
    first_left_out,
    first_quote,
    numbers_beside,
    quote_fields,
    stretched,
    stretched_to_clause,
)
from asreported.curation.worklist import (
    READY_REASONS,
    MachineReading,
    Number,
    Status,
    counted_under,
    entered,
    machine_reading,
    numbers_of,
    own_figures,
    reasons_for,
    reasons_used,
    used_before,
)
from tests.catalog_files import ARTICLE, GOOD, TAIL, write
from tests.known import ROOT


def of(tmp_path: Path, article: str) -> Catalog:
    """A catalog with an article whose end is open: its numbers, entries and the rest."""
    return load(write(tmp_path, GOOD + TAIL, ARTICLE + article))


def number(catalog: Catalog, as_written: str) -> Number:
    return next(n for n in numbers_of(catalog, "longnan") if n.as_written == as_written)


def words(catalog: Catalog, span: tuple[int, int]) -> str:
    return catalog.articles["longnan"][slice(*span)]


def test_no_number_tells_what_the_machine_reads_in_it(tmp_path: Path) -> None:
    found = numbers_of(of(tmp_path, "抓获7人。"), "longnan")
    assert [(n.as_written, n.status, n.entry) for n in found] == [
        ("2023", Status.OPEN, None),
        ("22%", Status.ENTERED, "drop"),
        ("98%", Status.ENTERED, "rate"),
        ("5万", Status.ENTERED, "cameras"),
        ("第一", Status.ENTERED, "rank"),
        ("5%", Status.LEFT_OUT, "date"),
        ("5%", Status.LEFT_OUT, "date"),
        ("7", Status.OPEN, None),
    ]
    assert set(vars(found[0])) == {"start", "end", "as_written", "status", "entry"}


def test_of_several_figures_in_one_quote_each_has_its_number(catalog: Catalog) -> None:
    found = [n.entry for n in numbers_of(catalog, "huizhou") if n.as_written in ("三", "十强")]
    assert "huizhou-safest-city-years" in found
    assert "huizhou-safest-city-rank" in found


def test_all_numbers_of_the_real_articles_are_told(catalog: Catalog) -> None:
    for article in catalog.articles:
        result, found = account(catalog, article), numbers_of(catalog, article)
        assert [n.start for n in found] == sorted(n.start for n in found)
        assert len(found) == result.found
        assert all(n.entry in catalog.figures for n in found if n.status is Status.ENTERED)


@pytest.mark.parametrize(
    "article, as_written, metric, expected",
    [
        ("接警1,234起。", "1,234", None, MachineReading("1234", Qualifier.EXACT, "")),
        ("事故下降三成。", "三成", "case_change", MachineReading("-30", Qualifier.EXACT, "percent")),
        ("抓获15至20人。", "15至20", None, MachineReading("[15, 20]", Qualifier.EXACT, "")),
        ("抓获近百人。", "近百", None, MachineReading("100", Qualifier.ABOUT, "")),
        ("抓获上百人。", "上百", None, MachineReading(None, Qualifier.AT_LEAST, "")),
        ("抓获1+9人。", "1+9", None, MachineReading(None, Qualifier.EXACT, "")),
        ("破案率90%。", "90%", "cameras", MachineReading("90", Qualifier.EXACT, "percent")),
    ],
)  # fmt: skip
def test_the_machine_s_reading(
    tmp_path: Path, article: str, as_written: str, metric: str | None, expected: MachineReading
) -> None:
    catalog = of(tmp_path, article)
    one = number(catalog, as_written)
    quote = words(catalog, first_quote(catalog, "longnan", one))
    assert machine_reading(catalog, "longnan", one, quote, metric) == expected


def test_the_machine_reads_in_the_unit_of_the_metric(tmp_path: Path) -> None:
    time = "  time:\n    name: {en: T, zh: 时}\n    theme: cases\n    kind: duration\n    unit: second\n"
    text = GOOD.replace("\ncities:\n", f"\n{time}    about: {{en: T, zh: 时}}\ncities:\n")
    catalog = load(write(tmp_path, text, f"{ARTICLE}用时3分钟。"))
    one = number(catalog, "3")
    for metric, value in (("time", "180"), (None, "3")):
        found = machine_reading(catalog, "longnan", one, "用时3分钟", metric)
        assert found.value == value


def test_the_reason_used_most_comes_first(catalog: Catalog) -> None:
    found = reasons_used(catalog)
    used = [e.why for city in catalog.cities.values() for e in city.not_figures]
    assert found[0] == max(set(used), key=used.count)
    assert set(found) == set(catalog.content.exclusion_reasons)


def test_what_others_count_under_a_metric(catalog: Catalog) -> None:
    found = counted_under(catalog, "cameras")
    assert found["surveillance_cameras"] == ("hengyang",)
    assert set(found) == {figure.counts for figure in catalog.figures_of("cameras")}


@pytest.mark.parametrize(
    "article, as_written, left_out",
    [
        ("于2024年3月6日,", "6", "2024年3月6日"),
        ("于2024年3月6日,", "2024", "2024年3月6日"),
        ("今年1至7月,", "7", "1至7月"),
        ("2024-08-07 12:02 来源", "12", "2024-08-07 12:02"),
        ("上月,一张网,", "一", "一张网"),
        ("查处12起和三类人", "三", "起和三类人"),
    ],
)
def test_words_to_leave_out_hold_no_other_number(
    tmp_path: Path, article: str, as_written: str, left_out: str
) -> None:
    catalog = of(tmp_path, article)
    assert (
        words(catalog, first_left_out(catalog, "longnan", number(catalog, as_written))) == left_out
    )


# The quote.


@pytest.mark.parametrize(
    "article, as_written, quote",
    [
        ("查处12起、抓获7人和8车,追赃。", "7", "抓获7人"),
        ("查处12起、抓获7人和8车,追赃。", "8", "抓获7人和8车"),
        ("破获3起超过18年的命案,追赃。", "3", "破获3起超过18年的命案"),
        ("公安局和分局抓获7人,追赃。", "7", "公安局和分局抓获7人"),
        ("It has 15,000 cameras and 28 drone docks.", "15,000", "It has 15,000 cameras"),
        ("It has 15,000 cameras and 28 drone docks.", "28", "It has 15,000 cameras and 28 drone docks"),
        ("Thefts fell by 9% in Ham and Sand.", "9%", "Thefts fell by 9% in Ham and Sand"),
    ],
)  # fmt: skip
def test_the_first_quote_is_the_clause_up_to_where_another_number_is_joined(
    tmp_path: Path, article: str, as_written: str, quote: str
) -> None:
    catalog = of(tmp_path, article)
    one = number(catalog, as_written)
    assert words(catalog, first_quote(catalog, "longnan", one)) == quote


def test_a_quote_of_several_numbers_says_which(tmp_path: Path) -> None:
    catalog = of(tmp_path, "查处12起、抓获7人和8车,追赃。")
    one = number(catalog, "7")
    span = first_quote(catalog, "longnan", number(catalog, "8"))
    assert [beside.as_written for beside in numbers_beside(catalog, "longnan", one, span)] == ["8"]
    assert quote_fields(catalog, "longnan", one, span) == {
        "quote": "抓获7人和8车", "prefix": "", "suffix": "", "as_written": "7",
    }  # fmt: skip
    narrow = stretched(catalog.articles["longnan"], span, one.span, "end", -3)
    assert quote_fields(catalog, "longnan", one, narrow)["as_written"] == ""
    assert words(catalog, narrow) == "抓获7人"
    wide = stretched_to_clause(catalog.articles["longnan"], span, one.span, "start", outwards=True)
    assert words(catalog, wide) == "查处12起、抓获7人和8车"


def test_words_that_stand_twice_get_words_beside_them(tmp_path: Path) -> None:
    catalog = of(tmp_path, "甲地抓获7人。乙地抓获7人,丙地。\n抓获7人。抓获7人,")
    found = [n for n in numbers_of(catalog, "longnan") if n.as_written == "7"]
    fields = []
    for one in found:
        span = (one.start - 2, one.end + 1)
        fields.append(quote_fields(catalog, "longnan", one, span))
    assert [(one["prefix"], one["quote"], one["suffix"]) for one in fields] == [
        ("甲地", "抓获7人", ""),
        ("乙地", "抓获7人", ""),
        ("", "抓获7人", "。抓"),
        ("。", "抓获7人", ""),
    ]
    desk = Desk(tmp_path / "metrics.yaml")
    for i, quote in enumerate(fields):
        entry: dict[str, Any] = {"id": f"a-{i}", "metric": "cameras", "counts": "criminal_cases",
                                 "value": "7", "period": "2023", "gloss": "x", **quote}  # fmt: skip
        proposal = desk.propose([AddEntry("longnan", "figures", typed("figures", entry))])
        assert proposal.faults == {}
        assert proposal.catalog is not None
        assert proposal.catalog.passages[f"a-{i}"].start == found[i].start - 2


@given(
    st.text("甲乙,。\n\r 1", min_size=1, max_size=30),
    st.integers(0, 29),
    st.lists(st.tuples(st.sampled_from(["start", "end"]), st.integers(-40, 40)), max_size=6),
)
def test_a_quote_never_loses_its_number_nor_leaves_its_line(
    article: str, at: int, moves: list[tuple[Any, int]]
) -> None:
    at = min(at, len(article) - 1)
    if article[at] in "\r\n":
        return
    span = one = (at, at + 1)
    for side, by in moves:
        span = stretched(article, span, one, side, by)
        assert 0 <= span[0] <= one[0] < one[1] <= span[1] <= len(article)
        further = stretched_to_clause(article, span, one, side, outwards=by > 0)
        assert further[0] <= one[0] < one[1] <= further[1]
        for start, end in (span, further):
            assert not set(article[start:end]) & {"\r", "\n"}


def test_what_an_entry_has_is_what_its_form_shows_and_saves_again() -> None:
    """Of every number of the real articles: opened in the form and saved, the file stays."""
    desk, catalog = Desk(ROOT / "metrics.yaml"), load(ROOT / "metrics.yaml")
    data, seen = desk.data(), Counter[str]()
    for article in catalog.sources:
        for number in numbers_of(catalog, article):
            for there in existing_entries(catalog, article, number, data):
                shown = {one: there.fields[one] for one in there.fields if one in there.entry}
                assert typed(there.kind, {**there.entry, **shown}) == there.entry
                for field, words in there.fields.items():
                    name, *inside = field.split("-")
                    value = there.entry[name]
                    for key in inside:
                        value = value[key]
                    assert typed(there.kind, {name: words}) == {name: value} or inside
                words = catalog.articles[article][slice(*there.quote)]
                assert words == there.entry["quote"]
                assert there.quote[0] <= number.start < number.end <= there.quote[1]
                seen[there.kind] += 1
    assert seen["figures"] >= 216 and seen["not_figures"] >= 142


def test_a_number_beside_the_one_of_a_figure_has_no_entry() -> None:
    catalog = load(ROOT / "metrics.yaml")
    data = Desk(ROOT / "metrics.yaml").data()
    beside = [
        number
        for number in numbers_of(catalog, "hengyang")
        if number.status is Status.ENTERED and not own_figures(catalog, "hengyang", number)
    ]
    assert beside
    assert all(existing_entries(catalog, "hengyang", one, data) == [] for one in beside)


# What is offered again.


@pytest.mark.parametrize(
    "article, as_written, first",
    [
        ("举报电话:0939-8212345。", "0939-8212345", "telephone"),
        ("拨打96110。", "96110", "telephone"),
        ("已建高清探头5万个。", "5万", "said_before"),
        ("抓获7人,又抓获7人。", "7", "date"),  # which is entered nowhere yet
        ("接警1,234起。", "1,234", "date"),
        ("挽损35万美元。", "35万", "other_currency"),
        ("重复警情占三分之一。", "三分之一", "not_read"),
    ],
)
def test_the_reason_that_seems_to_fit_comes_first(
    tmp_path: Path, article: str, as_written: str, first: str
) -> None:
    catalog = of(tmp_path, article)
    one = [n for n in numbers_of(catalog, "longnan") if n.as_written == as_written][-1]
    found = reasons_for(catalog, "longnan", one, numbers_of(catalog, "longnan"))
    assert next(iter(found)) == first
    assert set(found) == {*catalog.content.exclusion_reasons, *READY_REASONS}
    assert all(name.en != name.zh for name in found.values())


def test_a_reason_that_is_ready_is_the_catalog_s_own_where_it_has_one(tmp_path: Path) -> None:
    own = GOOD.replace("reasons:\n", "reasons:\n  telephone: {name: {en: to ring, zh: 拨号}}\n")
    assert own != GOOD
    catalog = load(write(tmp_path, own + TAIL, f"{ARTICLE}拨打96110。"))
    found = reasons_for(catalog, "longnan", number(catalog, "96110"), ())
    assert found["telephone"].zh == "拨号"


def test_what_stands_last_before_a_number_is_offered_first(catalog: Catalog) -> None:
    figures = entered(catalog, "longnan")
    assert [start for start, _ in figures] and len({one.period for _, one in figures}) > 3
    last = max(figures, key=lambda one: one[0])
    end = Number(10**6, 10**6 + 1, "1", Status.OPEN)
    assert used_before(figures, end, "period")[0] == str(last[1].period)
    start = Number(0, 1, "1", Status.OPEN)  # nothing stands before it: then what is nearest
    first = min(figures, key=lambda one: one[0])
    assert used_before(figures, start, "period")[0] == str(first[1].period)
    found = used_before(figures, end, "baseline")
    assert len(found) == len(set(found)) and None not in found
