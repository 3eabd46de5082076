"""Open questions that new figures answer."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Engine

from adapters import clock
from adapters.cli.say import say
from bot.ask.pipeline import Desk
from bot.errors import StoreUnavailable
from bot.ledger.open_questions import close_answered


def close_open_questions(engine: Engine, desk: Desk, labels: Sequence[str]) -> None:
    """Close those that figures with these labels answer, and say which. What was recorded stands, whatever becomes of
    this."""
    now = clock.now()
    try:
        for question, answer in close_answered(engine, lambda text: desk.ask(text, now), now, labels):
            say(f"No longer an open question: “{question.text}” {answer.text}")
    except StoreUnavailable as error:
        say(f"The open questions were not gone through: {error}")
