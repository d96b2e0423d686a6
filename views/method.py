"""Method: the rules, the codelists, how to add to it and how to cite."""

from __future__ import annotations

import streamlit as st

from asreported.catalog import Catalog
from asreported.language import Language
from asreported.markup.figures import heading
from asreported.method import method_text
from asreported.view import View
from views.shell import Page


def show(page: Page[View]) -> None:
    """Draw the method as ``docs/METHOD.md`` has it."""
    _, text = _text(page.catalog, page.t)
    title, _, rest = text.partition("\n")
    st.html(heading(title.removeprefix("# "), page.t("How this is made, and by which rules.")))
    with st.container(key="method"):
        st.markdown(rest)


@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs={Catalog: id, Language: id})
def _text(catalog: Catalog, t: Language) -> tuple[Catalog, str]:
    """The method, worked out once: its examples come from all comparisons.

    The catalog is kept with it, so that no other one can have its id meanwhile.
    """
    return catalog, method_text(catalog, t)
