"""Bounds in the place of small counts, which are no figures and no members of a breakdown."""

from __future__ import annotations

import pytest

from bot.ingest.cells.bounds import is_bound
from bot.ingest.cells.numbers import read_number
from tests.ingest.layout.grid.tables import read as read_grid
from tests.ingest.layout.long.sheets import read as read_long


@pytest.mark.parametrize("text", ["1-4", "0–5", "1 to 9", "[1-4]", "(1-4)*", "fewer than five", "less than ten cases"])
def test_it_is_a_bound(text: str) -> None:
    assert is_bound(text)


@pytest.mark.parametrize("text", ["5-9", "1", "1-", "10-14", "five", "2020-21", "1-104", "under way"])
def test_it_is_none(text: str) -> None:
    assert not is_bound(text)


def test_a_limit_in_brackets_is_a_number_with_its_qualifier() -> None:
    for text in ("(<5)", "[<5]", "<5"):
        number = read_number(text)
        assert number is not None
        assert (number.text, number.qualifier) == ("5", "less than")


def test_bounds_are_counted_and_left_out() -> None:
    found = read_long("Ward,Year,Cases\nElm,2020,12\nElm,2021,1-4\nOak,2020,1-4\nOak,2021,fewer than five\n")

    assert [one["value"] for one in found.observations] == ["12"]
    assert sum(one.count for one in found.reading.left_out) == 3
    assert not found.problems


def test_a_grid_leaves_them_out_as_well() -> None:
    reading = read_grid("Cases by ward\n|Women|Men\nElm|1-4|1-4\nOak|12|1-4\nAsh|7|9")

    assert [row.cells["value"] for row in reading.rows()] == ["12", "7", "9"]
    assert [(one.reason, one.count) for one in reading.left_out] == [("no figure: “1-4”", 3)]


@pytest.mark.parametrize("sizes", [("1-4", "5", "6"), ("1-4", "5-9", "10"), ("1", "2-3", "4+")])
def test_classes_stay_what_rows_are_called(sizes: tuple[str, ...]) -> None:
    rows = "".join(f"Elm,{size},{at}\n" for at, size in enumerate(sizes, 20))
    found = read_long(f"Ward,Household size,Homes\n{rows}")

    assert [one.get("Household size") for one in found.observations] == list(sizes)
