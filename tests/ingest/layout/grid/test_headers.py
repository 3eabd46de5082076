"""Headers over the columns: levels, merged and not; periods, units and measures in them."""

from __future__ import annotations

import pytest

from bot.ingest.faults import Faults
from bot.ingest.layout.grid import read_grid
from bot.ingest.orders import Orders
from bot.ingest.sheets import Span
from tests.ingest.layout.grid.tables import Said, drawn, observations, read

LEVELS = """
Visits to the pool by gender, 2019

swimmers | women |         | men |
         | adult | child   | adult | child
daily    | 12    | 34      | 56  | 78
weekly   | 1,200 | 3.5     | ..  | -4
"""


def test_a_header_stands_over_the_blank_cells_at_its_right() -> None:
    found = observations(read(LEVELS))
    assert found == {
        "B5": Said("12", {"sex": "women", "column heading": "adult", "swimmers": "daily"}, "2019"),
        "C5": Said("34", {"sex": "women", "column heading": "child", "swimmers": "daily"}, "2019"),
        "D5": Said("56", {"sex": "men", "column heading": "adult", "swimmers": "daily"}, "2019"),
        "E5": Said("78", {"sex": "men", "column heading": "child", "swimmers": "daily"}, "2019"),
        "B6": Said("1200", {"sex": "women", "column heading": "adult", "swimmers": "weekly"}, "2019"),
        "C6": Said("3.5", {"sex": "women", "column heading": "child", "swimmers": "weekly"}, "2019"),
        "E6": Said("-4", {"sex": "men", "column heading": "child", "swimmers": "weekly"}, "2019"),
    }


def test_what_is_no_figure_is_counted_and_the_title_names_the_indicator() -> None:
    reading = read(LEVELS)
    assert reading.indicator == "Visits to the pool"
    assert [(one.reason, one.count, one.examples) for one in reading.left_out] == [("no figure: “..”", 1, ["D6"])]
    assert not any(one.doubtful for one in reading.assumptions)
    said = " ".join(one.sentence for one in reading.assumptions)
    assert "“women”, “men”" in said
    assert "2019, as the title says" in said


def test_merged_headers_say_themselves_how_far_they_reach() -> None:
    table = """
Fish caught
species | lakes |      | rivers
        | trout | pike | eel
May     | 1     | 2    | 3
"""
    merged = (Span(2, 2, 2, 3), Span(2, 1, 3, 1))
    found = observations(read(drawn(table, merged), columns={"period": "2020"}))
    assert [row.dimensions["column heading"] for row in found.values()] == [
        "lakes: trout",
        "lakes: pike",
        "rivers: eel",
    ]


def test_a_header_that_stands_at_the_foot_of_its_column_is_under_none() -> None:
    table = """
Rooms
town  | hotels |       | hostels |       | inns |       |
      | beds   | rooms | beds    | rooms | beds | rooms | campsites
Ayle  | 10     | 5     | 20      | 4     | 7    | 3     | 1
Brock | 11     | 6     | 21      | 5     | 8    | 4     | 2
"""
    found = observations(read(table))
    assert found["G4"].dimensions["column group"] == "inns"
    assert "column group" not in found["H4"].dimensions
    assert found["H4"].dimensions["column heading"] == "campsites"


def test_years_over_the_columns_are_periods_in_their_own_words() -> None:
    table = """
Herring landed, tonnes
port   | 2017 actual | 2018p | 2019/20
Ayle   | 10          | 11    | 12
"""
    reading = read(table)
    rows = list(reading.rows())
    assert [(row.cells["period"], row.period_text, row.cells["status"]) for row in rows] == [
        ("2017", "2017 actual", "final"),
        ("2018", "2018p", "provisional"),
        ("2019/2020", "2019/20", ""),
    ]
    assert {row.cells["unit"] for row in rows} == {"tonnes"}


def test_quarters_under_years_are_quarters_of_them() -> None:
    table = """
Sales of lamps
shop | 2018 |    | 2019 |
     | Q1   | Q2 | Q1   | Q2
Ayle | 1    | 2  | 3    | 4
"""
    found = [(row.cells["period"], row.period_text) for row in read(table).rows()]
    assert found == [("2018-Q1", "2018 Q1"), ("2018-Q2", "2018 Q2"), ("2019-Q1", "2019 Q1"), ("2019-Q2", "2019 Q2")]


