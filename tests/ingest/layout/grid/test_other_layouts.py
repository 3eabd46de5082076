"""What is no grid, and what is more than one."""

from __future__ import annotations

from bot.ingest.faults import Faults
from bot.ingest.layout.grid import read_grid
from bot.ingest.layout.grid.several import tables_on
from bot.ingest.orders import Orders
from tests.ingest.layout.grid.tables import drawn, observations, read

LIST = """
place | kind | year | boats
Ayle  | ketch | 2019 | 5
Ayle  | yawl  | 2019 | 6
Brock | ketch | 2019 | 7
"""


def test_one_observation_a_row_is_no_grid() -> None:
    assert read_grid(drawn(LIST), Orders(), Faults()) is None
    assert read_grid(drawn("place | boats\nAyle | 5\nBrock | 6"), Orders(), Faults()) is None


def test_a_list_with_years_across_is_a_grid() -> None:
    found = observations(read("place | kind | 2019 | 2020\nAyle | ketch | 5 | 6\nAyle | yawl | 7 | 8"))
    assert (found["D3"].period, found["D3"].dimensions) == ("2020", {"place": "Ayle", "kind": "yawl"})


def test_two_tables_on_one_sheet_are_two_sheets() -> None:
    table = """
Boats, 2019
place | ketch | yawl
Ayle  | 1     | 2

Nets, 2020
place | trawl | drift
Brock | 3     | 4
"""
    first, second = tables_on(drawn(table), Orders())
    assert (first.name, second.name) == ("table (rows 1 to 4)", "table (rows 5 to 7)")
    found = observations(read(second))
    assert {cell: (said.value, said.period) for cell, said in found.items()} == {
        "B7": ("3", "2020"),
        "C7": ("4", "2020"),
    }
    assert read(second).indicator == "Nets"


def test_one_table_with_its_header_on_each_page_is_one() -> None:
    table = """
Boats, 2019
place | ketch | yawl
Ayle  | 1     | 2

place | ketch | yawl
Brock | 3     | 4
"""
    sheet = drawn(table)
    assert tables_on(sheet, Orders()) == (sheet,)
    assert list(observations(read(sheet))) == ["B3", "C3", "B6", "C6"]
