"""The sides of a vote are found by all that they are called, and only those of a vote."""

from __future__ import annotations

import pytest

from tests.ask.ledger import Asker, answered, of_table

BALLOT = """
    indicator,question,answer,period,value,unit
    share of the vote in the ballot,fluoride abolition,yes,2021,41.5,percent
    share of the vote in the ballot,fluoride abolition,no,2021,58.5,percent
    share of the vote in the ballot,Harbour Tunnel,yes,2021,61,percent
    share of the vote in the ballot,Harbour Tunnel,no,2021,39,percent
"""
SURVEY = """
    indicator,owns a boat,period,value,unit
    households,yes,2021,120,households
    households,no,2021,480,households
    number of votes,,2021,900,votes
"""


@pytest.fixture(scope="module")
def ballot() -> Asker:
    return of_table(BALLOT)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("what share of voters backed fluoride abolition?", "41.5"),
        ("what share of the vote opposed fluoride abolition?", "58.5"),
        ("what was the no vote on fluoride?", "58.5"),
        ("what did the no camp get in the fluoride ballot?", "58.5"),
        ("how much support did the Harbour Tunnel bill have in the ballot?", "61"),
        ("what percentage of voters rejected the Harbour Tunnel?", "39"),
    ],
)
def test_sides_proposals_and_voters(ballot: Asker, question: str, value: str) -> None:
    assert answered(ballot.ask(question))[0] == value


@pytest.mark.parametrize("question", ["how many households opposed a boat?", "how many households backed a boat?"])
def test_a_no_to_anything_else_is_no_side(question: str) -> None:
    assert of_table(SURVEY).ask(question).value is None


def test_what_is_on_neither_side_is_not_answered(ballot: Asker) -> None:
    assert ballot.ask("what share of voters abstained on fluoride abolition?").value is None
