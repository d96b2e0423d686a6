"""The frame of every page: style, catalog, address, menu and language."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar
from urllib.parse import urlencode

import streamlit as st
from streamlit import runtime

from asreported.catalog.catalog import Catalog
from asreported.catalog.live import LiveCatalog, Snapshot
from asreported.drawing import style
from asreported.html import CSS
from asreported.html.context import Context, Links
from asreported.installation import CATALOG_VARIABLE, HOME
from asreported.view import View, article_query, language_asked
from asreported.words.language import LANGUAGES, Language, language
from views.live_pages import CatalogWatcher, current_reader, show_faults
from views.pace import draw_so_far
from views.page_scripts import keep_presses, page_tools
from views.warm_up import expect_pictures

_log = logging.getLogger(__name__)
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Entry:
    """An entry of the menu: the page's path, its name, its view, and the function that draws it.

    The page with an empty path opens first.
    """

    path: str
    name: str
    view: type[View]
    show: Callable[[Any], None]


V = TypeVar("V", bound=View)


@dataclass(frozen=True)
class Page(Generic[V]):
    """A page that is being drawn: the catalog, the reader's view of it, and their language."""

    catalog: Catalog
    path: str
    t: Language

    @property
    def view(self) -> V:
        """What the reader has chosen on this page."""
        view: V = st.session_state["views"][self.path]
        return view

    @cached_property
    def context(self) -> Context:
        """What HTML of the page is written from; its links lead to other pages."""
        links = Links(
            metric=lambda metric: self.link("", metric=metric),
            city=lambda city: self.link("city", city=city),
            article=lambda article: self.link("evidence", **article_query(self.catalog, article)),
            figure=lambda figure: self.link("evidence", figure=figure),
        )
        return Context(self.catalog, self.t, links)

    def key(self, name: str) -> str:
        """Return a widget's key. It names the language: a widget keeps labels as its value."""
        return f"choice-{name}-{self.t.code}"

    def choose(self, **choices: object) -> None:
        """Change fields of the reader's view."""
        st.session_state["views"][self.path] = replace(self.view, **choices)  # type: ignore[arg-type]

    def bind(
        self, name: str, shown: object, change: Callable[[Any], object], **begin: object
    ) -> dict[str, Any]:
        """Return the arguments with which a widget shows a part of the view, and changes it.

        Streamlit calls ``change`` with what the reader chose before it draws the page. A
        choice that is read while the page is drawn is lost with a run that ends early.
        ``begin`` is the widget's own argument for what it shows at first.
        """
        key = self.key(name)
        bound = {"key": key, "on_change": self._apply, "args": (key, shown, change)}
        if st.session_state.get(key, shown) == shown:
            # A browser that loads the widget's script only now takes what it begins with, and
            # sends that back: without it, a page that was drawn twice by then lost its metrics.
            return {**bound, **begin}
        st.session_state[key] = shown  # makes a list forget what is being typed
        return bound

    def _apply(self, key: str, shown: object, change: Callable[[Any], object]) -> None:
        chosen = st.session_state.get(key, shown)  # the key may be that of another page by now
        # After a switch of language the browser sends once more what the widgets before showed.
        if chosen != shown or self.t.code == self.view.language:
            change(chosen)
            expect_pictures()

    def remember(self) -> None:
        """Write the view to the address."""
        query = self.view.to_query()
        st.session_state["query"] = (self.path, query, self.catalog.version)
        if _query() != query:
            st.query_params.from_dict(query)

    def redraw(self) -> NoReturn:
        """Draw the whole page again, with the view that it has now."""
        self.remember()  # Streamlit takes the address, which may be one of before
        st.rerun()

    def link(self, path: str, **query: str | Sequence[str]) -> str:
        """Return the address of another page, in the reader's language."""
        return f"./{path}?" + urlencode({**query, "lang": self.t.code}, doseq=True)


def run(entries: Sequence[Entry]) -> None:
    """Draw the page that the address names, with the menu above it."""
    st.set_page_config(layout="wide")
    _apply_style()
    # A page that is drawn again before it is open has no other address.
    st.session_state.setdefault("query", ("", _query(), ""))
    with _apologising():
        catalog = _catalog_or_stop(live_catalog())
        t = language(language_asked(_query(), st.context.locale))
        places = {
            entry.path: st.Page(
                partial(_draw, entry, catalog),
                title=f"{t(entry.name)} · As Reported 据报道",
                url_path=entry.path or None,
                default=not entry.path,
            )
            for entry in entries
        }
        current = st.navigation(list(places.values()), position="hidden")
        st.session_state["menu"] = (entries, places)
        current.run()


def _draw(entry: Entry, catalog: Catalog) -> None:
    page = _open_page(entry, catalog)
    # A component before the charts: the browser knows by then how to draw one, and does not put off
    # a chart by half a second, which is how long React holds back what had to be fetched first.
    keep_presses()
    _draw_heading(entry, page)
    draw_so_far()
    _draw_page(entry, page)
    _foot(page)


