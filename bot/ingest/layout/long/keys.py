"""Whether blank cells repeat the one above: told by what identifies each row."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ingest.layout.long.profile import Column

_FEWEST = 2
"""Rows of one label without which nothing repeats."""


def filled_down(
    identifying: Sequence[Column], values: Sequence[Column], others: Sequence[Column] = ()
) -> frozenset[int]:
    """The columns in which a blank cell repeats the one above, among those that tell rows apart.

    It does where rows would else be told apart by nothing, and are all told apart once it is repeated. A column whose
    first cell is blank repeats nothing, and in one without blank cells there is nothing to repeat. `others` tell rows
    apart as well, and repeat nothing.
    """
    count = len(identifying[0].cells) if identifying else 0
    rows = [at for at in range(count) if any(column.cells[at] for column in values)]
    candidates = [column for column in identifying if _could_repeat(column, rows)]
    if not candidates:
        return frozenset()
    as_printed = [tuple(column.cells[at] for column in (*identifying, *others)) for at in rows]
    if len(set(as_printed)) == len(as_printed):
        return frozenset()
    repeated = {column.at: _repeated(column.cells) for column in candidates}
    filled = [tuple(repeated.get(column.at, column.cells)[at] for column in (*identifying, *others)) for at in rows]
    fewer = len(filled) - len(set(filled)) < (len(as_printed) - len(set(as_printed))) / 2
    return frozenset(repeated) if fewer else frozenset()


def _could_repeat(column: Column, rows: Sequence[int]) -> bool:
    blank = sum(1 for at in rows if not column.cells[at])
    return (
        blank >= _FEWEST - 1 and len(rows) - blank < len(rows) and bool(rows) and bool(_repeated(column.cells)[rows[0]])
    )


def _repeated(cells: Sequence[str]) -> list[str]:
    found, last = [], ""
    for cell in cells:
        last = cell or last
        found.append(last)
    return found
