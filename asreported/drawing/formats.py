"""Formats of downloads by file ending, with their media types; sizes of pictures by name."""

from __future__ import annotations

from collections.abc import Collection

#: Formats of pictures.
PICTURES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
#: Formats of tables.
TABLES = {"csv": "text/csv", "json": "application/json"}
#: Formats of sentences and questions.
TEXTS = {"md": "text/markdown", "csv": "text/csv"}
#: Formats of references, each with its name.
CITATIONS = {
    "bib": ("BibTeX", "application/x-bibtex"),
    "ris": ("RIS", "application/x-research-info-systems"),
    "json": ("CSL JSON", "application/vnd.citationstyles.csl+json"),
}

#: Sizes of a picture: width and least height in CSS pixels; a square one is exactly so high.
SIZES = {"wide": (1200, 675), "square": (1080, 1080)}
#: Width of a picture in the default size, in CSS pixels.
PICTURE_WIDTH = SIZES["wide"][0]
#: Pixels of a PNG for each CSS pixel.
PICTURE_SCALE = 2


def file_name(
    name: str,
    language_code: str,
    ending: str,
    *,
    size: str = "wide",
    rates: Collection[str] = (),
    part: str = "",
) -> str:
    """Name a download after what it holds: ``as-reported_cameras__per-head__square_zh.png``.

    ``name`` is the id of a metric, a city or a page, ``part`` what of it is given; the default
    size is not named. Two underscores set each apart: no id holds two, so that the square
    chart of ``m`` and the wide one of ``m_square`` are two files.
    """
    parts = [name, part, *(rate.replace("_", "-") for rate in rates)]
    parts += [size] if size != "wide" else []
    return f"as-reported_{'__'.join(filter(None, parts))}_{language_code}.{ending}"
