"""Formulas of which a workbook keeps no result: such cells are left out and counted, and the others read."""

from __future__ import annotations

from dataclasses import replace

from bot.ingest.cells.broken import NO_RESULT
from bot.ingest.orders import Orders
from bot.ingest.sheets import Sheet, SheetRow
from tests.ingest.layout.long.sheets import read, sheet_of


def workbook(text: str) -> Sheet:
    sheet = sheet_of(text)
    rows = [SheetRow(row.number, row.cells, None) for row in sheet.rows()]
    return replace(sheet, rows=lambda: iter(rows))


def test_values_without_a_result_are_left_out_one_by_one() -> None:
    found = read(workbook("Region,Year,Births,Deaths\nNorth,2019,4,=C2*2\nSouth,2019,5,6\nEast,2019,=C3,7\n"))
    assert [one["value"] for one in found.observations] == ["4", "5", "6", "7"]
    assert found.left_out == {NO_RESULT: 2}
    assert [one.examples for one in found.reading.left_out] == [["D2", "C4"]]
    assert found.problems == []


def test_a_row_that_a_formula_would_name_is_left_out() -> None:
    found = read(workbook("Region,Year,Births\nNorth,2019,4\n=A2,2020,5\nSouth,2019,6\n"))
    assert [(one["Region"], one["value"]) for one in found.observations] == [("North", "4"), ("South", "6")]
    assert found.left_out == {NO_RESULT: 1}


def test_a_column_of_nothing_else_refuses_the_file_unless_it_is_left_aside() -> None:
    text = "Region,Year,Births,Deaths\nNorth,2019,4,=C2*2\nSouth,2019,5,=C3*2\n"
    found = read(workbook(text))
    assert found.observations == []
    (problem,) = found.problems
    assert (problem.column, problem.wrong) == ("Deaths", "its cells are formulas without results")
    assert "--map ignore=" in problem.right
    aside = read(workbook(text), Orders(ignored=("Deaths",)))
    assert [one["value"] for one in aside.observations] == ["4", "5"]
    assert aside.problems == []
