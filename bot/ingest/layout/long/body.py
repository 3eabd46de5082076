"""Which rows under a header are rows of the table, and why others are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.ingest.cells.broken import NO_RESULT, is_formula
from bot.ingest.faults import Faults
from bot.ingest.layout.cited import prose_in, source_in
from bot.ingest.layout.long.heading import Heading
from bot.ingest.layout.long.plan import Plan
from bot.ingest.layout.scales import may_scale
from bot.ingest.lines_beside import note_line
from bot.ingest.orders import Orders
from bot.ingest.sheets import Sheet, SheetRow, cell_name
from bot.ingest.table import CONTROL
from bot.ingest.tally import Tally
from bot.ingest.withholding import EMBARGO
from bot.ingest.words import quoted

_SHOWN = 30
_LINES = ("a note", "a source line")
_NOTES = 2
"""Rows that notes under a table have at least."""


class Body:
    """The rows of one sheet under its header. What is left out is counted in a tally, what is wrong noted. `below` are
    the lines under the table that the plan was made with."""

    def __init__(
        self, sheet: Sheet, heading: Heading, plan: Plan, orders: Orders, faults: Faults, below: Sequence[str]
    ) -> None:
        self._sheet, self._heading, self._plan, self._orders, self._faults = sheet, heading, plan, orders, faults
        self._heeded = frozenset(below)
        self._says_when = bool(orders.not_withheld) or EMBARGO in {*plan.passed, *plan.constants}
        """Whether it is known until when the table is withheld."""

    def rows(self, leaving: Tally) -> Iterator[tuple[SheetRow, Sequence[str]]]:
        """The rows under the header that have figures, or say that there is none, each with as many cells as the header
        at least."""
        heading, plan = self._heading, self._plan
        width = heading.width
        repeats = sorted(plan.filled_down)
        above = dict.fromkeys(repeats, "")
        value_columns = [measure.column for measure in plan.measures]
        first_value = value_columns[0]
        for row, cells in self._under_header(value_columns, leaving):
            for at in repeats:
                above[at] = cells[at] or above[at]
            if not cells[first_value] and not any(cells[at] for at in value_columns):
                reason = self._aside(cells)
                if reason is not None:
                    self.leave(reason, row, cells, leaving)
                    continue
            if (len(row.cells) != width or not "".join(cells).isprintable()) and not self._stands(row, cells):
                continue
            if row.line is None and self._has_no_label(row, cells, leaving):
                continue
            yield row, [above.get(at, cell) for at, cell in enumerate(cells)] if repeats else cells

    def _under_header(self, value_columns: Sequence[int], leaving: Tally) -> Iterator[tuple[SheetRow, Sequence[str]]]:
        """Rows with as many cells as the header at least, without notes of several cells each at the end of a text."""
        heading = self._heading
        width, last, compound = heading.width, heading.last, heading.compound > 1
        foot: list[tuple[SheetRow, Sequence[str]]] = []
        for row in self._sheet.rows():
            if row.number <= last:
                continue
            cells: Sequence[str] = row.cells
            if compound or len(cells) != width:
                if not any(cells):
                    continue
                cells = heading.cells(row)
                if row.line is not None and not compound and self.is_prose(row, cells, leaving):
                    continue
                if row.line is not None and not compound and _is_short(row, width, cells, value_columns):
                    foot.append((row, cells))
                    continue
            if foot and any(cells[at] for at in value_columns):
                yield from foot
                foot.clear()
            yield row, cells
        if len(foot) < _NOTES:  # One row alone may be a row of the table that was cut off.
            yield from foot
            return
        for row, cells in foot:
            self.leave("a note", row, cells, leaving)

    def is_prose(self, row: SheetRow, cells: Sequence[str], leaving: Tally) -> bool:
        """Leaves a row out that is a line of text with commas in it."""
        said = prose_in(row.cells)
        if said:
            self.leave("a source line" if source_in(said) else "a note", row, cells, leaving)
        return said is not None

    def leave(self, reason: str, row: SheetRow, cells: Sequence[str], leaving: Tally) -> None:
        """Leaves a line out that is no row of the table, unless it says that the table is under embargo."""
        if not self._says_when and note_line(cells, self._sheet.file, row.line or row.number, self._faults):
            return
        if reason in _LINES:
            self._note_scale(", ".join(filter(None, cells)), row)
        if reason:
            leaving.add(reason, f"row {row.number}" if row.line is None else f"line {row.line}")

    def _note_scale(self, text: str, row: SheetRow) -> None:
        """Notes a line that says in what the figures are counted, and that was met after they were read: they would be
        wrong by that."""
        rows_say = self._plan.unit is not None
        if (self._orders.unit is not None and not rows_say) or text in self._heeded or not any(may_scale([text])):
            return
        wrong = f"{quoted(text)} seems to say in what the figures are counted, and stands too far down to be heeded"
        right = "put it above the table, or take it out"
        self.fault(row, None, wrong, right if rows_say else f"say it with --unit (number, if it says nothing), {right}")

    def _has_no_label(self, row: SheetRow, cells: Sequence[str], leaving: Tally) -> bool:
        """Whether a workbook has no result for a cell that tells its figures apart: they may be of anything."""
        found = next((at for at, _ in self._plan.dimensions if is_formula(cells[at])), None)
        if found is not None:
            leaving.add(NO_RESULT, cell_name(row.number, found - self._heading.compound + 1))
        return found is not None

    def _aside(self, cells: Sequence[str]) -> str | None:
        """Why a row without any figure is no row of the table; "" where it is blank; None where it is one."""
        filled = [cell for cell in cells if cell]
        if not filled:
            return ""
        if len(filled) > 1 or len(cells) <= 1:
            return None
        dating = self._plan.dating
        single = dating.single if dating else None
        if single is not None and cells[single] and len(self._heading.names) == 2:
            return None  # a period without a figure
        if len(filled[0]) <= _SHOWN and not source_in(filled[0]) and self._plan.filled_down:
            return "a heading of the rows under it"
        return "a source line" if source_in(filled[0]) else "a note"

    def _stands(self, row: SheetRow, cells: Sequence[str]) -> bool:
        """Whether the row has the cells that the header names, and no control characters; notes what it has not."""
        width = self._heading.width
        beyond = len(cells) > width and any(cells[width:])
        if beyond or (row.line is not None and self._heading.compound == 1 and len(row.cells) < width):
            count = len(row.cells) if not beyond else max(at for at, cell in enumerate(cells, 1) if cell)
            wrong = f"the row has {count} cells and the header {width}"
            right = "put cells that hold commas in quotation marks, and keep blank cells"
            self.fault(row, None, wrong, right)
            return False
        if not "".join(cells).isprintable() and CONTROL.search("".join(cells)):
            at = next(at for at, cell in enumerate(cells) if CONTROL.search(cell))
            shown = quoted(CONTROL.sub("�", cells[at]))
            self.fault(row, self._heading.names[at], f"{shown} holds a control character", "delete the character")
            return False
        return True

    def fault(self, row: SheetRow, column: str | None, wrong: str, right: str) -> None:
        self._faults.add(self._sheet.file, row.line or row.number, column, wrong, right)


def _is_short(row: SheetRow, width: int, cells: Sequence[str], value_columns: Sequence[int]) -> bool:
    """Whether a row of several cells ends before the table does, and has no figure."""
    return len(row.cells) < width and sum(map(bool, cells)) > 1 and not any(cells[at] for at in value_columns)
