"""A reader's language: sentences, numbers, dates and periods as it writes them.

Sentences are looked up by their English text in gettext catalogues
(``locale/<code>/LC_MESSAGES/asreported.po``); Babel writes numbers and dates.

A third language is such a file and an entry in ``LANGUAGES``. What its file lacks is
English, and so are the names of ``metrics.yaml``, which has them in English and Chinese,
and the text of the Method unless ``html/method/<code>.md`` is written too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Literal

import babel.core
import babel.localedata
from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_decimal
from babel.units import format_unit

from asreported.catalog.model import (
    GLOSS_LANGUAGE,
    Kind,
    Metric,
    Qualifier,
    ReportedFigure,
    Text,
    Unit,
)
from asreported.catalog.period import Length, PartialDate, Period
from asreported.translatable import N_
from asreported.words.bidi import isolated


@dataclass(frozen=True)
class LanguageSettings:
    """What has to be known of a language besides its sentences.

    ``name`` is what it calls itself, ``locale`` the CLDR locale of its numbers, dates and
    lists, ``time_units`` the CLDR form of its spans of time ("8 years", "8 yrs").
    """

    name: str
    locale: str
    time_units: Literal["long", "short"] = "long"


#: Languages by code, which is that of BCP 47: pages are marked with it, and browsers ask by it.
LANGUAGES = {
    "en": LanguageSettings("English", "en_GB"),
    "zh": LanguageSettings("中文", "zh_Hans_CN", time_units="short"),
}
DEFAULT_LANGUAGE = "en"
#: The folder of the gettext catalogues.
LOCALES = Path(__file__).parent / "locale"

#: Characters of a name that are shown where it is a label.
_LONGEST_LABEL = 120
_COMPACT_DIGITS = 2
_ALL_DIGITS = 12
#: What CLDR gives as a short form where a language has none (66000 in German).
#: The unit behind a number.
_BEHIND = re.compile(r"(?<=\d)\D*$")
_UNGROUPED = re.compile(r"\d{5}")


class Language:
    """One language. Call it with an English sentence to get it translated and filled in.

    ``code`` is the language's key in LANGUAGES, which HTML takes as ``lang``.
    """

    def __init__(self, code: str) -> None:
        """Raise KeyError for a code that is not in LANGUAGES."""
        self.code = code
        self._settings = LANGUAGES[code]
        self.locale = Locale.parse(self._settings.locale)
        self._translations = _read_translations(code)
        # 万 is how Chinese says ten thousand; 66K is only shorter than 66,000.
        forms = self.locale.compact_decimal_formats
        self._magnitudes: Literal["long", "short"] = "long" if "long" in forms else "short"
        ten_thousand = forms[self._magnitudes]["other"]["10000"].pattern
        self._magnitudes_from = 10_000 if ten_thousand.count("0") == 1 else 1_000_000

    def __call__(self, sentence: str, **values: object) -> str:
        """Translate a sentence and fill in its ``{names}``."""
        return self._translations.gettext(sentence).format(**values)

    def plural(self, one: str, many: str, number: int, **values: object) -> str:
        """Translate a sentence in the form that this language has for ``number``."""
        return self._translations.ngettext(one, many, number).format(number=number, **values)

    def needs_gloss(self, language: str) -> bool:
        """Return whether readers need our English beside words in another language."""
        return language not in (self.code, GLOSS_LANGUAGE)

    def text(self, text: Text) -> str:
        """Give words of the catalog in this language; in English where it has none of its own."""
        return isolated(getattr(text, self.code, text.en))

    def label(self, text: Text) -> str:
        """Give a name of the catalog, cut where it is longer than 120 characters."""
        words = getattr(text, self.code, text.en)
        return isolated(words if len(words) <= _LONGEST_LABEL else f"{words[:_LONGEST_LABEL]}…")

    def list(self, words: Iterable[str]) -> str:
        """Join words as a list: "a, b and c"."""
        return format_list(list(words), locale=self.locale) or ""

    def number(self, value: float) -> str:
        """Write a number as in a table: 66,000, and 6.6万 or 4 million where nothing is lost."""
        return self._number(value + 0)  # for the cache minus nothing is nothing, and is written so

    @lru_cache(maxsize=10_000)  # noqa: B019  a language lives as long as the program
    def _number(self, value: float) -> str:
        if value >= self._magnitudes_from:
            short, full = (
                str(
                    format_compact_decimal(
                        value,
                        locale=self.locale,
                        format_type=self._magnitudes,
                        fraction_digits=digits,
                    )
                )
                for digits in (_COMPACT_DIGITS, _ALL_DIGITS)
            )
            if short == full and not _UNGROUPED.search(short):
                return short
        return self.digits(value)

    def digits(self, value: float) -> str:
        """Write a number with all its digits: 6,645,243, and 99.9996, which is not 100."""
        return str(format_decimal(value, locale=self.locale, decimal_quantization=False))

    def spelled(self, number: int) -> str:
        """Write a small number as it stands in a sentence: "three"; a larger one in digits."""
        return self(_SPELLED[number]) if number < len(_SPELLED) else self.digits(number)

    def value(self, figure: ReportedFigure, metric: Metric) -> str:
        """Write a figure's value with sign, unit and qualifier: "−22%", "more than 80%"."""
        low, high = figure.ends
        if metric.kind is Kind.RANK and figure.qualifier is Qualifier.AT_MOST:
            return self("among the first {number}", number=self.number(low))
        if metric.kind is not Kind.CHANGE:
            return self(_QUALIFIED[figure.qualifier], size=self.size(low, metric, high))
        if figure.qualifier is Qualifier.EXACT and (low == high or low < 0 < high):
            return self.span([self._signed(end, metric) for end in figure.ends])
        near, far = sorted(map(abs, figure.ends))
        size = self(_QUALIFIED[figure.qualifier], size=self.size(near, metric, far))
        return self(_DOWN if low < 0 else _UP, size=size)

    def _signed(self, change: float, metric: Metric) -> str:
        return ("+" if change > 0 else "") + self.size(change, metric)

    def span(self, ends: Iterable[str]) -> str:
        """Write a range between its ends in words; the one number where they are the same."""
        low, high = ends
        return low if low == high else self("{low} to {high}", low=low, high=high)

    def rounded(self, ends: Iterable[float], qualifier: Qualifier, *, money: bool) -> str:
        """Write what was worked out: to three significant digits, with its qualifier."""
        size = self.span([self._rounded(end, money=money) for end in ends])
        return self(_QUALIFIED[qualifier], size=size)

    def _rounded(self, value: float, *, money: bool) -> str:
        digits = 3 - 1 - math.floor(math.log10(abs(value))) if value else 0
        number = round(value, digits)
        if money or number == value or number >= 10_000:
            written = self.number(number)
            return self(_SIZES[Unit.YUAN], number=written) if money else written
        # A zero that the rounding left is a digit: 0.0100 beside 0.0104.
        decimals = "0" * max(0, digits)
        return str(format_decimal(number, format=f"#,##0.{decimals}", locale=self.locale))

    def size(self, value: float, metric: Metric, high: float | None = None) -> str:
        """Write a bare value with the unit of its metric, or a range from ``value`` to ``high``.

        A unit that is a word stands once: 15 to 20 times, 5 to 8 minutes, and 15% to 20%.
        """
        if high is None:
            high = value
        if form := _SIZES.get(metric.unit):
            numbers = [self.number(end).replace("-", "−") for end in (value, high)]
            return self(form, number=self.span(numbers))
        low, last = (self._size(end, metric) for end in (value, high))
        if metric.kind is Kind.DURATION and low != last:
            unit = _BEHIND.findall(last)[-1]
            low = low.removesuffix(unit) or low
        return self.span([low, last])

    def _size(self, value: float, metric: Metric) -> str:
        match metric.kind:
            case Kind.CHANGE | Kind.SHARE:
                return self.percent(value)
            case Kind.DURATION:
                return self.duration(value, metric.unit)
            case Kind.RANK if metric.unit is Unit.PRIZE:
                return self(_PRIZES[min(3, int(value))])
            case _:
                return self.number(value)

    def percent(self, value: float) -> str:
        """Write a percentage: 12.5%, in German with a space."""
        percent = self.locale.percent_formats[None]
        number = self.number(value).replace("-", "−")
        return f"{percent.prefix[0]}{number}{percent.suffix[0]}"

    def duration(self, value: float, unit: Unit) -> str:
        """Write a span of time: "35 seconds", "3 minutes", "24 hours"."""
        if unit is Unit.SECOND and value % 60 == 0:
            value, name = value / 60, "minute"
        else:
            name = unit.value
        return self._time(value, name)

    def date(self, moment: PartialDate) -> str:
        """Write a date to the precision it has: "2022", "Aug 2022", "10 Aug 2022"."""
        if moment.day:
            return str(format_date(moment.first_day, "medium", locale=self.locale))
        skeleton = "yMMM" if moment.month else "y"
        return str(format_skeleton(skeleton, moment.first_day, locale=self.locale))

    def period(self, period: Period, *, inferred: bool = False) -> str:
        """Write a period: "Jan–Jul 2022 (inferred)", "to 10 Aug 2022, start not stated"."""
        words, left_open = self._period(period)
        if inferred:
            words = self("{what} (inferred)", what=words)
        return self("{period}, {open}", period=words, open=left_open) if left_open else words

    def _period(self, period: Period) -> tuple[str, str]:
        """Write what is known of a period, and what it leaves open."""
        if period.end is None:
            if period.start is None:
                return self("period not stated"), ""
            return self("since {date}", date=self.date(period.start)), self("end not stated")
        end = self.date(period.end)
        if period.as_of:
            return self("as of {date}", date=end), ""
        if period.months is not None:
            length = self.length(Length(period.months, "months"))
            return self("{length} to {date}", length=length, date=end), ""
        if period.start is None:
            return self("to {date}", date=end), self("start not stated")
        return (end if period.start == period.end else self._span(period.start, period.end)), ""

    def length(self, length: Length) -> str:
        """Write a length: "7 months", "3 years", "10 days"."""
        number, unit = length
        if unit == "months" and number % 12 == 0 and number > 12:
            return self._time(number // 12, "year")
        return self._time(number, unit.removesuffix("s"))

    def part_of_year(self, *parts: int) -> str:
        """Write a stretch of the year, whichever year: "Jan–Jun", "1–20 Mar".

        ``parts`` are first and last month, or first month and day, last month and day.
        """
        if len(parts) == 2:
            first, last, skeleton = date(2000, parts[0], 1), date(2000, parts[1], 1), "MMM"
        else:
            first, last, skeleton = date(2000, *parts[:2]), date(2000, *parts[2:]), "MMMd"
        if first == last:
            return str(format_skeleton(skeleton, first, locale=self.locale))
        return _close(str(format_interval(first, last, skeleton, locale=self.locale)))

    def _time(self, number: float, unit: str) -> str:
        form, digits = self._settings.time_units, self.locale.decimal_formats[None].pattern
        every = digits + _ALL_DIGITS * "#"  # of the decimals, of which it has three
        return str(format_unit(number, f"duration-{unit}", form, every, self.locale))

    def _span(self, start: PartialDate, end: PartialDate) -> str:
        if start.day and end.day:
            skeleton = "yMMMd"
        elif start.month and end.month and not (start.day or end.day):
            skeleton = "yMMM"
        else:
            return f"{self.date(start)}–{self.date(end)}"
        first: date = start.first_day
        span = format_interval(first, end.first_day, skeleton, locale=self.locale)
        return _close(str(span))


def _close(span: str) -> str:
    """Take away the spaces that CLDR puts about the dash of a span of time."""
    return span.replace(" – ", "–").replace("\u2009", "")


#: Numbers that English spells out.
_SPELLED = (
    N_("no"), N_("one"), N_("two"), N_("three"), N_("four"), N_("five"), N_("six"), N_("seven"),
    N_("eight"), N_("nine"), N_("ten"), N_("eleven"), N_("twelve"),
)  # fmt: skip
#: How a number of each unit is written.
_SIZES = {
    Unit.PERCENTAGE_POINTS: N_("{number} percentage points"),
    Unit.YUAN: N_("{number} yuan"),
    Unit.PER_KM2: N_("{number} per km²"),
    Unit.PLACE: N_("No. {number}"),
    Unit.TIER: N_("tier {number}"),
    Unit.CLASS: N_("class {number}"),
    Unit.FIRST: N_("the first"),
    Unit.ONLY: N_("the only one"),
    Unit.TIMES: N_("{number} times"),
    Unit.TERABYTE: N_("{number} TB"),
}
#: What a number one, two or three of a prize is called.
_PRIZES = {1: N_("gold prize"), 2: N_("silver prize"), 3: N_("bronze prize")}
_UP, _DOWN = N_("up {size}"), N_("down {size}")
#: How a number with each qualifier is written.
_QUALIFIED = {
    Qualifier.EXACT: N_("{size}"),
    Qualifier.ABOUT: N_("about {size}"),
    Qualifier.MORE_THAN: N_("more than {size}"),
    Qualifier.AT_LEAST: N_("at least {size}"),
    Qualifier.LESS_THAN: N_("less than {size}"),
    Qualifier.AT_MOST: N_("at most {size}"),
}


@cache
def language(code: str) -> Language:
    """Return the language of a code; English for a code that is not in LANGUAGES."""
    with _babel:
        found = Language(code if code in LANGUAGES else DEFAULT_LANGUAGE)
        # What Babel has read to get there, 3 MB: all languages and territories there are, and the
        # data that these inherit. Our locale holds its own; for another Babel reads them again.
        babel.core._global_data = None
        babel.localedata._cache.clear()
    return found


#: Held meanwhile: Babel stumbles where another thread takes away what it has just read.
_babel = Lock()


def preferred_language(tags: str | None) -> str:
    """Return the code of the first of a browser's languages ("fr,zh-CN") that we have, or "en"."""
    for tag in (tags or "").replace(";", ",").split(","):
        code = tag.strip().split("-")[0].lower()
        if code in LANGUAGES:
            return code
    return DEFAULT_LANGUAGE


def _read_translations(code: str) -> NullTranslations:
    """Compile the gettext catalogue of a language; where it has none all is English."""
    file = LOCALES / code / "LC_MESSAGES" / "asreported.po"
    if not file.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with file.open("rb") as stream:
        write_mo(compiled, read_po(stream, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)
