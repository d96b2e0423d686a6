"""Several readers at once: each gets what they chose, and nobody what another chose."""

from __future__ import annotations

from asreported import Catalog
from bench.choices import Choices
from bench.reader import Habits
from bench.server import running_server
from bench.sessions import stay
from tests.conftest import run


def test_readers_at_once_each_get_what_they_chose(catalog: Catalog) -> None:
    habits = Habits(think=(0.0, 0.2), pictures=False)
    with running_server() as server:
        done = run(stay(server, Choices(catalog), 8, 6, habits))
        printed = server.complaints()
    assert (done.tally.errors, done.tally.mixed_up, printed) == ([], [], [])
    assert (done.held, done.counted) == (8, 8)
    assert set(done.tally.seconds) == {"choose", "page", "data"}
