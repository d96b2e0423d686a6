"""Reads YAML text as plain data, and finds the line of any entry.

Plain words are read by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema):
``on`` and ``no`` are words, ``2020-11-01`` is text. Duplicate keys, aliases and tags are refused:
a curated file has no use for them, and each can hide a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from asreported.catalog.limits import MAX_DEPTH, MAX_NUMBER_LENGTH

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML built without libyaml: slower, the same result
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

#: Reads plain words as text.
LOADER = _Loader
#: The keys and places in lists that lead to an entry.
EntryPath = tuple[str | int, ...]
#: What a check finds wrong: where in the data, and a message.
Violation = tuple[EntryPath, str]

_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NON_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
#: Line breaks to YAML's parser and to no editor: what follows one in a comment would be data.
_UNSEEN_BREAK = re.compile("[\x85\u2028\u2029]")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}


class NotYamlError(Exception):
    """Text that cannot be read as YAML; ``line`` (from 1) is where the parser noticed."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass
class Document:
    """A YAML document: its text, and the plain data (dicts, lists, scalars) read from it.

    ``violations`` are duplicate keys, aliases and tags. Of duplicate keys ``data`` has the last,
    of an alias None, of a tagged value the value.
    """

    text: str
    data: Any
    violations: list[Violation]

    def lines_of(self, paths: Sequence[EntryPath]) -> list[int]:
        """Return the line (from 1) of each path, or of the nearest entry around it.

        The text is read once more for it: lines are needed only where something is wrong, and
        those of all entries of a large file would take more memory than its data.
        """
        around = {path[:steps] for path in paths for steps in range(len(path) + 1)}
        reader = _Reader(self.text, around)
        reader.read()
        lines = reader.lines
        return [
            next((lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in lines), 1)
            for path in paths
        ]


def read_document(text: str) -> Document:
    """Read one YAML document, in time and memory in proportion to its length.

    Raises NotYamlError where the text is no YAML, holds several documents, or is nested deeper
    than ``MAX_DEPTH``.
    """
    if found := _UNSEEN_BREAK.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = f"the character U+{ord(found[0]):04X} breaks the line unseen: take it out"
        raise NotYamlError(line, message)
    try:
        return _Reader(text).read()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = " ".join(part for part in (error.context, error.problem) if part)
        last = text.count("\n") + 1  # the parser counts one more at the end of a file
        line = min(mark.line + 1, last) if mark else 1
        raise NotYamlError(line, f"this is not YAML: {reason}") from None
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        message = f"this is not YAML: the character #x{error.character:04x} may not stand here"
        raise NotYamlError(line, message) from None


class _Reader:
    """Builds plain data from the parser's events, so that no syntax tree takes memory.

    ``lines`` has the line of each path that is ``wanted``, as soon as the text is read.
    """

    def __init__(self, text: str, wanted: Collection[EntryPath] = ()) -> None:
        self.lines: dict[EntryPath, int] = {}
        self._text = text
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=LOADER)
        self._wanted = wanted
        self._violations: list[Violation] = []

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
        return Document(self._text, data, self._violations)

    def _value(self, event: yaml.Event, path: EntryPath) -> Any:
        if len(path) > MAX_DEPTH:
            message = f"this is nested deeper than {MAX_DEPTH} levels: a catalog is not"
            raise NotYamlError(_line(event), message)
        if path in self._wanted:
            self.lines.setdefault(path, _line(event))
        if isinstance(event, yaml.AliasEvent):
            message = "anchors and aliases (& and *) are not used here: write it out"
            self._violations.append((path, message))
            return None
        tag = getattr(event, "tag", None)
        if tag is not None:
            message = f"tags ({tag}) are not used here: write the value alone"
            self._violations.append((path, message))
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return [self._value(item, (*path, i)) for i, item in enumerate(self._until_end())]
        return self._mapping(path)

    def _mapping(self, path: EntryPath) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        for event in self._until_end():
            if not isinstance(event, yaml.ScalarEvent):
                raise NotYamlError(_line(event), "a key must be a word")
            key = event.value
            if key in entries:
                self._violations.append(((*path, key), f"'{key}' stands here twice: keep one"))
            if (*path, key) in self._wanted:
                self.lines[(*path, key)] = _line(event)
            entries[key] = self._value(next(self._events), (*path, key))
        return entries

    def _until_end(self) -> Iterator[yaml.Event]:
        """Yield the first event of each entry, up to the end of the list or mapping just opened."""
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
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if len(text) > MAX_NUMBER_LENGTH:
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return float(text.replace(".", "")) if _NON_FINITE.fullmatch(text) else text
