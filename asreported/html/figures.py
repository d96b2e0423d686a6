"""A verdict, a sentence in its paragraph, a table of figures."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import ReportedFigure
from asreported.comparison.compare import Block, Comparison
from asreported.html import Context, escaped
from asreported.translatable import N_
from asreported.words.labels import SEPARATOR


def verdict(context: Context, comparison: Comparison) -> str:
    """The verdict on a metric, with the explanation for it; all reasons are a click away."""
    captions = context.captions
    level = escape(comparison.verdict.level.value)
    headline, explanation = captions.headline(comparison), captions.explanation(comparison)
    reasons = "".join(
        _block_reasons(context, comparison, block) for block in comparison.multi_city_blocks
    )
    if len(comparison.blocks) > 1:
        reasons += f"<p>{escaped(captions.between_blocks(comparison))}</p>"
    all_reasons = escaped(context.t("All reasons"))
    more = f"<summary>{all_reasons}</summary>"
    return (
        f'<div class="verdict verdict-{level}"><p><strong>{escaped(headline)}</strong> '
        f"{escaped(explanation)}</p>"
        f"{f'<details>{more}{reasons}</details>' if reasons else ''}</div>"
    )


def _block_reasons(context: Context, comparison: Comparison, block: Block) -> str:
    """Why the figures of a block hold together or not, each reason with that of its rule."""
    captions = context.captions
    counts, level = captions.labels.counts(block.counts), captions.level(block.verdict.level)
    head = f"<h3>{escaped(counts)} <span>{escaped(level)}</span></h3>"
    reasons = "".join(
        f"<li>{escaped(captions.reason(reason, with_cities=True))} "
        f"<span>{escaped(captions.why(reason))}</span></li>"
        for reason in block.verdict.reasons
    )
    pairs = "".join(
        f"<li>{escaped(pair)}</li>" for pair in captions.pair_verdicts(comparison, block)
    )
    heading = escaped(context.t("Pair by pair"))
    paired = f"<h4>{heading}</h4><ul>{pairs}</ul>" if pairs else ""
    return f"{head}<ul>{reasons}</ul>{paired}"


def passage(context: Context, figure: ReportedFigure) -> str:
    """A figure's sentence inside its paragraph, with what it was read as."""
    labels = context.labels
    head = SEPARATOR.join(
        [labels.value(figure), labels.counts(figure.counts), *labels.notes(figure)]
    )
    return (
        f'<section class="passage" aria-live="polite"><h2>{escaped(labels.city(figure.city))} '
        f"<span>{escaped(head)}</span></h2>"
        f"{_paragraph(context.catalog, figure)}{_gloss(context, figure)}"
        f"{_remarks(context, figure)}</section>"
    )


def reading(context: Context, figure: ReportedFigure) -> str:
    """What a figure's words were read as: its fields, and what they leave open."""
    labels = context.labels
    head = SEPARATOR.join([labels.counts(figure.counts), *labels.notes(figure)])
    return (
        f'<section class="passage" aria-live="polite"><h2>{escaped(labels.value(figure))} '
        f"<span>{escaped(labels.metric(figure.metric))}</span></h2><p>{escaped(head)}</p>"
        f"{_gloss(context, figure)}{_remarks(context, figure)}</section>"
    )


