"""How long readers who are there together wait for a choice, against as many of a bare app."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from functools import partial
from random import Random
from statistics import median

from asreported import load
from bench import REAL
from bench.pages import App, both_apps
from bench.ratios import Ratio, in_turn
from tests.tab import Tab

READERS = (10, 50, 100)
#: How long they choose, and the least and the most that each pauses before it does, in seconds.
_SECONDS, _PAUSE = 15, (0.5, 2.0)
#: What the list of metrics is called by the two apps: the bare one gives it no name.
_OURS, _BARE = "choice-metric-en", "None"


def at_once(times: int) -> Iterator[Ratio]:
    """Measure choosing another metric while 10, 50 and 100 readers do so; the median of all."""
    metrics = len(load(REAL).metrics_of())
    with both_apps() as (ours, bare):
        for number in READERS:
            wait = partial(_wait, number=number, metrics=metrics)
            sides = in_turn(
                partial(wait, ours, _OURS), partial(wait, bare, _BARE), times, warm=False
            )
            what = f"choosing another metric, {number} readers at once"
            yield Ratio(what, "as many of a bare app", 1.0, "s", *sides)


def _wait(app: App, key: str, *, number: int, metrics: int) -> float:
    with app() as server:
        return median(asyncio.run(_all_choose(server.address, key, number, metrics)))


async def _all_choose(address: str, key: str, number: int, metrics: int) -> list[float]:
    async with AsyncExitStack() as stack:
        tabs = [Tab(address) for _ in range(number)]
        for tab in tabs:
            stack.push_async_callback(tab.close)
            await tab.open("", "")
        waits = await asyncio.gather(
            *(_choose(tab, key, metrics, Random(place)) for place, tab in enumerate(tabs))
        )
    return [seconds for one in waits for seconds in one]


async def _choose(tab: Tab, key: str, metrics: int, random: Random) -> list[float]:
    """Choose one metric after another; tell how long each choice took until all was there."""
    waits, until = [], time.monotonic() + _SECONDS
    while time.monotonic() < until:
        await asyncio.sleep(random.uniform(*_PAUSE))
        begun = time.perf_counter()
        await tab.choose(key, [random.randrange(metrics)])
        waits.append(time.perf_counter() - begun)
    return waits
