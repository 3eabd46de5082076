"""Made-up sheets, and what is read from them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import dedent

from bot.errors import ImportRefused, Problem
from bot.ingest.faults import Faults
from bot.ingest.layout.long import read_long
from bot.ingest.orders import Orders
from bot.ingest.reading import Reading
from bot.ingest.sheets import Sheet, SheetRow


@dataclass
class Read:
    """`observations` are the filled cells of each row; `cells` where their values stand."""

    reading: Reading
    observations: list[dict[str, str]]
    cells: list[str | None]
    problems: list[Problem] = field(default_factory=list)

    @property
    def doubts(self) -> list[str]:
        return [one.sentence for one in self.reading.assumptions if one.doubtful]

    @property
    def said(self) -> list[str]:
        return [one.sentence for one in self.reading.assumptions]

    @property
    def left_out(self) -> dict[str, int]:
        return {one.reason: one.count for one in self.reading.left_out}


def sheet_of(text: str, delimiter: str = ",", file: str = "jobs_in_elm.csv") -> Sheet:
    records = list(csv.reader(dedent(text).strip("\n").splitlines(), delimiter=delimiter))

    def rows() -> Iterator[SheetRow]:
        for number, record in enumerate(records, 1):
            yield SheetRow(number, [" ".join(cell.split()) for cell in record], number)

    return Sheet(file, None, rows)


def read(sheet: Sheet | str, orders: Orders | None = None, delimiter: str = ",") -> Read:
    """What a sheet, or its text, is read as."""
    faults = Faults()
    reading = read_long(sheet_of(sheet, delimiter) if isinstance(sheet, str) else sheet, orders or Orders(), faults)
    assert reading is not None
    rows = list(reading.rows())
    observations = [{name: str(cell) for name, cell in row.cells.items() if cell} for row in rows]
    problems: list[Problem] = []
    try:
        faults.refuse_if_any()
    except ImportRefused as refused:
        problems = list(refused.problems)
    return Read(reading, observations, [row.cell for row in rows], problems)
