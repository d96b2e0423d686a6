"""metrics.yaml is edited while readers have the dashboard open."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.known import DATA, ROOT
from tests.pages import new_page, open_page
from tests.server import running_dashboard

TEXT = (DATA / "metrics.yaml").read_text(encoding="utf-8")
BROKEN = TEXT.replace("value: -20.77", "value: -20.7")
BROKEN_LINE = TEXT[: TEXT.index("value: -20.77")].count("\n") + 1


@dataclass
class Desk:
    """Where a curator works: a catalog of their own, and the dashboard on it."""

    file: Path
    address: str

    def save(self, text: str) -> None:
        self.file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    file = folder / "metrics.yaml"
    file.write_text(BROKEN, encoding="utf-8")
    with running_dashboard(catalog=file) as server:
        yield Desk(file, server.address)


def problems(page: Page) -> Page:
    return page.locator(".st-key-problems [data-testid=stCode]")


def test_a_catalog_broken_from_the_start_comes_up_when_it_is_mended(
    browser: Browser, desk: Desk
) -> None:
    desk.save(BROKEN)
    with new_page(browser) as page, new_page(browser) as other:
        page.goto(desk.address)
        other.goto(desk.address + "city?city=longnan&lang=en")
        message = f"metrics.yaml:{BROKEN_LINE}: hengyang-criminal-cases: value: it says"
        for one in (page, other):
            expect(problems(one)).to_contain_text(message)
        assert "Traceback" not in page.content()
        desk.save(TEXT)
        expect(page.locator(".chart .plot")).to_contain_text(["Change in cases, as reported"])
        expect(problems(page)).to_have_count(0)
        expect(other.get_by_role("radio", name="Longnan")).to_be_checked()  # it is not Compare
        expect(other).to_have_url(re.compile(r"/city\?.*city=longnan"))


def test_every_open_page_keeps_its_view_under_the_error_and_follows_the_next_good_save(
    browser: Browser, desk: Desk
) -> None:
    desk.save(TEXT)
    with new_page(browser) as one, new_page(browser, width=390) as other:
        open_page(one, desk.address + "?metric=cameras&city=hengyang&lang=en")
        open_page(other, desk.address + "?metric=case_change&lang=zh")
        bar = one.locator(".chart .point").first.bounding_box()
        assert bar is not None
        one.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
        expect(one.locator(".passage")).to_contain_text("Hengyang 50,000")
        desk.save(BROKEN[: len(BROKEN) // 2])  # as a file is while it is being written
        for page in (one, other):
            expect(problems(page)).to_contain_text("metrics.yaml:")
        desk.save(BROKEN)
        for page, words in (
            (one, "Cameras and video sensing"),
            (other, "发案与警情变化（据报道）"),
        ):
            expect(problems(page)).to_contain_text(f"metrics.yaml:{BROKEN_LINE}:")
            expect(page.locator(".chart .plot")).to_contain_text([words])
        expect(one.locator(".passage")).to_contain_text("Hengyang 50,000")
        desk.save(
            TEXT.replace("en: Hengyang,", "en: Heng Yang,").replace("zh: 衡阳}", "zh: 衡阳市}")
        )
        expect(one.locator(".chart .plot")).to_contain_text(["Heng Yang"])
        expect(other.locator(".chart .plot")).to_contain_text(["衡阳市"])
        for page, query in (
            (one, "?metric=cameras&city=hengyang&lang=en"),
            (other, "?metric=case_change&lang=zh"),
        ):
            expect(problems(page)).to_have_count(0)
            assert page.url == desk.address + query


def test_what_a_reader_looks_at_may_go_away(browser: Browser, desk: Desk) -> None:
    desk.save(TEXT)
    with new_page(browser) as page:
        open_page(page, desk.address + "?metric=cameras&city=suqian&lang=en")
        renamed = TEXT.replace("metric: cameras\n", "metric: lenses\n")
        renamed = re.sub(r"(related: \[.*)\bcameras\b", r"\1lenses", renamed)
        renamed = renamed.replace("\n  cameras:\n", "\n  lenses:\n").replace(
            "\n  suqian:\n", "\n  sq:\n"
        )
        desk.save(renamed)
        expect(page.locator(".chart .plot")).to_contain_text(["Change in cases, as reported"])
        page.wait_for_url(desk.address + "?metric=case_change&lang=en")
        assert "Something went wrong" not in page.content()
