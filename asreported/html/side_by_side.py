"""Side by side as a table: cities as columns, metrics as rows, gaps as gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from asreported.catalog.model import ReportedFigure, Statement
from asreported.comparison.excerpts import MAX_DRAWN, MAX_IN_CELL, excerpt
from asreported.comparison.side_by_side import COMPARABLE, Row, SideBySide
from asreported.comparison.told import Told
from asreported.comparison.verdicts import Level
from asreported.html.context import Context, link_to
from asreported.html.escaping import escape_html
from asreported.html.page import folded

#: Stands where an article is silent.
DASH = "–"


def side_by_side_table(context: Context, table: SideBySide) -> str:
    """Write the table; a value leads to its metric, a city's name to the city."""
    heads = "".join(f'<th scope="col">{context.to_city(city)}</th>' for city in table.cities)
    body = "".join(_theme(context, theme, rows) for theme, rows in table.rows.items())
    metric = escape_html(context.t("Metric"))
    return (
        f'<div class="all-metrics">{_key(context)}{_columns(context, table)}'
        f'<table class="overview"><thead><tr><th scope="col">{metric}</th>{heads}</tr></thead>'
        f"{body}</table></div>"
    )


def _key(context: Context) -> str:
    """Write what the signs of verdicts mean, and a dash."""
    signs = "".join(
        f'<span class="level level-{level}">{escape_html(context.captions.level(level))}</span>'
        for level in (*COMPARABLE, Level.NOT_COMPARABLE, Level.ONE_CITY)
    )
    silence = escape_html(context.t("not in the article"))
    return f'<p class="key">{signs}<span><b>{DASH}</b> {silence}</span></p>'


def _columns(context: Context, table: SideBySide) -> str:
    """Write a box to tick for each city: on a phone only the columns of two are shown at first."""
    boxes = "".join(
        f'<label><input type="checkbox"{" checked" if i < 2 else ""}>'
        f"{escape_html(context.labels.city(city))}</label>"
        for i, city in enumerate(table.cities)
    )
    return f'<div class="columns">{boxes}</div>'


def _theme(context: Context, theme: str, rows: list[Row]) -> str:
    """Write the rows of a theme under its name."""
    name = escape_html(context.labels.theme(theme))
    span = len(rows[0].cells) + 1
    head = f'<tr class="theme"><th colspan="{span}" scope="rowgroup">{name}</th></tr>'
    return f"<tbody>{head}{''.join(_row(context, row) for row in rows)}</tbody>"


def _row(context: Context, row: Row) -> str:
    """Write a metric with its verdict, then the cell of each city."""
    level = row.comparison.verdict.level.value
    verdict = escape_html(context.captions.short_headline(row.comparison))
    name = context.to_metric(row.metric)
    cells = "".join(_cell(context, row, city) for city in row.cells)
    return (
        f'<tr><th scope="row">{name}<span class="level level-{level}">{verdict}</span></th>'
        f"{cells}</tr>"
    )


def _cell(context: Context, row: Row, city: str) -> str:
    """Write a city's first figures, and what each counts where the row counts several things."""
    if not row.cells[city]:
        return _cell_without_figure(context, row, city)
    shown, rest = _shown(row.cells[city])
    content = "".join(_line(context, row, figure) for figure in shown)
    if rest:
        words = context.t("and {number} more", number=len(rest))
        content += folded(words, _rest(context, row, rest))
    return f'<td data-label="{escape(context.labels.city(city))}">{content}</td>'


def _line(context: Context, row: Row, figure: ReportedFigure) -> str:
    """Write a figure, what it counts where the row counts several things, and its period."""
    labels, address = context.labels, context.links.metric(row.metric)
    notes = [labels.counts(figure.counts)] if len(row.comparison.blocks) > 1 else []
    notes.append(labels.period(figure))
    small = "".join(f"<small>{escape_html(note)}</small>" for note in notes)
    return f"<div>{link_to(address, escape_html(labels.value(figure)))}{small}</div>"


def _rest(context: Context, row: Row, figures: Sequence[ReportedFigure]) -> str:
    """Write the figures that a cell opens; of very many the first, and a link to all."""
    part = excerpt(figures, MAX_DRAWN)
    lines = "".join(_line(context, row, figure) for figure in part.shown)
    if part.more:
        words = escape_html(context.t("and {number} more", number=part.more))
        lines += link_to(context.links.metric(row.metric), words, css="more")
    return lines


def _shown(
    figures: tuple[ReportedFigure, ...],
) -> tuple[Sequence[ReportedFigure], Sequence[ReportedFigure]]:
    """Return the first figures of a cell, and the others.

    A figure brings those that count the same thing: they may contradict each other.
    """
    first = excerpt(figures, MAX_IN_CELL).shown
    counts = {figure.counts for figure in first}
    shown = [figure for figure in figures if figure.counts in counts][: 2 * MAX_IN_CELL]
    ids = {figure.id for figure in shown}
    return shown, [figure for figure in figures if figure.id not in ids]


def _cell_without_figure(context: Context, row: Row, city: str) -> str:
    """Write what a city says in place of a figure; a gap where it says nothing."""
    told = row.comparison.told.get(city)
    if told is None:
        silence = escape(context.t("not in the article"))
        label = escape(context.labels.city(city))
        return f'<td class="gap" data-label="{label}" aria-label="{silence}">{DASH}</td>'
    lines = [
        link_to(context.links.figure(one.id), escape_html(context.captions.said(one, row.metric)))
        for one in _said_once(context, row, told)
    ]
    for metric in dict.fromkeys(figure.metric for figure in told.figures):
        name = context.t("see “{metric}”", metric=context.labels.metric(metric))
        lines.append(context.to_metric(metric, name))
    content = "".join(f'<div class="told">{line}</div>' for line in lines)
    return f'<td data-label="{escape(context.labels.city(city))}">{content}</td>'


def _said_once(context: Context, row: Row, told: Told) -> Iterable[Statement]:
    """Return the statements that are said in different words."""
    return {context.captions.said(one, row.metric): one for one in told.statements}.values()
