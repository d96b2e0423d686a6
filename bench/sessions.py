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
import os
import sys
import time
from collections.abc import Iterator
from statistics import median, quantiles

from asreported import load
from bench import MB, REAL
from bench.usage import Usage, usage
from tests.choices import Choices
from tests.readers import KINDS, Visit, visiting
from tests.server import Server, running_dashboard

#: Streamlit keeps a session for two minutes after its reader has left, who may come back,
#: and lets it go when the next reader leaves after that.
_KEPT_SECONDS = 125
#: How many errors, mix-ups and complaints are told in words.
_TOLD = 10


async def _round(server: Server, choices: Choices, sessions: int, seconds: float) -> bool:
    """Let readers come, stay and leave; print what happened; whether all went well."""
    pid = server.process.pid
    before, begun, spent = usage(pid), time.monotonic(), time.process_time()
    async with visiting(server, choices, sessions, seconds) as visit:
        elapsed, own = time.monotonic() - begun, time.process_time() - spent
        there = usage(pid)
    left, processors = usage(pid), os.cpu_count() or 1
    print(
        f"{visit.held} sessions held to the end of {elapsed:.0f} seconds",
        *_requests(visit),
        f"memory before:    {_memory(before)}",
        f"with all there:   {_memory(there)}; "
        f"{(there.server - before.server) / MB / max(visit.held, 1):.1f} MB a session",
        f"as all have left: {_memory(left)}",
        f"processor time: server {there.server_seconds - before.server_seconds:.0f} s, "
        f"browser {there.browser_seconds - before.browser_seconds:.0f} s, "
        f"the readers themselves {own:.0f} s, "
        f"of {elapsed * processors:.0f} s that {processors} processors had",
        *(f"error: {words:.300}" for words in visit.errors[:_TOLD]),
        *(f"mixed up: {words:.300}" for words in visit.mixed_up[:_TOLD]),
        sep="\n  ",
        flush=True,
    )
    return visit.held == sessions and not visit.errors and not visit.mixed_up


def _requests(visit: Visit) -> Iterator[str]:
    yield (
        f"requests {sum(map(len, visit.seconds.values()))}, errors {len(visit.errors)}, "
        f"mixed-up states {len(visit.mixed_up)}"
    )
    for kind in filter(visit.seconds.__contains__, KINDS):
        times = [seconds * 1000 for seconds in visit.seconds[kind]]
        # A single value has no percentiles.
        most = quantiles([*times, *times], n=20, method="inclusive")[-1]
        yield (
            f"{kind:8}{len(times):6} times, median {median(times):5.0f} ms, "
            f"95th percentile {most:5.0f} ms"
        )


def _memory(taken: Usage) -> str:
    return f"server {taken.server / MB:.0f} MB, browser {taken.browser / MB:.0f} MB"


async def _run(options: argparse.Namespace) -> int:
    choices, well = Choices(load(REAL)), True
    with running_dashboard() as server:
        pid = server.process.pid
        print(f"Memory before the first session: {_memory(usage(pid))}", flush=True)
        # Loads what the first page loads, so that it is not counted as the readers'.
        async with visiting(server, choices, 1, 2):
            pass
        for number in range(1, options.rounds + 1):
            print(f"Round {number}: ", end="")
            well &= await _round(server, choices, options.sessions, options.seconds)
            await asyncio.sleep(_KEPT_SECONDS)
            async with visiting(server, choices, 1, 2, pictures=False):
                pass
            await asyncio.sleep(1)
            print(f"  {_KEPT_SECONDS} seconds later: {_memory(usage(pid))}", flush=True)
        printed = server.complaints()
    print(f"The server printed {len(printed)} complaints", *printed[:_TOLD], sep="\n  ")
    return 0 if well and not printed else 1


def main() -> int:
    """Run the rounds that the command line asks for; give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.sessions", description=__doc__)
    parser.add_argument("--sessions", type=int, default=50, help="readers at once")
    parser.add_argument("--seconds", type=float, default=60, help="how long each stays")
    parser.add_argument("--rounds", type=int, default=2, help="with the same server")
    return asyncio.run(_run(parser.parse_args()))


if __name__ == "__main__":
    sys.exit(main())
