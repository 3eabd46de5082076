"""What comes before decimals: settled by each column, else by the others, and in doubt where they disagree."""

from __future__ import annotations

import pytest

from bot.ingest.orders import Orders
from tests.ingest.layout.long.sheets import Read, read


def values(found: Read, indicator: str) -> list[str]:
    return [one["value"] for one in found.observations if one["indicator"] == indicator]


def table(first: tuple[str, str], second: tuple[str, str], orders: Orders | None = None) -> Read:
    rows = "".join(f"Elm;{year};{one};{other}\n" for year, one, other in zip((2021, 2022), first, second, strict=True))
    return read(f"Town;Year;Rainfall;Visitors\n{rows}", orders or Orders(), delimiter=";")


def test_a_group_or_a_decimal_comma_where_only_other_columns_show_commas_is_in_doubt() -> None:
    found = table(("7,5", "8,25"), ("3,456", "4,567"))
    assert found.doubts == ["“3,456” in column “Visitors” is read with a decimal comma; only other columns show it."]
    (doubt,) = (one for one in found.reading.assumptions if one.doubtful)
    assert doubt.option == "--decimal ."


def test_a_column_that_shows_it_is_read_by_itself() -> None:
    found = table(("7,5", "8,25"), ("3.4", "4.5"))
    assert values(found, "Rainfall") == ["7.5", "8.25"]
    assert values(found, "Visitors") == ["3.4", "4.5"]
    assert not found.doubts


@pytest.mark.parametrize(
    ("rainfall", "visitors", "read_as"),
    [
        (("7,5", "8,25"), ("3.456", "4.567"), ["3456", "4567"]),
        (("7.5", "8.25"), ("3,456", "4,567"), ["3456", "4567"]),
        (("7.5", "8.25"), ("3.456", "4.567"), ["3.456", "4.567"]),
        (("7", "8"), ("3,456", "4,567"), ["3456", "4567"]),
        (("7,5", "8,25"), ("3,456", "4,5"), ["3.456", "4.5"]),
        (("7,5", "8,25"), ("12", "13"), ["12", "13"]),
    ],
)
def test_a_column_that_could_be_read_both_ways_goes_with_a_table_of_one_hand(
    rainfall: tuple[str, str], visitors: tuple[str, str], read_as: list[str]
) -> None:
    found = table(rainfall, visitors)
    assert values(found, "Visitors") == read_as
    assert not found.doubts


def test_points_that_nothing_settles_are_in_doubt() -> None:
    found = table(("7", "8"), ("3.456", "4.567"))
    assert found.doubts == [
        "“3.456” in column “Visitors” is read with a decimal point; nothing in its column settles it."
    ]


def test_the_desk_settles_it() -> None:
    found = table(("7,5", "8,25"), ("3,456", "4,567"), Orders(decimal=","))
    assert values(found, "Visitors") == ["3.456", "4.567"]
    assert not found.doubts


def test_years_over_columns_show_it_together() -> None:
    found = read("Town;2021;2022\nElm;3,456;4,5\nAsh;4,567;5,5\n", delimiter=";")
    assert [one["value"] for one in found.observations] == ["3.456", "4.5", "4.567", "5.5"]
    assert not found.doubts


def test_words_beside_a_number_say_nothing_of_its_decimals() -> None:
    found = table(("2,222", "14,500"), ("960 (est.)", "c. 1,960"))
    assert values(found, "Rainfall") == ["2222", "14500"]
    assert values(found, "Visitors") == ["960", "1960"]
    assert not found.doubts


def test_one_number_that_fits_no_groups_of_three_does_not_settle_the_others() -> None:
    rows = "".join(f"Elm;{year};4,{year - 1000}\n" for year in range(1960, 2000))
    found = read(f"Town;Year;Visitors\n{rows}Elm;2020;3,4561\n", delimiter=";")
    assert values(found, "Visitors")[:2] == ["4960", "4961"]
    assert ["“3,4561” does not" in doubt for doubt in found.doubts] == [True]
    assert [one.option for one in found.reading.assumptions if one.doubtful] == ["--decimal ,"]
    assert ["“3,4561” is not a number" in one.wrong for one in found.problems] == [True]
    told = read(f"Town;Year;Visitors\n{rows}Elm;2020;3,4561\n", Orders(decimal=","), delimiter=";")
    assert values(told, "Visitors")[-1] == "3.4561"
    assert not told.doubts
