"""The types of ``metrics.yaml``: which fields an entry has, and what each may hold.

Checks that need more than one entry (does this id exist, may a share be 120) are in
``checks.py``, and those that need the article in ``evidence.py``. Docstrings of the entries
and of a figure's fields are part of the JSON Schema, which editors show to curators.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StringConstraints,
    Tag,
    WithJsonSchema,
)

from asreported.catalog.limits import MAX_ID_LENGTH, MAX_POPULATION, MAX_VALUE, MIN_VALUE
from asreported.catalog.period import PartialDate, Period

Id = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=MAX_ID_LENGTH)
]


def _refuse_control_characters(text: str) -> str:
    if found := _CONTROL_CHARACTER.search(text):
        raise ValueError(f"it holds the control character U+{ord(found[0]):04X}: take it out")
    return text


#: Also what is no character in any language: the file of a picture may hold none of them.
_CONTROL_CHARACTER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")

VisibleStr = Annotated[str, AfterValidator(_refuse_control_characters)]
NonEmptyStr = Annotated[
    str,
    StringConstraints(min_length=1, strip_whitespace=True),
    AfterValidator(_refuse_control_characters),
]
#: The language of glosses, in which an article of its own needs none.
GLOSS_LANGUAGE = "en"
#: The area of every figure that names none.
WHOLE_CITY = "whole_city"


def _refuse_extremes(number: float) -> float:
    if abs(number) > MAX_VALUE:
        raise ValueError(f"it may be {MAX_VALUE:,} at most, to be shown digit by digit")
    if 0 < abs(number) < MIN_VALUE:
        raise ValueError(f"it may be {MIN_VALUE:f} at least, or 0, to be shown digit by digit")
    return number


Number = Annotated[
    StrictInt | Annotated[StrictFloat, Field(allow_inf_nan=False)],
    AfterValidator(_refuse_extremes),
]

#: A range, from its lower end to its higher: [15, 20], and of a drop [-20, -15].
Ends = tuple[Number, Number]


def _require_two_ends(value: Any) -> Any:
    if isinstance(value, (list, tuple)) and len(value) != 2:
        raise ValueError(f"a range has two ends, as [15, 20], and this has {len(value)}")
    return value


def _require_order(ends: Ends) -> Ends:
    low, high = ends
    if low == high:
        raise ValueError(f"both ends of the range are {low}: write {low} alone")
    if low > high:
        raise ValueError(f"its ends are turned round: write [{high}, {low}], the lower one first")
    return ends


def in_words(value: float | Decimal | tuple[float, float] | tuple[Decimal, Decimal]) -> str:
    """Write a value for a message: 15, or 15 to 20."""
    return " to ".join(map(str, value)) if isinstance(value, tuple) else str(value)


#: What pydantic adds to a path for the branches of a value; no id has a blank.
ONE_NUMBER, A_RANGE = "one number", "a range"
Value = Annotated[
    Annotated[Number, Tag(ONE_NUMBER)]
    | Annotated[
        Ends, BeforeValidator(_require_two_ends), AfterValidator(_require_order), Tag(A_RANGE)
    ],
    Discriminator(lambda v: A_RANGE if isinstance(v, (list, tuple)) else ONE_NUMBER),
]

#: Fields of a figure that may be concluded rather than read, each with a reason.
InferredField = Literal["period", "baseline", "counts", "area"]


class Kind(StrEnum):
    """What sort of number a metric is; it decides the mark a chart draws."""

    CHANGE = "change"
    SHARE = "share"
    COUNT = "count"
    MONEY = "money"
    DURATION = "duration"
    DENSITY = "density"
    RANK = "rank"
    RATIO = "ratio"


class Unit(StrEnum):
    """The unit of a metric's values."""

    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    EACH = "each"
    YUAN = "yuan"
    PER_KM2 = "per_km2"
    PLACE = "place"
    TIER = "tier"
    CLASS = "class"
    PRIZE = "prize"
    FIRST = "first"
    ONLY = "only"
    TERABYTE = "terabyte"
    SECOND = "second"
    HOUR = "hour"
    DAY = "day"
    YEAR = "year"
    TIMES = "times"


class Qualifier(StrEnum):
    """How the article hedges the size of a number (OBS_STATUS in SDMX).

    Of a change it hedges the size, not the sign: a drop of "20% or more" is
    -20 with AT_LEAST.
    """

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"


class Direction(StrEnum):
    """Which way an article says that something goes, where it prints no number."""

    UP = "up"
    DOWN = "down"


