"""The rows of a workbook's sheet, one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import IO

from lxml import etree

from bot.ingest.files import limits
from bot.ingest.files.cells import clean_row, trimmed
from bot.ingest.files.covered import Covered
from bot.ingest.files.formats import Shown, show
from bot.ingest.files.formats.dates import Epoch, days_of
from bot.ingest.files.formats.general import as_decimal
from bot.ingest.files.markup import elements
from bot.ingest.files.references import column_number
from bot.ingest.files.refusals import too_wide
from bot.ingest.files.xlsx.strings import text_of
from bot.ingest.files.xlsx.styles import GENERAL, Style
from bot.ingest.sheets import SheetRow, Span, cell_name

_NO_STYLE = Style()
_BLANK = Shown("")
_DIGITS = "0123456789"
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,14})|-?(?:0|[1-9][0-9]{0,7})\.[0-9]{0,6}[1-9]")
"""Numbers that General prints as they are written."""
_LONGEST = 400
"""Characters of what may be a number."""
_COLUMNS = 16_384
"""Of a spreadsheet; a file that has more was not written by one."""


@dataclass(slots=True)
class Book:
    """What the cells of all sheets refer to."""

    strings: Sequence[str]
    styles: Sequence[Style]
    epoch: Epoch


def rows_of(source: IO[bytes], file: str, book: Book, merged: Sequence[Span]) -> Iterator[SheetRow]:
    """Rows that are not blank. Raises ValueError, KeyError or IndexError where the sheet is damaged."""
    covered = Covered(merged)
    number = 0
    for element in elements(source, "row"):
        given = int(element.get("r") or number + 1)
        if not number < given <= limits.ROWS:
            raise ValueError(given)
        number = given
        row = _row(element, number, file, book, covered)
        if row is not None:
            yield row


def _row(element: etree._Element, number: int, file: str, book: Book, covered: Covered) -> SheetRow | None:
    texts: list[str] = []
    indents: dict[int, int] = {}
    units: dict[int, str] = {}
    typed, bold = set(), set()
    for column, cell in _cells(element):
        style = _style(cell, book)
        text, plain, unit = _shown(cell, style, book)
        if not text:
            continue
        if column >= limits.COLUMNS:
            raise too_wide(file, f"cell {cell_name(number, column)}")
        if column >= len(texts):
            texts.extend([""] * (column + 1 - len(texts)))
        texts[column] = text
        if plain:
            typed.add(column)
        elif style.indent:
            indents[column] = style.indent
        if unit:
            units[column] = unit
        if style.bold:
            bold.add(column)
    covered.blank(number, texts)
    if not any(texts):
        return None
    row = clean_row(file, SheetRow(number, [], indents=indents, units=units), texts)
    row.typed = frozenset(typed)
    row.bold = frozenset(bold)
    return trimmed(row)


def _cells(element: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The cells of a row with their columns, from 0."""
    tag = str(element.tag)[:-3] + "c"
    number = 0
    for cell in element:
        if cell.tag == tag:
            name = cell.get("r")
            number = column_number(name.rstrip(_DIGITS)) if name else number + 1
            if number > _COLUMNS:
                raise ValueError(name)
            yield number - 1, cell


def _style(cell: etree._Element, book: Book) -> Style:
    number = int(cell.get("s") or 0)
    return book.styles[number] if 0 <= number < len(book.styles) else _NO_STYLE


def _shown(cell: etree._Element, style: Style, book: Book) -> Shown:
    """What a cell shows; nothing of text is cleaned yet."""
    space = str(cell.tag)[:-1]
    value = cell.findtext(space + "v")
    kind = cell.get("t") or "n"
    if value:
        return _valued(value, kind, style, book)
    inline = cell.find(space + "is")
    if inline is not None:
        return Shown(text_of(inline))
    formula = cell.find(space + "f")
    return _BLANK if formula is None or kind == "str" else Shown("=" + (formula.text or "…"))


def _valued(value: str, kind: str, style: Style, book: Book) -> Shown:
    match kind:
        case "n" if style.code == GENERAL and _PLAIN.fullmatch(value):
            return Shown(value, typed=True)
        case "n" if len(value) > _LONGEST:
            return Shown(value)
        case "n":
            return _number(value, style.code, book.epoch)
        case "s":
            return Shown(_of(book.strings, int(value)))
        case "b":
            return Shown("TRUE" if value == "1" else "FALSE")
        case "d":
            return _date(value, style.code)
        case _:
            return Shown(value)


def _of(strings: Sequence[str], number: int) -> str:
    if number < 0:
        raise ValueError(number)
    return strings[number]


@lru_cache(maxsize=65_536)
def _number(text: str, code: str, epoch: Epoch) -> Shown:
    value = as_decimal(text.strip())
    return Shown(text) if value is None else show(value, code, epoch)


def _date(text: str, code: str) -> Shown:
    """A date that is written as one, not as a number of days."""
    shown = show(days_of(datetime.fromisoformat(text)), "yyyy-mm-dd hh:mm" if code == GENERAL else code)
    return shown if shown.typed else Shown(text.removesuffix("T00:00:00"))
