"""The command ``export``: charts, data, citations and the report as files.

What draws and writes is imported where it is needed: the other commands start fast.
"""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Callable, Collection, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from asreported.catalog.catalog import Catalog
from asreported.catalog.loading import load
from asreported.catalog.model import Rate
from asreported.comparison.compare import Show
from asreported.drawing import formats
from asreported.export.citations import citations
from asreported.export.files import ExportError, make_folder, write_file
from asreported.view import CompareView
from asreported.words.language import DEFAULT_LANGUAGE, LANGUAGES, language


def add_parsers(commands: Any, catalog: str, which: str) -> None:
    """Describe the command's arguments to argparse, as a subcommand of ``commands``.

    ``catalog`` is the path used where none is named, ``which`` says in words which that is.
    """
    export = commands.add_parser("export", help="write charts, data, citations or the report")
    whats = export.add_subparsers(dest="what", required=True, metavar="WHAT")

    charts = whats.add_parser("charts", help="every chart as a picture, or those chosen")
    charts.add_argument(
        "--out", type=_path, required=True, metavar="DIR", help="the folder to fill"
    )
    _add_several(
        charts, "--format", formats.PICTURES, "png, svg, pdf, or several with commas (png)"
    )
    _add_several(charts, "--size", formats.SIZES, "wide, square, or both with a comma (wide)")
    _add_several(charts, "--lang", LANGUAGES, "en, zh, or both with a comma (en)")
    charts.add_argument(
        "--all", action="store_true", help="draw charts of many figures to the last of them"
    )
    _add_choices(charts)

    table = whats.add_parser("data", help="the figures as a table, one a row")
    table.add_argument("--out", type=_file, required=True, metavar="PATH")
    table.add_argument("--format", choices=(*formats.TABLES, "datapackage"), default="csv")
    _add_choices(table)

    cited = whats.add_parser("citations", help="the data set and its articles as references")
    cited.add_argument("--out", type=_file, required=True, metavar="PATH")
    cited.add_argument("--format", choices=tuple(formats.CITATIONS), default="bib")
    _add_ids(cited, "--city", "only the articles of these cities (all)")

    whole = whats.add_parser("report", help="all of it as one page that needs no server")
    whole.add_argument("--out", type=_file, required=True, metavar="FILE.html")
    whole.add_argument("--lang", choices=tuple(LANGUAGES), default=DEFAULT_LANGUAGE)

    said = whats.add_parser("sentences", help="what may be printed of each heading")
    _add_choices(said)

    asked = whats.add_parser("questions", help="what would make figures comparable, to send")
    _add_ids(asked, "--city", "only the questions to these cities (all)")

    for texts in (said, asked):
        texts.add_argument("--out", type=_file, required=True, metavar="PATH")
        texts.add_argument("--format", choices=tuple(formats.TEXTS), default="md")
        texts.add_argument("--lang", choices=tuple(LANGUAGES), default=DEFAULT_LANGUAGE)

    parsers = {
        charts: _charts,
        table: _data,
        cited: _citations,
        whole: _report,
        said: _sentences,
        asked: _questions,
    }
    for parser, write in parsers.items():
        parser.add_argument("--catalog", default=catalog, help=which)
        parser.set_defaults(run=run, write=write)


def run(options: argparse.Namespace) -> None:
    """Write what was asked for.

    Raises CatalogError for a catalog that cannot be used, ExportError and PictureError
    for what cannot be made or written.
    """
    options.write(load(options.catalog), options)


def _charts(catalog: Catalog, options: argparse.Namespace) -> None:
    """Write pictures into a folder; raise ExportError with the faults once all others are there."""
    from tqdm import tqdm

    from asreported import selection
    from asreported.export.batch import make_all

    view = _view(catalog, options, DEFAULT_LANGUAGE)
    requests = selection.pictures(catalog, view, options.format, options.size, options.lang)
    if not requests:
        raise ExportError("nothing to draw: no figure is left with these choices")
    make_folder(options.out)
    faults = []
    with tqdm(make_all(requests), total=len(requests), unit="chart") as progress:
        for result in progress:
            if result.fault:
                faults.append(f"{result.name}: {result.fault}")
            else:
                write_file(options.out / result.name, result.raw)
    print(f"{len(requests) - len(faults)} of {len(requests)} pictures written to {options.out}")
    if faults:
        raise ExportError("\n".join(faults))


def _data(catalog: Catalog, options: argparse.Namespace) -> None:
    """Write the figures chosen as a table, or all of them as a data package."""
    from asreported import selection
    from asreported.export.datapackage import datapackage

    view = _view(catalog, options, DEFAULT_LANGUAGE)
    _check_ending(options.out, options.format)
    if not selection.figures(catalog, view):
        raise ExportError("nothing to write: no figure is left with these choices")
    if options.format != "datapackage":
        _write(options.out, partial(selection.data, catalog, view, options.format))
    elif view != CompareView(DEFAULT_LANGUAGE):
        raise ExportError("a data package holds all figures: leave the choices out")
    else:
        _write(options.out, partial(datapackage, catalog))


def _citations(catalog: Catalog, options: argparse.Namespace) -> None:
    cities = _known("city", options.city, catalog.cities)
    _write(options.out, partial(citations, catalog, options.format, cities))


