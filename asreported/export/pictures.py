"""A chart as a PNG, SVG or PDF file that says inside, too, what it shows and where it is from."""

from __future__ import annotations

import hashlib
import io
import re
from html import escape

from PIL.PngImagePlugin import PngInfo, putchunk
from pypdf import PdfReader, PdfWriter

from asreported.drawing import formats
from asreported.drawing.metadata import Chart, Drawer, Metadata
from asreported.export.engine import Engine, inches, page_around, shared_engine
from asreported.words.labels import SEPARATOR

#: A4 in inches.
_A4 = (8.27, 11.69)


def sized(draw: Drawer, size: str) -> Chart:
    """A chart laid out for a size of formats.SIZES; ``draw`` takes ``width`` and ``min_height``.

    A square is laid out as narrow as what it holds allows, and shown as large as it may
    be. Raises KeyError for an unknown size.
    """
    width, height = formats.SIZES[size]
    if size == "square":
        width = height = _side(draw)
    return draw(width=width, min_height=height)


def _side(draw: Drawer) -> int:
    """The least side, in pixels, of a square that holds all of a chart."""
    widest = formats.SIZES["square"][0]
    side = widest // 2
    while (height := draw(width=side).height) > side:
        side = height if side >= widest else side + 60
    return side


def picture(
    chart: Chart, ending: str, *, width: int | None = None, engine: Engine | None = None
) -> bytes:
    """A chart as the bytes of a PNG, SVG or PDF file; the same chart gives the same PNG and SVG.

    It is ``width`` CSS pixels wide, or as wide as it was laid out for; a PNG has twice
    the pixels. Raises PictureError where no browser is found or the browser fails, and
    KeyError for a format that is not in formats.PICTURES.
    """
    formats.PICTURES[ending]
    facts = chart.metadata
    engine = engine or shared_engine()
    scale = (width or facts.width) / facts.width
    height = chart.height
    drawn = chart.figure.to_dict()
    if ending == "png":
        raw = engine.draw(drawn, "png", facts.width, height, scale * formats.PICTURE_SCALE)
        return _png_with(raw, facts)
    svg = _svg_with(engine.draw(drawn, "svg", facts.width, height, scale).decode(), facts)
    if ending == "svg":
        return svg.encode()
    page = page_around(svg, facts.title)
    raw = engine.print(page, inches(facts.width * scale), inches(height * scale))
    return _pdf_with(raw, facts)


def a4(page: str, facts: Metadata, ending: str) -> bytes:
    """An HTML page that fits A4, as the bytes of a PDF or PNG file with its facts inside.

    Raises PictureError as ``picture`` does, and KeyError for any other format.
    """
    if ending == "pdf":
        return _pdf_with(shared_engine().print(page, *_A4), facts)
    if ending == "png":
        return _png_with(shared_engine().shoot(page, *_A4, formats.PICTURE_SCALE), facts)
    raise KeyError(ending)


def _about(facts: Metadata) -> str:
    """What goes with a title: all that a picture says."""
    parts = [facts.description, facts.notice, *facts.sources, facts.version, facts.address]
    return SEPARATOR.join(filter(None, parts))


def _png_with(raw: bytes, facts: Metadata) -> bytes:
    """A PNG with its facts as text chunks, put behind its header; no pixel is touched."""
    info = PngInfo()
    chunks = {
        "Title": facts.title,
        "Description": facts.description,
        "Source": SEPARATOR.join(facts.sources),
        "Disclaimer": facts.notice,
        "Software": facts.version,
        "Address": facts.address,
    }
    for key, words in chunks.items():
        info.add_itxt(key, words, lang=facts.language)
    written = io.BytesIO()
    for name, data, *_ in info.chunks:
        putchunk(written, name, data)
    return raw[:_PNG_HEADER] + written.getvalue() + raw[_PNG_HEADER:]


#: Bytes of a PNG's signature and of its first chunk, IHDR.
_PNG_HEADER = 8 + 25


def _svg_with(svg: str, facts: Metadata) -> str:
    """An SVG with title and description, and with ids that depend on its content only."""
    svg, number = _steady(svg)
    opened, rest = svg.split(">", 1)
    return (
        f'{opened} xml:lang="{escape(facts.language)}" role="img" '
        f'aria-labelledby="title-{number} desc-{number}">'
        f'<title id="title-{number}">{escape(facts.title)}</title>'
        f'<desc id="desc-{number}">{escape(_about(facts))}</desc>{rest}'
    )


def _steady(svg: str) -> tuple[str, str]:
    """An SVG without the random number that Plotly puts into all ids of a drawing.

    A hash of the drawing takes its place, so that two drawings in one page keep apart;
    it comes along.
    """
    svg = svg.replace(' style=""', "", 1)  # there or not by what was drawn before
    drawn = re.search(r'id="defs-([0-9a-f]+)"', svg)
    number = drawn[1] if drawn else "-"
    parts = re.split(rf'((?:id="|url\([\'"]?#|href="#)[a-z-]*){number}', svg)
    digest = hashlib.sha256("".join(parts).encode()).hexdigest()[:8]
    return "".join(part + digest if i % 2 else part for i, part in enumerate(parts)), digest


def _pdf_with(raw: bytes, facts: Metadata) -> bytes:
    """A PDF with title and subject; the browser writes its title only."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(raw)))
    writer.add_metadata(
        {
            "/Title": facts.title,
            "/Subject": _about(facts),
            "/Creator": facts.version,
        }
    )
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
