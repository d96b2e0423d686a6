"""A sixth city with an article of forty numbers, entered on Curate: by mouse, and by keys alone.

What a person types into the file for it stands in forty_numbers/by_hand.yaml; both ways of
entering it give that file, line by line.
"""

from __future__ import annotations

import re
import shutil
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from asreported import Catalog
from asreported.catalog.model import Qualifier
from asreported.words.verdicts import QUALIFIERS
from tests.commands import asreported
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


class Hand(ABC):
    """Somebody at the page; counts what they press.

    They type on while the page is drawn with what they typed before, and wait for it where
    they must look: at a list, at a quote, at what will be saved.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = self.keys = 0

    @abstractmethod
    def go_to_field(self, name: str) -> None:
        """Put the cursor into a field."""

    @abstractmethod
    def choose(self, name: str, words: str) -> None:
        """Choose what begins with these words from a list."""

    @abstractmethod
    def press(self, button: str) -> None:
        """Press a button, or unfold what is folded."""

    @abstractmethod
    def leave_out(self) -> None:
        """Say that the number in hand is no figure."""

    @abstractmethod
    def quote(self, start: int, end: int) -> None:
        """Make words of the article, by their places in it, the quote of the number in hand."""

    def type_into(self, name: str, words: str) -> None:
        expect(self.page.get_by_role("textbox", name=name, exact=True)).to_be_attached()
        self.go_to_field(name)
        if "\n" in words:  # pasted with two keys
            self.page.keyboard.insert_text(words)
            self.keys += 2
        else:
            self.type(words)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.keys += len(words)

    def option(self, words: str) -> Locator:
        name = re.compile(rf"^{re.escape(words)}($| ·)")
        return self.page.get_by_role("option").filter(has_text=name)


class Mouse(Hand):
    """One who points at all that there is to point at."""

    def click(self, place: Locator) -> None:
        place.click()
        self.clicks += 1

    def go_to_field(self, name: str) -> None:
        self.click(self.page.get_by_role("textbox", name=name, exact=True))

    def choose(self, name: str, words: str) -> None:
        field = self.page.get_by_role("combobox", name=name, exact=True)
        # Streamlit shuts a list when the page moves, as it does under a field at its edge.
        field.evaluate("field => field.scrollIntoView({block: 'center'})")
        settle(self.page)
        self.click(field)
        settle(self.page)  # drawn with what was typed in the field that is left
        listed = self.page.get_by_role("listbox")
        listed.hover()
        while not self.option(words).is_visible():  # a long list has its rows in view alone
            there, further = listed.evaluate(_FURTHER)
            assert further > there, f"{words} is not in the list of {name}"
            self.page.mouse.wheel(0, further - there)
            self.page.wait_for_function(_ROWS_AT, arg=[listed.element_handle(), further])
        self.click(self.option(words))
        expect(listed).to_have_count(0)

    def press(self, button: str) -> None:
        settle(self.page)
        folded = self.page.locator("summary").filter(has_text=button)
        self.click(self.page.get_by_role("button", name=button).or_(folded))

    def leave_out(self) -> None:
        self.click(self.page.get_by_role("radio", name="No figure, because …"))

    def quote(self, start: int, end: int) -> None:
        settle(self.page)
        here = self.page.locator(".curated mark[data-chosen]")
        here.scroll_into_view_if_needed()
        x, y, to_x, to_y = here.evaluate(_ENDS, [start, end])
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(to_x, to_y, steps=4)
        self.page.mouse.up()
        self.clicks += 1


# How far a list is scrolled, and will be with half of what it shows.
_FURTHER = """list => {
  const most = list.scrollHeight - list.clientHeight;
  const there = Math.round(list.scrollTop);
  return [there, Math.min(there + Math.round(list.clientHeight / 2), most)];
}"""

# Whether a list has come to rest there, with rows down to its end.
_ROWS_AT = """([list, there]) => {
  const ends = [...list.querySelectorAll('[role=option]')].map(row => row.getBoundingClientRect());
  const end = Math.max(...ends.map(box => box.bottom));
  return Math.abs(list.scrollTop - there) < 1 && end >= list.getBoundingClientRect().bottom - 8;
}"""

# Where words of the article begin and end on the screen: their places in the article are counted
# from that of the mark.
_ENDS = """(mark, [start, end]) => {
  const walker = document.createTreeWalker(mark.closest('p'), NodeFilter.SHOW_TEXT);
  let at = Number(mark.dataset.figures);
  const before = document.createRange();
  before.setStart(mark.closest('p'), 0);
  before.setEndBefore(mark);
  at -= before.toString().length;
  const ends = [];
  for (let node; (node = walker.nextNode()); at += node.length) {
    for (const [place, side] of [[start, 'left'], [end - 1, 'right']]) {
      if (place < at || place >= at + node.length) continue;
      const letter = document.createRange();
      letter.setStart(node, place - at);
      letter.setEnd(node, place - at + 1);
      const box = letter.getBoundingClientRect();
      ends.push(box[side] + (side === 'left' ? 1 : -1), box.top + box.height / 2);
    }
  }
  return ends;
}"""

# The lines of the name of what has the focus.
_FOCUSED = r"""() => {
  const here = document.activeElement;
  if (['body', 'main'].includes(here.localName)) return [];
  const label = here.getAttribute('aria-label') || here.labels?.[0]?.innerText || here.innerText;
  return (label || '').split('\n').map(line => line.trim());
}"""


class Keys(Hand):
    """One who has no mouse."""

    def key(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def tab_to(self, name: str) -> None:
        """Press Tab until what has this name has the focus."""
        passed: list[list[str]] = []
        while name not in [line for lines in passed[-1:] for line in lines]:
            assert len(passed) < 120, f"{name} is not among {passed}"
            self.key("Tab")
            passed.append(self.page.evaluate(_FOCUSED))

    def go_to_field(self, name: str) -> None:
        if name == "Value":
            self.key("Alt+v")
        else:
            self.tab_to(name)

    def choose(self, name: str, words: str) -> None:
        settle(self.page)
        if name == "Because it is":
            self.key("Alt+v")
        else:
            self.tab_to(name)
        settle(self.page)  # drawn with what was typed in the field that is left
        self.type(words[:8])
        focused = self.page.locator("[role=option][data-focused]")
        expect(focused).to_contain_text(words[:8], ignore_case=True)
        while not self.option(words).and_(focused).is_visible():
            shown = focused.inner_text()
            self.key("ArrowDown")
            expect(focused).not_to_have_text(shown)
        self.key("Enter")
        expect(self.page.get_by_role("listbox")).to_have_count(0)

    def press(self, button: str) -> None:
        shortcut = {"Save to the file": "Alt+s", "Next open": "Alt+n"}.get(button)
        if shortcut is None:
            settle(self.page)
            self.tab_to(button)
        self.key(shortcut or "Enter")

    def leave_out(self) -> None:
        for key in ("Alt+k", "ArrowRight", "Space"):
            self.key(key)

    def quote(self, start: int, end: int) -> None:
        for side, wanted in (("start", start), ("end", end)):
            while by := self._too_far(side, wanted):
                clause = abs(by) > 4
                outwards = (by > 0) is (side == "start")
                keys = {"start": ("12", "43"), "end": ("87", "56")}[side][not outwards]
                self.key(f"Alt+{keys[not clause]}")

    def _too_far(self, side: str, wanted: int) -> int:
        """How many characters one side of the quote stands behind where it should."""
        settle(self.page)
        shown = self.page.locator(".curate-quote").inner_text()
        mark = self.page.locator(".curated mark[data-chosen]")
        number = int(mark.get_attribute("data-figures") or "")
        start = ARTICLE.rindex(shown, 0, number + len(shown))
        return (start if side == "start" else start + len(shown)) - wanted


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
        self._twice("Its name", CITY["name"])
        self._twice("Its province", CITY["province"])
        hand.type_into("Residents", f"{CITY['population']['value']:,}")
        self._twice("Title", source["title"])
        self._twice("Publisher", source["publisher"])
        hand.type_into("Date", str(source["published"]))
        hand.choose("Who says so", "newspaper")
        hand.press("Save the article")
        expect(self.page.get_by_text("40 open", exact=True)).to_be_visible()
        settle(self.page)

    def enter_all(self) -> None:
        """Enter each number as it comes: one that belongs to another's words waits for them."""
        still_open = [int(n) for n in self._marks("figures")]
        assert len(still_open) == 40
        while still_open:
            (number,) = self._marks("figures", "[data-chosen]")
            entry, spans = next(
                (entry, spans)
                for entry in self.entries
                if _holds(spans := _spans(entry), int(number))
            )
            if "as_written" in entry and self._text() != entry["as_written"]:
                self.hand.press("Next open")
                settle(self.page)
                continue
            start, clicks, keys = monotonic(), self.hand.clicks, self.hand.keys
            self._enter(entry, next(s for s in spans if _holds([s], int(number))))
            still_open = [one for one in still_open if not _holds(spans, one)]
            self.hand.press("Save to the file")
            expect(self.page.get_by_text(f"{len(still_open)} open", exact=True)).to_be_visible()
            settle(self.page)
            kind = "figure" if "metric" in entry else "no figure"
            pressed = self.hand.clicks - clicks, self.hand.keys - keys
            self.taken.append(Taken(kind, *pressed, monotonic() - start))

    def _marks(self, name: str, which: str = "") -> list[str]:
        marks = self.page.locator(f".curated mark.loose{which}").all()
        return [mark.get_attribute(f"data-{name}") or "" for mark in marks]

    def _text(self) -> str:
        return self.page.locator(".curated mark[data-chosen]").inner_text()

    def _enter(self, entry: Mapping[str, Any], span: tuple[int, int]) -> None:
        if "metric" not in entry:
            self.hand.leave_out()
            settle(self.page)
        if self.page.locator(".curate-quote").inner_text() != entry["quote"]:
            self.hand.quote(*span)
            expect(self.page.locator(".curate-quote")).to_have_text(entry["quote"])
        if "metric" in entry:
            self._figure(entry)
        else:
            self._choose_code("Because it is", "another reason …", "reasons", entry["why"])

    def _figure(self, entry: Mapping[str, Any]) -> None:
        hand, content = self.hand, self.catalog.content
        value = entry["value"]
        ends = value if isinstance(value, list) else [value]
        hand.type_into("Value", " to ".join(f"{end:,}" for end in ends))
        if "qualifier" in entry:
            hand.choose("Hedge", QUALIFIERS[Qualifier(entry["qualifier"])])
        self._choose_code("Metric", "a new metric …", "metrics", entry["metric"])
        self._choose_code("Counts", "something new …", "counts", entry["counts"])
        if entry["period"] != "not_stated":
            hand.type_into("Period", str(entry["period"]))
        if "area" in entry:
            hand.choose("Area", content.areas[entry["area"]].name.en)
        suggested = f"yunxiu-{entry['counts'].replace('_', '-')}"
        if not re.fullmatch(rf"{suggested}(-\d+)?", entry["id"]):
            hand.type_into("Id", entry["id"])
        if "baseline" in entry:
            hand.choose("Against", content.baselines[entry["baseline"]].name.en)
        if "among" in entry:
            hand.choose("Among", content.areas[entry["among"]].name.en)
        hand.type_into("In English", entry["gloss"])
        if "restates" not in entry:
            return
        hand.press("Notes, and what is inferred")
        for field, why in entry.get("inferred", {}).items():
            self._twice(f"{field.title()}, inferred because", why)
        hand.choose("Says again what is said by", entry["restates"])

    def _choose_code(self, field: str, new: str, codelist: str, code: str) -> None:
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
        if (codelist, code) in self.made:
            self.hand.choose(field, named)
            return
        self.made.add((codelist, code))
        self.hand.choose(field, new)
        name = {"metrics": "Metric", "counts": "What is counted", "reasons": "Reason"}[codelist]
        self._twice(name, made[code]["name"])
        if codelist == "counts":
            self.hand.choose("Counting unit", content.counting_units[made[code]["unit"]].name.en)
        if codelist == "metrics":
            self._twice("What it measures", made[code]["about"])
            self.hand.choose("Theme", content.themes[made[code]["theme"]].name.en)
            self.hand.choose("Kind and unit", f"{made[code]['kind']}, {made[code]['unit']}")

    def _twice(self, name: str, words: Mapping[str, str]) -> None:
        self.hand.type_into(f"{name} (English)", words["en"])
        self.hand.type_into(f"{name} (中文)", words["zh"])


def _spans(entry: Mapping[str, Any]) -> list[tuple[int, int]]:
    """Where the words of an entry stand in the article."""
    found = re.finditer(re.escape(entry["quote"]), ARTICLE)
    return [one.span() for one in found]


def _holds(spans: list[tuple[int, int]], number: int) -> bool:
    return any(start <= number < end for start, end in spans)


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
        entering = Entering(hand(page), catalog)
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
    _report(entering)


def _report(entering: Entering) -> None:
    """Print what entering took: pytest shows it with -s or -rA."""
    for kind in ("figure", "no figure"):
        of_kind = [one for one in entering.taken if one.kind == kind]
        clicks, keys, seconds = (
            median(getattr(one, name) for one in of_kind) for name in ("clicks", "keys", "seconds")
        )
        print(f"{type(entering.hand).__name__}: {len(of_kind)} × {kind}: ", end="")
        print(f"{clicks:g} clicks, {keys:g} keys, {seconds:.1f} s (medians)")
