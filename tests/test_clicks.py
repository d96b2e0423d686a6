"""Quick clicks: two on different controls, closer together than a page takes to be drawn."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.pages import new_page, open_page, settle

COMPARE, SIDE_BY_SIDE = "?metric=cameras&lang=en", "side-by-side?lang=en"
CITY, EVIDENCE = "city?city=suqian&lang=en", "evidence?city=suqian&lang=en"

#: Controls by a name: where each is, and which of several.
CONTROLS = {
    "rate": ("[class*=st-key-choice-rate-] button", 0),
    "theme": ("[class*=st-key-choice-theme-] button", 5),
    "language": ("[class*=st-key-choice-language-] button", 1),
    "least": ("[class*=st-key-choice-least-] button", 1),
    "city": ("[class*=st-key-choice-city-] button", 3),
    "mark": ("[class*=st-key-article] mark", 2),
    "size": ("[class*=st-key-size-cameras-] button", 1),
    "close": ("[class*=st-key-close-cameras] button", 0),
    "section": ("[class*=st-key-zip-] summary", 0),
    "formats": ("[class*=st-key-zip-formats-] button", 1),
    "make": ("[class*=st-key-zip-make-] button", 0),
    "stop": ("[class*=st-key-zip-stop-] button", 0),
}
_CLICK_BOTH = """([one, two, gap]) => {
  const click = ([selector, place]) => document.querySelectorAll(selector)[place].click();
  click(one);
  return new Promise(done => setTimeout(() => { click(two); done(); }, gap));
}"""


def click_both(page: Page, one: tuple[str, int], two: tuple[str, int], gap: int) -> None:
    """Click two controls so many milliseconds apart, from within the page."""
    for selector, place in (one, two):
        expect(page.locator(selector).nth(place)).to_be_visible()
    page.evaluate(_CLICK_BOTH, [one, two, gap])


def took_effect(page: Page, control: str) -> None:
    """Wait until the page shows what a control was clicked for."""
    address = {"rate": "rate=per_head", "theme": "theme=cameras_and_sensing", "language": "lang=zh",
               "least": "least=2", "city": "city=longnan", "mark": "figure="}  # fmt: skip
    shown = {"size": "png-square-cameras-", "section": "zip-make-", "make": "zip-stop-",
             "stop": "zip-make-", "formats": "zip-stop-", "language": "choice-language-zh"}  # fmt: skip
    if control in address:
        page.wait_for_function("part => location.search.includes(part)", arg=address[control])
    if control in shown:
        expect(page.locator(f"[class*=st-key-{shown[control]}]").first).to_be_visible()
    if control == "formats":
        expect(page.get_by_text("of 154 pictures")).to_be_visible()
    if control == "close":
        expect(page.locator(".passage")).to_have_count(0)


def prepare(page: Page, controls: tuple[str, ...]) -> None:
    """Click controls one after the other, each when the page stands still."""
    for control in controls:
        if control == "bar":
            page.locator(".chart .point").first.click(force=True)
            expect(page.locator(".passage")).to_be_visible()
        else:
            selector, place = CONTROLS[control]
            page.locator(selector).nth(place).click()
            took_effect(page, control)
        settle(page)


@pytest.mark.parametrize(
    "address, before, one, two, gap",
    [
        (COMPARE, (), "rate", "size", 0), (COMPARE, (), "size", "rate", 60),
        (COMPARE, (), "theme", "language", 20), (COMPARE, (), "rate", "language", 100),
        (COMPARE, (), "rate", "section", 20), (COMPARE, (), "section", "rate", 150),
        (COMPARE, ("section",), "make", "rate", 20), (COMPARE, ("section",), "rate", "make", 60),
        (COMPARE, ("section",), "formats", "make", 20),
        (COMPARE, ("section", "make"), "stop", "rate", 60),
        (COMPARE, ("bar",), "close", "rate", 20), (COMPARE, ("bar",), "size", "close", 60),
        (SIDE_BY_SIDE, (), "theme", "least", 20), (SIDE_BY_SIDE, (), "least", "language", 60),
        (CITY, (), "city", "language", 20), (EVIDENCE, (), "mark", "language", 20),
        (EVIDENCE, (), "language", "mark", 20),
    ],
)  # fmt: skip
def test_of_two_quick_clicks_none_is_lost(
    page: Page, dashboard: str, address: str, before: tuple[str, ...], one: str, two: str, gap: int
) -> None:
    open_page(page, dashboard + address)
    prepare(page, before)
    click_both(page, CONTROLS[one], CONTROLS[two], gap)
    for control in (one, two):
        if (control, two) != ("formats", "make"):
            took_effect(page, control)
    if one == "formats":
        took_effect(page, "formats")
    if page.locator(CONTROLS["stop"][0]).count():
        page.locator(CONTROLS["stop"][0]).click()


@pytest.mark.parametrize("number", range(3))
def test_a_button_that_has_just_come_may_be_clicked_at_once(
    page: Page, dashboard: str, number: int
) -> None:
    """Four clicks in 48 did nothing: the run that drew the button took them along as it ended."""
    open_page(page, dashboard + COMPARE)
    page.locator(CONTROLS["section"][0]).click()
    page.locator(CONTROLS["make"][0]).click()
    took_effect(page, "make")
    page.locator(CONTROLS["stop"][0]).click()
    took_effect(page, "stop")


@pytest.mark.parametrize(
    "address, control",
    [(COMPARE, "rate"), (COMPARE, "theme"), (COMPARE, "language"), (COMPARE, "section"),
     (SIDE_BY_SIDE, "least"), (CITY, "city"), (EVIDENCE, "mark")],
)  # fmt: skip
def test_what_is_clicked_as_soon_as_it_is_there_takes_effect(
    page: Page, dashboard: str, address: str, control: str
) -> None:
    page.goto(dashboard + address)
    selector, place = CONTROLS[control]
    page.locator(selector).nth(place).click()
    took_effect(page, control)


@pytest.mark.parametrize("gap", [150, 300])  # as fast as a hand is
def test_a_choice_is_kept_by_whoever_leaves_the_page_at_once(
    page: Page, dashboard: str, gap: int
) -> None:
    open_page(page, dashboard + COMPARE)
    click_both(page, CONTROLS["rate"], ("[class*=st-key-menu-city] a", 0), gap)
    page.wait_for_url("**/city?**")
    settle(page)
    page.locator(".st-key-menu-first a").click()
    took_effect(page, "rate")


def test_a_press_counts_though_its_control_moves_before_the_release(
    page: Page, dashboard: str
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, dashboard + COMPARE)
    button = page.locator(".copy-link")
    button.scroll_into_view_if_needed()

    def press() -> tuple[float, float]:
        box = button.bounding_box()
        assert box is not None
        place = box["x"] + 9, box["y"] + 9
        page.mouse.move(*place)
        page.mouse.down()
        return place

    press()
    page.evaluate("document.querySelector('.copy-link').style.marginTop = '80px'")
    page.mouse.up()
    expect(button).to_contain_text("Copied")
    expect(button).to_have_text("Copy link")
    x, y = press()
    page.mouse.move(x, y - 200, steps=4)
    page.mouse.up()
    expect(button).to_have_text("Copy link")  # who moves away before the release takes it back


@pytest.mark.parametrize("kind", ["Multiselect", "Selectbox", "ButtonGroup"])
def test_a_control_whose_script_comes_late_keeps_what_was_chosen(
    browser: Browser, dashboard: str, kind: str
) -> None:
    """One tap in fifteen emptied the page: lists drawn a second time before their script began.

    They took what they began with, nothing, for the reader's choice, and sent it with the tap.
    """
    address = dashboard + "?metric=homicide_clearance_cold&theme=clearance&city=longnan&city=suqian"
    address += "&show=comparable"
    with new_page(browser, width=390) as page:  # narrow: it is drawn a second time
        held: list[Route] = []
        page.route(re.compile(rf"/{kind}\.[^/]*js"), lambda route: held.append(route))
        page.goto(address + "&lang=zh")
        page.wait_for_function("() => runs.asked > 1")
        settle(page)
        assert held
        for route in held:
            route.continue_()
        page.unroute_all()  # other tests use the page again
        page.locator(".st-key-folded-filters summary").click()
        page.locator(CONTROLS["rate"][0]).first.click()
        page.wait_for_function("() => location.search.includes('rate=')")
        settle(page)
        assert page.url == address + "&rate=per_head&lang=zh"
