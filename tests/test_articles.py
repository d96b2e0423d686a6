"""Several articles a city: what is refused, what they agree on, and where they contradict."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from asreported import Catalog, load, selection
from asreported.catalog.accounting import account
from asreported.comparison.city import figures_by_theme
from asreported.comparison.compare import compare
from asreported.comparison.verdicts import Level
from asreported.export.citations import citations
from asreported.export.datapackage import datapackage
from asreported.html.article import accounts, article, origin, source
from asreported.html.context import Context, Links
from asreported.html.figures import passage, reasons
from asreported.view import CompareView, EvidenceView
from asreported.words.labels import Labels
from asreported.words.language import language
from tests.catalog_files import ARTICLE, GOOD, TAIL, line_of, problems, write
from tests.commands import asreported

SECOND = (
    "Longnan's other paper\n\nIn 2023 criminal cases fell by 20 per cent, and they fell by 15 per cent in 2024; "
    "98% were cleared. The Net now joins 66,000 cameras.\n"
)
ADDRESS = "https://example.org/a?b=1&c=%22"
ARTICLES = f"""\
    articles:
      - id: first
        file: seeds/a.txt
        published: 2024-08-07
        stated_by: press
      - id: second
        file: seeds/b.txt
        language: en
        title: {{en: The second, zh: 第二篇}}
        publisher: {{en: Second Paper, zh: 第二报}}
        published: 2025-02-01
        stated_by: press
        url: {ADDRESS}
        archived_url: http://archive.example/1
        retrieved: 2025-02-02
        sha256: {sha256(SECOND.encode()).hexdigest()}
"""
#: Of the second article; the drop contradicts that of the first, the rate repeats it.
FIGURES = """\
      - id: drop-again
        article: second
        metric: case_change
        counts: criminal_cases
        value: -20
        period: 2023
        baseline: not_stated
        quote: fell by 20 per cent
      - id: drop-later
        article: second
        metric: case_change
        counts: criminal_cases
        value: -15
        period: 2024
        baseline: not_stated
        quote: fell by 15 per cent
        inferred: {baseline: {en: x, zh: 某}}
      - id: rate-again
        article: second
        metric: clearance
        counts: criminal_cases
        value: 98
        period: 2023
        quote: 98% were cleared
        restates: rate
      - id: cameras-again
        article: second
        metric: cameras
        counts: criminal_cases
        value: 66000
        period: as of 2025-02-01
        quote: joins 66,000 cameras
    systems:
      - {id: net, article: second, name: {en: The Net, zh: 天网}, about: {en: x, zh: 某}}
    not_figures:
      - {quote: 2023年, why: date, article: first}
      - {quote: 案件下降5%, why: date, article: first}
      - {quote: "2023", why: date, article: second}
      - {quote: "2024", why: date, article: second}
