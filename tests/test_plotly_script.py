"""Plotly's script, which the pages draw charts with: compressed, kept for ever, begun early."""

from __future__ import annotations

import gzip
from urllib.request import Request, urlopen

import pytest

from asreported.drawing.browser import PLOTLY
from views.plotly_script import NAME


@pytest.mark.parametrize("encoding", ["gzip, br", "identity"])
@pytest.mark.parametrize("prefix", ["", "some/where/"])
def test_it_is_given_whole_and_kept_for_ever(dashboard: str, encoding: str, prefix: str) -> None:
    address = f"{dashboard}{prefix}{NAME}"
    with urlopen(Request(address, headers={"Accept-Encoding": encoding})) as answer:
        raw, about = answer.read(), answer.headers
    packed = "gzip" in encoding
    assert (gzip.decompress(raw) if packed else raw) == PLOTLY.read_bytes()
    assert len(raw) < 400_000 if packed else len(raw) > 1_000_000
    assert about["Content-Type"].startswith("text/javascript")
    assert "immutable" in about["Cache-Control"]
    assert "Accept-Encoding" in about["Vary"]


def test_only_the_page_that_has_charts_begins_to_load_it(dashboard: str) -> None:
    links = {path: urlopen(dashboard + path).headers["Link"] for path in ("", "city", NAME)}
    assert links == {"": f"<./{NAME}>; rel=preload; as=script", "city": None, NAME: None}
