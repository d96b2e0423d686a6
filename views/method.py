"""Method: the rules, the codelists, how to add to it and how to cite."""

from __future__ import annotations

import streamlit as st

from asreported.catalog.catalog import Catalog, once
from asreported.html.method import Section, method_text, sections
from asreported.html.page import contents, heading
from asreported.view import View
from asreported.words.language import language
from views.shell import Page


def show(page: Page[View]) -> None:
    """Show the method as ``docs/METHOD.md`` has it, with its contents beside it."""
    title, lead, parts = _parts(page.catalog, page.t.code)
    st.html(heading(title, page.t("How this is made, and by which rules.")))
    beside, text = st.columns([1, 4], gap="large")
    with beside, st.container(key="contents"):
        st.html(contents(page.t("Contents"), [(part.name, part.title) for part in parts]))
    with text, st.container(key="method"):
        st.markdown(lead)
        for part in parts:
            _section(part)


def _section(section: Section) -> None:
    """Show a section under a heading that an address can name, its long lists folded."""
    st.header(section.title, anchor=section.name)
    st.markdown(section.text)
    for title, text in section.parts:
        with st.expander(title):
            st.markdown(text)


@once
def _parts(catalog: Catalog, code: str) -> tuple[str, str, list[Section]]:
    """Write the method, once for a catalog: its examples come from all comparisons."""
    return sections(method_text(catalog, language(code)))
