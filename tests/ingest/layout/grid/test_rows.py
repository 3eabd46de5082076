"""The labels of rows: sections, parts of rows, stubs of several columns, totals, periods down the side."""

from __future__ import annotations

import pytest

from tests.ingest.layout.grid.tables import Said, drawn, observations, read


def labels(table: object, **said: object) -> list[dict[str, str]]:
    return [dict(one.dimensions) for one in observations(read(table, **said)).values()]  # type: ignore[arg-type]


def test_sections_name_dimensions_and_labels_stand_alone() -> None:
    table = """
Who swims, 2020
          | percent
total     | 30
age group |
10 to 19  | 40
20 to 29  | 35
has a dog |
yes       | 31
no        | 29
"""
    assert observations(read(table)) == {
        "B3": Said("30", {}, "2020", "percent"),
        "B5": Said("40", {"age group": "age group: 10 to 19"}, "2020", "percent"),
        "B6": Said("35", {"age group": "age group: 20 to 29"}, "2020", "percent"),
        "B8": Said("31", {"has a dog": "has a dog: yes"}, "2020", "percent"),
        "B9": Said("29", {"has a dog": "has a dog: no"}, "2020", "percent"),
    }


def test_sections_of_one_list_stay_one_dimension() -> None:
    table = """
Boats, 2020
kind of boat | Ayle | Brock
sailing      |      |
dinghy       | 1    | 2
motor        |      |
launch       | 3    | 4
"""
    assert labels(table)[::2] == [
        {"column heading": "Ayle", "kind of boat": "sailing: dinghy"},
        {"column heading": "Ayle", "kind of boat": "motor: launch"},
    ]


def test_sections_that_are_years_are_periods() -> None:
    table = """
Boats
year and kind of boat | Ayle
2019 |
dinghy | 1
launch | 2
2020 |
dinghy | 3
"""
    found = [(said.value, said.period, said.dimensions["kind of boat"]) for said in observations(read(table)).values()]
    assert found == [("1", "2019", "dinghy"), ("2", "2019", "launch"), ("3", "2020", "dinghy")]


def test_labels_that_come_again_in_each_section_cross_it() -> None:
    table = """
Views, 2020
statement and answer | percent
dogs are best |
agree    | 10
disagree | 90
cats are best |
agree    | 70
disagree | 30
"""
    assert labels(table)[2] == {"statement": "cats are best", "answer": "agree"}


def test_two_sections_in_a_row_are_one_in_the_other() -> None:
    table = """
Boats, 2020
     | Ayle
afloat |
sailing |
dinghy | 1
motor |
launch | 2
ashore |
in a shed |
canoe | 3
"""
    assert [next(iter(one.values())) for one in labels(table)] == [
        "afloat: sailing: dinghy",
        "afloat: motor: launch",
        "ashore: in a shed: canoe",
    ]


def test_indents_say_what_is_part_of_what() -> None:
    table = """
Boats, 2020
kind | Ayle
all | 9
  sailing | 4
    dinghy | 3
  motor | 5
"""
    found = labels(drawn(table, indented=True))
    assert [one.get("kind") for one in found] == [None, "sailing", "sailing: dinghy", "motor"]


def test_bold_rows_head_those_below_them() -> None:
    table = """
Boats, 2020
kind | Ayle
sailing | 4
dinghy | 3
motor | 5
launch | 2
"""
    found = labels(drawn(table, bold=(3, 5)))
    assert [one["kind"] for one in found] == ["sailing", "sailing: dinghy", "motor", "motor: launch"]


PARTS = """
Catch, 2020
species | Ayle | Brock
flatfish | 1,250 | 3,333
plaice | 1,000 | 3,000
sole | 250 | 333
roundfish | 5,120 | 7,007
cod | 2,120 | 7,000
ling | 3,000 | 7
"""


def test_rows_that_add_up_are_parts() -> None:
    reading = read(PARTS)
    assert [said.dimensions["species"] for cell, said in observations(reading).items() if cell.startswith("B")] == [
        "flatfish",
        "flatfish: plaice",
        "flatfish: sole",
        "roundfish",
        "roundfish: cod",
        "roundfish: ling",
    ]
    assert any("“flatfish”, “roundfish”" in one.sentence for one in reading.assumptions)


