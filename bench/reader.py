"""A reader: chooses, opens pages, downloads, and looks whether it is what they chose."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from asreported.view import View
from bench.choices import PATHS, Choices, Content, File, as_json
from bench.tab import Tab, Trouble, read_query

#: How long a reader waits for an answer, in seconds.
PATIENCE = 30
#: Kinds of requests, and how often each is made in a hundred.
KINDS = {"choose": 50, "page": 20, "data": 27, "picture": 3}


@dataclass(frozen=True)
class Habits:
    """How readers behave: seconds of thought between two requests, whether they take pictures.

    The same ``seed`` has the same readers make the same choices.
    """

    think: tuple[float, float] = (0.5, 2.0)
    pictures: bool = True
    seed: int = 1


@dataclass
class Tally:
    """What happened: seconds of each answered request by kind, errors and mix-ups in words."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    mixed_up: list[str] = field(default_factory=list)


class MixedUp(Exception):
    """A page or a file that is not of this reader's choice; the message says it in one line."""


class Reader:
    """One reader with one tab; what happens is put into a tally that readers share."""

    def __init__(
        self, number: int, address: str, choices: Choices, habits: Habits, tally: Tally
    ) -> None:
        self.tab = Tab(address)
        self._number, self._choices, self._habits, self._tally = number, choices, habits, tally
        self._random = Random(f"{habits.seed}-{number}")
        self._path, view = choices.somewhere(self._random)
        self._views = {self._path: view}
        self._here = False

    async def stay(self, until: float) -> None:
        """Come, and go on until a moment of ``time.monotonic``; the tab stays open."""
        shares = {
            kind: n for kind, n in KINDS.items() if kind != "picture" or self._habits.pictures
        }
        # Not all begin with the same, so that even a short visit of a few has all kinds;
        # but pictures come one after the other, and a queue for them is not how a day starts.
        kind = ("choose", "page", "data")[self._number % 3]
        while True:
            await asyncio.sleep(self._random.uniform(*self._habits.think))
            if time.monotonic() > until:
                break
            await self._try(kind)
            (kind,) = self._random.choices(list(shares), list(shares.values()))

    async def _try(self, kind: str) -> None:
        who = f"reader {self._number}, {kind}"
        try:
            async with asyncio.timeout(PATIENCE):
                await self._do(kind)
        except TimeoutError:
            self._tally.errors.append(f"{who}: no answer within {PATIENCE} seconds")
            self._here = False
            await self.tab.close()  # what comes of it later would be taken for another answer
        except Trouble as error:
            self._tally.errors.append(f"{who}: {error}")
        except MixedUp as error:
            self._tally.mixed_up.append(f"{who}: {error}")

    async def _do(self, kind: str) -> None:
        if not self.tab.connected:
            if self._here:
                self._tally.errors.append(f"reader {self._number}: the connection was lost")
            await self._arrive()
        if kind == "choose":
            await self._choose()
        elif kind == "page":
            await self._open(self._random.choice([path for path in PATHS if path != self._path]))
        else:
            await self._download(kind)

    async def _arrive(self) -> None:
        self._views = {self._path: self._view}
        with self._timed("page"):
            await self.tab.open(self._path, self._view.address().removeprefix("?"))
        self._here = True
        self._look()

    async def _choose(self) -> None:
        sizes = self._habits.pictures
        choice = self._choices.choice(self._path, self._view, self._random, sizes=sizes)
        with self._timed("choose"):
            await self.tab.choose(choice.key, choice.options)
        self._views[self._path] = choice.view
        self._look()

    async def _open(self, path: str) -> None:
        """Open a page by the menu; one that was seen before opens as this reader left it."""
        seen = self._views.get(path)
        query = {**(seen.to_query() if seen else {}), "lang": [self._view.language]}
        link = self.tab.shown("page_link")[PATHS.index(path)]
        if read_query(link.query_string) != query:
            raise MixedUp(f"the menu leads to {link.query_string}, not to {query}")
        with self._timed("page"):
            await self.tab.follow(link)
        self._path, self._views[path] = path, self._choices.view(path, query)
        self._look()

    async def _download(self, kind: str) -> None:
        if not self._files(kind):
            await self._open("city")
        file = self._random.choice(self._files(kind))
        with self._timed(kind):
            raw = await self.tab.download(file.key)
        if complaint := file.complaint(raw):
            raise MixedUp(f"{file.key}: {complaint}")

    def _look(self) -> None:
        """Compare the page with what this reader chose."""
        if faults := self.tab.faults():
            raise Trouble(f"the page says: {faults[0]}")
        address, content = f"{self._path}{self._view.address()}", self._content
        if read_query(self.tab.query) != self._view.to_query():
            raise MixedUp(f"{address} has the address {self.tab.query}")
        specs = (json.loads(chart.spec) for chart in self.tab.shown("plotly_chart"))
        charts = tuple(as_json(spec["layout"]["meta"]) for spec in specs)
        if charts != content.charts:
            raise MixedUp(f"{address} has the charts {charts}")
        words = {one.body.strip() for kind in ("html", "markdown") for one in self.tab.shown(kind)}
        if not words.issuperset(content.words):
            raise MixedUp(f"{address} lacks its words")

    @property
    def _view(self) -> View:
        return self._views[self._path]

    @property
    def _content(self) -> Content:
        return self._choices.content(self._path, self._view)

    def _files(self, kind: str) -> list[File]:
        if kind == "data":
            return list(self._content.data)
        return [file for file in self._content.pictures if self.tab.has(file.key)]

    @contextmanager
    def _timed(self, kind: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self._tally.seconds.setdefault(kind, []).append(time.perf_counter() - begun)
