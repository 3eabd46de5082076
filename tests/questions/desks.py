"""Desks to ask: one over a ledger from a file, as `factdesk ask --ledger` opens it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from adapters.main import ledger_from_file, open_desk
from bot.answer import Answer
from tests.ask.ledger import NOW

Ask = Callable[[str], Answer]


def desk_over(ledger: Path) -> Ask:
    """Asks a ledger one question after the other, all at one frozen moment."""
    engine = ledger_from_file(ledger, NOW)
    desk = open_desk(engine, NOW)
    return lambda question: desk.ask(question, NOW)
