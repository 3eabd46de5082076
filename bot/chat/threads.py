"""What a thread remembers: the last complete question, from which a follow-up goes on, or what was picked last."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, Dialect, Engine, bindparam, select, update

from bot.ask.conversation import Conversation
from bot.chat.nouns import Place
from bot.store.chat_tables import thread
from bot.store.inserting import insert_new
from bot.store.prepared import Prepared, driving

_LATER = update(thread).where(thread.c.id == bindparam("this"))


def name(place: Place) -> str:
    """One text for one thread; a channel without threads is one itself."""
    return f"{place.address}#{place.thread}" if place.thread else str(place.address)


def recall(engine: Engine, id_: str) -> Conversation | None:
    with driving(engine) as cursor:
        rows = _question_of(engine.dialect).rows(cursor, this=id_)
    return Conversation(*rows[0]) if rows else None


def remember(
    connection: Connection, id_: str, place: Place, asker: str, conversation: Conversation, now: datetime
) -> None:
    """Keep it in the caller's transaction, in place of what was remembered before."""
    said = {"question": conversation.question.replace("\0", ""), "reading": conversation.reading}
    values = {**said, "asker": asker, "updated_at": now}
    if not insert_new(connection, thread, {"id": id_, "workspace": place.address.budget, **values}):
        connection.execute(_LATER, {"this": id_, **values})


@lru_cache(maxsize=32)
def _question_of(dialect: Dialect) -> Prepared:
    return Prepared(select(thread.c.question, thread.c.reading).where(thread.c.id == bindparam("this")), dialect)
