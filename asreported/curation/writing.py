"""Changes a YAML text at one place: whole lines come and go, and all else stays as it is.

A change knows what it does to the data, too. ``write`` reads what came of the text and compares:
where the two differ (a file may be laid out in ways that nobody has met) it refuses.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from asreported.catalog.yaml_reader import EntryPath, NotYamlError, read_document
from asreported.curation.places import Places
from asreported.curation.yaml_text import block_lines, flow, item_lines, items_lines


class WritingError(Exception):
    """A change that cannot be written into this file; the message says what to do."""


@dataclass(frozen=True)
class InsertItem:
    """Puts ``entry`` into the list at ``path``, before the item that is ``index`` now."""

    path: EntryPath
    index: int
    entry: Any


@dataclass(frozen=True)
class AddKey:
    """Adds ``key`` to the mapping at ``path``, behind the key ``after``; at the end without one.

    ``""`` for ``after`` puts it first.
    """

    path: EntryPath
    key: str
    value: Any
    after: str | None = None


@dataclass(frozen=True)
class PutValue:
    """Puts ``value`` in place of what is at ``path``."""

    path: EntryPath
    value: Any


@dataclass(frozen=True)
class TakeOut:
    """Takes out the key or the item that ``path`` ends in."""

    path: EntryPath


Change = InsertItem | AddKey | PutValue | TakeOut


def write(text: str, changes: Sequence[Change]) -> str:
    """Return a text with changes made one after the other.

    Raises WritingError where one does not fit, and NotYamlError for a text that is no YAML.
    """
    for change in changes:
        places = Places(text)
        wanted = changed_data(places.document.data, change)
        text = _spliced(places, change)
        try:
            found = read_document(text).data
        except NotYamlError:
            found = None
        if found != wanted:
            where = ".".join(map(str, change.path))
            raise WritingError(
                f"{where} of this file is laid out in a way of its own: edit it there"
            )
    return text


def changed_data(data: Any, change: Change) -> Any:
    """Return data as they are after a change. Raises WritingError where it does not fit."""
    data = copy.deepcopy(data)
    try:
        _change(data, change)
    except (KeyError, IndexError, TypeError, AttributeError):
        where = ".".join(map(str, change.path))
        raise WritingError(f"there is no {where} in the file any more") from None
    return data


def _change(data: Any, change: Change) -> None:
    *around, last = change.path
    inside = data
    for step in around:
        inside = inside[step]
    match change:
        case InsertItem(_, index, entry):
            inside[last] = [*(inside.get(last) or [])]
            inside[last].insert(index, _plain(entry))
        case AddKey(_, key, value, after):
            if inside[last] is None:
                inside[last] = {}
            inside[last] = _with_key(inside[last], key, _plain(value), after)
        case PutValue(_, value):
            inside[last] = _plain(value)
        case TakeOut():
            del inside[last]


def _with_key(
    mapping: Mapping[str, Any], key: str, value: Any, after: str | None
) -> dict[str, Any]:
    keys = [name for name in mapping if name != key]
    at = len(keys) if after is None else keys.index(after) + 1 if after else 0
    return {name: value if name == key else mapping[name] for name in (*keys[:at], key, *keys[at:])}


def _plain(value: Any) -> Any:
    """Return a value as the reader gives it."""
    return read_document(flow(value)).data


def _spliced(places: Places, change: Change) -> str:
    match change:
        case InsertItem(path, index, entry):
            return _with_item(places, path, index, entry)
        case AddKey(path, key, value, after):
            return _with_new_key(places, path, key, value, after)
        case PutValue(path, value):
            return _with_value(places, path, value)
        case TakeOut(path):
            return _without(places, path)


def _with_item(places: Places, path: EntryPath, index: int, entry: Any) -> str:
    node, kind = places.node(path), str(path[-1])
    if node is None:
        raise WritingError(f"there is no {'.'.join(map(str, path))} in the file any more")
    if not (isinstance(node, yaml.SequenceNode) and node.value):
        return _filled(places, path, items_lines(kind, [entry], _step(places)), flow([entry]))
    if node.flow_style:
        return _in_brackets(places, node, index, flow(entry))
    neighbour = node.value[max(0, index - 1)]
    column = node.start_mark.column
    beside = neighbour.start_mark.column - column
    offset = beside if neighbour.start_mark.line == _dash_line(places, neighbour) else 2
    in_braces = bool(isinstance(neighbour, yaml.MappingNode) and neighbour.flow_style)
    lines = item_lines(entry, _step(places), in_braces=in_braces, offset=max(2, offset))
    at = places.after_line(neighbour) if index else _after_key_line(places, path)
    return _with_lines(places, at, lines, column)


def _dash_line(places: Places, item: yaml.Node) -> int:
    """Return the line of an item's dash: its own, but where the dash stands alone above it."""
    start = places.start(item)
    before = places.text[places.line_start(start) : start]
    return item.start_mark.line if before.strip() else -1


