"""The command ``publish``: the whole comparison as a static site."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from asreported.catalog.loading import load
from asreported.catalog.model import WebAddress
from asreported.export.files import ExportError


def add_parser(commands: Any, catalog: str, which: str) -> None:
    """Describe the command's arguments to argparse, as a subcommand of ``commands``.

    ``catalog`` is the path used where none is named, ``which`` says in words which that is.
    """
    publish = commands.add_parser("publish", help="write all of it as a site without a server")
    publish.add_argument("folder", metavar="DIR", help="a new folder, or one published before")
    publish.add_argument(
        "--base-url", default="", metavar="URL", help="the address that the site will have"
    )
    publish.add_argument(
        "--png", action="store_true", help="a picture of each chart too, for those who link to it"
    )
    publish.add_argument("--catalog", default=catalog, help=which)
    publish.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Publish what was asked for, and say what changed since the version before.

    Raises CatalogError for a catalog that cannot be used, ExportError and PictureError for what
    cannot be made or written.
    """
    from tqdm import tqdm

    from asreported.site.publishing import check_folder, publish

    base, folder = _base(options.base_url), Path(options.folder)
    catalog = load(options.catalog)
    check_folder(folder)
    with tqdm(unit="file") as bar:

        def progress(number: int, of: int) -> None:
            bar.total = of
            bar.update(number - bar.n)

        done = publish(catalog, folder, base, png=options.png, progress=progress)
    print(f"{folder}: data {done.version}, {done.written} files written, {done.kept} as they were")
    for line in _changes(done.changes):
        print(line)


def _base(address: str) -> str:
    """Return the address of a site, with a slash at its end. Raises ExportError for no address."""
    from pydantic import TypeAdapter, ValidationError

    if not address:
        return ""
    try:
        return str(TypeAdapter(WebAddress).validate_python(address)).rstrip("/") + "/"
    except ValidationError:
        message = f"--base-url: {address} is no address of a site, as https://example.org/reported/"
        raise ExportError(message) from None


def _changes(changes: dict[str, Any]) -> list[str]:
    """Say which figures and statements came, changed and went since the version before."""
    if not changes:
        return []
    lines = [f"since {changes['since']}:"]
    lines += [f"  added: {figure}" for figure in changes["added"]]
    changed = changes["changed"].items()
    lines += [f"  changed: {figure} ({', '.join(fields)})" for figure, fields in changed]
    lines += [f"  gone: {figure}" for figure in changes["gone"]]
    return lines if len(lines) > 1 else [f"since {changes['since']}: nothing changed"]
