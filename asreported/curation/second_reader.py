"""Keeps what a second reader reads, beside the catalog, and holds it against the entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from asreported.catalog.catalog import Catalog
from asreported.catalog.files import UnreadableError, decode, read_bytes
from asreported.catalog.limits import MAX_DRAFTS_BYTES
from asreported.catalog.model import ReportedFigure
from asreported.catalog.problems import field_violations
from asreported.catalog.second_reading import (
    FIELDS,
    FIGURE,
    LEFT_OUT,
    Difference,
    Reading,
    ReadNumber,
    SecondReading,
    Settled,
    second_reading_file,
)
from asreported.catalog.yaml_reader import NotYamlError
from asreported.curation.changes import Change, InsertItem, PutValue, WritingError
from asreported.curation.entries import typed
from asreported.curation.locking import SavingError, held
from asreported.curation.places import Places
from asreported.curation.worklist import Number, Status, numbers_of, own_figures
from asreported.curation.writing import write
from asreported.export.files import ExportError, write_file
from asreported.translatable import N_

_LISTS = ("readings", "settled")
_HEAD = """\
# What somebody read in the articles who had not seen the entries, and what was decided
# where the two differ. "differs" is what the entry said on the day of the reading.
readings: []
settled: []
"""


class SecondReader:
    """One who reads an article that is entered already, and sees none of its entries."""

    def __init__(self, catalog_path: Path, article: str, name: str) -> None:
        self.file = second_reading_file(catalog_path)
        self.article, self.name = article, name

    def numbers(self, catalog: Catalog) -> tuple[Number, ...]:
        """List the numbers of the article, each with what became of it in this reading alone."""
        read = {number.at: number for number in self._read(catalog)}
        return tuple(
            self._blind(number, read.get(number.start))
            for number in numbers_of(catalog, self.article)
        )

    def entered(self, catalog: Catalog) -> list[tuple[int, ReadNumber]]:
        """List what this reader has read so far, each with where it stands in the article."""
        return [(number.at, number) for number in self._read(catalog)]

    def _read(self, catalog: Catalog) -> tuple[ReadNumber, ...]:
        readings = catalog.second_reading.readings if catalog.second_reading else ()
        own = (one for one in readings if (one.article, one.reader) == (self.article, self.name))
        return next((one.numbers for one in own), ())

    @staticmethod
    def _blind(number: Number, read: ReadNumber | None) -> Number:
        if read is None:
            return replace(number, status=Status.OPEN, entry=None)
        status = Status.LEFT_OUT if read.value is None else Status.ENTERED
        return replace(number, status=status, entry=read.why)

    def record(
        self, catalog: Catalog, number: Number, fields: Mapping[str, Any]
    ) -> Mapping[str, str]:
        """Keep what was read in a number, in place of what this reader read in it before.

        ``fields`` are those of a figure, or ``why`` it is none, as they were typed. Gives a
        sentence for each field at fault: then nothing is kept. Raises SavingError where the
        file cannot be written.
        """
        known = {name: value for name, value in fields.items() if name in (*FIELDS, "why")}
        entry = {"at": number.start, "as_written": number.as_written, **typed("figures", known)}
        try:
            read = ReadNumber.model_validate(entry)
        except ValidationError as error:
            return {str(path[0]): words for path, words in field_violations(error)}
        if (read.value is None) is (read.why is None):
            return {"value": "type the value, or say why the number is no figure"}
        entry |= compared(catalog, self.article, number, read)
        with held(self.file):
            self._save(self._change(self._places().document.data, entry))
        return {}

    def settle(self, difference: Difference, kept: str, by: str, because: str = "") -> None:
        """Keep who decided a difference and how: for the entry, the reading, or neither.

        Raises SavingError where the file cannot be written, or one of them is not said.
        """
        fields = {
            "article": difference.article,
            "reader": difference.reader,
            "at": difference.number.at,
            "field": difference.field,
            "kept": kept,
            "by": by.strip(),
            "on": date.today().isoformat(),
            **({"because": because.strip()} if because.strip() else {}),
        }
        try:
            Settled.model_validate(fields)
        except ValidationError as error:
            words = [f"{path[0]}: {message}" for path, message in field_violations(error)]
            raise SavingError("{reason}", reason="; ".join(words)) from None
        with held(self.file):
            there = self._places().document.data["settled"] or ()
            self._save(InsertItem(("settled",), len(there), fields))

    def _change(self, data: Any, entry: Mapping[str, Any]) -> Change:
        """Return the change that puts a number into this reader's reading, in reading order."""
        for i, reading in enumerate(data["readings"] or ()):
            if (reading["article"], reading["reader"]) != (self.article, self.name):
                continue
            places = [number["at"] for number in reading.get("numbers") or ()]
            if entry["at"] in places:
                return PutValue(("readings", i, "numbers", places.index(entry["at"])), entry)
            index = sum(at < entry["at"] for at in places)
            return InsertItem(("readings", i, "numbers"), index, entry)
        reading = {"article": self.article, "reader": self.name, "on": date.today().isoformat()}
        Reading.model_validate(reading)
        at = len(data["readings"] or ())
        return InsertItem(("readings",), at, {**reading, "numbers": [entry]})

    def _places(self) -> Places:
        """Read the file, with both of its lists; where there is none, as it begins."""
        try:
            raw = read_bytes(self.file, MAX_DRAFTS_BYTES) if self.file.exists() else b""
            places = Places(decode(raw) or _HEAD)
            SecondReading.model_validate(places.document.data or {})
        except (UnreadableError, NotYamlError, ValidationError):
            sentence = N_("{file} holds no second reading: mend it first.")
            raise SavingError(sentence, file=self.file) from None
        missing = [name for name in _LISTS if name not in (places.document.data or {})]
        added = "".join(f"{name}: []{places.line_break}" for name in missing)
        return Places(places.text + places.line_break + added) if added else places

    def _save(self, change: Change) -> None:
        places = self._places()
        try:
            write_file(self.file, write(places, [change]).text.encode())
        except (ExportError, WritingError) as error:
            raise SavingError.of(error) from None


def compared(
    catalog: Catalog, article: str, number: Number, read: ReadNumber
) -> dict[str, str | dict[str, str]]:
    """Return what the entry of a number is, and what it says otherwise than a second reader.

    Nothing is compared where the number is not entered yet. Where several figures are of one
    number, it is that which differs least.
    """
    figures = own_figures(catalog, article, number)
    if not figures:
        if number_status(catalog, article, number) is Status.OPEN:
            return {}
        differs = {FIGURE: LEFT_OUT} if read.value is not None else {}
        return {"entry": LEFT_OUT, **({"differs": differs} if differs else {})}
    if read.value is None:
        return {"entry": figures[0].id, "differs": {FIGURE: figures[0].id}}
    figure = min(figures, key=lambda one: len(_differs(one, read)))
    differs = _differs(figure, read)
    return {"entry": figure.id, **({"differs": differs} if differs else {})}


def number_status(catalog: Catalog, article: str, number: Number) -> Status:
    """Return what became of a number in the catalog itself."""
    found = (n.status for n in numbers_of(catalog, article) if n.start == number.start)
    return next(found, Status.OPEN)


def _differs(figure: ReportedFigure, read: ReadNumber) -> dict[str, str]:
    """Return what a figure has in the fields in which a second reader has something else."""
    pairs = {name: (getattr(figure, name), getattr(read, name)) for name in FIELDS}
    return {
        name: str(one) if one is not None else "none"
        for name, (one, other) in pairs.items()
        if other is not None and one != other  # what the second reader left open is no reading
    }
