"""What stands around every page: style, catalog, address and language."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from asreported import style
from asreported.catalog import Catalog
from asreported.language import LANGUAGES, Language, language
from asreported.live import LiveCatalog
from asreported.problems import Problem
from asreported.view import View

_log = logging.getLogger(__name__)
_HERE = Path(__file__).parent
_DEFAULT_CATALOG = _HERE.parent / "metrics.yaml"


@dataclass
class Page:
    """What a page works with: the catalog, the reader's view of it and their language."""

    catalog: Catalog
    view: View
    t: Language

    def key(self, name: str) -> str:
        """A widget's key. It names the language, whose labels a widget keeps as its value."""
        return f"{name}-{self.t.code}"

    def choose(self, **choices: object) -> None:
        """Change the reader's view."""
        self.view = replace(self.view, **choices)  # type: ignore[arg-type]


def apply_style() -> None:
    """The style sheet, and the dark colours of charts."""
    sheet = (_HERE / "house.css").read_text(encoding="utf-8")
    st.html(f"<style>{sheet}\n{style.dark_css('.stPlotlyChart')}</style>")


def catalog_or_stop() -> Catalog:
    """The catalog; where its file is at fault, the faults in place of, or above, the page."""
    path = Path(os.environ.get("ASREPORTED_CATALOG", _DEFAULT_CATALOG))
    catalog, problems = _live_catalog(path).get()
    if problems:
        _show_problems(problems, path, shown_before=catalog is not None)
    if catalog is None:
        st.stop()
    return catalog


def open_page(catalog: Catalog) -> Page:
    """Read the view from the address, draw the heading, let the reader switch the language."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    # A run may be cut short before it remembers, so the query is noted with the view.
    if st.session_state.get("query") != query:
        _forget_widgets()
        st.session_state["view"] = View.from_query(query, catalog, st.context.locale)
        st.session_state["query"] = query
    view: View = st.session_state["view"]
    page = Page(catalog, view, language(view.language))
    _heading(page)
    return page


def remember(page: Page) -> None:
    """Keep the view for the next run, and put it in the address."""
    query = page.view.to_query()
    st.session_state["view"] = page.view
    st.session_state["query"] = query
    if {name: st.query_params.get_all(name) for name in st.query_params} != query:
        st.query_params.from_dict(query)


@st.cache_resource
def _live_catalog(path: Path) -> LiveCatalog:
    return LiveCatalog(path)


def _forget_widgets() -> None:
    for name in list(st.session_state):
        if str(name).startswith("choice-"):
            del st.session_state[name]


def _heading(page: Page) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="masthead"):
        st.html(
            '<h1 class="wordmark">As Reported <span lang="zh">据报道</span></h1>', width="stretch"
        )
        st.segmented_control(
            page.t("Language"),
            list(LANGUAGES),
            format_func=lambda code: LANGUAGES[code][0],
            default=page.view.language,
            required=True,
            key=page.key("language"),
            on_change=_switch_language,
            args=(page.key("language"),),
            label_visibility="collapsed",
        )
    tagline = page.t(
        "What press articles report about the police of {count} Chinese cities, side by side, "
        "each figure with the words that carry it.",
        count=len(page.catalog.cities),
    )
    st.html(f'<p class="tagline">{tagline}</p>')


def _switch_language(key: str) -> None:
    _forget_widgets()
    st.session_state["view"] = replace(st.session_state["view"], language=st.session_state[key])


def apologise() -> None:
    """One sentence for a fault of ours; the details go to the terminal."""
    _log.exception("The page could not be drawn")
    st.error(
        "Something went wrong in the dashboard itself. Reload the page; "
        "the terminal shows the details. · 程序出错，请刷新页面；详情见终端。"
    )


def _show_problems(problems: list[Problem], path: Path, *, shown_before: bool) -> None:
    what = f"{path.name} cannot be used as it stands · 数据文件有误"
    then = (
        "The page shows the last good version. · 页面仍显示上一个有效版本。"
        if shown_before
        else "Mend it and reload this page. · 修正后刷新本页。"
    )
    with st.container(key="problems"):
        st.error(f"**{what}** {then}")
        st.code("\n".join(str(problem) for problem in problems), language=None, wrap_lines=True)
