"""A file opened and laid out: each of its tables read in the layout that it has, or by what the file itself says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.errors import LedgerUnreadable
from bot.ingest.amiss import amiss_in
from bot.ingest.announced import refuse_announced, releases_of
from bot.ingest.described import described
from bot.ingest.described.package.listed import files_described
from bot.ingest.described.package.own import is_own_package
from bot.ingest.described.package.places import DESCRIPTOR, is_inside
from bot.ingest.faults import Faults
from bot.ingest.files import Opened, Part, sheets_of, visible_sheets
from bot.ingest.files.kinds import Kind
from bot.ingest.laid_out import LaidOut
from bot.ingest.layout import read_sheet
from bot.ingest.naming import named_after_file
from bot.ingest.orders import Orders
from bot.ingest.reading import Reading
from bot.ingest.regular import is_folder, is_there
from bot.ingest.several import together
from bot.ingest.sheets import UNNAMED, Sheet
from bot.ingest.words import advice, quoted

_SHOWN = 6
"""Sheets that a message names."""
_RIGHT = (
    "a table has a header and numbers below or beside it: --header-rows FIRST:LAST says where it is, and --map "
    "value=COLUMN which column has the values"
)


def package_at(path: Path) -> Path | None:
    """The descriptor of the data package at `path`, its folder or the descriptor itself, that is in Factdesk's own
    layout; None where `file_at` is a file to open. Raises LedgerUnreadable for one that is no file of its folder."""
    descriptor = _inside(path)
    return descriptor if descriptor.name == DESCRIPTOR and is_own_package(descriptor) else None


def file_at(path: Path) -> Path:
    """The file to open for `path`: of a folder, the descriptor of its data package. Raises LedgerUnreadable where there
    is nothing."""
    if not is_there(path):
        raise LedgerUnreadable(f"{path} does not exist; check the path")
    return _inside(path)


def _inside(path: Path) -> Path:
    """Raises LedgerUnreadable for a package whose descriptor is a link to a place outside its folder."""
    found = path / DESCRIPTOR if is_folder(path) else path
    if found.name == DESCRIPTOR and not is_inside(found, found.parent):
        raise LedgerUnreadable(f"{found} is a link out of its folder; put the {DESCRIPTOR} itself there")
    return found


def lay_out(file: Opened, orders: Orders, *, sampled: bool = False) -> LaidOut:
    """The tables of an open file, which stay readable while it is open; `sampled` to be shown, and not to be recorded.
    Raises LedgerUnreadable where there is none that can be read."""
    faults = Faults()
    losses, passed_over = list(file.losses), list[str]()
    readings: list[Reading] = []
    parts = _once(file.parts)
    for part in parts:
        try:
            readings += _tables(part, orders, faults, losses, passed_over, sampled=sampled)
        except LedgerUnreadable as error:
            if len(parts) == 1:
                raise
            losses.append(str(error))
    if orders.sheet is not None:
        readings = _named(orders.sheet, readings, file.name, passed_over)
    if not readings and not faults.problems:
        raise LedgerUnreadable(amiss_in(file, orders) or f"{file.name} holds no table{_where(orders)}; {_RIGHT}")
    refuse_announced(file, readings, orders, faults)
    faults.releases += releases_of(file, orders)
    title = _title(file.name)
    named = together([named_after_file(reading, title) for reading in readings])
    return LaidOut(title, named, orders, faults, file.name, tuple(dict.fromkeys(losses)))


def _once(parts: Sequence[Part]) -> list[Part]:
    """The files of an archive without those that a data package in it describes, which are read as it says."""
    described_too = {path for part in parts if part.kind is Kind.JSON for path in files_described(part.path)}
    return [part for part in parts if part.path.resolve() not in described_too] if described_too else list(parts)


def _tables(
    part: Part, orders: Orders, faults: Faults, losses: list[str], passed_over: list[str], *, sampled: bool
) -> Iterator[Reading]:
    """The readings of one file. What of it could not be read is added to `losses`, and the names of sheets that are not
    meant to `passed_over`."""
    told = described(part.path, orders, faults, part.name)
    if told is not None:
        yield from told
        return
    for sheet in visible_sheets(part) if orders.sheet is None else sheets_of(part):
        if _may_be_meant(sheet, part, orders.sheet):
            losses += sheet.losses
            yield from read_sheet(sheet, orders, faults, sampled=sampled)
        else:
            passed_over.append(_name(sheet, part))


def _may_be_meant(sheet: Sheet, part: Part, name: str | None) -> bool:
    """A table on a sheet goes by the name of the sheet and its rows."""
    if name is None or (sheet.name is None and name.casefold().startswith(f"{UNNAMED} (")):
        return True
    return name.casefold().startswith(_name(sheet, part).casefold())


def _name(sheet: Sheet, part: Part) -> str:
    return sheet.name or part.name.rpartition(": ")[2]


def _where(orders: Orders) -> str:
    """Where it was looked for, if the desk said so."""
    return f" with its header in rows {orders.header_rows[0]} to {orders.header_rows[1]}" if orders.header_rows else ""


def _named(name: str, readings: list[Reading], file: str, others: list[str]) -> list[Reading]:
    """The tables of one sheet, or of one file of an archive. Raises LedgerUnreadable."""
    found = [reading for reading in readings if name.casefold() in _names(reading)]
    if found:
        return found
    names = [*(reading.sheet or reading.file for reading in readings), *others]
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    right = advice(name, names, f"it has {', '.join(map(quoted, names[:_SHOWN]))}{more}")
    raise LedgerUnreadable(f"{file} has no table on a sheet {quoted(name)}; {right}")


def _names(reading: Reading) -> set[str]:
    return {name.casefold() for name in (reading.sheet, reading.file, reading.file.rpartition(": ")[2]) if name}


def _title(name: str) -> str:
    """What the file is called, without its ending."""
    return " ".join(Path(name).name.partition(".")[0].split()) or name
