"""Tables one below the other on one sheet: each is read under its own title and header."""

from __future__ import annotations

import pytest

from bot.ingest.faults import Faults
from bot.ingest.layout import read_sheet
from bot.ingest.layout.one_below import tables_below
from bot.ingest.orders import Orders
from bot.ingest.sheets import Sheet
from tests.ingest.layout.grid.tables import drawn

ONE_COLUMN = """
Ferries by island

Island | Ferries
Ayle   | 14
Brock  | 9

Bridges by island

Island | Bridges
Ayle   | 3
Brock  | 2
"""
SAME_HEADER = """
Ferries by island
Island | 2018 | 2019
Ayle   | 14   | 15
Brock  | 9    | 8

Bridges by island
Island | 2018 | 2019
Ayle   | 3    | 4
Brock  | 2    | 1
"""
A_ROW_A_YEAR = """
Ferries in service
Year | Vessels
2018 | 14
2019 | 9

Ferries laid up
Year | Vessels
2018 | 3
2019 | 2
"""
UNTITLED_FIRST = """
Island | Ferries
Ayle   | 14
Brock  | 9

Bridges by island
(number)
Island | Bridges
Ayle   | 3
Brock  | 2
"""


def _read(sheet: Sheet, orders: Orders | None = None) -> list[tuple[str, set[str]]]:
    """The indicator of each table, and the values of its observations."""
    found = []
    for reading in read_sheet(sheet, orders or Orders(), Faults()):
        rows = list(reading.rows())
        measured = {row.cells.get("indicator") or reading.indicator for row in rows}
        assert len(measured) == 1
        found.append((measured.pop() or "", {row.cells["value"] for row in rows}))
    return found


@pytest.mark.parametrize(
    ("table", "first", "second"),
    [
        (ONE_COLUMN, "Ferries", "Bridges"),
        (SAME_HEADER, "Ferries", "Bridges"),
        (A_ROW_A_YEAR, "Vessels", "Vessels"),
        (UNTITLED_FIRST, "Ferries", "Bridges"),
    ],
)
def test_each_table_has_its_own_title(table: str, first: str, second: str) -> None:
    (one, above), (other, below) = _read(drawn(table))
    assert one.startswith(first)
    assert other.startswith(second)
    assert {"14", "9"} <= above
    assert {"3", "2"} <= below
    assert not above & below


@pytest.mark.parametrize(
    "table",
    [
        SAME_HEADER.replace("Bridges by island", "Ferries by island (continued)"),
        "Island | 2018 | 2019\nAyle | 14 | 15\n\nIn the north\nBrock | 9 | 8\nCrane | 7 | 6",
        "Island | Ferries | Bridges\nAyle | 14 | 15\n\nIn the north\nBrock | n/a | -\nCrane | 7 | 6",
        "Island | Ferries\nAyle | 14\nBrock | 9\n\nNotes\nCounted in May by | the ports",
        "Year | Ferries\n2018 | 14\n2019 | 9",
    ],
)
def test_one_table_stays_one(table: str) -> None:
    assert len(tables_below(drawn(table))) == 1


def test_a_header_that_is_named_is_that_of_its_table() -> None:
    found = _read(drawn(ONE_COLUMN), Orders(header_rows=(3, 3)))
    assert [values for _, values in found] == [{"14", "9"}, {"3", "2"}]


def test_three_tables_and_their_names() -> None:
    table = SAME_HEADER + "\nTunnels by island\nIsland | 2018 | 2019\nAyle | 5 | 6\n"
    names = [part.name for part in tables_below(drawn(table))]
    assert names == ["table (rows 1 to 5)", "table (rows 6 to 10)", "table (rows 11 to 13)"]
