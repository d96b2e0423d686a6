"""Method: the rules, the codelists, how to add to it and how to cite."""

from __future__ import annotations

import streamlit as st

from asreported.markup.figures import heading
from asreported.method import method_text
from asreported.view import View
from views.shell import Page


def show(page: Page[View]) -> None:
    """Draw the method as ``docs/METHOD.md`` has it."""
    text = method_text(page.catalog, page.t)
    title, _, rest = text.partition("\n")
    st.html(heading(title.removeprefix("# "), page.t("How this is made, and by which rules.")))
    with st.container(key="method"):
        st.markdown(rest)
