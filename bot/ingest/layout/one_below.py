"""Tables one below the other on one sheet, each under a title of its own: each as a sheet of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from bot.ingest.cells.missing import is_missing
from bot.ingest.cells.numbers import read_number
from bot.ingest.layout.grid.several import rows_between
from bot.ingest.layout.long.profile import is_datelike
from bot.ingest.sheets import Sheet, SheetRow

_SAMPLE = 3_000
"""Rows among which further tables are looked for."""
_MOST_TITLES, _MOST_HEADERS = 3, 3
_CONTINUED = re.compile(r"[\s(\[,:;–—-]*\b(?:continued|cont['’]?d?\.?)[\s)\].]*$", re.IGNORECASE)


class _Line(NamedTuple):
    """A row that is not blank; `columns` are those with text, `is_apart` says that it is the first or that a blank row
    stands above it."""

    row: SheetRow
    columns: tuple[int, ...]
    is_apart: bool

    def text(self, column: int) -> str:
        return self.row.cells[column] if column < len(self.row.cells) else ""


class _Start(NamedTuple):
    """Where a table begins: the number of its first row, its title, and the place of the first row of its body."""

    number: int
    title: str
    header: _Line
    body: int


def tables_below(sheet: Sheet) -> tuple[Sheet, ...]:
    """The sheet parted where, below the figures of one table and a blank row, another title stands over another header;
    the sheet itself where it has one. Cells keep their places."""
    rows = sheet.rows()
    lines = list(_lines(islice(rows, _SAMPLE)))
    first = _first(lines)
    if first is None:
        return (sheet,)
    starts, titles = [first.number], {_plain(first.title)}
    place = first.body
    while place < len(lines):
        found = _start(lines, place, first.header) if lines[place].is_apart else None
        if found is not None and _plain(found.title) not in titles:
            starts.append(found.number)
            titles.add(_plain(found.title))
        place = place + 1 if found is None else found.body
    if len(starts) == 1:
        return (sheet,)
    end = lines[-1].row.number if next(rows, None) is None else None
    bounds = zip(starts, [*(number - 1 for number in starts[1:]), end], strict=True)
    return tuple(rows_between(sheet, low, high) for low, high in bounds)


def _lines(rows: Iterator[SheetRow]) -> Iterator[_Line]:
    before = 0
    for row in rows:
        columns = tuple(column for column, cell in enumerate(row.cells) if cell)
        if columns:
            yield _Line(row, columns, before == 0 or row.number > before + 1)
            before = row.number


def _first(lines: Sequence[_Line]) -> _Start | None:
    """The first table, which may have no title."""
    for place in range(min(len(lines), _MOST_TITLES + _MOST_HEADERS)):
        found = _headed(lines, place, None)
        if found is not None:
            title = next((line.text(line.columns[0]) for line in lines[:place]), "")
            return _Start(lines[0].row.number, title, lines[place], found)
    return None


def _start(lines: Sequence[_Line], place: int, header: _Line) -> _Start | None:
    """The table that begins with a title here; None where none does."""
    titles = 0
    while titles < _MOST_TITLES and place + titles < len(lines) and _is_title(lines[place + titles], header):
        titles += 1
    if not titles:
        return None
    body = _headed(lines, place + titles, header)
    if body is None:
        return None
    title = lines[place]
    return _Start(title.row.number, title.text(title.columns[0]), lines[place + titles], body)


def _is_title(line: _Line, header: _Line) -> bool:
    """Whether nothing but words stands in a row, no further right than where the table above begins."""
    (first, *others) = line.columns
    return not others and first <= header.columns[0] and read_number(line.text(first)) is None


def _headed(lines: Sequence[_Line], place: int, other: _Line | None) -> int | None:
    """The place of the first row of figures, where a header stands at `place` with a name over each of them; `other` is
    the header of the first table."""
    for body in range(place + 1, min(place + 1 + _MOST_HEADERS, len(lines))):
        if not _is_header(lines[body - 1], other):
            return None
        line = lines[body]
        numbers = [column for column in line.columns[1:] if read_number(line.text(column)) is not None]
        if numbers and not _is_header(line, other):
            return body if set(numbers) <= {one for head in lines[place:body] for one in head.columns} else None
    return None


def _is_header(line: _Line, other: _Line | None) -> bool:
    """Whether a row holds names of columns: words that are all different, or times where the first cell is blank or
    says what the first header says."""
    texts = [line.text(column) for column in line.columns]
    if other is not None and texts == [other.text(column) for column in other.columns] and len(texts) > 1:
        return True
    behind = texts if line.columns[0] else texts[1:]
    if not behind or len(set(behind)) < len(behind) or any(map(is_missing, behind)):
        return False
    if any(map(is_datelike, behind)):
        stub = line.text(0)
        known = other is None or not stub or stub == other.text(0)
        return known and all(is_datelike(text) or read_number(text) is None for text in behind)
    return all(read_number(text) is None and any(map(str.isalpha, text)) for text in texts)


def _plain(title: str) -> str:
    return _CONTINUED.sub("", title).strip(" .:").casefold()
