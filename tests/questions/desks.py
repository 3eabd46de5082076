"""Desks to ask: one over a ledger from a file, as `factdesk ask --ledger` opens it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from adapters.main import ledger_from_file, open_desk
from bot.answer import Answer
from bot.ask.conversation import Conversation
from bot.ask.pipeline import Desk
from tests.ask.ledger import NOW

Ask = Callable[[str], Answer]
Talk = Callable[[Iterable[str]], list[Answer]]


def desk_over(ledger: Path) -> Ask:
    """Asks a ledger one question after the other, all at one frozen moment."""
    desk = _opened(ledger)
    return lambda question: desk.ask(question, NOW)


def threads_over(ledger: Path) -> Talk:
    """Asks a ledger the questions of one thread, in order; each call is a thread of its own."""
    desk = _opened(ledger)

    def talk(questions: Iterable[str]) -> list[Answer]:
        answers: list[Answer] = []
        last: Conversation | None = None
        for question in questions:
            answer, last = desk.follow(question, last, NOW)
            answers.append(answer)
        return answers

    return talk


def _opened(ledger: Path) -> Desk:
    return open_desk(ledger_from_file(ledger, NOW), NOW)
