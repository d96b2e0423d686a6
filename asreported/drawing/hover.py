"""The words behind a mark, which a chart shows when it is pointed at."""

from __future__ import annotations

from asreported.catalog.model import ReportedFigure
from asreported.drawing import style
from asreported.drawing.canvas import plain
from asreported.words.bidi import isolated
from asreported.words.labels import Labels

_WIDTH = 320


def hover_words(labels: Labels, figure: ReportedFigure) -> list[str]:
    """The lines behind a figure: quote, gloss, source. A reader of Chinese needs no gloss."""
    lines = hover_lines(f"“{isolated(figure.quote)}”", most=8)
    if labels.t.needs_gloss:
        lines += hover_lines(isolated(figure.gloss), most=8)
    return lines + hover_lines(labels.source(figure.city), most=4)


def hover_lines(words: str, *, most: int = 0) -> list[str]:
    """Words as Plotly shows them, broken to the width of what opens; at ``most`` so many lines."""
    return [plain(line) for line in style.wrap(words, style.HOVER_SIZE, _WIDTH, most=most)]
