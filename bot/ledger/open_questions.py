"""The desk's open questions: what was asked and could not be answered, until a figure arrives that answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, Dialect, Engine, bindparam, select, update

from bot.answer import Answer
from bot.ask.text import tokenize
from bot.domain import Outcome
from bot.store.engine import reading, writing
from bot.store.inserting import insert_new
from bot.store.prepared import PreparedWrite
from bot.store.tables import open_question

_KEY_CHARACTERS = 500
"""As much of a question tells it from others: PostgreSQL's indexes hold no more than some 2,700 bytes."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question as it was last asked, how often, since when, and where it was asked last. Times are UTC."""

    id: int
    text: str
    count: int
    first_asked: datetime
    last_asked: datetime
    place: str | None


def note(engine: Engine, answer: Answer, place: str | None, now: datetime) -> bool:
    """Keep the question of an answer that abstained for want of a figure; False where there is nothing to keep."""
    if answer.outcome is not Outcome.ABSTAINED or answer.missing is None:
        return False
    with writing(engine) as connection:
        return keep(connection, answer, place, None, now)


def keep(connection: Connection, answer: Answer, place: str | None, asker: str | None, now: datetime) -> bool:
    """As `note`, in the caller's transaction.

    Questions that differ only in case, spacing, punctuation or accents are one. One that was closed is opened again.
    """
    if answer.outcome is not Outcome.ABSTAINED or answer.missing is None:
        return False
    asked = {
        "text": answer.question.replace("\0", ""),  # PostgreSQL keeps no text with a null character.
        "last_asked": now,
        "place": place,
        "asker": asker,
        "closed_at": None,
        "closed_by": None,
    }
    normalised = " ".join(token.norm for token in tokenize(answer.question))[:_KEY_CHARACTERS]
    again = {"key": normalised, **{f"now_{name}": value for name, value in asked.items()}}
    ask_again = _ask_again(connection.dialect, tuple(asked))
    if ask_again.run(connection, [again]):
        return True
    first = {"normalised": normalised, "count": 1, "first_asked": now, **asked}
    if not insert_new(connection, open_question, first):  # Another process kept the same question since.
        ask_again.run(connection, [again])
    return True


@lru_cache(maxsize=32)
def _ask_again(dialect: Dialect, columns: tuple[str, ...]) -> PreparedWrite:
    table = open_question
    asked = {name: bindparam(f"now_{name}", type_=table.c[name].type) for name in columns}
    change = update(table).where(table.c.normalised == bindparam("key"))
    return PreparedWrite(change.values(count=table.c.count + 1, **asked), dialect)


def still_open(engine: Engine) -> list[OpenQuestion]:
    """The open questions, the most asked first, of those the latest first."""
    table = open_question
    query = (
        select(table.c.id, table.c.text, table.c.count, table.c.first_asked, table.c.last_asked, table.c.place)
        .where(table.c.closed_at.is_(None))
        .order_by(table.c.count.desc(), table.c.last_asked.desc(), table.c.id)
    )
    with reading(engine) as connection:
        return [OpenQuestion(*row) for row in connection.execute(query)]


def close_answered(engine: Engine, ask: Callable[[str], Answer], now: datetime) -> list[tuple[OpenQuestion, Answer]]:
    """Ask every open question again and close those that now have an answer; what was closed, with the answers.

    A question is closed once, by whoever comes first, however many processes try.
    """
    closed: list[tuple[OpenQuestion, Answer]] = []
    for question in still_open(engine):
        answer = ask(question.text)
        if answer.outcome is Outcome.ABSTAINED:
            continue
        figure = answer.figures[0].id if answer.figures else None
        table = open_question
        with writing(engine) as connection:
            change = (
                table.update()
                .where(table.c.id == question.id, table.c.closed_at.is_(None))
                .values(closed_at=now, closed_by=figure)
            )
            if connection.execute(change).rowcount:
                closed.append((question, answer))
    return closed
