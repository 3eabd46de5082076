"""Lines beside a table that say where its figures are from, whatever the layout and however many commas they have."""

from __future__ import annotations

import pytest

from bot.ingest.orders import Orders
from tests.ingest.layout.grid.tables import read as read_grid
from tests.ingest.layout.long.sheets import read as read_long


@pytest.mark.parametrize(
    "line", ["Source: Elm Office, 12 March 2024", "Sources: Elm, Oak and Ash", "Data source: Elm, table 7, sheet 2"]
)
def test_commas_of_a_source_line_part_no_row(line: str) -> None:
    found = read_long(f"Region,2021,2022\nNorth,10,11\nSouth,20,21\n{line}\n")
    assert {one["source"] for one in found.observations} == {line.partition(": ")[2]}
    assert len(found.observations) == 4
    assert not found.problems
    assert [one.reason for one in found.reading.left_out] == ["a source line"]


def test_commas_of_a_note_part_no_row() -> None:
    found = read_long("Region,2021,2022\nNorth,10,11\nSouth,20,21\nNote: Elm, Oak and Ash are left out\n")
    assert len(found.observations) == 4
    assert not found.problems


def test_a_member_that_begins_alike_is_a_row() -> None:
    found = read_long("Part,2021,2022\nSource code,10,11\nNotes,20,21\n")
    assert {one["Part"] for one in found.observations} == {"Source code", "Notes"}


def test_a_table_with_headers_on_two_sides_has_its_source_as_well() -> None:
    table = "Births\n | 2021 | | 2022 |\n | Men | Women | Men | Women\nNorth | 1 | 2 | 3 | 4\nSource: Elm Office\n"
    found = read_grid(table)
    assert found.source is not None
    assert found.source.title == "Elm Office"
    assert any("The source is “Elm Office”" in one.sentence for one in found.assumptions)
    named = read_long("Region,2021,2022\nNorth,10,11\nSource: Elm Office\n", Orders(source="Oak"))
    assert {one["source"] for one in named.observations} == {"Oak"}
