"""What the headers of columns of values say: the measure, its period, and the year over a column of months."""

from __future__ import annotations

import pytest

from bot.ingest.cells.headed import headed_periods
from bot.ingest.orders import Orders
from tests.ingest.layout.long.sheets import read


@pytest.mark.parametrize(
    ("headers", "labels", "periods"),
    [
        (["Marriages 2018", "Marriages 2019"], ["Marriages", "Marriages"], ["2018", "2019"]),
        (["Inflow, 2019 [YR2019]", "Inflow, 2020 [YR2020]"], ["Inflow", "Inflow"], ["2019", "2020"]),
        (["2011 population", "2021 population", "Area"], ["population", "population", "Area"], ["2011", "2021", None]),
        (["pop_2020", "pop_2021"], ["pop", "pop"], ["2020", "2021"]),
        (["Cost Q1 2020", "Cost Q2 2020"], ["Cost", "Cost"], ["2020-Q1", "2020-Q2"]),
        (["Homes (2019/20)", "Homes (2020/21)"], ["Homes", "Homes"], ["2019/2020", "2020/2021"]),
        (["Share 2018 (%)", "Share 2019 (%)"], ["Share (%)", "Share (%)"], ["2018", "2019"]),
        (["Wins 2019", "Losses 2019"], ["Wins", "Losses"], ["2019", "2019"]),
        (["Model 2000", "Area"], ["Model 2000", "Area"], [None, None]),
        (["Change since 2010", "Change since 2015"], ["Change since 2010", "Change since 2015"], [None, None]),
        (["Bus 1204", "Bus 8800"], ["Bus 1204", "Bus 8800"], [None, None]),
    ],
)
def test_a_measure_and_a_period_in_one(headers: list[str], labels: list[str], periods: list[str | None]) -> None:
    found = headed_periods(headers)
    assert [label for label, _ in found] == labels
    assert [period and period.iso for _, period in found] == periods


def test_years_of_each_measure_stand_behind_it() -> None:
    found = read("""
        Parish,Marriages 2019,Marriages 2020,Fires 2020
        Easby,4,5,1
    """)
    assert [(one["indicator"], one["period"], one["value"]) for one in found.observations] == [
        ("Marriages", "2019", "4"),
        ("Marriages", "2020", "5"),
        ("Fires", "2020", "1"),
    ]


def test_a_column_of_years_leaves_headers_alone() -> None:
    found = read("""
        Year,Model 2000,Model 2001
        2019,4,5
    """)
    assert [(one["indicator"], one["period"]) for one in found.observations] == [
        ("Model 2000", "2019"),
        ("Model 2001", "2019"),
    ]


def test_years_that_a_program_made_names_of() -> None:
    found = read("""
        Land,X1998,X1999
        Aland,4,5
    """)
    assert [one["period"] for one in found.observations] == ["1998", "1999"]


def test_months_down_and_years_across_make_one_period() -> None:
    found = read("""
        Month,2019,2020
        Jan,4,5
        Feb,6,..
        Year,10,12
    """)
    assert [(one["period"], one["value"]) for one in found.observations] == [
        ("2019-01", "4"),
        ("2020-01", "5"),
        ("2019-02", "6"),
        ("2019", "10"),
        ("2020", "12"),
    ]
    assert not found.problems


def test_the_header_of_the_values_names_what_no_column_does() -> None:
    found = read(
        """
        Kreis;Jahr;Wohnungen
        Nord;2019;1.204
        """,
        Orders(columns={"period": "Jahr", "value": "Wohnungen"}, decimal=","),
        delimiter=";",
    )
    assert [(one["indicator"], one["value"]) for one in found.observations] == [("Wohnungen", "1204")]


def test_a_unit_that_is_said_goes_before_a_word_of_the_header() -> None:
    text = """
        town,year,jobs
        Easby,2020,12
    """
    assert [one["unit"] for one in read(text).observations] == ["jobs"]
    assert [one["unit"] for one in read(text, Orders(unit="thousands of people")).observations] == [
        "thousands of people"
    ]


