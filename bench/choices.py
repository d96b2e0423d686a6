"""What a reader may choose, and what the dashboard must then show and give, from the core."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial
from random import Random
from typing import Any

from asreported.export.data import data
from asreported.formats import PICTURE_WIDTH, SIZES, TABLES
from asreported.frame import Facts
from asreported.language import LANGUAGES, language
from asreported.markup import Context, Links
from asreported.markup.evidence import accounts, source
from asreported.markup.overview import overview_table
from asreported.method import method_text
from PIL import Image

from asreported import report_card, selection, table_chart
from asreported.catalog import Catalog
from asreported.view import CityView, CompareView, EvidenceView, TableView, View, metrics_of

#: The view of each page by the page's path.
VIEWS: dict[str, type[View]] = {
    "": CompareView,
    "side-by-side": TableView,
    "city": CityView,
    "evidence": EvidenceView,
    "method": View,
}

#: The pages in the order of the menu.
PATHS = list(VIEWS)

#: How wide a chart is laid out for a reader with a wide screen, in pixels.
_WIDE = PICTURE_WIDTH


@dataclass(frozen=True)
class Choice:
    """A widget by its key, the places of the options to choose in it, the view that follows."""

    key: str
    options: tuple[int, ...]
    view: View


@dataclass(frozen=True)
class File:
    """A download button by its key; ``complaint`` says what is wrong with what it gave."""

    key: str
    complaint: Callable[[bytes], str]


@dataclass(frozen=True)
class Content:
    """What a page holds: its charts' facts as JSON, words that must stand, what it gives.

    Of ``pictures`` it offers those of the size that is chosen on it.
    """

    charts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    data: tuple[File, ...] = ()
    pictures: tuple[File, ...] = ()


class Choices:
    """All choices that one catalog offers."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._metrics = metrics_of(catalog, "")
        self._themes = ["", *(one for one in catalog.content.themes if metrics_of(catalog, one))]
        self._codes, self._cities = list(LANGUAGES), list(catalog.cities)
        #: What a page holds under a view; each is worked out once.
        self.content = cache(self._content)

    def view(self, path: str, query: dict[str, list[str]]) -> View:
        """The view that a query opens on a page."""
        return VIEWS[path].from_query(query, self._catalog)

    def somewhere(self, random: Random) -> tuple[str, View]:
        """A page and a view of it to begin with; half of the readers begin on Compare."""
        path = random.choice(["", "", "", *PATHS])
        query = {
            "metric": [random.choice(self._metrics)],
            "city": random.sample(self._cities, path == "" or 1),
            "lang": [random.choice(self._codes)],
        }
        return path, self.view(path, query)

    def choice(self, path: str, view: View, random: Random, *, sizes: bool) -> Choice:
        """Something else to choose on a page; ``sizes``: the size of a picture is offered."""
        ways = {
            "": (self._metric, self._cities_of, self._language),
            "side-by-side": (self._theme, self._least, self._language),
            "city": (self._city, self._language),
            "evidence": (self._city, self._language),
            "method": (self._language,),
        }
        if sizes and not path and self.content(path, view).pictures and random.random() < 0.2:
            return self._size(view, random)
        return random.choice(ways[path])(view, random)

    def _size(self, view: View, random: Random) -> Choice:
        """The size of a picture, which draws its section of the page again and no more."""
        key = self.content("", view).pictures[0].key.replace("png-wide", "size")
        return Choice(key, (random.randrange(len(SIZES)),), view)

    def _metric(self, view: Any, random: Random) -> Choice:
        places = random.sample(range(len(self._metrics)), random.choice([1, 1, 1, 2]))
        metrics = tuple(self._metrics[place] for place in places)
        return _choice("metric", view, places, metrics=metrics)

    def _cities_of(self, view: Any, random: Random) -> Choice:
        places = random.sample(range(len(self._cities)), random.choice([0, 0, 1, 2]))
        return _choice("city", view, places, cities=tuple(self._cities[place] for place in places))

    def _city(self, view: Any, random: Random) -> Choice:
        place = random.randrange(len(self._cities))
        changes = {"figure": ""} if isinstance(view, EvidenceView) else {}
        return _choice("city", view, [place], city=self._cities[place], **changes)

    def _theme(self, view: Any, random: Random) -> Choice:
        place = random.randrange(len(self._themes))
        return _choice("theme", view, [place], theme=self._themes[place])

    def _least(self, view: Any, random: Random) -> Choice:
        place = random.randrange(len(self._cities))
        return _choice("least", view, [place], least=place + 1)

    def _language(self, view: Any, random: Random) -> Choice:
        other = next(code for code in self._codes if code != view.language)
        return _choice("language", view, [self._codes.index(other)], language=other)

    def _content(self, path: str, view: Any) -> Content:
        pages: dict[str, Callable[[Any], Content]] = {
            "": self._compare,
            "side-by-side": self._side_by_side,
            "city": self._city_page,
            "evidence": self._evidence,
            "method": self._method,
        }
        return pages[path](view)

    def _compare(self, view: CompareView) -> Content:
        charts = []
        files: list[File] = []
        pictures = []
        for comparison in selection.comparisons(self._catalog, view):
            if not comparison.figures:
                continue
            draw = selection.drawer(self._catalog, view, comparison)
            facts, name = Facts.on(draw(width=_WIDE)), comparison.metric
            charts.append(as_json(draw(width=_WIDE).layout.meta))
            files += self._data(view, name, replace(view, metrics=(name,)))
            pictures += [_picture(f"png-{size}-{name}-{view.language}", facts) for size in SIZES]
        return Content(tuple(charts), (), tuple(files), tuple(pictures))

    def _side_by_side(self, view: TableView) -> Content:
        table = view.table(self._catalog)
        if not table.metrics:
            return Content()
        t, name = language(view.language), "side-by-side"
        facts = table_chart.facts(table, t, f"{name}{view.address()}")
        chosen = CompareView(view.language, metrics=table.metrics)
        return Content(
            words=(overview_table(self._context(view), table),),
            data=tuple(self._data(view, name, chosen)),
            pictures=(_picture(f"png-wide-{name}-{view.language}", facts),),
        )

    def _city_page(self, view: CityView) -> Content:
        name = f"city-{view.city}"
        facts = report_card.facts(
            self._catalog, view.city, language(view.language), address=f"city{view.address()}"
        )
        chosen = CompareView(view.language, cities=(view.city,))
        return Content(
            words=(source(self._context(view), view.city),),
            data=tuple(self._data(view, name, chosen)),
            pictures=(_picture(f"png-{name}-{view.language}", facts),),
        )

    def _evidence(self, view: EvidenceView) -> Content:
        return Content(words=(accounts(self._context(view), view.city),))

    def _method(self, view: View) -> Content:
        text = method_text(self._catalog, language(view.language))
        return Content(words=(text.partition("\n")[2].strip(),))

    def _data(self, view: View, name: str, chosen: CompareView) -> list[File]:
        makers = {f"{one}-{name}": partial(data, self._catalog, chosen, one) for one in TABLES}
        return [
            File(f"{key}-{view.language}", partial(_other_bytes, cache(make)))
            for key, make in makers.items()
        ]

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


def _choice(name: str, view: Any, places: list[int], **changes: Any) -> Choice:
    key = f"choice-{name}-{view.language}"
    return Choice(key, tuple(places), replace(view, **changes))


def as_json(facts: Any) -> str:
    """A chart's facts as text that can be compared."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)


def _other_bytes(make: Callable[[], bytes], given: bytes) -> str:
    return "" if given == make() else f"{len(given)} bytes that are not those of the choice"


def _picture(key: str, facts: Facts) -> File:
    return File(key, partial(_other_picture, facts.title))


def _other_picture(title: str, given: bytes) -> str:
    if not given.startswith(b"\x89PNG\r\n\x1a\n"):
        return "not a PNG"
    inside = Image.open(io.BytesIO(given)).info.get("Title")
    return "" if inside == title else f"a picture of {inside!r} in place of {title!r}"
