"""Tables side by side on one sheet: each as a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot.ingest.cells.missing import is_missing
from bot.ingest.cells.numbers import read_number
from bot.ingest.sheets import UNNAMED, Sheet, SheetRow, cell_name

_SAMPLE = 200
_FEWEST = 2
"""Rows and columns of a table."""


def tables_beside(sheet: Sheet) -> tuple[Sheet, ...]:
    """The sheet parted where a blank column stands between two tables, each with labels of its own at its left; the
    sheet itself where it has one. Cells keep their places."""
    rows = list(islice(sheet.rows(), _SAMPLE))
    blocks = _blocks(rows)
    if len(blocks) < 2 or not all(_is_table(rows, *block) for block in blocks):
        return (sheet,)
    if any(span.left - 1 <= right < span.right for span in sheet.merged for _, right in blocks[:-1]):
        return (sheet,)
    return tuple(_part(sheet, left, right) for left, right in blocks)


def _blocks(rows: Sequence[SheetRow]) -> list[tuple[int, int]]:
    """The first and last column of each run of columns that are not blank."""
    filled = sorted({column for row in rows for column, cell in enumerate(row.cells) if cell})
    blocks: list[tuple[int, int]] = []
    for column in filled:
        if blocks and blocks[-1][1] == column - 1:
            blocks[-1] = (blocks[-1][0], column)
        else:
            blocks.append((column, column))
    return blocks


def _is_table(rows: Sequence[SheetRow], left: int, right: int) -> bool:
    """Whether names at the left stand before numbers, under a header in words."""
    held = [cells for row in rows if any(cells := [*row.cells[left : right + 1]])]
    wide = [cells for cells in held if sum(map(bool, cells)) > 1]
    body = [cells for cells in wide[1:] if any(read_number(cell) for cell in cells[1:])]
    if right - left + 1 < _FEWEST or len(body) < _FEWEST:
        return False
    is_headed = bool(wide[0][0]) and read_number(wide[0][0]) is None
    return is_headed and all(_is_name(cells[0]) for cells in body)


def _is_name(cell: str) -> bool:
    return not is_missing(cell) and (cell[0].isalpha() or read_number(cell) is None)


def _part(sheet: Sheet, left: int, right: int) -> Sheet:
    def rows() -> Iterator[SheetRow]:
        for row in sheet.rows():
            cells = [*row.cells[left : right + 1]]
            if any(cells):
                missing = right + 1 - left - len(cells) if row.line is not None else 0
                yield replace(
                    row,
                    cells=[*[""] * left, *cells, *[""] * missing],
                    typed=frozenset(column for column in row.typed if left <= column <= right),
                    bold=frozenset(column for column in row.bold if left <= column <= right),
                    indents={column: depth for column, depth in row.indents.items() if left <= column <= right},
                )

    letters = [cell_name(1, column)[:-1] for column in (left, right)]
    spans = tuple(span for span in sheet.merged if left <= span.left - 1 <= right)
    name = f"{sheet.name or UNNAMED} (columns {letters[0]} to {letters[1]})"
    return replace(sheet, name=name, rows=rows, merged=spans, foot=None)
