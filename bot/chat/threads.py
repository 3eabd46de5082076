"""What a thread remembers: the last complete question, from which a follow-up goes on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BindParameter, Connection, Engine, bindparam, select, update

from bot.ask.conversation import Conversation
from bot.chat.nouns import Place
from bot.store.chat_tables import thread
from bot.store.engine import reading
from bot.store.inserting import insert_new

_THIS: BindParameter[str] = bindparam("this")
_QUESTION = select(thread.c.question).where(thread.c.id == _THIS)
_LATER = update(thread).where(thread.c.id == _THIS)


def name(place: Place) -> str:
    """One text for one thread; a channel without threads is one itself."""
    return f"{place.address}#{place.thread}" if place.thread else str(place.address)


def recall(engine: Engine, id_: str) -> Conversation | None:
    with reading(engine) as connection:
        question = connection.execute(_QUESTION, {"this": id_}).scalar()
    return None if question is None else Conversation(question)


def remember(
    connection: Connection, id_: str, place: Place, asker: str, conversation: Conversation, now: datetime
) -> None:
    """Keep it in the caller's transaction, in place of what was remembered before."""
    values = {"question": conversation.question.replace("\0", ""), "asker": asker, "updated_at": now}
    if not insert_new(connection, thread, {"id": id_, "workspace": place.address.budget, **values}):
        connection.execute(_LATER, {"this": id_, **values})
