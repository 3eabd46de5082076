"""Quarters and months beside years, under them, and headers that may be either."""

from __future__ import annotations

import pytest

from tests.ingest.layout.grid.tables import drawn, observations, read
from tests.ingest.layout.long.sheets import read as read_long
from tests.ingest.layout.long.sheets import sheet_of

BETWEEN = """
Jobs
     | 2023 | Q1 | Q2 | Q3 | Q4 | 2024
Ayle | 100  | 10 | 20 | 30 | 40 | 120
Wye  | 50   | 5  | 15 | 20 | 10 | 60
"""


def periods(table: str) -> list[str]:
    return [one.period for cell, one in observations(read(table)).items() if cell.endswith("3")]


def doubts(table: str) -> list[str]:
    return [one.sentence for one in read(table).assumptions if one.doubtful]


def test_sums_show_of_which_year_quarters_between_two_are() -> None:
    assert periods(BETWEEN) == ["2023", "2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2024"]
    assert doubts(BETWEEN) == []
    other = BETWEEN.replace("| 100 ", "| 90 ").replace("| 50 ", "| 40 ").replace("120", "100").replace("60", "50")
    assert periods(other) == ["2023", "2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2024"]
    assert doubts(other) == []


@pytest.mark.parametrize("figure", ["41", "..", "4.5"])
def test_without_such_sums_they_are_of_none_in_doubt(figure: str) -> None:
    table = BETWEEN.replace("| 40 |", f"| {figure} |")
    assert periods(table)[1:4] == ["", "", ""]
    assert [observations(read(table))["C3"].dimensions["time"], observations(read(table))["C3"].dimensions] == [
        "Q1",
        {"row heading": "Ayle", "time": "Q1"},
    ]
    assert "“Q1” stands beside “2023” and “2024”, and may be of another year." in doubts(table)


def test_quarters_are_of_the_year_that_begins_or_ends_each_run_of_them() -> None:
    before = "Jobs\n | 2023 | Q1 | Q2 | 2024 | Q1 | Q2\nAyle | 9 | 1 | 2 | 8 | 3 | 4\n"
    assert periods(before) == ["2023", "2023-Q1", "2023-Q2", "2024", "2024-Q1", "2024-Q2"]
    behind = "Jobs\n | Jan | Feb | 2023 | Jan | Feb | 2024\nAyle | 1 | 2 | 9 | 3 | 4 | 8\n"
    assert periods(behind) == ["2023-01", "2023-02", "2023", "2024-01", "2024-02", "2024"]
    assert doubts(before) == doubts(behind) == []


def test_quarters_behind_the_last_of_several_years_are_in_doubt() -> None:
    table = "Jobs\n | 2022 | 2023 | Q1 | Q2\nAyle | 9 | 8 | 3 | 4\n"
    assert periods(table) == ["2022", "2023", "", ""]
    assert any("may be of another year" in one for one in doubts(table))


def test_a_bare_table_of_years_and_quarters_is_no_long_one() -> None:
    sheet = sheet_of("place,2023,Q1,Q2,Q3,Q4\nAyle,100,10,20,30,40\nWye,50,5,15,20,10\n")
    with pytest.raises(AssertionError):
        read_long(sheet)
    found = observations(read(sheet))
    assert [one.period for cell, one in found.items() if cell.endswith("2")] == [
        "2023",
        "2023-Q1",
        "2023-Q2",
        "2023-Q3",
        "2023-Q4",
    ]


def test_months_and_quarters_under_years_are_of_the_year_above_them() -> None:
    table = "Jobs\n | 2023 | | 2024 |\n | Mar | Apr | Mar | Apr\nAyle | 1 | 2 | 3 | 4\n"
    found = {cell: one.period for cell, one in observations(read(table)).items()}
    assert found == {"B4": "2023-03", "C4": "2023-04", "D4": "2024-03", "E4": "2024-04"}
    quarters = table.replace("Mar", "Q1").replace("Apr", "Q2")
    assert {one.period for one in observations(read(quarters)).values()} == {"2023-Q1", "2023-Q2", "2024-Q1", "2024-Q2"}


def test_years_under_quarters_are_theirs() -> None:
    table = "Jobs\n | Q1 | | Q2 |\n | 2023 | 2024 | 2023 | 2024\nAyle | 1 | 2 | 3 | 4\n"
    assert [one.period for one in observations(read(table)).values()] == ["2023-Q1", "2024-Q1", "2023-Q2", "2024-Q2"]


def test_two_rows_of_headers_cross() -> None:
    table = "Jobs\n | 2023 | | 2024 |\n | men | women | men | women\nAyle | 1 | 2 | 3 | 4\n"
    found = [(one.period, one.dimensions["sex"]) for one in observations(read(table)).values()]
    assert found == [("2023", "men"), ("2023", "women"), ("2024", "men"), ("2024", "women")]


def test_a_second_row_of_years_is_a_rival_header_in_doubt() -> None:
    found = read_long("place,2019,2020\ncode,2018,2019\nAyle,10,20\nWye,30,40\n")
    assert "Row 1 is taken for the header, and row 2 may be as well." in found.doubts
    assert [one.option for one in found.reading.assumptions if one.doubtful] == ["--header-rows 2:2"]
    told = read(sheet_of("place,2019,2020\ncode,2018,2019\nAyle,10,20\nWye,30,40\n"), header_rows=(2, 2))
    assert not any(one.doubtful for one in told.assumptions)
    assert [one.period for one in observations(told).values()][:2] == ["2018", "2019"]


def test_rows_that_head_columns_of_a_grid_are_what_is_said() -> None:
    table = "Jobs\nplace | 2019 | 2020\ncode | 2018 | 2019\nAyle | 10 | 20\nWye | 30 | 40\n"
    assert any("row 3 may be as well" in one for one in doubts(table))
    said = read(drawn(table), header_rows=(3, 3))
    assert not any(one.doubtful for one in said.assumptions)
    assert [one.period for one in observations(said).values()] == ["2018", "2019", "2018", "2019"]
