"""Sums that move, and sums set against a code."""

from __future__ import annotations

from tests.ask.ledger import Asker, answered


def test_how_a_sum_moved(council: Asker) -> None:
    question = "how much did the combined seats of Blue and Grey change from the provisional to the final count?"
    answer = council.ask(question)
    assert answered(answer) == ("-2", "seats")
    assert "The total number of seats for Blue and Grey fell by two, from 32" in answer.text
    assert "to 30 (final)" in answer.text


def test_one_against_others_together(council: Asker) -> None:
    answer = council.ask("how many more seats has Red than Grey and Blue combined?")
    assert answered(answer) == ("0", "seats")
    assert "the same for Red and for Grey and Blue in 2022 (final): 30" in answer.text


def test_without_than_it_is_a_plain_sum(council: Asker) -> None:
    assert answered(council.ask("how many seats do Red and Grey have combined?")) == ("40", "seats")
