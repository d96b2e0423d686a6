"""Sentences and questions as files, in Python, and the questions to one city."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

import asreported
from asreported import Catalog, selection
from asreported.comparison.compare import basis_of
from asreported.comparison.open_questions import open_questions
from asreported.comparison.questions import Ask, plan
from asreported.comparison.verdicts import Level
from asreported.export.sentences import questions, sentences
from asreported.view import CompareView
from asreported.words.labels import Labels
from asreported.words.language import language
from asreported.words.questions import Questions
from tests.commands import asreported as run
from tests.made_up_figures import figure


def rows(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    "arguments, complaint",
    [
        (["questions", "--city", "longman"], "--city: there is no 'longman': did you mean"),
        (["sentences", "--metric", "camera"], "--metric: there is no 'camera': did you mean"),
        (["sentences", "--metric", "clearance", "--city", "huizhou"], "nothing to write"),
        (["questions", "--format", "csv", "--out", "x.md"], "x.md is no name for csv"),
    ],
)
def test_what_cannot_be_written_is_refused(
    tmp_path: Path, arguments: list[str], complaint: str
) -> None:
    out = [] if "--out" in arguments else ["--out", str(tmp_path / "x.md")]
    done = run("export", *arguments, *out)
    assert done.returncode == 1 and complaint in done.stderr
    assert not (tmp_path / "x.md").exists()


def test_sentences_as_a_table(catalog: Catalog) -> None:
    told = selection.claims(catalog, CompareView("en", metrics=("case_change", "cameras")))
    found = rows(sentences(catalog, told, "csv", language("en")))
    assert len(found) == 15
    first = found[0]
    assert first["figures"] == "longnan-criminal-cases hengyang-criminal-cases"
    assert (first["verdict"], first["larger"]) == ("with_caveats", "")
    assert first["full_zh"].startswith("发案与警情变化（刑事案件）：据中国甘肃网")
    assert all(row["short_en"] and row["sources_zh"] for row in found)
    reported = {figure for row in found for figure in row["figures"].split()}
    drawn = {f.id for metric in ("case_change", "cameras") for f in catalog.figures_of(metric)}
    assert reported == drawn


def test_sentences_as_text(catalog: Catalog) -> None:
    told = selection.claims(catalog, CompareView("zh", metrics=("case_change",)))
    text = sentences(catalog, told, "md", language("zh")).decode()
    assert text.startswith("# 一句话说清\n\n## 发案与警情变化（刑事案件）：可比，但有保留\n\n")
    assert text.count("\n## ") == len(told)


def test_questions_as_files(catalog: Catalog) -> None:
    found = rows(questions(catalog, ["longnan"], "csv", language("en")))
    assert {row["city"] for row in found} == {"longnan"}
    number = sum(map(len, open_questions(catalog, "longnan").values()))
    assert len({row["question_zh"] for row in found}) == len(found) == number > 20
    first = found[0]
    assert first["to_zh"] == "陇南市公安局" and first["ask"] == "baseline"
    text = questions(catalog, ["longnan"], "md", language("zh")).decode()
    assert text.count("\n- **致") == len(found)
    assert "<br>To the police of Longnan: “criminal cases in the whole city fell 22%”" in text
    every = rows(questions(catalog, [], "csv", language("en")))
    assert {row["city"] for row in every} == set(catalog.cities)


def test_the_command_writes_both(tmp_path: Path) -> None:
    for what, choice in (("sentences", "--metric"), ("questions", "--city")):
        chosen = "cameras" if what == "sentences" else "huizhou"
        for ending in ("md", "csv"):
            path = tmp_path / f"{what}.{ending}"
            done = run("export", what, choice, chosen, "--format", ending, "--out", str(path))
            assert (done.returncode, done.stdout) == (0, f"{path} written\n"), done.stderr
            assert path.stat().st_size > 400


def test_in_python(catalog: Catalog) -> None:
    with pytest.raises(KeyError):
        asreported.sentence(catalog, ["no-such-figure"])
    with pytest.raises(ValueError, match="several metrics"):
        asreported.sentence(catalog, ["hengyang-cameras", "longnan-criminal-cases"])
    assert asreported.questions(catalog, ["hengyang-cameras"]) == []
    asked = asreported.questions(catalog, ["hengyang-cameras", "longnan-video-feeds"])
    assert asked[-1] == (
        "To the police of Longnan: What was Longnan's figure for “Surveillance cameras, HD and "
        "smart” (Cameras and video sensing, in cameras) as at Aug 2022?"
    )


@pytest.mark.parametrize("city", ["jingmen", "hengyang", "huizhou", "longnan", "suqian"])
def test_nothing_is_asked_of_a_city_twice(catalog: Catalog, city: str) -> None:
    by_theme = open_questions(catalog, city)
    words = Questions(Labels(catalog, language("zh")))
    asked = [words.addressed(one) for theme in by_theme.values() for one in theme]
    assert len(set(asked)) == len(asked) > 0
    assert all(one.city == city for theme in by_theme.values() for one in theme)
    about = {one.id for theme in by_theme.values() for q in theme for one in q.figures}
    open_ones = {
        one.id
        for one in catalog.cities[city].figures
        if not one.is_repetition and (one.inferred or not one.period.stated)
    }
    shared = {catalog.figures[one].quote for one in about}
    assert all(catalog.figures[one].quote in shared for one in open_ones), (
        "every gap is asked about"
    )
    for text in asked:
        assert re.match("致.+：.+[？?]$", text), text


def test_few_figures_ask_few_questions(catalog: Catalog) -> None:
    few = [q for theme in open_questions(catalog, "longnan", 5).values() for q in theme]
    assert 0 < len(few) < 20


def test_a_baseline_that_no_codelist_has_is_asked_for_all_the_same(catalog: Catalog) -> None:
    kept = {"not_stated": catalog.content.baselines["not_stated"]}
    content = catalog.content.model_copy(update={"baselines": kept})
    bare = Catalog(content, catalog.version, catalog.articles, catalog.passages)
    pair = [figure(city, baseline="not_stated") for city in ("jingmen", "suqian")]
    asked = plan(bare, basis_of(bare), pair)
    assert [one.ask for one in asked.questions] == [Ask.BASELINE] * 2
    assert asked.verdicts[-1].level is Level.LIKE_FOR_LIKE
    words = Questions(Labels(bare, language("en")))
    assert words.question(asked.questions[0]).endswith("“x”: against which period?")


def test_without_a_word_on_whom_to_ask_it_is_the_authorities(catalog: Catalog) -> None:
    about = catalog.content.about.model_copy(update={"asked": None})
    content = catalog.content.model_copy(update={"about": about})
    other = Catalog(content, catalog.version, catalog.articles, catalog.passages)
    asked = open_questions(other, "longnan")["cases"][0]
    assert Questions(Labels(other, language("en"))).to(asked) == "To the authorities of Longnan:"
    assert Questions(Labels(other, language("zh"))).to(asked) == "致陇南有关部门："
