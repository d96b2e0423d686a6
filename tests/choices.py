"""What a reader may choose, and what the dashboard must then show and give, from the core."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from random import Random
from typing import Any

from asreported import selection
from asreported.catalog.catalog import Catalog
from asreported.drawing.formats import PICTURE_WIDTH, TABLES
from asreported.drawing.svg import fluid_svg
from asreported.html import report_card
from asreported.html.article import accounts, source
from asreported.html.city import glance
from asreported.html.context import Context, Links
from asreported.html.method import method_text, sections
from asreported.html.side_by_side import side_by_side_table
from asreported.selection import data
from asreported.view import CityView, CompareView, EvidenceView, SideBySideView, View
from asreported.words.language import LANGUAGES, language

#: The view of each page by the page's path, in the order of the menu.
VIEWS: dict[str, type[View]] = {
    "": CompareView,
    "side-by-side": SideBySideView,
    "city": CityView,
    "evidence": EvidenceView,
    "method": View,
}
#: The widgets of each page that a reader uses, and the field of its view that each sets.
_WIDGETS = {
    "": {"metric": "metrics", "city": "cities", "language": "language"},
    "side-by-side": {"theme": "theme", "least": "least", "language": "language"},
    "city": {"city": "city", "language": "language"},
    "evidence": {"city": "city", "language": "language"},
    "method": {"language": "language"},
}
#: How many options of a widget of Compare a reader chooses, each number as likely.
_SEVERAL = {"metric": (1, 1, 1, 2), "city": (0, 0, 1, 2)}


@dataclass(frozen=True)
class Choice:
    """A widget by its key, the places of the options to choose in it, the view that follows."""

    key: str
    options: tuple[int, ...]
    view: View


@dataclass(frozen=True)
class Content:
    """What a page holds: charts as drawings, words, and what it gives by the key of its button.

    ``data`` makes the bytes of each file; of ``pictures``, all PNG, the title is known.
    """

    charts: tuple[str, ...] = ()
    words: str = ""
    data: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)


class Choices:
    """All choices that one catalog offers."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        themes = [theme for theme in catalog.content.themes if catalog.metrics_of(theme)]
        self._options: dict[str, Sequence[Any]] = {
            "metric": catalog.metrics_of(),
            "city": list(catalog.cities),
            "theme": ["", *themes],
            "least": range(1, len(catalog.cities) + 1),
            "language": list(LANGUAGES),
        }
        #: What a page holds under a view; each is worked out once.
        self.content = cache(self._content)

    def view(self, path: str, query: dict[str, list[str]]) -> View:
        """Give the view that a query opens on a page."""
        return VIEWS[path].from_query(query, self._catalog)

    def somewhere(self, random: Random) -> tuple[str, View]:
        """Choose a page and a view to begin with; half of the readers begin on Compare."""
        path = random.choice(["", "", "", *VIEWS])
        name = "city" if path else "metric"
        query = {
            name: [random.choice(self._options[name])],
            "lang": [random.choice(self._options["language"])],
        }
        return path, self.view(path, query)

    def choice(self, path: str, view: View, random: Random) -> Choice:
        """Choose something else on a page."""
        name, of_view = random.choice(list(_WIDGETS[path].items()))
        options = self._options[name]
        # The language that a page has is none to choose.
        places = [i for i, option in enumerate(options) if option != view.language]
        several = not path and name in _SEVERAL
        chosen = random.sample(places, random.choice(_SEVERAL[name]) if several else 1)
        values = tuple(options[place] for place in chosen)
        changes: dict[str, Any] = {of_view: values if several else values[0]}
        return Choice(f"choice-{name}-{view.language}", tuple(chosen), replace(view, **changes))

    def _content(self, path: str, view: Any) -> Content:
        pages: dict[str, Callable[[Any], Content]] = {
            "": self._compare,
            "side-by-side": self._side_by_side,
            "city": self._city,
            "evidence": self._evidence,
            "method": self._method,
        }
        return pages[path](view)

    def _compare(self, view: CompareView) -> Content:
        content, charts = Content(), []
        for comparison in selection.comparisons(self._catalog, view):
            if comparison.figures:
                name = comparison.metric
                chart = selection.drawer(self._catalog, view, comparison)(width=PICTURE_WIDTH)
                charts.append(fluid_svg(chart))
                content.data.update(self._data(name, replace(view, metrics=(name,))))
                content.pictures[f"png-wide-{name}-{view.language}"] = chart.metadata.title
        return replace(content, charts=tuple(charts))

    def _side_by_side(self, view: SideBySideView) -> Content:
        table, name = selection.side_by_side(self._catalog, view), "side-by-side"
        if not table.metrics.shown:
            return Content()
        title = selection.map_drawer(self._catalog, view)().metadata.title
        return Content(
            words=side_by_side_table(self._context(view), table),
            data=self._data(name, CompareView(view.language, metrics=table.metrics.shown)),
            pictures={f"png-wide-{name}-{view.language}": title},
        )

    def _city(self, view: CityView) -> Content:
        name, context = f"city-{view.city}", self._context(view)
        metadata = report_card.metadata(self._catalog, view.city, language(view.language))
        return Content(
            words=source(context, view.city, glance(context, view.city)),
            data=self._data(name, CompareView(view.language, cities=(view.city,))),
            pictures={f"png-{name}-{view.language}": metadata.title},
        )

    def _evidence(self, view: EvidenceView) -> Content:
        return Content(words=accounts(self._context(view), view.city))

    def _method(self, view: View) -> Content:
        _, _, parts = sections(method_text(self._catalog, language(view.language)))
        return Content(words=parts[-1].parts[-1][1])

    def _data(self, name: str, chosen: CompareView) -> dict[str, Callable[[], bytes]]:
        return {
            f"{ending}-{name}-{chosen.language}": cache(
                partial(data, self._catalog, chosen, ending)
            )
            for ending in TABLES
        }

    def _context(self, view: View) -> Context:
        """What markup is written from; the links are those that the pages write."""
        code = view.language
        links = Links(
            metric=lambda metric: f"./?metric={metric}&lang={code}",
            city=lambda city: f"./city?city={city}&lang={code}",
            article=lambda city: f"./evidence?city={city}&lang={code}",
            figure=lambda figure: f"./evidence?figure={figure}&lang={code}",
        )
        return Context(self._catalog, language(code), links)
