"""A catalog that follows its file while the dashboard is open."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

from asreported.catalog import Catalog, load
from asreported.problems import CatalogError, Problem

_Stamps = dict[Path, tuple[int, int] | None]


class LiveCatalog:
    """Reads a catalog again when its file or an article has changed, and keeps the last good one.

    One object serves all sessions and threads.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._catalog: Catalog | None = None
        self._problems: list[Problem] = []
        self._stamps: _Stamps | None = None

    def get(self) -> tuple[Catalog | None, list[Problem]]:
        """The last good catalog, and what is wrong with the file as it stands now."""
        with self._lock:
            if self._stamps is None or self._stamps != _stamps(self._stamps):
                self._reload()
            return self._catalog, self._problems

    def _reload(self) -> None:
        # The articles too: one that broke the catalog may be what is mended next.
        before = _stamps([self._path, *(self._stamps or ())])
        try:
            catalog = load(self._path)
        except CatalogError as error:
            self._problems = error.problems
            self._stamps = None if self._catalog is None else before
            return
        articles = [self._path.parent / city.source.file for city in catalog.cities.values()]
        self._catalog, self._problems = catalog, []
        self._stamps = before | _stamps(articles)


def _stamps(files: Iterable[Path]) -> _Stamps:
    stamps: _Stamps = {}
    for file in files:
        try:
            status = file.stat()
            stamps[file] = (status.st_mtime_ns, status.st_size)
        except OSError:
            stamps[file] = None
    return stamps
