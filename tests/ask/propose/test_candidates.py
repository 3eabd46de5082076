"""Which readings are thought of."""

from __future__ import annotations

import pytest

from bot.ask.propose.candidates import Op
from bot.ask.propose.reading import Known, Laid, Question
from bot.ask.propose.weights import learned
from tests.ask.vocabulary.frames import FISH, frame


def laid(question: str) -> Laid:
    weights = learned()
    return Laid(Question(question, weights), Known.of(frame(*FISH), weights), weights)


@pytest.mark.parametrize(
    ("question", "op", "value"),
    [
        ("what was the catch in the north in 2020?", Op.LOOKUP, 55),
        ("difference between the catch in the north and in the south in 2020", Op.DIFFERENCE, 10),
        ("by how much did the catch in the north rise from 2019 to 2020", Op.DIFFERENCE, 15),
        ("how many times the catch of the north was that of the south in 2019", Op.RATIO, 1.75),
        ("by what percentage did the catch in the north rise from 2019 to 2020", Op.PERCENT_CHANGE, 0.375),
        ("what share of the catch was from the north in 2019", Op.SHARE, 40 / 110),
        ("what was the catch of north and south together in 2020", Op.SUM_OF_TWO, 120),
        ("which area had the highest catch in 2020", Op.HIGHEST, 65),
        ("which area had the second highest catch in 2020", Op.PLACE_FROM_TOP, 55),
        ("average catch of the areas in 2020", Op.MEAN, 60),
    ],
)
def test_the_right_reading_is_among_them(question: str, op: Op, value: float) -> None:
    found = [one for one in laid(question).candidates if one.op is op]
    assert any(one.value == pytest.approx(value) for one in found)


def test_wholes_do_not_compete() -> None:
    groups = [one for one in laid("which area had the highest catch in 2020").candidates if one.op is Op.HIGHEST]
    assert all(one.value != 120 for one in groups if one.facet == 1)


def test_probabilities_are_those_of_all_candidates() -> None:
    assert laid("what was the catch in the north in 2020?").probabilities.sum() == pytest.approx(1)
