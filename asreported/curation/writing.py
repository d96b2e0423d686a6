"""Changes a YAML text at a few places: whole lines come and go, and all else stays as it is.

Each change is a stretch of the text to put words in place of. What is read from the outcome is
compared with what was to become of the data: where the two differ (a file may be laid out in
ways that nobody has met) it is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import yaml

from asreported.catalog.yaml_reader import EntryPath, NotYamlError
from asreported.curation.changes import (
    AddKey,
    Change,
    InsertItem,
    MakeList,
    PutValue,
    TakeOut,
    WritingError,
    changed,
    gone,
)
from asreported.curation.places import Places
from asreported.curation.yaml_text import block_lines, flow, is_told, item_lines, items_lines

#: Codelists whose entries have fields on lines of their own.
_ON_LINES = ("metrics", "baselines", "cities")


class Splice(NamedTuple):
    """Words to put in place of a stretch of a text."""

    start: int
    end: int
    words: str


def write(places: Places, changes: Sequence[Change]) -> Places:
    """Return a file with changes, each of which is made of the file as it is before all of them.

    Raises WritingError where one does not fit, or cannot be written into this file.
    """
    wanted = changed(places.document.data, changes)
    splices = [splice for change in changes for splice in _splices(places, change)]
    try:
        written = Places(_spliced(places.text, splices))
    except NotYamlError:
        written = None
    if written is None or written.document.violations or written.document.data != wanted:
        where = ".".join(map(str, changes[0].path))
        raise WritingError(f"{where} of this file is laid out in its own way: edit it there")
    return written


def _spliced(text: str, splices: Sequence[Splice]) -> str:
    pieces, at = [], 0
    for start, end, words in sorted(splices, key=lambda splice: splice[:2]):
        pieces += [text[at:start], words]
        at = max(at, end)
    return "".join([*pieces, text[at:]])


def _splices(places: Places, change: Change) -> list[Splice]:
    match change:
        case InsertItem(path, index, entry):
            return _item(places, path, index, entry)
        case AddKey(path, key, value, after):
            return _key(places, path, key, value, after)
        case PutValue(path, value):
            return [_value(places, path, value)]
        case TakeOut(path):
            return _without(places, path)
        case MakeList(path, name, item_id):
            return _listed(places, path, name, item_id)


def _item(places: Places, path: EntryPath, index: int, entry: Any) -> list[Splice]:
    node = places.node(path)
    if not (isinstance(node, yaml.SequenceNode) and node.value):
        lines = items_lines(str(path[-1]), [entry], _step(places))
        return _filled(places, path, lines, flow([entry]))
    if node.flow_style:
        return [_in_brackets(places, node, index, flow(entry))]
    neighbour = node.value[max(0, index - 1)]
    lines = item_lines(
        entry,
        _step(places),
        in_braces=_in_braces(neighbour),
        offset=_dash_offset(places, node, neighbour),
    )
    at = places.after_line(neighbour) if index else places.after_line(_key_node(places, path))
    return [_lines(places, at, lines, node.start_mark.column)]


def _key(places: Places, path: EntryPath, key: str, value: Any, after: str | None) -> list[Splice]:
    node, of_entries = places.node(path), len(path) == 1
    if not (isinstance(node, yaml.MappingNode) and node.value):
        in_braces = of_entries and path[0] not in _ON_LINES
        return _filled(places, path, _key_lines(places, key, value, in_braces), flow({key: value}))
    keys = [one.value for one, _ in node.value]
    index = keys.index(after) + 1 if after in keys else len(keys) if after is None else 0
    if node.flow_style:
        return [_in_brackets(places, node, index, f"{key}: {flow(value, key)}")]
    first, neighbour = node.value[0][0], node.value[max(0, index - 1)][1]
    # Entries are laid out as their neighbours; fields of one each in a way of its own.
    lines = _key_lines(places, key, value, of_entries and _in_braces(neighbour))
    at = places.after_line(neighbour) if index else places.line_start(places.start(first))
    return [_lines(places, at, lines, first.start_mark.column)]


def _value(places: Places, path: EntryPath, value: Any) -> Splice:
    node, around = places.node(path), places.node(path[:-1])
    if node is None or not isinstance(around, yaml.CollectionNode):
        raise gone(path)
    name = str(path[-1])
    if around.flow_style or not isinstance(around, yaml.MappingNode):
        return Splice(places.start(node), places.end(node), flow(value, name))
    key = _key_node(places, path)
    lines = block_lines({name: value}, _step(places), told=is_told(path[:-1]))
    start, end = places.start(key), places.end(node)
    if len(lines) == 1 and places.line_number(start) == places.line_number(end):
        return Splice(start, end, lines[0])  # what is noted behind the value stays
    end, column = places.after_line(node), " " * key.start_mark.column
    ended = _ends_line(places.text[:end])
    joined = (places.line_break + column).join(lines)
    return Splice(start, end, joined + places.line_break * ended)


def _without(places: Places, path: EntryPath) -> list[Splice]:
    node, around = places.node(path), places.node(path[:-1])
    if node is None or not isinstance(around, yaml.CollectionNode):
        raise gone(path)
    if len(around.value) == 1:
        return _emptied(places, path[:-1], around)
    first = node if isinstance(around, yaml.SequenceNode) else _key_node(places, path)
    if around.flow_style:
        return [_out_of_brackets(places, around, first, node)]
    start, end = places.line_start(places.start(first)), places.after_line(node)
    if isinstance(around, yaml.SequenceNode) and not _has_dash_before(places, first):
        start = places.line_start(places.text.rindex("-", 0, start))
    if end == len(places.text) and not _ends_line(places.text):
        start = len(places.text[:start].rstrip("\r\n"))
    return [Splice(start, end, "")]


def _listed(places: Places, path: EntryPath, name: str, item_id: str) -> list[Splice]:
    key, node = _key_node(places, path), places.node(path)
    if not (isinstance(node, yaml.MappingNode) and node.value):
        raise gone(path)
    renamed = Splice(places.start(key), places.end(key), name)
    if node.flow_style:
        start, end = places.start(node), places.end(node)
        return [renamed, Splice(start, start + 1, f"[{{id: {item_id}, "), Splice(end, end, "]")]
    first, dash = node.value[0][0], "- "
    first_line = places.line_start(places.start(first))
    added = _lines(places, first_line, [f"{dash}id: {item_id}"], first.start_mark.column)
    starts = places.line_starts(first_line, places.after_line(node))
    return [renamed, added, *(Splice(at, at, " " * len(dash)) for at in starts)]


def _filled(places: Places, path: EntryPath, lines: list[str], in_brackets: str) -> list[Splice]:
    """Put first entries into a list or mapping that is empty."""
    node, around = places.node(path), places.node(path[:-1])
    if node is None or not isinstance(around, yaml.CollectionNode):
        raise gone(path)
    if around.flow_style:
        return [Splice(places.start(node), places.end(node), in_brackets)]
    key = _key_node(places, path)
    colon = places.text.index(":", places.end(key)) + 1
    indent = key.start_mark.column + _step(places)
    return [
        Splice(colon, max(colon, places.end(node)), ""),
        _lines(places, places.after_line(node), lines, indent),
    ]


def _emptied(places: Places, path: EntryPath, node: yaml.CollectionNode) -> list[Splice]:
    empty = "[]" if isinstance(node, yaml.SequenceNode) else "{}"
    if node.flow_style:
        return [Splice(places.start(node), places.end(node), empty)]
    key = _key_node(places, path)
    colon = places.text.index(":", places.end(key)) + 1
    return [
        Splice(colon, colon, f" {empty}"),
        Splice(places.after_line(key), places.after_line(node), ""),
    ]


def _in_brackets(places: Places, node: yaml.CollectionNode, index: int, words: str) -> Splice:
    """Put one more among the entries that stand in brackets or braces."""
    keys, values = _parts(node)
    if index == 0:
        at = places.start(keys[0])
        return Splice(at, at, f"{words}, ")
    at = places.end(values[index - 1])
    return Splice(at, at, f", {words}")


def _out_of_brackets(
    places: Places, around: yaml.CollectionNode, first: yaml.Node, last: yaml.Node
) -> Splice:
    keys, values = _parts(around)
    index = keys.index(first)
    if index == 0:
        return Splice(places.start(first), places.start(keys[1]), "")
    return Splice(places.end(values[index - 1]), places.end(last), "")


def _parts(node: yaml.CollectionNode) -> tuple[list[yaml.Node], list[yaml.Node]]:
    """Return what entries of a list or mapping begin with, and what they end with."""
    pairs = [item if isinstance(item, tuple) else (item, item) for item in node.value]
    return [key for key, _ in pairs], [value for _, value in pairs]


def _key_node(places: Places, path: EntryPath) -> yaml.Node:
    key = places.key(path)
    if key is None:
        raise gone(path)
    return key


def _key_lines(places: Places, key: str, value: Any, in_braces: bool) -> list[str]:
    if in_braces:
        return [f"{key}: {flow(value, key)}"]
    return block_lines({key: value}, _step(places))


def _in_braces(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode) and bool(node.flow_style)


def _dash_offset(places: Places, node: yaml.SequenceNode, item: yaml.Node) -> int:
    """Return how far behind their dashes the entries of a list stand."""
    offset = int(item.start_mark.column) - int(node.start_mark.column)
    return offset if offset > 1 and _has_dash_before(places, item) else 2


def _has_dash_before(places: Places, item: yaml.Node) -> bool:
    """Whether the dash of an item stands on its own first line, and not alone above it."""
    start = places.start(item)
    return bool(places.text[places.line_start(start) : start].strip())


def _lines(places: Places, at: int, lines: list[str], column: int) -> Splice:
    """Add lines where one starts, or behind the last."""
    joined = places.line_break.join(" " * column + line for line in lines)
    is_open = at == len(places.text) and not _ends_line(places.text)
    return Splice(at, at, places.line_break + joined if is_open else joined + places.line_break)


def _ends_line(text: str) -> bool:
    return text.endswith(("\n", "\r"))


def _step(places: Places) -> int:
    """Return by how many columns this file indents what stands inside an entry."""
    root = places.root.value if isinstance(places.root, yaml.MappingNode) else []
    for _, node in root:
        if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
            return int(node.start_mark.column)
    return 2
