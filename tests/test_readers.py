"""Several readers at once: each gets what they chose, and nobody what another chose."""

from __future__ import annotations

import re
from pathlib import Path

from asreported import Catalog
from tests.catalog_files import GOOD, write
from tests.charts import told
from tests.choices import Choices
from tests.readers import Visit, visiting
from tests.server import Server, running_dashboard
from tests.tab import Tab, run

#: A catalog with one theme too many, and with a city whose article reports nothing.
SILENT = (
    GOOD.replace("themes:\n", "themes:\n  empty: {name: {en: Empty, zh: 空}}\n")
    + """\
  lanzhou:
    name: {en: Lanzhou, zh: 兰州}
    province: {en: Gansu, zh: 甘肃}
    population: {value: 4359446, census: c2020}
    source: {file: seeds/a.txt, published: 2024-08-07, stated_by: press}
    figures: []
"""
)


def test_a_reader_no_longer_sees_what_another_choice_has_drawn_over(catalog: Catalog) -> None:
    metrics = catalog.metrics_of()
    places = [metrics.index(one) for one in ("command_centre", "case_change", "investment")]

    async def charts(server: Server) -> list[int]:
        tab = Tab(server.address)
        await tab.open("", "metric=command_centre&lang=en")
        seen = [len(told(tab.shown("bidi_component")))]
        for chosen in (places, places[2:]):
            await tab.choose("choice-metric-en", chosen)
            seen.append(len(told(tab.shown("bidi_component"))))
        await tab.close()
        return seen

    with running_dashboard() as server:
        assert run(charts(server)) == [1, 3, 1]


def test_a_theme_and_a_city_without_figures(tmp_path: Path) -> None:
    file = write(tmp_path, SILENT)
    addresses = [
        ("", "theme=empty"),
        ("", "city=lanzhou"),
        ("side-by-side", "theme=empty"),
        ("city", "city=lanzhou"),
        ("evidence", "city=lanzhou"),
    ]

    async def faults(server: Server) -> list[tuple[str, ...]]:
        found = []
        for path, query in addresses:
            tab = Tab(server.address)
            await tab.open(path, query)
            found += [(path, query, fault) for fault in tab.faults()]
            assert tab.shown("page_link"), "it is drawn to its menu"
            await tab.close()
        return found

    with running_dashboard(catalog=file) as server:
        assert (run(faults(server)), server.complaints()) == ([], [])


def test_readers_at_once_each_get_what_they_chose(catalog: Catalog) -> None:
    async def visit(server: Server) -> Visit:
        async with visiting(
            server.address, Choices(catalog), 8, 6, think=(0.0, 0.2), pictures=False
        ) as visit:
            return visit

    with running_dashboard() as server:
        done = run(visit(server))
        printed = server.complaints()
        loaded = libraries(server)
    assert (done.errors, done.mixed_up, printed) == ([], [], [])
    assert done.held == 8
    assert set(done.seconds) == {"choose", "page", "data"}
    # Plotly looks at what there is of them in every chart, and fails while another thread
    # imports them: so nothing that a reader does may import them.
    assert not {"pandas", "numpy"} & loaded


def libraries(server: Server) -> set[str]:
    """The installed packages with compiled parts that a server has loaded; on Linux only."""
    maps = Path(f"/proc/{server.process.pid}/maps")
    found = re.findall(r"/site-packages/(\w+)/", maps.read_text() if maps.exists() else "")
    assert found or not maps.exists()
    return set(found)
