"""Words of a catalog inside Markdown, which would read signs in them as its own."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\\`*_\[\]{}<>~$&#]")
# :red[...], :material/home: and :smile:, the last two even where they are escaped.
_NAMED = re.compile(r":(?=[\w-])")
_OPENING = re.compile(r"^(\s*)(\d*)([-+.)=])", re.MULTILINE)


def as_written(words: str) -> str:
    """Words that Markdown, Streamlit's too, shows as they are."""
    escaped = _SIGNS.sub(lambda sign: f"\\{sign[0]}", _NAMED.sub(":\u2060", words))
    return _OPENING.sub(r"\1\2\\\3", escaped).replace("\n", " ")
