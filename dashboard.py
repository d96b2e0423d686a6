"""The dashboard: ``streamlit run dashboard.py``."""

import streamlit as st
from starlette.middleware import Middleware

from views.by_address import ROUTES
from views.doors import Doors, require_own_machine
from views.scripts import ROUTE, Preload
from views.warm_up import warm_up

require_own_machine()
app = st.App(
    "views/pages.py",
    lifespan=warm_up,
    routes=[ROUTE, *ROUTES],
    middleware=[Middleware(Doors), Middleware(Preload)],
)
