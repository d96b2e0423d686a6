"""The dashboard: ``streamlit run dashboard.py``."""

import streamlit as st

from views.warm_up import warm_up

app = st.App("views/pages.py", lifespan=warm_up)
