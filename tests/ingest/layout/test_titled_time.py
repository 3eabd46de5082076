"""The time that a title names, which is that of figures where nothing else says when they are."""

from __future__ import annotations

import pytest

from bot.ingest.orders import Orders
from tests.ingest.layout.grid.tables import read as read_grid
from tests.ingest.layout.long.sheets import read as read_long

ROWS = "Branch,Value\nQuay,12\nHill,30\n"


@pytest.mark.parametrize(
    ("title", "period", "label"),
    [
        ("Loans 2021", "2021", "Loans"),
        ("Loans in 2019/20", "2019/2020", "Loans"),
        ("Loans by branch, year ended June 2020", "2019-07/2020-06", "Loans by branch"),
        ("Loans since 2015", "", "Loans since 2015"),
        ("Loans at prices of 2015", "", "Loans at prices of 2015"),
        ("Loans from 2015", "", "Loans from 2015"),
    ],
)
def test_a_value_column_is_of_the_titles_time(title: str, period: str, label: str) -> None:
    found = read_long(f'"{title}",\n{ROWS}')

    assert {one.get("period", "") for one in found.observations} == {period}
    assert found.reading.indicator == label
    assert any(one.doubtful for one in found.reading.assumptions) is not bool(period)


def test_what_the_desk_or_a_line_says_goes_first() -> None:
    asked = read_long(f"Loans 2021,\n{ROWS}", Orders(columns={"period": "2019"}))
    said = read_long(f"Loans 2021,\nPeriod: May 2021,\n{ROWS}")

    assert {one["period"] for one in asked.observations} == {"2019"}
    assert not any("as the title says" in one.sentence for one in said.reading.assumptions)


def test_a_column_that_may_say_when_leaves_the_titles_time_aside() -> None:
    found = read_long("Loans 2021,,\nBranch,Year built,Value\nQuay,1990,12\nHill,1984,30\n")

    assert {one.get("period", "") for one in found.observations} == {""}


def test_a_grid_says_the_time_without_the_word_before_it() -> None:
    found = read_grid("Loans in 2021\n|Women|Men\nQuay|1|2\nHill|3|4")

    assert {row.period_text for row in found.rows()} == {"2021"}
    assert {row.cells["period"] for row in found.rows()} == {"2021"}


def test_years_under_a_year_may_be_the_header_themselves() -> None:
    found = read_long("Loans by branch,\nQuay,2012\nHill,2013\nMill,1999\n")

    assert any(one.doubtful and "--header-rows" in one.option for one in found.reading.assumptions)