def test_months_down_the_side_and_years_across() -> None:
    table = """
Sales of lamps
month    | 2018 | 2019
January  | 1    | 2
February | 3    | 4
"""
    found = {cell: said.period for cell, said in observations(read(table)).items()}
    assert found == {"B3": "2018-01", "C3": "2019-01", "B4": "2018-02", "C4": "2019-02"}


def test_figures_in_several_units_are_of_several_measures() -> None:
    table = """
Herring fishery, 2020
port  | landings |       | boats
      | tonnes   | percent | number
Ayle  | 10       | 40    | 3
Brock | 15       | 60    | 5
"""
    found = observations(read(table))
    assert {cell: (said.unit, said.indicator) for cell, said in found.items()} == {
        "B4": ("tonnes", "Herring fishery: tonnes"),
        "C4": ("percent", "Herring fishery: percent"),
        "D4": ("number", "Herring fishery: number"),
        "B5": ("tonnes", "Herring fishery: tonnes"),
        "C5": ("percent", "Herring fishery: percent"),
        "D5": ("number", "Herring fishery: number"),
    }
    assert found["C4"].dimensions == {"port": "Ayle", "column heading": "landings"}


def test_headers_with_units_of_their_own_say_what_is_measured() -> None:
    table = """
Herring fishery, 2020
port  | catch  | value ($ millions) | share of jobs (%)
Ayle  | 10     | 40                 | 3
"""
    found = observations(read(table))
    assert {cell: (said.indicator, said.unit, said.dimensions) for cell, said in found.items()} == {
        "B3": ("Herring fishery: catch", "", {"port": "Ayle"}),
        "C3": ("Herring fishery: value", "millions of dollars", {"port": "Ayle"}),
        "D3": ("Herring fishery: share of jobs", "percent", {"port": "Ayle"}),
    }


def test_a_unit_stands_over_the_rows_below_it_until_the_next() -> None:
    table = """
The fleet, 2020
       | trawlers | cutters
       | number   |
crew   | 10       | 20
       | percent  |
women  | 5        | 6
"""
    merged = (Span(3, 2, 3, 3), Span(5, 2, 5, 3))
    for sheet in (drawn(table), drawn(table, merged)):
        found = observations(read(sheet))
        assert [(said.unit, said.indicator) for said in found.values()] == [
            ("number", "The fleet: crew"),
            ("number", "The fleet: crew"),
            ("percent", "The fleet: women"),
            ("percent", "The fleet: women"),
        ]


def test_a_scale_over_the_rows_goes_with_the_units_of_the_columns() -> None:
    table = """
Wages, 2020
(thousands)
trade | paid ($) | paid (£)
baker | 10       | 20
"""
    found = observations(read(table))
    assert [said.unit for said in found.values()] == ["dollars", "pounds"]


def test_numbers_may_head_columns() -> None:
    table = """
Households by number of rooms, 2020
      | rooms |   |
      | 1     | 2 | 3
Ayle  | 10    | 4 | 7
Brock | 11    | 5 | 2
"""
    found = observations(read(table))
    assert {cell: said.dimensions["column heading"] for cell, said in found.items() if cell.endswith("4")} == {
        "B4": "rooms: 1",
        "C4": "rooms: 2",
        "D4": "rooms: 3",
    }


def test_values_that_look_like_years_are_values_under_headers_of_their_own() -> None:
    table = """
Ships built
yard  | Ayle | Brock
ships | 1998 | 1890
men   | 20   | 30
"""
    assert observations(read(table))["B3"].value == "1998"


def test_years_with_a_note_and_the_row_of_the_header_that_somebody_names() -> None:
    table = """
Printed for the council
Lambs, 2020
farm  | ewes | rams
a     | b    | c
Ayle  | 5    | 6
"""
    reading = read(table, header_rows=(3, 3))
    assert [said.dimensions for said in observations(reading).values()] == [
        {"farm": "Ayle", "column heading": "ewes"},
        {"farm": "Ayle", "column heading": "rams"},
    ]
    assert not any("header." in one.sentence for one in reading.assumptions)


def test_two_columns_with_one_header_are_kept_apart_and_doubtful() -> None:
    table = """
Lambs, 2020
farm  | ewes | change | rams | change
Ayle  | 5    | 1      | 6    | 2
"""
    reading = read(table)
    found = observations(reading)
    assert found["C3"].dimensions != found["E3"].dimensions
    assert [one.sentence for one in reading.assumptions if one.doubtful] == [
        "Figures in C3, E3 have the same headers as others, and are kept apart by where they stand."
    ]


