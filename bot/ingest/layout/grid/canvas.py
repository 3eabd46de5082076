"""A sheet as a whole in memory: what stands in each cell, and over which cells a merged one spreads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from bot.ingest.cells.bounds import is_bound
from bot.ingest.cells.broken import is_error, is_formula, is_unread
from bot.ingest.cells.conventions import Decimals, decimal_of
from bot.ingest.cells.missing import is_missing
from bot.ingest.cells.numbers import Number, read_number
from bot.ingest.cells.units import unit_of
from bot.ingest.orders import Orders
from bot.ingest.sheets import Sheet, SheetRow, Span, cell_name

_MOST_CELLS = 2_000_000
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d(?: ?\(?[a-z*]{1,2}\)?)?", re.IGNORECASE)


class Kind(Enum):
    BLANK = auto()
    NUMBER = auto()
    MISSING = auto()
    """A mark that says there is no figure, or what a spreadsheet leaves where it has no result."""
    TEXT = auto()


@dataclass(slots=True)
class Canvas:
    """The rows of a sheet from its first to its last that is not blank, and columns as far as any cell is filled.

    Rows are counted from 0 here, `rows[0].number` is its number on the sheet; columns from the first that is not blank,
    which is column `left` of the sheet. `decimal` is the mark before decimals, `decimals` what the cells show of it.
    """

    rows: list[SheetRow]
    width: int
    decimal: str
    missing: tuple[str, ...]
    merged: tuple[Span, ...]
    left: int = 0
    decimals: Decimals = field(default_factory=lambda: Decimals("."))
    _spans: dict[tuple[int, int], Span] = field(default_factory=dict)
    _kinds: dict[int, list[Kind]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        places = {row.number: place for place, row in enumerate(self.rows)}
        for span in self.merged:
            top = places.get(span.top)
            if top is None:
                continue
            bottom = max(places[number] for number in range(span.top, span.bottom + 1) if number in places)
            left = span.left - 1 - self.left
            self._spans[top, left] = Span(top, left, bottom, span.right - 1 - self.left)

    def text(self, row: int, column: int) -> str:
        cells = self.rows[row].cells
        return cells[column] if column < len(cells) else ""

    def name(self, row: int, column: int) -> str:
        """What a spreadsheet calls the cell."""
        return cell_name(self.rows[row].number, column + self.left)

    def span(self, row: int, column: int) -> Span:
        """The cells that the one at `row` and `column` spreads over, counted from 0: itself where it is not merged."""
        return self._spans.get((row, column)) or Span(row, column, row, column)

    def number(self, row: int, column: int) -> Number | None:
        decimal = "." if column in self.rows[row].typed else self.decimal
        text = self.text(row, column)
        return read_number(text, decimal) if text and text not in self.missing else None

    def kind(self, row: int, column: int) -> Kind:
        kinds = self._kinds.get(row)
        if kinds is None:
            kinds = self._kinds[row] = [self._kind(row, place) for place in range(len(self.rows[row].cells))]
        return kinds[column] if column < len(kinds) else Kind.BLANK

    def put(self, row: int, column: int, text: str) -> None:
        """Puts another text in the place of the cell's."""
        self.rows[row].cells[column] = text
        self._kinds.pop(row, None)

    def _kind(self, row: int, column: int) -> Kind:
        text = self.text(row, column)
        if not text:
            return Kind.BLANK
        if text in self.missing:
            return Kind.MISSING
        if self.number(row, column) is not None:
            return Kind.NUMBER
        if column and is_bound(text):
            return Kind.MISSING
        return Kind.MISSING if is_missing(text, self.missing) or is_error(text) or is_formula(text) else Kind.TEXT

    def has_unread(self, row: int) -> bool:
        """Whether a row has a label, and beside it a figure that cannot be read and no words."""
        first, *others = self.filled(row) or [self.width]
        odd = [self.text(row, column) for column in others if self.kind(row, column) is Kind.TEXT]
        is_labelled = first == 0 and not self.text(row, 0).endswith(":")
        return is_labelled and bool(odd) and all(is_unread(text) and unit_of(text) is None for text in odd)

    def filled(self, row: int) -> list[int]:
        """The columns of the row that are not blank."""
        return [column for column, text in enumerate(self.rows[row].cells) if text]

    def is_year(self, row: int, column: int) -> bool:
        """Whether the cell may be a year, with a flag behind it or not, as a number can be one too."""
        return bool(_YEAR.fullmatch(self.text(row, column)))


def canvas_of(sheet: Sheet, orders: Orders) -> Canvas | None:
    """The whole sheet; None where it is blank, or larger than any table that people made to be looked at."""
    rows: list[SheetRow] = []
    cells = 0
    for row in sheet.rows():
        cells += len(row.cells)
        if cells > _MOST_CELLS:
            return None
        rows.append(row)
    while rows and not any(rows[-1].cells):
        rows.pop()
    left = min((place for row in rows for place, text in enumerate(row.cells) if text), default=0)
    rows = [_shifted(row, left) for row in rows]
    width = max((place + 1 for row in rows for place, text in enumerate(row.cells) if text), default=0)
    if not width:
        return None
    found = _decimals(rows)
    decimal = orders.decimal or found.mark
    return Canvas(rows, width, decimal, orders.missing, sheet.merged, left, found)


def _shifted(row: SheetRow, left: int) -> SheetRow:
    """The row from column `left` on, with cells of its own."""
    return replace(
        row,
        cells=row.cells[left:],
        typed=frozenset(column - left for column in row.typed),
        indents={column - left: depth for column, depth in row.indents.items()},
        bold=frozenset(column - left for column in row.bold),
        units={column - left: unit for column, unit in row.units.items()},
    )


def _decimals(rows: Sequence[SheetRow]) -> Decimals:
    untyped = (
        text for row in rows for place, text in enumerate(row.cells) if place and place not in row.typed and text
    )
    return decimal_of(untyped)
