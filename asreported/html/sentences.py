"""What may be printed of figures, what would make them comparable, and where to check it.

Full or short and the language are chosen by radio buttons that the style sheet follows, so that
a page without scripts has the choice, too. Buttons to copy are hidden until a script comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from asreported.catalog.model import ReportedFigure
from asreported.comparison.claims import Claim
from asreported.comparison.questions import Plan, Question
from asreported.html.context import Context, link_out, link_to
from asreported.html.escaping import escape_html
from asreported.html.page import folded
from asreported.words.language import LANGUAGES
from asreported.words.questions import Questions, in_languages

_FORMS = ("full", "short")
#: Hides the sentences in other languages than the one that is chosen.
_STYLE = "".join(
    f'.sentence:has([value="{code}"]:checked) p:not(.in-{code}) {{ display: none; }}'
    for code in LANGUAGES
)


def in_a_sentence(context: Context, claims: Sequence[Claim], *, name: str) -> str:
    """Write the sentences on claims, the first with its questions and sources.

    ``name`` sets the choices of form and language apart from those of others on a page.
    """
    t, words = context.t, in_languages(context.catalog, context.t.code)
    first, *others = claims
    more = "".join(_sentence(words, one) for one in others)
    if more:
        more = folded(t("Under each heading"), more)
    called, what = escape_html(t("In a sentence")), escape_html(_topic(words[t.code], first))
    heading = f"{called} <span>{what}</span>"
    return (
        _section(context, heading, _sentence(words, first) + more, name=name)
        + _plan(context, words, first)
        + _at_the_source(context, first.figures)
    )


def under_each_heading(context: Context, claims: Sequence[Claim], *, name: str) -> str:
    """Write the sentences on claims alone; ``name`` is as for ``in_a_sentence``."""
    words = in_languages(context.catalog, context.t.code)
    cards = "".join(_sentence(words, one) for one in claims)
    return _section(context, "", cards, name=name)


def _section(context: Context, heading: str, cards: str, *, name: str) -> str:
    """Write sentences below their heading, if any, and choices of form and language."""
    head = f"<h3>{heading}</h3>" if heading else ""
    return (
        f'<section class="sentence"><style>{_STYLE}</style><div class="head">{head}'
        f"{_choices(context, name)}</div>{cards}</section>"
    )


def questions_to(context: Context, asked: Mapping[str, Sequence[Question]]) -> str:
    """Write the questions to a city by theme, folded, all to be copied at once."""
    if not asked:
        return ""
    t, words = context.t, in_languages(context.catalog, context.t.code)
    themes = "".join(
        f"<details{' open' if i == 0 else ''}><summary>{escape_html(context.labels.theme(theme))} "
        f"<span>{len(questions)}</span></summary>{_list(words, t.code, questions)}</details>"
        for i, (theme, questions) in enumerate(asked.items())
    )
    every = [question for questions in asked.values() for question in questions]
    number = t.plural("{number} question", "{number} questions", len(every))
    return _questions(context, words, t("Questions to ask"), number, every, themes)


def _topic(words: Questions, claim: Claim) -> str:
    """Name what a claim is about, its cities and the verdict."""
    return words.t(
        "{topic}: {cities}, {verdict}",
        topic=words.topic(claim),
        cities=words.labels.cities(claim.cities),
        verdict=words.level(claim.verdict.level),
    )


def _choices(context: Context, name: str) -> str:
    """Write the choices of form and language."""
    t = context.t
    length, tongue = t("Length"), t("Language")
    forms = {"full": t("Full"), "short": t("Short")}
    names = {code: settings.name for code, settings in LANGUAGES.items()}
    return (
        f'<div class="choices">{_radios(f"form-{name}", length, forms, "full")}'
        f"{_radios(f'lang-{name}', tongue, names, t.code)}</div>"
    )


def _radios(name: str, legend: str, options: Mapping[str, str], chosen: str) -> str:
    """Write radio buttons; a language is named in its own words."""
    buttons = "".join(
        f'<label><input type="radio" name="{escape(name)}" value="{escape(value)}"'
        f"{' checked' if value == chosen else ''}>"
        f"<span{_tongue(value)}>{escape_html(label)}</span></label>"
        for value, label in options.items()
    )
    return f'<fieldset aria-label="{escape(legend)}">{buttons}</fieldset>'


def _tongue(value: str) -> str:
    return f' lang="{escape(value)}"' if value in LANGUAGES else ""


def _sentence(words: Mapping[str, Questions], claim: Claim) -> str:
    """Write a claim in every form and language, of which one is shown, with its credit line."""
    texts = "".join(
        f'<p class="{form} in-{escape(code)}" lang="{escape(code)}">'
        f"{escape_html(one.full(claim) if form == 'full' else one.short(claim))}"
        f"<small>{escape_html(one.credit(claim))}</small></p>"
        for code, one in words.items()
        for form in _FORMS
    )
    t = next(iter(words.values())).t
    button = copy_button(t("Copy"), t("Copied"))
    return f'<div class="card">{texts}{button}</div>'


def copy_button(label: str, done: str, text: str = "") -> str:
    """Write a button that copies ``text``, or else what is shown beside it."""
    held = f' data-text="{escape(text)}"' if text else ""
    return (
        f'<button type="button" class="copy" hidden data-done="{escape(done)}"{held}>'
        f"{escape_html(label)}</button>"
    )


def _plan(context: Context, words: Mapping[str, Questions], claim: Claim) -> str:
    """Write the fewest questions that make a claim's figures like for like; empty without."""
    if claim.plan is None or not claim.plan.questions:
        return ""
    t, here = context.t, words[context.t.code]
    steps = t("{term}: {meaning}", term=here.topic(claim), meaning=here.steps(claim.plan))
    listed = _list(words, t.code, claim.plan.questions, claim.plan)
    heading = t("What would make it comparable?")
    return _questions(context, words, heading, steps, claim.plan.questions, listed)


