"""Workbooks of Excel before 2007 (.xls). A formula without a result cannot be told from a blank cell there."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.compdoc import CompDocError

from bot.errors import LedgerUnreadable
from bot.ingest.files.cells import clean_row, trimmed
from bot.ingest.files.covered import Covered
from bot.ingest.files.formats import Shown, show
from bot.ingest.files.formats.dates import Epoch
from bot.ingest.files.formats.general import as_decimal
from bot.ingest.files.hidden import hidden_cells
from bot.ingest.files.limits import read_whole
from bot.ingest.files.markup import whole
from bot.ingest.files.raised import raised
from bot.ingest.files.refusals import protected
from bot.ingest.sheets import Sheet, SheetRow, Span

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_OLE = b"\xd0\xcf\x11\xe0"
_PASSWORD = "encrypted"  # noqa: S105 as xlrd says it
_SUPERSCRIPT = 1
_BOLD = 700
_FAILURES = (xlrd.XLRDError, CompDocError, struct.error, AssertionError, MemoryError)


def xls_sheets(path: Path, name: str) -> Iterator[Sheet]:
    """The sheets of a workbook in its order. Raises LedgerUnreadable, as their rows do."""
    content = read_whole(path, name)
    if _ENCRYPTED in content:
        raise protected(name)
    if content.startswith(_OLE) and not any(stream in content for stream in _STREAMS):
        raise LedgerUnreadable(f"{name} is a document of another program; save the table as .xlsx or .csv")
    with whole(name, *_FAILURES):
        book = _opened(content, name)
        sheets = [_sheet(book, book.sheet_by_index(number), name) for number in range(book.nsheets)]
    if not sheets:
        raise LedgerUnreadable(f"{name} has no sheets with cells; check that it is the file you mean")
    yield from sheets


def _opened(content: bytes, name: str) -> xlrd.Book:
    try:
        return xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if _PASSWORD in str(error):
            raise protected(name) from None
        raise


def _sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet, name: str) -> Sheet:
    merged = tuple(Span(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells)
    rows = [number + 1 for number, info in sorted(sheet.rowinfo_map.items()) if info.hidden and number < sheet.nrows]
    columns = [number + 1 for number, info in sorted(sheet.colinfo_map.items()) if info.hidden and number < sheet.ncols]
    losses = tuple(hidden_cells(rows, columns))
    hidden = sheet.visibility != 0
    return Sheet(name, sheet.name, partial(_rows, book, sheet, name, merged), merged, losses, hidden)


def _rows(book: xlrd.Book, sheet: xlrd.sheet.Sheet, name: str, merged: tuple[Span, ...]) -> Iterator[SheetRow]:
    file = f"{name}, sheet “{sheet.name}”"
    covered = Covered(merged)
    with whole(name, *_FAILURES):
        for number in range(sheet.nrows):
            row = _row(book, sheet, number, file, covered)
            if row is not None:
                yield row


def _row(book: xlrd.Book, sheet: xlrd.sheet.Sheet, number: int, file: str, covered: Covered) -> SheetRow | None:
    texts: list[str] = []
    typed, bold = set(), set()
    indents: dict[int, int] = {}
    units: dict[int, str] = {}
    for column in range(sheet.row_len(number)):
        if sheet.cell_type(number, column) == xlrd.XL_CELL_EMPTY:
            texts.append("")
            continue
        style = book.xf_list[sheet.cell_xf_index(number, column)]
        text, plain, unit = _shown(book, sheet, number, column, style)
        texts.append(text)
        if plain:
            typed.add(column)
        elif text and style.alignment.indent_level:
            indents[column] = style.alignment.indent_level
        if unit:
            units[column] = unit
        if text and _is_bold(book, style.font_index):
            bold.add(column)
    covered.blank(number + 1, texts)
    row = SheetRow(number + 1, [], typed=frozenset(typed), indents=indents, bold=frozenset(bold), units=units)
    return trimmed(clean_row(file, row, texts))


def _shown(book: xlrd.Book, sheet: xlrd.sheet.Sheet, number: int, column: int, style: xlrd.formatting.XF) -> Shown:
    value = sheet.cell_value(number, column)
    match sheet.cell_type(number, column):
        case xlrd.XL_CELL_TEXT:
            return Shown(_text(book, value, sheet.rich_text_runlist_map.get((number, column), [])))
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            code = book.format_map[style.format_key].format_str
            days = Epoch.Y1904 if book.datemode else Epoch.Y1900
            held = as_decimal(repr(value))
            return Shown("#NUM!") if held is None else show(held, code, days)
        case xlrd.XL_CELL_BOOLEAN:
            return Shown("TRUE" if value else "FALSE")
        case xlrd.XL_CELL_ERROR:
            return Shown(error_text_from_code.get(value, "#N/A"))
        case _:
            return Shown("")


def _text(book: xlrd.Book, text: str, runs: list[tuple[int, int]]) -> str:
    """The text with its raised runs in raised characters; `runs`: where each begins, and its font."""
    if not any(_is_raised(book, font) for _, font in runs):
        return text
    ends = [start for start, _ in runs[1:]] + [len(text)]
    parts = [text[: runs[0][0]]]
    for (start, font), end in zip(runs, ends, strict=True):
        run = text[start:end]
        parts.append(raised(run) if _is_raised(book, font) else run)
    return "".join(parts)


def _is_bold(book: xlrd.Book, font: int) -> bool:
    """A font that the workbook does not describe, as some programs write them, is the plain one."""
    return font < len(book.font_list) and book.font_list[font].weight >= _BOLD


def _is_raised(book: xlrd.Book, font: int) -> bool:
    return font < len(book.font_list) and book.font_list[font].escapement == _SUPERSCRIPT
