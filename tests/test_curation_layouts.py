"""All that the desk does it does in files of any layout, and takes back byte by byte."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from asreported import load
from asreported.catalog.yaml_reader import read_document
from asreported.curation.desk import Desk, Proposal
from asreported.curation.edits import (
    AddArticle,
    AddCity,
    AddCode,
    AddEntry,
    ChangeEntry,
    RemoveEntry,
)
from asreported.curation.entries import typed
from tests.known import DATA

TEXTS = {"en": "Z, y: x", "zh": "字"}
SECOND = {
    "id": "b",
    "file": "seeds/b.txt",
    "published": "2025-02-01",
    "stated_by": "press",
    "language": "en",
}
FIGURE = {
    "id": "b-x",
    "article": "b",
    "metric": "case_change",
    "counts": "criminal_cases",
    "value": "-3",
    "period": "2024",
    "baseline": "not_stated",
    "quote": "fell by 3 per cent",
    "note": TEXTS,
}
CITY = {
    "name": TEXTS,
    "province": TEXTS,
    "population": {"value": "1,000", "census": "china_2020"},
    "source": {"file": "seeds/z.txt", "published": "2025", "stated_by": "press"},
}
CAUGHT = {
    "id": "z-x",
    "metric": "suspects_caught",
    "counts": "zz",
    "value": "5",
    "period": "2024",
    "quote": "抓获5人",
    "gloss": "5 caught",
}
METRIC = {
    "name": TEXTS,
    "about": TEXTS,
    "theme": "cases",
    "kind": "count",
    "unit": "each",
    "rates": ["per_head"],
    "related": ["gang_crime"],
}
COUNTS = {"name": TEXTS, "unit": "case", "related": ["calls", "vice_calls"]}  # fmt: skip


def steps(desk: Desk) -> list[Callable[[], Proposal]]:
    """One of each kind of edit, each made of what the one before has left."""
    changed = typed(
        "figures", {**FIGURE, "period": "2023", "note": "", "inferred": {"period": TEXTS}}
    )
    return [
        lambda: desk.bring("In 2024 crime fell by 3 per cent.", AddArticle("suqian", typed("articles", SECOND), "a")),
        lambda: desk.propose([AddEntry("suqian", "figures", typed("figures", FIGURE))]),
        lambda: desk.propose([AddEntry("suqian", "not_figures", {"quote": "2024", "why": "date", "article": "b"})]),
        lambda: desk.propose([AddCode("counts", "zz", typed("counts", COUNTS))]),
        lambda: desk.propose([AddCode("metrics", "zm", typed("metrics", METRIC))]),
        lambda: desk.propose([AddCode("reasons", "zr", {"name": TEXTS})]),
        lambda: desk.bring("又一市，抓获5人。", AddCity("zcity", typed("cities", CITY))),
        lambda: desk.propose([AddEntry("zcity", "figures", typed("figures", CAUGHT))]),
        lambda: desk.propose([ChangeEntry("suqian", "figures", "b-x", changed)]),
        lambda: desk.propose([RemoveEntry("suqian", "figures", "b-x"), RemoveEntry("suqian", "not_figures", "2024", "b")]),
    ]  # fmt: skip


def dumped(**style: Any) -> Callable[[str], str]:
    return lambda text: yaml.dump(
        read_document(text).data, allow_unicode=True, sort_keys=False, **style
    )


LAYOUTS: dict[str, Callable[[str], str]] = {
    "as it is, its last line open": lambda text: text.rstrip("\n"),
    "Windows": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    "wrapped": dumped(indent=4, width=60),
    "braces": dumped(default_flow_style=True, width=100),
    "JSON": lambda text: json.dumps(read_document(text).data, ensure_ascii=False, indent=2),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_all_edits_in_any_layout(tmp_path: Path, layout: Callable[[str], str]) -> None:
    shutil.copytree(DATA / "seeds", tmp_path / "seeds")
    raw = layout((DATA / "metrics.yaml").read_text("utf-8")).encode()
    desk = Desk(tmp_path / "metrics.yaml")
    desk.path.write_bytes(raw)
    saved = [raw]
    for step in steps(desk):
        proposal = step()
        assert proposal.faults == {}
        desk.save(proposal, "me")
        assert load(desk.path) == proposal.catalog
        saved.append(desk.path.read_bytes())
    assert len({*saved}) == len(saved)
    for before in reversed(saved[:-1]):
        desk.undo("me")
        assert desk.path.read_bytes() == before
    assert sorted(path.name for path in (tmp_path / "seeds").iterdir()) == sorted(
        path.name for path in (DATA / "seeds").iterdir()
    )
