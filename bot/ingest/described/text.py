"""Delimited text whose form is known, as a sheet that is read row by row."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from bot.errors import LedgerUnreadable
from bot.ingest.described.file import File
from bot.ingest.sheets import Sheet, SheetRow

_LONGEST_CELL = 131_072  # characters: the csv module's own limit, unless something raised it for the process
_LONGEST_LINE = 16 * 1024 * 1024  # characters; 16,384 columns of a workbook fit many times
_FIELD_LIMIT = "field limit"  # as the csv module says it


@dataclass(frozen=True, slots=True)
class Form:
    """How a text is written. `comment` begins lines that are none of the table's; `null` is a cell that is blank."""

    delimiter: str = ","
    quote: str | None = '"'
    double_quote: bool = True
    escape: str | None = None
    skip_space: bool = False
    comment: str | None = None
    null: str | None = None
    encoding: str = "utf-8-sig"


def text_sheet(file: File, form: Form | None = None, name: str | None = None) -> Sheet:
    """The text in `file`. Reading its rows raises LedgerUnreadable where it is no such text."""

    def rows() -> Iterator[SheetRow]:
        with file.open() as stream:
            yield from _rows(stream, file.name, form or Form())

    return Sheet(file.name, name, rows)


@dataclass(slots=True)
class _Lines:
    """The lines of a text, counted. Lines that are comments are passed over where a record may begin."""

    text: io.TextIOWrapper
    file: str
    comment: str | None
    number: int = 0
    comments: int = 0
    between: bool = True
    _done: bool = field(default=False)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while line := self.text.readline(_LONGEST_LINE):
            self.number += 1
            if len(line) == _LONGEST_LINE:
                raise LedgerUnreadable(f"{self.file}, line {self.number} is too long to be a row; check the file")
            if self.between and self.comment and line.startswith(self.comment):
                self.comments += 1
                continue
            self.between = False
            return line
        raise StopIteration


def _rows(stream: BinaryIO, file: str, form: Form) -> Iterator[SheetRow]:
    text = io.TextIOWrapper(stream, encoding=form.encoding, errors="strict", newline="")
    lines = _Lines(text, file, form.comment)
    reader = csv.reader(
        lines,
        delimiter=form.delimiter,
        quotechar=form.quote,
        quoting=csv.QUOTE_MINIMAL if form.quote else csv.QUOTE_NONE,
        doublequote=form.double_quote,
        escapechar=form.escape,
        skipinitialspace=form.skip_space,
        strict=True,
    )
    number = 0
    try:
        while True:
            lines.between, before = True, lines.comments
            line = lines.number + 1
            record = next(reader, None)
            if record is None:
                return
            if max(map(len, record), default=0) > _LONGEST_CELL:
                raise csv.Error(_FIELD_LIMIT)
            skipped = lines.comments - before
            number += 1 + skipped
            yield SheetRow(number, [_clean(cell, form.null) for cell in record], line + skipped)
    except UnicodeError:
        raise LedgerUnreadable(
            f"{file}, after line {lines.number} is not {form.encoding.removesuffix('-sig').upper()} text; "
            "save the file as UTF-8 and import it again"
        ) from None
    except csv.Error as error:
        raise LedgerUnreadable(f"{file}, line {line} {_fault(str(error))}") from None
    finally:
        text.detach()


def _fault(error: str) -> str:
    if _FIELD_LIMIT in error:
        return f"has a cell of more than {_LONGEST_CELL:,} characters; shorten it"
    right = "close every quoted cell, and double the quotation marks in it"
    return f"has a quotation mark that is not closed or stands inside a cell; {right}"


def _clean(cell: str, null: str | None) -> str:
    if cell == null:
        return ""
    cell = " ".join(cell.split())
    return cell if cell.isascii() else unicodedata.normalize("NFC", cell)
