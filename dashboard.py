"""The dashboard: ``streamlit run dashboard.py``."""

import streamlit as st

from views import compare, shell

st.set_page_config(page_title="As Reported 据报道", layout="wide")
shell.apply_style()

try:
    page = shell.open_page(shell.catalog_or_stop())
    compare.show(page)
    shell.remember(page)
except Exception:
    shell.apologise()