def test_two_rows_that_add_up_to_one_above_them_are_its_parts_only_in_doubt() -> None:
    assert any("too few" in one.sentence and one.doubtful for one in read(PARTS).assumptions)
    assert read(PARTS).wholes == {}
    top, bottom = PARTS[: PARTS.index("flatfish")], PARTS[PARTS.index("roundfish") :]
    reading = read(top + bottom.replace("ling | 3,000 | 7\n", "ling | 1,000 | 3\nhake | 2,000 | 4\n"))
    assert reading.wholes["species"]["roundfish"] == ("cod", "ling", "hake")
    assert not any(one.doubtful for one in reading.assumptions)


def test_rows_that_add_up_by_chance_are_not_parts() -> None:
    table = """
Boats, 2020
kind | Ayle
sloop | 3
ketch | 1
yawl | 2
"""
    assert [one["kind"] for one in labels(table)] == ["sloop", "ketch", "yawl"]


def test_all_of_several_kinds_head_their_rows() -> None:
    table = """
Boats, 2020
kind | percent
all sailing boats | 3
ketch | 1
all motor boats | 7
launch | 6
total | 9
"""
    assert [one.get("kind") for one in labels(table)] == [
        "all sailing boats",
        "all sailing boats: ketch",
        "all motor boats",
        "all motor boats: launch",
        None,
    ]


def test_a_total_below_the_last_section_is_the_whole_tables() -> None:
    table = """
Boats, 2020
     | Ayle
sailing |
ketch | 1
motor |
launch | 6
total boats | 9
"""
    assert labels(table)[-1] == {"row heading": "total boats"}
    assert read(table).wholes == {"row heading": {"total boats": ()}}


def test_a_stub_of_several_columns_repeats_what_stands_above_a_blank() -> None:
    table = """
Boats, 2020
region | kind | Ayle | Brock
north  | ketch | 1 | 2
       | yawl | 3 | 4
south  | ketch | 5 | 6
"""
    assert labels(table)[2] == {"region": "north", "kind": "yawl", "column heading": "Ayle"}


def test_years_down_the_side_and_what_is_none() -> None:
    table = """
Rain
year | Ayle | Brock
2018 | 1    | 2
2019 | 3    | 4
2018 to 2019 average | 2 | 3
"""
    found = observations(read(table))
    assert (found["B4"].period, found["B4"].dimensions) == ("2019", {"column heading": "Ayle"})
    assert found["B5"].dimensions["year"] == "2018 to 2019 average"


def test_figures_without_a_time_are_doubtful_where_something_beside_them_may_say_it() -> None:
    table = """
Rain
place | mm
Ayle  | 5
"""
    (said,) = [one for one in read(table).assumptions if "what time" in one.sentence]
    assert (said.sentence, said.doubtful) == ("Nothing says what time figures are of: 1 figure has no period.", False)
    (said,) = [one for one in read(f"{table}\nNote: as in 2019").assumptions if "what time" in one.sentence]
    assert said.doubtful
    assert "“Note: as in 2019” may say it" in said.sentence
    told = read(table, columns={"period": "2020", "indicator": "Rainfall", "town": "place"})
    assert observations(told) == {"B3": Said("5", {"town": "Ayle"}, "2020", "mm", "Rainfall")}
    assert not any(one.doubtful for one in told.assumptions)


def test_rows_and_columns_that_are_to_be_left_aside() -> None:
    table = """
Rain, 2020
place | May | June
Ayle  | 5   | 6
Brock | 7   | 8
"""
    found = observations(read(table.replace("May", "east").replace("June", "west"), ignored=("Brock", "WEST")))
    assert list(found) == ["B3"]


def test_flags_notes_and_ranks() -> None:
    table = """
Rain, 2020
rank | place | mm | | remark
1    | Ayle  | 5  | p | measured at the mill
2    | Brock | 7e |   |
Source: the mill
"""
    reading = read(table)
    rows = {row.cell: row.cells for row in reading.rows()}
    assert list(rows) == ["C3", "C4"]
    assert (rows["C3"]["status"], rows["C3"]["note"]) == ("provisional", "measured at the mill")
    assert rows["C4"]["status"] == "estimate"
    assert [(one.reason, one.examples) for one in reading.left_out] == [("a note below the table", ["row 5"])]


