"""Every number of the five articles is accounted for, and one that comes loose is named."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from asreported import Catalog
from asreported.catalog.accounting import account, accounting_problems, clause_around
from asreported.catalog.model import City
from asreported.catalog.numerals import find_numbers
from tests.commands import asreported
from tests.known import ROOT

# Numbers in each article, and how many are in a figure; idioms are not numbers.
COUNTS = {
    "jingmen": (81, 41),
    "hengyang": (75, 39),
    "huizhou": (51, 18),
    "longnan": (201, 111),
    "suqian": (67, 41),
}


def with_city(catalog: Catalog, city: City, **changes: Any) -> Catalog:
    """The catalog with something about a city changed, without the loader's checks."""
    cities = {**catalog.cities, city.id: city.model_copy(update=changes)}
    return replace(catalog, content=catalog.content.model_copy(update={"cities": cities}))


def test_nothing_is_loose(catalog: Catalog) -> None:
    assert accounting_problems(catalog) == []


@pytest.mark.parametrize("city", COUNTS)
def test_how_many_numbers(catalog: Catalog, city: str) -> None:
    found = account(catalog, city)
    assert (found.found, len(found.in_figures)) == COUNTS[city]
    assert found.accounted == found.found


def only(catalog: Catalog, city: City) -> Catalog:
    """A catalog with one city: the others need not be read each time."""
    return replace(catalog, content=catalog.content.model_copy(update={"cities": {city.id: city}}))


def test_taking_out_a_figure_sets_its_number_loose(catalog: Catalog) -> None:
    alone = 0
    for city in catalog.cities.values():
        for figure in city.figures:
            rest = tuple(other for other in city.figures if other is not figure)
            problems = accounting_problems(only(catalog, city.model_copy(update={"figures": rest})))
            passage = catalog.passages[figure.id]
            if any(
                catalog.passages[other.id].start <= passage.start < catalog.passages[other.id].end
                or passage.start <= catalog.passages[other.id].start < passage.end
                for other in rest
            ):
                continue  # another figure quotes the same words
            alone += 1
            line = catalog.articles[city.id].count("\n", 0, passage.start) + 1
            named = [problem for problem in problems if passage.as_written in problem.message]
            assert named, figure.id
            assert (named[0].file, named[0].line) == (city.source.file, line)
    assert alone > 150


def test_taking_out_what_is_left_out_sets_its_number_loose(catalog: Catalog) -> None:
    for city in catalog.cities.values():
        for entry in city.not_figures:
            rest = tuple(other for other in city.not_figures if other is not entry)
            left = city.model_copy(update={"not_figures": rest})
            problems = accounting_problems(only(catalog, left))
            assert problems, f"{city.id}: “{entry.quote}” accounts for nothing: take it out"
            numbers = [number.as_written for number in find_numbers(entry.quote, language="zh")]
            assert any(f"“{number}”" in problems[0].message for number in numbers), entry.quote


def test_a_number_is_not_accounted_for_twice(catalog: Catalog) -> None:
    city = catalog.cities["hengyang"]
    entry = city.not_figures[0].model_copy(update={"quote": "每组30人"})
    changed = with_city(catalog, city, not_figures=(*city.not_figures, entry))
    (problem,) = accounting_problems(changed)
    assert "“30” in “每组30人” is in a figure's quote and under not_figures too" in problem.message


def test_every_idiom_is_needed(catalog: Catalog) -> None:
    for idiom in catalog.content.idioms:
        rest = tuple(other for other in catalog.content.idioms if other != idiom)
        content = catalog.content.model_copy(update={"idioms": rest})
        assert accounting_problems(replace(catalog, content=content)), idiom


def test_the_command_says_which_number_came_loose(tmp_path: Any) -> None:
    text = (ROOT / "metrics.yaml").read_text(encoding="utf-8")
    entry = "      - {quote: 于11时将嫌疑人抓获, why: anecdote}\n"
    assert entry in text
    (tmp_path / "seeds").mkdir()
    for article in (ROOT / "seeds").glob("*.txt"):
        (tmp_path / "seeds" / article.name).write_bytes(article.read_bytes())
    (tmp_path / "metrics.yaml").write_text(text.replace(entry, ""), encoding="utf-8")
    done = asreported("check", folder=tmp_path)
    assert done.returncode == 1
    assert done.stdout == (
        "seeds/hengyang.txt:7: hengyang: “11” in “于11时将嫌疑人抓获” is in no figure's quote "
        "and not under not_figures\n"
    )


def test_the_clause_around_a_number() -> None:
    text = "警力充足,每组30人,实行“五班四运转”。"
    (number,) = [n for n in find_numbers(text) if n.as_written == "30"]
    assert clause_around(text, number) == "每组30人"
