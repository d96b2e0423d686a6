"""Puts a site into a folder: what was published stays, what is new is added, all or nothing.

    site/index.html, m/…, zh/…    the newest version
    site/v/1234567/…              each version, as it was published: these never change
    site/versions.json            the versions, oldest first, and what changed with each
    site/changes/, zh/changes/    the same to read

All is written beside, into a folder of its own, and put in place once it is complete; the list
of versions comes last. Where that fails, the site is put back as it was.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from asreported.catalog.catalog import Catalog
from asreported.export.files import ExportError, make_folder, why
from asreported.site.addresses import Place, figure_page, metric_page
from asreported.site.changes import Record, changes_page
from asreported.site.files import site_files
from asreported.site.layout import Frame
from asreported.translatable import N_
from asreported.words.labels import Labels
from asreported.words.language import LANGUAGES, language

_VERSIONS, _FILES, _DATA = "versions.json", "files.json", "data/as-reported.json"
_STAGE, _BEFORE = ".publishing", "before"


@dataclass(frozen=True)
class Published:
    """What publishing did: files written and kept as they were, what changed since the last."""

    version: str
    written: int
    kept: int
    changes: dict[str, Any]


def publish(
    catalog: Catalog,
    folder: Path,
    base: str = "",
    *,
    png: bool = False,
    progress: Callable[[int, int], object] = lambda _number, _of: None,
) -> Published:
    """Publish a catalog as a site in a folder, which holds a site already or nothing.

    ``base`` is the address that the folder will have, ``png`` adds pictures for those who link to
    a chart. ``progress`` hears the number of files done, and of all. Raises ExportError where the
    folder holds something else or cannot be written, and PictureError; the site is then as it was.
    """
    listed = check_folder(folder)
    make_folder(folder)
    stage = folder / f"{_STAGE}-{os.getpid()}"
    try:
        for left in folder.glob(f"{_STAGE}-*"):
            shutil.rmtree(left, ignore_errors=True)
        return _Publication(catalog, folder, stage, listed).run(base, png=png, progress=progress)
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {why(error)}") from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def check_folder(folder: Path) -> list[dict[str, Any]]:
    """Return the versions in a site's folder, oldest first; none if it is new.

    Raises ExportError where it holds something else.
    """
    if folder.exists() and not folder.is_dir():
        raise ExportError(f"{folder} is a file: name a folder")
    try:
        if not folder.exists() or not any(
            not one.name.startswith(_STAGE) for one in folder.iterdir()
        ):
            return []
        found = json.loads((folder / _VERSIONS).read_text(encoding="utf-8"))
        if isinstance(found, list) and all(isinstance(one["version"], str) for one in found):
            return found
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise ExportError(f"{folder} holds something else than a site of ours: name another folder")


class _Publication:
    """One run: what is staged, and then put in place."""

    def __init__(
        self, catalog: Catalog, folder: Path, stage: Path, listed: list[dict[str, Any]]
    ) -> None:
        self.catalog, self.folder, self.stage, self.listed = catalog, folder, stage, listed
        self.version = f"v/{catalog.version}"
        self.is_new = not (folder / self.version).exists()
        self.paths: list[str] = []
        self.written = 0

    def run(self, base: str, *, png: bool, progress: Callable[[int, int], object]) -> Published:
        """Stage all files, put them in place, and tell what changed."""
        self.stage.mkdir(parents=True)
        files = list(site_files(self.catalog, base, png=png))
        for number, file in enumerate(files, 1):
            self._stage(file.path, file.make(""))
            if self.is_new:
                self._write(f"{self.version}/{file.path}", file.make(f"{self.version}/"))
            progress(number, len(files))
        for path, address in self._moved():
            self._stage(path, _leading_on(address))
        changes = self._changes()
        listed = self._listed(changes)
        self._tell_changes(listed, base)
        if base:
            self._stage("sitemap.xml", _sitemap(base, self.paths))
        gone = self._gone(listed)
        for name, raw in {_FILES: _json(sorted(self.paths)), **_lists(listed)}.items():
            self._write(name, raw)
        self._put_in_place(list(map(Path, gone)))
        return Published(
            self.catalog.version, self.written, len(self.paths) - self.written, changes
        )

    def _stage(self, path: str, raw: bytes) -> None:
        """Write a file of the newest version, unless it is there as it is."""
        self.paths.append(path)
        try:
            if (self.folder / path).read_bytes() == raw:
                return
        except OSError:
            pass
        self.written += 1
        self._write(path, raw)

    def _write(self, path: str, raw: bytes) -> None:
        target = self.stage / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)

    def _moved(self) -> list[tuple[str, str]]:
        """List pages of ids that have another name now, and how each leads on."""
        moved = []
        for old, new in self.catalog.content.aliases.items():
            for ids, page in (
                (self.catalog.metrics, metric_page),
                ({**self.catalog.figures, **self.catalog.statements}, figure_page),
            ):
                if new in ids:
                    for code in LANGUAGES:
                        place = Place(page(old), code)
                        moved.append((place.path, place.to_page(page(new))))
        return moved

    def _gone(self, listed: list[dict[str, Any]]) -> list[str]:
        """Stage a page for each that is no more, and list its other files."""
        try:
            files = set(json.loads((self.folder / _FILES).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return []
        gone = sorted(files - set(self.paths))
        for path in [path for path in gone if path.endswith("/index.html")]:
            kept = [
                address
                for one in listed
                if (self.folder / (address := f"v/{one['version']}/{path}")).exists()
            ]
            if kept:
                self._stage(path, _no_longer("../" * path.count("/") + kept[-1]))
        return [path for path in gone if path not in self.paths]

    def _put_in_place(self, gone: list[Path]) -> None:
        """Move what is staged to where it belongs: the version as a whole, then the newest.

        Where that fails all is put back as it was.
        """
        if not self.listed:  # cut short from here on, it is ours to be published again
            _replace(self.folder / _VERSIONS, _json([]))
        files = (file.relative_to(self.stage) for file in self.stage.rglob("*") if file.is_file())
        staged = sorted(
            (path for path in files if path.parts[0] != "v"),
            key=lambda path: (path.stem == "versions", path),
        )
        before = self.stage / _BEFORE
        for path in [*staged, *gone]:
            if (self.folder / path).exists():
                (before / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(self.folder / path, before / path)
        if self.is_new:
            (self.folder / "v").mkdir(exist_ok=True)
            (self.stage / self.version).replace(self.folder / self.version)
        try:
            for path in staged:
                (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
                (self.stage / path).replace(self.folder / path)
            for path in gone:
                (self.folder / path).unlink(missing_ok=True)
        except BaseException:
            self._put_back([path for path in [*staged, *gone] if not (self.stage / path).exists()])
            raise

    def _put_back(self, paths: list[Path]) -> None:
        """Put back what was moved over or deleted, and the version where it was staged."""
        for path in paths:
            with suppress(OSError):  # what could not be deleted is there
                if (self.stage / _BEFORE / path).exists():
                    (self.stage / _BEFORE / path).replace(self.folder / path)
                else:
                    (self.folder / path).unlink(missing_ok=True)
        if self.is_new:
            (self.folder / self.version).replace(self.stage / self.version)

    def _listed(self, changes: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the versions, this one last; one that comes back is listed where it was."""
        if any(one["version"] == self.catalog.version for one in self.listed):
            return self.listed
        about = {"version": self.catalog.version, "figures": len(self.catalog.figures)}
        return [*self.listed, {**about, "changes": changes} if self.listed else about]

    def _changes(self) -> dict[str, Any]:
        """Compare the figures with those of the version before."""
        others = [one["version"] for one in self.listed if one["version"] != self.catalog.version]
        if not others or not (old := self._figures(others[-1])):
            return {}
        new = self._figures(self.catalog.version)
        changed = {
            figure: sorted(field for field in one if one[field] != old[figure].get(field))
            for figure, one in new.items()
            if figure in old and one != old[figure]
        }
        return {
            "since": others[-1],
            "added": [figure for figure in new if figure not in old],
            "changed": changed,
            "gone": [figure for figure in old if figure not in new],
        }

    def _figures(self, version: str) -> dict[str, Record]:
        """Return the figures of a version by id; none where it is not there."""
        for place in (self.stage, self.folder):
            try:
                rows = json.loads((place / "v" / version / _DATA).read_bytes())
            except (OSError, ValueError):
                continue
            return {row["id"]: row for row in rows}
        return {}

    def _tell_changes(self, listed: list[dict[str, Any]], base: str) -> None:
        """Stage a page in each language that tells what changed with each version."""
        versions = {one["version"]: self._figures(one["version"]) for one in listed}
        there = {version: figures for version, figures in versions.items() if figures}
        for code in LANGUAGES:
            page = changes_page(language(code), listed, there)
            frame = Frame(Labels(self.catalog, language(code)), base)
            self._stage(page.place.path, frame.html(page, "").encode())


