"""The script that the pages show charts with: compressed, kept for ever, begun early."""

from __future__ import annotations

import gzip
import re
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from asreported.drawing.browser import SCRIPT
from views.scripts import CHART_NAME


@pytest.mark.parametrize("encoding", ["gzip, br", "identity"])
@pytest.mark.parametrize("prefix", ["", "some/where/"])
def test_it_is_given_whole_and_kept_for_ever(dashboard: str, encoding: str, prefix: str) -> None:
    address = f"{dashboard}{prefix}scripts/{CHART_NAME}"
    with urlopen(Request(address, headers={"Accept-Encoding": encoding})) as answer:
        raw, about = answer.read(), answer.headers
    script = gzip.decompress(raw) if "gzip" in encoding else raw
    assert script.startswith(SCRIPT.read_bytes()) and b"setTriggerValue" in script
    assert about["Content-Type"].startswith("text/javascript")
    assert "immutable" in about["Cache-Control"]
    assert "Accept-Encoding" in about["Vary"]


def test_only_the_page_that_has_charts_begins_to_load_what_they_need(dashboard: str) -> None:
    paths = ("city", f"scripts/{CHART_NAME}")
    assert [urlopen(dashboard + path).headers["Link"] for path in paths] == [None, None]
    links = urlopen(dashboard).headers.get_all("Link")
    assert links[0] == f"<./scripts/{CHART_NAME}>; rel=modulepreload"
    modules = [
        re.match(r"<\./(static/js/(\w+).*\.js)>; rel=modulepreload", link) for link in links[1:]
    ]
    assert {"BidiComponent", "Html", "purify"} <= {module[2] for module in modules if module}
    for module in modules:
        assert module and b"export" in urlopen(dashboard + module[1]).read()


@pytest.mark.parametrize("name", ["chart.0000000000000000.js", "..%2fdashboard.py"])
def test_no_other_is_given(dashboard: str, name: str) -> None:
    with pytest.raises(HTTPError, match=r"40[04]"):
        urlopen(f"{dashboard}scripts/{name}")
