"""Writes entries as a person types them into ``metrics.yaml``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from asreported.catalog.model import Author, Population
from asreported.catalog.yaml_reader import EntryPath, NotYamlError, read_document

#: Lists whose entries stand on lines of their own, behind dashes; all others stand in brackets.
_BLOCK_LISTS = (
    *("articles", "figures", "statements", "systems", "not_figures"),
    *("readings", "numbers", "settled"),
)
#: Lists whose entries have a line for each field; those of others are short, and stand in braces.
_LONG = ("articles", "figures", "statements", "systems", "readings")
#: Names in two languages stand in braces; what is told in sentences has a line for each language.
_SENTENCES = ("note", "inferred")
_NAMES = {*Author.model_fields}
_IN_BRACES = (_NAMES, {*Population.model_fields})
#: Characters from which on a list of short entries has a line for each.
_LINE = 140
#: Always in quotes: of an article's numbers, nearly all would be read as numbers.
_QUOTED = ("as_written",)


def block_lines(entry: Mapping[str, Any], step: int = 2, *, told: bool = False) -> list[str]:
    """Write an entry as lines, those inside it indented by ``step``.

    ``told`` says that it stands under what is told in sentences.
    """
    lines: list[str] = []
    for key, value in entry.items():
        in_sentences = told or key in _SENTENCES
        if _is_block(value, in_sentences):
            inside = block_lines(value, step, told=in_sentences)
            lines += [f"{key}:", *_indented(inside, step)]
        elif value and (key in _BLOCK_LISTS or _is_long(value)):
            lines += [f"{key}:", *_indented(items_lines(key, value, step), step)]
        else:
            lines.append(f"{key}: {flow(value, key, inside=False)}")
    return lines


def items_lines(kind: str, items: Sequence[Any], step: int = 2) -> list[str]:
    """Write the entries of a list, each behind a dash."""
    return [
        line
        for item in items
        for line in item_lines(item, step, in_braces=kind not in _LONG)
    ]  # fmt: skip


def item_lines(item: Any, step: int = 2, *, in_braces: bool, offset: int = 2) -> list[str]:
    """Write one entry of a list behind a dash, ``offset`` columns before its fields."""
    dash = "-".ljust(offset)
    if in_braces or not isinstance(item, Mapping):
        return [dash + flow(item)]
    first, *others = block_lines(item, step)
    return [dash + first, *_indented(others, offset)]


def flow(value: Any, key: str = "", *, inside: bool = True) -> str:
    """Write a value on one line; ``inside`` brackets or braces more of it is quoted."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {flow(v, k)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, (int, float, Decimal)):
        return f"{Decimal(str(value)):f}"
    text = str(value)
    may_be_plain = key not in _QUOTED and reads_plainly(text, inside=inside or key in _NAMES)
    return text if may_be_plain else quoted(text)


def reads_plainly(text: str, *, inside: bool) -> bool:
    """Return whether a text without quotes is read as itself on a line, and ``inside`` braces."""
    lines = [f"k: {text}\nl: m", *([f"{{k: {text}, l: m}}"] if inside else [])]
    try:
        return all(read_document(line).data == {"k": text, "l": "m"} for line in lines)
    except NotYamlError:
        return False


def quoted(text: str) -> str:
    """Write a text in quotes, with what would break the line or not be seen as an escape."""
    plain = json.dumps(text, ensure_ascii=False)
    return "".join(c if c == " " or c.isprintable() else f"\\u{ord(c):04X}" for c in plain)


def _is_long(value: Any) -> bool:
    """Return whether a list of entries with fields is too long for one line: many authors."""
    is_list = isinstance(value, list) and len(value) > 1 and isinstance(value[0], Mapping)
    return is_list and len(flow(value)) > _LINE


def is_told(path: EntryPath) -> bool:
    """Return whether what stands at a path is told in sentences, a line for each language."""
    return any(step in _SENTENCES for step in path)


def _is_block(value: Any, told: bool) -> bool:
    if not isinstance(value, Mapping) or not value:
        return False
    return told or not any(value.keys() <= names for names in _IN_BRACES)


def _indented(lines: Sequence[str], by: int) -> Iterator[str]:
    return (" " * by + line for line in lines)
