"""A city's figures as tables by theme, and the systems that its article names."""

from __future__ import annotations

from html import escape

from asreported.catalog.model import (
    Qualifier,
    ReportedFigure,
    Statement,
    System,
)
from asreported.comparison.city import (
    Glance,
    at_a_glance,
    bar_length,
    reported_elsewhere,
    systems_with_figures,
)
from asreported.comparison.excerpts import MAX_ELSEWHERE, MAX_NAMED, excerpt
from asreported.drawing import style
from asreported.html.context import Context
from asreported.html.escaping import escape_html
from asreported.html.figures import quote_link
from asreported.html.page import table
from asreported.html.side_by_side import DASH
from asreported.words.labels import SEPARATOR


def glance(context: Context, city_id: str) -> str:
    """Draw a city's article at a glance: figures by theme, what may be compared, what is inferred.

    Empty where it has no figure.
    """
    seen = at_a_glance(context.catalog, city_id)
    if not seen.figures:
        return ""
    colour = style.city_colours(context.catalog.cities)[city_id]
    parts = _by_theme(context, seen) + _partners(context, seen) + _inferred(context, seen)
    return f'<section class="glance" style="--city: {colour}">{parts}</section>'


def _part(heading: str, content: str) -> str:
    return f"<div><h3>{escape_html(heading)}</h3>{content}</div>"


def _by_theme(context: Context, seen: Glance) -> str:
    """Draw a bar for the figures of each theme."""
    t, most = context.t, max(seen.by_theme.values())
    rows = "".join(
        f"<li><span>{escape_html(context.labels.theme(theme))}</span>"
        f'<i class="bar"><i style="width: {100 * number / most:.4g}%"></i></i>'
        f"<b>{t.digits(number)}</b></li>"
        for theme, number in seen.by_theme.items()
    )
    heading = t.plural("{number} figure", "{number} figures", seen.figures)
    return _part(heading, f'<ul class="bars">{rows}</ul>')


def _partners(context: Context, seen: Glance) -> str:
    """Write how many figures may be compared, and with each city on which metrics."""
    t, labels = context.t, context.labels
    every = t.digits(seen.figures)
    heading = t.plural(
        "{number} of {all} may be compared", "{number} of {all} may be compared",
        seen.comparable, all=every,
    )  # fmt: skip
    part = excerpt(seen.partners.items(), MAX_NAMED)
    rows = "".join(
        f"<li><span>{escape_html(labels.city(city))}</span>"
        f"<span>{_metrics(context, metrics)}</span></li>"
        for city, metrics in part.shown
    )
    more = f"<li>{escape_html(t('{number} more', number=part.more))}</li>" if part.more else ""
    return _part(heading, f'<ul class="partners">{rows}{more}</ul>')


def _metrics(context: Context, metrics: tuple[str, ...]) -> str:
    """Name metrics, each leading to its chart; a dash where there are none."""
    part = excerpt(metrics, MAX_ELSEWHERE)
    names = list(map(context.to_metric, part.shown))
    names += [escape_html(context.t("and {number} more", number=part.more))] if part.more else []
    return SEPARATOR.join(names) or DASH


def _inferred(context: Context, seen: Glance) -> str:
    """Draw how many figures are entered as stated, and how many have a field that is inferred."""
    t, stated = context.t, seen.figures - seen.inferred
    heading = t("{number} entered as stated", number=t.digits(stated))
    fields = t(", ").join(
        t("{counts} {value}", counts=context.labels.field(field), value=t.digits(number))
        for field, number in sorted(seen.fields.items(), key=lambda item: -item[1])
    )
    words = t.plural(
        "in {number} something is inferred: {fields}",
        "in {number} something is inferred: {fields}",
        seen.inferred,
        fields=fields,
    )
    below = f"<p>{escape_html(words)}</p>" if seen.inferred else ""
    bar = f'<i style="flex-grow: {stated}"></i>' * bool(stated)
    bar += f'<i class="outlined" style="flex-grow: {seen.inferred}"></i>' * bool(seen.inferred)
    return _part(heading, f'<div class="parts" aria-hidden="true">{bar}</div>{below}')


def theme_table(context: Context, theme: str, figures: list[ReportedFigure]) -> str:
    """Write a city's figures under a theme, a row each, with what others report on the same."""
    t = context.t
    name = escape_html(context.labels.theme(theme))
    heads = (t("Metric"), t("Value"), t("Period"), t("In the article's words"), t("Other cities"))
    rows = "".join(_row(context, figure, heads) for figure in figures)
    return f'<h2 class="theme">{name}</h2>{table("figures portrait", heads, rows)}'


def _row(context: Context, figure: ReportedFigure, heads: tuple[str, ...]) -> str:
    """Write a figure's row; on a narrow screen its cells have the headings as labels."""
    labels = context.labels
    gloss = f"<p>{escape_html(figure.gloss)}</p>" if labels.needs_gloss(figure) else ""
    counts, value = escape_html(labels.counts(figure.counts)), escape_html(labels.value(figure))
    notes = escape_html(SEPARATOR.join(labels.row_notes(figure)))
    return (
        f'<tr><th scope="row">{context.to_metric(figure.metric)}<small>{counts}</small></th>'
        f'<td class="value" data-label="{escape(heads[1])}">{value}{_bar(context, figure)}</td>'
        f'<td data-label="{escape(heads[2])}">{notes}</td>'
        f'<td class="evidence">{quote_link(context, figure)}'
        f'<div class="gloss" lang="en">{gloss}</div></td>'
        f'<td data-label="{escape(heads[4])}">{_others(context, figure)}</td></tr>'
    )


def _bar(context: Context, figure: ReportedFigure) -> str:
    """Draw a thin bar for a share or a change; empty for another number."""
    length = bar_length(context.catalog, figure)
    if length is None:
        return ""
    css = "outlined" if figure.inferred else ""
    if figure.qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST):
        css = f"{css} open"
    inner = f'<i class="{css.strip()}" style="width: {length:.4g}%"></i>'
    return f'<i class="bar" aria-hidden="true">{inner}</i>'


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
        more = t("and {number} more", number=part.more)
        lines.append(f"<small>{context.to_metric(figure.metric, more)}</small>")
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
    return f'<h2 class="theme">{heading}</h2>{table("figures", heads, rows)}'


def _statement_row(context: Context, statement: Statement) -> str:
    """Write a statement's row."""
    labels = context.labels
    said = escape_html(context.captions.said(statement, statement.metric))
    gloss = f'<p class="gloss" lang="en">{escape_html(statement.gloss)}</p>'
    return (
        f'<tr><th scope="row">{context.to_metric(statement.metric)}'
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
