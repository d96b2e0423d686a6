"""The page of changes: what each version added, changed and took out, in old and new words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import ReportedFigure, Statement
from asreported.comparison.excerpts import MAX_OF_CITY, excerpt
from asreported.html.escaping import escape_html
from asreported.html.page import heading
from asreported.html.side_by_side import DASH
from asreported.site.addresses import Place, figure_page
from asreported.site.pages import CHANGES, SitePage
from asreported.translatable import N_
from asreported.words.captions import Captions
from asreported.words.labels import SEPARATOR, Labels
from asreported.words.language import LANGUAGES, Language, language

#: The file of a version that says all its figures and statements in words.
IN_WORDS = "data/in-words.json"
#: What a version tells of a figure or a statement: the words of each field by language.
Told = Mapping[str, Mapping[str, str]]
#: What each version that is there tells, by id.
Versions = Mapping[str, Mapping[str, Told]]

_FIELDS = {
    "city": N_("City"),
    "metric": N_("Metric"),
    "counts": N_("Counting"),
    "value": N_("Value"),
    "says": N_("What it says"),
    "period": N_("Period"),
    "baseline": N_("Against"),
    "area": N_("Area"),
    "besides": N_("To be known besides"),
    "quote": N_("In the article's words"),
    "gloss": N_("In English"),
    "note": N_("Note"),
    "inferred": N_("Inferred"),
    "article": N_("Article"),
}


def told(catalog: Catalog) -> dict[str, Told]:
    """Say all figures and statements in words: by id, language and field."""
    words = {code: Labels(catalog, language(code)) for code in LANGUAGES}
    return {
        id: {code: _in_words(labels, entry) for code, labels in words.items()}
        for id, entry in catalog.entries.items()
    }


def _in_words(labels: Labels, entry: ReportedFigure | Statement) -> dict[str, str]:
    t, areas = labels.t, labels.catalog.content.areas
    words = {"city": labels.city(entry.city), "metric": labels.metric(entry.metric)}
    words["counts"] = labels.counts(entry.counts)
    if isinstance(entry, Statement):
        words["says"] = Captions(labels).said(entry, entry.metric)
    else:
        own = {labels.period(entry), labels.area(entry), baseline := labels.baseline(entry)}
        besides = [note for note in labels.notes(entry) if note not in own]
        words |= {"value": labels.value(entry), "baseline": baseline}
        words["besides"] = SEPARATOR.join(besides)
    return words | {
        "period": labels.period(entry),
        "area": t.label(areas[entry.area].name),
        "quote": entry.quote,
        "gloss": entry.gloss,
        "note": t.text(entry.note) if entry.note else "",
        "inferred": SEPARATOR.join(labels.inferred(entry)),
        "article": SEPARATOR.join(words for _, words in labels.provenance(entry.article)),
    }


def fields_changed(old: Told, new: Told) -> list[str]:
    """List the fields whose words are others than before in any language, in order."""
    return [
        field
        for field in _FIELDS
        if any(old.get(code, {}).get(field) != said.get(field) for code, said in new.items())
    ]


def changes_page(t: Language, listed: Iterable[Mapping[str, Any]], versions: Versions) -> SitePage:
    """Write the page from the list of versions, the newest on top."""
    lead = t("Which figures and statements each version of the data added, changed and took out.")
    parts = [f"<section>{_Version(t, one, versions).html()}</section>" for one in listed]
    content = f'{heading(t("Changes"), lead)}<div class="changes">{"".join(reversed(parts))}</div>'
    return SitePage(Place(CHANGES, t.code), t("Changes"), lead, content, grows=True)


class _Version:
    """Writes what changed with one version."""

    def __init__(self, t: Language, about: Mapping[str, Any], versions: Versions) -> None:
        self.t, self.about, self.versions = t, about, versions
        self.version, self.changes = about["version"], about.get("changes", {})
        self.since = self.changes.get("since", "")

    def html(self) -> str:
        """Write its name, how many figures it has, and lists of what changed."""
        t, version = self.t, self.version
        name = self._link(escape_html(t("Data {version}", version=version)), version, "")
        number = t.plural("{number} figure", "{number} figures", self.about["figures"])
        if not (lists := "".join(self._lists())) and self.changes:
            unchanged = escape_html(t("Nothing changed."))
            lists = f"<p>{unchanged}</p>"
        return f"<h2>{name} <small>{escape_html(number)}</small></h2>{lists}"

    def _lists(self) -> Iterator[str]:
        """Write what was added, changed and gone, of very many the first."""
        t, changes = self.t, self.changes
        listed = {
            t("Added"): [self._entry(one, self.version) for one in changes.get("added", ())],
            t("Changed"): [self._changed(*one) for one in changes.get("changed", {}).items()],
            t("Gone"): [self._entry(one, self.since) for one in changes.get("gone", ())],
        }
        for name, entries in listed.items():
            part = excerpt(entries, MAX_OF_CITY)
            more = [escape_html(t("and {number} more", number=part.more))] if part.more else []
            if items := "".join(f"<li>{item}</li>" for item in (*part.shown, *more)):
                yield f"<h3>{escape_html(name)}</h3><ul>{items}</ul>"

    def _changed(self, one: str, fields: Iterable[str]) -> str:
        """Name what changed, with the old and the new words of each field."""
        t, old, new = self.t, self._words(one, self.since), self._words(one, self.version)
        items = ""
        for field in fields:
            name = escape_html(t(_FIELDS.get(field, field)))
            was, now = (escape_html(words.get(field) or DASH) for words in (old, new))
            words = t("{field}: {old} → {new}", field=name, old=was, new=f"<b>{now}</b>")
            if was == now:
                words = t("{field}: in another language", field=name)
            items += f"<li>{words}</li>"
        before = self._link(escape_html(t("before")), self.since, figure_page(one))
        return f"{self._entry(one, self.version)} <small>{before}</small><ul>{items}</ul>"

    def _entry(self, one: str, version: str) -> str:
        """Name a figure or a statement as a version did; it leads to its page there."""
        words = self._words(one, version)
        named = [words[field] for field in ("city", "metric", "counts") if field in words]
        return self._link(escape_html(SEPARATOR.join(named) or one), version, figure_page(one))

    def _words(self, one: str, version: str) -> Mapping[str, str]:
        return self.versions.get(version, {}).get(one, {}).get(self.t.code, {})

    def _link(self, content: str, version: str, page: str) -> str:
        """Lead to a page of a version, if that is still there."""
        if version not in self.versions:
            return content
        place = Place(CHANGES, self.t.code)
        to = place.to(f"v/{version}/{Place(page, self.t.code).path}")
        return f'<a href="{escape(to)}">{content}</a>'
