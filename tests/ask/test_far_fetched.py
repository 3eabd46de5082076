"""What shares nothing but a time with a question is not offered beside its refusal."""

from __future__ import annotations

import pytest

from tests.ask.ledger import of_table
from tests.ask.samples import FERRIES


@pytest.mark.parametrize(
    "question",
    [
        "unemployment rate in 2020",
        "what was the highest temperature in March 2020?",
        "how many cars were sold in 2022?",
        "number of births in 2022",
    ],
)
def test_a_time_alone_is_nothing_near(question: str) -> None:
    answer = of_table(FERRIES).ask(question)
    assert answer.nearest == ()
    assert answer.text.startswith("We don't hold that: the ledger has nothing on “")


@pytest.mark.parametrize("question", ["how many ferry passengers in 1999?", "ferry crews on North in 2022"])
def test_a_word_or_a_name_is(question: str) -> None:
    assert of_table(FERRIES).ask(question).nearest
