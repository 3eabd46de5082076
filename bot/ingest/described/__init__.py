"""Formats that say themselves what their columns are: SDMX-CSV, JSON-stat, data packages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from bot.errors import LedgerUnreadable, UnclearOrders
from bot.ingest.described.file import File
from bot.ingest.described.jsonstat import read_json_stat
from bot.ingest.described.ordered import ordered
from bot.ingest.described.package import is_package, is_resource, read_tables
from bot.ingest.described.package.own import is_own
from bot.ingest.described.package.places import DESCRIPTOR
from bot.ingest.described.package.sidecar import schema_beside
from bot.ingest.described.records import sheet_of_records
from bot.ingest.described.sdmx import read_sdmx_csv
from bot.ingest.described.strict_json import is_json, read_json
from bot.ingest.described.text import Form, text_sheet
from bot.ingest.described.watch import refuse_withholding_properties
from bot.ingest.faults import Faults
from bot.ingest.files import Part, sheets_of
from bot.ingest.files.kinds import Kind
from bot.ingest.layout import read_sheet
from bot.ingest.orders import Orders
from bot.ingest.reading import Reading
from bot.ingest.regular import is_folder
from bot.ingest.sheets import Sheet

__all__ = ["described", "read_sdmx_csv"]


def described(file: Path | BinaryIO, orders: Orders, faults: Faults, name: str | None = None) -> list[Reading] | None:
    """The tables of a file that says what its columns are; None for any other file.

    `file` is a path (of a package, its folder too) or a file that is open and can be read again from its start, which
    messages call `name`. Raises LedgerUnreadable.
    """
    opened = _opened(file, name)
    found = _read(opened, orders, faults)
    return None if found is None else [ordered(reading, orders, faults) for reading in found]


def _read(opened: File, orders: Orders, faults: Faults) -> list[Reading] | None:
    head = opened.head()
    if is_json(head):
        return _described_json(read_json(opened), opened, orders, faults)
    if (beside := schema_beside(opened)) is not None:
        _refuse_unheeded(opened, orders)
        return read_tables(beside, opened, orders, faults)
    if _may_be_sdmx(head):
        _refuse_unheeded(opened, orders)
        readings = (read_sdmx_csv(sheet, orders, faults) for sheet in _sheets(opened))
        return next(([reading] for reading in readings if reading is not None), None)
    return None


def _refuse_unheeded(file: File, orders: Orders) -> None:
    """Raises UnclearOrders for options about what the file says itself: how its cells are written."""
    said = {
        "--header-rows": orders.header_rows,
        "--decimal": orders.decimal,
        "--day-first": orders.day_first,
        "--serial-dates": orders.serial_dates,
    }
    given = [name for name, value in said.items() if value is not None]
    if given:
        names = " and ".join(name if orders.day_first is not False else name.replace("day", "month") for name in given)
        raise UnclearOrders(
            f"{file.name} says itself how it is written, and {names} would change nothing; leave it away, or mend what "
            "the file says"
        )


def _sheets(opened: File) -> Iterator[Sheet]:
    """The text as a table; of a stream, with either of the delimiters that SDMX-CSV has."""
    if opened.path is not None:
        yield from sheets_of(Part(opened.name, opened.path, Kind.TEXT))
    else:
        yield from (text_sheet(opened, Form(delimiter=delimiter)) for delimiter in (",", ";"))


def _opened(file: Path | BinaryIO, name: str | None) -> File:
    if not isinstance(file, Path):
        return File.of(file, name or "standard input")
    return File.at(file / DESCRIPTOR if is_folder(file) else file, name)


def _described_json(body: object, file: File, orders: Orders, faults: Faults) -> list[Reading]:
    """Raises LedgerUnreadable where nothing in the document can be read."""
    if is_package(body) or is_resource(body):
        if is_package(body) and is_own(body):
            right = f"unpack it, and import the folder with its {DESCRIPTOR}"
            raise LedgerUnreadable(f"{file.name} is a data package in the desk's own layout; {right}")
        _refuse_unheeded(file, orders)
        return read_tables(body, file, orders, faults)
    found = read_json_stat(body, file.name, orders, faults)
    if found is None:
        refuse_withholding_properties(body, file.name, orders, faults)
        found = list(read_sheet(sheet_of_records(body, file.name), orders, faults))
    else:
        _refuse_unheeded(file, orders)
    return found


def _may_be_sdmx(head: bytes) -> bool:
    line = head.partition(b"\n")[0].upper()
    return any(word in line for word in (b"OBS_VALUE", b"DATAFLOW", b"STRUCTURE_ID"))
