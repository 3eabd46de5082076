"""Amounts that are claimed: how exactly they are meant, in which unit, and which numbers are none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.ask.language.amounts import Amount, Bound, amounts_in
from bot.ask.language.rows import rows
from bot.ask.text import tokenize
from tests.ask.dialogue.test_rows import judged
from tests.ask.ledger import Asker


def amounts(text: str) -> list[Amount]:
    return amounts_in(tokenize(text), frozenset())


def amount(text: str) -> Amount:
    (found,) = amounts(text)
    return found


@pytest.mark.parametrize(
    ("claimed", "value", "holds"),
    [
        ("it was 43", "43.4", True),
        ("it was 43", "43.6", False),
        ("it was 43.0", "43.4", False),
        ("it was 43.0", "43.04", True),
        ("it was 43.60", "43.6", True),
        ("it was 2,100", "2100", True),
        ("it was 2,100", "2101", False),
        ("it was about 40", "42", True),
        ("it was about 40", "42.1", False),
        ("it was about 40", "37.9", False),
        ("it was nearly 40", "39.9", True),
        ("it was nearly 40", "40", False),
        ("it was nearly 40", "35.9", False),
        ("it was just over 40", "40", False),
        ("it was just over 40", "44", True),
        ("it was just over 40", "44.1", False),
        ("it was more than 40", "40", False),
        ("it was at least 40", "40", True),
        ("it was no more than 40", "40.1", False),
        ("it exceeded 40", "40", False),
        ("it exceeded 40", "40.1", True),
        ("it fell short of 40", "39", True),
        ("it fell short of 40", "40", False),
        ("it passed 40", "41", True),
    ],
)
def test_as_exact_as_it_is_said(claimed: str, value: str, holds: bool) -> None:
    assert amount(claimed).holds(Decimal(value)) is holds


@pytest.mark.parametrize(
    ("claimed", "value", "unit", "holds"),
    [
        ("more than 400 million dollars", "431.6", "million dollars", True),
        ("more than 440 million dollars", "431.6", "million dollars", False),
        ("432 million dollars", "431.6", "million dollars", True),
        ("431 million dollars", "431.6", "million dollars", False),
        ("431.6 million", "431600000", "dollars", True),
        ("0.43 billion dollars", "431.6", "million dollars", True),
        ("$431.6m", "431.6", "million dollars", True),
        ("431.6", "431.6", "million dollars", True),
        ("half a million", "504625", "votes", True),
        ("half a million", "560000", "votes", False),
        ("2k", "2100", "people", True),
        ("3bn", "3100", "million dollars", True),
        ("2.1 thousand", "2100", "people", True),
        ("2.1 thousand", "2160", "people", False),
    ],
)
def test_thousands_and_millions_are_those_of_the_unit(claimed: str, value: str, unit: str, holds: bool) -> None:
    assert amount(claimed).holds(Decimal(value), unit) is holds


@pytest.mark.parametrize("row", rows("fractions"), ids=lambda row: row["words"])
def test_a_fraction_is_a_share(row: dict[str, str]) -> None:
    word = row["words"].split()[0]
    found = amount(f"it was {word} of them" if word == "half" else f"it was a {word} of them")
    share = Decimal(100) / int(row["parts"])
    assert (found.is_share, found.is_fraction, found.bound) == (True, True, Bound.ABOUT)
    assert found.holds(share)
    assert not found.holds(share * 2)


@pytest.mark.parametrize(
    ("claimed", "share"),
    [
        ("two thirds", "66.7"),
        ("three quarters", "75"),
        ("one in four", "25"),
        ("nine in ten", "90"),
        ("1 in 8", "12.5"),
    ],
)
def test_several_parts_of_a_whole(claimed: str, share: str) -> None:
    assert amount(f"it was {claimed} of them").holds(Decimal(share))
    assert not amount(f"it was more than {claimed} of them").holds(Decimal(share) - 1)


@pytest.mark.parametrize(
    "text",
    [
        "the top 3 of them",
        "the bottom 5 towns",
        "those aged 15 in town",
        "boys of age 15",
        "15 year olds",
        "15-year-olds",
        "within the 12 months",
        "over the last 3 years",
        "people aged 15 to 24",
        "number 7",
        "room 3b",
        "the second half of it",
        "the most of all",
        "the majority",
        "in total",
        "",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize("text", ["passengers on line 250 fell", "deaths of people under 25 fell", "rooms on floor 12"])
def test_a_number_without_a_verb_or_a_unit_is_not_said_to_be_how_much(text: str) -> None:
    assert not any(one.is_said for one in amounts(text))


@pytest.mark.parametrize(
    "text", ["it was 250", "it rose by 250", "250 per cent", "$250", "it took 250 days", "it hit 250"]
)
def test_a_number_with_a_verb_or_a_unit_is(text: str) -> None:
    assert amount(text).is_said


def test_from_and_to_are_two_amounts() -> None:
    assert [one.value for one in amounts("it went from 64 to 65")] == [64, 65]


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("was the aid budget more than 400 million dollars in 2022?", True),
        ("was the aid budget more than 500 million dollars in 2022?", False),
        ("the aid budget was 431.6 million dollars in 2022, right?", True),
        ("the aid budget was 431.6 dollars in 2022, right?", False),
        ("number of farms in 2022: 1,120, right?", True),
        ("number of farms in 2022: 1,121, right?", False),
        ("did the number of farms exceed 1,119 in 2022?", True),
        ("did the number of farms exceed 1,120 in 2022?", False),
        ("was clinic uptake in South less than half in 2022?", True),
        ("was clinic uptake in South more than two in five in 2022?", True),
        ("was clinic uptake in North less than half in 2022?", False),
    ],
)
def test_claims_of_amounts(farms: Asker, claim: str, holds: bool) -> None:
    assert judged(farms, claim) is holds
