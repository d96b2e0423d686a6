"""Drafts entries of metrics.yaml for the numbers of an article that are unaccounted for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path

from asreported.catalog.accounting import account, clause_span
from asreported.catalog.catalog import Catalog
from asreported.catalog.loading import read_text
from asreported.catalog.model import Qualifier
from asreported.catalog.numerals import (
    PERCENT,
    PERCENTAGE_POINTS,
    Reading,
    find_numbers,
    read_direction,
)
from asreported.catalog.spans import Lines

_DRAFT = """\
      # line {line}: {as_written}
      - id: {city}-TODO
{article}        metric: TODO
        counts: TODO
        value: {value}
{qualifier}        period: not_stated
        quote: {quote}
{as_written_key}        gloss: TODO
"""


def scan_article(article: str, catalog: Catalog) -> Iterator[str]:
    """Yield a YAML entry to complete for each number that is unaccounted for, in reading order.

    ``article`` is the path of one of the catalog's articles or of any other text file. Value,
    qualifier and quote are filled in; a drop is negative; of a new article dates and times are
    left out. Raises CatalogError where the file cannot be read.
    """
    file = Path(article)
    known = {Path(one.file).name: name for name, one in catalog.sources.items()}
    name = known.get(file.name)
    text = read_text(file)
    language = catalog.languages[name] if name is not None else None
    numbers = [r for r in find_numbers(text, catalog.content.idioms, language) if not r.calendar]
    city, article = file.stem, ""
    unaccounted: Sequence[Reading] = numbers
    if name is not None and text == catalog.articles[name]:
        about = catalog.city_of(name)
        city, unaccounted = about.id, account(catalog, name).unaccounted
        article = f"        article: {name}\n" if len(about.articles) > 1 else ""
    lines, starts = Lines(text), [reading.start for reading in numbers]
    for reading in unaccounted:
        start, end = clause_span(text, (reading.start, reading.end))
        several = bisect_left(starts, end) - bisect_left(starts, start) > 1
        line = lines.number(reading.start)
        yield _draft(city, article, text[start:end], reading, line, several=several)


def _draft(
    city: str, article: str, quote: str, reading: Reading, line: int, *, several: bool
) -> str:
    exact = reading.qualifier is Qualifier.EXACT
    return _DRAFT.format(
        line=line,
        city=city,
        article=article,
        value=value_read(reading, quote) or "TODO",
        qualifier="" if exact else f"        qualifier: {reading.qualifier}\n",
        quote=quote,
        as_written=reading.as_written,
        as_written_key=f'        as_written: "{reading.as_written}"\n' if several else "",
    )


def value_read(reading: Reading, quote: str) -> str | None:
    """Write the value of an entry: a number or both ends of a range; None where it is neither.

    A percentage is negative where the quote says that something fell.
    """
    ends = [reading.value] if reading.value is not None else [reading.low, reading.high]
    known = [end for end in ends if end is not None]
    if len(known) != len(ends) or reading.vague:
        return None
    if reading.unit in (PERCENT, PERCENTAGE_POINTS) and read_direction(quote) == -1:
        known = sorted(-abs(end) for end in known)
    numbers = [f"{end.normalize():f}" for end in known]
    return numbers[0] if len(numbers) == 1 else f"[{', '.join(numbers)}]"