def _sentences(catalog: Catalog, options: argparse.Namespace) -> None:
    from asreported import selection
    from asreported.export.sentences import sentences

    claims = selection.claims(catalog, _view(catalog, options, options.lang))
    if not claims:
        raise ExportError("nothing to write: no figure is left with these choices")
    t = language(options.lang)
    _check_ending(options.out, options.format)
    _write(options.out, partial(sentences, catalog, claims, options.format, t))


def _questions(catalog: Catalog, options: argparse.Namespace) -> None:
    from asreported.export.sentences import questions

    cities = _known("city", options.city, catalog.cities)
    _check_ending(options.out, options.format)
    t = language(options.lang)
    _write(options.out, partial(questions, catalog, cities, options.format, t))


def _report(catalog: Catalog, options: argparse.Namespace) -> None:
    from asreported import selection

    _write(options.out, partial(selection.report, catalog, options.lang))


def _check_ending(path: Path, chosen: str) -> None:
    """Raise ExportError for a name that promises another format than the one that is written."""
    named = (*formats.TABLES, *formats.TEXTS)
    endings = {**{f".{ending}": ending for ending in named}, ".zip": "datapackage"}
    promised = endings.get(path.suffix.lower(), chosen)
    if promised != chosen:
        raise ExportError(f"{path} is no name for {chosen}: say --format {promised}")


def _write(path: Path, make: Callable[[], bytes]) -> None:
    """Write what ``make`` returns to a file, and say so."""
    write_file(path, make)
    print(f"{path} written")


def _add_choices(parser: argparse.ArgumentParser) -> None:
    """Add the filters of the Compare page, by the names that they have in its address."""
    _add_ids(parser, "--metric", "one or several metrics (all)")
    _add_ids(parser, "--theme", "the metrics of one theme (all)")
    _add_ids(parser, "--counts", "what is counted, one or several (all)")
    _add_ids(parser, "--city", "one or several cities (all)")
    parser.add_argument(
        "--show",
        choices=[show.value for show in Show],
        default=Show.ALL.value,
        help="all figures, or only what holds together",
    )
    parser.add_argument(
        "--rate",
        action="extend",
        nargs="+",
        default=[],
        choices=[rate.value for rate in Rate],
        help="work out a rate where it makes sense",
    )


def _add_several(
    parser: argparse.ArgumentParser, name: str, known: Collection[str], what: str
) -> None:
    """Add an option that takes several of ``known`` with commas between; by default the first."""
    default = tuple(known)[:1]
    parser.add_argument(name, type=_some_of(known), default=default, help=what)


def _add_ids(parser: argparse.ArgumentParser, name: str, what: str) -> None:
    """Add an option that takes ids, with spaces or commas between, and may be given again."""
    parser.add_argument(name, action="extend", nargs="+", default=[], metavar="ID", help=what)


def _path(text: str) -> Path:
    """Read a path; an empty one, which would be the folder that this runs in, is refused."""
    if not text.strip():
        raise argparse.ArgumentTypeError("it names nothing")
    return Path(text)


def _file(text: str) -> Path:
    """Read the path of a file; one that ends as a folder's does is refused."""
    if text.endswith(("/", "\\")):
        raise argparse.ArgumentTypeError(f"{text} names a folder: name a file")
    return _path(text)


def _view(catalog: Catalog, options: argparse.Namespace, code: str) -> CompareView:
    """Return the view that the page has with the same filters.

    Raises ExportError for ids that there are not, or that leave nothing together.
    """
    themes = _known("theme", options.theme, catalog.content.themes)
    metrics = _known("metric", map(catalog.current_id, options.metric), catalog.metrics)
    if len(themes) > 1:
        raise ExportError(f"--theme: one at a time, and these are {len(themes)}")
    strays = [metric for metric in metrics if themes and catalog.metrics[metric].theme != themes[0]]
    if strays:
        raise ExportError(f"--metric: '{strays[0]}' is not in the theme '{themes[0]}'")
    return CompareView(
        code,
        metrics=metrics,
        theme="".join(themes),
        counts=_known("counts", map(catalog.current_id, options.counts), catalog.content.counts),
        cities=_known("city", options.city, catalog.cities),
        show=Show(options.show),
        rates=tuple(Rate(rate) for rate in options.rate),
        whole=getattr(options, "all", False),
    )


def _known(what: str, asked: Iterable[str], ids: Collection[str]) -> tuple[str, ...]:
    """Return ids as they were asked for, each once; raise ExportError for one that is unknown."""
    chosen = tuple(dict.fromkeys(one for text in asked for one in _split(text)))
    for one in chosen:
        if one not in ids:
            close = difflib.get_close_matches(one, ids, n=1)
            hint = (
                f": did you mean '{close[0]}'?" if close else " (the command method lists them all)"
            )
            raise ExportError(f"--{what}: there is no '{one}'{hint}")
    return chosen


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _some_of(known: Collection[str]) -> Callable[[str], tuple[str, ...]]:
    """Return what reads a list with commas ("png,svg") and refuses what is not in ``known``."""

    def read(text: str) -> tuple[str, ...]:
        asked = tuple(dict.fromkeys(_split(text)))
        for one in asked:
            if one not in known:
                choices = ", ".join(known)
                raise argparse.ArgumentTypeError(f"there is no '{one}' (choose from {choices})")
        return asked

    return read
