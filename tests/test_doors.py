"""Who gets in, with any address; what gets out: no file but ours, no path in a name."""

from __future__ import annotations

import http.client
import re
import socket
from pathlib import Path
from random import Random
from urllib.parse import quote_plus, urlsplit

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin, Subprotocol

from asreported import Catalog, chart, load, selection
from asreported.catalog.model import Rate
from asreported.drawing import formats
from asreported.export.citations import citations
from asreported.export.datapackage import datapackage
from asreported.export.pictures import picture
from asreported.selection import data
from asreported.view import CompareView
from tests.catalog_files import write
from tests.known import ROOT
from tests.tab import Tab, run


def port_of(address: str) -> int:
    port = urlsplit(address).port
    assert port
    return port


def ask(address: str, method: str, target: str, **headers: str) -> tuple[int, bytes]:
    """What the server answers to a target that no browser would leave as it is."""
    line = http.client.HTTPConnection("localhost", port_of(address), timeout=20)
    line.putrequest(method, target, skip_host=False)
    for name, value in {"Content-Length": "0", **headers}.items():
        line.putheader(name, value)
    line.endheaders()
    answer = line.getresponse()
    status, body = answer.status, answer.read()
    line.close()
    return status, body


def test_it_listens_on_this_machine_only(dashboard: str) -> None:
    port = f"{port_of(dashboard):04X}"
    tables = [Path(f"/proc/net/{name}").read_text().splitlines()[1:] for name in ("tcp", "tcp6")]
    lines = [line.split() for table in tables for line in table]
    listening = {line[1] for line in lines if line[3] == "0A" and line[1].endswith(f":{port}")}
    ours = {f"0100007F:{port}", f"00000000000000000000000001000000:{port}"}  # 127.0.0.1 and ::1
    assert listening and listening <= ours


def test_another_machine_gets_no_answer(dashboard: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing; tells the address that others know
        here = probe.getsockname()[0]
    if here.startswith("127."):
        pytest.skip("this machine has no other address")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((here, port_of(dashboard)), timeout=5)


def test_a_page_from_elsewhere_may_not_speak_to_it(dashboard: str) -> None:
    async def knock(origin: str) -> None:
        stream = dashboard.replace("http", "ws", 1) + "_stcore/stream"
        async with connect(stream, origin=Origin(origin), subprotocols=[Subprotocol("streamlit")]):
            pass

    with pytest.raises(InvalidStatus) as refused:
        run(knock("http://elsewhere.example"))
    assert refused.value.response.status_code == 403
    run(knock(dashboard.rstrip("/")))


def test_nothing_can_be_sent_to_it_without_its_token(dashboard: str) -> None:
    target = "/_stcore/upload_file/0/0"
    for method in ("PUT", "DELETE"):
        status, _ = ask(dashboard, method, target, Origin="http://elsewhere.example")
        assert status == 403


SECRETS = [b"root:x:", b"counting_units:", b"shell.run(", b"gatherUsageStats", b"[core]"]
CLIMBS = ["/../", "/..%2f", "/%2e%2e/", "/%2e%2e%2f", "/..\\", "/..%5c", "//", "/.%00./", "/%252e%252e/"]  # fmt: skip
ROOMS = ["", "/static", "/app/static", "/media", "/component", "/_stcore", "/_stcore/component", "/_stcore/bidi-components", "/evidence"]  # fmt: skip
FILES = ["metrics.yaml", "dashboard.py", ".streamlit/config.toml", ".git/config", "etc/passwd"]


def test_no_file_can_be_read_through_it(dashboard: str) -> None:
    targets = {
        f"{room}{climb * steps}{file}"
        for room in ROOMS
        for climb in ["/", *CLIMBS]
        for steps in (1, 4)
        for file in FILES
    }
    targets |= {f"{room}{ROOT}/{file}" for room in ROOMS for file in FILES}
    targets |= {"file:///etc/passwd", "//etc/passwd", "/%2fetc%2fpasswd", "/media//etc/passwd"}
    for target in sorted(targets):
        _, body = ask(dashboard, "GET", target)
        assert not [secret for secret in SECRETS if secret in body], target


def test_a_file_that_is_taken_along_names_no_path(catalog: Catalog) -> None:
    plain = re.compile(r"as-reported_[a-z0-9_-]+\.[a-z]+")
    for metric in [*catalog.metrics, *(f"city-{city}" for city in catalog.cities)]:
        for ending in (*formats.PICTURES, *formats.TABLES, *formats.CITATIONS, "zip", "html"):
            for size in formats.SIZES:
                name = formats.file_name(metric, "zh", ending, size=size, rates=tuple(Rate))
                assert plain.fullmatch(name)


@pytest.mark.browser
def test_what_is_taken_along_holds_no_path(tmp_path: Path) -> None:
    catalog = load(write(tmp_path))
    view = CompareView("en")
    made = [
        *(data(catalog, view, ending) for ending in formats.TABLES),
        *(citations(catalog, ending) for ending in formats.CITATIONS),
        *(picture(chart(catalog, "cameras"), ending) for ending in formats.PICTURES),
        datapackage(catalog),
        selection.report(catalog, "en"),
    ]
    for raw in made:
        assert str(tmp_path).encode() not in raw and str(Path.home()).encode() + b"/" not in raw
        assert str(ROOT).encode() not in raw


STRANGE = ["", "..", "/", "\\", "\0", "%00", "null", "-1", "9" * 400, "𝔘", "\u202e", "' OR 1=1 --", "<script>",
           "cameras", "case_change", "suqian", "zh", "per_head", "like_for_like", "1", "a" * 3_000]  # fmt: skip
NAMES = ["metric", "theme", "counts", "city", "show", "rate", "against", "lang", "figure", "least", "x", "", "embed", "page"]  # fmt: skip


def test_any_query_gives_a_page(dashboard: str) -> None:
    """With the real catalog: half of these words mean something there."""
    random = Random(1)

    async def visit(address: str) -> None:
        for path in ("", "side-by-side", "city", "evidence", "method"):
            tab = Tab(address)
            for _ in range(6):
                pairs = [(random.choice(NAMES), random.choice(STRANGE)) for _ in range(random.randint(1, 9))]  # fmt: skip
                query = "&".join(f"{quote_plus(name)}={quote_plus(word)}" for name, word in pairs)
                await tab.open(path, query)
                assert tab.faults() == [], (path, query)
                shown = [one.body for one in tab.shown("html")]
                assert any('<h1 class="page">' in body for body in shown), (path, query)
                await tab.close()

    run(visit(dashboard))
