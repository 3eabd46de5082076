"""Formats that say themselves what their columns are: SDMX-CSV, JSON-stat, data packages."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from bot.ingest.described.file import File
from bot.ingest.described.jsonstat import read_json_stat
from bot.ingest.described.sdmx import read_sdmx_csv
from bot.ingest.described.strict_json import is_json, read_json
from bot.ingest.described.text import Form, text_sheet
from bot.ingest.faults import Faults
from bot.ingest.orders import Orders
from bot.ingest.reading import Reading

__all__ = ["described", "read_sdmx_csv"]


def described(file: Path | BinaryIO, orders: Orders, faults: Faults, name: str | None = None) -> list[Reading] | None:
    """The tables of a file that says what its columns are; None for any other file.

    `file` is a path (of a package, its folder too) or a file that is open and can be read again from its start, which
    messages call `name`. Raises LedgerUnreadable.
    """
    opened = File.at(file, name) if isinstance(file, Path) else File.of(file, name or "standard input")
    head = opened.head()
    if is_json(head):
        return read_json_stat(read_json(opened), opened.name, orders, faults)
    for delimiter in (",", ";"):
        reading = None
        if _may_be_sdmx(head):
            reading = read_sdmx_csv(text_sheet(opened, Form(delimiter=delimiter)), orders, faults)
        if reading is not None:
            return [reading]
    return None


def _may_be_sdmx(head: bytes) -> bool:
    line = head.partition(b"\n")[0].upper()
    return any(word in line for word in (b"OBS_VALUE", b"DATAFLOW", b"STRUCTURE_ID"))
