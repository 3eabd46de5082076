"""Desks to ask: one over a ledger from a file, read as `factdesk ask --ledger` reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from adapters.main import open_desk
from bot.answer import Answer
from bot.ask.conversation import Conversation
from bot.ask.pipeline import Desk
from bot.ingest import read_certain
from bot.ledger.record import record
from tests.ask.ledger import NOW
from tests.in_memory import in_memory

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
    """Also one with figures that come out after that moment, which the command line would refuse."""
    engine = in_memory()
    record(engine, read_certain(ledger), NOW)
    return open_desk(engine, NOW)
