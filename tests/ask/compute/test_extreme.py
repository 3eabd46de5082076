"""Extremes and ranks: over the codes of a dimension for one period, or over the periods of one series."""

from __future__ import annotations

import re

import pytest

from tests.ask.ledger import Asker, answered, refused


@pytest.mark.parametrize(
    ("question", "value", "winner"),
    [
        (
            "which route had the most ferry passengers in 2022?",
            "700",
            "North had the highest number of ferry passengers, at 700",
        ),
        (
            "which route had the fewest ferry passengers in 2022?",
            "150",
            "Island had the lowest number",
        ),
        ("which route came second for ferry passengers in 2023?", "250", "South had the second highest number"),
        ("which route had the lowest coldest water in 2022?", "-1.5", "lowest for North"),
        (
            "in which year were ferry passengers lowest?",
            "900",
            "The number of ferry passengers was lowest in 2023, at 900.",
        ),
    ],
)
def test_the_winner_and_its_figure(ferries: Asker, question: str, value: str, winner: str) -> None:
    answer = ferries.ask(question)
    assert answered(answer)[0] == value
    assert winner in answer.text


@pytest.mark.parametrize(
    ("question", "value", "winners"),
    [
        (
            "which route had the lowest share of punctual sailings in 2022?",
            "84",
            "were lowest for South and Island, both at 84",
        ),
        (
            "which route came second for punctual sailings in 2022?",
            "84",
            "second highest for South and Island, both at",
        ),
        ("in which year were ferry passengers highest?", "1250", "in 2021 and in 2022"),
    ],
)
def test_all_winners_of_a_tie_are_named(ferries: Asker, question: str, value: str, winners: str) -> None:
    answer = ferries.ask(question)
    assert answered(answer)[0] == value
    assert winners in answer.text


def test_everything_compared_is_cited_and_shown(ferries: Asker) -> None:
    answer = ferries.ask("which route had the most ferry passengers in 2023?")
    assert {figure.value for figure in answer.figures} == {"500", "250", "150"}
    assert answer.computation is not None
    assert answer.computation.expression == "North 500 > South 250 > Island 150"


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("top two routes for ferry passengers in 2023", ["North", "500", "South", "250"]),
        ("bottom two routes for ferry passengers in 2023", ["Island", "150", "South", "250"]),
        ("top 2 routes for punctual sailings in 2022", ["North", "90.5", "South", "84", "Island", "84"]),
    ],
)
def test_the_top_few_with_everyone_level_with_the_last(ferries: Asker, question: str, listed: list[str]) -> None:
    said = ferries.ask(question).text.rpartition(": ")[2]
    assert re.findall(r"[A-Z][a-z]+|[\d.]*\d", said) == listed


def test_a_rank_beyond_the_last_is_refused(ferries: Asker) -> None:
    answer = ferries.ask("which route came fourth for ferry passengers in 2023?")
    assert refused(answer) == "We hold only 3 of them."


def test_nothing_to_compare_with_is_refused(turnout: Asker) -> None:
    assert "only one" in refused(turnout.ask("in which year was the weekly rent highest?"))


@pytest.mark.parametrize(
    "ask", ["highest year for ferry passengers on North", "the lowest year, ferry passengers, North"]
)
def test_the_highest_year_is_a_year(ferries: Asker, ask: str) -> None:
    answer = ferries.ask(ask)
    assert "highest in 2022" in answer.text or "lowest in 2023" in answer.text
