"""Lines beside a table that say in what its figures are counted."""

from __future__ import annotations

import pytest

from bot.ingest.layout.scales import in_scale, unit_said
from bot.ingest.orders import Orders
from tests.ingest.layout.grid.tables import observations
from tests.ingest.layout.grid.tables import read as read_grid
from tests.ingest.layout.long.sheets import read as read_long


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("Magnitude = Thousands", "thousands"),
        ("Units: thousands", "thousands"),
        ("Units thousands", "thousands"),
        ("Figures in '000", "thousands"),
        ("Figures (’000)", "thousands"),
        ("(All figures are in thousands of dollars.)", "thousands of dollars"),
        ("Note: values shown in £m", "millions of pounds"),
        ("In thousands", "thousands"),
        ("Unit of measure: per cent", "percent"),
        ("Magnitude: Units", None),
        ("Data in 2019", None),
        ("Note: swans are in thousands", None),
        ("Figures in thousands unless stated", None),
        ("Numbers in brackets are percent", None),
        ("1,204", None),
    ],
)
def test_a_line_says_a_unit_of_all_figures_or_it_does_not(line: str, unit: str | None) -> None:
    assert unit_said(line) == unit


def test_a_scale_is_of_money_and_counts_and_never_of_shares() -> None:
    assert in_scale("thousands", "dollars") == "thousands of dollars"
    assert in_scale("thousands", "number") == "thousands"
    assert in_scale("thousands", "percent") == "percent"
    assert in_scale("thousands", "millions of euros") == "millions of euros"
    assert in_scale("thousands", "tonnes") is None


GRID = """
Exports by port
     | Ayle | Brock
     | $    | percent
2019 | 15   | 10
2020 | 17   | 11
Source: made up
Magnitude = Thousands
"""
LONG = """
    port,Year,Exports ($),Share (%),Staff
    Ayle,2019,15,10,5
    Brock,2019,17,11,6
    Units: thousands
"""


def test_a_line_under_a_grid_scales_what_can_be() -> None:
    reading = read_grid(GRID)
    assert [one.unit for one in observations(reading).values()][:2] == ["thousands of dollars", "percent"]
    said = [one for one in reading.assumptions if "Magnitude" in one.sentence]
    assert [(one.sentence, one.doubtful) for one in said] == [
        ("Figures are in “thousands”, as the line “Magnitude = Thousands” says.", False)
    ]


def test_a_line_above_a_grid_does_as_well() -> None:
    reading = read_grid("Exports\nFigures in '000 |\n | Ayle | Brock\n2019 | 15 | 10\n2020 | 17 | 11\n")
    assert {one.unit for one in observations(reading).values()} == {"thousands"}


def test_a_line_under_a_long_table_scales_what_can_be() -> None:
    found = read_long(LONG)
    assert [one["unit"] for one in found.observations][:3] == ["thousands of dollars", "percent", "thousands"]
    assert found.doubts == []
    assert any("“Units: thousands” says" in one for one in found.said)


@pytest.mark.parametrize("header", ["Turnout", "Exports (tonnes)"])
def test_it_is_in_doubt_where_it_is_open_what_it_is_said_of(header: str) -> None:
    long = f"port,Year,Jobs,{header}\nAyle,2019,15,10\nBrock,2019,17,11\nUnits: thousands\n"
    assert any("“Units: thousands” seems to say" in one for one in read_long(long).doubts)
    grid = f"Ports\n | Jobs | {header}\n2019 | 15 | 10\n2020 | 17 | 11\nUnits: thousands\n"
    doubts = [one.sentence for one in read_grid(grid).assumptions if one.doubtful]
    assert any("“Units: thousands” seems to say" in one for one in doubts)


def test_what_the_desk_says_goes_before_it() -> None:
    assert read_long(LONG, Orders(unit="jobs")).observations[2]["unit"] == "jobs"
    assert [one.unit for one in observations(read_grid(GRID, unit="jobs")).values()][:2] == ["dollars", "percent"]


def test_a_looser_line_under_a_grid_is_a_doubt() -> None:
    reading = read_grid(GRID.replace("Magnitude = Thousands", "Figures in thousands unless stated"))
    assert any("seems to say" in one.sentence and one.doubtful for one in reading.assumptions)