"""
_SOURCE = next(line for line in GOOD.splitlines(keepends=True) if line.startswith("    source:"))
TWO = (
    GOOD.replace(_SOURCE, ARTICLES).replace("        metric:", "        article: first\n        metric:")
    + FIGURES
)  # fmt: skip


def two(folder: Path, text: str = TWO, second: str = SECOND) -> Path:
    """Write a catalog of a city with two articles; give its path."""
    path = write(folder, text)
    (folder / "seeds" / "b.txt").write_bytes(second.encode())
    return path


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return load(two(tmp_path))


def context(catalog: Catalog, code: str = "en") -> Context:
    links = Links(
        metric="?metric={}".format, city=str, article="?article={}".format, figure="?f={}".format
    )
    return Context(catalog, language(code), links)


#: What is changed into what; the part of the file whose line is named; the message.
REFUSED = [
    ("language: en", "language: fr", "language: fr", "second: language: 'fr' is not one of 'zh' or 'en'"),
    (ADDRESS, "javascript:alert(1)", "url:", "second: url: an address opens with http:// or https://, and has no blank or quote in it"),
    (ADDRESS, "file:///etc/passwd", "url:", "second: url: an address opens with http"),
    (ADDRESS, "https://", "url:", "second: url: an address opens with http"),
    (ADDRESS, "'https://a.example/\" onclick=x'", "url:", "second: url: an address opens with http"),
    (ADDRESS, "https://a.example/\u202egpj", "url:", "second: url: an address opens with http"),
    (ADDRESS, "https://[::1", "url:", "second: url: an address opens with http"),
    ("http://archive.example/1", "ftp://archive.example/1", "archived_url:", "second: archived_url: an address opens"),
    ("retrieved: 2025-02-02", "retrieved: 2999-02-02", "retrieved:", "second: retrieved: 2999-02-02 lies in the future"),
    ("retrieved: 2025-02-02", "retrieved: 2025", "retrieved:", "second: retrieved: a copy is made on one day: write it as 2020-11-01"),
    ("published: 2025-02-01", "published: 2999", "published: 2999", "second: published: 2999 lies in the future"),
    ("sha256: ", "sha256: 0", "sha256:", "second: sha256: a SHA-256 has 64 signs"),
    (sha256(SECOND.encode()).hexdigest(), "0" * 63 + "a", "sha256:",
     f"second: sha256: the SHA-256 of seeds/b.txt is {sha256(SECOND.encode()).hexdigest()}: its text is not the one entered"),
    ("id: drop-again\n        article: second", "id: drop-again\n        article: third", "article: third",
     "drop-again: article: there is no 'third' under the city's articles: add it there or mend the word"),
    ("id: drop-again\n        article: second", "id: drop-again", "id: drop-again",
     "drop-again: 'article' is missing: the city has several, so name one of first, second"),
    ("{id: net, article: second,", "{id: net,", "{id: net", "longnan: systems.0: 'article' is missing"),
    ("why: date, article: first}\n      - {quote: 案", "why: date}\n      - {quote: 案", "{quote: 2023年",
     "longnan: not_figures.0: 'article' is missing"),
    ("- id: second", "- id: first", "- id: first\n        file: seeds/b.txt", "first: id: the id 'first' is taken: give this article another"),
    ("- id: second\n        file", "- file", "- file: seeds/b.txt", "longnan, article 2: 'id' is missing"),
    ("    articles:\n", _SOURCE + "    articles:\n", "source:", "longnan: source: it has 'articles' too: move this one into the list"),
    ("seeds/b.txt", "seeds/c.txt", "file: seeds/c.txt", "second: file: there is no file"),
    ("stated_by: press\n        url", "stated_by: nobody\n        url", "stated_by: nobody", "second: stated_by: there is no 'nobody' under voices"),
    ("value: -20", "value: -21", "value: -21", "drop-again: value: it says -21, but “20 per cent” reads 20"),
    ("{en: The Net,", "{en: Skynet,", "Skynet", "longnan: systems.0.name.en: the article does not name “Skynet”"),
    ("restates: rate", "restates: drop", "restates: drop", "rate-again: restates: it restates 'drop', whose value is -22"),
]  # fmt: skip


@pytest.mark.parametrize("old, new, place, message", REFUSED, ids=[row[3] for row in REFUSED])
def test_bad_input_is_one_line(
    tmp_path: Path, old: str, new: str, place: str, message: str
) -> None:
    assert old in TWO
    text = TWO.replace(old, new, 1)
    found = [str(problem) for problem in problems(two(tmp_path, text))]
    at = f":{line_of(text, place)}: {message}"
    assert any(at in line for line in found), found
    assert all("\n" not in line for line in found)


def test_no_article_at_all_is_refused(tmp_path: Path) -> None:
    (found,) = problems(write(tmp_path, GOOD.replace(_SOURCE, "")))
    assert found.message == "'source' is missing: the article, or a list of 'articles'"


def test_a_single_source_is_an_article_with_the_id_of_its_city(tmp_path: Path) -> None:
    catalog = load(write(tmp_path))
    assert list(catalog.sources) == list(catalog.articles) == ["longnan"]
    assert {figure.article for figure in catalog.figures.values()} == {"longnan"}
    assert catalog.articles["longnan"] == ARTICLE and catalog.languages == {"longnan": "zh"}


def test_each_figure_is_held_against_its_own_article(catalog: Catalog) -> None:
    assert list(catalog.sources) == ["first", "second"]
    assert catalog.languages == {"first": "zh", "second": "en"}
    for figure in catalog.figures.values():
        found = catalog.passages[figure.id]
        assert catalog.articles[figure.article][found.start : found.end] == figure.quote
    assert catalog.figures["drop-again"].gloss == "fell by 20 per cent", "needs no gloss typed"


def test_numbers_are_accounted_for_article_by_article(catalog: Catalog) -> None:
    assert [account(catalog, name).found for name in ("first", "second")] == [7, 6]
    assert [account(catalog, name).accounted for name in ("first", "second")] == [7, 6]
    (words,) = [accounts(context(catalog), "second")]
    assert "6 of 6 numbers accounted for; in the city&#x27;s 2 articles 13 of 13" in words


def test_a_gloss_that_says_another_number_is_a_notice(tmp_path: Path) -> None:
    right = "gloss: criminal cases fell 22%"
    assert right in GOOD
    text = GOOD + TAIL
    path = write(tmp_path, text.replace(right, "gloss: criminal cases fell by twenty-two percent"))
    assert "notice" not in asreported("check", str(path), folder=tmp_path).stdout
    path = write(tmp_path, text.replace(right, "gloss: criminal cases fell by 2"))
    line = line_of(GOOD, "- id: drop")
    notice = "its gloss does not say “22%”: see whether it is the right one"
    told = asreported("check", str(path), folder=tmp_path).stdout.splitlines()
    assert f"metrics.yaml:{line}: notice: drop: {notice}" in told


def test_what_two_articles_contradict_each_other_in_is_a_notice(tmp_path: Path) -> None:
    path = two(tmp_path)
    done = asreported("check", str(path), folder=tmp_path)
    line = line_of(TWO, "- id: drop-again")
    notice = "its article 'second' says -20, and 'first' says -22 of the same: see 'drop'"
    assert done.stdout.splitlines()[0] == f"metrics.yaml:{line}: notice: drop-again: {notice}"
    assert "8 figures of 1 city" in done.stdout and done.returncode == 0
    report = json.loads(asreported("check", str(path), "--format", "json", folder=tmp_path).stdout)
    assert report["errors"] == []
    assert report["notices"] == [
        {"file": "metrics.yaml", "line": line, "entry": "drop-again", "message": notice}
    ]


@pytest.mark.parametrize(
    "old, new",
    [
        ("period: 2023\n        baseline: not_stated\n        quote: fell", "period: 2022\n        baseline: not_stated\n        quote: fell"),
        ("quote: fell by 20 per cent", "quote: fell by 20 per cent\n        area: half"),
        ("quote: fell by 20 per cent", "quote: fell by 20 per cent\n        restates: drop\n        value: -22"),
        ("id: drop-again\n        article: second", "id: drop-again\n        article: first"),
    ],
)  # fmt: skip
def test_what_differs_in_more_than_its_value_contradicts_nothing(
    catalog: Catalog, old: str, new: str
) -> None:
    from asreported.catalog.contradictions import contradictions
    from asreported.catalog.yaml_reader import read_document

    assert set(catalog.contradictions) == {"drop", "drop-again"}
    changed = read_document("figures:\n" + FIGURES.replace(old, new, 1).partition("    systems")[0])
    entry = changed.data["figures"][0]
    one = catalog.figures["drop-again"]
    one = type(one).model_validate({**one.model_dump(), **entry})
    assert contradictions([catalog.figures["drop"], one]) == {}


def test_a_verdict_names_the_contradiction_on_both_figures(catalog: Catalog) -> None:
    comparison = compare(catalog, "case_change")
    (block,) = comparison.blocks
    assert block.verdict.level is comparison.verdict.level is Level.ONE_CITY
    html = reasons(context(catalog), comparison)
    assert "articles on Longnan contradict each other: −22% and −20%" in html
    assert "which is right they do not tell" in html
    labels = Labels(catalog, language("en"))
    notes = {f.id: labels.notes(f)[-1] for f in block.figures}
    assert notes["drop"] == "another article says −20%"
    assert notes["drop-again"] == "another article says −22%"
    assert "another article" not in notes["drop-later"]
    shown = passage(context(catalog), catalog.figures["drop"])
    said = "Another article gives −20%: Second Paper, 1 Feb 2025."
    assert f'<a href="?f=drop-again" target="_self">{said}</a>' in shown


def test_periods_of_one_city_stand_together_in_order_of_time(catalog: Catalog) -> None:
    comparison = compare(catalog, "case_change")
    order = [figure.id for figure in comparison.figures]
    assert order == ["drop", "drop-again", "drop-later"]
    cameras = compare(catalog, "cameras")
    assert [figure.id for figure in cameras.figures] == ["cameras", "cameras-again"]
    assert cameras.verdict.level is Level.ONE_CITY and cameras.cities == ("longnan",)
    words = context(catalog).captions.explanation(cameras)
    assert words == "Only Longnan reports this."


def test_what_another_article_repeats_is_drawn_once(catalog: Catalog) -> None:
    assert [figure.id for figure in compare(catalog, "clearance").figures] == ["rate"]
    shown = passage(context(catalog), catalog.figures["rate-again"])
    assert "It repeats: press, 7 Aug 2024." in shown


def test_rows_have_an_article(catalog: Catalog) -> None:
    rows = json.loads(selection.data(catalog, CompareView("en"), "json"))
    assert list(rows[0])[:4] == ["id", "city", "article", "metric"]
    by_id = {row["id"]: row for row in json.loads(_all(catalog, "json"))}
    assert by_id["drop"]["article"] == "first" and by_id["drop"]["source"] == "seeds/a.txt"
    row = by_id["cameras-again"]
    assert (row["article"], row["source"], row["source_date"]) == (
        "second",
        "seeds/b.txt",
        "2025-02-01",
    )


def _all(catalog: Catalog, ending: str) -> bytes:
    return selection.data(catalog, CompareView("en", metrics=tuple(catalog.metrics)), ending)


def test_the_package_has_articles_that_figures_lead_to(catalog: Catalog) -> None:
    with zipfile.ZipFile(io.BytesIO(datapackage(catalog))) as package:
        text = package.read("articles.csv").decode("utf-8-sig")
        descriptor = json.loads(package.read("datapackage.json"))
    articles = list(csv.DictReader(io.StringIO(text)))
    assert [(row["id"], row["city"], row["language"]) for row in articles] == [
        ("first", "longnan", "zh"), ("second", "longnan", "en"),
    ]  # fmt: skip
    assert articles[1]["url"] == ADDRESS and articles[1]["retrieved"] == "2025-02-02"
    keys = {
        table["name"]: {key["fields"]: key["reference"]["resource"] for key in table["schema"]["foreignKeys"]}
        for table in descriptor["resources"]
    }  # fmt: skip
    assert [keys[name]["article"] for name in ("figures", "statements", "systems")] == [
        "articles"
    ] * 3
    assert keys["articles"] == {"city": "cities", "stated_by": "voices"}
    assert descriptor["sources"][1] == {"title": "The second", "path": ADDRESS}


def test_references_lead_to_the_address(catalog: Catalog) -> None:
    csl = {item["id"]: item for item in json.loads(citations(catalog, "json"))}
    second = csl["second"]
    assert (second["URL"], second["language"], second["title"]) == (ADDRESS, "en", "The second")
    assert second["accessed"] == {"date-parts": [[2025, 2, 2]]}
    assert "Archived copy: http://archive.example/1" in second["note"]
    assert "URL" not in csl["first"] and csl["first"]["language"] == "zh-CN"
    bibtex = citations(catalog, "bib").decode()
    assert f"\turl = {{{ADDRESS}}},\n\turldate = {{2025-02-02}}" in bibtex
    ris = citations(catalog, "ris").decode()
    assert f"UR  - {ADDRESS}\nY2  - 2025/02/02/\n" in ris


def test_pages_lead_out_safely(catalog: Catalog) -> None:
    link = 'href="https://example.org/a?b=1&amp;c=%22" target="_blank" rel="noreferrer"'
    of_city = source(context(catalog), "longnan")
    assert link in of_city and link in origin(context(catalog), "second")
    assert "7 of 7" in of_city and "6 of 6" in of_city and "13 of 13" in of_city
    assert '<a href="?article=first"' in of_city and '<a href="?article=second"' in of_city
    assert "href" not in origin(context(catalog), "first")


def test_words_are_marked_with_the_language_of_their_article(catalog: Catalog) -> None:
    assert article(context(catalog), "second").startswith('<div class="article" lang="en">')
    assert article(context(catalog), "first").startswith('<div class="article" lang="zh">')
    shown = passage(context(catalog), catalog.figures["drop-again"])
    assert '<blockquote lang="en">' in shown and '<span lang="en">' not in shown


@pytest.mark.parametrize(
    "query, view",
    [
        ({}, ("longnan", "first", "")),
        ({"city": ["longnan"]}, ("longnan", "first", "")),
        ({"article": ["second"]}, ("longnan", "second", "")),
        ({"article": ["third"], "city": ["longnan"]}, ("longnan", "first", "")),
        ({"figure": ["drop-again"]}, ("longnan", "second", "drop-again")),
        ({"figure": ["drop"], "article": ["second"]}, ("longnan", "first", "drop")),
    ],
)
def test_addresses_of_evidence(
    catalog: Catalog, query: dict[str, list[str]], view: tuple[str, str, str]
) -> None:
    found = EvidenceView.from_query(query, catalog)
    assert (found.city, found.article, found.figure) == view
    assert EvidenceView.from_query(found.to_query(), catalog) == found


def test_addresses_of_a_city_with_one_article_are_as_they_were(tmp_path: Path) -> None:
    found = EvidenceView.from_query({"city": ["longnan"]}, load(write(tmp_path)))
    assert found.to_query() == {"city": ["longnan"], "lang": ["en"]}


def test_the_city_page_has_the_years_of_one_thing_together(catalog: Catalog) -> None:
    themes, _ = figures_by_theme(catalog, "longnan")
    order = [figure.id for figure in themes["cases"]]
    assert order == ["drop", "drop-again", "drop-later", "rate", "cameras", "cameras-again", "rank"]
