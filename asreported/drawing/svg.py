"""Write a chart as an SVG drawing, from the Plotly figure that it is.

A chart is all pixels (``canvas.py``), so a drawing needs no browser to measure anything: the
same chart gives the same drawing on every machine, in a few milliseconds. What reaches across
the plot is placed in parts of its width, so that a drawing may be made wider than it was laid
out for, and its type stays as large.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from html import escape, unescape
from itertools import takewhile
from typing import Any

from asreported.drawing import style
from asreported.drawing.charts import Chart
from asreported.drawing.text_layout import text_width

#: From the middle of a line of type down to its baseline, as a part of the type's size.
_BASELINE = 0.36
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def svg(chart: Chart, *, scale: float = 1) -> str:
    """Write a chart as an SVG element, ``scale`` times as large as it was laid out."""
    drawing = _Drawing(chart)
    width, height = drawing.width, drawing.height
    plot = f'x="{_number(drawing.left)}" width="{_number(width - drawing.margins)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_number(width * scale)}"'
        f' height="{_number(height * scale)}" viewBox="0 0 {_number(width)} {_number(height)}">'
        f'<rect width="100%" height="100%" fill="{style.PAPER}"/>{drawing.plot(plot)}</svg>'
    )


def fluid_svg(chart: Chart, link: Callable[[str], str] | None = None) -> str:
    """Write a chart as an SVG element for an HTML page, as wide as what it stands in.

    The element is the plot, and has the margins around it that names and notes stand in. Each
    mark has the class ``point``, tells the id of its figure and its name, and is titled with the
    words that open when it is pointed at. ``link`` gives the address that it leads to.
    """
    drawing = _Drawing(chart, tells=True, link=link)
    left, margins = _number(drawing.left), _number(drawing.margins)
    return drawing.plot(f'style="width:calc(100% - {margins}px);margin-left:{left}px"')


def foot_height(chart: Chart) -> float:
    """Return how many pixels the foot of a chart takes: its sources, version and address."""
    layout = chart.content["layout"]
    top = layout["margin"]["t"] - _foot(layout)[-1]["yshift"]
    return float(layout["height"] - top + style.FOOT.size)


def _foot(layout: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the lines of the foot, the last first; a key has lines as small, but higher up."""
    upwards = sorted(layout["annotations"], key=lambda note: note["yshift"])
    return list(takewhile(lambda note: note["font"]["size"] == style.FOOT.size, upwards))


