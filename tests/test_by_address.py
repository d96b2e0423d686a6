"""Pictures and data under addresses of their own."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from starlette.requests import Request as Asked

from asreported import Catalog
from asreported.installation import program_version
from tests.known import ROOT
from views.by_address import Crowded, Queue, reader_of


@pytest.mark.parametrize(
    "path, status, words",
    [
        ("picture/nothing.svg", 404, "There is no such picture: name a metric"),
        ("picture/cameras.gif", 404, "There is no such picture"),
        ("picture/cameras", 404, "There is no such picture"),
        ("picture/cameras.svg?size=huge", 404, "A size is wide or square."),
        ("picture/cameras.svg?city=jingmen", 404, "With these filters there is no figure."),
        ("data/..%2fmetrics.yaml", 400, ""),
        ("data/cameras.xlsx", 404, "There is no such table"),
    ],
)
def test_what_there_is_not_is_told_in_a_sentence(
    dashboard: str, path: str, status: int, words: str
) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(dashboard + path)
    assert refused.value.code == status
    assert words in refused.value.read().decode()


def test_more_than_a_queue_holds_are_sent_away() -> None:
    queue = Queue(most=3, most_of_one=2)
    with queue.place("a"), queue.place("a"):
        with pytest.raises(Crowded), queue.place("a"):
            pass
        with queue.place("b"), pytest.raises(Crowded), queue.place("c"):
            pass
    with queue.place("a"):
        pass


@pytest.mark.parametrize(
    "peer, told, reader",
    [
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["198.51.100.7"], "198.51.100.7"),
        ("::1", ["2001:db8::7"], "2001:db8::7"),
        ("127.0.0.1", ["203.0.113.1, 203.0.113.2,198.51.100.7"], "198.51.100.7"),
        ("127.0.0.1", ["203.0.113.1", "203.0.113.2, 198.51.100.7"], "198.51.100.7"),
        ("127.0.0.1", ["203.0.113.1, "], "127.0.0.1"),
        ("192.0.2.5", ["198.51.100.7"], "192.0.2.5"),
        ("no address", ["198.51.100.7"], "no address"),
        (None, ["198.51.100.7"], ""),
    ],
)
def test_a_reader_is_whom_the_proxy_names_last(
    peer: str | None, told: list[str], reader: str
) -> None:
    headers = [(b"x-forwarded-for", one.encode()) for one in told]
    client = peer and (peer, 50000)
    assert reader_of(Asked({"type": "http", "headers": headers, "client": client})) == reader


@pytest.mark.parametrize("prefix", ["", "some/where/"])
def test_a_chart_in_the_language_and_with_the_filters_of_its_address(
    dashboard: str, prefix: str, catalog: Catalog
) -> None:
    with urlopen(f"{dashboard}{prefix}picture/case_change.svg?lang=zh&city=longnan") as answer:
        svg, about = answer.read().decode(), answer.headers
    assert about["Content-Type"] == "image/svg+xml" and about["X-Content-Type-Options"] == "nosniff"
    assert "（据报道）" in svg and "陇南" in svg and "−22%" in svg
    assert "−20.77%" not in svg, "Hengyang is not chosen"
    assert about["ETag"] == f'"{catalog.version}-{program_version()}"'


def test_what_has_not_changed_is_not_sent_again(dashboard: str, catalog: Catalog) -> None:
    def asked(tag: str) -> Request:
        return Request(dashboard + "data/cameras.csv", headers={"If-None-Match": tag})

    data, program = catalog.version, program_version()
    with pytest.raises(HTTPError) as answer:
        urlopen(asked(f'"{data}-{program}"'))
    assert answer.value.code == 304 and answer.value.read() == b""
    for old in (f'"0000000-{program}"', f'"{data}-0000000"', f'"{data}"'):
        assert urlopen(asked(old)).status == 200, old


@pytest.mark.parametrize("changed", ["drawing/svg.py", "html/markup.css"])
def test_a_program_that_draws_otherwise_is_another(tmp_path: Path, changed: str) -> None:
    for folder in ("old", "same", "new"):
        shutil.copytree(ROOT / "asreported", tmp_path / folder)
    (tmp_path / "same" / "app").mkdir()  # an installed package has its data there
    (tmp_path / "same" / "app" / "metrics.yaml").write_text("other data")
    with (tmp_path / "new" / changed).open("a") as file:
        file.write("\n")
    versions = [program_version(tmp_path / folder) for folder in ("old", "same", "new")]
    assert versions[0] == versions[1] == program_version() != versions[2]


def test_the_data_of_a_chart(dashboard: str, catalog: Catalog) -> None:
    raw = urlopen(dashboard + "data/cameras.csv").read().decode("utf-8-sig")
    ids = [row["id"] for row in csv.DictReader(io.StringIO(raw))]
    assert ids == [figure.id for figure in catalog.figures_of("cameras")]


@pytest.mark.browser
def test_a_png(dashboard: str) -> None:
    with urlopen(dashboard + "picture/cameras.png?size=square") as answer:
        raw = answer.read()
    assert raw.startswith(b"\x89PNG")
    assert (int.from_bytes(raw[16:20]), int.from_bytes(raw[20:24])) == (2160, 2160)
