"""The rows of a long table, one observation each, in flat memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from bot.domain import Status
from bot.ingest.breaks import break_note
from bot.ingest.cells.bounds import is_bound
from bot.ingest.cells.broken import NO_RESULT, is_formula
from bot.ingest.cells.flags import CONFIDENTIAL, read_flag
from bot.ingest.cells.missing import is_missing
from bot.ingest.cells.numbers import PLAIN, Number, read_number, require_number
from bot.ingest.cells.periods import PeriodStyle
from bot.ingest.cells.units import in_scale_around
from bot.ingest.faults import BadCell, Faults
from bot.ingest.layout.long.body import Body
from bot.ingest.layout.long.dated import NOWHEN, Dated, PeriodOf, dated, of_marked, part_reader, period_reader
from bot.ingest.layout.long.heading import Heading
from bot.ingest.layout.long.marks import NO_FLAGS, Flagged, FlagReader, say_marks
from bot.ingest.layout.long.plan import Measure, Plan
from bot.ingest.layout.long.units import UnitReader
from bot.ingest.layout.notes_by_mark import explained, without_mark
from bot.ingest.orders import Orders
from bot.ingest.reading import LeftOut
from bot.ingest.sheets import Sheet, SheetRow, cell_name
from bot.ingest.table import Row
from bot.ingest.tally import Tally
from bot.ingest.withholding import withheld
from bot.ingest.words import quoted


class _Speaking(NamedTuple):
    """A measure, with what is worked out of it once: its period, or what reads it from a row where the header has only
    the year of it; `plain` tells a value that is a number as it stands."""

    measure: Measure
    column: int
    letters: str
    dated: Dated | None
    period_of: PeriodOf | None
    flags: FlagReader | None
    plain: Callable[[str], object]


class Stream:
    """Reads the rows of one sheet by one plan. `codes` gets the label of each code on the way. `below` are the lines
    under the table that the plan was made with."""

    def __init__(
        self, sheet: Sheet, heading: Heading, plan: Plan, orders: Orders, faults: Faults, below: Sequence[str] = ()
    ) -> None:
        self._sheet, self._heading, self._plan, self._orders, self._faults = sheet, heading, plan, orders, faults
        self._body = Body(sheet, heading, plan, orders, faults, below)
        self._missing = frozenset(orders.missing)
        self._units = UnitReader(as_written=plan.as_written)
        self._flags = FlagReader(plan.flags, is_over=bool(orders.not_withheld))
        self.codes: dict[str, dict[str, str]] = {name: {} for at, name in plan.dimensions if at in plan.codes}
        self.left_out: list[LeftOut] = []

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the cells of each row: reserved ones, and dimensions, which every row has."""
        plan = self._plan
        of_headers = [name for measure in plan.measures for name in measure.codes]
        names = (*_RESERVED, *self._picked()[0], *plan.constants, *of_headers)
        return tuple(dict.fromkeys(names))

    def rows(self) -> Iterator[Row]:
        """Every observation, a row each. Faults of single cells are noted, and such rows left out."""
        leaving = Tally(self.left_out)
        leaving.begin()
        plan, file, sheet, faults = self._plan, self._sheet.file, self._sheet.name, self._faults
        period_of, of_all = period_reader(plan.dating, self._orders.series_break), self._said_of_all()
        columns, pick = self._picked()
        names, said = (*columns, *plan.constants), tuple(plan.constants.values())
        measures = [self._speaking(measure) for measure in plan.measures]
        several, coded, flags = len(measures) > 1, bool(self.codes), plan.flags
        for row, cells in self._body.rows(leaving):
            of_row = period_of(cells)
            base = dict(zip(names, pick(cells) + said, strict=True))
            if coded:
                self._code(base, cells)
            self._note(base, cells)
            flagged = self._flags.read(cells) if flags else NO_FLAGS
            if flagged is None:
                self._refuse_withheld(row, cells)
                continue
            self._count_unread(row, cells, leaving)
            for one in measures:
                text = cells[one.column]
                number = text if one.plain(text) else self._number(text, one.measure, row)
                if number is None:
                    if self._is_no_row(text, one.measure, row, cells, leaving):
                        break
                    continue
                out = base.copy() if several else base
                own = flagged if one.flags is None else one.flags.read(cells)
                if own is None or _is_confidential(number, own, plan.notes):
                    self._leave_withheld(own, one, row, cells, leaving)
                    continue
                when = one.dated or (one.period_of(cells) if one.period_of else of_row)
                when = when if when.iso else of_all
                if not self._say(out, one, number, when, own, row, cells):
                    continue
                unit = row.units.get(one.column) if row.units else None
                where = f"{one.letters}{row.number}"
                yield Row(file, row.line or row.number, out, faults, sheet, where, when.text, unit)

    def _count_unread(self, row: SheetRow, cells: Sequence[str], leaving: Tally) -> None:
        """Counts the figures of columns that are left aside."""
        for at, name in self._plan.unread:
            if not is_missing(cells[at], self._missing):
                where = cell_name(row.number, at - self._heading.compound + 1)
                leaving.add(f"a figure of column {quoted(name)}, which is left aside", where)

    def _asked(self, note: str | None, cells: Sequence[str]) -> str:
        """The note of a row and how many were asked."""
        asked = (f"{name}: {cells[at]}" for at, name in self._plan.bases if not is_missing(cells[at], self._missing))
        return "; ".join(filter(None, (note, *asked)))

    def _speaking(self, measure: Measure) -> _Speaking:
        since, dating, period = self._orders.series_break, self._plan.dating, measure.period
        own_time, period_of = period and self._explained(of_marked(period, measure.header, since), period.mark), None
        if period and dating is not None and dating.year_above:
            own_time, period_of = None, period_reader(dating, since, period.iso)
        if measure.part:
            period_of = part_reader(measure.part, dating, since)
        plain = PLAIN.fullmatch if measure.decimal == "." and not self._missing else _never
        letters = _letters(measure.column - self._heading.compound + 1)
        own = (
            None
            if measure.flag is None
            else FlagReader([(measure.flag, "letters")], is_over=bool(self._orders.not_withheld))
        )
        return _Speaking(measure, measure.column, letters, own_time, period_of, own, plain)

    def _explained(self, when: Dated, mark: str | None) -> Dated:
        """A header's period with what notes say of its mark in the place of what the letter means elsewhere."""
        said = explained(mark, self._plan.notes)
        if said is None:
            return when
        note = break_note(when.iso, self._orders.series_break)
        return when._replace(status=said.status, note="; ".join(filter(None, (said.note, note))) or None)

    def _note(self, base: dict[str, str], cells: Sequence[str]) -> None:
        """Takes the marks off the labels of a row that notes explain, and notes what these say, and how many were
        asked."""
        if self._plan.bases:
            base["note"] = self._asked(base.get("note"), cells)
        for name in ("indicator", *(name for _, name in self._plan.dimensions)) if self._plan.notes else ():
            label, mark = without_mark(base.get(name, ""), self._plan.notes)
            if mark is not None and mark in self._plan.notes:
                base[name] = label
                base["note"] = "; ".join(filter(None, (base.get("note"), self._plan.notes[mark])))

    def _said_of_all(self) -> Dated:
        """The period of figures for which neither their row nor their header has one."""
        said, dating = self._plan.constants.get("period"), self._plan.dating
        style = PeriodStyle() if dating is None else dating.style
        return dated(said, style, {}, self._orders.series_break) if said else NOWHEN

    def _picked(self) -> tuple[tuple[str, ...], Callable[[Sequence[str]], tuple[str, ...]]]:
        """The names of the columns that come as they are, and what picks their cells."""
        plan = self._plan
        pairs = [(name, at) for at, name in plan.dimensions]
        pairs += [(name, at) for name, at in plan.passed.items()]
        names = [name for name, _ in pairs]
        at = [at for _, at in pairs]
        if "indicator" not in names and "indicator" not in plan.constants:
            return ("indicator", *names), _padded(at)
        return tuple(names), _picker(at)

    def _number(self, text: str, measure: Measure, row: SheetRow) -> Number | None:
        decimal = measure.decimal
        if decimal == "," and measure.column in row.typed:
            decimal = "."
        return None if text in self._missing else read_number(text, decimal, measure.short_scales)

    def _is_no_row(self, text: str, measure: Measure, row: SheetRow, cells: Sequence[str], leaving: Tally) -> bool:
        """Notes why a cell has no figure. True where the whole row is a note, or the header again."""
        if is_missing(text, self._missing) or is_bound(text):
            where = cell_name(row.number, measure.column - self._heading.compound + 1)
            leaving.add(f"no figure: {quoted(text)}" if text else "no figure: blank", where)
            return False
        if is_formula(text):
            leaving.add(NO_RESULT, cell_name(row.number, measure.column - self._heading.compound + 1))
            return False
        names = self._heading.names
        if (len(names) > 1 and sum(map(bool, cells)) == 1) or tuple(cells[: len(names)]) == names:
            is_header = tuple(cells[: len(names)]) == names
            self._body.leave("the header again" if is_header else "a note", row, cells, leaving)
            return True
        if row.line is not None and self._body.is_prose(row, cells, leaving):
            return True
        try:
            require_number(text, measure.decimal)
        except BadCell as bad:
            self._body.fault(row, measure.header, bad.wrong, bad.right)
        return False

    def _say(
        self,
        out: dict[str, str],
        one: _Speaking,
        number: Number | str,
        when: Dated,
        flagged: Flagged,
        row: SheetRow,
        cells: Sequence[str],
    ) -> bool:
        """Puts the value into the cells of a row, with what its cell, its header and its flags say beside it; False
        where they contradict each other, which is noted."""
        measure, plan = one.measure, self._plan
        if plan.estimates is not None and when.iso[:4] > cells[plan.estimates] > "":
            when = when._replace(status=Status.ESTIMATE)
        if measure.indicator is not None:
            said = out.get("indicator")
            out["indicator"] = f"{said}, {measure.indicator}" if said else measure.indicator
        if measure.codes:
            out.update(measure.codes)
        out["period"] = when.iso
        unit, clash = self._units.read(
            cells[plan.unit] if plan.unit is not None else "",
            cells[plan.factor] if plan.factor is not None else "",
            measure.unit,
            None
            if isinstance(number, str) or (measure.short_scales and "unit" in plan.constants)
            else in_scale_around(number.unit, plan.titled if measure.indicator is None else None),
        )
        if unit:
            out["unit"] = unit
        if isinstance(number, str):
            out["value"] = number
            if when.status is not None or when.note is not None or flagged is not NO_FLAGS:
                say_marks(out, None, when, flagged, plan.notes)
            return True
        if clash:
            wrong = f"{quoted(cells[one.column])} and its column have different units, {number.unit} and {unit}"
            self._body.fault(row, measure.header, wrong, "correct one of them")
            return False
        out["value"] = number.text
        if number.qualifier is not None and not out.get("qualifier"):
            out["qualifier"] = number.qualifier
        say_marks(out, number.mark, when, flagged, plan.notes)
        return True

    def _code(self, base: dict[str, str], cells: Sequence[str]) -> None:
        """The code for the name, where there is one, and the name as its label."""
        for at, name in self._plan.dimensions:
            code_at = self._plan.codes.get(at)
            if code_at is None:
                continue
            code, label = cells[code_at], cells[at]
            if code and label:
                base[name] = code
                self.codes[name].setdefault(code, label)

    def _leave_withheld(
        self, own: Flagged | None, one: _Speaking, row: SheetRow, cells: Sequence[str], leaving: Tally
    ) -> None:
        """A figure whose own flag says that it is not for the public, or seems to."""
        if own is None:
            self._refuse_withheld(row, cells)
        else:
            leaving.add(CONFIDENTIAL, cell_name(row.number, one.column - self._heading.compound + 1))

    def _refuse_withheld(self, row: SheetRow, cells: Sequence[str]) -> None:
        own = [one.flag for one in self._plan.measures if one.flag is not None]
        at = next(at for at in (*own, *(at for at, _ in self._plan.flags)) if withheld(cells[at]))
        wrong = f"{quoted(cells[at])} seems to withhold the figure, and would not"
        right = "write it in a column review or embargo_until, or take the row out"
        self._body.fault(row, self._heading.names[at], wrong, right)


_RESERVED = ("indicator", "period", "value", "unit", "qualifier", "status", "note")


def _picker(at: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    if not at:
        return lambda _cells: ()
    if len(at) == 1:
        (one,) = at
        return lambda cells: (cells[one],)
    return itemgetter(*at)


def _padded(at: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """As `_picker`, with a blank cell before them."""
    pick = _picker(at)
    return lambda cells: ("", *pick(cells))


def _is_confidential(number: Number | str, flagged: Flagged, notes: Mapping[str, str]) -> bool:
    """Whether a flag, or a mark behind the number, says that it is not for the public."""
    mark = None if isinstance(number, str) else number.mark
    return flagged.withheld or (mark is not None and (explained(mark, notes) or read_flag(mark)).withheld)


def _never(_text: str) -> None:
    return None


def _letters(column: int) -> str:
    return cell_name(0, column)[:-1]
