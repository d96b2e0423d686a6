"""Keeps what is half entered in a file beside the catalog, until it is saved or given up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from asreported.catalog.files import UnreadableError, decode, read_bytes
from asreported.catalog.limits import MAX_DRAFTS_BYTES
from asreported.curation.locking import SavingError, held
from asreported.export.files import ExportError, write_file
from asreported.translatable import N_


class DraftStore:
    """Drafts by a name of the page's own, each the fields of a form as they were typed.

    They are read from the file each time, so that they survive a reload and a restart, and
    every window sees the same.
    """

    def __init__(self, catalog_path: Path) -> None:
        self.path = catalog_path.with_name(f"{catalog_path.stem}.drafts.json")

    def all(self) -> dict[str, Any]:
        """Return all drafts. Raises SavingError where the file cannot be read."""
        if not self.path.exists():
            return {}
        try:
            drafts = json.loads(decode(read_bytes(self.path, MAX_DRAFTS_BYTES)))
        except UnreadableError as error:
            raise SavingError.of(error) from None
        except (ValueError, RecursionError):
            drafts = None
        if not isinstance(drafts, dict):
            raise SavingError(N_("{file} holds no drafts: mend it, or delete it."), file=self.path)
        return drafts

    def get(self, name: str) -> dict[str, Any]:
        """Return a draft; an empty one where there is none."""
        draft = self.all().get(name)
        return draft if isinstance(draft, dict) else {}

    def put(self, name: str, fields: Mapping[str, Any]) -> None:
        """Keep a draft in place of the one of this name; without any field, forget it.

        Raises SavingError where the file cannot be written.
        """
        with held(self.path):
            drafts = self.all()
            if drafts.get(name, {}) == fields:
                return
            drafts.pop(name, None)
            if fields:
                drafts[name] = dict(fields)
            self._write(drafts)

    def forget(self, name: str) -> None:
        """Give a draft up."""
        self.put(name, {})

    def _write(self, drafts: Mapping[str, Any]) -> None:
        try:
            if drafts:
                text = json.dumps(drafts, ensure_ascii=False, indent=1)
                write_file(self.path, text.encode(errors="surrogatepass"))
            else:
                self.path.unlink(missing_ok=True)
        except (ExportError, OSError) as error:
            raise SavingError(N_("The draft is not kept: {reason}"), reason=error) from None
