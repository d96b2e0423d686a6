"""The reasons of a verdict, a sentence in its paragraph, a table of figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from asreported.catalog.catalog import Catalog
from asreported.catalog.model import ReportedFigure, Statement
from asreported.comparison.compare import Block, Comparison
from asreported.comparison.excerpts import MAX_NAMED, Excerpt, excerpt
from asreported.comparison.verdicts import RULES, judge
from asreported.html.article import other_articles
from asreported.html.context import Context, link_to
from asreported.html.escaping import escape_html
from asreported.html.page import folded, note, remark, table
from asreported.translatable import N_
from asreported.words.labels import SEPARATOR


def reasons(context: Context, comparison: Comparison) -> str:
    """Write all reasons of the verdict that a chart gives, folded, and what tells the same.

    Empty where there is neither.
    """
    captions = context.captions
    all_reasons = "".join(
        _block_reasons(context, comparison, block)
        for block in comparison.blocks
        if block.verdict.reasons or block in comparison.multi_city_blocks
    )
    if len(comparison.blocks) > 1:
        all_reasons += f"<p>{escape_html(captions.between_blocks(comparison))}</p>"
        all_reasons += _always_named(context, comparison)
    all_reasons += _told_otherwise(context, comparison)
    details = folded(context.t("All reasons"), all_reasons) if all_reasons else ""
    related = _related(context, comparison.metric)
    return f'<div class="reasons">{related}{details}</div>' if related or details else ""


def links_to_metrics(context: Context, metrics: Sequence[str]) -> str:
    """Lead to metrics of which something may be compared; empty where there are none."""
    return _links(context, context.t("May be compared:"), metrics)


def _related(context: Context, metric: str) -> str:
    """Lead to the metrics that tell the same otherwise; empty where there are none."""
    related = context.catalog.metrics[metric].related
    reported = [other for other in related if context.catalog.figures_of(other)]
    return _links(context, context.t("The same told otherwise:"), reported)


def found_figures(context: Context, wanted: str, found: Excerpt[ReportedFigure]) -> str:
    """List figures that a search has found; each leads to its chart and to its words."""
    labels, t = context.labels, context.t
    items = "".join(
        f"<li>{escape_html(labels.city(figure.city))}{SEPARATOR}{context.to_metric(figure.metric)}"
        f"{SEPARATOR}<strong>{escape_html(labels.value(figure))}</strong> "
        f"{quote_link(context, figure)}</li>"
        for figure in found.shown
    )
    if not items:
        return note(t("Nothing is found with “{words}”.", words=wanted))
    more = escape_html(t("{number} more", number=found.more)) if found.more else ""
    return f'<ul class="found" role="status">{items}</ul><p class="remark">{more}</p>'


def _links(context: Context, lead: str, metrics: Sequence[str]) -> str:
    """Write links to metrics after some words; empty where there are none."""
    if not metrics:
        return ""
    links = SEPARATOR.join(map(context.to_metric, metrics))
    return f'<p class="remark">{escape_html(lead)} {links}</p>'


def _told_otherwise(context: Context, comparison: Comparison) -> str:
    """Write by what else articles tell of the things counted, and lead there."""
    by_counts = {block.counts: block for block in comparison.drawn}
    parts = []
    for counts, block in by_counts.items():
        items = "".join(
            f"<li>{context.to_metric(metric, words)}</li>"
            for metric, words in excerpt(context.captions.told_otherwise(block), MAX_NAMED).shown
        )
        name = context.t("{counts}, told otherwise", counts=context.labels.counts(counts))
        parts += [f"<h3>{escape_html(name)}</h3><ul>{items}</ul>"] if items else []
    return "".join(parts)


def _always_named(context: Context, comparison: Comparison) -> str:
    """Write the differences that are named even where the comparison is forbidden."""
    always = {rule.aspect for rule in RULES if rule.always}
    reasons = judge(comparison.basis, comparison.figures).reasons
    items = "".join(
        f"<li>{escape_html(context.captions.reason(reason, with_cities=True))}</li>"
        for reason in reasons
        if reason.aspect in always
    )
    return f"<ul>{items}</ul>" if items else ""


def _block_reasons(context: Context, comparison: Comparison, block: Block) -> str:
    """Write why the figures of a block hold together or not, each reason with that of its rule."""
    captions = context.captions
    counts, level = captions.labels.counts(block.counts), captions.level(block.verdict.level)
    head = f"<h3>{escape_html(counts)} <span>{escape_html(level)}</span></h3>"
    reasons = "".join(
        f"<li>{escape_html(captions.reason(reason, with_cities=True))} "
        f"<span>{escape_html(captions.why(reason))}</span></li>"
        for reason in block.verdict.reasons
    )
    pairs = "".join(
        f"<li>{escape_html(pair)}</li>" for pair in captions.pair_verdicts(comparison, block)
    )
    heading = escape_html(context.t("Pair by pair"))
    paired = f"<h4>{heading}</h4><ul>{pairs}</ul>" if pairs else ""
    return f"{head}<ul>{reasons}</ul>{paired}"


def passage(context: Context, figure: ReportedFigure) -> str:
    """Write a figure with the paragraph that its words stand in."""
    labels = context.labels
    fields = [labels.value(figure), labels.counts(figure.counts), *labels.notes(figure)]
    parts = _paragraph(context.catalog, figure), _gloss(context, figure), _remarks(context, figure)
    return _section(labels.city(figure.city), SEPARATOR.join(fields), *parts)


def reading(context: Context, figure: ReportedFigure) -> str:
    """Write what a figure's words were read as, for a page that shows the article itself."""
    labels = context.labels
    fields = SEPARATOR.join([labels.counts(figure.counts), *labels.notes(figure)])
    body = f"<p>{escape_html(fields)}</p>{_gloss(context, figure)}{_remarks(context, figure)}"
    return _section(labels.value(figure), labels.metric(figure.metric), body)


