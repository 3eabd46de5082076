"""Thresholds: how many codes or periods lie beyond a bound, and which."""

from __future__ import annotations

import pytest

from tests.ask.ledger import Asker, answered, of_table, refused


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("in how many years were there more than 1000 ferry passengers?", "2", "years"),
        ("how many routes had more than 300 ferry passengers in 2023?", "1", "routes"),
        ("how many routes had at least 150 ferry passengers in 2023?", "3", "routes"),
        ("which years had fewer than 1000 ferry passengers?", "900", "passengers"),
    ],
)
def test_what_lies_beyond_is_counted(ferries: Asker, question: str, value: str, unit: str) -> None:
    assert answered(ferries.ask(question)) == (value, unit)


def test_those_beyond_are_named(ferries: Asker) -> None:
    text = ferries.ask("how many routes had more than 200 ferry passengers in 2023?").text
    assert (
        text == "Two of the three routes held had more than 200 ferry passengers in 2023: North (500) and South (250)."
    )


def test_none_beyond_is_said_to_be_none(ferries: Asker) -> None:
    none = ferries.ask("how many routes had more than 5000 ferry passengers in 2023?")
    assert answered(none) == ("0", "routes")
    assert none.text == "None of the three routes held had more than 5,000 ferry passengers in 2023."
    sentence = refused(ferries.ask("which routes had more than 5000 ferry passengers in 2023?"))
    assert sentence.startswith(f"{none.text[:-1]}: North (500 passengers)")


def test_years_are_not_counted_as_months(ferries: Asker) -> None:
    sentence = refused(ferries.ask("how many months had more than 1000 ferry passengers?"))
    assert "no figure for each month" in sentence


def test_without_a_bound_nothing_is_counted(ferries: Asker) -> None:
    assert "does not count" in refused(ferries.ask("how many routes had ferry passengers in 2023?"))


def test_a_bound_below_zero() -> None:
    desk = of_table("""
        indicator,town,period,value,unit
        net arrivals,North,2020,1900,people
        net arrivals,North,2021,-150,people
        net arrivals,North,2022,-700,people
        net arrivals,South,2022,300,people
    """)
    first = desk.ask("when did net arrivals in North first fall below -500?")
    assert "in 2022: −700" in first.text
    assert answered(desk.ask("how many towns had net arrivals below -800 in 2022?")) == ("0", "towns")
    assert answered(desk.ask("how many towns had net arrivals below -500 in 2022?")) == ("1", "towns")


@pytest.mark.parametrize(
    "question",
    [
        "which route had child fares above 3 in 2022?",
        "how many routes had child fares over 2 in 2022?",
        "which route had the most child fares -5 in 2022",
    ],
)
def test_what_is_not_told_by_that_dimension_is_not_compared(question: str) -> None:
    desk = of_table("""
        indicator,period,route,kind,value,unit
        fares,2022,North,,5,dollars
        fares,2022,South,,6,dollars
        fares,2022,,child,3,dollars
        fares,2022,,adult,7,dollars
    """)
    assert "no such figures by route" in refused(desk.ask(question))
