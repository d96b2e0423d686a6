"""Sentences that may be printed and questions to send as files: Markdown and CSV."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from asreported.catalog.catalog import Catalog
from asreported.comparison.claims import Claim
from asreported.comparison.open_questions import open_questions
from asreported.comparison.questions import Question
from asreported.export.table import Record, to_csv
from asreported.html.escaping import escape_markdown
from asreported.words.labels import Labels
from asreported.words.language import Language
from asreported.words.questions import Questions, in_languages


def sentences(catalog: Catalog, claims: Sequence[Claim], ending: str, t: Language) -> bytes:
    """Write the sentences on claims as Markdown in a language, or as CSV in all of them.

    ``ending`` is "md" or "csv". Raises KeyError for another.
    """
    writers = {
        "md": lambda: _sentences_text(Questions(Labels(catalog, t)), claims).encode(),
        "csv": lambda: to_csv(rows := _sentence_rows(catalog, claims), _columns(rows)),
    }
    return writers[ending]()


def questions(catalog: Catalog, cities: Collection[str], ending: str, t: Language) -> bytes:
    """Write the questions to cities (empty: to all) as Markdown or as CSV, in all languages.

    Of Markdown ``t`` is the language that stands first. ``ending`` is "md" or "csv"; raises
    KeyError for another.
    """
    asked = {
        city: open_questions(catalog, city)
        for city in catalog.cities
        if not cities or city in cities
    }
    writers = {
        "md": lambda: _questions_text(catalog, asked, t).encode(),
        "csv": lambda: to_csv(rows := _question_rows(catalog, asked), _columns(rows)),
    }
    return writers[ending]()


def _columns(rows: Sequence[Record]) -> list[str]:
    return list(dict.fromkeys(column for row in rows for column in row))


def _sentence_rows(catalog: Catalog, claims: Iterable[Claim]) -> list[Record]:
    """Return claims as rows: ids, the verdict, which is larger, and the sentences."""
    by_code = in_languages(catalog)
    return [
        {
            "metric": claim.figures[0].metric,
            "counts": " ".join(claim.counts),
            "cities": " ".join(claim.cities),
            "figures": " ".join(figure.id for figure in claim.figures),
            "verdict": claim.verdict.level.value,
            "larger": _larger(claim),
            **{f"full_{code}": words.full(claim) for code, words in by_code.items()},
            **{f"short_{code}": words.short(claim) for code, words in by_code.items()},
            **{f"sources_{code}": words.credit(claim) for code, words in by_code.items()},
        }
        for claim in claims
    ]


def _larger(claim: Claim) -> str:
    """Return the id of the larger figure, "open", or nothing where no order may be given."""
    if claim.order is None:
        return ""
    return claim.order.larger.id if claim.order.larger else "open"


def _sentences_text(words: Questions, claims: Iterable[Claim]) -> str:
    """Write the sentences as Markdown, each with the verdict and the sources."""
    t, parts = words.t, [f"# {words.t('In a sentence')}"]
    for claim in claims:
        lines = [words.full(claim), words.short(claim), words.credit(claim)]
        heading = t(
            "{topic}: {told}.", topic=words.topic(claim), told=words.level(claim.verdict.level)
        )
        parts += [f"## {escape_markdown(heading.rstrip('.。'))}", *map(escape_markdown, lines)]
    return "\n\n".join(parts) + "\n"


_Asked = Mapping[str, Mapping[str, Sequence[Question]]]


def _question_rows(catalog: Catalog, asked: _Asked) -> list[Record]:
    """Return questions as rows: to which city, on what, and its words."""
    by_code = in_languages(catalog)
    return [
        {
            "city": city,
            "theme": theme,
            "ask": question.ask.value,
            "figures": " ".join(figure.id for figure in question.figures),
            **{f"to_{code}": words.addressee(question) for code, words in by_code.items()},
            **{f"question_{code}": words.question(question) for code, words in by_code.items()},
            **{f"because_{code}": words.because(question) for code, words in by_code.items()},
        }
        for city, themes in asked.items()
        for theme, questions in themes.items()
        for question in questions
    ]


def _questions_text(catalog: Catalog, asked: _Asked, t: Language) -> str:
    """Write questions as Markdown by city and theme, in the first language, then the others."""
    first, *others = in_languages(catalog, t.code).values()
    parts = [f"# {t('Questions to ask')}"]
    for city, themes in asked.items():
        parts.append(f"## {escape_markdown(first.labels.city(city))}")
        for theme, questions in themes.items():
            parts.append(f"### {escape_markdown(first.labels.theme(theme))}")
            parts += ["\n".join(_item(question, first, others)) for question in questions]
    return "\n\n".join(parts) + "\n"


def _item(question: Question, first: Questions, others: Iterable[Questions]) -> Iterable[str]:
    """Yield the lines of a question in a list."""
    to, asked = map(escape_markdown, (first.to(question), first.question(question)))
    yield f"- **{to}** {asked}"
    for words in others:
        yield f"  <br>{escape_markdown(words.addressed(question))}"
    if because := first.because(question):
        yield f"  <br>*{escape_markdown(because)}*"
