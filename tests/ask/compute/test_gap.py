"""The gap between two codes over time: its change, and when it was widest."""

from __future__ import annotations

import pytest

from tests.ask.ledger import Asker, answered, of_table, refused


def test_a_gap_of_shares_changes_in_points(ferries: Asker) -> None:
    answer = ferries.ask("how did the gap between North and South in punctual sailings change between 2022 and 2023?")
    assert answered(answer) == ("-3.25", "percentage points")
    assert "narrowed by 3.25 percentage points, from 6.5 percentage points in 2022" in answer.text
    assert {figure.value for figure in answer.figures} == {"90.5", "84", "88.0", "91.25"}


def test_a_gap_of_counts_changes_in_their_unit(ferries: Asker) -> None:
    answer = ferries.ask(
        "by how much did the gap between North and South in ferry passengers narrow from 2022 to 2023?"
    )
    assert answered(answer) == ("-50", "passengers")


@pytest.mark.parametrize(("word", "value", "year"), [("widest", "6.5", "2022"), ("narrowest", "3.25", "2023")])
def test_when_it_was_widest(ferries: Asker, word: str, value: str, year: str) -> None:
    answer = ferries.ask(f"when was the gap between North and South in punctual sailings {word}?")
    assert answered(answer) == (value, "percentage points")
    assert answer.date == year
    assert f"{word} in {year}" in answer.text


def test_a_tie_names_every_period_and_no_date() -> None:
    desk = of_table("""
        indicator,period,bank,value,unit
        floods,2021,left,7,floods
        floods,2021,right,4,floods
        floods,2022,left,5,floods
        floods,2022,right,8,floods
        floods,2023,left,6,floods
        floods,2023,right,6,floods
    """)
    answer = desk.ask("when was the gap in floods between left and right widest?")
    assert answered(answer) == ("3", "floods")
    assert "in 2021 and in 2022" in answer.text
    assert answer.date is None


def test_a_gap_at_one_moment_only_is_refused() -> None:
    desk = of_table("""
        indicator,period,bank,value,unit
        floods,2021,left,7,floods
        floods,2021,right,4,floods
    """)
    refused(desk.ask("how did the gap in floods between left and right change?"))


@pytest.mark.parametrize(("word", "year"), [("largest", "2022"), ("at its widest", "2022"), ("smallest", "2023")])
def test_the_size_of_a_gap_may_be_said_after_its_sides(ferries: Asker, word: str, year: str) -> None:
    answer = ferries.ask(f"when was the gap between North and South punctual sailings {word}?")
    assert answer.date == year
    assert "gap between North and South" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "by how much did the lead of North over South in punctual sailings shrink between 2022 and 2023?",
        "how much closer were North and South in punctual sailings in 2023 than in 2022?",
        "the gap between North and South in punctual sailings got smaller by how many points from 2022 to 2023?",
    ],
)
def test_a_gap_in_other_words(ferries: Asker, question: str) -> None:
    assert answered(ferries.ask(question)) == ("-3.25", "percentage points")


def test_a_gap_once_all_was_counted_is_set_against_what_it_was_before(council: Asker) -> None:
    answer = council.ask("by how much did the gap between Red and Blue in seats grow once every vote was counted?")
    assert answered(answer) == ("3", "seats")