def statement_reading(context: Context, statement: Statement) -> str:
    """Write what a statement's words were read as, for a page that shows the article itself."""
    labels, t = context.labels, context.t
    fields = [labels.counts(statement.counts), *labels.statement_notes(statement)]
    said = context.captions.said(statement, statement.metric)
    body = f"<p>{escape_html(SEPARATOR.join(fields))}</p><p>{escape_html(said)}</p>"
    notes = [*labels.inferred(statement), *([t.text(statement.note)] if statement.note else [])]
    body += "".join(map(remark, notes))
    return _section(
        t("A statement"), labels.metric(statement.metric), body, _gloss(context, statement)
    )


def _section(name: str, beside: str, *parts: str) -> str:
    """Write HTML under a heading; it is read out when shown."""
    return (
        f'<section class="passage" aria-live="polite"><h2>{escape_html(name)} '
        f"<span>{escape_html(beside)}</span></h2>{''.join(parts)}</section>"
    )


def figures_table(context: Context, comparison: Comparison) -> str:
    """Write the figures of a comparison that are drawn, a row each, in the order of the chart.

    Below stands what the cities without a figure say instead.
    """
    labels, t = context.labels, context.t
    columns = _columns(context, comparison)
    heads = [t("City"), *(heading for heading, _ in columns), t("In the article's words")]
    rows = "".join(_row(context, columns, heads[-1], f) for f in comparison.drawn_figures)
    if more := labels.more_figures(comparison.more):
        rows += f'<tr class="more"><td colspan="{len(heads)}">{escape_html(more)}</td></tr>'
    rows += "".join(_told_row(context, comparison, city, heads) for city in comparison.told)
    rows += "".join(_silent_row(context, city, len(heads)) for city in comparison.silent)
    caption = escape_html(t("{metric}, as reported", metric=labels.metric(comparison.metric)))
    return table("figures", heads, rows, f"<caption>{caption}</caption>")


#: A column of a table: its heading, and what it says of a figure.
_Column = tuple[str, Callable[[ReportedFigure], str]]


def _columns(context: Context, comparison: Comparison) -> list[_Column]:
    """Return the columns between a figure's city and its words, of those that say something."""
    labels, t = context.labels, context.t
    columns: list[_Column] = [(t("Value"), labels.value)]
    if comparison.rates:
        rate = labels.rate(comparison.rates, context.catalog.metrics[comparison.metric])
        heading = t("{rate}, worked out", rate=rate[:1].upper() + rate[1:])
        columns.append(
            (heading, lambda figure: labels.derived(figure, comparison.derived[figure.id]))
        )
    columns += [
        (t("Counting"), lambda figure: labels.counts(figure.counts)),
        (t("Period"), labels.period),
    ]
    if any(figure.baseline for figure in comparison.drawn_figures):
        columns.append((t("Against"), labels.baseline))
    return columns


