"""A panel: marks on one value axis, with grid lines and labelled ticks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from asreported.catalog.model import Kind
from asreported.drawing import style
from asreported.drawing.canvas import Canvas, as_markup, axis_id, escape_plotly, hidden_axes
from asreported.drawing.marks import BAR, Mark, end_shape, marker_of
from asreported.drawing.scale import Scale
from asreported.drawing.text_layout import text_width


@dataclass
class Panel:
    """The part of a canvas whose marks share a scale; panels are numbered from 1.

    All y are pixels from the top of the canvas.
    """

    canvas: Canvas
    number: int
    scale: Scale
    top: float
    bottom: float = 0
    #: The marks drawn so far, and where the middle of each is.
    marks: list[tuple[Mark, float]] = field(default_factory=list)

    @property
    def bar(self) -> int:
        """Height of its bars in pixels."""
        return self.canvas.stretched(BAR)

    def _axis(self, letter: str) -> str:
        return axis_id(letter, self.number)

    def draw_mark(self, mark: Mark, y: float) -> None:
        """Draw the mark of a figure with its end, and write the value on it."""
        self.marks.append((mark, y))
        if mark.kind is Kind.SHARE:
            self._draw_box(y, 100, style.TRACK, "below")
        if mark.outlined:  # no grid line shows through its fill
            self._draw_box(y, mark.value, style.PAPER, "between", mark.base)
        if mark.end is not None:
            self._add_shape(**end_shape(mark, y - self.top, self.bar))
        self._write_value(mark, y)

    def _write_value(self, mark: Mark, y: float) -> None:
        """Write a mark's words inside its end where they fit, else beside it."""
        inside = self.scale.holds(mark)
        shift: float = mark.direction * (-9 if inside else 9 + mark.reach)
        place = {
            "x": mark.value,
            "xref": self._axis("x"),
            "xanchor": "left" if (mark.direction < 0) is inside else "right",
            "xshift": shift,
        }
        font = style.VALUE._replace(colour=mark.ink) if inside else style.VALUE
        self.canvas.annotate(as_markup(mark.words, font), y, font, place)

    def draw_grid_lines(self, top: float, bottom: float) -> None:
        """Draw the line at zero and fainter ones at the other ticks, through some of the rows.

        They are not drawn through the whole panel, for they would cross its headings.
        """
        for value, _ in self.scale.ticks:
            colour, width = (style.INK, 1.5) if value == 0 else (style.GRID, 1)
            ends = {"x0": value, "x1": value, "y0": top - self.top, "y1": bottom - self.top}
            line = {"color": colour, "width": width}
            layer = "above" if value == 0 else "below"
            self._add_shape(type="line", **ends, line=line, layer=layer)

    def _draw_box(self, y: float, value: float, colour: str, layer: str, base: float = 0) -> None:
        """Fill the place of a bar from ``base`` to ``value``."""
        middle, half = y - self.top, self.bar / 2
        corners = {"x0": base, "x1": value, "y0": middle - half, "y1": middle + half}
        self._add_shape(type="rect", **corners, fillcolor=colour, line={"width": 0}, layer=layer)

    def _add_shape(self, **shape: Any) -> None:
        """Add a Plotly shape on the panel's axes; its y count from the panel's top."""
        axes = {"xref": self._axis("x"), "yref": self._axis("y")}
        self.canvas.shapes.append({**axes, **shape})

    def write_tick_labels(self) -> None:
        """Write the labels of the ticks below the panel, and move below them."""
        if not self.scale.ticks:
            return
        for value, label in self.scale.ticks:
            anchor, shift = self._tick_anchor(value, label)
            place = {"xref": self._axis("x"), "x": value, "xanchor": anchor, "xshift": shift}
            self.canvas.annotate(escape_plotly(label), self.bottom + 12, style.NOTE, place)
        self.canvas.y += 26

    def _tick_anchor(self, value: float, label: str) -> tuple[str, float]:
        """Return a label's anchor and its shift in pixels; at the ends it stays on the canvas."""
        pixel, half = self.scale.pixel(value), text_width(label, style.NOTE.size) / 2
        if not self.canvas.rows_are_wide:
            outside = pixel < half, pixel > self.scale.plot_width - half
            return {(True, False): "left", (False, True): "right"}.get(outside, "center"), 0
        if (
            value == 0 and "%" not in label and pixel < half
        ):  # of "0 cases" the 0 stands at the line
            return "left", min(0, -text_width(label[:1], style.NOTE.size) / 2)
        return "center", 0.0

    def trace(self) -> dict[str, Any]:
        """Return its marks as a Plotly trace; each ``customdata`` is the id of its figure."""
        marks = [mark for mark, _ in self.marks]
        common: dict[str, Any] = {
            "x": [mark.x for mark in marks],
            "y": [y - self.top for _, y in self.marks],
            "xaxis": self._axis("x"),
            "yaxis": self._axis("y"),
            "customdata": [mark.figure.id for mark in marks],
            "hovertext": [mark.hover for mark in marks],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "meta": [mark.name for mark in marks],
            "cliponaxis": False,
            # Plotly would draw a random one, which ends up in ids of an SVG.
            "uid": f"trace-{self.number - 1}",
        }
        marker = marker_of(marks)
        if any(mark.base for mark in marks):
            common["base"] = [mark.base for mark in marks]
        return {"type": "bar", "orientation": "h", "width": self.bar, "marker": marker, **common}

    def axes(self) -> dict[str, Any]:
        """Return its axes for Plotly's layout: values across, and pixels down from its top."""
        top, height = self.canvas.plot_top, self.canvas.plot_bottom - self.canvas.plot_top
        upper, lower = (1 - (y - top) / height for y in (self.top, self.bottom))
        across = {"range": [self.scale.low, self.scale.high], "anchor": self._axis("y")}
        down = {
            "range": [self.bottom - self.top, 0],
            "domain": [max(0.0, lower), min(1.0, upper)],
            "anchor": self._axis("x"),
        }
        return hidden_axes(self.number, across, down)
