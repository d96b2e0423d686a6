"""How charts look: colours, type, and the Plotly template.

Charts are always drawn in their light colours, so that every picture taken
from the page is light. On a dark page ``dark_css`` recolours them on screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

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
#: A dot that is there, and not meant.
FAINT = "#8a94a0"
#: Grid lines.
GRID = "#e4e7eb"
#: The bar from 0 to 100 percent behind a share.
TRACK = "#f1f3f5"
#: Dark text on a light bar. Unlike INK it stays as it is on a dark page, as bars do.
INK_ON_BAR = "#14171b"

#: What each light colour of a chart becomes on a dark page; city colours stay.
DARK = {INK: "#eceff2", MUTED: "#a3acb6", GRID: "#2b3138", TRACK: "#1d2228"}
DARK_PAPER = "#0f1216"

#: Fonts that have Chinese, on Linux, macOS and Windows.
FONT_FAMILY = (
    "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', "
    "'Microsoft YaHei', 'Segoe UI', Arial, sans-serif"
)


class Font(NamedTuple):
    """The look of a text; ``size`` is in pixels."""

    size: int
    colour: str = INK
    bold: bool = False


#: The title of a chart, and of one that is too narrow for columns.
TITLE, NARROW_TITLE = Font(26, bold=True), Font(20, bold=True)
#: Below the title: what is measured.
ABOUT = Font(14, MUTED)
#: The verdict, and the headings of blocks.
HEADING = Font(15, bold=True)
#: The name of a city above its column.
COLUMN_HEAD = Font(17, bold=True)
#: A row: the name of its city, the value on its mark, the notes beside it.
NAME, VALUE, NOTE = Font(15), Font(14, bold=True), Font(13, MUTED)
#: What opens when a mark is pointed at.
HOVER = Font(13)
#: Below the panels: remarks; key, sources, version and address.
REMARK, FOOT = Font(14), Font(12, MUTED)

#: Plotly's template of all charts.
TEMPLATE: dict[str, Any] = {
    "layout": {
        "font": {"family": FONT_FAMILY, "size": 14, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": GRID,
            "font": {"family": FONT_FAMILY, "size": HOVER.size, "color": INK},
            "align": "left",
        },
    }
}


def city_colours(cities: Iterable[str]) -> dict[str, str]:
    """Give each city of a catalog a colour, by its place; more cities than colours share them."""
    return {city: CITY_COLOURS[i % len(CITY_COLOURS)] for i, city in enumerate(cities)}


def translucent(colour: str, opacity: float) -> str:
    """Return a ``#rrggbb`` colour as ``rgba(...)``; ``opacity`` is 0 to 1."""
    red, green, blue = _channels(colour)
    return f"rgba({red}, {green}, {blue}, {opacity})"


def text_on(colour: str) -> str:
    """Choose white or dark text for a bar of a ``#rrggbb`` colour, by contrast."""
    return max((PAPER, INK_ON_BAR), key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, 1 to 21 (WCAG 2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def dark_css(scope: str) -> str:
    """Return CSS that recolours the charts inside the selector ``scope`` on a dark page."""
    rules = []
    for light, dark in DARK.items():
        for attribute in ("fill", "stroke"):
            colours = f"{attribute}: light-dark({light}, {dark})"
            rules.append(f'{scope} [{attribute}="{light}"] {{{colours}}}')
    # A notch and what lies under an outline are filled with the background's colour; words on a
    # bar stay white.
    filled = f':is(path, rect)[fill="{PAPER}"]'
    rules.append(f"{scope} {filled} {{fill: light-dark({PAPER}, {DARK_PAPER})}}")
    return "\n".join(rules)


def _channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of a ``#rrggbb`` colour, each 0 to 255."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def _luminance(colour: str) -> float:
    """Return the relative luminance of a ``#rrggbb`` colour, 0 to 1 (WCAG 2)."""
    parts = [channel / 255 for channel in _channels(colour)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
