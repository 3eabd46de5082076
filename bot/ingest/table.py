"""CSV files as rows of cleaned cells that know their line."""

from __future__ import annotations

import csv
import re
import unicodedata
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, TypeVar

from bot.errors import LedgerUnreadable
from bot.ingest.faults import BadCell, Faults
from bot.ingest.withholding import mistaken
from bot.ingest.words import quoted

T = TypeVar("T")

_LARGEST = 256 * 1024 * 1024  # bytes: a table of concepts is held whole, in several times its size
_BLOCK = 1 << 20  # bytes
_REMEMBERED, _SHORT = 20_000, 100  # cells, and characters of such a cell
_LONGEST_CELL = 131_072  # characters: the csv module's own limit, unless something raised it for the process
_Record = tuple[int, list[str], bool]
"""The line that a record begins on, its cells, cleaned, and whether one of them holds a control character."""
_FIELD_LIMIT = "field limit"  # as the csv module says it
_PLAIN = re.compile(r"(?:[!-~]+(?: [!-~]+)*)?")  # as most cells are: nothing to clean
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f]")  # what str.split() does not count as a space


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written: the properties of a Frictionless CSV dialect that change what its cells are."""

    delimiter: str = ","
    quote: str = '"'
    double_quote: bool = True
    escape: str | None = None


@dataclass(slots=True)
class Row:
    """One record of a table. Reading a cell that is faulty notes the fault and gives None.

    `line` is its line, or its row where the file is no text. `sheet` and `cell` are where its value stands ("B5"), and
    `period_text` the words of its period, where it was read from a sheet.
    """

    file: str
    line: int
    cells: dict[str, str]
    faults: Faults
    sheet: str | None = None
    cell: str | None = None
    period_text: str | None = None

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
        text = self.cells.get(column)
        if not text:
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
    stands = _header_stands(columns, line, file, shape, faults)
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
                return line, tuple(_column(name, shape) for name in names)
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
            raise _unreadable(self.file, error) from None


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a file, read anew each time."""

    text: _Text
    columns: tuple[str, ...]
    faults: Faults

    def __iter__(self) -> Iterator[Row]:
        return self.text.rows(self.columns, self.faults)


def read_bytes(path: Path, file: str) -> bytes:
    """The whole file. Raises LedgerUnreadable with what to do."""
    with _opened(path, file) as content:
        return content.read()


@contextmanager
def _opened(path: Path, file: str) -> Iterator[BinaryIO]:
    try:
        if path.stat().st_size > _LARGEST:
            raise LedgerUnreadable(
                f"{file} is larger than {_LARGEST >> 20} MB; split it and import the parts one by one"
            )
        with path.open("rb") as content:
            yield content
    except FileNotFoundError:
        raise LedgerUnreadable(f"{file} does not exist; check the path") from None
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from None


def _unreadable(file: str, error: OSError | ValueError) -> LedgerUnreadable:
    reason = getattr(error, "strerror", None) or str(error)
    return LedgerUnreadable(f"{file} cannot be read ({reason}); check the path and its permissions")


def decode(content: bytes, file: str) -> str:
    """The text of a UTF-8 file, without its byte order mark.

    Raises LedgerUnreadable with the line of the first byte that is wrong.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise LedgerUnreadable(
            f"{file}, line {line} is not UTF-8 text; save the file as UTF-8 and import it again"
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise LedgerUnreadable(f"{file}, line {line} holds a NUL byte; save the file as UTF-8 text and import it again")
    return text


def _require_text(path: Path, file: str) -> None:
    """Raises LedgerUnreadable where a file, gone through block by block, is not what `decode` takes."""
    decoder = getincrementaldecoder("utf-8")()
    with _opened(path, file) as content:
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
        clean = cell
        if not _PLAIN.fullmatch(cell):
            clean = _clean(cell)
            if _CONTROL.search(clean):
                self.controls.add(clean)
        if len(self) >= _REMEMBERED:
            self.clear()
        if len(cell) <= _SHORT:
            self[cell] = clean
        return clean


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


def _clean(cell: str) -> str:
    """The cell with single spaces, and letters with their accents composed, so that equal text is equal."""
    cell = " ".join(cell.split())
    return cell if cell.isascii() else unicodedata.normalize("NFC", cell)


def typed(text: str) -> str:
    """A cell that somebody typed by itself, cleaned as those of tables are. Raises BadCell."""
    cell = _clean(text)
    if _CONTROL.search(cell):
        raise BadCell(f"{quoted(_CONTROL.sub('�', cell))} holds a control character", "delete the character")
    return cell


def _column(name: str, shape: Shape) -> str:
    """A known column under its own name, however it is written ("Published on", in letters of full width); any other as
    it stands."""
    plain = re.sub(r"[\s-]+", "_", unicodedata.normalize("NFKC", name).casefold())
    return plain if plain in shape.known else name


def _header_stands(columns: tuple[str, ...], line: int, file: str, shape: Shape, faults: Faults) -> bool:
    """Whether the header names every column once and lacks none; notes what it does not."""
    wrongs: list[tuple[str | None, str, str]] = []
    seen: set[str] = set()
    for number, name in enumerate(columns, 1):
        if not name:
            wrongs.append((str(number), "the column has no name", "name it or delete it"))
        elif name.casefold() in seen:
            wrongs.append((name, "two columns have this name", "rename or delete one"))
        elif _CONTROL.search(name):
            wrongs.append((None, "a column name holds a control character", "delete the character"))
        seen.add(name.casefold())
    missing = [name for name in shape.required if name not in columns]
    for name in missing:
        right = f"the header must name {' and '.join(shape.required)}"
        wrongs.append((name, "the column is missing", f"{right}, with commas between the names"))
    for column, wrong, right in wrongs:
        faults.add(file, line, column, wrong, right)
    return not wrongs


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
            bad = next(name for name, cell in row.cells.items() if _CONTROL.search(cell))
            row.fault(
                bad, f"{quoted(_CONTROL.sub('�', row.cells[bad]))} holds a control character", "delete the character"
            )
            continue
        yield row
