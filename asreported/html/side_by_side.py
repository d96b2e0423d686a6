"""Side by side as a table: cities as columns, metrics as rows, gaps as gaps."""

from __future__ import annotations

from html import escape

from asreported.catalog.model import ReportedFigure
from asreported.comparison.excerpts import MAX_IN_CELL, excerpt
from asreported.comparison.side_by_side import Row, SideBySide
from asreported.html import Context, escaped


def side_by_side_table(context: Context, table: SideBySide) -> str:
    """A table of cities and metrics: a value leads to its metric, a city's name to the city."""
    labels = context.labels
    cities = [(city, escaped(labels.city(city))) for city in table.cities]
    heads = "".join(
        f'<th scope="col"><a href="{escape(context.links.city(city))}" target="_self">'
        f"{name}</a></th>"
        for city, name in cities
    )
    body = "".join(_theme(context, theme, of_theme) for theme, of_theme in table.rows.items())
    metric = escaped(context.t("Metric"))
    return (
        f'<table class="overview"><thead><tr><th scope="col">{metric}</th>{heads}</tr></thead>'
        f"{body}</table>"
    )


def _theme(context: Context, theme: str, rows: list[Row]) -> str:
    name = escaped(context.t.label(context.catalog.content.themes[theme].name))
    span = len(rows[0].cells) + 1
    head = f'<tr class="theme"><th colspan="{span}" scope="rowgroup">{name}</th></tr>'
    return f"<tbody>{head}{''.join(_row(context, row) for row in rows)}</tbody>"


def _row(context: Context, row: Row) -> str:
    labels, captions = context.labels, context.captions
    level = row.comparison.verdict.level
    verdict = escaped(captions.short_headline(row.comparison))
    mark = f'<span class="level level-{level.value}">{verdict}</span>'
    link = escape(context.links.metric(row.metric))
    many = len(row.comparison.blocks) > 1
    cells = "".join(
        _cell(context, link, city, figures, many=many) if figures else '<td class="gap"></td>'
        for city, figures in row.cells.items()
    )
    name = escaped(labels.metric(row.metric))
    head = f'<th scope="row"><a href="{link}" target="_self">{name}</a>{mark}</th>'
    return f"<tr>{head}{cells}</tr>"


def _cell(
    context: Context,
    link: str,
    city: str,
    figures: tuple[ReportedFigure, ...],
    *,
    many: bool,
) -> str:
    labels = context.labels
    part = excerpt(figures, MAX_IN_CELL)
    written = []
    for figure in part.shown:
        notes = [labels.counts(figure.counts)] if many else []
        notes.append(labels.period(figure))
        small = "".join(f"<small>{escaped(note)}</small>" for note in notes)
        value = escaped(labels.value(figure))
        written.append(f'<div><a href="{link}" target="_self">{value}</a>{small}</div>')
    if part.more:
        more = escaped(context.t("and {number} more", number=part.more))
        written.append(f'<div><a class="more" href="{link}" target="_self">{more}</a></div>')
    return f'<td data-label="{escape(labels.city(city))}">{"".join(written)}</td>'
