"""The text that opens when a mark is pointed at."""

from __future__ import annotations

from asreported.catalog.model import ReportedFigure
from asreported.drawing.canvas import escape_plotly
from asreported.drawing.style import HOVER
from asreported.drawing.text_layout import wrap
from asreported.words.bidi import isolated
from asreported.words.labels import Labels

#: Greatest width of the text in pixels.
_WIDTH = 320
#: Quotation marks within quotation marks.
_INNER = str.maketrans("“”", "‘’")


def hover_text(labels: Labels, figure: ReportedFigure) -> str:
    """Return a figure's quote, gloss and source as Plotly's markup.

    The gloss is left out in a language whose readers read the quote itself.
    """
    paragraphs = [(f"“{isolated(figure.quote.translate(_INNER))}”", 8)]
    if labels.t.needs_gloss:
        paragraphs.append((isolated(figure.gloss), 8))
    paragraphs.append((labels.source(figure.city), 4))
    return "<br>".join(
        escape_plotly(line)
        for text, max_lines in paragraphs
        for line in wrap(text, HOVER.size, _WIDTH, max_lines=max_lines)
    )
