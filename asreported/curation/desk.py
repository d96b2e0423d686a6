"""Proposes changes of a catalog's file, and saves them whole or not at all."""

from __future__ import annotations

import difflib
import hashlib
import os
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from asreported.catalog.catalog import Catalog
from asreported.catalog.files import UnreadableError, decode, read_article, read_bytes
from asreported.catalog.limits import MAX_CATALOG_BYTES
from asreported.catalog.live import LiveCatalog
from asreported.catalog.loading import check_content
from asreported.catalog.problems import CatalogError
from asreported.catalog.yaml_reader import NotYamlError
from asreported.curation.articles import file_fault, store, take_back, text_fault
from asreported.curation.changes import WritingError
from asreported.curation.edits import AddArticle, AddCity, ChangeEntry, Edit, RemoveEntry
from asreported.curation.faults import contradictory_numbers, faults_by_field
from asreported.curation.locking import SavingError, held
from asreported.curation.places import Places
from asreported.curation.planning import Entered, changes_of, entered_after
from asreported.curation.unfinished import DraftStore
from asreported.curation.writing import write
from asreported.export.files import ExportError, write_file
from asreported.translatable import N_

__all__ = ["ChangedError", "Desk", "Proposal", "Saved", "SavingError", "lines_between"]

_BOM = b"\xef\xbb\xbf"
#: Saves of one who works that can be undone.
_UNDONE = 20


_SAVE_AGAIN = N_("The file has changed meanwhile: look at what it says now, and save again.")
_NOT_UNDONE = N_("The file has changed since that save: mend the entry itself.")


class ChangedError(SavingError):
    """A file that somebody else has changed meanwhile; ``now`` is the text that is there."""

    def __init__(self, now: str, sentence: str = _SAVE_AGAIN) -> None:
        super().__init__(sentence)
        self.now = now


@dataclass(frozen=True)
class Saved:
    """What a save has changed, when, the edit that it was for, and the draft that it came of."""

    before: str
    after: str
    files: Mapping[str, bytes]
    at: datetime
    edit: Edit
    draft: str = ""
    typed: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Proposal:
    """What a catalog's file is, and what it would be; nothing is written yet.

    ``faults`` has a sentence for each field at fault, and under "" what is wrong elsewhere.
    ``catalog`` is what readers would see, None where there are faults. ``files`` are the
    articles that are to come beside it, by name; the last of ``edits`` is what it is for.
    """

    before: str
    after: str
    faults: Mapping[str, str] = field(default_factory=dict)
    catalog: Catalog | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    edits: Sequence[Edit] = ()

    @property
    def diff(self) -> list[str]:
        """The lines that this changes: see ``lines_between``."""
        return lines_between(self.before, self.after)

    @property
    def line(self) -> int:
        """The line, from 1, at which the two texts part."""
        pairs = zip(self.before.splitlines(), self.after.splitlines(), strict=False)
        return sum(1 for _ in takewhile(lambda lines: lines[0] == lines[1], pairs)) + 1


def lines_between(before: str, after: str) -> list[str]:
    """List lines that go (``-``), come (``+``) and stand around them (blank), without line ends.

    Each stretch opens with where it stands (``@@``).
    """
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=2, lineterm="")
    return [*lines][2:]  # behind the names of the files


