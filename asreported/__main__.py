"""The command line: ``asreported``, or ``python -m asreported``."""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from asreported import export_command as export
from asreported import publish_command, read_command
from asreported.catalog.accounting import Account, account, accounting_problems
from asreported.catalog.catalog import Catalog
from asreported.catalog.drafts import scan_article
from asreported.catalog.limits import MAX_FILE_NAME_LENGTH, MAX_MESSAGE_LENGTH
from asreported.catalog.loading import load, sha256_of
from asreported.catalog.model import json_schema
from asreported.catalog.notices import notices_on
from asreported.catalog.numerals import ARTICLE_LANGUAGES
from asreported.catalog.problems import CatalogError, Problem, one_line
from asreported.export.files import ExportError, why
from asreported.html.method import method_text
from asreported.installation import catalog_file, copy_data, default_catalog, serve
from asreported.words.language import DEFAULT_LANGUAGE, LANGUAGES, language

_WHICH = "the figures (metrics.yaml of this folder, else those that come with As Reported)"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Print one line and end with exit status 1, as for all bad input."""
        line = one_line(f"{self.prog}: {message} (--help lists what there is)", MAX_MESSAGE_LENGTH)
        print(line, file=sys.stderr)
        raise SystemExit(1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status, 0 for success and 1 for anything refused."""
    _write_any_character()
    try:
        status = _run_or_refuse(build_parser().parse_args(arguments))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read it has seen enough: | head -1
        status = 141  # as shells have it for a closed pipe
    except OSError as error:
        print(f"the output cannot be written: {why(error)}", file=sys.stderr)
        status = 1
    else:
        return status
    # What is left in the buffer would raise once more as Python ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


def _write_any_character() -> None:
    """Have output take Chinese and quotation marks, in whatever encoding the system writes.

    A file is UTF-8; a terminal shows what it has no character for as an escape.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8")


def _run_or_refuse(options: argparse.Namespace) -> int:
    try:
        return _run(options)
    except CatalogError as error:
        print("\n".join(str(problem) for problem in error.problems))
    except ExportError as error:
        lines = str(error).split("\n")
        print("\n".join(one_line(line, MAX_MESSAGE_LENGTH) for line in lines), file=sys.stderr)
    except KeyboardInterrupt:
        print("stopped: what is written is complete", file=sys.stderr)
        return 130  # as shells have it for Ctrl-C
    return 1


def build_parser() -> argparse.ArgumentParser:
    """Describe all commands with their arguments."""
    parser = _Parser(
        prog="asreported",
        description="What press articles report, side by side, each figure held to its words.",
    )
    catalog = str(default_catalog())
    commands: Any = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="open the dashboard on these figures")
    serve.add_argument("catalog", nargs="?", default=catalog, help=_WHICH)
    serve.add_argument("--port", type=_port, help="the port to listen on (8501 or the next free)")
    serve.add_argument("--no-browser", action="store_true", help="open no browser")
    serve.add_argument(
        "--edit", action="store_true", help="with the page Curate, which writes these figures"
    )
    check = commands.add_parser(
        "check", help="validate the figures and hold them against the articles"
    )
    check.add_argument("catalog", nargs="?", default=catalog, help=_WHICH)
    check.add_argument("--format", choices=("text", "json"), default="text")
    read = commands.add_parser("read", help="show what the machine reads in a text")
    # "-5%" is a text to read: argparse takes only bare negative numbers for no option.
    read._negative_number_matcher = re.compile("-[^-A-Za-z]")
    read.add_argument("texts", nargs="+", metavar="TEXT", help="-: each line of standard input")
    read.add_argument(
        "--lang", choices=ARTICLE_LANGUAGES, help="the text's (its own, if not given)"
    )
    read.add_argument("--format", choices=("text", "json"), default="text")
    scan = commands.add_parser(
        "scan", help="list the numbers of an article that nothing accounts for, as entries"
    )
    scan.add_argument("article")
    scan.add_argument("--catalog", default=catalog, help=_WHICH)
    method = commands.add_parser("method", help="print the rules and codelists as Markdown")
    method.add_argument("--catalog", default=catalog, help=_WHICH)
    method.add_argument("--lang", choices=tuple(LANGUAGES), default=DEFAULT_LANGUAGE)
    commands.add_parser("schema", help="print the JSON Schema of metrics.yaml, for editors")
    export.add_parsers(commands, catalog, _WHICH)
    publish_command.add_parser(commands, catalog, _WHICH)
    copy = commands.add_parser(
        "copy", help="copy these figures and articles, to begin a comparison of your own"
    )
    copy.add_argument("folder", metavar="DIR", help="the folder to put them into")
    return parser


def _port(text: str) -> int:
    """Read the number of a port."""
    if not (text.isdecimal() and 0 < int(text) < 65_536):
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, and this is {text}")
    return int(text)


def _run(options: argparse.Namespace) -> int:
    if "catalog" in options:
        options.catalog = str(catalog_file(Path(options.catalog)))
    match options.command:
        case "serve":
            return serve(
                Path(options.catalog),
                port=options.port,
                browser=not options.no_browser,
                edit=options.edit,
            )
        case "check":
            return _check(options.catalog, as_json=options.format == "json")
        case "read":
            read_command.run(options.texts, options.lang, as_json=options.format == "json")
        case "scan":
            _scan(options.article, options.catalog)
        case "method":
            print(method_text(load(options.catalog), language(options.lang)), end="")
        case "schema":
            print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
        case "export" | "publish":
            options.run(options)
        case "copy":
            copy_data(Path(options.folder))
            print(f"{options.folder} holds a copy: the command serve {options.folder} opens it")
    return 0


def _check(path: str, *, as_json: bool) -> int:
    catalog, accounts, notices = None, [], []
    try:
        catalog = load(path)
        accounts = [account(catalog, article) for article in catalog.sources]
        problems = accounting_problems(catalog, Path(path).parent)
        notices = notices_on(catalog, Path(path))
    except CatalogError as error:
        problems = error.problems
    if as_json:
        print(_as_json(catalog, accounts, problems, notices))
        return 1 if problems else 0
    for line in (*map(str, problems), *(notice.as_notice() for notice in notices)):
        print(line)
    if catalog is not None and not problems:
        cities = "1 city" if len(catalog.cities) == 1 else f"{len(catalog.cities)} cities"
        print(
            f"{path}: {len(catalog.figures)} figures of {cities}, each found "
            f"in its article; all {sum(a.found for a in accounts)} numbers accounted for"
        )
    return 1 if problems else 0


def _scan(article: str, path: str) -> None:
    number, catalog = 0, load(path)
    if (digest := sha256_of(Path(article))) not in (s.sha256 for s in catalog.sources.values()):
        print(f"# sha256: {digest}")
    for draft in scan_article(article, catalog):
        print(draft)
        number += 1
    count = f"{number} numbers" if number != 1 else "1 number"
    print(f"# {one_line(article, MAX_FILE_NAME_LENGTH)}: {count} that nothing accounts for")


def _as_json(
    catalog: Catalog | None,
    accounts: Sequence[Account],
    problems: Sequence[Problem],
    notices: Sequence[Problem],
) -> str:
    report = {
        "figures": len(catalog.figures) if catalog else None,
        "numbers_found": sum(a.found for a in accounts) if catalog else None,
        "numbers_accounted": sum(a.accounted for a in accounts) if catalog else None,
        "errors": [asdict(problem) for problem in problems],
        "notices": [asdict(notice) for notice in notices],
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    raise SystemExit(main())
