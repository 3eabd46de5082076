"""The judge of the scored questions: a measure that calls wrong answers right would hide everything else."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answer import Answer, Option
from bot.domain import Outcome
from tests.questions.judge import Question, Verdict, judge

_OPTION = Option("Another reading", "2", None, ())


def _answer(outcome: Outcome = Outcome.ANSWERED, **parts: Any) -> Answer:
    return Answer("", "", outcome, "It was about 12.5.", **parts)


@pytest.mark.parametrize(
    ("value", "unit", "verdict"),
    [
        ("12.5", "percent", Verdict.RIGHT),
        ("-12.5", "percent", Verdict.RIGHT),
        ("12.54", "percent", Verdict.RIGHT),
        ("12.56", "percent", Verdict.WRONG),
        ("12.5", "percentage points", Verdict.WRONG),
        (None, None, Verdict.WRONG),
    ],
)
def test_a_value_must_agree_as_exactly_as_it_is_expected(value: str, unit: str, verdict: Verdict) -> None:
    expected = Question("", Outcome.ANSWERED, ("12.5",), "percent")
    assert judge(expected, _answer(value=value, unit=unit)) is verdict


def test_what_the_text_must_say() -> None:
    assert judge(Question("", Outcome.ANSWERED, ("3",), must=("about",)), _answer(value="3")) is Verdict.RIGHT
    assert judge(Question("", Outcome.ANSWERED, ("3",), must=("more than",)), _answer(value="3")) is Verdict.MISSED
    in_caveat = _answer(value="3", caveats=("It is more than that.",))
    assert judge(Question("", Outcome.ANSWERED, ("3",), must=("more than",)), in_caveat) is Verdict.RIGHT


def test_a_date_is_as_precise_as_it_is_expected() -> None:
    expected = Question("", Outcome.ANSWERED, date="2019-08")
    assert judge(expected, _answer(date="2019-08")) is Verdict.RIGHT
    assert judge(expected, _answer(date="2019-08-01")) is Verdict.WRONG


@pytest.mark.parametrize("outcome", [Outcome.AMBIGUOUS, Outcome.ABSTAINED])
def test_no_answer_where_there_is_one_is_missed(outcome: Outcome) -> None:
    assert judge(Question("", Outcome.ANSWERED, ("3",)), _answer(outcome)) is Verdict.MISSED


def test_an_answer_where_there_is_none_is_wrong() -> None:
    expected = Question("", Outcome.ABSTAINED)
    assert judge(expected, _answer(value="3")) is Verdict.WRONG
    assert judge(expected, _answer(Outcome.AMBIGUOUS)) is Verdict.MISSED
    assert judge(expected, _answer(Outcome.ABSTAINED)) is Verdict.RIGHT


def test_asking_back() -> None:
    expected = Question("", Outcome.AMBIGUOUS, ("3", "4"))
    assert judge(expected, _answer(Outcome.AMBIGUOUS, alternatives=(_OPTION, _OPTION))) is Verdict.RIGHT
    assert judge(expected, _answer(Outcome.AMBIGUOUS, alternatives=(_OPTION,))) is Verdict.MISSED
    assert judge(expected, _answer(value="3", alternatives=(_OPTION,))) is Verdict.RIGHT
    assert judge(expected, _answer(value="3")) is Verdict.MISSED
    assert judge(expected, _answer(value="5", alternatives=(_OPTION,))) is Verdict.WRONG
