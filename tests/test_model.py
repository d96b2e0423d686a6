"""What an entry of the catalog may hold, each limit with a value on either side of it."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from asreported import Catalog
from asreported.catalog.model import (
    CatalogFile,
    Census,
    Metric,
    Population,
    ReportedFigure,
    Source,
    Text,
)
from asreported.catalog.period import PartialDate

WORDS = {"en": "x", "zh": "某"}
FIGURE = {"id": "x", "metric": "m", "counts": "c", "value": 5, "period": 2023, "quote": "5",
          "gloss": "x", "city": "y"}  # fmt: skip
SOURCE = {"file": "a.txt", "published": 2023, "stated_by": "press"}
METRIC = {"name": WORDS, "about": WORDS, "theme": "t", "kind": "count", "unit": "each"}
PEOPLE = {"value": 1, "census": "c"}
CENSUS = {"name": WORDS, "on": "2020-11-01"}
GOOD: list[tuple[type[BaseModel], dict[str, Any]]] = [
    (Text, WORDS), (ReportedFigure, FIGURE), (Source, SOURCE), (Metric, METRIC),
    (Population, PEOPLE), (Census, CENSUS),
]  # fmt: skip


@pytest.mark.parametrize("model, data", GOOD, ids=[model.__name__ for model, _ in GOOD])
def test_no_entry_takes_an_unknown_field_or_changes(
    model: type[BaseModel], data: dict[str, Any]
) -> None:
    entry = model.model_validate(data)
    with pytest.raises(ValidationError, match="Extra inputs"):
        model.model_validate({**data, "remark": "x"})
    for field in data:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(entry, field, getattr(entry, field))


# An entry, the field that is changed, what is refused, and what is taken instead.
LIMITS = [
    (ReportedFigure, FIGURE, "id", ["", "A", "a b", "a--b", "-a", "a_", "é", "a" * 81, 5],
     ["a", "a-b_c9", "2020", "a" * 80]),
    (ReportedFigure, FIGURE, "value", ["5", "5.5", True, None, float("inf"), float("-inf"), float("nan")],
     [5, -5, 0, 5.5]),
    (ReportedFigure, FIGURE, "quote", ["", "   ", "\n", None, 5], ["x"]),
    (ReportedFigure, FIGURE, "gloss", ["", " "], ["x"]),
    (ReportedFigure, FIGURE, "as_written", ["", " "], [None, "x"]),
    (ReportedFigure, FIGURE, "qualifier", ["roughly", None], ["about", "exact"]),
    (ReportedFigure, FIGURE, "inferred", [{"value": WORDS}, {"period": "x"}, {"quote": WORDS}],
     [{}, {"period": WORDS, "baseline": WORDS, "counts": WORDS, "area": WORDS}]),
    (ReportedFigure, FIGURE, "period", [[2022], 2022.5, None, "soon"], [2022, "2022-01/2022-07"]),
    (Source, SOURCE, "file", ["", " "], ["a.txt"]),
    (Source, SOURCE, "published", [[2022], 2022.5, None, {"value": 2022, "on": "x"}],
     [2022, "2022-08-10", {"value": 2022, "inferred": WORDS}]),
    (Source, SOURCE, "stated_by", ["A b", None, {"value": "press", "who": "x"}],
     ["press", {"value": "press", "inferred": WORDS}]),
    (Source, SOURCE, "authors", [[""], "x"], [[WORDS], []]),
    (Text, WORDS, "en", ["", " ", None], ["x"]),
    (Text, WORDS, "zh", ["", "\t", None], ["某"]),
    (Population, PEOPLE, "value", [0, -1, "1", 1.0, 1.5, True], [1]),
    (Census, CENSUS, "on", ["2020-11", 2020], ["2020-11-01"]),
    (Metric, METRIC, "kind", ["sum"], ["money"]),
    (Metric, METRIC, "unit", ["dollar"], ["yuan"]),
    (Metric, METRIC, "rates", [["per_year"], "per_head"], [["per_head", "per_month"], []]),
]  # fmt: skip


@pytest.mark.parametrize(
    "model, data, field, refused, taken",
    LIMITS,
    ids=[f"{model.__name__}.{field}" for model, _, field, _, _ in LIMITS],
)
def test_limits_of_a_field(
    model: type[BaseModel], data: dict[str, Any], field: str, refused: list[Any], taken: list[Any]
) -> None:
    for value in refused:
        with pytest.raises(ValidationError) as fault:
            model.model_validate({**data, field: value})
        assert {error["loc"][0] for error in fault.value.errors()} == {field}, value
    for value in taken:
        model.model_validate({**data, field: value})


NEEDED = {
    ReportedFigure: FIGURE, Source: SOURCE, Metric: METRIC, Text: WORDS, Population: PEOPLE,
    Census: CENSUS,
}  # fmt: skip


@pytest.mark.parametrize(
    "model, field", [(model, field) for model, data in NEEDED.items() for field in data]
)
def test_what_nobody_may_leave_out(model: type[BaseModel], field: str) -> None:
    data = {key: value for key, value in NEEDED[model].items() if key != field}
    with pytest.raises(ValidationError, match="Field required"):
        model.model_validate(data)


def test_what_a_curator_need_not_type() -> None:
    figure = ReportedFigure.model_validate(FIGURE)
    assert (figure.qualifier, figure.area, figure.baseline) == ("exact", "whole_city", None)
    assert (figure.prefix, figure.suffix, figure.context) == ("", "", "5")
    assert (figure.inferred, figure.note, figure.as_written) == ({}, None, None)
    others = (figure.restates, figure.subset_of, figure.same_event, figure.system)
    assert others == (None, None, None, None)
    source = Source.model_validate(SOURCE)
    assert (source.title, source.publisher, source.authors) == (None, None, ())
    assert (source.published.value, source.published.inferred) == (PartialDate(2023), None)
    assert (source.stated_by.value, source.stated_by.inferred) == ("press", None)
    assert Metric.model_validate(METRIC).rates == ()


def test_blanks_around_words_are_dropped_and_those_of_a_context_kept() -> None:
    figure = ReportedFigure.model_validate(
        {**FIGURE, "quote": " 5人 ", "prefix": " 有", "suffix": "。 "}
    )
    assert (figure.quote, figure.context) == ("5人", " 有5人。 ")


def test_a_catalog_written_out_reads_the_same(catalog: Catalog) -> None:
    assert CatalogFile.model_validate(catalog.content.model_dump()) == catalog.content


@pytest.mark.parametrize(
    "sign", ["\0", "\x08", "\x0b", "\r", "\x1f", "\x7f", "\x9f", "\ufffe", "\uffff"]
)
def test_what_cannot_be_seen_is_refused(sign: str) -> None:
    with pytest.raises(
        ValidationError, match=f"the control character U\\+{ord(sign):04X}: take it out"
    ):
        Text(en=f"a{sign}b", zh="某")


@pytest.mark.parametrize("words", ["a\nb", "a\tb", "a\u200bb", "a\xa0b", "\ufffd", "𝔘"])
def test_what_is_seen_or_leaves_room_is_kept(words: str) -> None:
    assert Text(en=words, zh="某").en == words
