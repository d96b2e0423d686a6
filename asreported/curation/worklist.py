"""The numbers of an article in reading order: which are entered, left out, or still open."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from asreported.catalog.accounting import account
from asreported.catalog.catalog import Catalog
from asreported.catalog.drafts import value_read
from asreported.catalog.evidence import EvidenceError, Passage, in_unit, is_other_money, is_told_in
from asreported.catalog.model import Kind, Qualifier, ReportedFigure, Text
from asreported.catalog.numerals import Reading, find_numbers
from asreported.catalog.spans import Span

TELEPHONE, SAID_BEFORE, OTHER_MONEY = "telephone", "said_before", "other_currency"
NOT_READ = "not_read"
#: Reasons for leaving a number out that any article may give, where a catalog has none such.
READY_REASONS = {
    TELEPHONE: Text(en="a telephone number", zh="电话号码"),
    SAID_BEFORE: Text(en="said before in the article", zh="文中前面已说"),
    OTHER_MONEY: Text(en="in another currency", zh="以其他货币计"),
    NOT_READ: Text(en="in words that give no certain number", zh="写法不能读作确切的数"),
}
_CALL = re.compile(
    r"(?:电话|热线|拨打|\b(?:tele)?phone|\bhotline|\bdial|\bcall)[\s::]{0,3}$", re.IGNORECASE
)
_DIALLED = re.compile(
    r"(?<![\d.,])(?:0\d{2,3}[-— ]\d{7,8}|1[3-9]\d{9}|\d{3,4}[- ]\d{3,4}[- ]\d{4})(?![\d.,]\d)"
)


class Status(StrEnum):
    """What became of a number."""

    ENTERED = "entered"
    LEFT_OUT = "left_out"
    OPEN = "open"


@dataclass(frozen=True)
class Number:
    """A number of an article, as it is written there: what the machine reads in it is not told.

    ``entry`` is the id of its figure, or of the reason why it is none.
    """

    start: int
    end: int
    as_written: str
    status: Status
    entry: str | None = None

    @property
    def span(self) -> Span:
        """Where it stands in the article."""
        return self.start, self.end


@dataclass(frozen=True)
class MachineReading:
    """What the machine reads in a number, to hold against what a person has typed.

    ``value`` is written as an entry has it; None where it is no one number or range for certain.
    """

    value: str | None
    qualifier: Qualifier
    unit: str


def numbers_of(catalog: Catalog, article_id: str) -> tuple[Number, ...]:
    """List the numbers of an article in reading order. Raises KeyError for an unknown article."""
    result, figures = account(catalog, article_id), _figures_at(catalog, article_id)
    numbers = [_number(r, Status.OPEN, None) for r in result.unaccounted]
    numbers += [_number(r, Status.LEFT_OUT, why) for r, why in result.left_out.items()]
    numbers += [_number(r, Status.ENTERED, figures[r.start]) for r in result.in_figures]
    return tuple(sorted(numbers, key=lambda number: number.start))


def _number(reading: Reading, status: Status, entry: str | None) -> Number:
    return Number(reading.start, reading.end, reading.as_written, status, entry)


def _figures_at(catalog: Catalog, article_id: str) -> dict[int, str | None]:
    """Return by where a number starts the figure whose quote holds it: first the one it is of."""
    found: dict[int, str | None] = defaultdict(lambda: None)
    readings = readings_of(catalog, article_id)
    for figure, passage in _passages(catalog, article_id):
        for reading in readings:
            if passage.start <= reading.start and reading.end <= passage.end:
                is_own = reading.as_written == passage.as_written
                if is_own or reading.start not in found:
                    found[reading.start] = figure.id
    return found


def _passages(catalog: Catalog, article_id: str) -> Iterator[tuple[ReportedFigure, Passage]]:
    for figure in catalog.city_of(article_id).figures:
        if figure.article == article_id:
            yield figure, catalog.passages[figure.id]


def own_figures(catalog: Catalog, article_id: str, number: Number) -> list[ReportedFigure]:
    """Return the figures whose number this is: not those in whose quote it stands besides."""
    return [
        figure
        for figure, passage in _passages(catalog, article_id)
        if passage.start <= number.start
        and number.end <= passage.end
        and number.as_written == passage.as_written
    ]


def readings_of(catalog: Catalog, article_id: str) -> list[Reading]:
    """Read all numbers of an article by machine, in reading order."""
    article, language = catalog.articles[article_id], catalog.languages[article_id]
    return find_numbers(article, catalog.content.idioms, language)


def machine_reading(
    catalog: Catalog, article_id: str, number: Number, quote: str, metric_id: str | None = None
) -> MachineReading:
    """Read a number by machine; ask only once a person has typed what they read.

    It is in the unit of a metric where one is chosen (3分钟 is 180 seconds).
    """
    reading = _reading_of(catalog, article_id, number)
    value = value_read(reading, quote)
    metric = catalog.metrics.get(metric_id or "")
    if metric is not None and metric.kind is not Kind.CHANGE:
        try:
            low, high = in_unit(reading, metric)
        except EvidenceError:
            value = None
        else:
            ends = [f"{end.normalize():f}" for end in (low, high)]
            value = ends[0] if low == high else f"[{', '.join(ends)}]"
    return MachineReading(value, reading.qualifier, reading.unit)


def says_number(catalog: Catalog, article_id: str, number: Number, gloss: str) -> bool:
    """Return whether an English translation says a number that the article has in digits."""
    return is_told_in(gloss, _reading_of(catalog, article_id, number))


def _reading_of(catalog: Catalog, article_id: str, number: Number) -> Reading:
    return next(one for one in readings_of(catalog, article_id) if one.start == number.start)


def reasons_used(catalog: Catalog) -> tuple[str, ...]:
    """Return the reasons for leaving a number out: the one that is used most comes first."""
    entries = (entry for city in catalog.cities.values() for entry in city.not_figures)
    used = Counter(entry.why for entry in entries)
    return tuple(sorted(catalog.content.exclusion_reasons, key=lambda why: -used[why]))


def reasons_for(
    catalog: Catalog, article_id: str, number: Number, numbers: Iterable[Number]
) -> dict[str, Text]:
    """Name the reasons for leaving a number out: those that seem to fit, then the most used.

    ``numbers`` are those of the article. Those of READY_REASONS that a catalog has not come into
    it when they are chosen.
    """
    reasons, used = catalog.content.exclusion_reasons, reasons_used(catalog)
    article = catalog.articles[article_id]
    fits = [
        *([OTHER_MONEY] if is_other_money(article, *number.span) else []),
        *([TELEPHONE] if _is_dialled(article, number) else []),
        *([] if _reading_of(catalog, article_id, number).understood else [NOT_READ]),
        *([SAID_BEFORE] if said_before(numbers, number) else []),
    ]
    named = {**READY_REASONS, **{why: reasons[why].name for why in used}}
    return {why: named[why] for why in (*fits, *used, *READY_REASONS)}


def _is_dialled(article: str, number: Number) -> bool:
    """Return whether a number is dialled: behind such a word, or written like one."""
    calls = _CALL.search(article[max(0, number.start - 20) : number.start])
    around = _DIALLED.finditer(article, max(0, number.start - 20), number.end + 20)
    return bool(calls) or any(one.start() <= number.start < one.end() for one in around)


def said_before(numbers: Iterable[Number], number: Number) -> Number | None:
    """Return the same number where it stands further up in the article, if it is entered there."""
    above = (one for one in numbers if one.end <= number.start)
    same = (one for one in above if one.as_written == number.as_written)
    return next((one for one in same if one.status is Status.ENTERED), None)


def used_before(
    entries: Iterable[tuple[int, object]], number: Number, field: str
) -> tuple[str, ...]:
    """Return what entries have in a field, each once: that which stands last before a number first.

    ``entries`` come with the places of their numbers in the article.
    """
    nearest = sorted(entries, key=lambda one: (one[0] >= number.start, abs(one[0] - number.start)))
    values = (getattr(entry, field) for _, entry in nearest)
    return tuple(dict.fromkeys(str(value) for value in values if value is not None))


def entered(catalog: Catalog, article_id: str) -> list[tuple[int, ReportedFigure]]:
    """List the figures of an article, each with where its quote starts."""
    return [(passage.start, figure) for figure, passage in _passages(catalog, article_id)]


def counted_under(catalog: Catalog, metric_id: str) -> dict[str, tuple[str, ...]]:
    """Return what figures of a metric count, each with the ids of the cities that do."""
    cities: dict[str, dict[str, None]] = {}
    for figure in catalog.figures_of(metric_id):
        cities.setdefault(figure.counts, {})[figure.city] = None
    return {counts: tuple(found) for counts, found in cities.items()}
