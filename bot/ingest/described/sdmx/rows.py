"""The rows of SDMX-CSV as tidy rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.domain import Status
from bot.ingest.cells.flags import CONFIDENTIAL, is_free
from bot.ingest.cells.missing import is_missing
from bot.ingest.described.scales import IN_SCALES, power_of, scaled, unit_named
from bot.ingest.described.sdmx.flows import Flow, flow_of
from bot.ingest.described.sdmx.header import ROLES, Header
from bot.ingest.described.sdmx.periods import sdmx_period
from bot.ingest.described.statuses import Told, told_by_status
from bot.ingest.described.watch import Watch
from bot.ingest.faults import Faults
from bot.ingest.sheets import Sheet, SheetRow, cell_name
from bot.ingest.table import Row, has_control
from bot.ingest.tally import Tally
from bot.ingest.words import quoted

NOT_APPLICABLE = "_Z"
TOTAL = "_T"
_OWN_CURRENCY = frozenset({"XDC", "_Z"})


@dataclass(slots=True)
class Rows:
    """`names` are the columns of dimensions in the order of the header's, `main` the dataflow whose source needs no
    word. `codes` and `wholes` fill while rows are read."""

    sheet: Sheet
    header: Header
    names: tuple[str, ...]
    faults: Faults
    missing: frozenset[str] = frozenset()
    main: Flow | None = None
    tally: Tally = field(default_factory=Tally)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    wholes: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)

    def __call__(self) -> Iterator[Row]:
        self.tally.begin()
        for one in self.header.aside:
            self.tally.add("a column that is not read", f"“{one.id}”")
        watched = (*self.header.dimensions, *self.header.aside)
        watch = Watch(one.id for one in watched)
        rows = (row for row in self.sheet.rows() if any(row.cells))
        header = next(rows)
        for row in rows:
            for one in watched:
                if one.at < len(row.cells):
                    watch.see(one.id, row.cells[one.at])
            tidy = self._row(row)
            if tidy is not None:
                yield tidy
        watch.report(self.sheet.file, header.line or header.number, self.faults)

    def _row(self, row: SheetRow) -> Row | None:
        cells, wide = row.cells, len(self.header.names)
        if len(cells) > wide and not any(cells[wide:]):
            cells = cells[:wide]
        tidy = Row(self.sheet.file, row.line or row.number, {}, self.faults, self.sheet.name)
        if len(cells) != wide:
            wrong = f"the row has {len(cells)} cells and the header {wide}"
            tidy.fault(None, wrong, "put cells that hold commas in quotation marks, and keep blank cells")
            return None
        if has_control(cells):
            tidy.fault(None, "a cell holds a control character", "delete the character")
            return None
        if self._deletes(tidy, cells):
            return None
        at = self.header.roles["value"].at
        tidy.cell = cell_name(row.number, at)
        told = self._told(cells)
        if reason := self._reason(cells[at], cells, told):
            self.tally.add(reason, tidy.cell)
            return None
        self._fill(tidy, cells, told)
        return tidy

    def _deletes(self, tidy: Row, cells: Sequence[str]) -> bool:
        action = self._code("action", cells).casefold()
        if action in ("d", "delete", "deletion"):
            right = "give a file with the figures alone; `factdesk ledger withdraw` takes one out of the ledger"
            tidy.fault("ACTION", "the row says that a figure is deleted, which an import does not do", right)
            return True
        return False

    def _told(self, cells: Sequence[str]) -> Told:
        column = self.header.roles.get("status")
        return told_by_status(*column.read(cells)) if column else Told()

    def _reason(self, value: str, cells: Sequence[str], told: Told) -> str | None:
        """Why a row gives no figure."""
        secret = self.header.roles.get("confidentiality")
        if told.withheld or (secret is not None and not is_free(*secret.read(cells))):
            return CONFIDENTIAL
        if is_missing(value, self.missing):
            return f"no figure: {quoted(value)}" if value else "no figure: a blank cell"
        return f"no figure: the status says {quoted(told.no_figure)}" if told.no_figure else None

    def _fill(self, tidy: Row, cells: Sequence[str], told: Told) -> None:
        tidy.cells["value"] = cells[self.header.roles["value"].at]
        self._period(tidy, cells)
        self._unit(tidy, cells)
        tidy.cells["status"] = told.status or (Status.NORMAL if self._code("status", cells) in ("A", "a") else "")
        tidy.cells["note"] = self._note(cells, told)
        tidy.cells["indicator"] = self._indicator(cells)
        flow = self.flow(cells)
        tidy.cells["source"] = "" if flow == self.main else flow.name or flow.id
        for name, column in zip(self.names, self.header.dimensions, strict=True):
            tidy.cells[name] = self._member(name, *column.read(cells))

    def _period(self, tidy: Row, cells: Sequence[str]) -> None:
        column = self.header.roles.get("period")
        text = cells[column.at] if column else ""
        tidy.period_text = text or None
        start = self._code("year_start", cells).removeprefix("--")
        first = int(start[:2]) if start[2:] == "-01" and start[:2].isdigit() and 1 <= int(start[:2]) <= 12 else 0
        iso = sdmx_period(text, first or 1) if first or not start else None
        if text and iso is None:
            tidy.fault(
                "TIME_PERIOD", f"{quoted(text)} is not a period of days or longer", "write 2020, 2020-Q2 or 2020-11"
            )
        tidy.cells["period"] = iso or ""

    def _unit(self, tidy: Row, cells: Sequence[str]) -> None:
        unit = unit_named(*self._read("unit", cells))
        currency = self._code("currency", cells)
        if currency and currency not in _OWN_CURRENCY and self._code("unit", cells) in ("", "XDC"):
            unit = unit_named(*self._read("currency", cells))
        said = self._code("scale", cells)
        power = power_of(said) if said and said != NOT_APPLICABLE else 0
        if power is None:
            tidy.fault("UNIT_MULT", f"{quoted(said)} is not a power of ten that has a name", "write 0, 3, 6 or 9")
            power = 0
        if power and unit and unit.startswith(IN_SCALES):
            wrong = f"the unit is {quoted(unit)} already, and the multiplier is {quoted(said)}"
            tidy.fault("UNIT_MULT", wrong, "leave out the multiplier, or name the unit without it")
            power = 0
        tidy.cells["unit"] = scaled(unit, power) or ""

    def _note(self, cells: Sequence[str], told: Told) -> str:
        base = self._code("base", cells)
        parts = (
            told.note,
            self._code("note", cells),
            f"base period {base}" if base not in ("", NOT_APPLICABLE) else "",
        )
        return "; ".join(part for part in parts if part)

    def _indicator(self, cells: Sequence[str]) -> str:
        """What is measured: the measure's label, else the dataflow's, else that of a value's column of a name of its
        own, else a title."""
        code, label = self._read("measure", cells)
        flow = self.flow(cells)
        if code and code not in (NOT_APPLICABLE, TOTAL):
            return label or code
        value = self.header.roles["value"]
        own = (value.label or value.id) if value.id.casefold() not in ROLES["value"] else ""
        return flow.name or own or self._code("title", cells) or flow.id

    def flow(self, cells: Sequence[str]) -> Flow:
        return flow_of(self._code_and_label("flow", cells), self._code("flow_name", cells) or None)

    def _member(self, name: str, code: str, label: str | None) -> str:
        """The code of a dimension; blank where the dimension does not apply."""
        if code == NOT_APPLICABLE:
            return ""
        if label is not None:
            self.codes[name].setdefault(code, label)
        if code == TOTAL:
            self.wholes[name][code] = ()
        return code

    def _read(self, role: str, cells: Sequence[str]) -> tuple[str, str | None]:
        column = self.header.roles.get(role)
        return column.read(cells) if column else ("", None)

    def _code(self, role: str, cells: Sequence[str]) -> str:
        return self._read(role, cells)[0]

    def _code_and_label(self, role: str, cells: Sequence[str]) -> str:
        """The whole cell, whose parts are not a code and its label."""
        column = self.header.roles.get(role)
        return cells[column.at] if column else ""
