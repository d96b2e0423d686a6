"""Two who work on a page of the dashboard: one with a mouse, one with keys alone."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from playwright.sync_api import Locator, Page, expect

from tests.pages import settle


class Hand(ABC):
    """Somebody at the page; counts what they press.

    They type on while the page is drawn with what they typed before, and wait for it where
    they must look: at a list, at a quote, at what will be saved.
    """

    def __init__(self, page: Page, article: str) -> None:
        self.page, self.article = page, article
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
        field = self.page.get_by_role("textbox", name=name, exact=True)
        expect(field).to_be_attached()
        self.go_to_field(name)
        expect(field).to_be_focused()
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
        # Streamlit shuts a list when the page moves, as it may when words are taken that were
        # typed, or under a field at its edge.
        if self.page.get_by_role("textbox").and_(self.page.locator(":focus")).count():
            self.page.mouse.click(5, 500)
            self.clicks += 1
        settle(self.page)  # what unfolds would carry the field away again
        field = self.page.get_by_role("combobox", name=name, exact=True)
        field.evaluate("field => field.scrollIntoView({block: 'center'})")
        settle(self.page)
        self.click(field)
        listed = self.page.get_by_role("listbox")
        # Not ``hover``, which may move the page for a list that is not in its place yet.
        expect(listed).to_be_visible()
        box = listed.bounding_box()
        assert box is not None
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
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
        # Each letter filters the list, a moment later, and puts the focus back on its first row:
        # an arrow pressed before the last has done so is taken back.
        settle(self.page)
        # Looked at once: of two looks, one may fall where the list is drawn anew, and the row
        # that is wanted was passed by.
        while not re.match(rf"{re.escape(words)}($| ·|\n)", shown := focused.inner_text().strip()):
            self.key("ArrowDown")
            expect(focused).not_to_have_text(shown)
        self.key("Enter")
        expect(self.page.get_by_role("listbox")).to_have_count(0)

    def press(self, button: str) -> None:
        shortcut = {"Save to the file": "Alt+s", "Next open": "Alt+n"}.get(button)
        settle(self.page)  # a press is lost while the button is drawn anew
        if shortcut is None:
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
        start = self.article.rindex(shown, 0, number + len(shown))
        return (start if side == "start" else start + len(shown)) - wanted
