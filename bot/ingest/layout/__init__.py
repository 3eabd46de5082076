"""Which layout a sheet has: who reads it as rows of observations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from bot.ingest.faults import Faults
from bot.ingest.layout.downloads import said_so, under_one_header
from bot.ingest.layout.grid import read_grid
from bot.ingest.layout.grid.several import tables_on
from bot.ingest.layout.guarded import refuse_withheld, under_embargo
from bot.ingest.layout.long import read_long
from bot.ingest.layout.one_below import tables_below
from bot.ingest.layout.other_signs import in_plain_signs, saying
from bot.ingest.layout.preamble import with_preamble
from bot.ingest.layout.serial_days import with_days
from bot.ingest.layout.side_by_side import tables_beside
from bot.ingest.layout.spreads import with_spreads
from bot.ingest.orders import Orders
from bot.ingest.reading import Reading
from bot.ingest.sheets import Sheet, SheetRow

_MOST_ROWS, _MOST_CELLS = 3000, 60_000
"""Rows and cells of a table with headers on two sides that are looked at for a sample of it."""


def read_sheet(sheet: Sheet, orders: Orders, faults: Faults, *, sampled: bool = False) -> Iterator[Reading]:
    """The tables of a sheet: one with an observation a row, or else each with headers on two sides; none where it has
    no layout that is known. `sampled`: of a large one of the second kind, which is held as a whole, the first
    rows; for what withholds it all of them."""
    sheet, signs = in_plain_signs(sheet)
    for part in tables_beside(sheet):
        yield from saying(_read_each(part, orders, faults, sampled=sampled), signs)


def _read_each(sheet: Sheet, orders: Orders, faults: Faults, *, sampled: bool) -> Iterator[Reading]:
    """The tables one below the other. The rows of a header that the desk names are those of the table they are in."""
    parts = tables_below(sheet)
    if len(parts) == 1:
        yield from _read(sheet, orders, faults, sampled=sampled)
        return
    found = [[*_read(part, _of_part(orders, part), faults, sampled=sampled)] for part in parts]
    # A part that nobody reads may be what says of the others when they may be published.
    yield from chain(*found) if all(found) else _read(sheet, orders, faults, sampled=sampled)


def _of_part(orders: Orders, part: Sheet) -> Orders:
    if orders.header_rows is None or any(row.number == orders.header_rows[0] for row in part.rows()):
        return orders
    return replace(orders, header_rows=None)


def _read(sheet: Sheet, orders: Orders, faults: Faults, *, sampled: bool) -> Iterator[Reading]:
    sheet, days = with_days(sheet, orders)
    yield from saying(_read_one(sheet, orders, faults, sampled=sampled), days)


def _read_one(sheet: Sheet, orders: Orders, faults: Faults, *, sampled: bool) -> Iterator[Reading]:
    sheet, said = under_one_header(sheet, orders)
    found = read_long(sheet, orders, faults)
    if found is not None:
        yield with_spreads(said_so(with_preamble(sheet, found), said))
        return
    rows = _first_rows(sheet) if sampled else None
    looked_at = sheet if rows is None else replace(sheet, rows=lambda: iter(rows))
    for table in tables_on(looked_at, orders):
        found = read_grid(table, orders, faults)
        if found is not None:
            found = under_embargo(found, orders)
            refuse_withheld(sheet, found, orders, faults)
            found = with_spreads(with_preamble(looked_at, found))
            yield found if rows is None else replace(found, complete=False)


def _first_rows(sheet: Sheet) -> list[SheetRow] | None:
    """The first rows of a large sheet; None of one that is read as a whole."""
    found: list[SheetRow] = []
    cells = 0
    for row in sheet.rows():
        if cells > _MOST_CELLS or len(found) == _MOST_ROWS:
            return found
        found.append(row)
        cells += len(row.cells)
    return None