def _row(context: Context, columns: list[_Column], words: str, figure: ReportedFigure) -> str:
    """Write a figure's row; ``words`` is the heading of the last column."""
    cells = "".join(
        f'<td data-label="{escape(heading)}"{" class=value" if i == 0 else ""}>'
        f"{escape_html(cell_of(figure))}</td>"
        for i, (heading, cell_of) in enumerate(columns)
    )
    city = escape_html(context.labels.city(figure.city))
    return (
        f'<tr id="figure-{escape(figure.id)}"><th scope="row">{city}</th>{cells}'
        f'<td data-label="{escape(words)}" class="evidence">{_evidence(context, figure)}</td></tr>'
    )


def _told_row(context: Context, comparison: Comparison, city: str, heads: list[str]) -> str:
    """Write what a city without a figure says instead, which leads to its words or its chart."""
    captions, told = context.captions, comparison.told[city]
    metrics = dict.fromkeys(figure.metric for figure in told.figures)
    instead = [
        (metric, captions.reported_instead([f for f in told.figures if f.metric == metric]))
        for metric in metrics
    ]
    said = dict.fromkeys(captions.said_when(one, comparison.metric) for one in told.statements)
    what = [escape_html(words) for words in said]
    what += [context.to_metric(metric, words) for metric, words in instead]
    by_quote = {statement.quote: statement for statement in told.statements}
    quotes = "".join(
        f"<div>{quote_link(context, one)}{_gloss(context, one)}</div>" for one in by_quote.values()
    )
    lines = "".join(f"<div>{line}</div>" for line in what)
    return (
        f'<tr class="told"><th scope="row">{escape_html(context.labels.city(city))}</th>'
        f'<td colspan="{len(heads) - 2}">{lines}</td>'
        f'<td class="evidence" data-label="{escape(heads[-1])}">{quotes}</td></tr>'
    )


def _silent_row(context: Context, city: str, columns: int) -> str:
    """Write that a city says nothing."""
    name, nothing = context.labels.city(city), context.t("No such figure in the article")
    return (
        f'<tr class="told"><th scope="row">{escape_html(name)}</th>'
        f'<td colspan="{columns - 1}">{escape_html(nothing)}</td></tr>'
    )


def quote_link(context: Context, entry: ReportedFigure | Statement) -> str:
    """Write the quote of a figure or statement, which leads to its article."""
    language = context.catalog.languages[entry.article]
    quote = f'<mark lang="{language}">{escape_html(entry.quote)}</mark>'
    return link_to(context.links.figure(entry.id), quote)


def _evidence(context: Context, figure: ReportedFigure) -> str:
    """Write a figure's quote, which leads to its article, and its paragraph at a click."""
    around = _paragraph(context.catalog, figure) + _remarks(context, figure)
    quoted = quote_link(context, figure) + _gloss(context, figure)
    return quoted + folded(context.t("In its paragraph"), around)


def _paragraph(catalog: Catalog, figure: ReportedFigure) -> str:
    """Write the paragraph of the article, a figure's words marked in it."""
    found = catalog.passages[figure.id]
    before = found.paragraph[: found.offset]
    after = found.paragraph[found.offset + len(figure.quote) :]
    return (
        f'<blockquote lang="{catalog.languages[figure.article]}">{escape_html(before)}'
        f"<mark>{escape_html(figure.quote)}</mark>{escape_html(after)}</blockquote>"
    )


def _gloss(context: Context, entry: ReportedFigure | Statement) -> str:
    """Write the source of a quote, and our English of it for those who need it."""
    source = escape_html(context.labels.source(entry.article))
    if context.labels.needs_gloss(entry):
        source = f'<span lang="en">{escape_html(entry.gloss)}</span>{SEPARATOR}{source}'
    return f'<p class="gloss">{source}</p>'


def _remarks(context: Context, figure: ReportedFigure) -> str:
    """Write what a figure's terms mean, what is inferred and why, and what is left open."""
    labels, t = context.labels, context.t
    remarks = [labels.article(figure.article)]
    remarks += [
        t("{term}: {meaning}", term=term, meaning=meaning)
        for term, meaning in labels.definitions(figure)
    ]
    remarks += labels.inferred(figure)
    if figure.note is not None:
        remarks.append(t.text(figure.note))
    related = (
        (N_("A part of: {figure}."), figure.subset_of),
        (N_("A share of: {figure}."), figure.share_of),
        (N_("Of the same event: {figure}."), figure.same_event),
    )
    for relation, figure_id in related:
        if figure_id:
            other = context.catalog.figures[figure_id]
            remarks.append(
                t(relation, figure=f"{labels.counts(other.counts)}, {labels.value(other)}")
            )
    written = "".join(map(remark, remarks))
    return written + other_articles(context, figure)
