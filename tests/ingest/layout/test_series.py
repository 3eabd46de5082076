"""Rows and columns that may be read wrongly: fractions, signs on some cells, years; times that are not the figures'."""

from __future__ import annotations

import pytest

from bot.ingest.orders import Orders
from tests.ingest.layout.grid.tables import Said, observations
from tests.ingest.layout.grid.tables import read as read_grid
from tests.ingest.layout.long.sheets import read as read_long


def _doubts(table: str) -> list[str]:
    return [one.sentence for one in read_grid(table).assumptions if one.doubtful]


@pytest.mark.parametrize("header", ["", "Item", "Measure"])
def test_units_of_rows_are_theirs_and_not_in_their_labels(header: str) -> None:
    grid = read_grid(f"Town\n{header} | 2019\nRevenue ($m) | 10\nTurnout (%) | 61.5\nStaff | 7\n")
    assert list(observations(grid).values()) == [
        Said("10", {}, "2019", "millions of dollars", "Town: Revenue"),
        Said("61.5", {}, "2019", "percent", "Town: Turnout"),
        Said("7", {}, "2019", "", "Town: Staff"),
    ]
    assert not any(one.doubtful for one in grid.assumptions)


def test_units_of_items_of_a_long_table_are_as_well() -> None:
    found = read_long("Item,2019,2020\nRevenue ($m),10,11\nTurnout (%),61.5,62\nStaff,7,8\n")
    assert {one["indicator"] for one in found.observations} == {"Revenue ($m)", "Turnout (%)", "Staff"}
    assert not any("Item" in one for one in found.observations)
    assert found.doubts == []


@pytest.mark.parametrize("label", ["Turnout (%)", "Turnout", "Share of votes"])
def test_fractions_of_one_are_in_doubt_in_rows(label: str) -> None:
    said = f"All of row “{label}” is between 0 and 1"
    grid = f"Town\nItem | 2019 | 2020\nRevenue ($m) | 10 | 11\n{label} | 0.62 | 0.58\n"
    assert [one for one in _doubts(grid) if said in one]
    long = f"Item,2019,2020\nRevenue ($m),10,11\n{label},0.62,0.58\n"
    assert [one for one in read_long(long).doubts if said in one]
    assert not [one for one in _doubts(grid.replace("0.62", "62")) if said in one]
    assert read_long(long, Orders(unit="percent")).doubts == []


def test_fractions_of_one_are_in_doubt_in_columns() -> None:
    grid = "Votes, 2019\nplace | count | Turnout\n | number | percent\nAyle | 10 | 0.62\nBrock | 11 | 0.58\n"
    assert any("“0.62”" in one and "between 0 and 1" in one for one in _doubts(grid))


def test_fractions_of_one_are_in_doubt_in_a_whole_table() -> None:
    grid = "Turnout, 2019 (%)\n | Ayle | Brock\nmen | 0.62 | 0.7\nwomen | 0.58 | 0.6\n"
    assert any("All of table “Turnout" in one for one in _doubts(grid))
    assert _doubts(grid.replace("0.62", "62")) == []


def test_a_per_cent_in_a_name_is_no_unit() -> None:
    assert _doubts("Odds, 2019\nplace | number | 95% interval\nAyle | 10 | 0.62\nBrock | 11 | 0.58\n") == []


def test_cells_with_a_sign_beside_others_are_in_doubt() -> None:
    grid = "Town\nItem | 2019 | 2020\nRevenue ($m) | 10 | 11\nTurnout | 62% | 0.58\n"
    assert _doubts(grid) == ["“62%” and “0.58” stand in row “Turnout”, and may be of different units."]
    long = "Item,2019,2020\nRevenue ($m),10,11\nTurnout,62%,0.58\nVacancy,3%,4%\n"
    assert read_long(long).doubts == ["“62%” and “0.58” stand in row “Turnout”, and may be of different units."]


def test_years_among_figures_are_in_doubt() -> None:
    column = "Homes in 2019\nPlace | Year built | Flats\nAyle | 1990 | 10\nBrock | 1991 | 11\n"
    assert _doubts(column) == ["The column “Year built” holds nothing but years, and is read as figures."]
    row = "Town\nItem | Ayle | Brock\nRevenue ($m) | 10 | 11\nOpened | 1990 | 1998\n"
    assert any("The row “Opened” holds nothing but years" in one for one in _doubts(row))


@pytest.mark.parametrize("header", ["Year built", "Year of arrival", "Founded", "Birth year"])
def test_years_in_which_something_began_are_not_the_period_of_figures(header: str) -> None:
    grid = read_grid(f"Homes\n | number | number\n{header} | Houses | Flats\n1990 | 10 | 20\n1991 | 11 | 22\n")
    assert {one.period for one in observations(grid).values()} == {""}
    assert {one.dimensions[header] for one in observations(grid).values()} == {"1990", "1991"}
    long = read_long(f"{header},People\n1990,10\n1991,11\n")
    assert [one.get("period") for one in long.observations] == [None, None]
    assert any(header in one for one in long.doubts)
    dated = read_long(f"Year,{header},People\n2019,1990,10\n2020,1990,10\n2019,1991,11\n2020,1991,12\n")
    assert dated.observations[0] == {"period": "2019", header: "1990", "value": "10", "indicator": "People",
                                     "unit": "people"}  # fmt: skip
    assert dated.doubts == []


def test_a_time_of_something_unknown_is_the_period_in_doubt() -> None:
    assert any("“Award year” is taken" in one for one in read_long("Award year,Prizes\n1990,10\n1991,11\n").doubts)
    for header in ("Year", "Financial year", "Reporting year", "Year ended June", "Survey year"):
        assert read_long(f"{header},Prizes\n1990,10\n1991,11\n").doubts == [], header


def test_rows_of_years_beside_columns_of_years_are_in_doubt() -> None:
    long = read_long("Year,2019,2020\n1990,10,20\n1991,11,22\n")
    assert [(one["Year"], one["period"]) for one in long.observations][:2] == [("1990", "2019"), ("1990", "2020")]
    assert any("both say when" in one for one in long.doubts)
    grid = "Homes\nYear | 2019 | 2020\n | number | number\n1990 | 10 | 20\n1991 | 11 | 22\n"
    assert any("both say when" in one for one in _doubts(grid))


def test_items_under_a_title_keep_what_it_says() -> None:
    grid = read_grid("Meals (thousands)\nItem | 2019\nUsers | 4\nCost (£) | 310\n")
    assert [(one.unit, one.indicator) for one in observations(grid).values()] == [
        ("thousands", "Meals: Users"),
        ("pounds", "Meals: Cost"),
    ]
