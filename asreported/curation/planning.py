"""Works out which changes of a file an edit is: where an entry comes to stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from asreported.catalog.yaml_reader import EntryPath
from asreported.curation.changes import (
    AddKey,
    Change,
    InsertItem,
    MakeList,
    PutValue,
    TakeOut,
    WritingError,
    as_read,
)
from asreported.curation.edits import (
    AddArticle,
    AddCity,
    AddCode,
    AddEntry,
    ChangeEntry,
    Edit,
    RemoveEntry,
)
from asreported.curation.entries import keys_in_order


def changes_of(edit: Edit, data: Any, texts: Mapping[str, str]) -> list[list[Change]]:
    """Return the changes that an edit makes in the data of a file, in turns.

    Each turn is made of the file as the one before has left it. ``texts`` are the articles by
    id, in whose order entries stand. Raises WritingError where the edit does not fit the file.
    """
    match edit:
        case AddEntry(city, kind, entry):
            return [[_insertion(data, city, kind, entry, texts)]]
        case AddCode():
            return [_new_code(data, edit)]
        case AddCity(city, entry):
            if city in data["cities"]:
                raise WritingError(f"there is a city '{city}': give this one another id")
            return [[AddKey(("cities",), city, {**entry, "figures": []})]]
        case RemoveEntry(city, kind, _):
            return [[TakeOut(_place(data, edit))]]
        case ChangeEntry(city, kind, _, entry):
            return [_field_changes(data, _place(data, edit), kind, entry)]
        case AddArticle():
            return _another_article(data, edit)


#: Where what was typed stands in the data, and the entry.
Entered = tuple[EntryPath, Any]


def entered_after(
    entered: Sequence[Entered], edit: Edit, changes: Sequence[Change]
) -> list[Entered]:
    """Return where entries stand that were made before an edit, and that which it made."""
    moved = [(_moved(path, changes), entry) for path, entry in entered]
    made = [path for path in map(_place_made, changes) if path is not None]
    if isinstance(edit, ChangeEntry):
        made = [change.path[:4] for change in changes][:1]
    return [*moved, *((path, edit.entry) for path in made[-1:] if hasattr(edit, "entry"))]


def _place_made(change: Change) -> EntryPath | None:
    match change:
        case InsertItem(path, index, _):
            return (*path, index)
        case AddKey(path, key, value, _):
            return (*path, key, 0) if isinstance(value, list) else (*path, key)
    return None


def _moved(place: EntryPath, changes: Sequence[Change]) -> EntryPath:
    for change in changes:
        match change:
            case InsertItem(path, index, _):
                place = _shifted(place, path, index, 1)
            case TakeOut((*path, int(index))):
                place = _shifted(place, tuple(path), index + 1, -1)
    return place


def _shifted(place: EntryPath, path: EntryPath, first: int, by: int) -> EntryPath:
    """Return a place in the list at ``path``, whose items from ``first`` on have moved."""
    at = len(path)
    if place[:at] != path or len(place) == at or int(place[at]) < first:
        return place
    return (*path, int(place[at]) + by, *place[at + 1 :])


def _new_code(data: Any, edit: AddCode) -> list[Change]:
    """Return the changes that add a code, and name it at those that it names as related."""
    codes = data.get(edit.codelist) or {}
    if edit.id in codes:
        message = f"there is a '{edit.id}' under {edit.codelist}: give this one another id"
        raise WritingError(message)
    changes: list[Change] = []
    for other in edit.entry.get("related", ()):
        if other in codes:
            related = [*codes[other].get("related", ()), edit.id]
            path: EntryPath = (edit.codelist, other)
            if "related" in codes[other]:
                changes.append(PutValue((*path, "related"), related))
            else:
                before = _key_before(codes[other], edit.codelist, "related")
                changes.append(AddKey(path, "related", related, before))
    theme = edit.entry.get("theme")  # of metrics: it joins those of its theme
    alike = [code for code, one in codes.items() if theme and one.get("theme") == theme]
    after = edit.after if edit.after is not None or not alike else alike[-1]
    return [*changes, AddKey((edit.codelist,), edit.id, edit.entry, after)]


def _place(data: Any, edit: ChangeEntry | RemoveEntry) -> EntryPath:
    for i, entry in enumerate(_list(data, edit.city, edit.kind)):
        name = entry.get("id", entry.get("quote"))
        if name == edit.which and edit.article in ("", entry.get("article")):
            return ("cities", edit.city, edit.kind, i)
    raise WritingError(
        f"there is no '{edit.which}' among the {edit.kind} of '{edit.city}' any more"
    )


def _list(data: Any, city: str, kind: str) -> Sequence[Any]:
    try:
        return data["cities"][city].get(kind) or ()
    except (KeyError, TypeError, AttributeError):
        raise WritingError(f"there is no city '{city}' in the file any more") from None


def _insertion(
    data: Any, city: str, kind: str, entry: Mapping[str, Any], texts: Mapping[str, str]
) -> Change:
    there = _list(data, city, kind)
    path: EntryPath = ("cities", city, kind)
    if kind not in data["cities"][city]:
        keys = keys_in_order("cities")
        before = [key for key in keys[: keys.index(kind)] if key in data["cities"][city]]
        return AddKey(path[:-1], kind, [entry], before[-1] if before else "")
    return InsertItem(path, _index(there, entry, city, texts), entry)


def _index(
    there: Sequence[Any], entry: Mapping[str, Any], city: str, texts: Mapping[str, str]
) -> int:
    """Return before which entry another comes, by the place of its words in its article.

    It follows those of its own article whose words stand before its own.
    """
    article = entry.get("article", city)
    at = _position(entry, texts.get(article, ""))
    of_article = [
        (i, _position(one, texts.get(article, "")))
        for i, one in enumerate(there)
        if one.get("article", city) == article
    ]
    if at is None or not of_article:
        return len(there)
    before = [i for i, place in of_article if place is not None and place <= at]
    return before[-1] + 1 if before else of_article[0][0]


def _position(entry: Mapping[str, Any], text: str) -> int | None:
    """Return where an entry's number stands in its article, or else its quote or its name."""
    if "quote" not in entry:
        places = [text.find(name) for name in entry.get("name", {}).values()]
        return min((at for at in places if at >= 0), default=None)
    prefix, quote, suffix = (str(entry.get(name, "")) for name in ("prefix", "quote", "suffix"))
    found = text.find(prefix + quote + suffix)
    number = quote.find(str(entry.get("as_written", "")))
    return found + len(prefix) + max(number, 0) if found >= 0 else None


