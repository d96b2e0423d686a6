"""The map as HTML: a row a metric, a dot a city, lines between cities that may be compared."""

from __future__ import annotations

from collections.abc import Sequence

from asreported.comparison.compare import Block
from asreported.comparison.excerpts import MAX_MAPPED
from asreported.comparison.side_by_side import Row, SideBySide
from asreported.comparison.verdicts import Level
from asreported.html.context import Context, link_to
from asreported.html.escaping import escape_html
from asreported.words.map import MapCaptions

#: Names of so many cities have room side by side over their columns; those of more stand upright.
_FEW_CITIES = 6


def finding_line(finding: str, address: str) -> str:
    """Write the finding as a line that leads to the map."""
    return f'<p class="finding">{link_to(address, escape_html(finding))}</p>'


def map_html(context: Context, table: SideBySide) -> str:
    """Write the map under its finding; a row leads to its chart, a dot says the figures.

    What one city reports is folded, and the last of very many metrics.
    """
    return _Map(context, table).html()


class _Map:
    """Writes the map from its parts."""

    def __init__(self, context: Context, table: SideBySide) -> None:
        self.context, self.table, self.t = context, table, context.t
        self.captions = MapCaptions(context.labels, table)

    def html(self) -> str:
        """Write heading, key and table."""
        captions = self.captions
        signs = "".join(
            f'<span><i class="sign {sign}"></i>{escape_html(meaning)}</span>'
            for sign, meaning in captions.key().items()
        )
        heads = "".join(
            f'<th scope="col"><span>{self.context.to_city(city)}</span></th>'
            for city in self.table.cities
        )
        metric = escape_html(self.t("Metric"))
        many = " many" if len(self.table.cities) > _FEW_CITIES else ""
        return (
            f'<div class="map{many}"><h2>{escape_html(captions.finding())}</h2>'
            f'<p class="key">{escape_html(captions.about())} {signs}</p><table><thead><tr>'
            f'<th scope="col"><span class="unseen">{metric}</span></th>{heads}</tr></thead>'
            f"{self._groups()}</table></div>"
        )

    def _groups(self) -> str:
        """Write the metrics by verdict; those of one city, and the last of many, are folded."""
        every, mapped = self.table.by_verdict, self.table.mapped(MAX_MAPPED)
        groups = []
        for level, part in mapped.items():
            groups.append(f"<tbody>{self._heading(level)}{self._rows(part.shown)}</tbody>")
            if part.more:
                more = self.t("and {number} more", number=self.t.digits(part.more))
                head = f'<th colspan="{len(self.table.cities) + 1}">{self._unfold(more)}</th>'
                groups.append(self._folded(head, every[level][len(part.shown) :]))
        if Level.ONE_CITY not in mapped and every[Level.ONE_CITY]:
            groups.append(self._alone(every[Level.ONE_CITY]))
        return "".join(groups)

    def _heading(self, level: Level) -> str:
        words, span = escape_html(self.captions.group(level)), len(self.table.cities) + 1
        return f'<tr class="group"><th colspan="{span}" scope="rowgroup">{words}</th></tr>'

    def _alone(self, rows: Sequence[Row]) -> str:
        """Write how many metrics each city alone reports, and which, folded."""
        words = self.captions.group(Level.ONE_CITY)
        counts = "".join(
            f"<td>{self.t.digits(self.captions.alone(city))}</td>" for city in self.table.cities
        )
        return self._folded(f'<th scope="rowgroup">{self._unfold(words)}</th>{counts}', rows)

    def _unfold(self, words: str) -> str:
        """Write what opens the rows that follow."""
        show = escape_html(self.t("show them"))
        return f"<details><summary>{escape_html(words)} <span>{show}</span></summary></details>"

    def _folded(self, head: str, rows: Sequence[Row]) -> str:
        return f'<tbody class="fold"><tr>{head}</tr></tbody><tbody>{self._rows(rows)}</tbody>'

    def _rows(self, rows: Sequence[Row]) -> str:
        return "".join(
            self._comparable(row) if row.comparable else self._row(row, self._name(row))
            for row in rows
        )

    def _name(self, row: Row) -> str:
        """Write a metric's name, which leads to its chart, and where its verdict holds in part."""
        note = self.captions.notes(row)
        small = f"<small>{escape_html(note)}</small>" if note else ""
        return self.context.to_metric(row.metric) + small

    def _comparable(self, row: Row) -> str:
        """Write a metric that may be compared, with a row of dots for each of its headings."""
        if len(row.comparable) == 1:
            return self._row(row, self._name(row), row.comparable[0])
        span = len(self.table.cities) + 1
        name = f'<tr class="meant"><th colspan="{span}" scope="row">{self._name(row)}</th></tr>'
        labels = self.context.labels
        return name + "".join(
            self._row(row, escape_html(labels.counts(block.counts)), block, css="meant part")
            for block in row.comparable
        )

    def _row(self, row: Row, name: str, block: Block | None = None, css: str = "meant") -> str:
        """Write a row of dots; those of the cities of ``block`` are large, with lines between."""
        meant: tuple[str, ...] = ()
        ties: dict[int, str] = {}
        if block:
            meant = block.cities
            ties = {one: _tie(block, one, other) for one, other in self.table.steps(block)}
        cells = "".join(
            self._cell(row, city, city in meant, ties.get(i, ""))
            for i, city in enumerate(self.table.cities)
        )
        chosen = f' class="{css}"' if block else ""
        return f'<tr{chosen}><th scope="row">{name}</th>{cells}</tr>'

    def _cell(self, row: Row, city: str, meant: bool, tie: str) -> str:
        """Write a city's dot, which says its figures; nothing where it reports none."""
        figures = row.cells[city]
        if not figures:
            return "<td></td>"
        named = f"<b>{escape_html(self.context.labels.city(city))}</b>"
        lines = "".join(
            f"<span>{escape_html(line)}</span>" for line in self.captions.figures(figures)
        )
        dot = f'<i class="sign {"meant" if meant else "other"}"></i>'
        words = f'{dot}<span class="tip">{named}{lines}</span>'
        return f"<td>{tie}{link_to(self.context.links.metric(row.metric), words, css='dot')}</td>"


def _tie(block: Block, one: int, other: int) -> str:
    """Write a line from a column's dot to another's; an arc over one that is not meant."""
    steps = other - one
    shape = "arc" if steps > 1 else "straight"
    return f'<i class="tie {shape} {block.verdict.level}" style="width:{100 * steps}%"></i>'