def _lists(listed: list[dict[str, Any]]) -> dict[str, bytes]:
    """Write the list of versions, for programs and for pages, which may load no data."""
    raw = _json(listed)
    names = json.dumps([{"version": one["version"]} for one in listed])
    return {"versions.js": f"window.versions = {names};\n".encode(), _VERSIONS: raw}


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def _replace(target: Path, raw: bytes) -> None:
    part = target.with_name(f"{_STAGE}-{target.name}")
    part.write_bytes(raw)
    part.replace(target)


def _leading_on(address: str) -> bytes:
    """Write a page that leads to where it stands now."""
    to = escape(address)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>As Reported 据报道'
        f'</title><meta http-equiv="refresh" content="0; url={to}"></head>'
        f'<body><p><a href="{to}">{to}</a></p></body></html>\n'
    ).encode()


def _no_longer(address: str) -> bytes:
    """Write a page that says that it is no longer in the data, and where it was last."""
    gone, to = N_("This is no longer in the data. It stands in an older version."), escape(address)
    said = "".join(
        f'<p lang="{escape(code)}"><a href="{to}">{escape(language(code)(gone))}</a></p>'
        for code in LANGUAGES
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>As Reported 据报道</title></head><body><main>{said}</main></body></html>\n"
    ).encode()


def _sitemap(base: str, paths: list[str]) -> bytes:
    """Write a sitemap of all pages, but for those that others frame."""
    pages = [path for path in paths if path.endswith("index.html") and "embed/" not in path]
    entries = "".join(
        f"<url><loc>{escape(base + path.removesuffix('index.html'))}</loc></url>\n"
        for path in pages
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    ).encode()
