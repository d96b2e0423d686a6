"""What the loader refuses, each with file, line and entry; then what it gives."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from asreported import CatalogError, load
from tests.catalog_files import ARTICLE, GOOD, TAIL, line_of, problems, write
from tests.known import ROOT

# What to change in GOOD, into what; where the fault is named; what it says.
REFUSED = [
    # shape
    ("value: -22", "value: abc", "drop", "value: it must be a number"),
    ("value: -22", "value: '-22'", "drop", "value: it must be a number"),
    ("value: -22", "value: .nan", "drop", "neither infinite nor NaN"),
    ("value: -22", "value: -.inf", "drop", "neither infinite nor NaN"),
    ("value: -22", "value:", "drop", "value: it must be a number"),
    ("value: -22", "value: true", "drop", "value: it must be a number"),
    ("        gloss: criminal cases fell 22%\n", "", "drop", "'gloss' is missing"),
    ("gloss: criminal", "glos: criminal", "drop", "no field 'glos' here: did you mean 'gloss'?"),
    ("baseline: not_stated", "baseline: not_stated\n        city: x", "drop", "city: this is not typed"),
    ("    province: {en: Gansu", "    id: x\n    province: {en: Gansu", "longnan", "id: this is not typed"),
    ("period: 2023\n        baseline", "period: 2023-13\n        baseline", "drop", "calendar"),
    ("period: 2023\n        baseline", "period: last year\n        baseline", "drop", "no date"),
    ("period: 2023\n        baseline", "period: 2023/2022\n        baseline", "drop", "ends before"),
    ("id: drop", "id: Drop It", "Drop It", "is no id"),
    ("id: drop", "value: 1", "longnan, figure 1", "stands here twice"),
    ("id: drop", "idea: drop", "longnan, figure 1", "'id' is missing"),
    ("kind: share", "kind: shame", "clearance", "'shame' is not one of"),
    ("value: 2407272", "value: 0", "longnan", "population.value: "),
    ("on: 2020-11-01", "on: 2020-11", "c2020", "one day"),
    ("name: {en: Longnan, zh: 陇南}", "name: {en: Longnan}", "longnan", "'zh' is missing"),
    # between entries
    ("metric: clearance", "metric: clearence", "rate", "no 'clearence' under metrics"),
    ("counts: criminal_cases\n        value: -22", "counts: x\n        value: -22", "drop", "under counts"),
    ("baseline: not_stated", "baseline: last_year", "drop", "no 'last_year' under baselines"),
    ("baseline: not_stated", "baseline: not_stated\n        area: moon", "drop", "under areas"),
    ("stated_by: press", "stated_by: rumour", "longnan", "under voices"),
    ("census: c2020", "census: c2010", "longnan", "under censuses"),
    ("theme: cases\n    kind: change", "theme: x\n    kind: change", "case_change", "under themes"),
    ("unit: case}", "unit: crime}", "criminal_cases", "under counting_units"),
    ("unit: percent", "unit: yuan", "case_change", "not measured in 'yuan'"),
    ("  whole_city:", "  elsewhere:", "areas", "'whole_city' is missing"),
    ("id: rate", "id: drop", "drop", "the id 'drop' is taken"),
    ("        baseline: not_stated\n", "", "drop", "a change needs a baseline"),
    ("value: 98\n        period: 2023", "value: 98\n        period: 2023\n        baseline: not_stated", "rate", "only a change"),
    ("value: 98", "value: 120", "rate", "between 0 and 100"),
    ("value: -22", "value: -122", "drop", "more than 100 percent"),
    ("value: 50000", "value: -50000", "cameras", "never negative"),
    ("value: 1\n", "value: 0\n", "rank", "a rank is 1, 2, 3"),
    ("gloss: 50,000 cameras", "gloss: x\n        restates: cameras", "cameras", "cannot refer to itself"),
    ("gloss: 50,000 cameras", "gloss: x\n        subset_of: nobody", "cameras", "no figure 'nobody'"),
    ("gloss: 50,000 cameras", "gloss: x\n        restates: rate", "cameras", "whose value is 98"),
    ("period: 2023\n        baseline", "period: 2025\n        baseline", "drop", "'2025' lies after 2024-08-07, when the article appeared: mend"),
    ("period: 2023\n        baseline", "period: 2024-09/..\n        baseline", "drop", "'2024-09/..' lies after 2024-08-07"),
    ("period: 2023\n        baseline", "period: 2023/2024-08-08\n        baseline", "drop", "'2023/2024-08-08' lies after"),
    ("period: 2023\n        baseline", "period: as of 2024-08-08\n        baseline", "drop", "'as of 2024-08-08' lies after"),
    ("published: 2024-08-07", "published: 2022", "drop", "period: '2023' lies after 2022"),
    # against the article
    ("quote: 刑事发案下降22%", "quote: 刑事发案下降21%", "drop", "does not contain"),
    ("quote: 刑事发案下降22%", "quote: 案件下降5%", "drop", "stands more than once"),
    ("value: -22", "value: -2.2", "drop", "“22%” reads 22"),
    ("value: -22", "value: 22", "drop", "the quote says that it fell"),
    ("quote: 刑事发案下降22%", "quote: 22%", "drop", "rose or fell"),
    ("value: 98", "value: 98\n        qualifier: about", "rate", "reads 'exact'"),
    ("value: 50000", "value: 5", "cameras", "“5万” reads 50000"),
    ("metric: cameras\n", "metric: clearance\n", "cameras", "between 0 and 100"),
    ("value: 98\n", "value: 98\n        as_written: 99%\n", "rate", "not one of the quote's numbers"),
    ("quote: 破案率为98%", "quote: 刑事发案下降22%,破案率为98%", "rate", "several numbers"),
    ("quote: 密度全省第一", "quote: 密度", "rank", "there is no number"),
    ("metric: cameras_rank", "metric: cameras", "rank", "is a count in each, but “第一” is a rank"),
    ("metric: clearance\n", "metric: cameras\n", "rate", "in each, but “98%” is a percentage"),
    ("file: seeds/a.txt", "file: seeds/b.txt", "longnan", "there is no file"),
    ("file: seeds/a.txt", "file: seeds", "longnan", "is a folder"),
    ("file: seeds/a.txt", "file: ../outside.txt", "longnan", "outside the folder"),
    ("file: seeds/a.txt", "file: /etc/hostname", "longnan", "outside the folder"),
    ("file: seeds/a.txt", 'file: "seeds/a\\0.txt"', "longnan", "the control character U+0000"),
    ("file: seeds/a.txt", f"file: {'a' * 5_000}", "longnan", "cannot be read: File name too long"),
    ("themes:\n  cases: {name: {en: Cases, zh: 发案}}", "themes: none", "themes", "entries belong here"),
    ("figures:\n      - id: drop", "figures:\n      - 1\n      - id: drop", "longnan, figure 1", "fields belong here"),
    ("gloss: criminal cases fell 22%", "gloss: ''", "drop", "gloss: it is empty"),
    ("id: drop", f"id: {'a' * 81}", "a" * 59 + "…", "it may have 80 characters"),
]  # fmt: skip


@pytest.mark.parametrize("old, new, entry, message", REFUSED, ids=[row[3] for row in REFUSED])
def test_refused_with_line_and_entry(
    tmp_path: Path, old: str, new: str, entry: str, message: str
) -> None:
    assert old in GOOD
    changed = GOOD.replace(old, new, 1)
    found = problems(write(tmp_path, changed))
    matching = [problem for problem in found if message in str(problem)]
    assert matching, [str(problem) for problem in found]
    (problem, *_) = matching
    assert problem.entry == entry
    assert problem.file.endswith("metrics.yaml")
    # The line is that of the change, or of the entry around it where something is missing.
    changed_line = line_of(GOOD, old)
    assert abs(problem.line - changed_line) <= 8, (problem.line, changed_line)
    assert "\n" not in str(problem) and "Traceback" not in str(problem)


@pytest.mark.parametrize("period", ["2024", "2024-08", "2024-01/2024-08-07", "2024/..", "P3Y/2024"])
def test_a_period_may_be_the_year_or_the_month_in_which_its_article_appeared(
    tmp_path: Path, period: str
) -> None:
    text = GOOD.replace("period: 2023\n        baseline", f"period: {period}\n        baseline")
    assert str(load(write(tmp_path, text)).entries["drop"].period) == period


def test_the_line_is_exact(tmp_path: Path) -> None:
    (problem,) = problems(write(tmp_path, GOOD.replace("value: 98", "value: 97")))
    assert problem.line == line_of(GOOD, "value: 98")
    assert str(problem).endswith(
        f"metrics.yaml:{problem.line}: rate: value: it says 97, but “98%” reads 98"
    )


NOT_YAML = [
    ("themes: {", "this is not YAML"),
    ("- 1\n- 2\n", "holds no catalog"),
    ("", "holds no catalog"),
    ("just words", "holds no catalog"),
    ("themes:\n\t- x\n", "this is not YAML"),
    (GOOD + "themes: {}\n", "'themes' stands here twice"),
    (GOOD.replace("value: 98", "value: 98\n        value: 99"), "'value' stands here twice"),
    (GOOD.replace("value: 98", "value: &a 98").replace("value: 50000", "value: *a"), "aliases"),
    (GOOD.replace("value: 98", "value: !!int 98"), "tags (tag:yaml.org,2002:int) are not used"),
    (GOOD + "---\n" + GOOD, "a second document starts here"),
    (GOOD[: GOOD.index("        value: 98")] + "        {", "this is not YAML"),
    (GOOD.replace("themes:", "? [a, b]\n: 1\nthemes:"), "a key must be a word"),
    (GOOD.encode().replace(b"Longnan", b"Long\xffnan"), "not UTF-8"),
    (GOOD.replace("Longnan,", "Long\x07nan,"), "this is not YAML"),
]


@pytest.mark.parametrize("text, message", NOT_YAML, ids=[message for _, message in NOT_YAML])
def test_not_yaml(tmp_path: Path, text: str | bytes, message: str) -> None:
    (problem,) = problems(write(tmp_path, text))
    assert message in problem.message
    assert problem.line >= 1


@pytest.mark.parametrize(
    "text, line, message",
    [
        ("a: " + "[" * 10_000 + "]" * 10_000, 1, "nested deeper than 20 levels"),
        ("".join(" " * i + "a:\n" for i in range(2_000)), 22, "nested deeper than 20 levels"),
        (GOOD.replace("value: -22", "value: " + "9" * 5_000), None, "it must be a number, and this is"),
        (GOOD.replace("value: -22", "value: .nan"), None, "neither infinite nor NaN"),
        (GOOD.replace("value: -22", "value: -.inf"), None, "neither infinite nor NaN"),
        (GOOD.replace("value: -22", "value: -22\0"), None, "the character #x0000 may not stand here"),
    ],
    ids=["depth in a line", "depth", "digits", "nan", "inf", "nul"],
)  # fmt: skip
def test_what_would_break_a_reader_is_one_line(
    tmp_path: Path, text: str, line: int | None, message: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(CatalogError) as caught:
        load(path)
    (problem,) = caught.value.problems
    assert message in problem.message and "\n" not in str(problem) and len(str(problem)) < 400
    assert problem.line == (line or GOOD[: GOOD.index("value: -22")].count("\n") + 1)


def test_two_cities_may_not_have_a_system_of_one_id(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        GOOD + TAIL + GOOD[GOOD.index("  longnan:") :].replace("  longnan:", "  other:") + TAIL,
    )
    text = path.read_text().replace("- id: ", "- id: b-")
    found = [(p.entry, p.message) for p in problems(write(tmp_path, text))]
    assert ("other", "systems.0.id: the id 'b-net' is taken: give this system another") in found


def check_in(megabytes: int, path: Path) -> subprocess.CompletedProcess[str]:
    """The command ``check`` in a process that gets no more memory."""
    code = (
        f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({megabytes * 2**20},) * 2)\n"
        "from asreported.__main__ import main; raise SystemExit(main())"
    )
    command = [sys.executable, "-c", code, "check", str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_a_file_that_takes_too_much_memory_is_one_line(tmp_path: Path) -> None:
    themes = "".join(f"  t{i}: {{name: {{en: a, zh: b}}}}\n" for i in range(100_000))
    path = write(tmp_path, GOOD.replace("themes:\n", "themes:\n" + themes))
    done = check_in(150, path)
    assert (done.returncode, done.stderr) == (1, "")
    assert (
        done.stdout == f"{path}:1: checking it takes more memory than there is: make it smaller\n"
    )


def test_a_file_full_of_faults_is_told_in_part_and_in_little_memory(tmp_path: Path) -> None:
    many = "      - {id: 3}\n" * 150_000
    path = write(tmp_path, GOOD.replace("    figures:\n", "    figures:\n" + many))
    done = check_in(400, path)
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr, len(lines)) == (1, "", 201)
    line = line_of(GOOD, "      - id: drop")
    assert lines[0].endswith(f"metrics.yaml:{line}: 3: id: it must be text, and this is '3': put it in quotes")  # fmt: skip
    assert lines[-1].endswith("and there is more: mend these first")


def test_a_few_faults_deep_in_a_large_file_are_all_told(tmp_path: Path) -> None:
    themes = "".join(f"  t{i}: {{name: {{en: a, zh: b}}}}\n" for i in range(40_000))
    text = GOOD.replace("themes:\n", "themes:\n" + themes).replace(
        "t39999: {name:", "t39999: {namee:"
    )
    found = [problem.message for problem in problems(write(tmp_path, text))]
    assert found == [
        "'name' is missing",
        "namee: there is no field 'namee' here: did you mean 'name'?",
    ]


def test_a_message_is_one_line_however_long_what_it_quotes(tmp_path: Path) -> None:
    quote = '"a\\n\\u202e' + "案" * 10_000 + '"'
    (problem,) = problems(write(tmp_path, GOOD.replace("刑事发案下降22%\n", quote + "\n")))
    assert problem.entry == "drop" and "does not contain “a � 案案" in problem.message.replace(
        "a �", "a � "
    )
    assert len(str(problem)) < 600 and str(problem).isprintable()


@pytest.mark.parametrize("where", ["metrics.yaml", "seeds/a.txt"])
def test_what_would_never_end_is_not_opened(tmp_path: Path, where: str) -> None:
    path = write(tmp_path)
    (tmp_path / where).unlink()
    os.mkfifo(tmp_path / where)
    (problem,) = problems(path)
    assert "is a pipe or a device, not a file" in problem.message


@pytest.mark.parametrize("where, most", [("metrics.yaml", 256), ("seeds/a.txt", 16)])
def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, where: str, most: int) -> None:
    path = write(tmp_path)
    os.truncate(tmp_path / where, (most + 5) * 2**20)
    (problem,) = problems(path)
    assert f"has {most + 5} MB, and may have {most} MB" in problem.message


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path)
    (tmp_path / "seeds/a.txt").unlink()
    (tmp_path / "seeds/a.txt").symlink_to("a.txt")
    (problem,) = problems(path)
    assert (problem.entry, problem.line) == ("longnan", line_of(GOOD, "source:"))
    assert "no name of a file" in problem.message or "cannot be read" in problem.message


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path)
    (tmp_path / "seeds/a.txt").unlink()
    (tmp_path / "seeds/a.txt").symlink_to("b.txt/c.txt")
    (tmp_path / "seeds/b.txt").write_text("a file, not a folder")
    (problem,) = problems(path)
    assert "cannot be read: Not a directory" in problem.message


def test_no_file(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path / "nowhere.yaml")
    assert "there is no file" in problem.message


@pytest.mark.parametrize(
    "article, message", [("", "is empty"), (" \n", "is empty"), (b"\xd6\xd0\xb9\xfa", "not UTF-8")]
)
def test_article_refused(tmp_path: Path, article: str | bytes, message: str) -> None:
    (problem,) = problems(write(tmp_path, article=article))
    assert message in problem.message
    assert (problem.entry, problem.line) == ("longnan", line_of(GOOD, "source:"))


def test_an_article_behind_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(ARTICLE)
    folder = tmp_path / "inside"
    folder.mkdir()
    path = write(folder)
    (folder / "seeds/a.txt").unlink()
    (folder / "seeds/a.txt").symlink_to(outside)
    (problem,) = problems(path)
    assert "outside the folder" in problem.message


@pytest.mark.parametrize(
    "old, new, message",
    [
        ("zh: 摄像头}\n        about", "zh: 天网}\n        about", "does not name “天网”"),
        ("quote: 5%", "quote: 6%", "does not contain “6%”"),
        ("why: date", "why: whim", "no 'whim' under reasons"),
        (
            "gloss: first in the province\n",
            "gloss: x\n        system: web\n",
            "under the city's systems",
        ),
        (
            "    not_figures:",
            "      - id: net\n        name: {en: a, zh: 标题}\n        about: {en: x, zh: 某}\n    not_figures:",
            "'net' is taken",
        ),
        ("metrics:\n", "idioms: [没有这个词]\nmetrics:\n", "no article contains “没有这个词”"),
        (
            "gloss: first in the province\n",
            "gloss: x\n        same_event: rank\n",
            "cannot refer to itself",
        ),
    ],
)
def test_systems_idioms_and_what_is_left_out(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    whole = GOOD + TAIL
    load(write(tmp_path, whole))
    assert old in whole
    found = problems(write(tmp_path, whole.replace(old, new, 1)))
    assert any(message in str(problem) for problem in found), [str(problem) for problem in found]


def test_all_faults_at_once(tmp_path: Path) -> None:
    whole = GOOD + TAIL.replace("quote: 5%", "quote: 6%")
    for old, new in (
        ("value: 98", "value: 120"),  # a rule
        ("value: 50000", "value: 40000"),  # the article
        ("theme: cases\n    kind: rank", "theme: x\n    kind: rank"),  # a reference
        ("metric: case_change", "metric: change"),
    ):
        assert old in whole
        whole = whole.replace(old, new)
    entries = [problem.entry for problem in problems(write(tmp_path, whole))]
    assert entries == ["cameras_rank", "drop", "rate", "cameras", "longnan"], "each once"


def test_all_that_yaml_may_not_use_is_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("value: 98", "value: &a 98\n        value: 99")
    text = text.replace("value: 50000", "value: *a").replace("value: 1\n", "value: !x 1\n")
    found = [
        (problem.entry, problem.line) for problem in problems(write(tmp_path, text + "areas: {}\n"))
    ]
    lines = [line_of(text, part) for part in ("value: 99", "value: *a", "value: !x")]
    last = text.count("\n") + 1
    assert found == [*zip(("rate", "cameras", "rank"), lines, strict=True), ("areas", last)]


def test_prefix_and_suffix_make_a_quote_unique(tmp_path: Path) -> None:
    article = ARTICLE.replace("案件下降5%。案件下降5%。", "甲类案件下降5%。乙类案件下降5%。")
    twice = GOOD.replace("quote: 刑事发案下降22%", "quote: 案件下降5%").replace("-22", "-5")
    assert "stands more than once" in str(problems(write(tmp_path, twice, article))[0])
    once = twice.replace("quote: 案件", "prefix: 乙类\n        quote: 案件")
    catalog = load(write(tmp_path, once, article))
    start = catalog.passages["drop"].start
    assert catalog.articles["longnan"][start - 2 : start + 6] == "乙类案件下降5%"


def test_good_one_loads(tmp_path: Path) -> None:
    catalog = load(write(tmp_path))
    assert list(catalog.figures) == ["drop", "rate", "cameras", "rank"]
    drop = catalog.figures["drop"]
    assert (drop.city, drop.value, str(drop.period), drop.area) == (
        "longnan",
        -22,
        "2023",
        "whole_city",
    )
    assert catalog.cities_reporting("clearance") == ("longnan",)
    assert catalog.figures_of("cameras") == (catalog.figures["cameras"],)
    passage = catalog.passages["cameras"]
    assert passage.as_written == "5万"
    assert passage.paragraph[passage.offset :].startswith("全市有5万个摄像头")
    assert catalog.content.censuses["c2020"].on.year == 2020


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path: Path, mark: bytes) -> None:
    raw = mark + GOOD.replace("\n", "\r\n").encode()
    assert load(write(tmp_path, raw)).figures["drop"].quote == "刑事发案下降22%"


def test_the_version_follows_the_content(tmp_path: Path) -> None:
    one = load(write(tmp_path)).version
    assert one == load(write(tmp_path)).version
    assert one != load(write(tmp_path, GOOD + "# a word\n")).version
