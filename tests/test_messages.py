"""What a curator reads of a fault, word for word, and the line it stands on."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from asreported import CatalogError, load
from asreported.catalog.loading import read_text
from tests.catalog_files import ARTICLE, GOOD, TAIL, problems, write

MEND = "add it there or mend the word"

# What to change in GOOD and TAIL, into what; the entry at fault; what is said of it.
SAID = [
    # the form of a field
    ("value: -22", "value: abc", "drop", "value: it must be a number, and this is 'abc'"),
    ("value: -22", f"value: {'ab ' * 40}", "drop", f"value: it must be a number, and this is '{'ab ' * 19}ab…'"),
    ("value: -22", "value: .inf", "drop", "value: it must be a number, neither infinite nor NaN"),
    ("value: 2407272", "value: 1.5", "longnan", "population.value: it must be a number, and this is '1.5'"),
    ("value: 2407272", "value: 0", "longnan", "population.value: it must be greater than 0, and this is 0"),
    ("kind: rank", "kind: sum", "cameras_rank",
     "kind: 'sum' is not one of 'change', 'share', 'count', 'money', 'duration', 'density', 'rank' or 'ratio'"),
    ("value: 98", "value: 98\n        inferred: {value: {en: x, zh: 某}}", "rate",
     "inferred.value: 'value' is not one of 'period', 'baseline', 'counts' or 'area'"),
    ("id: drop", "id: Drop It", "Drop It", "id: 'Drop It' is no id: use a-z, 0-9, - and _ only"),
    ("id: drop", f"id: {'a' * 81}", "a" * 59 + "…", "id: it may have 80 characters"),
    ("gloss: 50,000 cameras", "gloss: ' '", "cameras", "gloss: it is empty: write it, or take the line out"),
    ("gloss: 50,000 cameras", "gloss: 5", "cameras", "gloss: it must be text, and this is '5': put it in quotes"),
    ("period: 2023\n        quote", "period: soon\n        quote", "rate", "period: 'soon' is no date: write 2022, 2022-08 or 2022-08-10"),
    ("period: 2023\n        quote", "period: [5]\n        quote", "rate",
     "period: input should be a dictionary or an instance of Period, and this is '[5]'"),
    ("  case: {name: {en: cases, zh: 案件}}", "  case: many", "case",
     "fields belong here, each a name, a colon and a value, and this is 'many'"),
    ("systems:\n", "systems: none\n    not_systems:\n", "longnan", "systems: a list belongs here, each entry behind a dash, and this is 'none'"),
    ("gloss: 50,000 cameras", "glos: 50,000 cameras", "cameras", "glos: there is no field 'glos' here: did you mean 'gloss'?"),
    ("value: 98", "value: 98\n        xyzzy: 1", "rate", "xyzzy: there is no field 'xyzzy' here"),
    ("value: 98", "value: 98\n        city: x", "rate", "city: this is not typed: it follows from where the entry stands"),
    ("    province:", "    id: x\n    province:", "longnan", "id: this is not typed: it follows from where the entry stands"),
    # codelists
    ("theme: cases\n    kind: share", "theme: x\n    kind: share", "clearance", f"theme: there is no 'x' under themes: {MEND}"),
    ("unit: percent", "unit: yuan", "case_change", "unit: a change is not measured in 'yuan'"),
    ("zh: 占比。}\n", "zh: 占比。}\n    rates: [per_head]\n", "clearance",
     "rates: a share in 'percent' has no rate per head or per month"),
    ("刑事案件}, unit: case", "刑事案件}, unit: crime", "criminal_cases", f"unit: there is no 'crime' under counting_units: {MEND}"),
    ("on: 2020-11-01", "on: 2020-11", "c2020", "on: a census counts on one day: write it as 2020-11-01"),
    ("reasons:\n", "exclusion_reasons:\n", "exclusion_reasons", "there is no field 'exclusion_reasons' here"),
    ("date: {name: {en: a date, zh: 日期}}", "date: {}", "date", "'name' is missing"),
    # a city
    ("census: c2020", "census: c2010", "longnan", f"population.census: there is no 'c2010' under censuses: {MEND}"),
    ("stated_by: press", "stated_by: rumour", "longnan", f"source.stated_by: there is no 'rumour' under voices: {MEND}"),
    ("why: date", "why: whim", "longnan", f"not_figures.0.why: there is no 'whim' under reasons: {MEND}"),
    ("    not_figures:", "      - id: net\n        name: {en: a, zh: 标题}\n        about: {en: x, zh: 某}\n    not_figures:",
     "longnan", "systems.1.id: the id 'net' is taken: give this system another"),
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
    ("where: {en: cities, zh: 城市}", "where: {en: cities, zh: 城市}, opens_on: x", "opens_on", f"there is no 'x' under metrics: {MEND}"),
    # against the article
    ("quote: 破案率为98%", "quote: 破案率达98%", "rate", "quote: the article does not contain “破案率达98%”: copy it letter for letter"),
    ("value: 98", "value: 97", "rate", "value: it says 97, but “98%” reads 98"),
    ("value: 98", "value: 98\n        qualifier: about", "rate", "qualifier: it says 'about', but “98%” reads 'exact'"),
    ("metrics:\n", "idioms: [标题, 没有]\nmetrics:\n", "idioms", "1: no article contains “没有”: take it out"),
    ("quote: 5%", "quote: 6%", "longnan", "not_figures.0.quote: the article does not contain “6%”"),
    ("zh: 摄像头}\n        about", "zh: 天网}\n        about", "longnan", "systems.0.name.zh: the article does not name “天网”"),
]  # fmt: skip


def changed_line(before: str, after: str) -> int:
    """The first line, from 1, in which two texts differ."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    return next(i for i, (one, other) in enumerate(pairs, 1) if one != other)


