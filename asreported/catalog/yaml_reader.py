"""YAML text -> plain data, with the line of every entry.

Plain words are read by the core schema of YAML 1.2 (``on`` and ``no`` are
words, ``2020-11-01`` is text). Duplicate keys, aliases and tags are refused: a
curated file has no use for them, and each can hide a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML built without libyaml: slower, the same result
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

#: The keys and places in lists that lead to an entry.
Steps = tuple[str | int, ...]
#: Where something is wrong, and what.
Fault = tuple[Steps, str]

_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NON_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
#: A longer number is kept as text, which no field for numbers takes.
_MOST_DIGITS = 30
#: A catalog is half as deep.
_DEEPEST = 20
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


class NotYamlError(Exception):
    """Text that cannot be read as YAML; ``line`` (from 1) is where that shows."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass
class Document:
    """Plain data, the text that it was read from, and what YAML it may not use.

    ``faults`` are keys that stand twice, aliases and tags; ``data`` goes without them.
    """

    text: str
    data: Any
    faults: list[Fault]

    def lines_of(self, paths: Sequence[Steps]) -> list[int]:
        """The line of each path, or of the nearest entry around it.

        The text is read once more for it: lines are asked for where something is wrong, and
        those of a large file would take more memory than its data.
        """
        around = {path[:steps] for path in paths for steps in range(len(path) + 1)}
        lines: dict[Steps, int] = {}
        _Reader(self.text, around, lines).read()
        return [
            next((lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in lines), 1)
            for path in paths
        ]


def read_document(text: str) -> Document:
    """Read one YAML document, in time and memory in proportion to its length.

    Raises NotYamlError.
    """
    try:
        return _Reader(text).read()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        explanation = " ".join(part for part in (error.context, error.problem) if part)
        last = text.count("\n") + 1  # the parser counts one more at the end of a file
        line = min(mark.line + 1, last) if mark else 1
        raise NotYamlError(line, f"this is not YAML: {explanation}") from None
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        message = f"this is not YAML: the character #x{error.character:04x} may not stand here"
        raise NotYamlError(line, message) from None


class _Reader:
    """Builds plain data while the text is parsed, so that no second form of it takes memory.

    The line of each path that is ``wanted`` goes into ``lines``.
    """

    def __init__(
        self, text: str, wanted: Collection[Steps] = (), lines: dict[Steps, int] | None = None
    ) -> None:
        self._text = text
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_Loader)
        self._wanted = wanted
        self._lines = {} if lines is None else lines
        self._faults: list[Fault] = []

    def read(self) -> Document:
        data = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                data = self._value(next(self._events), ())
                next(self._events)  # its end
                break
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                message = "a second document starts here (---): a catalog is one"
                raise NotYamlError(_line(event), message)
        return Document(self._text, data, self._faults)

    def _value(self, event: yaml.Event, path: Steps) -> Any:
        if len(path) > _DEEPEST:
            message = f"this is nested deeper than {_DEEPEST} levels: a catalog is not"
            raise NotYamlError(_line(event), message)
        if path in self._wanted:
            self._lines.setdefault(path, _line(event))
        if isinstance(event, yaml.AliasEvent):
            message = "anchors and aliases (& and *) are not used here: write it out"
            self._faults.append((path, message))
            return None
        tag = getattr(event, "tag", None)
        if tag is not None:
            message = f"tags ({tag}) are not used here: write the value alone"
            self._faults.append((path, message))
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return [self._value(item, (*path, i)) for i, item in enumerate(self._until_end())]
        return self._mapping(path)

    def _mapping(self, path: Steps) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        for event in self._until_end():
            if not isinstance(event, yaml.ScalarEvent):
                raise NotYamlError(_line(event), "a key must be a word")
            key = event.value
            if key in entries:
                self._faults.append(((*path, key), f"'{key}' stands here twice: keep one"))
            if (*path, key) in self._wanted:
                self._lines[(*path, key)] = _line(event)
            entries[key] = self._value(next(self._events), (*path, key))
        return entries

    def _until_end(self) -> Iterator[yaml.Event]:
        """What opens each entry of the list or mapping that was just opened."""
        for event in self._events:
            if isinstance(event, yaml.CollectionEndEvent):
                return
            yield event


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _scalar(event: yaml.ScalarEvent) -> Any:
    text: str = event.value
    if event.style:  # quoted, or a block: text as it stands
        return text
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > _MOST_DIGITS:
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return float(text.replace(".", "")) if _NON_FINITE.fullmatch(text) else text