def test_a_header_of_two_rows_stands_over_each_of_its_columns() -> None:
    text = """
        Draft of May,,,
        Ward,Births,,Deaths
        ,2020,2021,2021
        Pier,120,118,99
    """
    found = read(text, Orders(header_rows=(2, 3)))
    assert [(one["indicator"], one["period"]) for one in found.observations] == [
        ("Births", "2020"),
        ("Births", "2021"),
        ("Deaths", "2021"),
    ]


def test_cells_of_a_compound_column_count_once() -> None:
    found = read(
        "freq,unit,geo\\TIME_PERIOD\t2018 \t2019 \nA,PC,AL1\t12.4 \t12.9 b\nA,PC,AL2\t: \t8.1 \n", delimiter="\t"
    )
    assert found.cells == ["B2", "C2", "C3"]


def test_a_code_among_numbers_with_decimals_is_a_number() -> None:
    found = read("""
        place,year,cost
        Easby,2020,82.84
        Easby,2021,007
    """)
    assert [one["value"] for one in found.observations] == ["82.84", "007"]


def test_units_under_the_names_are_those_of_their_columns() -> None:
    found = read("""
        District,Year,Spending,Staff,Depth
        ,,£m,000s,m
        Easby,2020,12.5,1.2,4
    """)
    assert [(one["indicator"], one["unit"]) for one in found.observations] == [
        ("Spending", "millions of pounds"),
        ("Staff", "thousands"),
        ("Depth", "m"),
    ]


def test_a_first_row_without_a_figure_is_no_row_of_units() -> None:
    found = read("""
        District,Year,Spending
        days,2019,..
        Easby,2020,12.5
    """)
    assert [one["District"] for one in found.observations] == ["Easby"]
    assert found.left_out == {"no figure: “..”": 1}


def test_flags_that_repeat_are_of_the_column_before_them() -> None:
    found = read("""
        Region,2019,Flags,2020,Flags
        Easby,12,p,13,
        Upby,:,c,9,e
    """)
    assert [(one["Region"], one["period"], one.get("status")) for one in found.observations] == [
        ("Easby", "2019", "provisional"),
        ("Easby", "2020", None),
        ("Upby", "2020", "estimate"),
    ]
    assert not found.problems


def test_a_flag_beside_a_column_that_withholds_it_is_refused() -> None:
    found = read("""
        Region,2019,Flags,2020,Flags
        Easby,12,p,13,under embargo
    """)
    assert [one["period"] for one in found.observations] == ["2019"]
    assert "withhold" in found.problems[0].wrong


def test_a_rate_above_the_table_is_its_title_and_its_unit() -> None:
    found = read("""
        "Thefts per 100,000 people",,
        Area,2018,2019
        Easby,12.5,11
    """)
    assert found.reading.indicator == "Thefts per 100,000 people"


def test_the_title_under_the_number_of_a_table_names_columns_of_one_unit() -> None:
    found = read("""
        Hill Office,,
        Table 5,,
        Lambs by month,,
        Number,,
        Month,Upper Hill,Lower Hill
        Jan 2021,120,131
    """)
    assert [one["indicator"] for one in found.observations] == [
        "Lambs by month: Upper Hill",
        "Lambs by month: Lower Hill",
    ]


@pytest.mark.parametrize(
    ("header", "cells", "periods"),
    [
        ("Reporting year", ("2018", "2020"), ["2018", "2020"]),
        ("year of account", ("2018.0", "2019.0"), ["2018", "2019"]),
        ("mois", ("janvier 2020", "août 2020"), ["2020-01", "2020-08"]),
        ("wann", ("März 2020", "Mai 2020"), ["2020-03", "2020-05"]),
        ("cuándo", ("enero de 2020", "dic. 2020"), ["2020-01", "2020-12"]),
    ],
)
def test_a_column_is_of_periods_by_what_stands_in_it(header: str, cells: tuple[str, str], periods: list[str]) -> None:
    found = read(f"place,{header},homes\nEasby,{cells[0]},4\nEasby,{cells[1]},5\n")
    assert [(one["period"], one["value"]) for one in found.observations] == list(zip(periods, "45", strict=True))


