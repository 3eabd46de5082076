"""What statistical offices and newsrooms' own files do beyond a plain table: parts of a year in letters, codes beside
names, estimates from a year on, units that go with what is measured."""

from __future__ import annotations

import pytest

from bot.ingest.cells.periods import read_period
from bot.ingest.cells.unit_headers import split_unit
from tests.ingest.layout.long.sheets import read


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2022K4", "2022-Q4"),
        ("2020JJ00", "2020"),
        ("2020KW03", "2020-Q3"),
        ("2020MM07", "2020-07"),
        ("T3-2022", "2022-Q3"),
        ("mid-April-2023", None),
        ("2020MM13", None),
        ("2022K5", None),
    ],
)
def test_periods_as_offices_code_them(text: str, iso: str | None) -> None:
    assert read_period(text) == iso


@pytest.mark.parametrize(
    ("header", "label", "unit"),
    [
        ("GDP growth (annual %)", "GDP growth (annual %)", "percent"),
        ("total_cases_per_million", "total_cases_per_million", None),
        ("cost_usd_millions", "cost", "millions of US dollars"),
    ],
)
def test_a_header_keeps_the_words_that_belong_to_its_unit(header: str, label: str, unit: str | None) -> None:
    assert split_unit(header) == (label, unit)


def test_a_share_of_something_names_what_is_measured_beside_others() -> None:
    found = read("""
        State,Crashes per billion miles,Percentage Of Drivers Who Were Speeding,Percentage Of Drivers Who Were Tired
        Elm,18.8,39,30
        Oak,18.1,41,25
    """)
    assert [(each["indicator"], each["value"]) for each in found.observations[:3]] == [
        ("Crashes per billion miles", "18.8"),
        ("Percentage Of Drivers Who Were Speeding", "39"),
        ("Percentage Of Drivers Who Were Tired", "30"),
    ]


def test_parts_of_a_year_stand_beside_it_and_the_last_is_all_of_it() -> None:
    found = read("""
        series_id,year,period,value,footnote_codes
        LN1,2022,M01,3.1,
        LN1,2022,M02,3.2,P
        LN1,2022,M13,3.3,
        LN2,2022,M01,4.1,
        LN2,2022,M02,4.2,
        LN2,2022,M13,4.3,
    """)
    assert [(each["series_id"], each["period"], each["value"]) for each in found.observations] == [
        ("LN1", "2022-01", "3.1"),
        ("LN1", "2022-02", "3.2"),
        ("LN1", "2022", "3.3"),
        ("LN2", "2022-01", "4.1"),
        ("LN2", "2022-02", "4.2"),
        ("LN2", "2022", "4.3"),
    ]
    assert found.observations[1]["status"] == "provisional"


def test_ids_of_series_are_left_aside_where_names_tell_figures_apart() -> None:
    found = read("""
        series_id,year,region,value
        LN1,2021,Elm,3.1
        LN1,2022,Elm,3.2
        LN2,2021,Oak,4.1
        LN2,2022,Oak,4.2
    """)
    assert "series_id" not in found.observations[0]


def test_figures_after_the_year_that_a_row_names_are_estimates() -> None:
    found = read("""
        Country,Subject Descriptor,Units,Scale,2020,2021,2022,Estimates Start After
        Elm,Population,Persons,Millions,1.5,1.6,1.7,2020
        Elm,"Output, constant prices",Percent change,,-2,3,4,2021
    """)
    assert [(each["indicator"], each["period"], each.get("status")) for each in found.observations] == [
        ("Population", "2020", None),
        ("Population", "2021", "estimate"),
        ("Population", "2022", "estimate"),
        ("Output, constant prices", "2020", None),
        ("Output, constant prices", "2021", None),
        ("Output, constant prices", "2022", "estimate"),
    ]


def test_what_each_unit_goes_with_is_what_is_measured() -> None:
    found = read("""
        REF_DATE,GEO,Characteristics,UOM,VALUE
        2023-01,Elm,Employment,Persons,100
        2023-01,Elm,Unemployment rate,Percentage,5.1
        2023-01,Oak,Employment,Persons,90
        2023-01,Oak,Unemployment rate,Percentage,4.1
    """)
    assert [(each["indicator"], each["unit"], each["GEO"]) for each in found.observations[:2]] == [
        ("Employment", "persons", "Elm"),
        ("Unemployment rate", "percent", "Elm"),
    ]


def test_codes_of_a_data_structure_stand_before_their_names() -> None:
    found = read("""
        "VAR","Variable","COU","Country","YEA","Year","Unit Code","Unit","PowerCode Code","PowerCode","Value"
        "EMP","Total employment","ELM","Elm","2019","2019","PER","Persons","3","Thousands","1585.9"
        "EMP","Total employment","OAK","Oak","2019","2019","PER","Persons","3","Thousands","985.9"
        "HRS","Hours worked per worker","ELM","Elm","2019","2019","HRS","Hours","0","Units","1700"
    """)
    assert found.observations[0] == {
        "indicator": "Total employment",
        "Country": "ELM",
        "period": "2019",
        "value": "1585.9",
        "unit": "thousands of persons",
    }
    assert found.reading.codes == {"Country": {"ELM": "Elm", "OAK": "Oak"}}


