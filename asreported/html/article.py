"""An article in full, its origin, and what became of the numbers in it."""

from __future__ import annotations

from html import escape

from asreported.catalog.accounting import account, clause_around
from asreported.catalog.annotation import Piece, annotate
from asreported.catalog.model import ARTICLE_LANGUAGE
from asreported.html.context import Context, Link, link_to
from asreported.html.escaping import escape_html


def source(context: Context, city_id: str, opening: str = "") -> str:
    """Write who says so, when, how we know, and how many numbers are accounted for.

    ``opening`` is HTML that stands before it, below the city's name.
    """
    labels, t, city = context.labels, context.t, context.catalog.cities[city_id]
    numbers = account(context.catalog, city_id)
    accounted = t("{accounted} of {found}", accounted=numbers.accounted, found=numbers.found)
    terms = [*labels.provenance(city_id), (t("Numbers accounted for"), accounted)]
    rows = "".join(
        f"<div><dt>{escape_html(term)}</dt><dd>{escape_html(words)}</dd></div>"
        for term, words in terms
    )
    name = escape_html(t.label(city.name))
    province = escape_html(t.label(city.province))
    read = escape_html(t("Read the article with every figure marked"))
    return (
        f'<section class="source"><h2>{name} <span>{province}</span></h2>{opening}<dl>{rows}</dl>'
        f"<p>{link_to(context.links.article(city_id), read)}</p></section>"
    )


def accounts(context: Context, city_id: str) -> str:
    """Draw what became of the article's numbers as a bar, with its key and how many there are."""
    t = context.t
    numbers = account(context.catalog, city_id)
    parts = [
        ("used", len(numbers.in_figures), t("in figures")),
        ("unused", len(numbers.left_out), t("left out with a reason")),
        ("loose", len(numbers.unaccounted), t("not accounted for")),
    ]
    bars = "".join(
        f'<span class="{kind}" style="flex-grow: {number}"></span>'
        for kind, number, _ in parts
        if number
    )
    legend = "".join(
        f'<span class="{kind}"><i></i>{number} {escape_html(name)}</span>'
        for kind, number, name in parts
        if number or kind != "loose"
    )
    total = t("{accounted} of {found} numbers accounted for",
              accounted=numbers.accounted, found=numbers.found)  # fmt: skip
    return (
        f'<div class="accounts"><p>{escape_html(total)}</p>'
        f'<div class="bar" aria-hidden="true">{bars}</div><p class="legend">{legend}</p></div>'
    )


def left_out(context: Context, city_id: str) -> str:
    """List the numbers that are no figure under their reasons, each in its clause."""
    article, reasons = context.catalog.articles[city_id], context.catalog.content.exclusion_reasons
    by_reason: dict[str, list[str]] = {}
    for reading, reason in account(context.catalog, city_id).left_out.items():
        by_reason.setdefault(reason, []).append(clause_around(article, reading))
    items = "".join(
        f"<dt>{escape_html(context.t.label(reasons[reason].name))}</dt>"
        f'<dd lang="{ARTICLE_LANGUAGE}">{escape_html(" · ".join(dict.fromkeys(clauses)))}</dd>'
        for reason, clauses in by_reason.items()
    )
    summary = escape_html(context.t("Numbers left out, by reason"))
    return f'<details class="unused"><summary>{summary}</summary><dl>{items}</dl></details>'


def article(context: Context, city_id: str, link: Link | None = None) -> str:
    """Write a city's article with every figure, statement, and number that is none, marked.

    A mark leads to where ``link`` says that its first figure or statement is; without one it is a
    button, for a page that shows the figures itself.
    """
    paragraphs = "".join(
        f"<p>{''.join(_piece(context, piece, link) for piece in paragraph)}</p>"
        for paragraph in annotate(context.catalog, city_id)
    )
    return f'<div class="article" lang="{ARTICLE_LANGUAGE}">{paragraphs}</div>'


def _piece(context: Context, piece: Piece, link: Link | None) -> str:
    """Mark a stretch of an article by what is in it."""
    text = escape_html(piece.text)
    if piece.figures or piece.statements:
        return _mark(context, piece, text, link)
    if piece.left_out:
        reason = context.t.label(context.catalog.content.exclusion_reasons[piece.left_out].name)
        title = escape(context.t("Left out: {reason}", reason=reason))
        return f'<span class="left-out" title="{title}">{text}</span>'
    return f'<span class="loose">{text}</span>' if piece.unaccounted else text


def _mark(context: Context, piece: Piece, text: str, link: Link | None) -> str:
    """Mark words that carry figures or statements; each is a place that a link may lead to."""
    ids = piece.figures + piece.statements
    title = escape("; ".join(_meaning(context, entry_id) for entry_id in ids))
    kind = "" if piece.figures else ' class="statement"'
    if link is None:
        return (
            f'<mark{kind} tabindex="0" role="button" data-figures="{escape(" ".join(ids))}" '
            f'title="{title}">{text}</mark>'
        )
    places = "".join(f'<span id="words-{escape(entry_id)}"></span>' for entry_id in ids)
    address = escape(link(ids[0]))
    return f'{places}<a href="{address}" title="{title}"><mark{kind}>{text}</mark></a>'


def _meaning(context: Context, entry_id: str) -> str:
    """Say in a few words what a figure or a statement says."""
    labels, statement = context.labels, context.catalog.statements.get(entry_id)
    if statement is not None:
        said = context.captions.said(statement, statement.metric)
        return f"{labels.metric(statement.metric)}: {said}"
    figure = context.catalog.figures[entry_id]
    return f"{labels.metric(figure.metric)}: {labels.value(figure)}"
