"""A sixth city with an article of forty numbers, entered on Curate: by mouse, and by keys alone.

What a person types into the file for it stands in forty_numbers/by_hand.yaml; both ways of
entering it give that file, line by line.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, expect

from asreported import Catalog
from asreported.catalog.model import Kind, Qualifier, Unit
from asreported.curation.worklist import READY_REASONS
from asreported.words.labels import measure
from asreported.words.language import language
from asreported.words.verdicts import QUALIFIERS
from tests.commands import asreported
from tests.hands import Hand, Keys, Mouse
from tests.known import DATA
from tests.pages import chart_text, new_page, open_page, settle
from tests.server import running_dashboard

FORTY = Path(__file__).with_name("forty_numbers")
ARTICLE = (FORTY / "yunxiu.txt").read_text(encoding="utf-8")
TYPED = (FORTY / "by_hand.yaml").read_text(encoding="utf-8")
CITY = yaml.safe_load(TYPED)["cities"]["yunxiu"]
#: What opens behind each part of the file that codes are typed into.
NEXT = {
    "counts": "\nbaselines:\n", "reasons": "\ncensuses:\n", "metrics": "  smart_communities:\n",
}  # fmt: skip


def by_hand() -> str:
    """The real file with what a person types into it for this article."""
    text = (DATA / "metrics.yaml").read_text(encoding="utf-8")
    parts = dict(re.findall(r"^(\w+):\n((?: .*\n)+)", TYPED, re.MULTILINE))
    for part, following in NEXT.items():
        assert text.count(following) == 1, part
        text = text.replace(following, parts[part] + following)
    return text + parts["cities"]


@dataclass(frozen=True)
class Taken:
    """What an entry took, from the number to the saved file."""

    kind: str
    clicks: int
    keys: int
    seconds: float


class Entering:
    """Brings the article, and goes through its open numbers, from the first to the last."""

    def __init__(self, hand: Hand, catalog: Catalog) -> None:
        self.hand, self.page, self.catalog = hand, hand.page, catalog
        self.codes = yaml.safe_load(TYPED)
        self.entries = [*CITY["figures"], *CITY["not_figures"]]
        self.made: set[tuple[str, str]] = set()
        self.taken: list[Taken] = []

    def bring(self) -> None:
        hand, source = self.hand, CITY["source"]
        hand.press("Bring an article")
        hand.type_into("or its text", ARTICLE)
        hand.choose("City", "a new city …")
        hand.type_into("Id of the city", "yunxiu")
        self.twice("Its name", CITY["name"])
        self.twice("Its province", CITY["province"])
        hand.type_into("Residents", f"{CITY['population']['value']:,}")
        self.twice("Title", source["title"])
        self.twice("Publisher", source["publisher"])
        hand.type_into("Date", str(source["published"]))
        hand.choose("Who says so", "newspaper")
        hand.press("Save the article")
        expect(self.page.get_by_text("40 open", exact=True)).to_be_visible()
        settle(self.page)

    def enter_all(self) -> None:
        """Enter each number as it comes: one that belongs to another's words waits for them."""
        still_open = self.numbers()
        assert len(still_open) == 40
        while still_open:
            (number,) = self.numbers("[data-chosen]")
            entry = next(one for one in self.entries if holds(spans_of(one), number))
            spans = spans_of(entry)
            if not ARTICLE.startswith(entry.get("as_written", ""), number):
                self.hand.press("Next open")
                settle(self.page)
                continue
            start, clicks, keys = monotonic(), self.hand.clicks, self.hand.keys
            self.enter(entry, next(s for s in spans if holds([s], number)))
            still_open = [one for one in still_open if not holds(spans, one)]
            self.hand.press("Save to the file")
            expect(self.page.get_by_text(f"{len(still_open)} open", exact=True)).to_be_visible()
            settle(self.page)
            kind = "figure" if "metric" in entry else "no figure"
            pressed = self.hand.clicks - clicks, self.hand.keys - keys
            self.taken.append(Taken(kind, *pressed, monotonic() - start))

    def numbers(self, which: str = "") -> list[int]:
        """Where the open numbers stand in the article."""
        marks = self.page.locator(f".curated mark.loose{which}").all()
        return [int(mark.get_attribute("data-figures") or "") for mark in marks]

    def enter(self, entry: Mapping[str, Any], span: tuple[int, int]) -> None:
        if "metric" not in entry:
            self.hand.leave_out()
            settle(self.page)
        if self.page.locator(".curate-quote").inner_text() != entry["quote"]:
            self.hand.quote(*span)
            expect(self.page.locator(".curate-quote")).to_have_text(entry["quote"])
        if "metric" in entry:
            self.figure(entry)
        else:
            self.choose_code("Because it is", "another reason …", "reasons", entry["why"])

    def figure(self, entry: Mapping[str, Any]) -> None:
        hand, content = self.hand, self.catalog.content
        value = entry["value"]
        ends = value if isinstance(value, list) else [value]
        hand.type_into("Value", " to ".join(f"{end:,}" for end in ends))
        if "qualifier" in entry:
            hand.choose("Hedge", QUALIFIERS[Qualifier(entry["qualifier"])])
        self.choose_code("Metric", "a new metric …", "metrics", entry["metric"])
        self.choose_code("Counts", "something new …", "counts", entry["counts"])
        if entry["period"] != "not_stated":
            hand.type_into("Period", str(entry["period"]))
        if "baseline" in entry:
            hand.choose("Against", content.baselines[entry["baseline"]].name.en)
        if "area" in entry:
            hand.choose("Area", content.areas[entry["area"]].name.en)
        if "among" in entry:
            hand.choose("Among", content.areas[entry["among"]].name.en)
        suggested = f"yunxiu-{entry['counts'].replace('_', '-')}"
        if not re.fullmatch(rf"{suggested}(-\d+)?", entry["id"]):
            hand.type_into("Id", entry["id"])
        hand.type_into("In English", entry["gloss"])
        if "restates" not in entry:
            return
        hand.press("Notes, and what is inferred")
        for field, why in entry.get("inferred", {}).items():
            self.twice(f"{field.title()}, inferred because", why)
        hand.choose("Says again what is said by", entry["restates"])

    def choose_code(self, field: str, new: str, codelist: str, code: str) -> None:
        """Choose a code; make it where neither the file nor this person has it yet."""
        content, made = self.catalog.content, self.codes[codelist]
        there = {
            "metrics": content.metrics, "counts": content.counts,
            "reasons": content.exclusion_reasons,
        }[codelist]  # fmt: skip
        if code in there:
            self.hand.choose(field, there[code].name.en)
            return
        named = made[code]["name"]["en"]
        if (codelist, code) in self.made or code in READY_REASONS:
            self.hand.choose(field, named)
            return
        self.made.add((codelist, code))
        self.hand.choose(field, new)
        name = {"metrics": "Metric", "counts": "What is counted", "reasons": "Reason"}[codelist]
        self.twice(name, made[code]["name"])
        if codelist == "counts":
            self.hand.choose("Counting unit", content.counting_units[made[code]["unit"]].name.en)
        if codelist == "metrics":
            self.twice("What it measures", made[code]["about"])
            self.hand.choose("Theme", content.themes[made[code]["theme"]].name.en)
            kind, unit = Kind(made[code]["kind"]), Unit(made[code]["unit"])
            self.hand.choose("Kind and unit", measure(language("en"), kind, unit))

    def twice(self, name: str, words: Mapping[str, str]) -> None:
        self.hand.type_into(f"{name} (English)", words["en"])
        self.hand.type_into(f"{name} (中文)", words["zh"])


