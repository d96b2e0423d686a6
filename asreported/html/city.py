"""A city's figures as tables by theme, and the systems that its article names."""

from __future__ import annotations

from html import escape

from asreported.catalog.model import ReportedFigure, System
from asreported.comparison.city import elsewhere, systems_with_figures
from asreported.comparison.excerpts import MOST_ELSEWHERE, excerpt
from asreported.html import Context, escaped
from asreported.words.labels import SEPARATOR


def theme_table(context: Context, theme: str, figures: list[ReportedFigure]) -> str:
    """A theme's figures of one city, a row each, with what other cities report on the same."""
    t = context.t
    name = escaped(t.label(context.catalog.content.themes[theme].name))
    heads = (t("Metric"), t("Value"), t("Period"), t("In the article's words"), t("Other cities"))
    head = "".join(f'<th scope="col">{escaped(word)}</th>' for word in heads)
    rows = "".join(_row(context, figure, heads) for figure in figures)
    return (
        f'<h2 class="theme">{name}</h2><table class="figures portrait">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(context: Context, figure: ReportedFigure, heads: tuple[str, ...]) -> str:
    labels = context.labels
    metric = escaped(labels.metric(figure.metric))
    compare = escape(context.links.metric(figure.metric))
    evidence = escape(context.links.figure(figure.id))
    notes = escaped(SEPARATOR.join(labels.notes(figure)))
    gloss = f"<p>{escaped(figure.gloss)}</p>" if context.t.code != "zh" else ""
    quote = (
        f'<a href="{evidence}" target="_self"><mark lang="zh">{escaped(figure.quote)}</mark></a>'
    )
    return (
        f'<tr><th scope="row"><a href="{compare}" target="_self">{metric}</a>'
        f"<small>{escaped(labels.counts(figure.counts))}</small></th>"
        f'<td class="value" data-label="{escape(heads[1])}">{escaped(labels.value(figure))}</td>'
        f'<td data-label="{escape(heads[2])}">{notes}</td>'
        f'<td class="evidence">{quote}<div class="gloss" lang="en">{gloss}</div></td>'
        f'<td data-label="{escape(heads[4])}">{_others(context, figure)}</td></tr>'
    )


def _others(context: Context, figure: ReportedFigure) -> str:
    """The same thing elsewhere with its value; who counts something else, by name."""
    labels, t = context.labels, context.t
    same, unlike = elsewhere(context.catalog, figure)
    part = excerpt(same, MOST_ELSEWHERE)
    lines = [
        f"<div>{escaped(labels.city(other.city))} <b>{escaped(labels.value(other))}</b> "
        f"<small>{escaped(labels.period(other))}</small></div>"
        for other in part.shown
    ]
    if part.more:
        chart = escape(context.links.metric(figure.metric))
        words = escaped(t("and {number} more", number=part.more))
        lines.append(f'<small><a href="{chart}" target="_self">{words}</a></small>')
    if unlike:
        words = escaped(t("count something else: {cities}", cities=labels.cities(unlike)))
        lines.append(f"<small>{words}</small>")
    return "".join(lines)


def systems(context: Context, city_id: str) -> str:
    """The systems that a city's article names, with their figures; empty where there is none."""
    items = "".join(
        _system(context, system, figures)
        for system, figures in systems_with_figures(context.catalog, city_id)
    )
    if not items:
        return ""
    heading = escaped(context.t("Systems"))
    return f'<h2 class="theme">{heading}</h2><ul class="systems">{items}</ul>'


def _system(context: Context, system: System, figures: list[ReportedFigure]) -> str:
    labels, t = context.labels, context.t
    name = escaped(t.label(system.name))
    zh = f' <span lang="zh">{escaped(system.name.zh)}</span>' if t.code != "zh" else ""
    about = escaped(t.text(system.about))
    values = escaped(t("; ").join(f"{labels.counts(f.counts)} {labels.value(f)}" for f in figures))
    lines = f'<p class="values">{values}</p>' if figures else ""
    return f"<li><strong>{name}</strong>{zh}<p>{about}</p>{lines}</li>"
