"""Changes of a catalog's file, and what each makes of the data that are read from it."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from asreported.catalog.yaml_reader import EntryPath, read_document
from asreported.curation.yaml_text import flow


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


@dataclass(frozen=True)
class MakeList:
    """Makes the mapping at ``path`` the only item of a list ``name``, and gives it an ``id``."""

    path: EntryPath
    name: str
    id: str


Change = InsertItem | AddKey | PutValue | TakeOut | MakeList


def changed(data: Any, changes: Sequence[Change]) -> Any:
    """Return data as changes make them. Raises WritingError where one does not fit."""
    data = copy.deepcopy(data)
    for change in changes:
        try:
            _change(data, change)
        except (KeyError, IndexError, TypeError, AttributeError):
            raise gone(change.path) from None
    return data


def gone(path: EntryPath) -> WritingError:
    """Say that a path leads nowhere."""
    return WritingError(f"there is no {'.'.join(map(str, path))} in the file any more")


def _change(data: Any, change: Change) -> None:
    *around, last = change.path
    inside = data
    for step in around:
        inside = inside[step]
    match change:
        case InsertItem(_, index, entry):
            items = [*(inside[last] or ())]
            inside[last] = [*items[:index], as_read(entry), *items[index:]]
        case AddKey(_, key, value, _):
            inside[last] = {**(inside[last] or {}), key: as_read(value)}
        case PutValue(_, value):
            inside[last] = as_read(value)
        case TakeOut():
            del inside[last]
        case MakeList(_, name, item_id):
            inside[name] = [{"id": item_id, **inside.pop(last)}]


def as_read(value: Any) -> Any:
    """Return a value as it is read once it is written: a range is a list."""
    if isinstance(value, Mapping):
        return {key: as_read(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_read(one) for one in value]
    if isinstance(value, (str, bool)) or value is None:
        return value
    return read_document(flow(value)).data
