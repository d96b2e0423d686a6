"""Questions: what each rule asks, and that the answers make figures like for like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from asreported import Catalog
from asreported.catalog.model import Rate, ReportedFigure
from asreported.comparison.claims import claim
from asreported.comparison.compare import basis_of, compare
from asreported.comparison.questions import (
    ASKS,
    Ask,
    Question,
    answer,
    learned,
    plan,
    within_city,
)
from asreported.comparison.verdicts import RULES, Aspect, Basis, Level, judge
from asreported.words.labels import Labels
from asreported.words.language import language
from asreported.words.questions import ASKABLE, Questions
from asreported.words.sentences import PLACED
from tests.made_up_figures import WHY, figure, figures, printed

vague = {"counts": "cases_kind_not_stated"}

J, S = "the police of Jingmen", "the police of Suqian"
differ = "They do not show where the fall is larger: the figures differ in {}."
left_open = "They do not show where the fall is larger: {}."
for_2023 = f"To {S}: “x”: what was the change for 2023, year on year?"

#: Of each rule: what Suqian's figure has that the plain one has not, its place in a sentence, and
#: its questions. Rules that find nothing in two such figures stand below.
RULE_BY_RULE: dict[Aspect, tuple[dict[str, Any], str, list[str]]] = {
    Aspect.COUNTS: (
        {"counts": "preventable_cases"},
        "These reports should not be set against each other: the figures differ in what is counted.",
        [f"To {S}: What was Suqian's figure for “Criminal cases” (Change in cases, in cases) "
         "for 2023, year on year?"],
    ),
    Aspect.COUNTING_UNIT: (
        {"counts": "vice_calls"},
        "These reports should not be set against each other: the figures differ in what is counted "
        "and the counting unit.",
        [f"To {S}: What was Suqian's figure for “Criminal cases” (Change in cases, in cases) "
         "for 2023, year on year?"],
    ),
    Aspect.AREA: (
        {"area": "key_places"}, differ.format("the area"),
        [f"To {S}: “x”: what was the change for 2023, whole city, year on year?"],
    ),
    Aspect.MOMENT: (
        {"period": "as of 2023"},
        differ.format("whether they are of a moment or of a period"), [for_2023],
    ),
    Aspect.LENGTH: ({"period": "2023-01/2023-06"}, differ.format("length of period"), [for_2023]),
    Aspect.YEARS: ({"period": "2022"}, differ.format("calendar years"), [for_2023]),
    Aspect.PERIOD_NOT_STATED: (
        {"period": "not_stated"}, left_open.format("Suqian states no period"),
        [f"To {S}: “x”: which period is that of, or which day? If it is not for 2023: what was the "
         "change for 2023?"],
    ),
    Aspect.START_NOT_STATED: (
        {"period": "../2023"}, left_open.format("Suqian states no start"),
        [f"To {S}: “x”: counted from when on? If it is not for 2023: what was the change for 2023?"],
    ),
    Aspect.END_NOT_STATED: (
        {"period": "2023/.."}, left_open.format("Suqian states no end"),
        [f"To {S}: “x”: counted up to when? If it is not for 2023: what was the change for 2023?"],
    ),
    Aspect.BASELINE: (
        {"baseline": "year_2019"}, differ.format("what they are measured against"), [for_2023],
    ),
    Aspect.BASELINE_NOT_STATED: (
        {"baseline": "not_stated"}, left_open.format("Suqian states no baseline"),
        [f"To {S}: “x”: against which period? If it is not year on year: what was the change year "
         "on year?"],
    ),
    Aspect.QUALIFIER: (
        {"qualifier": "at_most"},
        "Nothing but rounding and hedges stands between them, and these leave open where the fall "
        "is larger.",
        [f"To {S}: “x”: what is the exact number?"],
    ),
    Aspect.INFERRED: (
        {"inferred": {"period": WHY, "baseline": WHY, "counts": WHY, "area": WHY}},
        left_open.format("area inferred: Suqian; baseline inferred: Suqian; what is counted "
                         "inferred: Suqian; period inferred: Suqian"),
        ["To the authors of Suqian's article: “x”: is its area the “whole city”?",
         "To the authors of Suqian's article: “x”: is that measured year on year?",
         "To the authors of Suqian's article: “x”: does that count “Criminal cases”?",
         "To the authors of Suqian's article: “x”: is that for 2023?"],
    ),
}  # fmt: skip

#: The same of rules that need more: what both cities' figures have, and the rates.
WITH_MORE: dict[Aspect, tuple[list[dict[str, Any]], set[Rate], str, list[str]]] = {
    Aspect.KIND_NOT_STATED: (
        [vague, vague], set(),
        "These reports should not be set against each other: Jingmen and Suqian do not state the "
        "kind.",
        [f"To {who}: “x”: which kind of cases does it count? If it is not “Criminal cases”: what "
         "was the change for “Criminal cases”?" for who in (J, S)],
    ),
    Aspect.PART_OF_YEAR: (
        [{"period": "2023-01/2023-06"}, {"period": "2023-07/2023-12"}], set(),
        differ.format("part of the year"),
        [f"To {S}: “x”: what was the change for Jan–Jun 2023, year on year?"],
    ),
    Aspect.LENGTH_EVENED: (
        [{}, {"period": "2023-01/2023-06"}], {Rate.PER_MONTH},
        differ.format("the length of period that the monthly mean is of"), [for_2023],
    ),
    Aspect.CENSUS_YEAR: (
        [{}, {}], {Rate.PER_HEAD},
        left_open.format("Jingmen and Suqian: residents of other years than the figures"),
        ["To the statistics office of Jingmen: How many residents did Jingmen have in 2023?",
         "To the statistics office of Suqian: How many residents did Suqian have in 2023?"],
    ),
}  # fmt: skip
EVERY = {
    **{aspect: ([{}, other], set(), *rest) for aspect, (other, *rest) in RULE_BY_RULE.items()},
    **WITH_MORE,
}


@pytest.fixture(scope="session")
def basis(catalog: Catalog) -> Basis:
    return basis_of(catalog)


def test_every_rule_has_its_question_its_place_in_a_sentence_and_its_test() -> None:
    rules = {rule.aspect for rule in RULES}
    assert set(ASKS) == PLACED == rules
    assert {*EVERY, Aspect.OVERLAP, Aspect.CONTRADICTION} == rules, "those on one city stand below"
    assert set(Ask) == ASKABLE


@pytest.mark.parametrize("aspect", EVERY)
def test_a_rule_by_itself(catalog: Catalog, aspect: Aspect) -> None:
    changes, rates, conclusion, questions = EVERY[aspect]
    pair = [figure(city, **c) for city, c in zip(("jingmen", "suqian"), changes, strict=True)]
    catalog = printed(catalog, pair)
    told = claim(catalog, basis_of(catalog, rates), pair)
    assert told.verdict.reasons[-1].aspect is aspect
    words = Questions(Labels(catalog, language("en")))
    assert f" {conclusion} Neither figure has been verified." in words.full(told)
    assert told.plan is not None
    asked = [f"{words.to(one)} {words.question(one)}" for one in told.plan.questions]
    assert asked == questions
    chinese = Questions(Labels(catalog, language("zh")))
    said = [chinese.full(told), chinese.short(told)]
    said += [chinese.to(one) + chinese.question(one) for one in told.plan.questions]
    for text in said:
        assert not re.search("[a-wyz{]", text), text


def test_articles_on_one_city_that_contradict_each_other(catalog: Catalog) -> None:
    one = figure("jingmen", id="jingmen-one")
    other = figure(
        "jingmen", id="jingmen-other", article="longnan", value=-25, quote="y", gloss="y"
    )
    pair = [one, other, figure("suqian")]
    city = catalog.cities["jingmen"]
    more = city.model_copy(update={"figures": (*city.figures, one, other)})
    cities = {**catalog.cities, "jingmen": more}
    content = catalog.content.model_copy(update={"cities": cities})
    catalog = Catalog(content, catalog.version, catalog.articles, catalog.passages)
    catalog = printed(catalog, pair)
    told = claim(catalog, basis_of(catalog), pair)
    assert Aspect.CONTRADICTION in [reason.aspect for reason in told.verdict.reasons]
    words = Questions(Labels(catalog, language("en")))
    assert "They do not show" in words.full(told), "no order is given"
    (question,) = within_city(basis_of(catalog), [one, other])
    assert words.question(question) == "“x” and “y”: which of these is right?"
    chinese = Questions(Labels(catalog, language("zh"))).question(question)
    assert chinese == "“x”和“y”：以哪个为准？"


def test_numbers_of_one_city_that_may_hold_each_other(catalog: Catalog, basis: Basis) -> None:
    cold = compare(catalog, "homicide_clearance_cold").blocks[0].figures
    told = claim(catalog, basis, cold)
    sentence = {
        code: Questions(Labels(catalog, language(code))).full(told) for code in ("en", "zh")
    }
    assert "; may overlap: Longnan 18, 4 and 3; " in sentence["en"]
    assert "；可能重叠：陇南18、4和3；" in sentence["zh"]
    longnan = [one for one in cold if one.city == "longnan"]
    (question,) = within_city(basis, longnan)
    assert within_city(basis, longnan[:1]) == []
    assert Questions(Labels(catalog, language("en"))).question(question) == (
        "“3 cold homicides”, “4 cold homicides solved” and “18 cold homicides solved in three years”: "
        "is anything counted in more than one of these?"
    )


def after(
    basis: Basis, kept: Sequence[ReportedFigure], questions: Sequence[Question]
) -> tuple[Basis, list[ReportedFigure]]:
    """What verdicts rest on, and the figures, once questions are answered as asked."""
    now = {one.city: one for one in kept}
    for question in questions:
        basis = learned(basis, question)
        now[question.city] = answer(now[question.city], question)
    return basis, list(now.values())


some = st.lists(figures, min_size=2, max_size=6, unique_by=lambda f: f.id)
rates = st.sets(st.sampled_from(list(Rate)))


@settings(max_examples=150, deadline=None)
@given(some, rates, st.booleans())
def test_answers_make_figures_like_for_like_and_none_is_asked_in_vain(
    catalog: Catalog, found: list[ReportedFigure], rates: set[Rate], kinds: bool
) -> None:
    assume(len({one.city for one in found}) > 1)
    if kinds:
        found = [one.model_copy(update=vague) for one in found]
    basis = basis_of(catalog, rates)
    asked = plan(catalog, basis, found)
    assert len(asked.questions) == len(asked.verdicts)
    assert {one.city for one in asked.kept} == {one.city for one in found}
    assert all(question.figure in asked.kept for question in asked.questions)
    then, filled = after(basis, asked.kept, asked.questions)
    assert judge(then, filled).level is Level.LIKE_FOR_LIKE
    if asked.verdicts:
        assert asked.verdicts[-1].level is Level.LIKE_FOR_LIKE
    for question in asked.questions:
        without = [one for one in asked.questions if one != question]
        then, filled = after(basis, asked.kept, without)
        assert judge(then, filled).level is not Level.LIKE_FOR_LIKE, question


def test_one_city_has_nothing_to_be_compared_with(catalog: Catalog, basis: Basis) -> None:
    with pytest.raises(ValueError, match="nothing to be compared with"):
        plan(catalog, basis, [figure(), figure(id="y", period="2022")])
