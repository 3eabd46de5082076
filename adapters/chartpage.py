"""A page to draw on, told to Vega-Lite: text, bars, rules, lines and dots at places in pixels.

Fields have fixed names and all text is data, so a label can be any text at all and stays that text.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

Json = dict[str, Any]
Align = Literal["left", "right", "center"]

WIDTH = 600
"""Pixels, margins included."""
MARGIN = 20
INNER = WIDTH - 2 * MARGIN
INK, QUIET, GRID, GROUND = "#1a1a1a", "#595959", "#e0e0e0", "#ffffff"
_FONT = "Liberation Sans, Arial, Helvetica, DejaVu Sans, Noto Sans, sans-serif"
_NARROW, _WIDE = frozenset("fijlrtI.,:;'!|()[] "), frozenset("mwMW@%")


class Type(NamedTuple):
    """How text is set: size in pixels, colour, weight."""

    size: int
    colour: str = INK
    weight: Literal["normal", "bold"] = "normal"

    @property
    def leading(self) -> int:
        """Pixels from one line to the next."""
        return round(self.size * 1.3)

    def width(self, text: str) -> float:
        """About how many pixels wide the text will be, rather too many than too few."""
        return self.size * sum(map(_ems, text)) * (1.06 if self.weight == "bold" else 1)

    def wrapped(self, text: str, width: float, most: int) -> list[str]:
        """The text in lines of that width; at most so many, of which the last then ends in an ellipsis."""
        columns = max(4, int(width / max(self.width(text) / max(len(text), 1), 1)))
        return textwrap.wrap(text, columns, max_lines=most, placeholder="…", break_on_hyphens=False)

    def fits(self, text: str, width: float, most: int) -> bool:
        """Whether the text stands in so many lines of that width with no word broken or left out."""
        lines = self.wrapped(text, width, most)
        return " ".join(lines) == text and all(self.width(line) <= width for line in lines)


def _ems(character: str) -> float:
    if character in _NARROW:
        return 0.34
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    return 0.88 if character in _WIDE else 0.7 if character.isupper() else 0.56


def clean(text: str) -> str:
    """Text on one line, without the characters that are not for the eye: no picture format takes them all."""
    return " ".join(
        "".join(" " if unicodedata.category(character)[0] in "CZ" else character for character in text).split()
    )


class Page:
    """Things are drawn from the top down; `y` is how far down the page is full."""

    def __init__(self) -> None:
        self.y = 0.0
        self._shapes: list[Json] = []
        self._texts: dict[tuple[Type, Align], list[Json]] = {}

    def paragraph(self, text: str, type_: Type, most: int) -> None:
        """Text across the whole page, under what is there."""
        self.stack(type_.wrapped(clean(text), INNER, most), 0, self.y, type_)
        self.y += type_.leading * len(type_.wrapped(clean(text), INNER, most))

    def stack(self, lines: Sequence[str], x: float, top: float, type_: Type, align: Align = "left") -> None:
        """Lines of text, one under the other."""
        for number, line in enumerate(lines):
            self.text(line, x, top + (number + 0.5) * type_.leading, type_, align)

    def text(self, text: str, x: float, y: float, type_: Type, align: Align = "left") -> None:
        """One line; `y` is the middle of its height."""
        self._texts.setdefault((type_, align), []).append({"text": clean(text), "x": x, "y": y})

    def bar(self, x: tuple[float, float], y: tuple[float, float], colour: str, opacity: float) -> None:
        data = [{"x": x[0], "x2": x[1], "y": y[0], "y2": y[1]}]
        self._add({"type": "rect", "color": colour, "opacity": opacity}, data, "x", "y", "x2", "y2")

    def rule(self, start: tuple[float, float], end: tuple[float, float], colour: str) -> None:
        data = [{"x": start[0], "y": start[1], "x2": end[0], "y2": end[1]}]
        self._add({"type": "rule", "color": colour}, data, "x", "y", "x2", "y2")

    def line(self, places: Sequence[tuple[float, float]], colour: str) -> None:
        data = [{"x": x, "y": y, "place": number} for number, (x, y) in enumerate(places)]
        self._add({"type": "line", "color": colour, "strokeWidth": 2.5}, data, "x", "y", "order")

    def dot(self, x: float, y: float, colour: str, hollow: bool = False) -> None:
        mark = {"type": "point", "filled": False, "fill": GROUND if hollow else colour, "stroke": colour, "opacity": 1}
        self._add({**mark, "size": 46, "strokeWidth": 2}, [{"x": x, "y": y}], "x", "y")

    def _add(self, mark: Json, data: list[Json], *channels: str) -> None:
        encoding = {channel: _CHANNELS[channel] for channel in channels}
        self._shapes.append({"mark": mark, "data": {"values": data}, "encoding": encoding})

    def spec(self) -> Json:
        """The Vega-Lite specification of the page, complete with its data."""
        texts = [
            {
                "mark": {
                    "type": "text", "font": _FONT, "align": align, "baseline": "middle",
                    "fontSize": type_.size, "color": type_.colour, "fontWeight": type_.weight,
                },
                "data": {"values": rows},
                "encoding": {channel: _CHANNELS[channel] for channel in ("x", "y", "text")},
            }
            for (type_, align), rows in self._texts.items()
        ]  # fmt: skip
        return {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "width": INNER,
            "height": max(1, round(self.y)),
            "padding": MARGIN,
            "autosize": "none",
            "background": GROUND,
            "config": {"view": {"stroke": None}},
            "layer": [*self._shapes, *texts],
        }


def _pixels(name: str) -> Json:
    return {"field": name, "type": "quantitative", "scale": None, "axis": None}


_CHANNELS: dict[str, Json] = {
    "x": _pixels("x"),
    "y": _pixels("y"),
    "x2": {"field": "x2"},
    "y2": {"field": "y2"},
    "order": {"field": "place", "type": "quantitative"},
    "text": {"field": "text", "type": "nominal"},
}
