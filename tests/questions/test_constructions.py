"""Words in constructions: enough of both, golds that tell readings apart, and a scorer that counts right."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest

from bot.answer import Answer
from bot.domain import Outcome
from tests.questions.constructions.making import Worded, worded
from tests.questions.score_constructions import compared, report, verdict

ALL = list(worded())


def test_every_word_stands_in_nine_constructions_or_more() -> None:
    constructions = defaultdict(set)
    for one in ALL:
        constructions[one.word].add(one.construction)
    assert len(constructions) >= 60
    assert {word: len(found) for word, found in constructions.items() if len(found) < 9} == {}


def test_a_prototype_is_its_own_model_and_all_share_its_value() -> None:
    assert all((one.word == one.prototype) == (one.question == one.model) for one in ALL)
    values = defaultdict(set)
    for one in ALL:
        values[one.model].add(one.value)
    assert all(len(found) == 1 for found in values.values())


def test_no_slot_is_left_open() -> None:
    assert [one.question for one in ALL if "{" in one.question or "  " in one.question] == []


def test_values_are_exact() -> None:
    assert [one for one in ALL if one.value is not None and one.value != one.value.quantize(Decimal("0.1"))] == []


def test_making_is_the_same_on_every_run() -> None:
    assert list(worded()) == ALL


def _answer(value: str | None) -> Answer:
    outcome = Outcome.ABSTAINED if value is None else Outcome.ANSWERED
    return Answer("", "", outcome, "", value=value)


@pytest.mark.parametrize(
    ("word", "model", "gold", "found"),
    [
        ("5", "5", "5", "same"),
        ("5", "5", "6", "same"),
        ("6", "5", "6", "other"),
        (None, "5", "5", "missed"),
        (None, None, "5", "same"),
        ("5", None, "5", "same"),
        ("6", None, "5", "other"),
    ],
)
def test_verdicts(word: str | None, model: str | None, gold: str, found: str) -> None:
    one = Worded("drop", "fall", "by", "drop?", "fall?", Decimal(gold))
    assert verdict(one, _answer(word), _answer(model)) == found


def test_a_report_on_three_words() -> None:
    questions = [
        Worded(word, "fall", "by", f"{word}?", "fall?", Decimal(5)) for word in ("fall", "drop", "slide", "tumble")
    ]
    values = {"fall?": "5", "drop?": "5", "slide?": "7", "tumble?": None}
    found = report(list(compared(questions, lambda question: _answer(values[question]))))
    assert found == {
        "questions": 3,
        "same": 1,
        "other": 1,
        "missed": 1,
        "neither answered": 0,
        "same in per cent": 33.3,
        "prototypes": {"right": 1},
    }
