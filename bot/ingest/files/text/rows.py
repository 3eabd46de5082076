"""Delimited text as a sheet, read line by line however long it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial
from io import SEEK_END
from pathlib import Path
from unicodedata import is_normalized

from bot.errors import LedgerUnreadable
from bot.ingest.files import limits
from bot.ingest.files.cells import clean_row
from bot.ingest.files.refusals import too_wide
from bot.ingest.files.text.delimiter import Delimiting, delimiting_of, titled
from bot.ingest.files.text.encoding import Encoding, encoding_of
from bot.ingest.sheets import Sheet, SheetRow

_SAMPLE = 262_144
"""Characters that tell of the delimiter."""
_FOOT = 16_384
"""Bytes at the end of the file that tell what stands below its table."""
_FIELD_LIMIT = "field limit"  # as the csv module says it
_MARK = "~"
"""Printable and rare: cells are joined by it to be looked over at once."""


def text_sheet(path: Path, name: str) -> Sheet:
    """The one sheet of a text file. Raises LedgerUnreadable, as its rows do, with the line at fault."""
    encoding = encoding_of(path, name)
    delimiting = delimiting_of(_sample(path, encoding))
    losses: tuple[str, ...] = ()
    if encoding.assumed:
        said = f"{name}, line {encoding.line} is not UTF-8 text, and all of it was read as {encoding.assumed}"
        losses = (f"{said}; if letters look wrong, save it as UTF-8",)
    rows = partial(_rows, path, name, encoding, delimiting)
    return Sheet(name, None, rows, losses=losses, foot=partial(_foot, path, encoding, delimiting))


def _sample(path: Path, encoding: Encoding) -> list[str]:
    """Whole lines from the beginning of the file."""
    with path.open(encoding=encoding.codec, newline="") as file:
        text = file.read(_SAMPLE)
        cut = len(text) == _SAMPLE
    lines = io.StringIO(text, newline="").readlines()
    return lines[:-1] if cut and len(lines) > 1 else lines


def _foot(path: Path, encoding: Encoding, how: Delimiting) -> list[list[str]]:
    """The rows that end in the last bytes of the file, cleaned; none where they cannot be read apart from the rest."""
    if encoding.codec.startswith(("utf-16", "utf-32")):
        return []  # What a byte in the middle is, only those before it tell.
    with path.open("rb") as file:
        size = file.seek(0, SEEK_END)
        file.seek(max(0, size - _FOOT))
        lines = file.read().decode(encoding.codec, errors="replace").splitlines()
    try:
        records = csv.reader(lines[1:], delimiter=how.delimiter, skipinitialspace=True)
        rows = [[" ".join(cell.split()) for cell in record[: how.width]] for record in records]
    except csv.Error:
        return []
    return [row for row in rows if any(row)]


def _rows(path: Path, name: str, encoding: Encoding, how: Delimiting) -> Iterator[SheetRow]:
    """Rows that are not blank."""
    with path.open(encoding=encoding.codec, newline="") as file:
        if how.said:
            file.readline()
        reader = csv.reader(
            titled(file, how.titles), delimiter=how.delimiter, skipinitialspace=not how.indented, strict=True
        )
        line = 1 + how.said
        number = 0
        try:
            for number, record in enumerate(reader, 1):
                row = _row(name, number, line, record, how.width)
                if row is not None:
                    yield row
                line = reader.line_num + 1 + how.said
        except csv.Error as error:
            raise _unreadable(name, line, str(error)) from None
        except UnicodeDecodeError:
            raise LedgerUnreadable(f"{name} changed while it was read; import it again") from None


def _row(name: str, number: int, line: int, record: list[str], width: int) -> SheetRow | None:
    """The record cleaned; None where it is blank. Most records need no cleaning, which one look tells."""
    joined = _MARK.join(record)
    if not joined.strip(_MARK):
        return None
    if len(record) > width and not any(record[width:]):
        del record[width:]
    if len(record) > limits.COLUMNS:
        raise too_wide(name, f"line {line}")
    if len(joined) > limits.CELL and max(map(len, record)) > limits.CELL:
        raise csv.Error(_FIELD_LIMIT)
    if (
        joined.isprintable()
        and (joined.isascii() or is_normalized("NFC", joined))
        and "  " not in joined
        and " ~" not in joined
        and "~ " not in joined
        and joined[0] != " "
        and joined[-1] != " "
    ):
        return SheetRow(number, record, line)
    row = clean_row(name, SheetRow(number, [], line), record)
    return row if any(row.cells) else None


def _unreadable(name: str, line: int, error: str) -> LedgerUnreadable:
    if _FIELD_LIMIT in error:
        fault = f"has a cell of more than {limits.CELL:,} characters"
    else:
        fault = "has a quotation mark that is not closed or stands inside a cell"
    return LedgerUnreadable(
        f"{name}, line {line} {fault}; close every quoted cell, and double the quotation marks in it"
    )
