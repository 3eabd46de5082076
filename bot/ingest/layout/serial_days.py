"""Days that a spreadsheet counts from 1900 on, and that lost their format: 44197 for 1 January 2021."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, pairwise

from bot.ingest.layout.long.heading import Heading, find_heading
from bot.ingest.layout.long.names import Role, names_beginning, names_time, role_of
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption
from bot.ingest.sheets import Sheet, SheetRow
from bot.ingest.words import quoted, quoted_option

_SAMPLE = 1_000
_DAY_NOUGHT = date(1899, 12, 30)
"""What a spreadsheet counts from, after February 1900 of its calendar."""
_FIRST, _LAST = 20_000, 73_050
"""From 1954 to the end of 2099."""
_FEWEST = 2
_TIMES = (Role.PERIOD, Role.YEAR, Role.MONTH, Role.QUARTER, Role.WEEK, Role.STARTS, Role.ENDS)


def with_days(sheet: Sheet, orders: Orders) -> tuple[Sheet, list[Assumption]]:
    """The sheet with such days as dates in columns that are called as a time, or as the headers of columns; and what is
    said of that, in doubt unless the desk has said that they are."""
    if orders.serial_dates is False:
        return sheet, []
    sample = [row for row in islice(sheet.rows(), _SAMPLE) if any(row.cells)]
    if not any(map(_is_serial, (cell for row in sample for cell in row.cells))):
        return sheet, []
    if (header := _header_of_days(sample)) is not None:
        days = [cell for cell in header.cells if _is_serial(cell)]
        said = _said(days[0], f"in row {header.number}", f"--header-rows {header.number}:{header.number}", orders)
        return replace(sheet, rows=lambda: _in_row(sheet.rows, header.number)), said
    heading = find_heading(sample, orders.header_rows)
    columns = _columns(heading, sample, orders.columns.get("period")) if heading is not None else []
    if heading is None or not columns:
        return sheet, []
    last, name = heading.last, heading.names[columns[0]]
    first = next(cell for row in sample if row.number > last and (cell := _cell(row, columns[0])))
    said = _said(first, f"in column {quoted(name)}", f"--map ignore={quoted_option(name)}", orders)
    return replace(sheet, rows=lambda: _in_columns(sheet.rows, last, frozenset(columns))), said


def _said(example: str, where: str, otherwise: str, orders: Orders) -> list[Assumption]:
    sentence = f"{quoted(example)} {where} is read as the day that a spreadsheet counts so, {_day(example)}"
    if orders.serial_dates:
        return [Assumption(f"{sentence}.", otherwise)]
    settles = Orders(serial_dates=True)
    return [Assumption(f"{sentence}; --serial-dates settles it.", "--no-serial-dates", doubtful=True, settles=settles)]


def _header_of_days(sample: Sequence[SheetRow]) -> SheetRow | None:
    """The row of headers that are such days, one later than the other, with labels at most before them."""
    for row, after in pairwise(sample):
        days = [cell for cell in row.cells if _is_serial(cell)]
        others = [cell for cell in row.cells[1:] if cell and not _is_serial(cell)]
        rising = len(days) >= _FEWEST and all(int(one) < int(two) for one, two in pairwise(days))
        under = list(filter(None, after.cells))
        if rising and not others and not _is_serial(row.cells[0]) and len(under) > len(days):
            return None if any(map(_is_serial, under[1:])) else row
    return None


def _columns(heading: Heading, sample: Sequence[SheetRow], period: str | None) -> list[int]:
    """The columns that are called as a time, or are the `period` as the desk says, and hold nothing but such days."""
    found = []
    for at, name in enumerate(heading.names):
        is_time = role_of(name) in _TIMES or (names_time(name) and not names_beginning(name))
        if not is_time and (period is None or name.casefold() != period.casefold()):
            continue
        cells = [cell for row in sample if row.number > heading.last and len(list(filter(None, row.cells))) > 1
                 and (cell := _cell(row, at))]  # fmt: skip
        if cells and all(map(_is_serial, cells)):
            found.append(at)
    return found if heading.compound == 1 else []


def _in_row(rows: Callable[[], Iterator[SheetRow]], number: int) -> Iterator[SheetRow]:
    for row in rows():
        yield _dated(row, frozenset(range(len(row.cells)))) if row.number == number else row


def _in_columns(rows: Callable[[], Iterator[SheetRow]], last: int, columns: frozenset[int]) -> Iterator[SheetRow]:
    for row in rows():
        yield _dated(row, columns) if row.number > last else row


def _dated(row: SheetRow, columns: frozenset[int]) -> SheetRow:
    cells = [_day(cell) if at in columns and _is_serial(cell) else cell for at, cell in enumerate(row.cells)]
    return replace(row, cells=cells)


def _cell(row: SheetRow, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""


def _is_serial(cell: str) -> bool:
    return len(cell) == 5 and cell.isascii() and cell.isdecimal() and _FIRST <= int(cell) <= _LAST


def _day(cell: str) -> str:
    return (_DAY_NOUGHT + timedelta(days=int(cell))).isoformat()
