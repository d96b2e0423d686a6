"""Renews the picture in the README: ``python -m tests.pictures``."""

from playwright.sync_api import sync_playwright

from tests import machine
from tests.conftest import ROOT, new_page, open_chart, running_dashboard

TARGET = ROOT / "docs" / "images" / "compare.png"

if __name__ == "__main__":
    with running_dashboard() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=machine.browser_path(), args=["--no-sandbox"]
        )
        with new_page(browser, width=1280) as page:
            open_chart(page, address + "?metric=case_change&lang=en")
            page.screenshot(path=TARGET)
    print(TARGET)
