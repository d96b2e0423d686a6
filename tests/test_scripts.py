"""The scripts that the pages draw charts with: compressed, kept for ever, begun early."""

from __future__ import annotations

import gzip
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from asreported.drawing.browser import PLOTLY
from views.scripts import CHART_NAME, PLOTLY_NAME


@pytest.mark.parametrize("encoding", ["gzip, br", "identity"])
@pytest.mark.parametrize("prefix", ["", "some/where/"])
def test_it_is_given_whole_and_kept_for_ever(dashboard: str, encoding: str, prefix: str) -> None:
    address = f"{dashboard}{prefix}scripts/{PLOTLY_NAME}"
    with urlopen(Request(address, headers={"Accept-Encoding": encoding})) as answer:
        raw, about = answer.read(), answer.headers
    packed = "gzip" in encoding
    assert (gzip.decompress(raw) if packed else raw) == PLOTLY.read_bytes()
    assert len(raw) < 400_000 if packed else len(raw) > 1_000_000
    assert about["Content-Type"].startswith("text/javascript")
    assert "immutable" in about["Cache-Control"]
    assert "Accept-Encoding" in about["Vary"]


def test_only_the_page_that_has_charts_begins_to_load_them(dashboard: str) -> None:
    paths = ("", "city", f"scripts/{CHART_NAME}")
    links = [urlopen(dashboard + path).headers["Link"] for path in paths]
    script = f"<./scripts/{PLOTLY_NAME}>; rel=preload; as=script"
    assert links == [f"{script}, <./scripts/{CHART_NAME}>; rel=modulepreload", None, None]


@pytest.mark.parametrize("name", ["plotly-basic.0000000000000000.js", "..%2fdashboard.py"])
def test_no_other_is_given(dashboard: str, name: str) -> None:
    with pytest.raises(HTTPError, match=r"40[04]"):
        urlopen(f"{dashboard}scripts/{name}")
