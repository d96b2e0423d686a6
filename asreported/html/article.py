"""An article in full, its origin, and what became of the numbers in it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

from asreported.catalog.accounting import account, clause_around
from asreported.catalog.annotation import Piece, annotate
from asreported.catalog.model import ReportedFigure
from asreported.html.context import Context, Link, link_out, link_to
from asreported.html.escaping import escape_html
from asreported.html.page import folded
from asreported.translatable import N_
from asreported.words.labels import SEPARATOR


def source(context: Context, city_id: str, opening: str = "") -> str:
    """Write who says so, when, how we know, and how many numbers are accounted for.

    Of several articles one after the other; then what is of the city as a whole. ``opening`` is
    HTML that stands before it, below the city's name.
    """
    t, city = context.t, context.catalog.cities[city_id]
    read = escape_html(t("Read the article with every figure marked"))
    articles = [(_article_rows(context, one.id), one.id) for one in city.articles]
    of_city = _row(*context.labels.residents(city_id))
    if len(articles) > 1:
        numbers = _numbers(context, [article for _, article in articles])
        of_city += _row(t("Numbers accounted for in all articles"), t(_ACCOUNTED, **numbers))
    else:
        articles[0][0].insert(-1, of_city)
        of_city = ""
    body = "".join(
        f"<dl>{''.join(rows)}</dl><p>{link_to(context.links.article(article), read)}</p>"
        for rows, article in articles
    )
    body += f"<dl>{of_city}</dl>" if of_city else ""
    name, province = escape_html(t.label(city.name)), escape_html(t.label(city.province))
    head = f"<h2>{name} <span>{province}</span></h2>{opening}"
    return f'<section class="source">{head}{body}</section>'


_ACCOUNTED = N_("{accounted} of {found}")


def _article_rows(context: Context, article_id: str) -> list[str]:
    """Write what an article is and where it stands, the numbers accounted for last."""
    labels, t = context.labels, context.t
    addresses = [
        _row_of(term, link_out(address, escape_html(address)))
        for term, address in labels.addresses(article_id)
    ]
    rows = [_row(term, words) for term, words in labels.provenance(article_id)]
    accounted = t(_ACCOUNTED, **_numbers(context, [article_id]))
    return [*rows, *addresses, _row(t("Numbers accounted for"), accounted)]


def _numbers(context: Context, articles: Iterable[str]) -> dict[str, int]:
    """Count the numbers of articles, and those that are accounted for."""
    counted = [account(context.catalog, article) for article in articles]
    return {
        "accounted": sum(one.accounted for one in counted),
        "found": sum(one.found for one in counted),
    }


def _row(term: str, words: str) -> str:
    return _row_of(term, escape_html(words))


def _row_of(term: str, content: str) -> str:
    return f"<div><dt>{escape_html(term)}</dt><dd>{content}</dd></div>"


def origin(context: Context, article_id: str) -> str:
    """Write in one line which article it is and who says it when, with its addresses."""
    labels, t, article = context.labels, context.t, context.catalog.sources[article_id]
    parts = [escape_html(labels.article_title(article)), escape_html(labels.source(article_id))]
    if article.reposted_by is not None:
        site = t.label(article.reposted_by)
        parts.append(escape_html(t("reposted by {site}", site=site)))
    if article.url is not None:
        parts.append(link_out(article.url, escape_html(urlsplit(article.url).hostname or "")))
    if article.archived_url is not None:
        parts.append(link_out(article.archived_url, escape_html(t("archived copy"))))
    return f'<p class="origin">{SEPARATOR.join(parts)}</p>'


def other_articles(context: Context, figure: ReportedFigure) -> str:
    """Write what other articles on the city give in a figure's place, each leading to its words."""
    labels, t, catalog = context.labels, context.t, context.catalog
    said = [
        (
            other.id,
            t(
                "Another article gives {value}: {source}.",
                value=labels.value(other),
                source=labels.source(other.article),
            ),
        )
        for other in catalog.contradictions.get(figure.id, ())
    ]
    repeated = catalog.figures[figure.restates] if figure.restates else figure
    if repeated.article != figure.article:
        said.append(
            (repeated.id, t("It repeats: {source}.", source=labels.source(repeated.article)))
        )
    return "".join(
        f'<p class="remark">{link_to(context.links.figure(other), escape_html(words))}</p>'
        for other, words in said
    )


