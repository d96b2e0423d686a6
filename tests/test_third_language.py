"""A third language needs a gettext catalogue and an entry in LANGUAGES, and no more."""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as Messages
from babel.messages.pofile import write_po
from streamlit.testing.v1 import AppTest

from asreported import Catalog, chart, selection
from asreported.__main__ import main
from asreported.catalog.model import Rate
from asreported.catalog.period import Length, PartialDate, Period
from asreported.comparison.side_by_side import side_by_side
from asreported.drawing.browser import for_browser
from asreported.drawing.charts import Chart
from asreported.drawing.map import map_chart
from asreported.html import report_card
from asreported.view import CompareView
from asreported.words import language as languages
from asreported.words.language import LANGUAGES, Language, LanguageSettings, language
from tests.known import DATA, ROOT

#: Some sentences only: what is not here is English.
GERMAN: dict[str | tuple[str, str], str | tuple[str, str]] = {
    "As reported by articles, not verified.": "Wie die Presse berichtet, nicht geprüft.",
    "{metric}, as reported": "{metric}, wie berichtet",
    "{metric} {rate}, worked out from reports": "{metric} {rate}, aus Berichten errechnet",
    "{city}, as reported": "{city}, wie berichtet",
    "No such figure in the article: {cities}": "Nicht im Artikel: {cities}",
    "No such figure in the article": "Nicht im Artikel",
    "Comparable in part, with caveats.": "Zum Teil vergleichbar, mit Vorbehalt.",
    "with caveats": "mit Vorbehalt",
    "{fewer} months against {more}": "{fewer} Monate gegen {more}",
    "more than {size}": "mehr als {size}",
    "Compare": "Vergleich",
    "Side by side": "Nebeneinander",
    "City": "Stadt",
    "Evidence": "Beleg",
    "Method": "Methode",
    "Rule": "Regel",
    "none in the data": "keins in den Daten",
    "Save as a PNG picture": "Als PNG speichern",
    "{cities} states no start": "",
    ("{number} city", "{number} cities"): ("{number} Stadt", "{number} Städte"),
    ("{cities} states no end", "{cities} state no end"): ("", ""),
}


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Language]:
    """German, added as the heading of asreported/words/language.py says."""
    locales = tmp_path_factory.mktemp("languages") / "locale"
    shutil.copytree(languages.LOCALES, locales)
    messages = Messages(locale="de")
    for sentence, translated in GERMAN.items():
        messages.add(sentence, translated)
    path = locales / "de" / "LC_MESSAGES" / "asreported.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as stream:
        write_po(stream, messages)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(languages, "LOCALES", locales)
        patch.setitem(LANGUAGES, "de", LanguageSettings("Deutsch", "de_DE"))
        patch.setenv("ASREPORTED_CATALOG", str(DATA / "metrics.yaml"))
        language.cache_clear()  # it may have been asked for before, and been English
        yield language("de")
    language.cache_clear()


def command(*arguments: str) -> None:
    assert main([*arguments, "--catalog", str(DATA / "metrics.yaml")]) == 0


def test_german_where_there_is_german_and_english_elsewhere(
    catalog: Catalog, german: Language
) -> None:
    assert german("Evidence") == "Beleg" and german("Cities") == "Cities"
    cities = "{number} city", "{number} cities"
    assert [german.plural(*cities, number) for number in (1, 2)] == ["1 Stadt", "2 Städte"]
    assert german("{cities} states no start", cities="A") == "A states no start"
    ends = "{cities} states no end", "{cities} state no end"
    assert [german.plural(*ends, number, cities="A") for number in (1, 2)] == [
        "A states no end", "A state no end",
    ]  # fmt: skip
    assert german.label(catalog.cities["hengyang"].name) == "Hengyang"
    assert german.needs_gloss("zh")


def test_numbers_and_dates_are_as_germans_write_them(catalog: Catalog, german: Language) -> None:
    numbers = [german.number(value) for value in (98.79, 1323, 66_000, 20_000_000, 7e11)]
    assert numbers == ["98,79", "1.323", "66.000", "20 Millionen", "700 Milliarden"]
    assert german.digits(6_645_243) == "6.645.243"
    invested = catalog.figures["hengyang-sharp-eyes-investment"]
    assert german.value(invested, catalog.metrics["investment"]) == "370 Millionen yuan"
    values = {
        "hengyang-criminal-cases": "−20,77\u00a0%",
        "jingmen-data-contribution": "mehr als 80\u00a0%",
    }
    for figure_id, value in values.items():
        figure = catalog.figures[figure_id]
        assert german.value(figure, catalog.metrics[figure.metric]) == value
    assert german.date(PartialDate.parse("2022-08-10")) == "10.08.2022"
    assert german.period(Period.parse("2022-01/2022-07")) == "Jan.–Juli 2022"
    assert german.length(Length(7, "months")) == "7 Monate"
    assert german.list(["a", "b", "c"]) == "a, b und c"


def texts(drawn: Chart) -> str:
    notes = drawn.figure.to_dict()["layout"]["annotations"]
    return unescape(re.sub(r"<[^>]+>", "", "\n".join(note["text"] for note in notes)))