def test_a_run_of_years_beside_numbers_is_of_periods() -> None:
    run = read("place,edition,homes\nEasby,2019,4\nEasby,2020,5\nEasby,2021,6\n")
    assert [one["period"] for one in run.observations] == ["2019", "2020", "2021"]
    assert "“edition” holds years without a gap, and is taken for the period." in run.said


def test_a_year_that_a_thing_has_of_its_own_is_no_period() -> None:
    for header in ("year built", "built", "when"):
        found = read(f"house,{header},rooms\nHigh,1998,4\nMid,1999,3\nLow,2000,5\n")
        assert not any("period" in one for one in found.observations)


def test_quarters_with_their_year_down_and_years_across() -> None:
    found = read("Quarter,2019,2020\nQ1,1,2\nQ2,3,4\nTotal,4,6\n")
    assert [one["period"] for one in found.observations] == ["2019-Q1", "2020-Q1", "2019-Q2", "2020-Q2", "2019", "2020"]


def test_letters_of_scales_behind_numbers() -> None:
    text = "place,year,visitors\nEasby,2020,1.2m\nUpby,2020,3m\n"
    found = read(text)
    assert [(one["value"], one["unit"]) for one in found.observations] == [("1.2", "millions"), ("3", "millions")]
    assert found.doubts == ["“1.2m” in column “visitors” is read as millions, not metres."]

    metres = read(text, Orders(unit="m"))
    assert [(one["value"], one["unit"]) for one in metres.observations] == [("1.2", "m"), ("3", "m")]
    assert not metres.doubts

    mixed = read(text + "Lowby,2020,900k\n")
    assert [one["unit"] for one in mixed.observations] == ["millions", "millions", "thousands"]
    assert not mixed.doubts


def test_a_header_that_says_year_ending_carries_to_its_cells() -> None:
    for header in ("Year ending", "Year ended", "12 months ending"):
        found = read(f"place,{header},thefts\nEasby,Mar 2025,4\nEasby,Mar 2026,1200\n")
        assert [one["period"] for one in found.observations] == ["2024-04/2025-03", "2025-04/2026-03"]
    assert [one["period"] for one in read("place,Year ended,thefts\nEasby,2025,4\n").observations] == ["2025"]


def test_a_period_without_any_figure_breaks_nothing_down() -> None:
    found = read("town,2021,2022\nElm,7,:\nAsh,9,..\n")
    assert found.observations == [
        {"period": "2021", "value": "7", "town": "Elm"},
        {"period": "2021", "value": "9", "town": "Ash"},
    ]
    assert found.left_out == {"no figure: “:”": 1, "no figure: “..”": 1}


@pytest.mark.parametrize(
    ("header", "indicator", "period"),
    [
        ("Marriages 2018", "Marriages", "2018"),
        ("2018 catch", "catch", "2018"),
        ("catch_2018", "catch", "2018"),
        ("Catch (2018/19)", "Catch", "2018/2019"),
        ("Turnout 2018 (%)", "Turnout", "2018"),
        ("Catch Q3 2018", "Catch", "2018-Q3"),
        ("Price index 2018", "Price index 2018", None),
        ("GDP 2018 dollars", "GDP 2018 dollars", None),
        ("2018 dollars", "2018 dollars", None),
        ("Change since 2018", "Change since 2018", None),
        ("Bus 1204", "Bus 1204", None),
    ],
)
def test_the_only_column_of_values_says_when(header: str, indicator: str, period: str | None) -> None:
    found = read(f"Parish,{header}\nEasby,40\nMuker,21")
    said = {one.get("indicator") or found.reading.indicator for one in found.observations}
    assert said == {indicator}
    assert {one.get("period") for one in found.observations} == {period}
    assert any(header in one for one in found.said) == (period is not None)


@pytest.mark.parametrize(("said", "indicator"), [("2018", "Marriages"), ("2019-05", "Marriages 2018")])
def test_what_the_desk_says_goes_before_the_header(said: str, indicator: str) -> None:
    found = read("Parish,Marriages 2018\nEasby,40", Orders(columns={"period": said}))
    assert [(one["indicator"], one["period"]) for one in found.observations] == [(indicator, said)]
