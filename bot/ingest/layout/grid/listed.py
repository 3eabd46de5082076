"""Whether a sheet is a list rather than a grid: one observation a row, or one measure a column, under one header."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ingest.cells.periods import PeriodStyle
from bot.ingest.layout.grid.canvas import Canvas
from bot.ingest.layout.grid.heads import Heads
from bot.ingest.layout.grid.kinds import dated
from bot.ingest.layout.grid.lines import Line
from bot.ingest.layout.grid.shape import Shape


def is_list(canvas: Canvas, shape: Shape, heads: Heads, lines: Sequence[Line], style: PeriodStyle) -> bool:
    """A list has nothing but one header of one row above its rows, names every column that tells its rows apart, and
    repeats what it says on each row. One column of words and several of figures may be either, and is a grid."""
    is_bare = not shape.above and len(shape.header) == 1 and not heads.panel and not canvas.merged
    if not is_bare or any(line.sections or line.panel for line in lines):
        return False
    texts = list(heads.levels[0].values()) if heads.levels else []
    if any(dated(text, style) for text in texts) or len(set(texts)) < len(texts):
        return False
    if not all(heads.stubs.values()) or any(
        not canvas.text(line.row, column) for line in lines for column in shape.stubs
    ):
        return False
    return len(shape.stubs) > 1 or len(shape.figures) == 1