class Rate(StrEnum):
    """What a count or a sum may be divided by. The result is ours, never the article's."""

    PER_HEAD = "per_head"
    PER_MONTH = "per_month"


class Entry(BaseModel):
    """Base of all entries: unknown fields are refused, and nothing changes after loading."""

    # Validators are built once, within that of the file, and not of each entry besides.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Text(Entry):
    """The same words in the two languages of the dashboard."""

    en: NonEmptyStr
    zh: NonEmptyStr


def _parse_with(parse: Callable[[str], Any]) -> BeforeValidator:
    return BeforeValidator(lambda v: parse(str(v)) if isinstance(v, (str, int)) else v)


# For editors: a year alone is a number to YAML, everything else is text.
_DATE_SCHEMA = {"type": ["string", "integer"]}
PeriodField = Annotated[
    Period,
    _parse_with(Period.parse),
    WithJsonSchema({**_DATE_SCHEMA, "examples": ["2022-01/2022-07", "as of 2024-08-07"]}),
]
DateField = Annotated[
    PartialDate,
    _parse_with(PartialDate.parse),
    WithJsonSchema({**_DATE_SCHEMA, "examples": ["2022", "2022-08", "2022-08-10"]}),
]


def _require_day(what: str) -> AfterValidator:
    def require(value: PartialDate) -> PartialDate:
        if value.day is None:
            raise ValueError(f"{what} on one day: write it as 2020-11-01")
        return value

    return AfterValidator(require)


def _require_web(address: str) -> str:
    try:
        parts = urlsplit(address)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # brackets that hold no address
        fits = False
    if not (fits and address.isprintable()) or _NOT_IN_ADDRESS.search(address):
        raise ValueError(
            "an address opens with http:// or https://, and has no blank or quote in it"
        )
    return address


_NOT_IN_ADDRESS = re.compile(r"[\s\"<>\\^`{|}]")


def _require_sha256(digits: str) -> str:
    if not re.fullmatch("[0-9a-f]{64}", digits):
        raise ValueError("a SHA-256 has 64 signs, each of 0-9 and a-f")
    return digits


#: An address that a link may lead to: nothing that would run, and nothing on this machine.
WebAddress = Annotated[
    NonEmptyStr, StringConstraints(max_length=2_000), AfterValidator(_require_web)
]
Sha256 = Annotated[NonEmptyStr, AfterValidator(_require_sha256)]


class Named(Entry):
    """An entry of a codelist: a name, and what it means where the name does not say."""

    name: Text
    about: Text | None = None


class Counted(Named):
    """What exactly is counted, and the thing that is tallied (a case, a call, a camera).

    With ``kind_stated: false`` the article does not say of which kind, so that no two cities
    count the same. ``related`` are other things by which articles tell of the same; each names
    the other.
    """

    unit: Id
    kind_stated: StrictBool = True
    related: tuple[Id, ...] = ()


class Baseline(Named):
    """What a change is measured against (BASE_PER in SDMX).

    ``against`` says it beside a number: "year on year", "against 2019".
    """

    against: Text


class Metric(Named):
    """What is measured (INDICATOR in SDMX), with one unit and one kind.

    ``rates`` are those that make sense for it: cameras per head, not per month. ``related``
    are metrics that tell the same otherwise, as a level, a change, a count or a rank; each
    names the other.
    """

    theme: Id
    kind: Kind
    unit: Unit
    about: Text
    rates: tuple[Rate, ...] = ()
    related: tuple[Id, ...] = ()


class Census(Entry):
    """A count of residents, on one day."""

    name: Text
    on: Annotated[DateField, _require_day("a census counts")]


class Population(Entry):
    """Residents of a city at a census."""

    value: Annotated[StrictInt, Field(gt=0, le=MAX_POPULATION)]
    census: Id


class PublicationDate(Entry):
    """When an article appeared; ``inferred`` says how we know where it prints no date."""

    value: DateField
    inferred: Text | None = None


class Voice(Entry):
    """Who says it, an id of ``voices``; ``inferred`` where the article does not tell."""

    value: Id
    inferred: Text | None = None


def _as_mapping(value: Any) -> Any:
    return {"value": value} if isinstance(value, (str, int)) else value


class Author(Text):
    """Who wrote an article; ``role`` as the article gives it, where that is not plain author."""

    role: Text | None = None


