"""Labels that are questions, as those of surveys are: quoted in sentences, which end with one sign."""

from __future__ import annotations

import pytest

from tests.ask.ledger import of_table

LEDGER = """
    indicator,town,period,value,unit
    Do you trust the press?,North,2022,45,percent
    Do you trust the press?,South,2022,40,percent
    Do you trust the press?,North,2023,47,percent
"""


_ROSE = (
    "“Do you trust the press?” (North) rose by 2 percentage points, from 45 per cent in 2022 to 47 per cent in 2023."
)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("do you trust the press in North in 2022", "North: 45 per cent in 2022 (Do you trust the press?)."),
        ("do you trust the press in West", "We don't hold that: nothing on “West” for “Do you trust the press?”."),
        (
            "change in do you trust the press North 2022 to 2023",
            _ROSE,
        ),
    ],
)
def test_a_question_is_quoted(question: str, text: str) -> None:
    assert of_table(LEDGER).ask(question).text == text
