"""The figure of an answer, as its sentence has it: what a chat sets in bold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.ask.style import HouseStyle
from bot.cards.answer import AnswerCards
from bot.cards.card import Card
from bot.domain import Outcome
from tests.adapters.answers import ABSTAINED, AMBIGUOUS, ANSWERED


def figure(text: str, value: str | None, unit: str | None = None, qualifier: str = "exact") -> str:
    answer = replace(ANSWERED, text=text, value=value, unit=unit, qualifier=qualifier)
    return AnswerCards(HouseStyle()).of_answer(answer).figure


@pytest.mark.parametrize(
    ("text", "value", "unit", "expected"),
    [
        ("The boats landed 1,250.5 tonnes more hoki.", "1250.5", "tonnes", "1,250.5 tonnes"),
        ("The number of boats landed was 41 in 2020: 30 and 11.", "41", "boats", "41"),
        ("The share fell by 5.7 per cent, from 35 to 33.", "-5.7", "percent", "5.7 per cent"),
        ("The number of seats was two in 2020.", "2", "seats", "two"),
        ("The sum was 3.89 trillion US dollars in 2020.", "3890000000000", "US dollars", "3.89 trillion US dollars"),
    ],
)
def test_the_figure_is_found_with_its_unit_or_alone(text: str, value: str, unit: str, expected: str) -> None:
    assert figure(text, value, unit) == expected


def test_what_is_said_to_be_about_right_is_so_in_bold_too() -> None:
    assert figure("The share was about 70 per cent.", "70", "percent", "about") == "about 70 per cent"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The boats landed 16.5 tonnes, 216 in all, 1,016 before.", "16"),
        ("The number did not change: 10 and 10.", "0"),
        ("Those aged 65 and over were 65.", "65"),
        ("The final result: 6 November 2020.", None),
    ],
)
def test_no_part_of_a_number_and_none_that_may_be_another_is_taken_for_it(text: str, value: str | None) -> None:
    assert figure(text, value, "boats") == ""


def test_what_is_no_answer_has_none() -> None:
    for answer in (AMBIGUOUS, ABSTAINED, replace(ANSWERED, outcome=Outcome.ABSTAINED)):
        assert AnswerCards(HouseStyle()).of_answer(answer).figure == ""


def test_it_is_kept_with_a_card_and_missing_from_those_of_the_version_before() -> None:
    card = AnswerCards(HouseStyle()).of_answer(ANSWERED)
    assert Card.from_json(card.as_json()) == card
    before = {name: part for name, part in card.as_json().items() if name != "figure"}
    assert Card.from_json(before) == replace(card, figure="")
