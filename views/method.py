"""Method: the rules, the codelists, how to add to it and how to cite."""

from __future__ import annotations

import streamlit as st

from asreported.catalog.catalog import Catalog
from asreported.html.method import method_text
from asreported.html.page import heading
from asreported.view import View
from asreported.words.language import language
from views.shell import Page


def show(page: Page[View]) -> None:
    """Show the method as ``docs/METHOD.md`` has it."""
    text = _text(page.catalog.version, page.t.code, page.catalog)
    title, _, rest = text.partition("\n")
    st.html(heading(title.removeprefix("# "), page.t("How this is made, and by which rules.")))
    with st.container(key="method"):
        st.markdown(rest)


@st.cache_resource(max_entries=4, show_spinner=False)
def _text(version: str, code: str, _catalog: Catalog) -> str:
    """Write the method, once for a version: its examples come from all comparisons."""
    return method_text(_catalog, language(code))