@pytest.mark.parametrize("unread", ["1,113 r.", "960.", "960 p.", "€960x", "s.d."])
@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_row_whose_figure_cannot_be_read_is_no_note_and_no_heading(unread: str, place: int) -> None:
    rows = ["Ayle | 2,222", "Bree | 2,223", "Dunn | 14,500"]
    rows.insert(place, f"Corr | {unread}")
    reading = read("Boats\nTown | 2021\n" + "\n".join(rows))
    found = [(said.value, said.dimensions["Town"]) for said in observations(reading).values()]
    assert found == [("2222", "Ayle"), ("2223", "Bree"), ("14500", "Dunn")]
    assert [(one.reason, one.examples) for one in reading.left_out] == [("not a number", [f"B{place + 3}"])]


@pytest.mark.parametrize("below", ["Unit | 000's", "Note: | 960.", "Source | Elm Office"])
def test_a_line_below_that_says_something_is_a_note(below: str) -> None:
    reading = read(f"Boats\nTown | 2021\nAyle | 2,222\nBree | 2,223\n{below}")
    assert [one.reason for one in reading.left_out] == ["a note below the table"]


def test_decimal_commas() -> None:
    table = """
Regen, 2020
Ort | mm
A   | 5,25
B   | 1.234,5
"""
    reading = read(table)
    assert [said.value for said in observations(reading).values()] == ["5.25", "1234.5"]
    comma = [one for one in reading.assumptions if one.option == "--decimal ."]
    assert [(one.sentence, one.doubtful) for one in comma] == [("A comma comes before decimals, as in “5,25”.", False)]


def test_one_number_that_fits_no_groups_of_three_does_not_settle_the_grid() -> None:
    table = """
Boats, 2020
Town | moored | at sea
Ayle | 1,234  | 2,345
Bree | 3,456  | 3,4561
"""
    reading = read(table)
    assert [said.value for said in observations(reading).values()] == ["1234", "2345", "3456"]
    assert [(one.option, "“3,4561” does not" in one.sentence) for one in reading.assumptions if one.doubtful] == [
        ("--decimal ,", True)
    ]
    told = read(table, decimal=",")
    assert [said.value for said in observations(told).values()] == ["1.234", "2.345", "3.456", "3.4561"]
    assert not any(one.doubtful for one in told.assumptions)


def test_groups_below_a_unit_are_not_units() -> None:
    table = """
Boats, 2020
       | ketch | yawl
       | number |
       | at sea |
Ayle   | 1 | 2
       | ashore |
Ayle   | 3 | 4
"""
    found = observations(read(table))
    assert (found["B5"].unit, found["B5"].dimensions["row group"]) == ("number", "at sea")
    assert (found["C7"].unit, found["C7"].dimensions["row group"]) == ("number", "ashore")


def test_a_row_and_a_column_with_times_keep_both() -> None:
    table = """
Boats that still sail
built | 2018 | 2020
1950  | 10   | 7
1960  | 20   | 8
"""
    found = observations(read(table))
    assert (found["C3"].period, found["C3"].dimensions) == ("2020", {"built": "1950"})


def test_a_row_that_all_others_are_parts_of_is_not_said_with_each() -> None:
    table = """
Catch, 2020
species | Ayle | Brock
fish    | 6,370 | 10,340
cod     | 5,120 | 7,007
ling    | 1,250 | 3,333
"""
    reading = read(table)
    assert [said.dimensions["species"] for said in observations(reading).values()][::2] == ["fish", "cod", "ling"]
    assert reading.wholes == {}
    assert any("not held as such: “fish”" in one.sentence and one.doubtful for one in reading.assumptions)
    named = read(table.replace("fish ", "all fish "))
    assert named.wholes == {"species": {"all fish": ("cod", "ling")}}
    assert not any(one.doubtful for one in named.assumptions)


