"""The figures of a grid: each cell that is a number, under what its row and its column say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.ingest.cells.broken import NO_RESULT, is_error, is_formula
from bot.ingest.cells.flags import CONFIDENTIAL, Flag, read_flag
from bot.ingest.cells.numbers import MOST_DIGITS, Number, is_too_long
from bot.ingest.cells.to_date import is_to_date
from bot.ingest.cells.units import in_scale_around, scaled
from bot.ingest.faults import Faults
from bot.ingest.layout.grid.canvas import Canvas, Kind
from bot.ingest.layout.grid.heading import NOTE, ROW, Heading, dimension_name, joined
from bot.ingest.layout.grid.kinds import is_scale, within_year
from bot.ingest.layout.grid.lines import Line
from bot.ingest.layout.grid.marks import Notes
from bot.ingest.layout.grid.ordered import is_ignored
from bot.ingest.layout.grid.shape import Shape
from bot.ingest.layout.grid.title import Title
from bot.ingest.layout.long.names import words_of
from bot.ingest.layout.notes_by_mark import explained
from bot.ingest.layout.scales import in_scale, stands_apart
from bot.ingest.orders import Orders
from bot.ingest.reading import LeftOut
from bot.ingest.sheets import Sheet
from bot.ingest.table import Row
from bot.ingest.words import quoted


@dataclass(slots=True)
class Figures:
    """`rows` are headings of `lines`, one each; `columns` those of the columns. `of_all` is the unit or scale that a
    line beside the table says of all figures; `open_ends` are the headers of columns that say "year to date". What is
    no figure is counted in `left_out` by its reason as the observations are read, and `is_open` then says whether one
    of them may be in another scale than it is given, `is_unscaled` whether one has a unit that could be scaled, and
    `two_times` whether one has a period in its row and another in its column."""

    canvas: Canvas
    shape: Shape
    title: Title
    columns: Mapping[int, Heading]
    lines: Sequence[Line]
    rows: Sequence[Heading]
    notes: Notes
    of_all: str | None = None
    open_ends: Mapping[int, str] = field(default_factory=dict)
    is_open: bool = False
    is_unscaled: bool = False
    two_times: bool = False
    left_out: dict[str, LeftOut] = field(default_factory=dict)

    def observations(self, sheet: Sheet, orders: Orders, faults: Faults) -> Iterator[Row]:
        self._leave_out_rows()
        for line, heading in zip(self.lines, self.rows, strict=True):
            if is_ignored([line.label], orders):
                continue
            held = self.canvas.rows[line.row]
            for column in self.shape.figures:
                over = self.columns[column]
                if is_ignored([*over.dimensions.values(), *over.measure], orders):
                    continue
                name = self.canvas.name(line.row, column)
                if (text := self._open_end(line, column)) is not None:
                    self._count(f"a figure of {quoted(text)}, a stretch up to a month that it does not name", name)
                    continue
                number = self.canvas.number(line.row, column)
                if number is None:
                    self._leave_out(line.row, column, name)
                    continue
                if self._said(number, line.row, column).withheld:
                    self._count(CONFIDENTIAL, name)
                    continue
                period, words = self._period(heading, over)
                cells = {**self._cells(heading, over, number, line.row, column), "period": period or ""}
                yield Row(sheet.file, held.line or held.number, cells, faults, sheet.name, name, words,
                          held.units.get(column))  # fmt: skip

    def _open_end(self, line: Line, column: int) -> str | None:
        """The header or the label of a figure, beside others that are times, which says "year to date"."""
        if column in self.open_ends:
            return self.open_ends[column]
        is_dated = any(one.period or one.part for one in self.rows)
        return line.label if is_dated and is_to_date(line.label) else None

    def _cells(self, row: Heading, over: Heading, number: Number, at: int, column: int) -> dict[str, str]:
        said = self._said(number, at, column)
        noted = self.notes.of(
            [*((at, stub) for stub in self.shape.stubs), *((head, column) for head in self.shape.header)]
        )
        notes = [said.note, row.note, over.note, noted.note, *(self.canvas.text(at, one) for one in self.shape.notes)]
        dimensions = dict(over.dimensions)
        if over.period and row.period and over.period_text != row.period_text and not (over.part or row.part):
            dimensions[row.time_of] = row.period_text or row.period  # the column's is when, the row's is of whom
            self.two_times = True
        for name, text in row.dimensions.items():
            of_row = name if name not in dimensions else dimension_name(ROW, dimensions)
            dimensions[of_row] = text
        if parts := [one.part for one in (over, row) if one.part and not self._year(over, row)]:
            dimensions[row.time_of if row.time_of not in dimensions else "time"] = " ".join(parts)
        unit, besides = self._unit(row, over, number)
        self.is_unscaled = self.is_unscaled or unit is None or in_scale("thousands", unit) != unit
        if self.of_all is not None:
            unit = self._in_scale(self.of_all, unit, (*over.measure, *row.measure, *dimensions.values()))
        return {
            "indicator": joined(self.title.label or "", *over.measure, *row.measure, besides or ""),
            "value": number.text,
            "unit": unit or "",
            "qualifier": number.qualifier.value if number.qualifier else "",
            "status": said.status or row.status or over.status or noted.status or "",
            NOTE: "; ".join(filter(None, notes)),
            **dimensions,
        }

    def _unit(self, row: Heading, over: Heading, number: Number) -> tuple[str | None, str | None]:
        """The unit, and what stands over the row as a unit does where the column has one of its own."""
        own = over.unit or row.unit
        panel = row.panel if not (over.unit and row.unit) else row.unit
        if own and panel and is_scale(panel) and not is_scale(own):
            return scaled(panel, own), None
        if own and panel and panel != own:
            return own, panel
        return own or panel or in_scale_around(number.unit, self.title.unit) or self.title.unit, None

    def _in_scale(self, of_all: str, unit: str | None, labels: Iterable[str]) -> str | None:
        """The unit of a figure whose own, or the title's, is `unit`, in the one that is said of all."""
        if unit is None and stands_apart(word for label in labels for word in words_of(label)):
            found = None
        else:
            found = of_all if unit is None else in_scale(of_all, unit)
        self.is_open = self.is_open or found is None
        return found or unit

    def _period(self, row: Heading, over: Heading) -> tuple[str | None, str | None]:
        """The period and its words: of the column, else of the row, else of the title."""
        for part, whole in ((row, over), (over, row)):
            year = self._year(part, whole)
            if part.part and year:
                words = part.period_text if part.period else f"{part.part} {whole.period_text or year}"
                return within_year(part.part, year), words
        if over.period:
            return over.period, over.period_text
        if row.period:
            return row.period, row.period_text
        return self.title.period, self.title.period_text

    def _year(self, one: Heading, other: Heading) -> str | None:
        """The year that a month or a quarter is of."""
        return other.period or one.period or self.title.period

    def _said(self, number: Number, row: int, column: int) -> Flag:
        """What the mark behind a number, or the flag beside it, says."""
        mark = number.mark or self._flag(row, column)
        return explained(mark, self.notes.by_mark) or read_flag(mark or "")

    def _flag(self, row: int, column: int) -> str | None:
        beside = next((flag for flag, of in self.shape.flags.items() if of == column), None)
        return None if beside is None else self.canvas.text(row, beside) or None

    def _leave_out(self, row: int, column: int, name: str) -> None:
        text = self.canvas.text(row, column)
        if not text:
            reason = "a blank cell"
        elif is_error(text):
            reason = f"an error of the spreadsheet, {quoted(text)}"
        elif is_formula(text):
            reason = NO_RESULT
        elif is_too_long(text):
            reason = f"a number of more than {MOST_DIGITS} digits; write it in a larger unit"
        elif self.canvas.kind(row, column) is Kind.MISSING:
            reason = f"no figure: {quoted(text)}"
        else:
            reason = "not a number"
        self._count(reason, name)

    def _leave_out_rows(self) -> None:
        for row, _ in self.title.notes:
            self._count("a note above the table", f"row {self.canvas.rows[row].number}")
        for row in self.shape.below:
            self._count("a note below the table", f"row {self.canvas.rows[row].number}")

    def _count(self, reason: str, where: str) -> None:
        self.left_out.setdefault(reason, LeftOut(reason)).add(where)