def _questions(
    context: Context,
    words: Mapping[str, Questions],
    heading: str,
    beside: str,
    questions: Sequence[Question],
    listed: str,
) -> str:
    """Write questions under a heading, with a button that copies them as a text to send."""
    letters = "\n\n".join(one.letter(questions) for one in words.values())
    button = copy_button(context.t("Copy all"), context.t("Copied"), letters)
    return (
        f'<section class="questions"><h3>{escape_html(heading)} '
        f"<span>{escape_html(beside)}</span></h3>"
        f'<div class="card"><div>{listed}</div>{button}</div></section>'
    )


def _list(
    words: Mapping[str, Questions],
    code: str,
    questions: Iterable[Question],
    plan: Plan | None = None,
) -> str:
    """List questions, each in every language, with what we infer and the verdict after it."""
    here = words[code]
    others = [one for other, one in words.items() if other != code]
    items = []
    for i, question in enumerate(questions):
        twins = "".join(
            f'<span class="twin" lang="{escape(one.t.code)}">'
            f"{_addressed(one, question, escape_html(one.to(question)))}</span>"
            for one in others
        )
        because = here.because(question)
        then = (
            here.t("Then: {verdict}.", verdict=here.level(plan.verdicts[i].level)) if plan else ""
        )
        remark = escape_html(" ".join(filter(None, [because, then])))
        asked = _addressed(here, question, f"<b>{escape_html(here.to(question))}</b>")
        items.append(f"<li>{asked}{twins}<small>{remark}</small></li>")
    return f"<ol>{''.join(items)}</ol>"


def _addressed(words: Questions, question: Question, to: str) -> str:
    """Write a question after HTML that says whom it is put to."""
    return words.t("{to} {question}", to=to, question=escape_html(words.question(question)))


def _at_the_source(context: Context, figures: Iterable[ReportedFigure]) -> str:
    """Say for each figure where its words can be checked: what to search for, and our copy."""
    items = "".join(
        f"<li>{escape_html(context.labels.figure(figure))}: "
        f'<mark lang="{escape(context.catalog.languages[figure.article])}">'
        f"{escape_html(figure.quote)}</mark><small>{_where(context, figure)}</small></li>"
        for figure in figures
    )
    return folded(context.t("How to check it at the source"), f"<ul>{items}</ul>", "at-source")


def _where(context: Context, figure: ReportedFigure) -> str:
    """Lead to the article where its address is on record, else say what to search for.

    A link to the words in our copy follows.
    """
    t, source = context.t, context.catalog.sources[figure.article]
    if source.url is not None:
        line = link_out(source.url, escape_html(source.url))
    else:
        searched = escape_html(context.labels.search_line(figure.article))
        language = escape(context.catalog.languages[figure.article])
        line = t("Search for: {line}", line=f'<span lang="{language}">{searched}</span>')
    ours = link_to(context.links.figure(figure.id), escape_html(t("Read it in our copy")))
    return f"{line} {ours}"
