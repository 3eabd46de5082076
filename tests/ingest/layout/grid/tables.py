"""Small tables drawn with bars, and what a grid reads from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bot.ingest.faults import Faults
from bot.ingest.layout.grid import read_grid
from bot.ingest.orders import Orders
from bot.ingest.reading import Reading
from bot.ingest.sheets import Sheet, SheetRow, Span

RESERVED = frozenset({"indicator", "period", "value", "unit", "qualifier", "status", "note"})


class Said(NamedTuple):
    """An observation, as a test writes it beside its table."""

    value: str
    dimensions: Mapping[str, str]
    period: str = ""
    unit: str = ""
    indicator: str | None = None


def drawn(table: str, merged: tuple[Span, ...] = (), bold: tuple[int, ...] = (), *, indented: bool = False) -> Sheet:
    """A sheet from lines of cells between bars; rows in `bold` have a bold label. Where `indented`, every two spaces
    before a label are one level."""
    rows = []
    for number, line in enumerate(table.strip("\n").split("\n"), 1):
        cells = line.split("|")
        depth = (len(cells[0]) - len(cells[0].lstrip())) // 2
        rows.append(
            SheetRow(
                number,
                [" ".join(cell.split()) for cell in cells],
                line=number,
                indents={0: depth} if indented and depth else {},
                bold=frozenset({0}) if number in bold else frozenset(),
            )
        )
    return Sheet("table.csv", None, lambda: iter(rows), merged)


def read(table: str | Sheet, **said: object) -> Reading:
    """The reading of a table, with orders."""
    sheet = drawn(table) if isinstance(table, str) else table
    reading = read_grid(sheet, Orders(**said), Faults())  # type: ignore[arg-type]
    assert reading is not None
    return reading


def observations(reading: Reading) -> dict[str, Said]:
    """What is read, by cell; the indicator is left out where it is the reading's own."""
    return {
        row.cell or "": Said(
            row.cells["value"],
            {name: text for name, text in row.cells.items() if text and name not in RESERVED},
            row.cells["period"],
            row.cells["unit"],
            None if row.cells["indicator"] == reading.indicator else row.cells["indicator"],
        )
        for row in reading.rows()
    }
