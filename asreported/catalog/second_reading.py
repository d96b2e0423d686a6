"""What somebody read in an article who had not seen its entries, and where the two differ.

It stands in a file beside the catalog. Each number keeps what its entry said on the day that it
was read: an entry that is mended later makes no agreement of what was none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import Field, ValidationError

from asreported.catalog.files import UnreadableError, decode, read_bytes
from asreported.catalog.limits import MAX_DRAFTS_BYTES
from asreported.catalog.model import (
    WHOLE_CITY,
    DateField,
    Entry,
    Id,
    NonEmptyStr,
    PeriodField,
    Qualifier,
    Value,
)
from asreported.catalog.problems import (
    CatalogError,
    Problem,
    display_name,
    field_violations,
    raise_problems,
)
from asreported.catalog.yaml_reader import NotYamlError, Violation, read_document

Compared = Literal["figure", "value", "qualifier", "metric", "counts", "period", "baseline", "area"]
#: Whether a number is a figure at all: the first thing that two readers may differ in. Then the
#: fields that both fill in, each by themselves.
FIGURE, *FIELDS = get_args(Compared)
#: What an entry is called that leaves its number out.
LEFT_OUT = "left_out"


class ReadNumber(Entry):
    """A number as the second reader read it: the fields of a figure, or ``why`` it is none.

    ``at`` is where it stands in the article, in characters from 0. ``entry`` is the id of its
    figure on that day, or that it was left out; ``differs`` says what that had in each field
    in which the two differ.
    """

    at: Annotated[int, Field(ge=0)]
    as_written: NonEmptyStr
    value: Value | None = None
    qualifier: Qualifier = Qualifier.EXACT
    metric: Id | None = None
    counts: Id | None = None
    period: PeriodField | None = None
    baseline: Id | None = None
    area: Id = WHOLE_CITY
    why: Id | None = None
    entry: NonEmptyStr | None = None
    differs: dict[Compared, NonEmptyStr] = Field(default_factory=dict)

    @property
    def compared(self) -> tuple[str, ...]:
        """The fields in which it was held against its entry."""
        if self.entry is None:
            return ()
        if self.value is None or FIGURE in self.differs:
            return (FIGURE,)
        typed = (name for name in FIELDS if getattr(self, name) is not None)
        return (FIGURE, *dict.fromkeys((*typed, *(n for n in self.differs if n != FIGURE))))


class Reading(Entry):
    """One article, read a second time by one person."""

    article: Id
    reader: NonEmptyStr
    on: DateField
    numbers: tuple[ReadNumber, ...] = ()


class Settled(Entry):
    """What somebody decided where the two differ: to keep the entry, or the second reading."""

    article: Id
    reader: NonEmptyStr
    at: Annotated[int, Field(ge=0)]
    field: Compared
    kept: Literal["entry", "reading", "neither"]
    by: NonEmptyStr
    on: DateField
    because: NonEmptyStr | None = None


class SecondReading(Entry):
    """All second readings of a catalog, and what was decided of them."""

    readings: tuple[Reading, ...] = ()
    settled: tuple[Settled, ...] = ()


@dataclass(frozen=True)
class Difference:
    """A field in which the second reader read something else; ``settled`` is what was decided."""

    article: str
    reader: str
    number: ReadNumber
    field: str
    entered: str
    read: str
    settled: Settled | None


@dataclass(frozen=True)
class Agreement:
    """How far second readings agree with the entries; ``compared`` is how many fields were."""

    articles: int
    numbers: int
    compared: int
    differences: tuple[Difference, ...]

    @property
    def agreed(self) -> int:
        """In how many of them both readers had the same."""
        return self.compared - len(self.differences)

    @property
    def rate(self) -> float:
        """The share of fields that agreed, in percent: cut off, so that only all are 100."""
        return 1000 * self.agreed // self.compared / 10 if self.compared else 0.0

    @property
    def settled(self) -> int:
        """How many differences somebody has decided."""
        return sum(one.settled is not None for one in self.differences)


def second_reading_file(catalog_path: Path) -> Path:
    """Return where the second readings of a catalog are kept: beside it."""
    return catalog_path.with_name(f"{catalog_path.stem}.second_reading.yaml")


def read_second_reading(catalog_path: Path, articles: Mapping[str, str]) -> SecondReading | None:
    """Read the second readings of a catalog, None where it has none.

    Raises CatalogError with all problems that could be found: what is no such file, and a number
    that does not stand in its article.
    """
    file = second_reading_file(catalog_path)
    if not file.exists():
        return None
    name = display_name(file)
    try:
        document = read_document(decode(read_bytes(file, MAX_DRAFTS_BYTES)))
    except (UnreadableError, NotYamlError) as error:
        raise CatalogError([Problem(name, error.line, "", str(error))]) from None
    raise_problems(document, name, document.violations)
    try:
        content = SecondReading.model_validate(document.data or {})
    except ValidationError as error:
        raise_problems(document, name, field_violations(error))
        raise  # not reached: a ValidationError has at least one violation
    raise_problems(document, name, _violations(content, articles))
    return content


def _violations(content: SecondReading, articles: Mapping[str, str]) -> Iterator[Violation]:
    for i, reading in enumerate(content.readings):
        article = articles.get(reading.article)
        if article is None:
            message = f"there is no article '{reading.article}': take this reading out"
            yield ("readings", i, "article"), message
            continue
        for j, number in enumerate(reading.numbers):
            if not article.startswith(number.as_written, number.at):
                message = f"“{number.as_written}” does not stand there in the article any more"
                yield ("readings", i, "numbers", j, "at"), message


def agreement(content: SecondReading) -> Agreement:
    """Work out how far second readings agree with the entries of their day."""
    read = [(reading, number) for reading in content.readings for number in reading.numbers]
    held = [(reading.article, number) for reading, number in read if number.entry is not None]
    return Agreement(
        len({article for article, _ in held}),
        len(held),
        sum(len(number.compared) for _, number in held),
        tuple(one for pair in read for one in _differences(content, *pair)),
    )


def _differences(
    content: SecondReading, reading: Reading, number: ReadNumber
) -> Iterator[Difference]:
    for field, entered in number.differs.items():
        settled = [
            one
            for one in content.settled
            if (one.article, one.reader, one.at, one.field)
            == (reading.article, reading.reader, number.at, field)
        ]
        read = _as_read(number, field)
        last = settled[-1] if settled else None
        yield Difference(reading.article, reading.reader, number, field, entered, read, last)


def _as_read(number: ReadNumber, field: str) -> str:
    if field == FIGURE:
        return number.why or LEFT_OUT if number.value is None else str(number.value)
    return str(getattr(number, field) or "")
