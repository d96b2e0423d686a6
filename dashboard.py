"""The dashboard: ``streamlit run dashboard.py``."""

import streamlit as st
from starlette.middleware import Middleware

from views.ahead import work_ahead
from views.doors import Doors

app = st.App("views/pages.py", lifespan=work_ahead, middleware=[Middleware(Doors)])