class _Drawing:
    """Writes the parts of a figure: shapes below its bars, the bars, shapes above, words."""

    def __init__(
        self, chart: Chart, *, tells: bool = False, link: Callable[[str], str] | None = None
    ) -> None:
        self.tells, self.link = tells, link
        self.layout, self.traces = chart.content["layout"], chart.content["data"]
        margin = self.layout["margin"]
        self.left, self.margins, self.top = margin["l"], margin["l"] + margin["r"], margin["t"]
        self.width, self.height = chart.metadata.width, self.layout["height"]
        self.plot_height = self.height - self.top - margin["b"]
        self.foot = _foot(self.layout) if tells else []
        self.patterns: dict[str, str] = {}

    def plot(self, place: str) -> str:
        """Write the plot as an SVG, in which 100% is its width; ``place`` are attributes of it."""
        shapes: dict[str, list[str]] = {"below": [], "between": [], "above": []}
        for shape in self.layout["shapes"]:
            shapes[shape.get("layer", "above")].append(self._shape(shape))
        bars = [bar for trace in self.traces for bar in self._bars(trace)]
        words = map(self._words, self.layout["annotations"])
        parts = [*shapes["below"], *shapes["between"], *bars, *shapes["above"], *words]
        patterns = "".join(self.patterns.values())
        defined = f"<defs>{patterns}</defs>" if patterns else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {place} height="{_number(self.height)}"'
            f' overflow="visible" font-family="{escape(style.FONT_FAMILY)}">'
            f"{defined}{''.join(parts)}</svg>"
        )

    def _across(self, ref: str, value: float) -> float:
        """Return where a value lies, as a part of the plot's width."""
        if ref == "paper":
            return value
        low, high = self.layout[f"xaxis{ref[1:]}"]["range"]
        return float((value - low) / (high - low))

    def _down(self, ref: str, value: float) -> float:
        """Return where a value lies, in pixels from the top of the drawing."""
        if ref == "paper":
            return float(self.top + (1 - value) * self.plot_height)
        axis = self.layout[f"yaxis{ref[1:]}"]
        bottom, top = axis["range"]
        lower, upper = axis.get("domain", (0, 1))
        part = (value - top) / (bottom - top) * (upper - lower) + (1 - upper)
        return float(self.top + part * self.plot_height)

    def _shape(self, shape: Mapping[str, Any]) -> str:
        if shape.get("xsizemode") == "pixel":
            return self._anchored(shape)
        xs = [self._across(shape["xref"], shape[end]) for end in ("x0", "x1")]
        ys = [self._down(shape["yref"], shape[end]) for end in ("y0", "y1")]
        if shape["type"] == "line":
            ends = f'x1="{_part(xs[0])}" x2="{_part(xs[1])}"'
            ends += f' y1="{_number(ys[0])}" y2="{_number(ys[1])}"'
            return f"<line {ends}{_look(shape)}/>"
        return f"<rect {_box(xs, ys)}{_look(shape)}/>"

    def _anchored(self, shape: Mapping[str, Any]) -> str:
        """Draw a shape that is placed in pixels, upwards, from a point of the plot."""
        x = self._across(shape["xref"], shape["xanchor"])
        y = self._down(shape["yref"], shape["yanchor"])
        look = _look(shape)
        if shape["type"] == "circle":
            (left, right), ends = (shape["x0"], shape["x1"]), (shape["y0"], shape["y1"])
            drawn = (
                f'<circle cx="{_number((left + right) / 2)}" cy="{_number(y - sum(ends) / 2)}"'
                f' r="{_number((right - left) / 2)}"{look}/>'
            )
        else:
            turned = f'transform="translate(0 {_number(y)}) scale(1 -1)"'
            path = re.sub(r"-?\d+\.\d+", lambda found: _number(float(found[0])), shape["path"])
            drawn = f'<path {turned} d="{path}"{look}/>'
        return f'<svg x="{_part(x)}" overflow="visible">{drawn}</svg>' if x else drawn

    def _bars(self, trace: Mapping[str, Any]) -> Iterable[str]:
        """Draw the bars of a trace, a hatch over those that have one."""
        x_axis, y_axis, marker = trace["xaxis"], trace["yaxis"], trace["marker"]
        pattern = marker.get("pattern")
        for i, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
            base, height = _of(trace.get("base", 0), i), _of(trace["width"], i)
            xs = [self._across(x_axis, end) for end in (base, base + x)]
            ys = [self._down(y_axis, y + half) for half in (-height / 2, height / 2)]
            line = {name: _of(value, i) for name, value in marker["line"].items()}
            look = _look({"fillcolor": _of(marker["color"], i), "line": line})
            about, words = self._about(trace, i), self._title(trace, i)
            yield self._linked(trace, i, f"<rect{about} {_box(xs, ys)}{look}>{words}</rect>")
            if pattern and pattern["shape"][i]:
                hatch = self._hatch(pattern["fgcolor"][i], pattern)
                yield f'<rect {_box(xs, ys)} fill="url(#{hatch})"/>'

    def _about(self, trace: Mapping[str, Any], i: int) -> str:
        """Write what a mark tells of itself in a page."""
        if not self.tells:
            return ""
        figure, name = escape(trace["customdata"][i]), escape(trace["meta"][i])
        return f' class="point" data-figure="{figure}" data-name="{name}"'

    def _title(self, trace: Mapping[str, Any], i: int) -> str:
        """Write the words that open where a mark is pointed at, without a script too."""
        words = unescape(trace["hovertext"][i].replace("<br>", "\n"))
        return f"<title>{escape(words, quote=False)}</title>" if self.tells else ""

    def _linked(self, trace: Mapping[str, Any], i: int, mark: str) -> str:
        """Write a link around a mark where it leads somewhere."""
        if self.link is None:
            return mark
        address, name = self.link(trace["customdata"][i]), trace["meta"][i]
        return f'<a href="{escape(address)}" aria-label="{escape(name)}">{mark}</a>'

    def _hatch(self, colour: str, pattern: Mapping[str, Any]) -> str:
        """Define a hatch, and return its id, which no other colour in a page has."""
        name = f"hatch-{hashlib.sha256(colour.encode()).hexdigest()[:8]}"
        size = pattern["size"]
        stroke = f'stroke="{colour}" stroke-width="{_number(size * pattern["solidity"])}"'
        self.patterns[name] = (
            f'<pattern id="{name}" width="{size}" height="{size}" patternUnits="userSpaceOnUse"'
            f' patternTransform="rotate(45)"><path d="M0,0V{size}" {stroke}'
            f' stroke-opacity="{pattern["fgopacity"]}"/></pattern>'
        )
        return name

    def _words(self, note: Mapping[str, Any]) -> str:
        """Write a line of type, with an outline around it where it has one."""
        size, colour = note["font"]["size"], note["font"]["color"]
        x, shift = self._across(note["xref"], note["x"]), note.get("xshift", 0)
        y = self._down(note["yref"], note["y"]) - note["yshift"]
        place = f'x="{_part(x)}"' if x else ""
        if angle := note.get("textangle"):
            centre = f"translate({_number(shift)} {_number(y)}) rotate({angle})"
            place, shift, y = f'transform="{centre}"', 0, 0
        moved = f' dx="{_number(shift)}"' if shift else ""
        anchor = _ANCHORS[note["xanchor"]]
        anchored = f' text-anchor="{anchor}"' if anchor != "start" else ""
        if self.tells and note in self.foot:
            anchored += ' class="foot"'
        text = (
            f'<text {place}{moved} y="{_number(y + _BASELINE * size)}" font-size="{size}"'
            f' fill="{colour}"{anchored}>{_markup(note["text"])}</text>'
        )
        if "bordercolor" not in note:
            return text
        width = text_width(unescape(note["text"]), size) + 6
        box = (
            f'<rect x="{_number(shift - 4)}" y="{_number(y - size * 0.62)}" rx="2"'
            f' width="{_number(width)}" height="{_number(size * 1.24)}" fill="none"'
            f' stroke="{note["bordercolor"]}"/>'
        )
        return f'{text}<svg x="{_part(x)}" overflow="visible">{box}</svg>'


