"""An article in full, its origin, and what became of the numbers in it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from asreported.catalog.accounting import account, clause_around
from asreported.catalog.annotation import Piece, annotate
from asreported.html import Context, Link, escaped


def source(context: Context, city_id: str) -> str:
    """Who says so, when, and how we know; how many numbers are accounted for."""
    labels, t, city = context.labels, context.t, context.catalog.cities[city_id]
    made = account(context.catalog, city_id)
    accounted = t("{accounted} of {found}", accounted=made.accounted, found=made.found)
    facts = [*labels.provenance(city_id), (t("Numbers accounted for"), accounted)]
    rows = "".join(f"<div><dt>{escaped(k)}</dt><dd>{escaped(v)}</dd></div>" for k, v in facts)
    link = escape(context.links.article(city_id))
    read = escaped(t("Read the article with every figure marked"))
    name = escaped(t.label(city.name))
    province = escaped(t.label(city.province))
    return (
        f'<section class="source"><h2>{name} <span>{province}</span></h2><dl>{rows}</dl>'
        f'<p><a href="{link}" target="_self">{read}</a></p></section>'
    )


def accounts(context: Context, city: str) -> str:
    """How many numbers the article holds, and what became of them, as a bar and in words."""
    t = context.t
    made = account(context.catalog, city)
    parts = [
        ("used", len(made.in_figures), t("in figures")),
        ("unused", len(made.left_out), t("left out with a reason")),
        ("loose", len(made.loose), t("not accounted for")),
    ]
    bars = "".join(
        f'<span class="{kind}" style="flex-grow: {number}"></span>'
        for kind, number, _ in parts
        if number
    )
    legend = "".join(
        f'<span class="{kind}"><i></i>{number} {escaped(name)}</span>'
        for kind, number, name in parts
        if number or kind != "loose"
    )
    sentence = escaped(t("{accounted} of {found} numbers accounted for",
                    accounted=made.accounted, found=made.found))  # fmt: skip
    return (
        f'<div class="accounts"><p>{sentence}</p><div class="bar" aria-hidden="true">{bars}</div>'
        f'<p class="legend">{legend}</p></div>'
    )


def left_out(context: Context, city: str) -> str:
    """All numbers that are no figure, by the reason, each in its clause."""
    article, reasons = context.catalog.articles[city], context.catalog.content.reasons
    by_reason: dict[str, list[str]] = {}
    for reading, why in account(context.catalog, city).left_out.items():
        by_reason.setdefault(why, []).append(clause_around(article, reading))
    items = "".join(
        f"<dt>{escaped(context.t.label(reasons[why].name))}</dt>"
        f'<dd lang="zh">{escaped(" · ".join(dict.fromkeys(clauses)))}</dd>'
        for why, clauses in by_reason.items()
    )
    summary = escaped(context.t("Numbers left out, by reason"))
    return f'<details class="unused"><summary>{summary}</summary><dl>{items}</dl></details>'


def article(context: Context, city: str, link: Link | None = None) -> str:
    """A city's article with every figure and every number left out marked.

    A mark leads to its first figure by ``link``; without one it is a button, for a
    page that shows the figures itself.
    """
    paragraphs = "".join(
        f"<p>{''.join(_piece(context, piece, link) for piece in paragraph)}</p>"
        for paragraph in annotate(context.catalog, city)
    )
    return f'<div class="article" lang="zh">{paragraphs}</div>'


def _piece(context: Context, piece: Piece, link: Link | None) -> str:
    text = escaped(piece.text)
    if piece.figures:
        return _mark(context, piece.figures, text, link)
    if piece.left_out:
        reason = context.t.label(context.catalog.content.reasons[piece.left_out].name)
        sentence = context.t("Left out: {reason}", reason=reason)
        return f'<span class="left-out" title="{escape(sentence)}">{text}</span>'
    return f'<span class="loose">{text}</span>' if piece.loose else text


def _mark(context: Context, figure_ids: Sequence[str], text: str, link: Link | None) -> str:
    labels = context.labels
    figures = [context.catalog.figures[figure_id] for figure_id in figure_ids]
    title = escape("; ".join(f"{labels.metric(f.metric)}: {labels.value(f)}" for f in figures))
    if link is not None:
        places = "".join(
            f'<span id="words-{escape(figure_id)}"></span>' for figure_id in figure_ids
        )
        address = escape(link(figure_ids[0]))
        return f'{places}<a href="{address}" title="{title}"><mark>{text}</mark></a>'
    ids = escape(" ".join(figure_ids))
    return f'<mark tabindex="0" role="button" data-figures="{ids}" title="{title}">{text}</mark>'
