"""The rows of a sheet in OpenDocument, whose cells and rows are written once and said to be repeated."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from lxml import etree

from bot.ingest.files import limits
from bot.ingest.files.cells import clean_row, trimmed
from bot.ingest.files.formats import Shown, show
from bot.ingest.files.formats.dates import days_of
from bot.ingest.files.formats.general import as_decimal
from bot.ingest.files.markup import attribute, children, local_name
from bot.ingest.files.ods.plain import plain
from bot.ingest.files.ods.styles import Style, Styles
from bot.ingest.files.raised import raised
from bot.ingest.files.refusals import too_wide
from bot.ingest.sheets import SheetRow, Span, cell_name

_NO_STYLE = Style()
_NUMBERS = frozenset({"float", "percentage", "currency"})
_UNSEEN = frozenset({"annotation", "note", "frame"})
_FULL_DATE = "yyyy-mm-dd hh:mm"
_MOST = 2 * limits.ROWS
"""How often a row or cell may be said to be repeated."""
_SPACES = 100


class Columns:
    """The columns of a sheet, as ranges with their default style; `hidden` are the first of ranges not shown."""

    def __init__(self) -> None:
        self.hidden: list[int] = []
        self._ends: list[int] = []
        self._styles: list[str] = []

    def add(self, element: etree._Element) -> None:
        last = self._ends[-1] if self._ends else 0
        if attribute(element, "visibility") in ("collapse", "filter"):
            self.hidden.append(last + 1)
        self._ends.append(last + _count(element, "number-columns-repeated"))
        self._styles.append(attribute(element, "default-cell-style-name") or "")

    def style(self, column: int) -> str:
        at = bisect_right(self._ends, column)
        return self._styles[at] if at < len(self._styles) else ""


class Cell(NamedTuple):
    """A cell that is not blank; `repeated`: how many columns, from `column` (from 0) on, hold the same."""

    column: int
    repeated: int
    shown: Shown
    style: Style


@dataclass(slots=True)
class Line:
    """A row that is not blank; `repeated`: how many rows, from `number` on, are written as this one."""

    number: int
    repeated: int
    hidden: bool
    columns: Columns
    cells: list[Cell]
    merged: list[Span]


class Lines:
    """Takes the rows and columns of one sheet as they come, and counts them."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._columns = Columns()
        self._next = 1

    def take(self, element: etree._Element) -> Line | None:
        """The row; None where it is blank, or a column."""
        if local_name(element) == "table-column":
            self._columns.add(element)
            return None
        hidden = attribute(element, "visibility") in ("collapse", "filter")
        line = Line(self._next, _count(element, "number-rows-repeated"), hidden, self._columns, [], [])
        self._next += line.repeated
        column = 0
        for cell in element:
            if local_name(cell) in ("table-cell", "covered-table-cell"):
                repeated = _count(cell, "number-columns-repeated")
                if local_name(cell) == "table-cell":
                    self._add(cell, column, repeated, line)
                column += repeated
        if line.cells and self._next - 1 > limits.ROWS:
            raise ValueError(self._next)
        return line if line.cells else None

    def _add(self, element: etree._Element, column: int, repeated: int, line: Line) -> None:
        name = attribute(element, "style-name") or self._columns.style(column)
        style = self._styles.cells.get(name, _NO_STYLE)
        shown = _shown(element, style, self._styles)
        high, wide = _count(element, "number-rows-spanned"), _count(element, "number-columns-spanned")
        if high > 1 or wide > 1:
            line.merged.append(Span(line.number, column + 1, line.number + high - 1, column + wide))
        if shown.text:
            line.cells.append(Cell(column, repeated, shown, style))


def row_of(line: Line, number: int, file: str) -> SheetRow | None:
    """The row with this number. Raises LedgerUnreadable where a cell stands beyond the last column that is read."""
    texts: list[str] = []
    row = SheetRow(number, [])
    indents: dict[int, int] = {}
    units: dict[int, str] = {}
    typed: set[int] = set()
    bold: set[int] = set()
    for column, repeated, shown, style in line.cells:
        if column + repeated > limits.COLUMNS:
            raise too_wide(file, f"cell {cell_name(number, column + repeated - 1)}")
        texts.extend([""] * (column - len(texts)))
        texts.extend([shown.text] * repeated)
        columns = range(column, column + repeated)
        if shown.typed:
            typed.update(columns)
        elif style.indent:
            indents.update(dict.fromkeys(columns, style.indent))
        if style.bold:
            bold.update(columns)
        if shown.unit:
            units.update(dict.fromkeys(columns, shown.unit))
    row.indents, row.typed, row.bold, row.units = indents, frozenset(typed), frozenset(bold), units
    return trimmed(clean_row(file, row, texts))


def _count(element: etree._Element, name: str) -> int:
    count = int(attribute(element, name) or 1)
    if not 0 < count <= _MOST:
        raise ValueError(count)
    return count


def _shown(element: etree._Element, style: Style, styles: Styles) -> Shown:
    paragraphs = list(children(element, "p"))
    printed = " ".join(_text(paragraph, styles) for paragraph in paragraphs)
    kind = attribute(element, "value-type")
    if kind in _NUMBERS:
        held = attribute(element, "value") or ""
        return plain(printed, held) if paragraphs else _general(held)
    if kind == "date":
        return _date(attribute(element, "date-value") or "", style, printed)
    if kind == "boolean":
        return Shown((attribute(element, "boolean-value") or printed).upper())
    formula = attribute(element, "formula")
    if formula and kind is None and not printed:
        return Shown("=" + formula.partition("=")[2])
    return Shown(printed)


def _general(held: str) -> Shown:
    value = as_decimal(held)
    return Shown(held) if value is None else show(value, "General")


def _date(text: str, style: Style, printed: str) -> Shown:
    shown = show(days_of(datetime.fromisoformat(text)), style.date or _FULL_DATE)
    return shown if shown.typed else Shown(printed or shown.text)


def _text(element: etree._Element, styles: Styles) -> str:
    """What is to be seen of an element's text; comments are not."""
    parts = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name == "s":
            parts.append(" " * min(_count(child, "c"), _SPACES))
        elif name in ("tab", "line-break"):
            parts.append(" ")
        elif name and name not in _UNSEEN:
            text = _text(child, styles)
            parts.append(raised(text) if attribute(child, "style-name") in styles.raised else text)
        parts.append(child.tail or "")
    return "".join(parts)
