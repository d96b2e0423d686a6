"""What is around every page of a site: its head, menu and foot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from asreported.html.escaping import escape_html
from asreported.site.addresses import Place, city_page
from asreported.site.linked_data import in_page
from asreported.site.pages import CHANGES, METHOD, SIDE_BY_SIDE, SitePage
from asreported.words.labels import SEPARATOR, Labels
from asreported.words.language import LANGUAGES


@dataclass(frozen=True)
class Frame:
    """Writes pages of one language around their content.

    ``base`` is the address of the site, empty where it is not known; ``png`` says whether charts
    have a picture beside them that other sites can show.
    """

    labels: Labels
    base: str
    png: bool = False

    def html(self, page: SitePage, folder: str) -> str:
        """Write a page from its head to its scripts.

        ``folder`` is that of its version from the top of the site ("" or "v/1234567/").
        """
        t, place = self.labels.t, page.place
        top = place.to("../" * folder.count("/"))
        body = page.content if page.bare else self._body(page, top)
        kind = ' class="bare"' if page.bare else ""
        return (
            f'<!doctype html>\n<html lang="{escape(t.code)}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(page.title)} · As Reported 据报道</title>"
            f"{''.join(self._metadata(page, folder))}"
            f'<link rel="stylesheet" href="{escape(place.to("site.css"))}"></head>'
            f"<body{kind}>{body}"
            f'<script src="{escape(top)}versions.js"></script>'
            f'<script src="{escape(place.to("site.js"))}"></script></body></html>\n'
        )

    def _metadata(self, page: SitePage, folder: str) -> Iterable[str]:
        """Write what programs read of a page; absolute addresses only where they are known."""
        description = escape(page.description)
        yield f'<meta name="description" content="{description}">'
        yield f'<meta property="og:title" content="{escape(page.title)}">'
        yield f'<meta property="og:description" content="{description}">'
        yield '<meta property="og:type" content="article">'
        for code in LANGUAGES:
            to = page.place.to_page(page.place.folder, code)
            if self.base:
                to = f"{self.base}{folder}{Place(page.place.folder, code).address}"
            yield f'<link rel="alternate" hreflang="{escape(code)}" href="{escape(to)}">'
        if self.base:
            address = self.base + folder + page.place.address
            yield f'<link rel="canonical" href="{escape(address)}">'
            yield f'<meta property="og:url" content="{escape(address)}">'
            if page.picture and self.png:
                picture = f"{self.base}{folder}{page.picture}.png"
                yield f'<meta property="og:image" content="{escape(picture)}">'
        yield from map(in_page, page.about)

    def _body(self, page: SitePage, top: str) -> str:
        """Write menu, content and foot."""
        t, place = self.labels.t, page.place
        city = next(iter(self.labels.catalog.cities))
        menu = place.ways(
            {
                "": t("Compare"),
                SIDE_BY_SIDE: t("Side by side"),
                city_page(city): t("City"),
                METHOD: t("Method"),
            }
        )
        languages = "".join(
            f'<a lang="{escape(code)}" href="{escape(place.to_page(place.folder, code))}"'
            f"{' aria-current=true' if code == t.code else ''}>{escape_html(settings.name)}</a>"
            for code, settings in LANGUAGES.items()
        )
        return (
            '<header class="masthead"><p class="wordmark">As Reported <span lang="zh">据报道</span>'
            f'</p><nav>{menu}</nav><div class="languages">{languages}</div></header>'
            f"<main>{page.content}</main><footer>{self._foot(page, top)}</footer>"
        )

    def _foot(self, page: SitePage, top: str) -> str:
        """Write that nothing is verified, and the version.

        A page of a version has its own address, which never changes, and word of a newer one.
        """
        t, version = self.labels.t, self.labels.catalog.version
        notice = escape_html(t("As reported by articles, not verified."))
        data = escape_html(t("As Reported, data {version}", version=version))
        to = f"{top}{Place(CHANGES, t.code).path}"
        notice += (
            f'{SEPARATOR}{data}{SEPARATOR}<a href="{escape(to)}">{escape_html(t("Changes"))}</a>'
        )
        if page.grows:
            return f"<p>{notice}</p>"
        to = f"{top}v/{version}/{page.place.path}"
        lasting = escape_html(t("Address of this version"))
        kept = f'<a href="{escape(to)}">{lasting}</a>'
        newer = escape_html(t("There is a newer version of these data."))
        return (
            f'<p class="newer" hidden data-version="{escape(version)}" '
            f'data-top="{escape(top)}"><a>{newer}</a></p>'
            f"<p>{notice}{SEPARATOR}{kept}</p>"
        )
