"""The command ``asreported``: what it prints, where, and with what it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from asreported.catalog.yaml_reader import read_document
from tests.catalog_files import ARTICLE, GOOD, write
from tests.commands import Done, asreported, process
from tests.known import DATA, ROOT


@pytest.mark.parametrize("run", [asreported, process])
def test_a_fault_is_one_line_and_exit_status_1(tmp_path: Path, run: Callable[..., Done]) -> None:
    write(tmp_path, GOOD.replace("value: 98", "value: 97"))
    done = run("check", folder=tmp_path)
    line = GOOD[: GOOD.index("value: 98")].count("\n") + 1
    assert done.stdout == f"metrics.yaml:{line}: rate: value: it says 97, but “98%” reads 98\n"
    assert (done.returncode, done.stderr) == (1, "")


def test_a_fault_in_json(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("value: 98", "value: 97"))
    done = asreported("check", "--format", "json", folder=tmp_path)
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert report["figures"] is None
    (error,) = report["errors"]
    assert (error["file"], error["entry"]) == ("metrics.yaml", "rate")
    assert error["message"].startswith("value: it says 97")


@pytest.mark.parametrize(
    "run, arguments",
    [
        (asreported, ["frob"]),
        (asreported, []),
        (asreported, ["check", "--format", "xml"]),
        (asreported, ["check", "a", "b"]),
        (process, ["frob"]),
    ],
)
def test_bad_arguments_are_one_line_and_exit_status_1(
    run: Callable[..., Done], arguments: list[str]
) -> None:
    done = run(*arguments)
    assert done.returncode == 1
    assert done.stdout == "" and done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_no_file() -> None:
    done = asreported("check", "nowhere.yaml")
    assert (done.returncode, done.stdout) == (1, "nowhere.yaml:1: there is no file nowhere.yaml\n")


def test_the_real_file_passes() -> None:
    done = asreported("check", folder=DATA)
    assert done.returncode == 0
    assert done.stdout == (
        "metrics.yaml: 216 figures of 5 cities, each found in its article; "
        "all 475 numbers accounted for\n"
    )
    assert json.loads(asreported("check", "--format", "json", folder=DATA).stdout) == {
        "figures": 216, "numbers_found": 475, "numbers_accounted": 475, "errors": [],
    }  # fmt: skip


def test_read_shows_what_the_machine_reads() -> None:
    done = asreported(
        "read", "全省第二,2023年发案下降15%-20%,抓获1,23人", "hundreds of cases", "none"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "全省第二,2023年发案下降15%-20%,抓获1,23人",
        "  第二\tplace 2",
        "  2023\t2023, of a date or time",
        "  15%-20%\t15 to 20, percent, exact, down",
        "  1,23\tnot understood: it looks like a number",
        "hundreds of cases",
        "  hundreds\t200 and up, at least",
        "none",
        "  no number",
    ]


def test_read_in_json_is_an_object_a_line() -> None:
    done = asreported("read", "--format", "json", "--lang", "zh", "第二,上升4.2亿余元", "1,23")
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == {
        "text": "第二,上升4.2亿余元",
        "numbers": [
            {"as_written": "4.2亿余", "value": 420000000, "unit": None, "qualifier": "more_than",
             "low": None, "high": None, "direction": "up", "start": 5, "end": 10},
        ],
    }  # fmt: skip
    (refused,) = second["numbers"]
    assert [refused[key] for key in ("as_written", "value", "low", "high")] == [
        "1,23",
        None,
        None,
        None,
    ]
    assert '"value": 420000000,' in done.stdout


def test_read_takes_each_line_of_standard_input() -> None:
    done = process("read", "--format", "json", "-", stdin="七八起\n\nabout 5.5%\n")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["text"] for line in lines] == ["七八起", "", "about 5.5%"]
    assert [(n["low"], n["high"]) for n in lines[0]["numbers"]] == [(7, 8)]
    assert [(n["value"], n["unit"], n["qualifier"]) for n in lines[2]["numbers"]] == [
        (5.5, "percent", "about")
    ]


@pytest.mark.parametrize("text", ["-5%至-3%", "-5", "-1.2亿", "−5%"])
def test_a_text_may_begin_with_a_sign(text: str) -> None:
    done = asreported("read", text, "--format", "json")
    (number,) = json.loads(done.stdout)["numbers"]
    assert (done.returncode, number["as_written"]) == (0, text)


def test_scan_drafts_an_entry_for_each_number(tmp_path: Path) -> None:
    article = tmp_path / "newtown.txt"
    article.write_text(
        "2025年,全市盗窃案件下降12.5%。\n新建警务站30余个、10个岗亭。几百人参加。", "utf-8"
    )
    done = asreported("scan", str(article))
    assert done.returncode == 0
    first, second, third, fourth, last = done.stdout.split("\n\n")
    assert "value: -12.5\n" in first and "quote: 全市盗窃案件下降12.5%\n" in first
    assert "# line 2: 30余\n" in second and "qualifier: more_than\n" in second
    assert "quote: 新建警务站30余个\n" in second and "value: 10\n" in third
    assert "value: TODO\n" in fourth
    assert last == f"# {article}: 4 numbers that nothing accounts for\n"


def test_a_drafted_entry_needs_only_its_todos(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        GOOD,
        "标题\n2023年,全市刑事发案下降22%,破案率为98%。全市有5万个摄像头,密度全省第一。\n盗窃案件下降7%。\n",
    )
    done = asreported("scan", "seeds/a.txt", "--catalog", str(path), folder=tmp_path)
    draft = done.stdout.split("\n\n")[-2]
    assert "盗窃案件下降7%" in draft
    for field, value in (("longnan-TODO", "longnan-theft"), ("metric: TODO", "metric: case_change"),
                         ("counts: TODO", "counts: criminal_cases\n        baseline: not_stated"),
                         ("gloss: TODO", "gloss: theft fell 7%")):  # fmt: skip
        assert field in draft
        draft = draft.replace(field, value)
    path.write_text(GOOD + draft + "\n", encoding="utf-8")
    assert (
        json.loads(asreported("check", "--format", "json", folder=tmp_path).stdout)["figures"] == 5
    )


def test_scan_of_an_accounted_article_finds_nothing() -> None:
    done = asreported("scan", "seeds/suqian.txt")
    assert done.stdout == "# seeds/suqian.txt: 0 numbers that nothing accounts for\n"


def test_scan_of_a_missing_article_is_one_line() -> None:
    done = asreported("scan", "nowhere.txt")
    assert (done.returncode, done.stdout) == (1, "nowhere.txt:1: there is no file nowhere.txt\n")


def test_the_schema_accepts_the_real_file_and_refuses_a_wrong_field() -> None:
    schema = json.loads(asreported("schema").stdout)
    data = read_document((ROOT / "metrics.yaml").read_text("utf-8")).data
    jsonschema.validate(data, schema)
    data["cities"]["suqian"]["figures"][0]["values"] = 1
    with pytest.raises(jsonschema.ValidationError, match="values"):
        jsonschema.validate(data, schema)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
@pytest.mark.parametrize("arguments", [["method", "--lang", "zh"], ["scan", "seeds/hengyang.txt"]])
def test_output_is_whole_in_any_encoding_of_the_system(
    arguments: list[str], encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    done = subprocess.run([sys.executable, "-m", "asreported", *arguments], cwd=DATA,
                          capture_output=True, check=False)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == asreported(*arguments).stdout


@pytest.mark.parametrize("arguments", ["method", "check", "schema", "scan README.md"])
def test_output_that_nobody_takes_is_no_traceback(arguments: str) -> None:
    command = f"{sys.executable} -m asreported {arguments}"
    done = subprocess.run(["sh", "-c", f"({command}; echo $? >&2) | true"], cwd=ROOT,
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.stderr.strip() in ("0", "141"), "all may have been said before the pipe closed"
    done = subprocess.run(["sh", "-c", f"{command} > /dev/full"], cwd=ROOT, capture_output=True,
                          text=True, check=False)  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "the output cannot be written: no space left on device\n"


def test_nothing_of_an_article_steers_a_terminal(tmp_path: Path) -> None:
    write(tmp_path, GOOD, ARTICLE + "\n\x1b[31m共\t7件\x07\u202e8件\n")
    for arguments in (
        ["check"],
        ["scan", "seeds/a.txt"],
        ["check", "--\x1b[2J"],
        ["check", "\x1b"],
    ):
        done = asreported(*arguments, folder=tmp_path)
        assert all(line.isprintable() for line in (done.stdout + done.stderr).splitlines())


def test_a_folder_is_the_catalog_in_it(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    done = asreported("check", str(tmp_path))
    assert done.stdout.startswith(f"{tmp_path}/seeds/a.txt:3: longnan: “2023” in “2023年”")
    assert asreported("method", "--catalog", str(tmp_path)).returncode == 0