@st.fragment
def _draw_page(entry: Entry, page: Page[Any]) -> None:
    """Draw a page as a fragment: what a reader asks for waits for the run under way.

    A request for the whole app ends that run, and takes along what else the reader has asked
    for meanwhile (``ScriptRequests.on_scriptrunner_yield`` of Streamlit). Menu and foot are not
    of it, for nothing in them depends on what is chosen.
    """
    with _apologising():
        show_faults()
        entry.show(page)
        page.remember()


def _apply_style() -> None:
    """Put the style sheets into the page, and the dark colours of charts."""
    sheets = (path.read_text(encoding="utf-8") for path in (CSS, _HERE / "house.css"))
    sheet = "\n".join(sheets)
    st.html(f"<style>{sheet}\n{style.dark_css('.chart')}</style>")


def catalog_path() -> Path:
    """Return the file that the dashboard shows."""
    return Path(os.environ.get(CATALOG_VARIABLE, HOME / "metrics.yaml"))


def _catalog_or_stop(live: LiveCatalog) -> Catalog:
    """Return the catalog; show what is wrong with its file above the page, or in its place."""
    snapshot = live.get()
    if runtime.exists():  # under tests of one page it does not
        _watcher(live).register(current_reader(), snapshot)
    with st.container():  # always there: the page below it keeps its place when they are mended
        if snapshot.problems:
            _show_problems(snapshot)
    if snapshot.catalog is None:
        st.stop()
    return snapshot.catalog


def _query() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _open_page(entry: Entry, catalog: Catalog) -> Page[Any]:
    """Open the view that the address names, or the one that the reader left."""
    query = _query()
    # What a query names may be gone from a catalog that has changed.
    if st.session_state.get("query") != (entry.path, query, catalog.version):
        view = entry.view.from_query(query, catalog, st.context.locale)
        st.session_state.setdefault("views", {})[entry.path] = view
        st.session_state["query"] = (entry.path, query, catalog.version)
    return Page(catalog, entry.path, language(st.session_state["views"][entry.path].language))


def live_catalog() -> LiveCatalog:
    """Return the catalog that all readers share, which follows its file."""
    return _catalog_at(catalog_path())


@cache
def _catalog_at(path: Path) -> LiveCatalog:
    return LiveCatalog(path)


@st.cache_resource
def _watcher(_live: LiveCatalog) -> CatalogWatcher:
    return CatalogWatcher(_live)


@st.fragment
def _draw_heading(entry: Entry, page: Page[Any]) -> None:
    row = st.container(horizontal=True, vertical_alignment="center", key="masthead")
    with _apologising(), row:
        st.html(
            '<p class="wordmark">As Reported <span lang="zh">据报道</span></p>', width="content"
        )
        _menu(page, entry)
        st.segmented_control(
            page.t("Language"),
            list(LANGUAGES),
            format_func=_language_label,
            required=True,
            label_visibility="collapsed",
            **page.bind(
                "language",
                page.view.language,
                partial(_switch_language, page),
                default=page.view.language,
            ),
        )


def _language_label(code: str) -> str:
    """Return the name of a language in ASCII: for other labels Streamlit loads 5 MB of emoji."""
    return LANGUAGES[code].name.encode("ascii", "xmlcharrefreplace").decode()


def _foot(page: Page[Any]) -> None:
    with st.container(key="foot"):
        page_tools(page.t)


def _menu(page: Page[Any], here: Entry) -> None:
    """Draw links to all pages; a page that was seen before opens as it was left."""
    entries, places = st.session_state["menu"]
    with st.container(horizontal=True, key="menu", width="stretch"):
        for entry in entries:
            seen = st.session_state["views"].get(entry.path)
            query = seen.to_query() if seen and entry is not here else {}
            name = f"menu-{'here' if entry is here else entry.path or 'first'}"
            with st.container(key=name, width="content"):
                st.page_link(
                    places[entry.path],
                    label=page.t(entry.name),
                    query_params={**query, "lang": page.view.language},
                )


def _switch_language(page: Page[Any], code: str) -> None:
    page.choose(language=code)
    page.redraw()


@contextmanager
def _apologising() -> Iterator[None]:
    """Show one sentence for a fault of ours; the details go to the terminal."""
    try:
        yield
    except Exception:
        _log.exception("The page could not be drawn")
        st.error(
            "Something went wrong in the dashboard itself. Reload the page; "
            "the terminal shows the details. · 程序出错，请刷新页面；详情见终端。"
        )


def _show_problems(snapshot: Snapshot) -> None:
    what = "The data cannot be used as they stand · 数据文件有误"
    then = (
        "The page shows the last good version. · 页面仍显示上一个有效版本。"
        if snapshot.catalog is not None
        else "Save it mended, and this page comes up. · 修正并保存后，页面自动出现。"
    )
    with st.container(key="problems"):
        st.error(f"**{what}** {then}")
        st.code(
            "\n".join(str(problem) for problem in snapshot.problems), language=None, wrap_lines=True
        )
