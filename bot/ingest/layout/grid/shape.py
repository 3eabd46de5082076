"""Where the parts of a grid are: title, header, stub, figures, notes.

title and notes above      above
header    | header         header rows; `stubs` are the columns at the left that name the rows
label     |  1   2   3     body rows; `figures` are the columns that hold figures
notes and source below     below
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.ingest.layout.grid.canvas import Canvas, Kind

_FLAG_LENGTH = 3
_YEAR_WORDS = frozenset({"year", "years", "period", "date", "time", "fiscal year", "financial year", "calendar year"})
_RANK_WORDS = frozenset({"", "rank", "ranking", "no.", "no", "#", "nr", "position"})
_MOSTLY = 0.6
_MORE = 2
"""A column of words has so many times as many as numbers."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The parts of a grid, rows and columns counted from 0. Blank rows are in none of them.

    `notes` are columns of words at the right of figures; `flags` are columns of flags, each with the column of figures
    that it is of; `ranks` are columns that only number the rows.
    """

    above: tuple[int, ...]
    header: tuple[int, ...]
    body: tuple[int, ...]
    below: tuple[int, ...]
    stubs: tuple[int, ...]
    figures: tuple[int, ...]
    notes: tuple[int, ...] = ()
    ranks: tuple[int, ...] = ()
    flags: Mapping[int, int] = field(default_factory=dict)


def shape_of(canvas: Canvas, header_rows: tuple[int, int] | None = None) -> Shape | None:
    """The parts of the grid on the canvas; None where there are no rows of figures with labels at their left.
    `header_rows` are the first and last row of the header where somebody said so, as the sheet numbers them."""
    first = _first_body_row(canvas, header_rows)
    if first is None:
        return None
    header = _header(canvas, first, header_rows)
    last = _last_body_row(canvas, first)
    start = header[-1] + 1 if header else first
    body = tuple(row for row in range(start, last + 1) if canvas.filled(row))
    top = header[0] if header else first
    columns = _Columns(canvas, header, [row for row in body if _numbers(canvas, row)])
    stubs, ranks = columns.stubs()
    figures, notes, flags = columns.others(stubs, ranks)
    if not stubs or not figures:
        return None
    return Shape(
        above=tuple(row for row in range(top) if canvas.filled(row)),
        header=header,
        body=body,
        below=tuple(row for row in range(last + 1, len(canvas.rows)) if canvas.filled(row)),
        stubs=stubs,
        figures=figures,
        notes=notes,
        ranks=ranks,
        flags=flags,
    )


def is_header_of_numbers(canvas: Canvas, row: int) -> bool:
    """Whether the numbers of a row are headers: years, or 1, 2, 3 over the columns."""
    numbers = _numbers(canvas, row)
    if not numbers:
        return False
    is_free = _is_free(canvas, row, numbers)
    if all(canvas.is_year(row, column) for column in numbers):
        return is_free or (_no_years_below(canvas, row, numbers) and _in_order(canvas, row, numbers))
    if is_free and len(canvas.filled(row)) - bool(canvas.text(row, 0)) >= 2 * len(numbers):
        return True  # "1", "2 or more": most of the row is words
    values = [found.text for column in numbers if (found := canvas.number(row, column))]
    if len(values) < 2 or not all(value.isdecimal() for value in values):
        return False
    rises = _begins_anew([int(value) for value in values], falling=False)
    return rises and is_free and (not canvas.text(row, 0) or values[0] in ("0", "1", "2"))


def _is_free(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    """Whether no label stands before the numbers, or no header above each of them."""
    above = (set(canvas.filled(one)) for one in range(row))
    return not canvas.text(row, 0) or not any(set(columns) <= filled for filled in above)


def _no_years_below(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    """Whether none of the next rows holds what could be years, under three headers and more."""
    below = range(row + 1, min(row + 4, len(canvas.rows)))
    return len(columns) > 2 and not any(canvas.is_year(one, column) for one in below for column in columns)


def _in_order(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    """Whether years rise or fall, begin anew under each spanning header, or are one and the same."""
    years = [int(canvas.text(row, column)[:4]) for column in columns]
    return _begins_anew(years, falling=False) or _begins_anew(years, falling=True)


def _begins_anew(numbers: Sequence[int], *, falling: bool) -> bool:
    """Whether numbers are one run that rises (or falls), or the same run several times."""
    run = list(numbers[: numbers.index(numbers[0], 1)] if numbers.count(numbers[0]) > 1 else numbers)
    again = all(number == run[place % len(run)] for place, number in enumerate(numbers))
    return again and run == sorted(set(run), reverse=falling)


def _numbers(canvas: Canvas, row: int) -> list[int]:
    return [column for column in canvas.filled(row) if column and canvas.kind(row, column) is Kind.NUMBER]


def _first_body_row(canvas: Canvas, header_rows: tuple[int, int] | None) -> int | None:
    for row, held in enumerate(canvas.rows):
        if header_rows is not None:
            if held.number > header_rows[1] and _numbers(canvas, row):
                return row
        elif _numbers(canvas, row) and not is_header_of_numbers(canvas, row):
            return row
    return None


def _header(canvas: Canvas, first: int, header_rows: tuple[int, int] | None) -> tuple[int, ...]:
    """The rows above the first row of figures that head its columns."""
    if header_rows is not None:
        low, high = header_rows
        return tuple(row for row in range(first) if low <= canvas.rows[row].number <= high and canvas.filled(row))
    row = first - 1
    while row >= 0 and (not canvas.filled(row) or _has_no_figure(canvas, row)) and _is_headed(canvas, row):
        row -= 1
    while row >= 0 and not _heads_columns(canvas, row):
        row -= 1  # a label alone in its row is a section of the body
    found: list[int] = []
    gap = False
    while row >= 0:
        filled = canvas.filled(row)
        if not filled:
            gap = bool(found)
        elif not _heads_columns(canvas, row):
            break
        elif gap and len(filled) <= max(2, len(canvas.filled(found[-1])) // 2 - 1):
            break  # words apart from the header and narrower: a title, or something about the sheet
        else:
            found.append(row)
            gap = False
        row -= 1
    return tuple(reversed(found))


def _has_no_figure(canvas: Canvas, row: int) -> bool:
    """Whether a row has a label, and marks where its figures would be."""
    label, *others = canvas.filled(row)
    kinds = [canvas.kind(row, column) for column in others]
    return label == 0 and len(kinds) > 0 and kinds.count(Kind.MISSING) == len(kinds)


def _is_headed(canvas: Canvas, row: int) -> bool:
    """Whether a header may stand above the row."""
    return any(_heads_columns(canvas, above) for above in range(row))


def _heads_columns(canvas: Canvas, row: int) -> bool:
    """Whether anything stands over columns other than the first, and not over the first as well."""
    filled = canvas.filled(row)
    return any(column for column in filled) and not (filled[0] == 0 and canvas.span(row, 0).right >= filled[-1])


def _last_body_row(canvas: Canvas, first: int) -> int:
    last = max(row for row in range(first, len(canvas.rows)) if row == first or _numbers(canvas, row))
    for row in range(last + 1, len(canvas.rows)):
        marks = [column for column in canvas.filled(row) if column and canvas.kind(row, column) is Kind.MISSING]
        if (not marks or len(marks) + 1 < len(canvas.filled(row))) and not canvas.has_unread(row):
            break
        last = row
    return last


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns of the rows with figures hold."""

    canvas: Canvas
    header: tuple[int, ...]
    rows: Sequence[int]

    def stubs(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The columns at the left that name the rows, and those among them that only number them."""
        found, ranks = [], []
        for column in range(self.canvas.width):
            if (
                self._is_words(column)
                or (column == 0 and not self._only_counts(0))
                or self._is_years(column)
                or self._is_code(column)
            ):
                found.append(column)
            elif self._only_counts(column) and not found and self._is_words(column + 1):
                ranks.append(column)
            else:
                break
        return tuple(found), tuple(ranks)

    def others(
        self, stubs: tuple[int, ...], ranks: tuple[int, ...]
    ) -> tuple[tuple[int, ...], tuple[int, ...], dict[int, int]]:
        """Columns of figures, of notes, and of flags with those they are of."""
        figures: list[int] = []
        notes: list[int] = []
        flags: dict[int, int] = {}
        for column in range(self.canvas.width):
            if column in stubs or column in ranks:
                continue
            kinds = self._kinds(column)
            texts = [self.canvas.text(row, column) for row in self.rows if self.canvas.text(row, column)]
            if Kind.NUMBER not in kinds and figures and texts and self._are_flags(column, texts):
                flags[column] = figures[-1]
            elif self._is_words(column):
                notes.append(column)
            elif Kind.NUMBER in kinds or Kind.MISSING in kinds:
                figures.append(column)
        return tuple(figures), tuple(notes), flags

    def _kinds(self, column: int) -> list[Kind]:
        return [self.canvas.kind(row, column) for row in self.rows]

    def _head(self, column: int) -> str:
        return " ".join(filter(None, (self.canvas.text(row, column) for row in self.header))).casefold()

    def _is_words(self, column: int) -> bool:
        kinds = self._kinds(column)
        return kinds.count(Kind.TEXT) > _MORE * kinds.count(Kind.NUMBER)

    def _is_years(self, column: int) -> bool:
        filled = [row for row in self.rows if self.canvas.text(row, column)]
        return self._head(column) in _YEAR_WORDS and all(self.canvas.is_year(row, column) for row in filled)

    def _is_code(self, column: int) -> bool:
        """A column of numbers that are names: a column of words follows it."""
        rest = range(column + 1, min(column + 3, self.canvas.width))
        return self._head(column).split(" ")[-1] in ("code", "id", "codes") and any(map(self._is_words, rest))

    def _only_counts(self, column: int) -> bool:
        texts = [self.canvas.text(row, column) for row in self.rows]
        counted = [int(text.rstrip(".")) for text in texts if text.rstrip(".").isdecimal()]
        is_rank = self._head(column) in _RANK_WORDS and self._is_words(column + 1)
        return is_rank and len(counted) >= _MOSTLY * len(texts) and counted == sorted(counted) and len(counted) > 1

    def _are_flags(self, column: int, texts: Sequence[str]) -> bool:
        short = all(len(text.strip("()[]")) <= _FLAG_LENGTH and not text.isdecimal() for text in texts)
        head = self._head(column).split(" ")[-1]
        letters = any(map(str.isalpha, "".join(texts)))
        return short and letters and (not head or head.startswith(("flag", "status", "symbol", "note", "footnote")))
