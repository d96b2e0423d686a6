"""Words of rising and falling."""

from __future__ import annotations

import re

_DOWN = (
    "下降", "减少", "缩短", "降低", "下跌", "下滑", "回落", "压降", "压减", "锐减", "骤减",
    "降幅", "递减", "跌幅", "fell", "fall", "fallen", "falling", "drop", "dropped", "decline",
    "declined", "decrease", "decreased", "down", "decreasing", "reduced", "shrank", "shrunk",
)  # fmt: skip
_UP = (
    "上升", "提升", "增长", "增加", "提高", "上涨", "攀升", "增幅", "涨幅", "递增", "激增",
    "翻番", "翻了", "rose", "rise", "risen", "rising", "grew", "grown", "growth", "increase",
    "increased", "up", "climbed", "gained", "jumped", "soared",
)  # fmt: skip


def _pattern(words: tuple[str, ...]) -> str:
    return "|".join(rf"\b{word}\b" if word.isascii() else word for word in words)


_DIRECTION = re.compile(f"(?P<down>{_pattern(_DOWN)})|(?P<up>{_pattern(_UP)})", re.IGNORECASE)


def read_direction(text: str) -> int | None:
    """Return -1 where a text has words of falling, +1 of rising, None for neither or both."""
    signs = {-1 if match["down"] else 1 for match in _DIRECTION.finditer(text)}
    return signs.pop() if len(signs) == 1 else None


def direction_at(text: str, start: int, end: int) -> int | None:
    """Return -1 or +1 where the clause around ``text[start:end]`` says that it fell or rose."""
    before = re.split(r"[,;:。！？\n\uff0c\uff1b\uff1a](?!\d)", text[:start])[-1]
    found = [-1 if match["down"] else 1 for match in _DIRECTION.finditer(before)]
    if found:
        return found[-1]
    after = re.split(r"[,;:。！？、\n\uff0c\uff1b\uff1a]", text[end:])[0]
    return read_direction(text[start:end] + after)