def spans_of(entry: Mapping[str, Any]) -> list[tuple[int, int]]:
    """Where the words of an entry stand in the article."""
    found = re.finditer(re.escape(entry["quote"]), ARTICLE)
    return [one.span() for one in found]


def holds(spans: list[tuple[int, int]], number: int) -> bool:
    return any(start <= number < end for start, end in spans)


@pytest.mark.long
@pytest.mark.parametrize("hand", [Mouse, Keys])
def test_forty_numbers_come_to_the_file_as_if_typed_and_to_the_chart(
    browser: Browser, tmp_path: Path, catalog: Catalog, hand: type[Hand]
) -> None:
    file = tmp_path / "metrics.yaml"
    shutil.copy(DATA / "metrics.yaml", file)
    shutil.copytree(DATA / "seeds", tmp_path / "seeds")
    before = file.read_text(encoding="utf-8").splitlines()
    with (
        running_dashboard(catalog=file, ASREPORTED_EDIT="1") as server,
        new_page(browser) as page,
    ):
        open_page(page, server.address + "curate?lang=en")
        entering = Entering(hand(page, ARTICLE), catalog)
        entering.bring()
        entering.enter_all()
        assert (tmp_path / "seeds/yunxiu.txt").read_text(encoding="utf-8") == ARTICLE
        after = file.read_text(encoding="utf-8").splitlines()
        assert after == by_hand().splitlines()
        lines = list(unified_diff(before, after, n=0, lineterm=""))[2:]
        assert [line for line in lines if line[0] == "-"] == []
        done = asreported("check", str(file))
        assert done.returncode == 0, done.stdout
        assert "233 figures of 6 cities, each found in its article; all 515 numbers" in done.stdout
        assert not file.with_name("metrics.drafts.json").exists()
        open_page(page, server.address + "?metric=case_change&lang=en")
        assert "Yunxiu\n−20.5%\n2024 · year on year\n" in chart_text(page)
        assert "Yunxiu\ndown 8% to 10%\n2024 · year on year\n" in chart_text(page)
        open_page(page, server.address + "?metric=police_drones&lang=en")
        assert "Yunxiu\nmore than 60\nthings\n" in chart_text(page)
        assert server.complaints() == []
    report(entering)


def report(entering: Entering) -> None:
    """Print what entering took: pytest shows it with -s or -rA."""
    for kind in ("figure", "no figure"):
        of_kind = [one for one in entering.taken if one.kind == kind]
        clicks, keys, seconds = (
            median(getattr(one, name) for one in of_kind) for name in ("clicks", "keys", "seconds")
        )
        print(f"{type(entering.hand).__name__}: {len(of_kind)} × {kind}: ", end="")
        print(f"{clicks:g} clicks, {keys:g} keys, {seconds:.1f} s (medians)")
