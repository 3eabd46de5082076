"""Tables with one observation a row, or a measure a column, as offices write them: each with its observations."""

from __future__ import annotations

from tests.ingest.layout.long.sheets import read


def test_a_year_column_is_the_period_and_a_code_column_belongs_to_its_names() -> None:
    found = read("""
        indicator,Country Name,Country Code,Year,Value
        GDP,Aland,ALD,2019,10
        GDP,Aland,ALD,2020,12
    """)
    assert found.observations == [
        {"indicator": "GDP", "Country": "ALD", "period": "2019", "value": "10"},
        {"indicator": "GDP", "Country": "ALD", "period": "2020", "value": "12"},
    ]
    assert found.reading.codes == {"Country": {"ALD": "Aland"}}
    assert found.cells == ["E2", "E3"]
    assert found.reading.header["period"] == "column “Year”"
    assert "“Country Code” is the code of “Country Name”." in found.said


def test_cells_without_a_figure_are_counted_and_not_refused() -> None:
    found = read("""
        indicator,region,period,value,unit
        jobless people,North,2020,12,people
        jobless people,South,2020,..,people
        jobless people,East,2020,,people
        jobless people,West,2020,-,people
    """)
    assert [one["region"] for one in found.observations] == ["North"]
    assert found.left_out == {"no figure: “..”": 1, "no figure: blank": 1, "no figure: “-”": 1}
    assert not found.problems


def test_a_title_a_source_line_and_a_decimal_comma() -> None:
    found = read(
        """
        Table 1: jobless rate;;;
        region;period;value;
        North;2020;4,3;
        Source: Elm Office;;;
        """,
        delimiter=";",
    )
    assert found.observations == [{"region": "North", "period": "2020", "value": "4.3", "source": "Elm Office"}]
    assert found.reading.indicator == "jobless rate"
    assert found.left_out == {"a source line": 1}
    assert not found.doubts


def test_years_and_the_next_are_no_months() -> None:
    found = read("""
        indicator,period,value
        budget,2009-10,4.0
        budget,2010-11,5.0
        budget,2012-13,6.0
    """)
    assert [one["period"] for one in found.observations] == ["2009/2010", "2010/2011", "2012/2013"]
    assert found.said == ["Periods such as “2009-10” are each a year and the next, not months."]


def test_one_year_and_the_next_could_be_a_month() -> None:
    found = read("Region,Period,Value\nNorth,2009-10,4\nSouth,2009-10,5")
    assert [one["period"] for one in found.observations] == ["2009-10", "2009-10"]
    assert found.doubts == ["“2009-10” in column “Period” is read as a month; it could be two years."]


def test_statistics_canada() -> None:
    found = read("""
        "REF_DATE","GEO","DGUID","Sex","UOM","UOM_ID","SCALAR_FACTOR","SCALAR_ID","VECTOR","COORDINATE","VALUE","STATUS","SYMBOL","TERMINATED","DECIMALS"
        2019-01,Elm,2016A1,Both sexes,Persons,249,thousands,3,v1,1.1,100.5,A,,,1
        2019-01,Elm,2016A1,Males,Persons,249,thousands,3,v2,1.2,60.5,E,,,1
        2019-01,Elm,2016A1,Females,Persons,249,thousands,3,v3,1.3,40.0,,,,1
        2019-02,Elm,2016A1,Males,Persons,249,thousands,3,v2,1.2,,..,,,1
    """)
    unit = "thousands of persons"
    first = {"GEO": "Elm", "period": "2019-01", "unit": unit}
    assert found.observations == [
        {**first, "Sex": "Both sexes", "value": "100.5"},
        {**first, "Sex": "Males", "value": "60.5", "note": "use with caution"},
        {**first, "Sex": "Females", "value": "40.0"},
    ]
    assert found.reading.wholes == {"Sex": {"Both sexes": ("Males", "Females")}}
    assert any("“VECTOR”" in sentence and "left aside" in sentence for sentence in found.said)


