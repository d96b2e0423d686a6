"""The real catalog, changed at random: good, or refused in lines that a person can act on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.faults import Faults
from tests.known import DATA


@pytest.mark.parametrize("first", range(0, 500, 50))
def test_a_catalog_that_went_wrong_is_good_or_refused(tmp_path: Path, first: int) -> None:
    faults = Faults(DATA / "metrics.yaml", tmp_path)
    came = Counter(faults.outcome(seed) for seed in range(first, first + 50))
    assert 0 < came["good"] < 25, "a change in seven or so does no harm: names, notes, comments"
