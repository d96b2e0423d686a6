"""Several servers behind nginx, as docs/SERVING.md has it."""

from __future__ import annotations

import http.client
import os
import signal
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.pages import new_page, open_page, settle
from tests.proxy import NGINX, proxy
from tests.server import PATH_VARIABLE, Server, running_dashboard

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed (apt install nginx)")


@pytest.fixture
def path() -> str:
    """What stands before the pages."""
    return ""


@pytest.fixture
def servers(path: str) -> Iterator[list[Server]]:
    with ExitStack() as stack:
        dashboards = [running_dashboard(**{PATH_VARIABLE: path}) for _ in range(2)]
        yield [stack.enter_context(one) for one in dashboards]


@pytest.fixture
def address(servers: list[Server]) -> Iterator[str]:
    """Where nginx stands before them."""
    with proxy(servers) as before:
        yield before.address


def test_a_reader_of_a_server_that_is_killed_goes_on_at_another(
    browser: Browser, servers: list[Server], address: str
) -> None:
    with new_page(browser, width=1280) as page:
        open_page(page, f"{address}?metric=cameras&city=longnan&city=hengyang&lang=en")
        page.get_by_text("Per head", exact=True).first.click()
        page.wait_for_url("**rate=per_head**")
        settle(page)
        served = urllib.request.urlopen(address).headers["X-Served-By"].rsplit(":", 1)[1]
        (killed,) = (one.process for one in servers if str(urlsplit(one.address).port) == served)
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


def test_what_it_carries_is_compressed_and_kept(address: str) -> None:
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


@pytest.mark.parametrize("path", ["press/reported/"])
def test_all_of_it_stands_under_a_path(browser: Browser, address: str) -> None:
    with new_page(browser, width=1280) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda stream: asked.append(stream.url.replace("ws", "http", 1)))
        open_page(page, f"{address}?metric=cameras&city=longnan&city=hengyang&lang=en")
        page.get_by_text("Per head", exact=True).first.click()
        page.wait_for_url(f"{address}?**rate=per_head**")
        settle(page)
        expect(page.locator(".chart .plot")).to_contain_text("worked out")
        page.get_by_role("link", name="City", exact=True).click()
        page.wait_for_url(f"{address}city?**")
        settle(page)
        expect(page.locator("h1")).to_have_count(1)
        page.goto(f"{address}picture/case_change.svg?lang=en&city=longnan")
        expect(page.locator("svg").first).to_contain_text("Longnan")
    assert [one for one in asked if not one.startswith((address, "data:", "blob:"))] == []
    with pytest.raises(HTTPError, match="404"):
        urllib.request.urlopen(f"{address}_stcore/metrics")


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
    address: str, prefix: str
) -> None:
    with ThreadPoolExecutor() as pool:
        picture = f"{address}{prefix}picture/cameras.png"
        forged = [{"X-Forwarded-For": f"203.0.113.{n}"} for n in range(4)]
        one = [pool.submit(answer_to, "127.0.0.2", picture, **told) for told in forged]
        another = pool.submit(answer_to, "127.0.0.3", picture).result()
        assert sorted(answer.result().status for answer in one) == [200, 200, 429, 429]
        assert another.status == 200 and another.headers["Cache-Control"] == "no-cache"