def test_stats_nz() -> None:
    found = read("""
        Series_reference,Period,Data_value,Suppressed,STATUS,UNITS,Magnitude,Group
        B1,2011.06,80078,,F,Number,0,Farms
        B1,2011.09,78324.5,,R,Number,0,Farms
        B2,2011.09,,Y,P,Dollars,6,Mines
        B2,2011.12,5,,P,Dollars,6,Mines
    """)
    assert found.observations == [
        {"indicator": "Farms", "period": "2011-06", "value": "80078", "unit": "number", "status": "final"},
        {"indicator": "Farms", "period": "2011-09", "value": "78324.5", "unit": "number", "note": "revised"},
        {
            "indicator": "Mines",
            "period": "2011-12",
            "value": "5",
            "unit": "millions of dollars",
            "status": "provisional",
        },
    ]


def test_the_world_bank_with_years_across_the_top() -> None:
    found = read("""
        Data Source,World Development Indicators

        Last Updated Date,2024-01-01

        Country Name,Country Code,Indicator Name,Indicator Code,2019,2020
        Aland,ALD,GDP (current US$),NY.GDP,10,12
        Bland,BLD,GDP (current US$),NY.GDP,..,5
    """)
    said = {"indicator": "GDP (current US$)"}  # Its unit is read from that after the layout.
    assert found.observations == [
        {**said, "Country": "ALD", "period": "2019", "value": "10"},
        {**said, "Country": "ALD", "period": "2020", "value": "12"},
        {**said, "Country": "BLD", "period": "2020", "value": "5"},
    ]
    assert found.cells == ["E6", "F6", "F7"]
    assert found.reading.codes == {"Country": {"ALD": "Aland", "BLD": "Bland"}}


def test_our_world_in_data() -> None:
    found = read("""
        Entity,Code,Year,GDP per capita
        Africa,,2019,100
        Aland,ALD,2019,200
        Aland,ALD,2020,210.5
    """)
    assert found.observations == [
        {"indicator": "GDP per capita", "Entity": "Africa", "period": "2019", "value": "100"},
        {"indicator": "GDP per capita", "Entity": "ALD", "period": "2019", "value": "200"},
        {"indicator": "GDP per capita", "Entity": "ALD", "period": "2020", "value": "210.5"},
    ]


def test_eurostat() -> None:
    found = read(
        "freq,unit,geo\\TIME_PERIOD\t2019 \t2020 \nA,PC,AT\t12.3 p\t: c\nA,PC,BE\t11 \t10.5 b\n", delimiter="\t"
    )
    said = {"freq": "A", "unit": "percent"}
    assert found.observations == [
        {**said, "geo": "AT", "period": "2019", "value": "12.3", "status": "provisional"},
        {**said, "geo": "BE", "period": "2019", "value": "11"},
        {**said, "geo": "BE", "period": "2020", "value": "10.5", "note": "break in the series"},
    ]
    assert found.left_out == {"no figure: “: c”": 1}


def test_year_and_month_columns_and_several_measures() -> None:
    found = read("""
        Year,Month,Region,Deaths,Value of stock ($m)
        2020,Jan,North,5,7
        2020,2,North,<5,8
    """)
    deaths, stock = (
        {"indicator": "Deaths", "unit": "deaths"},
        {"indicator": "Value of stock", "unit": "millions of dollars"},
    )
    assert found.observations == [
        {**deaths, "Region": "North", "period": "2020-01", "value": "5"},
        {**stock, "Region": "North", "period": "2020-01", "value": "7"},
        {**deaths, "Region": "North", "period": "2020-02", "value": "5", "qualifier": "less than"},
        {**stock, "Region": "North", "period": "2020-02", "value": "8"},
    ]


def test_blank_cells_that_repeat_the_one_above() -> None:
    found = read("""
        Region,Year,Value
        North,2019,1
        ,2020,2
        South,2019,3
        ,2020,4
    """)
    assert [(one["Region"], one["period"]) for one in found.observations] == [
        ("North", "2019"),
        ("North", "2020"),
        ("South", "2019"),
        ("South", "2020"),
    ]
    assert "A blank cell in “Region” repeats the one above." in found.said


def test_a_blank_cell_that_tells_a_row_apart_is_a_total() -> None:
    found = read("""
        indicator,region,period,value
        jobs,North,2019,1
        jobs,South,2019,2
        jobs,,2019,3
    """)
    assert [one.get("region") for one in found.observations] == ["North", "South", None]


