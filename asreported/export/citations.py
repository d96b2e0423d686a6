"""The articles and the data set as references: CSL JSON, BibTeX and RIS."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import GLOSS_LANGUAGE, Source, Text
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
    language: str = ""
    url: str = ""
    retrieved: PartialDate | None = None

    @property
    def date_parts(self) -> list[int]:
        """Year, month and day, as far as they are known."""
        return _parts(self.date)


def _parts(date: PartialDate | None) -> list[int]:
    parts = (date.year, date.month, date.day) if date else ()
    return [part for part in parts if part is not None]


def references(catalog: Catalog, cities: Collection[str] = ()) -> list[Reference]:
    """Return the data set, then the articles of cities (empty: of all), in the file's order."""
    data = Reference(
        "as-reported",
        TITLE,
        ("As Reported contributors",),
        version=catalog.version,
        notes=(NOTICE, f"Licence: {LICENCE[0]}"),
    )
    chosen = [one for one in catalog.sources.values() if not cities or one.city in cities]
    return [data, *(_article(catalog, article) for article in chosen)]


def citations(catalog: Catalog, ending: str, cities: Collection[str] = ()) -> bytes:
    """Write references in a format of formats.CITATIONS. Raises KeyError for another one."""
    found = references(catalog, cities)
    writers: dict[str, Callable[[], str]] = {
        "bib": lambda: "\n\n".join(map(_bibtex, found)),
        "ris": lambda: "\n".join(map(_ris, found)),
        # To the schema of citationstyles.org.
        "json": lambda: json.dumps(list(map(_csl, found)), ensure_ascii=False, indent=2) + "\n",
    }
    return writers[ending]().encode()


def _article(catalog: Catalog, article: Source) -> Reference:
    """Return the reference to an article, in its own language."""
    city, language = catalog.cities[article.city], catalog.languages[article.id]
    subject, name = catalog.content.about.subject.en, city.name.en

    def own(text: Text | None) -> str:
        return _line(getattr(text, language)) if text is not None else ""

    notes = [f"Press article on {subject} in {name}, {city.province.en}."]
    if article.title is not None and language != GLOSS_LANGUAGE:
        notes.append(f"Title in our English: {article.title.en}.")
    if article.published.inferred is not None:
        notes.append(f"Date inferred: {article.published.inferred.en}")
    if article.reposted_by is not None:
        notes.append(f"Reposted by: {article.reposted_by.en}.")
    if article.archived_url is not None:
        notes.append(f"Archived copy: {article.archived_url}")
    return Reference(
        article.id,
        own(article.title) or f"[Untitled article on {subject} in {name}]",
        tuple(map(own, article.authors)),
        own(article.publisher),
        article.published.value,
        article.published.inferred is not None,
        notes=tuple(map(_line, notes)),
        language=language,
        url=article.url or article.archived_url or "",
        retrieved=article.retrieved,
    )


def _line(words: str) -> str:
    """Put words on one line: in RIS a second one would open a field, or end the reference."""
    return " ".join(words.split())


def _csl(reference: Reference) -> dict[str, object]:
    """Return the fields of an item that are not empty."""
    item: dict[str, Any] = {
        "id": reference.key,
        "type": "dataset" if reference.version else "article-newspaper",
        "title": reference.title,
        "author": [{"literal": author} for author in reference.authors],
        "container-title": reference.publisher,
        "version": reference.version,
        "language": _TAGS.get(reference.language, ""),
        "URL": reference.url,
        "note": " ".join(reference.notes),
    }
    if reference.retrieved is not None:
        item["accessed"] = {"date-parts": [_parts(reference.retrieved)]}
    if reference.date is not None:
        item["issued"] = {"date-parts": [reference.date_parts]}
        if reference.inferred:
            item["issued"] |= {"circa": True}
    return {name: value for name, value in item.items() if value}


def _bibtex(reference: Reference) -> str:
    """Write an entry with the fields that are not empty."""
    fields = {
        # Braces within keep capitals and whole names as they are.
        "title": f"{{{_latex(reference.title)}}}",
        "author": " and ".join(f"{{{_latex(author)}}}" for author in reference.authors),
        "journal": _latex(reference.publisher),
        **dict(zip(("year", "month", "day"), map(str, reference.date_parts), strict=False)),
        "version": reference.version,
        "language": _NAMES.get(reference.language, ""),
        "url": reference.url,
        "urldate": str(reference.retrieved or ""),
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


def _ris(reference: Reference) -> str:
    """Write a reference with the tags that are not empty; a date is year/month/day/."""
    tags = [
        ("TY", "DATA" if reference.version else "NEWS"),
        ("ID", reference.key),
        ("TI", reference.title),
        *(("AU", author) for author in reference.authors),
        ("T2", reference.publisher),
        ("ET", reference.version),
        ("LA", _TAGS.get(reference.language, "")),
        ("UR", reference.url),
        ("Y2", _ris_date(reference.retrieved)),
        *(("N1", note) for note in reference.notes),
        ("PY", str(reference.date.year) if reference.date else ""),
        ("DA", _ris_date(reference.date)),
    ]
    lines = "".join(f"{tag}  - {value}\n" for tag, value in tags if value)
    return f"{lines}ER  - \n"


def _ris_date(date: PartialDate | None) -> str:
    parts = [f"{part:02}" for part in _parts(date)]
    return "/".join([*parts, "", "", ""][:4]) if parts else ""


#: What the formats call the languages of articles.
_TAGS = {"zh": "zh-CN", "en": "en"}
_NAMES = {"zh": "chinese", "en": "english"}