def figures_table(context: Context, comparison: Comparison) -> str:
    """The figures of a comparison that are drawn, a row each, in the order of the chart."""
    labels, t = context.labels, context.t
    columns = _columns(context, comparison)
    words = t("In the article's words")
    heads = [t("City"), *(name for name, _ in columns), words]
    head = "".join(f'<th scope="col">{escaped(word)}</th>' for word in heads)
    rows = "".join(_row(context, columns, words, f) for f in comparison.drawn_figures)
    if more := labels.more_figures(comparison.more):
        rows += f'<tr class="more"><td colspan="{len(heads)}">{escaped(more)}</td></tr>'
    caption = escaped(t("{metric}, as reported", metric=labels.metric(comparison.metric)))
    return (
        f'<table class="figures"><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


#: A column of a table: its heading, and what it says of a figure.
_Column = tuple[str, Callable[[ReportedFigure], str]]


def _columns(context: Context, comparison: Comparison) -> list[_Column]:
    """The columns between a figure's city and its words, of those that say something."""
    labels, t = context.labels, context.t
    columns: list[_Column] = [(t("Value"), labels.value)]
    if comparison.rates:
        rate = labels.rate(comparison.rates, context.catalog.metrics[comparison.metric])
        name = t("{rate}, worked out", rate=rate[:1].upper() + rate[1:])
        columns.append((name, lambda figure: labels.derived(figure, comparison.derived[figure.id])))
    columns += [
        (t("Counting"), lambda figure: labels.counts(figure.counts)),
        (t("Period"), labels.period),
    ]
    if any(figure.baseline for figure in comparison.drawn_figures):
        columns.append((t("Against"), labels.baseline))
    return columns


def _row(context: Context, columns: list[_Column], words: str, figure: ReportedFigure) -> str:
    """A figure's row; ``words`` is the heading of the last column."""
    cells = "".join(
        f'<td data-label="{escape(name)}"{" class=value" if i == 0 else ""}>{escaped(cell(figure))}'
        "</td>"
        for i, (name, cell) in enumerate(columns)
    )
    city = escaped(context.labels.city(figure.city))
    return (
        f'<tr id="figure-{escape(figure.id)}"><th scope="row">{city}</th>{cells}'
        f'<td data-label="{escape(words)}" class="evidence">{_evidence(context, figure)}</td></tr>'
    )


def _evidence(context: Context, figure: ReportedFigure) -> str:
    """A figure's quote, which leads to its article, and its paragraph at a click."""
    open_label = escaped(context.t("In its paragraph"))
    link = escape(context.links.figure(figure.id))
    return (
        f'<a href="{link}" target="_self"><mark lang="zh">'
        f"{escaped(figure.quote)}</mark></a>{_gloss(context, figure)}"
        f"<details><summary>{open_label}</summary>"
        f"{_paragraph(context.catalog, figure)}{_remarks(context, figure)}</details>"
    )


def _paragraph(catalog: Catalog, figure: ReportedFigure) -> str:
    found = catalog.passages[figure.id]
    before = found.paragraph[: found.offset]
    after = found.paragraph[found.offset + len(figure.quote) :]
    return (
        f'<blockquote lang="zh">{escaped(before)}<mark>{escaped(figure.quote)}</mark>'
        f"{escaped(after)}</blockquote>"
    )


def _gloss(context: Context, figure: ReportedFigure) -> str:
    """Our English of the quote, and the source; a reader of Chinese needs only the source."""
    source = escaped(context.labels.source(figure.city))
    if context.t.code == "zh":
        return f'<p class="gloss">{source}</p>'
    return f'<p class="gloss"><span lang="en">{escaped(figure.gloss)}</span>{SEPARATOR}{source}</p>'


def _remarks(context: Context, figure: ReportedFigure) -> str:
    """What is inferred and why, and what the sentence leaves open."""
    labels, t = context.labels, context.t
    remarks = [labels.article(figure.city)]
    remarks += [
        t("{term}: {meaning}", term=term, meaning=meaning)
        for term, meaning in labels.definitions(figure)
    ]
    remarks += [
        t("{field}, inferred: {reason}", field=labels.field(field), reason=t.text(reason))
        for field, reason in figure.inferred.items()
    ]
    if figure.note is not None:
        remarks.append(t.text(figure.note))
    remarks += [
        t(relation, figure=f"{labels.counts(other.counts)}, {labels.value(other)}")
        for relation, other in _relations(context.catalog, figure)
    ]
    return "".join(f'<p class="remark">{escaped(remark)}</p>' for remark in remarks)


def _relations(catalog: Catalog, figure: ReportedFigure) -> list[tuple[str, ReportedFigure]]:
    """What a figure is to others of its article, as sentences to fill in."""
    named = (
        (N_("A part of: {figure}."), figure.subset_of),
        (N_("Of the same event: {figure}."), figure.same_event),
    )
    return [(relation, catalog.figures[other]) for relation, other in named if other]