def test_columns_of_the_sexes_are_members_of_one_thing() -> None:
    found = read("""
        Deaths by sex
        Region,Year,Male,Female,Total
        North,2019,1,2,3
    """)
    assert found.observations == [
        {"Region": "North", "sex": sex, "period": "2019", "value": value}
        for sex, value in (("Male", "1"), ("Female", "2"), ("Total", "3"))
    ]
    assert found.reading.indicator == "Deaths by sex"
    assert found.reading.wholes == {"sex": {"Total": ("Male", "Female")}}


def test_a_total_that_does_not_add_up_is_a_whole_of_nothing_known() -> None:
    found = read("""
        Region,Year,Value,Units
        North,2019,10.5,%
        South,2019,20.1,%
        All regions,2019,15.2,%
    """)
    assert found.reading.wholes == {"Region": {"All regions": ()}}
    assert {one["unit"] for one in found.observations} == {"percent"}


def test_quarters_across_the_top_with_a_title_a_unit_and_notes() -> None:
    found = read("""
        Table 3. Output
        ($ millions)
        Industry,2019Q1,2020 (forecast)
        Farms,1,3
        Mines,x,6p
        Note: rounded
        Source: Elm Office
    """)
    said = {"unit": "millions of dollars", "source": "Elm Office"}
    assert found.observations == [
        {**said, "Industry": "Farms", "period": "2019-Q1", "value": "1"},
        {**said, "Industry": "Farms", "period": "2020", "value": "3", "status": "forecast"},
        {**said, "Industry": "Mines", "period": "2020", "value": "6", "status": "provisional"},
    ]
    assert found.reading.indicator == "Output"
    assert found.left_out == {"no figure: “x”": 1, "a note": 1, "a source line": 1}


def test_limits_of_confidence_are_left_aside_and_a_beginning_and_an_end_are_one_period() -> None:
    found = read("""
        Area code,Area name,start_date,end_date,Value,Lower CI,Upper CI
        E1,Elm,2020-01-01,2020-01-05,12.1,11.0,13.5
        E2,Oak,2020-01-01,2020-01-31,15.2,13.1,16.6
    """)
    assert found.observations == [
        {"Area": "E1", "period": "2020-01-01/2020-01-05", "value": "12.1"},
        {"Area": "E2", "period": "2020-01", "value": "15.2"},
    ]
    assert "“Lower CI”, “Upper CI” are left aside: numbers beside the value." in found.said


def test_an_election_without_periods() -> None:
    found = read("""
        Party,Votes,Share of vote (%)
        Elm Party,"1,234",50.01
        Oak Party,"1,000",40.2
    """)
    assert found.observations[:2] == [
        {"indicator": "Votes", "unit": "votes", "Party": "Elm Party", "value": "1234"},
        {"indicator": "Share of vote", "unit": "percent", "Party": "Elm Party", "value": "50.01"},
    ]


def test_ages_in_numbers_break_figures_down() -> None:
    found = read("Age,Year,Population\n0,2019,10\n1,2019,11\n0,2020,12")
    assert found.observations[1] == {"indicator": "Population", "Age": "1", "period": "2019", "value": "11"}


def test_dates_whose_order_the_column_settles() -> None:
    found = read("Date,Cases\n03/04/2020,1\n31/12/2020,5")
    assert [one["period"] for one in found.observations] == ["2020-04-03", "2020-12-31"]
    assert not found.doubts


def test_dates_and_decimals_that_nothing_settles_are_doubtful() -> None:
    found = read("Date;Region;Value\n03/04/2020;North;1.234", delimiter=";")
    assert [(one["period"], one["value"]) for one in found.observations] == [("2020-04-03", "1.234")]
    assert [one.option for one in found.reading.assumptions if one.doubtful] == ["--decimal ,", "--month-first"]


def test_a_year_beside_a_date_is_left_aside() -> None:
    found = read("Year,Date,Value\n2020,2020-03-01,5\n2020,2020-04-01,6")
    assert [one["period"] for one in found.observations] == ["2020-03-01", "2020-04-01"]
    assert found.said == ["“Year” is left aside: said more precisely in “Date”."]
