"""What was answered lately is answered again without the desk's work, and never when it would be answered otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.answer import Answer
from bot.ask.conversation import Conversation
from bot.ask.pipeline import Desk
from bot.chat.answers import Answers
from bot.domain import Outcome
from bot.ledger.record import record
from tests.ask.ledger import tidy
from tests.ask.samples import FERRIES
from tests.chat.newsroom import NOW

_QUESTION = "how many ferry passengers in 2023?"
_LATER = "how many ferry passengers in 2024?"
_NEW = """
    indicator,period,route,value,unit
    ferry passengers,2024,,1100,passengers
"""


class _Counting(Desk):
    """A desk that counts what it works out."""

    worked = 0

    def follow(self, *arguments: Any, **named: Any) -> tuple[Answer, Conversation | None]:
        self.worked += 1
        return super().follow(*arguments, **named)


@pytest.fixture
def desk(engine: Engine) -> _Counting:
    record(engine, tidy(FERRIES), NOW)
    return _Counting(engine)


def test_the_same_question_is_worked_out_once(desk: _Counting) -> None:
    answers = Answers(desk)
    given = [answers.ask(_QUESTION, NOW + timedelta(seconds=second)) for second in range(3)]
    assert desk.worked == 1
    assert given == [Desk(desk.engine).follow(_QUESTION, None, NOW)[0]] * 3


def test_another_question_before_is_another_question(desk: _Counting) -> None:
    answers = Answers(desk)
    found = [answers.follow("and in 2022?", last, NOW) for last in (None, Conversation(_QUESTION))]
    told = [(known.answer, known.conversation) for known in found]
    assert desk.worked == 2
    assert told == [Desk(desk.engine).follow("and in 2022?", last, NOW) for last in (None, Conversation(_QUESTION))]


def test_another_day_is_another_question(desk: _Counting) -> None:
    answers = Answers(desk)
    for day in range(2):
        answers.ask(_QUESTION, NOW + timedelta(days=day))
    assert desk.worked == 2


def test_it_is_another_day_once_it_is_in_the_newsroom(desk: _Counting) -> None:
    desk.zone = "Pacific/Auckland"
    answers = Answers(desk)
    midnight = NOW.replace(hour=12)
    for minutes in (-1, 1, 12 * 60 + 1):
        answers.ask(_QUESTION, midnight + timedelta(minutes=minutes))
    assert desk.worked == 2


def test_what_is_published_counts_at_once(desk: _Counting) -> None:
    answers = Answers(desk)
    before = answers.ask(_LATER, NOW)
    record(desk.engine, tidy(_NEW), NOW)
    assert before.outcome is Outcome.ABSTAINED
    assert answers.ask(_LATER, NOW).value == "1100"


def test_what_comes_out_from_under_an_embargo_counts_at_once(desk: _Counting) -> None:
    lifts = NOW + timedelta(minutes=1)
    new = tidy(_NEW)
    record(desk.engine, replace(new, figures=(replace(new.figures[0], embargo_until=lifts),)), NOW)
    answers = Answers(desk)
    times = (NOW, lifts - timedelta(microseconds=1), lifts, lifts + timedelta(seconds=1))
    assert [answers.ask(_LATER, now).value for now in times] == [None, None, "1100", "1100"]
    assert desk.worked == 2
