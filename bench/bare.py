"""The floor: the smallest Streamlit app that lets a reader choose what a bar chart shows."""

from __future__ import annotations

from pathlib import Path

# Written to a folder of its own, so that it runs with Streamlit's own settings.
_APP = """
import plotly.graph_objects as go
import streamlit as st

FIGURES = {figures!r}

name = st.selectbox("Metric", list(FIGURES))
cities, values = zip(*FIGURES[name])
chart = go.Figure(go.Bar(x=values, y=cities, orientation="h"))
chart.update_layout(title=name)
st.plotly_chart(chart)
"""
_SETTINGS = """
[server]
address = "localhost"
[browser]
gatherUsageStats = false
"""


def make(folder: Path, figures: dict[str, list[tuple[str, float]]]) -> Path:
    """Write the app with its figures, (city, value) by metric; give its path."""
    settings = folder / ".streamlit" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    app = folder / "bare.py"
    app.write_text(_APP.format(figures=figures), encoding="utf-8")
    return app
