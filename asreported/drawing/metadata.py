"""What a picture says about itself: title, description, sources, version and address."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from asreported.words.labels import SEPARATOR, Labels


@dataclass(frozen=True)
class Metadata:
    """What a picture says about itself, in its image and inside its file, in one language.

    ``name`` is the id of its metric or page, for file names; ``rates`` are those worked out;
    ``width`` in pixels is what it is laid out for; ``address`` is the query that opens the
    view again.
    """

    name: str
    title: str
    description: str
    sources: tuple[str, ...]
    notice: str
    version: str
    address: str
    language: str
    width: int
    rates: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        labels: Labels,
        cities: Collection[str],
        *,
        name: str,
        title: str,
        description: str,
        address: str,
        width: int,
        rates: Collection[str] = (),
    ) -> Metadata:
        """Return the metadata of a picture whose sources are the articles of ``cities`` (ids)."""
        t, catalog = labels.t, labels.catalog
        named = set(cities)
        return cls(
            name,
            title,
            description,
            sources=_sources(labels, [city for city in catalog.cities if city in named]),
            notice=t("As reported by articles, not verified."),
            version=t("As Reported, data {version}", version=catalog.version),
            address=address,
            language=t.code,
            width=width,
            rates=tuple(rates),
        )

    @property
    def line(self) -> str:
        """A credit line to paste next to the picture: title, sources, version, notice, address."""
        notice = self.notice.rstrip(".。")
        parts = [self.title, *self.sources, self.version, notice, self.address]
        return SEPARATOR.join(filter(None, parts))


def _sources(labels: Labels, cities: Sequence[str]) -> tuple[str, ...]:
    """Name the articles of cities; of many some, and how many more."""
    t = labels.t
    sources = (t("{city}: {source}", city=labels.city(c), source=labels.source(c)) for c in cities)
    return tuple(labels.truncated(sources))
