"""Renews the pictures in the documents: ``python -m tests.pictures``."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from asreported import Catalog, chart, load
from asreported.export.pictures import picture
from asreported.words.language import LANGUAGES
from tests import machine
from tests.conftest import ROOT, new_page, open_chart
from tests.server import running_dashboard
from tests.test_add_a_city import trial_of


def main(images: Path) -> None:
    """Draw all of them into a folder."""
    catalog = load(ROOT / "metrics.yaml")
    for code in LANGUAGES:
        _draw(catalog, "cameras", code, images / f"chart.{code}.png")
    with tempfile.TemporaryDirectory() as folder:
        sixth = load(trial_of(Path(folder)) / "metrics.yaml")
    _draw(sixth, "cameras", "en", images / "sixth-city.png")
    with running_dashboard() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=machine.browser_path(), args=["--no-sandbox"]
        )
        for code in LANGUAGES:
            with new_page(browser, width=1280) as page:
                open_chart(page, f"{server.address}?metric=case_change&lang={code}")
                page.screenshot(path=images / f"compare.{code}.png")


def _draw(catalog: Catalog, metric: str, code: str, file: Path) -> None:
    file.write_bytes(picture(chart(catalog, metric, language=code), "png"))


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, default=ROOT / "docs" / "images", metavar="DIR")
    main(options.parse_args().out)
