"""The dashboard: ``streamlit run dashboard.py``."""

import streamlit as st

from views.ahead import work_ahead

app = st.App("views/pages.py", lifespan=work_ahead)
