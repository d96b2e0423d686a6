"""What a curator reads of a fault, word for word, and the line it stands on."""

from __future__ import annotations

from pathlib import Path

import pytest

from asreported import load
from tests.test_catalog import ARTICLE, GOOD, TAIL, problems, write

MEND = "add it there or mend the word"

# What to change in GOOD and TAIL, into what; the entry at fault; what is said of it.
SAID = [
    # codelists
    ("theme: cases\n    kind: share", "theme: x\n    kind: share", "clearance", f"theme: there is no 'x' under themes: {MEND}"),
    ("unit: percent", "unit: yuan", "case_change", "unit: a change is not measured in 'yuan'"),
    ("zh: 占比。}\n", "zh: 占比。}\n    rates: [per_head]\n", "clearance",
     "rates: a share in 'percent' has no rate per head or per month"),
    ("刑事案件}, unit: case", "刑事案件}, unit: crime", "criminal_cases", f"unit: there is no 'crime' under counting_units: {MEND}"),
    ("on: 2020-11-01", "on: 2020-11", "c2020", "on: a census counts on one day: write it as 2020-11-01"),
    # a city
    ("census: c2020", "census: c2010", "longnan", f"population.census: there is no 'c2010' under censuses: {MEND}"),
    ("stated_by: press", "stated_by: rumour", "longnan", f"source.stated_by: there is no 'rumour' under voices: {MEND}"),
    ("why: date", "why: whim", "longnan", f"not_figures.0.why: there is no 'whim' under reasons: {MEND}"),
    ("    not_figures:", "      - id: net\n        name: {en: a, zh: 标题}\n        about: {en: x, zh: 某}\n    not_figures:",
     "longnan", "systems.1.id: the id 'net' is taken"),
    # a figure
    ("id: rate", "id: drop", "drop", "id: the id 'drop' is taken: give this figure another"),
    ("metric: clearance", "metric: clearence", "rate", f"metric: there is no 'clearence' under metrics: {MEND}"),
    ("counts: criminal_cases\n        value: 98", "counts: x\n        value: 98", "rate", f"counts: there is no 'x' under counts: {MEND}"),
    ("value: 98", "value: 98\n        area: moon", "rate", f"area: there is no 'moon' under areas: {MEND}"),
    ("value: 98", "value: 100.5", "rate", "value: a share lies between 0 and 100, and this is 100.5"),
    ("value: -22", "value: -100.5", "drop", "value: nothing falls by more than 100 percent, and this is -100.5"),
    ("value: 1\n", "value: 1.5\n", "rank", "value: a rank is 1, 2, 3 and so on, and this is 1.5"),
    ("value: 50000", "value: -1", "cameras", "value: a count is never negative, and this is -1"),
    ("baseline: not_stated", "baseline: last_year", "drop", f"baseline: there is no 'last_year' under baselines: {MEND}"),
    ("value: 98\n", "value: 98\n        baseline: not_stated\n", "rate",
     "baseline: only a change has a baseline, and this is a share: take it out"),
    ("gloss: 50,000 cameras", "gloss: 50,000 cameras\n        restates: cameras", "cameras", "restates: a figure cannot refer to itself"),
    ("gloss: 50,000 cameras", "gloss: 50,000 cameras\n        same_event: nobody", "cameras", "same_event: there is no figure 'nobody' in the same city"),
    ("gloss: 50,000 cameras", "gloss: 50,000 cameras\n        restates: rate", "cameras", "restates: it restates 'rate', whose value is 98"),
    ("gloss: 50,000 cameras", "gloss: 50,000 cameras\n        system: web", "cameras", f"system: there is no 'web' under the city's systems: {MEND}"),
    # against the article
    ("quote: 破案率为98%", "quote: 破案率达98%", "rate", "quote: the article does not contain “破案率达98%”: copy it letter for letter"),
    ("value: 98", "value: 97", "rate", "value: it says 97, but “98%” reads 98"),
    ("value: 98", "value: 98\n        qualifier: about", "rate", "qualifier: it says 'about', but “98%” reads 'exact'"),
    ("quote: 5%", "quote: 6%", "longnan", "not_figures.0.quote: the article does not contain “6%”"),
    ("zh: 摄像头}\n        about", "zh: 天网}\n        about", "longnan", "systems.0.name.zh: the article does not name “天网”"),
]  # fmt: skip


def changed_line(before: str, after: str) -> int:
    """The first line, from 1, in which two texts differ."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    return next(i for i, (one, other) in enumerate(pairs, 1) if one != other)


@pytest.mark.parametrize("old, new, entry, said", SAID, ids=[row[3] for row in SAID])
def test_a_fault_names_its_field_on_its_own_line(
    tmp_path: Path, old: str, new: str, entry: str, said: str
) -> None:
    whole = GOOD + TAIL
    assert old in whole
    changed = whole.replace(old, new, 1)
    found = [(p.line, p.entry, p.message) for p in problems(write(tmp_path, changed))]
    assert (changed_line(whole, changed), entry, said) in found


@pytest.mark.parametrize(
    "old, new, line, said",
    [
        ("  whole_city:", "  elsewhere:", "areas:",
         "areas: 'whole_city' is missing: it is the area of every figure that names none"),
        ("        baseline: not_stated\n", "", "- id: drop",
         "drop: a change needs a baseline: name it, or write 'baseline: not_stated'"),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_where_it_belongs(
    tmp_path: Path, old: str, new: str, line: str, said: str
) -> None:
    changed = GOOD.replace(old, new, 1)
    place = changed[: changed.index(line)].count("\n") + 1
    found = [str(problem) for problem in problems(write(tmp_path, changed))]
    assert any(words.endswith(f"metrics.yaml:{place}: {said}") for words in found), found


@pytest.mark.parametrize(
    "value, percent", [("-22", "下降22%"), ("-100", "下降100%"), ("98", "为98%"), ("0", "为0%"), ("100", "为100%")]
)  # fmt: skip
def test_the_ends_of_a_scale_are_on_it(tmp_path: Path, value: str, percent: str) -> None:
    """A share may be none or all, and a thing may vanish."""
    old_value, old = ("-22", "下降22%") if value.startswith("-") else ("98", "为98%")
    text = GOOD.replace(f"value: {old_value}\n", f"value: {value}\n").replace(old, percent)
    loaded = load(write(tmp_path, text, ARTICLE.replace(old, percent)))
    assert float(value) in {figure.value for figure in loaded.figures.values()}
