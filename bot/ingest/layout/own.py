"""Factdesk's own layout: a header that names `indicator` and `value`, and one observation a row."""

from __future__ import annotations

from bot.ingest.faults import Faults
from bot.ingest.observations import OBSERVATIONS
from bot.ingest.orders import Orders
from bot.ingest.reading import Reading
from bot.ingest.sheets import Sheet, cell_name
from bot.ingest.table import table_of


def read_own(sheet: Sheet, _orders: Orders, faults: Faults) -> Reading | None:
    """The sheet as it is; what is wrong with its header and its rows is noted."""
    filled = [row for row in sheet.rows() if any(row.cells)]
    table = table_of(((row.line or row.number, row.cells) for row in filled), sheet.file, OBSERVATIONS, faults)
    numbers = {row.line or row.number: row.number for row in filled}
    for row in table.rows:
        row.sheet, row.cell = sheet.name, cell_name(numbers[row.line], table.columns.index("value"))
    return Reading(
        file=sheet.file,
        sheet=sheet.name,
        columns=table.columns,
        rows=lambda: iter(table.rows),
        header={name: f"column “{name}”" for name in table.columns if name in OBSERVATIONS.known},
        own=True,
    )
