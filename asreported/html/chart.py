"""A chart in a page: drawn for a wide screen and for a narrow one, of which the page shows one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from asreported.drawing.browser import about_chart
from asreported.drawing.canvas import BREAKPOINT
from asreported.drawing.charts import Chart
from asreported.drawing.svg import fluid_svg
from asreported.html.context import Link
from asreported.words.language import Language

#: Widths in pixels that a chart is laid out for: a screen, a phone or a part of a sheet.
WIDTHS = (960, 340)


def chart_html(charts: Iterable[Chart], language: Language, link: Link) -> str:
    """Write a chart in several layouts, which the style sheet chooses from; it needs no script.

    Each mark leads where ``link`` says of its figure. A script may add hints and a camera
    (``equipChart`` in asreported/drawing/chart.js).
    """
    layouts = [_layout(chart, language, link) for chart in charts]
    alt_text = next(iter(charts)).metadata.description
    return (
        f'<div class="chart layouts" role="figure" aria-label="{escape(alt_text)}">'
        f"{''.join(layouts)}</div>"
    )


def _layout(chart: Chart, language: Language, link: Link) -> str:
    name = "wide" if chart.metadata.width >= BREAKPOINT else "narrow"
    about = json.dumps(about_chart(chart, language), ensure_ascii=False, separators=(",", ":"))
    return f'<div class="plot {name}" data-about="{escape(about)}">{fluid_svg(chart, link)}</div>'
