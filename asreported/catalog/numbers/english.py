"""Finds the numbers of English prose."""

from __future__ import annotations

from collections.abc import Iterable

from asreported.catalog.numbers.reading import Reading


def find_english(text: str, idioms: Iterable[str]) -> list[Reading]:
    """Find everything in an English text that states a number, in reading order."""
    return []