def test_the_first_is_no_whole_of_the_second_and_the_majority() -> None:
    reading = read("""
Votes, 2019
candidate | Ayle | Brock
Brown     | 9,004 | 8,310
Green     | 7,001 | 5,207
Majority  | 2,003 | 3,103
""")
    assert [said.dimensions["candidate"] for said in observations(reading).values()][::2] == [
        "Brown",
        "Green",
        "Majority",
    ]
    assert reading.wholes == {}
    assert [one.sentence for one in reading.assumptions if one.doubtful] == [
        "“Green” and “Majority” add up to “Brown”, which is not taken for their total"
    ]


def test_a_winner_in_bold_is_no_whole() -> None:
    table = "Votes, 2019\ncandidate | Ayle | Brock\nBrown | 904 | 83\nGreen | 701 | 52\n{} | 203 | 31\n"
    for third in ("Majority", "Gray"):
        reading = read(drawn(table.format(third), bold=(3,)))
        assert reading.wholes == {}
        assert [one.dimensions["candidate"] for one in observations(reading).values()][2] == "Green"
    nation = "Births, 2019\nnation | girls | boys\nIsles | 17 | 20\nAlba | 10 | 11\nCymru | 5 | 6\nEire | 2 | 3\n"
    assert read(drawn(nation, bold=(3,))).wholes == {}
    clear = nation.replace("17", "1700").replace("10", "1693").replace("20", "2000").replace("11", "1991")
    assert read(drawn(clear, bold=(3,))).wholes == {"nation": {"Isles": ("Alba", "Cymru", "Eire")}}


def test_places_called_all_something_head_no_rows() -> None:
    table = """
Births, 2019
parish | number
All Hallows | 3
Easby | 1
All Saints | 7
Wye | 6
"""
    reading = read(table)
    assert [one["parish"] for one in labels(table)] == ["All Hallows", "Easby", "All Saints", "Wye"]
    assert reading.wholes == {}


def test_rows_of_which_are_parts_of_the_one_above_and_of_no_sum() -> None:
    reading = read("""
Jobs, 2019
sector           | Ayle  | Brock
public           | 1,000 | 4,000
of which nurses  | 600   | 1,004
of which police  | 300   | 77
private          | 2,000 | 1,303
charities        | 50    | 20
total            | 3,050 | 5,323
""")
    rows = [said.dimensions.get("sector") for cell, said in observations(reading).items() if cell.startswith("B")]
    assert rows == ["public", "public: of which nurses", "public: of which police", "private", "charities", None]
    assert reading.wholes == {"sector": {"public": ("public: of which nurses", "public: of which police")}}


def test_months_of_no_year_are_kept_as_they_are_and_doubtful() -> None:
    table = """
Rain
month | Ayle | Brock
May   | 1    | 2
June  | 3    | 4
"""
    reading = read(table)
    assert [(said.period, said.dimensions["month"]) for said in observations(reading).values()][::2] == [
        ("", "May"),
        ("", "June"),
    ]
    assert any(one.doubtful for one in reading.assumptions)


def test_a_section_and_a_unit_in_one_row() -> None:
    table = """
Boats, 2020
        | Ayle | Brock
        | number |
all     | 1    | 2
motor   | percent |
launch  | 3    | 4
"""
    found = observations(read(table))
    assert found["B4"].unit == "number"
    assert (found["C6"].unit, found["C6"].dimensions["motor"]) == ("percent", "motor: launch")


def test_words_over_several_columns_amid_the_rows_are_doubtful() -> None:
    table = """
Boats, 2020
       | Ayle | Brock
ketch  | 1    | 2
       | new  | old
launch | 3    | 4
"""
    (doubt,) = (one.sentence for one in read(table).assumptions if one.doubtful)
    assert (
        doubt == "Words stand over several columns amid the table (row 4); what they say of the rows below is not read."
    )


def test_a_sign_of_a_currency_goes_with_the_scale_in_the_title() -> None:
    table = """
Budget, € million
Ministry | now | then
Defence  | €1.5 | €1.6
Health   | €2bn | 3%
"""
    units = {cell: said.unit for cell, said in observations(read(table)).items()}
    assert units == {
        "B3": "millions of euros",
        "C3": "millions of euros",
        "B4": "billions of euros",
        "C4": "percent",
    }
