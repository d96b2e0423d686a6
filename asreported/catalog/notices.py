"""Lists what a curator should know of a catalog that has passed every check."""

from __future__ import annotations

from pathlib import Path

from asreported.catalog.catalog import Catalog
from asreported.catalog.files import decode, read_bytes
from asreported.catalog.limits import MAX_CATALOG_BYTES, MAX_MESSAGE_LENGTH, MAX_PROBLEMS
from asreported.catalog.problems import Problem, display_name, one_line
from asreported.catalog.yaml_reader import EntryPath, read_document


def notices_on(catalog: Catalog, file: Path) -> list[Problem]:
    """List a notice for each pair of figures of a catalog that contradict each other.

    It stands at the line of the later one in the file ``file``. No more than ``MAX_PROBLEMS``
    are listed.
    """
    places: dict[str, EntryPath] = {
        figure.id: ("cities", city.id, "figures", i)
        for city in catalog.cities.values()
        for i, figure in enumerate(city.figures)
    }
    order = {name: number for number, name in enumerate(places)}
    pairs = [
        (catalog.figures[name], other)
        for name, others in catalog.contradictions.items()
        for other in others
        if order[other.id] < order[name]
    ][:MAX_PROBLEMS]
    if not pairs:
        return []
    document = read_document(decode(read_bytes(file, MAX_CATALOG_BYTES)))
    lines = document.lines_of([places[figure.id] for figure, _ in pairs])
    name, notices = display_name(file), []
    for line, (figure, other) in zip(lines, pairs, strict=True):
        message = (
            f"its article '{figure.article}' says {figure.value}, and '{other.article}' says "
            f"{other.value} of the same: see '{other.id}'"
        )
        notices.append(Problem(name, line, figure.id, one_line(message, MAX_MESSAGE_LENGTH)))
    return notices
