"""What is installed: every package of the dashboard, locked by hash, and its licence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.known import ROOT

_LOCKED = re.compile(r"^([\w.-]+)==([^ ;\\]+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    """The versions in a file of requirements, by package."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {canonicalize_name(found[1]): found[2] for found in _LOCKED.finditer(text)}


LOCK = pins("requirements.lock")


def needed() -> Iterator[Requirement]:
    """What the dashboard needs on this machine, and what that needs, and so on."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    left = [Requirement(line.partition("#")[0]) for line in lines if line.partition("#")[0].strip()]
    seen: set[str] = set()
    while left:
        requirement = left.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        yield requirement
        if (name := canonicalize_name(requirement.name)) not in seen:
            seen.add(name)
            left += [Requirement(line) for line in requires(name) or ()]


def test_the_lock_is_in_step() -> None:
    """After a change of requirements.txt renew it: its second line is the command."""
    found = list(needed())
    assert len({requirement.name.lower() for requirement in found}) > 40
    for requirement in found:
        name = canonicalize_name(requirement.name)
        assert name in LOCK, f"{name} is not in requirements.lock"
        assert requirement.specifier.contains(LOCK[name], prereleases=True), (
            requirement,
            LOCK[name],
        )


def test_every_file_is_known_by_its_hash_and_comes_from_where_pip_looks() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text[text.index("\n", text.index("uv pip")) + 1 :].strip())
    assert len(entries) == len(_LOCKED.findall(text)) > 40
    for entry in entries:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry
    assert "://" not in text and "--index" not in text


#: Licences that let anybody use, change and pass on; MPL asks that its own files stay so.
FREE = (
    "MIT", "BSD", "Apache", "ISC", "HPND", "MIT-CMU", "PSF", "Python Software Foundation",
    "MPL-2.0", "Mozilla Public License 2.0", "Unlicense", "0BSD", "CC0", "Zlib",
)  # fmt: skip


def licence(name: str) -> str:
    """What a package says of its licence, in its metadata."""
    about = distribution(name).metadata
    classified = [
        line.rpartition(":: ")[2]
        for line in about.get_all("Classifier", [])
        if line.startswith("License ::")
    ]
    found: str | None = about.get("License-Expression") or "; ".join(classified)
    return found or (about.get("License") or "").split("\n")[0]


@pytest.mark.parametrize("name", sorted({canonicalize_name(one.name) for one in needed()}))
def test_its_licence_is_free(name: str) -> None:
    try:
        said = licence(name)
    except PackageNotFoundError:
        pytest.fail(f"{name} is not installed")
    assert any(re.search(rf"\b{re.escape(word)}\b", said) for word in FREE), f"{name}: {said!r}"
    assert not re.search(r"\b(A?GPL|SSPL|BUSL)\b", said.replace("LGPL", "")), f"{name}: {said!r}"
