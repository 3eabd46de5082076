"""An ODS from its specification, its XML written out by hand."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils import range_boundaries

from tests.files.makers.archive import zipped
from tests.files.makers.cells import Cell, read_cell, shown

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)
_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    f'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{secret}'
    "</manifest:file-entry>"
    "</manifest:manifest>"
)
_SECRET = (
    '<manifest:encryption-data manifest:checksum-type="SHA1/1K" manifest:checksum="AAAA"><manifest:algorithm '
    'manifest:algorithm-name="Blowfish CFB" manifest:initialisation-vector="AAAA"/></manifest:encryption-data>'
)


def ods(spec: dict[str, Any]) -> bytes:
    """The workbook with its `sheets`: `name`, `rows`, `merged`; with a `password`, its content is noise."""
    tables = "".join(map(_table, spec["sheets"]))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES} office:version="1.2"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    ).encode()
    secret = spec.get("password")
    if secret:
        content = bytes((17 + 31 * each) % 256 for each in range(len(content)))
    manifest = _MANIFEST.replace("{secret}", _SECRET if secret else "")
    members = {"mimetype": _TYPE.encode(), "content.xml": content, "META-INF/manifest.xml": manifest.encode()}
    return zipped(members, stored=("mimetype",))


def _table(spec: dict[str, Any]) -> str:
    spans = {
        (top, left): (right - left + 1, foot - top + 1)
        for left, top, right, foot in map(range_boundaries, spec.get("merged", ()))
    }
    covered = {
        (top + down, left + on)
        for (top, left), (wide, high) in spans.items()
        for down in range(high)
        for on in range(wide)
        if (down, on) != (0, 0)
    }
    width = max(map(len, spec["rows"]))
    rows = "".join(
        f"<table:table-row>{_row(number, row + [None] * (width - len(row)), spans, covered)}</table:table-row>"
        for number, row in enumerate(spec["rows"], 1)
    )
    # A sheet that was saved ends in one row and one column that stand for all that are left.
    left = 1048576 - len(spec["rows"])
    blank = _element("table-cell", "", "", 16384)
    rest = f'<table:table-row table:number-rows-repeated="{left}">{blank}</table:table-row>'
    return f"<table:table table:name={quoteattr(spec['name'])}>{rows}{rest}</table:table>"


def _row(
    number: int, row: list[Any], spans: dict[tuple[int, int], tuple[int, int]], covered: set[tuple[int, int]]
) -> str:
    cells = [
        ("covered-table-cell", "", "") if (number, at) in covered else _cell(read_cell(each), spans.get((number, at)))
        for at, each in enumerate(row, 1)
    ]
    return "".join(_element(*cell, len(list(same))) for cell, same in groupby(cells))


def _cell(cell: Cell, span: tuple[int, int] | None) -> tuple[str, str, str]:
    """The element's name, its attributes and what it holds."""
    spread = "" if span is None else f' table:number-columns-spanned="{span[0]}" table:number-rows-spanned="{span[1]}"'
    if cell.value is None:
        return "table-cell", spread, ""
    if isinstance(cell.value, str):
        kind = 'office:value-type="string"'
    elif isinstance(cell.value, date):
        kind = f'office:value-type="date" office:date-value="{cell.value.isoformat()}"'
    else:
        kind = (
            f'office:value-type="{"percentage" if cell.format.endswith("%") else "float"}" office:value="{cell.value}"'
        )
    return "table-cell", f"{spread} {kind}", f"<text:p>{escape(shown(cell))}</text:p>"


def _element(name: str, attributes: str, inner: str, times: int) -> str:
    repeated = "" if times == 1 else f' table:number-columns-repeated="{times}"'
    return f"<table:{name}{repeated}{attributes}>{inner}</table:{name}>"
