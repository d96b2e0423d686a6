"""Finds where in the text of a YAML file an entry starts and ends."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

import yaml

from asreported.catalog.yaml_reader import LOADER, EntryPath, read_document

_BREAK = re.compile("\r\n|\r|\n")


class Places:
    """The places of a file's entries, counted in characters from 0.

    Raises NotYamlError for a text that is no YAML.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.document = read_document(text)  # refuses what is nested too deep for what follows
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    @cached_property
    def root(self) -> yaml.Node | None:
        """The node that holds all others."""
        root: yaml.Node | None = yaml.compose(self.text, Loader=LOADER)
        return root

    @cached_property
    def line_break(self) -> str:
        """What ends the lines of this file."""
        found = _BREAK.search(self.text)
        return found[0] if found else "\n"

    def node(self, path: EntryPath) -> yaml.Node | None:
        """Return the node at a path, None where there is none."""
        node = self.root
        for step in path:
            if isinstance(node, yaml.MappingNode):
                node = next((v for k, v in node.value if k.value == step), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                node = node.value[step] if step < len(node.value) else None
            else:
                return None
        return node

    def key(self, path: EntryPath) -> yaml.Node | None:
        """Return the node of the key that a path ends in, None where there is none."""
        node = self.node(path[:-1])
        if not isinstance(node, yaml.MappingNode):
            return None
        return next((k for k, _ in node.value if k.value == path[-1]), None)

    def start(self, node: yaml.Node) -> int:
        """Return where a node starts."""
        return self._starts[node.start_mark.line] + int(node.start_mark.column)

    def end(self, node: yaml.Node) -> int:
        """Return where the last word of a node ends."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end(last[1] if isinstance(last, tuple) else last)
        return self._starts[node.end_mark.line] + int(node.end_mark.column)

    def line_start(self, at: int) -> int:
        """Return where the line of a place starts."""
        return self._starts[bisect_right(self._starts, at) - 1]

    def line_starts(self, start: int, end: int) -> list[int]:
        """Return where lines with words in them start, from one place to before another."""
        first, last = (bisect_left(self._starts, at) for at in (start, end))
        lines = self._starts[first:last]
        return [at for at in lines if self.text[at : at + 1] not in ("", "\n", "\r")]

    def after_line(self, node: yaml.Node) -> int:
        """Return where the line after a node's last starts, or the end of the text."""
        at = self.end(node)
        if at == self.line_start(at) and at > self.start(node):
            return at  # a block of text ends with its line
        following = bisect_right(self._starts, at)
        return self._starts[following] if following < len(self._starts) else len(self.text)

    def line_number(self, at: int) -> int:
        """Return the number, from 1, of the line of a place."""
        return bisect_right(self._starts, at)
