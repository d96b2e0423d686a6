"""The button that shows all of what a page shows in part."""

from __future__ import annotations

from typing import Any

import streamlit as st

from views.shell import Page


def show_all_button(page: Page[Any], name: str, number: int, most: int) -> None:
    """Offer to show all of ``number`` things where there are more than ``most``, or fewer again."""
    if number <= most:
        return
    fewer = page.view.whole
    label = page.t("Show fewer") if fewer else page.t("Show all {number}", number=number)
    key = f"all-{name}-{page.t.code}"
    st.button(label, key=key, on_click=lambda: page.choose(whole=not fewer))
