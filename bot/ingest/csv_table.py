"""CSV files as tables, whole or row by row."""

from __future__ import annotations

import csv
import re
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from bot.errors import LedgerUnreadable
from bot.ingest.faults import Faults
from bot.ingest.table import (
    CONTROL,
    Dialect,
    Row,
    Shape,
    Table,
    clean,
    column_name,
    decode,
    header_stands,
    opened,
    read_bytes,
    unreadable,
)
from bot.ingest.withholding import mistaken
from bot.ingest.words import quoted

_LONGEST_CELL = 131_072  # characters: the csv module's own limit, unless something raised it for the process
_BLOCK = 1 << 20  # bytes
_REMEMBERED, _SHORT = 20_000, 100  # cells, and characters of such a cell
_PLAIN = re.compile(r"(?:[!-~]+(?: [!-~]+)*)?")  # as most cells are: nothing to clean
_FIELD_LIMIT = "field limit"  # as the csv module says it
_Record = tuple[int, list[str], bool]
"""The line that a record begins on, its cells, cleaned, and whether one of them holds a control character."""


def read_table(path: Path, file: str, shape: Shape, faults: Faults, dialect: Dialect | None = None) -> Table:
    """The table in the CSV file at `path`, called `file` in messages, with all of its rows.

    Faults of the header and of single rows are noted, and such rows left out. Raises LedgerUnreadable where the file
    as a whole cannot be read.
    """
    table = open_table(path, file, shape, faults, dialect)
    return replace(table, rows=tuple(table.rows))


def open_table(path: Path, file: str, shape: Shape, faults: Faults, dialect: Dialect | None = None) -> Table:
    """The same, but its rows are read from the file each time that they are gone through, and their faults noted."""
    _require_text(path, file)
    text = _Text(path, file, dialect or Dialect())
    line, columns = text.header(shape)
    stands = header_stands(columns, line, file, faults, shape.required)
    cells = {name: _cells(text.rows(columns, Faults()), name) if stands else () for name in columns}
    wrongs = list(mistaken(cells, shape.known))
    for column, wrong, right in wrongs:
        faults.add(file, line, column, wrong, right)
    if stands and wrongs:
        deque(text.rows(columns, faults), maxlen=0)
    if wrongs or not stands:
        left = {wrong.column for wrong in wrongs}
        return Table(file, tuple(name for name in columns if name not in left), (), stands=False)
    return Table(file, columns, _Rows(text, columns, faults))


@dataclass(frozen=True, slots=True)
class _Text:
    """A CSV file of UTF-8 text."""

    path: Path
    file: str
    dialect: Dialect

    def header(self, shape: Shape) -> tuple[int, tuple[str, ...]]:
        """The line that it begins on, and the names of the columns."""
        with closing(self._records()) as records:
            for line, names, _ in records:
                return line, tuple(column_name(name, shape) for name in names)
        raise LedgerUnreadable(f"{self.file} is empty; begin it with a line of column names")

    def rows(self, columns: tuple[str, ...], faults: Faults) -> Iterator[Row]:
        records = self._records()
        next(records)
        return _rows(records, columns, self.file, faults)

    def _records(self) -> Generator[_Record]:
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as lines:
                yield from _records(lines, self.file, self.dialect)
        except (OSError, ValueError) as error:
            raise unreadable(self.file, error) from None


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a file, read anew each time."""

    text: _Text
    columns: tuple[str, ...]
    faults: Faults

    def __iter__(self) -> Iterator[Row]:
        return self.text.rows(self.columns, self.faults)


def _require_text(path: Path, file: str) -> None:
    """Raises LedgerUnreadable where a file, gone through block by block, is not what `decode` takes."""
    decoder = getincrementaldecoder("utf-8")()
    with opened(path, file) as content:
        try:
            while block := content.read(_BLOCK):
                if "\0" in decoder.decode(block):
                    break
            else:
                decoder.decode(b"", final=True)
                return
        except UnicodeDecodeError:
            pass
    decode(read_bytes(path, file), file)


class _Cleaned(dict[str, str]):
    """What cells are once they are cleaned: most stand in many rows. `controls` are those with a control character that
    were met."""

    def __init__(self) -> None:
        self.controls: set[str] = set()

    def __missing__(self, cell: str) -> str:
        if len(cell) > _LONGEST_CELL:
            raise csv.Error(_FIELD_LIMIT)
        kept = cell
        if not _PLAIN.fullmatch(cell):
            kept = clean(cell)
            if CONTROL.search(kept):
                self.controls.add(kept)
        if len(self) >= _REMEMBERED:
            self.clear()
        if len(cell) <= _SHORT:
            self[cell] = kept
        return kept


def _records(lines: Iterable[str], file: str, dialect: Dialect) -> Iterator[_Record]:
    """Records that are not blank."""
    reader = csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        doublequote=dialect.double_quote,
        escapechar=dialect.escape,
        skipinitialspace=True,
        strict=True,
    )
    cleaned = _Cleaned()
    line = 1
    try:
        for record in reader:
            cells = [cleaned[cell] for cell in record]
            if any(cells):
                yield line, cells, bool(cleaned.controls) and not cleaned.controls.isdisjoint(cells)
            line = reader.line_num + 1
    except csv.Error as error:
        if _FIELD_LIMIT in str(error):
            fault = f"has a cell of more than {_LONGEST_CELL:,} characters"
        else:
            fault = "has a quotation mark that is not closed or stands inside a cell"
        raise LedgerUnreadable(
            f"{file}, line {line} {fault}; close every quoted cell, and double the quotation marks in it"
        ) from None


def _cells(rows: Iterable[Row], column: str) -> Iterator[str]:
    return (row.cells[column] for row in rows)


def _rows(records: Iterator[_Record], columns: tuple[str, ...], file: str, faults: Faults) -> Iterator[Row]:
    for line, cells, has_control in records:
        if len(cells) != len(columns):
            wrong = f"the row has {len(cells)} cells and the header {len(columns)}"
            faults.add(file, line, None, wrong, "put cells that hold commas in quotation marks, and keep blank cells")
            continue
        row = Row(file, line, dict(zip(columns, cells, strict=True)), faults)
        if has_control:
            bad = next(name for name, cell in row.cells.items() if CONTROL.search(cell))
            row.fault(
                bad, f"{quoted(CONTROL.sub('�', row.cells[bad]))} holds a control character", "delete the character"
            )
            continue
        yield row
