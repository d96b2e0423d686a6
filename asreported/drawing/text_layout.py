"""Measure text, and break it into lines, without a browser.

Widths are estimated by kind of character, a little too wide rather than too narrow: a text
then never runs into what stands beside it, whichever of ``style.FONT_FAMILY`` a machine has.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate the width of a line in pixels, at a font size in pixels."""
    return sum(map(_ems, text)) * size * (1.05 if bold else 1.0)


def wrap(text: str, size: float, width: float, *, max_lines: int = 0) -> list[str]:
    """Break a text into lines of at most ``width`` pixels, at spaces or between Chinese.

    A word that is wider than a line is broken anywhere. With ``max_lines`` (0: no limit)
    the rest is left out and the last line ends in an ellipsis.
    """
    lines: list[str] = [""]
    for unbroken in _pieces(text):
        for piece in _split_wide(unbroken, size, width):
            if lines[-1] and text_width((lines[-1] + piece).rstrip(), size) > width:
                if len(lines) == max_lines:
                    return [*(line.strip() for line in lines[:-1]), f"{lines[-1].strip()} …"]
                lines.append("")
            lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.strip() for line in lines]


def wrap_items(items: Iterable[str], separator: str, size: float, width: float) -> list[str]:
    """Join items into lines of at most ``width`` pixels, broken inside an item only if it is wider.

    The separator stands between items of one line, not at line ends.
    """
    lines: list[str] = []
    for item in items:
        joined = f"{lines[-1]}{separator}{item}" if lines else item
        if lines and text_width(joined, size) <= width:
            lines[-1] = joined
        else:
            lines += wrap(item, size, width)
    return lines


def _split_wide(piece: str, size: float, width: float) -> list[str]:
    """Split a piece that is wider than a line into parts that are not."""
    characters = max(1, int(width / size))  # no character is wider than the font size
    if len(piece) <= characters or text_width(piece.rstrip(), size) <= width:
        return [piece]
    return [piece[i : i + characters] for i in range(0, len(piece), characters)]


@cache  # asked a hundred thousand times for a few hundred characters
def _ems(character: str) -> float:
    """Estimate the width of a character, as a multiple of the font size."""
    if ord(character) >= 0x2E80 or character in "“”…—·":
        return 1.0
    if 0x0590 <= ord(character) < 0x1E00:  # Thai, Arabic, Tamil ...: a font that we do not name
        return 1.0
    if character in "ijlI.,:;'|! ":
        return 0.3
    if character in "frt()[]-":
        return 0.4
    if character in "mwMW%@":
        return 0.9
    return 0.67 if character.isupper() else 0.58


#: Punctuation that must not begin a line.
_CLOSING = ",.;:)!?\uff0c\u3002\uff1b\uff1a\u3001\uff09\u201d\uff01\uff1f"
#: Brackets and quotation marks that must not end a line of Chinese.
_OPENING = ("\uff08", "\u300a", "\u3010", "\u201c")


def _pieces(text: str) -> list[str]:
    """Split a text where a line may break: into words, and single Chinese characters."""
    pieces: list[str] = []
    for character in text:
        wide = ord(character) >= 0x2E80
        closes = character in _CLOSING or character == " "
        after_wide = bool(pieces) and ord(pieces[-1][-1]) >= 0x2E80
        starts_new = not pieces or pieces[-1].endswith((" ", "&")) or (wide or after_wide)
        opened = bool(pieces) and pieces[-1].endswith(_OPENING)
        if starts_new and not (pieces and (closes or opened)):
            pieces.append(character)
        else:
            pieces[-1] += character
    return pieces


def straight_quotes(text: str) -> str:
    """Give a text without Chinese straight quotes.

    Fonts with Chinese draw curly ones as wide as a character.
    """
    if any(ord(character) >= 0x2E80 for character in text):
        return text
    return text.translate(_STRAIGHT)


_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
