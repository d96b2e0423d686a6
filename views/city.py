"""City: what one article reports, by theme, and where it comes from."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from asreported import report_card
from asreported.markup import shown
from asreported.markup.evidence import source
from asreported.markup.page import heading, note
from asreported.model import ReportedFigure
from asreported.portions import MOST_ELSEWHERE
from asreported.portrait import (
    same_elsewhere,
    shown_of_city,
    systems_with_figures,
    themes_to_choose,
    unlike_elsewhere,
)
from asreported.sentences import SEPARATOR, Sentences
from asreported.view import CityView, CompareView
from views.downloads import (
    a4_buttons,
    cite_button,
    data_buttons,
    note_without_browser,
    row_of_buttons,
)
from views.filters import choose_city, choose_theme
from views.shell import Page


def show(page: Page[CityView]) -> None:
    """Draw one city's page."""
    t = page.t
    lead = t("What one city's article reports, by theme, and where it comes from.")
    st.html(heading(t("City"), lead))
    city = choose_city(page, page.view.city)
    page.choose(city=city, theme=_choose_theme(page, city))
    say = Sentences(page.catalog, t)
    st.html(source(page.context, city))
    address = f"city{page.view.address()}"
    name = f"city-{city}"
    with row_of_buttons(name):
        facts = report_card.facts(page.catalog, city, t, address=address)
        theme = page.view.theme
        write = partial(report_card.html, page.catalog, city, t, theme=theme, address=address)
        a4_buttons(name, t, write, facts)
        data_buttons(page, name, CompareView(t.code, cities=(city,)))
        cite_button(page, name, facts.line, (city,))
    note_without_browser(t)
    themes, more = shown_of_city(page.catalog, city, page.view.theme)
    tables = "".join(_theme(page, say, theme, figures) for theme, figures in themes.items())
    st.html(tables or note(t("No figure is entered from this article.")))
    if more:
        st.caption(say.more_figures(more))
    if systems := _systems(page, say, city):
        st.html(systems)


def _choose_theme(page: Page[CityView], city: str) -> str:
    """The theme to show of a city with many figures; the first of another city's at first."""
    themes = themes_to_choose(page.catalog, city)
    if not themes:
        return ""
    if page.view.theme in themes:
        return choose_theme(page, page.view.theme, themes)
    st.session_state.pop(page.key("theme"), None)  # that of a city which has it
    return choose_theme(page, themes[0], themes)


def _theme(page: Page[CityView], say: Sentences, theme: str, figures: list[ReportedFigure]) -> str:
    t = page.t
    name = shown(page.catalog.content.themes[theme].name.label(t.code))
    heads = (t("Metric"), t("Value"), t("Period"), t("In the article's words"), t("Other cities"))
    head = "".join(f'<th scope="col">{shown(word)}</th>' for word in heads)
    rows = "".join(_row(page, say, figure, heads) for figure in figures)
    return (
        f'<h2 class="theme">{name}</h2><table class="figures portrait">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(
    page: Page[CityView], say: Sentences, figure: ReportedFigure, heads: tuple[str, ...]
) -> str:
    metric = shown(say.metric(figure.metric))
    compare = escape(page.link("", metric=figure.metric))
    evidence = escape(page.link("evidence", figure=figure.id))
    notes = shown(SEPARATOR.join(say.notes(figure)))
    gloss = f"<p>{shown(figure.gloss)}</p>" if page.t.code != "zh" else ""
    quote = f'<a href="{evidence}" target="_self"><mark lang="zh">{shown(figure.quote)}</mark></a>'
    return (
        f'<tr><th scope="row"><a href="{compare}" target="_self">{metric}</a>'
        f"<small>{shown(say.counts(figure.counts))}</small></th>"
        f'<td class="value" data-label="{escape(heads[1])}">{shown(say.value(figure))}</td>'
        f'<td data-label="{escape(heads[2])}">{notes}</td>'
        f'<td class="evidence">{quote}<div class="gloss" lang="en">{gloss}</div></td>'
        f'<td data-label="{escape(heads[4])}">{_others(page, say, figure)}</td></tr>'
    )


def _others(page: Page[CityView], say: Sentences, figure: ReportedFigure) -> str:
    """The same thing elsewhere with its value; who counts something else, by name."""
    elsewhere = same_elsewhere(page.catalog, figure)
    same = [
        f"<div>{shown(say.city(other.city))} <b>{shown(say.value(other))}</b> "
        f"<small>{shown(say.period(other))}</small></div>"
        for other in elsewhere[:MOST_ELSEWHERE]
    ]
    if more := len(elsewhere) - len(same):
        chart = escape(page.link("", metric=figure.metric))
        said = shown(page.t("and {number} more", number=more))
        same.append(f'<small><a href="{chart}" target="_self">{said}</a></small>')
    unlike = unlike_elsewhere(page.catalog, figure)
    if unlike:
        said = page.t("count something else: {cities}", cities=say.cities(unlike))
        same.append(f"<small>{shown(said)}</small>")
    return "".join(same)


def _systems(page: Page[CityView], say: Sentences, city_id: str) -> str:
    t = page.t
    items = []
    for system, figures in systems_with_figures(page.catalog, city_id):
        name = shown(system.name.label(t.code))
        zh = f' <span lang="zh">{shown(system.name.zh)}</span>' if t.code != "zh" else ""
        about = shown(system.about.in_language(t.code))
        values = shown(t("; ").join(f"{say.counts(f.counts)} {say.value(f)}" for f in figures))
        said = f'<p class="values">{values}</p>' if figures else ""
        items.append(f"<li><strong>{name}</strong>{zh}<p>{about}</p>{said}</li>")
    if not items:
        return ""
    heading = shown(t("Systems"))
    return f'<h2 class="theme">{heading}</h2><ul class="systems">{"".join(items)}</ul>'
