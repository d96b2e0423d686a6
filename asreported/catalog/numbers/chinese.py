"""Finds the numbers of Chinese prose: the runs, and the hedges around them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from asreported.catalog.model import Qualifier
from asreported.catalog.numbers.chinese_numerals import amount_of, numeral
from asreported.catalog.numbers.dates import date_readings, find_dates
from asreported.catalog.numbers.digits import plain_digits
from asreported.catalog.numbers.idioms import CHINESE_IDIOMS
from asreported.catalog.numbers.reading import (
    MAX_RUN,
    Amount,
    Reading,
    masked,
    reading_of,
    spans_of,
)
from asreported.catalog.numbers.surroundings import are_one_measure, is_no_count_in_chinese

#: Spans of time in seconds, storage in terabytes.
SECONDS = {"秒": 1, "分钟": 60, "小时": 3_600, "天": 86_400}
TERABYTES = {"TB": 1, "PB": 1_000}
_MEASURES = (*SECONDS, *TERABYTES)

_FORMAL = dict(
    zip("壹贰叁肆伍陆柒捌玖拾佰仟弍參貳陸", "一二三四五六七八九十百千二三二六", strict=True)
)
_OTHER_FORMS = str.maketrans({
    "〇": "零", "萬": "万", "億": "亿", "兩": "两", "點": "点", "數": "数", "幾": "几", "餘": "余",
    "來": "来", "○": "零", "個": "个", "負": "负"
})  # fmt: skip
#: A numeral of cheques and deeds, and never one in 队伍, 大陆, 收拾.
_ANY = "".join(_FORMAL) + "零一二三四五六七八九十百千万亿"
_FORMAL_RUN = re.compile(
    rf"(?<![队入退大登着内水收])(?:[{''.join(_FORMAL)}](?:(?=[{_ANY}%点成倍个]|\s*分\s*之)"
    f"|(?:(?<=[{_ANY}点之负第].)|(?<=之 .))(?![军地续路])))"
)
_UNIT_LETTERS = "TB|PB|GB|MB|KB|km|cm|mm|kg|kWh|kW|MW|ml|m|g|t|h|元"
#: How many characters around a number may belong to it.
_REACH = 12
_SCALES = "十百千万亿"
_DIGITS = "零一二三四五六七八九十百千万亿"
_N = (
    r"(?:一半|半(?=小时|个小时|个百分点|个月|年(?![载终级]))(?<![上下大前后过夜多点年月天时钟个]半)|\d|[零一二两三四五六七八九几廿卅〡-〩²³¹⁰⁴-⁹¼-¾]|十(?!分(?![之钟一二三四五六七八九]))"
    r"|百(?!\s*分\s*[之点比率数制])|[千兆](?![米克瓦卡伏赫帕]|分之)|万(?!分)|亿|半(?=百(?!货|分)|成(?![品年熟功本员立果套就绩效]))"
    r"|数(?=[十百千万亿](?!分[之点]))|半数|对半|大半(?!年|天|夜|辈|个)|过半数?|翻了?(?=.{0,2}[番倍]))"
)
_PART = r"(?:[百千万]\s*分\s*之\s*|(?<=[一二两三四五六七八九十\d])分之)"
_UNIT = (
    r"(?:\s*(?:[%‰]|(?:个\s*)?百\s*分\s*点|倍)|番"
    r"|\s*成(?![立功为员果绩语就交型套熟效都因败双]))"
)
_SIGN = r"(?:负(?=[\d零一二两三四五六七八九十百千万])|零下|(?<![A-Za-z\d—-])-(?=\.?\d))"
_JOIN = (
    r"(?:(?<=\d)[.,'_:/](?=\d)|[+*×=±](?=[\dA-Za-z])|\^[-+]*(?=[\dA-Za-z])"
    r"|[·](?=\d)| ?(?:-|~|至|到|—{1,2}) ?"
    r"|\s*[点又]\s*|上"
    r"|\s*分\s*之\s*|个(?=[万亿])|个(?=半(?!月[谈板刊]))"
    r"|\s*[余多来]\s*(?=[百千万亿])|[ \u00a0\u3000]+"
    r"|、(?=[二两三四五六七八九]百)|(?<=[一二两三四五六七八])、(?=[二三四五六七八九](?!等|[是、.]))"
    r"|(?<=[\d一二三四五六七八九十])比(?=[\d一二三四五六七八九十])|(?<=[百千])儿(?=八))"
)
_BEGIN = rf"(?:{_SIGN}|-)?(?:{_PART})?(?:{_SIGN})?{_N}"
_RUN = re.compile(
    rf"(?:(?<![A-Za-z])[A-Za-z]+[-.+]?(?=\d)|±(?=\d))?{_SIGN}?(?:(?<!\.)\.(?=\d))?(?:{_PART})?{_SIGN}?{_N}"
    rf"(?:{_PART}{_SIGN}?(?={_N})|(?<=[-至到~—之 ])(?:{_SIGN}|-(?=\.?\d))|{_UNIT}|(?<=个)半"
    rf"|(?<=\d)(?!(?:{_UNIT_LETTERS})(?![A-Za-z\d]))[A-Za-z]+"
    rf"|(?<=\+)[A-Za-z]+|(?<=\d) [KMBkmb]\b|(?<=[成倍番])半"
    rf"|{_JOIN}(?={_BEGIN}|(?<=[+=])[A-Za-z]|(?<=个)半)|{_N})*"
)
_HEDGES_BEFORE = {
    Qualifier.AT_LEAST: (
        "[大高多]于 ?(?:或者?)? ?等于|不低于|不少于|不小于|不下于?|至少|起码|最少|未低于|≥|> ?="
    ),
    Qualifier.AT_MOST: (
        "[小低少]于 ?(?:或者?)? ?等于|不超过|不高于|不多于|不大于|最多|至多|未超过|不逾|不超|≤|< ?="
    ),
    Qualifier.LESS_THAN: "不到|不足|少于|低于|小于|不满|未满|未达到?|<|不及|未到",
    Qualifier.MORE_THAN: (
        "超过|超出|超|逾|多于|高于|大于|突破|不止|>"
        "|(?<![通经不超])过$|(?<![侦告攻打共连速立智巧])破$"
    ),
    Qualifier.ABOUT: "大约|约莫?|大概|大致|将近|接近|几近|差不多|上下|≈|~|(?<![附最临邻远])近|左右",
}
_VERB = "(?:了|有|为|占|达|达到|在|合|计|共|是|的|需|用时|用)?"
_BEFORE = re.compile(
    "|".join(f"(?P<{name.name}>{words})" for name, words in _HEDGES_BEFORE.items())
)
_HEDGES_AFTER = {
    Qualifier.AT_LEAST: r"(?:及|或)?(?:以上|之上)(?!述)|或者?更[多高]|\+|起步",
    Qualifier.AT_MOST: (
        r"(?:及|或)?(?:以下|以内|之内|之下)|或者?更[少低]|封顶|(?<=[秒钟时天日年月周])内(?![部容外])"
    ),
    Qualifier.ABOUT: r"左右|上下(?![班游级联])|前后|许(?=[,。]|$)",
    Qualifier.MORE_THAN: r"开外|有余|出头",
}
_AFTER = re.compile("|".join(f"(?P<{name.name}>{words})" for name, words in _HEDGES_AFTER.items()))
_AT_ONCE = re.compile(
    r" ?(余(?![额款])|多(?![少样数]|元[化的素])|来(?=[个名人岁年天起次件户张家位]))"
)
_MEASURE = r"[^\d\s,。;、!?:“”‘’()《》\uff0c\uff1b+" + _DIGITS + "]{0,3}?"
_THING = re.compile(
    r"([^\s,。;、\ue000降升增减达提缩扩跌涨回高低]{1,3})(?:至|到|[-~]|—{1,2})|([和与])"
)
_TIME = "个小时|小时|分钟|个月|年|天|岁|秒|公里|倍|米|吨|亩|元"
_IDIOM = re.compile("|".join(sorted(CHINESE_IDIOMS, key=len, reverse=True)))
_ORDINAL_WORDS = {"首创": 1, "率先": 1, "唯一": 1, "金奖": 1, "银奖": 2}
_PLACE = re.compile(
    rf"(?P<word>{'|'.join(_ORDINAL_WORDS)})"
    r"|(?<=前)(?P<front>\d+|[一二三四五六七八九十百]+)(?=[名位强甲列][^次]?|[,。、;]|$)"
    r"|第(?P<place>\d+|[零一二三四五六七八九十百]+)(?![\d.%千万亿])"
    r"|(?P<top>(?<![\d零一二三四五六七八九十百])[一二三四五六七八九十百]+)强(?![化制奸大力国行迫势])"
    r"|(?<![一二三四五六七八九十百])(?P<grade>[一二三])等奖"
)
_WORD = re.compile("全破|全部|基本绝迹|翻倍|百分百")


def find_chinese(text: str, idioms: Iterable[str]) -> list[Reading]:
    """Find everything in a Chinese text that states a number, in reading order."""
    plain = _plain(text)
    readings: list[Reading] = []
    plain = _without_idioms(plain, idioms)
    dates = [span for span in find_dates(plain, "zh") if not _goes_on(plain, span[1])]
    for date in dates:
        readings += date_readings(text, plain, *date)
    plain = masked(plain, dates)
    places = list(_PLACE.finditer(plain))
    readings += [_place(match, text) for match in places]
    plain = masked(plain, [match.span() for match in places])
    words = list(_WORD.finditer(plain))
    readings += [reading_of(amount_of(match[0]), text, *match.span()) for match in words]
    plain = masked(plain, [match.span() for match in words])
    readings += [_reading(plain, text, *run) for run in _runs(plain)]
    return sorted(readings, key=lambda reading: reading.start)


def _plain(text: str) -> str:
    """Return the text with every character in the form that the grammar knows, none added."""
    plain = plain_digits(text).translate(_OTHER_FORMS)
    return _FORMAL_RUN.sub(lambda match: _FORMAL[match[0]], plain)


def _goes_on(plain: str, end: int) -> bool:
    """Return whether a numeral that ends there is part of a longer one."""
    return (
        re.match(rf"[\d{_DIGITS}](?:[\d{_DIGITS}%‰]|[.,:]\d)", plain[end - 1 : end + 2]) is not None
    )


def _without_idioms(plain: str, idioms: Iterable[str]) -> str:
    """Mask idioms, but for those that cut a number in two: 三十一线 holds no 一线."""
    numerals = set(_DIGITS)

    def cuts(start: int, end: int) -> bool:
        before, after = plain[max(0, start - 1) : start + 1], plain[end - 1 : end + 1]
        return any(len(pair) == 2 and set(pair) <= numerals for pair in (before, after))

    spans = [*spans_of(plain, idioms), *(match.span() for match in _IDIOM.finditer(plain))]
    return masked(plain, [span for span in spans if not cuts(*span)])


def _place(match: re.Match[str], text: str) -> Reading:
    value = _ORDINAL_WORDS.get(match["word"] or "")
    written = match["place"] or match["front"] or match["top"] or match["grade"]
    amount = None if written is None else numeral(written.lstrip("0") or written)
    hedge = (
        Qualifier.AT_MOST if match["top"] or match["front"] else Qualifier.EXACT
    )  # among the first ten
    place = Decimal(value) if value is not None else amount
    return Reading(text[slice(*match.span())], place, hedge, *match.span(), ordinal=True)


def _runs(plain: str) -> Iterator[tuple[int, int, str]]:
    """Yield start and end of each run, and what the grammar gets.

    Two runs with the same thing between them and a range mark are one: 5件至10件, 5和10之间.
    """
    found = deque((match.start(), match.end(), match[0]) for match in _RUN.finditer(plain))
    while found:
        start, end, run = found.popleft()
        if found and are_one_measure(plain, end, *found[0][:2]):
            _, end, low = found.popleft()
            run = f"{run}?{low}"
        if found and (between := _THING.fullmatch(plain, end, found[0][0])):
            _, last, high = found[0]
            if between[2]:
                if not re.match("之?间", plain[last : last + 2]):
                    yield start, end, run
                    continue
                found.popleft()
                end, run = last, f"{run}至{high}"
            elif plain.startswith(between[1], last) or (
                between[1] == "个" and high.endswith("个百分点")
            ):
                found.popleft()
                end, run = last, f"{run}至{high}"
        yield start, end, run


def _reading(plain: str, text: str, start: int, end: int, run: str) -> Reading:
    amount = amount_of(run) if len(run) <= MAX_RUN else None
    if is_no_count_in_chinese(plain, text, start, end, run):
        amount = None
    if half := re.match(
        rf"(?:{_TIME}|点|个钟)半(?![月天年夜])", plain[end : end + _REACH]
    ):  # 一年半
        amount, end = _and_a_half(amount), end + half.end()
    vague_start = _open_from(plain, start, end)
    if vague_start is not None and amount is not None:
        amount, start = replace(amount, high=None, qualifier=Qualifier.AT_LEAST), vague_start
    is_unit = run in ("万", "亿") and vague_start is None and plain[end : end + 1] not in "人名户家"
    start, before = _hedge_before(plain, start)
    end, after, measure = _hedge_after(plain, end, amount)
    if before is None:
        start, end, before = _compared(plain, start, end)
    if is_unit and not (before or after):
        amount = None  # of a table, and no number
    if amount is not None:
        amount = amount.hedged(before, after)
    return reading_of(amount, text, start, end, measure)


def _and_a_half(amount: Amount | None) -> Amount | None:
    if amount is None or amount.low != amount.high or amount.low != int(amount.low):
        return None
    return replace(amount, low=amount.low + Decimal("0.5"), high=amount.low + Decimal("0.5"))


_COMPARED = re.compile(rf" ?[人名个起件岁]?(?:(?P<more>[大高多])|[小低少])(?![\d{_DIGITS}])")


def _compared(plain: str, start: int, end: int) -> tuple[int, int, Qualifier | None]:
    """Return start and end with the words of a comparison (比30大), and what they say."""
    than = re.search("比 ?$", plain[max(0, start - 2) : start])
    found = _COMPARED.match(plain, end) if than else None
    if than is None or found is None:
        return start, end, None
    hedge = Qualifier.MORE_THAN if found["more"] else Qualifier.LESS_THAN
    return start - len(than[0]), found.end(), hedge


def _open_from(plain: str, start: int, end: int) -> int | None:
    """Return where the 上 of 上百 and 上千万 stands, before a scale that has no digit.

    The 以 of 数以万计 says the same.
    """
    if plain.startswith("计", end) and plain.endswith("以", 0, start):
        return start
    if plain[start] in _SCALES and re.search(
        "(?<!以)上$|(?<![完达建形构组])成$", plain[max(0, start - 2) : start]
    ):
        return start - 1
    return None


def _hedge_before(plain: str, start: int) -> tuple[int, Qualifier | None]:
    window = max(0, start - _REACH)
    for match in _BEFORE.finditer(plain, window, start):
        if match[0] in "过破" and not _passes(plain, match, start):
            continue
        # A sign stands at its number: the > of <b>有5万 is none.
        between = _VERB if match[0][-1].isalpha() else ""
        if re.fullmatch(between + r" ?[¥$]?", plain[match.end() : start]):
            return match.start(), Qualifier[match.lastgroup or ""]
    return start, None


def _passes(plain: str, word: re.Match[str], start: int) -> bool:
    """Return whether 过 and 破 say *more than*: 过千, 占比过20, 破5万, and not 走过3条街, 破5起."""
    if word[0] == "过":
        return plain[start] in _SCALES or plain.endswith(tuple("率比数额量均"), 0, word.start())
    return re.match(rf"[\d.{_DIGITS}]*[百千万亿]", plain[start : start + _REACH]) is not None


def _hedge_after(plain: str, end: int, amount: Amount | None) -> tuple[int, Qualifier | None, str]:
    """Return where the number ends with its hedge, the hedge, and the word of time or storage."""
    measure = next((word for word in _MEASURES if plain.startswith(word, end)), "")
    if not measure and plain.startswith("个小时", end):
        measure = "小时"
    match = _AT_ONCE.match(plain, end)
    if match and (match[1] == "余" or _is_round(amount)):
        hedge = Qualifier.ABOUT if match[1] == "来" else Qualifier.MORE_THAN
        return match.end(), hedge, measure or _measure_at(plain, match.end())
    if match := re.match(rf"(个?{_TIME}|个)多(?![次地名人家])", plain[end : end + _REACH]):
        return end + match.end(), Qualifier.MORE_THAN, measure
    if match := re.match(rf" ?{_MEASURE}(?:{_AFTER.pattern})", plain[end : end + _REACH]):
        found = next(name for name, words in match.groupdict().items() if words)
        if not (
            match[0].endswith("+")
            and re.match(r"[A-Za-z]", plain[end + match.end() : end + match.end() + 1])
        ):
            return end + match.end(), Qualifier[found], measure
    return end, None, measure


def _measure_at(plain: str, end: int) -> str:
    return next(
        (word for word in _MEASURES if re.match(f"个?{word}", plain[end : end + _REACH])), ""
    )


def _is_round(amount: Amount | None) -> bool:
    """Return whether a hedge may follow at once: 20多, 三成多, and not 九多."""
    if amount is None or amount.high is None:
        return False
    return bool(amount.unit) or (amount.low != 0 and amount.low % 10 == 0)
