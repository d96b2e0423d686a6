"""The page of changes: which figures each version added, changed and took out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from asreported.html.escaping import escape_html
from asreported.html.page import heading
from asreported.site.addresses import Place, figure_page
from asreported.site.pages import CHANGES, SitePage
from asreported.words.labels import SEPARATOR
from asreported.words.language import Language

#: A figure as the data file of a version has it.
Record = Mapping[str, Any]
#: The figures of each version that is there, by id.
Versions = Mapping[str, Mapping[str, Record]]


def changes_page(t: Language, listed: Iterable[Mapping[str, Any]], versions: Versions) -> SitePage:
    """Write the page from the list of versions, the newest on top."""
    lead = t("Which figures each version of the data added, changed and took out.")
    parts = [f"<section>{_Version(t, one, versions).html()}</section>" for one in listed]
    content = f'{heading(t("Changes"), lead)}<div class="changes">{"".join(reversed(parts))}</div>'
    return SitePage(Place(CHANGES, t.code), t("Changes"), lead, content, grows=True)


class _Version:
    """Writes what changed with one version."""

    def __init__(self, t: Language, about: Mapping[str, Any], versions: Versions) -> None:
        self.t, self.about, self.versions = t, about, versions
        self.changes = about.get("changes", {})

    def html(self) -> str:
        """Write its name, how many figures it has, and lists of what changed."""
        t, version = self.t, self.about["version"]
        name = self._link(escape_html(t("Data {version}", version=version)), version, "")
        number = t.plural("{number} figure", "{number} figures", self.about["figures"])
        if not (lists := "".join(self._lists())) and self.changes:
            unchanged = escape_html(t("No figure changed."))
            lists = f"<p>{unchanged}</p>"
        return f"<h2>{name} <small>{escape_html(number)}</small></h2>{lists}"

    def _lists(self) -> Iterator[str]:
        t, version, since = self.t, self.about["version"], self.changes.get("since", "")
        before = escape_html(t("before"))
        listed = {
            t("Added"): [self._figure(one, version) for one in self.changes.get("added", ())],
            t("Changed"): [
                f"{self._figure(one, version)} <small>{escape_html(', '.join(fields))}{SEPARATOR}"
                f"{self._link(before, since, figure_page(one))}</small>"
                for one, fields in self.changes.get("changed", {}).items()
            ],
            t("Gone"): [self._figure(one, since) for one in self.changes.get("gone", ())],
        }
        for name, figures in listed.items():
            if figures:
                items = "".join(f"<li>{figure}</li>" for figure in figures)
                yield f"<h3>{escape_html(name)}</h3><ul>{items}</ul>"

    def _figure(self, figure: str, version: str) -> str:
        """Name a figure as a version did; it leads to its page there."""
        row = self.versions.get(version, {}).get(figure, {})
        names = [
            row.get(f"{field}_{self.t.code}") or row.get(field)
            for field in ("city_name", "metric_name", "counts_name")
        ]
        words = SEPARATOR.join(filter(None, names)) or figure
        return self._link(escape_html(words), version, figure_page(figure))

    def _link(self, content: str, version: str, page: str) -> str:
        """Lead to a page of a version, if that is still there."""
        if version not in self.versions:
            return content
        place = Place(CHANGES, self.t.code)
        to = place.to(f"v/{version}/{Place(page, self.t.code).path}")
        return f'<a href="{escape(to)}">{content}</a>'
