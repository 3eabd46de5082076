"""The headers over the columns, level by level, each spread over the columns that it heads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.ingest.layout.grid.canvas import Canvas
from bot.ingest.layout.grid.kinds import are_units
from bot.ingest.layout.grid.shape import Shape

Level = Mapping[int, str]
"""Header by column; columns that have none on this level are left out."""


@dataclass(frozen=True, slots=True)
class Heads:
    """`levels` from the outermost in. `stubs` are the headers of the stub's columns, "" where blank. `panel` stands
    over all columns between header and figures and so heads the rows below it ("percent"), until another one does."""

    levels: tuple[Level, ...]
    stubs: Mapping[int, str]
    panel: str | None = None

    def path(self, column: int) -> tuple[str, ...]:
        """The headers over a column from the outermost in."""
        found = (level.get(column) for level in self.levels)
        return tuple(text for text in found if text)


def heads_of(canvas: Canvas, shape: Shape) -> Heads:
    rows = list(shape.header)
    panel = None
    if len(rows) > 1 and len(shape.figures) > 1:
        panel = panel_in(canvas, shape, rows[-1])
    if panel:
        rows = rows[:-1]
    levels: list[Level] = []
    printed: list[Level] = []
    for row in rows:
        cells = {column: text for column in shape.figures if (text := canvas.text(row, column))}
        if cells and not _numbers_columns(cells, shape):
            levels.append(_spread(canvas, shape, row, cells, printed))
            printed.append(cells)
    stubs = {
        column: " ".join(text for row in shape.header if (text := canvas.text(row, column))) for column in shape.stubs
    }
    return Heads(tuple(_without_loose_ends(levels, shape.figures)), stubs, panel)


def panel_in(canvas: Canvas, shape: Shape, row: int) -> str | None:
    """The text of a row that stands over all columns of figures: merged over them, or the one text at their left where
    the sheet does not merge the cells of its header."""
    filled = [column for column in canvas.filled(row) if column not in shape.stubs]
    if len(filled) != 1 or any(canvas.text(row, column) for column in shape.stubs[1:]):
        return None
    first, last = shape.figures[0], shape.figures[-1]
    span = canvas.span(row, filled[0])
    if span.left != span.right:
        return canvas.text(row, filled[0]) if span.left <= first and span.right >= last else None
    return canvas.text(row, filled[0]) if filled[0] <= first and not merges_headers(canvas, shape) else None


def merges_headers(canvas: Canvas, shape: Shape) -> bool:
    """Whether headers that spread over several columns are merged cells here."""
    rows = {canvas.rows[row].number for row in shape.header}
    return any(
        span.left != span.right and span.top in rows and span.right > min(shape.figures) for span in canvas.merged
    )


def _numbers_columns(cells: Level, shape: Shape) -> bool:
    """Whether a row of the header only numbers the columns: (1) (2) (3), or A B C."""
    texts = [cells.get(column, "").strip("()") for column in shape.figures]
    counted = [str(texts[0])] if texts[0] in ("1", "2", "A", "B", "a", "b") else []
    counted = [chr(ord(counted[0]) + place) for place in range(len(texts))] if counted else []
    return len(texts) > 2 and texts == counted and any(cells[column].startswith("(") for column in cells)


def _spread(canvas: Canvas, shape: Shape, row: int, cells: Level, above: Sequence[Level]) -> Level:
    if merges_headers(canvas, shape):
        spans = {column: canvas.span(row, column) for column in canvas.filled(row)}
        return {
            column: canvas.text(row, left)
            for left, span in spans.items()
            for column in shape.figures
            if span.left <= column <= span.right
        }
    units = are_units(cells.values())
    found: dict[int, str] = {}
    current = ""
    for column in shape.figures:
        if column in cells:
            current = cells[column]
        elif not units and any(column in level for level in above):
            current = ""  # another header begins above: what stands at the left does not reach under it
        if current:
            found[column] = current
    return found


def _without_loose_ends(levels: Sequence[Level], columns: Sequence[int]) -> Sequence[Level]:
    """Levels where a header that was spread over blanks reaches no further than its own columns do.

    Each header of a level heads the same columns ("number, percent"); if the last of them seems to head these and more,
    what is more stands for itself.
    """
    found = [dict(level) for level in levels]
    for place, level in enumerate(found[:-1]):
        groups = _groups(level, columns)
        below = found[place + 1]
        patterns = [tuple(below.get(column, "") for column in group) for group in groups]
        usual = {pattern for pattern in patterns if len(pattern) > 1 and patterns.count(pattern) > 1}
        for group, pattern in zip(groups, patterns, strict=True):
            for known in usual:
                if len(pattern) > len(known) and pattern[: len(known)] == known and all(pattern):
                    for column in group[len(known) :]:
                        del level[column]
                    break
    return found


def _groups(level: Level, columns: Sequence[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    before = None
    for column in columns:
        text = level.get(column)
        if text is not None and text == before:
            groups[-1].append(column)
        elif text is not None:
            groups.append([column])
        before = text
    return groups
