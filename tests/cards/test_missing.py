"""What is missing stands on a line of its own only where the sentence leaves it out."""

from __future__ import annotations

from bot.answer import Answer
from bot.ask.style import HouseStyle
from bot.cards.answer import AnswerCards
from bot.domain import Outcome
from tests.ask.ledger import of_table


def _missing(answer: Answer) -> list[str]:
    return [row.text for row in AnswerCards(HouseStyle()).of_answer(answer).rows if row.label == "Missing"]


def _refusal(question: str, text: str, missing: str) -> Answer:
    return Answer(question, "it", Outcome.ABSTAINED, text, missing=missing)


def test_what_only_names_again_what_the_sentence_says_is_left_out() -> None:
    desk = of_table("""
        indicator,period,value,unit
        ferry passengers,2022,700,passengers
    """)
    assert _missing(desk.ask("what's next?")) == []
    assert _missing(_refusal("growth of fares", "We hold another quantity: the fares.", "that quantity")) == []


def test_words_of_the_question_that_it_leaves_out_are_told() -> None:
    assert _missing(_refusal("fares of dogs and cats", "We hold no such fares.", "dogs cats")) == ["dogs cats"]
    assert _missing(_refusal("fares of dogs", "We hold no fares of dogs.", "dogs")) == []
