"""Lists what a curator should know of a catalog that has passed every check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from asreported.catalog.catalog import Catalog
from asreported.catalog.evidence import is_told_in
from asreported.catalog.files import decode, read_bytes
from asreported.catalog.limits import MAX_CATALOG_BYTES, MAX_MESSAGE_LENGTH, MAX_PROBLEMS
from asreported.catalog.model import GLOSS_LANGUAGE, ReportedFigure
from asreported.catalog.numerals import read_numbers
from asreported.catalog.problems import Problem, display_name, one_line
from asreported.catalog.yaml_reader import EntryPath, read_document


def notices_on(catalog: Catalog, file: Path) -> list[Problem]:
    """List where two figures of a catalog contradict each other, or a gloss says another number.

    A notice stands at the line of the figure, or the later one, in the file ``file``. No more than
    ``MAX_PROBLEMS`` are listed.
    """
    places: dict[str, EntryPath] = {
        figure.id: ("cities", city.id, "figures", i)
        for city in catalog.cities.values()
        for i, figure in enumerate(city.figures)
    }
    order = {name: number for number, name in enumerate(places)}
    found = [
        (figure.id, message)
        for figure in catalog.figures.values()
        for message in (
            *_contradicted(catalog, figure, order),
            *_gloss_says_otherwise(catalog, figure),
        )
    ][:MAX_PROBLEMS]
    if not found:
        return []
    document = read_document(decode(read_bytes(file, MAX_CATALOG_BYTES)))
    lines, name = document.lines_of([places[figure] for figure, _ in found]), display_name(file)
    return [
        Problem(name, line, figure, one_line(message, MAX_MESSAGE_LENGTH))
        for line, (figure, message) in zip(lines, found, strict=True)
    ]


def _contradicted(
    catalog: Catalog, figure: ReportedFigure, order: Mapping[str, int]
) -> Iterator[str]:
    for other in catalog.contradictions.get(figure.id, ()):
        if order[other.id] < order[figure.id]:
            yield (
                f"its article '{figure.article}' says {figure.value}, and '{other.article}' says "
                f"{other.value} of the same: see '{other.id}'"
            )


def _gloss_says_otherwise(catalog: Catalog, figure: ReportedFigure) -> Iterator[str]:
    language = catalog.languages[figure.article]
    if language == GLOSS_LANGUAGE:
        return
    as_written = catalog.passages[figure.id].as_written
    for reading in read_numbers(figure.quote, language):
        if reading.as_written == as_written and not is_told_in(figure.gloss, reading):
            yield f"its gloss does not say “{as_written}”: see whether it is the right one"
            return