@pytest.mark.parametrize("old, new, entry, message", SAID, ids=[row[3] for row in SAID])
def test_a_fault_names_its_field_on_its_own_line(
    tmp_path: Path, old: str, new: str, entry: str, message: str
) -> None:
    whole = GOOD + TAIL
    assert old in whole
    changed = whole.replace(old, new, 1)
    found = [(p.line, p.entry, p.message) for p in problems(write(tmp_path, changed))]
    assert (changed_line(whole, changed), entry, message) in found


@pytest.mark.parametrize(
    "old, new, line, message",
    [
        ("  whole_city:", "  elsewhere:", "areas:",
         "areas: 'whole_city' is missing: it is the area of every figure that names none"),
        ("        baseline: not_stated\n", "", "- id: drop",
         "drop: a change needs a baseline: name it, or write 'baseline: not_stated'"),
        ("      - id: rate\n        metric: clearance\n", "      - metric: clearance\n", "- metric: clearance",
         "longnan, figure 2: 'id' is missing"),
        ("      - id: rate\n        metric: clearance\n", "      - metric: 5\n", "- metric: 5",
         "longnan, figure 2: metric: it must be text, and this is '5': put it in quotes"),
        (GOOD[GOOD.index("    figures:"):], "    figures: none\n", "    figures: none",
         "longnan: figures: a list belongs here, each entry behind a dash, and this is 'none'"),
        ("        gloss: 50,000 cameras\n", "", "- id: cameras", "cameras: 'gloss' is missing"),
        ("themes:\n  cases: {name: {en: Cases, zh: 发案}}\n", "", "counting_units:", "'themes' is missing"),
        ("themes:\n  cases:", "themes: none\nx:\n  cases:", "themes:",
         "themes: entries belong here, each a name, a colon and its fields, and this is 'none'"),
        (GOOD[GOOD.index("  longnan:"):], "  - longnan\n", "cities:",
         "cities: entries belong here, each a name, a colon and its fields, and this is '['longnan']'"),
        (GOOD[GOOD.index("  longnan:"):], "  {}\n", "cities:",
         "cities: there is no figure yet, so there is nothing to show: add one"),
        (GOOD[GOOD.index("  longnan:"):], "  longnan: here\n", "  longnan:",
         "longnan: fields belong here, each a name, a colon and a value, and this is 'here'"),
        ("      - id: drop\n", "      - 1\n      - id: drop\n", "- 1",
         "longnan, figure 1: fields belong here, each a name, a colon and a value, and this is '1'"),
        (GOOD, "just words", "just", "this file holds no catalog: it opens with themes, metrics, cities and so on"),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_where_it_belongs(
    tmp_path: Path, old: str, new: str, line: str, message: str
) -> None:
    changed = GOOD.replace(old, new, 1)
    place = changed[: changed.index(line)].count("\n") + 1
    found = [str(problem) for problem in problems(write(tmp_path, changed))]
    assert any(words.endswith(f"metrics.yaml:{place}: {message}") for words in found), found


@pytest.mark.parametrize(
    "value, percent", [("-22", "下降22%"), ("-100", "下降100%"), ("98", "为98%"), ("0", "为0%"), ("100", "为100%")]
)  # fmt: skip
def test_the_ends_of_a_scale_are_on_it(tmp_path: Path, value: str, percent: str) -> None:
    """A share may be none or all, and a thing may vanish."""
    old_value, old = ("-22", "下降22%") if value.startswith("-") else ("98", "为98%")
    text = GOOD.replace(f"value: {old_value}\n", f"value: {value}\n").replace(old, percent)
    loaded = load(write(tmp_path, text, ARTICLE.replace(old, percent)))
    assert float(value) in {figure.value for figure in loaded.figures.values()}


def article(folder: Path, text: str | bytes | None) -> list[str]:
    """What is said of a catalog whose article is this; None: there is none."""
    path = write(folder, article=text or "")
    if text is None:
        (folder / "seeds/a.txt").unlink()
    return [problem.message for problem in problems(path)]


def test_what_is_wrong_with_an_article(tmp_path: Path) -> None:
    assert article(tmp_path, None) == [f"source.file: there is no file {tmp_path}/seeds/a.txt"]
    assert article(tmp_path, " \n") == ["source.file: the article 'seeds/a.txt' is empty"]
    message = "source.file: not UTF-8: the byte 0xff on line 3 of the file"
    assert article(tmp_path, b"a\n\nb\xff\n") == [message]


@pytest.mark.parametrize(
    "name, message",
    [
        ("seeds", "{folder}/seeds is a folder, not a file"),
        ("../a.txt", "the article '../a.txt' lies outside the folder of the catalog"),
        (
            "../" + "a/" * 150,
            f"the article '../{'a/' * 98}…' lies outside the folder of the catalog",
        ),
        ('"seeds/a\\0.txt"', "it holds the control character U+0000: take it out"),
    ],
)
def test_what_an_article_may_not_be(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path.parent / "a.txt").write_text(ARTICLE, "utf-8")
    path = write(tmp_path, GOOD.replace("file: seeds/a.txt", f"file: {name}"))
    messages = [problem.message for problem in problems(path)]
    assert messages == [f"source.file: {message.format(folder=tmp_path)}"]


def test_an_article_that_is_to_be_scanned_is_read_as_any_other(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "5人".encode())
    assert read_text(path) == "5人"
    path.write_bytes(b"a\n\xffb")
    for file, message in (
        (path, f"{path}:1: not UTF-8: the byte 0xff on line 2 of the file"),
        (tmp_path / "b.txt", f"{tmp_path}/b.txt:1: there is no file {tmp_path}/b.txt"),
        (tmp_path, f"{tmp_path}:1: {tmp_path} is a folder, not a file"),
    ):
        with pytest.raises(CatalogError) as refusal:
            read_text(file)
        assert str(refusal.value) == message
        assert [problem.entry for problem in refusal.value.problems] == [""]


@pytest.mark.parametrize("faults", [1, 199, 200, 201, 250])
def test_two_hundred_faults_are_told(tmp_path: Path, faults: int) -> None:
    more = "".join(f"  t{i}: {{}}\n" for i in range(faults))
    found = problems(write(tmp_path, GOOD.replace("themes:\n", "themes:\n" + more)))
    messages = [f"t{i}: 'name' is missing" for i in range(min(faults, 200))]
    lines = list(range(2, 2 + len(messages)))
    if faults > 200:
        messages, lines = [*messages, "and there is more: mend these first"], [*lines, lines[-1]]
    assert [(f"{p.entry}: {p.message}" if p.entry else p.message) for p in found] == messages
    assert [p.line for p in found] == lines
    assert {Path(p.file).name for p in found} == {"metrics.yaml"}
    assert found[-1].entry == ("" if faults > 200 else f"t{faults - 1}")


def test_faults_of_yaml_name_their_entry(tmp_path: Path) -> None:
    (problem,) = problems(write(tmp_path, GOOD.replace("value: 98", "value: 98\n        value: 9")))
    assert (problem.entry, problem.message) == (
        "rate",
        "value: 'value' stands here twice: keep one",
    )
    (problem,) = problems(write(tmp_path, "a: 1\n---\nb: 2\n"))
    message = "a second document starts here (---): a catalog is one"
    assert (problem.line, problem.entry, problem.message) == (2, "", message)
    assert problem.file.endswith("metrics.yaml")
    (problem,) = problems(write(tmp_path, "just words"))
    assert (problem.line, problem.entry) == (1, "")
    (problem,) = problems(write(tmp_path, b"a: 1\nb: \xff"))
    message = "not UTF-8: the byte 0xff on line 2 of the file"
    assert (problem.line, problem.entry, problem.message) == (1, "", message)


def test_no_catalog(tmp_path: Path) -> None:
    file = tmp_path / "nowhere.yaml"
    assert [str(p) for p in problems(file)] == [f"{file}:1: there is no file {file}"]


def test_a_large_file_is_read_as_any_other(tmp_path: Path) -> None:
    """One of more than a million characters is looked at in part first, to spare memory."""
    remark = "# " + "x" * 2**20 + "\n"
    assert list(load(write(tmp_path, remark + GOOD)).figures) == ["drop", "rate", "cameras", "rank"]
    for faults in (1, 300):
        more = "".join(f"  t{i}: {{}}\n" for i in range(faults))
        found = problems(write(tmp_path, remark + GOOD.replace("themes:\n", "themes:\n" + more)))
        assert (found[0].line, found[0].entry, found[0].message) == (3, "t0", "'name' is missing")
        assert len(found) == min(faults, 201)


def test_a_missing_article_hides_no_fault_of_another_city(tmp_path: Path) -> None:
    city = GOOD[GOOD.index("  longnan:") :]
    other = city.replace("seeds/a.txt", "seeds/b.txt").replace("longnan:", "suqian:", 1)
    other = other.replace("id: ", "id: suqian-")
    text = GOOD[: GOOD.index("  longnan:")] + other + city.replace("value: 98", "value: 97")
    found = [problem.entry for problem in problems(write(tmp_path, text))]
    assert found == ["suqian", "rate"]


def test_an_article_may_be_as_large_as_it_may_be(tmp_path: Path) -> None:
    path = write(tmp_path)
    os.truncate(tmp_path / "seeds/a.txt", 16 * 2**20)
    assert list(load(path).figures) == ["drop", "rate", "cameras", "rank"]


def test_a_version_is_seven_letters_and_digits(tmp_path: Path) -> None:
    assert re.fullmatch("[0-9a-f]{7}", load(write(tmp_path)).version)
