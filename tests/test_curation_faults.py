"""What is wrong with an entry is told in the reader's language, in the words of the form."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from asreported.catalog.model import Kind, Unit
from asreported.catalog.period import Period
from asreported.curation.faults import typed_in
from asreported.words.faults import fault_said, is_empty
from asreported.words.labels import KINDS, UNITS
from asreported.words.language import language
from tests.known import ROOT

#: Where what is said of an entry comes from.
_FILES = (
    *(f"asreported/catalog/{name}.py" for name in ("checks", "evidence", "model", "period")),
    *("asreported/curation/articles.py", "asreported/catalog/accounting.py"),
    "asreported/curation/second_reader.py",
)
#: What no form can bring about, for it has lists, and no field for this.
_OF_THE_FILE = (
    "nothing is related", "each names the other", "is missing: it is the area", "is not measured in",
    "has no rate", "there is no figure yet", "'source' is missing", "it has 'articles' too",
    "is the id of an entry", "there is no metric, count", "only a change has", "only a rank is",
    "only a share is", "a share is no part", "a SHA-256", "more numbers like these", "as of 7",
    "“7” in “7” 7",
)  # fmt: skip


def _words(node: ast.expr) -> str:
    """A sentence with something in each of its places."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return "7"
    return str(node.value) if isinstance(node, ast.Constant) else ""


def said_by_check() -> Iterator[str]:
    """All that modules say of an entry: what is raised, yielded, or put together before."""
    for name in _FILES:
        for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))):
            found: list[ast.expr] = []
            match node:
                case ast.Call(func=ast.Name("ValueError")):
                    found = node.args[:1]
                case ast.Call(func=ast.Name("EvidenceError")):
                    found = node.args[1:]
                case ast.Assign(targets=[ast.Name("message")]):
                    found = [node.value]
                case ast.Yield(value=ast.Tuple(elts=[_, words])):
                    found = [words]
                case ast.Return(value=ast.Constant() | ast.JoinedStr()):
                    found = [node.value] if node.value else []
            yield from (words for one in found if " " in (words := _words(one)))


def test_nothing_is_said_of_an_entry_that_a_form_has_no_words_for() -> None:
    found = sorted(set(said_by_check()))
    assert len(found) > 45
    chinese = language("zh")
    unsaid = [
        words
        for words in found
        if not any(part in words for part in _OF_THE_FILE)
        and fault_said(chinese, "x", words) == words
    ]
    assert unsaid == []


@pytest.mark.parametrize(
    "field, message, english, chinese",
    [
        ("counts", "'counts' is missing", "this is still empty", "尚未填写"),
        ("value", "it says -23, but “22%” reads 22", "it says -23, but “22%” reads 22", "填的是-23，而“22%”读作22"),
        ("qualifier", "it says 'about', but “5” reads 'exact'", "it says “about”, but “5” reads “exact”", "填的是“约”，而“5”读作“确数”"),
        ("published", "'soon' is no date: write 2022, 2022-08 or 2022-08-10", "“soon” is no date: type 2022, 2022-08 or 2022-08-10", "“soon”不是日期的写法，请写 2022、2022-08 或 2022-08-10"),
        ("metric", "'m' is a duration in second, but “5%” is a percentage", "the metric is a span of time, in seconds, but “5%” is a percentage", "该指标是时长（以秒计），而“5%”是百分比"),
        ("value", "it says 5, but the quote says that it fell", "the words say that it fell", "原文说的是下降"),
        ("quote", "“7” is not followed by one of 秒, 分钟, 小时, 天", "behind “7” stands no unit that the metric is in: take in more words, or choose another metric", "“7”后面没有该指标所用的单位：请多取几个字，或另选指标"),
        ("file", "there is a file seeds/a.txt: give this one another name", "there is a file seeds/a.txt: type another id", "已有文件 seeds/a.txt，请换一个标识"),
        ("value", "it may be 5 at most, and this is 7", "it may be 5 at most", "最大为5"),
        ("", "longnan-x: 'zh' is missing", "this is still empty", "尚未填写"),
        ("", "/a/m.yaml cannot be written: no space left on device", "/a/m.yaml cannot be written: the disk is full", "无法写入 /a/m.yaml：磁盘已满"),
        ("", "m.yaml cannot be read: Permission denied", "m.yaml cannot be read: you may not", "无法读取 m.yaml：没有权限"),
        ("", "m.yaml cannot be read: Is haunted", "m.yaml cannot be read: Is haunted", "无法读取 m.yaml：Is haunted"),
        ("period", "'2025' lies after 2024-08-07, when the article appeared: mend either", "'2025' lies after 2024-08-07, when the article appeared", "“2025”晚于文章发表的日期2024-08-07"),
        ("", "metrics.yaml is a folder", "metrics.yaml is a folder", "metrics.yaml is a folder"),
    ],
)  # fmt: skip
def test_a_fault_is_told_in_both_languages(
    field: str, message: str, english: str, chinese: str
) -> None:
    assert fault_said(language("en"), field, message) == english
    assert fault_said(language("zh"), field, message) == chinese


def test_a_period_s_fault_names_all_forms() -> None:
    """Each form that the page names is one that the file takes."""
    message = "'soon' is no date: write 2022, 2022-08 or 2022-08-10"
    for code in ("en", "zh"):
        said = fault_said(language(code), "period", message)
        forms = re.findall(
            r"as of [-\d]+|P3Y/[-\d]+|(?:\.\.|[-\d]+)/(?:\.\.|[-\d]+)|[-\d]{4,}", said
        )
        assert "as of 2024-08-07" in forms and len(forms) >= 8
        assert all(str(Period.parse(form)) == form for form in forms)


def test_what_is_only_empty_is_told_from_what_is_wrong() -> None:
    assert is_empty("'gloss' is missing") and is_empty(
        "it is empty: write it, or take the line out"
    )
    assert not is_empty("it must be a number, and this is 'x'")


def test_kinds_and_units_have_words_of_their_own() -> None:
    assert set(KINDS) == set(Kind) and set(UNITS) == set(Unit)
    chinese = [language("zh")(name) for names in (KINDS, UNITS) for name in names.values()]
    assert not any(re.search("[a-z]", name) for name in chinese)


@pytest.mark.parametrize(
    "fault, field",
    [
        ("value", "value"),
        ("note.zh", "note-zh"),
        ("inferred.period.en", "inferred-period-en"),
        ("prefix", "quote"),
        ("counts", "counts"),
        ("counts.new.name.zh", "counts-name-zh"),
        ("metrics.new.unit", "metric-measure"),
        ("reasons.new.name.en", "why-name-en"),
        ("population.value", "population"),
        ("source.authors.0.en", "authors-en"),
        ("source.published.value", "published"),
        ("source.city", "id"),
        ("stated_by", "voice"),
        ("", ""),
    ],
)
def test_a_fault_leads_to_where_it_was_typed(fault: str, field: str) -> None:
    assert typed_in(fault) == field
