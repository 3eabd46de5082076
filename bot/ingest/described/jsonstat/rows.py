"""The values of a JSON-stat dataset as tidy rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.domain import Status
from bot.ingest.cells.flags import CONFIDENTIAL
from bot.ingest.cells.missing import is_missing
from bot.ingest.described.jsonstat.dataset import Axis, Dataset
from bot.ingest.described.jsonstat.times import periods_of
from bot.ingest.described.scales import power_of, scaled, unit_named
from bot.ingest.described.statuses import Told, told_by_status
from bot.ingest.described.strict_json import Printed
from bot.ingest.faults import Faults
from bot.ingest.table import Row
from bot.ingest.tally import Tally
from bot.ingest.words import quoted


@dataclass(slots=True)
class Rows:
    """`names` are the columns of the axes that break figures down, by their ids; `time`, `metric` and `unit` are the
    axes that say when, what and in what."""

    file: str
    dataset: Dataset
    names: Mapping[str, str]
    time: Axis | None
    metric: Axis | None
    unit: Axis | None
    faults: Faults
    missing: frozenset[str] = frozenset()
    tally: Tally = field(default_factory=Tally)

    def __call__(self) -> Iterator[Row]:
        """A row a value; its line is the value's place, from 1."""
        self.tally.begin()
        periods = periods_of(self.time) if self.time else {}
        ids = [axis.id for axis in self.dataset.axes]
        for place, value in self.dataset.observed():
            told = self._told(place)
            if reason := self._reason(value, told):
                self.tally.add(reason, f"value {place + 1:,}")
                continue
            codes = dict(zip(ids, self.dataset.codes_at(place), strict=True))
            row = Row(self.file, place + 1, {"value": str(value)}, self.faults)
            if isinstance(value, str):
                self._fill(row, codes, periods, told)
                yield row
            else:
                row.fault("value", "the value is neither a number nor null", "write a number, or null for none")

    def _told(self, place: int) -> Told:
        status = self.dataset.status_at(place)
        return told_by_status(status, _status_label(self.dataset.said, status)) if status else Told()

    def _reason(self, value: Any, told: Told) -> str | None:
        if told.withheld:
            return CONFIDENTIAL
        if value is None:
            return "no figure: null"
        if isinstance(value, str) and (
            value in self.missing or (not isinstance(value, Printed) and is_missing(value.strip()))
        ):
            return f"no figure: {quoted(value)}"
        return f"no figure: the status says {quoted(told.no_figure)}" if told.no_figure else None

    def _fill(self, row: Row, codes: Mapping[str, str], periods: Mapping[str, str | None], told: Told) -> None:
        cells = row.cells
        cells["status"] = told.status or Status.NORMAL
        cells["note"] = told.note or ""
        cells["period"] = self._period(row, codes, periods)
        cells["indicator"] = _label(self.metric, codes) if self.metric else ""
        cells["unit"] = self._unit(codes) or ""
        for id_, name in self.names.items():
            cells[name] = codes[id_]

    def _period(self, row: Row, codes: Mapping[str, str], periods: Mapping[str, str | None]) -> str:
        if self.time is None:
            return ""
        code = codes[self.time.id]
        row.period_text = self.time.labels.get(code, code)
        iso = periods[code]
        if iso is None:
            row.fault(self.time.id, f"{quoted(row.period_text)} is no period", "say what is one with --map period=NAME")
        return iso or ""

    def _unit(self, codes: Mapping[str, str]) -> str | None:
        """The unit that the metric's category tells, or the dimension of units."""
        said = self.metric.units.get(codes[self.metric.id], {}) if self.metric else {}
        power = power_of(str(said.get("multiplier", said.get("mult", "0"))))
        names = (said.get(key) for key in ("label", "base", "symbol"))
        name = next((name for name in names if isinstance(name, str) and name.strip()), None)
        if name is None and self.unit is not None:
            code = codes[self.unit.id]
            return scaled(unit_named(code, self.unit.labels.get(code)), power or 0)
        return scaled(unit_named(name, name), power or 0) if name else scaled(None, power or 0)


def _label(axis: Axis, codes: Mapping[str, str]) -> str:
    code = codes[axis.id]
    return axis.labels.get(code, code)


def _status_label(said: Mapping[str, Any], status: str) -> str | None:
    """What the file says that its status means."""
    found: Any = said
    for key in ("extension", "status", "label", status):
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, str) else None