class Source(Entry):
    """An article: its file, and where its words come from. None: the article does not say.

    ``language`` is told from its text where it is not given. ``reposted_by`` is the site that our
    copy is from, where that is not the publisher's own; ``url`` is where the article stands,
    ``archived_url`` a copy in an archive, ``retrieved`` the day on which ours was made.
    """

    #: That of its city, where this is the city's only ``source``.
    id: Id = ""
    file: NonEmptyStr
    language: Literal["zh", "en"] | None = None
    title: Text | None = None
    publisher: Text | None = None
    authors: tuple[Author, ...] = ()
    reposted_by: Text | None = None
    published: Annotated[
        PublicationDate, BeforeValidator(_as_mapping, json_schema_input_type=PublicationDate | str)
    ]
    stated_by: Annotated[Voice, BeforeValidator(_as_mapping, json_schema_input_type=Voice | str)]
    url: WebAddress | None = None
    archived_url: WebAddress | None = None
    retrieved: Annotated[DateField, _require_day("a copy is made")] | None = None
    #: Of the file's bytes, in small letters: whoever changes a character must say so here.
    sha256: Sha256 | None = None
    #: The city it stands under; set from its place in the file, never typed.
    city: Id = ""

    @property
    def named(self) -> tuple[Text, ...]:
        """Who published it, or else its authors."""
        return self.authors if self.publisher is None else (self.publisher,)


class Article(Source):
    """One of a city's list of articles, with an id that no other has."""

    id: Id


class Quoted(Entry):
    """Base of what an article says in words that are found in it."""

    if TYPE_CHECKING:  # fields of the entries themselves, in the order of the file
        article: str
        prefix: str
        quote: str
        suffix: str

    @property
    def context(self) -> str:
        """The quote with its prefix and suffix: the words to search for in the article."""
        return self.prefix + self.quote + self.suffix


class ReportedFigure(Quoted):
    """One number that one article reports (an observation in SDMX)."""

    # The docstrings of fields are their meaning: the Method translates them, editors show them.
    model_config = ConfigDict(use_attribute_docstrings=True)

    id: Id
    """A name for the figure that nothing else has."""
    article: Id = ""
    """Which article reports it, where the city has several."""
    metric: Id
    """What is measured, with one unit and one kind."""
    counts: Id
    """What exactly is counted; it decides the counting unit."""
    value: Value
    """The number in base units, or both ends of a range; a drop is negative."""
    qualifier: Qualifier = Qualifier.EXACT
    """How the article hedges it: exact, about, more than, at least and so on."""
    period: PeriodField
    """What the number covers: a span, or a moment (as of)."""
    baseline: Id | None = None
    """What a change is measured against."""
    area: Id = WHOLE_CITY
    """The whole city, or which part of it."""
    among: Id | None = None
    """Where a rank, a first or an only one is claimed: in the city, the province, not stated."""
    quote: NonEmptyStr
    """The shortest stretch of the article that carries the number."""
    prefix: VisibleStr = ""
    """Words before and after, where the quote alone stands more than once."""
    suffix: VisibleStr = ""
    """Words before and after, where the quote alone stands more than once."""
    as_written: NonEmptyStr | None = None
    """Which number of the quote it is, where there are several."""
    gloss: NonEmptyStr
    """The quote in our English; not typed where the article names English as its language."""
    note: Text | None = None
    """What a reader must know besides: two readings, or what is not said."""
    inferred: dict[InferredField, Text] = Field(default_factory=dict)
    """Fields that we conclude, each with the reason."""
    restates: Id | None = None
    """A figure of the same city that says the same, of this article or another."""
    subset_of: Id | None = None
    """The figure of which this is a part."""
    share_of: Id | None = None
    """The figure that a share is a share of."""
    same_event: Id | None = None
    """Another figure on the same event."""
    system: Id | None = None
    """The programme, platform or force that it belongs to."""
    #: The city it stands under; set from its place in the file, never typed.
    city: Id

    @property
    def ends(self) -> tuple[float, float]:
        """From what to what it goes: twice the same where the value is one number."""
        return self.value if isinstance(self.value, tuple) else (self.value, self.value)

    @property
    def is_range(self) -> bool:
        """Whether the article gives a range and no single number."""
        return isinstance(self.value, tuple)

    @property
    def is_repetition(self) -> bool:
        """Whether it restates another figure of its city, and is left out of comparisons."""
        return self.restates is not None


