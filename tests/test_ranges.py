"""Figures that are ranges, and percentage points: what is refused, read, compared and drawn."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from asreported import Catalog, chart, load
from asreported.catalog.drafts import scan_article
from asreported.catalog.model import Rate
from asreported.comparison.compare import compare
from asreported.comparison.verdicts import Aspect, Level
from asreported.export.table import to_frame, write
from asreported.words.captions import Captions
from asreported.words.labels import Labels
from asreported.words.language import language
from tests import catalog_files
from tests.catalog_files import ARTICLE, GOOD, line_of, problems

DROP, RATE, CAMERAS = "value: -22", "value: 98", "value: 50000"
#: The article and figures of the small catalog, with ranges in place of the numbers.
RANGED = (
    ARTICLE.replace("下降22%", "下降15%至20%").replace("98%", "80%-90%").replace("5万", "5至6万")
)
ENTRIES = (
    GOOD.replace(DROP, "value: [-20, -15]")
    .replace("刑事发案下降22%", "刑事发案下降15%至20%")
    .replace(RATE, "value: [80, 90]")
    .replace("破案率为98%", "破案率为80%-90%")
    .replace(CAMERAS, "value: [50000, 60000]")
    .replace("5万个摄像头", "5至6万个摄像头")
    .replace("kind: count\n    unit: each", "kind: count\n    unit: each\n    rates: [per_head]")
)


@pytest.fixture
def ranged(tmp_path: Path) -> Catalog:
    """The small catalog with ranges, and a second city that gives exact numbers."""
    other = GOOD[GOOD.index("  longnan:") :].replace("  longnan:", "  jingmen:")
    for name in ("drop", "rate", "cameras", "rank"):
        other = other.replace(f"id: {name}", f"id: other-{name}")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/b.txt").write_text(ARTICLE, encoding="utf-8")
    other = other.replace("seeds/a.txt", "seeds/b.txt").replace(
        "en: Longnan, zh: 陇南", "en: Jingmen, zh: 荆门"
    )
    return load(catalog_files.write(tmp_path, ENTRIES + other, RANGED))


REFUSED = [
    (DROP, "value: [-15, -20]", "its ends are turned round: write [-20, -15], the lower one first"),
    (RATE, "value: [98, 98]", "both ends of the range are 98: write 98 alone"),
    (RATE, "value: [80, 90, 98]", "a range has two ends, as [15, 20], and this has 3"),
    (RATE, "value: [98]", "a range has two ends, as [15, 20], and this has 1"),
    (RATE, "value: [80, high]", "1: it must be a number, and this is 'high'"),
    (RATE, "value: [80, .nan]", "it must be a number, neither infinite nor NaN"),
    (RATE, "value: {low: 80}", "it must be a number, and this is"),
    (RATE, "value: [90, 98]", "it says 90 to 98, but “98%” reads 98"),
    (RATE, "value: [90, 120]", "a share lies between 0 and 100, and this is 90 to 120"),
    (DROP, "value: [-120, -22]", "nothing falls by more than 100 percent, and this is -120 to -22"),
    (CAMERAS, "value: [-1, 5]", "a count is never negative, and this is -1 to 5"),
    ("value: 1\n", "value: [1, 3]\n", "a rank is 1, 2, 3 and so on, and this is 1 to 3"),
]


@pytest.mark.parametrize("old, new, says", REFUSED, ids=[new for _, new, _ in REFUSED])
def test_a_range_that_cannot_be_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = GOOD.replace(old, new)
    (problem,) = problems(catalog_files.write(tmp_path, text))
    assert says in problem.message
    assert problem.line == line_of(text, new)


@pytest.mark.parametrize(
    "entry, value, says",
    [
        ("value: [-20, -15]", "value: -20", "it says -20, but “15%至20%” reads 15 to 20"),
        ("value: [-20, -15]", "value: [-20, -16]", "it says -20 to -16, but “15%至20%” reads"),
        ("value: [-20, -15]", "value: [15, 20]", "it says 15 to 20, but the quote says that it"),
        ("value: [-20, -15]", "value: [-20, 15]", "it says -20 to 15, but the quote says that it"),
        ("value: [80, 90]", "value: [80, 91]", "it says 80 to 91, but “80%-90%” reads 80 to 90"),
    ],
)
def test_a_range_that_the_quote_does_not_give_is_refused(
    tmp_path: Path, entry: str, value: str, says: str
) -> None:
    (problem,) = problems(catalog_files.write(tmp_path, ENTRIES.replace(entry, value), RANGED))
    assert problem.message.startswith("value: ") and says in problem.message


def test_two_ranges_in_one_quote_are_told_apart(tmp_path: Path) -> None:
    article = RANGED.replace("破案率为80%-90%", "破案率为80%-90%和70%-75%")
    text = ENTRIES.replace("破案率为80%-90%", "破案率为80%-90%和70%-75%")
    (problem,) = problems(catalog_files.write(tmp_path, text, article))
    assert "the quote holds several numbers (80%-90%, 70%-75%)" in problem.message


@pytest.mark.parametrize(
    "unit, written, says",
    [
        ("percent", "22个百分点", "“22个百分点” is in percentage points"),
        ("percentage_points", "22%", "“22%” is a percentage"),
    ],
)
def test_points_are_no_percent(tmp_path: Path, unit: str, written: str, says: str) -> None:
    article = ARTICLE.replace("22%", written)
    text = GOOD.replace("22%", written).replace(
        "kind: change\n    unit: percent", f"kind: change\n    unit: {unit}"
    )
    (problem,) = problems(catalog_files.write(tmp_path, text, article))
    assert says in problem.message and f"is a change in {unit}" in problem.message


def test_points_are_called_points(tmp_path: Path) -> None:
    text = GOOD.replace("22%", "22个百分点").replace(
        "kind: change\n    unit: percent", "kind: change\n    unit: percentage_points"
    )
    catalog = load(catalog_files.write(tmp_path, text, ARTICLE.replace("22%", "22个百分点")))
    words = [
        Labels(catalog, language(code)).value(catalog.figures["drop"]) for code in ("en", "zh")
    ]
    assert words == ["−22 percentage points", "−22个百分点"]
    texts = str(chart(catalog, "case_change").figure.layout.annotations)
    assert "0 percentage points" in texts and "22%" not in texts


def test_ranges_are_written_in_both_languages(ranged: Catalog) -> None:
    written = {
        code: [
            Labels(ranged, language(code)).value(ranged.figures[name])
            for name in ("drop", "rate", "cameras")
        ]
        for code in ("en", "zh")
    }
    assert written == {
        "en": ["down 15% to 20%", "80% to 90%", "50,000 to 60,000"],
        "zh": ["下降15%至20%", "80%至90%", "5万至6万"],
    }


def test_a_range_beside_an_exact_number_is_a_caveat(ranged: Catalog) -> None:
    verdict = compare(ranged, "clearance").verdict
    assert verdict.level is Level.WITH_CAVEATS
    (reason,) = [reason for reason in verdict.reasons if reason.aspect is Aspect.QUALIFIER]
    words = {
        code: Captions(Labels(ranged, language(code))).reason(reason, with_cities=True)
        for code in ("en", "zh")
    }
    assert words["en"] == "not all exact: exact (Jingmen) and a range (Longnan)"
    assert words["zh"].endswith("确数（荆门）和区间（陇南）")
    short = Captions(Labels(ranged, language("en"))).reason(reason)
    assert short.endswith("gives no exact number")


def test_figures_stand_in_order_of_the_far_end(ranged: Catalog) -> None:
    assert [f.id for f in compare(ranged, "clearance").figures] == ["other-rate", "rate"]
    assert [f.id for f in compare(ranged, "cameras").figures] == ["cameras", "other-cameras"]


def test_a_rate_of_a_range_has_two_ends(ranged: Catalog) -> None:
    comparison = compare(ranged, "cameras", rates=[Rate.PER_HEAD])
    low, high = comparison.derived["cameras"].ends
    assert (low, high) == pytest.approx((5e9 / 2407272, 6e9 / 2407272))
    captions = Captions(Labels(ranged, language("en")))
    assert captions.value(comparison, ranged.figures["cameras"]) == "2,080 to 2,490"
    table = write(ranged, comparison.figures, "csv", comparison.derived).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(table)))
    assert (row["rate_value"], float(row["rate_low"])) == ("", pytest.approx(low))
    assert float(row["rate_high"]) == pytest.approx(high)


def test_a_table_has_both_ends_and_no_value_of_a_range(ranged: Catalog) -> None:
    rows = json.loads(write(ranged, ranged.figures.values(), "json"))
    ends = {row["id"]: [row[k] for k in ("value", "value_low", "value_high")] for row in rows}
    assert ends["drop"] == [None, -20, -15]
    assert ends["other-drop"] == [-22, -22, -22]
    frame = to_frame(ranged).set_index("id")
    assert frame["value"].dtype == float and frame["value"].isna()["drop"]
    assert frame.loc["cameras", "value_high"] == 60_000


def test_a_range_is_drawn_from_end_to_end(ranged: Catalog) -> None:
    figure = chart(ranged, "case_change").figure
    (bars,) = figure.data
    drawn = dict(zip(bars.customdata, zip(bars.base, bars.x, strict=True), strict=True))
    assert drawn == {"drop": (-15, -5), "other-drop": (0, -22)}
    low, high = figure.layout.xaxis.range
    assert low <= -22 < 0 <= high
    texts = str(figure.layout.annotations)
    assert "down 15% to 20%" in texts and "a range, from its one end to the other" in texts


def test_a_chart_without_ranges_says_nothing_of_them(catalog: Catalog) -> None:
    figure = chart(catalog, "case_change").figure
    assert all(bars.base is None for bars in figure.data)
    assert "a range" not in str(figure.layout.annotations)


def test_a_draft_of_a_range_has_its_ends(ranged: Catalog, tmp_path: Path) -> None:
    article = tmp_path / "new.txt"
    article.write_text("案件下降15%至20%。新增七八起。另有上百人、几百车。", encoding="utf-8")
    values = [
        line.strip()
        for draft in scan_article(str(article), ranged)
        for line in draft.splitlines()
        if "value:" in line
    ]
    assert values == ["value: [-20, -15]", "value: [7, 8]", "value: TODO", "value: TODO"]
