"""A sheet to write a chart's words on, each at its pixel.

Plotly places words by the plot's corner and a shift in pixels, so a sheet looks
the same on the screen and in a picture.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from asreported.drawing import style
from asreported.words.labels import SEPARATOR

#: Sizes of type in pixels: names, what stands beside them, the foot.
TEXT_SIZE, NOTE_SIZE, FOOT_SIZE = 15, 13, 12
#: Width of a shape in a key, in pixels.
KEY_WIDTH = 30


@dataclass
class Sheet:
    """Words, and the signs of a key, each at its pixel; y counts down from the top of the sheet."""

    width: int
    edge: int
    y: float = 0
    annotations: list[dict[str, Any]] = field(default_factory=list)
    signs: list[tuple[Callable[[float, float], dict[str, Any]], float, float]] = field(
        default_factory=list
    )
    #: Margins of the plot; columns of words beside it take more than the edges.
    left: int = field(init=False)
    right: int = field(init=False)

    def __post_init__(self) -> None:
        self.left = self.right = self.edge

    @property
    def text_width(self) -> int:
        """Pixels between the edges."""
        return self.width - 2 * self.edge

    @property
    def plot_width(self) -> int:
        """Pixels for the bars: what the columns of words leave."""
        return self.width - self.left - self.right

    def write(
        self,
        words: str,
        y: float,
        *,
        size: float,
        colour: str = style.INK,
        beside: bool = False,
    ) -> None:
        """Write a line whose middle is at ``y``, from the left edge or ``beside`` the plot."""
        self.annotations.append(
            {
                "text": words,
                "xref": "paper",
                "x": 1 if beside else 0,
                "xshift": 16 if beside else self.edge - self.left,
                "xanchor": "left",
                "yref": "paper",
                "y": 1,
                "yshift": -y,
                "yanchor": "middle",
                "align": "left",
                "showarrow": False,
                "font": {"size": size, "color": colour},
            }
        )

    def column(
        self,
        lines: list[str],
        middle: float,
        pitch: float,
        *,
        size: float,
        colour: str = style.INK,
        beside: bool = False,
    ) -> None:
        """Write lines ``pitch`` pixels apart, around a middle."""
        for i, line in enumerate(lines):
            y = middle + (i - (len(lines) - 1) / 2) * pitch
            self.write(plain(line), y, size=size, colour=colour, beside=beside)

    def paragraph(
        self,
        words: str,
        *,
        size: float,
        colour: str,
        bold: bool = False,
        spare: int = 0,
        most: int = 0,
    ) -> None:
        """Write a text at the left edge, broken to the sheet's width, and move below it.

        ``spare`` pixels stay free at the right; there are at ``most`` so many lines.
        """
        room = (self.text_width - spare) / (1.05 if bold else 1)
        for line in style.wrap(words, size, room, most=most):
            safe = plain(line)
            self.y += size * 0.75
            self.write(f"<b>{safe}</b>" if bold else safe, self.y, size=size, colour=colour)
            self.y += size * 0.75

    def items(self, items: list[str]) -> None:
        """Write small items behind each other, with a dot between those on one line."""
        for line in style.wrap_items(items, SEPARATOR, FOOT_SIZE, self.text_width):
            self.y += FOOT_SIZE * 0.75
            self.write(plain(line), self.y, size=FOOT_SIZE, colour=style.MUTED)
            self.y += FOOT_SIZE * 0.75

    def key(self, items: list[tuple[Callable[[float, float], dict[str, Any]], str]]) -> None:
        """Write what small signs mean, each before its words.

        A sign is a function that gives its shape when told the left end of its
        middle line, in pixels from the plot's top left corner, y upwards.
        """
        x = 0.0
        for sign, words in items:
            taken = KEY_WIDTH + 8 + style.text_width(words, FOOT_SIZE) + 24
            if x and x + taken > self.text_width:
                x = 0
                self.y += FOOT_SIZE * 1.6
            middle = self.y + FOOT_SIZE * 0.8
            self.signs.append((sign, self.edge - self.left + x, middle))
            self.write(plain(words), middle, size=FOOT_SIZE, colour=style.MUTED)
            self.annotations[-1]["xshift"] += x + KEY_WIDTH + 8
            x += taken
        if items:
            self.y += FOOT_SIZE * 1.6

    def lead(self, first: str, then: str, *, bold: bool) -> None:
        """Write a name and, muted behind it or below it where it is long, what goes with it."""
        name = f"<b>{plain(first)}</b>" if bold else plain(first)
        taken = style.text_width(first, TEXT_SIZE, bold=bold) + 16
        if taken + style.text_width(then, NOTE_SIZE) <= self.text_width:
            muted = f"color:{style.MUTED};font-size:{NOTE_SIZE}px"
            self.y += TEXT_SIZE * 0.75
            self.write(
                f'{name}  <span style="{muted}">{plain(then)}</span>', self.y, size=TEXT_SIZE
            )
            self.y += TEXT_SIZE * 0.75
        else:
            self.paragraph(first, size=TEXT_SIZE, colour=style.INK, bold=bold)
            self.paragraph(then, size=NOTE_SIZE, colour=style.MUTED)


def plain(words: str) -> str:
    """Words as they are, for Plotly, which would read < and & as markup."""
    # Plotly would fill in %{...} from what a chart says of itself.
    return html.escape(straight_quotes(words), quote=False).replace("%{", "&#37;{")


def straight_quotes(words: str) -> str:
    """Give words without Chinese straight quotes.

    Chinese faces draw curly ones as wide as a character.
    """
    if any(ord(character) >= 0x2E80 for character in words):
        return words
    return words.translate(_STRAIGHT)


_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
