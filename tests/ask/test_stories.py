"""When a source came out."""

from __future__ import annotations

import pytest

from bot.domain import Outcome
from tests.ask.ledger import Asker, refused


@pytest.mark.parametrize(
    "question", ["when was our Electoral Office story published?", "what date did the Gazette piece run?"]
)
def test_the_publication_of_a_source(turnout: Asker, question: str) -> None:
    answer = turnout.ask(question)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.date == "2023"
    assert "published it in 2023" in answer.text


def test_a_story_that_no_source_tells_is_refused(turnout: Asker) -> None:
    refused(turnout.ask("when was our harbour bridge story published?"))
