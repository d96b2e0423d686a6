"""Numbers, dates and sentences as English and Chinese write them; no sentence untranslated."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import babel.core
import babel.localedata
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from asreported import Catalog
from asreported.catalog.model import Qualifier, Text, Unit, figure_fields
from asreported.catalog.period import Period
from asreported.words.bidi import isolated
from asreported.words.language import LANGUAGES, Language, language, preferred_language
from tests.known import ROOT

KEYWORDS = {
    "t": None, "self": None, "N_": None, "plural": (1, 2), "Nn_": (1, 2),
}  # fmt: skip
PO = ROOT / "asreported/words/locale/zh/LC_MESSAGES/asreported.po"


def sentences_in_code() -> set[tuple[str, ...]]:
    """Each sentence with its plural, if it has one."""
    found = extract_from_dir(
        ROOT,
        [("asreported/**.py", "python"), ("views/**.py", "python"), ("dashboard.py", "python")],
        keywords=KEYWORDS,
    )
    messages = [m if isinstance(m, tuple) else (m,) for _, _, m, _, _ in found]
    named = {tuple(map(str, message)) for message in messages if all(message)}
    return named | {(meaning,) for meaning in figure_fields()}


def translations() -> dict[tuple[str, ...], str]:
    """The Chinese of each sentence; of a plural its one form."""
    with PO.open("rb") as stream:
        entries = [entry for entry in read_po(stream, locale="zh") if entry.id]
    return {
        entry.id if isinstance(entry.id, tuple) else (entry.id,): (
            entry.string[0] if isinstance(entry.string, tuple) else entry.string
        )
        for entry in entries
    }


def test_every_sentence_is_translated_and_none_is_left_over() -> None:
    translated = translations()
    assert sentences_in_code() == set(translated)
    assert all(translated.values())


def test_translations_keep_the_places_to_fill_in() -> None:
    for sentences, chinese in translations().items():
        places = {place for words in sentences for place in re.findall(r"{(\w+)}", words)}
        assert places == set(re.findall(r"{(\w+)}", chinese)), sentences


def test_plurals() -> None:
    def text(code: str, number: int) -> str:
        forms = "{cities} states no period", "{cities} state no period"
        return Language(code).plural(*forms, number, cities="A")

    assert (text("en", 1), text("en", 2)) == ("A states no period", "A state no period")
    assert (text("zh", 1), text("zh", 2)) == ("A未说明时段", "A未说明时段")


@pytest.mark.parametrize(
    "period, english, chinese",
    [
        ("2019", "2019", "2019年"),
        ("2019-10", "Oct 2019", "2019年10月"),
        ("2021-02-10", "10 Feb 2021", "2021年2月10日"),
        ("2022-01/2022-07", "Jan–Jul 2022", "2022年1月至7月"),
        ("2020-01/2021-02", "Jan 2020–Feb 2021", "2020年1月至2021年2月"),
        ("2020-01/2021-02-10", "Jan 2020–10 Feb 2021", "2020年1月–2021年2月10日"),
        ("../2022-08-10", "to 10 Aug 2022, start not stated", "截至2022年8月10日，未写起点"),
        ("2019/..", "since 2019, end not stated", "2019年以来，未写截止时间"),
        ("P3Y/2022-08", "3 years to Aug 2022", "截至2022年8月的3年"),
        ("as of 2024-08-07", "as of 7 Aug 2024", "截至2024年8月7日"),
        ("not_stated", "period not stated", "未说明时段"),
    ],
)
def test_periods(period: str, english: str, chinese: str) -> None:
    assert Language("en").period(Period.parse(period)) == english
    assert Language("zh").period(Period.parse(period)) == chinese


def test_what_is_inferred_is_marked_and_what_is_open_is_not() -> None:
    period = Period.parse("../2022-08-10")
    text = Language("en").period(period, inferred=True)
    assert text == "to 10 Aug 2022 (inferred), start not stated"


@pytest.mark.parametrize(
    "number, english, chinese",
    [
        (37, "37", "37"),
        (1323, "1,323", "1,323"),
        (20000, "20,000", "2万"),
        (66000, "66,000", "6.6万"),
        (10628, "10,628", "10,628"),
        (49451, "49,451", "49,451"),
        (123450, "123,450", "123,450"),
        (4_500_000, "4.5 million", "450万"),
        (98.79, "98.79", "98.79"),
        (700000000000, "700 billion", "7000亿"),
    ],
)
def test_numbers_lose_nothing(number: float, english: str, chinese: str) -> None:
    assert Language("en").number(number) == english
    assert Language("zh").number(number) == chinese


VALUES = {
    "hengyang-criminal-cases": ("−20.77%", "−20.77%"),
    "hengyang-cases-solved": ("+26.44%", "+26.44%"),
    "jingmen-data-contribution": ("more than 80%", "超过80%"),
    "suqian-time-to-solve": ("down at least 20%", "下降至少20%"),
    "hengyang-cameras": ("50,000", "5万"),
    "hengyang-sharp-eyes-investment": ("370 million yuan", "3.7亿元"),
    "suqian-hd-camera-density": ("209 per km²", "每平方公里209个"),
    "jingmen-campaign-satisfaction-rank": ("No. 2", "第2名"),
    "suqian-sense-of-safety": ("98.79%", "98.79%"),
}


@pytest.mark.parametrize("figure_id", VALUES)
def test_values(catalog: Catalog, figure_id: str) -> None:
    figure = catalog.figures[figure_id]
    metric = catalog.metrics[figure.metric]
    text = tuple(language(code).value(figure, metric) for code in ("en", "zh"))
    assert text == VALUES[figure_id]


@pytest.mark.parametrize(
    "low, high, english, chinese",
    [
        (300, 480, "5 to 8 minutes", "5至8分钟"),
        (60, 480, "1 minute to 8 minutes", "1至8分钟"),
        (90, 120, "90 seconds to 2 minutes", "90秒至2分钟"),
        (300, 300, "5 minutes", "5分钟"),
    ],
)
def test_a_range_of_time_has_its_unit_once(
    catalog: Catalog, low: float, high: float, english: str, chinese: str
) -> None:
    metric = next(one for one in catalog.metrics.values() if one.unit is Unit.SECOND)
    assert language("en").size(low, metric, high) == english
    assert language("zh").size(low, metric, high) == chinese


@pytest.mark.parametrize(
    "tags, code",
    [
        ("zh-CN", "zh"), ("zh", "zh"), ("en-GB", "en"), ("fr-FR", "en"), ("fr,zh;q=0.8", "zh"),
        (None, "en"), ("", "en"), ("☃", "en"),
    ],
)  # fmt: skip
def test_the_browsers_language(tags: str | None, code: str) -> None:
    assert preferred_language(tags) == code


@pytest.mark.parametrize(
    "words, shown",
    [
        ("plain", "plain"),
        ("a\u202eb", "\u2068a\u202eb\u2069"),
        ("a\u2067b", "\u2068a\u2067b\u2069\u2069"),
        ("a\u2069\u202eb", "\u2068\u2068a\u2069\u202eb\u2069"),
        ("\u2067a\u2069b", "\u2068\u2067a\u2069b\u2069"),
    ],
)
def test_marks_of_direction_end_with_the_words(words: str, shown: str) -> None:
    assert isolated(words) == shown


@pytest.mark.parametrize(
    "length, shown", [(120, "a" * 120), (121, "a" * 120 + "…"), (10_000, "a" * 120 + "…")]
)
def test_a_name_is_cut_where_it_is_a_label_and_nowhere_else(length: int, shown: str) -> None:
    name = Text(en="a" * length, zh="某\u202e")
    english, chinese = language("en"), language("zh")
    assert english.label(name) == shown
    assert english.text(name) == "a" * length
    assert chinese.label(name) == chinese.text(name) == "\u2068某\u202e\u2069"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_printed_value_is_shown_as_printed(code: str) -> None:
    t = language(code)
    for value in (99.9996, 0.0004, -0.0004, 12345.6789, 0.000001, 100.00001):
        assert t.number(value).replace(",", "") == f"{value:.6f}".rstrip("0")
    assert t.number(123_456_789) == "123,456,789" and t.number(9_999.999) == "9,999.999"
    assert t.duration(0.0004, Unit.HOUR).startswith("0.0004")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("value", [4.1e-7, 0.00051234, 99.9996, 1e-12])
def test_what_is_worked_out_is_rounded_and_never_to_nothing(code: str, value: float) -> None:
    written = language(code).rounded((value, value), Qualifier.EXACT, money=False)
    assert float(written) > 0 and abs(float(written) / value - 1) < 0.005


def test_what_babel_has_read_for_a_language_is_let_go_and_read_again_where_it_is_asked() -> None:
    read = babel.core.get_global("likely_subtags"), babel.localedata.load("root")
    codes = [*LANGUAGES] * 4
    with ThreadPoolExecutor(8) as threads:  # as readers come, all of a sudden
        loaded = list(threads.map(language.__wrapped__, codes))
    for code, t in zip(codes, loaded, strict=True):
        known = language(code)
        assert t.number(6_645_243.5) == known.number(6_645_243.5)
        assert t.period(Period.parse("2022-01/2022-07")) == known.period(
            Period.parse("2022-01/2022-07")
        )
        assert t.duration(180, Unit.SECOND) == known.duration(180, Unit.SECOND)
        assert t.list(["a", "b", "c"]) == known.list(["a", "b", "c"])
    again = babel.core.get_global("likely_subtags"), babel.localedata.load("root")
    assert again[0] is not read[0] and again[1] is not read[1]
    assert again[0] == read[0]
    assert babel.Locale.parse("de").languages["en"] == "Englisch"
