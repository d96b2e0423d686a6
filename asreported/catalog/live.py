"""Reloads a catalog when its files change while the dashboard is open."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from asreported.catalog.catalog import Catalog
from asreported.catalog.loading import load
from asreported.catalog.problems import CatalogError, Problem
from asreported.catalog.second_reading import second_reading_file

#: What tells one state of each file from another; None where it is missing. Size and time of
#: modification are not enough: both stay when its rights change, or when another file with the
#: same takes its place.
_Stamps = dict[Path, tuple[int, ...] | None]

#: As long as no catalog could be read, its articles are not known and cannot be watched: then
#: all is read again, but no more often than this.
RETRY_SECONDS = 1.0


@dataclass(frozen=True)
class Snapshot:
    """The last catalog that passed all checks, if any, and the problems of the file as it is."""

    catalog: Catalog | None = None
    problems: tuple[Problem, ...] = ()


class LiveCatalog:
    """Reads a catalog again when its file or an article has changed, and keeps the last good one.

    One object serves all sessions and threads of the server.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._snapshot = Snapshot()
        self._stamps: _Stamps | None = None
        self._read_at = float("-inf")

    def get(self) -> Snapshot:
        """Return what there is to show; the same object as long as no file changes.

        While one thread reads a large file again, the others get the snapshot before, unless
        there is no catalog yet: then they wait.
        """
        if self._lock.acquire(blocking=self._snapshot.catalog is None):
            try:
                if self._changed():
                    self._read()
            finally:
                self._lock.release()
        return self._snapshot

    def _changed(self) -> bool:
        if self._stamps is None:
            return time.monotonic() - self._read_at > RETRY_SECONDS
        return self._stamps != _stamps(self._stamps)

    def _read(self) -> None:
        last = self._snapshot.catalog
        # The articles too: one that broke the catalog may be what is mended next.
        beside = second_reading_file(self._path)
        before = _stamps([self._path, beside, *(self._stamps or ())])
        try:
            catalog = load(self._path)
        except CatalogError as error:
            found = Snapshot(last, tuple(error.problems))
            self._stamps = None if last is None else before
        else:
            found = Snapshot(catalog)
            articles = [self._path.parent / one.file for one in catalog.sources.values()]
            self._stamps = _stamps(articles) | before
        if found != self._snapshot:
            self._snapshot = found
        self._read_at = time.monotonic()


def _stamps(files: Iterable[Path]) -> _Stamps:
    stamps: _Stamps = {}
    for file in files:
        try:
            status = file.stat()
            stamps[file] = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
        except OSError:
            stamps[file] = None
    return stamps
