"""Proposes changes of a catalog's file, and saves them whole or not at all."""

from __future__ import annotations

import difflib
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from asreported.catalog.catalog import Catalog
from asreported.catalog.files import UnreadableError, decode, read_article, read_bytes
from asreported.catalog.limits import MAX_CATALOG_BYTES
from asreported.catalog.loading import check_content
from asreported.catalog.problems import CatalogError
from asreported.catalog.yaml_reader import NotYamlError, read_document
from asreported.curation.edits import Edit
from asreported.curation.faults import faults_by_field
from asreported.curation.planning import Entered, changes_of, entered_after
from asreported.curation.writing import WritingError, write
from asreported.export.files import ExportError, write_file

_BOM = b"\xef\xbb\xbf"


class SavingError(Exception):
    """A file that cannot be read or written; the message says why, in one line."""


class ChangedError(SavingError):
    """A file that somebody else has changed meanwhile; ``now`` is the text that is there."""

    def __init__(self, now: str) -> None:
        super().__init__("the file has changed meanwhile: look at what it says now, and save again")
        self.now = now


@dataclass(frozen=True)
class Proposal:
    """What a catalog's file is, and what it would be; nothing is written yet.

    ``faults`` has a sentence for each field at fault, and under "" what is wrong elsewhere.
    ``catalog`` is what readers would see, None where there are faults. ``files`` are the
    articles that are to come beside it, by name.
    """

    before: str
    after: str
    faults: Mapping[str, str] = field(default_factory=dict)
    catalog: Catalog | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def diff(self) -> list[str]:
        """Lines that go (``-``), come (``+``) and stand around them (blank), without line ends."""
        lines = difflib.unified_diff(
            self.before.splitlines(), self.after.splitlines(), n=2, lineterm=""
        )
        return [line for line in lines if not line.startswith(("---", "+++"))]

    @property
    def line(self) -> int:
        """The line, from 1, at which the two texts part."""
        pairs = zip(self.before.splitlines(), self.after.splitlines(), strict=False)
        same = next((i for i, (one, other) in enumerate(pairs) if one != other), None)
        shorter = min(len(self.before.splitlines()), len(self.after.splitlines()))
        return (shorter if same is None else same) + 1


class Desk:
    """Where a catalog is worked on; one object serves all who do."""

    def __init__(self, catalog_path: Path) -> None:
        self.path = catalog_path
        self._lock = threading.Lock()

    def text(self) -> str:
        """Return what is in the file. Raises SavingError where it cannot be read."""
        return self._read()[1]

    def _read(self) -> tuple[bytes, str]:
        try:
            raw = read_bytes(self.path, MAX_CATALOG_BYTES)
            return raw, decode(raw)
        except UnreadableError as error:
            raise SavingError(str(error)) from None

    def propose(self, edits: Sequence[Edit], files: Mapping[str, bytes] | None = None) -> Proposal:
        """Work out what edits make of the file as it is now, and check it. Writes nothing."""
        raw, before = self._read()
        files, after = files or {}, before
        entered: list[Entered] = []
        try:
            for edit in edits:
                data = read_document(after).data
                changes = changes_of(edit, data, self._texts(data, files))
                after = write(after, changes)
                entered = entered_after(entered, edit, changes)
        except (WritingError, NotYamlError) as error:
            return Proposal(before, before, {"": str(error)})
        try:
            catalog = check_content(_encoded(after, raw), self.path, files)
        except CatalogError as error:
            return Proposal(before, after, faults_by_field(error, entered), files=files)
        return Proposal(before, after, catalog=catalog, files=files)

    def save(self, proposal: Proposal) -> None:
        """Write what was proposed, whole or not at all.

        Raises ChangedError where the file is no longer what it was when this was proposed, and
        SavingError where it cannot be written, or has faults.
        """
        if proposal.catalog is None:
            raise SavingError("there is still something to mend")
        with self._lock:
            raw, now = self._read()
            if now != proposal.before:
                raise ChangedError(now)
            try:
                write_file(self.path, _encoded(proposal.after, raw))
            except ExportError as error:
                raise SavingError(str(error)) from None

    def _texts(self, data: Any, files: Mapping[str, bytes]) -> dict[str, str]:
        """Return the articles of the data that can be read, by id."""
        texts: dict[str, str] = {}
        for city_id, city in data["cities"].items():
            for article in [
                {**(city.get("source") or {}), "id": city_id},
                *city.get("articles", []),
            ]:
                try:
                    text, _ = read_article(self.path.parent, str(article.get("file")), files)
                except UnreadableError:
                    continue
                texts[article["id"]] = text
        return texts


def _encoded(text: str, before: bytes) -> bytes:
    """Return a text as bytes, behind a byte-order mark where the file opens with one."""
    return (_BOM if before.startswith(_BOM) else b"") + text.encode()
