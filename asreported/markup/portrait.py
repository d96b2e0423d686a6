"""A city's figures as tables by theme, and the systems that its article names."""

from __future__ import annotations

from html import escape

from asreported.markup import Context, shown
from asreported.model import ReportedFigure, System
from asreported.portions import MOST_ELSEWHERE
from asreported.portrait import elsewhere, systems_with_figures
from asreported.sentences import SEPARATOR


def theme_table(context: Context, theme: str, figures: list[ReportedFigure]) -> str:
    """A theme's figures of one city, a row each, with what other cities report on the same."""
    t = context.t
    name = shown(context.catalog.content.themes[theme].name.label(t.code))
    heads = (t("Metric"), t("Value"), t("Period"), t("In the article's words"), t("Other cities"))
    head = "".join(f'<th scope="col">{shown(word)}</th>' for word in heads)
    rows = "".join(_row(context, figure, heads) for figure in figures)
    return (
        f'<h2 class="theme">{name}</h2><table class="figures portrait">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(context: Context, figure: ReportedFigure, heads: tuple[str, ...]) -> str:
    say = context.say
    metric = shown(say.metric(figure.metric))
    compare = escape(context.links.metric(figure.metric))
    evidence = escape(context.links.figure(figure.id))
    notes = shown(SEPARATOR.join(say.notes(figure)))
    gloss = f"<p>{shown(figure.gloss)}</p>" if context.t.code != "zh" else ""
    quote = f'<a href="{evidence}" target="_self"><mark lang="zh">{shown(figure.quote)}</mark></a>'
    return (
        f'<tr><th scope="row"><a href="{compare}" target="_self">{metric}</a>'
        f"<small>{shown(say.counts(figure.counts))}</small></th>"
        f'<td class="value" data-label="{escape(heads[1])}">{shown(say.value(figure))}</td>'
        f'<td data-label="{escape(heads[2])}">{notes}</td>'
        f'<td class="evidence">{quote}<div class="gloss" lang="en">{gloss}</div></td>'
        f'<td data-label="{escape(heads[4])}">{_others(context, figure)}</td></tr>'
    )


def _others(context: Context, figure: ReportedFigure) -> str:
    """The same thing elsewhere with its value; who counts something else, by name."""
    say, t = context.say, context.t
    same, unlike = elsewhere(context.catalog, figure)
    said = [
        f"<div>{shown(say.city(other.city))} <b>{shown(say.value(other))}</b> "
        f"<small>{shown(say.period(other))}</small></div>"
        for other in same[:MOST_ELSEWHERE]
    ]
    if more := len(same) - len(said):
        chart = escape(context.links.metric(figure.metric))
        words = shown(t("and {number} more", number=more))
        said.append(f'<small><a href="{chart}" target="_self">{words}</a></small>')
    if unlike:
        words = shown(t("count something else: {cities}", cities=say.cities(unlike)))
        said.append(f"<small>{words}</small>")
    return "".join(said)


def systems(context: Context, city_id: str) -> str:
    """The systems that a city's article names, with their figures; empty where there is none."""
    items = "".join(
        _system(context, system, figures)
        for system, figures in systems_with_figures(context.catalog, city_id)
    )
    if not items:
        return ""
    heading = shown(context.t("Systems"))
    return f'<h2 class="theme">{heading}</h2><ul class="systems">{items}</ul>'


def _system(context: Context, system: System, figures: list[ReportedFigure]) -> str:
    say, t = context.say, context.t
    name = shown(system.name.label(t.code))
    zh = f' <span lang="zh">{shown(system.name.zh)}</span>' if t.code != "zh" else ""
    about = shown(system.about.in_language(t.code))
    values = shown(t("; ").join(f"{say.counts(f.counts)} {say.value(f)}" for f in figures))
    said = f'<p class="values">{values}</p>' if figures else ""
    return f"<li><strong>{name}</strong>{zh}<p>{about}</p>{said}</li>"
