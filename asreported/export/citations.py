"""The articles and the data set as references: CSL JSON, BibTeX and RIS."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import City
from asreported.catalog.period import PartialDate

TITLE = "As Reported 据报道"
NOTICE = "As reported by articles, not verified."
#: The licence of the curated data: its short name, its name, and its address.
LICENCE = (
    "CC-BY-4.0",
    "Creative Commons Attribution 4.0 International",
    "https://creativecommons.org/licenses/by/4.0/",
)


@dataclass(frozen=True)
class Reference:
    """What all formats are written from: the data set if it has a ``version``, else an article.

    ``date`` is None and ``publisher`` empty where there is none; ``inferred`` says that the
    article does not print its date. ``notes`` say what a format has no field for.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    publisher: str = ""
    date: PartialDate | None = None
    inferred: bool = False
    version: str = ""
    notes: tuple[str, ...] = ()

    @property
    def date_parts(self) -> list[int]:
        """Year, month and day, as far as they are known."""
        date = self.date
        parts = (date.year, date.month, date.day) if date else ()
        return [part for part in parts if part is not None]


def references(catalog: Catalog, cities: Collection[str] = ()) -> list[Reference]:
    """Return the data set, then the article of each city (empty: of all), in the file's order."""
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
    """Write references in a format of formats.CITATIONS. Raises KeyError for another one."""
    writers = {"bib": _bibtex, "ris": _ris, "json": _csl}
    return writers[ending](references(catalog, cities)).encode()


def _article(city: City, subject: str) -> Reference:
    """Return the reference to a city's article."""
    source, name = city.source, city.name.en
    notes = [f"Press article on {subject} in {name}, {city.province.en}."]
    if source.title is not None:
        notes.append(f"Title in our English: {source.title.en}.")
    if source.published.inferred is not None:
        notes.append(f"Date inferred: {source.published.inferred.en}")
    return Reference(
        city.id,
        _line(source.title.zh) if source.title else f"[Untitled article on {subject} in {name}]",
        tuple(_line(author.zh) for author in source.authors),
        _line(source.publisher.zh) if source.publisher else "",
        source.published.value,
        source.published.inferred is not None,
        notes=tuple(map(_line, notes)),
    )


def _line(words: str) -> str:
    """Put words on one line: in RIS a second one would open a field, or end the reference."""
    return " ".join(words.split())


def _csl(found: list[Reference]) -> str:
    """Write CSL JSON, to the schema of citationstyles.org."""
    items = [_csl_item(reference) for reference in found]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _csl_item(reference: Reference) -> dict[str, object]:
    """Return the fields of an item that are not empty."""
    item: dict[str, Any] = {
        "id": reference.key,
        "type": "dataset" if reference.version else "article-newspaper",
        "title": reference.title,
        "author": [{"literal": author} for author in reference.authors],
        "container-title": reference.publisher,
        "version": reference.version,
        "language": _language(reference, "zh-CN"),
        "note": " ".join(reference.notes),
    }
    if reference.date is not None:
        item["issued"] = {"date-parts": [reference.date_parts]}
        if reference.inferred:
            item["issued"] |= {"circa": True}
    return {name: value for name, value in item.items() if value}


def _bibtex(found: list[Reference]) -> str:
    """Write BibTeX, two empty lines between entries."""
    return "\n\n".join(_bibtex_entry(reference) for reference in found)


def _bibtex_entry(reference: Reference) -> str:
    """Write an entry with the fields that are not empty."""
    fields = {
        # Braces within keep capitals and whole names as they are.
        "title": f"{{{_latex(reference.title)}}}",
        "author": " and ".join(f"{{{_latex(author)}}}" for author in reference.authors),
        "journal": _latex(reference.publisher),
        **dict(zip(("year", "month", "day"), map(str, reference.date_parts), strict=False)),
        "version": reference.version,
        "language": _language(reference, "chinese"),
        "note": _latex(" ".join(reference.notes)),
    }
    kind = "article" if reference.publisher else "misc"
    lines = ",\n".join(f"\t{name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{reference.key},\n{lines}\n}}\n"


def _latex(words: str) -> str:
    """Escape words for LaTeX."""
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


def _ris(found: list[Reference]) -> str:
    """Write RIS, an empty line between references."""
    return "\n".join(_ris_reference(reference) for reference in found)


def _ris_reference(reference: Reference) -> str:
    """Write a reference with the tags that are not empty; a date is year/month/day/."""
    parts = [f"{part:02}" for part in reference.date_parts]
    tags = [
        ("TY", "DATA" if reference.version else "NEWS"),
        ("ID", reference.key),
        ("TI", reference.title),
        *(("AU", author) for author in reference.authors),
        ("T2", reference.publisher),
        ("ET", reference.version),
        ("LA", _language(reference, "zh-CN")),
        *(("N1", note) for note in reference.notes),
        ("PY", parts[0] if parts else ""),
        ("DA", "/".join([*parts, "", "", ""][:4]) if parts else ""),
    ]
    lines = "".join(f"{tag}  - {value}\n" for tag, value in tags if value)
    return f"{lines}ER  - \n"


def _language(reference: Reference, name: str) -> str:
    """Return ``name``, a format's word for the articles' language; the data set has none."""
    return "" if reference.version else name
