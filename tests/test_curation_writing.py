"""Edits change their lines of a file and no others, in whatever way it is laid out."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from asreported.catalog.yaml_reader import Document, EntryPath, read_document
from asreported.curation.changes import (
    AddKey,
    Change,
    InsertItem,
    MakeList,
    PutValue,
    TakeOut,
    WritingError,
)
from asreported.curation.places import Places
from asreported.curation.writing import write
from asreported.curation.yaml_text import flow
from tests.known import DATA

FIGURE = {"id": "b", "value": -12.5, "quote": "下降12.5%", "note": {"en": "a: b", "zh": "说明"}}
NEW = [
    "- id: b",
    "  value: -12.5",
    "  quote: 下降12.5%",
    "  note:",
    '    en: "a: b"',
    "    zh: 说明",
]
LIST: EntryPath = ("cities", "x", "figures")


def written(text: str, *changes: Change) -> str:
    return write(Places(text), changes).text


# What cannot be written is refused.


@pytest.mark.parametrize(
    "change",
    [
        InsertItem(("cities", "y", "figures"), 0, FIGURE),
        InsertItem(("cities", "x", "statements"), 0, FIGURE),
        AddKey(("nothing",), "a", "b"),
        PutValue(("cities", "x", "figures", 7), FIGURE),
        PutValue(("cities", "x", "figures", 0, "value"), 3),
        TakeOut(("cities", "x", "population")),
        MakeList(("cities", "x", "source"), "articles", "a"),
    ],
)
def test_what_is_not_there_is_not_changed(change: Change) -> None:
    with pytest.raises(WritingError, match=r"there is no .* in the file any more"):
        written("cities:\n  x:\n    figures:\n      - id: a\n", change)


def test_a_layout_that_would_go_wrong_is_refused() -> None:
    # The first field stands on the line of the dash, which would go with it.
    with pytest.raises(WritingError, match="edit it there"):
        written(in_city("    figures:\n      - id: a\n        b: c\n"), TakeOut((*LIST, 0, "id")))


# Every layout that a person may type.


def in_city(lines: str) -> str:
    return f"cities:\n  x:\n{lines}"


def new(column: int, end: str = "\n") -> str:
    return "".join(" " * column + line + end for line in NEW)


LAYOUTS = {
    "as the real file": (
        in_city("    figures:\n      - id: a\n    systems: []\n"),
        in_city(f"    figures:\n      - id: a\n{new(6)}    systems: []\n"),
    ),
    "dashes not indented": (
        in_city("    figures:\n    - id: a\n    systems: []\n"),
        in_city(f"    figures:\n    - id: a\n{new(4)}    systems: []\n"),
    ),
    "wide indents": (
        "cities:\n    x:\n        figures:\n            - id: a\n",
        "cities:\n    x:\n        figures:\n            - id: a\n"
        + new(12).replace("                e", "                  e").replace("                z", "                  z"),
    ),
    "far behind the dash": (
        in_city("    figures:\n      -   id: a\n"),
        in_city("    figures:\n      -   id: a\n" + new(6).replace("  -", "  -  ").replace("\n        ", "\n          ")),
    ),
    "the dash alone": (
        in_city("    figures:\n      -\n        id: a\n"),
        in_city(f"    figures:\n      -\n        id: a\n{new(6)}"),
    ),
    "nothing there": (
        in_city("    figures: []\n    systems: []\n"),
        in_city(f"    figures:\n{new(6)}    systems: []\n"),
    ),
    "nothing there, and a remark": (
        in_city("    figures: []  # none yet\n"),
        in_city(f"    figures:  # none yet\n{new(6)}"),
    ),
    "only the key": (
        in_city("    figures:\n    systems: []\n"),
        in_city(f"    figures:\n{new(6)}    systems: []\n"),
    ),
    "no end of the last line": (
        in_city("    figures:\n      - id: a"),
        in_city(f"    figures:\n      - id: a\n{new(6)}").removesuffix("\n"),
    ),
    "lines of Windows": (
        in_city("    figures:\n      - id: a\n    systems: []\n").replace("\n", "\r\n"),
        in_city(f"    figures:\n      - id: a\n{new(6)}    systems: []\n").replace("\n", "\r\n"),
    ),
    "remarks and blank lines": (
        in_city("    figures:\n      # first\n      - id: a  # one\n\n      # of the next city\n  y: 1\n"),
        in_city(
            f"    figures:\n      # first\n      - id: a  # one\n{new(6)}\n      # of the next city\n  y: 1\n"
        ),
    ),
    "a text of several lines last": (
        in_city("    figures:\n      - id: |\n          a\n          b\n  y: 1\n"),
        in_city(f"    figures:\n      - id: |\n          a\n          b\n{new(6)}  y: 1\n"),
    ),
    "in brackets": (
        in_city("    figures: [{id: a}]  # short\n"),
        in_city(f"    figures: [{{id: a}}, {flow(FIGURE)}]  # short\n"),
    ),
    "in brackets on lines": (
        in_city("    figures: [\n      {id: a},\n    ]\n"),
        in_city(f"    figures: [\n      {{id: a}}, {flow(FIGURE)},\n    ]\n"),
    ),
    "all in braces": (
        "cities: {x: {figures: []}}\n",
        f"cities: {{x: {{figures: [{flow(FIGURE)}]}}}}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("before, after", LAYOUTS.values(), ids=LAYOUTS)
def test_an_entry_is_laid_out_as_its_neighbours(before: str, after: str) -> None:
    count = len(read_document(before).data["cities"]["x"]["figures"] or ())
    assert written(before, InsertItem(LIST, count, FIGURE)) == after


def test_a_remark_above_an_entry_stays_above_it() -> None:
    before = in_city("    figures:\n      # on a\n      - id: a\n      # on c\n      - id: c\n")
    assert written(before, InsertItem(LIST, 0, {"id": "b"})) == before.replace(
        "      # on a", "      - id: b\n      # on a"
    )
    assert written(before, InsertItem(LIST, 1, {"id": "b"})) == before.replace(
        "      # on c", "      - id: b\n      # on c"
    )


def test_a_value_leaves_the_remark_behind_it() -> None:
    before = in_city("    figures:\n      - id: a\n        value:   5   # as printed\n")
    after = written(before, PutValue((*LIST, 0, "value"), 6))
    assert after == before.replace("value:   5 ", "value: 6 ")


def test_the_last_entry_leaves_an_empty_list() -> None:
    before = in_city("    figures: # all\n      - id: a\n        b: c\n    systems: []\n")
    after = in_city("    figures: [] # all\n    systems: []\n")
    assert written(before, TakeOut((*LIST, 0))) == after
    assert written(after, InsertItem(LIST, 0, {"id": "a", "b": "c"})) == before


@pytest.mark.parametrize("field", ["a", "b", "c"])
def test_a_field_is_taken_out_of_braces(field: str) -> None:
    before = in_city("    figures:\n      - {a: 1, b: [2, 3], c: 4}\n")
    after = read_document(written(before, TakeOut((*LIST, 0, field)))).data
    expected = {"a": 1, "b": [2, 3], "c": 4}
    del expected[field]
    assert after["cities"]["x"]["figures"] == [expected]


@pytest.mark.parametrize(
    "before, after",
    [
        ("    source:\n      # ours\n      file: a\n      published:\n        value: 1\n    figures: []\n",
         "    articles:\n      # ours\n      - id: one\n        file: a\n        published:\n          value: 1\n    figures: []\n"),
        ("    source: {file: a}\n", "    articles: [{id: one, file: a}]\n"),
    ],
)  # fmt: skip
def test_a_source_becomes_the_first_of_a_list(before: str, after: str) -> None:
    change = MakeList(("cities", "x", "source"), "articles", "one")
    assert written(in_city(before), change) == in_city(after)


# What is typed is read as it was typed.

WORDS = [
    *("a: b", "a #b", "#a", "- a", "a, b", "[a", "{a}", "'a'", '"a"', "a\\n", "true", "null", "~", ""),
    *("1", "-12.5", "1e5", "2019", "0x1F", "2019-11-01", "a\nb", "a\tb", "，：", "“a”", "x: {y: z}"),
    *("*a", "&a", "!a", "%a", "@a", "`a", "? a", "| a", "> a", "a:", ":a", " a", "a ", "\u2028", "\ufeff"),
    *("\x85", "🙂", "---", "...", "=", "<<", "a\u00a0b", "a]", "a}", "，", "no", "on", ".inf", "-", "?"),
]  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("name", ["quote", "name", "as_written"])
def test_any_words_are_read_as_they_were_typed(word: str, name: str) -> None:
    entry = {name: {"en": word, "zh": word} if name == "name" else word, "after": "x"}
    for at in (LIST, ("cities", "x", "not_figures")):
        text = in_city("    figures:\n      - id: a\n    not_figures:\n      - {quote: b}\n")
        found = read_document(written(text, InsertItem(at, 1, entry))).data
        assert found["cities"]["x"][at[-1]][1] == entry


# A thousand edits of the real file.


@pytest.fixture(scope="module")
def real() -> Places:
    return Places((DATA / "metrics.yaml").read_bytes().decode())


@pytest.mark.parametrize("seed", range(4))
def test_of_the_real_file_nothing_else_changes(real: Places, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(250):
        change = made_up(real.document, chance)
        after = write(real, [change]).text
        only_these_lines(real, after, change)
        if number % 10 == 0:  # an independent reader
            assert yaml.load(after, yaml.CBaseLoader) == changed_by_hand(real.text, change)


def only_these_lines(real: Places, after: str, change: Change) -> None:
    """Compare all bytes, but for lines that come, and those that the changed entry has had."""
    if isinstance(change, InsertItem | AddKey):
        first, last = inserted_at(real, change), None
    else:
        first, last = lines_of(real, change.path)
    lines = real.text.splitlines(keepends=True)
    head, tail = "".join(lines[:first]), "".join(lines[first if last is None else last :])
    assert after.startswith(head)
    assert after.endswith(tail)
    assert len(after) > len(head + tail) or isinstance(change, TakeOut)


def lines_of(real: Places, path: EntryPath) -> tuple[int, int]:
    """Return the first line of an entry, from 0, and that behind its last: where the next starts.

    Blank lines and remarks before the next belong to that.
    """
    lines, first = real.text.splitlines(), all_lines(real)[path]
    last = next_line(real, path)
    while not lines[last - 1] or lines[last - 1].startswith("#"):
        last -= 1
    return first, max(last, first + 1)  # several may stand on one line


def next_line(real: Places, path: EntryPath) -> int:
    if not path:
        return real.text.count("\n")
    siblings = read(real.document.data, path[:-1])
    keys = [*siblings] if isinstance(siblings, dict) else [*range(len(siblings))]
    following = keys[keys.index(path[-1]) + 1 :]
    return all_lines(real)[(*path[:-1], following[0])] if following else next_line(real, path[:-1])


@cache
def all_lines(real: Places) -> dict[EntryPath, int]:
    paths = [*all_paths(real.document.data, ())]
    return {path: line - 1 for path, line in zip(paths, real.document.lines_of(paths), strict=True)}


def all_paths(data: Any, path: EntryPath) -> Iterator[EntryPath]:
    yield path
    if isinstance(data, dict | list):
        for step, inside in data.items() if isinstance(data, dict) else enumerate(data):
            yield from all_paths(inside, (*path, step))


def inserted_at(real: Places, change: InsertItem | AddKey) -> int:
    if isinstance(change, AddKey):
        return lines_of(real, (*change.path, change.after))[1]
    size = len(read(real.document.data, change.path))
    if change.index == size:
        return lines_of(real, (*change.path, size - 1))[1]
    return lines_of(real, (*change.path, change.index))[0]


def read(data: Any, path: EntryPath) -> Any:
    for step in path:
        data = data[step]
    return data


def changed_by_hand(text: str, change: Change) -> Any:
    data = yaml.load(text, yaml.CBaseLoader)
    inside = read(data, change.path[:-1])
    match change:
        case InsertItem(path, index, entry):
            inside[path[-1]].insert(index, as_text(entry))
        case AddKey(path, key, value, _):
            inside[path[-1]][key] = as_text(value)
        case PutValue(path, value):
            inside[path[-1]] = as_text(value)
        case TakeOut(path):
            del inside[path[-1]]
    return data


def as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_text(one) for key, one in value.items()}
    return [*map(as_text, value)] if isinstance(value, list) else str(value)


def made_up(document: Document, chance: random.Random) -> Change:
    """Make up a change of the real file; on its last line of all nothing can be compared."""
    city = chance.choice([*document.data["cities"]][:-1])
    kind = chance.choice(["figures", "figures", "statements", "systems", "not_figures"])
    entries = document.data["cities"][city][kind]
    index = chance.randrange(len(entries) - 1)
    path: EntryPath = ("cities", city, kind)
    field = chance.choice([*entries[index]])
    match chance.randrange(6):
        case 0 | 1:
            return InsertItem(path, chance.randrange(len(entries) + 1), entry(kind, chance))
        case 2:
            codes = chance.choice(["counts", "metrics", "reasons", "baselines", "areas"])
            after = chance.choice([*document.data[codes]])
            return AddKey((codes,), "made_up", entry(codes, chance), after)
        case 3:
            return PutValue((*path, index, field), value_for(field, chance))
        case 4:
            return TakeOut((*path, index))
        case _:
            name, value = chance.choice([("prefix", words(chance)), ("new", sentences(chance))])
            at = chance.choice([*entries[index]])
            if kind == "not_figures":
                return PutValue((*path, index, field), words(chance))
            return AddKey((*path, index), name, value, at)


def entry(kind: str, chance: random.Random) -> dict[str, Any]:
    names = {"en": words(chance), "zh": words(chance)}
    more: dict[str, Any] = {
        "figures": {"value": chance.choice([5, -12.5, [15, 20]]), "note": sentences(chance),
                    "inferred": {"period": sentences(chance)}},
        "statements": {"claim": names},
        "not_figures": {"why": "date"},
        "counts": {"name": names, "related": ["a", "b"]},
        "metrics": {"name": names, "kind": "change"},
    }.get(kind, {"name": names})  # fmt: skip
    return {"id": words(chance), "quote": words(chance), **more}


def value_for(field: str, chance: random.Random) -> Any:
    if field in ("note", "inferred"):
        return sentences(chance) if field == "note" else {"area": sentences(chance)}
    if field in ("name", "about", "claim"):
        return {"en": words(chance), "zh": words(chance)}
    return chance.choice([words(chance), 17, -0.5])


def sentences(chance: random.Random) -> dict[str, str]:
    return {"en": words(chance), "zh": words(chance)}


def words(chance: random.Random) -> str:
    return "".join(pieces(chance))


def pieces(chance: random.Random) -> Iterator[str]:
    for _ in range(chance.randint(1, 4)):
        yield chance.choice(
            ["甲", "ab", ", ", ": ", " #", "“乙”", '"', "'", "12", "%", "\\", "-", "x" * 90]
        )


#: Ways in which programs write YAML.
DUMPS: dict[str, dict[str, Any]] = {
    "blocks": {},
    "wide and wrapped": {"indent": 4, "width": 60},
    "braces": {"default_flow_style": True, "width": 100},
    "mixed": {"default_flow_style": None, "width": 90},
    "quotes": {"default_style": '"', "width": 50},
    "literal": {"default_style": "|"},
    "folded": {"default_style": ">", "width": 30},
    "Windows": {"line_break": "\r\n"},
}


@pytest.mark.parametrize("style", DUMPS.values(), ids=DUMPS)
def test_a_file_that_a_program_wrote_is_edited_as_well(real: Places, style: dict[str, Any]) -> None:
    data = yaml.load(real.text, yaml.CBaseLoader)
    places = Places(yaml.dump(data, allow_unicode=True, sort_keys=False, **style))
    chance = random.Random(5)
    for _ in range(12):
        change = made_up(places.document, chance)
        after = write(places, [change]).text
        assert yaml.load(after, yaml.CBaseLoader) == changed_by_hand(places.text, change)
