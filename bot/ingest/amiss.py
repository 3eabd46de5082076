"""Why a file may hold no table that can be read: its first cell that is a number or would be, and cannot be one, or the
cells that stand among the numbers of a column."""

from __future__ import annotations

from itertools import islice

from bot.ingest.cells.broken import is_error, is_formula
from bot.ingest.cells.missing import is_missing
from bot.ingest.cells.numbers import is_duration, is_too_long, read_number, require_number
from bot.ingest.faults import BadCell
from bot.ingest.files import Opened
from bot.ingest.layout.long.heading import find_heading
from bot.ingest.layout.long.names import role_of
from bot.ingest.layout.long.profile import columns_of
from bot.ingest.layout.long.roles import DATING
from bot.ingest.layout.other_signs import in_plain_signs
from bot.ingest.orders import Orders
from bot.ingest.sheets import Sheet, cell_name
from bot.ingest.words import quoted, quoted_option

_ROWS = 1000
"""Rows of each sheet that are looked over."""


_FEWEST = 2
_SHOWN = 3


def amiss_in(file: Opened, orders: Orders) -> str | None:
    """A sentence about the first such cell of the file, or such a column, with its place and what to do; None where
    there is none."""
    return _first_cell(file) or next(filter(None, (_odd_column(sheet, orders) for sheet in file)), None)


def _first_cell(file: Opened) -> str | None:
    for sheet in file:
        for row in islice(sheet.rows(), _ROWS):
            for column, text in enumerate(row.cells):
                if bad := _wrong_with(text):
                    return f"{_where(sheet)}, cell {cell_name(row.number, column)}: {bad.wrong}; {bad.right}"
    return None


def _where(sheet: Sheet) -> str:
    return sheet.file if sheet.name is None else f"{sheet.file}, sheet {quoted(sheet.name)}"


def _odd_column(sheet: Sheet, orders: Orders) -> str | None:
    """The column under a header with the most numbers in it, and the cells of it that are none."""
    rows = [row for row in islice(in_plain_signs(sheet)[0].rows(), _ROWS) if any(row.cells)]
    heading = find_heading(rows, orders.header_rows)
    if heading is None:
        return None
    body = [(row, heading.cells(row)) for row in rows if row.number > heading.last]
    columns = columns_of(heading.names, [cells for _, cells in body], [row.typed for row, _ in body], orders.missing)
    figures = [one for one in columns if not one.is_mostly_periods and role_of(one.name) not in DATING]
    numbers = {one.at: sum(1 for cell in one.told if read_number(cell, one.decimals.mark)) for one in figures}
    times = next((one for one in columns if one.told and role_of(one.name) in DATING and not one.is_periods), None)
    found = max(figures, key=lambda one: numbers[one.at], default=None)
    if found is not None and numbers[found.at] >= _FEWEST and numbers[found.at] < len(found.told):
        cells = [(row, cells[found.at]) for row, cells in body]
        odd = [(row, text) for row, text in cells if text and not is_missing(text, orders.missing)
               and read_number(text, found.decimals.mark) is None]  # fmt: skip
        shown = ", ".join(f"{quoted(text)} ({cell_name(row.number, found.at)})" for row, text in odd[:_SHOWN])
        more = f" and {len(odd) - _SHOWN} more" if len(odd) > _SHOWN else ""
        right = f"correct them, or say --missing {quoted_option(odd[0][1])} of what means no figure"
        return f"{_where(sheet)}: in column {quoted(found.name)} {shown}{more} are no numbers; {right}"
    if times is not None and times.is_numeric:
        right = "write years as 2020 of the common calendar, or leave the column aside with --map ignore="
        where = f"{_where(sheet)}: in column {quoted(times.name)} {quoted(times.told[0])} is no time that can be read"
        return f"{where}; {right}{quoted_option(times.name)}"
    return None


def _wrong_with(text: str) -> BadCell | None:
    if not (is_formula(text) or is_error(text) or is_too_long(text) or is_duration(text)):
        return None
    try:
        require_number(text)
    except BadCell as bad:
        return bad
    return None
