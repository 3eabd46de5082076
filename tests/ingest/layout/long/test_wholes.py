"""Which members are wholes: by plain words, or by sums that chance does not make."""

from __future__ import annotations

import pytest

from tests.ingest.layout.long.sheets import read


def test_a_place_called_all_something_is_no_whole_because_two_others_nearly_add_up() -> None:
    found = read("""
        Parish,2019,2020,2021
        All Hallows,30,41,52
        Easby,20,21,22
        Wye,9,20,31
    """)
    assert found.reading.wholes == {}


def test_the_first_is_no_whole_because_the_second_and_the_majority_add_up_to_it() -> None:
    found = read("""
        Candidate,Year,Votes
        Brown,2019,900
        Green,2019,700
        Majority,2019,200
        Brown,2020,800
        Green,2020,500
        Majority,2020,300
        Brown,2021,801
        Green,2021,502
        Majority,2021,299
    """)
    assert found.reading.wholes == {}
    assert found.doubts[1:] == ["“Green” and “Majority” add up to “Brown”, which is not taken for their total"]


def test_two_parts_and_small_numbers_are_no_whole_without_a_name() -> None:
    two = """
        Nation,2019,2020
        Alba,1046,1120
        Cymru,503,612
        Isles,1549,1732
    """
    assert read(two).reading.wholes == {}
    assert any("“Alba” and “Cymru” add up to “Isles”" in one for one in read(two).doubts)
    named = read(two.replace("Isles", "Total"))
    assert named.reading.wholes == {"Nation": {"Total": ("Alba", "Cymru")}}
    assert named.doubts == []
    assert (
        read("""
        Boat,2019
        Sloop,3
        Ketch,1
        Yawl,2
    """).doubts
        == []
    )


def test_sums_that_hold_in_every_column_show_a_whole_of_any_name() -> None:
    found = read("""
        Nation,2019,2020,2021
        Alba,10,11,13
        Cymru,5,6,9
        Eire,2,3,4
        Isles,17,20,26
    """)
    assert found.reading.wholes == {"Nation": {"Isles": ("Alba", "Cymru", "Eire")}}
    nearly = read("""
        Nation,2019,2020,2021
        Alba,10,11,13
        Cymru,5,6,9
        Eire,2,3,4
        Isles,17,20,27
    """)
    assert nearly.reading.wholes == {}


def test_plain_words_are_wholes_to_rounding() -> None:
    found = read("""
        Stream,2019
        Wye,10
        Dee,20
        All streams,31
    """)
    assert found.reading.wholes == {"Stream": {"All streams": ("Wye", "Dee")}}


def test_of_which_is_part_of_the_row_above_and_is_not_added_twice() -> None:
    found = read("""
        Sector,2019
        Public,10
        of which nurses,6
        Private,20
        All,30
    """)
    assert found.reading.wholes == {"Sector": {"Public": ("of which nurses",), "All": ("Public", "Private")}}


@pytest.mark.parametrize(
    ("total", "said"),
    [
        ("310", ["“Total” is a total of 310, and the others beside it add up to 300."]),
        ("300", []),
        ("150", []),  # a mean
        ("900", []),  # of more than is listed
    ],
)
def test_a_total_that_its_parts_nearly_add_up_to_is_said(total: str, said: list[str]) -> None:
    found = read(f"Region,Year,Births\nNorth,2022,100\nSouth,2022,200\nTotal,2022,{total}\n")
    assert [one for one in found.said if "total of" in one] == said
    assert found.doubts == []