def _with_new_key(places: Places, path: EntryPath, key: str, value: Any, after: str | None) -> str:
    node = places.node(path)
    if not isinstance(node, yaml.MappingNode) or not node.value:
        lines = _key_lines(places, key, value, in_braces=path[0] not in ("metrics", "cities"))
        return _filled(places, path, lines, flow({key: value}))
    at = next((i for i, (k, _) in enumerate(node.value) if k.value == after), None)
    index = len(node.value) if at is None and after != "" else 0 if at is None else at + 1
    if node.flow_style:
        return _in_brackets(places, node, index, f"{key}: {flow(value, key)}")
    neighbour = node.value[max(0, index - 1)][1]
    in_braces = bool(isinstance(neighbour, yaml.MappingNode) and neighbour.flow_style)
    in_braces = in_braces and len(path) == 1  # of entries; fields have a layout of their own
    lines = _key_lines(places, key, value, in_braces=in_braces)
    if index:
        return _with_lines(places, places.after_line(neighbour), lines, node.start_mark.column)
    at_first = places.line_start(places.start(node))
    return _with_lines(places, at_first, lines, node.start_mark.column)


def _key_lines(places: Places, key: str, value: Any, *, in_braces: bool) -> list[str]:
    if in_braces:
        return [f"{key}: {flow(value, key)}"]
    return block_lines({key: value}, _step(places))


def _with_value(places: Places, path: EntryPath, value: Any) -> str:
    node, key = places.node(path), places.key(path)
    if node is None:
        raise WritingError(f"there is no {'.'.join(map(str, path))} in the file any more")
    around = places.node(path[:-1])
    inside = isinstance(around, yaml.CollectionNode) and bool(around.flow_style)
    if inside or key is None:
        return _replaced(places, places.start(node), places.end(node), flow(value, str(path[-1])))
    lines = block_lines(
        {str(path[-1]): value}, _step(places), told=bool({"note", "inferred"} & {*path[:-1]})
    )
    on_one_line = places.line_number(places.start(key)) == places.line_number(places.end(node))
    start, end = places.start(key), places.end(node)
    if on_one_line and len(lines) == 1:  # what is written behind the value stays
        return _replaced(places, start, end, lines[0])
    end = places.after_line(node)
    column = " " * key.start_mark.column
    new = places.line_break.join(lines[:1] + [column + line for line in lines[1:]])
    ended = places.text[:end].endswith(("\n", "\r"))
    return _replaced(places, start, end, new + places.line_break * ended)


