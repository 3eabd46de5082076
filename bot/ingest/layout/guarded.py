"""A grid that seems to be withheld is refused: nothing of it says so in a column that would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.ingest.faults import Faults
from bot.ingest.instants import is_instant
from bot.ingest.lines_beside import note_line
from bot.ingest.observations import OBSERVATIONS
from bot.ingest.orders import Orders
from bot.ingest.reading import Reading
from bot.ingest.sheets import Sheet
from bot.ingest.table import Row
from bot.ingest.withholding import EMBARGO, SAY_EMBARGO, withholds


def under_embargo(reading: Reading, orders: Orders) -> Reading:
    """The reading with the instant that the desk says of all of it."""
    until = orders.columns.get(EMBARGO)
    if until is None or EMBARGO in reading.columns or not is_instant(until):
        return reading

    def rows() -> Iterator[Row]:
        for row in reading.rows():
            row.cells[EMBARGO] = until
            yield row

    return replace(reading, columns=(*reading.columns, EMBARGO), rows=rows)


def refuse_withheld(sheet: Sheet, reading: Reading, orders: Orders, faults: Faults) -> None:
    """Notes a line or heading that seems to withhold what the table says, and an embargo that the desk orders and the
    reading does not have."""
    if EMBARGO in reading.columns or orders.not_withheld:
        return
    if EMBARGO in orders.columns:
        right = "write it in a column of that name, beside the figures"
        faults.add(sheet.file, None, EMBARGO, "an embargo cannot be said of this table by --map", right)
    for column in reading.columns:
        if column not in OBSERVATIONS.known and withholds(column):
            faults.add(sheet.file, None, column, "the heading seems to withhold figures, and would not", SAY_EMBARGO)
    for row in sheet.rows():
        # A line of the table has more than one cell.
        is_beside = sum(map(bool, row.cells)) == 1
        if note_line(row.cells, sheet.file, row.line or row.number, faults, is_beside=is_beside):
            return
