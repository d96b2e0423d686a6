"""Readers who choose, open pages, download, and look whether it is what they chose."""

from __future__ import annotations

import asyncio
import io
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from random import Random
from urllib.parse import parse_qs

from PIL import Image

from asreported.view import View
from tests.charts import told
from tests.choices import VIEWS, Choices, Content
from tests.tab import Tab, Trouble

#: How long a reader waits for an answer, in seconds.
PATIENCE = 30
#: Kinds of requests, and how often each is made in a hundred.
KINDS = {"choose": 50, "page": 20, "data": 27, "picture": 3}


@dataclass
class Visit:
    """What happened to readers who were there together.

    ``seconds`` are those of each answered request by kind; ``errors`` and ``mixed_up`` say
    in a line each what failed and what was not the reader's own choice; ``held`` is the
    number of sessions that still stand at the end, ``served`` theirs by server behind a proxy.
    """

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    mixed_up: list[str] = field(default_factory=list)
    held: int = 0
    served: Counter[str] = field(default_factory=Counter)


@asynccontextmanager
async def visiting(
    address: str,
    choices: Choices,
    number: int,
    seconds: float,
    *,
    think: tuple[float, float] = (0.5, 2.0),
    pictures: bool = True,
    apart: bool = False,
) -> AsyncIterator[Visit]:
    """Let so many readers come and stay so long; they leave when the block ends.

    ``think`` is the least and the most that they pause between two requests, in seconds;
    without ``pictures`` they download data only. What they choose is the same each time. They come
    from one machine, or ``apart``, each from an address of 127.0.0.0/8, which only Linux has.
    """
    visit = Visit()
    kinds = {kind: share for kind, share in KINDS.items() if kind != "picture" or pictures}
    sources = [f"127.0.{i // 250 + 1}.{i % 250 + 1}" if apart else "" for i in range(number)]
    tabs = [Tab(address, source) for source in sources]
    readers = [_Reader(i, tab, choices, visit) for i, tab in enumerate(tabs)]
    until = time.monotonic() + seconds
    await asyncio.gather(*(reader.stay(until, think, kinds) for reader in readers))
    visit.served.update(tab.served_by for tab in tabs if tab.connected)
    visit.held = visit.served.total()
    yield visit
    await asyncio.gather(*(tab.close() for tab in tabs))


class _MixedUp(Exception):
    """A page or a file that is not of this reader's choice; the message says it in one line."""


class _Reader:
    """One reader with one tab; what happens is put down in a visit that readers share."""

    def __init__(self, number: int, tab: Tab, choices: Choices, visit: Visit) -> None:
        self.tab = tab
        self._number, self._choices, self._visit = number, choices, visit
        self._random = Random(number)
        self._path, view = choices.somewhere(self._random)
        self._views = {self._path: view}
        self._here = False

    async def stay(self, until: float, think: tuple[float, float], kinds: dict[str, int]) -> None:
        """Come, and go on until a moment of ``time.monotonic``; the tab stays open."""
        # Not all begin with the same, so that even a short visit of a few has all kinds;
        # but pictures come one after the other, and a queue for them is not how a day starts.
        kind = ("choose", "page", "data")[self._number % 3]
        while True:
            await asyncio.sleep(self._random.uniform(*think))
            if time.monotonic() > until:
                break
            await self._try(kind)
            (kind,) = self._random.choices(list(kinds), list(kinds.values()))

    async def _try(self, kind: str) -> None:
        who = f"reader {self._number}, {kind}"
        try:
            async with asyncio.timeout(PATIENCE):
                await self._do(kind)
        except TimeoutError:
            self._visit.errors.append(f"{who}: no answer within {PATIENCE} seconds")
            self._here = False
            await self.tab.close()  # what comes of it later would be taken for another answer
        except Trouble as error:
            self._visit.errors.append(f"{who}: {error}")
        except _MixedUp as error:
            self._visit.mixed_up.append(f"{who}: {error}")

    async def _do(self, kind: str) -> None:
        if not self.tab.connected:
            if self._here:
                self._visit.errors.append(f"reader {self._number}: the connection was lost")
            await self._arrive()
        if kind == "choose":
            await self._choose()
        elif kind == "page":
            await self._open(self._random.choice([path for path in VIEWS if path != self._path]))
        else:
            await self._download(kind)

    async def _arrive(self) -> None:
        self._views = {self._path: self._view}
        with self._timed("page"):
            await self.tab.open(self._path, self._view.address().removeprefix("?"))
        self._here = True
        self._look()

    async def _choose(self) -> None:
        choice = self._choices.choice(self._path, self._view, self._random)
        with self._timed("choose"):
            await self.tab.choose(choice.key, choice.options)
        self._views[self._path] = choice.view
        self._look()

    async def _open(self, path: str) -> None:
        """Open a page by the menu; one that was seen before opens as this reader left it."""
        seen = self._views.get(path)
        query = {**(seen.to_query() if seen else {}), "lang": [self._view.language]}
        link = self.tab.shown("page_link")[list(VIEWS).index(path)]
        if _read_query(link.query_string) != query:
            raise _MixedUp(f"the menu leads to {link.query_string}, not to {query}")
        with self._timed("page"):
            await self.tab.follow(link)
        self._path, self._views[path] = path, self._choices.view(path, query)
        self._look()

    async def _download(self, kind: str) -> None:
        if not self._content.data:
            await self._open("city")
        content = self._content
        key = self._random.choice(list(content.data if kind == "data" else content.pictures))
        with self._timed(kind):
            raw = await self.tab.download(key)
        if kind == "data" and raw != content.data[key]():
            raise _MixedUp(f"{key}: {len(raw)} bytes that are not those of the choice")
        if kind == "picture" and _title(raw) != content.pictures[key]:
            raise _MixedUp(f"{key}: {_title(raw)!r}, not a picture of {content.pictures[key]!r}")

    def _look(self) -> None:
        """Compare the page with what this reader chose."""
        if faults := self.tab.faults():
            raise Trouble(f"the page says: {faults[0]}")
        address, content = f"{self._path}{self._view.address()}", self._content
        if _read_query(self.tab.query) != self._view.to_query():
            raise _MixedUp(f"{address} has the address {self.tab.query}")
        charts = [one["chart"]["svg"] for one in told(self.tab.shown("bidi_component"))]
        if charts != list(reversed(content.charts)):  # the last that was chosen stands first
            raise _MixedUp(f"{address} has the charts {charts!s:.300}")
        words = {one.body.strip() for kind in ("html", "markdown") for one in self.tab.shown(kind)}
        if content.words not in {"", *words}:
            raise _MixedUp(f"{address} lacks its words")

    @property
    def _view(self) -> View:
        return self._views[self._path]

    @property
    def _content(self) -> Content:
        return self._choices.content(self._path, self._view)

    @contextmanager
    def _timed(self, kind: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self._visit.seconds.setdefault(kind, []).append(time.perf_counter() - begun)


def _read_query(query: str) -> dict[str, list[str]]:
    return parse_qs(query.removeprefix("?"), keep_blank_values=True)


def _title(raw: bytes) -> str:
    """What a PNG says that it shows."""
    if not raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return "no PNG"
    return str(Image.open(io.BytesIO(raw)).info.get("Title"))
