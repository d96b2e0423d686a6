"""A save is whole or not at all: killed at any step, two at once, without a lock or a disk."""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from asreported import load
from asreported.curation import locking
from asreported.curation.desk import ChangedError, Desk, Proposal, SavingError
from asreported.curation.edits import AddCity, AddEntry
from asreported.curation.entries import typed
from tests import forked
from tests.catalog_files import GOOD, TAIL, write
from tests.forked import status_of

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are forked")

OLD = GOOD + TAIL
ARTICLE = "新闻：抓获5人。".encode()
#: The steps of a save: calls of the system, and of what keeps back what is written.
STEPS = {
    *("open", "write", "flush", "fsync", "close", "truncate", "__exit__", "flock"),
    *("rename", "replace", "remove", "unlink", "mkdir", "chmod"),
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(write(tmp_path, OLD))


def figure(name: str) -> AddEntry:
    fields = {"metric": "clearance", "counts": "criminal_cases", "value": "98", "period": "2023"}
    words = {"quote": "破案率为98%", "gloss": "98% cleared"}
    return AddEntry("longnan", "figures", typed("figures", {"id": name, **fields, **words}))


def city() -> AddCity:
    source = {"file": "seeds/new/b.txt", "published": "2025", "stated_by": "press"}
    names = {"name": {"en": "N", "zh": "新"}, "province": {"en": "G", "zh": "甘肃"}}
    about = {**names, "population": {"value": "9", "census": "c2020"}, "source": source}
    return AddCity("new", typed("cities", about))


def in_a_process(act: Callable[[], object]) -> int:
    return forked.in_a_process(act, ChangedError, 3)


def die_at(step: int) -> None:
    """Kill this process at the so manieth step from now; each is one before it and one behind."""
    seen = 0

    def count(_: object, event: str, called: Any) -> None:
        nonlocal seen
        if event in ("c_call", "c_return") and called.__name__ in STEPS:
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)


def saves(desk: Desk) -> list[Callable[[], object]]:
    """What writes: a save, one that brings an article, and what takes that back."""
    brought = desk.bring(ARTICLE, city())

    def undone() -> None:
        desk.save(brought, "me")
        desk.undo("me")

    return [lambda: desk.save(desk.propose([figure("a")])), lambda: desk.save(brought), undone]


@pytest.mark.parametrize("which", range(3))
def test_whoever_is_killed_leaves_the_old_file_or_the_new(desk: Desk, which: int) -> None:
    outcomes = [desk.propose([figure("a")]).after, desk.bring(ARTICLE, city()).after]
    survived = set()
    for step in range(1, 500):
        write(desk.path.parent, OLD)

        def killed(at: int = step) -> None:
            act = saves(desk)[which]
            die_at(at)
            act()

        status = status_of(in_a_process(killed))
        text = desk.text()
        assert text in (OLD, *outcomes)
        assert load(desk.path).version  # with all its articles
        survived.add(text)
        # What is left does not stand in the way of the next.
        again = Desk(desk.path)
        is_new = "new" in load(desk.path).cities
        again.save(again.propose([figure("z")]) if is_new else again.bring(ARTICLE, city()))
        names = {path.name for path in desk.path.parent.rglob("*") if path.is_file()}
        assert names <= {"metrics.yaml", "a.txt", "b.txt"}
        if status == 0:
            break
        assert status == -signal.SIGKILL
    assert step > 20
    assert survived == ({OLD, outcomes[which]} if which < 2 else {OLD, outcomes[1]})


@pytest.mark.parametrize("at_once", range(5))
def test_of_two_processes_that_save_at_once_one_wins(desk: Desk, at_once: int) -> None:
    proposals = {name: Desk(desk.path).propose([figure(name)]) for name in ("a", "b")}
    ready, start = os.pipe()

    def save(proposal: Proposal) -> None:
        os.read(ready, 1)
        Desk(desk.path).save(proposal)

    children = {name: in_a_process(lambda one=one: save(one)) for name, one in proposals.items()}
    os.write(start, b"12")
    codes = {name: status_of(child) for name, child in children.items()}
    os.close(ready)
    os.close(start)
    assert sorted(codes.values()) == [0, 3]
    winner = next(name for name, code in codes.items() if code == 0)
    assert desk.text() == proposals[winner].after


def test_of_two_windows_that_save_at_once_one_wins(desk: Desk) -> None:
    proposals = [desk.propose([figure(name)]) for name in ("a", "b")]
    told: list[Exception | None] = []
    barrier = threading.Barrier(2)

    def save(proposal: Proposal) -> None:
        barrier.wait()
        try:
            desk.save(proposal)
            told.append(None)
        except ChangedError as error:
            told.append(error)

    threads = [threading.Thread(target=save, args=(one,)) for one in proposals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told, key=str) != [None, None]
    assert told.count(None) == 1
    [error] = [one for one in told if one is not None]
    assert isinstance(error, ChangedError)
    assert error.now == desk.text()


def test_a_program_that_does_not_let_go_is_told_of(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "PATIENCE_SECONDS", 0.1)
    proposal = desk.propose([figure("a")])

    def hold() -> None:
        with locking.held(desk.path):
            os.kill(os.getpid(), signal.SIGSTOP)

    child = in_a_process(hold)
    os.waitpid(child, os.WUNTRACED)
    try:
        with pytest.raises(SavingError, match="Another program is saving in"):
            desk.save(proposal)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert desk.text() == OLD
    desk.save(proposal)  # a program that has ended holds nothing
    assert desk.text() == proposal.after


def test_on_a_full_disk_the_old_file_stays(desk: Desk) -> None:
    proposal = desk.propose([figure("a")])
    told = desk.path.parent / "told"

    def save() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        try:
            desk.save(proposal)
        except SavingError as error:
            told.write_text(str(error))

    assert status_of(in_a_process(save)) == 0
    assert told.read_text() == f"{desk.path} cannot be written: file too large"
    assert desk.text() == OLD
    assert [path.name for path in desk.path.parent.iterdir() if "part" in path.name] == []


def test_a_folder_that_is_gone_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_lock(*_: Any) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", no_lock)
    with pytest.raises(SavingError, match="cannot be locked: No locks available"):
        desk.drafts.put("a", {"value": "1"})
