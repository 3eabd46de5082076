"""Whether an answer is right, wrong, or merely missing: the measure that the scored questions are held to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path

from bot.answer import Answer
from bot.domain import Outcome


class Verdict(Enum):
    """`WRONG` is what a newsroom cannot forgive: a number that is not the one, or one where there is none."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what is expected of it: an outcome, and for an answer its value or its date.

    `values` are all that count as right, each as exact as it is written; `must` are patterns that the text or a caveat
    has to match.
    """

    text: str
    expect: Outcome
    values: tuple[str, ...] = ()
    unit: str | None = None
    date: str | None = None
    must: tuple[str, ...] = ()


def read_questions(path: Path) -> list[Question]:
    """The questions of a file, a JSON object a line: q, expect, and perhaps values, unit, date and must."""
    with path.open(encoding="utf-8") as file:
        bodies = [json.loads(line) for line in file if line.strip()]
    return [
        Question(
            body["q"],
            Outcome(body["expect"]),
            tuple(body.get("values", ())),
            body.get("unit"),
            body.get("date"),
            tuple(body.get("must", ())),
        )
        for body in bodies
    ]


def judge(question: Question, answer: Answer) -> Verdict:
    """The verdict on an answer. A question to be asked back may also be answered, if other readings are named."""
    if question.expect is Outcome.ANSWERED:
        return _judge_answer(question, answer)
    if answer.outcome is question.expect:
        enough = question.expect is Outcome.ABSTAINED or len(answer.alternatives) > 1
        return Verdict.RIGHT if enough else Verdict.MISSED
    if answer.outcome is not Outcome.ANSWERED:
        return Verdict.MISSED
    if question.expect is Outcome.ABSTAINED or not is_one_of(answer.value, question.values):
        return Verdict.WRONG
    return Verdict.RIGHT if answer.alternatives else Verdict.MISSED


def _judge_answer(question: Question, answer: Answer) -> Verdict:
    if answer.outcome is not Outcome.ANSWERED:
        return Verdict.MISSED
    if question.date is not None:
        return Verdict.RIGHT if answer.date == question.date else Verdict.WRONG
    signless = answer.value.lstrip("-") if answer.value else None
    if not (is_one_of(answer.value, question.values) or is_one_of(signless, question.values)):
        return Verdict.WRONG
    if question.unit is not None and answer.unit != question.unit:
        return Verdict.WRONG
    said = "\n".join((answer.text, *answer.caveats))
    return Verdict.RIGHT if all(re.search(pattern, said) for pattern in question.must) else Verdict.MISSED


def is_one_of(value: str | None, expected: Iterable[str]) -> bool:
    """Whether a value is one of the expected ones, as exactly as that one is written."""
    if value is None:
        return False
    return any(_agree(Decimal(value), Decimal(one)) for one in expected)


def _agree(value: Decimal, expected: Decimal) -> bool:
    exponent = expected.as_tuple().exponent
    assert isinstance(exponent, int), f"{expected} is no number to expect"
    return abs(value - expected) * 2 <= Decimal(1).scaleb(exponent)
