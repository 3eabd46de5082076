"""The unit of an observation: from its own column, a scalar factor, the header, and the cell itself."""

from __future__ import annotations

from bot.ingest.cells.unit_codes import unit_of_code
from bot.ingest.cells.unit_words import SCALES
from bot.ingest.cells.units import scale_of, scaled, unit_of

_POINTS = ("percent", "percentage points")


class UnitReader:
    """Reads the unit of each row, every different one once. `as_written`: a cell that names a unit is the unit."""

    def __init__(self, *, as_written: bool = False) -> None:
        self._as_written = as_written
        self._read: dict[tuple[str, str, str | None, str | None], tuple[str, bool]] = {}

    def read(self, unit: str, factor: str, header: str | None, cell: str | None) -> tuple[str, bool]:
        """The unit, and whether the cell itself says another than its column."""
        key = (unit, factor, header, cell)
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = _joined(self._said(unit) or header, factor, cell)
        return found

    def _said(self, unit: str) -> str:
        return unit if self._as_written else unit_of_code(unit) or unit_of(unit) or unit


def _joined(said: str | None, factor: str, cell: str | None) -> tuple[str, bool]:
    said = scaled(scale_of(factor) if factor else None, said)
    if cell is None or said is None:
        return said or cell or "", False
    if said == cell or said.endswith(f" {cell}") or (cell == "percent" and said in _POINTS):
        return said, False
    if said in SCALES:
        return scaled(said, cell) or "", False
    if cell in SCALES:
        return scaled(cell, said) or "", False
    return said, True
