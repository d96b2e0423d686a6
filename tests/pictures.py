"""Renews the pictures in the documents: ``python -m tests.pictures``."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from asreported import Catalog, chart, load, selection
from asreported.export.pictures import picture
from asreported.view import SideBySideView
from asreported.words.language import LANGUAGES
from tests.known import ROOT
from tests.pages import chromium, new_page, open_page, settle
from tests.server import running_dashboard
from tests.walk import trial_of


def main(images: Path) -> None:
    """Draw all of them into a folder."""
    catalog = load(ROOT / "metrics.yaml")
    for code in LANGUAGES:
        _draw(catalog, "cameras", code, images / f"chart.{code}.png")
        of_all = selection.map_drawer(catalog, SideBySideView(code))()
        (images / f"map.{code}.png").write_bytes(picture(of_all, "png"))
    with tempfile.TemporaryDirectory() as folder:
        sixth = load(trial_of(Path(folder)) / "metrics.yaml")
    _draw(sixth, "cameras", "en", images / "sixth-city.png")
    with running_dashboard() as server, chromium() as browser:
        for code in LANGUAGES:
            with new_page(browser, width=1280) as page:
                open_page(page, f"{server.address}?metric=case_change&lang={code}")
                page.screenshot(path=images / f"compare.{code}.png")
        with tempfile.TemporaryDirectory() as folder:
            _curate(browser, trial_of(Path(folder)) / "metrics.yaml", images / "curate.png")


def _curate(browser: Browser, catalog: Path, file: Path) -> None:
    """Photograph the page Curate on a number of Longnan's article that is not entered yet."""
    text = catalog.read_text(encoding="utf-8")
    start = text.index("      - id: longnan-criminal-cases\n")
    catalog.write_text(text[:start] + text[text.index("      - id:", start + 9) :], "utf-8")
    with (
        running_dashboard(catalog=catalog, ASREPORTED_EDIT="1") as server,
        new_page(browser, width=1280) as page,
    ):
        open_page(page, f"{server.address}curate?article=longnan&lang=en")
        page.get_by_role("textbox", name="Value", exact=True).fill("-22")
        page.keyboard.press("Tab")
        settle(page)
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=file)


def _draw(catalog: Catalog, metric: str, code: str, file: Path) -> None:
    file.write_bytes(picture(chart(catalog, metric, language=code), "png"))


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, default=ROOT / "docs" / "images", metavar="DIR")
    main(options.parse_args().out)