def test_of_two_codes_of_one_name_one_is_kept() -> None:
    found = read("""
        WEO Country Code,ISO,Country,2020,2021
        512,ELM,Elm,1.5,1.6
        914,OAK,Oak,2.5,2.6
    """)
    assert found.observations[0] == {"Country": "ELM", "period": "2020", "value": "1.5"}
    assert "“WEO Country Code” is left aside: another code of “Country”." in found.said


@pytest.mark.parametrize(
    ("days", "periods"),
    [
        (["2019-11-01", "2019-12-01", "2020-01-01", "2020-02-01"], ["2019-11", "2019-12", "2020-01", "2020-02"]),
        (["2019-07-01", "2019-10-01", "2020-01-01", "2020-04-01"], ["2019-Q3", "2019-Q4", "2020-Q1", "2020-Q2"]),
        (["2017-01-01", "2018-01-01", "2019-01-01", "2020-01-01"], ["2017", "2018", "2019", "2020"]),
        (["2019-11-01", "2019-12-01", "2020-01-01", "2020-02-02"], None),
        (["2019-02-01", "2019-05-01", "2019-08-01", "2019-11-01"], None),
    ],
)
def test_first_days_of_series_by_id_stand_for_what_begins_on_them(days: list[str], periods: list[str] | None) -> None:
    lines = ["observation_date,UNRATE", *(f"{day},{number}.5" for number, day in enumerate(days))]
    found = read("\n".join(lines))
    assert [each["period"] for each in found.observations] == (periods or days)
    assert any("that begins then" in sentence for sentence in found.said) == (periods is not None)


def test_a_flag_beside_reserved_names_is_a_status_and_no_breakdown() -> None:
    found = read("""
        "LOCATION","INDICATOR","TIME","Value","Flag Codes"
        "ELM","HUR","2019","3.1",""
        "ELM","HUR","2020","3.2","E"
    """)
    assert [(each["LOCATION"], each.get("status")) for each in found.observations] == [
        ("ELM", None),
        ("ELM", "estimate"),
    ]


def test_large_numbers_under_the_name_of_a_kind_are_figures() -> None:
    found = read("""
        Org name,Period,Visits Type 1,Electorate,Ward
        Elm,2023-04,7542,84546,12
        Oak,2023-04,204,79089,7
    """)
    assert [(each["indicator"], each["Ward"]) for each in found.observations[:2]] == [
        ("Visits Type 1", "12"),
        ("Electorate", "12"),
    ]


def test_a_row_of_totals_is_of_the_one_period_of_its_table() -> None:
    found = read("""
        Period,Org Code,Org name,Visits
        MSitAE-APRIL-2023,R1,Elm,7
        MSitAE-APRIL-2023,R2,Oak,9
        TOTAL,TOTAL,TOTAL,16
    """)
    assert [each["period"] for each in found.observations] == ["2023-04"] * 3


def test_notes_of_two_columns_end_a_table() -> None:
    found = read("""
        "Country","Year","Sex","Value"
        "Elm","2020","Male","10"
        "Elm","2021","Male","11"
        "footnoteSeqID","Footnote"
        "1","Without the islands."
    """)
    assert [each["value"] for each in found.observations] == ["10", "11"]
    assert found.left_out == {"a note": 2}


@pytest.mark.parametrize("row", ['"Elm","2022"\n        "Elm","2023","Male","12"', '"Elm","2022"'])
def test_a_short_row_amid_a_table_or_alone_at_its_end_is_refused(row: str) -> None:
    found = read(f"""
        "Country","Year","Sex","Value"
        "Elm","2020","Male","10"
        {row}
    """)
    assert [problem.wrong for problem in found.problems] == ["the row has 2 cells and the header 4"]


def test_a_factor_in_the_title_scales_the_units() -> None:
    found = read("""
        "Sales by province (x 1,000) 1, 2"
        "Geography","Kind","January 2023","February 2023"
        ,,Dollars,Dollars
        "Elm","Shops",10,11
        "Oak","Shops",12,13
    """)
    assert found.observations[0]["unit"] == "thousands of dollars"
    assert found.reading.indicator == "Sales by province"


def test_numbers_of_rounds_tell_rows_apart() -> None:
    found = read("""
        Constituency,Candidate,Count Number,Votes,Transfers
        Elm,Byrne,1,5570,0
        Elm,Byrne,2,5600,30
        Elm,Walsh,1,4400,0
        Elm,Walsh,2,4420,20
    """)
    assert [(each["Count Number"], each["indicator"], each["value"]) for each in found.observations[:3]] == [
        ("1", "Votes", "5570"),
        ("1", "Transfers", "0"),
        ("2", "Votes", "5600"),
    ]
