"""Sheets: what a file holds, cell by cell and as printed, before anybody asks what the cells mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

_LETTERS = 26


class Span(NamedTuple):
    """A merged range: rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class SheetRow:
    """A row of a sheet, as a spreadsheet numbers it: blank rows count, and a quoted line break does not part rows.

    `number` is from 1; `line` is the line of a text file that the row begins on, None elsewhere. `cells` are the texts
    of the cells as printed, cleaned of needless spaces, "" where blank or covered by a merged range. The columns in
    `typed` (from 0) hold what the file itself says is a number, a percentage or a date: such a text is in plain form
    ("-1234.5", "12.3%", "2020-03-31", "2020-03" where only a month is shown), whatever the conventions of other cells.
    `indents` and `bold` tell of columns (from 0) how deep a label stands and whether it is bold, where a format does.
    """

    number: int
    cells: list[str]
    line: int | None = None
    typed: frozenset[int] = frozenset()
    indents: Mapping[int, int] = field(default_factory=dict)
    bold: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file, or a whole sheet with whatever stands on it.

    `file` is what messages call the file, `name` the sheet's own name (None for text). `rows` reads it from the start
    each time it is called, without holding more of it than it must. `merged` are its merged ranges. `losses` are
    sentences about what the format did not hand over ("number formats are not read from .ods files").
    """

    file: str
    name: str | None
    rows: Callable[[], Iterator[SheetRow]]
    merged: tuple[Span, ...] = ()
    losses: tuple[str, ...] = ()


def cell_name(row: int, column: int) -> str:
    """The name a spreadsheet gives the cell in `row` (from 1) and `column` (from 0): B5."""
    letters, number = "", column + 1
    while number:
        number, letter = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"
