"""Finds the entries that a number has in the file already, as the fields of a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from asreported.catalog.catalog import Catalog
from asreported.catalog.numerals import spans_of
from asreported.catalog.spans import Span
from asreported.curation.worklist import Number, own_figures
from asreported.curation.yaml_text import flow


@dataclass(frozen=True)
class Existing:
    """An entry of a city: the list that it stands in, its fields as the file has them.

    ``quote`` is where its words stand in the article.
    """

    kind: str
    entry: Mapping[str, Any]
    quote: Span

    @property
    def which(self) -> str:
        """What tells it from the others of its list: its id, or the words that it leaves out."""
        return str(self.entry.get("id", self.entry["quote"]))

    @property
    def fields(self) -> dict[str, str]:
        """Its fields as a person types them; one inside another goes by both names: note-en."""
        return dict(_typed("", self.entry))


def existing_entries(
    catalog: Catalog, article_id: str, number: Number, data: Any
) -> list[Existing]:
    """List the figures that a number is of, or the entry that leaves it out.

    ``data`` is what the file holds. The list is empty for a number that is open, and for one that
    only stands in the quote of another's figure.
    """
    city = data["cities"].get(catalog.sources[article_id].city, {})
    own = {figure.id for figure in own_figures(catalog, article_id, number)}
    spans = {id: (found.start, found.end) for id, found in catalog.passages.items() if id in own}
    figures = [
        Existing("figures", entry, spans[entry["id"]])
        for entry in city.get("figures") or ()
        if entry.get("id") in own
    ]
    return figures or _left_out(catalog.articles[article_id], article_id, number, city)


def _left_out(article: str, article_id: str, number: Number, city: Any) -> list[Existing]:
    return [
        Existing("not_figures", entry, span)
        for entry in city.get("not_figures") or ()
        if entry.get("article", article_id) == article_id
        for span in spans_of(article, [str(entry["quote"])])
        if span[0] <= number.start and number.end <= span[1]
    ][:1]


def _typed(name: str, value: Any) -> list[tuple[str, str]]:
    if isinstance(value, Mapping):
        inside = (_typed(f"{name}-{key}".strip("-"), one) for key, one in value.items())
        return [pair for pairs in inside for pair in pairs]
    return [(name, value if isinstance(value, str) else flow(value))]
