"""A page's heading, its tables, and what stands where it has nothing to draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from asreported.html.escaping import escape_html


def heading(name: str, lead: str = "") -> str:
    """Write a page's heading, and the sentence that says what it is for, if there is one."""
    below = f'<p class="tagline">{escape_html(lead)}</p>' if lead else ""
    return f'<h1 class="page">{escape_html(name)}</h1>{below}'


def section(name: str, lead: str) -> str:
    """Write the heading of a part of a page, and the sentence that says what it is for."""
    return f'<h2 class="theme">{escape_html(name)}</h2><p class="tagline">{escape_html(lead)}</p>'


def note(headline: str, *lines: str) -> str:
    """Write what to know where there is no chart; lines that are empty are left out."""
    remarks = "".join(map(remark, filter(None, lines)))
    return f'<p class="note" role="status">{escape_html(headline)}</p>{remarks}'


def remark(words: str, lead: str = "") -> str:
    """Write a line in small type, behind a word in bold, if there is one."""
    bold = f"<b>{escape_html(lead)}</b> " if lead else ""
    return f'<p class="remark">{bold}{escape_html(words)}</p>'


def folded(words: str, content: str, css: str = "") -> str:
    """Fold HTML under some words that open it."""
    chosen = f' class="{css}"' if css else ""
    return f"<details{chosen}><summary>{escape_html(words)}</summary>{content}</details>"


def table(css: str, heads: Iterable[str], rows: str, caption: str = "") -> str:
    """Write rows as a table below its headings; ``caption`` is HTML."""
    head = "".join(f'<th scope="col">{escape_html(words)}</th>' for words in heads)
    return (
        f'<table class="{css}">{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )


def contents(name: str, sections: Sequence[tuple[str, str]]) -> str:
    """Write what a page contains: a link to each section, given as its anchor and its title."""
    items = "".join(
        f'<li><a href="#{escape(anchor)}">{escape_html(title)}</a></li>'
        for anchor, title in sections
    )
    return f'<nav class="contents" aria-label="{escape(name)}"><ol>{items}</ol></nav>'
