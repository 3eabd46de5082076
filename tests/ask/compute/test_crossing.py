"""In which periods one code lay above another."""

from __future__ import annotations

import pytest

from tests.ask.ledger import Asker, answered, of_table, refused

_BANKS = """
    indicator,period,bank,value,unit
    floods,2021,left,7,floods
    floods,2021,right,4,floods
    floods,2022,left,5,floods
    floods,2022,right,8,floods
    floods,2023,left,6,floods
    floods,2023,right,6,floods
    floods,2024,left,9,floods
    floods,2024,right,2,floods
"""


@pytest.fixture
def banks() -> Asker:
    return of_table(_BANKS)


def test_the_one_period_is_the_answer_with_the_figure_of_the_first_side(banks: Asker) -> None:
    answer = banks.ask("in which year did the right bank have more floods than the left?")
    assert answered(answer) == ("8", "floods")
    assert answer.date == "2022"
    assert "in 2022 (eight floods against five floods)" in answer.text


def test_several_periods_are_all_named_and_have_no_value(banks: Asker) -> None:
    answer = banks.ask("in which years were floods on the left bank higher than on the right?")
    assert answer.value is None
    assert answer.date is None
    assert "in 2021" in answer.text
    assert "in 2024" in answer.text
    assert "2023" not in answer.text


def test_below_is_the_opposite(banks: Asker) -> None:
    assert banks.ask("when were there fewer floods on the left bank than on the right?").date == "2022"


def test_never_is_a_refusal_with_the_figures() -> None:
    never = of_table(_BANKS.replace("2022,right,8", "2022,right,3"))
    text = refused(never.ask("in which year did the right bank have more floods than the left?"))
    assert "In no period that we hold" in text


def test_highest_of_two_sides_over_time_is_not_guessed(banks: Asker) -> None:
    assert "left or right" in refused(banks.ask("when were floods on the left or right bank highest?"))
