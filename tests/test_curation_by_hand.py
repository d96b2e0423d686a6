"""What is entered through the desk is, line by line, what a person would have typed.

The articles are those of docs/ADD_A_CITY.md, whose entries were typed before there was a desk.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from asreported.catalog.yaml_reader import read_document
from asreported.curation.desk import Desk
from asreported.curation.edits import AddArticle, AddCity, AddEntry
from asreported.curation.entries import typed
from tests.commands import asreported
from tests.known import DATA, ROOT
from tests.walk import by_hand

KINDS = ("figures", "statements", "systems", "not_figures")


def test_the_file_reads_as_if_typed_by_hand(tmp_path: Path) -> None:
    shutil.copy(DATA / "metrics.yaml", tmp_path)
    shutil.copytree(DATA / "seeds", tmp_path / "seeds")
    desk, text = Desk(tmp_path / "metrics.yaml"), (DATA / "metrics.yaml").read_text("utf-8")
    hand = by_hand(text)
    chance = random.Random(1)
    cities = read_document(hand).data["cities"]
    for city_id in ("mingqiao", "eastmere"):
        enter(desk, city_id, cities[city_id], chance)
    assert without_choices(desk.text()) == without_choices(hand)
    done = asreported("check", str(desk.path))
    assert done.returncode == 0
    assert "224 figures of 7 cities, each found in its article; all 497 numbers" in done.stdout


def test_a_city_of_the_real_file_comes_out_as_it_was_typed(tmp_path: Path) -> None:
    """Taken out of the file and entered again in any order; its figures stand in that of the article."""
    text, city_id = (DATA / "metrics.yaml").read_text("utf-8"), "huizhou"
    city = read_document(text).data["cities"][city_id]
    hand = block_of(text, city_id)
    shutil.copytree(DATA / "seeds", tmp_path / "seeds")
    article = (tmp_path / city["source"]["file"]).read_bytes()
    (tmp_path / city["source"]["file"]).unlink()
    without = text.replace(hand, "").replace(", 一网办, 一成不变", "")  # its idioms
    (tmp_path / "metrics.yaml").write_text(without, "utf-8")
    desk = Desk(tmp_path / "metrics.yaml")
    desk.save(desk.bring(article, bringing(city_id, city, city["source"])))
    edits = [*entries_of(city_id, city, city["source"], listed=False)]
    # Statements and systems stand there in an order of their own.
    random.Random(2).shuffle(edits)
    edits.sort(key=lambda edit: (edit.kind != "systems", "same_event" in edit.entry))
    proposal = desk.propose(edits)
    assert proposal.faults == {}
    for kind in ("source", "figures"):
        assert section(proposal.after, city_id, kind) == section(text, city_id, kind)


def block_of(text: str, city_id: str) -> str:
    blocks = re.split(r"^(?=  \w+:$)", text.partition("\ncities:\n")[2], flags=re.MULTILINE)
    return next(block for block in blocks if block.startswith(f"  {city_id}:\n"))


def section(text: str, city_id: str, kind: str) -> str:
    lines = without_choices(block_of(text, city_id))
    return re.split(r"^(?=    \w+:)", lines.partition(f"\n    {kind}:\n")[2], flags=re.M)[0]


def enter(desk: Desk, city_id: str, city: Mapping[str, Any], chance: random.Random) -> None:
    """Enter a city article by article, and what it reports in any order, each on its own."""
    sources = city.get("articles") or [city["source"]]
    for source in sources:
        text = (ROOT / "docs" / "example" / Path(source["file"]).name).read_bytes()
        proposal = desk.bring(text, bringing(city_id, city, source))
        assert proposal.faults == {}
        desk.save(proposal)
        entries = [*entries_of(city_id, city, source, listed=source is not sources[0])]
        chance.shuffle(entries)
        entries.sort(key=lambda edit: "restates" in edit.entry)
        for edit in entries:
            proposal = desk.propose([edit])
            assert proposal.faults == {}
            desk.save(proposal)


def bringing(
    city_id: str, city: Mapping[str, Any], source: Mapping[str, Any]
) -> AddCity | AddArticle:
    about = {key: value for key, value in source.items() if key != "sha256"}
    sources = city.get("articles") or [source]
    if source is not sources[0]:
        return AddArticle(city_id, typed("articles", as_typed(about)), sources[0]["id"])
    about.pop("id", None)
    fields = {key: city[key] for key in ("name", "province", "population")}
    return AddCity(city_id, typed("cities", as_typed({**fields, "source": about})))


def entries_of(
    city_id: str, city: Mapping[str, Any], source: Mapping[str, Any], *, listed: bool
) -> Iterator[AddEntry]:
    for kind in KINDS:
        for entry in city.get(kind, ()):
            if entry.get("article") == source.get("id"):
                left = {k: v for k, v in entry.items() if listed or k != "article"}
                yield AddEntry(city_id, kind, typed(kind, as_typed(left)))


def as_typed(value: Any) -> Any:
    """What a form has: text."""
    if isinstance(value, Mapping):
        return dict(reversed([(key, as_typed(one)) for key, one in value.items()]))
    if isinstance(value, list) and isinstance(value[0], Mapping):
        return [as_typed(one) for one in value]
    return str(value)


def without_choices(text: str) -> str:
    """A text without what a person may type or leave out: quotes that need not be, a sha256."""
    text = re.sub(r"^ +sha256: .*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r'^( +\w+: )"(.*)"$', r"\1\2", text, flags=re.MULTILINE)
    return re.sub(r'{en: "([^",{}]*)", zh', r"{en: \1, zh", text)
