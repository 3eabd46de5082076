"""SDMX-CSV: the format in which statistical offices hand out their data cubes, with codes, labels or both.

https://github.com/sdmx-twg/sdmx-csv
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from bot.domain import Source
from bot.ingest.cells.missing import is_missing
from bot.ingest.cells.numbers import read_number
from bot.ingest.described.naming import free_names, named
from bot.ingest.described.scales import is_kept_code
from bot.ingest.described.sdmx.header import Header, is_header, read_header
from bot.ingest.described.sdmx.rows import Rows
from bot.ingest.described.sdmx.updated import day_of
from bot.ingest.described.watch import refuse_withholding_names
from bot.ingest.faults import Faults
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption, Reading
from bot.ingest.sheets import Sheet, SheetRow
from bot.ingest.unexplained import unexplained

_RESERVED = ("indicator", "period", "value", "unit", "status", "note", "source")
_LOOKED_AT = 200
"""Rows that show which column has the numbers."""
_SHOWN = {"measure": "indicator", **{role: role for role in ("period", "value", "unit", "status", "note")}}
"""The roles of columns that a reading tells of, by its own names for them."""


def read_sdmx_csv(sheet: Sheet, orders: Orders, faults: Faults) -> Reading | None:
    """The sheet as SDMX-CSV; None where its first row is no header of it. Columns that the desk says are something
    (`orders.columns`) are that."""
    filled = (row for row in sheet.rows() if any(row.cells))
    first = next(filled, None)
    names = _names(first) if first else []
    if first is None or not is_header(names):
        return None
    header = read_header(names, orders.columns)
    if "value" not in header.roles and (measure := _own_measure(header, sheet)):
        header = read_header(names, {**orders.columns, "value": measure})
    if "value" not in header.roles:
        right = "say which column holds the values with --map value=COLUMN"
        faults.add(sheet.file, first.line or first.number, "OBS_VALUE", "the column is missing", right)
        return Reading(sheet.file, sheet.name, _RESERVED, lambda: iter(()))
    refuse_withholding_names(header.names, sheet.file, first.line or first.number, faults)
    columns = free_names({one.id: one.label for one in header.dimensions})
    rows = Rows(sheet, header, columns, faults, frozenset(orders.missing))
    rows.codes = {name: {} for name in columns}
    rows.wholes = {name: {} for name in columns}
    second = next(filled, None)
    return Reading(
        file=sheet.file,
        sheet=sheet.name,
        columns=(*_RESERVED, *columns),
        rows=rows,
        codes=rows.codes,
        wholes=rows.wholes,
        header={
            shown: f"column {named(one.id, one.label)}"
            for role, shown in _SHOWN.items()
            if (one := header.roles.get(role))
        },
        assumptions=tuple(_unexplained(header, sheet)),
        left_out=rows.tally.found,
        source=_source(header, rows, second),
        labels={name: one.label for name, one in zip(columns, header.dimensions, strict=True) if one.label is not None},
    )


def _names(row: SheetRow) -> list[str]:
    """The names of the header, without the blank cells that spreadsheets leave at its end."""
    names = list(row.cells)
    while names and not names[-1]:
        names.pop()
    return names


def _own_measure(header: Header, sheet: Sheet) -> str | None:
    """The id of the one column of numbers behind the period, where a data structure names its measure itself."""
    period = header.roles.get("period")
    if period is None:
        return None
    rows = [row.cells for row in islice((row for row in sheet.rows() if any(row.cells)), 1, _LOOKED_AT)]
    behind = [one for one in (*header.dimensions, *header.aside) if one.at > period.at]
    found = [one.id for one in behind if _is_measure([cells[one.at] for cells in rows if one.at < len(cells)])]
    return found[0] if len(found) == 1 else None


def _is_measure(cells: Sequence[str]) -> bool:
    told = [cell for cell in cells if not is_missing(cell)]
    return bool(told) and all(read_number(cell) is not None for cell in told)


def _unexplained(header: Header, sheet: Sheet) -> Iterator[Assumption]:
    """Codes of units to which the file has no labels, among the first rows."""
    unit = header.roles.get("unit")
    if unit is not None:
        rows = (row.cells for row in islice(sheet.rows(), 1, _LOOKED_AT))
        said = [unit.read(cells) for cells in rows if len(cells) >= len(header.names)]
        yield from unexplained([code for code, label in said if not label], '--map unit="..."', is_kept_code)


def _source(header: Header, rows: Rows, row: SheetRow | None) -> Source | None:
    """What the first row says of its dataflow, which is that of almost any file."""
    if row is None or len(row.cells) < len(header.names):
        return None
    flow = rows.main = rows.flow(row.cells)
    title = flow.name or flow.id
    if not title and flow.publisher is None:
        return None
    updated = header.roles.get("updated")
    published = day_of(row.cells[updated.at], flow.publisher) if updated else None
    note = flow.id if flow.name and flow.id else None
    return Source("", publisher=flow.publisher, title=title or None, published_on=published, note=note)
