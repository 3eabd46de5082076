"""A file opened and laid out: each of its tables read in the layout that it has, or by what the file itself says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.errors import LedgerUnreadable
from bot.ingest.described import described
from bot.ingest.described.package.own import is_own_package
from bot.ingest.described.package.places import DESCRIPTOR
from bot.ingest.faults import Faults
from bot.ingest.files import Opened, Part, sheets_of
from bot.ingest.laid_out import LaidOut
from bot.ingest.layout import read_sheet
from bot.ingest.orders import Orders
from bot.ingest.reading import Reading
from bot.ingest.words import advice, quoted

_RIGHT = (
    "a table has a header and numbers below or beside it: --header-rows FIRST:LAST says where it is, and --map "
    "value=COLUMN which column has the values"
)


def package_at(path: Path) -> Path | None:
    """The descriptor of the data package at `path`, its folder or the descriptor itself, that is in Factdesk's own
    layout; None where `file_at` is a file to open."""
    descriptor = file_at(path)
    return descriptor if descriptor.name == DESCRIPTOR and is_own_package(descriptor) else None


def file_at(path: Path) -> Path:
    """The file to open for `path`: of a folder, the descriptor of its data package."""
    return path / DESCRIPTOR if path.is_dir() else path


def lay_out(file: Opened, orders: Orders) -> LaidOut:
    """The tables of an open file, which stay readable while it is open. Raises LedgerUnreadable where there is none
    that can be read."""
    faults = Faults()
    readings = [reading for part in file.parts for reading in _tables(part, orders, faults)]
    if not readings:
        raise LedgerUnreadable(f"{file.name} holds no table{_where(orders)}; {_RIGHT}")
    if orders.sheet is not None:
        readings = _named(orders.sheet, readings, file.name)
    return LaidOut(_title(file.name), tuple(readings), orders, faults, file.name, file.losses)


def _tables(part: Part, orders: Orders, faults: Faults) -> Iterator[Reading]:
    told = described(part.path, orders, faults, part.name)
    if told is not None:
        yield from told
        return
    for sheet in sheets_of(part):
        yield from read_sheet(sheet, orders, faults)


def _where(orders: Orders) -> str:
    """Where it was looked for, if the desk said so."""
    return f" with its header in rows {orders.header_rows[0]} to {orders.header_rows[1]}" if orders.header_rows else ""


def _named(name: str, readings: list[Reading], file: str) -> list[Reading]:
    """The tables of one sheet, or of one file of an archive. Raises LedgerUnreadable."""
    found = [reading for reading in readings if name.casefold() in _names(reading)]
    if found:
        return found
    names = list(dict.fromkeys(reading.sheet for reading in readings if reading.sheet))
    if not names:
        raise LedgerUnreadable(f"{file} has no sheets with names; leave --sheet away")
    right = advice(name, names, f"it has {', '.join(map(quoted, names))}")
    raise LedgerUnreadable(f"{file} has no table on a sheet {quoted(name)}; {right}")


def _names(reading: Reading) -> set[str]:
    return {name.casefold() for name in (reading.sheet, reading.file, reading.file.rpartition(": ")[2]) if name}


def _title(name: str) -> str:
    """What the file is called, without its ending."""
    return " ".join(Path(name).name.partition(".")[0].split()) or name
