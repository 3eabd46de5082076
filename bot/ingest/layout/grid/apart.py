"""Observations that nothing tells apart: two rows or columns with the same headers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.ingest.layout.grid.heading import dimension_name
from bot.ingest.table import Row

_KEY_LEAVES_OUT = frozenset({"value", "qualifier", "status", "note", "unit_text"})


def keep_apart(rows: Sequence[Row]) -> list[str]:
    """Gives those that are alike a dimension that says in which row or column they stand, and returns their cells."""
    alike: dict[tuple[tuple[str, str], ...], list[Row]] = defaultdict(list)
    for row in rows:
        alike[tuple(sorted((k, v) for k, v in row.cells.items() if k not in _KEY_LEAVES_OUT and v))].append(row)
    clashing = [held for held in alike.values() if len(held) > 1]
    taken = {name for row in rows for name in row.cells}
    for held in clashing:
        in_one_row = len({row.line for row in held}) == 1
        name = dimension_name("column" if in_one_row else "row", taken)
        for row in held:
            letters = (row.cell or "").rstrip("0123456789")
            row.cells[name] = letters if in_one_row else str(row.cell or row.line)
    return [row.cell for held in clashing for row in held if row.cell]
