"""YAML text -> plain data, with the line of every entry.

Plain words are read by the core schema of YAML 1.2 (``on`` and ``no`` are
words, ``2020-11-01`` is text). Duplicate keys and aliases are refused: a
curated file has no use for them, and each can hide a mistake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML built without libyaml: slower, the same result
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

Path = tuple[str | int, ...]

_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NON_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
#: A longer number is kept as text, which no field for numbers takes.
_MOST_DIGITS = 30
#: A catalog is half as deep.
_DEEPEST = 20
_TOO_DEEP = f"this is nested deeper than {_DEEPEST} levels: a catalog is not"
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


class YamlFault(Exception):
    """Text that is not the YAML we accept: a line (from 1), the path so far, a message."""

    def __init__(self, line: int, path: Path, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.path = path
        self.message = message


@dataclass
class Document:
    """Plain data, and the line (from 1) on which each path in it starts."""

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)

    def line_of(self, path: Path) -> int:
        """The line of the path, or of the nearest entry around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_document(text: str) -> Document:
    """Read one YAML document. Raises YamlFault."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = " ".join(part for part in (error.context, error.problem) if part)
        raise YamlFault(mark.line + 1 if mark else 1, (), f"this is not YAML: {said}") from None
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        message = f"this is not YAML: the character #x{error.character:04x} may not stand here"
        raise YamlFault(line, (), message) from None
    except RecursionError:
        raise YamlFault(1, (), _TOO_DEEP) from None
    document = Document()
    if root is not None:
        document.data = _plain(root, (), document.lines, set())
    return document


def _plain(node: yaml.Node, path: Path, lines: dict[Path, int], seen: set[int]) -> Any:
    line = node.start_mark.line + 1
    lines.setdefault(path, line)
    if len(path) > _DEEPEST:
        raise YamlFault(line, path[:2], _TOO_DEEP)
    if id(node) in seen:
        raise YamlFault(line, path, "anchors and aliases (& and *) are not used here: write it out")
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, i), lines, seen) for i, item in enumerate(node.value)]
    entries: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        key_line = key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise YamlFault(key_line, path, "a key must be a word")
        if key in entries:
            raise YamlFault(key_line, (*path, key), f"'{key}' stands here twice: keep one")
        lines[(*path, key)] = key_line
        entries[key] = _plain(value_node, (*path, key), lines, seen)
    return entries


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style:  # quoted, or a block: text as it stands
        return text
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > _MOST_DIGITS:
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) or _NON_FINITE.fullmatch(text):
        return (
            float(text.replace(".inf", "inf").replace(".nan", "nan"))
            if "n" in text
            else float(text)
        )
    return text
