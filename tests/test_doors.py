"""Who gets in, with any address; what gets out: no file but ours, no path in a name."""

from __future__ import annotations

import asyncio
import http.client
import os
import re
import socket
import sys
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
from tests.server import running_dashboard, serving
from tests.tab import Tab, run
from views.doors import is_allowed


def port_of(address: str) -> int:
    port = urlsplit(address).port
    assert port
    return port


def answer_of(address: str, target: str) -> http.client.HTTPResponse:
    """What the server answers to a browser, with its headers."""
    line = http.client.HTTPConnection("localhost", port_of(address), timeout=20)
    line.request("GET", target)
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer


def ask(address: str, method: str, target: str, **headers: str) -> tuple[int, bytes]:
    """What the server answers to a target that no browser would leave as it is."""
    line = http.client.HTTPConnection("localhost", port_of(address), timeout=20)
    line.putrequest(method, target, skip_host="Host" in headers)
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


@pytest.mark.parametrize(
    "host, status",
    [
        ("evil.example", 421),  # DNS rebinding: a name of the attacker's that leads to this machine
        ("localhost.evil.example", 421), ("evil.example:{port}", 421), ("192.0.2.1", 421),
        ("evil@localhost", 421), ("localhost:99999", 421), ("localhost#", 421), ("", 421),
        ("localhost:{port}", 200), ("LOCALHOST", 200), ("127.0.0.1:{port}", 200), ("[::1]:{port}", 200),
    ],
)  # fmt: skip
def test_it_answers_to_its_own_names_only(dashboard: str, host: str, status: int) -> None:
    host = host.format(port=port_of(dashboard))
    for target in ("/", "/_stcore/health", "/media/x", "/_stcore/upload_file/0/0"):
        found, body = ask(dashboard, "GET", target, Host=host)
        assert (found == 421) is (status == 421), target
        if status == 421:
            assert body.startswith(b"This dashboard answers under the names that its owner gave it")

    async def knock() -> None:
        port = port_of(dashboard)
        stream = f"ws://{host or 'localhost'}/_stcore/stream"
        origin = Origin(f"http://{host}")
        async with connect(stream, host="127.0.0.1", port=port, origin=origin,
                           subprotocols=[Subprotocol("streamlit")]):  # fmt: skip
            pass

    if host in ("evil.example", "192.0.2.1"):
        with pytest.raises(InvalidStatus) as refused:
            run(knock())
        assert refused.value.response.status_code == 403
    elif status == 200 and ":" in host:
        run(knock())


@pytest.mark.parametrize(
    "allowed, host, answer",
    [
        (["stats.example"], "stats.example", True), (["stats.example"], "STATS.example.:8501", True),
        (["stats.example"], "a.stats.example", False), (["*.example"], "a.example", True),
        (["*.example"], "example", False), (["*.example"], "a.example.org", False),
        (["*"], "anything", True), (["*"], "a b@c", False), ([], "localhost", False),
    ],
)  # fmt: skip
def test_an_owner_names_other_hosts(allowed: list[str], host: str, answer: bool) -> None:
    assert is_allowed(host, allowed) is answer


def test_a_page_from_elsewhere_may_not_speak_to_it(dashboard: str) -> None:
    async def knock(origin: str) -> None:
        stream = dashboard.replace("http", "ws", 1) + "_stcore/stream"
        async with connect(stream, origin=Origin(origin), subprotocols=[Subprotocol("streamlit")]):
            pass

    port = port_of(dashboard)
    for origin in ("http://elsewhere.example", "null", f"http://localhost:{port + 1}",
                   f"http://localhost:{port}.elsewhere.example", "file://"):  # fmt: skip
        with pytest.raises(InvalidStatus) as refused:
            run(knock(origin))
        assert refused.value.response.status_code == 403, origin
    run(knock(dashboard.rstrip("/")))


def test_nobody_on_the_internet_is_asked(tmp_path: Path) -> None:
    """A foreign origin made Streamlit ask an address service; a proxy counts who is asked."""
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        proxy.settimeout(0.2)
        there = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        names = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
        through = {**dict.fromkeys(names, there), **{n.lower(): there for n in names}}
        with running_dashboard(**through, NO_PROXY="localhost", no_proxy="localhost") as server:
            address = server.address
            stream = address.replace("http", "ws", 1) + "_stcore/stream"

            async def knock(origin: str) -> None:
                async with connect(
                    stream,
                    origin=Origin(origin),
                    subprotocols=[Subprotocol("streamlit")],
                    proxy=None,
                ):
                    pass

            for origin in ("http://elsewhere.example", "http://192.0.2.1:8501"):
                with pytest.raises(InvalidStatus):
                    run(knock(origin))
            run(knock(address.rstrip("/")))
            with pytest.raises(TimeoutError):
                proxy.accept()


def test_a_browser_is_told_to_keep_the_dashboard_to_itself(dashboard: str) -> None:
    for target, status in (("/", 200), ("/_stcore/health", 200), ("/nowhere.js", 404)):
        answer = answer_of(dashboard, target)
        assert answer.status == status or target == "/nowhere.js"
        policy = answer.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy and "default-src 'self'" in policy
        assert "object-src 'none'" in policy and "unsafe-eval" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    "target", ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/agent/openapi.json"]
)
def test_what_no_reader_asks_for_is_closed(dashboard: str, target: str) -> None:
    assert ask(dashboard, "GET", target)[0] == 404


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


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no such limit")
def test_many_visits_with_few_open_files_do_not_end_it() -> None:
    """Streamlit keeps 128 readers who have left, three open files each; macOS allows 256."""
    limited = (
        "import os, resource, sys; hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1];"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard)); os.execv(sys.executable, "
        "[sys.executable, '-m', 'streamlit', 'run', 'dashboard.py', '--server.headless', 'true', "
        "'--server.port', sys.argv[1]])"
    )

    async def visit(address: str) -> int:
        tab = Tab(address)
        await tab.open("method", "lang=en")
        await tab.close()
        return len(tab.shown("markdown"))

    async def visits(address: str) -> list[int]:
        return [
            one
            for _ in range(15)
            for one in await asyncio.gather(*(visit(address) for _ in range(8)))
        ]

    with serving([sys.executable, "-c", limited], ROOT, os.environ) as server:
        assert run(visits(server.address)) == [visited := run(visit(server.address))] * 120
        assert visited > 10, "the sections of the method"
        assert not server.complaints()
