"""Columns with names that differ by case or spaces alone, and periods behind codes."""

from __future__ import annotations

import pytest

from bot.ingest.orders import Orders
from tests.ingest.layout.long.sheets import read


def test_codes_and_labels_under_one_name_are_one_breakdown() -> None:
    found = read(
        """
        INDUSTRY,Industry,Year,Value
        FRM,Farming,2021,7
        FSH,Fishing,2021,9
        """
    )
    assert [one["Industry"] for one in found.observations] == ["FRM", "FSH"]
    assert found.reading.codes == {"Industry": {"FRM": "Farming", "FSH": "Fishing"}}
    assert "“INDUSTRY” is the code of “Industry”." in found.said


def test_labels_may_stand_before_their_codes_and_apart_from_them() -> None:
    found = read("ref area,Year,REF_AREA,Value\nElm Land,2021,ELM,7\nAsh Land,2021,ASH,9\n")
    assert found.reading.codes == {"ref area": {"ELM": "Elm Land", "ASH": "Ash Land"}}


@pytest.mark.parametrize("header", ["TIME,Time", "TIME_PERIOD,Time period", "Time,TIME"])
def test_a_period_that_stands_there_twice_is_read_once(header: str) -> None:
    found = read(f"{header},Town,Value\n2021-Q1,Q1 2021,Elm,7\n2021-Q2,Q2 2021,Elm,9\n")
    assert [one["period"] for one in found.observations] == ["2021-Q1", "2021-Q2"]
    assert [set(one) for one in found.observations] == [{"period", "value", "Town"}] * 2
    first, second = header.split(",")
    assert f"“{second}” is left aside: the same as “{first}”." in found.said


def test_units_and_measures_are_those_of_the_labels() -> None:
    found = read(
        """
        MEASURE,Measure,UNIT,Unit,Year,Value
        EMP,Employment,PS,Persons,2021,7
        HRS,Hours worked,HR,Hours,2021,9
        """
    )
    assert [(one["indicator"], one["unit"]) for one in found.observations] == [
        ("Employment", "persons"),
        ("Hours worked", "hours"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Region,region,Year,Value\nElm,North,2021,7\nAsh,North,2021,9\nOak,South,2021,5\n",
        "Region,region,Year,Value\nElm,North,2021,7\n",
        "Town,Year,Value,VALUE\nElm,2021,7,8\nAsh,2021,9,10\n",
    ],
)
def test_columns_of_two_things_under_one_name_are_refused(text: str) -> None:
    assert [problem.wrong for problem in read(text).problems] == ["two columns have this name"]


def test_the_one_that_is_not_meant_can_be_ignored() -> None:
    text = "Region,region,Year,Value\nElm,North,2021,7\nAsh,North,2021,9\nOak,South,2021,5\n"
    found = read(text, Orders(ignored=("region",)))
    assert [one["Region"] for one in found.observations] == ["Elm", "Ash", "Oak"]
    assert not found.problems


@pytest.mark.parametrize(
    ("cells", "prefix", "periods"),
    [
        (["XWaitTm-JUNE-2025", "XWaitTm-JULY-2025"], "XWaitTm-", ["2025-06", "2025-07"]),
        (["SURVEY_2025-03", "SURVEY_2026-01"], "SURVEY_", ["2025-03", "2026-01"]),
        (["Q:2021", "Q:2022"], "Q:", ["2021", "2022"]),
        (["ab-Beds-2021", "ab-Beds-2022"], "ab-Beds-", ["2021", "2022"]),
    ],
)
def test_a_code_before_each_period_is_left_aside_and_said(cells: list[str], prefix: str, periods: list[str]) -> None:
    found = read("Period,Hospital,Visits\n" + "".join(f"{cell},Elm,7\n" for cell in cells))
    assert [one["period"] for one in found.observations] == periods
    assert f"“{prefix}” before each period in column “Period” is a code, and is left aside." in found.said
    assert not found.doubts


@pytest.mark.parametrize("cells", [["pre-2021", "pre-2022"], ["since-2021", "since-2022"], ["A-2021", "B-2022"]])
def test_words_before_a_period_are_no_code(cells: list[str]) -> None:
    found = read("Period,Hospital,Visits\n" + "".join(f"{cell},Elm,7\n" for cell in cells))
    assert not any(one.get("period") for one in found.observations)
    assert any("“Period” may say it" in doubt for doubt in found.doubts)


@pytest.mark.parametrize("cells", [["01.2025", "12.2025"], ["01/2025", "12/2025"], ["2025.01", "2025.12"]])
@pytest.mark.parametrize("header", ["Period", "Month", "Reported"])
def test_months_in_digits(cells: list[str], header: str) -> None:
    found = read(f"Town,{header},Visits\nElm,{cells[0]},7\nElm,{cells[1]},9\n")
    assert [one["period"] for one in found.observations] == ["2025-01", "2025-12"]


def test_numbers_under_the_name_of_a_time_are_in_doubt() -> None:
    found = read("Town,Month,Visits\nElm,2025.1,7\nElm,2025.11,9\n")
    assert any("Column “Month” is headed as a time" in doubt for doubt in found.doubts)


def test_a_header_with_the_number_of_a_type_is_a_measure() -> None:
    found = read("Period,Ward code,Visits type 1,Visits type 2\n2021,7,30,40\n2021,8,50,60\n")
    assert {one["indicator"] for one in found.observations} == {"Visits type 1", "Visits type 2"}
