"""Side by side as a picture: the table of the page on a sheet of its own, with its caveats."""

from __future__ import annotations

from asreported.comparison.side_by_side import SideBySide
from asreported.drawing import formats, style
from asreported.drawing.metadata import Metadata
from asreported.drawing.text_layout import wrap_items
from asreported.html import CSS
from asreported.html.context import Context, Links
from asreported.html.printable import PrintablePage, printable_html
from asreported.html.side_by_side import side_by_side_table
from asreported.words.labels import SEPARATOR, Labels
from asreported.words.language import Language

#: Margin of the sheet, width of what is on it, and size of its foot, in CSS pixels.
_EDGE = 24
_TEXT_WIDTH = formats.PICTURE_WIDTH - 2 * _EDGE
_FOOT_SIZE = 12


def page(table: SideBySide, language: Language, *, address: str = "") -> PrintablePage:
    """Write the table as a page to take a picture of; ``address`` is the query of its view."""
    context = Context(table.catalog, language, Links())  # nobody can follow a link in a picture
    about = metadata(table, language, address=address)
    source, *others = about.sources
    html = printable_html(
        about,
        side_by_side_table(context, table),
        lead=[about.description, context.labels.extent(table)],
        foot=[
            *wrap_items([f"{about.notice} {source}", *others], SEPARATOR, _FOOT_SIZE, _TEXT_WIDTH),
            SEPARATOR.join(filter(None, (about.version, about.address))),
        ],
        css=CSS.read_text(encoding="utf-8") + _CSS,
    )
    return PrintablePage(html, about, about.width)


def metadata(table: SideBySide, language: Language, *, address: str = "") -> Metadata:
    """Return what the picture of a table says of itself."""
    t = language
    return Metadata.of(
        Labels(table.catalog, t),
        table.catalog.articles_on(table.cities),
        name="side-by-side",
        title=t("Side by side, as reported"),
        description=t(
            "What each city's article reports on each metric. An empty cell: not in the article."
        ),
        address=address,
        width=formats.PICTURE_WIDTH,
    )


# The table's own sizes are in rem.
_CSS = f"""
html {{ color-scheme: light; font-size: 14px }}
main {{ width: {formats.PICTURE_WIDTH}px; padding: 28px {_EDGE}px 20px; line-height: 1.4 }}
h1 {{ font-size: 26px; line-height: 1.3; margin-bottom: 4px }}
header p {{ font-size: 14px }}
.overview {{ margin: 20px 0 16px; border-bottom: 1px solid {style.INK} }}
.overview thead th {{ position: static }}
.overview tbody:first-of-type .theme th {{ padding-top: 18px }}
footer {{ font-size: {_FOOT_SIZE}px; line-height: 1.5 }}
"""
