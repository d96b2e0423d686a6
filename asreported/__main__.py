"""The command line: ``python -m asreported``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import NoReturn

from asreported.catalog import Catalog, load
from asreported.evidence import count_numbers
from asreported.problems import CatalogError, Problem


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line and exit status 1, as for all bad input."""
        print(f"{self.prog}: {message} (--help lists what there is)", file=sys.stderr)
        raise SystemExit(1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 for success and 1 for anything refused."""
    parser = _Parser(prog="asreported", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check", help="validate the figures and hold them against the articles"
    )
    check.add_argument("catalog", nargs="?", default="metrics.yaml")
    check.add_argument("--format", choices=("text", "json"), default="text")
    options = parser.parse_args(arguments)
    return _check(options.catalog, as_json=options.format == "json")


def _check(path: str, *, as_json: bool) -> int:
    catalog, problems = None, []
    try:
        catalog = load(path)
    except CatalogError as error:
        problems = error.problems
    print(_as_json(catalog, problems) if as_json else _as_text(path, catalog, problems))
    return 1 if problems else 0


def _as_text(path: str, catalog: Catalog | None, problems: Sequence[Problem]) -> str:
    if catalog is None:
        return "\n".join(str(problem) for problem in problems)
    found, accounted = count_numbers(catalog.articles, catalog.quoted)
    return (
        f"{path}: {len(catalog.figures)} figures of {len(catalog.cities)} cities, "
        f"each found in its article; {accounted} of the articles' {found} numbers are in a quote"
    )


def _as_json(catalog: Catalog | None, problems: Sequence[Problem]) -> str:
    found, accounted = count_numbers(catalog.articles, catalog.quoted) if catalog else (None, None)
    report = {
        "figures": len(catalog.figures) if catalog else None,
        "numbers_found": found,
        "numbers_accounted": accounted,
        "errors": [asdict(problem) for problem in problems],
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    raise SystemExit(main())
