"""Fifty readers at once: ``python -m bench.sessions``.

Each has a session of its own, and for a minute chooses, opens pages and downloads, with
a short pause for thought. What a page shows and what a file holds is compared with what
the core gives for the reader's own choice, so that another reader's choice would be
noticed. Exit status 1 if anything went wrong. The readers speak Streamlit's protocol:
fifty tabs of a real browser would measure the browser. Memory and processor time are
told on Linux only.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from asreported import load
from bench import MB, REAL
from bench.choices import Choices
from bench.reader import KINDS, Habits, Reader, Tally
from bench.server import Server, Usage, running_server

#: Streamlit keeps a session for two minutes after its reader has left, who may come back,
#: and lets it go when the next reader leaves after that.
_KEPT_SECONDS = 125
#: How many errors and mix-ups are told in words.
_TOLD = 10


@dataclass
class Round:
    """What happened in one round, and what the server took.

    ``held`` and ``counted`` are the sessions that the readers and that the server count
    at the end. ``seconds`` is how long the readers stayed, ``client_seconds`` the
    processor time of this program meanwhile. ``left`` is taken as soon as all have left.
    """

    tally: Tally
    held: int
    counted: int
    seconds: float
    client_seconds: float
    before: Usage
    there: Usage
    left: Usage


async def stay(
    server: Server, choices: Choices, sessions: int, seconds: float, habits: Habits
) -> Round:
    """Let readers come, stay and leave."""
    tally = Tally()
    before, begun, spent = server.usage(), time.monotonic(), time.process_time()
    readers = [Reader(i, server.address, choices, habits, tally) for i in range(sessions)]
    await asyncio.gather(*(reader.stay(begun + seconds) for reader in readers))
    elapsed, client = time.monotonic() - begun, time.process_time() - spent
    held, counted = sum(reader.tab.connected for reader in readers), server.sessions()
    there = server.usage()
    await asyncio.gather(*(reader.tab.close() for reader in readers))
    return Round(tally, held, counted, elapsed, client, before, there, server.usage())


async def let_go(server: Server, choices: Choices) -> Usage:
    """Wait until Streamlit lets the sessions go; give what the server takes then."""
    await asyncio.sleep(_KEPT_SECONDS)
    await stay(server, choices, 1, 2, Habits(pictures=False))
    await asyncio.sleep(1)
    return server.usage()


def report(number: int, done: Round) -> str:
    """A round in words."""
    tally, grown = done.tally, done.there.server - done.before.server
    each = grown / MB / max(done.held, 1)
    lines = [
        f"Round {number}: {done.held} sessions held to the end of {done.seconds:.0f} seconds "
        f"({done.counted} by the server's count)",
        f"  requests {sum(map(len, tally.seconds.values()))}, errors {len(tally.errors)}, "
        f"mixed-up states {len(tally.mixed_up)}",
    ]
    for kind in filter(tally.seconds.__contains__, KINDS):
        middle, most = (f"{seconds * 1000:.0f} ms" for seconds in spread(tally.seconds[kind]))
        made = len(tally.seconds[kind])
        lines.append(f"  {kind:8}{made:6} times, median {middle:>8}, 95th percentile {most:>8}")
    lines += [
        f"  memory before:    {_memory(done.before)}",
        f"  with all there:   {_memory(done.there)}; {each:.1f} MB a session",
        f"  as all have left: {_memory(done.left)}",
        f"  processor time: server {done.there.server_seconds - done.before.server_seconds:.0f} s, "
        f"browser {done.there.browser_seconds - done.before.browser_seconds:.0f} s, "
        f"the readers themselves {done.client_seconds:.0f} s, of "
        f"{done.seconds * (os.cpu_count() or 1):.0f} s that {os.cpu_count()} processors had",
    ]
    lines += [f"  error: {words:.300}" for words in tally.errors[:_TOLD]]
    lines += [f"  mixed up: {words:.300}" for words in tally.mixed_up[:_TOLD]]
    return "\n".join(lines)


def spread(seconds: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    # A single value has no percentiles.
    return median(seconds), quantiles([*seconds, *seconds], n=20, method="inclusive")[-1]


def _memory(usage: Usage) -> str:
    return f"server {usage.server / MB:.0f} MB, browser {usage.browser / MB:.0f} MB"


def _figures(rounds: Sequence[Round], after: Usage, printed: Sequence[str]) -> dict[str, Any]:
    """All of it for machines; seconds and bytes."""
    return {
        "rounds": [
            {
                **asdict(done),
                "spread": {kind: spread(times) for kind, times in done.tally.seconds.items()},
            }
            for done in rounds
        ],
        "after": asdict(after),
        "printed": list(printed),
    }


async def _run(options: argparse.Namespace) -> int:
    choices = Choices(load(REAL))
    habits = Habits(pictures=not options.no_pictures, seed=options.seed)
    with running_server() as server:
        print(f"Memory before the first session: {_memory(server.usage())}", flush=True)
        # Loads what the first page loads, so that it is not counted as the readers'.
        await stay(server, choices, 1, 2, Habits(pictures=habits.pictures))
        rounds = []
        for number in range(1, options.rounds + 1):
            rounds.append(await stay(server, choices, options.sessions, options.seconds, habits))
            print(report(number, rounds[-1]), flush=True)
            after = await let_go(server, choices)
            print(f"  {_KEPT_SECONDS} seconds later: {_memory(after)}", flush=True)
        printed = server.complaints()
    print(f"The server printed {len(printed)} complaints", *printed[:_TOLD], sep="\n  ")
    if options.json:
        figures = _figures(rounds, after, printed)
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    faulty = any(done.tally.errors or done.tally.mixed_up for done in rounds)
    held = all(done.held == options.sessions for done in rounds)
    return int(faulty or not held or bool(printed))


def main() -> int:
    """Run the rounds that the command line asks for; give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.sessions", description=__doc__)
    parser.add_argument("--sessions", type=int, default=50, help="readers at once")
    parser.add_argument("--seconds", type=float, default=60, help="how long each stays")
    parser.add_argument("--rounds", type=int, default=2, help="with the same server")
    parser.add_argument("--seed", type=int, default=1, help="other readers with another")
    parser.add_argument("--no-pictures", action="store_true", help="download data only")
    parser.add_argument("--json", type=Path, metavar="PATH", help="write the figures, too")
    return asyncio.run(_run(parser.parse_args()))


if __name__ == "__main__":
    sys.exit(main())
