"""The rows of a resource, its header found as its dialect says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from bot.errors import LedgerUnreadable
from bot.ingest.described.file import File
from bot.ingest.described.package.dialects import Layout, layout_of
from bot.ingest.described.package.fields import Field, fields_of
from bot.ingest.described.package.places import place_of
from bot.ingest.described.records import sheet_of_records
from bot.ingest.described.strict_json import Printed, is_json, is_text, read_json
from bot.ingest.described.text import text_sheet
from bot.ingest.faults import BadCell
from bot.ingest.sheets import Sheet, SheetRow
from bot.ingest.words import quoted

_MOST_FILES = 1000
_TEXT = frozenset({"csv", "tsv", "txt", "tab", "dat", "data", "psv", ""})
_BOOKS = frozenset({"xlsx", "xls", "ods"})


@dataclass(frozen=True, slots=True)
class TableResource:
    """`file` is what messages call it. `fields` are in the order of the schema."""

    name: str
    file: str
    sheet: Sheet
    layout: Layout
    fields: tuple[Field, ...]
    said: Mapping[str, Any]
    path: Path | None = None

    def require_file(self, descriptor: str) -> None:
        """Raises LedgerUnreadable where its file is not there."""
        if self.path is not None and not self.path.exists():
            raise LedgerUnreadable(
                f"{descriptor}: resource “{self.name}” is at {quoted(self.file)}, which does not exist; put the file "
                "there, or correct its path"
            )

    def header(self) -> tuple[list[str], int]:
        """The names of its columns, and the line that the header ends on; 0 where there is none, and the fields name
        them."""
        rows = self.layout.header_rows
        if not rows:
            return [field.name for field in self.fields], 0
        found: list[list[str]] = []
        line = 0
        for number, row in self._numbered():
            if number in rows:
                found.append(row.cells)
                line = row.line or row.number
            if number >= rows[-1]:
                break
        return _joined(found, self.layout.header_join), line

    def rows(self) -> Iterator[SheetRow]:
        """Those below the header that are neither blank nor comments."""
        last = self.layout.header_rows[-1] if self.layout.header_rows else 0
        for number, row in self._numbered():
            if number > last and any(row.cells):
                yield row

    def _numbered(self) -> Iterator[tuple[int, SheetRow]]:
        """The rows that are no comments, as the header counts them."""
        rows = (row for row in self.sheet.rows() if row.number not in self.layout.aside)
        if self.layout.numbered:
            return ((row.number, row) for row in rows)
        return enumerate(rows, 1)


def table_resource(
    entry: Mapping[str, Any], name: str, folder: Path | None, descriptor: str, *, own: bool = False
) -> TableResource:
    """The table that an entry of a descriptor describes; `own`: in Factdesk's own layout. Raises BadCell, and
    LedgerUnreadable where its file cannot be read."""
    what = f"resource “{name}”"
    entry = {
        **entry,
        **{key: _loaded(entry[key], folder, f"the {key} of {what}") for key in ("schema", "dialect") if key in entry},
    }
    layout = layout_of(entry, what)
    fields = tuple(fields_of(entry.get("schema"), what, own=own))
    if not layout.header_rows and not fields:
        raise BadCell(f"{what} has no header", "begin its file with a line of column names")
    if "data" in entry:
        file = f"{descriptor}, {name}"
        return TableResource(name, file, sheet_of_records(entry["data"], file), Layout(), fields, entry)
    paths = entry["path"] if isinstance(entry.get("path"), list) and entry["path"] else [entry.get("path")]
    places = [place_of(path, folder, what) for path in paths[:_MOST_FILES]]
    sheets = [_sheet(entry, File.at(path, written), layout, what) for path, written in places]
    sheet = sheets[0] if len(sheets) == 1 else _in_one(sheets, layout, what)
    return TableResource(name, sheet.file, sheet, layout, fields, entry, places[0][0])


def _in_one(sheets: Sequence[Sheet], layout: Layout, what: str) -> Sheet:
    """Files of the same columns, one after the other, as if they were one: the rows are counted on. Raises BadCell."""
    header = layout.header_rows[-1] if layout.header_rows else 0
    tops = [[row.cells for row in islice(sheet.rows(), header)] for sheet in sheets]
    if any(top != tops[0] for top in tops):
        raise BadCell(f"the files of {what} have different columns", "describe each as a resource of its own")

    def rows() -> Iterator[SheetRow]:
        before = 0
        for sheet in sheets:
            last = 0
            for row in islice(sheet.rows(), header if before else 0, None):
                last = row.number
                yield replace(row, number=before + row.number, line=None)
            before += last

    first = sheets[0]
    return replace(first, file=f"{first.file} and {len(sheets) - 1} more", rows=rows)


def _sheet(entry: Mapping[str, Any], file: File, layout: Layout, what: str) -> Sheet:
    ending = file.name.rpartition(".")[2].lower() if "." in file.name else ""
    kind = entry.get("format", ending)
    kind = kind.lower() if is_text(kind) else ending
    if "compression" in entry or ending in ("gz", "zip", "bz2"):
        raise BadCell(f"{what} is packed", "unpack its file, and give the path of what is in it")
    if kind in _BOOKS:
        return _sheet_of_book(entry, file, what)
    if kind in ("json", "geojson", "ndjson"):
        sheet = sheet_of_records(read_json(file), file.name) if is_json(file.head()) else None
        if sheet is None:
            raise BadCell(f"{what} is no table", "give a list of objects")
        return sheet
    if kind not in _TEXT:
        raise BadCell(f"{what} is no table that is read ({quoted(kind)})", "give a CSV file")
    return text_sheet(file, layout.form)


def _sheet_of_book(entry: Mapping[str, Any], file: File, what: str) -> Sheet:
    """The sheet of a workbook that the dialect names, or its first."""
    from bot.ingest.files import Part, sheets_of
    from bot.ingest.files.kinds import kind_of

    assert file.path is not None
    dialect = entry.get("dialect")
    said = dialect if isinstance(dialect, dict) else {}
    nested = said.get("excel") if isinstance(said.get("excel"), dict) else said.get("ods")
    said = {**said, **nested} if isinstance(nested, dict) else said
    name, number = said.get("sheetName", said.get("sheet")), said.get("sheetNumber", "1")
    sheets = list(sheets_of(Part(file.name, file.path, kind_of(file.path, file.name))))
    if is_text(name):
        found = [sheet for sheet in sheets if sheet.name == name]
    else:
        at = int(number or "1") if isinstance(number, Printed | str) and number.isdecimal() and len(number) < 8 else 1
        found = sheets[at - 1 : at]
    if not found:
        raise BadCell(f"{what} is on a sheet that its workbook does not have", "name one of its sheets")
    return found[0]


def _loaded(written: object, folder: Path | None, what: str) -> Any:
    """A part of a descriptor that may stand in a file of its own."""
    if not is_text(written):
        return written
    path, name = place_of(written, folder, what)
    return read_json(File.at(path, name))


def _joined(rows: list[list[str]], between: str) -> list[str]:
    """The names of a header of several rows, as the standard joins them: what repeats the row above is said once."""
    names: list[str] = []
    above: dict[int, str] = {}
    for cells in rows:
        for at, cell in enumerate(cells):
            if above.get(at) == cell:
                continue
            above[at] = cell
            if at < len(names):
                names[at] = f"{names[at]}{between}{cell}".strip()
            else:
                names.append(cell)
    return names
