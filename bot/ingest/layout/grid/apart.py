"""Observations that nothing tells apart: of measures that differ only in their units, or of two rows or columns with
the same headers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from bot.ingest.layout.grid.heading import dimension_name, joined
from bot.ingest.table import Row

_BOTH = re.compile(
    r"(?P<number>numbers?) and (?P<share>(?:percent(?:age)?s?|proportions?|shares?)(?: distribution)?) of (?P<what>.+)",
    re.IGNORECASE,
)
_KEY_LEAVES_OUT = frozenset({"value", "qualifier", "status", "note"})


def part_measures(rows: Sequence[Row]) -> None:
    """Gives an indicator that is held in several units ("number", "percent") at the same place one name for each, as
    the ledger takes figures of one indicator, place and period for rivals whatever their units."""
    units: dict[tuple[tuple[str, str], ...], set[str]] = defaultdict(set)
    for row in rows:
        units[_key(row, leaving=_KEY_LEAVES_OUT | {"unit"})].add(row.cells["unit"])
    several = {
        dict(key)["indicator"] for key, held in units.items() if len(held - {""}) > 1 and dict(key).get("indicator")
    }
    for row in rows:
        if row.cells["indicator"] in several and row.cells["unit"]:
            row.cells["indicator"] = _in_unit(row.cells["indicator"], row.cells["unit"])


def _in_unit(indicator: str, unit: str) -> str:
    """The indicator in one of its units: "number of boats" of "number and percentage of boats"."""
    both = _BOTH.fullmatch(indicator)
    if both and unit in ("number", "percent"):
        return f"{both['number' if unit == 'number' else 'share']} of {both['what']}"
    return joined(indicator, unit)


def _key(row: Row, leaving: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, text) for name, text in row.cells.items() if name not in leaving and text))


def keep_apart(rows: Sequence[Row]) -> list[str]:
    """Gives those that are alike a dimension that says in which row or column they stand, and returns their cells."""
    alike: dict[tuple[tuple[str, str], ...], list[Row]] = defaultdict(list)
    for row in rows:
        alike[_key(row, _KEY_LEAVES_OUT)].append(row)
    clashing = [held for held in alike.values() if len(held) > 1]
    taken = {name for row in rows for name in row.cells}
    for held in clashing:
        in_one_row = len({row.line for row in held}) == 1
        name = dimension_name("column" if in_one_row else "row", taken)
        for row in held:
            letters = (row.cell or "").rstrip("0123456789")
            row.cells[name] = letters if in_one_row else str(row.cell or row.line)
    return [row.cell for held in clashing for row in held if row.cell]