def _field_changes(data: Any, path: EntryPath, kind: str, entry: Mapping[str, Any]) -> list[Change]:
    """Return a change for each field that differs: lines of the others stay as they are."""
    *_, city, _, index = path
    now = data["cities"][city][kind][index]
    changes: list[Change] = [TakeOut((*path, key)) for key in now if key not in entry]
    for key, value in entry.items():
        if key not in now:
            changes.append(AddKey(path, key, value, _key_before(now, kind, key)))
        elif now[key] != as_read(value):
            changes.append(PutValue((*path, key), value))
    return changes


def _key_before(entry: Mapping[str, Any], kind: str, key: str) -> str:
    """Return behind which of its fields an entry gets another; "" where it comes first."""
    order = keys_in_order(kind)
    earlier = order[: order.index(key)] if key in order else [*entry]
    return next((one for one in reversed([*entry]) if one in earlier), "")


def _another_article(data: Any, edit: AddArticle) -> list[list[Change]]:
    """Return the changes with which a city gets one more article.

    Its only source becomes a list, and all that stands under the city names its article.
    """
    path: EntryPath = ("cities", edit.city)
    there = _list(data, edit.city, "articles")
    added = InsertItem((*path, "articles"), len(there) or 1, edit.entry)
    if "source" not in data["cities"][edit.city]:
        return [[added]]
    named: list[Change] = [MakeList((*path, "source"), "articles", edit.so_far)]
    for kind in ("figures", "statements", "systems", "not_figures"):
        for i, entry in enumerate(_list(data, edit.city, kind)):
            after = _key_before(entry, kind, "article")
            named.append(AddKey((*path, kind, i), "article", edit.so_far, after))
    return [named, [added]]
