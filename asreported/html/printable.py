"""HTML pages that leave as a PDF or a PNG: what is around the content of each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from asreported.drawing import style
from asreported.drawing.metadata import Metadata
from asreported.drawing.text_layout import straight_quotes
from asreported.html.escaping import escape_html


@dataclass(frozen=True)
class PrintablePage:
    """An HTML page to make a PDF or a PNG of, and what the file says of itself.

    ``width`` and ``height`` are in CSS pixels.
    """

    html: str
    metadata: Metadata
    width: float
    height: float


def printable_html(
    metadata: Metadata,
    content: str,
    *,
    lead: Iterable[str],
    foot: Iterable[str],
    css: str,
    script: str = "",
) -> str:
    """Write an HTML page around ``content``: its title, ``lead`` below it, and a foot.

    Empty lines of ``lead`` are left out. The page needs nothing but itself.
    """
    below = "".join(f"<p>{escape_html(words)}</p>" for words in lead if words)
    last = "<br>".join(escape_html(words) for words in foot)
    title = escape_html(metadata.title)
    body = f"<header><h1>{title}</h1>{below}</header>{content}<footer>{last}</footer>"
    body = _WORDS.sub(lambda words: straight_quotes(words[0]), body)
    return (
        f'<!doctype html><html lang="{metadata.language}"><meta charset="utf-8">'
        f"<title>{escape(metadata.title)}</title><style>{_CSS}{css}</style>"
        f"<main>{body}</main><script>{script}</script></html>"
    )


#: Words between two tags.
_WORDS = re.compile(r">[^<]+<")

_CSS = f"""
* {{ box-sizing: border-box; margin: 0; padding: 0 }}
body {{ font-family: {style.FONT_FAMILY}; color: {style.INK}; background: {style.PAPER} }}
header p, footer {{ color: {style.MUTED} }}
"""
