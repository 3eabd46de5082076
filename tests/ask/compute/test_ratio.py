"""Ratio: how many times one figure is another, to three significant figures."""

from __future__ import annotations

import pytest

from tests.ask.ledger import Asker, answered, of_table, refused


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("how many times as many ferry passengers did North have as South in 2023?", "2"),
        ("how many times as many ferry passengers did North have as South in 2022?", "1.75"),
        ("ratio of North to Island ferry passengers in 2022", "4.67"),
        ("ratio of Island to North ferry passengers in 2022", "0.214"),
        ("how many times as many ferry passengers were there in 2022 as in 2020?", "1.25"),
    ],
)
def test_ratio(ferries: Asker, question: str, value: str) -> None:
    assert answered(ferries.ask(question)) == (value, "times")


def test_the_workings_stand_in_the_order_of_the_question(ferries: Asker) -> None:
    computation = ferries.ask("ratio of Island to North ferry passengers in 2022").computation
    assert computation is not None
    assert computation.expression == "150 ÷ 700 = 0.214"


def test_a_ratio_to_zero_is_refused() -> None:
    desk = of_table("""
        indicator,period,site,value,unit
        landslides,2022,Cliff,4,landslides
        landslides,2022,Meadow,0,landslides
    """)
    assert "ratio to zero" in refused(desk.ask("how many times as many landslides did Cliff have as Meadow in 2022?"))


def test_a_ratio_with_an_absent_side_is_refused(ferries: Asker) -> None:
    assert "West" in refused(ferries.ask("how many times as many ferry passengers did North have as West in 2022?"))


def test_what_follows_as_many_of_something_as_is_measured_by(council: Asker) -> None:
    answer = council.ask("how many times as many seats as Blue did Red win?")
    assert answered(answer) == ("1.5", "times")
