"""An XLSX from its specification, by openpyxl; what Excel caches beside a formula is written in after it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font

from tests.files.makers.archive import zipped
from tests.files.makers.cells import Cell, read_cell

_LONG_AGO = datetime(2021, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def xlsx(spec: dict[str, Any]) -> bytes:
    """The workbook with its `sheets`: `name`, `rows`, and where they are wanted `merged`, `hidden`, `hidden_rows`,
    `hidden_columns`, `indents` (of cells), `bold` (cells), `chart` (a sheet that is a chart).
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = _LONG_AGO
    cached: dict[str, float] = {}
    for number, each in enumerate(spec["sheets"], 1):
        if each.get("chart"):
            chart = BarChart()
            chart.add_data(Reference(book.worksheets[0], min_col=2, min_row=1, max_row=3))
            book.create_chartsheet(each["name"]).add_chart(chart)
        else:
            _sheet(book.create_sheet(each["name"]), each, f"xl/worksheets/sheet{number}.xml", cached)
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        return zipped({name: _settled(name, archive.read(name), cached) for name in archive.namelist()})


def _sheet(sheet: Any, spec: dict[str, Any], member: str, cached: dict[str, float]) -> None:
    for row, cells in enumerate(spec["rows"], 1):
        for column, each in enumerate(cells, 1):
            _cell(sheet.cell(row, column), read_cell(each), member, cached)
    for span in spec.get("merged", ()):
        sheet.merge_cells(span)
    for name, indent in spec.get("indents", {}).items():
        sheet[name].alignment = Alignment(indent=indent)
    for name in spec.get("bold", ()):
        sheet[name].font = Font(bold=True)
    for row in spec.get("hidden_rows", ()):
        sheet.row_dimensions[row].hidden = True
    for column in spec.get("hidden_columns", ()):
        sheet.column_dimensions[column].hidden = True
    if spec.get("hidden"):
        sheet.sheet_state = "hidden"


def _cell(target: Any, cell: Cell, member: str, cached: dict[str, float]) -> None:
    target.value = cell.value if cell.formula is None else cell.formula
    if cell.format != "General":
        target.number_format = cell.format
    if cell.note:
        target.comment = Comment(cell.note, "Desk")
    if cell.formula is not None and cell.number is not None:
        cached[f"{member}!{target.coordinate}"] = cell.number


def _settled(member: str, content: bytes, cached: dict[str, float]) -> bytes:
    content = _MODIFIED.sub(rb"\g<1>2021-01-01T00:00:00Z", content)
    for name, value in cached.items():
        sheet, cell = name.split("!")
        if sheet == member:
            there = re.compile(rf'(<c r="{cell}"[^>]*><f>[^<]*</f>)<v ?(/|></v)>'.encode())
            content = there.sub(rb"\g<1><v>%.15g</v>" % value, content)
    return content
