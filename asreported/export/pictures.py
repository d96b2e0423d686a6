"""Charts and pages as PNG, SVG and PDF files, which say inside what they show and whose it is."""

from __future__ import annotations

import hashlib
import io
import re
from html import escape

from PIL.PngImagePlugin import PngInfo, putchunk
from pypdf import PdfReader, PdfWriter

from asreported.drawing import formats
from asreported.drawing.charts import Chart, Drawer
from asreported.drawing.metadata import Metadata
from asreported.export.engine import Engine, shared_engine
from asreported.html.printable import PrintablePage
from asreported.words.labels import SEPARATOR


def sized(draw: Drawer, size: str) -> Chart:
    """Lay out a chart for a size of formats.SIZES.

    A square is laid out as narrow as what it holds allows, and shown as large as it may
    be. Raises KeyError for an unknown size.
    """
    width, height = formats.SIZES[size]
    if size == "square":
        width = height = _side(draw)
    return draw(width=width, min_height=height)


def _side(draw: Drawer) -> int:
    """Find the least side, in pixels, of a square that holds all of a chart."""
    widest = formats.SIZES["square"][0]
    side = widest // 2
    while (height := draw(width=side).height) > side:
        side = height if side >= widest else side + 60
    return side


def picture(
    chart: Chart, ending: str, *, width: int | None = None, engine: Engine | None = None
) -> bytes:
    """Return a chart as a PNG, SVG or PDF file; the same chart gives the same PNG and SVG.

    It is ``width`` CSS pixels wide, or as wide as it was laid out for; a PNG has twice
    the pixels. Raises PictureError where no browser is found or the browser fails, and
    KeyError for a format that is not in formats.PICTURES.
    """
    formats.PICTURES[ending]  # before anything is drawn
    metadata = chart.metadata
    engine = engine or shared_engine()
    scale = (width or metadata.width) / metadata.width
    height = chart.height
    figure = chart.figure.to_dict()
    if ending == "png":
        raw = engine.draw(figure, "png", metadata.width, height, scale * formats.PICTURE_SCALE)
        return _png_with(raw, metadata)
    svg = _svg_with(engine.draw(figure, "svg", metadata.width, height, scale).decode(), metadata)
    if ending == "svg":
        return svg.encode()
    # Kaleido prints an SVG as an image; in a page its words can be copied and searched for.
    page = (
        f"<!doctype html><title>{escape(metadata.title)}</title>"
        f"<style>body{{margin:0}}svg{{display:block}}</style>{svg}"
    )
    return _pdf_with(engine.print(page, metadata.width * scale, height * scale), metadata)


def page_picture(page: PrintablePage, ending: str) -> bytes:
    """Return an HTML page as a PDF or PNG file.

    A PNG has twice the CSS pixels. Raises PictureError as ``picture`` does, KeyError for any
    other format.
    """
    engine, size = shared_engine(), (page.width, page.height)
    if ending == "pdf":
        return _pdf_with(engine.print(page.html, *size), page.metadata)
    if ending == "png":
        return _png_with(engine.shoot(page.html, *size, formats.PICTURE_SCALE), page.metadata)
    raise KeyError(ending)


def _about(metadata: Metadata) -> str:
    """Return what goes with a title: all else that a picture says."""
    what = [metadata.description, metadata.notice, *metadata.sources]
    return SEPARATOR.join(filter(None, [*what, metadata.version, metadata.address]))


def _png_with(raw: bytes, metadata: Metadata) -> bytes:
    """Put metadata into a PNG, as text chunks behind its header; no pixel is touched."""
    info = PngInfo()
    chunks = {
        "Title": metadata.title,
        "Description": metadata.description,
        "Source": SEPARATOR.join(metadata.sources),
        "Disclaimer": metadata.notice,
        "Software": metadata.version,
        "Address": metadata.address,
    }
    for key, words in chunks.items():
        info.add_itxt(key, words, lang=metadata.language)
    text = io.BytesIO()
    for name, data, *_ in info.chunks:
        putchunk(text, name, data)
    return raw[:_PNG_HEADER] + text.getvalue() + raw[_PNG_HEADER:]


#: Bytes of a PNG's signature and of its first chunk, IHDR.
_PNG_HEADER = 8 + 25


def _svg_with(svg: str, metadata: Metadata) -> str:
    """Put title and description into an SVG, and make its ids depend on its content only."""
    svg, number = _steady(svg)
    opened, rest = svg.split(">", 1)
    return (
        f'{opened} xml:lang="{escape(metadata.language)}" role="img" '
        f'aria-labelledby="title-{number} desc-{number}">'
        f'<title id="title-{number}">{escape(metadata.title)}</title>'
        f'<desc id="desc-{number}">{escape(_about(metadata))}</desc>{rest}'
    )


def _steady(svg: str) -> tuple[str, str]:
    """Replace the random number that Plotly puts into all ids of a drawing, and return what by.

    It is a hash of the drawing, so that two drawings in one page keep apart.
    """
    svg = svg.replace(' style=""', "", 1)  # there or not by what was drawn before
    found = re.search(r'id="defs-([0-9a-f]+)"', svg)
    number = found[1] if found else "-"
    parts = re.split(rf'((?:id="|url\([\'"]?#|href="#)[a-z-]*){number}', svg)
    digest = hashlib.sha256("".join(parts).encode()).hexdigest()[:8]
    return "".join(part + digest if i % 2 else part for i, part in enumerate(parts)), digest


def _pdf_with(raw: bytes, metadata: Metadata) -> bytes:
    """Put title, subject and creator into a PDF; the browser writes its title only."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(raw)))
    writer.add_metadata(
        {
            "/Title": metadata.title,
            "/Subject": _about(metadata),
            "/Creator": metadata.version,
        }
    )
    pdf = io.BytesIO()
    writer.write(pdf)
    return pdf.getvalue()
