"""The rows of a resource as tidy rows: one for each value of a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.ingest.cells.periods import read_period
from bot.ingest.cells.units import in_scale_around, number_unit, scaled, unit_of
from bot.ingest.described.package.fields import TIMES, Field
from bot.ingest.described.package.roles import Roles
from bot.ingest.described.package.tables import TableResource
from bot.ingest.described.watch import Watch
from bot.ingest.faults import Faults
from bot.ingest.sheets import SheetRow, cell_name
from bot.ingest.table import Row, has_control
from bot.ingest.tally import Tally
from bot.ingest.words import quoted

_PARTS = {"month": "{}-{:0>2}", "quarter": "{}-Q{}"}
_MEND = "correct the cell, or the schema"


@dataclass(slots=True)
class Rows:
    """`at` are the places of fields in a row, by their names; `names` the columns of dimensions by the names of their
    fields. `labels` are what measures are called and `units` what they are in, where the table says it once."""

    table: TableResource
    at: Mapping[str, int]
    wide: int
    roles: Roles
    names: Mapping[str, str]
    labels: Mapping[str, str]
    units: Mapping[str, str | None]
    faults: Faults
    more_missing: frozenset[str] = frozenset()
    tally: Tally = field(default_factory=Tally)

    def __call__(self) -> Iterator[Row]:
        self.tally.begin()
        for one in self.roles.aside:
            self.tally.add("a field that is not read", f"“{one.name}”")
        watched = [*self.roles.aside, *self.roles.dimensions]
        watch = Watch(one.name for one in watched)
        for row in self.table.rows():
            for one in watched:
                if self.at[one.name] < len(row.cells):
                    watch.see(one.name, row.cells[self.at[one.name]])
            yield from self._record(row)
        header = max(self.table.layout.header_rows, default=1)
        watch.report(self.table.file, header, self.faults)

    def _record(self, row: SheetRow) -> Iterator[Row]:
        base = Row(self.table.file, row.line or row.number, {}, self.faults, self.table.sheet.name)
        cells = row.cells
        if len(cells) > self.wide and not any(cells[self.wide :]):
            cells = cells[: self.wide]
        if len(cells) != self.wide:
            wrong = f"the row has {len(cells)} cells and the header {self.wide}"
            base.fault(None, wrong, "put cells that hold commas in quotation marks, and keep blank cells")
        elif has_control(cells):
            base.fault(None, "a cell holds a control character", "delete the character")
        elif (shared := self._shared(base, cells)) is not None:
            for measure in self.roles.measures:
                yield from self._observation(base, row, cells, measure, shared)

    def _shared(self, base: Row, cells: Sequence[str]) -> dict[str, str] | None:
        """What holds for all values of the record; None where some of it is faulty."""
        roles = self.roles
        found = {self.names[one.name]: self._text(base, cells, one) for one in roles.dimensions}
        for name, one in (("indicator", roles.indicator), ("note", roles.note), ("unit", roles.unit)):
            found[name] = (self._text(base, cells, one) or "") if one else ""
        for one in roles.reserved:
            found[one.name] = self._text(base, cells, one)
        found["period"] = self._period(base, cells)
        return None if None in found.values() else {name: text or "" for name, text in found.items()}

    def _text(self, base: Row, cells: Sequence[str], one: Field) -> str | None:
        cell = one.read(cells[self.at[one.name]])
        if cell.wrong is not None:
            base.fault(one.name, cell.wrong, _MEND)
            return None
        return cell.text

    def _period(self, base: Row, cells: Sequence[str]) -> str | None:
        one = self.roles.period
        if one is None:
            return ""
        base.period_text = cells[self.at[one.name]]
        text = self._text(base, cells, one)
        if not text or one.type in TIMES:
            return self._of_the_year(base, cells, text) if self.roles.part is not None and text else text
        iso = self._of_the_year(base, cells, text) if self.roles.part is not None else read_period(text)
        if iso is None:
            base.fault(one.name, f"{quoted(text)} is not a period", "write 2020, 2020-Q2, 2020-11 or 2020-11-06")
        return iso

    def _of_the_year(self, base: Row, cells: Sequence[str], year: str) -> str | None:
        part = self.roles.part
        assert part is not None
        text = self._text(base, cells, part)
        if not text:
            return text if text is None else year
        base.period_text = f"{base.period_text} {cells[self.at[part.name]]}"
        form = _PARTS.get(part.name.casefold(), "{} {}")
        return read_period(form.format(year, text)) or read_period(f"{text} {year}")

    def _observation(
        self, base: Row, row: SheetRow, cells: Sequence[str], measure: Field, shared: Mapping[str, str]
    ) -> Iterator[Row]:
        at = self.at[measure.name]
        where = cell_name(row.number, at)
        text = cells[at]
        cell = measure.read(text)
        if cell.wrong is not None:
            base.fault(measure.name, cell.wrong, _MEND)
            return
        if not cell.text or text in self.more_missing:
            self.tally.add(f"no figure: {quoted(text)}" if text else "no figure: a blank cell", where)
            return
        period = self.roles.spread.get(measure.name)
        said = {
            **shared,
            "value": cell.text,
            "indicator": shared["indicator"] or ("" if period else self.labels[measure.name]),
            "unit": _unit(cell.unit, shared["unit"], self.units[measure.name]),
            "period": period or shared["period"],
        }
        sheet = self.table.sheet.name
        words = measure.label if period else base.period_text
        yield Row(base.file, base.line, said, self.faults, sheet, where, words, row.units.get(at))


def _unit(own: str | None, column: str, said: str | None) -> str:
    """The unit of a cell: what stands beside its number, what a column says, or what the field does."""
    if column:
        return unit_of(column) or column
    if own:
        return in_scale_around(number_unit(own, "") or unit_of(own) or own, said) or own
    return scaled(None, said) or ""