def _without(places: Places, path: EntryPath) -> str:
    node, around = places.node(path), places.node(path[:-1])
    if node is None or not isinstance(around, yaml.CollectionNode):
        raise WritingError(f"there is no {'.'.join(map(str, path))} in the file any more")
    if len(around.value) == 1:
        empty = "[]" if isinstance(around, yaml.SequenceNode) else "{}"
        return _emptied(places, path[:-1], around, empty)
    first = places.key(path) or node
    if around.flow_style:
        return _out_of_brackets(places, around, first, node)
    start = places.line_start(places.start(first))
    if isinstance(around, yaml.SequenceNode) and _dash_line(places, first) == -1:
        start = places.line_start(places.text.rindex("-", 0, start))
    end = places.after_line(node)
    if end == len(places.text) and not places.text.endswith(("\n", "\r")):
        start = len(places.text[:start].rstrip("\r\n"))
    return _replaced(places, start, end, "")


def _emptied(places: Places, path: EntryPath, node: yaml.CollectionNode, empty: str) -> str:
    if node.flow_style:
        return _replaced(places, places.start(node), places.end(node), empty)
    key = places.key(path)
    if key is None:
        raise WritingError(f"{'.'.join(map(str, path))} cannot be emptied here: edit the file")
    colon = places.text.index(":", places.end(key)) + 1
    line_end = _after_key_line(places, path)
    text = _replaced(places, line_end, places.after_line(node), "")
    return f"{text[:colon]} {empty}{text[colon:]}"


def _filled(places: Places, path: EntryPath, lines: list[str], in_brackets: str) -> str:
    """Return the text with first entries in a list or mapping that is empty."""
    key, node, around = places.key(path), places.node(path), places.node(path[:-1])
    if key is None or node is None or not isinstance(around, yaml.CollectionNode):
        raise WritingError(f"there is no {'.'.join(map(str, path))} in the file any more")
    if around.flow_style:
        return _replaced(places, places.start(node), places.end(node), f" {in_brackets}".lstrip())
    colon = places.text.index(":", places.end(key)) + 1
    indent = key.start_mark.column + _step(places)
    at = places.after_line(node)
    text = _with_lines(places, at, lines, indent)
    return text[:colon] + text[max(colon, places.end(node)) :]


def _in_brackets(places: Places, node: yaml.CollectionNode, index: int, new: str) -> str:
    """Return the text with one more among the entries that stand in brackets or braces."""
    if index == 0:
        first = node.value[0]
        at = places.start(first[0] if isinstance(first, tuple) else first)
        return _replaced(places, at, at, f"{new}, ")
    before = node.value[index - 1]
    at = places.end(before[1] if isinstance(before, tuple) else before)
    return _replaced(places, at, at, f", {new}")


def _out_of_brackets(
    places: Places, around: yaml.CollectionNode, first: yaml.Node, last: yaml.Node
) -> str:
    parts = [item if isinstance(item, tuple) else (item, item) for item in around.value]
    index = next(i for i, (key, _) in enumerate(parts) if key is first)
    if index == 0:
        return _replaced(places, places.start(first), places.start(parts[1][0]), "")
    return _replaced(places, places.end(parts[index - 1][1]), places.end(last), "")


def _after_key_line(places: Places, path: EntryPath) -> int:
    key = places.key(path)
    if key is None:
        raise WritingError(f"there is no {'.'.join(map(str, path))} in the file any more")
    return places.after_line(key)


def _with_lines(places: Places, at: int, lines: list[str], column: int) -> str:
    """Return the text with lines added where one starts, or behind the last."""
    joined = places.line_break.join(" " * column + line for line in lines)
    open_end = at == len(places.text) and not places.text.endswith(("\n", "\r"))
    new = places.line_break + joined if open_end else joined + places.line_break
    return _replaced(places, at, at, new)


def _replaced(places: Places, start: int, end: int, new: str) -> str:
    return places.text[:start] + new + places.text[end:]


def _step(places: Places) -> int:
    """Return by how many columns this file indents what stands inside an entry."""
    root = places.root.value if isinstance(places.root, yaml.MappingNode) else []
    for _, node in root:
        if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
            return int(node.start_mark.column)
    return 2
