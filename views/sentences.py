"""What may be printed of what is shown, what to ask for more, and how to check it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from asreported.catalog.model import ReportedFigure
from asreported.comparison.claims import Claim, claim, claims
from asreported.comparison.compare import Comparison
from asreported.comparison.open_questions import open_questions
from asreported.html import COPY_SCRIPT
from asreported.html.sentences import in_a_sentence, questions_to, under_each_heading
from asreported.view import CityView, CompareView
from views.shell import Page

_SCRIPT = """
export default function ({ data, parentElement }) {
  const { html } = data[0];
  const host = parentElement.querySelector('.host');
  if (host.shown === html) return;
  host.innerHTML = html;
  host.shown = html;
  copyButtons(host);
}
"""


@st.cache_resource
def _component() -> st.components.v2.types.ComponentRenderer:
    script = COPY_SCRIPT.read_text(encoding="utf-8") + _SCRIPT
    return st.components.v2.component(
        "sentences", html='<div class="host"></div>', js=script, isolate_styles=False
    )


def sentences(page: Page[CompareView], comparison: Comparison) -> None:
    """Show what may be printed of a comparison, or of any two of its figures that are chosen."""
    name = comparison.metric
    first, *others = claims(page.catalog, comparison)
    with st.container(key=f"sentences-{name}", gap="small"):
        above = st.container()  # what is chosen below changes it
        if len(two := _two_figures(page, comparison)) == 2:
            first, others = claim(page.catalog, comparison.basis, two), [first, *others]
        with above:
            html = in_a_sentence(page.context, [first], name=name)
            _show(html, key=f"sentence-{name}-{page.t.code}")
            _under_each_heading(page, others, name)


def _under_each_heading(page: Page[CompareView], found: Sequence[Claim], name: str) -> None:
    """Show sentences folded; they are sent when they are unfolded, for there may be many."""
    if not found:
        return
    key = f"headings-{name}-{page.t.code}"
    with st.expander(page.t("Under each heading"), key=key, on_change="rerun") as folded:
        if folded.open:
            html = under_each_heading(page.context, found, name=f"{name}-headings")
            _show(html, key=f"each-{key}")


def _two_figures(page: Page[CompareView], comparison: Comparison) -> list[ReportedFigure]:
    """Ask for any two figures of three or more."""
    figures = {figure.id: figure for figure in comparison.drawn_figures}
    if len(figures) < 3:
        return []
    labels = page.context.labels
    chosen = st.multiselect(
        page.t("On any two figures"),
        list(figures),
        format_func=lambda id: f"{labels.counts(figures[id].counts)}: {labels.figure(figures[id])}",
        max_selections=2,
        placeholder=page.t("On any two figures"),
        key=f"two-{comparison.metric}-{page.t.code}",
        label_visibility="collapsed",
    )
    return [figures[id] for id in chosen if id in figures]


def questions(page: Page[CityView], limit: int | None) -> None:
    """Show all questions to a city; ``limit`` is how many of its figures they are about."""
    city = page.view.city
    html = questions_to(page.context, open_questions(page.catalog, city, limit))
    if html:
        _show(html, key=f"questions-{city}-{page.t.code}")


def _show(html: str, *, key: str) -> None:
    _component()(key=key, data=[{"html": html}], height="content")  # see show_chart