def _of(value: Any, i: int) -> Any:
    """Return a bar's value of a property that all bars share, or that each has of its own."""
    return value[i] if isinstance(value, list) else value


def _look(shape: Mapping[str, Any]) -> str:
    """Write how a shape is filled and outlined."""
    line = shape.get("line", {})
    look = f' fill="{shape["fillcolor"]}"' if "fillcolor" in shape else ' fill="none"'
    if line.get("width"):
        look += f' stroke="{line["color"]}" stroke-width="{line["width"]}"'
        if dash := line.get("dash"):
            look += f' stroke-dasharray="{dash.replace("px", "")}"'
    return look


def _box(xs: list[float], ys: list[float]) -> str:
    """Write the place of a rectangle between two parts of the width and two heights."""
    return (
        f'x="{_part(min(xs))}" width="{_part(max(xs) - min(xs))}"'
        f' y="{_number(min(ys))}" height="{_number(max(ys) - min(ys))}"'
    )


def _markup(text: str) -> str:
    """Write Plotly's markup as SVG: bold, and words in a colour and size of their own."""
    text = text.replace("<b>", '<tspan font-weight="bold">').replace("</b>", "</tspan>")
    own = r' *<span style="color:(#\w+);font-size:(\d+)px">'  # blanks in a row would be one
    own_size = r' <tspan dx="4" fill="\1" font-size="\2">'
    return re.sub(own, own_size, text).replace("</span>", "</tspan>")


def _part(part: float) -> str:
    """Write a part of the width in percent."""
    return f"{_number(part * 100)}%"


def _number(number: float) -> str:
    """Write pixels or percent to a hundredth, as short as they get."""
    return f"{number:.2f}".rstrip("0").rstrip(".") if number % 1 else str(int(number))
