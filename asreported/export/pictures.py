"""Charts and pages as PNG, SVG and PDF files, which say inside what they show and whose it is."""

from __future__ import annotations

import hashlib
import io
from html import escape

from PIL.PngImagePlugin import PngInfo, putchunk
from pypdf import PdfReader, PdfWriter

from asreported.drawing import formats
from asreported.drawing.charts import Chart, Drawer
from asreported.drawing.metadata import Metadata
from asreported.drawing.svg import svg
from asreported.export.engine import Engine, shared_engine
from asreported.html.report_card import A4, ReportCard
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
    the pixels. An SVG needs no browser; the others raise PictureError where none is found or
    it fails. Raises KeyError for a format that is not in formats.PICTURES.
    """
    formats.PICTURES[ending]  # before anything is drawn
    metadata = chart.metadata
    scale = (width or metadata.width) / metadata.width
    drawing = _svg_with(svg(chart, scale=scale), metadata)
    if ending == "svg":
        return drawing.encode()
    page = (
        f"<!doctype html><title>{escape(metadata.title)}</title>"
        f"<style>body{{margin:0}}svg{{display:block}}</style>{drawing}"
    )
    engine = engine or shared_engine()
    size = metadata.width * scale, chart.height * scale
    if ending == "pdf":
        return _pdf_with(engine.print(page, *size), metadata)
    return _png_with(engine.shoot(page, *size), metadata)


def page_picture(page: ReportCard, ending: str) -> bytes:
    """Return a report card as a PDF or PNG file.

    A PNG has twice the CSS pixels. Raises PictureError as ``picture`` does, KeyError for any
    other format.
    """
    engine = shared_engine()
    if ending == "pdf":
        return _pdf_with(engine.print(page.html, *A4), page.metadata)
    if ending == "png":
        return _png_with(engine.shoot(page.html, *A4), page.metadata)
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


def _svg_with(drawing: str, metadata: Metadata) -> str:
    """Put title and description into an SVG, with ids that no other drawing in a page has."""
    number = hashlib.sha256(drawing.encode()).hexdigest()[:8]
    opened, rest = drawing.split(">", 1)
    return (
        f'{opened} xml:lang="{escape(metadata.language)}" role="img" '
        f'aria-labelledby="title-{number} desc-{number}">'
        f'<title id="title-{number}">{escape(metadata.title)}</title>'
        f'<desc id="desc-{number}">{escape(_about(metadata))}</desc>{rest}'
    )


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
