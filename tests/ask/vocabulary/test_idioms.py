"""A measure is found by turns of phrase for what its label says in a word."""

from __future__ import annotations

import pytest

from tests.ask.ledger import answered, of_table

COURTS = """
    indicator,period,value,unit
    number of drivers taken to court,2021,120,people
    number of bodies that signed the appeal,2021,25,bodies
    share of tram users with a pass,2021,31,percent
    share of bus users with a pass,2021,44,percent
"""


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("how many drivers were prosecuted?", "120"),
        ("how many drivers were hauled before the courts?", "120"),
        ("how many bodies put their names to the appeal?", "25"),
        ("what share of people who use trams have a pass?", "31"),
        ("what share of those who use the bus have a pass?", "44"),
    ],
)
def test_turns_of_phrase(question: str, value: str) -> None:
    assert answered(of_table(COURTS).ask(question))[0] == value


@pytest.mark.parametrize(
    "question", ["how many drivers were fined?", "what share of people who use ferries have a pass?"]
)
def test_other_verbs_are_not_taken_for_it(question: str) -> None:
    assert of_table(COURTS).ask(question).value is None
