"""One cell of a workbook's specification.

A cell is null, a number, a text, or an object: `{"v": 0.123, "f": "0.0%"}` (a number and its format),
`{"date": "2020-03-01", "f": "mmm-yy"}`, `{"formula": "=SUM(B3:B4)", "v": 12}` (without `v` nothing is cached); any of
them may have a `"note"`, the comment of the cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Cell:
    value: float | int | str | date | None
    format: str = "General"
    formula: str | None = None
    note: str | None = None

    @property
    def number(self) -> float | None:
        """The number that a workbook stores; a date is its days since 30 December 1899."""
        if isinstance(self.value, date):
            return float((self.value - _EPOCH).days)
        return None if isinstance(self.value, str) or self.value is None else float(self.value)


def read_cell(spec: Any) -> Cell:
    if not isinstance(spec, dict):
        return Cell(spec)
    value = date.fromisoformat(spec["date"]) if "date" in spec else spec.get("v")
    return Cell(value, spec.get("f", "General"), spec.get("formula"), spec.get("note"))


def shown(cell: Cell) -> str:
    """The number as its format prints it, for the formats that specifications use."""
    if isinstance(cell.value, date):
        return cell.value.strftime({"mmm-yy": "%b-%y", "yyyy-mm-dd": "%Y-%m-%d"}.get(cell.format, "%d/%m/%Y"))
    if isinstance(cell.value, str) or cell.value is None or cell.format == "General":
        return "" if cell.value is None else str(cell.value)
    percent = cell.format.endswith("%")
    places = len(cell.format.rstrip("%").partition(".")[2])
    group = "," if "#,##" in cell.format else ""
    return f"{cell.value * (100 if percent else 1):{group}.{places}f}" + "%" * percent
