"""Fifty readers at once: ``python -m bench.sessions``.

Each has a session of its own, and for a minute chooses, opens pages and downloads, with
a short pause for thought. What a page shows and what a file holds is compared with what
the core gives for the reader's own choice, so that another reader's choice would be
noticed. Exit status 1 if anything went wrong. The readers speak Streamlit's protocol:
fifty tabs of a real browser would measure the browser. With ``--servers 2`` they come
through nginx, each from an address of its own, which takes Linux. Memory and processor time
are told on Linux only; of several servers they stand one after the other.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from statistics import median, quantiles
from urllib.parse import urlsplit

from asreported import load
from bench import MB, REAL
from bench.usage import Usage, usage
from tests.choices import Choices
from tests.proxy import proxy
from tests.readers import KINDS, Visit, visiting
from tests.server import Server, running_dashboard

#: Streamlit keeps a session for two minutes after its reader has left, who may come back,
#: and lets it go when the next reader leaves after that.
_KEPT_SECONDS = 125
#: How many errors, mix-ups and complaints are told in words.
_TOLD = 10


async def _round(
    servers: Sequence[Server], nginx: Server | None, choices: Choices, options: argparse.Namespace
) -> bool:
    """Let readers come, stay and leave; print what happened; whether all went well."""
    address = (nginx or servers[0]).address
    before, begun, spent = _usages(servers), time.monotonic(), time.process_time()
    passed = _of_nginx(nginx)
    async with visiting(
        address, choices, options.sessions, options.seconds, apart=nginx is not None
    ) as visit:
        elapsed, own = time.monotonic() - begun, time.process_time() - spent
        there, passed = _usages(servers), _of_nginx(nginx) - passed
    left, processors = _usages(servers), os.cpu_count() or 1
    added = sum(one.server for one in there) - sum(one.server for one in before)
    used = [
        (now.server_seconds - then.server_seconds, now.browser_seconds - then.browser_seconds)
        for then, now in zip(before, there, strict=True)
    ]
    print(
        f"{visit.held} sessions held to the end of {elapsed:.0f} seconds{_shares(visit, servers)}",
        *_requests(visit),
        f"memory before:    {_memory(before)}",
        f"with all there:   {_memory(there)}; {added / MB / max(visit.held, 1):.1f} MB a session",
        f"as all have left: {_memory(left)}",
        f"processor time: server {_listed(one for one, _ in used)} s, "
        f"browser {_listed(one for _, one in used)} s, "
        f"{f'nginx {passed:.0f} s, ' if nginx else ''}the readers themselves {own:.0f} s, "
        f"of {elapsed * processors:.0f} s that {processors} processors had",
        *(f"error: {words:.300}" for words in visit.errors[:_TOLD]),
        *(f"mixed up: {words:.300}" for words in visit.mixed_up[:_TOLD]),
        sep="\n  ",
        flush=True,
    )
    return visit.held == options.sessions and not visit.errors and not visit.mixed_up


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


def _shares(visit: Visit, servers: Sequence[Server]) -> str:
    """Say how nginx has divided the sessions, in the order of the servers."""
    names = [urlsplit(one.address).netloc.replace("localhost", "127.0.0.1") for one in servers]
    shares = _listed(visit.served[name] for name in names)
    return f", {shares} by server" if len(servers) > 1 else ""


def _usages(servers: Sequence[Server]) -> list[Usage]:
    return [usage(server.process.pid) for server in servers]


def _of_nginx(nginx: Server | None) -> float:
    """Tell the processor time of nginx with its workers so far."""
    taken = usage(nginx.process.pid) if nginx else None
    return taken.server_seconds + taken.browser_seconds if taken else 0.0


def _memory(taken: Sequence[Usage]) -> str:
    servers = _listed(one.server / MB for one in taken)
    return f"server {servers} MB, browser {_listed(one.browser / MB for one in taken)} MB"


def _listed(values: Iterable[float]) -> str:
    return " + ".join(f"{value:.0f}" for value in values)


async def _each(servers: Sequence[Server], choices: Choices, *, pictures: bool = True) -> None:
    """Let one reader come to each server, and leave."""
    for server in servers:
        async with visiting(server.address, choices, 1, 2, pictures=pictures):
            pass


async def _run(options: argparse.Namespace) -> int:
    choices, well = Choices(load(REAL)), True
    with ExitStack() as stack:
        dashboards = [running_dashboard() for _ in range(options.servers or 1)]
        servers = [stack.enter_context(one) for one in dashboards]
        nginx = stack.enter_context(proxy(servers)) if options.servers else None
        print(f"Memory before the first session: {_memory(_usages(servers))}", flush=True)
        # Loads what the first page loads, so that it is not counted as the readers'.
        await _each(servers, choices)
        for number in range(1, options.rounds + 1):
            print(f"Round {number}: ", end="")
            well &= await _round(servers, nginx, choices, options)
            await asyncio.sleep(_KEPT_SECONDS)
            await _each(servers, choices, pictures=False)
            await asyncio.sleep(1)
            print(f"  {_KEPT_SECONDS} seconds later: {_memory(_usages(servers))}", flush=True)
        printed = [line for one in (*servers, nginx) if one for line in one.complaints()]
    print(f"The server printed {len(printed)} complaints", *printed[:_TOLD], sep="\n  ")
    return 0 if well and not printed else 1


def main() -> int:
    """Run the rounds that the command line asks for; give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.sessions", description=__doc__)
    parser.add_argument("--sessions", type=int, default=50, help="readers at once")
    parser.add_argument("--seconds", type=float, default=60, help="how long each stays")
    parser.add_argument("--rounds", type=int, default=2, help="with the same server")
    parser.add_argument("--servers", type=int, default=0, help="behind nginx; else one without")
    return asyncio.run(_run(parser.parse_args()))


if __name__ == "__main__":
    sys.exit(main())
