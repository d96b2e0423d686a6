"""What articles say without a number: what is refused of it, and where it is shown."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from asreported import Catalog
from asreported.catalog.annotation import annotate
from asreported.catalog.loading import load
from asreported.catalog.model import Qualifier
from asreported.comparison.compare import compare
from asreported.comparison.side_by_side import side_by_side
from asreported.export.datapackage import datapackage
from asreported.html.article import article
from asreported.html.city import statements
from asreported.html.context import Context, Links
from asreported.html.figures import figures_table, reasons
from asreported.html.side_by_side import side_by_side_table
from asreported.view import CompareView, EvidenceView
from asreported.words.language import language
from tests.catalog_files import ARTICLE, GOOD, problems, write

SAID = ARTICLE + "群众满意度持续提升。发案率进一步下降。发案率进一步下降。先升后降。\n"
STATEMENT = """\
    statements:
      - id: said
        metric: clearance
        counts: criminal_cases
        direction: up
        quote: 群众满意度持续提升
        gloss: satisfaction keeps rising
"""


def messages(folder: Path, old: str = "", new: str = "") -> list[str]:
    return [
        one.message for one in problems(write(folder, GOOD + STATEMENT.replace(old, new), SAID))
    ]


REFUSED = [
    ("quote: 群众满意度持续提升", "quote: 群众很满意", "quote: the article does not contain"),
    ("quote: 群众满意度持续提升", "quote: 发案率进一步下降", "stands more than once"),
    ("direction: up", "direction: down", "direction: it says 'down', but the quote says that it rises"),
    ("quote: 群众满意度持续提升", "quote: 先升后降", "does not say whether it rose or fell"),
    ("quote: 群众满意度持续提升", "quote: 破案率为98%", "“98%” is a number: enter it as a figure"),
    ("direction: up", "direction: sideways", "'sideways' is not one of 'up' or 'down'"),
    ("        direction: up\n", "", "which 'direction' it goes, or a 'claim'"),
    ("direction: up", "direction: up\n        claim: {en: x, zh: 某}", "'direction' it goes, or a 'claim'"),
    ("metric: clearance", "metric: nothing", "there is no 'nothing' under metrics"),
    ("counts: criminal_cases", "counts: nothing", "there is no 'nothing' under counts"),
    ("id: said", "id: drop", "the id 'drop' is taken"),
    ("gloss:", "value: 5\n        gloss:", "there is no field 'value' here"),
    ("        gloss: satisfaction keeps rising\n", "", "'gloss' is missing"),
]  # fmt: skip


@pytest.mark.parametrize("old, new, message", REFUSED, ids=[row[2] for row in REFUSED])
def test_what_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert any(message in found for found in messages(tmp_path, old, new))


@pytest.mark.parametrize(
    "related, message",
    [
        ("[clearance]", "nothing is related to itself"),
        ("[nothing]", "there is no 'nothing' under metrics"),
        ("[cameras]", "'cameras' does not name 'clearance' as related: each names the other"),
    ],
)
def test_relatives_that_are_refused(tmp_path: Path, related: str, message: str) -> None:
    share = "    kind: share\n    unit: percent\n"
    assert share in GOOD
    text = GOOD.replace(share, f"{share}    related: {related}\n")
    assert [message in one.message for one in problems(write(tmp_path, text))] == [True]


PRIZES = """\
  prizes:
    name: {en: Prizes, zh: 奖}
    theme: cases
    kind: rank
    unit: UNIT
    about: {en: x, zh: 某}
cities:
"""
PRIZE = """\
      - id: prize
        metric: prizes
        counts: criminal_cases
        value: 1
        period: not_stated
        quote: 全国唯一
        gloss: the only one
