"""Side by side: the cities as columns, metrics as rows, gaps as gaps."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from asreported import table
from asreported.catalog import Catalog
from asreported.explain import Explanations
from asreported.model import ReportedFigure
from asreported.overview import Row, overview
from asreported.sentences import Sentences
from asreported.table_chart import MOST_IN_CELL, table_chart
from asreported.view import TableView
from views import words
from views.filters import choose_theme
from views.picture import download_buttons
from views.shell import Page


def show(page: Page[TableView]) -> None:
    """Draw the table under its filters."""
    t = page.t
    st.html(words.heading(t("Side by side"), _lead(page)))
    theme = choose_theme(page, page.view.theme)
    least = _least(page)
    page.choose(theme=theme, least=least)
    rows = overview(page.catalog, theme, least)
    if not rows:
        st.html(words.note(t("No metric is reported by so many cities.")))
        return
    st.html(_table(page, rows))
    figures = [f for of_theme in rows.values() for row in of_theme for f in row.comparison.figures]
    download_buttons(
        "side-by-side",
        t,
        partial(table_chart, page.catalog, rows, t, address=page.view.address()),
        partial(_csv, page.catalog, figures),
    )


def _lead(page: Page[TableView]) -> str:
    return page.t("What each article reports on each metric. A value leads to its chart.")


def _least(page: Page[TableView]) -> int:
    key = page.key("least")
    st.session_state.setdefault(key, page.view.least)
    chosen = st.segmented_control(
        page.t("Reported by at least"),
        list(range(1, len(page.catalog.cities) + 1)),
        key=key,
        format_func=lambda number: page.t.plural("{number} city", "{number} cities", number),
        required=True,
    )
    return int(chosen or 1)


def _csv(catalog: Catalog, figures: list[ReportedFigure]) -> bytes:
    return table.to_csv(table.to_frame(catalog, figures))


def _table(page: Page[TableView], rows: dict[str, list[Row]]) -> str:
    say = Sentences(page.catalog, page.t)
    cities = [(city, escape(say.city(city))) for city in page.catalog.cities]
    heads = "".join(
        f'<th scope="col"><a href="{escape(page.link("city", city=city))}" target="_self">'
        f"{name}</a></th>"
        for city, name in cities
    )
    body = "".join(_theme(page, say, theme, of_theme) for theme, of_theme in rows.items())
    metric = escape(page.t("Metric"))
    return (
        f'<table class="overview"><thead><tr><th scope="col">{metric}</th>{heads}</tr></thead>'
        f"{body}</table>"
    )


def _theme(page: Page[TableView], say: Sentences, theme: str, rows: list[Row]) -> str:
    name = escape(page.catalog.content.themes[theme].name.in_language(page.t.code))
    span = len(page.catalog.cities) + 1
    head = f'<tr class="theme"><th colspan="{span}" scope="rowgroup">{name}</th></tr>'
    return f"<tbody>{head}{''.join(_row(page, say, row) for row in rows)}</tbody>"


def _row(page: Page[TableView], say: Sentences, row: Row) -> str:
    explain = Explanations(say)
    level = row.comparison.verdict.level
    mark = f'<span class="level level-{level.value}">{escape(explain.level(level))}</span>'
    link = escape(page.link("", metric=row.metric))
    many = len(row.comparison.blocks) > 1
    cells = "".join(
        _cell(page, say, link, city, figures, many=many) if figures else '<td class="gap"></td>'
        for city, figures in row.cells.items()
    )
    name = escape(say.metric(row.metric))
    head = f'<th scope="row"><a href="{link}" target="_self">{name}</a>{mark}</th>'
    return f"<tr>{head}{cells}</tr>"


def _cell(
    page: Page[TableView],
    say: Sentences,
    link: str,
    city: str,
    figures: tuple[ReportedFigure, ...],
    *,
    many: bool,
) -> str:
    written = []
    for figure in figures[:MOST_IN_CELL]:
        notes = [say.counts(figure.counts)] if many else []
        notes.append(say.period(figure))
        said = "".join(f"<small>{escape(note)}</small>" for note in notes)
        value = escape(say.value(figure))
        written.append(f'<div><a href="{link}" target="_self">{value}</a>{said}</div>')
    if len(figures) > MOST_IN_CELL:
        more = escape(page.t("and {number} more", number=len(figures) - MOST_IN_CELL))
        written.append(f'<div><a class="more" href="{link}" target="_self">{more}</a></div>')
    return f'<td data-label="{escape(say.city(city))}">{"".join(written)}</td>'
