"""What a curator proposes is checked, saved whole or not at all, and taken back."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from asreported import load
from asreported.curation.articles import free_name
from asreported.curation.desk import ChangedError, Desk, Proposal, SavingError, lines_between
from asreported.curation.edits import (
    AddArticle,
    AddCity,
    AddCode,
    AddEntry,
    ChangeEntry,
    Edit,
    RemoveEntry,
    named,
)
from asreported.curation.entries import number_typed, typed
from tests.catalog_files import ARTICLE, GOOD, TAIL, write

WHOLE = GOOD + TAIL
TEXTS = {"en": "a", "zh": "甲"}
RATE: dict[str, Any] = {
    "id": "rate-2",
    "metric": "clearance",
    "counts": "criminal_cases",
    "value": "98",
    "qualifier": "exact",
    "period": "2023",
    "quote": "破案率为98%",
    "gloss": "98% cleared",
}
SOURCE: dict[str, Any] = {
    "file": "seeds/b.txt",
    "published": "2025-02-01",
    "stated_by": "press",
}
CITY: dict[str, Any] = {
    "name": {"en": "New", "zh": "新"},
    "province": {"en": "Gansu", "zh": "甘肃"},
    "population": {"value": "1,000", "census": "c2020"},
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(write(tmp_path, WHOLE))


def figure(**fields: Any) -> AddEntry:
    return AddEntry("longnan", "figures", typed("figures", RATE | fields))


def new_city(**source: Any) -> AddCity:
    city = typed("cities", {**CITY, "source": SOURCE | source})
    return AddCity("new", city)


def second(**source: Any) -> AddArticle:
    entry = typed("articles", {"id": "second", **SOURCE, **source})
    return AddArticle("longnan", entry, "first")


# What is refused.


@pytest.mark.parametrize(
    "fields, faults",
    [
        ({"id": "rate"}, {"id": "the id 'rate' is taken: give this figure another"}),
        ({"id": "Rate"}, {"id": "'Rate' is no id: use a-z, 0-9, - and _ only"}),
        ({"id": ""}, {"id": "'id' is missing"}),
        ({"value": "97"}, {"value": "it says 97, but “98%” reads 98"}),
        ({"value": "many"}, {"value": "it must be a number, and this is 'many'"}),
        ({"value": ""}, {"value": "'value' is missing"}),
        ({"value": "[98]"}, {"value": "a range has two ends, as [15, 20], and this has 1"}),
        ({"qualifier": "about"}, {"qualifier": "it says 'about', but “98%” reads 'exact'"}),
        ({"metric": "rates"}, {"metric": "there is no 'rates' under metrics: add it there or mend the word"}),
        ({"counts": "x"}, {"counts": "there is no 'x' under counts: add it there or mend the word"}),
        ({"period": "soon"}, {"period": "'soon' is no date: write 2022, 2022-08 or 2022-08-10"}),
        ({"area": "moon"}, {"area": "there is no 'moon' under areas: add it there or mend the word"}),
        ({"quote": "破案率为99%"}, {"quote": "the article does not contain “破案率为99%”: copy it letter for letter"}),
        ({"gloss": " "}, {"gloss": "'gloss' is missing"}),
        ({"note": {"en": "a", "zh": ""}}, {"note.zh": "'zh' is missing"}),
        ({"inferred": {"period": {"zh": "甲"}}}, {"inferred.period.en": "'en' is missing"}),
        ({"system": "x"}, {"system": "there is no 'x' under the city's systems: add it there or mend the word"}),
        ({"restates": "x"}, {"restates": "there is no figure 'x' in the same city"}),
        ({"baseline": "not_stated"}, {"baseline": "only a change has a baseline, and this is a share: take it out"}),
        ({"colour": "red"}, {"colour": "there is no field 'colour' here"}),
        (
            {"metric": "case_change", "value": "-22", "quote": "刑事发案下降22%"},
            {"baseline": "a change needs a baseline: name it, or write 'baseline: not_stated'"},
        ),
        (
            {"value": "x", "period": "soon"},
            {"value": "it must be a number, and this is 'x'", "period": "'soon' is no date: write 2022, 2022-08 or 2022-08-10"},
        ),
    ],
)  # fmt: skip
def test_a_fault_stands_at_its_field(
    desk: Desk, fields: Mapping[str, Any], faults: Mapping[str, str]
) -> None:
    proposal = desk.propose([figure(**fields)])
    assert proposal.faults == faults
    assert proposal.catalog is None
    with pytest.raises(SavingError, match="something to mend"):
        desk.save(proposal)
    assert desk.text() == WHOLE


def test_an_article_that_changes_while_it_is_worked_on_is_held_against_again(desk: Desk) -> None:
    assert desk.propose([figure()]).catalog is not None
    article = desk.path.parent / "seeds/a.txt"
    article.write_text(article.read_text("utf-8").replace("98%", "99%"), "utf-8")
    proposal = desk.propose([figure()])
    assert proposal.catalog is None
    assert "does not contain “破案率为98%”" in proposal.faults[""]


def test_a_new_entry_that_is_undone_is_a_draft_again_and_a_change_is_none(desk: Desk) -> None:
    desk.drafts.put("b@1", {"value": "98"})
    desk.save(desk.propose([figure()]), "me", "b@1")
    assert desk.drafts.all() == {}
    assert desk.undo("me").draft == "b@1"
    assert desk.drafts.all() == {"b@1": {"value": "98"}}
    entry = typed("figures", RATE | {"id": "rate", "gloss": "other"})
    desk.save(desk.propose([ChangeEntry("longnan", "figures", "rate", entry)]), "me", "b@1")
    desk.undo("me")
    assert desk.drafts.all() == {}
    desk.drafts.put("b@1", {"value": "98"})
    desk.save(desk.propose([]), "me", "b@1")  # nothing is left to be typed
    assert desk.drafts.all() == {}


@pytest.mark.parametrize(
    "edit, faults",
    [
        (AddCode("counts", "criminal_cases", {"name": TEXTS, "unit": "case"}), {"": "there is a 'criminal_cases' under counts: give this one another id"}),
        (AddCode("counts", "new", {"name": {"en": "a"}, "unit": "cases"}), {"counts.new.name.zh": "'zh' is missing"}),
        (AddCode("counts", "new", {"name": TEXTS, "unit": "x"}), {"counts.new.unit": "there is no 'x' under counting_units: add it there or mend the word"}),
        (AddCity("longnan", CITY), {"": "there is a city 'longnan': give this one another id"}),
        (AddEntry("moon", "figures", RATE), {"": "there is no city 'moon' in the file any more"}),
        (RemoveEntry("longnan", "figures", "x"), {"": "there is no 'x' among the figures of 'longnan' any more"}),
        (ChangeEntry("longnan", "figures", "rate", typed("figures", RATE | {"id": "rate", "value": 3})), {"value": "it says 3, but “98%” reads 98"}),
        (AddEntry("longnan", "statements", typed("statements", RATE)), {"value": "there is no field 'value' here"}),
        (AddEntry("longnan", "systems", {"id": "b", "name": TEXTS, "about": TEXTS}), {"name.zh": "the article does not name “甲”"}),
        (AddEntry("longnan", "not_figures", {"quote": "98%", "why": "whim"}), {"why": "there is no 'whim' under reasons: add it there or mend the word"}),
        (AddEntry("longnan", "not_figures", {"quote": "七", "why": "date"}), {"quote": "the article does not contain “七”"}),
        (AddEntry("longnan", "not_figures", {"quote": "为98%", "why": "date"}), {"quote": "“98%” in “破案率为98%” is in a figure's quote and under not_figures too: shorten that entry or take it out"}),
    ],
)  # fmt: skip
def test_other_entries_are_refused_as_well(
    desk: Desk, edit: Edit, faults: Mapping[str, str]
) -> None:
    proposal = desk.propose([edit])
    found = {field: words for field, words in proposal.faults.items() if field in faults}
    assert (found, proposal.catalog) == (faults, None)


def test_what_is_missing_of_an_article_is_told_by_its_field(desk: Desk) -> None:
    bare = AddCity(
        "new", {"name": TEXTS, "population": {"census": "c2020"}, "source": {"file": "b.txt"}}
    )
    faults = desk.bring("新闻。", bare).faults
    assert {"source.published", "source.stated_by", "population.value", "province"} <= set(faults)


def test_a_city_may_come_with_a_census_of_its_own(desk: Desk) -> None:
    census = typed("censuses", {"name": TEXTS, "on": "2021-03-21"})
    people = {"value": "500,000", "census": "uk_2021"}
    city = AddCity("new", typed("cities", {**CITY, "source": SOURCE, "population": people}))
    assert "population.census" in desk.bring("新闻。", city).faults
    proposal = desk.bring("新闻。", city, [AddCode("censuses", "uk_2021", census)])
    assert proposal.faults == {} and proposal.catalog is not None
    assert str(proposal.catalog.content.censuses["uk_2021"].on) == "2021-03-21"


@pytest.mark.parametrize(
    "edit, names",
    [
        (AddEntry("longnan", "figures", {"id": "a", "quote": "98%"}), ("longnan", "98%")),
        (AddEntry("longnan", "systems", {"id": "a"}), ("longnan", "a")),
        (ChangeEntry("longnan", "figures", "rate", {"id": "rate"}), ("longnan", "rate")),
        (RemoveEntry("longnan", "not_figures", "5%"), ("longnan", "5%")),
        (AddArticle("longnan", {"id": "second"}), ("longnan", "second")),
        (AddCity("new", {}), ("new", "new")),
        (AddCode("counts", "x", {}), ("", "x")),
    ],
)
def test_what_a_save_was_for_has_a_name(edit: Edit, names: tuple[str, str]) -> None:
    assert named(edit) == names


def test_what_was_undone_is_told(desk: Desk) -> None:
    code = AddCode("counts", "new", {"name": TEXTS, "unit": "case"})
    desk.save(desk.propose([code, figure(counts="new")]), "me")
    last = desk.last_save("me")
    assert last is not None and named(last.edit) == ("longnan", RATE["quote"])
    assert desk.undo("me") == last


def test_a_moment_may_be_typed_in_chinese() -> None:
    for words in ("截至2024-08-07", "截至 2024-08-07", "as of 2024-08-07"):
        assert typed("figures", {"period": words}) == {"period": "as of 2024-08-07"}
    assert typed("figures", {"period": "截至目前"}) == {"period": "截至目前"}


def test_a_fault_of_an_entry_before_is_told_of_that(desk: Desk) -> None:
    bad = AddCode("counts", "new", {"name": {"en": "a"}, "unit": "case"})
    assert desk.propose([bad, figure(counts="new")]).faults == {
        "counts.new.name.zh": "'zh' is missing"
    }
    first = figure(
        id="early",
        quote="刑事发案下降22%",
        metric="case_change",
        value="-21",
        baseline="not_stated",
    )
    both = desk.propose([figure(), first])  # the second comes before the first
    assert both.faults == {"value": "it says -21, but “22%” reads 22"}


def test_a_file_with_faults_is_not_worked_on(tmp_path: Path) -> None:
    desk = Desk(write(tmp_path, WHOLE.replace("value: 98", "value: 97")))
    proposal = desk.propose([figure()])
    assert list(proposal.faults) == [""]
    assert "rate: value: it says 97" in proposal.faults[""]
    assert proposal.catalog is None


@pytest.mark.parametrize(
    "content, fault",
    [
        (b"", "the article is empty"),
        (b" \n\t ", "the article is empty"),
        (b"abc\xff", "not UTF-8: the byte 0xff on line 1 of the file"),
        ("一\ud800", "not UTF-8"),
        (b"a\nb\x07c", "line 2 holds the control character U+0007: take it out"),
        ("a\u0085b", "line 1 holds the control character U+0085: take it out"),
        (b"a\x00", "line 1 holds the control character U+0000: take it out"),
        (ARTICLE, "this is the text of 'longnan', which is there already"),
        ("\ufeff" + ARTICLE.replace("\n", "\r\n\r\n").replace(",", " , "), "this is the text of 'longnan', which is there already"),
        (b"a" * 20 * 2**20, "the article has 20 MB, and may have 16 MB"),
    ],
    ids=range(10),
)  # fmt: skip
def test_a_text_that_is_no_article_is_refused(
    desk: Desk, tmp_path: Path, content: bytes | str, fault: str
) -> None:
    for edit in (new_city(), second()):
        proposal = desk.bring(content, edit)
        assert proposal.faults["text"].startswith(fault)
        assert proposal.catalog is None
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.txt", "metrics.yaml", "seeds"]


@pytest.mark.parametrize(
    "name",
    [
        *("", "b", "b.yaml", "/b.txt", "../b.txt", "seeds/../../b.txt", "C:/b.txt", "seeds\\b.txt"),
        *(".b.txt", "seeds/.b.txt", "a:b.txt", "~/b.txt/", "out/b.txt", "b" * 300 + ".txt"),
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(desk: Desk, tmp_path: Path, name: str) -> None:
    folder = tmp_path.with_name(tmp_path.name + "-out")
    folder.mkdir()
    (tmp_path / "out").symlink_to(folder)
    assert "file" in desk.bring("新闻", second(file=name)).faults
    assert "source.file" in desk.bring("新闻", new_city(file=name)).faults


def test_a_file_that_is_there_is_not_written_over(desk: Desk, tmp_path: Path) -> None:
    assert desk.bring("新闻", second(file="seeds/a.txt")).faults == {
        "file": "there is a file seeds/a.txt: give this one another name"
    }
    proposal = desk.bring("新闻", second())
    (tmp_path / "seeds" / "b.txt").write_text("of somebody else")
    with pytest.raises(SavingError, match=r"there is a file seeds/b\.txt"):
        desk.save(proposal)
    assert (tmp_path / "seeds" / "b.txt").read_text() == "of somebody else"
    assert desk.text() == WHOLE
    assert free_name(tmp_path, "b") == "seeds/b-2.txt"


def test_a_fault_is_told_of_an_entry_that_moves(desk: Desk) -> None:
    edits = [figure(value="97"), RemoveEntry("longnan", "figures", "drop")]
    assert desk.propose(edits).faults == {"value": "it says 97, but “98%” reads 98"}


def test_what_is_left_out_twice_already_is_no_fault_of_today(tmp_path: Path) -> None:
    desk = Desk(write(tmp_path, WHOLE + "      - {quote: 率为98%, why: date}\n"))
    assert desk.propose([figure()]).faults == {}
    assert desk.bring("又一篇。", second()).faults == {}


# What is entered.


def test_an_entry_stands_where_its_words_stand_in_the_article(desk: Desk) -> None:
    proposal = desk.propose([figure(quote="率为98%")])
    assert proposal.faults == {}
    assert [one.removeprefix("+").strip() for one in proposal.diff if one[0] == "+"] == [
        *("- id: rate-2", "metric: clearance", "counts: criminal_cases", "value: 98"),
        *("period: 2023", "quote: 率为98%", "gloss: 98% cleared"),
    ]
    assert proposal.catalog is not None
    assert list(proposal.catalog.figures) == ["drop", "rate", "rate-2", "cameras", "rank"]
    assert proposal.line == WHOLE[: WHOLE.index("      - id: cameras")].count("\n") + 1
    desk.save(proposal)
    assert load(desk.path) == proposal.catalog


def test_a_figure_comes_with_what_it_counts(desk: Desk) -> None:
    code = AddCode("counts", "solved", typed("counts", {"name": TEXTS, "unit": "case"}), None)
    proposal = desk.propose([code, figure(counts="solved")])
    desk.save(proposal)
    assert "  solved: {name: {en: a, zh: 甲}, unit: case}\nbaselines:" in desk.text()
    assert load(desk.path).figures["rate-2"].counts == "solved"


def test_a_new_code_is_named_by_those_that_it_names(desk: Desk) -> None:
    metric = {"name": TEXTS, "theme": "cases", "kind": "change", "unit": "percent", "about": TEXTS,
              "related": ["clearance"]}  # fmt: skip
    code = {"name": TEXTS, "unit": "case", "related": ["criminal_cases"]}
    edits = [AddCode("metrics", "more", typed("metrics", metric), "case_change"),
             AddCode("counts", "other", typed("counts", code))]  # fmt: skip
    desk.save(desk.propose(edits))
    more = "    about: {en: Share., zh: 占比。}\n"
    assert f"    unit: percent\n    related: [more]\n{more}" in desk.text()
    assert (
        "{en: Criminal cases, zh: 刑事案件}, unit: case, related: [other]}\n  other:" in desk.text()
    )
    catalog = load(desk.path)
    assert list(catalog.metrics) == ["case_change", "more", "clearance", "cameras", "cameras_rank"]
    assert catalog.metrics["clearance"].related == ("more",)


def test_a_new_metric_joins_those_of_its_theme(tmp_path: Path) -> None:
    other = GOOD.replace("themes:\n", "themes:\n  more: {name: {en: More, zh: 更多}}\n")
    head, cameras, rest = other.partition("  cameras:\n")
    desk = Desk(write(tmp_path, head + cameras + rest.replace("theme: cases", "theme: more")))
    metric = {"name": TEXTS, "theme": "cases", "kind": "share", "unit": "percent", "about": TEXTS}
    proposal = desk.propose([AddCode("metrics", "new", typed("metrics", metric))])
    assert proposal.catalog is not None
    assert list(proposal.catalog.metrics)[:3] == ["case_change", "clearance", "new"]


def test_what_two_texts_differ_in_is_shown() -> None:
    assert lines_between("a\nb\nc\nd\n", "a\nb\nC\nd\n") == [
        *("@@ -1,4 +1,4 @@", " a", " b", "-c", "+C", " d")
    ]
    assert lines_between("--- a\n", "+++ a\n") == ["@@ -1 +1 @@", "---- a", "++++ a"]
    assert lines_between("a", "a") == []


@pytest.mark.parametrize(
    "text, number",
    [
        ("1,234", 1234), ("-12.50", -12.5), (" 7 ", 7), ("1,234,567.5", 1234567.5), ("[15, 20]", [15, 20]),
        ("1,23", "1,23"), ("12,34", "12,34"), ("5万", "5万"), ("", ""), ("[a, b]", "[a, b]"), ("true", "true"),
        ("{", "{"), ("-", "-"), ("1_000", "1_000"), ("2.3亿", "2.3亿"), ("2022-08", "2022-08"),
        ("18.6%", 18.6), ("−12", -12), ("5-8", [5, 8]), ("15%–20 %", [15, 20]), ("-20 to -15", [-20, -15]),
        ("1,200 至 1,500", [1200, 1500]), ("%", ""), ("3‰", "3‰"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_typed(text: str, number: Any) -> None:
    assert number_typed(text) == number


def test_what_is_as_ever_is_not_written() -> None:
    fields = {"note": {"en": "", "zh": " "}, "area": "whole_city", **RATE, "value": "98.0"}
    assert list(typed("figures", fields)) == [
        "id",
        "metric",
        "counts",
        "value",
        "period",
        "quote",
        "gloss",
    ]


def test_a_field_that_changes_is_the_only_line_that_does(desk: Desk) -> None:
    entry = {**RATE, "id": "rate", "period": "2022", "gloss": "the clearance rate was 98%"}
    proposal = desk.propose([ChangeEntry("longnan", "figures", "rate", typed("figures", entry))])
    assert [one.strip() for one in proposal.diff if one[0] in "+-"] == [
        "-        period: 2023",
        "+        period: 2022",
    ]


def test_an_entry_is_taken_out(desk: Desk) -> None:
    edits = [RemoveEntry("longnan", "not_figures", "5%"), RemoveEntry("longnan", "systems", "net")]
    desk.save(desk.propose(edits))
    assert desk.text() == GOOD + "    systems: []\n    not_figures: []\n"
    statement = {"id": "s", "metric": "case_change", "counts": "criminal_cases", "direction": "down",
                 "quote": "案件下降", "prefix": "。\n", "suffix": "5%。案", "gloss": "fell"}  # fmt: skip
    desk.save(desk.propose([AddEntry("longnan", "statements", typed("statements", statement))]))
    section = """    statements:
      - id: s
        metric: case_change
        counts: criminal_cases
        direction: down
        quote: 案件下降
        prefix: "。\\n"
        suffix: 5%。案
        gloss: fell
    systems: []