def test_a_reserved_word_is_no_name_of_a_dimension() -> None:
    table = """
Light, 2020
source | watts
lamp   | 5
candle | 6
"""
    assert [said.dimensions for said in observations(read(table)).values()] == [
        {"source (heading)": "lamp"},
        {"source (heading)": "candle"},
    ]


def test_a_sheet_without_figures_is_no_grid() -> None:
    assert read_grid(drawn("a | b\nc | d"), Orders(), Faults()) is None
    assert read_grid(drawn(""), Orders(), Faults()) is None


def test_years_in_any_order_head_columns() -> None:
    table = """
Boats
kind  | new  |      | old
      | 2018 | 2019 | 2017 | 2018 | 2019
ketch | 1    | 2    | 3    | 4    | 5
"""
    found = observations(read(table))
    assert [said.period for said in found.values()] == ["2018", "2019", "2017", "2018", "2019"]
    assert found["D4"].dimensions == {"column heading": "old", "kind": "ketch"}


def test_the_unit_of_a_column_goes_before_that_of_a_label() -> None:
    table = """
The port, 2020
             | tonnes | change (%)
cod (tonnes) | 5      | 6
"""
    found = observations(read(table))
    assert [said.unit for said in found.values()] == ["tonnes", "percent"]


def test_a_number_among_words_heads_its_column() -> None:
    table = """
Households by size, 2020
size | 1 | 2 or more
Ayle | 5 | 6
"""
    found = observations(read(table))
    assert [said.dimensions for said in found.values()] == [
        {"column heading": "1", "size": "Ayle"},
        {"column heading": "2 or more", "size": "Ayle"},
    ]


def test_a_row_of_units_below_the_headers_reaches_over_blanks() -> None:
    table = """
Growth of the fleet, 2020
port  | planned | reached | gap
      | percent |         | percentage points
Ayle  | 10      | 40      | 30
"""
    assert [said.unit for said in observations(read(table)).values()] == ["percent", "percent", "percentage points"]


def test_a_title_that_names_a_number_and_a_share_is_two_measures() -> None:
    table = """
Number and percentage of boats, 2020
port  | ketches |
      | number  | percent
Ayle  | 10      | 40
"""
    found = observations(read(table))
    assert [said.indicator for said in found.values()] == ["Number of boats: ketches", "percentage of boats: ketches"]


def test_columns_that_add_up_are_wholes_only_where_it_happens_often_enough() -> None:
    two = """
Births
     | UK    | North | South
2019 | 1,549 | 1,046 | 503
2020 | 1,732 | 1,120 | 612
"""
    assert read(two).wholes == {}
    assert any("“North” and “South” add up to “UK”" in one.sentence for one in read(two).assumptions if one.doubtful)
    three = """
Births
     | Isles | Alba | Cymru | Eire
2019 | 17    | 10   | 5     | 2
2020 | 20    | 11   | 6     | 3
2021 | 26    | 13   | 9     | 4
"""
    assert read(three).wholes == {"column heading": {"Isles": ("Alba", "Cymru", "Eire")}}
    assert not any(one.doubtful for one in read(three).assumptions)


@pytest.mark.parametrize("title", ["Deaths by cause and sex", "Deaths by gender and cause"])
def test_the_breakdown_that_columns_are_of_is_none_of_the_rows(title: str) -> None:
    found = observations(read(f"{title}\n|Male|Female\nFalls|12|14\nFires|3|2"))

    assert {name for one in found.values() for name in one.dimensions} == {"sex", "cause"}


def test_what_is_counted_beside_a_share_is_what_the_column_measures() -> None:
    found = observations(read("Ward|Turnout||Yes|\n|Votes|%|Votes|%\nElm|600|50|400|66.7\nOak|200|25|50|25"))
    alone = observations(read("Ward|Turnout|\n|Votes|%\nElm|600|50\nOak|200|25"))

    assert (found["B3"].indicator, found["B3"].unit, found["B3"].dimensions["column heading"]) == (
        "Votes",
        "votes",
        "Turnout",
    )
    assert (found["C3"].indicator, found["C3"].unit, found["C3"].dimensions["column heading"]) == (
        "",
        "percent",
        "Turnout",
    )
    assert [(alone[cell].indicator, alone[cell].unit) for cell in ("B3", "C3")] == [
        ("Turnout: Votes", "votes"), ("Turnout", "percent"),
    ]  # fmt: skip
