"""Words of a catalog inside Markdown, which would read signs in them as its own."""

from __future__ import annotations

import re

# Of colons only what would be taken for a colour, an icon or an emoji.
_SIGNS = re.compile(r"[\\`*_\[\]{}<>~$&#]|:(?=[\w-])")
_OPENING = re.compile(r"^(\s*)(\d*)([-+.)=])", re.MULTILINE)


def as_written(words: str) -> str:
    """Words that Markdown, Streamlit's too, shows as they are."""
    escaped = _SIGNS.sub(lambda sign: f"\\{sign[0]}", words)
    return _OPENING.sub(r"\1\2\\\3", escaped).replace("\n", " ")