"""
    assert desk.text() == GOOD + section + "    not_figures: []\n"


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbfNews\r\n\r\n  of 5 cases.\r\n\t\r\n", "新闻\n", b"no end"]
)
def test_an_article_is_stored_as_it_was_pasted(desk: Desk, content: bytes | str) -> None:
    desk.save(desk.bring(content, new_city()), "me")
    raw = content if isinstance(content, bytes) else content.encode()
    assert (desk.path.parent / "seeds" / "b.txt").read_bytes() == raw
    assert "new" in load(desk.path).cities  # its sha256 is checked
    desk.undo("me")
    assert not (desk.path.parent / "seeds" / "b.txt").exists()
    assert desk.text() == WHOLE


def test_a_second_article_makes_a_list_of_the_source(desk: Desk) -> None:
    desk.save(desk.bring("In 2024, cases fell by 3 per cent.", second(language="en")))
    assert desk.text().count("article: first") == len(load(desk.path).figures) + 2
    entry = {**RATE, "metric": "case_change", "value": "-3", "period": "2024", "article": "second",
             "baseline": "not_stated", "quote": "fell by 3 per cent", "gloss": ""}  # fmt: skip
    desk.save(desk.propose([AddEntry("longnan", "figures", typed("figures", entry))]))
    third = AddArticle(
        "longnan", typed("articles", {"id": "third", **SOURCE, "file": "seeds/c.txt"})
    )
    desk.save(desk.bring("再来一篇", third))
    catalog = load(desk.path)
    assert list(catalog.articles) == ["first", "second", "third"]
    assert catalog.figures["rate-2"].gloss == "fell by 3 per cent"


# Saving.


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_mark_stay(tmp_path: Path, mark: bytes, end: str) -> None:
    raw = mark + WHOLE.replace("\n", end).encode()
    desk = Desk(write(tmp_path, raw))
    desk.save(desk.propose([figure()]), "me")
    saved = desk.path.read_bytes()
    assert saved.startswith(mark)
    assert saved.count(b"\n") == saved.count(end.encode()) == raw.count(b"\n") + 7
    desk.undo("me")
    assert desk.path.read_bytes() == raw


def test_a_file_that_has_changed_is_not_written_over(desk: Desk) -> None:
    proposal = desk.propose([figure()])
    desk.path.write_text(WHOLE + "# mine\n", encoding="utf-8")
    with pytest.raises(ChangedError) as refusal:
        desk.save(proposal)
    assert refusal.value.now == desk.text() == WHOLE + "# mine\n"
    desk.save(desk.propose([figure()]))
    assert desk.text().endswith("# mine\n")
    assert "rate-2" in load(desk.path).figures


def test_a_file_that_changes_at_the_last_moment_is_not_written_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal, opened = desk.propose([figure()]), Path.open

    def change_first(path: Path, *arguments: Any, **named: Any) -> Any:
        if path.name.endswith(".part"):
            desk.path.write_bytes(b"of an editor")
        return opened(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", change_first)
    with pytest.raises(ChangedError):
        desk.save(proposal)
    assert desk.path.read_bytes() == b"of an editor"
    assert [path.name for path in desk.path.parent.iterdir() if "part" in path.name] == []


def test_undo_takes_back_own_saves_one_by_one(desk: Desk) -> None:
    texts = [desk.text()]
    for number in range(3):
        desk.save(desk.propose([figure(id=f"rate-{number}")]), "me")
        texts.append(desk.text())
    with pytest.raises(SavingError, match="no save to take back"):
        desk.undo("you")
    for text in reversed(texts[:-1]):
        desk.undo("me")
        assert desk.text() == text
    with pytest.raises(SavingError, match="no save to take back"):
        desk.undo("me")


def test_undo_leaves_what_came_after(desk: Desk) -> None:
    desk.save(desk.propose([figure()]), "me")
    desk.save(desk.propose([figure(id="rate-3")]), "you")
    text = desk.text()
    with pytest.raises(ChangedError):
        desk.undo("me")
    assert desk.text() == text
    assert desk.last_save("me") is not None


def test_a_file_keeps_its_rights_and_its_place(desk: Desk, tmp_path: Path) -> None:
    desk.path.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(desk.path)
    Desk(link).save(Desk(link).propose([figure()]))
    assert link.is_symlink()
    assert desk.path.stat().st_mode & 0o777 == 0o640
    assert "rate-2" in desk.text()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_a_file_that_may_not_be_written_is_not(desk: Desk) -> None:
    proposal = desk.propose([figure()])
    desk.path.chmod(0o444)
    with pytest.raises(SavingError, match="may not be written"):
        desk.save(proposal)
    assert desk.text() == WHOLE


def test_a_file_that_is_gone_is_told(desk: Desk) -> None:
    proposal = desk.propose([figure()])
    desk.path.unlink()
    for act in (lambda: desk.propose([figure()]), lambda: desk.save(proposal), desk.text):
        with pytest.raises(SavingError, match="there is no file"):
            act()


# Half entered.


def test_drafts_survive_in_a_file_beside_the_catalog(desk: Desk) -> None:
    desk.drafts.put("longnan:5", {"value": "9", "note": {"en": "半"}})
    desk.drafts.put("longnan:9", {"value": "1"})
    again = Desk(desk.path).drafts
    assert again.get("longnan:5") == {"value": "9", "note": {"en": "半"}}
    assert again.path.name == "metrics.drafts.json"
    again.forget("longnan:9")
    assert desk.drafts.get("longnan:9") == {}
    again.put("longnan:5", {})
    assert not again.path.exists()


@pytest.mark.parametrize("content", [b"[]", b"{", b"\xff", b"[" * 100_000])
def test_drafts_that_cannot_be_read_are_not_written_over(desk: Desk, content: bytes) -> None:
    desk.drafts.path.write_bytes(content)
    with pytest.raises(SavingError):
        desk.drafts.get("a")
    with pytest.raises(SavingError):
        desk.drafts.put("a", {"value": "1"})
    assert desk.drafts.path.read_bytes() == content


def test_a_proposal_is_only_lines(desk: Desk) -> None:
    assert json.dumps(desk.propose([figure()]).diff)
    assert Proposal("a\nb\n", "a\nb\n").diff == []