@pytest.mark.parametrize("rates", [(), tuple(Rate)], ids=str)
def test_every_chart_is_drawn(catalog: Catalog, german: Language, rates: tuple[Rate, ...]) -> None:
    chinese = [entry.name.zh for entry in (*catalog.cities.values(), *catalog.metrics.values())]
    view = CompareView("de", rates=rates)
    every = selection.comparisons(catalog, view)
    comparisons = [one for one in every if one.figures and bool(one.rates) == bool(rates)]
    assert len(comparisons) > 10
    for comparison in comparisons:
        drawn = selection.drawer(catalog, view, comparison)(width=600)
        assert drawn.metadata.language == "de"
        assert re.search("wie berichtet$|aus Berichten errechnet$", drawn.metadata.title)
        words = texts(drawn)
        assert "Wie die Presse berichtet, nicht geprüft." in words
        assert not [name for name in chinese if name in words]


def test_a_chart_is_german(catalog: Catalog, german: Language) -> None:
    cases = chart(catalog, "case_change", "de")
    for words in ("Zum Teil vergleichbar, mit Vorbehalt.", "mit Vorbehalt: 7 Monate gegen 12",
                  "−20,77\u00a0%", "Jan.–Juli 2022 (inferred)", "Longnan states no baseline",
                  "China Gansu Net, 07.08.2024"):  # fmt: skip
        assert words in texts(cases)
    quote, gloss = "同比下降20.77%", "fell 20.77%"
    assert any(quote in words and gloss in words for words in cases.figure.data[0].hovertext)
    assert "Als PNG speichern" in json.dumps(for_browser(cases, german))
    cameras = chart(catalog, "cameras", "de")
    assert "Nicht im Artikel" in texts(cameras)


def test_every_page_is_drawn(german: Language) -> None:
    script = """
        from dataclasses import replace
        from views import pages, shell
        entry = next(entry for entry in pages.ENTRIES if entry.path == {path!r})
        shell.run((replace(entry, path=""),))
    """
    pages = {
        "": "Vergleich",
        "side-by-side": "Nebeneinander",
        "city": "Stadt",
        "evidence": "Beleg",
        "method": "Method",  # its text is a file of its own
    }
    for path, name in pages.items():
        test = AppTest.from_string(script.format(path=path), default_timeout=60)
        test.query_params["lang"] = "de"
        test.run()
        assert not test.exception and not test.error
        html = "\n".join(element.proto.body for element in test.get("html"))
        assert f'<h1 class="page">{name}</h1>' in html
        (switch,) = (group for group in test.button_group if group.value == "de")
        assert "Deutsch" in switch.options
        marked = [element.proto for element in test.get("bidi_component")]
        assert any(
            '"lang":"de"' in str(proto).replace("\\", "").replace(" ", "") for proto in marked
        )


def test_the_method_and_the_report_are_written(
    tmp_path: Path, catalog: Catalog, german: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    command("method", "--lang", "de")
    printed = capsys.readouterr().out
    assert printed.startswith("# Method\n") and "| Regel | A difference means |" in printed
    assert "keins in den Daten" in printed and "÷ 2.596.927 residents × 100.000 ÷ 12" in printed
    command("export", "report", "--lang", "de", "--out", str(tmp_path / "report.html"))
    report = (tmp_path / "report.html").read_text("utf-8")
    assert report.startswith('<!doctype html>\n<html lang="de">')
    text = unescape(re.sub(r"<wbr>", "", report))
    for words in (
        "Wie die Presse berichtet, nicht geprüft.",
        "<h2>Nebeneinander</h2>",
        "10.08.2022",
    ):
        assert words in text
    assert text.count('<p class="gloss"><span lang="en">') >= len(catalog.figures) * 0.9


def test_what_is_taken_along_is_german(catalog: Catalog, german: Language) -> None:
    card = report_card.page(catalog, "suqian", german).html
    assert card.startswith('<!doctype html><html lang="de">')
    assert "<h1>Suqian, wie berichtet</h1>" in card and "98,79\u00a0%" in card
    assert map_chart(side_by_side(catalog), german).metadata.language == "de"
    view = CompareView("de", metrics=("cameras",))
    (picture,) = selection.pictures(catalog, view, ["png"])
    assert picture.name == "as-reported_cameras_de.png"
    assert picture.draw(width=1200).metadata.title.endswith("wie berichtet")


#: What may name a language: the record, a default, the language of articles and of their words.
KNOW_A_LANGUAGE = {
    "asreported/words/language.py", "asreported/__init__.py", "asreported/catalog/model.py",
    "asreported/catalog/numerals.py", "asreported/catalog/loading.py",
    *(f"asreported/catalog/numbers/{name}.py" for name in ("chinese", "english", "dates")), "asreported/export/citations.py", "asreported/site/files.py",
}  # fmt: skip


def test_nothing_else_knows_a_language_by_its_code() -> None:
    for folder in ("asreported", "views"):
        for path in (ROOT / folder).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            named = [
                node.value
                for node in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
                and re.fullmatch(r"(en|zh)([-_]\w+)*", node.value)
            ]  # fmt: skip
            assert not named or name in KNOW_A_LANGUAGE, f"{name}: {named}"
