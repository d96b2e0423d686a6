"""A second reader sees no entry; what differs is kept, and the method tells how much agrees."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from asreported import Catalog, load
from asreported.catalog.live import LiveCatalog
from asreported.catalog.second_reading import Agreement, agreement, second_reading_file
from asreported.curation.desk import Desk
from asreported.curation.edits import AddArticle
from asreported.curation.entries import typed
from asreported.curation.locking import SavingError
from asreported.curation.second_reader import SecondReader
from asreported.curation.worklist import Number, Status, numbers_of
from asreported.html.method import method_text
from asreported.words.language import language
from tests.catalog_files import GOOD, TAIL, problems, write
from tests.commands import asreported

#: What the entries of GOOD say, as it would be typed.
SAME: dict[str, dict[str, str]] = {
    "22%": {"value": "-22", "metric": "case_change", "counts": "criminal_cases", "period": "2023",
            "baseline": "not_stated"},
    "98%": {"value": "98.0", "metric": "clearance", "counts": "criminal_cases", "period": "2023"},
    "5万": {"value": "50,000", "metric": "cameras", "counts": "criminal_cases", "period": "as of 2024"},
    "第一": {"value": "1", "metric": "cameras_rank", "counts": "criminal_cases"},
    "5%": {"why": "date"},
}  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path, GOOD + TAIL)


def number(catalog: Catalog, as_written: str) -> Number:
    [article] = catalog.articles
    return next(n for n in numbers_of(catalog, article) if n.as_written == as_written)


def read(path: Path, *readings: tuple[str, Mapping[str, Any]], by: str = "Li") -> Catalog:
    for as_written, fields in readings:
        catalog = load(path)
        reader = SecondReader(path, "longnan", by)
        assert reader.record(catalog, number(catalog, as_written), fields) == {}
    return load(path)


# What is refused.


@pytest.mark.parametrize(
    "fields, faults",
    [
        ({}, {"value": "type the value, or say why the number is no figure"}),
        ({"value": "5", "why": "date"}, {"value": "type the value, or say why the number is no figure"}),
        ({"value": "many"}, {"value": "it must be a number, and this is 'many'"}),
        ({"value": "5", "period": "soon"}, {"period": "'soon' is no date: write 2022, 2022-08 or 2022-08-10"}),
        ({"value": "5", "qualifier": "nearly"}, {"qualifier": "'nearly' is not one of 'exact', 'about', 'more_than', 'at_least', 'less_than' or 'at_most'"}),
    ],
)  # fmt: skip
def test_what_is_no_reading_is_not_kept(
    path: Path, fields: Mapping[str, str], faults: Mapping[str, str]
) -> None:
    catalog = load(path)
    found = SecondReader(path, "longnan", "Li").record(catalog, number(catalog, "22%"), fields)
    assert found == faults
    assert not second_reading_file(path).exists()


@pytest.mark.parametrize(
    "text, problem",
    [
        ("a: [", "this is not YAML"),
        ("readings: []\nread: []\n", "there is no field 'read' here"),
        ("readings: [{article: moon, reader: Li, on: 2024}]\n", "there is no article 'moon'"),
        ("readings: [{article: longnan, on: 2024}]\n", "'reader' is missing"),
        ('readings: [{article: longnan, reader: Li, on: 2024, numbers: [{at: 1, as_written: "22%"}]}]\n', "“22%” does not stand there in the article any more"),
        ("settled: [{article: longnan, reader: Li, at: 1, field: value, kept: mine, by: Wu, on: 2024}]\n", "'mine' is not one of 'entry', 'reading' or 'neither'"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_second_reading_is_told_of(path: Path, text: str, problem: str) -> None:
    second_reading_file(path).write_text(text, encoding="utf-8")
    [found] = problems(path)
    assert Path(found.file).name == "metrics.second_reading.yaml"
    assert problem in found.message
    done = asreported("check", str(path))
    assert done.returncode == 1
    assert re.search(r"metrics\.second_reading\.yaml:[12]: ", done.stdout)
    second_reading_file(path).write_text("readings: no\n")
    catalog = Desk(write(path.parent / "seeds", GOOD)).propose([]).catalog
    assert catalog is not None
    with pytest.raises(SavingError, match="holds no second reading: mend it first"):
        SecondReader(path, "longnan", "Li").record(catalog, number(catalog, "22%"), SAME["22%"])
    assert second_reading_file(path).read_text() == "readings: no\n"


def test_a_decision_needs_one_who_decides(path: Path) -> None:
    catalog = read(path, ("22%", {**SAME["22%"], "value": "-21"}))
    [difference] = agreement(catalog.second_reading).differences
    reader = SecondReader(path, "longnan", "Li")
    for kept, by in (("entry", " "), ("mine", "Wu")):
        with pytest.raises(SavingError):
            reader.settle(difference, kept, by)
    assert load(path) == catalog


def test_only_all_are_a_hundred_percent() -> None:
    assert Agreement(1, 1, 2000, (None,)).rate == 99.9  # type: ignore[arg-type]
    assert Agreement(1, 1, 7, ()).rate == 100
    assert Agreement(0, 0, 0, ()).rate == 0


# What is kept.


def test_a_second_reader_sees_no_entry(path: Path) -> None:
    reader = SecondReader(path, "longnan", "Li")
    blind = reader.numbers(load(path))
    assert [n.as_written for n in blind] == ["2023", "22%", "98%", "5万", "第一", "5%", "5%"]
    assert {(n.status, n.entry) for n in blind} == {(Status.OPEN, None)}
    read(path, ("22%", SAME["22%"]), by="Wu")
    assert reader.numbers(load(path)) == blind, "nor what another has read"
    catalog = read(path, ("98%", SAME["98%"]), ("5%", {"why": "date"}))
    statuses = {n.as_written: (n.status, n.entry) for n in reversed(reader.numbers(catalog))}
    assert statuses["98%"] == (Status.ENTERED, None)
    assert statuses["5%"] == (Status.LEFT_OUT, "date")
    assert statuses["22%"] == (Status.OPEN, None)


def test_what_agrees_and_what_does_not(path: Path) -> None:
    catalog = read(
        path,
        ("98%", {**SAME["98%"], "period": "2022"}),
        ("22%", SAME["22%"]),
        ("5万", {"why": "date"}),
        ("第一", {**SAME["第一"], "qualifier": "about", "area": "one_branch"}),
        ("5%", {"value": "5", "metric": "case_change"}),
        ("2023", {"why": "date"}),
    )
    found = agreement(catalog.second_reading)
    assert [(d.number.as_written, d.field, d.entered, d.read) for d in found.differences] == [
        ("98%", "period", "2023", "2022"),
        ("5万", "figure", "cameras", "date"),
        ("第一", "qualifier", "exact", "about"),
        ("第一", "area", "whole_city", "one_branch"),
        ("5%", "figure", "left_out", "5"),
    ]
    # The year is neither entered nor left out yet: with it nothing is compared.
    assert (found.articles, found.numbers) == (1, 5)
    assert (found.agreed, found.compared, found.rate) == (18, 23, 78.2)
    text = second_reading_file(path).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("      - ")]
    assert lines[1] == (
        '      - {at: 18, as_written: "22%", metric: case_change, counts: criminal_cases, '
        "value: -22, period: 2023, baseline: not_stated, entry: drop}"
    )
    places = [int(found[1]) for line in lines if (found := re.search(r"at: (\d+)", line))]
    assert places == sorted(places)


def test_an_entry_that_is_mended_later_makes_no_agreement(path: Path) -> None:
    read(path, ("98%", {**SAME["98%"], "period": "2022"}))
    mended = (GOOD + TAIL).replace(
        "value: 98\n        period: 2023", "value: 98\n        period: 2022"
    )
    path.write_text(mended, encoding="utf-8")
    assert (
        load(path).figures["rate"].period == load(path).second_reading.readings[0].numbers[0].period
    )
    assert len(agreement(load(path).second_reading).differences) == 1
    again = read(path, ("98%", {**SAME["98%"], "period": "2022"}))  # read once more, it is one
    assert len(again.second_reading.readings[0].numbers) == 1
    assert agreement(again.second_reading).differences == ()


def test_who_decided_what_is_kept(path: Path) -> None:
    catalog = read(path, ("98%", {**SAME["98%"], "period": "2022", "value": "97"}))
    period, value = sorted(agreement(catalog.second_reading).differences, key=lambda d: d.field)
    reader = SecondReader(path, "longnan", "Li")
    reader.settle(period, "reading", "Wu", "the sentence says so: 2022")
    reader.settle(period, "entry", "Wang")  # the last word counts
    found = agreement(load(path).second_reading)
    [settled] = [d.settled for d in found.differences if d.settled]
    assert (settled.by, settled.kept, settled.because) == ("Wang", "entry", None)
    assert (found.settled, len(found.differences), value.settled) == (1, 2, None)


def test_remarks_in_the_file_stay(path: Path) -> None:
    read(path, ("98%", SAME["98%"]))
    file = second_reading_file(path)
    file.write_text(file.read_text("utf-8").replace("settled: []\n", "# mine\n"), "utf-8")
    catalog = read(path, ("22%", {**SAME["22%"], "value": "-21"}))
    reader = SecondReader(path, "longnan", "Li")
    reader.settle(agreement(catalog.second_reading).differences[0], "entry", "Wu")
    assert "# mine\n" in file.read_text("utf-8")
    assert len(load(path).second_reading.settled) == 1


def test_a_second_article_leaves_the_reading_of_the_first(path: Path) -> None:
    read(path, ("98%", SAME["98%"]))
    entry = {"id": "second", "file": "seeds/b.txt", "published": "2025", "stated_by": "press"}
    desk = Desk(path)
    proposal = desk.bring("又一篇。", AddArticle("longnan", typed("articles", entry), "first"))
    assert proposal.faults == {}
    desk.save(proposal)
    assert agreement(load(path).second_reading).compared == 7


@pytest.mark.parametrize(
    "code, words",
    [
        ("en", "Articles read a second time, by somebody who had not seen the entries: 1. Numbers compared: 2. "
               "Fields in which both agreed: 14 of 15 (93.3%). Differences: 1; of these decided: 0."),
        ("zh", "未看过条目的人重读了1篇文章，核对2个数字。逐项比较15项，一致的14项（93.3%）；不一致的1处，已有定论的0处。"),
    ],
)  # fmt: skip
def test_the_method_tells_the_rate(path: Path, code: str, words: str) -> None:
    before = method_text(load(path), language(code))
    assert words[:6] not in before
    catalog = read(path, ("98%", SAME["98%"]), ("22%", {**SAME["22%"], "value": "-21"}))
    lines = method_text(catalog, language(code)).splitlines()
    assert [line for line in lines if line not in before.splitlines()] == [words]


def test_a_reading_comes_up_by_itself(path: Path) -> None:
    live = LiveCatalog(path)
    assert live.get().catalog.second_reading is None
    catalog = read(path, ("98%", SAME["98%"]))
    assert live.get().catalog == catalog