"""


@pytest.mark.parametrize(
    "unit, more, message",
    [
        ("only", "", "the first or the only one where? Name it, or write 'among: not_stated'"),
        ("first", "among: not_stated", "a first is claimed by 首创 or 率先, not “唯一”"),
        ("prize", "", "a prize is claimed by 金奖 or 银奖, not “唯一”"),
        ("only", "among: moon", "there is no 'moon' under areas"),
        ("only", "among: whole_city\n        share_of: cameras", "only a share is a share of"),
        ("only", "among: whole_city\n        subset_of: rate", "a share is no part of a count"),
    ],
)
def test_claims_that_are_refused(tmp_path: Path, unit: str, more: str, message: str) -> None:
    metric = PRIZES.replace("UNIT", unit)
    text = GOOD.replace("cities:\n", metric, 1) + PRIZE + (f"        {more}\n" if more else "")
    found = problems(write(tmp_path, text, ARTICLE + "全国唯一。\n"))
    assert any(message in one.message for one in found)


@pytest.mark.parametrize(
    "alias, message",
    [("drop: rate", "'drop' is the id of an entry"), ("old: nothing", "no metric, count, figure")],
)
def test_aliases_that_are_refused(tmp_path: Path, alias: str, message: str) -> None:
    (found,) = problems(write(tmp_path, GOOD + f"aliases: {{{alias}}}\n"))
    assert message in found.message


def test_old_addresses_open(catalog: Catalog) -> None:
    old = {"figure": ["hengyang-no-major-accidents"], "counts": ["major_road_accidents"]}
    figure = EvidenceView.from_query(old, catalog).figure
    assert figure == "hengyang-no-relatively-serious-accidents"
    assert CompareView.from_query(old, catalog).counts == ("relatively_serious_accidents",)


def test_what_stands_beside_a_claim(catalog: Catalog, context: Context) -> None:
    labels = context.labels
    said = {
        figure_id: (labels.value(figure), labels.notes(figure)[1:])
        for figure_id, figure in catalog.figures.items()
    }
    assert said["suqian-award-only"] == ("the only one", ["in the province"])
    assert said["longnan-platform-first"] == ("the first", ["among whom is not stated"])
    assert said["suqian-award-silver"] == ("silver prize", [])
    assert said["suqian-gates-share"] == ("100%", ["of the 296"])
    assert said["jingmen-robbery-gone"] == ("about 0", ["no number printed: “基本绝迹”"])


def test_a_repost_and_the_roles_of_authors_are_told(context: Context) -> None:
    assert ("Reposted by", "Gansu Cultural Industry Net") in context.labels.provenance("longnan")
    authors = dict(context.labels.provenance("huizhou"))["Authors"]
    assert authors.startswith("Yin Liyong (reporter), Zeng Bin’ge (correspondent outside")


def test_figures_that_contradict_each_other_stand_together(
    catalog: Catalog, context: Context
) -> None:
    html = side_by_side_table(context, side_by_side(catalog, "cases"))
    cell = next(cell for cell in html.split("<td") if "−55.4%" in cell)
    assert "−42%" in cell


def test_rounded_rates_keep_their_digits() -> None:
    rounded = [
        language("en").rounded((value, value), Qualifier.EXACT, money=False)
        for value in (0.010027, 0.010386, 5, 1.3)
    ]
    assert rounded == ["0.0100", "0.0104", "5", "1.3"]


def test_a_statement_is_found_in_its_article(tmp_path: Path) -> None:
    catalog = load(write(tmp_path, GOOD + STATEMENT, SAID))
    passage = catalog.passages["said"]
    assert catalog.articles["longnan"][passage.start : passage.end] == "群众满意度持续提升"
    assert [one.id for one in catalog.statements_of("clearance")] == ["said"]
    assert catalog.statements_of("cameras") == ()


def test_statements_stand_in_the_order_of_their_article(catalog: Catalog) -> None:
    for city in catalog.cities.values():
        starts = [catalog.passages[one.id].start for one in city.statements]
        assert starts == sorted(starts), city.id


@pytest.fixture(scope="module")
def context(catalog: Catalog) -> Context:
    links = Links(metric="?metric={}".format, city=str, article=str, figure="?figure={}".format)
    return Context(catalog, language("en"), links)


def test_the_article_marks_them_apart_from_figures(catalog: Catalog, context: Context) -> None:
    pieces = [piece for paragraph in annotate(catalog, "longnan") for piece in paragraph]
    assert ("longnan-sense-of-safety", "longnan-satisfaction") in [p.statements for p in pieces]
    html = article(context, "longnan")
    assert html.count('<mark class="statement"') == 1
    assert 'data-figures="longnan-sense-of-safety longnan-satisfaction"' in html
    assert "Satisfaction and sense of safety: no number: says that it rises" in html


def test_tables_say_it_and_lead_there(catalog: Catalog, context: Context) -> None:
    table = figures_table(context, compare(catalog, "clearance"))
    assert "no number: says that it rises" in table
    assert 'href="?figure=hengyang-clearance-rises"' in table
    assert 'href="?metric=clearance_change"' in table and "Criminal cases (+11.3%, 2023, " in table
    assert "No such figure" not in table
    silent = figures_table(context, compare(catalog, "cameras"))
    assert silent.count("No such figure in the article") == 1
    overview = side_by_side_table(context, side_by_side(catalog))
    assert 'href="?figure=longnan-satisfaction"' in overview
    assert "see “Change in clearance rate”" in overview


def test_the_page_of_a_city_lists_them(catalog: Catalog, context: Context) -> None:
    html = statements(context, "hengyang")
    assert html.count("<tr>") - 1 == len(catalog.cities["hengyang"].statements)
    assert "全市的破案率、民众满意度持续上升" in html and "since 2021, end not stated" in html


def test_the_package_has_them(catalog: Catalog) -> None:
    with zipfile.ZipFile(io.BytesIO(datapackage(catalog))) as archive:
        text = archive.read("statements.csv").decode("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
    assert list(rows) == list(catalog.statements)
    assert rows["longnan-satisfaction"]["direction"] == "up"
    assert rows["hengyang-road-safety"]["inferred_because_en"].startswith("“January to July")


def test_an_address_leads_to_a_statement(catalog: Catalog) -> None:
    view = EvidenceView.from_query({"figure": ["suqian-model-city"]}, catalog)
    assert (view.city, view.figure) == ("suqian", "suqian-model-city")


def test_a_verdict_leads_to_what_tells_the_same_otherwise(
    catalog: Catalog, context: Context
) -> None:
    html = reasons(context, compare(catalog, "clearance"))
    assert '<a href="?metric=clearance_change" target="_self">Change in clearance rate</a>' in html
    robbery = reasons(context, compare(catalog, "zero_incidents"))
    for words in ("Robbery and snatching, told otherwise", "Huizhou −34%", "Longnan −55.8%",
                  "against the mean of the three previous years", "Hengyang −73%"):  # fmt: skip
        assert words in robbery
    estates = reasons(context, compare(catalog, "smart_communities"))
    assert "a period (Jingmen) against a moment (Suqian)" in estates
