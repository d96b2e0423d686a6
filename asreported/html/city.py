"""A city's figures as tables by theme, and the systems that its article names."""

from __future__ import annotations

from html import escape

from asreported.catalog.model import ReportedFigure, Statement, System
from asreported.comparison.city import reported_elsewhere, systems_with_figures
from asreported.comparison.excerpts import MAX_ELSEWHERE, excerpt
from asreported.html.context import Context, link_to
from asreported.html.escaping import escape_html
from asreported.html.figures import quote_link
from asreported.words.labels import SEPARATOR


def theme_table(context: Context, theme: str, figures: list[ReportedFigure]) -> str:
    """Write a city's figures under a theme, a row each, with what others report on the same."""
    t = context.t
    name = escape_html(t.label(context.catalog.content.themes[theme].name))
    heads = (t("Metric"), t("Value"), t("Period"), t("In the article's words"), t("Other cities"))
    head = "".join(f'<th scope="col">{escape_html(words)}</th>' for words in heads)
    rows = "".join(_row(context, figure, heads) for figure in figures)
    return (
        f'<h2 class="theme">{name}</h2><table class="figures portrait">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(context: Context, figure: ReportedFigure, heads: tuple[str, ...]) -> str:
    """Write a figure's row; on a narrow screen its cells have the headings as labels."""
    labels, links = context.labels, context.links
    metric = link_to(links.metric(figure.metric), escape_html(labels.metric(figure.metric)))
    gloss = f"<p>{escape_html(figure.gloss)}</p>" if labels.needs_gloss(figure) else ""
    counts, value = escape_html(labels.counts(figure.counts)), escape_html(labels.value(figure))
    notes = escape_html(SEPARATOR.join(labels.row_notes(figure)))
    return (
        f'<tr><th scope="row">{metric}<small>{counts}</small></th>'
        f'<td class="value" data-label="{escape(heads[1])}">{value}</td>'
        f'<td data-label="{escape(heads[2])}">{notes}</td>'
        f'<td class="evidence">{quote_link(context, figure)}'
        f'<div class="gloss" lang="en">{gloss}</div></td>'
        f'<td data-label="{escape(heads[4])}">{_others(context, figure)}</td></tr>'
    )


def _others(context: Context, figure: ReportedFigure) -> str:
    """Write what others report on the same thing, and name those who count something else."""
    labels, t = context.labels, context.t
    same, unlike = reported_elsewhere(context.catalog, figure)
    part = excerpt(same, MAX_ELSEWHERE)
    lines = [
        f"<div>{escape_html(labels.city(other.city))} <b>{escape_html(labels.value(other))}</b> "
        f"<small>{escape_html(labels.period(other))}</small></div>"
        for other in part.shown
    ]
    if part.more:
        more = escape_html(t("and {number} more", number=part.more))
        lines.append(f"<small>{link_to(context.links.metric(figure.metric), more)}</small>")
    if unlike:
        who = escape_html(t("count something else: {cities}", cities=labels.cities(unlike)))
        lines.append(f"<small>{who}</small>")
    return "".join(lines)


def statements(context: Context, city_id: str) -> str:
    """List what a city's article says without a number; empty if it says nothing so."""
    t, city = context.t, context.catalog.cities[city_id]
    rows = "".join(_statement_row(context, statement) for statement in city.statements)
    if not rows:
        return ""
    heading = escape_html(t("Said without a number"))
    heads = (t("Metric"), t("What it says"), t("Period"), t("In the article's words"))
    head = "".join(f'<th scope="col">{escape_html(words)}</th>' for words in heads)
    return (
        f'<h2 class="theme">{heading}</h2><table class="figures">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _statement_row(context: Context, statement: Statement) -> str:
    """Write a statement's row."""
    labels = context.labels
    name = escape_html(labels.metric(statement.metric))
    said = escape_html(context.captions.said(statement, statement.metric))
    gloss = f'<p class="gloss" lang="en">{escape_html(statement.gloss)}</p>'
    return (
        f'<tr><th scope="row">{link_to(context.links.metric(statement.metric), name)}'
        f"<small>{escape_html(labels.counts(statement.counts))}</small></th><td>{said}</td>"
        f"<td>{escape_html(SEPARATOR.join(labels.statement_notes(statement)))}</td>"
        f'<td class="evidence">{quote_link(context, statement)}'
        f"{gloss if labels.needs_gloss(statement) else ''}</td></tr>"
    )


def systems(context: Context, city_id: str) -> str:
    """List the systems that a city's article names, with their figures; empty if it names none."""
    items = "".join(
        _system(context, system, figures)
        for system, figures in systems_with_figures(context.catalog, city_id)
    )
    if not items:
        return ""
    heading = escape_html(context.t("Systems"))
    return f'<h2 class="theme">{heading}</h2><ul class="systems">{items}</ul>'


def _system(context: Context, system: System, figures: list[ReportedFigure]) -> str:
    """Write a system's name, the article's own name for it, what it is, and its figures."""
    labels, t = context.labels, context.t
    name, about = escape_html(t.label(system.name)), escape_html(t.text(system.about))
    language = context.catalog.languages[system.article]
    own = escape_html(getattr(system.name, language))
    own = f' <span lang="{language}">{own}</span>' if language != t.code else ""
    values = escape_html(
        t("; ").join(f"{labels.counts(f.counts)} {labels.value(f)}" for f in figures)
    )
    values = f'<p class="values">{values}</p>' if figures else ""
    return f"<li><strong>{name}</strong>{own}<p>{about}</p>{values}</li>"
