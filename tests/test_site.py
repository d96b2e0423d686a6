"""The published site: what it refuses, what stays as it was, and what its pages hold."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import count, pairwise
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tinyhtml5.parser import HTMLParser as Judge

from asreported import Catalog, load
from asreported.catalog.model import ReportedFigure
from asreported.comparison import compare
from asreported.comparison.verdicts import Basis, Verdict, judge
from asreported.export.files import ExportError
from asreported.site import pages, publishing
from asreported.site.publishing import publish
from asreported.words.language import language
from tests.catalog_files import ARTICLE, GOOD, write
from tests.commands import asreported
from tests.forked import in_a_process, status_of

BASE = "https://example.org/reported/"


@pytest.fixture(scope="module")
def site(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real catalog's site, without a known address."""
    folder = tmp_path_factory.mktemp("stick") / "site"
    publish(catalog, folder)
    return folder


def written(folder: Path, text: str) -> Path:
    folder.mkdir()
    return write(folder, text)


@pytest.fixture
def small(tmp_path: Path) -> Catalog:
    return load(written(tmp_path / "data", GOOD))


def changed(tmp_path: Path, old: str, new: str) -> Catalog:
    assert old in GOOD
    return load(written(tmp_path / "changed", GOOD.replace(old, new)))


def snapshot(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_folder_that_holds_something_else_is_not_touched(small: Catalog, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for name, content in (("letter.txt", "dear"), ("versions.json", '["mine"]')):
        (folder / name).write_text(content)
        before = snapshot(folder)
        with pytest.raises(ExportError, match="holds something else than a site"):
            publish(small, folder)
        assert snapshot(folder) == before


@pytest.mark.parametrize("url", ["ftp://example.org", "example.org", "https://", "javascript:1"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    done = asreported("publish", str(tmp_path / "site"), "--base-url", url)
    assert done.returncode == 1 and "is no address of a site" in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_full_disk_leaves_the_site_as_it_was(
    small: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site"
    publish(small, folder)
    before, written = snapshot(folder), iter(range(20))
    write_bytes = Path.write_bytes

    def full(path: Path, raw: bytes) -> int:
        if next(written, None) is None:
            raise OSError(28, "No space left on device")
        return write_bytes(path, raw)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ExportError, match="cannot be written: no space left on device"):
        publish(changed(tmp_path, "50,000 cameras", "50 thousand cameras"), folder)
    assert snapshot(folder) == before


@pytest.mark.parametrize("name", ["changes/index.html", "m/cameras/index.html", "versions.json"])
@pytest.mark.parametrize("fault", [PermissionError(13, "Permission denied"), KeyboardInterrupt()])
def test_what_fails_while_it_is_put_in_place_is_put_back(
    small: Catalog, tmp_path: Path, name: str, fault: BaseException
) -> None:
    folder, replace = tmp_path / "site", Path.replace
    publish(small, folder)
    before, newer = snapshot(folder), changed(tmp_path, "50,000 cameras", "50 thousand cameras")

    def held(path: Path, target: Path) -> Path:
        if target == folder / name:  # as by a program that has it open
            raise fault
        return replace(path, target)

    with pytest.MonkeyPatch.context() as patch, pytest.raises((ExportError, KeyboardInterrupt)):
        patch.setattr(Path, "replace", held)
        publish(newer, folder)
    assert snapshot(folder) == before
    publish(newer, folder)
    assert len(json.loads((folder / "versions.json").read_text())) == 2


def test_what_was_cut_short_is_published_again(
    small: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, folder = tmp_path / "whole", tmp_path / "site"
    publish(small, whole)
    replace, moved = Path.replace, iter(range(5))

    def cut_short(path: Path, target: Path) -> Path:
        if next(moved, None) is None:
            raise KeyboardInterrupt
        return replace(path, target)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Path, "replace", cut_short)
        publish(small, folder)
    publish(small, folder)
    assert snapshot(folder) == snapshot(whole)


def broken_links(folder: Path) -> list[tuple[str, str]]:
    """Links of a folder's pages, with those of all versions, that lead to no file."""
    found = []
    for path in folder.rglob("*.html"):
        if not path.relative_to(folder).parts[0].startswith(".publishing"):
            links = re.findall(r' (?:href|src)="([^"#:]+)', path.read_text(encoding="utf-8"))
            found += [(str(path), link) for link in links if not (path.parent / link).is_file()]
    return found


forked = pytest.mark.skipif(os.name != "posix", reason="processes are forked")


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits for the disk, which only a loss of power is about."""
    monkeypatch.setattr(os, "sync", lambda: None, raising=False)


def killed_at(step: int, newer: Catalog, folder: Path) -> bool:
    """Publish in a process that is killed before it moves so many things; whether it was."""
    replace = Path.replace

    def act() -> None:
        left = iter(range(step))

        def killed(path: Path, target: Path) -> Path:
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return replace(path, target)

        Path.replace = killed  # type: ignore[assignment, method-assign]  # in the child only
        publish(newer, folder)

    status = status_of(in_a_process(act, ExportError, 2))
    assert status in (0, -signal.SIGKILL)
    return status != 0


def killed_in_turn(newer: Catalog, folder: Path, old: Path | None = None) -> Iterator[int]:
    """Yield each ninth step, killed at which a folder, at first as ``old`` or none, was left."""
    for step in count(step=9):
        if old is not None:
            shutil.copytree(old, folder)
        was_killed = killed_at(step, newer, folder)
        yield step
        shutil.rmtree(folder)
        if not was_killed:
            break
    assert step > 50


@pytest.fixture
def newest(tmp_path: Path) -> Catalog:
    """As ``small``, but a figure and a metric are new, a figure is changed, and two are gone."""
    newer = GOOD.replace("cameras_rank", "camera_place").replace("id: rank", "id: place")
    return load(written(tmp_path / "newer", newer.replace("50,000 cam", "50 thousand cam")))


def test_at_each_moment_every_link_leads_to_a_file(
    small: Catalog, newest: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, replace, broken = tmp_path / "site", Path.replace, list[list[tuple[str, str]]]()
    publish(small, folder)

    def watched(path: Path, target: Path) -> Path:
        broken.append(broken_links(folder))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", watched)
    publish(newest, folder)
    assert broken_links(folder) == [] and len(broken) > 50
    assert [(step, links) for step, links in enumerate(broken) if links] == []


@forked
def test_what_is_killed_while_it_is_put_in_place_leaves_a_whole_site(
    small: Catalog, newest: Catalog, tmp_path: Path
) -> None:
    old, whole, folder = (tmp_path / name for name in ("old", "whole", "site"))
    publish(small, old)
    shutil.copytree(old, whole)
    publish(newest, whole)
    for step in killed_in_turn(newest, folder, old):
        assert broken_links(folder) == [], step
        publish(newest, folder)
        assert snapshot(folder) == snapshot(whole), step


@forked
def test_a_first_site_that_is_killed_has_no_first_page_until_it_is_whole(
    small: Catalog, tmp_path: Path
) -> None:
    whole, folder = tmp_path / "whole", tmp_path / "site"
    publish(small, whole)
    for step in killed_in_turn(small, folder):
        if (folder / "index.html").exists():
            missing = {(folder / path / link).name for path, link in broken_links(folder)}
            assert missing <= {"versions.js"}, step
        publish(small, folder)
        assert snapshot(folder) == snapshot(whole), step


@forked
def test_what_was_killed_and_is_not_published_again_leaves_nothing_behind(
    small: Catalog, newest: Catalog, tmp_path: Path
) -> None:
    """The page that only the killed version had goes with the next that is published."""
    folder = tmp_path / "site"
    publish(small, folder)
    before = snapshot(folder)
    assert killed_at(14, newest, folder) and (folder / "f/place/index.html").exists()
    publish(small, folder)
    left = {
        path: raw for path, raw in snapshot(folder).items() if path[:9] != f"v/{newest.version}"
    }
    assert left == before


def test_a_file_in_the_place_of_the_folder(small: Catalog, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(ExportError, match="is a file: name a folder"):
        publish(small, tmp_path / "site")
    assert (tmp_path / "site").read_text() == "mine"


def test_the_same_catalog_gives_the_same_bytes_and_a_second_run_writes_nothing(
    catalog: Catalog, site: Path, tmp_path: Path
) -> None:
    publish(catalog, tmp_path / "other")
    before = snapshot(site)
    assert snapshot(tmp_path / "other") == before
    done = publish(catalog, site)
    assert (done.written, done.changes) == (0, {}) and done.kept > 1_000
    assert snapshot(site) == before


def test_what_was_published_stays_and_the_next_version_tells_what_changed(
    small: Catalog, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    first = publish(small, folder)
    kept = {path: raw for path, raw in snapshot(folder).items() if path.startswith("v/")}
    newer = changed(tmp_path, "50,000 cameras", "50 thousand cameras")
    done = publish(newer, folder)
    assert kept.items() <= snapshot(folder).items()
    (figure,) = done.changes["changed"]
    assert done.changes["changed"][figure] == ["gloss"]
    assert (done.changes["added"], done.changes["gone"]) == ([], [])
    listed = json.loads((folder / "versions.json").read_text())
    assert [one["version"] for one in listed] == [first.version, newer.version]
    said = (folder / "zh/changes/index.html").read_text(encoding="utf-8")
    for version in (first.version, newer.version):
        assert f'href="../../v/{version}/zh/f/{figure}/index.html"' in said
        foot = (folder / f"v/{version}/zh/f/{figure}/index.html").read_text(encoding="utf-8")
        assert 'href="../../../../../zh/changes/index.html"' in foot
    assert re.findall("<h3>(.*?)</h3>", said) == ["改动"]
    assert publish(small, folder).version == first.version  # an older one may come back
    assert len(json.loads((folder / "versions.json").read_text())) == 2


def test_changes_are_told_in_the_words_of_then_and_now(tmp_path: Path) -> None:
    """Of figures and statements; what only one language says otherwise has no other words."""
    said = """    statements:
      - {id: falls, metric: clearance, counts: criminal_cases, claim: {en: fewer, zh: 少},
         period: 2023, quote: 全市有, gloss: it has}
"""
    folder, article = tmp_path / "site", ARTICLE.replace("22%", "21.5%")
    publish(load(written(tmp_path / "old", GOOD + said)), folder)
    newer = (GOOD + said).replace("22%", "21.5%").replace("value: -22", "value: -21.5")
    newer = newer.replace("claim: {en: fewer", "claim: {en: many fewer")
    newer = newer.replace("zh: 破案率}", "zh: 破案占比}").replace("id: rank", "id: place")
    (tmp_path / "new").mkdir()
    done = publish(load(write(tmp_path / "new", newer, article)), folder)
    assert done.changes["changed"] == {
        "drop": ["value", "quote", "gloss"],
        "rate": ["metric"],
        "falls": ["metric", "says"],
    }
    assert (done.changes["added"], done.changes["gone"]) == (["place"], ["rank"])
    english, chinese = (
        re.sub("<[^>]+>", "", (folder / f"{top}changes/index.html").read_text(encoding="utf-8"))
        for top in ("", "zh/")
    )
    assert "Value: −22% → −21.5%" in english
    assert "In English: criminal cases fell 22% → criminal cases fell 21.5%" in english
    says = "no number: fewer → no number: many fewer"
    assert f"Metric: in another languageWhat it says: {says}" in english
    assert "数值：−22% → −21.5%" in chinese and "指标：破案率 → 破案占比" in chinese


def test_a_page_that_is_gone_leads_to_the_last_version_that_has_it(
    small: Catalog, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    publish(small, folder)
    figure = next(iter(small.figures))
    with pytest.MonkeyPatch.context() as patch:
        files = publishing.site_files
        patch.setattr(
            publishing,
            "site_files",
            lambda *given, **more: [
                one for one in files(*given, **more) if f"f/{figure}/" not in one.path
            ],
        )
        publish(changed(tmp_path, "50,000 cameras", "50 thousand cameras"), folder)
    page = (folder / f"f/{figure}/index.html").read_text(encoding="utf-8")
    (address,) = set(re.findall('href="([^"]+)"', page))
    assert (folder / f"f/{figure}" / address).exists() and f"v/{small.version}/" in address


class _Reader(HTMLParser):
    """Collects links, ids and the levels of headings."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.levels: list[int] = [0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.links += [value for name in ("href", "src") if (value := named.get(name))]
        self.ids += [value] if (value := named.get("id")) else []
        self.levels += map(int, re.findall(r"^h([1-6])$", tag))


@pytest.fixture(scope="module")
def read(site: Path) -> dict[str, _Reader]:
    """All pages of the newest version, by their paths."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if not name.startswith("v/"):
            found[name] = _Reader()
            found[name].feed(path.read_text(encoding="utf-8"))
    return found


def test_pages_are_valid_html(site: Path, read: dict[str, _Reader]) -> None:
    """One of each four, and all that are the only one of their kind."""
    single = [name for name in read if name.removeprefix("zh/").count("/") < 2]
    for name in [*list(read)[::4], *single]:
        judge = Judge()
        judge.parse((site / name).read_bytes())
        assert (judge.errors, judge.encoding) == ([], "utf-8"), name


def test_every_page_is_small_and_needs_nothing_from_elsewhere(
    site: Path, read: dict[str, _Reader]
) -> None:
    for name, page in read.items():
        assert all(next <= level + 1 for level, next in pairwise(page.levels)), name
        assert len(page.ids) == len(set(page.ids)), name
        assert (site / name).stat().st_size < 300_000, name
    source = "".join((site / name).read_text(encoding="utf-8") for name in read)
    assert re.findall(r'(?:src|href)="(?:https?:)?//', source) == []


def test_every_link_leads_to_a_page_and_a_place_in_it(site: Path, read: dict[str, _Reader]) -> None:
    missing = []
    for name, page in read.items():
        for link in set(page.links):
            path, anchor = urldefrag(link)
            target = ((site / name).parent / path).resolve() if path else site / name
            if not target.is_file() and not (target / "index.html").is_file():
                missing.append((name, link))
                continue
            to = target.relative_to(site.resolve()).as_posix() if path else name
            if anchor and to in read and anchor not in read[to].ids:
                missing.append((name, link))
    assert missing == []


def test_each_figure_has_its_page_with_its_words_and_verdicts(site: Path, catalog: Catalog) -> None:
    for figure in catalog.figures.values():
        raw = (site / f"f/{figure.id}/index.html").read_text(encoding="utf-8")
        (about,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', raw)
        selector = json.loads(about)["target"]["selector"]
        words = selector["prefix"] + selector["exact"] + selector["suffix"]
        assert selector["exact"] == figure.quote
        assert words in catalog.articles[figure.article]
    one = (site / "f/hengyang-criminal-cases/index.html").read_text(encoding="utf-8")
    assert "7 months against 12; different years: 2022 and 2023" in one
    assert len(json.loads((site / "data/annotations.jsonld").read_text())) == len(
        [*catalog.figures, *catalog.statements]
    )


def test_absolute_addresses_stand_where_they_are_known_and_only_there(
    small: Catalog, tmp_path: Path
) -> None:
    publish(small, tmp_path / "known", BASE)
    publish(small, tmp_path / "unknown")
    metric = next(iter(small.metrics_of()))
    known = (tmp_path / f"known/m/{metric}/index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{BASE}m/{metric}/">' in known
    assert f"{BASE}v/{small.version}/m/{metric}/" in known, "its chart tells where it stays"
    unknown = (tmp_path / f"unknown/m/{metric}/index.html").read_text(encoding="utf-8")
    assert "og:image" not in known, "there is no picture"
    assert "canonical" not in unknown and "example.org" not in unknown
    embedding = "&lt;iframe src=&quot;{}embed/"
    assert embedding.format(BASE) in known and "Complete its address" not in known
    assert embedding.format("") in unknown and "Complete its address" in unknown
    assert f"<loc>{BASE}m/{metric}/</loc>" in (tmp_path / "known/sitemap.xml").read_text()
    assert not (tmp_path / "unknown/sitemap.xml").exists()


def test_an_id_that_changed_leads_on(site: Path, catalog: Catalog) -> None:
    ids = {**catalog.figures, **catalog.statements}
    for old, new in catalog.content.aliases.items():
        for folder, there in (("f", ids), ("m", catalog.metrics)):
            if new in there:
                page = (site / f"{folder}/{old}/index.html").read_text(encoding="utf-8")
                assert f"{folder}/{new}/index.html" in page


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(request.url))
    yield page
    assert faults == []
    context.close()


def test_a_reader_finds_a_number_and_its_words(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_label("Find").fill("98.79")
    page.get_by_role("link", name="Suqian · Satisfaction and sense of safety · 98.79%").click()
    expect(page.locator("blockquote mark")).to_contain_text("98.79%")
    page.get_by_role("link", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    page.get_by_role("link", name="满意度与安全感", exact=True).click()
    expect(page.locator(".chart .plot").first).to_contain_text("（据报道）")
    page.locator(".chart .marks button").first.click()
    expect(page).to_have_url(re.compile("/zh/f/suqian-sense-of-safety/index.html$"))


def test_a_reader_chooses_what_stands_in_tables_and_lists(page: Page, site: Path) -> None:
    page.goto((site / "m/clearance/index.html").as_uri())
    cities = page.locator(".figures tbody tr:visible > th")
    chart, before = page.locator(".chart .plot:visible"), cities.all_inner_texts()
    drawn = chart.inner_html()
    page.get_by_role("checkbox", name="Hengyang").focus()
    page.keyboard.press("Space")
    assert cities.all_inner_texts() == [city for city in before if city != "Hengyang"] != before
    assert chart.inner_html() == drawn
    expect(page.get_by_text("The chart and its verdict are of all cities")).to_be_visible()

    every = page.get_by_role("checkbox", name="All", exact=True)
    assert every.evaluate("box => box.indeterminate && !box.checked")
    every.focus()
    page.keyboard.press("Space")
    assert cities.all_inner_texts() == before and every.is_checked()
    page.keyboard.press("Space")
    assert cities.all_inner_texts() == []
    page.get_by_role("checkbox", name="Hengyang").check()
    assert set(cities.all_inner_texts()) == {"Hengyang"}

    page.goto((site / "zh/side-by-side/index.html").as_uri())
    heads = page.locator(".overview thead th:visible")
    before = heads.all_inner_texts()
    page.get_by_role("checkbox", name="衡阳").uncheck()
    assert heads.all_inner_texts() == [name for name in before if name != "衡阳"] != before
    table, last = page.locator(".overview").bounding_box(), heads.last.bounding_box()
    assert table and last and abs(table["x"] + table["width"] - last["x"] - last["width"]) < 1, (
        "it takes all of the width"
    )
    page.set_viewport_size({"width": 390, "height": 900})
    page.reload()
    expect(heads).to_have_text(["指标", "荆门", "衡阳"])

    page.goto((site / "index.html").as_uri())
    verdicts = page.get_by_role("group", name="Verdict")
    for other in ("not comparable", "one city"):
        verdicts.get_by_label(other).uncheck()
    assert set(page.locator(".index small:visible").all_inner_texts()) == {"with caveats"}
    assert page.locator(".index h2:visible").all_inner_texts() == ["Cases", "Clearance"]


def test_without_scripts_charts_are_there_and_lead_on(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((site / "m/clearance/index.html").as_uri())
    expect(page.locator(".chart .wide")).to_contain_text("Clearance rate, as reported")
    mark = page.get_by_role("link", name="Suqian 98%").first
    expect(mark.locator("title")).to_contain_text("破案率为98%")
    expect(page.locator(".boxes")).to_be_hidden()
    mark.click()
    expect(page.locator("blockquote mark")).to_contain_text("破案率为98%")
    context.close()


@pytest.mark.parametrize("width", [340, 700, 1280])
def test_a_page_frames_a_chart_with_the_line_that_it_is_given(
    page: Page, site: Path, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 600})
    page.goto((site / "zh/m/cameras/index.html").as_uri())
    page.get_by_text("嵌入", exact=True).click()
    line = page.locator(".downloads code").inner_text()
    other = site.parent / "other.html"
    here = line.replace('src="', 'src="site/').replace('/"', '/index.html"')
    other.write_text(f"<!doctype html><meta charset=utf-8><body>{here}", encoding="utf-8")
    page.goto(other.as_uri())
    chart = page.frame_locator("iframe").locator(".chart")
    expect(chart).to_contain_text("（据报道）")
    assert chart.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_an_old_version_says_that_there_is_a_newer_one(
    page: Page, small: Catalog, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    publish(small, folder)
    publish(changed(tmp_path, "50,000 cameras", "50 thousand cameras"), folder)
    page.goto((folder / f"v/{small.version}/method/index.html").as_uri())
    page.get_by_role("link", name="There is a newer version of these data.").click()
    expect(page).to_have_url((folder / "index.html").as_uri())
    expect(page.locator(".newer")).to_be_hidden()


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "zh/side-by-side/index.html",
        "m/case_change/index.html",
        "zh/c/longnan/index.html",
        "a/hengyang/index.html",
        "f/hengyang-criminal-cases/index.html",
        "zh/method/index.html",
        "zh/changes/index.html",
        "embed/cameras/index.html",
    ],
)
def test_no_barrier_and_no_sideways_scrolling(browser: Browser, site: Path, path: str) -> None:
    for width, scheme in ((1280, "light"), (390, "dark")):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        page = context.new_page()
        page.goto((site / path).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == [], scheme
        context.close()


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    folder = written(tmp_path / "data", GOOD).parent
    once = asreported("publish", str(tmp_path / "site"), "--catalog", str(folder))
    again = asreported("publish", str(tmp_path / "site"), "--catalog", str(folder))
    assert once.returncode == again.returncode == 0
    assert re.search(r"data \w{7}, \d+ files written, 0 as they were", once.stdout)
    assert ", 0 files written" in again.stdout


def test_no_figures_are_judged_again_for_each_page(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a heading, as all of a metric and as two at most: neither by page nor by language."""
    judged: Counter[frozenset[str]] = Counter()

    def counted(basis: Basis, figures: Iterable[ReportedFigure]) -> Verdict:
        every = list(figures)
        judged[frozenset(figure.id for figure in every)] += 1
        return judge(basis, every)

    monkeypatch.setattr(compare, "judge", counted)
    fresh = replace(catalog)  # which has nothing worked out yet
    publish(fresh, tmp_path / "site")
    assert len(judged) > 400 and max(judged.values()) <= 3


def test_what_is_too_much_for_a_page_goes_on_to_the_next(
    browser: Browser, small: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MAX_CELLS", 3)
    monkeypatch.setattr(pages, "MAX_OF_CITY", 3)
    publish(small, tmp_path / "site")

    def read(folder: str) -> str:
        return (tmp_path / f"site/zh/{folder}/index.html").read_text(encoding="utf-8")

    both = [read("side-by-side"), read("side-by-side/2")]
    rows = [re.findall(r'scope="row"><a href="[./]+/zh/m/(\w+)/index', one) for one in both]
    assert [sorted(set(found)) for found in rows] == [
        ["case_change", "clearance"],
        ["cameras", "cameras_rank"],
    ]
    assert all("4项指标中的2项" in one for one in both), "it says so"
    assert '<a href="../../../zh/side-by-side/index.html">1</a>' in both[1]
    both = [read("c/longnan"), read("c/longnan/2")]
    found = [re.findall(r'class="evidence"><a href="[./]+/zh/f/(\w+)/index', one) for one in both]
    assert found == [["drop", "rate"], ["cameras", "rank"]]
    assert '<a href="../../../../zh/c/longnan/index.html" aria-current=page>陇南</a>' in both[1]
    page = browser.new_page()
    for path in ("side-by-side", "c/longnan"):
        page.goto((tmp_path / f"site/{path}/index.html").as_uri())
        page.get_by_role("navigation", name="Pages").get_by_role("link", name="2").click()
        expect(page).to_have_url((tmp_path / f"site/{path}/2/index.html").as_uri())
        assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    page.close()


def test_of_very_many_figures_a_table_has_the_first(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MAX_TABLED", 6)
    written = pages.SitePages(catalog, language("en")).pages()
    found = {one.place.folder: one.content for one in written}
    assert found["m/fugitives_caught"].count('id="figure-') == 4
    assert "more figures, in the data</td>" in found["m/fugitives_caught"]
    figure = found[f"f/{catalog.figures_of('fugitives_caught')[0].id}"]
    assert re.search(
        r'/m/fugitives_caught/index.html" target="_self">and \d more</a></li></ul>', figure
    )


def test_beside_a_version_without_words_no_changes_are_told(
    small: Catalog, newest: Catalog, tmp_path: Path
) -> None:
    """Neither towards it nor from it, for nobody knows what it said."""
    publish(small, tmp_path / "site")
    (tmp_path / f"site/v/{small.version}/data/in-words.json").unlink()
    assert publish(newest, tmp_path / "site").changes == {}
    assert publish(small, tmp_path / "site").changes == {}