def accounts(context: Context, article_id: str) -> str:
    """Draw what became of an article's numbers as a bar, with its key and how many there are.

    Where the city has several articles it says how many there are in all.
    """
    t = context.t
    numbers = account(context.catalog, article_id)
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
    total = t(
        "{accounted} of {found} numbers accounted for",
        accounted=numbers.accounted,
        found=numbers.found,
    )
    every = [one.id for one in context.catalog.city_of(article_id).articles]
    if len(every) > 1:
        total += t(
            "; in the city's {number} articles {accounted} of {found}",
            number=len(every),
            **_numbers(context, every),
        )
    return (
        f'<div class="accounts"><p>{escape_html(total)}</p>'
        f'<div class="bar" aria-hidden="true">{bars}</div><p class="legend">{legend}</p></div>'
    )


def left_out(context: Context, article_id: str) -> str:
    """List the numbers that are no figure under their reasons, each in its clause."""
    catalog = context.catalog
    article, reasons = catalog.articles[article_id], catalog.content.exclusion_reasons
    language = catalog.languages[article_id]
    by_reason: dict[str, list[str]] = {}
    for reading, reason in account(catalog, article_id).left_out.items():
        by_reason.setdefault(reason, []).append(clause_around(article, reading))
    items = "".join(
        f"<dt>{escape_html(context.t.label(reasons[reason].name))}</dt>"
        f'<dd lang="{language}">{escape_html(" · ".join(dict.fromkeys(clauses)))}</dd>'
        for reason, clauses in by_reason.items()
    )
    return folded(context.t("Numbers left out, by reason"), f"<dl>{items}</dl>", "unused")


def article(context: Context, article_id: str, link: Link | None = None) -> str:
    """Write an article with every figure, statement, and number that is none, marked.

    A mark leads to where ``link`` says that its first figure or statement is; without one it is a
    button, for a page that shows the figures itself.
    """
    placed: set[str] = set()  # words that are marked in pieces are one place to lead to
    paragraphs = "".join(
        f"<p>{''.join(_piece(context, piece, link, placed) for piece in paragraph)}</p>"
        for paragraph in annotate(context.catalog, article_id)
    )
    language = context.catalog.languages[article_id]
    return f'<div class="article" lang="{language}">{paragraphs}</div>'


def _piece(context: Context, piece: Piece, link: Link | None, placed: set[str]) -> str:
    """Mark a stretch of an article by what is in it."""
    text = escape_html(piece.text)
    if piece.figures or piece.statements:
        return _mark(context, piece, text, link, placed)
    if piece.left_out:
        reason = context.t.label(context.catalog.content.exclusion_reasons[piece.left_out].name)
        title = escape(context.t("Left out: {reason}", reason=reason))
        return f'<span class="left-out" title="{title}">{text}</span>'
    return f'<span class="loose">{text}</span>' if piece.unaccounted else text


def _mark(context: Context, piece: Piece, text: str, link: Link | None, placed: set[str]) -> str:
    """Mark words that carry figures or statements; each is a place that a link may lead to."""
    ids = piece.figures + piece.statements
    title = escape("; ".join(_meaning(context, entry_id) for entry_id in ids))
    kind = "" if piece.figures else ' class="statement"'
    if link is None:
        return (
            f'<mark{kind} tabindex="0" role="button" data-figures="{escape(" ".join(ids))}" '
            f'title="{title}">{text}</mark>'
        )
    new = [entry_id for entry_id in ids if entry_id not in placed]
    placed.update(new)
    places = "".join(f'<span id="words-{escape(entry_id)}"></span>' for entry_id in new)
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
