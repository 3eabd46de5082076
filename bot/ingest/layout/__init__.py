"""Which layout a sheet has: who reads it as rows of observations."""

from __future__ import annotations

from collections.abc import Iterator

from bot.ingest.faults import Faults
from bot.ingest.layout.grid import read_grid
from bot.ingest.layout.grid.several import tables_on
from bot.ingest.layout.guarded import refuse_withheld
from bot.ingest.layout.long import read_long
from bot.ingest.layout.preamble import with_preamble
from bot.ingest.orders import Orders
from bot.ingest.reading import Reading
from bot.ingest.sheets import Sheet


def read_sheet(sheet: Sheet, orders: Orders, faults: Faults) -> Iterator[Reading]:
    """The tables of a sheet: one with an observation a row, or else each with headers on two sides; none where it has
    no layout that is known."""
    found = read_long(sheet, orders, faults)
    if found is not None:
        yield with_preamble(sheet, found)
        return
    for table in tables_on(sheet, orders):
        found = read_grid(table, orders, faults)
        if found is not None:
            refuse_withheld(sheet, found, orders, faults)
            yield with_preamble(sheet, found)
