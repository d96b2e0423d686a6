"""As Reported in a notebook: what docs/LIBRARY.md shows is so."""

from __future__ import annotations

import doctest
import subprocess
import sys

import pytest

from asreported import Catalog, chart
from tests.known import DATA, ROOT


def test_the_examples_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DATA)
    done = doctest.testfile(
        str(ROOT / "docs" / "LIBRARY.md"), module_relative=False, encoding="utf-8"
    )
    assert done.attempted > 15 and done.failed == 0


def test_nothing_heavy_is_loaded_to_check_a_catalog() -> None:
    code = (
        "import sys, asreported\n"
        "asreported.load('metrics.yaml')\n"
        "heavy = {'pandas', 'plotly', 'kaleido', 'PIL', 'pypdf', 'streamlit'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_a_chart_takes_the_choices_of_the_page(catalog: Catalog) -> None:
    drawn = chart(catalog, "fraud_money", "zh", rates=["per_head"], cities=["longnan"], width=600)
    metadata = drawn.metadata
    assert (metadata.language, metadata.width) == ("zh", 600)
    assert metadata.address == "?metric=fraud_money&city=longnan&rate=per_head&lang=zh"
    narrowed = chart(catalog, "case_change", counts=["vice_calls"]).metadata
    assert (narrowed.language, narrowed.width) == ("en", 1200)
    assert narrowed.address == "?metric=case_change&counts=vice_calls&lang=en"
    with pytest.raises(KeyError):
        chart(catalog, "camras")
    with pytest.raises(ValueError, match="per_dog"):
        chart(catalog, "cameras", rates=["per_dog"])
    with pytest.raises(ValueError, match="nothing to draw"):
        chart(catalog, "cameras", cities=["huizhou"])
