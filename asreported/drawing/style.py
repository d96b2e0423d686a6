"""How charts look: colours, type, sizes, and the house template.

Charts are always drawn in their light colours, so that every picture taken
from the page is light. On a dark page ``dark_css`` recolours them on screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import plotly.graph_objects as go

#: One colour a city, by its place in the catalog. Told apart by colour-blind
#: readers and in grey, and at least 3:1 against the light and the dark page.
CITY_COLOURS = (
    "#3c77c4",
    "#be4525",
    "#1f9a5b",
    "#a43595",
    "#bf8a22",
    "#5f6f7e",
    "#8a5c38",
    "#2a93a1",
)
PAPER = "#ffffff"
INK = "#1b1f24"
MUTED = "#5c6570"
RULE = "#e4e7eb"
#: The whole behind a share.
TRACK = "#f1f3f5"
#: Dark words on a light bar; unlike INK it stays as it is on a dark page.
INK_ON_BAR = "#14171b"

#: Light colours of a chart and what each becomes on a dark page.
DARK = {INK: "#eceff2", MUTED: "#a3acb6", RULE: "#2b3138", TRACK: "#1d2228"}
DARK_PAPER = "#0f1216"

#: Faces that have Chinese, on Linux, macOS and Windows.
FONT = (
    "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', "
    "'Microsoft YaHei', 'Segoe UI', Arial, sans-serif"
)

#: Size of the words behind a mark, in pixels.
HOVER_SIZE = 13

TEMPLATE = go.layout.Template(
    layout={
        "font": {"family": FONT, "size": 14, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": RULE,
            "font": {"family": FONT, "size": HOVER_SIZE, "color": INK},
            "align": "left",
        },
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": MUTED, "activecolor": INK},
    }
)


def city_colours(cities: Iterable[str]) -> dict[str, str]:
    """A colour for each city of a catalog, by its place; more cities than colours share them."""
    return {city: CITY_COLOURS[i % len(CITY_COLOURS)] for i, city in enumerate(cities)}


def translucent(colour: str, opacity: float) -> str:
    """A ``#rrggbb`` colour that lets the page through."""
    red, green, blue = _channels(colour)
    return f"rgba({red}, {green}, {blue}, {opacity})"


def text_on(colour: str) -> str:
    """White or ink, whichever reads better on a bar of that colour."""
    return max((PAPER, INK_ON_BAR), key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#rrggbb`` colours, 1 to 21 (WCAG 2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """About how many pixels a line of text takes, a little on the safe side."""
    return sum(map(_ems, text)) * size * (1.05 if bold else 1.0)


def wrap(text: str, size: float, width: float, *, most: int = 0) -> list[str]:
    """A text in lines no wider than ``width`` pixels, broken at spaces or between Chinese.

    What is wider than a line is broken anywhere. Of more than ``most`` lines (0: any
    number) the rest is left out, and a sign of that put there.
    """
    lines: list[str] = [""]
    for whole in _pieces(text):
        for piece in _broken(whole, size, width):
            if lines[-1] and text_width((lines[-1] + piece).rstrip(), size) > width:
                lines.append("")
                if most and len(lines) > most:
                    return [
                        *(line.strip() for line in lines[: most - 1]),
                        f"{lines[most - 1].strip()} …",
                    ]
            lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.strip() for line in lines]


def _broken(piece: str, size: float, width: float) -> list[str]:
    """A piece that is wider than a line, in parts that are not."""
    most = max(1, int(width / size))  # no character is wider than the type is high
    if len(piece) <= most or text_width(piece.rstrip(), size) <= width:
        return [piece]
    return [piece[i : i + most] for i in range(0, len(piece), most)]


def wrap_items(items: Iterable[str], separator: str, size: float, width: float) -> list[str]:
    """Items in lines no wider than ``width`` pixels, broken between items where they fit."""
    lines: list[str] = []
    for item in items:
        joined = f"{lines[-1]}{separator}{item}" if lines else item
        if lines and text_width(joined, size) <= width:
            lines[-1] = joined
        else:
            lines += wrap(item, size, width)
    return lines


def dark_css(scope: str) -> str:
    """CSS that recolours the charts inside ``scope`` where the page is dark."""
    rules = [f"{scope} .main-svg {{background: transparent !important}}"]
    for light, dark in DARK.items():
        value = _rgb(light)
        for attribute in ("fill", "stroke"):
            rules.append(
                f'{scope} .main-svg [style*="{attribute}: {value}"] '
                f"{{{attribute}: light-dark({light}, {dark}) !important}}"
            )
        rules.append(  # a stretch of a line with a colour of its own
            f'{scope} .main-svg tspan[style*="fill:{light}"] '
            f"{{fill: light-dark({light}, {dark}) !important}}"
        )
    rules.append(  # a notch is the page showing through
        f'{scope} .shapelayer [style*="fill: {_rgb(PAPER)}"] '
        f"{{fill: light-dark({PAPER}, {DARK_PAPER}) !important}}"
    )
    rules.append(
        f'{scope} .hoverlayer [style*="fill: {_rgb(PAPER)}"] '
        f"{{fill: light-dark({PAPER}, {DARK[TRACK]}) !important}}"
    )
    return "\n".join(rules)


def _rgb(colour: str) -> str:
    red, green, blue = _channels(colour)
    return f"rgb({red}, {green}, {blue})"


def _channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a ``#rrggbb`` colour, 0 to 255."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def _luminance(colour: str) -> float:
    parts = [channel / 255 for channel in _channels(colour)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@cache  # asked a hundred thousand times for a few hundred characters
def _ems(character: str) -> float:
    """The width of a character in heights of the type."""
    if ord(character) >= 0x2E80 or character in "“”…—·":
        return 1.0
    if character in "ijlI.,:;'|! ":
        return 0.3
    if character in "frt()[]-":
        return 0.4
    if character in "mwMW%@":
        return 0.9
    return 0.67 if character.isupper() else 0.58


#: Punctuation that never opens a line.
_CLOSING = ",.;:)!?\uff0c\u3002\uff1b\uff1a\u3001\uff09\u201d\uff01\uff1f"


def _pieces(text: str) -> list[str]:
    """The smallest stretches that stay together: words, single Chinese characters."""
    pieces: list[str] = []
    for character in text:
        wide = ord(character) >= 0x2E80
        closes = character in _CLOSING or character == " "
        after_wide = bool(pieces) and ord(pieces[-1][-1]) >= 0x2E80
        starts_new = not pieces or pieces[-1].endswith((" ", "&")) or (wide or after_wide)
        if starts_new and not (closes and pieces):
            pieces.append(character)
        else:
            pieces[-1] += character
    return pieces