class Statement(Quoted):
    """What an article says of a metric without a number: that it rises or falls, or a ``claim``.

    ``claim`` finishes the sentence "The article says …".
    """

    id: Id
    article: Id = ""
    metric: Id
    counts: Id
    direction: Direction | None = None
    claim: Text | None = None
    period: PeriodField = Period()
    area: Id = WHOLE_CITY
    quote: NonEmptyStr
    prefix: VisibleStr = ""
    suffix: VisibleStr = ""
    gloss: NonEmptyStr
    note: Text | None = None
    inferred: dict[InferredField, Text] = Field(default_factory=dict)
    system: Id | None = None
    #: The city it stands under; set from its place in the file, never typed.
    city: Id


class NotFigure(Entry):
    """Words of an article that hold a number and report no figure; ``why`` is an id of ``reasons``.

    The quote may stand in the article more than once; it accounts for each.
    """

    quote: NonEmptyStr
    why: Id
    article: Id = ""


class System(Entry):
    """A programme, platform, centre, force, operation or index that an article names.

    Its ``name`` in the article's language is the article's own, and stands in the article.
    """

    id: Id
    article: Id = ""
    name: Text
    about: Text


class City(Entry):
    """One city: who it is, the articles about it, and what these report.

    It has a list of ``articles``, or one ``source``.
    """

    model_config = ConfigDict(serialize_by_alias=True)

    #: Its key under ``cities``, never typed again.
    id: Id
    name: Text
    province: Text
    population: Population
    source: Source | None = None
    listed: tuple[Article, ...] = Field(default=(), alias="articles")
    figures: tuple[ReportedFigure, ...]
    statements: tuple[Statement, ...] = ()
    systems: tuple[System, ...] = ()
    not_figures: tuple[NotFigure, ...] = ()

    @property
    def articles(self) -> tuple[Source, ...]:
        """Its articles, in the file's order."""
        return self.listed or ((self.source,) if self.source else ())


class About(Entry):
    """What the articles of a catalog are about: ``subject`` (policing), ``where`` (Chinese cities).

    ``opens_on`` is the metric that opens first; without it, the one most cities report.
    ``asked`` names whom questions about a city are put to: the police of {city}.
    """

    subject: Text
    where: Text
    asked: Text | None = None
    opens_on: Id | None = None


class CatalogFile(Entry):
    """All of ``metrics.yaml``: what it is about, the codelists, then the cities."""

    model_config = ConfigDict(serialize_by_alias=True)

    about: About
    themes: dict[Id, Named]
    counting_units: dict[Id, Named]
    counts: dict[Id, Counted]
    baselines: dict[Id, Baseline]
    areas: dict[Id, Named]
    voices: dict[Id, Named]
    censuses: dict[Id, Census]
    #: Why a number of an article is no figure. "Reason" is that of a verdict elsewhere.
    exclusion_reasons: dict[Id, Named] = Field(alias="reasons")
    #: Ids of metrics, counts, figures and statements that had another name: old, new.
    aliases: dict[Id, Id] = Field(default_factory=dict)
    #: Words in which a numeral states no number, in any article (一体化).
    idioms: tuple[NonEmptyStr, ...] = ()
    metrics: dict[Id, Metric]
    cities: dict[Id, City]


def figure_fields() -> dict[str, list[str]]:
    """Group the fields that a curator types for a figure by their description.

    Several fields may share one (prefix and suffix). Source: the docstrings of the fields.
    """
    grouped: dict[str, list[str]] = {}
    for name, field in ReportedFigure.model_fields.items():
        if field.description:
            grouped.setdefault(field.description, []).append(name)
    return grouped


#: Fields that follow from an entry's place.
IMPLIED = (
    *(("City", "id"), ("Source", "id"), ("Source", "city"), ("Article", "city")),
    *(("ReportedFigure", "city"), ("Statement", "city")),
)


def json_schema() -> dict[str, Any]:
    """Build the JSON Schema of metrics.yaml, by which editors check and complete it.

    Fields that follow from an entry's place (the id of a city, the city of a figure) are left
    out: they are not typed.
    """
    schema = CatalogFile.model_json_schema()
    for model, field in IMPLIED:
        definition = schema["$defs"][model]
        del definition["properties"][field]
        if field in definition["required"]:
            definition["required"].remove(field)
    for model in ("ReportedFigure", "Statement"):
        schema["$defs"][model]["required"].remove("gloss")
    for model in ("ReportedFigure", "Statement", "System", "NotFigure"):
        del schema["$defs"][model]["properties"]["article"]["default"]
    schema["title"] = "metrics.yaml of As Reported"
    return schema
