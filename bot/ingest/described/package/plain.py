"""The records of a table in the own layout, with what its schema says of cells done to them.

The columns are known by their names; of the schema count the missing values and how numbers and times are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.ingest.described.package.fields import NUMBERS, TIMES, Cell, Field
from bot.ingest.described.package.tables import TableResource
from bot.ingest.faults import Faults
from bot.ingest.tally import Tally
from bot.ingest.words import quoted

_NUMBERS_SAID = frozenset({"groupChar", "decimalChar", "bareNumber"})
_VALUE = "value"
_UNIT = "unit"


def plain_records(table: TableResource, faults: Faults, left_out: Tally) -> Iterator[tuple[int, list[str]]]:
    """The header and the records that are not blank, each with its line. A record whose value is missing, as the schema
    has it, is left out and counted; one with a cell that is not as the schema has it is left out and noted."""
    names, line = table.header()
    if not names:
        return
    yield line or 1, names
    fields = {field.name: field for field in table.fields}
    readers = [(at, name, reader) for at, name in enumerate(names) if (reader := _reader(fields.get(name)))]
    has_unit = _UNIT in map(str.casefold, names)
    for row in table.rows():
        cells, where, stands = list(row.cells), row.line or row.number, True
        for at, name, reader in readers:
            if at >= len(cells):
                break
            text, cell = cells[at], reader(cells[at])
            if cell.wrong is None and cell.unit and cell.unit != "%" and not has_unit:
                wrong = f"{quoted(text)} has a unit, {quoted(cell.unit)}, and the table has no column for it"
                cell = Cell(text, wrong=wrong)
            if cell.wrong is not None:
                faults.add(table.file, where, name, cell.wrong, "correct the cell, or the schema")
                stands = False
            elif name == _VALUE and not cell.text:
                left_out.add(f"no figure: {quoted(text)}" if text else "no figure: a blank cell", f"line {where}")
                stands = False
            cells[at] = f"{cell.text}%" if cell.unit == "%" else cell.text
        if stands:
            yield where, cells


def _reader(field: Field | None) -> Callable[[str], Cell] | None:
    """What reads the cells of a field; None where they are what they say."""
    if field is None:
        return None
    numeric = field.type in NUMBERS and not _NUMBERS_SAID.isdisjoint(field.said)
    timed = field.type in TIMES and field.said.get("format", "default") not in ("default", "any")
    if numeric or timed:
        return field.read
    return _without(field.missing) if field.listed else None


def _without(missing: frozenset[str]) -> Callable[[str], Cell]:
    return lambda text: Cell("" if text in missing else text)
