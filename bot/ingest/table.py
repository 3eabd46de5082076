"""CSV files as rows of cleaned cells that know their line."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.errors import LedgerUnreadable
from bot.ingest.faults import BadCell, Faults
from bot.ingest.regular import require_regular, unreadable
from bot.ingest.withholding import mistaken
from bot.ingest.words import quoted

T = TypeVar("T")

_LARGEST = 256 * 1024 * 1024  # bytes: a table is read whole, and takes several times its size in memory
_LONGEST_CELL = 131_072  # characters: the csv module's own limit, unless something raised it for the process
_FIELD_LIMIT = "field limit"  # as the csv module says it
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f]")  # what str.split() does not count as a space


@dataclass(slots=True)
class Row:
    """One record of a table. Reading a cell that is faulty notes the fault and gives None.

    `line` is its line, or its row where the file is no text. `sheet` and `cell` are where its value stands ("B5"), and
    `period_text` the words of its period, where it was read from a sheet. `unit` is what the format of its cell counts
    in ("thousands", "kg"); what the table says goes before it.
    """

    file: str
    line: int
    cells: dict[str, str]
    faults: Faults
    sheet: str | None = None
    cell: str | None = None
    period_text: str | None = None
    unit: str | None = None

    def text(self, column: str) -> str | None:
        """The cell's text; None where it is blank or the table has no such column."""
        return self.cells.get(column) or None

    def required(self, column: str) -> str | None:
        text = self.text(column)
        if text is None:
            self.fault(column, "the cell is blank", f"give every row its {column}")
        return text

    def parsed(self, column: str, parse: Callable[[str], T]) -> T | None:
        """What `parse` makes of the cell; None where it is blank or faulty."""
        text = self.text(column)
        if text is None:
            return None
        try:
            return parse(text)
        except BadCell as bad:
            self.fault(column, bad.wrong, bad.right)
            return None

    def fault(self, column: str | None, wrong: str, right: str) -> None:
        self.faults.add(self.file, self.line, column, wrong, right)


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` are the names of the header in its order; known names are in lower case with underscores.

    `stands` is false, and there are no rows, where the header is faulty, be it only that a column is not what it seems.
    """

    file: str
    columns: tuple[str, ...]
    rows: Iterable[Row]
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns a table is known to have, and those of them it cannot do without."""

    known: frozenset[str]
    required: tuple[str, ...]


def read_table(path: Path, file: str, shape: Shape, faults: Faults) -> Table:
    """The table in the CSV file at `path`, called `file` in messages.

    Faults of the header and of single rows are noted, and such rows left out. Raises LedgerUnreadable where the file
    as a whole cannot be read.
    """
    return table_of(_records(_decoded(path, file), file), file, shape, faults)


def table_of(records: Iterator[tuple[int, list[str]]], file: str, shape: Shape, faults: Faults) -> Table:
    """The table of records that are not blank, each with its line; as `read_table`."""
    try:
        line, names = next(records)
    except StopIteration:
        raise LedgerUnreadable(f"{file} is empty; begin it with a line of column names") from None
    columns = tuple(column_name(name, shape) for name in names)
    stands = header_stands(columns, line, file, faults, shape.required)
    rows = tuple(_rows(records, columns, file, faults)) if stands else ()
    for column, wrong, right in mistaken({name: _cells(rows, name) for name in columns}, shape.known):
        faults.add(file, line, column, wrong, right)
        columns, stands = tuple(name for name in columns if name != column), False
    return Table(file, columns, rows if stands else (), stands)


def read_bytes(path: Path, file: str) -> bytes:
    """The whole file. Raises LedgerUnreadable with what to do."""
    require_regular(path, file)
    try:
        if path.stat().st_size > _LARGEST:
            raise LedgerUnreadable(
                f"{file} is larger than {_LARGEST >> 20} MB; split it and import the parts one by one"
            )
        return path.read_bytes()
    except OSError as error:
        raise unreadable(file, error) from None


def decode(content: bytes, file: str, first: int = 1) -> str:
    """The text of a UTF-8 file, or of what begins in its line `first`, without its byte order mark.

    Raises LedgerUnreadable with the line of the first byte that is wrong.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + first
        raise LedgerUnreadable(
            f"{file}, line {line} is not UTF-8 text; save the file as UTF-8 and import it again"
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + first
        raise LedgerUnreadable(f"{file}, line {line} holds a NUL byte; save the file as UTF-8 text and import it again")
    return text


def _decoded(path: Path, file: str) -> str:
    return decode(read_bytes(path, file), file)


def _records(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Records that are not blank, each with the line it begins on and its cells cleaned."""
    reader = csv.reader(io.StringIO(text, newline=""), skipinitialspace=True, strict=True)
    line = 1
    try:
        for record in reader:
            if max(map(len, record), default=0) > _LONGEST_CELL:
                raise csv.Error(_FIELD_LIMIT)
            cells = [_clean(cell) for cell in record]
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        if _FIELD_LIMIT in str(error):
            fault = f"has a cell of more than {_LONGEST_CELL:,} characters"
        else:
            fault = "has a quotation mark that is not closed or stands inside a cell"
        raise LedgerUnreadable(
            f"{file}, line {line} {fault}; close every quoted cell, and double the quotation marks in it"
        ) from None


def _clean(cell: str) -> str:
    """The cell with single spaces, and letters with their accents composed, so that equal text is equal."""
    cell = " ".join(cell.split())
    return cell if cell.isascii() else unicodedata.normalize("NFC", cell)


def typed(text: str) -> str:
    """A cell that somebody typed by itself, cleaned as those of tables are. Raises BadCell."""
    cell = _clean(text)
    if CONTROL.search(cell):
        raise BadCell(f"{quoted(CONTROL.sub('�', cell))} holds a control character", "delete the character")
    return cell


def has_control(cells: Iterable[str]) -> bool:
    """Whether one of the cells holds a control character, which no terminal and no chat should get."""
    return CONTROL.search("".join(cells)) is not None


def column_name(name: str, shape: Shape) -> str:
    """A known column under its own name, however it is written ("Published on", in letters of full width); any other as
    it stands."""
    plain = re.sub(r"[\s-]+", "_", unicodedata.normalize("NFKC", name).casefold())
    return plain if plain in shape.known else name


def header_stands(
    columns: tuple[str, ...], line: int, file: str, faults: Faults, required: tuple[str, ...] = ()
) -> bool:
    """Whether the header names every column once and lacks none; notes what it does not."""
    wrongs: list[tuple[str | None, str, str]] = []
    seen: set[str] = set()
    for number, name in enumerate(columns, 1):
        if not name:
            wrongs.append((str(number), "the column has no name", "name it or delete it"))
        elif name.casefold() in seen:
            wrongs.append((name, "two columns have this name", "rename or delete one"))
        elif CONTROL.search(name):
            wrongs.append((None, "a column name holds a control character", "delete the character"))
        seen.add(name.casefold())
    missing = [name for name in required if name not in columns]
    for name in missing:
        right = f"the header must name {' and '.join(required)}"
        wrongs.append((name, "the column is missing", f"{right}, with commas between the names"))
    for column, wrong, right in wrongs:
        faults.add(file, line, column, wrong, right)
    return not wrongs


def _cells(rows: Iterable[Row], column: str) -> Iterator[str]:
    return (row.cells[column] for row in rows)


def _rows(
    records: Iterator[tuple[int, list[str]]], columns: tuple[str, ...], file: str, faults: Faults
) -> Iterator[Row]:
    for line, cells in records:
        if len(cells) != len(columns):
            wrong = f"the row has {len(cells)} cells and the header {len(columns)}"
            faults.add(file, line, None, wrong, "put cells that hold commas in quotation marks, and keep blank cells")
            continue
        row = Row(file, line, dict(zip(columns, cells, strict=True)), faults)
        if CONTROL.search("".join(cells)):
            bad = next(name for name, cell in row.cells.items() if CONTROL.search(cell))
            row.fault(
                bad, f"{quoted(CONTROL.sub('�', row.cells[bad]))} holds a control character", "delete the character"
            )
            continue
        yield row
