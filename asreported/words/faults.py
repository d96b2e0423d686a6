"""What is wrong with an entry, in the words of the form in which it is typed.

``check`` speaks to whoever has the file open, of its fields and codes; a form has labels and
lists. What is not listed here is told as ``check`` tells it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from asreported.translatable import N_
from asreported.words.labels import KINDS, UNITS
from asreported.words.language import Language
from asreported.words.verdicts import QUALIFIERS

_EMPTY = N_("this is still empty")
_NO_NUMBER = N_("type one number in digits alone, or a range as 15 to 20")
_TAKEN = N_("“{id}” is taken: type another")
_FEWER = N_("these words hold several numbers: take in fewer")

#: What is said alike; ``check`` may go on with advice for whoever has the file open.
_ALIKE = (
    N_("a figure cannot refer to itself"),
    N_("a rank is 1, 2, 3 and so on, and this is {value}"),
    N_("a share lies between 0 and 100, and this is {value}"),
    N_("an address opens with http:// or https://, and has no blank or quote in it"),
    N_("it holds the control character {code}: take it out"),
    N_("it may be {least} at least, or 0, to be shown digit by digit"),
    N_("it may be {most} at most"),
    N_("it may have {most} characters"),
    N_("it must be greater than {least}"),
    N_("it says {value}, but “{number}” reads {read}"),
    N_("line {line} holds the control character {code}: take it out"),
    N_("nothing falls by more than 100 percent, and this is {value}"),
    N_("the article does not contain “{quote}”"),
    N_("the article does not name “{name}”"),
    N_("the article has {size}, and may have {most}"),
    N_("the article is empty"),
    N_("there is no figure '{id}' in the same city"),
    N_("there is no number in “{quote}”"),
    N_("this is the text of '{article}', which is there already"),
    N_("type the value, or say why the number is no figure"),
    N_("there is no file {file}"),
    N_("{date} lies in the future"),
    N_("{file} cannot be read: {why}"),
    N_("{file} cannot be written: {why}"),
    N_("{file} is a folder, not a file"),
    N_("'{period}' lies after {date}, when the article appeared"),
    N_("{place} of this file is laid out in its own way: edit it there"),
    N_("“{number}” is in another currency than yuan: leave it out"),
    N_("'{value}' ends before it starts"),
    N_("'{value}' is not in the calendar"),
)
#: How ``check`` begins, with the field before it where that matters, and what a form says.
_OTHERWISE = {
    "'{field}' is missing": _EMPTY,
    "it is empty": _EMPTY,
    "it must be a number": _NO_NUMBER,
    "a range has two ends": _NO_NUMBER,
    "both ends of the range are {end}": N_("both ends are the same: type one number"),
    "its ends are turned round": N_("the lower end of a range comes first"),
    "{what} on one day": N_("type a day, as 2020-11-01"),
    "period: '{value}' is no date": N_(
        "“{value}” is no period: type 2023, 2022-08 or 2022-08-10, a span as 2022-01/2022-07, "
        "a moment as “as of 2024-08-07”, 2019/.. or ../2022-08 with one end, P3Y/2022-08 for "
        "three years; nothing where the article does not say"
    ),
    "'{value}' is no date": N_("“{value}” is no date: type 2022, 2022-08 or 2022-08-10"),
    "'{value}': a year is one from {first} to {last}": N_("a year is one from {first} to {last}"),
    "'{value}': a length is one from {range}": N_("no period is as long as “{value}”"),
    "'{id}' is no id": N_("“{id}” is no id: type small letters, digits, - and _ only"),
    "the id '{id}' is taken": _TAKEN,
    "there is a city '{id}'": _TAKEN,
    "there is a '{id}' under {codes}": N_(
        "“{id}” is there already: choose it, or give this one another English name"
    ),
    "there is no '{id}' under {codes}": N_("“{id}” is there no more: choose another"),
    "there is a file {file}": N_("there is a file {file}: type another id"),
    "name a text file in {folder}": N_("no file can have this name: type another id"),
    "not UTF-8": N_("the text is not in UTF-8: save it in UTF-8 first"),
    "a {kind} is never negative": N_("{kind} is never negative"),
    "a change needs a baseline": N_(
        "say what the change is against; where the article does not say, choose “not stated”"
    ),
    "the first or the only one where?": N_(
        "the first or the only one where? Where the article does not say, choose “not stated”"
    ),
    "it restates '{id}', whose value is {value}": N_("“{id}” says {value}, which is not the same"),
    "it says one of two things": N_("say either where it goes, or what the article claims"),
    "'{metric}' is a {kind} in {unit}, but “{number}” is {sort}": N_(
        "the metric is {kind}, {unit}, but “{number}” is {sort}"
    ),
    "a {unit} is claimed by {words}, not “{number}”": N_("the metric is for {words} alone"),
    "it says '{hedge}', but “{number}” reads '{qualifier}'": N_(
        "it says “{hedge}”, but “{number}” reads “{qualifier}”"
    ),
    "“{quote}” stands more than once": N_("“{quote}” stands more than once: take in more words"),
    "“{number}” looks like a number and cannot be read": N_(
        "“{number}” cannot be read for certain: take it out of the words, or leave it out"
    ),
    "'{number}' is not one of the quote's numbers": _FEWER,
    "the quote holds several numbers": _FEWER,
    "“{number}” names no number": N_("“{number}” names no number and no range: leave it out"),
    "“{number}” is not followed by one of {words}": N_(
        "behind “{number}” stands no unit that the metric is in: take in more words, or choose "
        "another metric"
    ),
    "“{quote}” does not say whether it rose or fell": N_(
        "“{quote}” does not say whether it rose or fell: take in more words"
    ),
    "it says {value}, but the quote says that it {verb}": N_("the words say that it {verb}"),
    "“{number}” is a number": N_("“{number}” is a number: enter it as a figure, or quote less"),
    "“{number}” in “{quote}” is in a figure's quote": N_(
        "“{number}” is in the words of a figure and left out as well: take in fewer words, or one "
        "more where the same words stand twice"
    ),
}
_SORTS = (
    N_("a rank"), N_("a number"), N_("a percentage"), N_("in percentage points"), N_("a multiple"),
)  # fmt: skip
_HEDGES = {one.value: name for one, name in QUALIFIERS.items()}
#: What a place of a sentence is filled with, where that is a code.
_CODES: dict[str, Mapping[str, str]] = {
    "kind": {kind.value: name for kind, name in KINDS.items()},
    "unit": {unit.value: name for unit, name in UNITS.items()},
    "hedge": _HEDGES,
    "qualifier": _HEDGES,
    "sort": {sort: sort for sort in _SORTS},
    "why": {
        "no space left on device": N_("the disk is full"),
        "permission denied": N_("you may not"),
        "read-only file system": N_("nothing may be written there"),
    },
    "verb": {"rose": N_("rose"), "fell": N_("fell"), "rises": N_("rises"), "falls": N_("falls")},
}


def fault_said(t: Language, field: str, message: str) -> str:
    """Say what is wrong with a field; ``message`` is what ``check`` says of it, in lines."""
    return "\n".join(_said(t, field, line) for line in message.split("\n"))


def _said(t: Language, field: str, message: str) -> str:
    with_field = [f"{field}: {message}"] if field else []
    for words in (*with_field, message, message.partition(": ")[2]):
        for pattern, sentence in _patterns():
            if found := pattern.fullmatch(words):
                values = found.groupdict().items()
                named = {place: _CODES.get(place, {}).get(value.lower()) for place, value in values}
                said = {place: t(name) for place, name in named.items() if name}
                return t(sentence, **{**found.groupdict(), **said})
    return message


def is_empty(message: str) -> bool:
    """Return whether what is wrong is only that nothing has been typed yet."""
    return any(said is _EMPTY and pattern.fullmatch(message) for pattern, said in _patterns())


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return what each sentence of ``check`` looks like, with or without its advice."""
    patterns: list[tuple[re.Pattern[str], str]] = []
    for begins, sentence in {**_OTHERWISE, **{one: one for one in _ALIKE}}.items():
        words = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(begins))
        advice = "(?:: .*)?" if begins.endswith("}") else ".*"
        patterns.append((re.compile(words + advice), sentence))
    return patterns
