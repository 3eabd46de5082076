"""Sheets: what a file holds, cell by cell and as printed, before anybody asks what the cells mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

_LETTERS = 26
UNNAMED = "table"
"""What a table on a sheet without a name is called, with its place behind it."""


class Span(NamedTuple):
    """A merged range: rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class SheetRow:
    """A row of a sheet that is not blank.

    `number`, from 1, is the one that a spreadsheet gives it: blank rows are left out and count, and a quoted line break
    does not part rows. `line` is the line of a text file that the row begins on, None elsewhere.

    `cells` are the texts of the cells as printed, cleaned of needless spaces, "" where blank or covered by a merged
    range. Rows are not of one length: a row ends with its last cell that is not blank, or, in text, where the file ends
    it. A cell without a figure says why: "#REF!", "#DIV/0!" and so on; the formula itself ("=SUM(B2:B5)") where the
    file holds no result of it. Raised footnote marks are raised characters: "2019¹" is not "20191".

    The columns in `typed` (from 0) hold what the file itself says is a number, a percentage or a date, with as many
    digits as are printed, in plain form whatever the conventions of other cells: "-1234.5", "12.3%", "2020-03-31",
    "2020-03" where only a month is shown and "2020" where only a year is, "2020-03-31T14:30". Words and signs of its
    format stay where they are printed, a minus in front of all: "-£1234.50", "12.3 million", "1234r".

    `indents` and `bold` tell of columns (from 0) how deep a label stands, as a number that is greater the deeper it
    stands, and whether it is bold, where a format does.

    `units` tell of columns (from 0) in what the formats of their numbers count them, which is not in the cells then:
    "kg" of "4.5 kg", "thousands" of 4,512 where the file holds 4512000.
    """

    number: int
    cells: list[str]
    line: int | None = None
    typed: frozenset[int] = frozenset()
    indents: Mapping[int, int] = field(default_factory=dict)
    bold: frozenset[int] = frozenset()
    units: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file, or a whole sheet with whatever stands on it.

    `file` is what messages call the file, `name` the sheet's own name (None for text). `rows` reads it from the start
    each time it is called, without holding more of it than it must. `merged` are its merged ranges. `losses` are
    sentences about what the format did not hand over ("number formats are not read from .ods files"). `hidden`: a
    spreadsheet does not show it; it is read only by its name. `foot` gives the cells of its last rows without reading
    the others, where its format can; the first of them may be a part of a row.
    """

    file: str
    name: str | None
    rows: Callable[[], Iterator[SheetRow]]
    merged: tuple[Span, ...] = ()
    losses: tuple[str, ...] = ()
    hidden: bool = False
    foot: Callable[[], Sequence[list[str]]] | None = None


def cell_name(row: int, column: int) -> str:
    """The name a spreadsheet gives the cell in `row` (from 1) and `column` (from 0): B5."""
    letters, number = "", column + 1
    while number:
        number, letter = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"
