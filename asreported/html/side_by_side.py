"""Side by side as a table: cities as columns, metrics as rows, gaps as gaps; and as a picture."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from asreported.catalog.model import ReportedFigure, Statement
from asreported.comparison.excerpts import MAX_IN_CELL, excerpt
from asreported.comparison.side_by_side import Row, SideBySide
from asreported.comparison.told import Told
from asreported.html.context import Context, link_to
from asreported.html.escaping import escape_html


def side_by_side_table(context: Context, table: SideBySide) -> str:
    """Write the table; a value leads to its metric, a city's name to the city."""
    labels, links = context.labels, context.links
    heads = "".join(
        f'<th scope="col">{link_to(links.city(city), escape_html(labels.city(city)))}</th>'
        for city in table.cities
    )
    body = "".join(_theme(context, theme, rows) for theme, rows in table.rows.items())
    metric = escape_html(context.t("Metric"))
    return (
        f'<table class="overview"><thead><tr><th scope="col">{metric}</th>{heads}</tr></thead>'
        f"{body}</table>"
    )


def _theme(context: Context, theme: str, rows: list[Row]) -> str:
    """Write the rows of a theme under its name."""
    name = escape_html(context.t.label(context.catalog.content.themes[theme].name))
    span = len(rows[0].cells) + 1
    head = f'<tr class="theme"><th colspan="{span}" scope="rowgroup">{name}</th></tr>'
    return f"<tbody>{head}{''.join(_row(context, row) for row in rows)}</tbody>"


def _row(context: Context, row: Row) -> str:
    """Write a metric with its verdict, then the cell of each city."""
    level = row.comparison.verdict.level.value
    verdict = escape_html(context.captions.short_headline(row.comparison))
    metric = escape_html(context.labels.metric(row.metric))
    name = link_to(context.links.metric(row.metric), metric)
    cells = "".join(_cell(context, row, city) for city in row.cells)
    return (
        f'<tr><th scope="row">{name}<span class="level level-{level}">{verdict}</span></th>'
        f"{cells}</tr>"
    )


def _cell(context: Context, row: Row, city: str) -> str:
    """Write a city's first figures, and what each counts where the row counts several things."""
    if not row.cells[city]:
        return _cell_without_figure(context, row, city)
    labels, address = context.labels, context.links.metric(row.metric)
    shown, more = _shown(row.cells[city])
    lines = []
    for figure in shown:
        notes = [labels.counts(figure.counts)] if len(row.comparison.blocks) > 1 else []
        notes.append(labels.period(figure))
        small = "".join(f"<small>{escape_html(note)}</small>" for note in notes)
        lines.append(link_to(address, escape_html(labels.value(figure))) + small)
    if more:
        words = escape_html(context.t("and {number} more", number=more))
        lines.append(link_to(address, words, css="more"))
    content = "".join(f"<div>{line}</div>" for line in lines)
    return f'<td data-label="{escape(labels.city(city))}">{content}</td>'


def _shown(figures: tuple[ReportedFigure, ...]) -> tuple[list[ReportedFigure], int]:
    """Return the first figures of a cell, and how many more there are.

    A figure brings those that count the same thing: they may contradict each other.
    """
    first = excerpt(figures, MAX_IN_CELL).shown
    counts = {figure.counts for figure in first}
    shown = [figure for figure in figures if figure.counts in counts][: 2 * MAX_IN_CELL]
    return shown, len(figures) - len(shown)


def _cell_without_figure(context: Context, row: Row, city: str) -> str:
    """Write what a city says in place of a figure; a gap where it says nothing."""
    told = row.comparison.told.get(city)
    if told is None:
        return '<td class="gap"></td>'
    lines = [
        link_to(context.links.figure(one.id), escape_html(context.captions.said(one, row.metric)))
        for one in _said_once(context, row, told)
    ]
    for metric in dict.fromkeys(figure.metric for figure in told.figures):
        name = context.t("see “{metric}”", metric=context.labels.metric(metric))
        lines.append(link_to(context.links.metric(metric), escape_html(name)))
    content = "".join(f'<div class="told">{line}</div>' for line in lines)
    return f'<td data-label="{escape(context.labels.city(city))}">{content}</td>'


def _said_once(context: Context, row: Row, told: Told) -> Iterable[Statement]:
    """Return the statements that are said in different words."""
    return {context.captions.said(one, row.metric): one for one in told.statements}.values()
