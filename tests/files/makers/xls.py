"""An XLS (BIFF8) from its specification: just the records that a reader of cells needs."""

from __future__ import annotations

import struct
from typing import Any

from openpyxl.utils import range_boundaries

from tests.files.makers.cells import Cell, read_cell
from tests.files.makers.ole import container

_BOF, _EOF, _SHEET, _FORMAT, _STYLE, _NUMBER, _LABEL, _MERGED, _PASSWORD = (
    0x0809, 0x000A, 0x0085, 0x041E, 0x00E0, 0x0203, 0x0204, 0x00E5, 0x002F,
)  # fmt: skip


def xls(spec: dict[str, Any]) -> bytes:
    """The workbook with its `sheets`: `name`, `rows`, `merged`, `hidden`; with a `password`, closed. `streams` are
    others that stand beside it (properties)."""
    used = {read_cell(cell).format for sheet in spec["sheets"] for row in sheet["rows"] for cell in row}
    formats = ["General", *sorted(used - {"General"})]
    head = _record(_BOF, struct.pack("<HHHHLL", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    if spec.get("password"):
        head += _record(_PASSWORD, struct.pack("<HHH", 1, 1, 1) + bytes(range(48)))
    head += _record(0x0042, struct.pack("<H", 1200)) + _record(0x0022, struct.pack("<H", 0))
    for number, each in enumerate(formats):
        head += _record(_FORMAT, struct.pack("<H", 164 + number) + _text(each))
    for number in range(len(formats)):
        head += _record(_STYLE, struct.pack("<HHH14x", 0, 164 + number if number else 0, 0))
    sheets = [_sheet(each, formats) for each in spec["sheets"]]
    names = [each["name"].encode("utf-16-le") for each in spec["sheets"]]
    at = len(head) + sum(12 + len(name) for name in names) + 4
    for each, name, body in zip(spec["sheets"], names, sheets, strict=True):
        head += _record(_SHEET, struct.pack("<LBBBB", at, bool(each.get("hidden")), 0, len(name) // 2, 1) + name)
        at += len(body)
    book = head + _record(_EOF, b"") + b"".join(sheets)
    return container({"Workbook": book, **spec.get("streams", {})})


def _sheet(spec: dict[str, Any], formats: list[str]) -> bytes:
    rows = [[read_cell(each) for each in row] for row in spec["rows"]]
    body = _record(_BOF, struct.pack("<HHHHLL", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    body += _record(0x0200, struct.pack("<LLHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    body += b"".join(_cell(r, c, cell, formats) for r, row in enumerate(rows) for c, cell in enumerate(row))
    spans = [range_boundaries(span) for span in spec.get("merged", ())]
    if spans:
        boxes = (struct.pack("<HHHH", top - 1, foot - 1, left - 1, right - 1) for left, top, right, foot in spans)
        body += _record(_MERGED, struct.pack("<H", len(spans)) + b"".join(boxes))
    return body + _record(_EOF, b"")


def _cell(row: int, column: int, cell: Cell, formats: list[str]) -> bytes:
    place = struct.pack("<HHH", row, column, formats.index(cell.format))
    if isinstance(cell.value, str):
        return _record(_LABEL, place + _text(cell.value))
    return b"" if cell.number is None else _record(_NUMBER, place + struct.pack("<d", cell.number))


def _text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body
