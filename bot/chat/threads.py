"""What a thread remembers: the last complete question, from which a follow-up goes on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.ask.conversation import Conversation
from bot.chat.nouns import Place
from bot.store.chat_tables import thread
from bot.store.engine import reading


def name(place: Place) -> str:
    """One text for one thread; a channel without threads is one itself."""
    return f"{place.address}#{place.thread}" if place.thread else str(place.address)


def recall(engine: Engine, id_: str) -> Conversation | None:
    with reading(engine) as connection:
        question = connection.execute(select(thread.c.question).where(thread.c.id == id_)).scalar()
    return None if question is None else Conversation(question)


def remember(
    connection: Connection, id_: str, place: Place, asker: str, conversation: Conversation, now: datetime
) -> None:
    """Keep it in the caller's transaction, in place of what was remembered before."""
    values = {"question": conversation.question.replace("\0", ""), "asker": asker, "updated_at": now}
    if not connection.execute(update(thread).where(thread.c.id == id_).values(**values)).rowcount:
        try:
            with connection.begin_nested():
                connection.execute(insert(thread).values(id=id_, workspace=place.address.budget, **values))
        except IntegrityError:  # Another worker has just made it; the later answer counts.
            connection.execute(update(thread).where(thread.c.id == id_).values(**values))
