"""Several tables on one sheet: each as a sheet of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.ingest.layout.grid.canvas import Canvas, Kind, canvas_of
from bot.ingest.layout.grid.lines import is_repeated_header
from bot.ingest.layout.grid.shape import Shape, is_header_of_numbers, shape_of
from bot.ingest.orders import Orders
from bot.ingest.sheets import UNNAMED, Sheet, SheetRow


def tables_on(sheet: Sheet, orders: Orders) -> tuple[Sheet, ...]:
    """The sheet's tables, one below the other, each as a sheet that is called after its rows; the sheet itself where it
    has one. A new table begins with a header of its own."""
    if orders.header_rows is not None:
        return (sheet,)
    canvas = canvas_of(sheet, orders)
    shape = None if canvas is None else shape_of(canvas)
    if canvas is None or shape is None:
        return (sheet,)
    starts = _starts(canvas, shape)
    if not starts:
        return (sheet,)
    numbers = [canvas.rows[start].number for start in starts]
    last = canvas.rows[-1].number
    bounds = zip([canvas.rows[0].number, *numbers], [*(number - 1 for number in numbers), last], strict=True)
    return tuple(rows_between(sheet, low, high) for low, high in bounds)


def _starts(canvas: Canvas, shape: Shape) -> list[int]:
    """The first row of each further table: its title, or its header."""
    found: list[int] = []
    for row in shape.body:
        if _is_new_header(canvas, shape, row):
            start = row
            while start - 1 in shape.body and _is_apart(canvas, start - 1):
                start -= 1
            if not found or not _only_headers(canvas, found[-1], start):
                found.append(start)
    return found


def _is_new_header(canvas: Canvas, shape: Shape, row: int) -> bool:
    """Whether a row of the body heads columns anew, in other words than the header does."""
    filled = [column for column in canvas.filled(row) if column]
    if len(filled) < 2 or is_repeated_header(canvas, shape, row):
        return False
    kinds = [canvas.kind(row, column) for column in filled]
    if Kind.NUMBER in kinds:
        return is_header_of_numbers(canvas, row) and len(filled) > 2 and not canvas.filled(row - 1)
    is_blank_above = any(not canvas.filled(above) for above in range(max(row - 3, 0), row))
    return kinds.count(Kind.TEXT) == len(kinds) and is_blank_above


def _is_apart(canvas: Canvas, row: int) -> bool:
    """Whether nothing but a text at the left stands in the row: a title, after a blank row."""
    return len(canvas.filled(row)) == 1 and any(not canvas.filled(above) for above in range(max(row - 2, 0), row))


def _only_headers(canvas: Canvas, start: int, end: int) -> bool:
    return not any(
        canvas.kind(row, column) is Kind.NUMBER and not is_header_of_numbers(canvas, row)
        for row in range(start, end)
        for column in canvas.filled(row)
        if column
    )


def rows_between(sheet: Sheet, low: int, high: int | None) -> Sheet:
    """The rows of a sheet from one to another, or to its end, as a sheet that is called after them."""

    def rows() -> Iterator[SheetRow]:
        return (row for row in sheet.rows() if low <= row.number and (high is None or row.number <= high))

    read: Callable[[], Iterator[SheetRow]] = rows
    spans = tuple(span for span in sheet.merged if low <= span.top and (high is None or span.top <= high))
    where = f"rows {low} to {high}" if high is not None else f"from row {low} on"
    return replace(sheet, name=f"{sheet.name or UNNAMED} ({where})", rows=read, merged=spans, foot=None)
