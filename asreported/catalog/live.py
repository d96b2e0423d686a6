"""A catalog that follows its file while the dashboard is open."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from asreported.catalog.catalog import Catalog
from asreported.catalog.loading import load
from asreported.catalog.problems import CatalogError, Problem

_Stamps = dict[Path, tuple[int, int] | None]

#: Where no catalog was good yet its articles are not known: then it is read again, but no
#: more often than this.
_SECONDS_BETWEEN = 1.0


@dataclass(frozen=True)
class Snapshot:
    """The last good catalog, if there was one, and what is wrong with the file as it stands."""

    catalog: Catalog | None = None
    problems: tuple[Problem, ...] = ()


class LiveCatalog:
    """Reads a catalog again when its file or an article has changed, and keeps the last good one.

    One object serves all sessions and threads.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._now = Snapshot()
        self._stamps: _Stamps | None = None
        self._read_at = float("-inf")

    def get(self) -> Snapshot:
        """What there is to show; the same object as long as nothing changes.

        While one thread reads a large file again, the others get what there was.
        """
        if self._lock.acquire(blocking=self._now.catalog is None):
            try:
                if self._changed():
                    self._read()
            finally:
                self._lock.release()
        return self._now

    def _changed(self) -> bool:
        if self._stamps is None:
            return time.monotonic() - self._read_at > _SECONDS_BETWEEN
        return self._stamps != _stamps(self._stamps)

    def _read(self) -> None:
        last = self._now.catalog
        # The articles too: one that broke the catalog may be what is mended next.
        before = _stamps([self._path, *(self._stamps or ())])
        try:
            catalog = load(self._path)
        except CatalogError as error:
            self._show(Snapshot(last, tuple(error.problems)))
            self._stamps = None if last is None else before
        else:
            self._show(Snapshot(catalog))
            articles = [self._path.parent / city.source.file for city in catalog.cities.values()]
            self._stamps = _stamps(articles) | before
        self._read_at = time.monotonic()

    def _show(self, found: Snapshot) -> None:
        if found != self._now:
            self._now = found


def _stamps(files: Iterable[Path]) -> _Stamps:
    stamps: _Stamps = {}
    for file in files:
        try:
            status = file.stat()
            stamps[file] = (status.st_mtime_ns, status.st_size)
        except OSError:
            stamps[file] = None
    return stamps
