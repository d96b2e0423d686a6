"""The articles and the data set as references: CSL JSON, BibTeX and RIS."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import rispy
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import City
from asreported.catalog.period import PartialDate

TITLE = "As Reported 据报道"
NOTICE = "As reported by the press, not verified."
#: The licence of the curated data: its short name, its name, and its address.
LICENCE = (
    "CC-BY-4.0",
    "Creative Commons Attribution 4.0 International",
    "https://creativecommons.org/licenses/by/4.0/",
)


@dataclass(frozen=True)
class Reference:
    """What all formats are written from; ``date`` is None where there is none.

    ``inferred`` says that the article does not print its date; ``publisher`` is empty
    where it names none. ``notes`` say what the fields of a format have no room for.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    publisher: str = ""
    date: PartialDate | None = None
    inferred: bool = False
    version: str = ""
    notes: tuple[str, ...] = ()


def references(catalog: Catalog, cities: Collection[str] = ()) -> list[Reference]:
    """The data set, then the article of each city (empty: of all), in the catalog's order."""
    data = Reference(
        "as-reported",
        TITLE,
        ("As Reported contributors",),
        version=catalog.version,
        notes=(NOTICE, f"Licence: {LICENCE[0]}"),
    )
    chosen = [city for name, city in catalog.cities.items() if not cities or name in cities]
    subject = catalog.content.about.subject.en
    return [data, *(_article(city, subject) for city in chosen)]


def citations(catalog: Catalog, ending: str, cities: Collection[str] = ()) -> bytes:
    """References in a format of formats.CITATIONS. Raises KeyError for another one."""
    writers = {"bib": _bibtex, "ris": _ris, "json": _csl}
    return writers[ending](references(catalog, cities)).encode()


def _article(city: City, subject: str) -> Reference:
    source, name = city.source, city.name.en
    notes = [f"Press article on {subject} in {name}, {city.province.en}."]
    if source.title is not None:
        notes.append(f"Title in our English: {source.title.en}.")
    if source.published.inferred is not None:
        notes.append(f"Date inferred: {source.published.inferred.en}")
    return Reference(
        city.id,
        source.title.zh if source.title else f"[Untitled article on {subject} in {name}]",
        tuple(author.zh for author in source.authors),
        source.publisher.zh if source.publisher else "",
        source.published.value,
        source.published.inferred is not None,
        notes=tuple(notes),
    )


def _csl(found: list[Reference]) -> str:
    items = [_csl_item(reference) for reference in found]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _csl_item(reference: Reference) -> dict[str, object]:
    item: dict[str, Any] = {
        "id": reference.key,
        "type": "dataset" if reference.version else "article-newspaper",
        "title": reference.title,
        "author": [{"literal": author} for author in reference.authors],
        "container-title": reference.publisher,
        "version": reference.version,
        "language": "" if reference.version else "zh-CN",
        "note": " ".join(reference.notes),
    }
    if reference.date is not None:
        item["issued"] = {"date-parts": [_parts(reference.date)]}
        if reference.inferred:
            item["issued"] |= {"circa": True}
    return {name: value for name, value in item.items() if value}


def _bibtex(found: list[Reference]) -> str:
    return write_string(Library([_bibtex_entry(one) for one in found]))


def _bibtex_entry(reference: Reference) -> Entry:
    date = _parts(reference.date) if reference.date else []
    fields = {
        # Braces within keep capitals and whole names as they are.
        "title": f"{{{_latex(reference.title)}}}",
        "author": " and ".join(f"{{{_latex(author)}}}" for author in reference.authors),
        "journal": _latex(reference.publisher),
        **dict(zip(("year", "month", "day"), map(str, date), strict=False)),
        "version": reference.version,
        "language": "" if reference.version else "chinese",
        "note": _latex(" ".join(reference.notes)),
    }
    kind = "article" if reference.publisher else "misc"
    written = [Field(name, value) for name, value in fields.items() if value]
    return Entry(kind, reference.key, written)


def _latex(words: str) -> str:
    """Words as LaTeX prints them."""
    return words.translate(_LATEX)


_LATEX = str.maketrans(
    {character: f"\\{character}" for character in "%&_#$"}
    | {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX would count \{ as well
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


class _Unnumbered(rispy.RisWriter):  # type: ignore[misc]
    """Writes no number above each reference: not every reader passes over it."""

    def set_header(self, count: int) -> str:
        """Nothing."""
        return ""


def _ris(found: list[Reference]) -> str:
    entries = [_ris_entry(reference) for reference in found]
    return str(rispy.dumps(entries, implementation=_Unnumbered)).lstrip()


def _ris_entry(reference: Reference) -> dict[str, object]:
    entry: dict[str, object] = {
        "type_of_reference": "DATA" if reference.version else "NEWS",
        "id": reference.key,
        "title": reference.title,
        "authors": list(reference.authors),
        "secondary_title": reference.publisher,
        "edition": reference.version,
        "language": "" if reference.version else "zh-CN",
        "notes": list(reference.notes),
    }
    if reference.date is not None:
        parts = [f"{part:02}" for part in _parts(reference.date)]
        entry["year"] = parts[0]
        entry["date"] = "/".join([*parts, "", "", ""][:4])
    return {name: value for name, value in entry.items() if value}


def _parts(date: PartialDate) -> list[int]:
    """Year, month and day, as far as they are known."""
    return [part for part in (date.year, date.month, date.day) if part is not None]
