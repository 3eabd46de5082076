"""Columns whose header says what stretch of time each cell ends, begins or is called by."""

from __future__ import annotations

import pytest

from bot.ingest.period_names import named_period
from tests.ingest.layout.long.sheets import Read, read


def _read(header: str, *cells: str) -> Read:
    return read("\n".join([f"port,{header},landings", *(f"Elm,{cell},{at}" for at, cell in enumerate(cells, 10))]))


def _periods(found: Read) -> list[str]:
    return [one["period"] for one in found.observations]


@pytest.mark.parametrize(
    "header",
    ["Week ending", "Week ended", "Weeks ended", "Week to", "w/e", "week_ending_date", "Date (week ending)", "Week end",
     "Week ending Sunday"],
)  # fmt: skip
@pytest.mark.parametrize("cells", [("2023-03-05", "2023-03-12"), ("5 March 2023", "12 Mar 2023"),
                                   ("05/03/2023", "19/03/2023")])  # fmt: skip
def test_a_date_under_week_ending_is_the_seven_days_up_to_it(header: str, cells: tuple[str, str]) -> None:
    found = _read(header, *cells)
    assert _periods(found)[0] == "2023-02-27/2023-03-05"
    assert not found.doubts


@pytest.mark.parametrize(
    "header", ["Week beginning", "Week commencing", "w/c", "Week starting (Monday)", "Week of", "week_start_date"]
)
def test_a_date_under_week_beginning_is_the_seven_days_from_it_on(header: str) -> None:
    found = _read(header, "2023-02-27", "2023-03-06")
    assert _periods(found) == ["2023-02-27/2023-03-05", "2023-03-06/2023-03-12"]
    assert not found.doubts


def test_a_beginning_and_an_end_of_a_week_stay_one_period() -> None:
    found = read("Week start,Week end,landings\n2023-02-27,2023-03-05,4\n2023-03-06,2023-03-12,5\n")
    assert _periods(found) == ["2023-02-27/2023-03-05", "2023-03-06/2023-03-12"]


def test_a_date_under_week_alone_is_in_doubt() -> None:
    found = _read("Week", "2023-02-27", "2023-03-06")
    assert _periods(found) == ["2023-02-27", "2023-03-06"]
    assert any("whether a week begins or ends" in one for one in found.doubts)


def test_a_day_under_month_or_quarter_ending_is_the_whole_of_it() -> None:
    assert _periods(_read("Month ending", "2023-01-31", "2023-02-28")) == ["2023-01", "2023-02"]
    assert _periods(_read("Quarter ended", "31/03/2023", "30/06/2023")) == ["2023-Q1", "2023-Q2"]
    assert _read("Month ending", "2023-01-28", "2023-02-25").doubts


@pytest.mark.parametrize(
    "header",
    ["Year ended September", "Year ending 30 September", "Years to September 30", "12 months to Sept",
     "September year", "Financial year ended 30th September", "Year (to September)"],
)  # fmt: skip
def test_a_year_alone_is_the_one_that_ends_as_its_header_says(header: str) -> None:
    found = _read(header, "2018", "2019p")
    assert _periods(found) == ["2017-10/2018-09", "2018-10/2019-09"]
    assert found.observations[1]["status"] == "provisional"
    assert not found.doubts


@pytest.mark.parametrize(
    ("header", "first"),
    [
        ("Financial year (April to March)", "2017-04/2018-03"), ("Fiscal year, Oct-Sep", "2017-10/2018-09"),
        ("Year ended 31 March", "2017-04/2018-03"), ("Tax year (6 April to 5 April)", "2017-04-06/2018-04-05"),
    ],
)  # fmt: skip
def test_two_years_have_the_months_that_their_header_says(header: str, first: str) -> None:
    header = f'"{header}"'
    found = _read(header, "2017/18", "2018/19")
    assert _periods(found)[0] == first
    assert not found.doubts


def test_a_year_of_two_whose_header_does_not_say_which_is_in_doubt() -> None:
    for header in ("Financial year (April to March)", "Year ended", "Year ended 15 June"):
        found = _read(header, "2018", "2019")
        assert _periods(found) == ["2018", "2019"]
        assert any("does not say for what time “2018” stands" in one for one in found.doubts), header


def test_from_january_to_december_is_the_calendar_year() -> None:
    found = _read("Year (January to December)", "2018", "2019")
    assert _periods(found) == ["2018", "2019"]
    assert not found.doubts


def test_a_year_of_known_months_keeps_the_name_that_the_file_has() -> None:
    named = named_period("2017-04/2018-03", "2017/18")
    assert named is not None
    assert named.label == "2017/18"
    assert named_period("2017-04/2018-03", "year ended March 2018") is None
    assert named_period("2017-04/2018-03", "2018") is None


@pytest.mark.parametrize("whole", ["Total", "YEAR", "Annual", "Full year", "All months", "(total)", "Annual average"])
def test_the_row_of_the_whole_year_among_months_is_the_year(whole: str) -> None:
    found = read(f"port,Year,Month,landings\nElm,2018,May,4\nElm,2018,June,5\nElm,2018,{whole},9\nElm,2019,May,3\n")
    assert _periods(found) == ["2018-05", "2018-06", "2018", "2019-05"]
    assert not any("Month" in one for one in found.observations)
    assert not found.doubts


def test_the_row_of_the_whole_year_among_quarters_or_weeks_is_the_year() -> None:
    quarters = read("Year,Quarter,landings\n2018,Q1,4\n2018,Q2,5\n2018,Total,9\n")
    assert _periods(quarters) == ["2018-Q1", "2018-Q2", "2018"]
    weeks = read("Year,Week,landings\n2018,1,4\n2018,2,5\n2018,Total,9\n")
    assert _periods(weeks) == ["2018-01-01/2018-01-07", "2018-01-08/2018-01-14", "2018"]


def test_months_with_something_else_among_them_are_in_doubt() -> None:
    found = read("Year,Month,landings\n2018,May,4\n2018,June,5\n2018,Lent,9\n")
    assert any("because of “Lent”" in one for one in found.doubts)
