"""What a picture says about itself: title, description, sources, version and address."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from asreported.words.labels import SEPARATOR, Labels
from asreported.words.language import Language


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
        articles: Collection[str],
        *,
        name: str,
        title: str,
        description: str,
        address: str,
        width: int,
        rates: Collection[str] = (),
    ) -> Metadata:
        """Return the metadata of a picture whose sources are ``articles`` (ids)."""
        t, catalog = labels.t, labels.catalog
        named = set(articles)
        return cls(
            name,
            title,
            description,
            sources=_sources(labels, [one for one in catalog.sources if one in named]),
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

    def letter(self, t: Language, finding: str = "") -> str:
        """Write some lines to send to who has not the dashboard open: what it shows, and how to.

        ``finding`` is what it says in a sentence; else its description does.
        """
        how = t(
            "To open it: start As Reported as its README says, and put this behind its address:"
        )
        lines = [self.title, finding or self.description, *self.sources, self.notice, self.version]
        return "\n".join([*lines, "", how, self.address])


def _sources(labels: Labels, articles: Sequence[str]) -> tuple[str, ...]:
    """Name articles, those of a city together; of many some, and how many more."""
    t, by_city = labels.t, dict[str, list[str]]()
    for article in articles:
        by_city.setdefault(labels.catalog.sources[article].city, []).append(labels.source(article))
    sources = (
        t("{city}: {source}", city=labels.city(city), source=t("; ").join(named))
        for city, named in by_city.items()
    )
    return tuple(labels.truncated(sources))
