"""How an answer is printed: a card for people, a line of JSON for programs."""

from __future__ import annotations

from adapters.cli.say import tell_json
from bot.answer import Answer
from bot.ask.style import HouseStyle


def print_json(answer: Answer, explain: bool = False) -> None:
    """One line of UTF-8, whatever the terminal's encoding, at once."""
    tell_json(answer.as_json(explain))


def print_answer(answer: Answer, style: HouseStyle, explain: bool = False, numbered: bool = False) -> None:
    # Answers as JSON do without anything that draws.
    from adapters.terminal.card import print_card, terminal
    from bot.cards.answer import AnswerCards

    print_card(terminal(), AnswerCards(style).of_answer(answer, explain, numbered))
