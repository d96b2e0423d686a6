"""What there is to take away: formats by file ending with their media types, sizes by name."""

from __future__ import annotations

from collections.abc import Collection

#: Pictures.
PICTURES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
#: Tables.
TABLES = {"csv": "text/csv", "json": "application/json"}
#: References, with their names.
CITATIONS = {
    "bib": ("BibTeX", "application/x-bibtex"),
    "ris": ("RIS", "application/x-research-info-systems"),
    "json": ("CSL JSON", "application/vnd.citationstyles.csl+json"),
}

#: Sizes of a picture: width and height in CSS pixels; a wide one may be higher.
SIZES = {"wide": (1200, 675), "square": (1080, 1080)}
#: Width of the usual size.
PICTURE_WIDTH = SIZES["wide"][0]
#: Pixels of a PNG for each CSS pixel.
PICTURE_SCALE = 2


def file_name(
    name: str, language_code: str, ending: str, *, size: str = "wide", rates: Collection[str] = ()
) -> str:
    """A file name that says what it is: ``as-reported_cameras_per-head_square_zh.png``."""
    parts = [name, *(rate.replace("_", "-") for rate in rates)]
    parts += [size] if size != "wide" else []
    return f"as-reported_{'_'.join([*parts, language_code])}.{ending}"
