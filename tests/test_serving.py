"""Several servers behind nginx, as docs/SERVING.md has it."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.known import ROOT
from tests.pages import new_page, open_page, settle
from tests.server import Server, free_port, running_dashboard

NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed (apt install nginx)")


@contextmanager
def proxy(folder: Path, ports: list[str]) -> Iterator[str]:
    """Run nginx with our configuration on a free port; give its address."""
    assert NGINX is not None
    port = free_port()
    text = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    text = text.replace("listen 80", f"listen 127.0.0.1:{port}").replace(
        "reported.example.org", "_"
    )
    for named, own in zip(("8501", "8502"), ports, strict=True):
        text = text.replace(f"127.0.0.1:{named}", f"localhost:{own}")
    text = text.replace(
        "proxy_buffering off;", "proxy_buffering off; add_header X-Served-By $upstream_addr;"
    )
    conf = folder / "nginx.conf"
    temporary = "\n".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    conf.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}\n{text}\n}}\n"
    )
    process = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(conf)])
    try:
        _wait_for(port)
        yield f"http://localhost:{port}/"
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait(20)


def _wait_for(port: int) -> None:
    """Wait until somebody listens; nginx says so nowhere."""
    until = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


@pytest.fixture
def servers() -> Iterator[list[Server]]:
    with ExitStack() as stack:
        yield [stack.enter_context(running_dashboard()) for _ in range(2)]


def test_a_reader_of_a_server_that_is_killed_goes_on_at_another(
    browser: Browser, servers: list[Server], tmp_path: Path
) -> None:
    ports = [server.address.rsplit(":", 1)[1].strip("/") for server in servers]
    with proxy(tmp_path, ports) as address, new_page(browser, width=1280) as page:
        open_page(page, f"{address}?metric=cameras&city=longnan&city=hengyang&lang=en")
        page.get_by_text("Per head", exact=True).first.click()
        page.wait_for_url("**rate=per_head**")
        settle(page)
        served = urllib.request.urlopen(address).headers["X-Served-By"].rsplit(":", 1)[1]
        killed = servers[ports.index(served)].process
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()
        page.wait_for_timeout(3_000)  # the page notices, and connects anew
        expect(page.locator(".chart .plot")).to_contain_text("worked out")
        page.reload()
        settle(page)
        expect(page.locator(".chart .plot")).to_contain_text("worked out")
        page.get_by_text("Per head", exact=True).first.click()
        page.wait_for_url(lambda url: "rate=" not in url)
        settle(page)
        expect(page.locator(".chart .plot")).to_contain_text("50,000")
        assert "city=longnan&city=hengyang" in page.url, "the choices are those of before"


def test_what_it_carries_is_compressed_and_kept(servers: list[Server], tmp_path: Path) -> None:
    ports = [server.address.rsplit(":", 1)[1].strip("/") for server in servers]
    with proxy(tmp_path, ports) as address:
        asked = urllib.request.Request(
            f"{address}picture/cameras.svg", headers={"Accept-Encoding": "gzip"}
        )
        with urllib.request.urlopen(asked) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
        asked.add_header("If-None-Match", answer.headers["ETag"])
        with pytest.raises(HTTPError, match="304"):
            urllib.request.urlopen(asked)
        page = urllib.request.urlopen(address).read().decode()
        script = page.split('src="./static/js/')[1].split('"')[0]
        about = urllib.request.urlopen(f"{address}static/js/{script}").headers
        assert "immutable" in about["Cache-Control"]


def answer_to(source: str, address: str, **headers: str) -> http.client.HTTPResponse:
    """What a reader with an address of this machine's own is answered."""
    url = urlsplit(address)
    line = http.client.HTTPConnection(url.netloc, source_address=(source, 0), timeout=120)
    line.request("GET", url.path, headers=headers)
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer


@pytest.mark.browser
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8")
@pytest.mark.parametrize("prefix", ["", "scripts/"])
def test_pictures_are_limited_for_each_reader_whoever_one_says_to_be(
    servers: list[Server], tmp_path: Path, prefix: str
) -> None:
    ports = [server.address.rsplit(":", 1)[1].strip("/") for server in servers]
    with proxy(tmp_path, ports) as address, ThreadPoolExecutor() as pool:
        picture = f"{address}{prefix}picture/cameras.png"
        forged = [{"X-Forwarded-For": f"203.0.113.{n}"} for n in range(4)]
        one = [pool.submit(answer_to, "127.0.0.2", picture, **told) for told in forged]
        another = pool.submit(answer_to, "127.0.0.3", picture).result()
        assert sorted(answer.result().status for answer in one) == [200, 200, 429, 429]
        assert another.status == 200 and another.headers["Cache-Control"] == "no-cache"
