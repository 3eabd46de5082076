"""Tables as rows of cleaned cells that know their line, and the files that they come from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

from bot.errors import LedgerUnreadable
from bot.ingest.faults import BadCell, Faults
from bot.ingest.words import quoted

T = TypeVar("T")

_LARGEST = 256 * 1024 * 1024  # bytes: a table of concepts is held whole, in several times its size
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f]")  # what str.split() does not count as a space


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


def read_bytes(path: Path, file: str) -> bytes:
    """The whole file. Raises LedgerUnreadable with what to do."""
    with opened(path, file) as content:
        return content.read()


@contextmanager
def opened(path: Path, file: str) -> Iterator[BinaryIO]:
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
        raise unreadable(file, error) from None


def unreadable(file: str, error: OSError | ValueError) -> LedgerUnreadable:
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


def clean(cell: str) -> str:
    """The cell with single spaces, and letters with their accents composed, so that equal text is equal."""
    cell = " ".join(cell.split())
    return cell if cell.isascii() else unicodedata.normalize("NFC", cell)


def typed(text: str) -> str:
    """A cell that somebody typed by itself, cleaned as those of tables are. Raises BadCell."""
    cell = clean(text)
    if CONTROL.search(cell):
        raise BadCell(f"{quoted(CONTROL.sub('�', cell))} holds a control character", "delete the character")
    return cell


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
