"""An article with its numbers marked by what became of each, as HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from asreported.curation.worklist import Number, Status
from asreported.html.escaping import escape_html
from asreported.translatable import N_
from asreported.words.language import Language

#: The class of each mark, and what it means.
_KINDS = {
    Status.ENTERED: ("used", N_("entered")),
    Status.LEFT_OUT: ("unused", N_("no figure")),
    Status.OPEN: ("loose", N_("open")),
}


def marked_article(article: str, language: str, numbers: Sequence[Number], t: Language) -> str:
    """Write an article in paragraphs; each number is a button that tells where it starts."""
    parts, at = [], 0
    for number in numbers:
        css, meaning = _KINDS[number.status]
        parts.append(escape_html(article[at : number.start]))
        parts.append(
            f'<mark class="number {css}" tabindex="0" role="button" data-figures="{number.start}" '
            f'title="{escape(t(meaning))}">{escape_html(article[number.start : number.end])}</mark>'
        )
        at = number.end
    parts.append(escape_html(article[at:]))
    lines = "".join(parts).replace("\r", "").split("\n")
    paragraphs = "".join(f"<p>{line.strip()}</p>" for line in lines if line.strip())
    return f'<div class="article curated" lang="{escape(language)}">{paragraphs}</div>'


def progress(numbers: Sequence[Number], t: Language) -> str:
    """Draw how many numbers are entered, left out and open, as a bar with its key."""
    found = Counter(number.status for number in numbers)
    bars = "".join(
        f'<span class="{css}" style="flex-grow: {found[status]}"></span>'
        for status, (css, _) in _KINDS.items()
        if found[status]
    )
    key = "".join(
        f'<span class="{css}"><i></i>{found[status]} {escape_html(t(meaning))}</span>'
        for status, (css, meaning) in _KINDS.items()
    )
    return (
        f'<div class="accounts"><p class="legend">{key}</p>'
        f'<div class="bar" aria-hidden="true">{bars}</div></div>'
    )
