"""YAML as a curator writes it: what is a number, on which line it stands, what is refused."""

from __future__ import annotations

import math
from typing import Any

import pytest

from asreported.catalog.yaml_reader import NotYamlError, read_document

DIGITS = "1234567890" * 3


@pytest.mark.parametrize(
    "written, value",
    [
        ("5", 5), ("+5", 5), ("-22", -22), ("007", 7), (DIGITS, int(DIGITS)), (DIGITS + "1", DIGITS + "1"),
        ("1.5", 1.5), ("-.5", -0.5), ("1.", 1.0), ("2e3", 2000.0), ("2.5E-1", 0.25), ("1e+2", 100.0),
        (".inf", math.inf), ("-.inf", -math.inf), ("+.inf", math.inf),
        ("", None), ("~", None), ("null", None), ("true", True), ("false", False),
        # words, whatever older YAML makes of them
        ("on", "on"), ("no", "no"), ("True", "True"), ("NULL", "NULL"), ("2020-11-01", "2020-11-01"),
        ("1_000", "1_000"), ("0x1F", "0x1F"), ("1.5.2", "1.5.2"), ("inf", "inf"), ("nan", "nan"), (".", "."), ("5%", "5%"),
        # text as it stands
        ("'5'", "5"), ('"true"', "true"), ("''", ""), ("|\n  5", "5"), (">\n  5\n  6", "5 6"),
    ],
)  # fmt: skip
def test_what_a_plain_word_is(written: str, value: Any) -> None:
    read = read_document(f"a: {written}").data["a"]
    assert (read, type(read)) == (value, type(value))


def test_what_is_no_number_is_read_as_such() -> None:
    assert math.isnan(read_document("a: .nan").data["a"])


@pytest.mark.parametrize("written", [".NaN", ".NAN", ".Inf", "-.INF"])
def test_no_number_in_capitals_is_read_as_such(written: str) -> None:
    assert not math.isfinite(read_document(f"a: {written}").data["a"])


def test_an_empty_text_holds_nothing() -> None:
    assert read_document("").data is None
    assert read_document("# a remark\n").data is None


def test_every_entry_knows_its_line() -> None:
    document = read_document("# x\na:\n  - b: 1\n    c: {d: 2,\n      e: 3}\n  -\n    - 5\nf: 6\n")
    assert document.data == {"a": [{"b": 1, "c": {"d": 2, "e": 3}}, [5]], "f": 6}
    assert document.violations == []
    for path, line in [
        (("a",), 2), (("a", 0), 3), (("a", 0, "b"), 3), (("a", 0, "c"), 4), (("a", 0, "c", "e"), 5),
        (("a", 1, 0), 7), (("f",), 8),
        # what is missing is told where it belongs
        (("a", 0, "c", "x"), 4), (("a", 7, "x"), 2), (("x", "y"), 2), ((), 2),
    ]:  # fmt: skip
        assert document.lines_of([path])[0] == line, path


def test_a_text_without_entries_is_all_line_one() -> None:
    assert read_document("").lines_of([("a", "b")]) == [1]


@pytest.mark.parametrize(
    "text, path, line, message",
    [
        ("a: 1\na: 2", ("a",), 2, "'a' stands here twice: keep one"),
        ("a:\n  - b: 1\n    b: 2", ("a", 0, "b"), 3, "'b' stands here twice: keep one"),
        ("a: &x 1\nb: [*x]", ("b", 0), 2, "anchors and aliases (& and *) are not used here: write it out"),
        ("a: !!int 1", ("a",), 1, "tags (tag:yaml.org,2002:int) are not used here: write the value alone"),
        ("a: !x {b: 1}", ("a",), 1, "tags (!x) are not used here: write the value alone"),
        ("a: !x [1]", ("a",), 1, "tags (!x) are not used here: write the value alone"),
    ],
)  # fmt: skip
def test_yaml_that_a_catalog_does_not_use(
    text: str, path: tuple[str | int, ...], line: int, message: str
) -> None:
    document = read_document(text)
    assert document.violations == [(path, message)]
    assert document.lines_of([path])[0] == line


def nested(levels: int) -> str:
    return "x: 1\na: " + "[" * levels + "]" * levels


@pytest.mark.parametrize(
    "text, line, message",
    [
        ("案件: 1\nthemes: {\n", 3, "this is not YAML: while parsing a flow node did not find expected node content"),
        ("a: 1\na: b: c", 2, "this is not YAML: mapping values are not allowed in this context"),
        ("a: 1\n\n案: 'x", 3, "this is not YAML: while scanning a quoted scalar found unexpected end of stream"),
        ("案件下降: 百分之五\n发案\x07: 1", 2, "this is not YAML: the character #x0007 may not stand here"),
        ("a: 1\n? [b]\n: 1", 2, "a key must be a word"),
        ("a: 1\n---\nb: 2", 2, "a second document starts here (---): a catalog is one"),
        (nested(21), 2, "this is nested deeper than 20 levels: a catalog is not"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_by_line(text: str, line: int, message: str) -> None:
    with pytest.raises(NotYamlError) as refusal:
        read_document(text)
    assert (refusal.value.line, str(refusal.value)) == (line, message)


def test_twenty_levels_may_be_read() -> None:
    assert read_document(nested(20)).data["x"] == 1


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_a_line_break_that_nobody_sees_is_named(character: str) -> None:
    with pytest.raises(NotYamlError, match=f"U\\+{ord(character):04X} breaks the line") as refusal:
        read_document(f"a: 1\n# a comment{character}b: 2\n")
    assert refusal.value.line == 2
