"""What the desk says of a described file's columns, done to its readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.ingest.faults import BadCell, Faults
from bot.ingest.literals import require_text, said_by_rows, taken_for_all
from bot.ingest.observations import OBSERVATIONS
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption, Reading
from bot.ingest.table import Row


def ordered(reading: Reading, orders: Orders, faults: Faults) -> Reading:
    """The reading with its dimensions under the names that the desk gives them, without those it ignores, and with the
    texts that it says stand for every row, but for what a row says itself. Notes names of columns that there are not.

    What a column of the file is to be instead of a dimension (the period, the value) its reader has seen to.
    """
    named = {name.casefold(): name for name in reading.columns}
    named |= {label.casefold(): name for name, label in reading.labels.items()}
    roles = {text.casefold() for text in reading.header.values()}
    renamed, fixed = {}, {}
    assumptions: list[Assumption] = []
    for name, said in orders.columns.items():
        column = named.get(said.casefold())
        if column is not None and column not in OBSERVATIONS.known:
            renamed[column] = name
        elif not any(f"“{said.casefold()}”" in role for role in roles):
            try:
                require_text(name, said, set(named.values()) - OBSERVATIONS.known)
            except BadCell as bad:
                faults.add(reading.file, None, None, bad.wrong, bad.right)
                continue
            fixed[name] = said
            told = said_by_rows(name, said) if name in reading.header else taken_for_all(name, said)
            assumptions += filter(None, [told])
    dropped = {column for said in orders.ignored if (column := named.get(said.casefold())) is not None}
    dropped -= OBSERVATIONS.known
    if not (renamed or fixed or dropped):
        return reading
    kept = (renamed.get(name, name) for name in reading.columns if name not in dropped)
    return replace(
        reading,
        columns=tuple(dict.fromkeys((*kept, *fixed))),
        assumptions=(*reading.assumptions, *assumptions),
        rows=_Rows(reading, renamed, fixed, frozenset(dropped)),
        codes={renamed.get(name, name): labels for name, labels in reading.codes.items()},
        wholes={renamed.get(name, name): wholes for name, wholes in reading.wholes.items()},
        labels={name: label for name, label in reading.labels.items() if name not in renamed},
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    reading: Reading
    renamed: Mapping[str, str]
    fixed: Mapping[str, str]
    dropped: frozenset[str]

    def __call__(self) -> Iterator[Row]:
        for row in self.reading.rows():
            kept = ((name, cell) for name, cell in row.cells.items() if name not in self.dropped)
            row.cells = {self.renamed.get(name, name): cell for name, cell in kept}
            for name, said in self.fixed.items():
                if not row.text(name) or name not in self.reading.header:
                    row.cells[name] = said
            yield row
