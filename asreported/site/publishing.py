"""Puts a site into a folder: what was published stays, what is new is added, all or nothing.

    site/index.html, m/…, zh/…    the newest version
    site/v/1234567/…              each version, as it was published: these never change
    site/versions.json            the versions, oldest first, and what changed with each
    site/changes/, zh/changes/    the same to read

All is written beside, into a folder of its own, and put in place once it is complete, in an
order in which every link leads somewhere at each moment, whatever is killed. Where that fails,
the site is put back as it was.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from itertools import product
from pathlib import Path
from typing import Any

from asreported.catalog.catalog import Catalog
from asreported.export.files import ExportError, make_folder, why
from asreported.site.addresses import Place, figure_page, metric_page
from asreported.site.changes import IN_WORDS, Told, changes_page, fields_changed
from asreported.site.files import as_json, site_files
from asreported.site.layout import Frame
from asreported.translatable import N_
from asreported.words.labels import Labels
from asreported.words.language import LANGUAGES, language

_VERSIONS, _FILES = "versions.json", "files.json"
_STAGE = ".publishing"


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
        self.fresh: list[str] = []

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
        self._put_in_place(self._gone(listed), listed)
        written = len(self.fresh)
        return Published(self.catalog.version, written, len(self.paths) - written, changes)

    def _stage(self, path: str, raw: bytes) -> None:
        """Write a file of the newest version, unless it is there as it is."""
        self.paths.append(path)
        try:
            if (self.folder / path).read_bytes() == raw:
                return
        except OSError:
            pass
        self.fresh.append(path)
        self._write(path, raw)

    def _write(self, path: str, raw: bytes) -> Path:
        target = self.stage / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
        return target

    def _moved(self) -> Iterator[tuple[str, str]]:
        """Yield pages of ids that have another name now, and how each leads on."""
        kinds = (self.catalog.metrics, metric_page), (self.catalog.entries, figure_page)
        for (old, new), (ids, page) in product(self.catalog.content.aliases.items(), kinds):
            for code in LANGUAGES if new in ids else ():
                place = Place(page(old), code)
                yield place.path, place.to_page(page(new))

    def _gone(self, listed: list[dict[str, Any]]) -> list[str]:
        """Stage a page for each that is no more, and list its other files."""
        gone = sorted(self._files() - set(self.paths))
        for path in [path for path in gone if path.endswith("/index.html")]:
            kept = [f"v/{one['version']}/{path}" for one in listed]
            if there := [address for address in kept if (self.folder / address).exists()]:
                self._stage(path, _no_longer("../" * path.count("/") + there[-1]))
        return [path for path in gone if path not in self.paths]

    def _files(self) -> set[str]:
        """Return the files of the newest version that are in the folder, or may be."""
        try:
            return set(json.loads((self.folder / _FILES).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return set()

    def _put_in_place(self, gone: list[str], listed: list[dict[str, Any]]) -> None:
        """Move what is staged to where it belongs, and what is gone away from there.

        Where that fails all is put back as it was.
        """
        moves = list(self._moves(gone, listed))
        before = self.stage / "before"
        for _, target in moves:
            if target.is_file():
                saved = before / target.relative_to(self.folder)
                saved.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(target, saved)
        if hasattr(os, "sync"):  # what is moved is on the disk, should power be lost
            os.sync()
        if not self.listed:  # cut short from here on, it is ours to be published again
            self._write("none", as_json([])).replace(self.folder / _VERSIONS)
        try:
            for source, target in moves:
                target.parent.mkdir(parents=True, exist_ok=True)
                source.replace(target)
        except BaseException:
            moved = {target: source for source, target in moves if not source.exists()}
            for target, source in reversed(moved.items()):
                saved = before / target.relative_to(self.folder)
                with suppress(OSError):
                    saved.replace(target) if saved.exists() else target.replace(source)
            raise

    def _moves(self, gone: list[str], listed: list[dict[str, Any]]) -> Iterator[tuple[Path, Path]]:
        """List what is moved where, in an order in which every link leads somewhere.

        New files that pages show come first, and the version as a whole; then at each new address
        a page that leads into it, for new pages may lead to each other; then the pages, the first
        one last, and only then what replaces other files and what goes; last the lists. Until then
        the list of files has the old and the new: what is cut short here is all known.
        """
        stage, folder = self.stage, self.folder
        pages = {path for path in self.fresh if path.endswith(".html")}
        others = set(self.fresh) - pages
        new = {path for path in self.fresh if not (folder / path).exists()}
        version = (stage if self.is_new else folder) / self.version
        led = [path for path in sorted(pages & new) if self.listed and (version / path).exists()]
        yield self._write("both", as_json(sorted({*self._files(), *self.paths}))), folder / _FILES
        yield from ((stage / path, folder / path) for path in sorted(others & new))
        if self.is_new:
            yield stage / self.version, folder / self.version
        for path in led:
            page = _leading_on(f"{'../' * path.count('/')}{self.version}/{path}")
            yield self._write(f"leading/{path}", page), folder / path
        for path in sorted(pages, key=lambda path: (-path.count("/"), path)):
            yield stage / path, folder / path
        yield from ((stage / path, folder / path) for path in sorted(others - new))
        for path in gone:
            if (folder / path).exists():
                yield folder / path, stage / "gone" / path
        for name, raw in {_FILES: as_json(sorted(self.paths)), **_lists(listed)}.items():
            yield self._write(f"lists/{name}", raw), folder / name

    def _listed(self, changes: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the versions, this one last; one that comes back is listed where it was."""
        if any(one["version"] == self.catalog.version for one in self.listed):
            return self.listed
        about = {"version": self.catalog.version, "figures": len(self.catalog.figures)}
        return [*self.listed, {**about, "changes": changes} if self.listed else about]

    def _changes(self) -> dict[str, Any]:
        """Compare figures and statements with those of the version before."""
        others = [one["version"] for one in self.listed if one["version"] != self.catalog.version]
        old, new = (self._told(one) for one in ("".join(others[-1:]), self.catalog.version))
        if not old or not new:
            return {}
        changed = {one: fields_changed(old[one], new[one]) for one in new if one in old}
        return {
            "since": others[-1],
            "added": [one for one in new if one not in old],
            "changed": {one: fields for one, fields in changed.items() if fields},
            "gone": [one for one in old if one not in new],
        }

    def _told(self, version: str) -> dict[str, Told]:
        """Return what a version has told of figures and statements by id; none if not there."""
        for place in (self.stage, self.folder):
            with suppress(OSError, ValueError):
                told: dict[str, Told] = json.loads((place / "v" / version / IN_WORDS).read_bytes())
                return told
        return {}

    def _tell_changes(self, listed: list[dict[str, Any]], base: str) -> None:
        """Stage a page in each language that tells what changed with each version."""
        versions = {one["version"]: self._told(one["version"]) for one in listed}
        there = {version: told for version, told in versions.items() if told}
        for code in LANGUAGES:
            page = changes_page(language(code), listed, there)
            frame = Frame(Labels(self.catalog, language(code)), base)
            self._stage(page.place.path, frame.html(page, "").encode())


def _lists(listed: list[dict[str, Any]]) -> dict[str, bytes]:
    """Write the list of versions, for programs and for pages, which may load no data."""
    raw = as_json(listed)
    names = json.dumps([{"version": one["version"]} for one in listed])
    return {"versions.js": f"window.versions = {names};\n".encode(), _VERSIONS: raw}


def _leading_on(address: str) -> bytes:
    """Write a page that leads to where it stands now."""
    to = escape(address)
    at_once = f'<meta http-equiv="refresh" content="0; url={to}">'
    return _short_page(f'<p><a href="{to}">{to}</a></p>', at_once)


def _no_longer(address: str) -> bytes:
    """Write a page that says that it is no longer in the data, and where it was last."""
    gone, to = N_("This is no longer in the data. It stands in an older version."), escape(address)
    said = "".join(
        f'<p lang="{escape(code)}"><a href="{to}">{escape(language(code)(gone))}</a></p>'
        for code in LANGUAGES
    )
    return _short_page(said)


def _short_page(content: str, head: str = "") -> bytes:
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>As Reported 据报道</title>{head}</head>"
        f"<body><main>{content}</main></body></html>\n"
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