class Desk:
    """Where a catalog is worked on; one object serves all who do."""

    def __init__(self, catalog_path: Path) -> None:
        self.path = catalog_path
        self.drafts = DraftStore(catalog_path)
        self._live = LiveCatalog(catalog_path)
        self._saves: dict[str, deque[Saved]] = {}
        self._lock = threading.Lock()

    def text(self) -> str:
        """Return what is in the file. Raises SavingError where it cannot be read."""
        return self._read()[1]

    def _read(self) -> tuple[bytes, str]:
        try:
            raw = read_bytes(self.path, MAX_CATALOG_BYTES)
            return raw, decode(raw)
        except UnreadableError as error:
            raise SavingError.of(error) from None

    def data(self) -> Any:
        """Return what the file holds. Raises SavingError where it cannot be read."""
        try:
            return _places(self.text()).document.data
        except NotYamlError as error:
            raise SavingError.of(error) from None

    def propose(self, edits: Sequence[Edit], files: Mapping[str, bytes] | None = None) -> Proposal:
        """Work out what edits make of the file as it is now, and check it. Writes nothing."""
        raw, before = self._read()
        files = files or {}
        there = self._live.get()
        if there.catalog is None or there.problems:
            return Proposal(before, before, {"": "\n".join(map(str, there.problems))})
        try:
            places, entered = self._made(before, edits, files)
        except (WritingError, NotYamlError) as error:
            return Proposal(before, before, {"": str(error)})
        after = places.text
        try:
            catalog = check_content(_encoded(after, raw), self.path, files)
        except CatalogError as error:
            return Proposal(before, after, faults_by_field(error, entered), files=files)
        if faults := contradictory_numbers(there.catalog, catalog):
            return Proposal(before, after, faults, files=files)
        return Proposal(before, after, catalog=catalog, files=files, edits=edits)

    def bring(
        self, content: bytes | str, edit: AddCity | AddArticle, codes: Sequence[Edit] = ()
    ) -> Proposal:
        """Work out what the file is with one more article, whose text is stored as it is given.

        The article's ``file`` names where; its ``sha256`` is added. A fault of the text stands
        under ``text``. ``codes`` are made before it.
        """
        raw = content.encode(errors="surrogatepass") if isinstance(content, str) else content
        there = self.propose([])
        if there.catalog is None:
            return there
        name, field = _file_of(edit), "source.file" if isinstance(edit, AddCity) else "file"
        faults = {
            "text": text_fault(raw, there.catalog.articles),
            field: file_fault(self.path.parent, name, raw),
        }
        found = {field: fault for field, fault in faults.items() if fault is not None}
        # What is no article is not read: the other fields are held against an article of a word.
        raw = raw if not found else b"-"
        proposal = self.propose([*codes, _with_sha256(edit, raw)], {name: raw})
        if not found:
            return proposal
        fields = {field: fault for field, fault in proposal.faults.items() if field}
        return replace(proposal, faults={**fields, **found}, catalog=None, files={})

    def _made(
        self, text: str, edits: Sequence[Edit], files: Mapping[str, bytes]
    ) -> tuple[Places, list[Entered]]:
        """Make edits one after the other; return the file, and where the entries stand in it."""
        places = _places(text)
        entered: list[Entered] = []
        for edit in edits:
            data = places.document.data
            turns = changes_of(edit, data, self._texts(data, files))
            for changes in filter(None, turns):
                places = write(places, changes)
            entered = entered_after(entered, edit, [one for turn in turns for one in turn])
        return places, entered

    def save(self, proposal: Proposal, who: str = "", draft: str = "") -> None:
        """Write what was proposed, whole or not at all; ``who`` may undo it.

        ``draft`` names what it was typed as, which is no draft any more: only where a new entry
        is undone is it one again, for that of a change would hide what the file has.

        Raises ChangedError where the file is no longer what it was when this was proposed, and
        SavingError where it cannot be written, or has faults.
        """
        if proposal.catalog is None:
            raise SavingError(N_("There is still something to mend."))
        if proposal.before == proposal.after:
            self.drafts.forget(draft)
            return
        is_new = not any(isinstance(one, ChangeEntry | RemoveEntry) for one in proposal.edits)
        typed = self.drafts.get(draft) if is_new else {}
        with self._alone():
            self._require(proposal.before)
            for name, content in proposal.files.items():
                store(self.path.parent, name, content)
            self._replace(proposal.before, proposal.after)
            now, last = datetime.now(UTC), proposal.edits[-1]
            saved = Saved(proposal.before, proposal.after, proposal.files, now, last, draft, typed)
            self._saves.setdefault(who, deque(maxlen=_UNDONE)).append(saved)
        self.drafts.forget(draft)

    def last_save(self, who: str) -> Saved | None:
        """Return the last save of ``who`` that is not undone."""
        saves = self._saves.get(who)
        return saves[-1] if saves else None

    def undo(self, who: str) -> Saved:
        """Take back the last save of ``who``, with the article that it brought; return it.

        What a new entry was typed as is a draft again.

        Raises ChangedError where the file is no longer as that save left it, and SavingError
        where there is nothing to undo, or the file cannot be written.
        """
        with self._alone():
            saved = self.last_save(who)
            if saved is None:
                raise SavingError(N_("There is no save to take back."))
            try:
                self._replace(saved.after, saved.before)
            except ChangedError as error:
                raise ChangedError(error.now, _NOT_UNDONE) from None
            self._saves[who].pop()
            for name, content in saved.files.items():
                take_back(self.path.parent, name, content)
        if saved.typed:
            self.drafts.put(saved.draft, saved.typed)
        return saved

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other threads and programs from saving."""
        with self._lock, held(self.path):
            yield

    def _require(self, text: str) -> bytes:
        """Return the bytes of the file. Raises ChangedError where it does not hold ``text``."""
        raw, now = self._read()
        if now != text:
            raise ChangedError(now)
        return raw

    def _replace(self, before: str, after: str) -> None:
        """Write the file in one step, and look up to the last moment whether it has changed."""
        if not os.access(self.path, os.W_OK):
            raise SavingError(N_("{file} may not be written."), file=self.path)
        try:
            write_file(self.path, lambda: _encoded(after, self._require(before)))
        except ExportError as error:
            raise SavingError.of(error) from None

    def _texts(self, data: Any, files: Mapping[str, bytes]) -> dict[str, str]:
        """Return the articles of the data that can be read, by id."""
        texts: dict[str, str] = {}
        for city_id, city in data["cities"].items():
            source = {**(city.get("source") or {}), "id": city_id}
            for article in (source, *city.get("articles", ())):
                try:
                    text, _ = read_article(self.path.parent, str(article.get("file")), files)
                except UnreadableError:
                    continue
                texts[article["id"]] = text
        return texts


# What is in the file is asked for with every key that is typed, and is the same until a save.
_places = lru_cache(maxsize=1)(Places)


def _file_of(edit: AddCity | AddArticle) -> str:
    source = edit.entry.get("source", {}) if isinstance(edit, AddCity) else edit.entry
    return str(source.get("file", ""))


def _with_sha256(edit: AddCity | AddArticle, raw: bytes) -> AddCity | AddArticle:
    sha256 = {"sha256": hashlib.sha256(raw).hexdigest()}
    if isinstance(edit, AddCity):
        source = {**edit.entry.get("source", {}), **sha256}
        return replace(edit, entry={**edit.entry, "source": source})
    return replace(edit, entry={**edit.entry, **sha256})


def _encoded(text: str, before: bytes) -> bytes:
    """Return a text as bytes, behind a byte-order mark where the file opens with one."""
    return (_BOM if before.startswith(_BOM) else b"") + text.encode()
