"""Escape words of a catalog, so that HTML and Markdown show them as they are."""

from __future__ import annotations

import re
from html import escape


def escape_html(words: str) -> str:
    """Escape words for HTML between tags; what has no space may be broken anywhere.

    A quote or a name without a space would else push all that is beside it off the page.
    Attributes hold no ``<wbr>``: they take ``html.escape``.
    """
    if len(words) <= _LONG:
        return escape(words)
    return _UNBROKEN.sub(lambda word: "<wbr>".join(_PART.findall(word[0])), escape(words))


#: Characters of a word that goes into any column.
_LONG = 40
# An entity (&lt;) is one character, and stays whole; Chinese breaks anywhere by itself.
_UNBROKEN = re.compile(rf"(?:&#?\w+;|[^\s\u2e80-\uffff]){{{_LONG},}}")
_PART = re.compile(rf"(?:&#?\w+;|.){{1,{_LONG // 2}}}", re.DOTALL)


def escape_markdown(words: str) -> str:
    """Escape words for Markdown, Streamlit's too, on one line."""
    escaped = _SIGNS.sub(lambda sign: f"\\{sign[0]}", _NAMED.sub(":\u2060", words))
    return _OPENING.sub(r"\1\2\\\3", escaped).replace("\n", " ")


_SIGNS = re.compile(r"[\\`*_\[\]{}<>~$&#]")
# :red[...], :material/home: and :smile:, the last two even where they are escaped.
_NAMED = re.compile(r":(?=[\w-])")
_OPENING = re.compile(r"^(\s*)(\d*)([-+.)=])", re.MULTILINE)
